//! `/demo/mail`: the letters of the demonstration.

use otyrys::app::Mode;

use super::reading::read;
use crate::harness::{Engine, Office, Planned, both_engines};

const MORNING: &str = "2026-12-07T09:00:00+05:00";

#[actix_web::test]
async fn kept_letters_can_be_read_and_downloaded() {
    let office = Office::open_as(Engine::Sqlite, MORNING, Mode::Demo, &[]).expect("an office");
    let (status, empty) = office.get("/demo/mail").await;
    assert_eq!(status, 200);
    assert!(!empty.contains(".eml\""));
    let session = office.session(&Planned::default());
    let (_, applied) = office.apply(&session, "Сейітова").await;
    assert_eq!(otyrys::worker::run_once(&office.app).await, Ok(1));

    let answer = office
        .http
        .get(format!("{}/demo/mail", office.url))
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let page = answer.text().await.expect("a page");
    let secret = applied["secret"].as_str().expect("a secret");
    assert!(page.contains(secret), "the way to the application");
    assert!(page.contains("METHOD:REQUEST"), "the calendar part");
    assert!(page.contains("href=\"/demo/mail/1.eml\""));

    let answer = office
        .http
        .get(format!("{}/demo/mail/1.eml", office.url))
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.headers()["content-type"], "message/rfc822");
    let letter = read(&answer.bytes().await.expect("a message"));
    assert!(letter.text.contains(secret));
    assert_eq!(office.get("/demo/mail/2.eml").await.0, 404);
    office.close().await;
}

#[actix_web::test]
async fn the_latest_letters_come_first_and_earlier_ones_on_further_pages() {
    let office = Office::open_as(Engine::Sqlite, MORNING, Mode::Demo, &[]).expect("an office");
    let session = office.session(&Planned::default());
    for number in 0..32_u32 {
        let surname = format!("Ә{}", char::from_u32(0x430 + number).expect("a letter"));
        assert_eq!(office.apply(&session, &surname).await.0, 201);
    }
    assert_eq!(otyrys::worker::run_once(&office.app).await, Ok(32));
    let (_, first) = office.get("/demo/mail").await;
    assert!(first.contains("id=\"letter-32\"") && first.contains("id=\"letter-3\""));
    assert!(!first.contains("id=\"letter-2\""));
    assert!(first.contains("href=\"/demo/mail?before=3\""));
    let (_, second) = office.get("/demo/mail?before=3").await;
    assert!(second.contains("id=\"letter-2\"") && second.contains("id=\"letter-1\""));
    let further = second.matches("?before=").count();
    assert_eq!(
        further,
        second.matches("?before=3&amp;view=").count(),
        "none but the other view of itself"
    );
    office.close().await;
}

both_engines!(
    /// An office's letters are nobody's business.
    an_office_shows_no_letters,
    MORNING,
    async |office: &Office| {
        assert_eq!(office.get("/demo/mail").await.0, 404);
        assert_eq!(office.get("/demo/mail/1.eml").await.0, 404);
    }
);
