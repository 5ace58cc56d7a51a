//! The desk in a browser, without scripts: from the one-time link to the person who has come in.

use fantoccini::Locator;
use otyrys::staff::actions::Roles;
use otyrys::web::desk::Role;

use super::{Browser, Scripts};
use crate::harness::{Engine, Office, PASSWORD, Planned, code_of};

const EMAIL: &str = "saule@example.org";

#[actix_web::test]
async fn from_the_link_to_the_door() {
    let Some(browser) = Browser::open(Scripts::Off, 1280).await else {
        return;
    };
    let office = Office::open(Engine::Sqlite, "2026-12-04T09:00:00+05:00").expect("an office");
    let first = office.session(&Planned::default());
    let key = set_up(&browser, &office, &first).await;
    office.at("2026-12-04T09:05:00+05:00");
    sign_in(&browser, &office, &key).await;
    let session = write_and_announce(&browser, &office).await;

    let (status, received) = office.apply(&session, "Әлиева").await;
    assert_eq!(status, 201, "{received}");
    let number = received["number"].as_str().expect("a number").to_owned();
    admit(&browser, &office, &session, &number).await;

    // The day of the session; the sign-in of four days ago has run out, and the person comes back to the page.
    office.at("2026-12-10T14:45:00+05:00");
    browser
        .go(&office, &format!("/desk/sessions/{session}/door"))
        .await;
    assert_eq!(browser.path().await, "/desk/sign-in");
    enter_credentials(&browser, &office, &key).await;
    assert_eq!(
        browser.path().await,
        format!("/desk/sessions/{session}/door")
    );
    let_in(&browser, &office, &session).await;

    office.letters();
    browser.close().await;
    office.close().await;
}

/// The one-time link: a password, the second factor, codes for paper.
pub async fn set_up(browser: &Browser, office: &Office, session: &str) -> String {
    let body = office.body_of(session);
    let roles = Roles {
        office: None,
        bodies: vec![(body, Role::BodyAdmin)],
    };
    let (_, link) = office.invite(EMAIL, roles);
    browser.go(office, &format!("{link}?language=kk")).await;
    browser.fill("new_password", PASSWORD).await;
    browser.fill("repeated", PASSWORD).await;
    browser.press("Құпиясөзді сақтау").await;
    assert_eq!(browser.path().await, "/desk/sign-in/second-factor");
    let field = browser.client.find(Locator::Css("[name=secret]")).await;
    let key = field.expect("the key").prop("value").await;
    let key = key.expect("the key").expect("the key");
    browser.fill("code", &code_of(&key, office.app.now())).await;
    browser.press("Екінші факторды орнату").await;
    browser.press("Кодтарды сақтап алдым, әрі қарай").await;
    assert_eq!(browser.path().await, "/desk");
    browser.press("Шығу").await;
    key
}

pub async fn sign_in(browser: &Browser, office: &Office, key: &str) {
    browser.go(office, "/desk").await;
    assert_eq!(browser.path().await, "/desk/sign-in");
    enter_credentials(browser, office, key).await;
    assert_eq!(browser.path().await, "/desk");
    browser.says("Бүгін").await;
}

async fn enter_credentials(browser: &Browser, office: &Office, key: &str) {
    browser.fill("email", EMAIL).await;
    browser.fill("password", PASSWORD).await;
    browser.press("Кіру").await;
    assert_eq!(browser.path().await, "/desk/sign-in/code");
    browser.fill("code", &code_of(key, office.app.now())).await;
    browser.press("Кіру").await;
}

/// Writes a session, saves it half done, completes it, looks at it as the public will, announces it; its id.
async fn write_and_announce(browser: &Browser, office: &Office) -> String {
    browser.go(office, "/desk/sessions/new").await;
    browser.fill("title-kk", "Алқа отырысы: орман күтімі").await;
    browser.set("starts-day", "2026-12-10").await;
    browser.set("starts-time", "15:00").await;
    browser.press("Мерзімдерді көрсету").await;
    // Announcing until 24:00 of 6 December, applying until 24:00 of the 8th, results until 24:00 of the 18th: the
    // 16th is a holiday, and named.
    for words in [
        "6 желтоқсан",
        "8 желтоқсан",
        "18 желтоқсан",
        "Тәуелсіздік күні",
    ] {
        browser.says(words).await;
    }
    browser.press("Сақтау").await;
    let path = browser.path().await;
    let session = path.trim_start_matches("/desk/sessions/").to_owned();
    browser.says("Жариялау үшін жетіспейтін деректер").await;

    browser.go(office, &format!("{path}/edit")).await;
    browser.press("Мәселе қосу").await;
    for (field, text) in [
        ("title-ru", "Заседание коллегии: уход за лесом"),
        ("place-kk", "Астана қ., Мәңгілік Ел д-лы, 8"),
        ("place-ru", "г. Астана, пр. Мангилик Ел, 8"),
        ("broadcast_url", "https://example.org/live"),
        ("capacity", "10"),
        ("agenda-0-title-kk", "Орман күтімі туралы"),
        ("agenda-0-title-ru", "Об уходе за лесом"),
        ("contact-name", "Сәуле Ахметова"),
        ("contact-position-kk", "Бас сарапшы"),
        ("contact-position-ru", "Главный эксперт"),
        ("contact-phone", "+7 7172 000000"),
        ("contact-email", "saule@example.org"),
    ] {
        browser.fill(field, text).await;
    }
    browser.press("Сақтау").await;
    assert_eq!(browser.path().await, path);

    browser.go(office, &format!("{path}/preview")).await;
    browser.says("Орман күтімі туралы").await;
    let (status, _) = office.get(&format!("/kk/sessions/{session}")).await;
    assert_eq!(status, 404, "a preview publishes nothing");
    browser.go(office, &format!("{path}/announce")).await;
    browser.press("Қазір жариялау").await;
    assert_eq!(browser.path().await, path);
    let (status, page) = office.get(&format!("/kk/sessions/{session}")).await;
    assert_eq!(status, 200);
    assert!(page.contains("Алқа отырысы: орман күтімі"));
    session
}

async fn admit(browser: &Browser, office: &Office, session: &str, number: &str) {
    browser
        .go(office, &format!("/desk/sessions/{session}/applicants"))
        .await;
    browser.says("Әлиева").await;
    browser.press(number).await;
    browser.press("Кіруге рұқсат беру").await;
    browser.says("Отырысқа кіруге рұқсат берілді.").await;
}

/// The list is printed; the person is found by a name written on a Russian keyboard, comes in, and is known by the
/// second guard to be in.
async fn let_in(browser: &Browser, office: &Office, session: &str) {
    browser
        .go(office, &format!("/desk/sessions/{session}/passes"))
        .await;
    browser.says("Әлиева Айгүл").await;
    let printed = browser
        .client
        .print(fantoccini::wd::PrintConfiguration::default())
        .await;
    let printed = printed.expect("a PDF");
    assert!(printed.starts_with(b"%PDF"));
    browser
        .go(office, &format!("/desk/sessions/{session}/door"))
        .await;
    browser.fill("q", "алиева").await;
    browser.press("Іздеу").await;
    browser.press("Келді").await;
    browser.says("Кіргені белгіленді.").await;
    browser.says("14:45").await;
    browser.press("Белгіні алып тастау").await;
    browser.says("Белгі алынды.").await;
}
