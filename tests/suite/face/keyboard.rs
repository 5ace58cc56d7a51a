//! Without a mouse: applying for a seat, and letting the applicant in; and the order in which the Tab key goes.

use std::time::Duration;

use actix_web::rt::time::sleep;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;
use otyrys::staff::actions::Roles;
use otyrys::web::desk::Role;
use serde_json::{Value, json};

use super::chromium::{Theme, View};
use super::pages::{self, Page};
use super::window::Window;
use crate::browser::{Browser, Scripts};
use crate::harness::{Engine, Office, PASSWORD, Planned};

/// Tabs after which something is taken to be out of reach.
const FAR: usize = 150;

/// What has the focus: whether it is outlined, whether anything of it can be seen, and where it stands.
const FOCUSED: &str = "
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const lit = element.matches('[type=radio], [type=checkbox], [type=file]') ? [element, ...(element.labels ?? [])] : [element];
    const outlined = lit.some((one) => {
      const style = getComputedStyle(one);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== 'rgba(0, 0, 0, 0)';
    });
    const shown = [...element.getClientRects()].some((box) => {
      const xs = [box.left + 3, (box.left + box.right) / 2, box.right - 3];
      const ys = [box.top + 3, (box.top + box.bottom) / 2, box.bottom - 3];
      return xs.some((x) => ys.some((y) => {
        const there = document.elementFromPoint(x, y);
        return there && (element.contains(there) || there.contains(element) && there !== document.body && there !== document.documentElement);
      }));
    });
    const box = element.getBoundingClientRect();
    return {
      outlined, shown, top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right,
      what: element.outerHTML.slice(0, 140).replace(/\\s+/g, ' '),
      name: element.getAttribute('name') ?? '', href: element.getAttribute('href') ?? '', id: element.id,
      says: element.innerText ?? '', role: element.getAttribute('role') ?? '',
    };";

/// Somebody with a keyboard alone.
struct Hands<'a> {
    browser: &'a Browser,
}

impl Hands<'_> {
    async fn press(&self, key: impl Into<char>) {
        let value = key.into();
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        let pressed = self.browser.client.perform_actions(keys).await;
        pressed.expect("a key");
    }

    async fn types(&self, text: &str) {
        for letter in text.chars() {
            self.press(letter).await;
        }
    }

    async fn focused(&self) -> Value {
        self.browser.ask(FOCUSED, Vec::new()).await
    }

    /// Goes on by one; what has the focus is outlined and can be seen.
    async fn tab(&self) -> Value {
        self.press(Key::Tab).await;
        let at = self.focused().await;
        if !at.is_null() {
            let place = self.browser.path().await;
            assert_eq!(at["outlined"], json!(true), "no outline at {place}: {at}");
            assert_eq!(at["shown"], json!(true), "covered at {place}: {at}");
        }
        at
    }

    /// Goes on until something has the focus.
    async fn tab_to(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..FAR {
            let at = self.tab().await;
            if !at.is_null() && wanted(&at) {
                return at;
            }
        }
        panic!("{what} is out of reach: {}", self.browser.text().await)
    }

    async fn to_link(&self, end: &str) {
        let is_it = |at: &Value| at["href"].as_str().is_some_and(|href| href.ends_with(end));
        self.tab_to(end, is_it).await;
    }

    async fn to_field(&self, name: &str) {
        self.tab_to(name, |at| at["name"] == name).await;
    }

    async fn to_button(&self, says: &str) {
        let is_it = |at: &Value| at["says"].as_str().is_some_and(|text| text.trim() == says);
        self.tab_to(says, is_it).await;
    }

    /// Presses Enter, and waits for the page that it leads to.
    async fn enter_to(&self, arrived: impl Fn(&str) -> bool) {
        let leave = "document.documentElement.dataset.left = 'yes'";
        self.browser.ask(leave, Vec::new()).await;
        self.press(Key::Enter).await;
        let gone =
            "return !document.documentElement.dataset.left && document.readyState === 'complete'";
        for _ in 0..1000 {
            if self.browser.ask(gone, Vec::new()).await == json!(true) {
                let path = self.browser.path().await;
                assert!(arrived(&path), "{path}");
                return;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("Enter leads nowhere from {}", self.browser.path().await);
    }
}

#[actix_web::test]
async fn one_applies_without_a_mouse() {
    let Some(browser) = Browser::open(Scripts::Off, 1280).await else {
        return;
    };
    let office = Office::open(Engine::Sqlite, "2026-12-07T09:00:00+05:00").expect("an office");
    let session = office.session(&Planned::default());
    let hands = Hands { browser: &browser };
    let own = format!("/kk/sessions/{session}");

    browser.go(&office, "/kk/").await;
    let first = hands.tab().await;
    assert_eq!(first["href"], "#content", "the first stop skips the head");
    hands.press(Key::Enter).await;
    hands.tab().await;
    let inside = "return document.querySelector('main').contains(document.activeElement)";
    assert_eq!(
        browser.ask(inside, Vec::new()).await,
        json!(true),
        "the head is skipped"
    );
    hands.to_link(&own).await;
    hands.enter_to(|path| path == own).await;
    hands.to_link("/apply").await;
    hands.enter_to(|path| path.ends_with("/apply")).await;

    // Nothing is filled in: the list of faults has the focus by itself, and leads to the field.
    hands.to_button("Өтінімді жіберу").await;
    hands.enter_to(|path| path.ends_with("/apply")).await;
    let summary = hands.focused().await;
    assert_eq!(summary["role"], "alert", "{summary}");
    let title = browser.client.title().await.expect("a title");
    assert!(title.starts_with("Қате"), "{title}");
    let link = hands.tab().await;
    let to = link["href"].as_str().expect("a link").to_owned();
    hands.press(Key::Enter).await;
    let field = hands.focused().await;
    assert_eq!(format!("#{}", field["id"].as_str().expect("an id")), to);

    assert_eq!(field["name"], "surname", "{field}");
    hands.types("Әлиева").await;
    for (name, text) in [
        ("given_name", "Айгүл"),
        ("birth_year", "1985"),
        ("email", "aigul@example.org"),
    ] {
        hands.to_field(name).await;
        hands.types(text).await;
    }
    hands.to_field("consent").await;
    hands.press(Key::Space).await;
    let ticked = "return document.activeElement.checked";
    assert_eq!(browser.ask(ticked, Vec::new()).await, json!(true));
    hands.to_button("Өтінімді жіберу").await;
    hands
        .enter_to(|path| path.starts_with("/kk/applications/"))
        .await;

    office.letters();
    browser.close().await;
    office.close().await;
}

#[actix_web::test]
async fn one_is_admitted_without_a_mouse() {
    let Some(browser) = Browser::open(Scripts::Off, 1280).await else {
        return;
    };
    let office = Office::open(Engine::Sqlite, "2026-12-07T09:00:00+05:00").expect("an office");
    let session = office.session(&Planned::default());
    let (_, received) = office.apply(&session, "Әлиева").await;
    let number = received["number"].as_str().expect("a number").to_owned();
    let roles = Roles {
        office: None,
        bodies: vec![(office.body_of(&session), Role::Secretary)],
    };
    let (_, link) = office.invite("saule@example.org", roles);
    office.browser().set_up(&link).await;
    let hands = Hands { browser: &browser };

    browser.go(&office, "/desk/sign-in?language=kk").await;
    hands.to_field("email").await;
    hands.types("saule@example.org").await;
    hands.to_field("password").await;
    hands.types(PASSWORD).await;
    hands.enter_to(|path| path == "/desk").await;
    hands.to_link("/desk/sessions").await;
    hands.enter_to(|path| path == "/desk/sessions").await;
    let own = format!("/desk/sessions/{session}");
    hands.to_link(&own).await;
    hands.enter_to(|path| path == own).await;
    hands.to_link("/applicants").await;
    hands.enter_to(|path| path.ends_with("/applicants")).await;
    let is_it = |at: &Value| {
        at["says"]
            .as_str()
            .is_some_and(|text| text.contains(&number))
    };
    hands.tab_to(&number, is_it).await;
    hands
        .enter_to(|path| path.starts_with("/desk/applications/"))
        .await;
    hands.to_button("Кіруге рұқсат беру").await;
    hands.enter_to(|path| path.starts_with("/desk/")).await;
    browser.says("Отырысқа кіруге рұқсат берілді.").await;

    office.letters();
    browser.close().await;
    office.close().await;
}

/// The pages on which people spend their time.
pub fn main_pages() -> impl Iterator<Item = &'static Page> {
    const MAIN: [&str; 8] = [
        "/{language:kk|ru|en}/",
        "/{language:kk|ru|en}/sessions/{id}",
        "/{language:kk|ru|en}/sessions/{id}/apply",
        "/{language:kk|ru|en}/applications/{secret}",
        "/desk",
        "/desk/sessions/{session}",
        "/desk/sessions/{session}/applicants",
        "/desk/sessions/{session}/edit",
    ];
    let mut met = Vec::new();
    pages::all().filter(move |page| {
        let plain = page.with.is_empty() && page.status == 200 && !met.contains(&page.way);
        if plain {
            met.push(page.way);
        }
        plain && MAIN.contains(&page.way)
    })
}

/// On the main pages, on both widths: every stop is outlined and seen, and the next one stands below the last or beside
/// it, as the eye goes.
#[actix_web::test]
async fn the_focus_goes_as_the_eye_does() {
    let Some(window) = Window::open().await else {
        return;
    };
    assert_eq!(main_pages().count(), 8);
    let hands = Hands {
        browser: &window.browser,
    };
    for page in main_pages() {
        for width in [320, 1280] {
            let view = View {
                width,
                theme: Theme::Light,
                scripts: true,
            };
            window.load(page, "kk", view).await;
            let mut stops = 0;
            let mut last = Value::Null;
            for _ in 0..FAR {
                let at = hands.tab().await;
                // Behind the last stop the page begins anew.
                if at.is_null() || stops > 0 && at["href"] == "#content" {
                    break;
                }
                stops += 1;
                let side = |at: &Value, of: &str| at[of].as_f64().unwrap_or_default();
                // Columns are read one after the other, the one with what to do first.
                let other_column = side(&at, "right") <= side(&last, "left") && width > 320;
                let back = side(&at, "bottom") <= side(&last, "top")
                    && side(&at, "left") < side(&last, "right")
                    && !other_column;
                // The skip link stands above the page.
                assert!(
                    last.is_null() || last["href"] == "#content" || !back,
                    "{} at {width}: from {last} back to {at}",
                    page.name()
                );
                last = at;
            }
            assert!(stops > 5, "{}: {stops} stops", page.name());
        }
    }
    window.close().await;
}
