//! Letters that came back, and addresses that nobody reads.

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::app::Mode;
use otyrys::database::schema::outbox;
use otyrys::database::{Broken, Id};
use otyrys::outbox::record::{LetterState, NotArrived, Suppression};
use otyrys::outbox::trace::Trace;
use otyrys::outbox::{Bounces, Lane, store};
use otyrys::worker::run_once;

use super::reading::kept;
use super::sink::{Manner, Sink};
use super::{put_at, receipt};
use crate::harness::{Engine, Office, Planned};

const MORNING: &str = "2026-12-07T09:00:00+05:00";

pub(super) fn office(engine: Engine, bounces: &Path, more: &[(&str, &str)]) -> Option<Office> {
    let place = bounces.display().to_string();
    let mut settings = vec![
        ("OTYRYS__MAIL__BOUNCE_ADDRESS", "bounces@example.org"),
        ("OTYRYS__MAIL__BOUNCES", place.as_str()),
    ];
    settings.extend_from_slice(more);
    Office::open_as(engine, MORNING, Mode::Office, &settings)
}

pub(super) async fn trace(office: &Office) -> Trace {
    Trace::with(store::key_of(&office.app.database).await.expect("a key"))
}

/// A report as a mail server writes it.
pub(super) fn report(token: &str, recipient: &str, action: &str, status: &str) -> String {
    format!(
        "Return-Path: <>\r\nDelivered-To: bounces+{token}@example.org\r\n\
         From: Mail Delivery System <MAILER-DAEMON@mx.example.org>\r\n\
         To: bounces+{token}@example.org\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n\
         Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n--b--\r\n"
    )
}

pub(super) fn states(office: &Office) -> Vec<(String, String)> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .order(outbox::id)
                .select((outbox::state, outbox::recipient))
                .load(connection)?,
        )
    });
    read.expect("the outbox")
}

pub(super) fn ids(office: &Office) -> Vec<Id> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .order(outbox::id)
                .select(outbox::id)
                .load(connection)?,
        )
    });
    read.expect("the outbox")
}

pub(super) fn not_arrived(office: &Office, session: &str) -> Vec<NotArrived> {
    let session = Id::parse(session).expect("an id");
    let read = office
        .app
        .database
        .read_here(|connection| store::not_arrived(connection, &[session], 100));
    read.expect("letters")
}

pub(super) fn suppressions(office: &Office) -> Vec<Suppression> {
    let read = office
        .app
        .database
        .read_here(|connection| store::suppressions(connection, 100));
    read.expect("the list")
}

pub(super) fn maildir(folder: &Path) -> PathBuf {
    let maildir = folder.join("maildir");
    for part in ["new", "cur", "tmp"] {
        std::fs::create_dir_all(maildir.join(part)).expect("a folder");
    }
    maildir
}

/// Delivered, reported, noted once; the address gets nothing more; all of it is forgotten in the end.
async fn goes_its_whole_way(engine: Engine) {
    let folder = tempfile::tempdir().expect("a folder");
    let maildir = maildir(folder.path());
    let Some(office) = office(engine, &maildir, &[]) else {
        return;
    };
    let session = office.session(&Planned::default());
    let until = office.app.now() + TimeDelta::days(2);
    let to = "Aigul@example.org";
    let first = receipt(&session, "first", Lane::Ordinary, to, until);
    put_at(&office, office.app.now(), vec![first]).await;
    assert_eq!(run_once(&office.app).await, Ok(1));
    assert_eq!(states(&office), [("delivered".to_owned(), String::new())]);

    let token = trace(&office).await.token_of(ids(&office)[0]);
    let mut forged = token.clone();
    forged.replace_range(40.., "0000");
    for (name, text) in [
        ("late", report(&token, to, "delayed", "4.4.7")),
        ("forged", report(&forged, to, "failed", "5.1.1")),
        (
            "once",
            report(&token, "aigul@example.org", "failed", "5.1.1"),
        ),
        ("again", report(&token, to, "failed", "5.1.1")),
    ] {
        std::fs::write(maildir.join("new").join(name), text).expect("a message");
    }
    let mut bounces = Bounces::of(std::sync::Arc::clone(&office.app));
    assert_eq!(bounces.round().await.expect("a round"), 1);
    assert_eq!(
        std::fs::read_dir(maildir.join("new")).expect("new").count(),
        0
    );
    assert!(maildir.join("cur/once:2,S").exists());
    let lost = not_arrived(&office, &session);
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].recipient.to_ascii_lowercase(), "aigul@example.org");
    assert_eq!(lost[0].state, LetterState::PermanentFailure);
    assert_eq!(lost[0].kind, "application-received");
    assert_eq!(lost[0].why.as_deref(), Some("it came back: 5.1.1"));
    let suppressed = suppressions(&office);
    assert_eq!(suppressed.len(), 1);
    assert!(suppressed[0].address.is_some());

    let second = receipt(&session, "second", Lane::Urgent, "aigul@Example.org", until);
    put_at(&office, office.app.now(), vec![second]).await;
    assert_eq!(run_once(&office.app).await, Ok(1));
    assert_eq!(kept(&office).len(), 1, "nothing more is sent");
    let lost = not_arrived(&office, &session);
    assert_eq!(lost.len(), 2, "somebody has to telephone");
    let why = lost.iter().find(|one| one.recipient == "aigul@Example.org");
    let why = why.expect("the second").why.clone().unwrap_or_default();
    assert_eq!(why, "nobody reads this address: it came back: 5.1.1");

    office.hands.advance(TimeDelta::days(31));
    assert_eq!(bounces.round().await.expect("a round"), 0);
    assert_eq!(not_arrived(&office, &session).len(), 2);
    office.hands.advance(TimeDelta::days(1));
    assert_eq!(bounces.round().await.expect("a round"), 0);
    assert!(suppressions(&office).is_empty());
    assert!(
        states(&office)
            .iter()
            .all(|(_, recipient)| recipient.is_empty())
    );
    office.close().await;
}

#[actix_web::test]
async fn a_letter_that_came_back_on_sqlite() {
    goes_its_whole_way(Engine::Sqlite).await;
}

#[actix_web::test]
async fn a_letter_that_came_back_on_postgres() {
    goes_its_whole_way(Engine::Postgres).await;
}

/// The relay itself knows that there is no such mailbox.
#[actix_web::test]
async fn an_address_that_the_relay_does_not_know_gets_nothing_more() {
    let sink = Sink::start(Manner {
        refusal: Some("550 5.1.1 no such user here"),
        ..Manner::default()
    });
    let sink = sink.expect("a sink");
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("smtp://127.0.0.1:{}", sink.port);
    let relay = [
        ("OTYRYS__MAIL__TRANSPORT", "smtp"),
        ("OTYRYS__MAIL__SMTP_URL", url.as_str()),
    ];
    let office = office(Engine::Sqlite, folder.path(), &relay).expect("an office");
    let session = office.session(&Planned::default());
    let until = office.app.now() + TimeDelta::days(2);
    for name in ["first", "second"] {
        let letter = receipt(&session, name, Lane::Ordinary, "aigul@example.org", until);
        put_at(&office, office.app.now(), vec![letter]).await;
        assert_eq!(run_once(&office.app).await, Ok(1));
    }
    let lost = not_arrived(&office, &session);
    let mut why: Vec<&str> = lost.iter().filter_map(|one| one.why.as_deref()).collect();
    why.sort_unstable();
    let answered = "the relay answered 550 5.1.1 to the recipient";
    assert_eq!(
        why,
        [&format!("nobody reads this address: {answered}"), answered]
    );
    assert_eq!(
        suppressions(&office)[0].address.as_deref(),
        Some("aigul@example.org")
    );
    office.close().await;
}
