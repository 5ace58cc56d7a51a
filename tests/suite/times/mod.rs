//! The times of sessions: breaks, several days, a maslikhat's two clocks, reasons of changes, bodies without duties.
//!
//! | file | what it looks at |
//! |---|---|
//! | `breaks` | a session breaks off and goes on: the act, its clocks, what it refuses |
//! | `told` | what is shown and told of it: pages, programs, calendars, letters |
//! | `door` | passes hold for every sitting |
//! | `desk` | the secretariat's pages |
//! | `clocks` | a maslikhat's two clocks, committees, several days |
//! | `course` | no change without a reason; what is promised stays; calendars get one entry |
//! | `owed` | what is decided after a break is still to be placed, whatever was before |
//! | `exempt` | a body that the Rules do not bind owes nothing anywhere |

mod breaks;
mod clocks;
mod course;
mod desk;
mod door;
mod exempt;
mod owed;
mod told;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use otyrys::database::schema::bodies;
use otyrys::database::{Broken, Id, Lane};
use otyrys::journal::Actor;
use otyrys::law::session_course::SessionAct;
use otyrys::law::sittings::{Continuation, Sitting};
use otyrys::sessions::actions::{self, Adjournment, Announced, Refusal};
use otyrys::sessions::deadlines::Counting;
use otyrys::sessions::record::Session;

use crate::harness::Office;
use crate::postponing::{stored, why};

/// Tuesday, nine days before the session of [`Planned::default`](crate::harness::Planned).
pub const NOW: &str = "2026-12-01T09:00:00+05:00";

/// While that session sits.
pub const SITS: &str = "2026-12-10T12:30:00+05:00";

pub fn time(local: &str) -> NaiveDateTime {
    local.parse().expect("a local time")
}

pub fn sitting(starts: &str, ends: &str) -> Sitting {
    Sitting {
        starts: time(starts),
        ends: time(ends),
    }
}

/// A break at one o'clock of the first day, until the afternoon of Friday.
pub fn until_friday() -> Continuation {
    Continuation::Add {
        breaks: time("2026-12-10T13:00:00"),
        next: sitting("2026-12-11T15:00:00", "2026-12-11T18:00:00"),
    }
}

/// The act of the desk, on the session as it stands.
pub fn adjourn(office: &Office, session: &str, change: Continuation) -> Result<Announced, Refusal> {
    let (known, _) = stored(office, session);
    adjourn_by(
        office,
        Adjournment {
            id: known.id,
            seen: known.updated_at,
            change,
            why: why(),
        },
    )
}

pub fn adjourn_by(office: &Office, order: Adjournment) -> Result<Announced, Refusal> {
    let (app, now) = (office.app.clone(), office.app.now());
    office.app.database.write_here(Lane::All, move |work| {
        let counting = Counting::in_act(work, &app)?;
        actions::adjourn(work, now, &counting, &Actor::Office, &order)
    })
}

/// The session begins, or ends.
pub fn along(office: &Office, session: &str, act: SessionAct) -> Result<Session, Refusal> {
    let (id, now) = (Id::parse(session).expect("an id"), office.app.now());
    office.app.database.write_here(Lane::All, move |work| {
        actions::move_along(work, now, &Actor::Office, id, act)
    })
}

/// The Rules do not bind the body of this session, as of now.
pub fn exempt(office: &Office, session: &str) {
    let body = office.body_of(session);
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(bodies::table.find(body))
            .set((
                bodies::exempt.eq(true),
                bodies::exempt_basis.eq(Some("Заң, 13-бап")),
            ))
            .execute(work.connection)?;
        work.touch(otyrys::database::Topic::Bodies);
        Ok::<_, Broken>(())
    });
    done.expect("exempt");
}
