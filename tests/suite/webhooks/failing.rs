//! Neighbours that do not answer as they should.

use std::time::Duration;

use chrono::TimeDelta;
use otyrys::news::Kind;
use otyrys::webhooks::record::State;

use super::receiver::Play;
use super::*;

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
    /// After 72 hours a call is given up, after seven days its webhook.
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
        later(office, 4 * 24 * 60);
        happens(office, session, Kind::Changed, 2);
        call(office).await;
        assert_eq!(now_of(office, &webhook).state, State::Failing);
        happens(office, session, Kind::Cancelled, 3);
        later(office, 61);
        assert_eq!(call(office).await, 0);
    }
);
