//! Letters as mail programs show them: by axe-core and by html-validate, narrow and wide, in the light and in the dark.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use super::chromium::{Theme, View};
use super::markup::validated;
use super::node_modules;
use super::scene::Scene;
use super::walk::looker;
use crate::harness::Office;
use crate::mail::reading::{Read, kept};

/// By turns: all of them wear one style.
const VIEWS: [View; 2] = [
    View {
        width: 320,
        theme: Theme::Light,
        scripts: true,
    },
    View {
        width: 1280,
        theme: Theme::Dark,
        scripts: true,
    },
];

/// One letter of each heading, and so of each kind in each language.
fn one_of_each(office: &Office) -> BTreeMap<String, Read> {
    let heading = |letter: &Read| letter.text.lines().next().unwrap_or_default().to_owned();
    let letters = kept(office);
    letters
        .into_iter()
        .map(|letter| (heading(&letter), letter))
        .collect()
}

fn language(letter: &Read) -> &str {
    let (_, rest) = letter.html.split_once("<html lang=\"").expect("a language");
    rest.split_once('"').expect("its end").0
}

#[actix_web::test]
async fn every_letter_reads_well() {
    let Some((window, look)) = looker().await else {
        return;
    };
    let letters = one_of_each(&window.scene.office);
    for code in ["kk", "ru", "en"] {
        let kinds = letters.values().filter(|one| language(one) == code);
        assert!(kinds.count() >= 4, "letters in {code}");
    }
    let mut report = String::new();
    for ((heading, letter), view) in letters.iter().zip(VIEWS.into_iter().cycle()) {
        let page = BASE64_STANDARD.encode(&letter.html);
        let page = format!("data:text/html;charset=utf-8;base64,{page}");
        window.browser.look(&window.scene.office.url, view).await;
        window.browser.client.goto(&page).await.expect("a letter");
        let arguments = vec![json!(language(letter))];
        let said = window.browser.client.execute_async(&look, arguments).await;
        let said = said.expect("what is wrong");
        assert!(said["passed"].as_u64().unwrap_or_default() >= 8, "{said}");
        let faults: Vec<String> = serde_json::from_value(said["faults"].clone()).expect("faults");
        for fault in faults {
            writeln!(report, "{heading} {view:?}: {fault}").expect("a line");
        }
    }
    window.close().await;
    assert!(report.is_empty(), "{report}");
}

#[actix_web::test]
async fn every_letter_is_valid_html() {
    let Some(modules) = node_modules() else {
        return;
    };
    let scene = Scene::set().await;
    let folder = tempfile::tempdir().expect("a folder");
    let letters = one_of_each(&scene.office);
    let mut files = Vec::new();
    for (number, letter) in letters.values().enumerate() {
        let file = folder.path().join(format!("{number}.html"));
        std::fs::write(&file, &letter.html).expect("a file");
        files.push(file.display().to_string());
    }
    scene.office.letters();
    scene.office.close().await;
    let found = validated(&modules, &files);
    assert_eq!(found.len(), letters.len());
    let mut report = String::new();
    for ((_, faults), heading) in found.iter().zip(letters.keys()) {
        for fault in faults {
            writeln!(report, "{heading}: {fault}").expect("a line");
        }
    }
    assert!(report.is_empty(), "{report}");
}
