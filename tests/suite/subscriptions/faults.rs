//! What is wrong with a request is told all at once, and nothing typed is lost.

use serde_json::{Value, json};

use super::{NOW, all, ask};
use crate::harness::{Planned, both_engines};

fn faults(answer: &Value) -> Vec<(String, String)> {
    let errors = answer["errors"].as_array().expect("faults");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    errors
        .iter()
        .map(|error| (text(&error["field"]), text(&error["code"])))
        .collect()
}

both_engines!(every_fault_is_named, NOW, async |office| {
    office.session(&Planned::default());
    let (status, answer) = ask(
        office,
        &json!({
            "email": "nobody", "bodies": ["test-ministry", "no-such-body", "nor-this"], "regions": ["71"],
            "topic": "one two three four", "language": "de", "about": ["gossip"], "often": "hourly", "phone": "1",
        }),
    )
    .await;
    assert_eq!(
        (status, answer["code"].as_str()),
        (422, Some("invalid")),
        "{answer}"
    );
    let expected = [
        ("email", "email"),
        ("bodies", "choice"),
        ("regions", "choice"),
        ("topic", "topic"),
        ("about", "choice"),
        ("often", "choice"),
        ("language", "choice"),
        ("phone", "unknown"),
    ];
    let expected: Vec<(String, String)> = expected
        .into_iter()
        .map(|(field, code)| (field.to_owned(), code.to_owned()))
        .collect();
    assert_eq!(faults(&answer), expected);
    let said = answer.to_string();
    for named in ["no-such-body, nor-this", "There is no such region: 71"] {
        assert!(said.contains(named), "{said}");
    }
    assert!(!said.contains("test-ministry"), "{said}");
    assert!(all(office).is_empty());
});

both_engines!(types_count, NOW, async |office| {
    let long = format!("{}@example.org", "a".repeat(300));
    let wordy = "қ".repeat(151);
    for (wish, field, code) in [
        (json!([]), "body", "json"),
        (json!({}), "email", "required"),
        (json!({ "email": "  " }), "email", "required"),
        (json!({ "email": 7 }), "email", "type"),
        (json!({ "email": long }), "email", "too_long"),
        (json!({ "email": "айгүл@example.org" }), "email", "email"),
        (
            json!({ "email": "a@example.org", "bodies": "test-ministry" }),
            "bodies",
            "type",
        ),
        (
            json!({ "email": "a@example.org", "regions": [7] }),
            "regions",
            "type",
        ),
        (
            json!({ "email": "a@example.org", "topic": ["су"] }),
            "topic",
            "type",
        ),
        (
            json!({ "email": "a@example.org", "topic": "?!" }),
            "topic",
            "topic",
        ),
        (
            json!({ "email": "a@example.org", "topic": "а" }),
            "topic",
            "topic",
        ),
        (
            json!({ "email": "a@example.org", "topic": wordy }),
            "topic",
            "topic",
        ),
        (
            json!({ "email": "a@example.org", "about": [] }),
            "about",
            "required",
        ),
        (
            json!({ "email": "a@example.org", "about": "results" }),
            "about",
            "type",
        ),
        (
            json!({ "email": "a@example.org", "often": true }),
            "often",
            "type",
        ),
        (
            json!({ "email": "a@example.org", "language": 1 }),
            "language",
            "type",
        ),
        (
            json!({ "email": "a@example.org", "language": "" }),
            "language",
            "choice",
        ),
    ] {
        let (status, answer) = ask(office, &wish).await;
        assert_eq!(status, 422, "{wish}: {answer}");
        assert_eq!(
            faults(&answer),
            [(field.to_owned(), code.to_owned())],
            "{wish}"
        );
    }
    assert!(all(office).is_empty());
    // Absent and null are the same, and an empty list narrows nothing.
    let wish = json!({ "email": "a@example.org", "bodies": [], "topic": null, "about": null, "often": null });
    assert_eq!(ask(office, &wish).await.0, 202);
    assert_eq!(office.letters().len(), 1);
});

both_engines!(unusual_addresses_are_taken, NOW, async |office| {
    for (typed, kept) in [
        ("o'brien+x@mail.example.org", "o'brien+x@mail.example.org"),
        ("aigul@пошта.қаз", "aigul@xn--80a1acn3a.xn--80ao21a"),
    ] {
        assert_eq!(
            ask(office, &json!({ "email": typed })).await.0,
            202,
            "{typed}"
        );
        assert_eq!(
            office.letters(),
            [("subscription-confirm".to_owned(), kept.to_owned())]
        );
    }
});

both_engines!(bodies_outside_all_regions_are_told, NOW, async |office| {
    office.session(&Planned::default());
    let wish =
        json!({ "email": "a@example.org", "bodies": ["test-ministry"], "regions": ["710000000"] });
    let (status, answer) = ask(office, &wish).await;
    assert_eq!(status, 422);
    assert_eq!(
        faults(&answer),
        [("regions".to_owned(), "apart".to_owned())]
    );
});

both_engines!(nothing_typed_is_lost, NOW, async |office| {
    office.session(&Planned::default());
    let fields = [
        ("email", "aigul@example"),
        ("bodies", "test-ministry"),
        ("regions", "100000000"),
        ("topic", "бір екі үш төрт"),
        ("often", "daily"),
        ("language", "en"),
    ];
    let (status, _, page) = office.post_form("/kk/subscribe", &fields).await;
    assert_eq!(status, 422);
    assert!(
        page.contains("<title>Қате бар: Хабарламаларға жазылу"),
        "{page}"
    );
    for kept in [
        "value=\"aigul@example\"",
        "value=\"test-ministry\" checked",
        "value=\"100000000\" checked",
        "value=\"бір екі үш төрт\"",
        "value=\"daily\" checked",
        "value=\"en\" checked",
        "href=\"#field-email\"",
        "href=\"#field-topic\"",
        "id=\"field-topic\"",
        "href=\"#field-about\"",
        "id=\"field-about\"",
        "href=\"#field-regions\"",
        "id=\"field-regions\"",
    ] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    // No box about anything was ticked, and none is now.
    assert!(!page.contains("value=\"results\" checked"), "{page}");
    let twice = [
        ("email", "a@example.org"),
        ("email", "b@example.org"),
        ("about", "results"),
    ];
    assert_eq!(office.post_form("/kk/subscribe", &twice).await.0, 422);
    assert!(all(office).is_empty());
});
