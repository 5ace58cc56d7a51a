//! The edge: headers, foreign forms, sizes, languages, probes.

use serde_json::json;

use otyrys::app::Mode;

use crate::harness::{Engine, Office, Planned, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";

both_engines!(every_answer_carries_its_headers, NOW, async |office| {
    let session = office.session(&Planned::default());
    for path in [
        "/".to_owned(),
        "/nothing".to_owned(),
        format!("/kk/sessions/{session}/apply"),
        "/health/live".to_owned(),
    ] {
        let answer = office
            .http
            .get(format!("{}{path}", office.url))
            .send()
            .await
            .unwrap();
        let header = |name: &str| {
            answer
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
                .unwrap_or_default()
        };
        assert!(
            header("content-security-policy").contains("default-src 'self'"),
            "{path}"
        );
        assert!(
            header("content-security-policy").contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert!(!header("referrer-policy").is_empty(), "{path}");
    }
});

both_engines!(
    pages_with_personal_data_are_kept_nowhere,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let (_, application) = office.apply(&session, "Ахметова").await;
        let secret = application["secret"].as_str().unwrap();
        for (path, referrer) in [
            (format!("/kk/applications/{secret}"), "no-referrer"),
            (format!("/api/v1/applications/{secret}"), "no-referrer"),
            // The page's own form must be known as such.
            (format!("/kk/sessions/{session}/apply"), "same-origin"),
            (format!("/kk/applications/{secret}/withdraw"), "same-origin"),
        ] {
            let answer = office
                .http
                .get(format!("{}{path}", office.url))
                .send()
                .await
                .unwrap();
            assert_eq!(answer.headers()["cache-control"], "no-store", "{path}");
            assert_eq!(answer.headers()["referrer-policy"], referrer, "{path}");
        }
        office.letters();
    }
);

both_engines!(
    a_foreign_form_is_refused_before_anything_else,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let path = format!("{}/kk/sessions/{session}/apply", office.url);
        for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
            let answer = office
                .http
                .post(&path)
                .header("origin", origin)
                .body("surname=x")
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), 403, "{origin}");
            assert!(
                answer.text().await.unwrap().contains("<h1>"),
                "a page, not a bare refusal"
            );
        }
    }
);

both_engines!(bodies_over_64_kib_are_refused, NOW, async |office| {
    let session = office.session(&Planned::default());
    let body = json!({"surname": "a".repeat(70_000)}).to_string();
    let path = format!("{}/api/v1/sessions/{session}/applications", office.url);
    let answer = office
        .http
        .post(path)
        .header("content-type", "application/json")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 413);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
});

both_engines!(
    the_root_leads_to_the_visitors_language,
    NOW,
    async |office| {
        for (accepts, to) in [
            ("", "/kk/"),
            ("ru-RU,ru;q=0.9", "/ru/"),
            ("de, en;q=0.5", "/en/"),
            ("fr", "/kk/"),
        ] {
            let answer = office
                .http
                .get(format!("{}/", office.url))
                .header("accept-language", accepts)
                .send()
                .await
                .unwrap();
            assert_eq!(
                (
                    answer.status().as_u16(),
                    answer.headers()["location"].to_str().unwrap()
                ),
                (303, to),
                "{accepts}"
            );
        }
    }
);

both_engines!(probes, NOW, async |office| {
    assert_eq!(office.get("/health/live").await.0, 200);
    assert_eq!(office.get("/health/ready").await.0, 200);
});

both_engines!(problems_speak_the_visitors_language, NOW, async |office| {
    for (language, words) in [
        ("kk", "табылмады"),
        ("ru", "не найден"),
        ("en", "not found"),
    ] {
        let (status, page) = office.get(&format!("/{language}/nothing-here")).await;
        assert_eq!(status, 404);
        assert!(page.to_lowercase().contains(words), "{page}");
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
    }
});

both_engines!(
    head_answers_as_get_does_without_a_body,
    NOW,
    async |office| {
        for path in ["/kk/", "/health/live", "/nothing"] {
            let url = format!("{}{path}", office.url);
            let asked = office.http.get(&url).send().await.unwrap();
            let head = office.http.head(&url).send().await.unwrap();
            assert_eq!(head.status(), asked.status(), "{path}");
            assert_eq!(
                head.headers().get("content-length"),
                asked.headers().get("content-length"),
                "{path}"
            );
            assert!(head.bytes().await.unwrap().is_empty());
        }
    }
);

/// The harness lifts the limit; an office of its own keeps one of two acts a minute.
#[actix_web::test]
async fn acts_of_one_address_are_limited() {
    let strict = Office::open_as(
        Engine::Sqlite,
        NOW,
        Mode::Office,
        &[("OTYRYS__LIMITS__PER_ADDRESS", "2")],
    )
    .unwrap();
    let session = strict.session(&Planned::default());
    for (surname, expected) in [("Бірінші", 201), ("Екінші", 201), ("Үшінші", 429)]
    {
        let (status, answer) = strict.apply(&session, surname).await;
        assert_eq!(status, expected, "{answer}");
        if status == 429 {
            assert_eq!(answer["code"], "rate_limited");
        }
    }
    // Looking is no act.
    assert_eq!(strict.get("/kk/").await.0, 200);
    strict.letters();
    strict.close().await;
}
