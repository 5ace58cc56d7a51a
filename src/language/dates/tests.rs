use super::*;
use crate::language::{Language, Words};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// What is said in Kazakh, Russian and English.
fn said(say: impl Fn(Speech<'_>) -> String) -> [String; 3] {
    let words = Words::load(None).unwrap();
    Language::ALL.map(|language| say(words.speech(language)))
}

#[test]
fn dates_are_written_as_in_official_texts() {
    let thursday = day("2026-12-10");
    assert_eq!(
        said(|speech| speech.date(thursday)),
        [
            "2026 жылғы 10 желтоқсан",
            "10 декабря 2026 года",
            "10 December 2026"
        ]
    );
    assert_eq!(
        said(|speech| speech.date_with_weekday(thursday)),
        [
            "2026 жылғы 10 желтоқсан, бейсенбі",
            "четверг, 10 декабря 2026 года",
            "Thursday, 10 December 2026"
        ]
    );
    assert_eq!(
        said(|speech| speech.day_and_month_with_weekday(thursday)),
        [
            "10 желтоқсан, бейсенбі",
            "четверг, 10 декабря",
            "Thursday, 10 December"
        ]
    );
    assert_eq!(
        said(|speech| speech.date_time(time("2026-12-10T10:00:00"))),
        [
            "2026 жылғы 10 желтоқсан, 10:00",
            "10 декабря 2026 года, 10:00",
            "10 December 2026, 10:00"
        ]
    );
    assert_eq!(
        said(|speech| speech.date_time_with_weekday(time("2027-05-01T09:05:59"))),
        [
            "2027 жылғы 1 мамыр, сенбі, 09:05",
            "суббота, 1 мая 2027 года, 09:05",
            "Saturday, 1 May 2027, 09:05"
        ]
    );
    assert_eq!(
        said(|speech| speech.month_title(thursday)),
        ["2026 жылғы желтоқсан", "Декабрь 2026 года", "December 2026"]
    );
    assert_eq!(short_date(thursday), "10.12.2026");
}

#[test]
fn every_month_and_weekday_has_its_own_name() {
    let [kk, ru, en] = said(|speech| {
        let months = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(2026, month, 1));
        let names: Vec<String> = months.map(|first| speech.day_and_month(first)).collect();
        names.join(" ").replace("1 ", "")
    });
    assert_eq!(
        kk,
        "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
    );
    assert!(
        ru.starts_with("января февраля марта апреля мая июня июля августа"),
        "{ru}"
    );
    assert!(
        en.ends_with("August September October November December"),
        "{en}"
    );
    let [kk, ru, _] = said(|speech| {
        let week = (0..7).filter_map(|days| Weekday::try_from(days).ok());
        let names: Vec<String> = week
            .map(|weekday| {
                format!(
                    "{} {}",
                    speech.weekday(weekday),
                    speech.weekday_short(weekday)
                )
            })
            .collect();
        names.join(" ")
    });
    assert_eq!(
        kk,
        "дүйсенбі Дс сейсенбі Сс сәрсенбі Ср бейсенбі Бс жұма Жм сенбі Сн жексенбі Жс"
    );
    assert!(ru.starts_with("понедельник Пн вторник Вт"), "{ru}");
}

#[test]
fn a_deadline_at_midnight_is_told_by_the_day_that_ends() {
    let midnight = time("2026-12-09T00:00:00");
    assert_eq!(
        said(|speech| speech.until(midnight)),
        [
            "2026 жылғы 8 желтоқсан, 23:59",
            "24:00 8 декабря 2026 года",
            "24:00 on 8 December 2026"
        ]
    );
    assert_eq!(
        said(|speech| speech.until_this_year(midnight)),
        [
            "8 желтоқсан, 23:59",
            "24:00 8 декабря",
            "24:00 on 8 December"
        ]
    );
    let [new_year, ..] = said(|speech| speech.until(time("2027-01-01T00:00:00")));
    assert_eq!(new_year, "2026 жылғы 31 желтоқсан, 23:59");
    assert_eq!(
        said(|speech| speech.until_this_year(time("2026-12-08T18:30:00"))),
        [
            "8 желтоқсан, 18:30",
            "18:30 8 декабря",
            "18:30 on 8 December"
        ]
    );
}

#[test]
fn the_zone_is_told_as_it_was_then() {
    let (now, before) = (
        instant("2026-12-09T19:00:00Z"),
        instant("2024-02-01T00:00:00Z"),
    );
    assert_eq!(
        said(|speech| speech.zone_label(Tz::Asia__Almaty, now)),
        [
            "Астана уақыты (UTC+5)",
            "время Астаны (UTC+5)",
            "Astana time (UTC+5)"
        ]
    );
    let [kk, ru, _] = said(|speech| speech.zone_in_brackets(Tz::Asia__Almaty, before));
    assert_eq!(
        [kk.as_str(), &ru],
        ["Астана уақыты, UTC+6", "время Астаны, UTC+6"]
    );
    let [oral, ..] = said(|speech| speech.zone_label(Tz::Asia__Oral, now));
    assert_eq!(oral, "Астана уақыты (UTC+5)");
    let [oral_then, ..] = said(|speech| speech.zone_label(Tz::Asia__Oral, before));
    assert_eq!(oral_then, "жергілікті уақыт (UTC+5)");
    let offsets = [0, 19_800, -12_600].map(utc_offset);
    assert_eq!(offsets, ["UTC", "UTC+5:30", "UTC−3:30"]);
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn countdowns_are_words() {
    let today = day("2026-12-07");
    let off = |days: i64| said(|speech| speech.days_left(today, today + TimeDelta::days(days)));
    assert_eq!(off(0), ["бүгін", "сегодня", "today"]);
    assert_eq!(off(1), ["ертең", "завтра", "tomorrow"]);
    assert_eq!(off(3), ["3 күннен кейін", "через 3 дня", "in 3 days"]);
    assert_eq!(off(21), ["21 күннен кейін", "через 21 день", "in 21 days"]);
    assert_eq!(off(-1), ["кеше", "вчера", "yesterday"]);
    assert_eq!(off(-5), ["5 күн бұрын", "5 дней назад", "5 days ago"]);
}

#[test]
fn remaining_time_is_rounded_down() {
    let left = |seconds: i64| said(|speech| speech.time_left(TimeDelta::seconds(seconds)));
    assert_eq!(left(3 * 86_400 - 1), ["2 күн", "2 дня", "2 days"]);
    assert_eq!(left(2 * 86_400 - 1), ["47 сағат", "47 часов", "47 hours"]);
    assert_eq!(left(3_600), ["1 сағат", "1 час", "1 hour"]);
    assert_eq!(left(3_599), ["59 минут", "59 минут", "59 minutes"]);
    assert_eq!(
        left(59),
        ["бір минуттан аз", "меньше минуты", "less than a minute"]
    );
    assert_eq!(left(0), left(-86_400));
}

#[test]
fn items_are_joined_as_in_speech() {
    let joined = |items: &[&str]| said(|speech| speech.list(items));
    assert_eq!(joined(&[]), ["", "", ""]);
    assert_eq!(joined(&["орын"]), ["орын", "орын", "орын"]);
    assert_eq!(
        joined(&["а", "б", "в"]),
        ["а, б және в", "а, б и в", "а, б and в"]
    );
}
