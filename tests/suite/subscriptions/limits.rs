//! How much anybody can make the office write to an address, and how many subscriptions it may have.

use otyrys::app::Mode;
use otyrys::database::{Id, Json, Lane};
use otyrys::outbox::record::Suppression;
use otyrys::outbox::store::{suppress, suppressed};
use otyrys::subscriptions::record::Subscription;
use serde_json::json;

use super::{NOW, all, ask, asked, by_id, confirmed, kinds, press, put};
use crate::harness::{Engine, Office, both_engines};

both_engines!(three_letters_a_day_whoever_asks, NOW, async |office| {
    for (number, email) in [
        "a@example.org",
        "A@Example.org",
        "a@example.ORG",
        "a@EXAMPLE.org",
    ]
    .into_iter()
    .enumerate()
    {
        let topic = format!("тақырып{number}");
        let (status, answer) = ask(office, &json!({ "email": email, "topic": topic })).await;
        assert_eq!(
            (status, &answer["state"]),
            (202, &json!("confirmation_sent"))
        );
    }
    assert_eq!((kinds(office).len(), all(office).len()), (3, 3));
    // Another address is another matter.
    asked(office, "b@example.org").await;
    assert_eq!(kinds(office).len(), 1);
    office.at("2026-12-08T08:59:59+05:00");
    ask(
        office,
        &json!({ "email": "a@example.org", "topic": "жаңа" }),
    )
    .await;
    assert!(kinds(office).is_empty());
    office.at("2026-12-08T09:00:00+05:00");
    ask(
        office,
        &json!({ "email": "a@example.org", "topic": "жаңа" }),
    )
    .await;
    assert_eq!(kinds(office), ["subscription-confirm"]);
});

both_engines!(
    variants_of_an_address_are_counted_together,
    NOW,
    async |office| {
        for email in [
            "victim+1@example.org",
            "v.ictim@example.org",
            "victim@example.org",
            "victim+2@example.org",
            "v.i.c.t.i.m+3@Example.org",
        ] {
            let (status, answer) = ask(office, &json!({ "email": email })).await;
            assert_eq!(
                (status, &answer["state"]),
                (202, &json!("confirmation_sent"))
            );
        }
        let mut to: Vec<String> = office.letters().into_iter().map(|one| one.1).collect();
        to.sort();
        let first = [
            "v.ictim@example.org",
            "victim+1@example.org",
            "victim@example.org",
        ];
        assert_eq!(to, first, "as they were typed");
        assert_eq!(all(office).len(), 3, "they are not taken for one");
        asked(office, "victims@example.org").await;
        assert_eq!(kinds(office).len(), 1);
        office.at("2026-12-08T09:00:00+05:00");
        ask(office, &json!({ "email": "vi.ctim@example.org" })).await;
        assert_eq!(kinds(office), ["subscription-confirm"]);
    }
);

both_engines!(nobody_chooses_bodies_without_end, NOW, async |office| {
    let slugs: Vec<String> = (0..51).map(|one| format!("body-{one}")).collect();
    let wish = |bodies: &[String]| json!({ "email": "a@example.org", "bodies": bodies });
    let codes = |answer: &serde_json::Value| {
        let all = answer["errors"].as_array().cloned().unwrap_or_default();
        all.iter()
            .map(|one| one["code"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<String>>()
    };
    let (status, answer) = ask(office, &wish(&slugs)).await;
    assert_eq!(status, 422);
    assert_eq!(codes(&answer), ["too_many", "choice"], "{answer}");
    assert!(answer.to_string().contains(": 50."), "{answer}");
    let (_, answer) = ask(office, &wish(&slugs[1..])).await;
    assert_eq!(codes(&answer), ["choice"], "{answer}");
});

both_engines!(that_it_is_there_already_counts_too, NOW, async |office| {
    let wish = json!({ "email": "a@example.org", "language": "kk" });
    confirmed(office, &wish).await;
    let mut told = Vec::new();
    for minute in 10..15 {
        office.at(&format!("2026-12-07T09:{minute}:00+05:00"));
        assert_eq!(ask(office, &wish).await.0, 202);
        told.extend(kinds(office));
    }
    assert_eq!(told, ["subscription-known", "subscription-known"]);
    assert_eq!(all(office).len(), 1);
});

#[actix_web::test]
async fn one_client_cannot_write_to_many_addresses() {
    let own = [("OTYRYS__LIMITS__PER_ADDRESS", "1000")];
    let office = Office::open_as(Engine::Sqlite, NOW, Mode::Office, &own).expect("an office");
    let mut statuses = Vec::new();
    for number in 0..22 {
        let email = format!("a{number}@example.org");
        statuses.push(ask(&office, &json!({ "email": email })).await.0);
    }
    let passed = statuses.iter().filter(|status| **status == 202).count();
    assert_eq!((passed, statuses.last()), (20, Some(&429)));
    office.letters();
    office.close().await;
}

/// As many confirmed subscriptions as an address may have.
fn fill(office: &Office, like: &Subscription, n: usize) {
    for number in 0..n {
        let row = Subscription {
            id: Id::new(),
            secret: format!("{number}-{}", like.secret),
            topic: Some(format!("тақырып{number}")),
            bodies: Json::from(Vec::new()),
            ..like.clone()
        };
        put(office, row);
    }
}

both_engines!(twenty_are_the_most, NOW, async |office| {
    let first = confirmed(office, &json!({ "email": "a@example.org" })).await;
    fill(office, &first, 18);
    let waiting = asked(office, "a@example.org").await;
    assert_eq!(
        waiting.id,
        last_but(&first, office),
        "it was confirmed before"
    );
    office.letters();
    ask(office, &json!({ "email": "a@example.org", "topic": "су" })).await;
    let waiting = all(office).pop().unwrap();
    office.letters();
    fill(
        office,
        &Subscription {
            secret: "more".to_owned(),
            ..first.clone()
        },
        1,
    );
    // The twentieth came in between: the link waits until one is left.
    let (status, _, page) = press(office, &waiting, "/confirm", &[]).await;
    assert!(status == 409 && page.contains("20"), "{page}");
    office.at("2026-12-09T09:00:00+05:00");
    ask(office, &json!({ "email": "a@example.org", "topic": "жол" })).await;
    assert_eq!(kinds(office), ["subscription-full"]);
    assert_eq!(all(office).len(), 21);
    press(office, &first, "/leave", &[]).await;
    assert_eq!(press(office, &waiting, "/confirm", &[]).await.0, 303);
    assert!(by_id(office, waiting.id).unwrap().is_confirmed());
});

/// The newest row, which asking for what is confirmed does not change.
fn last_but(first: &Subscription, office: &Office) -> Id {
    let rows = all(office);
    assert!(rows.iter().any(|row| row.id == first.id));
    rows.last().unwrap().id
}

both_engines!(
    whoever_opens_the_link_reads_the_address,
    NOW,
    async |office| {
        let row = asked(office, "a@example.org").await;
        let mark = Suppression {
            address_hash: row.email_digest.clone(),
            address: Some(row.email.clone()),
            reason: "550 no such user".to_owned(),
            letter_id: Id::new(),
            since: row.created_at,
            forget_at: (office.app.now() + chrono::TimeDelta::days(30)).into(),
        };
        let come_back = |mark: Suppression| {
            let done = office
                .app
                .database
                .write_here(Lane::Any, move |work| suppress(work, mark));
            done.unwrap();
        };
        come_back(mark.clone());
        let hashes = [row.email_digest.clone()];
        let known = || {
            office
                .app
                .database
                .read_here(|connection| suppressed(connection, &hashes))
        };
        assert_eq!(known().unwrap().len(), 1, "known by the same digest");
        press(office, &row, "/confirm", &[]).await;
        assert!(known().unwrap().is_empty());
        // Later they come back again: the page says so, and the link still belongs to whoever read it.
        let own = format!("/kk/subscriptions/{}", row.secret);
        assert!(!office.get(&own).await.1.contains("қайтып келді"));
        come_back(mark);
        assert!(office.get(&own).await.1.contains("қайтып келді"));
        assert_eq!(known().unwrap().len(), 1, "looking changes nothing");
        press(office, &row, "/confirm", &[]).await;
        assert!(known().unwrap().is_empty());
        office.letters();
    }
);

#[actix_web::test]
async fn one_client_cannot_ask_without_end() {
    let own = [("OTYRYS__LIMITS__PER_ADDRESS", "2")];
    let office = Office::open_as(Engine::Sqlite, NOW, Mode::Office, &own).expect("an office");
    let mut statuses = Vec::new();
    for number in 0..3 {
        let email = format!("a{number}@example.org");
        statuses.push(ask(&office, &json!({ "email": email })).await.0);
    }
    assert_eq!(statuses, [202, 202, 429]);
    // Confirming and leaving create nothing.
    let row = all(&office).remove(0);
    assert_eq!(press(&office, &row, "/confirm", &[]).await.0, 303);
    assert_eq!(press(&office, &row, "/leave", &[]).await.0, 303);
    office.close().await;
}
