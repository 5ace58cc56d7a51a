//! A process that is killed in the middle of it: all or nothing, however often.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use otyrys::applications::actions::{Apply, received};
use otyrys::applications::places::Place;
use otyrys::applications::record::{Application, Hall};
use otyrys::applications::submission::Submission;
use otyrys::database::{Broken, Id, Instant as Stored, Lane, Work};
use otyrys::emergencies::store;
use otyrys::language::Language;
use otyrys::sessions;
use otyrys::sessions::emergency::{Declared, Emergency};
use otyrys::sessions::record::Seating;

use super::{NOW, assert_whole, at, end, everywhere, planned, read};
use crate::harness::{Office, Planned, both_engines};

const SESSIONS: i64 = 500;
const PEOPLE: i32 = 4;
const KILLS: usize = 12;

/// Applications with seats, straight into the store; their ids.
pub fn put_people(office: &Office, session: Id, many: i32) -> Vec<Id> {
    let now = office.app.now();
    let done = office.app.database.write_here(Lane::All, move |work| {
        let known = sessions::store::by_id(work.connection, session)?.expect("a session");
        let before = sessions::store::seating_of(work.connection, session)?;
        let mut seating = before.clone();
        let mut all: Vec<Application> = Vec::new();
        for number in 1..=many {
            seating = Seating {
                seated: seating.seated + 1,
                last_seat: seating.last_seat + 1,
                received: seating.received + 1,
                ..seating
            };
            let order = Apply::new(session, person(number), "test".to_owned(), None);
            let place = Place::Seat(Hall::Main, seating.last_seat);
            all.push(received(&order, &known, place, &seating, now).expect("an application"));
        }
        sessions::store::change_seating(work.connection, &before, &seating)?;
        otyrys::applications::store::insert_many(work.connection, &all)?;
        Ok::<_, Broken>(all.into_iter().map(|one| one.id).collect())
    });
    done.expect("people")
}

fn person(number: i32) -> Submission {
    Submission {
        surname: "Сейітова".to_owned(),
        given_name: "Айгүл".to_owned(),
        patronymic: None,
        birth_year: 1985,
        email: Some(format!("p{number}@example.org")),
        phone: None,
        language: Language::Kk,
        needs: Vec::new(),
        needs_consent: false,
        consent: true,
    }
}

/// Far from now, whatever the clock of the machine says: the processes that are killed go by it.
fn in_another_century(office: &Office) {
    use otyrys::database::schema::{session_clocks, sessions};
    let (starts, over) = (
        Stored::from(at("2100-01-10T05:00:00Z")),
        Stored::from(at("2100-01-10T09:00:00Z")),
    );
    let done = office.app.database.write_here(Lane::All, move |work| {
        diesel::update(sessions::table)
            .set((sessions::starts_at.eq(starts), sessions::closes_at.eq(over)))
            .execute(work.connection)?;
        diesel::update(session_clocks::table)
            .set(session_clocks::apply_before.eq(starts))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("another century");
}

/// An emergency of which only the row stands, as when its node died before it covered anything: a worker does the rest.
fn declared(office: &Office, key: &str) -> Id {
    let (declaration, now) = (everywhere(key), Stored::from(office.app.now()));
    let id = Id::new();
    let row = Declared {
        emergency: Emergency {
            id,
            body_id: None,
            kind: declaration.kind,
            country: true,
            basis: declaration.basis.into(),
            basis_url: None,
            signer: declaration.signer,
            from_at: declaration.from.into(),
            until_at: None,
            declared_at: now,
            declared_by: declaration.staff,
            ended_at: None,
            ended_by: None,
            request_key: key.to_owned(),
            updated_at: now,
        },
        regions: Vec::new(),
    };
    let act = move |work: &mut Work| store::insert(work.connection, &row);
    assert!(
        office
            .app
            .database
            .write_here(Lane::All, act)
            .expect("a row")
    );
    id
}

fn worker(office: &Office) -> Child {
    Command::new(env!("CARGO_BIN_EXE_otyrys"))
        .env_clear()
        .env(
            "OTYRYS__DATABASE__URL",
            office.app.settings.database.url.expose(),
        )
        .env("OTYRYS__LOG__FILTER", "error")
        .env("OTYRYS__MAIL__TRANSPORT", "folder")
        .env("OTYRYS__MAIL__FOLDER", &office.app.settings.mail.folder)
        .env("OTYRYS__FILES__FOLDER", &office.app.settings.files.folder)
        .arg("worker")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    covered: i64,
    #[diesel(sql_type = BigInt)]
    online: i64,
    #[diesel(sql_type = BigInt)]
    seats: i64,
    #[diesel(sql_type = BigInt)]
    people: i64,
    #[diesel(sql_type = BigInt)]
    places: i64,
    #[diesel(sql_type = BigInt)]
    letters: i64,
    #[diesel(sql_type = BigInt)]
    versions: i64,
    #[diesel(sql_type = BigInt)]
    news: i64,
    #[diesel(sql_type = BigInt)]
    lines: i64,
}

/// All at one moment: what a killed process had sent to the server may become durable a little later.
fn counted(office: &Office, emergency: Id) -> Counted {
    let statement = format!(
        "SELECT (SELECT count(*) FROM emergency_sessions WHERE emergency_id = '{emergency}') AS covered, \
         (SELECT count(*) FROM sessions WHERE format = 'online' AND emergency_id = '{emergency}') AS online, \
         (SELECT count(*) FROM seating WHERE seated > 0) AS seats, \
         (SELECT count(*) FROM applications WHERE state = 'moved_online') AS people, \
         (SELECT count(*) FROM emergency_places) AS places, \
         (SELECT count(*) FROM outbox WHERE kind = 'applicant-emergency') AS letters, \
         (SELECT count(*) FROM session_versions WHERE act = 'emergency') AS versions, \
         (SELECT count(*) FROM news WHERE kind = 'switched') AS news, \
         (SELECT count(*) FROM journal WHERE act = 'session.online_in_emergency') AS lines"
    );
    read(office, |connection| {
        Ok(diesel::sql_query(statement).get_result(connection)?)
    })
}

/// What stands after so many declarations that came through, the last of them or none being in force.
fn wanted(before: i64, all: bool) -> Counted {
    let (now, times) = (i64::from(all), before + i64::from(all));
    let people = SESSIONS * i64::from(PEOPLE);
    Counted {
        covered: SESSIONS * now,
        online: SESSIONS * now,
        seats: SESSIONS * (1 - now),
        people: people * now,
        places: people * now,
        letters: people * times,
        versions: SESSIONS * times,
        news: SESSIONS * times,
        lines: SESSIONS * times,
    }
}

both_engines!(
    a_killed_declaration_is_all_or_nothing,
    NOW,
    async |office| {
        for _ in 0..SESSIONS {
            let id = planned(office, &Planned::default());
            put_people(office, id, PEOPLE);
        }
        in_another_century(office);
        let (mut came_through, mut nothing) = (0, 0);
        let mut emergency = declared(office, "0");
        // How long one takes on this machine now.
        let begun = Instant::now();
        let mut first = worker(office);
        while counted(office, emergency) != wanted(0, true) {
            let waited = begun.elapsed();
            assert!(
                waited < Duration::from_mins(2),
                "{:?}",
                counted(office, emergency)
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let takes = begun.elapsed();
        first.kill().expect("a kill");
        first.wait().expect("an end");
        came_through += 1;
        for kill in 1..=KILLS {
            if counted(office, emergency).covered > 0 {
                end(office, emergency, true);
                assert_whole(office);
                emergency = declared(office, &kill.to_string());
            }
            let mut one = worker(office);
            let part = f64::from(rand::random::<u16>()) / f64::from(u16::MAX);
            tokio::time::sleep(takes.mul_f64(0.3 + 0.8 * part)).await;
            one.kill().expect("a kill");
            one.wait().expect("an end");
            tokio::time::sleep(Duration::from_millis(100)).await;
            let found = counted(office, emergency);
            if found == wanted(came_through, true) {
                came_through += 1;
            } else {
                assert_eq!(found, wanted(came_through, false), "kill {kill}");
                nothing += 1;
            }
        }
        println!(
            "{KILLS} kills: {nothing} left nothing, {} came through",
            came_through - 1
        );
        // Whatever happened, one more worker does it all.
        if counted(office, emergency).covered == 0 {
            let mut last = worker(office);
            let begun = Instant::now();
            while counted(office, emergency) != wanted(came_through, true) {
                assert!(begun.elapsed() < Duration::from_mins(2));
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            last.kill().expect("a kill");
            last.wait().expect("an end");
        }
        assert_whole(office);
        office.letters();
    }
);
