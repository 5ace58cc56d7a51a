//! The pass list of a great session as a workbook: how long it takes, and what it holds meanwhile.

use std::time::Instant;

use chrono::TimeDelta;
use otyrys::applications::actions::{Apply, received};
use otyrys::applications::places::Place;
use otyrys::applications::record::{Application, Hall};
use otyrys::applications::store as applications;
use otyrys::applications::submission::Submission;
use otyrys::clock::Clock;
use otyrys::database::{AnyConnection, Database, Id, Lane, Work};
use otyrys::language::Language;
use otyrys::sessions::store as sessions;
use otyrys::staff::record::{Member, RoleRow, SignIn};
use otyrys::staff::{store as staff, tokens};
use otyrys::web::desk::{Person, Role};

use crate::Outcome;
use crate::client::{Get, ask_once};
use crate::database::{Engine, Home};
use crate::process::Server;
use crate::rounds::median;
use crate::session;

const PEOPLE: i32 = 10_000;
const ROUNDS: u32 = 9;
const WANTED_SECONDS: f64 = 1.0;
const WANTED_MB: f64 = 40.0;

/// Prints what was reached.
pub fn measure() -> Outcome<()> {
    let home = Home::new(&Engine::Sqlite)?;
    let session = session::announce(&home, 1, PEOPLE.unsigned_abs())?;
    let session = *session.first().ok_or("a session")?;
    let secret = furnish(&home.open()?, session)?;
    let server = Server::otyrys(&home, false)?;
    let cookie = format!("Cookie: __Host-otyrys={secret}\r\n");
    let form = format!("csrf={}", Person::csrf_of(&tokens::digest(&secret)));
    let list = format!(
        "POST /desk/sessions/{session}/passes.xlsx HTTP/1.1\r\nHost: bench\r\n{cookie}\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    ask_once(server.address, Get::new("/kk/", "", 200).bytes())?;
    let (mut seconds, mut megabytes, mut bytes) = (Vec::new(), 0.0_f64, 0);
    for _ in 0..ROUNDS {
        server.forget_peak()?;
        let before = server.resident_bytes()?;
        let begun = Instant::now();
        let (status, _, body) = ask_once(server.address, list.as_bytes())?;
        seconds.push(begun.elapsed().as_secs_f64());
        if status != 200 {
            return Err(format!("the list was answered {status}").into());
        }
        bytes = body.len();
        let extra = server.peak_bytes()?.saturating_sub(before);
        megabytes = megabytes.max(f64::from(extra) / 1e6);
    }
    let seconds = median(&mut seconds);
    println!(
        "\nlists: a workbook of {PEOPLE} people ({bytes} bytes) in {seconds:.2} s, {megabytes:.1} MB more at the most; \
         wanted {WANTED_SECONDS:.0} s, {WANTED_MB:.0} MB: {}",
        if seconds <= WANTED_SECONDS && megabytes <= WANTED_MB {
            "reached"
        } else {
            "MISSED"
        },
    );
    Ok(())
}

/// Seats the people, and signs in a secretary; the secret of the cookie.
fn furnish(database: &Database, id: Id) -> Outcome<String> {
    let session = database
        .read_here(|connection: &mut AnyConnection| sessions::facts_for_applying(connection, id))?;
    let (session, _, mut seating) = session.ok_or("a session")?;
    let now = Clock::system().now();
    let mut people: Vec<Application> = Vec::new();
    for seat in 1..=PEOPLE {
        seating.received = seat;
        let order = Apply::new(id, person(seat), "measured".to_owned(), None);
        let place = Place::Seat(Hall::Main, seat);
        let seated = received(&order, &session, place, &seating, now);
        people.push(seated.map_err(|refusal| format!("{refusal:?}"))?);
    }
    let (member, secret) = (secretary(now), tokens::secret());
    let sign_in = SignIn {
        id: Id::new(),
        staff_id: member.id,
        secret_digest: tokens::digest(&secret),
        complete: true,
        browser: "bench".to_owned(),
        begun_at: now.into(),
        last_seen_at: now.into(),
        ends_at: (now + TimeDelta::hours(1)).into(),
        ended_at: None,
    };
    let role = RoleRow {
        staff_id: member.id,
        body_id: session.body_id,
        role: Role::Secretary,
    };
    database.write_here(Lane::All, move |work: &mut Work| {
        applications::insert_many(work.connection, &people)?;
        staff::insert(work.connection, &member)?;
        staff::give_role(work.connection, &role)?;
        staff::begin_sign_in(work.connection, &sign_in)
    })?;
    Ok(secret)
}

fn secretary(now: chrono::DateTime<chrono::Utc>) -> Member {
    Member {
        id: Id::new(),
        email: "secretary@example.org".to_owned(),
        name: "Хатшы".to_owned(),
        language: Language::Kk,
        office_role: None,
        password_hash: None,
        totp_secret: None,
        totp_last_step: None,
        setup_digest: None,
        setup_ends_at: None,
        disabled_at: None,
        revision: 0,
        created_at: now.into(),
        updated_at: now.into(),
    }
}

fn person(number: i32) -> Submission {
    Submission {
        surname: format!("Сейітқалиұлы{number}"),
        given_name: "Нұрсұлтан".to_owned(),
        patronymic: Some("Әбдіқадырұлы".to_owned()),
        birth_year: 1985,
        email: Some(format!("person-{number}@example.org")),
        phone: None,
        language: Language::Kk,
        needs: Vec::new(),
        needs_consent: false,
        consent: true,
    }
}
