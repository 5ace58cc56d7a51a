use std::fs;

use super::*;
use crate::args;

fn words() -> Words {
    Words::load(None).unwrap()
}

/// A folder of words with one file.
fn folder_with(file: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    folder
}

fn faults_of(folder: &Path) -> Vec<String> {
    let faults = Words::load(Some(folder)).err().unwrap();
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn every_key_is_in_every_language_with_the_same_variables() {
    let words = words();
    let kazakh = words.messages(Language::Kk);
    assert!(kazakh.len() > 100, "the embedded words were found");
    for language in [Language::Ru, Language::En] {
        for (key, variables) in words.messages(language) {
            assert_eq!(Some(variables), kazakh.get(key), "{language} {key}");
        }
        for key in kazakh.keys() {
            assert!(
                words.messages(language).contains_key(key),
                "{language} lacks {key}"
            );
        }
    }
}

#[test]
fn plurals_follow_the_language() {
    let words = words();
    let days = |language, n: u32| words.say_with(language, "time-left-days", &args! { "n" => n });
    for (n, kk, ru, en) in [
        (1, "1 күн", "1 день", "1 day"),
        (2, "2 күн", "2 дня", "2 days"),
        (5, "5 күн", "5 дней", "5 days"),
        (11, "11 күн", "11 дней", "11 days"),
        (21, "21 күн", "21 день", "21 days"),
        (1000, "1000 күн", "1000 дней", "1000 days"),
    ] {
        assert_eq!(days(Language::Kk, n), kk);
        assert_eq!(days(Language::Ru, n), ru);
        assert_eq!(days(Language::En, n), en);
    }
}

#[test]
fn one_thing_is_said_in_every_language() {
    let said = words().in_every_language(|speech| speech.t("language-kk"));
    assert_eq!(
        said,
        Multilingual::new("Қазақша", "Қазақша").with_english("Қазақша")
    );
}

#[test]
fn a_missing_key_or_variable_is_seen() {
    let words = words();
    assert_eq!(words.say(Language::Kk, "no-such-key"), "[no-such-key]");
    assert_eq!(words.say(Language::En, "time-left-days"), "{$n} days");
}

#[test]
fn a_folder_replaces_messages_of_one_language() {
    let folder = folder_with(
        "kk/own.ftl",
        "weekday-short = { $weekday ->\n   *[1] Дүй\n }\n",
    );
    let words = Words::load(Some(folder.path())).unwrap();
    let monday = args! { "weekday" => 1 };
    assert_eq!(
        words.say_with(Language::Kk, "weekday-short", &monday),
        "Дүй"
    );
    assert_eq!(words.say_with(Language::Ru, "weekday-short", &monday), "Пн");
}

#[test]
fn all_faults_of_a_folder_are_named() {
    let folder = folder_with(
        "ru/own.ftl",
        "list = { $frist } и { $last }\nno-such = текст\n",
    );
    assert_eq!(
        faults_of(folder.path()),
        [
            "ru: the message list is given no variable $frist",
            "ru: the program has no message no-such",
        ]
    );
    let folder = folder_with("en/own.ftl", "list = { $first\n");
    assert!(faults_of(folder.path())[0].contains("en/own.ftl, line 2: "));
}

#[test]
fn a_folder_without_words_is_a_fault() {
    let folder = folder_with("kz/own.ftl", "list = тізім\n");
    let faults = faults_of(folder.path());
    assert!(
        faults[0].ends_with("no kk/*.ftl, ru/*.ftl or en/*.ftl in it"),
        "{faults:?}"
    );
}
