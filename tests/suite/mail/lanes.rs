//! What goes first, and how fast.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::app::Mode;
use otyrys::database::Broken;
use otyrys::database::schema::outbox;
use otyrys::outbox::Lane;
use otyrys::worker;

use super::reading::kept;
use super::sink::{Manner, Sink};
use super::{put_at, receipt};
use crate::harness::{Engine, Office, Planned};

const MORNING: &str = "2026-12-07T09:00:00+05:00";

fn through(sink: &Sink, settings: &[(&str, &str)]) -> Office {
    let url = format!("smtp://127.0.0.1:{}", sink.port);
    let mut all = vec![
        ("OTYRYS__MAIL__TRANSPORT", "smtp"),
        ("OTYRYS__MAIL__SMTP_URL", url.as_str()),
    ];
    all.extend_from_slice(settings);
    Office::open_as(Engine::Sqlite, MORNING, Mode::Office, &all).expect("an office")
}

/// Hundreds of letters to many wait and are under way; an urgent one is ordered, and is not behind them.
#[actix_web::test]
async fn a_full_lane_does_not_hold_back_an_urgent_letter() {
    let delay = Duration::from_millis(10);
    let sink = Sink::start(Manner {
        delay,
        ..Manner::default()
    })
    .expect("a sink");
    let office = through(&sink, &[("OTYRYS__MAIL__CONNECTIONS", "2")]);
    let session = office.session(&Planned::default());
    let now = office.app.now();
    let until = now + TimeDelta::days(1);
    let bulk = (0..600).map(|number| {
        let to = format!("reader-{number}@example.org");
        receipt(&session, &format!("bulk-{number}"), Lane::Bulk, &to, until)
    });
    put_at(&office, now, bulk.collect()).await;
    office.hands.advance(TimeDelta::minutes(5));
    let worker = worker::start(&office.app).expect("a worker");
    let begun = Instant::now();
    while sink.count() < 20 {
        assert!(begun.elapsed() < Duration::from_secs(20), "letters go out");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let to = "urgent@example.org";
    let urgent = receipt(&session, "urgent", Lane::Urgent, to, until);
    put_at(&office, office.app.now(), vec![urgent]).await;
    let before = sink.count();
    let place = loop {
        assert!(begun.elapsed() < Duration::from_secs(20), "it goes out");
        if let Some(place) = sink.taken().iter().position(|one| one.to == to) {
            break place;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    worker.stop().await;
    assert!(
        place < before + 60,
        "{place} letters before, {before} when ordered"
    );
    assert!(sink.count() < 600, "the others still went out");
    office.letters();
    office.close().await;
}

fn delivered(office: &Office) -> Vec<String> {
    kept(office).into_iter().map(|letter| letter.to).collect()
}

/// Two letters a minute to one domain; others are not held up, and an urgent letter does not wait.
#[actix_web::test]
async fn a_domain_gets_letters_at_its_own_pace() {
    let settings = [("OTYRYS__MAIL__DOMAIN_PACES", "slow.example=2")];
    let office = Office::open_as(Engine::Sqlite, MORNING, Mode::Office, &settings);
    let office = office.expect("an office");
    let session = office.session(&Planned::default());
    let until = office.app.now() + TimeDelta::days(1);
    let letter = |name: &str, lane, to: &str| receipt(&session, name, lane, to, until);
    put_at(
        &office,
        office.app.now(),
        vec![
            letter("1", Lane::Ordinary, "a@slow.example"),
            letter("2", Lane::Ordinary, "b@slow.example"),
            letter("3", Lane::Ordinary, "c@Slow.example"),
            letter("4", Lane::Ordinary, "d@example.org"),
        ],
    )
    .await;
    let mut postman = worker::postman(&office.app).expect("a postman");
    let (_never, mut stop) = tokio::sync::watch::channel(false);
    postman.round(&mut stop).await.expect("a round");
    assert_eq!(delivered(&office), ["a@slow.example", "d@example.org"]);
    let urgent = letter("5", Lane::Urgent, "u@slow.example");
    put_at(&office, office.app.now(), vec![urgent]).await;
    postman.round(&mut stop).await.expect("a round");
    assert_eq!(delivered(&office).len(), 3, "the urgent one too");
    office.hands.advance(TimeDelta::seconds(29));
    assert_eq!(postman.round(&mut stop).await.expect("a round"), 0);
    office.hands.advance(TimeDelta::seconds(1));
    postman.round(&mut stop).await.expect("a round");
    assert_eq!(
        delivered(&office).last().expect("a letter"),
        "b@slow.example"
    );
    office.hands.advance(TimeDelta::seconds(30));
    postman.round(&mut stop).await.expect("a round");
    assert_eq!(delivered(&office).len(), 5);
    let attempts: Vec<i32> = office
        .app
        .database
        .read_here(|connection| {
            Ok::<_, Broken>(outbox::table.select(outbox::attempts).load(connection)?)
        })
        .expect("attempts");
    assert_eq!(attempts, [1; 5], "waiting for a turn is no attempt");
    office.close().await;
}

/// Nothing went for a while, and many turns have passed: not all are made up for at once.
#[actix_web::test]
async fn turns_that_passed_while_nothing_went_are_not_used_at_once() {
    let settings = [("OTYRYS__MAIL__DOMAIN_PACES", "slow.example=2")];
    let office = Office::open_as(Engine::Sqlite, MORNING, Mode::Office, &settings);
    let office = office.expect("an office");
    let session = office.session(&Planned::default());
    let until = office.app.now() + TimeDelta::days(1);
    let letters = (0..10).map(|n| {
        let to = format!("{n}@slow.example");
        receipt(&session, &to, Lane::Ordinary, &to, until)
    });
    put_at(&office, office.app.now(), letters.collect()).await;
    let mut postman = worker::postman(&office.app).expect("a postman");
    let (_never, mut stop) = tokio::sync::watch::channel(false);
    postman.round(&mut stop).await.expect("a round");
    assert_eq!(delivered(&office).len(), 1);
    office.hands.advance(TimeDelta::minutes(20));
    postman.round(&mut stop).await.expect("a round");
    let at_once = delivered(&office).len();
    assert!((2..=3).contains(&at_once), "{at_once} letters");
    for _ in 0..8 {
        office.hands.advance(TimeDelta::seconds(30));
        postman.round(&mut stop).await.expect("a round");
    }
    assert_eq!(delivered(&office).len(), 10);
    office.close().await;
}

/// A letter whose turn would come after its use ends, and does not go round and round.
#[actix_web::test]
async fn a_letter_whose_turn_comes_too_late_expires() {
    let settings = [("OTYRYS__MAIL__DOMAIN_PACES", "slow.example=2")];
    let office = Office::open_as(Engine::Sqlite, MORNING, Mode::Office, &settings);
    let office = office.expect("an office");
    let session = office.session(&Planned::default());
    let now = office.app.now();
    let soon = now + TimeDelta::seconds(20);
    let letters = (0..2).map(|n| {
        let to = format!("{n}@slow.example");
        receipt(&session, &to, Lane::Ordinary, &to, soon)
    });
    put_at(&office, now, letters.collect()).await;
    let mut postman = worker::postman(&office.app).expect("a postman");
    let (_never, mut stop) = tokio::sync::watch::channel(false);
    postman.round(&mut stop).await.expect("a round");
    office.hands.advance(TimeDelta::seconds(25));
    let round = tokio::time::timeout(Duration::from_secs(10), postman.round(&mut stop)).await;
    assert_eq!(round.expect("an end").expect("a round"), 1);
    assert_eq!(delivered(&office).len(), 1);
    assert_eq!(worker::run_once(&office.app).await, Ok(0));
    office.close().await;
}

/// Letters that are not sent keep no others waiting.
#[actix_web::test]
async fn letters_that_are_not_sent_take_no_time() {
    let settings = [("OTYRYS__MAIL__LETTERS_PER_MINUTE", "12")];
    let office = Office::open_as(Engine::Sqlite, MORNING, Mode::Office, &settings);
    let office = office.expect("an office");
    let session = office.session(&Planned::default());
    let now = office.app.now();
    let (soon, late) = (now + TimeDelta::minutes(1), now + TimeDelta::days(1));
    let letter = |name: &str, until| {
        receipt(
            &session,
            name,
            Lane::Ordinary,
            &format!("{name}@example.org"),
            until,
        )
    };
    let mut letters: Vec<_> = (0..8).map(|n| letter(&format!("n{n}"), soon)).collect();
    letters.push(letter("z", late));
    put_at(&office, now, letters).await;
    office.hands.advance(TimeDelta::minutes(2));
    let begun = Instant::now();
    assert_eq!(worker::run_once(&office.app).await, Ok(9));
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "five seconds a letter"
    );
    assert_eq!(delivered(&office), ["z@example.org"]);
    office.close().await;
}
