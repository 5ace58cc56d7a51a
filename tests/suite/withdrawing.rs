//! Withdrawing frees the seat and moves up those who come next, before the cut-off and never after it.

use serde_json::Value;

use crate::harness::{Office, Planned, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";

async fn applied(office: &Office, session: &str, surname: &str) -> String {
    let (status, answer) = office.apply(session, surname).await;
    assert_eq!(status, 201, "{answer}");
    answer["secret"].as_str().unwrap().to_owned()
}

async fn withdraw(office: &Office, secret: &str) -> (u16, Value) {
    let answer = office
        .http
        .delete(format!("{}/api/v1/applications/{secret}", office.url))
        .send()
        .await
        .unwrap();
    (
        answer.status().as_u16(),
        serde_json::from_str(&answer.text().await.unwrap()).unwrap(),
    )
}

async fn states(office: &Office, secrets: &[&String]) -> Vec<String> {
    let mut states = Vec::new();
    for secret in secrets {
        let (_, answer) = office
            .get_json(&format!("/api/v1/applications/{secret}"))
            .await;
        let place = answer["queue_place"]
            .as_i64()
            .map(|place| format!(" {place}"))
            .unwrap_or_default();
        states.push(format!("{}{place}", answer["state"].as_str().unwrap()));
    }
    states
}

both_engines!(everyone_moves_up_in_order_of_receipt, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 1,
        overflow: 1,
        ..Planned::default()
    });
    let first = applied(office, &session, "Бірінші").await;
    let second = applied(office, &session, "Екінші").await;
    let third = applied(office, &session, "Үшінші").await;
    let fourth = applied(office, &session, "Төртінші").await;
    office.letters();
    let (status, answer) = withdraw(office, &first).await;
    assert_eq!((status, answer["state"].as_str()), (200, Some("withdrawn")));
    assert_eq!(
        states(office, &[&second, &third, &fourth]).await,
        ["seated", "overflow", "waiting 1"]
    );
    let kinds: Vec<String> = office.letters().into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        kinds,
        [
            "application-withdrawn",
            "application-promoted",
            "application-promoted"
        ]
    );
    // Again: nothing more happens, nobody is told twice.
    assert_eq!(withdraw(office, &first).await.0, 200);
    assert!(office.letters().is_empty());
    // One who waits withdraws: the queue closes up, nobody is moved.
    withdraw(office, &fourth).await;
    assert_eq!(office.letters().len(), 1);
    let seats = seats(office, &session).await;
    assert_eq!(seats, (1, 1, 0));
});

/// Seated, in the overflow hall, waiting.
async fn seats(office: &Office, session: &str) -> (i32, i32, i32) {
    let id = otyrys::database::Id::parse(session).unwrap();
    let seating = office
        .app
        .database
        .read(move |connection| otyrys::sessions::store::seating_of(connection, id))
        .await;
    let seating = seating.unwrap();
    (seating.seated, seating.overflow_seated, seating.waiting)
}

both_engines!(
    promotion_stops_at_the_cutoff,
    "2026-12-08T23:59:59.999+05:00",
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let seated = applied(office, &session, "Бірінші").await;
        let waiting = applied(office, &session, "Екінші").await;
        office.letters();
        office.at("2026-12-09T00:00:00+05:00");
        assert_eq!(withdraw(office, &seated).await.0, 200);
        assert_eq!(states(office, &[&waiting]).await, ["waiting 1"]);
        assert_eq!(
            office.letters().len(),
            1,
            "only the withdrawal is confirmed"
        );
    }
);

both_engines!(a_freed_seat_is_given_again, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 3,
        ..Planned::default()
    });
    let first = applied(office, &session, "Бірінші").await;
    applied(office, &session, "Екінші").await;
    withdraw(office, &first).await;
    for surname in ["Үшінші", "Төртінші"] {
        applied(office, &session, surname).await;
    }
    assert_eq!(seats(office, &session).await, (3, 0, 0));
    // Having withdrawn, one may apply again; the hall is full by now.
    let again = applied(office, &session, "Бірінші").await;
    assert_eq!(states(office, &[&again]).await, ["waiting 1"]);
    office.letters();
});

both_engines!(the_page_withdraws_in_two_steps, NOW, async |office| {
    let session = office.session(&Planned::default());
    let secret = applied(office, &session, "Ахметова").await;
    let own = format!("/kk/applications/{secret}");
    let (status, question) = office.get(&format!("{own}/withdraw")).await;
    assert_eq!(status, 200);
    assert!(question.contains("Иә, кері қайтарып алу"));
    assert_eq!(
        states(office, &[&secret]).await,
        ["seated"],
        "asking changes nothing"
    );
    let (status, to, _) = office.post_form(&format!("{own}/withdraw"), &[]).await;
    assert_eq!((status, to.as_deref()), (303, Some(own.as_str())));
    let (_, page) = office.get(&own).await;
    assert!(page.contains("Өтінім кері қайтарып алынды") && !page.contains("class=\"qr\""));
    office.letters();
});

both_engines!(a_pass_shows_only_that_it_is_valid, NOW, async |office| {
    let session = office.session(&Planned::default());
    let secret = applied(office, &session, "Ахметова").await;
    let own = otyrys::applications::store::by_secret;
    let wanted = secret.clone();
    let application = office
        .app
        .database
        .read(move |connection| own(connection, &wanted))
        .await
        .unwrap()
        .unwrap();
    let path = format!("/kk/passes/{}", application.pass);
    let (status, page) = office.get(&path).await;
    assert_eq!(status, 200);
    assert!(page.contains("Рұқсаттама жарамды") && page.contains(&application.number));
    assert!(!page.contains("Ахметова") && !page.contains(&secret));
    withdraw(office, &secret).await;
    let (_, page) = office.get(&path).await;
    assert!(page.contains("Рұқсаттама жарамсыз"));
    assert_eq!(office.get("/kk/passes/nosuchpass").await.0, 404);
    office.letters();
});
