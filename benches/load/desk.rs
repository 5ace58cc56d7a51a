//! The applicants page of the desk, of a session with ten thousand applications, signed in.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use otyrys::applications;
use otyrys::applications::actions::{Apply, received};
use otyrys::applications::places::Place;
use otyrys::applications::record::{Application, Hall};
use otyrys::applications::submission::Submission;
use otyrys::clock::Clock;
use otyrys::database::{Broken, Database, Id, Lane, Work};
use otyrys::language::Language;
use otyrys::sessions;
use otyrys::sessions::record::{Seating, Session};
use otyrys::staff::record::{Member, RoleRow, SignIn};
use otyrys::staff::{store, tokens};
use otyrys::web::desk::Role;

use crate::Outcome;
use crate::client::{Get, ask_once, drive};
use crate::database::{Engine, Home};
use crate::process::Server;
use crate::rounds::{Plan, median};
use crate::session;

const APPLICATIONS: i32 = 10_000;

/// Seats of the session; whoever has none waits.
const SEATS: i32 = 500;

/// Milliseconds that the median may take.
const WANTED: f64 = 60.0;

/// Prints what was reached.
pub fn measure(plan: &Plan, engine: &Engine) -> Outcome<()> {
    let home = Home::new(engine)?;
    let seats = u32::try_from(SEATS)?;
    let session = *session::announce(&home, 1, seats)?
        .first()
        .ok_or("a session")?;
    let secret = prepare(&home.open()?, session)?;
    let server = Server::otyrys(&home, false)?;
    println!(
        "\napplicants page of {APPLICATIONS} applications, one after another, {}",
        engine.name()
    );
    let path = format!("/desk/sessions/{session}/applicants");
    let cookie = format!("Cookie: __Host-otyrys={secret}\r\n");
    // «ахмет», as it is typed.
    let search = "q=%D0%B0%D1%85%D0%BC%D0%B5%D1%82";
    for (name, query) in [
        ("first page", ""),
        ("last page", "page=200"),
        ("those who wait", "state=waiting"),
        ("by name", search),
    ] {
        let page = Get::new(&format!("{path}?{query}"), &cookie, 200);
        let (status, _, body) = ask_once(server.address, page.bytes())?;
        if status != 200 {
            return Err(format!("{path}?{query} answers {status}").into());
        }
        let alone = Plan {
            rounds: 1,
            round: Duration::from_secs(1),
            connections: 1,
        };
        let rounds: Outcome<Vec<f64>> = (0..plan.rounds.min(5))
            .map(|_| Ok(drive(server.address, &alone, &page)?.percentile(50)))
            .collect();
        let middle = median(&mut rounds?);
        let verdict = if middle <= WANTED {
            "reached"
        } else {
            "MISSED"
        };
        println!(
            "  {name:<28} p50 {middle:>7.2} ms, {} bytes; wanted {WANTED:.0} ms: {verdict}",
            body.len()
        );
    }
    Ok(())
}

/// Ten thousand people and a secretary who is signed in; the secret of the sign-in.
fn prepare(database: &Database, session: Id) -> Outcome<String> {
    let now = Clock::system().now();
    let facts = database
        .read_here(|connection| sessions::store::facts_for_applying(connection, session))?;
    let (session, _, seating) = facts.ok_or("a session")?;
    let people = (1..=APPLICATIONS)
        .map(|number| person(&session, &seating, number, now))
        .collect::<Outcome<Vec<_>>>()?;
    let secret = tokens::secret();
    let (member, role, sign_in) = secretary(session.body_id, &secret, now);
    database.write_here(Lane::Any, move |work: &mut Work| {
        applications::store::insert_many(work.connection, &people)?;
        let full = Seating {
            seated: SEATS,
            last_seat: SEATS,
            waiting: APPLICATIONS - SEATS,
            received: APPLICATIONS,
            ..seating.clone()
        };
        sessions::store::change_seating(work.connection, &seating, &full)?;
        store::insert(work.connection, &member)?;
        store::give_role(work.connection, &role)?;
        store::begin_sign_in(work.connection, &sign_in)?;
        otyrys::database::count_for_the_planner(work.connection)?;
        Ok::<_, Broken>(())
    })?;
    Ok(secret)
}

fn person(
    session: &Session,
    seating: &Seating,
    number: i32,
    now: DateTime<Utc>,
) -> Outcome<Application> {
    let surname = if number % 100 == 0 {
        "Ахметова"
    } else {
        "Сейітова"
    };
    let submission = Submission {
        surname: surname.to_owned(),
        given_name: "Айгүл".to_owned(),
        patronymic: Some("Серікқызы".to_owned()),
        birth_year: 1985,
        email: Some(format!("p{number}@example.org")),
        phone: None,
        language: Language::Kk,
        needs: Vec::new(),
        needs_consent: false,
        consent: true,
    };
    let order = Apply::new(session.id, submission, "measured".to_owned(), None);
    let place = if number <= SEATS {
        Place::Seat(Hall::Main, number)
    } else {
        Place::Queue
    };
    let count = Seating {
        received: number,
        ..seating.clone()
    };
    received(&order, session, place, &count, now).map_err(|refusal| format!("{refusal:?}").into())
}

fn secretary(body: Id, secret: &str, now: DateTime<Utc>) -> (Member, RoleRow, SignIn) {
    let id = Id::new();
    let member = Member {
        id,
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
    };
    let role = RoleRow {
        staff_id: id,
        body_id: body,
        role: Role::Secretary,
    };
    let sign_in = SignIn {
        id: Id::new(),
        staff_id: id,
        secret_digest: tokens::digest(secret),
        complete: true,
        browser: "bench".to_owned(),
        begun_at: now.into(),
        last_seen_at: now.into(),
        ends_at: (now + TimeDelta::hours(12)).into(),
        ended_at: None,
    };
    (member, role, sign_in)
}
