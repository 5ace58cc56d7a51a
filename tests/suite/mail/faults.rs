//! A real relay that fails: at the letter, at every step, for good and for now.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::database::Broken;
use otyrys::database::schema::outbox;
use otyrys::outbox::Lane;
use otyrys::worker::run_once;

use super::relay::Relay;
use super::sending::{office_at, states};
use super::{put_at, receipt};
use crate::harness::{Office, Planned};

/// Letters to these, one after another.
async fn order(office: &Office, to: &[&str]) {
    let session = office.session(&Planned::default());
    let now = office.app.now();
    let until = now + TimeDelta::days(1);
    let letters = to.iter().map(|to| {
        let to = format!("{to}@example.org");
        receipt(&session, &to, Lane::Ordinary, &to, until)
    });
    put_at(office, now, letters.collect()).await;
}

/// State and attempts of each letter, in order.
fn attempts(office: &Office) -> Vec<(String, i32)> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .order(outbox::id)
                .select((outbox::state, outbox::attempts))
                .load(connection)?,
        )
    });
    read.expect("the outbox")
}

fn set(name: &'static str, value: &str) -> (&'static str, String) {
    (name, value.to_owned())
}

fn one_by_one() -> Vec<(&'static str, String)> {
    vec![
        set("OTYRYS__MAIL__CONNECTIONS", "1"),
        set("OTYRYS__MAIL__BREAKER_FAILURES", "2"),
    ]
}

async fn health(office: &Office) -> u16 {
    office.get("/health/mail").await.0
}

/// The relay says it to the letter, and goes on with the next one.
#[actix_web::test]
async fn a_letter_is_refused_for_now_and_for_good() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &one_by_one());
    order(&office, &["letter-grey-451+a", "letter-refuse-550+b", "c"]).await;
    assert_eq!(run_once(&office.app).await, Ok(3));
    let said = |code: u16| Some(format!("the relay answered {code} to the letter"));
    let wanted = [
        ("temporary_failure".to_owned(), said(451)),
        ("permanent_failure".to_owned(), said(550)),
        ("delivered".to_owned(), None),
    ];
    assert_eq!(states(&office), wanted);
    office.hands.advance(TimeDelta::minutes(2));
    assert_eq!(run_once(&office.app).await, Ok(1));
    assert_eq!(states(&office)[0].0, "delivered");
    assert_eq!(relay.arrived().len(), 2);
    office.close().await;
}

#[actix_web::test]
async fn a_connection_that_closes_in_the_middle_of_a_letter_is_no_refusal() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &one_by_one());
    order(&office, &["cut+a", "b"]).await;
    assert_eq!(run_once(&office.app).await, Ok(2));
    let states = states(&office);
    assert_eq!(states[0].0, "temporary_failure", "{states:?}");
    assert_eq!(states[1].0, "delivered", "by another connection");
    office.letters();
    office.close().await;
}

/// What was said of the letter stands, whatever becomes of the connection.
#[actix_web::test]
async fn a_refusal_stands_though_nothing_more_is_answered() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(&relay, &one_by_one());
    order(&office, &["mute-550+a", "b"]).await;
    assert_eq!(run_once(&office.app).await, Ok(2));
    let reason = "the relay answered 550 to the recipient".to_owned();
    let wanted = [
        ("permanent_failure".to_owned(), Some(reason)),
        ("delivered".to_owned(), None),
    ];
    assert_eq!(states(&office), wanted);
    office.close().await;
}

/// The relay has it and does not say so: it comes again, but not at once, whatever else is the matter.
#[actix_web::test]
async fn a_letter_without_an_answer_waits_even_if_the_relay_is_left_alone() {
    let Some(relay) = Relay::start() else { return };
    let office = office_at(
        &relay,
        &[
            set("OTYRYS__MAIL__CONNECTIONS", "1"),
            set("OTYRYS__MAIL__BREAKER_FAILURES", "1"),
        ],
    );
    order(&office, &["letter-hang+a", "letter-hang+b"]).await;
    assert_eq!(run_once(&office.app).await, Ok(2), "one goes back untried");
    let failed = |attempts| ("temporary_failure".to_owned(), attempts);
    assert_eq!(attempts(&office), [failed(1), ("created".to_owned(), 0)]);
    assert_eq!(health(&office).await, 503);
    office.hands.advance(TimeDelta::seconds(31));
    assert_eq!(
        run_once(&office.app).await,
        Ok(1),
        "to see whether it is back"
    );
    assert_eq!(attempts(&office), [failed(1), failed(1)]);
    let reason = "the relay gave no answer in 2 seconds to the letter";
    assert_eq!(states(&office)[1].1.as_deref(), Some(reason));
    assert_eq!(relay.arrived().len(), 2);
    office.letters();
    office.close().await;
}

/// It is left alone after two letters, which wait; when it is back all go out, each once.
async fn is_away_and_comes_back(manner: &str) {
    let Some(relay) = Relay::start() else { return };
    relay.plays(manner);
    let office = office_at(&relay, &one_by_one());
    order(&office, &["a", "b", "c", "d"]).await;
    run_once(&office.app).await.expect("a round");
    let tried: i32 = attempts(&office).iter().map(|(_, tried)| tried).sum();
    assert_eq!(tried, 2, "{:?}", states(&office));
    assert_eq!(health(&office).await, 503);
    office.hands.advance(TimeDelta::seconds(31));
    run_once(&office.app).await.expect("a round");
    assert_eq!(
        health(&office).await,
        503,
        "one tried, and it is still away"
    );
    relay.plays("");
    for _ in 0..5 {
        office.hands.advance(TimeDelta::minutes(2));
        run_once(&office.app).await.expect("a round");
    }
    assert!(
        states(&office)
            .iter()
            .all(|(state, _)| state == "delivered")
    );
    assert_eq!(relay.arrived().len(), 4);
    assert_eq!(health(&office).await, 200);
    office.close().await;
}

#[actix_web::test]
async fn a_relay_that_never_greets_is_away() {
    is_away_and_comes_back("hang-greeting").await;
}

#[actix_web::test]
async fn a_relay_that_refuses_to_begin_is_away() {
    is_away_and_comes_back("refuse-greeting").await;
}

#[actix_web::test]
async fn a_relay_that_hangs_at_the_sender_is_away() {
    is_away_and_comes_back("hang-mail").await;
}

#[actix_web::test]
async fn a_relay_that_hangs_after_the_letter_is_away() {
    is_away_and_comes_back("hang-letter").await;
}

/// What a relay says only of us is for the operator to mend: no letter is lost by it, and one alone shuts nothing.
#[actix_web::test]
async fn what_a_relay_says_of_us_is_not_the_recipients_fault() {
    for code in ["554-5.7.1", "530-5.7.0", "550-5.1.8"] {
        let Some(relay) = Relay::start() else { return };
        let office = office_at(&relay, &one_by_one());
        let refused = |name: &str| format!("refuse-{code}+{name}");
        let to = [refused("a"), "b".to_owned(), refused("c"), refused("d")];
        order(&office, &to.each_ref().map(String::as_str)).await;
        run_once(&office.app).await.expect("a round");
        let states = states(&office);
        let said = format!(
            "the relay answered {} to the recipient",
            code.replace('-', " ")
        );
        assert_eq!(states[0], ("temporary_failure".to_owned(), Some(said)));
        assert_eq!(states[1].0, "delivered", "the first one shut nothing");
        assert_eq!(states[3].0, "temporary_failure");
        assert_eq!(health(&office).await, 503, "two in a row did");
        office.letters();
        office.close().await;
    }
}

/// A worker that is told to stop while the relay hangs: soon, and nothing stays in its hands.
async fn stops_soon(manner: &str) {
    let Some(relay) = Relay::start() else { return };
    relay.plays(manner);
    let office = office_at(&relay, &[set("OTYRYS__MAIL__TIMEOUT_SECONDS", "60")]);
    order(&office, &["a", "b", "c", "d", "e", "f"]).await;
    let worker = otyrys::worker::start(&office.app).expect("a worker");
    let begun = Instant::now();
    while attempts(&office)
        .iter()
        .all(|(state, _)| state != "sending")
    {
        assert!(begun.elapsed() < Duration::from_secs(20), "it begins");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // As far as the relay lets it come.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let told = Instant::now();
    worker.stop().await;
    let took = told.elapsed();
    assert!(took < Duration::from_secs(10), "{took:?}");
    let left = attempts(&office);
    assert!(left.iter().all(|(state, _)| state != "sending"), "{left:?}");
    let tried: i32 = left.iter().map(|(_, tried)| tried).sum();
    let in_doubt = i32::from(manner == "hang-letter");
    assert_eq!(
        tried, in_doubt,
        "only what the relay may have was tried: {left:?}"
    );
    office.letters();
    office.close().await;
}

#[actix_web::test]
async fn a_worker_stops_while_the_relay_does_not_greet() {
    stops_soon("hang-greeting").await;
}

#[actix_web::test]
async fn a_worker_stops_while_the_relay_hangs_at_the_sender() {
    stops_soon("hang-mail").await;
}

#[actix_web::test]
async fn a_worker_stops_while_the_relay_hangs_after_a_letter() {
    stops_soon("hang-letter").await;
}

/// One recipient at whom the relay hangs does not keep the others from their letters.
#[actix_web::test]
async fn a_relay_that_hangs_at_one_recipient_is_there_for_the_others() {
    let Some(relay) = Relay::start() else { return };
    let one = [
        set("OTYRYS__MAIL__CONNECTIONS", "1"),
        set("OTYRYS__MAIL__BREAKER_FAILURES", "1"),
    ];
    let office = office_at(&relay, &one);
    order(&office, &["hang", "b"]).await;
    run_once(&office.app).await.expect("a round");
    office.hands.advance(TimeDelta::seconds(31));
    run_once(&office.app).await.expect("a round");
    assert_eq!(states(&office)[1].0, "delivered");
    assert_eq!(health(&office).await, 200);
    office.letters();
    office.close().await;
}
