//! Wrong parameters of the API are named, all of them at once, in the visitor's language.

use serde_json::Value;

use crate::harness::{Office, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// The fields named wrong, in their order, and the first sentence.
async fn faults(office: &Office, path: &str, language: &str) -> (Vec<String>, String) {
    let answer = office
        .http
        .get(format!("{}{path}", office.url))
        .header("accept-language", language)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 422, "{path}");
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let problem: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    assert_eq!(problem["code"], "invalid");
    let errors = problem["errors"].as_array().unwrap();
    let fields = errors.iter().map(|error| {
        format!(
            "{} {}",
            error["field"].as_str().unwrap(),
            error["code"].as_str().unwrap()
        )
    });
    (
        fields.collect(),
        errors[0]["message"].as_str().unwrap().to_owned(),
    )
}

both_engines!(wrong_parameters_are_named, NOW, async |office| {
    let long = format!("q=a&{}=1", "x".repeat(1_000));
    let table: [(&str, &[&str]); 20] = [
        ("limit=0", &["limit number"]),
        ("limit=201", &["limit number"]),
        ("limit=ten", &["limit number"]),
        ("limit=-1", &["limit number"]),
        ("from=2026-02-30", &["from date"]),
        ("from=0000-01-01", &["from date"]),
        ("to=%2B99999-01-01", &["to date"]),
        ("from=2026-12-02&to=2026-12-01", &["to order"]),
        ("modified_since=2026-12-07", &["modified_since instant"]),
        ("modified_since=yesterday", &["modified_since instant"]),
        ("status=draft", &["status choice"]),
        ("status=published", &["status choice"]),
        ("format=paper", &["format choice"]),
        ("region=71", &["region unknown_region"]),
        ("body=nobody", &["body unknown_body"]),
        ("cursor=abc", &["cursor cursor"]),
        (
            "cursor=-9223372036854775808~00000000-0000-7000-8000-000000000000",
            &["cursor cursor"],
        ),
        ("colour=red", &["colour unknown"]),
        ("format=mixed&format=online", &["format repeated"]),
        (
            "limit=x&from=y&body=z&sort=up",
            &[
                "from date",
                "limit number",
                "body unknown_body",
                "sort unknown",
            ],
        ),
    ];
    for (query, expected) in table {
        let (fields, _) = faults(office, &format!("/api/v1/sessions?{query}"), "en").await;
        assert_eq!(fields, expected, "{query}");
    }
    let (fields, _) = faults(office, &format!("/api/v1/sessions?{long}"), "en").await;
    assert_eq!(fields, [format!("{} unknown", "x".repeat(40))]);
    for (language, said) in [
        (
            "kk",
            "Күнді мына үлгімен жазыңыз: 2026-12-10. Параметр: from.",
        ),
        (
            "ru",
            "Запишите день по образцу: 2026-12-10. Параметр: from.",
        ),
        (
            "en",
            "Write the day like this: 2026-12-10. Parameter: from.",
        ),
    ] {
        let (_, message) = faults(office, "/api/v1/sessions?from=x", language).await;
        assert_eq!(message, said);
    }
    let blank =
        office.get("/api/v1/sessions?body=&region=&format=&status=&from=&to=&q=&cursor=&limit=");
    assert_eq!(
        blank.await.0,
        200,
        "a parameter without a value is not given"
    );
});

both_engines!(the_clocks_of_any_session_are_told, NOW, async |office| {
    let (status, deadlines) = office
        .get_json(
            "/api/v1/deadlines?starts=2026-12-10T10:00&zone=Asia/Almaty&kind=collegium&week=5",
        )
        .await;
    assert_eq!(status, 200);
    assert_eq!(deadlines["announce_before"], "2026-12-07T00:00:00+05:00");
    assert_eq!(deadlines["clocks"][0]["paragraph"], "605-8");
    let (_, usual) = office
        .get_json("/api/v1/deadlines?starts=2026-12-10T10:00")
        .await;
    assert_eq!(usual, deadlines);
    let (_, six) = office
        .get_json("/api/v1/deadlines?starts=2027-03-25T10:00&week=6&at=2027-03-18T09:00:00Z")
        .await;
    assert_eq!(six["announce_before"], "2027-03-18T00:00:00+05:00");
    assert_eq!(six["clocks"][0]["in_time"], false);
    assert_eq!(six["clocks"][0]["light"], "orange");
    let table: [(&str, &[&str]); 6] = [
        ("", &["starts required"]),
        ("starts=2026-02-30T10:00", &["starts local_time"]),
        ("starts=2026-12-10", &["starts local_time"]),
        ("starts=2027-12-30T10:00", &["starts no_calendar"]),
        (
            "starts=2026-12-10T10:00&kind=party&week=7&zone=Mars",
            &["zone zone", "kind choice", "week choice"],
        ),
        ("starts=2026-12-10T10:00&to=x", &["to unknown"]),
    ];
    for (query, expected) in table {
        let (fields, message) = faults(office, &format!("/api/v1/deadlines?{query}"), "en").await;
        assert_eq!(fields, expected, "{query}");
        if expected == ["starts no_calendar"] {
            assert!(message.contains("2028"), "{message}");
        }
    }
});
