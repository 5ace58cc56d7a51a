//! A crowd for the last seats: two hundred people at the same moment, twenty seats.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use futures_util::future::join_all;
use otyrys::database::Id;

use crate::harness::{Office, Planned, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";
const CROWD: usize = 200;
const SEATS: i32 = 20;

/// People with different names, all at once.
async fn crowd(office: &Office, session: &str) -> Vec<(u16, String, i64)> {
    let calls = (0..CROWD).map(|person| {
        let surname = format!("Адам{}", word(person));
        async move {
            let (status, answer) = office.apply(session, &surname).await;
            let state = answer["state"].as_str().unwrap_or_default().to_owned();
            (status, state, answer["queue_place"].as_i64().unwrap_or(0))
        }
    });
    join_all(calls).await
}

/// Seated, waiting and received, as the one authoritative count has them.
async fn count(office: &Office, session: &str) -> (i32, i32, i32) {
    let id = Id::parse(session).unwrap();
    let seating = office
        .app
        .database
        .read(move |connection| otyrys::sessions::store::seating_of(connection, id))
        .await
        .unwrap();
    (seating.seated, seating.waiting, seating.received)
}

/// Numbers as letters: names carry no digits.
fn word(mut number: usize) -> String {
    let mut word = String::new();
    for _ in 0..3 {
        word.push(char::from(b'a' + u8::try_from(number % 26).unwrap()));
        number /= 26;
    }
    word
}

both_engines!(two_hundred_for_twenty_seats, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: SEATS,
        ..Planned::default()
    });
    let answers = crowd(office, &session).await;
    let seated = answers
        .iter()
        .filter(|(_, state, _)| state == "seated")
        .count();
    let waiting = answers
        .iter()
        .filter(|(_, state, _)| state == "waiting")
        .count();
    assert!(
        answers.iter().all(|(status, ..)| *status == 201),
        "{answers:?}"
    );
    assert_eq!((seated, waiting), (20, 180));
    let places: BTreeSet<i64> = answers
        .iter()
        .filter(|(_, state, _)| state == "waiting")
        .map(|answer| answer.2)
        .collect();
    assert!(
        places.iter().eq(&(1..=180).collect::<Vec<i64>>()),
        "{places:?}"
    );
    assert_eq!(count(office, &session).await, (20, 180, 200));
    assert_eq!(office.letters().len(), CROWD);
});

both_engines!(one_person_two_hundred_times, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: SEATS,
        ..Planned::default()
    });
    let answers = join_all((0..CROWD).map(|_| office.apply(&session, "Ахметова"))).await;
    let received = answers.iter().filter(|(status, _)| *status == 201).count();
    let refused = answers
        .iter()
        .filter(|(_, answer)| answer["code"] == "already_applied")
        .count();
    assert_eq!((received, refused), (1, CROWD - 1));
    assert_eq!(count(office, &session).await, (1, 0, 1));
    assert_eq!(office.letters().len(), 1);
});

both_engines!(one_key_two_hundred_times, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: SEATS,
        ..Planned::default()
    });
    let path = format!("/api/v1/sessions/{session}/applications");
    let person = crate::harness::person("Ахметова");
    let answers =
        join_all((0..CROWD).map(|_| office.post_json(&path, &person, Some("double-click")))).await;
    let ids: BTreeSet<&str> = answers
        .iter()
        .map(|(_, answer)| answer["id"].as_str().unwrap())
        .collect();
    assert!(answers.iter().all(|(status, _)| *status == 201));
    assert_eq!(ids.len(), 1);
    assert_eq!(count(office, &session).await, (1, 0, 1));
    assert_eq!(office.letters().len(), 1);
});

/// The negative control: the same crowd, over HTTP, against a server that counts first and writes afterwards, as
/// one would without a guard. If this does not overbook, the tests above prove nothing.
#[actix_web::test]
async fn without_the_guard_the_same_crowd_overbooks() {
    let seated = Arc::new(AtomicI32::new(0));
    let count = Arc::clone(&seated);
    let server = actix_web::HttpServer::new(move || {
        let seated = Arc::clone(&count);
        actix_web::App::new().route(
            "/apply",
            actix_web::web::post().to(move || {
                let seated = Arc::clone(&seated);
                async move {
                    let taken = seated.load(Ordering::SeqCst);
                    // Where a database would be asked and answer.
                    actix_web::rt::time::sleep(std::time::Duration::from_millis(5)).await;
                    if taken < SEATS {
                        seated.fetch_add(1, Ordering::SeqCst);
                    }
                    actix_web::HttpResponse::Ok().finish()
                }
            }),
        )
    });
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = server.workers(1).listen(listener).unwrap().run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    let http = reqwest::Client::new();
    let calls = (0..CROWD).map(|_| http.post(format!("http://{address}/apply")).send());
    join_all(calls).await;
    handle.stop(false).await;
    assert!(
        seated.load(Ordering::SeqCst) > SEATS,
        "the crowd did not race"
    );
}
