//! A crowd for one hot session: durable, with seat, journal and letter, beside a transaction a request.

use std::sync::atomic::{AtomicU32, Ordering};

use diesel::prelude::*;
use otyrys::database::schema::{applications, journal, outbox};
use otyrys::database::{Database, Id};
use otyrys::sessions;

use crate::Outcome;
use crate::client::{Requests, drive};
use crate::database::{Engine, Home};
use crate::process::Server;
use crate::rounds::{Duel, Plan};
use crate::session;

/// Seats of the hot session: soon full, and then everyone waits.
const SEATS: u32 = 20;

/// Prints what was reached.
pub fn measure(plan: &Plan, engine: &Engine) -> Outcome<()> {
    let wanted = match engine {
        Engine::Sqlite => 4.0,
        Engine::Postgres(_) => 2.0,
    };
    println!("\napplications to one hot session, {}", engine.name());
    let (our_home, their_home) = (Home::new(engine)?, Home::new(engine)?);
    // A session a round, so that no round finds the rows of the one before.
    let our_sessions = session::announce(&our_home, plan.rounds, SEATS)?;
    let their_sessions = session::announce(&their_home, plan.rounds, SEATS)?;
    let ours = Server::otyrys(&our_home, false)?;
    let theirs = Server::naive(&their_home)?;
    let round = |server: &Server, sessions: &[Id], number: u32| {
        let session = sessions
            .get(usize::try_from(number)?)
            .ok_or("a session a round")?;
        drive(server.address, plan, &Applications::to(*session))
    };
    let duel = Duel::fight(
        plan,
        (&ours, |number| round(&ours, &our_sessions, number)),
        (&theirs, |number| round(&theirs, &their_sessions, number)),
    )?;
    duel.tell("otyrys", "a transaction a request", wanted);
    drop((ours, theirs));
    look_for_overbooking("otyrys", &our_home, &our_sessions, duel.our_answers())?;
    look_for_overbooking(
        "a transaction a request",
        &their_home,
        &their_sessions,
        duel.their_answers(),
    )
}

/// POST of one person after another to one session.
struct Applications {
    head: String,
    next: AtomicU32,
}

impl Applications {
    fn to(session: Id) -> Self {
        let length = person(0).len();
        let head = format!(
            "POST /api/v1/sessions/{session}/applications HTTP/1.1\r\nHost: bench\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
        );
        Self {
            head,
            next: AtomicU32::new(0),
        }
    }
}

/// Another e-mail is another person; always of the same length.
fn person(number: u32) -> String {
    format!(
        r#"{{"surname":"Ахметова","given_name":"Айгүл","birth_year":1985,"email":"p{number:010}@example.org","consent":true}}"#
    )
}

impl Requests for Applications {
    fn good(&self) -> u16 {
        201
    }

    fn next(&self, into: &mut Vec<u8>) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        into.extend_from_slice(self.head.as_bytes());
        into.extend_from_slice(person(number).as_bytes());
    }
}

/// Every answer of 201 is a row, a line of the journal and a letter; nobody sits where nobody should.
fn look_for_overbooking(name: &str, home: &Home, hot: &[Id], answers: u32) -> Outcome<()> {
    let database = home.open()?;
    let mut received = 0;
    for &session in hot {
        received += check_session(&database, session)?;
    }
    let (noted, letters): (i64, i64) = database.read_here(|connection| {
        Ok::<_, otyrys::database::Broken>((
            journal::table
                .filter(journal::act.eq("application.received"))
                .count()
                .get_result(connection)?,
            outbox::table.count().get_result(connection)?,
        ))
    })?;
    let answers = i64::from(answers);
    if (received, noted, letters) != (answers, answers, answers) {
        return Err(format!(
            "{name}: {answers} answers, but {received} rows, {noted} lines of the journal, {letters} letters"
        )
        .into());
    }
    println!("  {name}: 0 overbooked, nothing lost of {answers}");
    Ok(())
}

fn check_session(database: &Database, id: Id) -> Outcome<i64> {
    let (seating, seated, rows): (_, i64, i64) = database.read_here(|connection| {
        let own = applications::table.filter(applications::session_id.eq(id));
        Ok::<_, otyrys::database::Broken>((
            sessions::store::seating_of(connection, id)?,
            own.filter(applications::seat.is_not_null())
                .count()
                .get_result(connection)?,
            own.count().get_result(connection)?,
        ))
    })?;
    let right = seating.seated <= i32::try_from(SEATS)?
        && i64::from(seating.seated) == seated
        && i64::from(seating.received) == rows
        && i64::from(seating.seated + seating.waiting) == rows;
    if right {
        Ok(rows)
    } else {
        Err(format!("overbooked: {seating:?}, {seated} sit, {rows} rows").into())
    }
}
