//! Each page by axe-core, by a few rules of our own, and by what the console says.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::json;

use super::chromium::{Theme, View};
use super::pages::{self, Page};
use super::window::Window;
use super::{given, node_modules};

/// Rules that a page cannot keep: the page, what is said of it, and why it is right.
const RIGHT_ANYWAY: &[(&str, &str, &str)] = &[
    (
        "/stand/{slug}",
        "meta-refresh",
        "a screen that nobody touches shows what holds now, which is what it is for; only where scripts do not run",
    ),
    (
        "/{language:kk|ru|en}/",
        "The specified value",
        "a date that is none comes back as it was typed; a browser with a calendar of its own shows an empty field",
    ),
];

/// Names of messages, as they stand in the files of words.
fn keys() -> BTreeSet<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config/locales/kk");
    let mut keys = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("words");
        let names = text.lines().filter_map(|line| line.split_once(" ="));
        keys.extend(
            names
                .map(|(name, _)| name.to_owned())
                .filter(|name| name.contains('-')),
        );
    }
    assert!(keys.len() > 500, "{}", keys.len());
    keys
}

/// A window on the scene, and what it asks of each page.
struct Walker {
    window: Window,
    look: String,
    keys: BTreeSet<String>,
}

impl Walker {
    /// What is wrong with a page.
    async fn faults(&self, page: &Page, language: &str, view: View) -> Vec<String> {
        self.window.load(page, language, view).await;
        let arguments = vec![json!(language)];
        let said = self
            .window
            .browser
            .client
            .execute_async(&self.look, arguments)
            .await;
        let said = match said {
            Ok(said) => said,
            Err(error) => return vec![format!("cannot be looked at: {error}")],
        };
        let mut faults: Vec<String> =
            serde_json::from_value(said["faults"].clone()).expect("faults");
        if said["passed"].as_u64().unwrap_or_default() < 8 {
            faults.push(format!("axe looked at next to nothing: {}", said["passed"]));
        }
        let words: Vec<String> = serde_json::from_value(said["keys"].clone()).expect("words");
        let keys = words.iter().filter(|word| self.keys.contains(*word));
        faults.extend(keys.map(|key| format!("a message's name is shown: {key}")));
        for (level, line) in self.window.browser.console().await {
            // What the browser says of a page that is asked for and is not there.
            let expected = format!("the server responded with a status of {}", page.status);
            let of_the_page = page.status >= 400 && line.contains(&expected);
            if !of_the_page && ["SEVERE", "WARNING"].contains(&level.as_str()) {
                faults.push(format!("console: {level}: {line}"));
            }
        }
        faults.retain(|fault| {
            let is_right =
                |(way, says, _): &(&str, &str, &str)| *way == page.way && fault.contains(says);
            !RIGHT_ANYWAY.iter().any(is_right)
        });
        faults
    }
}

/// The views in which a page is looked at in a language. Without the whole matrix one, by turns, so that each page is
/// seen in three and each two of width, theme and scripts meet often.
fn views(number: usize, language: usize, whole: bool) -> Vec<View> {
    if whole {
        return View::all();
    }
    let turn = (number + language) % View::PAIRS.len();
    View::PAIRS.get(turn).copied().into_iter().collect()
}

/// What is asked of a page that stands in the browser.
pub(super) async fn looker() -> Option<(Window, String)> {
    let modules = node_modules()?;
    let axe = std::fs::read_to_string(modules.join("axe-core/axe.min.js")).expect("axe-core");
    let window = Window::open().await?;
    Some((window, format!("{axe}\n{}", include_str!("look.js"))))
}

async fn walk(language: &str, turn: usize) {
    let Some((window, look)) = looker().await else {
        return;
    };
    let walker = Walker {
        window,
        look,
        keys: keys(),
    };
    let whole = given("TEST_WHOLE_MATRIX").is_some();
    let mut report = String::new();
    let mut looks = 0;
    for (number, page) in pages::all().enumerate() {
        for view in views(number, turn, whole) {
            looks += 1;
            for fault in walker.faults(page, language, view).await {
                writeln!(report, "{language} {} {view:?}: {fault}", page.name()).expect("a line");
            }
        }
    }
    println!("{language}: {looks} looks");
    assert!(
        report.is_empty(),
        "{} lines\n{report}",
        report.lines().count()
    );
    walker.window.close().await;
}

/// Each rule finds what it is there for.
#[actix_web::test]
async fn what_is_wrong_is_found() {
    let Some((window, look)) = looker().await else {
        return;
    };
    let page = "data:text/html;charset=utf-8,<!DOCTYPE html><html lang=\"kk\"><title>Бет</title><main><h1>Бет</h1>\
        <p style=\"width:3000px\">Бұл page-title</p><p>This is English</p><p style=\"color:rgb(220,220,220)\">Ақшыл</p>\
        <button style=\"width:9px;height:9px;padding:0\">а</button><button style=\"width:9px;height:9px;padding:0\">ә</button>\
        <img src=\"https://elsewhere.example/x.png\"></main></html>";
    window.browser.client.goto(page).await.expect("a page");
    let said = window
        .browser
        .client
        .execute_async(&look, vec![json!("kk")])
        .await;
    let said = said.expect("what is wrong");
    let faults = said["faults"].to_string();
    for fault in [
        "wider than the window",
        "asks another host: https://elsewhere.example",
        "English is left",
        "color-contrast",
        "image-alt",
        "target-size",
    ] {
        assert!(faults.contains(fault), "{fault}: {faults}");
    }
    assert_eq!(said["keys"], json!(["page-title"]));
    assert!(
        !window.browser.console().await.is_empty(),
        "what could not be loaded is said"
    );
    window.close().await;
}

#[actix_web::test]
async fn every_page_in_kazakh() {
    walk("kk", 0).await;
}

#[actix_web::test]
async fn every_page_in_russian() {
    walk("ru", 1).await;
}

#[actix_web::test]
async fn every_page_in_english() {
    walk("en", 2).await;
}

/// Any two of width, theme and scripts meet, on the pages of each language; and each page is seen on both widths and
/// in all three themes.
#[test]
fn the_turns_cover_each_pair() {
    let count = pages::all().count();
    for turn in 0..3 {
        let seen: Vec<View> = (0..count)
            .flat_map(|number| views(number, turn, false))
            .collect();
        for one in View::all() {
            let meets = |same: &dyn Fn(&View) -> bool| seen.iter().any(same);
            assert!(meets(
                &|view| view.width == one.width && view.theme == one.theme
            ));
            assert!(meets(
                &|view| view.width == one.width && view.scripts == one.scripts
            ));
            assert!(meets(
                &|view| view.theme == one.theme && view.scripts == one.scripts
            ));
        }
    }
    for number in 0..count {
        let seen: Vec<View> = (0..3).flat_map(|turn| views(number, turn, false)).collect();
        for width in [320, 1280] {
            assert!(seen.iter().any(|view| view.width == width));
        }
        for theme in [Theme::Light, Theme::Dark, Theme::Large] {
            assert!(seen.iter().any(|view| view.theme == theme));
        }
    }
    assert_eq!(views(0, 0, true).len(), 12);
}
