//! What the letters say, in three languages, and that they repeat nothing that somebody typed.

use otyrys::app::Mode;
use otyrys::language::Language;
use serde_json::json;

use super::{NOW, all, ask, press};
use crate::harness::{Engine, Office, Planned};
use crate::mail::reading::{Read, kept};

fn office() -> Office {
    let settings = [("OTYRYS__SERVER__PUBLIC_URL", "https://otyrys.example.org")];
    Office::open_as(Engine::Sqlite, NOW, Mode::Office, &settings).expect("an office")
}

async fn sent(office: &Office) -> Vec<Read> {
    let before = kept(office).len();
    otyrys::worker::run_once(&office.app)
        .await
        .expect("a round");
    kept(office).split_off(before)
}

fn shown(office: &Office, letter: &Read) -> String {
    let mut text = format!(
        "To: {}\nSubject: {}\n\n{}",
        letter.to, letter.subject, letter.text
    );
    for (row, name) in all(office).iter().zip(["A", "B", "C"]) {
        text = text.replace(&row.secret, &format!("SECRET-{name}"));
    }
    text
}

#[actix_web::test]
async fn letters_in_three_languages() {
    for language in Language::ALL {
        let office = office();
        office.session(&Planned::default());
        let code = language.code();
        let wish = |topic: &str| {
            json!({
                "email": "aigul@example.org", "language": code, "topic": topic, "often": "daily",
                "bodies": ["test-ministry"], "about": ["announcements", "changes"],
            })
        };
        ask(&office, &wish("Арзан несие")).await;
        let asked = sent(&office).await;
        assert_eq!(asked.len(), 1);
        insta::assert_snapshot!(format!("confirm_{language}"), shown(&office, &asked[0]));
        let whole = format!("{}{}{}", asked[0].subject, asked[0].text, asked[0].html);
        assert!(
            !whole.contains("несие") && !whole.contains("Арзан"),
            "{whole}"
        );
        assert_eq!(asked[0].auto_submitted, "auto-generated");
        let row = all(&office).remove(0);
        press(&office, &row, "/confirm", &[]).await;
        office.at("2026-12-07T10:00:00+05:00");
        ask(&office, &wish("Арзан несие")).await;
        let known = sent(&office).await;
        insta::assert_snapshot!(format!("known_{language}"), shown(&office, &known[0]));
        assert!(!known[0].text.contains("несие"), "{}", known[0].text);
        office.close().await;
    }
}

#[actix_web::test]
async fn a_letter_of_what_is_gone_is_not_sent() {
    let office = office();
    ask(&office, &json!({ "email": "aigul@example.org" })).await;
    let row = all(&office).remove(0);
    let (status, _, _) = press(&office, &row, "/leave", &[]).await;
    assert_eq!(status, 303);
    assert!(sent(&office).await.is_empty());
    office.close().await;
}
