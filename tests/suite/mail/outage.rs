//! A relay that is away for an hour.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::app::Mode;
use otyrys::database::schema::outbox;
use otyrys::database::{Broken, Lane as WriteLane, Work, set_fact};
use otyrys::outbox::{Bounces, Lane};
use otyrys::worker;
use tokio::net::{TcpListener, TcpSocket};

use super::sink::{Manner, Sink};
use super::{put_at, receipt};
use crate::harness::{Engine, Office, Planned};

/// State and attempts by once-key.
fn letters(office: &Office) -> Vec<(String, String, i32)> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .order(outbox::once_key)
                .select((outbox::once_key, outbox::state, outbox::attempts))
                .load(connection)?,
        )
    });
    read.expect("the outbox")
}

#[actix_web::test]
async fn after_an_hour_without_a_relay_the_urgent_go_first_and_nothing_goes_too_late() {
    // A port that is ours; nobody listens there until the relay is back.
    let socket = TcpSocket::new_v4().expect("a socket");
    let anywhere = "127.0.0.1:0".parse().expect("an address");
    socket.bind(anywhere).expect("a port");
    let port = socket.local_addr().expect("an address").port();
    let url = format!("smtp://127.0.0.1:{port}");
    let settings = [
        ("OTYRYS__MAIL__TRANSPORT", "smtp"),
        ("OTYRYS__MAIL__SMTP_URL", url.as_str()),
        ("OTYRYS__MAIL__CONNECTIONS", "1"),
    ];
    let at = "2026-12-07T09:00:00+05:00";
    let office = Office::open_as(Engine::Sqlite, at, Mode::Office, &settings).expect("an office");
    let session = office.session(&Planned::default());
    let now = office.app.now();
    let (soon, late) = (now + TimeDelta::minutes(30), now + TimeDelta::days(1));
    let letter = |name: &str, lane, until| {
        receipt(&session, name, lane, &format!("{name}@example.org"), until)
    };
    let mut all = vec![letter("soon", Lane::Ordinary, soon)];
    for number in 0..6 {
        all.push(letter(&format!("bulk-{number}"), Lane::Bulk, late));
        all.push(letter(&format!("ordinary-{number}"), Lane::Ordinary, late));
    }
    put_at(&office, now, all).await;

    let mut postman = worker::postman(&office.app).expect("a postman");
    let mut bounces = Bounces::of(std::sync::Arc::clone(&office.app));
    let (_never, mut stop) = tokio::sync::watch::channel(false);
    for minute in 0..60 {
        postman.round(&mut stop).await.expect("a round");
        bounces.round().await.expect("a round");
        if minute == 40 {
            let urgent = (0..3).map(|n| letter(&format!("urgent-{n}"), Lane::Urgent, late));
            put_at(&office, office.app.now(), urgent.collect()).await;
        }
        office.hands.advance(TimeDelta::minutes(1));
    }
    let before = letters(&office);
    let attempts: i32 = before.iter().map(|(_, _, attempts)| attempts).sum();
    assert_eq!(
        attempts, 3,
        "as many as shut the way; the others wait untried: {before:?}"
    );
    let soon = before.iter().find(|(name, _, _)| name == "soon");
    assert_eq!(
        soon.expect("the letter").1,
        "expired",
        "known while the relay is away"
    );
    let (status, said) = office.get("/health/mail").await;
    assert_eq!(status, 503);
    assert!(
        said.contains("relay away since 2026-12-07T04:00:00Z, 15 waiting"),
        "{said}"
    );

    let listener = socket.listen(16).and_then(TcpListener::into_std);
    let listener = listener.expect("the relay is back");
    listener.set_nonblocking(false).expect("a plain socket");
    let relay = Sink::on(listener, Manner::default()).expect("the relay is back");
    office.hands.advance(TimeDelta::minutes(5));
    postman.round(&mut stop).await.expect("a round");
    let arrived: Vec<String> = relay.taken().into_iter().map(|one| one.to).collect();
    assert_eq!(arrived.len(), 15);
    let lane = |place: std::ops::Range<usize>, name: &str| {
        arrived[place].iter().all(|to| to.starts_with(name))
    };
    assert!(
        lane(0..3, "urgent-") && lane(3..9, "ordinary-") && lane(9..15, "bulk-"),
        "{arrived:?}"
    );
    let (status, said) = office.get("/health/mail").await;
    assert_eq!((status, said.as_str()), (200, "open, 0 waiting\n"));
    office.close().await;
}

/// Another worker found the relay away, and is gone: whoever finds it there says so.
#[actix_web::test]
async fn a_worker_whose_letters_go_out_corrects_what_another_told() {
    let office = Office::open(Engine::Sqlite, "2026-12-07T09:00:00+05:00").expect("an office");
    let session = office.session(&Planned::default());
    let late = office.app.now() + TimeDelta::days(1);
    let mut postman = worker::postman(&office.app).expect("a postman");
    let (_never, mut stop) = tokio::sync::watch::channel(false);
    for number in 0..2 {
        let to = format!("r{number}@example.org");
        let letter = receipt(&session, &to, Lane::Ordinary, &to, late);
        put_at(&office, office.app.now(), vec![letter]).await;
        assert_eq!(postman.round(&mut stop).await.expect("a round"), 1);
        assert_eq!(office.get("/health/mail").await.0, 200);
        if number == 0 {
            let away = |work: &mut Work| {
                set_fact(work.connection, "relay-away-since", "2026-12-07T04:00:00Z")
            };
            let noted = office.app.database.write(WriteLane::Any, away).await;
            noted.expect("noted");
            assert_eq!(office.get("/health/mail").await.0, 503);
            office.hands.advance(TimeDelta::minutes(2));
        }
    }
    office.close().await;
}
