//! What letters about news say, in three languages.

use icalendar::{Calendar, Component as _};
use otyrys::app::Mode;
use otyrys::database::Id;
use otyrys::language::{Language, Multilingual};
use otyrys::news::Kind;
use otyrys::sessions::actions::Matter;
use otyrys::subscriptions::record::Often;
use serde_json::Value;

use super::scene::{
    announced, applied, cancelled, letters, note, postponed, revise, round, rounds, subscribed,
};
use crate::harness::{Engine, Office, Planned};
use crate::mail::reading::{Read, unfolded};

pub fn office() -> Office {
    let settings = [("OTYRYS__SERVER__PUBLIC_URL", "https://otyrys.example.org")];
    Office::open_as(
        Engine::Sqlite,
        "2026-12-01T09:15:00+05:00",
        Mode::Office,
        &settings,
    )
    .expect("an office")
}

/// Another hall, another matter, another person to ask.
fn change(office: &Office, session: Id) {
    let why = Some(("Зал жөнделуде", "Зал на ремонте"));
    revise(office, session, why, |order| {
        order.place = Some(Multilingual::new(
            "Астана қ., Мәңгілік Ел д-лы, 8, 5-зал",
            "г. Астана, пр. Мангилик Ел, 8, зал 5",
        ));
        "+7 7172 111111".clone_into(&mut order.contact.phone);
        order.agenda.push(Matter {
            id: None,
            number: "2".to_owned(),
            title: Multilingual::new("Бөгеттер туралы", "О плотинах"),
            speaker: None,
            access: otyrys::law::session_course::Access::Open,
        });
    });
}

/// A letter without what is drawn by lot.
pub fn masked(letter: Read, masks: &[(&str, &str)]) -> Read {
    let mask = |text: String| {
        masks
            .iter()
            .fold(text, |text, (drawn, name)| text.replace(drawn, name))
    };
    Read {
        subject: mask(letter.subject),
        text: mask(letter.text),
        html: mask(letter.html),
        calendar: letter
            .calendar
            .map(|(method, file)| (method, mask(unfolded(&file)))),
        ..letter
    }
}

pub fn shown(letter: &Read) -> String {
    let calendar = letter.calendar.as_ref().map_or_else(
        || "no calendar part".to_owned(),
        |(method, file)| format!("method={method}\n{file}"),
    );
    format!(
        "To: {}\nReply-To: {}\nSubject: {}\n\n{}\n----\n{calendar}",
        letter.to, letter.reply_to, letter.subject, letter.text
    )
}

pub fn text(answer: &Value, field: &str) -> String {
    answer[field].as_str().expect("a text").to_owned()
}

/// UID and SEQUENCE of a calendar part, read by another program, and who is invited.
fn event_of(letter: &Read) -> (String, u32, Vec<String>) {
    let (method, file) = letter.calendar.as_ref().expect("a calendar part");
    let calendar: Calendar = file.parse().expect("a calendar");
    assert_eq!(calendar.property_value("METHOD"), Some(method.as_str()));
    let event = calendar.components[0].as_event().expect("an event");
    let value = |name: &str| event.property_value(name).expect("a value").to_owned();
    let attendees = event.multi_properties().get("ATTENDEE").map(|all| {
        all.iter()
            .map(|one| one.value().to_owned())
            .collect::<Vec<_>>()
    });
    let sequence = value("SEQUENCE").parse().expect("a number");
    (value("UID"), sequence, attendees.unwrap_or_default())
}

#[actix_web::test]
async fn those_who_applied_in_three_languages() {
    for language in Language::ALL {
        let office = office();
        let session = announced(&office, &Planned::default());
        let answer = applied(&office, session, "aigul@example.org", language).await;
        rounds(&office).await;
        change(&office, session);
        round(&office).await;
        postponed(&office, session, "2026-12-17T11:00:00+05:00");
        round(&office).await;
        cancelled(&office, session);
        round(&office).await;
        note(&office, session, Kind::Results);
        round(&office).await;
        let (secret, number, id) = (
            text(&answer, "secret"),
            text(&answer, "number"),
            text(&answer, "id"),
        );
        let session_id = session.to_string();
        let masks = [
            (session_id.as_str(), "SESSION"),
            (&secret, "SECRET"),
            (&number, "NUMBER"),
            (&id, "APPLICATION"),
        ];
        let letters: Vec<Read> = letters(&office, 1)
            .into_iter()
            .map(|letter| masked(letter, &masks))
            .collect();
        let names = ["changed", "postponed", "cancelled", "results"];
        assert_eq!(letters.len(), names.len());
        for (letter, name) in letters.iter().zip(names) {
            insta::assert_snapshot!(format!("applicant_{name}_{language}"), shown(letter));
        }
        insta::assert_snapshot!(format!("applicant_html_{language}"), letters[0].html);
        let methods: Vec<Option<&str>> = letters
            .iter()
            .map(|letter| letter.calendar.as_ref().map(|(method, _)| method.as_str()))
            .collect();
        let wanted = [Some("REQUEST"), Some("REQUEST"), Some("CANCEL"), None];
        assert_eq!(methods, wanted);
        let events: Vec<_> = letters[..3].iter().map(event_of).collect();
        let mine = vec!["mailto:aigul@example.org".to_owned()];
        for (number, (uid, sequence, invited)) in (1..).zip(&events) {
            assert_eq!(uid, "APPLICATION@otyrys");
            assert_eq!(
                *sequence, number,
                "it rises with each change of place and time"
            );
            assert_eq!(invited, &mine);
        }
        office.close().await;
    }
}

#[actix_web::test]
async fn those_who_subscribed_in_three_languages() {
    for language in Language::ALL {
        let office = office();
        let row = subscribed(&office, "reader@example.org", |row| row.language = language).await;
        let session = announced(&office, &Planned::default());
        rounds(&office).await;
        change(&office, session);
        rounds(&office).await;
        postponed(&office, session, "2026-12-17T11:00:00+05:00");
        rounds(&office).await;
        cancelled(&office, session);
        rounds(&office).await;
        note(&office, session, Kind::Results);
        rounds(&office).await;
        let session_id = session.to_string();
        let masks = [(session_id.as_str(), "SESSION"), (&*row.secret, "SECRET")];
        let letters: Vec<Read> = letters(&office, 0)
            .into_iter()
            .map(|letter| masked(letter, &masks))
            .collect();
        let names = ["announced", "changed", "postponed", "cancelled", "results"];
        assert_eq!(letters.len(), names.len());
        for (letter, name) in letters.iter().zip(names) {
            insta::assert_snapshot!(format!("subscriber_{name}_{language}"), shown(letter));
        }
        for (number, letter) in (0..4).zip(&letters) {
            let (uid, sequence, invited) = event_of(letter);
            assert_eq!((uid.as_str(), sequence), ("SESSION@otyrys", number));
            assert!(invited.is_empty());
            assert_eq!(letter.calendar.as_ref().expect("a part").0, "PUBLISH");
        }
        office.close().await;
    }
}

#[actix_web::test]
async fn the_letter_of_the_day_in_three_languages() {
    for language in Language::ALL {
        let office = office();
        let row = subscribed(&office, "reader@example.org", |row| {
            row.language = language;
            row.often = Often::Daily;
        })
        .await;
        let other = Planned {
            kazakh_title: "Жолдар туралы",
            russian_title: "О дорогах",
            starts: "2026-12-11T15:00:00",
            ..Planned::default()
        };
        let (first, second) = (
            announced(&office, &Planned::default()),
            announced(&office, &other),
        );
        office.at("2026-12-02T08:00:00+05:00");
        rounds(&office).await;
        let third = announced(
            &office,
            &Planned {
                kazakh_title: "Бюджет туралы",
                russian_title: "О бюджете",
                ..Planned::default()
            },
        );
        change(&office, first);
        postponed(&office, second, "2026-12-18T15:00:00+05:00");
        office.at("2026-12-03T08:00:00+05:00");
        rounds(&office).await;
        let ids = [first, second, third].map(|id| id.to_string());
        let masks = [
            (ids[0].as_str(), "FIRST"),
            (&ids[1], "SECOND"),
            (&ids[2], "THIRD"),
            (&*row.secret, "SECRET"),
        ];
        let letters = letters(&office, 0);
        assert_eq!(letters.len(), 2);
        for (letter, day) in letters.into_iter().zip(["announced", "changed"]) {
            let letter = masked(letter, &masks);
            insta::assert_snapshot!(format!("digest_{day}_{language}"), shown(&letter));
        }
        office.close().await;
    }
}
