//! Each page, as it is sent, by html-validate.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::node_modules;
use super::pages;
use super::scene::Scene;

/// What is wrong with each of these files; one process for all of them.
pub(super) fn validated(modules: &Path, files: &[String]) -> Vec<(String, Vec<String>)> {
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/servers/node/validate.mjs"
    );
    let mut node = Command::new("node")
        .args([Path::new(script), modules])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node");
    let mut input = node.stdin.take().expect("its input");
    input.write_all(files.join("\n").as_bytes()).expect("names");
    drop(input);
    let output = node.wait_with_output().expect("its end");
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let found = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let file = line["file"].as_str().expect("a file").to_owned();
        (
            file,
            serde_json::from_value(line["found"].clone()).expect("what was found"),
        )
    };
    said.lines().map(found).collect()
}

#[actix_web::test]
async fn every_page_is_valid_html_and_answers_as_it_should() {
    let scene = Scene::set().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (mut report, mut files, mut names) = (String::new(), Vec::new(), Vec::new());
    for language in ["kk", "ru", "en"] {
        for page in pages::all() {
            let (status, text) = scene.fetch(page, language).await;
            let name = format!("{language} {}", page.name());
            if status != page.status {
                writeln!(report, "{name}: answers {status}, not {}", page.status).expect("a line");
            }
            if page.sent.is_some() && page.status == 422 && !text.contains("role=\"alert\"") {
                writeln!(report, "{name}: says nothing of a fault").expect("a line");
            }
            let file = folder.path().join(format!("{}.html", files.len()));
            std::fs::write(&file, text).expect("a file");
            files.push(file.display().to_string());
            names.push(name);
        }
    }
    if let Some(modules) = node_modules() {
        let found = validated(&modules, &files);
        assert_eq!(found.len(), files.len());
        for ((_, faults), name) in found.iter().zip(&names) {
            for fault in faults {
                writeln!(report, "{name}: {fault}").expect("a line");
            }
        }
    }
    assert!(
        report.is_empty(),
        "{} lines\n{report}",
        report.lines().count()
    );
    scene.office.letters();
    scene.office.close().await;
}

/// What is wrong is found.
#[test]
fn faults_of_markup_are_found() {
    let Some(modules) = node_modules() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    let text = "<!DOCTYPE html><html lang=\"kk\"><head><title>Бет</title></head><body><p><div>бір</div></p></body></html>";
    std::fs::write(&file, text).expect("a file");
    let found = validated(&modules, &[file.display().to_string()]);
    assert!(
        found[0].1.iter().any(|fault| fault.contains("close-order")),
        "{found:?}"
    );
}
