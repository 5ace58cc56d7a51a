//! Letters that the hour orders: to applicants, to responsible persons, to secretariats.

mod applicants;
mod responsible;
mod secretariat;
mod words;

use std::sync::Arc;

use diesel::prelude::*;
use otyrys::bodies::record::ApplicationsLetters;
use otyrys::database::schema::{bodies, outbox, sessions, staff};
use otyrys::database::{Broken, Id, Instant, Lane};
use otyrys::law::session_course::{Format, SessionStatus};
use otyrys::reminders;
use otyrys::sessions::record::USUAL_LENGTH;

use crate::harness::{Clerk, Office, instant};

/// The job that reminds applicants; how many it reminded.
pub async fn remind(office: &Office) -> usize {
    let done = reminders::applicants::remind(Arc::clone(&office.app)).await;
    done.expect("reminded")
}

/// The job that tells responsible persons; how many letters it ordered.
pub async fn tell(office: &Office) -> usize {
    let done = reminders::responsible::tell(Arc::clone(&office.app)).await;
    done.expect("told")
}

/// The job that warns secretariats; how many letters it ordered.
pub async fn warn(office: &Office) -> usize {
    let done = reminders::secretariat::warn(Arc::clone(&office.app)).await;
    done.expect("warned")
}

/// The letters that wait, but for receipts: kind and recipient.
pub fn letters(office: &Office) -> Vec<(String, String)> {
    let mut letters = office.letters();
    letters.retain(|(kind, _)| kind != "application-received");
    letters
}

/// How the responsible persons of a session's body are told.
pub fn wishes(office: &Office, session: &str, wish: ApplicationsLetters) {
    let body = office.body_of(session);
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(bodies::table.find(body))
            .set(bodies::applications_letters.eq(wish))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("a wish");
}

/// Makes a session another one behind the office's back.
pub fn becomes(office: &Office, session: &str, status: SessionStatus, format: Format) {
    let (id, now) = (Id::parse(session).expect("an id"), office.app.now());
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(sessions::table.find(id))
            .set((
                sessions::status.eq(status),
                sessions::format.eq(format),
                sessions::announced_at.eq(Some(Instant::from(now))),
                sessions::announced_in_time.eq(Some(true)),
            ))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("another session");
}

/// Moves a session to another start.
pub fn moved(office: &Office, session: &str, start: &str) {
    let id = Id::parse(session).expect("an id");
    let starts = instant(start);
    let day = chrono::DateTime::parse_from_rfc3339(start)
        .expect("an instant")
        .date_naive();
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(sessions::table.find(id))
            .set((
                sessions::status.eq(SessionStatus::Postponed),
                sessions::starts_at.eq(Instant::from(starts)),
                sessions::closes_at.eq(Instant::from(starts + USUAL_LENGTH)),
                sessions::local_date.eq(day),
            ))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("moved");
}

/// A clerk who has set the account up.
pub fn set_up(office: &Office, clerk: &Clerk) -> String {
    let id = clerk.id;
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(staff::table.find(id))
            .set(staff::password_hash.eq(Some("x")))
            .execute(work.connection)?;
        Ok::<_, Broken>(
            staff::table
                .find(id)
                .select(staff::email)
                .get_result(work.connection)?,
        )
    });
    done.expect("a person")
}

/// The states of all letters of a kind.
pub fn states(office: &Office, kind: &'static str) -> Vec<String> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .filter(outbox::kind.eq(kind))
                .order(outbox::id)
                .select(outbox::state)
                .load(connection)?,
        )
    });
    read.expect("states")
}
