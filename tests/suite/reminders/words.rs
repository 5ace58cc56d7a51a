//! What reminders say, in three languages.

use otyrys::app::Mode;
use otyrys::applications::record::Application;
use otyrys::applications::store;
use otyrys::bodies::record::ApplicationsLetters;
use otyrys::database::schema::{sessions, staff};
use otyrys::database::{Broken, Id, Json, Lane};
use otyrys::language::{Language, Multilingual};
use otyrys::law::application_course::ApplicationState;
use otyrys::law::session_course::{Format, SessionStatus};
use otyrys::web::desk::Role;
use otyrys::worker::run_once;
use serde_json::json;

use diesel::prelude::*;

use super::{becomes, remind, set_up, tell, warn, wishes};
use crate::harness::{Engine, Office, Planned, person};
use crate::mail::reading::{Read, kept};

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
    for (number, name) in (1..).zip(["Сейітова", "Оспанов", "Жұмабаева"]) {
        let mut applicant = person(name);
        applicant["email"] = json!(format!("person{number}@example.org"));
        applicant["language"] = json!(language.code());
        let path = format!("/api/v1/sessions/{session}/applications");
        assert_eq!(office.post_json(&path, &applicant, None).await.0, 201);
    }
}

fn with_access_rules(office: &Office, session: &str) {
    let id = Id::parse(session).expect("an id");
    let rules = Multilingual::new(
        "Кіру – басты есік арқылы, рұқсаттама бюросы 09:00-ден бастап ашық. Пандус бар.",
        "Вход через главные двери, бюро пропусков открыто с 09:00. Есть пандус.",
    );
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(sessions::table.find(id))
            .set(sessions::venue_access.eq(Some(Json::from(rules))))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("rules");
}

fn masked(letter: &Read, sessions: &[&str], people: &[Application]) -> String {
    let text = format!(
        "To: {}\nSubject: {}\n\n{}",
        letter.to, letter.subject, letter.text
    );
    let text = sessions
        .iter()
        .fold(text, |text, session| text.replace(session, "SESSION"));
    people.iter().fold(text, |text, one| {
        text.replace(&one.secret, "SECRET")
            .replace(&one.pass, "PASS")
            .replace(&one.number, "NUMBER")
    })
}

#[actix_web::test]
async fn reminders_in_three_languages() {
    for language in Language::ALL {
        let office = office();
        let session = office.session(&Planned {
            capacity: 1,
            overflow: 1,
            ..Planned::default()
        });
        with_access_rules(&office, &session);
        applied(&office, &session, language).await;
        office.letters();
        let people = all(&office, &session);
        office.at("2026-12-09T09:00:00+05:00");
        assert_eq!(remind(&office).await, 3);
        assert_eq!(run_once(&office.app).await, Ok(3));
        for (letter, name) in kept(&office).iter().zip(["seat", "overflow", "waiting"]) {
            let shown = masked(letter, &[&session], &people);
            insta::assert_snapshot!(format!("reminder_{name}_{language}"), shown);
            assert_eq!(letter.calendar, None);
        }
        becomes(&office, &session, SessionStatus::Announced, Format::Online);
        super::moved(&office, &session, "2026-12-10T11:00:00+05:00");
        assert_eq!(remind(&office).await, 3);
        assert_eq!(run_once(&office.app).await, Ok(3));
        let letter = &kept(&office)[3];
        let shown = masked(letter, &[&session], &people);
        insta::assert_snapshot!(format!("reminder_online_{language}"), shown);
        office.close().await;
    }
}

#[actix_web::test]
async fn letters_of_the_office_in_three_languages() {
    for language in Language::ALL {
        let office = office();
        let session = office.session(&Planned {
            capacity: 2,
            ..Planned::default()
        });
        let clerk = office.clerk(Role::Secretary, &session);
        set_up(&office, &clerk);
        let id = clerk.id;
        let done = office.app.database.write_here(Lane::Any, move |work| {
            diesel::update(staff::table.find(id))
                .set((
                    staff::language.eq(language),
                    staff::email.eq("saule@example.org"),
                ))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.expect("a language");
        wishes(&office, &session, ApplicationsLetters::AtOnce);
        applied(&office, &session, language).await;
        office.letters();
        assert_eq!(tell(&office).await, 1);
        assert_eq!(run_once(&office.app).await, Ok(1));
        let people = all(&office, &session);
        let letter = &kept(&office)[0];
        let shown = masked(letter, &[&session], &people);
        insta::assert_snapshot!(format!("applications_new_{language}"), shown);

        let draft = office.session(&Planned {
            status: SessionStatus::Draft,
            starts: "2026-12-25T10:00:00",
            kazakh_title: "Алқа отырысы: бюджет",
            russian_title: "Заседание коллегии: бюджет",
            ..Planned::default()
        });
        // Results of the 10th are due at p5, and the draft of the 25th on the next working day but one.
        for (day, expected) in [(15, 1), (17, 1), (18, 1), (19, 1)] {
            office.at(&format!("2026-12-{day}T09:00:00+05:00"));
            assert_eq!(warn(&office).await, expected, "{day}");
            assert_eq!(run_once(&office.app).await, Ok(1));
            let letter = kept(&office).pop().expect("a letter");
            let shown = masked(&letter, &[&session, &draft], &people);
            insta::assert_snapshot!(format!("deadlines_{day}_{language}"), shown);
        }
        office.close().await;
    }
}
