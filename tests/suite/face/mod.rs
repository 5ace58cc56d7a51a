//! Every page as people meet it: in three languages, on a telephone and on a wide screen, in light, dark and large
//! colours, with and without scripts.
//!
//! | file | what it looks at |
//! |---|---|
//! | `pages` | the list of all pages, and who sees them |
//! | `scene` | the office that they are of |
//! | `chromium` | the browser: width, colours, scripts, console |
//! | `weight` | bytes and requests of the main pages |
//! | `window` | the browser on the office: opens a page and sends its form |
//! | `walk` | each page by axe-core and a few rules of our own |
//! | `markup` | each page, as it is sent, by html-validate |
//! | `letters` | letters, by both of these |
//! | `keyboard` | applying and admitting without a mouse |
//! | `paper` | what comes out of a printer |
//! | `sight` | zoom, forced colours, reduced motion, spacing of text |
//!
//! axe-core and html-validate are npm's; where `tests/run` has not installed them, that half says that it is left out.

mod chromium;
mod keyboard;
mod letters;
mod markup;
mod pages;
mod paper;
mod scene;
mod sight;
mod walk;
mod weight;
mod window;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use actix_web::http::Method;

use crate::access;

/// What `tests/run` sets and has.
#[expect(
    clippy::disallowed_methods,
    reason = "where the tools are, only the environment knows"
)]
fn given(name: &str) -> Option<String> {
    let found = std::env::var(name).ok();
    if found.is_none() {
        println!("left out: {name} is not set; tests/run installs what is needed and sets it");
    }
    found
}

/// The folder of npm's packages.
fn node_modules() -> Option<PathBuf> {
    given("TEST_NODE_MODULES").map(PathBuf::from)
}

/// Ways that the sources of the program mount by themselves.
fn mounted_in(folder: &Path, ways: &mut BTreeSet<String>) {
    let mount = regex::Regex::new(r#"(?:\.route\(|web::resource\()\s*(&?\w*!?\(?)\s*"([^"]+)""#)
        .expect("a pattern");
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            mounted_in(&path, ways);
        } else {
            let text = std::fs::read_to_string(&path).expect("a source");
            for found in mount.captures_iter(&text) {
                assert!(
                    found[1].is_empty(),
                    "{}: write the address out, so that it can be found here: {}",
                    path.display(),
                    &found[2]
                );
                ways.insert(found[2].to_owned());
            }
        }
    }
}

/// Nothing can be met that is not looked at.
#[test]
fn every_page_is_listed() {
    let mut mounted = BTreeSet::new();
    mounted_in(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut mounted,
    );
    mounted.retain(|way| !way.starts_with("/api/"));
    assert!(mounted.len() > 40, "{mounted:?}");
    for way in access::mounted() {
        if way.method == Method::GET {
            mounted.insert(way.path.to_owned());
        }
    }
    let listed: BTreeSet<String> = pages::all()
        .map(|page| page.way)
        .filter(|way| !pages::NOT_MOUNTED.contains(way))
        .chain(pages::NO_PAGES.iter().copied())
        .map(str::to_owned)
        .collect();
    let missing: Vec<&String> = mounted.difference(&listed).collect();
    let gone: Vec<&String> = listed.difference(&mounted).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "not listed in face/pages.rs: {missing:#?}; listed, but nowhere: {gone:#?}"
    );
}
