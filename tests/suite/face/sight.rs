//! For people who see little: a page at 400 %, text set wider, colours of their own, nothing that moves.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::chromium::{Theme, View};
use super::keyboard::main_pages;
use super::pages;
use super::window::Window;
use crate::browser::Browser;

const WIDE: View = View {
    width: 1280,
    theme: Theme::Light,
    scripts: true,
};

/// What a window of 1280 × 1024 shows at 400 %, in CSS pixels.
const AT_400: (u32, u32) = (320, 256);

/// What is lost: wider than the window, cut off, scrolled in two directions but for tables, or covered by what stays in
/// its place.
const LOST: &str = "
    const faults = [];
    const root = document.documentElement;
    const name = (element) => element.outerHTML.slice(0, 120).replace(/\\s+/g, ' ');
    if (root.scrollWidth > root.clientWidth) faults.push(`wider than the window: ${root.scrollWidth} > ${root.clientWidth}`);
    for (const element of document.body.querySelectorAll('*')) {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (!element.checkVisibility() || element.closest('.visually-hidden') || box.width <= 1 || box.height <= 1) continue;
      const wide = element.scrollWidth > element.clientWidth + 1;
      const high = element.scrollHeight > element.clientHeight + 1;
      const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
      const scrolls = (overflow) => overflow === 'auto' || overflow === 'scroll';
      if (element.innerText?.trim() && element.clientWidth > 0) {
        if (wide && cuts(style.overflowX) || high && cuts(style.overflowY)) faults.push(`cut off: ${name(element)}`);
      }
      if (wide && scrolls(style.overflowX) && !element.matches('textarea, input') && !element.querySelector('table, pre')) {
        faults.push(`to be scrolled in two directions: ${name(element)}`);
      }
      if (['fixed', 'sticky'].includes(style.position) && box.height > innerHeight / 3) faults.push(`covers the page: ${name(element)}`);
    }
    return faults;";

async fn lost(browser: &Browser) -> Vec<String> {
    let said = browser.ask(LOST, Vec::new()).await;
    serde_json::from_value(said).expect("faults")
}

fn told(report: &mut String, page: &pages::Page, faults: &[String]) {
    for fault in faults {
        writeln!(report, "{}: {fault}", page.name()).expect("a line");
    }
}

/// WCAG 1.4.4 and 1.4.10.
#[actix_web::test]
async fn nothing_is_lost_at_400_percent() {
    let Some(window) = Window::open().await else {
        return;
    };
    let mut report = String::new();
    for language in ["kk", "ru", "en"] {
        for page in main_pages() {
            window.load(page, language, WIDE).await;
            window.browser.size(AT_400.0, AT_400.1).await;
            told(&mut report, page, &lost(&window.browser).await);
        }
    }
    // Set by the script: the page's policy lets no style stand in its text.
    let cut = "
        const box = document.createElement('div');
        box.textContent = 'Ұзақ мәтін осында кесіледі';
        Object.assign(box.style, { width: '50px', height: '1.2em', overflow: 'hidden' });
        document.body.replaceChildren(box);";
    window.browser.ask(cut, Vec::new()).await;
    assert!(
        !lost(&window.browser).await.is_empty(),
        "what is cut off is found"
    );
    window.close().await;
    assert!(report.is_empty(), "{report}");
}

/// WCAG 1.4.12: people set their own spacing, and nothing may be cut off by it.
#[actix_web::test]
async fn nothing_is_cut_off_when_text_is_set_wider() {
    let spacing = "
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
        document.adoptedStyleSheets = [sheet];";
    let Some(window) = Window::open().await else {
        return;
    };
    let mut report = String::new();
    for page in main_pages() {
        for width in [320, 1280] {
            window.load(page, "kk", View { width, ..WIDE }).await;
            window.browser.ask(spacing, Vec::new()).await;
            told(&mut report, page, &lost(&window.browser).await);
        }
    }
    window.close().await;
    assert!(report.is_empty(), "{report}");
}

/// What has no edge when the person's own colours take the place of ours: buttons, fields, states; and pictures with
/// colours of their own.
const EDGELESS: &str = "
    const faults = [];
    const name = (element) => element.outerHTML.slice(0, 120).replace(/\\s+/g, ' ');
    const edged = (element) => {
      const style = getComputedStyle(element);
      return ['Top', 'Right', 'Bottom', 'Left'].some((side) => style[`border${side}Style`] !== 'none'
        && parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Color`] !== style.backgroundColor
        && style[`border${side}Color`] !== 'rgba(0, 0, 0, 0)')
        || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
        || style.textDecorationLine.includes('underline');
    };
    const wanted = 'button, .button, input:not([type=hidden]), select, textarea, .badge, .notice, .fault-summary, .card';
    for (const element of document.querySelectorAll(wanted)) {
      if (!element.checkVisibility() || element.matches('[type=checkbox], [type=radio], [type=file]')) continue;
      if (!edged(element)) faults.push(`no edge: ${name(element)}`);
    }
    for (const shape of document.querySelectorAll('svg *')) {
      const style = getComputedStyle(shape);
      // A picture that is read has colours of its own: the system's, where those are forced.
      if (shape.closest('svg[role=img], figure')) continue;
      for (const paint of [style.fill, style.stroke]) {
        if (paint !== 'none' && paint !== style.color && paint !== 'rgb(0, 0, 0)') faults.push(`a colour of its own: ${name(shape)}`);
      }
    }
    return faults;";

#[actix_web::test]
async fn everything_has_an_edge_in_forced_colours() {
    let Some(window) = Window::open().await else {
        return;
    };
    let mut report = String::new();
    for page in pages::all().filter(|page| {
        page.who == pages::Who::Nobody || main_pages().any(|one| one.name() == page.name())
    }) {
        window.load(page, "kk", WIDE).await;
        for scheme in ["light", "dark"] {
            let asked = [
                ("forced-colors", "active"),
                ("prefers-color-scheme", scheme),
            ];
            window.browser.prefers(&asked).await;
            let said = window.browser.ask(EDGELESS, Vec::new()).await;
            let faults: Vec<String> = serde_json::from_value(said).expect("faults");
            told(&mut report, page, &faults);
        }
    }
    let bare = "
        const button = document.createElement('button');
        button.textContent = 'а';
        button.style.border = '0';
        document.body.replaceChildren(button);";
    window.browser.ask(bare, Vec::new()).await;
    let said = window.browser.ask(EDGELESS, Vec::new()).await;
    assert_ne!(said, json!([]), "a button without an edge is found");
    window.close().await;
    assert!(
        report.is_empty(),
        "{} lines\n{report}",
        report.lines().count()
    );
}

/// WCAG 2.3.3: what moves stands still for whoever asked for it.
#[actix_web::test]
async fn nothing_moves_for_who_wants_it_still() {
    let moving = "
        const seconds = (list) => Math.max(...list.split(',').map((one) => parseFloat(one) * (one.includes('ms') ? 0.001 : 1)));
        return [...document.querySelectorAll('*')].filter((element) => [null, '::before', '::after'].some((part) => {
          const style = getComputedStyle(element, part);
          return seconds(style.transitionDuration) > 0.01 || style.animationName !== 'none' && seconds(style.animationDuration) > 0.01;
        })).map((element) => element.outerHTML.slice(0, 100)).slice(0, 3);";
    let Some(window) = Window::open().await else {
        return;
    };
    let mut moved = 0;
    for page in main_pages() {
        window.load(page, "kk", WIDE).await;
        let usual = window.browser.ask(moving, Vec::new()).await;
        moved += usual.as_array().map_or(0, Vec::len);
        window
            .browser
            .prefers(&[("prefers-reduced-motion", "reduce")])
            .await;
        let still: Value = window.browser.ask(moving, Vec::new()).await;
        assert_eq!(still, json!([]), "{}", page.name());
    }
    assert!(
        moved > 0,
        "something moves where nobody minds, so the look is a look"
    );
    window.close().await;
}
