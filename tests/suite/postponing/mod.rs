//! An announced session is moved to another time, or called off.
//!
//! | file | what it looks at |
//! |---|---|
//! | `acts` | what the acts write, and what they refuse |
//! | `cutoff` | what becomes of the time to apply, and of those who applied |
//! | `desk` | the form, what follows, and the act, as the secretariat clicks through them |
//! | `pages` | what visitors, applicants and programs are told |

mod acts;
mod cutoff;
mod desk;
mod pages;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use otyrys::changes::course;
use otyrys::database::schema::{journal, news};
use otyrys::database::{Broken, Id, Instant, Lane};
use otyrys::journal::Actor;
use otyrys::language::Multilingual;
use otyrys::sessions::actions::{self, Announced, Cancellation, Postponement, Refusal};
use otyrys::sessions::deadlines::Counting;
use otyrys::sessions::record::Session;
use otyrys::sessions::store::{self, Details};

use crate::harness::Office;

/// Tuesday, nine days before the session of [`Planned::default`](crate::harness::Planned).
pub const NOW: &str = "2026-12-01T09:00:00+05:00";

pub const KAZAKH: &str = "Кворум жоқ";
pub const RUSSIAN: &str = "Нет кворума";

pub fn why() -> Multilingual {
    Multilingual::new(KAZAKH, RUSSIAN)
}

pub fn stored(office: &Office, session: &str) -> (Session, Details) {
    let id = Id::parse(session).unwrap();
    let read = office.app.database.read_here(|connection| {
        let session = store::by_id(connection, id)?.unwrap();
        let details = store::details_of(connection, &[id])?.remove(&id).unwrap();
        Ok::<_, Broken>((session, details))
    });
    read.unwrap()
}

pub fn time(local: &str) -> NaiveDateTime {
    local.parse().unwrap()
}

/// The stored session, to be moved to this time.
pub fn moving(office: &Office, session: &str, starts: &str) -> Postponement {
    let (known, _) = stored(office, session);
    Postponement {
        id: known.id,
        seen: known.updated_at,
        starts: time(starts),
        ends: None,
        place: None,
        why: why(),
        late_reason: None,
    }
}

pub fn postpone(office: &Office, order: Postponement) -> Result<Announced, Refusal> {
    let (app, now) = (office.app.clone(), office.app.now());
    office.app.database.write_here(Lane::All, move |work| {
        let counting = Counting::in_act(work, &app)?;
        course::postpone(work, now, &counting, &Actor::Office, &order)
    })
}

pub fn cancel(office: &Office, session: &str) -> Result<Session, Refusal> {
    let (known, _) = stored(office, session);
    let order = Cancellation {
        id: known.id,
        seen: known.updated_at,
        why: why(),
    };
    let now = office.app.now();
    office.app.database.write_here(Lane::All, move |work| {
        actions::cancel(work, now, &Actor::Office, &order)
    })
}

/// Kind and revision of what is to be told of a session, in order.
pub fn news_of(office: &Office, session: &str) -> Vec<(String, i32)> {
    let id = Id::parse(session).unwrap();
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            news::table
                .filter(news::session_id.eq(id))
                .order(news::id)
                .select((news::kind, news::revision))
                .load(connection)?,
        )
    });
    read.unwrap()
}

/// What the journal says of acts on a session: the act, before and after.
pub fn noted(office: &Office, session: &str) -> Vec<(String, String, String)> {
    let id = Id::parse(session).unwrap();
    let rows: Vec<(String, Option<String>, Option<String>)> = office
        .app
        .database
        .read_here(|connection| {
            Ok::<_, Broken>(
                journal::table
                    .filter(journal::object_id.eq(id))
                    .order(journal::id)
                    .select((journal::act, journal::before, journal::after))
                    .load(connection)?,
            )
        })
        .unwrap();
    let said = |text: Option<String>| text.unwrap_or_default();
    rows.into_iter()
        .map(|(act, before, after)| (act, said(before), said(after)))
        .collect()
}

pub fn at(text: &str) -> Instant {
    crate::harness::instant(text).into()
}
