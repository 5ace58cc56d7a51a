use std::fs;

use super::*;
use crate::args;
use crate::law::Paragraph;
use crate::law::application_course::ApplicationState;
use crate::law::deadlines::{ClockName, SessionKind, Timeliness};
use crate::law::session_course::{Format, SessionStatus};
use crate::law::working_days::{DayKind, Holiday};

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

/// Keys that code puts together out of a prefix and a word of the law.
fn keys<T: ToString>(prefix: &str, words: &[T]) -> Vec<String> {
    let words = words.iter().map(ToString::to_string);
    words
        .map(|word| format!("{prefix}-{}", word.replace('_', "-")))
        .collect()
}

#[test]
fn everything_that_the_law_names_can_be_said() {
    let paragraphs = Paragraph::ALL.iter().map(|paragraph| paragraph.key());
    let mut wanted: Vec<String> = paragraphs
        .flat_map(|key| [format!("{key}-says"), key])
        .collect();
    let clocks = keys("clock", ClockName::ALL);
    wanted.extend(clocks.iter().map(|key| format!("{key}-label")));
    wanted.extend(clocks);
    wanted.extend(keys("timeliness", Timeliness::ALL));
    wanted.extend(keys("kind", SessionKind::ALL));
    wanted.extend(keys("format", Format::ALL));
    wanted.extend(keys("status", SessionStatus::ALL));
    wanted.extend(keys("application-state", ApplicationState::ALL));
    wanted.extend(keys("holiday", Holiday::ALL));
    wanted.extend(keys("day-kind", DayKind::ALL));
    let words = words();
    for language in Language::ALL {
        for key in &wanted {
            assert!(
                words.messages(language).contains_key(key),
                "{language} {key}"
            );
        }
    }
}

#[test]
fn a_clock_is_explained_as_it_is_read() {
    let said = |language, reading: &str, days: u32| {
        let args = args! { "before" => "X", "days" => days, "reading" => reading };
        words().say_with(language, "clock-apply", &args)
    };
    assert_eq!(
        said(Language::Kk, "full_day", 2),
        "Электрондық өтінім қабылданатын соңғы уақыт: X. Өтінім отырыс өткізілетін күнге дейін \
         2 жұмыс күнінен кешіктірілмей беріледі."
    );
    assert_eq!(
        said(Language::Ru, "strict", 1),
        "Электронная заявка принимается до: X. До дня проведения заседания должно пройти не \
         менее 1 полного рабочего дня."
    );
    assert_eq!(
        said(Language::En, "office", 2),
        "Electronic applications are accepted until: X. An application is made not later than \
         2 working days before the day of the session, before the office closes."
    );
}
