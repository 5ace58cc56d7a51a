//! What letters say, in three languages: snapshots of text and calendar part as a mail program reads them.

use icalendar::{Calendar, Component as _};
use otyrys::app::Mode;
use otyrys::language::Language;
use serde_json::{Value, json};

use super::reading::{Read, kept, unfolded};
use crate::harness::{Engine, Office, Planned, person};

const NAMES: [&str; 3] = ["Сейітова", "Оспанов", "Жұмабаева"];

/// An office that keeps its letters.
fn office() -> Office {
    let settings = [("OTYRYS__SERVER__PUBLIC_URL", "https://otyrys.example.org")];
    Office::open_as(
        Engine::Sqlite,
        "2026-12-07T09:15:32+05:00",
        Mode::Office,
        &settings,
    )
    .expect("an office")
}

/// Three apply where there is one seat in each hall; then the first withdraws, and the others move up.
async fn a_busy_day(office: &Office, language: Language) -> Vec<Read> {
    let session = office.session(&Planned {
        capacity: 1,
        overflow: 1,
        ..Planned::default()
    });
    let mut secrets = Vec::new();
    for (name, mailbox) in NAMES.into_iter().zip(["first", "second", "third"]) {
        let mut applicant = person(name);
        applicant["email"] = json!(format!("{mailbox}@example.org"));
        applicant["language"] = json!(language.code());
        let path = format!("/api/v1/sessions/{session}/applications");
        let (status, answer) = office.post_json(&path, &applicant, None).await;
        assert_eq!(status, 201, "{answer}");
        secrets.push(answer);
    }
    let told = otyrys::worker::run_once(&office.app).await;
    office.at("2026-12-07T11:00:00+05:00");
    withdraw(office, &secrets[0]).await;
    let taken = otyrys::worker::run_once(&office.app).await;
    assert_eq!((told, taken), (Ok(3), Ok(3)));
    kept(office)
        .into_iter()
        .map(|letter| masked(letter, &session, &secrets))
        .collect()
}

async fn withdraw(office: &Office, applied: &Value) {
    let secret = applied["secret"].as_str().expect("a secret");
    let path = format!("{}/api/v1/applications/{secret}", office.url);
    let answer = office.http.delete(path).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
}

/// The letter without what is drawn by lot.
fn masked(letter: Read, session: &str, answers: &[Value]) -> Read {
    let mask = |text: String| {
        let mut text = text.replace(session, "SESSION");
        for (answer, letter) in answers.iter().zip(["A", "B", "C"]) {
            for (field, name) in [
                ("secret", "SECRET"),
                ("number", "NUMBER"),
                ("id", "APPLICATION"),
            ] {
                let drawn = answer[field].as_str().expect("a text");
                text = text.replace(drawn, &format!("{name}-{letter}"));
            }
        }
        text
    };
    Read {
        subject: mask(letter.subject),
        references: mask(letter.references),
        in_reply_to: mask(letter.in_reply_to),
        text: mask(letter.text),
        html: mask(letter.html),
        calendar: letter
            .calendar
            .map(|(method, file)| (method, mask(unfolded(&file)))),
        ..letter
    }
}

fn shown(letter: &Read) -> String {
    let calendar = letter.calendar.as_ref().map_or_else(
        || "no calendar part".to_owned(),
        |(method, file)| format!("method={method}\n{file}"),
    );
    format!(
        "To: {}\nReply-To: {}\nSubject: {}\n\n{}\n----\n{calendar}",
        letter.to, letter.reply_to, letter.subject, letter.text
    )
}

const ORDER: [&str; 6] = [
    "received_seated",
    "received_overflow",
    "received_waiting",
    "withdrawn",
    "promoted_to_hall",
    "promoted_to_overflow",
];

#[actix_web::test]
async fn letters_in_three_languages() {
    for language in Language::ALL {
        let office = office();
        let letters = a_busy_day(&office, language).await;
        for (letter, name) in letters.iter().zip(ORDER) {
            insta::assert_snapshot!(format!("{name}_{language}"), shown(letter));
        }
        insta::assert_snapshot!(format!("html_{language}"), letters[0].html);
        office.close().await;
    }
}

#[actix_web::test]
async fn headers_alternatives_and_nothing_of_the_persons_name() {
    let office = office();
    let letters = a_busy_day(&office, Language::Ru).await;
    for (number, letter) in letters.iter().enumerate() {
        assert_eq!(letter.auto_submitted, "auto-generated");
        assert_eq!(letter.from, "no-reply@localhost");
        assert_eq!(letter.reply_to, "saule@example.org");
        let sent = if number < 3 {
            "2026-12-07T04:15:32Z"
        } else {
            "2026-12-07T06:00:00Z"
        };
        assert_eq!(letter.date, sent);
        let root = letter.references.strip_prefix("<session.SESSION.");
        let root = root.and_then(|rest| rest.strip_suffix("@otyrys.example.org>"));
        let reader = root.expect("the root of the session's letters to this reader");
        assert_eq!(reader.len(), 16, "{reader}");
        assert_eq!(letter.in_reply_to, letter.references);
        assert!(letter.message_id.ends_with("@otyrys.example.org>"));
        assert_eq!(letter.alternatives[..2], ["text/plain", "text/html"]);
        assert!(letter.html.contains("<html lang=\"ru\">"));
        let all = format!(
            "{}{}{:?}{}",
            letter.subject, letter.text, letter.calendar, letter.html
        );
        for name in NAMES.into_iter().chain(["Айгүл"]) {
            assert!(!all.contains(name), "{name} in {all}");
        }
    }
    let mut ids: Vec<&str> = letters.iter().map(|one| one.message_id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), letters.len());
    office.close().await;
}

#[actix_web::test]
async fn only_who_has_a_seat_is_invited_and_each_change_is_newer() {
    let office = office();
    let letters = a_busy_day(&office, Language::Kk).await;
    let methods: Vec<Option<&str>> = letters
        .iter()
        .map(|letter| letter.calendar.as_ref().map(|(method, _)| method.as_str()))
        .collect();
    let wanted = [
        Some("REQUEST"),
        Some("REQUEST"),
        None,
        Some("CANCEL"),
        Some("REQUEST"),
        Some("REQUEST"),
    ];
    assert_eq!(methods, wanted);
    // Each person's own event: two may share a mailbox, and one of them withdraw.
    let wanted = ["A 0", "B 0", "C 0", "A 1", "B 1", "C 1"];
    for (letter, wanted) in letters.iter().zip(wanted) {
        let (whose, sequence) = wanted.split_once(' ').expect("two words");
        let Some((method, file)) = &letter.calendar else {
            continue;
        };
        let calendar: Calendar = file.parse().expect("a calendar");
        assert_eq!(calendar.property_value("METHOD"), Some(method.as_str()));
        let event = calendar.components[0].as_event().expect("an event");
        let uid = format!("APPLICATION-{whose}@otyrys");
        assert_eq!(event.property_value("UID"), Some(uid.as_str()));
        assert_eq!(event.property_value("SEQUENCE"), Some(sequence));
        let attendees = &event.multi_properties()["ATTENDEE"];
        let attendees: Vec<&str> = attendees.iter().map(icalendar::Property::value).collect();
        assert_eq!(attendees, [format!("mailto:{}", letter.to)]);
    }
    office.close().await;
}

/// The session changes while the letter waits: sent late, it must not overtake what was ordered after it.
#[actix_web::test]
async fn a_late_letter_is_no_newer_than_it_was_when_it_was_ordered() {
    let office = office();
    let session = office.session(&Planned::default());
    office.apply(&session, NAMES[0]).await;
    crate::api::change(&office, &session, |session| session.sequence = 7).await;
    assert_eq!(otyrys::worker::run_once(&office.app).await, Ok(1));
    let letters = kept(&office);
    let (_, file) = letters[0].calendar.as_ref().expect("an invitation");
    assert!(file.lines().any(|line| line == "SEQUENCE:0"), "{file}");
    office.close().await;
}

#[actix_web::test]
async fn who_waited_and_withdraws_has_nothing_to_strike_out() {
    let office = office();
    let session = office.session(&Planned {
        capacity: 0,
        ..Planned::default()
    });
    let (_, waiting) = office.apply(&session, NAMES[0]).await;
    withdraw(&office, &waiting).await;
    assert_eq!(otyrys::worker::run_once(&office.app).await, Ok(2));
    let letters = kept(&office);
    assert!(letters.iter().all(|letter| letter.calendar.is_none()));
    office.close().await;
}
