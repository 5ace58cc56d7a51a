//! Leaving, by a button and by one click (RFC 8058); what nobody confirms ends by itself.

use diesel::prelude::*;
use otyrys::database::schema::outbox;
use otyrys::database::{Broken, Lane};
use otyrys::outbox::store::put;
use otyrys::outbox::{self as letters, Letter};
use otyrys::subscriptions::record::Subscription;
use otyrys::subscriptions::{jobs, list_of, once_key};
use serde_json::json;

use super::{NOW, acts, all, asked, by_id, confirmed, kinds, press};
use crate::harness::{Office, both_engines};

/// Puts a letter for a reader into the outbox, as whoever writes about sessions does.
fn letter_for(office: &Office, row: &Subscription, what: &str) {
    put_letter(office, row, once_key(what, row));
}

fn put_letter(office: &Office, row: &Subscription, once_key: String) {
    let now = office.app.now();
    let letter = Letter {
        once_key,
        lane: letters::Lane::Bulk,
        kind: "subscription-known",
        recipient: row.email.clone(),
        language: row.language,
        session: None,
        payload: json!({}),
        give_up_at: now + chrono::TimeDelta::days(1),
    };
    let done = office.app.database.write_here(Lane::Any, move |work| {
        put(work, now, letter);
        Ok::<_, Broken>(())
    });
    done.unwrap();
}

/// Notes that a letter did not arrive.
fn not_arrived(office: &Office, key: &str, digest: &str) {
    let (key, digest) = (key.to_owned(), digest.to_owned());
    let now = otyrys::database::Instant::from(office.app.now());
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(outbox::table.filter(outbox::once_key.eq(key)))
            .set((
                outbox::state.eq("permanent_failure"),
                outbox::finished_at.eq(Some(now)),
                outbox::recipient_hash.eq(Some(digest)),
            ))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.unwrap();
}

/// Of each letter its key, how it ended and to whom it went, in the order in which they were put there.
fn fates(office: &Office) -> Vec<(String, String, String)> {
    let rows = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .order(outbox::id)
                .select((outbox::once_key, outbox::state, outbox::recipient))
                .load(connection)?,
        )
    });
    rows.unwrap()
}

both_engines!(whoever_leaves_is_forgotten, NOW, async |office| {
    let row = confirmed(office, &json!({ "email": "aigul@example.org" })).await;
    let other = confirmed(
        office,
        &json!({ "email": "aigul@example.org", "topic": "су" }),
    )
    .await;
    letter_for(office, &row, "notice 1");
    letter_for(office, &row, "notice 2");
    letter_for(office, &other, "notice 1");
    // One of them did not arrive.
    not_arrived(office, &once_key("notice 2", &row), &row.email_digest);
    let (status, to, _) = press(office, &row, "/leave", &[]).await;
    assert_eq!((status, to.as_deref()), (303, Some("/kk/subscribe/left")));
    assert_eq!(by_id(office, row.id), None);
    assert_eq!(by_id(office, other.id), Some(other.clone()));
    let told = |key: &str, row: &Subscription, state: &str, to: &str| {
        (once_key(key, row), state.to_owned(), to.to_owned())
    };
    assert_eq!(
        fates(office),
        [
            told("notice 1", &row, "called_back", ""),
            told("notice 2", &row, "permanent_failure", ""),
            told("notice 1", &other, "created", "aigul@example.org"),
        ]
    );
    let (acts, _) = acts(office, row.id);
    assert_eq!(acts.last().unwrap(), "subscription.left");
    let (status, page) = office.get("/kk/subscribe/left").await;
    assert!(status == 200 && page.contains("href=\"/kk/subscribe\""));
    // Again, by the button of a page that still stands open.
    let (status, _, page) = press(office, &row, "/leave", &[]).await;
    assert_eq!(status, 404);
    assert!(page.contains("Жазылымнан бас тартылған"), "{page}");
    office.letters();
});

both_engines!(one_click_leaves_without_a_question, NOW, async |office| {
    let first = confirmed(
        office,
        &json!({ "email": "aigul@example.org", "language": "ru" }),
    )
    .await;
    let second = confirmed(office, &json!({ "email": "other@example.org" })).await;
    let address = |row: &Subscription| {
        let whole = list_of(&office.app, row).unsubscribe;
        let path = whole.strip_prefix(&office.app.public_origin()).unwrap();
        assert!(path.ends_with(&format!("/{}/leave", row.secret)), "{path}");
        format!("{}{path}", office.url)
    };
    assert!(address(&first).contains("/ru/subscriptions/"));
    let plain = |url: String| {
        office
            .http
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body("List-Unsubscribe=One-Click")
            .send()
    };
    // Twice: mail programs may, and the second time is no fault.
    for _ in 0..2 {
        let answer = plain(address(&first)).await.unwrap();
        assert_eq!(answer.status(), 200);
        assert!(answer.headers().get("location").is_none());
        assert!(answer.headers().get("set-cookie").is_none());
        assert_eq!(answer.headers()["cache-control"], "no-store");
    }
    assert_eq!(by_id(office, first.id), None);
    let form = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    let answer = office
        .http
        .post(address(&second))
        .header("content-type", "multipart/form-data; boundary=x")
        .body(form)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    assert!(all(office).is_empty());
});

both_engines!(
    one_click_means_all_that_come_together,
    NOW,
    async |office| {
        let wish = |topic: &str, often: &str| json!({ "email": "aigul@example.org", "topic": topic, "often": often });
        let first = confirmed(office, &wish("су", "at_once")).await;
        confirmed(office, &wish("жол", "at_once")).await;
        let daily = confirmed(office, &wish("орман", "daily")).await;
        let other = confirmed(office, &json!({ "email": "other@example.org" })).await;
        let click = [("List-Unsubscribe", "One-Click")];
        assert_eq!(press(office, &first, "/leave", &click).await.0, 200);
        let left: Vec<String> = all(office).into_iter().map(|row| row.secret).collect();
        assert_eq!(left, [daily.secret.clone(), other.secret]);
        // The button of the page means the one that the page shows.
        office.at("2026-12-08T10:00:00+05:00");
        let third = confirmed(office, &wish("тұз", "daily")).await;
        assert_eq!(press(office, &daily, "/leave", &[]).await.0, 303);
        assert_eq!(all(office).len(), 2);
        assert!(by_id(office, third.id).is_some());
    }
);

// Anybody may click: the letters of all are taken back together.
both_engines!(one_click_takes_all_letters_back, NOW, async |office| {
    let wish = |topic: &str| json!({ "email": "aigul@example.org", "topic": topic });
    let first = confirmed(office, &wish("су")).await;
    let second = confirmed(office, &wish("жол")).await;
    let other = confirmed(office, &json!({ "email": "other@example.org" })).await;
    for row in [&first, &second, &other] {
        letter_for(office, row, "notice");
    }
    let news = |row: &Subscription| format!("subscribers:news:{}", row.known_by);
    for row in [&first, &other] {
        put_letter(office, row, news(row));
    }
    let click = [("List-Unsubscribe", "One-Click")];
    assert_eq!(press(office, &first, "/leave", &click).await.0, 200);
    let waiting = fates(office).into_iter();
    let waiting = waiting.filter(|(_, state, _)| state == "created");
    let waiting: Vec<String> = waiting.map(|(key, _, _)| key).collect();
    assert_eq!(waiting, [once_key("notice", &other), news(&other)]);
    office.letters();
});

both_engines!(what_is_no_secret_leads_nowhere, NOW, async |office| {
    for path in ["%D3%99", "a%0D%0Ab", "%2F%2Fevil.example"] {
        let path = format!("/kk/subscriptions/{path}/confirm");
        assert_eq!(office.get(&path).await.0, 404, "{path}");
    }
});

both_engines!(another_site_cannot_press_the_button, NOW, async |office| {
    let row = confirmed(office, &json!({ "email": "aigul@example.org" })).await;
    for what in ["", "/confirm", "/leave"] {
        let answer = office
            .http
            .post(format!(
                "{}/kk/subscriptions/{}{what}",
                office.url, row.secret
            ))
            .header("origin", "https://evil.example")
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 403, "{what}");
    }
    assert_eq!(by_id(office, row.id), Some(row));
});

both_engines!(what_nobody_confirms_ends, NOW, async |office| {
    let kept = confirmed(office, &json!({ "email": "kept@example.org" })).await;
    let row = asked(office, "aigul@example.org").await;
    assert_eq!(kinds(office), ["subscription-confirm"]);
    let end = || jobs::end_unconfirmed(&office.app, office.app.now());
    office.at("2026-12-14T08:59:59+05:00");
    assert_eq!(end().await.unwrap(), 0);
    let own = format!("/kk/subscriptions/{}", row.secret);
    assert_eq!(office.get(&own).await.0, 200);
    // At its hour it counts as gone, whether or not anybody has swept.
    office.at("2026-12-14T09:00:00+05:00");
    let (status, page) = office.get(&own).await;
    assert!(
        status == 404 && page.contains("7 күн ішінде расталмаған"),
        "{page}"
    );
    assert_eq!(press(office, &row, "/confirm", &[]).await.0, 404);
    assert_eq!(end().await.unwrap(), 1);
    assert_eq!(end().await.unwrap(), 0);
    assert_eq!(all(office), [kept]);
    let (acts, _) = acts(office, row.id);
    assert_eq!(acts, ["subscription.asked", "subscription.lapsed"]);
});
