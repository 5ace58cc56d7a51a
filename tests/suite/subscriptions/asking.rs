//! From the form to the confirmed subscription.

use futures_util::future::join_all;
use otyrys::subscriptions::record::{About, Often};
use serde_json::json;

use super::{NOW, acts, all, ask, asked, by_id, confirmed, kinds, last, press};
use crate::harness::{Office, Planned, both_engines};

const FORM: [(&str, &str); 6] = [
    ("email", " Aigul+notices@Example.org "),
    ("bodies", "test-ministry"),
    ("topic", "Су  шаруашылығы!"),
    ("about", "changes"),
    ("often", "daily"),
    ("language", "ru"),
];

both_engines!(nothing_comes_before_it_is_confirmed, NOW, async |office| {
    office.session(&Planned::default());
    let (status, to, _) = office.post_form("/kk/subscribe", &FORM).await;
    assert_eq!((status, to.as_deref()), (303, Some("/kk/subscribe/sent")));
    let (status, page) = office.get("/kk/subscribe/sent").await;
    assert!(status == 200 && page.contains("7 күн жарамды"), "{page}");
    let row = last(office);
    assert_eq!(row.email, "Aigul+notices@Example.org");
    assert_eq!(row.topic.as_deref(), Some("Су шаруашылығы"));
    assert_eq!(
        (row.often, row.about()),
        (Often::Daily, vec![About::Changes])
    );
    assert_eq!((row.bodies.len(), row.regions.len()), (1, 0));
    assert!(!row.is_confirmed());
    let letters = [("subscription-confirm".to_owned(), row.email.clone())];
    assert_eq!(office.letters(), letters);
    // Mail programs open every link: nothing comes of it.
    for (what, expected) in [("", 200), ("/confirm", 303), ("/leave", 200)] {
        let (status, _) = office
            .get(&format!("/kk/subscriptions/{}{what}", row.secret))
            .await;
        assert_eq!(status, expected, "{what}");
    }
    assert_eq!(by_id(office, row.id), Some(row.clone()));
    let (status, to, _) = press(office, &row, "/confirm", &[]).await;
    let own = format!("/kk/subscriptions/{}?done=confirmed", row.secret);
    assert_eq!((status, to.as_deref()), (303, Some(&*own)));
    let (status, page) = office.get(&own).await;
    assert!(status == 200 && page.contains("Жазылу расталды"), "{page}");
    let first = by_id(office, row.id).unwrap();
    assert!(first.is_confirmed() && first.created_at == row.created_at);
    // Once more, later: nothing changes.
    office.at("2026-12-07T09:30:00+05:00");
    assert_eq!(press(office, &row, "/confirm", &[]).await.0, 303);
    assert_eq!(by_id(office, row.id), Some(first));
    let (acts, said) = acts(office, row.id);
    assert_eq!(acts, ["subscription.asked", "subscription.confirmed"]);
    assert!(
        !said.to_lowercase().contains("aigul") && !said.contains("Су"),
        "{said}"
    );
    assert!(!said.contains(&row.secret));
});

both_engines!(everything_is_the_default, NOW, async |office| {
    let row = asked(office, "aigul@example.org").await;
    assert_eq!(row.about(), About::ALL);
    assert_eq!((row.often, row.language.code()), (Often::AtOnce, "en"));
    assert!(row.bodies.is_empty() && row.regions.is_empty() && row.topic.is_none());
    office.letters();
});

both_engines!(
    nobody_learns_whether_an_address_is_known,
    NOW,
    async |office| {
        let wish = json!({ "email": "known@example.org", "language": "kk" });
        confirmed(office, &wish).await;
        office.at("2026-12-07T09:10:00+05:00");
        let known = ask(office, &wish).await;
        assert_eq!(kinds(office), ["subscription-known"]);
        let unknown = ask(office, &json!({ "email": "unknown@example.org" })).await;
        assert_eq!(known, unknown);
        assert_eq!(kinds(office), ["subscription-confirm"]);
        let form = |email| async move {
            let fields = [("email", email), ("about", "results"), ("often", "daily")];
            office.post_form("/ru/subscribe", &fields).await
        };
        let (known, unknown) = (
            form("known@example.org").await,
            form("other@example.org").await,
        );
        assert_eq!(known, unknown);
        office.letters();
    }
);

both_engines!(
    the_same_asked_again_is_the_same_subscription,
    NOW,
    async |office| {
        let wish =
            |topic: &str, email: &str| json!({ "email": email, "topic": topic, "language": "kk" });
        // The button pressed twice.
        ask(office, &wish("Су шаруашылығы", "aigul@example.org")).await;
        ask(office, &wish("шаруашылыгы су", "Aigul@Example.ORG")).await;
        assert_eq!((all(office).len(), kinds(office).len()), (1, 1));
        let before = last(office);
        // Asked again because no letter came: another letter, the same row, the term anew.
        office.at("2026-12-09T09:00:00+05:00");
        ask(office, &wish("Су шаруашылығы", "aigul@example.org")).await;
        let row = last(office);
        assert_eq!((all(office).len(), kinds(office).len()), (1, 1));
        assert_eq!((row.id, &row.secret), (before.id, &before.secret));
        assert!(row.created_at > before.created_at);
        // What differs in anything is another one.
        ask(office, &wish("су", "aigul@example.org")).await;
        assert_eq!((all(office).len(), kinds(office).len()), (2, 1));
    }
);

both_engines!(many_at_once_are_one, NOW, async |office| {
    let wish = json!({ "email": "aigul@example.org" });
    let answers = join_all((0..8).map(|_| ask(office, &wish))).await;
    assert!(answers.iter().all(|(status, _)| *status == 202));
    assert_eq!((all(office).len(), kinds(office).len()), (1, 1));
    let row = last(office);
    let pressed = join_all((0..8).map(|_| press(office, &row, "/confirm", &[]))).await;
    assert!(pressed.iter().all(|(status, _, _)| *status == 303));
    let (acts, _) = acts(office, row.id);
    assert_eq!(acts, ["subscription.asked", "subscription.confirmed"]);
});

both_engines!(pages_lead_to_it_with_what_they_show, NOW, async |office| {
    let session = office.session(&Planned::default());
    let by_body = "/kk/subscribe?body=test-ministry";
    for (page, link) in [
        (format!("/kk/sessions/{session}"), by_body),
        ("/kk/bodies/test-ministry".to_owned(), by_body),
        (
            "/kk/?q=%D1%81%D1%83&region=710000000".to_owned(),
            "/kk/subscribe?region=710000000&amp;topic=%D1%81%D1%83",
        ),
        ("/kk/".to_owned(), "/kk/subscribe"),
    ] {
        let (_, shown) = office.get(&page).await;
        assert!(
            shown.contains(&format!("href=\"{link}\"")),
            "{page}: {shown}"
        );
    }
    let (status, form) = office
        .get("/kk/subscribe?body=test-ministry&region=710000000&topic=%3Cb%3E%D1%81%D1%83&body=nobody")
        .await;
    assert_eq!(status, 200);
    for ticked in [
        "value=\"test-ministry\" checked",
        "value=\"710000000\" checked",
        "value=\"&lt;b&gt;су\"",
        "value=\"at_once\" checked",
        "value=\"kk\" checked",
        "value=\"announcements\" checked",
    ] {
        assert!(form.contains(ticked), "{ticked}: {form}");
    }
});

async fn header(office: &Office, path: &str, name: &str) -> String {
    let answer = office
        .http
        .get(format!("{}{path}", office.url))
        .send()
        .await
        .unwrap();
    let value = answer.headers().get(name);
    value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
}

both_engines!(pages_are_for_nobody_else, NOW, async |office| {
    let row = confirmed(office, &json!({ "email": "aigul@example.org" })).await;
    let own = format!("/kk/subscriptions/{}", row.secret);
    for path in [
        "/kk/subscribe".to_owned(),
        "/kk/subscribe/sent".to_owned(),
        "/kk/subscribe/left".to_owned(),
        "/kk/subscriptions/nothing".to_owned(),
        own.clone(),
        format!("{own}/leave"),
    ] {
        assert_eq!(
            header(office, &path, "cache-control").await,
            "no-store",
            "{path}"
        );
        let referrer = header(office, &path, "referrer-policy").await;
        assert!(
            ["no-referrer", "same-origin"].contains(&&*referrer),
            "{path}"
        );
        let (_, page) = office.get(&path).await;
        // The empty form may be found; it is one person's as soon as something is typed.
        assert_eq!(
            page.contains("name=\"robots\" content=\"noindex\""),
            path != "/kk/subscribe",
            "{path}"
        );
    }
});
