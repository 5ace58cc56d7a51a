//! The outbox: what is claimed when, by whom, and what becomes of letters that cannot be sent.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use otyrys::app::Mode;
use otyrys::database::schema::outbox;
use otyrys::database::{Broken, Id, Lane as WriteLane};
use otyrys::language::Language;
use otyrys::outbox::record::{LetterState, Row};
use otyrys::outbox::store::{Claim, Noted};
use otyrys::outbox::{Lane, Letter, store};
use otyrys::worker::run_once;
use serde_json::{Value, json};

use super::reading::kept;
use crate::harness::{Engine, Office, Planned, both_engines};

const MORNING: &str = "2026-12-07T09:00:00+05:00";

fn letter(once_key: &str, lane: Lane, give_up_at: DateTime<Utc>) -> Letter {
    Letter {
        once_key: once_key.to_owned(),
        lane,
        kind: "application-received",
        recipient: "aigul@example.org".to_owned(),
        language: Language::Kk,
        session: None,
        payload: json!({ "number": "T00001-0001" }),
        give_up_at,
    }
}

async fn put(office: &Office, letters: Vec<Letter>) {
    let now = office.app.now();
    let done = office.app.database.write(WriteLane::Any, move |work| {
        for letter in letters {
            store::put(work, now, letter);
        }
        Ok::<_, Broken>(())
    });
    done.await.expect("letters put");
}

async fn claim(office: &Office, most: usize) -> Vec<Row> {
    let now = office.app.now();
    let wanted = Claim {
        now,
        until: now + TimeDelta::minutes(5),
        bulk_delay: TimeDelta::minutes(5),
        most,
        rooms: Lane::ALL.iter().map(|lane| (*lane, most)).collect(),
    };
    let done = office
        .app
        .database
        .write(WriteLane::Any, move |work| store::claim(work, &wanted));
    done.await.expect("a claim")
}

/// State, attempts, recipient, payload and error of every letter, in the order in which they were put.
fn rows(office: &Office) -> Vec<(String, i32, String, String, Option<String>)> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .order(outbox::id)
                .select((
                    outbox::state,
                    outbox::attempts,
                    outbox::recipient,
                    outbox::payload,
                    outbox::last_error,
                ))
                .load(connection)?,
        )
    });
    read.expect("the outbox")
}

fn keys(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.once_key.as_str()).collect()
}

both_engines!(
    /// The order of time counts within a lane, the lane before it.
    urgent_letters_go_first,
    MORNING,
    async |office: &Office| {
        let later = office.app.now() + TimeDelta::hours(1);
        put(office, vec![letter("bulk", Lane::Bulk, later)]).await;
        office.at("2026-12-07T09:00:01+05:00");
        put(office, vec![letter("first", Lane::Ordinary, later)]).await;
        office.at("2026-12-07T09:00:02+05:00");
        put(
            office,
            vec![
                letter("second", Lane::Ordinary, later),
                letter("urgent", Lane::Urgent, later),
            ],
        )
        .await;
        assert_eq!(keys(&claim(office, 2).await), ["urgent", "first"]);
        office.at("2026-12-07T09:04:59+05:00");
        assert_eq!(keys(&claim(office, 1).await), ["second"]);
        assert!(claim(office, 9).await.is_empty(), "it can still be called back");
        office.at("2026-12-07T09:05:00+05:00");
        assert_eq!(keys(&claim(office, 9).await), ["bulk"]);
        assert!(claim(office, 9).await.is_empty());
        office.letters();
    }
);

both_engines!(
    /// A second order of the same letter is the same letter.
    a_letter_is_put_once,
    MORNING,
    async |office: &Office| {
        let later = office.app.now() + TimeDelta::hours(1);
        let twice = || letter("once", Lane::Ordinary, later);
        put(office, vec![twice(), twice()]).await;
        put(office, vec![twice()]).await;
        assert_eq!(rows(office).len(), 1);
        office.letters();
    }
);

both_engines!(
    /// Claims from many sides at once: each letter is held by one.
    no_two_workers_take_the_same_letter,
    MORNING,
    async |office: &Office| {
        let later = office.app.now() + TimeDelta::hours(1);
        let letters = (0..200).map(|n| letter(&format!("n{n}"), Lane::Ordinary, later));
        put(office, letters.collect()).await;
        let claims = (0..40).map(|_| claim(office, 7));
        let claimed = futures_util::future::join_all(claims).await;
        let ids: Vec<Id> = claimed.iter().flatten().map(|row| row.id).collect();
        let different: BTreeSet<Id> = ids.iter().copied().collect();
        assert_eq!(ids.len(), different.len(), "a letter was taken twice");
        assert_eq!(ids.len(), 200);
        assert!(claimed.iter().all(|rows| rows.len() <= 7));
        office.letters();
    }
);

both_engines!(
    /// A worker that dies between claim and sending: the letter goes when its lease has run out.
    a_letter_outlives_its_worker,
    MORNING,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        office.apply(&session, "Сейітова").await;
        assert_eq!(claim(office, 9).await.len(), 1);
        assert_eq!(run_once(&office.app).await, Ok(0));
        office.hands.advance(TimeDelta::minutes(4));
        assert_eq!(run_once(&office.app).await, Ok(0));
        office.hands.advance(TimeDelta::minutes(1));
        assert_eq!(run_once(&office.app).await, Ok(1));
        assert_eq!(kept(office).len(), 1);
        assert_eq!(rows(office)[0].0, "delivered");
        assert_eq!(rows(office)[0].1, 2);
        assert_eq!(run_once(&office.app).await, Ok(0));
    }
);

both_engines!(
    /// The slow worker wakes up: it changes nothing of what another one holds or has finished.
    who_was_too_slow_changes_nothing,
    MORNING,
    async |office: &Office| {
        let later = office.app.now() + TimeDelta::hours(1);
        put(office, vec![letter("slow", Lane::Ordinary, later)]).await;
        let slow = claim(office, 1).await.remove(0);
        office.hands.advance(TimeDelta::minutes(6));
        assert_eq!(claim(office, 1).await.len(), 1);
        let now = office.app.now();
        for noted in [
            Noted::put_back(&slow, None),
            Noted::postponed(&slow, now, "late".to_owned()),
            Noted::finished(&slow, now, LetterState::Delivered, None, String::new()),
        ] {
            let act = move |work: &mut otyrys::database::Work| store::note(work, &[noted]);
            let held = office.app.database.write(WriteLane::Any, act).await;
            assert!(held.expect("an answer").is_empty());
        }
        assert_eq!(rows(office)[0].0, "sending");
        office.letters();
    }
);

both_engines!(
    /// A delivered letter keeps its row and nobody's data.
    a_finished_letter_is_emptied,
    MORNING,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        office.apply(&session, "Сейітова").await;
        assert!(rows(office)[0].3.contains("secret"));
        assert_eq!(run_once(&office.app).await, Ok(1));
        let delivered = ("delivered".to_owned(), 1, String::new(), "{}".to_owned(), None);
        assert_eq!(rows(office), [delivered]);
    }
);

both_engines!(
    /// What cannot be put into words is given up at once, with the reason.
    a_letter_without_its_session_is_a_technical_failure,
    MORNING,
    async |office: &Office| {
        let later = office.app.now() + TimeDelta::hours(1);
        let mut lost = letter("lost", Lane::Ordinary, later);
        lost.payload = facts();
        let gone = Letter {
            once_key: "gone".to_owned(),
            session: Some(Id::new()),
            ..lost.clone()
        };
        put(office, vec![lost, gone, letter("bare", Lane::Ordinary, later)]).await;
        assert_eq!(run_once(&office.app).await, Ok(3));
        let rows = rows(office);
        assert!(rows.iter().all(|row| row.0 == "technical_failure"));
        let reasons: Vec<Option<&str>> = rows.iter().map(|row| row.4.as_deref()).collect();
        let wanted = [
            Some("it names no session"),
            Some("its session is gone"),
            Some("its facts cannot be read"),
        ];
        assert_eq!(reasons, wanted);
        assert!(kept(office).is_empty());
    }
);

fn facts() -> Value {
    json!({
        "application": "a", "number": "T00001-0001", "secret": "s", "state": "seated",
        "queue_place": null, "received_at": "2026-12-07T04:00:00Z", "revision": 0,
    })
}

both_engines!(
    /// After the start of the session a receipt is of no use; nor after the office's own patience.
    a_letter_whose_time_has_passed_expires,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let soon = office.app.now() + TimeDelta::hours(1);
        let late = office.app.now() + TimeDelta::days(30);
        put(
            office,
            vec![
                letter("soon", Lane::Ordinary, soon),
                letter("late", Lane::Ordinary, late),
            ],
        )
        .await;
        office.hands.advance(TimeDelta::hours(72));
        assert_eq!(run_once(&office.app).await, Ok(2));
        let expired: Vec<String> = rows(office).into_iter().map(|row| row.0).collect();
        assert_eq!(expired, ["expired", "expired"]);
        assert!(kept(office).is_empty());
    }
);

/// A folder that cannot be written: each attempt is later than the last, and the letter goes at the first
/// chance.
#[actix_web::test]
async fn a_letter_that_failed_waits_longer_each_time() {
    let settings = [("OTYRYS__MAIL__FOLDER", "/dev/null/letters")];
    let office = Office::open_as(Engine::Sqlite, MORNING, Mode::Office, &settings);
    let office = office.expect("an office");
    let session = office.session(&Planned::default());
    office.apply(&session, "Сейітова").await;
    for (attempt, minutes) in [(1, 1..=2), (2, 1..=3), (3, 3..=5), (4, 6..=10)] {
        assert_eq!(run_once(&office.app).await, Ok(1));
        let row = rows(&office).remove(0);
        assert_eq!((row.0.as_str(), row.1), ("temporary_failure", attempt));
        assert!(row.4.expect("a reason").starts_with("mail.folder: "));
        office
            .hands
            .advance(TimeDelta::minutes(*minutes.start()) - TimeDelta::seconds(1));
        assert_eq!(run_once(&office.app).await, Ok(0), "too early");
        office
            .hands
            .advance(TimeDelta::minutes(minutes.end() - minutes.start() + 1));
    }
    office.letters();
    office.close().await;
}
