//! What letters on decisions of the desk say, in three languages.

use otyrys::app::Mode;
use otyrys::applications::record::Application;
use otyrys::applications::store;
use otyrys::database::Id;
use otyrys::language::Language;
use otyrys::law::application_course::ApplicationState;
use otyrys::web::desk::Role;
use serde_json::json;

use super::reading::{Read, kept, unfolded};
use crate::harness::{Clerk, Engine, Office, Planned, person, value_on};

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

fn all(office: &Office, session: &str) -> Vec<Application> {
    let id = Id::parse(session).expect("an id");
    let read = office
        .app
        .database
        .read_here(|connection| store::in_states(connection, id, ApplicationState::ALL));
    read.expect("applications")
}

async fn applied(office: &Office, session: &str, language: Language) {
    let names = ["Сейітова", "Оспанов", "Жұмабаева", "Ахметова"];
    for (number, name) in (1..).zip(names) {
        let mut applicant = person(name);
        applicant["email"] = json!(format!("person{number}@example.org"));
        applicant["language"] = json!(language.code());
        let path = format!("/api/v1/sessions/{session}/applications");
        assert_eq!(office.post_json(&path, &applicant, None).await.0, 201);
    }
}

async fn act(office: &Office, clerk: &Clerk, one: &Application, act: &str, more: &[(&str, &str)]) {
    let revision = one.revision.to_string();
    let mut fields = vec![("revision", revision.as_str())];
    fields.extend_from_slice(more);
    let path = format!("/desk/applications/{}/{act}", one.id);
    let answer = office.desk_form(clerk, &path, &fields).await;
    assert_eq!(answer.status, 303, "{act}: {}", answer.body);
}

/// One is admitted, one refused, one moved online, one gets new contacts; an incomplete paper comes; then the hall
/// gets smaller. Only the letters of these acts are given.
async fn a_day_of_decisions(office: &Office, language: Language) -> Vec<Read> {
    let session = office.session(&Planned {
        capacity: 4,
        ..Planned::default()
    });
    applied(office, &session, language).await;
    office.letters();
    let clerk = office.clerk(Role::Secretary, &session);
    let people = all(office, &session);
    act(office, &clerk, &people[0], "admit", &[]).await;
    let words = "Ғимарат жөнделуде / Здание на ремонте";
    let refusal = [
        ("ground", "access_regime"),
        ("words", words),
        ("confirmed", "true"),
    ];
    act(office, &clerk, &people[1], "refuse", &refusal).await;
    act(
        office,
        &clerk,
        &people[2],
        "move-online",
        &[("agreed", "true")],
    )
    .await;
    let contacts = [
        ("email", "corrected@example.org"),
        ("language", language.code()),
        ("send_again", "true"),
    ];
    act(office, &clerk, &people[3], "contacts", &contacts).await;
    let paper = [
        ("form_key", "paper"),
        ("channel", "by_hand"),
        ("arrived_on", "2026-12-07"),
        ("arrived_at", "09:00"),
        ("surname", "Қайратова"),
        ("email", "paper@example.org"),
        ("language", language.code()),
        ("consent_signed", "true"),
    ];
    let path = format!("/desk/sessions/{session}/applicants/new");
    assert_eq!(office.desk_form(&clerk, &path, &paper).await.status, 303);
    // What follows takes places away: what was said of them is sent before.
    let told = otyrys::worker::run_once(&office.app).await;
    let path = format!("/desk/sessions/{session}/seats");
    let seen = value_on(&office.desk(&clerk, &path).await.body, "seen");
    let seats = [
        ("seen", seen.as_str()),
        ("capacity", "0"),
        ("overflow_capacity", "1"),
        ("place_kk", "3-зал"),
        ("place_ru", "зал 3"),
        ("move_the_last", "true"),
    ];
    assert_eq!(office.desk_form(&clerk, &path, &seats).await.status, 303);
    let taken = otyrys::worker::run_once(&office.app).await;
    assert_eq!((told, taken), (Ok(5), Ok(2)));
    let people = all(office, &session);
    kept(office)
        .into_iter()
        .map(|letter| masked(letter, &session, &people))
        .collect()
}

/// The letter without what is drawn by lot.
fn masked(letter: Read, session: &str, people: &[Application]) -> Read {
    let mask = |text: String| {
        people
            .iter()
            .fold(text.replace(session, "SESSION"), |text, one| {
                text.replace(&one.secret, "SECRET")
                    .replace(&one.number, "NUMBER")
                    .replace(&one.id.to_string(), "APPLICATION")
            })
    };
    Read {
        subject: mask(letter.subject),
        text: mask(letter.text),
        calendar: letter
            .calendar
            .map(|(method, file)| (method, mask(unfolded(&file)))),
        ..letter
    }
}

const ORDER: [&str; 7] = [
    "admitted",
    "refused",
    "moved_online",
    "corrected",
    "incomplete",
    "reseated_to_waiting",
    "reseated_to_overflow",
];

#[actix_web::test]
async fn decisions_in_three_languages() {
    for language in Language::ALL {
        let office = office();
        let letters = a_day_of_decisions(&office, language).await;
        for (letter, name) in letters.iter().zip(ORDER) {
            let calendar = letter.calendar.as_ref().map_or_else(
                || "no calendar part".to_owned(),
                |(method, file)| format!("method={method}\n{file}"),
            );
            let shown = format!(
                "To: {}\nSubject: {}\n\n{}\n----\n{calendar}",
                letter.to, letter.subject, letter.text
            );
            insta::assert_snapshot!(format!("{name}_{language}"), shown);
        }
        let methods: Vec<Option<&str>> = letters
            .iter()
            .map(|letter| letter.calendar.as_ref().map(|(method, _)| method.as_str()))
            .collect();
        let (given, lost) = (Some("REQUEST"), Some("CANCEL"));
        assert_eq!(methods, [given, lost, lost, given, None, lost, given]);
        office.close().await;
    }
}
