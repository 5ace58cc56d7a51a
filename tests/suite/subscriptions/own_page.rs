//! The page of a subscription: what comes, and how to change it.

use otyrys::subscriptions::record::{About, Often};
use serde_json::json;

use super::{NOW, acts, all, ask, by_id, confirmed, last, press};
use crate::harness::{Planned, both_engines};

both_engines!(it_is_changed_without_an_account, NOW, async |office| {
    office.session(&Planned::default());
    let row = confirmed(
        office,
        &json!({ "email": "aigul@example.org", "topic": "су", "language": "kk" }),
    )
    .await;
    let (_, page) = office
        .get(&format!("/kk/subscriptions/{}", row.secret))
        .await;
    for shown in [
        "aigul@example.org",
        "<dd>су</dd>",
        "Барлық органдар",
        "name=\"revision\" value=\"2\"",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let fields = [
        ("revision", "2"),
        ("bodies", "test-ministry"),
        ("topic", ""),
        ("about", "results"),
        ("about", "announcements"),
        ("often", "daily"),
        ("language", "ru"),
    ];
    let (status, to, _) = press(office, &row, "", &fields).await;
    let own = format!("/kk/subscriptions/{}?done=changed", row.secret);
    assert_eq!((status, to.as_deref()), (303, Some(&*own)));
    let now = by_id(office, row.id).unwrap();
    assert_eq!(now.about(), [About::Announcements, About::Results]);
    assert_eq!(
        (now.often, now.language.code(), &now.topic),
        (Often::Daily, "ru", &None)
    );
    assert_eq!((now.bodies.len(), now.revision), (1, 3));
    assert_eq!(
        (&now.email, now.confirmed_at),
        (&row.email, row.confirmed_at)
    );
    let (_, page) = office.get(&own).await;
    assert!(page.contains("Сынақ министрлігі") && page.contains("Жазылым өзгертілді"));
    // The same once more, as by a second press: nothing changes.
    assert_eq!(press(office, &row, "", &fields).await.0, 303);
    assert_eq!(by_id(office, row.id).unwrap(), now);
    let (acts, said) = acts(office, row.id);
    assert_eq!(acts.last().unwrap(), "subscription.changed");
    assert_eq!(acts.len(), 3);
    assert!(!said.contains("су"), "{said}");
});

both_engines!(
    an_older_form_writes_nothing_and_shows_both,
    NOW,
    async |office| {
        let row = confirmed(
            office,
            &json!({ "email": "aigul@example.org", "language": "kk" }),
        )
        .await;
        let change = |revision, topic, often| {
            [
                ("revision", revision),
                ("topic", topic),
                ("about", "results"),
                ("often", often),
                ("language", "kk"),
            ]
        };
        assert_eq!(
            press(office, &row, "", &change("2", "жол", "daily"))
                .await
                .0,
            303
        );
        let before = by_id(office, row.id);
        let (status, _, page) = press(office, &row, "", &change("2", "су", "at_once")).await;
        assert_eq!(status, 409);
        assert_eq!(by_id(office, row.id), before);
        for shown in [
            "<dd>жол</dd>",
            "name=\"topic\" type=\"text\" value=\"су\"",
            "name=\"revision\" value=\"3\"",
            "Қате бар:",
        ] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        // Seen and sent again, it counts.
        assert_eq!(
            press(office, &row, "", &change("3", "су", "at_once"))
                .await
                .0,
            303
        );
        assert_eq!(by_id(office, row.id).unwrap().topic.as_deref(), Some("су"));
        // A form without its revision is older than anything.
        assert_eq!(
            press(office, &row, "", &[("about", "results")]).await.0,
            409
        );
    }
);

both_engines!(two_of_one_address_are_never_the_same, NOW, async |office| {
    let wish =
        |topic: &str| json!({ "email": "aigul@example.org", "topic": topic, "language": "kk" });
    let first = confirmed(office, &wish("су")).await;
    let second = confirmed(office, &wish("жол")).await;
    ask(office, &wish("мектеп")).await;
    office.letters();
    let third = last(office);
    let to = |topic| {
        [
            ("revision", "2"),
            ("topic", topic),
            ("about", "announcements"),
            ("about", "changes"),
            ("about", "results"),
            ("often", "at_once"),
            ("language", "kk"),
        ]
    };
    let (status, _, page) = press(office, &second, "", &to("СУ")).await;
    assert!(status == 409 && page.contains("дәл осындай"), "{page}");
    // One that nobody confirmed gives way.
    assert_eq!(press(office, &second, "", &to("мектеп")).await.0, 303);
    let ids: Vec<_> = all(office).into_iter().map(|row| row.id).collect();
    assert_eq!(ids, [first.id, second.id]);
    assert_eq!(
        office
            .get(&format!("/kk/subscriptions/{}", third.secret))
            .await
            .0,
        404
    );
});

both_engines!(what_is_wrong_is_told_and_kept, NOW, async |office| {
    let row = confirmed(
        office,
        &json!({ "email": "aigul@example.org", "language": "kk" }),
    )
    .await;
    let fields = [
        ("revision", "2"),
        ("topic", "бір екі үш төрт"),
        ("often", "daily"),
        ("language", "en"),
    ];
    let (status, _, page) = press(office, &row, "", &fields).await;
    assert_eq!(status, 422);
    for kept in [
        "value=\"бір екі үш төрт\"",
        "value=\"daily\" checked",
        "#field-about",
        "name=\"revision\" value=\"2\"",
    ] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert_eq!(by_id(office, row.id), Some(row.clone()));
    // Before it is confirmed there is nothing but the button.
    ask(office, &json!({ "email": "other@example.org" })).await;
    office.letters();
    let waiting = last(office);
    let (status, to, _) = press(office, &waiting, "", &[("about", "results")]).await;
    assert_eq!(
        (status, to),
        (303, Some(format!("/kk/subscriptions/{}", waiting.secret)))
    );
    let (_, page) = office
        .get(&format!("/kk/subscriptions/{}", waiting.secret))
        .await;
    assert!(
        page.matches("<button").count() == 1 && page.contains("/confirm"),
        "{page}"
    );
});
