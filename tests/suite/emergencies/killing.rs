//! A process that is killed in the middle of it: all or nothing, however often.

use std::process::Command;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use otyrys::applications::actions::{Apply, received};
use otyrys::applications::places::Place;
use otyrys::applications::record::{Application, Hall};
use otyrys::applications::submission::Submission;
use otyrys::clock::Clock;
use otyrys::database::schema::emergencies;
use otyrys::database::{Broken, Engine, Id, Instant as Stored, Lane};
use otyrys::language::Language;
use otyrys::sessions;
use otyrys::sessions::record::Seating;
use otyrys::web::desk::Role;

use super::{NOW, assert_whole, at, end, planned, read};
use crate::harness::{Clerk, Office, Planned, both_engines};
use crate::process::Served;

const SESSIONS: i64 = 500;
const PEOPLE: i32 = 4;
const KILLS: usize = 12;

/// Applications with seats, straight into the store; their ids.
pub fn put_people(office: &Office, session: Id, many: i32) -> Vec<Id> {
    put(office, session, many, person)
}

/// The same of these people.
pub fn put(
    office: &Office,
    session: Id,
    many: i32,
    person: impl Fn(i32) -> Submission + Send + 'static,
) -> Vec<Id> {
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

pub fn person(number: i32) -> Submission {
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

/// The program as it answers the desk. What is dropped is killed.
fn server(office: &Office) -> Served {
    let mut command = Command::new(env!("CARGO_BIN_EXE_otyrys"));
    command
        .env_clear()
        .env(
            "OTYRYS__DATABASE__URL",
            office.app.settings.database.url.expose(),
        )
        .env("OTYRYS__LOG__FILTER", "error")
        .env("OTYRYS__MAIL__TRANSPORT", "folder")
        .env("OTYRYS__MAIL__FOLDER", &office.app.settings.mail.folder)
        .env("OTYRYS__FILES__FOLDER", &office.app.settings.files.folder)
        .args(["serve", "--listen", "127.0.0.1:0", "--no-worker"]);
    Served::start(command)
}

/// The button under the preview, with the one-time key of a form; `None` where the server was killed before it answered.
async fn press(address: String, clerk: Clerk, key: String) -> Option<u16> {
    let url = format!("http://{address}");
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("csrf", clerk.csrf().as_str()),
            ("form_key", &key),
            ("kind", "natural"),
            ("scope", "country"),
            ("basis-kk", "Үкімет қаулысы № 12"),
            ("basis-ru", "Постановление Правительства № 12"),
            ("signer", "Премьер-Министр"),
            ("from-day", "2026-12-01"),
            ("from-time", "00:00"),
            ("act", "declare"),
            ("confirm", "жариялаймын"),
        ])
        .finish();
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let request = client
        .post(format!("{url}/desk/emergencies/new"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", &url)
        .header("referer", format!("{url}/desk/emergencies/new"))
        .header("cookie", format!("__Host-otyrys={}", clerk.secret))
        .body(body);
    let answer = request.send().await.ok()?;
    Some(answer.status().as_u16())
}

/// The emergency that stands, if one does.
fn standing(office: &Office) -> Option<Id> {
    read(office, |connection| {
        Ok(emergencies::table
            .filter(emergencies::ended_at.is_null())
            .select(emergencies::id)
            .get_result(connection)
            .optional()?)
    })
}

/// What a killed process had sent to the server of the database is done or undone by now.
async fn settled(office: &Office) {
    #[derive(QueryableByName)]
    struct Busy {
        #[diesel(sql_type = BigInt)]
        busy: i64,
    }
    let begun = Instant::now();
    loop {
        let busy = read(office, |connection| {
            if connection.engine() == Engine::Sqlite {
                return Ok(0);
            }
            let statement = "SELECT count(*) AS busy FROM pg_stat_activity WHERE datname = current_database() \
                AND pid <> pg_backend_pid() AND state IN ('active', 'idle in transaction')";
            let found: Busy = diesel::sql_query(statement).get_result(connection)?;
            Ok(found.busy)
        });
        if busy == 0 {
            return;
        }
        assert!(begun.elapsed() < Duration::from_mins(1), "{busy} at work");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    standing: i64,
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

/// All at one moment.
fn counted(office: &Office) -> Counted {
    let statement = "SELECT (SELECT count(*) FROM emergencies WHERE ended_at IS NULL) AS standing, \
         (SELECT count(*) FROM emergency_sessions s JOIN emergencies e ON e.id = s.emergency_id \
             WHERE e.ended_at IS NULL) AS covered, \
         (SELECT count(*) FROM sessions WHERE format = 'online' AND emergency_id IS NOT NULL) AS online, \
         (SELECT count(*) FROM seating WHERE seated > 0) AS seats, \
         (SELECT count(*) FROM applications WHERE state = 'moved_online') AS people, \
         (SELECT count(*) FROM emergency_places) AS places, \
         (SELECT count(*) FROM outbox WHERE kind = 'applicant-emergency') AS letters, \
         (SELECT count(*) FROM session_versions WHERE act = 'emergency') AS versions, \
         (SELECT count(*) FROM news WHERE kind = 'switched') AS news, \
         (SELECT count(*) FROM journal WHERE act = 'session.online_in_emergency') AS lines";
    read(office, |connection| {
        Ok(diesel::sql_query(statement).get_result(connection)?)
    })
}

/// What stands after so many declarations that came through, the last of them or none being in force.
fn wanted(before: i64, all: bool) -> Counted {
    let (now, times) = (i64::from(all), before + i64::from(all));
    let people = SESSIONS * i64::from(PEOPLE);
    Counted {
        standing: now,
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
        let mut some = String::new();
        for _ in 0..SESSIONS {
            let id = planned(office, &Planned::default());
            put_people(office, id, PEOPLE);
            some = id.to_string();
        }
        in_another_century(office);
        // The process goes by the clock of the machine, and so does the sign-in.
        office.at(&Clock::system().now().to_rfc3339());
        let clerk = office.clerk(Role::SystemAdmin, &some);
        let mut one = server(office);
        // How long one takes on this machine now.
        let begun = Instant::now();
        let answer = press(one.address().to_owned(), clerk.clone(), "0".to_owned()).await;
        let takes = begun.elapsed();
        assert_eq!(answer, Some(303));
        assert_eq!(counted(office), wanted(0, true));
        let (mut came_through, mut nothing) = (1, 0);
        let mut key = String::new();
        for kill in 1..=KILLS {
            if let Some(emergency) = standing(office) {
                end(office, emergency, true);
                assert_whole(office);
            }
            key = kill.to_string();
            let pressed = tokio::spawn(press(one.address().to_owned(), clerk.clone(), key.clone()));
            // From its beginning to after its end, a little earlier or later each time.
            let part = f64::from(u32::try_from(kill).unwrap()) + rand::random_range(-0.5..0.5);
            tokio::time::sleep(takes.mul_f64(part / 10.0)).await;
            one = server_after(one, office);
            let answer = pressed.await.expect("an end");
            settled(office).await;
            let found = counted(office);
            if found == wanted(came_through, true) {
                came_through += 1;
            } else {
                assert_eq!(answer, None, "kill {kill}");
                assert_eq!(found, wanted(came_through, false), "kill {kill}");
                nothing += 1;
            }
        }
        assert!(nothing > 0, "no kill came in time");
        // Whoever presses the button again declares what did not come through, and nothing twice.
        let stood = standing(office).is_some();
        let answer = press(one.address().to_owned(), clerk, key).await;
        assert_eq!(answer, Some(303));
        let before = came_through - i64::from(stood);
        assert_eq!(counted(office), wanted(before, true));
        assert_whole(office);
        office.letters();
    }
);

/// Kills a server, and starts another.
fn server_after(killed: Served, office: &Office) -> Served {
    drop(killed);
    server(office)
}
