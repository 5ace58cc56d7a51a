//! Broadcasts of sessions: begun and ended, broken off, explained, recorded; by the desk and by the media server.
//!
//! | file | what it looks at |
//! |---|---|
//! | `acts` | what the acts write, and what they refuse; what is owed |
//! | `callback` | what the media server says, in whichever order and however often |
//! | `desk` | the page of the secretariat, as it clicks through it |
//! | `pages` | what visitors and programs are told, in three languages |
//! | `real` | nginx, an encoder and a browser |
//! | `together` | what the desk says and what the media server says, about the same |

mod acts;
mod callback;
mod desk;
mod pages;
pub mod real;
mod together;

use diesel::prelude::*;
use otyrys::broadcasts::actions::{self, Explanation, Past, Refusal, Seen};
use otyrys::broadcasts::record::{Broadcast, Interruption};
use otyrys::broadcasts::store;
use otyrys::database::schema::sessions;
use otyrys::database::{AnyConnection, Broken, Id, Lane, Topic, Work};
use otyrys::journal::Actor;
use otyrys::language::Multilingual;
use otyrys::law::session_course::SessionAct;
use otyrys::web::desk::Role;
use serde_json::Value;

use crate::harness::{Office, Planned, instant};

/// A quarter of an hour before the session of [`Planned::default`].
pub const BEFORE: &str = "2026-12-10T09:45:00+05:00";

/// The session begins.
pub const BEGINS: &str = "2026-12-10T10:00:00+05:00";

/// It has lasted longer than anybody said.
pub const AFTER: &str = "2026-12-10T15:00:00+05:00";

pub fn id(session: &str) -> Id {
    Id::parse(session).unwrap()
}

pub fn read<T: Send + 'static>(
    office: &Office,
    reading: impl FnOnce(&mut AnyConnection) -> Result<T, Broken> + Send + 'static,
) -> T {
    office.app.database.read_here(reading).unwrap()
}

pub fn act<T: Send + 'static>(
    office: &Office,
    act: impl FnOnce(&mut Work) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    office.app.database.write_here(Lane::All, act)
}

/// What goes on.
pub fn seen(office: &Office, session: &str) -> Seen {
    let id = id(session);
    read(office, move |connection| actions::seen_of(connection, id))
}

pub fn begin(office: &Office, session: &str) -> Result<Broadcast, Refusal> {
    let (now, of) = (office.app.now(), (id(session), seen(office, session)));
    act(office, move |work| actions::begin(work, now, Id::new(), of))
}

pub fn end(office: &Office, session: &str) -> Result<(), Refusal> {
    let (now, of) = (office.app.now(), (id(session), seen(office, session)));
    act(office, move |work| actions::end(work, now, Id::new(), of))
}

pub fn interrupt(office: &Office, session: &str, why: Option<Multilingual>) -> Result<(), Refusal> {
    let (now, of) = (office.app.now(), (id(session), seen(office, session)));
    act(office, move |work| {
        actions::interrupt(work, now, Id::new(), of, why)
    })
}

pub fn resume(office: &Office, session: &str) -> Result<(), Refusal> {
    let (now, of) = (office.app.now(), (id(session), seen(office, session)));
    act(office, move |work| {
        actions::resume(work, now, Id::new(), of)
    })
}

pub fn enter_past(
    office: &Office,
    session: &str,
    began: &str,
    ended: &str,
) -> Result<Broadcast, Refusal> {
    let past = Past {
        session: id(session),
        began: instant(began),
        ended: instant(ended),
    };
    let now = office.app.now();
    act(office, move |work| {
        actions::enter_past(work, now, Id::new(), past)
    })
}

pub fn explanation() -> Explanation {
    Explanation {
        why: Multilingual::new("Байланыс арнасы зақымдалған", "Поврежден канал связи"),
        instead: Multilingual::new(
            "Телефон арқылы тыңдау: 8 7172 00-00-00",
            "Слушать по телефону: 8 7172 00-00-00",
        ),
    }
}

pub fn explain(office: &Office, session: &str) -> Result<(), Refusal> {
    let (now, session) = (office.app.now(), id(session));
    let known = read(office, move |connection| {
        store::facts_of(connection, session)
    });
    let seen = known.map(|known| known.updated_at);
    act(office, move |work| {
        actions::explain(work, now, Id::new(), (session, seen), &explanation())
    })
}

pub fn record(
    office: &Office,
    session: &str,
    recording: Option<(&str, Option<&str>)>,
) -> Result<(), Refusal> {
    let (now, session) = (office.app.now(), id(session));
    let known = read(office, move |connection| {
        store::facts_of(connection, session)
    });
    let seen = known.map(|known| known.updated_at);
    let recording = recording.map(|(url, sha256)| (url.to_owned(), sha256.map(str::to_owned)));
    act(office, move |work| {
        actions::keep_recording(work, now, Id::new(), (session, seen), recording)
    })
}

/// The session ends by the desk's word.
pub fn end_session(office: &Office, session: &str) {
    let (now, id) = (office.app.now(), id(session));
    let done = office.app.database.write_here(Lane::All, move |work| {
        let actor = Actor::Staff(Id::new());
        otyrys::sessions::actions::move_along(work, now, &actor, id, SessionAct::End)
    });
    done.unwrap();
}

/// An item of it is considered in closed mode, or no more.
pub fn closed_part(office: &Office, session: &str, begins: bool) {
    let (now, id) = (office.app.now(), id(session));
    let done = office.app.database.write_here(Lane::All, move |work| {
        let actor = Actor::Staff(Id::new());
        otyrys::sessions::actions::closed_part(work, now, &actor, id, begins)
    });
    done.unwrap();
}

pub fn broadcasts(office: &Office, session: &str) -> Vec<Broadcast> {
    let id = id(session);
    read(office, move |connection| store::of_session(connection, id))
}

pub fn interruptions(office: &Office, session: &str) -> Vec<Interruption> {
    let id = id(session);
    read(office, move |connection| {
        store::interruptions_of(connection, id)
    })
}

pub fn on_air(office: &Office, session: &str) -> bool {
    let id = id(session);
    read(office, move |connection| store::on_air(connection, id)).is_some()
}

/// What the worker does about broadcasts; how many it did something with.
pub async fn tend(office: &Office) -> usize {
    otyrys::broadcasts::jobs::tend(office.app.clone())
        .await
        .unwrap()
}

/// A key for the session's stream: name and secret.
pub fn key(office: &Office, session: &str) -> (String, String) {
    let (now, of) = (office.app.now(), id(session));
    let stream = act(office, move |work| {
        actions::new_key(work, now, Id::new(), of)
    })
    .unwrap();
    let (known, _) = crate::postponing::stored(office, session);
    (actions::stream_name(&known), stream.secret)
}

/// It is announced to be watched there.
pub fn announced_at(office: &Office, session: &str, address: &str) {
    let (id, address) = (id(session), address.to_owned());
    let done = office.app.database.write_here(Lane::All, move |work| {
        diesel::update(sessions::table.find(id))
            .set(sessions::broadcast_url.eq(Some(address)))
            .execute(work.connection)?;
        work.touch(Topic::Session(id));
        Ok::<_, Broken>(())
    });
    done.unwrap();
}

/// It is announced, and nothing says where it is to be watched.
pub fn announced_without_address(office: &Office, session: &str) {
    let id = id(session);
    let done = office.app.database.write_here(Lane::All, move |work| {
        diesel::update(sessions::table.find(id))
            .set(sessions::broadcast_url.eq(None::<String>))
            .execute(work.connection)?;
        work.touch(Topic::Session(id));
        Ok::<_, Broken>(())
    });
    done.unwrap();
}

/// What programs are told of the broadcast.
pub async fn told(office: &Office, session: &str) -> Value {
    let (status, json) = office
        .get_json(&format!("/api/v1/sessions/{session}"))
        .await;
    assert_eq!(status, 200);
    json["broadcast"].clone()
}

pub fn live() -> Planned {
    Planned {
        status: otyrys::law::session_course::SessionStatus::Live,
        ..Planned::default()
    }
}

/// A session one of whose items is closed; the clock stands before it.
pub fn with_closed_item(office: &Office) -> String {
    office.at(crate::closing::NOW);
    let session = crate::closing::of_two(office);
    crate::closing::close_second(office, session);
    office.letters();
    session.to_string()
}

pub fn secretary(office: &Office, session: &str) -> crate::harness::Clerk {
    office.clerk(Role::Secretary, session)
}
