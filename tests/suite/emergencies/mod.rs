//! Emergencies (605-6): what is declared, what it does to sessions and their people, and what its end gives back.
//!
//! | file | what it looks at |
//! |---|---|
//! | `declaring` | one declaration and all that it does |
//! | `overlapping` | several at once, the same twice |
//! | `ending` | halls and places given back, or not |
//! | `sittings` | sessions that break off and go on later |
//! | `standing` | what is refused while one stands, and what comes into its reach later |
//! | `telling` | who hears of it, and that nobody hears twice |
//! | `once` | what is told around one, and that no change is lost |
//! | `words` | the letters |
//! | `nodes` | two nodes of one office |
//! | `killing` | a process that is killed in the middle |

mod declaring;
mod ending;
pub mod killing;
mod nodes;
mod once;
mod overlapping;
mod sittings;
mod standing;
mod telling;
mod words;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use otyrys::applications::record::Application;
use otyrys::applications::store::in_states;
use otyrys::database::schema::{
    calls, emergency_places, emergency_sessions, news, outbox, tellings,
};
use otyrys::database::{Broken, Id, Lane, Work};
use otyrys::emergencies::{self, Afterwards, Declaration, Ending, Outcome, Refusal};
use otyrys::language::Multilingual;
use otyrys::law::application_course::ApplicationState;
use otyrys::law::emergency::EmergencyKind;
use otyrys::law::session_course::Format;
use otyrys::sessions::emergency::{Covered, Declared};
use otyrys::sessions::record::{Seating, Session};
use otyrys::sessions::store;

use crate::harness::{Office, Planned, instant};

/// Tuesday, nine days before the session of [`Planned::default`]; its cut-off is on the 8th at midnight.
pub const NOW: &str = "2026-12-01T09:00:00+05:00";

/// For the whole country from the first of December on, with an open end.
pub fn everywhere(key: &str) -> Declaration {
    Declaration {
        body: None,
        kind: EmergencyKind::Natural,
        country: true,
        regions: Vec::new(),
        basis: Multilingual::new("Үкімет қаулысы № 12", "Постановление Правительства № 12"),
        basis_url: Some("https://example.org/act".to_owned()),
        signer: "Премьер-Министр".to_owned(),
        from: instant("2026-12-01T00:00:00+05:00"),
        until: None,
        request_key: key.to_owned(),
        staff: Id::new(),
    }
}

pub fn try_declare(office: &Office, declaration: Declaration) -> Result<Outcome, Refusal> {
    let now = office.app.now();
    office.app.database.write_here(Lane::All, move |work| {
        emergencies::declare(work, now, &declaration)
    })
}

pub fn declare(office: &Office, declaration: Declaration) -> Outcome {
    try_declare(office, declaration).expect("declared")
}

/// Ends an emergency as it stands.
pub fn end(office: &Office, id: Id, restore: bool) -> Afterwards {
    try_end(office, ending(office, id, restore)).expect("ended")
}

/// The order to end an emergency as it stands.
pub fn ending(office: &Office, id: Id, restore: bool) -> Ending {
    Ending {
        id,
        seen: stands(office, id).emergency.updated_at,
        restore,
        staff: Id::new(),
    }
}

pub fn try_end(office: &Office, ending: Ending) -> Result<Afterwards, Refusal> {
    let now = office.app.now();
    office
        .app
        .database
        .write_here(Lane::All, move |work| emergencies::end(work, now, &ending))
}

pub fn restore(office: &Office, session: Id) -> Result<(), Refusal> {
    let (now, seen) = (office.app.now(), self::session(office, session).updated_at);
    office.app.database.write_here(Lane::All, move |work| {
        emergencies::restore(work, now, session, seen, Id::new())
    })
}

pub fn sweep(office: &Office) -> usize {
    let now = office.app.now();
    let waiting = office
        .app
        .database
        .read_here(|connection| emergencies::actions::waits(connection, now));
    let mut covered = 0;
    for id in waiting.expect("what waits") {
        let act = move |work: &mut Work| emergencies::actions::sweep(work, now, id);
        covered += office
            .app
            .database
            .write_here(Lane::All, act)
            .expect("swept");
    }
    covered
}

pub fn stands(office: &Office, id: Id) -> Declared {
    read(office, |connection| store::emergency(connection, id)).expect("an emergency")
}

pub fn read<T>(
    office: &Office,
    reading: impl FnOnce(&mut otyrys::database::AnyConnection) -> Result<T, Broken>,
) -> T {
    office.app.database.read_here(reading).expect("a read")
}

pub fn session(office: &Office, id: Id) -> Session {
    read(office, |connection| store::by_id(connection, id)).expect("a session")
}

pub fn seating(office: &Office, id: Id) -> Seating {
    read(office, |connection| store::seating_of(connection, id))
}

/// An announced session, by its id.
pub fn planned(office: &Office, planned: &Planned) -> Id {
    Id::parse(&office.session(planned)).expect("an id")
}

/// All applications to a session, in the order of receipt.
pub fn people(office: &Office, session: Id) -> Vec<Application> {
    let mut all = read(office, |connection| {
        in_states(connection, session, ApplicationState::ALL)
    });
    all.sort_by_key(|one| one.ordinal);
    all
}

/// State, hall and seat of each.
pub fn places(office: &Office, session: Id) -> Vec<(ApplicationState, Option<i32>)> {
    people(office, session)
        .into_iter()
        .map(|one| (one.state, one.seat))
        .collect()
}

/// People apply one after another.
pub async fn apply(office: &Office, session: Id, surnames: &[&str]) {
    for surname in surnames {
        let (status, answer) = office.apply(session.as_str(), surname).await;
        assert_eq!(status, 201, "{answer}");
    }
}

/// The applicant of this number in the order of receipt agrees to watch the broadcast.
pub fn go_online(office: &Office, session: Id, number: usize) {
    use otyrys::applications::actions::{MoveOnline, Seen, move_online};
    let known = people(office, session)[number].clone();
    let order = MoveOnline {
        seen: Seen {
            application: known.id,
            revision: known.revision,
            staff: Id::new(),
        },
        agreed: true,
    };
    let now = office.app.now();
    let moved = office.app.database.write_here(Lane::Any, move |work| {
        move_online(work, now, order).map(drop)
    });
    assert!(moved.is_ok(), "{moved:?}");
}

/// One who left a telephone number alone.
pub async fn apply_by_telephone(office: &Office, session: Id, surname: &str) {
    let mut person = crate::harness::person(surname);
    let fields = person.as_object_mut().expect("fields");
    fields.remove("email");
    fields.insert("phone".to_owned(), "+7 701 0000001".into());
    let path = format!("/api/v1/sessions/{session}/applications");
    let (status, answer) = office.post_json(&path, &person, None).await;
    assert_eq!(status, 201, "{answer}");
}

pub fn covered(office: &Office, emergency: Id) -> Vec<Covered> {
    read(office, |connection| {
        emergencies::store::covered_by(connection, emergency)
    })
}

/// Letters of a kind with their states, whatever became of them.
pub fn of_kind(office: &Office, kind: &str) -> Vec<(String, String)> {
    read(office, |connection| {
        Ok(outbox::table
            .filter(outbox::kind.eq(kind))
            .order(outbox::once_key)
            .select((outbox::lane, outbox::state))
            .load(connection)?)
    })
}

pub fn calls_of_kind(office: &Office, kind: &str) -> i64 {
    read(office, |connection| {
        Ok(calls::table
            .filter(calls::kind.eq(kind))
            .count()
            .get_result(connection)?)
    })
}

/// Rows that an emergency leaves: sessions covered, places kept, news with tellings.
pub fn left(office: &Office) -> (i64, i64, i64, i64) {
    read(office, |connection| {
        Ok((
            emergency_sessions::table.count().get_result(connection)?,
            emergency_places::table.count().get_result(connection)?,
            news::table.count().get_result(connection)?,
            tellings::table.count().get_result(connection)?,
        ))
    })
}

/// What must be so at any time.
pub fn assert_whole(office: &Office) {
    use otyrys::database::schema::{applications, seating, sessions};
    let rows: Vec<(Id, Format, i32, i32, i32, i32, i32)> = read(office, |connection| {
        Ok(sessions::table
            .inner_join(seating::table)
            .select((
                sessions::id,
                sessions::format,
                seating::capacity,
                seating::seated,
                seating::overflow_capacity,
                seating::overflow_seated,
                seating::waiting,
            ))
            .load(connection)?)
    });
    for (id, format, capacity, seated, overflow, overflow_seated, waiting) in rows {
        let in_hall = |hall: &str| {
            read(office, |connection| {
                Ok(applications::table
                    .filter(applications::session_id.eq(id))
                    .filter(applications::hall.eq(hall))
                    .count()
                    .get_result::<i64>(connection)?)
            })
        };
        let wait = people(office, id)
            .iter()
            .filter(|one| one.state == ApplicationState::Waiting)
            .count();
        assert_eq!(i64::from(seated), in_hall("main"), "{id}");
        assert_eq!(i64::from(overflow_seated), in_hall("overflow"), "{id}");
        assert_eq!(usize::try_from(waiting).unwrap(), wait, "{id}");
        assert!(seated <= capacity && overflow_seated <= overflow, "{id}");
        if format == Format::Online {
            assert_eq!(
                (seated, overflow_seated, waiting),
                (0, 0, 0),
                "{id} is online"
            );
        }
    }
}

pub fn at(text: &str) -> DateTime<Utc> {
    instant(text)
}
