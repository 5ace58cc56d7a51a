//! What a page costs a telephone: bytes as they travel, and how many requests.

use serde_json::{Value, json};

use super::chromium::{Theme, View};
use super::pages::{self, Page};
use super::window::Window;

/// A page may weigh so much, each in bytes as they travel.
struct Budget {
    page: u64,
    style: u64,
    type_: u64,
    script: u64,
    requests: usize,
}

const KILOBYTE: u64 = 1000;

const BUDGET: Budget = Budget {
    page: 15 * KILOBYTE,
    style: 10 * KILOBYTE,
    type_: 26 * KILOBYTE,
    script: 0,
    requests: 6,
};

/// The page of a broadcast comes anew by itself.
const LIVE: Budget = Budget {
    script: 5 * KILOBYTE,
    ..BUDGET
};

/// Everything that a page asked for: its address, what it is, what it weighs.
const ASKED: &str = "
    const [page] = performance.getEntriesByType('navigation');
    const rest = performance.getEntriesByType('resource');
    return [page, ...rest].map((one) => [one.name, one.initiatorType, one.encodedBodySize]);";

/// How a telephone sees it that was never here.
const VIEW: View = View {
    width: 320,
    theme: Theme::Light,
    scripts: true,
};

fn page(way: &str, with: &str) -> &'static Page {
    let mut found = pages::PUBLIC
        .iter()
        .filter(|page| page.way.ends_with(way) && page.with == with && page.sent.is_none());
    found
        .next()
        .unwrap_or_else(|| panic!("no page {way} {with}"))
}

fn kind(address: &str, is_first: bool) -> &'static str {
    let path = address.split('?').next().unwrap_or_default();
    match path.rsplit('.').next() {
        _ if is_first => "page",
        Some("css") => "style",
        Some("woff2") => "type",
        Some("js") => "script",
        Some("svg" | "png") => "picture",
        _ => panic!("what is {address}?"),
    }
}

#[actix_web::test]
async fn the_main_pages_keep_their_budgets() {
    let Some(window) = Window::open().await else {
        return;
    };
    window
        .browser
        .cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true }))
        .await;
    let mut report = Vec::new();
    for (way, with, budget) in [
        ("}/", "", BUDGET),
        ("/sessions/{id}", "", BUDGET),
        ("/sessions/{id}", "id=live", BUDGET),
        ("/sessions/{id}/apply", "", BUDGET),
        ("/sessions/{id}/live", "id=live", LIVE),
    ] {
        for language in ["kk", "ru", "en"] {
            window.load(page(way, with), language, VIEW).await;
            window
                .browser
                .client
                .execute_async(
                    "document.fonts.ready.then(() => arguments[0]())",
                    Vec::new(),
                )
                .await
                .expect("types that have come");
            let asked = window.browser.ask(ASKED, Vec::new()).await;
            let asked = asked.as_array().expect("requests").clone();
            report.extend(over(&asked, &budget, &format!("{language} {way} {with}")));
        }
    }
    assert!(report.is_empty(), "{report:#?}");
    window.close().await;
}

/// What is beyond the budget.
fn over(asked: &[Value], budget: &Budget, page: &str) -> Vec<String> {
    let mut report = Vec::new();
    // What is asked for again once the page stands is not of its load.
    let is_of_load = |one: &&Value| !one[0].as_str().is_some_and(|path| path.ends_with("/stage"));
    let asked: Vec<&Value> = asked.iter().filter(is_of_load).collect();
    let mut sums = std::collections::BTreeMap::<&str, u64>::new();
    for (number, one) in asked.iter().enumerate() {
        let address = one[0].as_str().expect("an address");
        let bytes = one[2].as_u64().expect("bytes");
        assert!(bytes > 0, "{page}: nothing came from {address}");
        *sums.entry(kind(address, number == 0)).or_default() += bytes;
    }
    println!("{page}: {sums:?}, {} requests", asked.len());
    for (kind, most) in [
        ("page", budget.page),
        ("style", budget.style),
        ("type", budget.type_),
        ("script", budget.script),
    ] {
        let bytes = sums.get(kind).copied().unwrap_or_default();
        if bytes > most {
            report.push(format!("{page}: {kind}: {bytes} bytes, {most} at most"));
        }
    }
    if asked.len() > budget.requests {
        report.push(format!("{page}: {} requests: {asked:?}", asked.len()));
    }
    report
}
