//! Through a real mail server: STARTTLS, sign-in, refusals for now and for good, broken connections.

use std::time::Duration;

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::app::Mode;
use otyrys::database::Broken;
use otyrys::database::schema::outbox;
use otyrys::worker::run_once;
use serde_json::json;

use super::relay::{PASSWORD, Relay, USER};
use crate::harness::{Engine, Office, Planned, person};

/// An office that sends through a relay.
pub(super) fn office_at(relay: &Relay, settings: &[(&'static str, String)]) -> Office {
    let mut all = relay.settings(PASSWORD);
    all.extend(settings.iter().cloned());
    let all: Vec<(&str, &str)> = all
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    Office::open_as(
        Engine::Sqlite,
        "2026-12-07T09:00:00+05:00",
        Mode::Office,
        &all,
    )
    .expect("an office")
}

pub(super) async fn apply(office: &Office, session: &str, surname: &str, email: &str) {
    let mut applicant = person(surname);
    applicant["email"] = json!(email);
    applicant["language"] = json!("kk");
    let path = format!("/api/v1/sessions/{session}/applications");
    let (status, answer) = office.post_json(&path, &applicant, None).await;
    assert_eq!(status, 201, "{answer}");
}

/// State and reason of each letter, in order.
pub(super) fn states(office: &Office) -> Vec<(String, Option<String>)> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .order(outbox::id)
                .select((outbox::state, outbox::last_error))
                .load(connection)?,
        )
    });
    read.expect("the outbox")
}

pub(super) fn only_reason(office: &Office, state: &str) -> String {
    let states = states(office);
    let [(found, reason)] = states.as_slice() else {
        panic!("one letter: {states:?}");
    };
    assert_eq!(found, state, "{reason:?}");
    reason.clone().expect("a reason")
}

#[actix_web::test]
async fn a_receipt_arrives_over_tls_from_a_signed_in_sender() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &[]);
    let session = office.session(&Planned::default());
    apply(&office, &session, "Сейітова", "aigul@example.org").await;
    assert_eq!(run_once(&office.app).await, Ok(1));
    assert_eq!(states(&office), [("delivered".to_owned(), None)]);

    let arrived = relay.arrived();
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].envelope["tls"], true);
    assert_eq!(arrived[0].envelope["user"], USER);
    assert_eq!(arrived[0].envelope["mail_from"], "no-reply@localhost");
    assert_eq!(
        arrived[0].envelope["rcpt_tos"],
        json!(["aigul@example.org"])
    );
    let letter = &arrived[0].letter;
    assert_eq!(letter.to, "aigul@example.org");
    assert!(
        letter.text.contains("Өтініміңіз қабылданды."),
        "{}",
        letter.text
    );
    assert!(letter.html.contains("<html lang=\"kk\">"));
    assert_eq!(
        letter.alternatives,
        ["text/plain", "text/html", "text/calendar"]
    );
    let (method, file) = letter.calendar.as_ref().expect("a calendar part");
    assert_eq!(method, "REQUEST");
    assert!(file.contains("METHOD:REQUEST"));
    office.close().await;
}

#[actix_web::test]
async fn many_letters_go_over_one_connection_past_a_refused_one() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &[("OTYRYS__MAIL__CONNECTIONS", "1".to_owned())]);
    let session = office.session(&Planned::default());
    for (surname, mailbox) in [
        ("А", "a"),
        ("Б", "refuse-550"),
        ("В", "b"),
        ("Г", "drop"),
        ("Д", "c"),
    ] {
        apply(
            &office,
            &session,
            surname,
            &format!("{mailbox}@example.org"),
        )
        .await;
    }
    assert_eq!(run_once(&office.app).await, Ok(5));
    let found: Vec<String> = states(&office)
        .into_iter()
        .map(|(state, _)| state)
        .collect();
    let wanted = [
        "delivered",
        "permanent_failure",
        "delivered",
        "temporary_failure",
        "delivered",
    ];
    assert_eq!(found, wanted);
    let recipients: Vec<String> = relay
        .arrived()
        .into_iter()
        .map(|one| one.letter.to)
        .collect();
    assert_eq!(
        recipients,
        ["a@example.org", "b@example.org", "c@example.org"]
    );
    office.letters();
    office.close().await;
}

#[actix_web::test]
async fn a_refusal_for_now_is_tried_again_and_accepted() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &[]);
    let session = office.session(&Planned::default());
    apply(&office, &session, "Сейітова", "grey-451+aigul@example.org").await;
    assert_eq!(run_once(&office.app).await, Ok(1));
    let reason = only_reason(&office, "temporary_failure");
    assert_eq!(reason, "the relay answered 451 to the recipient");
    assert!(relay.arrived().is_empty());
    assert_eq!(run_once(&office.app).await, Ok(0), "not before its time");
    office.hands.advance(TimeDelta::minutes(2));
    assert_eq!(run_once(&office.app).await, Ok(1));
    assert_eq!(states(&office), [("delivered".to_owned(), None)]);
    assert_eq!(relay.arrived().len(), 1);
    office.close().await;
}

#[actix_web::test]
async fn a_refusal_for_good_is_not_tried_again_and_shows_no_address() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &[]);
    let session = office.session(&Planned::default());
    apply(&office, &session, "Сейітова", "refuse-550@example.org").await;
    assert_eq!(run_once(&office.app).await, Ok(1));
    let reason = only_reason(&office, "permanent_failure");
    assert_eq!(reason, "the relay answered 550 to the recipient");
    office.hands.advance(TimeDelta::hours(2));
    assert_eq!(run_once(&office.app).await, Ok(0));
    office.close().await;
}

#[actix_web::test]
async fn a_connection_that_breaks_in_the_letter_is_no_refusal() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &[]);
    let session = office.session(&Planned::default());
    apply(&office, &session, "Сейітова", "drop@example.org").await;
    assert_eq!(run_once(&office.app).await, Ok(1));
    only_reason(&office, "temporary_failure");
    office.letters();
    office.close().await;
}

#[actix_web::test]
async fn a_relay_that_does_not_answer_is_not_waited_for() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &[]);
    let session = office.session(&Planned::default());
    apply(&office, &session, "Сейітова", "hang@example.org").await;
    let round = tokio::time::timeout(Duration::from_secs(10), run_once(&office.app)).await;
    assert_eq!(round.expect("an end"), Ok(1));
    let reason = only_reason(&office, "temporary_failure");
    assert_eq!(
        reason,
        "the relay gave no answer in 2 seconds to the recipient"
    );
    office.letters();
    office.close().await;
}

#[actix_web::test]
async fn a_relay_that_nobody_vouches_for_gets_nothing_and_the_letter_waits() {
    let (Some(relay), Some(stranger)) = (Relay::start(), Relay::start()) else {
        return;
    };
    let ca_file = stranger.ca_file.display().to_string();
    let office = office_at(&relay, &[("OTYRYS__MAIL__CA_FILE", ca_file)]);
    let session = office.session(&Planned::default());
    apply(&office, &session, "Сейітова", "aigul@example.org").await;
    assert_eq!(run_once(&office.app).await, Ok(1));
    let reason = only_reason(&office, "temporary_failure");
    assert!(reason.contains("certificate"), "{reason}");
    assert!(relay.arrived().is_empty());
    office.letters();
    office.close().await;
}

#[actix_web::test]
async fn a_wrong_password_is_the_offices_to_mend_and_the_letter_waits() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &relay.settings("wrong"));
    let session = office.session(&Planned::default());
    apply(&office, &session, "Сейітова", "aigul@example.org").await;
    assert_eq!(run_once(&office.app).await, Ok(1));
    let reason = only_reason(&office, "temporary_failure");
    assert_eq!(reason, "the relay answered 535 5.7.8 to the sign-in");
    office.letters();
    office.close().await;
}

#[actix_web::test]
async fn a_worker_sees_a_new_letter_soon_and_stops_in_order() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &[]);
    let worker = otyrys::worker::start(&office.app).expect("a worker");
    let session = office.session(&Planned::default());
    apply(&office, &session, "Сейітова", "aigul@example.org").await;
    let mut waited = 0;
    while relay.arrived().is_empty() {
        waited += 1;
        // It looks twice a second; the rest is for a machine that does much else.
        assert!(waited < 100, "no letter in five seconds");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    worker.stop().await;
    assert_eq!(states(&office), [("delivered".to_owned(), None)]);
    office.close().await;
}

#[actix_web::test]
async fn a_setting_that_cannot_be_kept_is_said_at_the_start() {
    let Some(relay) = Relay::start() else { return };
    let missing = ("OTYRYS__MAIL__CA_FILE", "/nowhere/ca.pem".to_owned());
    let office = office_at(&relay, &[missing]);
    let fault = otyrys::worker::start(&office.app).err();
    let fault = fault.expect("a fault");
    assert!(
        fault.starts_with("mail.ca_file: /nowhere/ca.pem: "),
        "{fault}"
    );
    office.close().await;
}
