//! Two nodes on one database: an act on one of them waits for the other's, and never writes over what it has not seen.

use std::sync::mpsc;
use std::time::Duration;

use futures_util::future::{LocalBoxFuture, join_all};
use otyrys::applications::actions::{self, Correct, MoveOnline, Refuse, Seen};
use otyrys::applications::door::actions as door;
use otyrys::applications::record::Application;
use otyrys::applications::refusal::Refusal;
use otyrys::database::{Broken, Database, Id, Lane, Options, Work};
use otyrys::language::Language;
use otyrys::law::application_course::ApplicationState;
use otyrys::law::refusal::Ground;
use otyrys::web::desk::Role;

use crate::desk_applicants::{all, applicants, now};
use crate::harness::{Office, Planned, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// Long enough for the second act to have read what it would read without waiting.
const MEANWHILE: Duration = Duration::from_millis(400);

/// Another node: the same database, writers of its own.
pub fn another(office: &Office) -> Database {
    let own = &office.app.settings.database;
    let options = Options {
        url: own.url.expose().to_owned(),
        read_url: None,
        read_connections: 2,
        write_lanes: 2,
        queue_length: own.write_queue,
        busy_timeout: own.busy_timeout,
    };
    Database::open(&options).unwrap()
}

/// The first act on one node, and the second on the other while the first is done but not yet committed.
async fn one_after_the_other<A, B>(
    office: &Office,
    session: &str,
    first: impl FnOnce(&mut Work) -> Result<A, Refusal> + Send + 'static,
    second: impl FnOnce(&mut Work) -> Result<B, Refusal> + Send + 'static,
) -> (Result<A, Refusal>, Result<B, Refusal>)
where
    A: Send + 'static,
    B: Send + 'static,
{
    let lane = Lane::Session(Id::parse(session).unwrap());
    let (done, begun) = mpsc::channel();
    let first = office.app.database.write(lane, move |work| {
        let answer = first(work);
        done.send(()).unwrap();
        std::thread::sleep(MEANWHILE);
        answer
    });
    let other = another(office);
    let second = async move {
        actix_web::web::block(move || begun.recv().unwrap())
            .await
            .unwrap();
        other.write(lane, second).await
    };
    futures_util::join!(first, second)
}

/// What must hold whatever came between: the counts are those of the rows, no two sit on one seat, nobody sits beyond
/// the seats there are, and nothing is kept of whoever withdrew.
async fn assert_whole(office: &Office, session: &str) {
    let id = Id::parse(session).unwrap();
    let read = move |connection: &mut _| otyrys::sessions::store::seating_of(connection, id);
    let count = office.app.database.read(read).await.unwrap();
    let people = all(office, session);
    let sitting: Vec<_> = people.iter().filter_map(|one| one.seat).collect();
    let seats: std::collections::BTreeSet<i32> = sitting.iter().copied().collect();
    assert_eq!(seats.len(), sitting.len(), "two on one seat");
    assert_eq!(usize::try_from(count.seated).unwrap(), sitting.len());
    assert!(count.seated <= count.capacity);
    let waiting = people
        .iter()
        .filter(|one| one.state == ApplicationState::Waiting);
    assert_eq!(usize::try_from(count.waiting).unwrap(), waiting.count());
    for one in &people {
        let over = one.state == ApplicationState::Withdrawn;
        assert_eq!(over, one.is_forgotten(), "{:?}", one.state);
        assert!(!over || (one.email.is_none() && one.name_search.is_none()));
    }
}

fn seen(one: &Application, staff: Id) -> Seen {
    Seen {
        application: one.id,
        revision: one.revision,
        staff,
    }
}

async fn three_for_two_seats(office: &Office) -> (String, Vec<Application>, Id) {
    let session = office.session(&Planned {
        capacity: 2,
        ..Planned::default()
    });
    let people = applicants(office, &session, &["Бірінші", "Екінші", "Үшінші"]).await;
    let clerk = office.clerk(Role::Secretary, &session);
    (session, people, clerk.id)
}

both_engines!(
    who_has_withdrawn_is_not_refused_elsewhere,
    NOW,
    async |office| {
        let (session, people, staff) = three_for_two_seats(office).await;
        let at = office.app.now();
        let secret = people[0].secret.clone();
        let order = Refuse {
            seen: seen(&people[0], staff),
            ground: Ground::AccessRegime,
            words: Some("рұқсат жоқ".to_owned()),
        };
        let (withdrawn, refused) = one_after_the_other(
            office,
            &session,
            move |work| actions::withdraw(work, at, &secret),
            move |work| actions::refuse(work, at, &order),
        )
        .await;
        withdrawn.unwrap();
        let Err(Refusal::Stale(stands)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(stands.state, ApplicationState::Withdrawn);
        assert_eq!(now(office, &people[2]).state, ApplicationState::Seated);
        assert_whole(office, &session).await;
        office.letters();
    }
);

both_engines!(
    who_has_withdrawn_is_not_admitted_elsewhere,
    NOW,
    async |office| {
        let (session, people, staff) = three_for_two_seats(office).await;
        let at = office.app.now();
        let secret = people[0].secret.clone();
        let seen = seen(&people[0], staff);
        let (withdrawn, admitted) = one_after_the_other(
            office,
            &session,
            move |work| actions::withdraw(work, at, &secret),
            move |work| actions::admit(work, at, seen),
        )
        .await;
        withdrawn.unwrap();
        assert!(matches!(admitted, Err(Refusal::Stale(_))), "{admitted:?}");
        assert_whole(office, &session).await;
        office.letters();
    }
);

both_engines!(
    all_are_admitted_only_as_they_were_seen,
    NOW,
    async |office| {
        let (session, people, staff) = three_for_two_seats(office).await;
        let (at, id) = (office.app.now(), Id::parse(&session).unwrap());
        let secret = people[0].secret.clone();
        let read = move |connection: &mut _| actions::people_to_admit(connection, id);
        let people_then: String = office.app.database.read(read).await.unwrap();
        let (withdrawn, admitted) = one_after_the_other(
            office,
            &session,
            move |work| actions::withdraw(work, at, &secret),
            move |work| actions::admit_all(work, at, staff, id, &people_then),
        )
        .await;
        withdrawn.unwrap();
        // One is gone and another has moved up: as many as before, but others.
        assert!(matches!(admitted, Err(Refusal::OthersToAdmit)));
        assert_eq!(now(office, &people[0]).state, ApplicationState::Withdrawn);
        assert_whole(office, &session).await;
        office.letters();
    }
);

both_engines!(
    a_withdrawal_waits_for_what_the_desk_does,
    NOW,
    async |office| {
        let (session, people, staff) = three_for_two_seats(office).await;
        let at = office.app.now();
        let secret = people[0].secret.clone();
        let order = MoveOnline {
            seen: seen(&people[0], staff),
            agreed: true,
        };
        let (moved, withdrawn) = one_after_the_other(
            office,
            &session,
            move |work| actions::move_online(work, at, order),
            move |work| actions::withdraw(work, at, &secret),
        )
        .await;
        moved.unwrap();
        // Whoever was sent to the broadcast may still withdraw; the seat is not given away a second time.
        withdrawn.unwrap();
        assert_whole(office, &session).await;
        office.letters();
    }
);

// On the day of the session somebody is let in while the desk corrects the contacts that it has open.
both_engines!(
    who_is_in_stays_in_while_contacts_are_corrected,
    NOW,
    async |office| {
        let (session, people, staff) = three_for_two_seats(office).await;
        office.at("2026-12-10T09:30:00+05:00");
        let (at, id) = (office.app.now(), people[0].id);
        let order = Correct {
            seen: seen(&people[0], staff),
            email: Some("jana@example.org".to_owned()),
            phone: None,
            language: Language::Kk,
            send_again: false,
        };
        let came = move |work: &mut Work| match door::check_in(work, at, staff, id) {
            Ok(let_in) => Ok(let_in),
            Err(door::Refusal::Broken(broken)) => Err(Refusal::Broken(broken)),
            Err(other) => Err(Broken::Data(format!("{other:?}")).into()),
        };
        let (in_now, corrected) = one_after_the_other(office, &session, came, move |work| {
            actions::correct(work, at, &order)
        })
        .await;
        in_now.unwrap();
        assert!(matches!(corrected, Err(Refusal::Stale(_))), "{corrected:?}");
        let stands = now(office, &people[0]);
        assert_eq!(stands.state, ApplicationState::Attended);
        assert!(stands.attended_at.is_some());
        assert_whole(office, &session).await;
    }
);

// Everybody withdraws, is admitted and refused at once, on both nodes: nothing comes apart.
both_engines!(
    a_crowd_of_acts_on_two_nodes_leaves_all_whole,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 6,
            ..Planned::default()
        });
        let names: Vec<String> = (b'a'..b'm')
            .map(|letter| format!("Адам{}", char::from(letter)))
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let people = applicants(office, &session, &names).await;
        let staff = office.clerk(Role::Secretary, &session).id;
        let (at, id) = (office.app.now(), Id::parse(&session).unwrap());
        let other = another(office);
        let calls = people.iter().enumerate().flat_map(|(number, one)| {
            let secret = one.secret.clone();
            let seen = seen(one, staff);
            let order = Refuse {
                seen,
                ground: Ground::AccessRegime,
                words: Some("рұқсат жоқ".to_owned()),
            };
            let (here, there) = if number % 2 == 0 {
                (office.app.database.clone(), other.clone())
            } else {
                (other.clone(), office.app.database.clone())
            };
            let withdraws = async move {
                let act = move |work: &mut Work| actions::withdraw(work, at, &secret).map(drop);
                here.write(Lane::Session(id), act).await
            };
            let desk = async move {
                let act = move |work: &mut Work| match number % 3 {
                    0 => actions::admit(work, at, seen).map(drop),
                    _ => actions::refuse(work, at, &order).map(drop),
                };
                there.write(Lane::Session(id), act).await
            };
            let both: [LocalBoxFuture<Result<(), Refusal>>; 2] =
                [Box::pin(withdraws), Box::pin(desk)];
            both
        });
        for ended in join_all(calls).await {
            assert!(
                !matches!(ended, Err(Refusal::Broken(_))),
                "nothing breaks: {ended:?}"
            );
        }
        assert_whole(office, &session).await;
        office.letters();
    }
);
