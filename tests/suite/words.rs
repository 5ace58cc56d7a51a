//! Every sentence stands in Kazakh, Russian and English, with the same variables, and is used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use otyrys::language::{Language, Words};

fn words() -> Words {
    Words::load(None)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())
        .expect("words")
}

#[test]
fn every_key_stands_in_three_languages_with_the_same_variables() {
    let words = words();
    let kazakh = words.messages(Language::Kk);
    assert!(kazakh.len() > 100);
    for language in [Language::Ru, Language::En] {
        let other = words.messages(language);
        for (key, variables) in kazakh {
            assert_eq!(Some(variables), other.get(key), "{key} in {language}");
        }
        for key in other.keys() {
            assert!(kazakh.contains_key(key), "{key} stands in {language} alone");
        }
    }
}

fn source() -> String {
    fn walk(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, all);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                all.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut all = String::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    all
}

#[test]
fn every_key_that_is_asked_for_is_there() {
    let known = words();
    let known = known.messages(Language::Kk);
    let asked =
        regex::Regex::new(r#"\.(?:t|tf|say|say_with)\(\s*(?:[\w:.]+,\s*)?"([a-z0-9-]+)""#).unwrap();
    let source = source();
    let missing: BTreeSet<&str> = asked
        .captures_iter(&source)
        .map(|found| found.get(1).unwrap().as_str())
        .filter(|key| !known.contains_key(*key) && *key != "no-such-key")
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Keys that are put together (`status-…`, `paragraph-…`) count as used when their beginning is.
#[test]
fn every_key_is_used() {
    let known = words();
    let source = source();
    let put_together = regex::Regex::new(r#"format!\(\s*"([a-z-]+-)\{"#).unwrap();
    let beginnings: Vec<&str> = put_together
        .captures_iter(&source)
        .map(|found| found.get(1).unwrap().as_str())
        .collect();
    let mut referenced: BTreeSet<String> = referenced_by_others();
    // A page names the paragraph that it applies, whichever it is.
    assert!(source.contains("t(&key)") && source.contains("{key}-says"));
    for paragraph in otyrys::law::Paragraph::ALL {
        referenced.extend([paragraph.key(), format!("{}-says", paragraph.key())]);
    }
    let unused: Vec<&String> = known
        .messages(Language::Kk)
        .keys()
        .filter(|key| {
            !source.contains(&format!("\"{key}\""))
                && !beginnings
                    .iter()
                    .any(|beginning| key.starts_with(beginning))
                && !referenced.contains(*key)
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// Keys that other messages are made of.
fn referenced_by_others() -> BTreeSet<String> {
    let reference = regex::Regex::new(r"\{ ?([a-z][a-z0-9-]*) ?\}").unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/locales/kk");
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        keys.extend(
            reference
                .captures_iter(&text)
                .map(|found| found[1].to_owned()),
        );
    }
    keys
}
