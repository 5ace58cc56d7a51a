//! Neighbours that do not answer as they should.

use std::time::Duration;

use chrono::TimeDelta;
use otyrys::news::Kind;
use otyrys::webhooks::record::State;

use super::receiver::Play;
use super::*;

/// A test on each engine with room for two calls at a time.
macro_rules! both {
    ($(#[$about:meta])* $name:ident, $test:expr) => {
        mod $name {
            use super::*;

            $(#[$about])*
            #[actix_web::test]
            async fn sqlite() {
                run_with($crate::harness::Engine::Sqlite, &NARROW, $test).await;
            }

            $(#[$about])*
            #[actix_web::test]
            async fn postgres() {
                run_with($crate::harness::Engine::Postgres, &NARROW, $test).await;
            }
        }
    };
}

/// Moves the clock on from what it shows.
fn later(office: &Office, minutes: i64) {
    office
        .hands
        .set(office.app.now() + TimeDelta::minutes(minutes));
}

neighbours!(
    /// Each fault is noted as what it is, and the call comes again, the same to the byte.
    a_call_that_failed_comes_again,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let webhook = hook(office, None, &receiver.url());
        happens(office, session, Kind::Announced, 1);
        for (play, outcome) in [
            (Play::Answer(500, ""), "status:500"),
            (Play::Answer(404, ""), "status:404"),
            (Play::Hang(Duration::from_millis(1500)), "slow"),
            (Play::Close, "away"),
            (Play::Answer(301, "location: http://127.0.0.1:1/\r\n"), "status:301"),
        ] {
            let before = receiver.count();
            receiver.plays([play]);
            assert_eq!(call(office).await, 1, "{outcome}");
            let attempts = i32::try_from(before).unwrap() + 1;
            assert_eq!(rows(office), [row("temporary_failure", attempts, outcome)]);
            assert_eq!(call(office).await, 0, "not before its time");
            let stands = now_of(office, &webhook);
            assert_eq!((stands.failures, stands.state), (attempts, State::Active));
            assert_eq!(stands.busy_until, None);
            later(office, 61);
        }
        assert_eq!(call(office).await, 1);
        assert_eq!(rows(office), [row("delivered", 6, "status:204")]);
        let stands = now_of(office, &webhook);
        assert_eq!((stands.failures, stands.failing_since, stands.rests_until), (0, None, None));
        let heard = receiver.heard();
        assert_eq!(heard.len(), 6, "nobody followed the redirect");
        for one in &heard {
            assert_eq!(one.body, heard[0].body);
            assert_eq!(one.header("otyrys-delivery"), heard[0].header("otyrys-delivery"));
            assert!(one.is_signed_with(webhook.secret.as_str()));
        }
        assert_ne!(heard[0].header("otyrys-signature"), heard[1].header("otyrys-signature"));
    }
);

neighbours!(
    /// One that hangs keeps no other one waiting.
    a_neighbour_that_is_down_holds_nobody_back,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let down = Receiver::start();
        down.always(Some(Play::Hang(Duration::from_secs(5))));
        for _ in 0..5 {
            hook(office, None, &down.url());
        }
        hook(office, None, &receiver.url());
        for revision in 1..=5 {
            happens(office, session, Kind::Changed, revision);
        }
        telling::tell(&office.app).await.unwrap();
        let mut caller = Caller::of(Arc::clone(&office.app));
        let begun = std::time::Instant::now();
        let well = async {
            while receiver.count() < 5 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            begun.elapsed()
        };
        let (_, well) = futures_util::future::join(round(&mut caller), well).await;
        assert!(well < Duration::from_millis(900), "{well:?}");
        // Each was tried once and is left alone, whatever waits for it.
        assert_eq!(down.count(), 5);
        let failed = rows(office).into_iter().filter(|(state, ..)| state == "temporary_failure");
        assert_eq!(failed.count(), 5);
    }
);

neighbours!(
    /// A neighbour that cannot take one thing takes the others.
    one_call_that_always_fails_does_not_stop_those_behind_it,
    async |office: &Office, receiver: &Receiver, session: &str| {
        hook(office, None, &receiver.url());
        happens(office, session, Kind::Announced, 1);
        receiver.plays([Play::Answer(500, "")]);
        call(office).await;
        later(office, 1);
        happens(office, session, Kind::Changed, 2);
        later(office, 1);
        assert_eq!(call(office).await, 2);
        assert!(rows(office).iter().all(|(state, ..)| state == "delivered"));
    }
);

neighbours!(
    a_neighbour_that_asks_for_patience_gets_it,
    async |office: &Office, receiver: &Receiver, session: &str| {
        hook(office, None, &receiver.url());
        happens(office, session, Kind::Announced, 1);
        receiver.plays([
            Play::Answer(429, "retry-after: 1200\r\n"),
            Play::Answer(503, "retry-after: 999999\r\n"),
        ]);
        assert_eq!(call(office).await, 1);
        later(office, 19);
        assert_eq!(call(office).await, 0);
        later(office, 1);
        assert_eq!(call(office).await, 1);
        later(office, 59);
        assert_eq!(call(office).await, 0);
        later(office, 1);
        assert_eq!(call(office).await, 1, "an hour at the most");
        assert_eq!(rows(office), [row("delivered", 3, "status:204")]);
    }
);

neighbours!(
    one_that_is_gone_is_called_no_more,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let webhook = hook(office, None, &receiver.url());
        happens(office, session, Kind::Announced, 1);
        happens(office, session, Kind::Changed, 2);
        receiver.plays([Play::Answer(410, "")]);
        assert_eq!(call(office).await, 1);
        assert_eq!(now_of(office, &webhook).state, State::Gone);
        happens(office, session, Kind::Cancelled, 3);
        later(office, 120);
        assert_eq!(call(office).await, 0);
        let states: Vec<String> = rows(office).into_iter().map(|(state, ..)| state).collect();
        assert_eq!(
            states,
            ["permanent_failure", "created"],
            "what waited waits"
        );
    }
);

neighbours!(
    /// After 72 hours a call is given up; after seven days of nothing but failures its webhook, and the journal tells.
    what_never_arrives_ends,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let webhook = hook(office, None, &receiver.url());
        receiver.always(Some(Play::Answer(500, "")));
        happens(office, session, Kind::Announced, 1);
        for _ in 0..71 {
            call(office).await;
            later(office, 60);
        }
        let tried = receiver.count();
        assert!(tried > 50, "{tried}");
        later(office, 61);
        call(office).await;
        assert_eq!(receiver.count(), tried, "its time has passed");
        assert_eq!(rows(office), [row("expired", rows(office)[0].1, "status:500")]);
        assert_eq!(now_of(office, &webhook).state, State::Active);

        // Nothing happened for days: one failure more is no week of failures.
        later(office, 4 * 24 * 60);
        happens(office, session, Kind::Changed, 2);
        call(office).await;
        let stands = now_of(office, &webhook);
        assert_eq!((stands.state, stands.failing_since), (State::Active, Some(office.app.now().into())));
        assert_eq!(ends(office, &webhook), Vec::<String>::new());
        for revision in 3..=5 {
            later(office, 2 * 24 * 60);
            happens(office, session, Kind::Changed, revision);
            call(office).await;
            assert_eq!(now_of(office, &webhook).state, State::Active, "{revision}");
        }
        later(office, 24 * 60 + 61);
        call(office).await;
        assert_eq!(now_of(office, &webhook).state, State::Failing);
        let said = ends(office, &webhook);
        assert!(said.len() == 1 && said[0].contains("failing"), "{said:?}");
        happens(office, session, Kind::Cancelled, 6);
        later(office, 61);
        assert_eq!(call(office).await, 0);
    }
);

/// What the journal says that the office changed by itself.
fn ends(office: &Office, webhook: &Webhook) -> Vec<String> {
    use otyrys::database::schema::journal;
    let id = webhook.id;
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            journal::table
                .filter(journal::object_id.eq(id))
                .filter(journal::act.eq("webhook.changed"))
                .order(journal::place)
                .select(journal::after)
                .load::<Option<String>>(connection)?,
        )
    });
    read.expect("the journal").into_iter().flatten().collect()
}

/// Two calls at a time.
const NARROW: [(&str, &str); 1] = [("OTYRYS__WEBHOOKS__CALLS", "2")];

both!(
    /// Several that are down, and room for two: they have half of it at the most.
    those_that_are_down_leave_room,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let down = Receiver::start();
        down.always(Some(Play::Hang(Duration::from_secs(5))));
        for _ in 0..4 {
            hook(office, None, &down.url());
        }
        hook(office, None, &receiver.url());
        happens(office, session, Kind::Announced, 1);
        call(office).await;
        assert_eq!((down.count(), receiver.count()), (4, 1));
        later(office, 61);
        for revision in 2..=6 {
            happens(office, session, Kind::Changed, revision);
        }
        telling::tell(&office.app).await.unwrap();
        let mut caller = Caller::of(Arc::clone(&office.app));
        let begun = std::time::Instant::now();
        let well = async {
            while receiver.count() < 6 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            begun.elapsed()
        };
        let (_, well) = futures_util::future::join(round(&mut caller), well).await;
        assert!(well < Duration::from_millis(900), "{well:?}");
    }
);

both!(
    /// Several with much to hear, none of which fails: the last one need not wait until they have heard everything.
    slow_ones_with_a_backlog_keep_nobody_waiting,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let slow = Receiver::start();
        slow.always(Some(Play::Slowly(Duration::from_millis(10))));
        for _ in 0..3 {
            hook(office, None, &slow.url());
        }
        hook(office, None, &receiver.url());
        later(office, 1);
        for revision in 1..=60 {
            happens(office, session, Kind::Changed, revision);
        }
        telling::tell(&office.app).await.unwrap();
        let mut caller = Caller::of(Arc::clone(&office.app));
        let first = async {
            while receiver.count() == 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            slow.count()
        };
        let (calls, heard) = futures_util::future::join(round(&mut caller), first).await;
        assert_eq!(calls, 240);
        assert!(heard <= 70, "one turn of each, and not all: {heard}");
    }
);

neighbours!(
    /// How the old address fared says nothing of the one that the desk enters meanwhile.
    a_new_address_begins_anew,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let webhook = hook(office, None, &receiver.url());
        let fails = || Play::Answer(500, "");
        receiver.plays([fails(), fails(), Play::Hang(Duration::from_secs(5))]);
        happens(office, session, Kind::Announced, 1);
        for failures in 1..=2 {
            assert_eq!(call(office).await, 1);
            assert_eq!(now_of(office, &webhook).failures, failures);
            later(office, 61);
        }
        let mut caller = Caller::of(Arc::clone(&office.app));
        let change = async {
            while receiver.count() < 3 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            let order = actions::Order {
                address: format!("{}&new=1", receiver.url()),
                events: Kind::ALL.to_vec(),
            };
            let (now, which) = (office.app.now(), (webhook.id, webhook.revision));
            let change =
                move |work: &mut Work| actions::change(work, now, &Actor::Office, which, &order);
            office.app.database.write_here(Lane::All, change).unwrap();
        };
        futures_util::future::join(round(&mut caller), change).await;
        let stands = now_of(office, &webhook);
        assert_eq!((stands.failures, stands.failing_since, stands.rests_until), (0, None, None));
    }
);

neighbours!(
    /// A session that cannot be read is told to nobody, and keeps nothing behind it from being told.
    what_cannot_be_read_stops_nobody,
    async |office: &Office, receiver: &Receiver, session: &str| {
        hook(office, None, &receiver.url());
        let broken = office.session(&Planned::default());
        happens(office, &broken, Kind::Announced, 1);
        happens(office, session, Kind::Announced, 1);
        let id = Id::parse(&broken).expect("an id");
        let done = office.app.database.write_here(Lane::All, move |work| {
            use otyrys::database::schema::sessions;
            diesel::update(sessions::table.find(id))
                .set(sessions::title.eq("{"))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.expect("broken");
        assert_eq!(call(office).await, 1);
        assert_eq!(receiver.heard()[0].json()["session"]["id"], session);
        assert_eq!(telling::tell(&office.app).await.unwrap(), 0);
    }
);
