//! `otyrys deadlines` and `otyrys calendar`, started as processes.

use std::process::Output;

use serde_json::{Value, json};

use crate::harness::{Office, both_engines};
use crate::process::otyrys;

fn run(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let output = otyrys(&folder).args(arguments).output().unwrap();
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0, "neither command needs a database, or makes one");
    output
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_example_of_the_contract() {
    let output = run(&["deadlines", "--starts", "2026-12-10T10:00", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    let mut document: Value = serde_json::from_str(&said(&output)).expect("one JSON document");
    let clocks = document["clocks"].take();
    assert_eq!(
        document,
        json!({
            "starts_at": "2026-12-10T10:00:00+05:00", "zone": "Asia/Almaty", "kind": "collegium", "week": 5,
            "calendar_version": "2026-11-21", "uncertain": false,
            "announce_before": "2026-12-07T00:00:00+05:00",
            "apply_before": "2026-12-09T00:00:00+05:00",
            "apply_by_hand_before": "2026-12-08T18:30:00+05:00",
            "results_before": "2026-12-19T00:00:00+05:00",
            "results_target_before": "2026-12-18T00:00:00+05:00",
            "clocks": null,
        })
    );
    let announce = &clocks[0];
    assert_eq!(announce["clock"], "announce");
    assert_eq!(announce["paragraph"], "605-8");
    assert_eq!(
        announce["days"],
        json!(["2026-12-07", "2026-12-08", "2026-12-09"])
    );
    assert_eq!(
        announce["text"],
        json!({
            "kk": "Анонс мына уақытқа дейін жариялануға тиіс: 2026 жылғы 6 желтоқсан, 23:59. \
                   Отырыстың басталуына дейін 3 толық жұмыс күні қалуы керек.",
            "ru": "Анонс должен быть опубликован до: 24:00 6 декабря 2026 года. \
                   До начала заседания должно пройти не менее 3 полных рабочих дней.",
            "en": "The announcement must be published before: 24:00 on 6 December 2026. \
                   At least 3 full working days must lie before the start.",
        })
    );
    let names: Vec<&str> = clocks
        .as_array()
        .unwrap()
        .iter()
        .map(|clock| clock["clock"].as_str().unwrap())
        .collect();
    let expected = [
        "announce",
        "closed_notice",
        "apply",
        "apply_by_hand",
        "apply_by_post",
        "apply_by_email",
        "results",
    ];
    assert_eq!(names, expected);
    for clock in clocks.as_array().unwrap() {
        for language in ["kk", "ru", "en"] {
            let text = clock["text"][language].as_str().unwrap();
            assert!(!text.is_empty() && !text.contains(['[', '{']), "{text}");
        }
    }
}

#[test]
fn the_maslikhats_clock_governs_where_it_is_earlier() {
    let output = run(&[
        "deadlines",
        "--starts",
        "2026-12-10T10:00",
        "--kind",
        "maslikhat-ordinary",
        "--zone",
        "Asia/Oral",
        "--json",
    ]);
    let document: Value = serde_json::from_str(&said(&output)).unwrap();
    assert_eq!(document["announce_before"], "2026-11-30T00:00:00+05:00");
    assert_eq!(document["zone"], "Asia/Oral");
    assert_eq!(document["clocks"][1]["clock"], "maslikhat_notice");
    assert_eq!(document["clocks"][1]["paragraph"], "maslikhat-10(3)");
}

#[test]
fn uncertain_days_are_told() {
    let output = run(&["deadlines", "--starts", "2027-05-19T10:00", "--json"]);
    let document: Value = serde_json::from_str(&said(&output)).unwrap();
    assert_eq!(document["uncertain"], true);
    let output = run(&["deadlines", "--starts", "2027-05-19T10:00"]);
    assert!(
        said(&output).contains("not settled yet"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_reader_gets_days_holidays_and_standing() {
    let output = run(&[
        "deadlines",
        "--starts",
        "2026-12-10T10:00",
        "--at",
        "2026-12-07T09:00:00+05:00",
    ]);
    let text = said(&output);
    for part in [
        "Thursday, 10 December 2026, 10:00",
        "605-8: paragraph 8 of the Rules",
        "Mon 07.12.2026, Tue 08.12.2026, Wed 09.12.2026",
        "Days left out: Wed 16.12.2026 (Independence Day).",
        "7 December 2026, 09:00: Due soon",
        "7 December 2026, 09:00: On time (39 hours)",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let kazakh = run(&[
        "deadlines",
        "--starts",
        "2026-12-10T10:00",
        "--language",
        "kk",
    ]);
    assert!(said(&kazakh).contains("Ср 16.12.2026 (Тәуелсіздік күні)"));
}

#[test]
fn what_cannot_be_counted_is_said() {
    let table: [(&[&str], i32, &str); 7] = [
        (&["--starts", "2027-12-30T10:00"], 1, "2028"),
        (&["--starts", "2023-12-30T10:00"], 1, "2023"),
        (&["--starts", "2026-02-30T10:00"], 2, "2026-02-30T10:00"),
        (&["--starts", "2026-12-10"], 2, "2026-12-10"),
        (
            &["--starts", "2026-12-10T10:00", "--zone", "Mars/Olympus"],
            2,
            "Mars/Olympus",
        ),
        (
            &["--starts", "2026-12-10T10:00", "--kind", "party"],
            2,
            "party",
        ),
        (&[], 2, "--starts"),
    ];
    for (arguments, code, named) in table {
        let mut whole = vec!["deadlines"];
        whole.extend(arguments);
        let output = run(&whole);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(
            complained(&output).contains(named),
            "{}",
            complained(&output)
        );
        assert!(said(&output).is_empty());
        if code == 1 {
            assert_eq!(complained(&output).lines().count(), 1, "one clear line");
        }
    }
}

#[test]
fn the_calendar_is_listed_and_checked() {
    let list = run(&["calendar", "list", "2026"]);
    assert_eq!(list.status.code(), Some(0));
    assert!(said(&list).contains("2026-12-16 Wed"), "{}", said(&list));
    assert!(said(&list).contains("five-day week: 247 days worked, 118 off"));
    let json: Value =
        serde_json::from_str(&said(&run(&["calendar", "list", "2024", "--json"]))).unwrap();
    assert_eq!(json["five_day_week"], json!({"working": 249, "off": 117}));
    let unknown = run(&["calendar", "list", "2031"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(complained(&unknown).contains("2031"));
    let check = run(&["calendar", "check"]);
    assert!(said(&check).contains("2027") || check.status.code() == Some(1));
}

async fn same_as_the_api(office: &Office) {
    let (_, api) = office
        .get_json("/api/v1/deadlines?starts=2027-03-25T10:00&kind=maslikhat-extraordinary&week=6&zone=Asia/Oral")
        .await;
    let arguments = [
        "deadlines",
        "--starts",
        "2027-03-25T10:00",
        "--kind",
        "maslikhat-extraordinary",
        "--week",
        "6",
        "--zone",
        "Asia/Oral",
        "--json",
    ];
    let command: Value = serde_json::from_str(&said(&run(&arguments))).unwrap();
    assert_eq!(api, command);
}

both_engines!(
    the_command_and_the_api_say_the_same,
    "2026-12-07T09:00:00+05:00",
    same_as_the_api
);
