//! Openness: what is counted of a body, and what is published of it.
//!
//! | file | what it looks at |
//! |---|---|
//! | `figures` | a session of every verdict: page, lists, CSV and JSON say the same numbers |
//! | `journal` | the same from the journal alone, and a stamp that was changed behind it |
//! | `plan` | the yearly plan of sessions |
//! | `questions` | like questions, and standing answers |
//! | `report` | the yearly report that is frozen |

mod figures;
mod journal;
mod plan;
mod questions;
mod report;

use diesel::prelude::*;
use otyrys::broadcasts::actions::{self as broadcasting, Explanation};
use otyrys::comments::actions::{self as commenting, Hiding, NewAnswer, Seen};
use otyrys::database::schema::{bodies, sessions};
use otyrys::database::{Broken, Id, Lane, Topic, Work};
use otyrys::language::Multilingual;
use otyrys::law::comments::HidingGround;
use otyrys::law::results::ResultKind;
use otyrys::web::desk::Role;

use crate::comments::{by_number, written};
use crate::harness::{Office, Planned};
use crate::results::{order, publish};

/// Nine days before the session of [`Planned::default`].
pub const EARLY: &str = "2026-12-01T09:00:00+05:00";

/// When everything that is due by then was done or not.
pub const NOW: &str = "2026-12-21T09:00:00+05:00";

pub fn act(office: &Office, act: impl FnOnce(&mut Work) + Send + 'static) {
    let done = office.app.database.write_here(Lane::All, move |work| {
        act(work);
        work.touch(Topic::Sessions);
        work.touch(Topic::Bodies);
        Ok::<_, Broken>(())
    });
    done.unwrap();
}

/// A session of this start that is as it was planned.
pub fn starting(office: &Office, starts: &'static str) -> String {
    office.session(&Planned {
        starts,
        ..Planned::default()
    })
}

/// Its announcement was late, for this reason.
pub fn announced_late(office: &Office, session: &str, reason: Option<&'static str>) {
    let id = Id::parse(session).unwrap();
    act(office, move |work| {
        diesel::update(sessions::table.find(id))
            .set((
                sessions::announced_in_time.eq(false),
                sessions::late_reason.eq(reason),
            ))
            .execute(work.connection)
            .unwrap();
    });
}

/// Nothing of the Rules binds the body of a session.
pub fn exempt(office: &Office, session: &str) {
    let body = office.body_of(session);
    act(office, move |work| {
        diesel::update(bodies::table.find(body))
            .set((bodies::exempt.eq(true), bodies::exempt_basis.eq("Заң")))
            .execute(work.connection)
            .unwrap();
    });
}

pub fn answer(office: &Office, session: &str, number: i32) {
    let known = by_number(office, session, number);
    let now = office.app.now();
    act(office, move |work| {
        let seen = Seen {
            comment: known.id,
            revision: known.revision,
        };
        let answer = NewAnswer {
            words_kk: Some("Жауап".to_owned()),
            words_ru: None,
            by_name: "А. Қасымова".to_owned(),
            by_position: None,
        };
        commenting::answer(work, now, Id::new(), seen, &answer).unwrap();
    });
}

pub fn hide(office: &Office, session: &str, number: i32) {
    let known = by_number(office, session, number);
    let now = office.app.now();
    act(office, move |work| {
        let seen = Seen {
            comment: known.id,
            revision: known.revision,
        };
        let hiding = Hiding {
            ground: HidingGround::Insult,
            words: None,
        };
        commenting::hide(work, now, Id::new(), seen, &hiding).unwrap();
    });
}

pub fn join(office: &Office, session: &str, number: i32, to: i32) {
    let known = by_number(office, session, number);
    let now = office.app.now();
    act(office, move |work| {
        let seen = Seen {
            comment: known.id,
            revision: known.revision,
        };
        commenting::join(work, now, Id::new(), seen, Some(to)).unwrap();
    });
}

pub fn explain(office: &Office, session: &str) {
    let (id, now) = (Id::parse(session).unwrap(), office.app.now());
    act(office, move |work| {
        let why = Explanation {
            why: Multilingual::new("Байланыс жоқ", "Нет связи"),
            instead: Multilingual::new("Жазба болады", "Будет запись"),
        };
        broadcasting::explain(work, now, Id::new(), (id, None), &why).unwrap();
    });
}

/// Decision and minutes, made on the day of the session.
pub fn place_all(office: &Office, session: &str, late_reason: Option<&str>) {
    let clerk = office.clerk(Role::Secretary, session);
    let (known, _) = crate::postponing::stored(office, session);
    for kind in [ResultKind::Decision, ResultKind::Minutes] {
        let order = otyrys::results::actions::Order {
            created_on: known.local_date,
            late_reason: late_reason.map(str::to_owned),
            ..order(office, session, kind)
        };
        publish(office, clerk.id, order).unwrap();
    }
}

/// A session of every verdict, as it stands at [`NOW`]. The one with comments.
pub fn every_verdict(office: &Office) -> String {
    let whole = office.session(&Planned::default());
    let explained = starting(office, "2026-12-09T10:00:00");
    let late = starting(office, "2026-12-08T10:00:00");
    let cancelled = otyrys::law::session_course::SessionStatus::Cancelled;
    office.session(&Planned {
        starts: "2026-12-07T10:00:00",
        status: cancelled,
        ..Planned::default()
    });
    office.session(&Planned {
        starts: "2026-12-07T15:00:00",
        access: otyrys::law::session_course::Access::Closed,
        ..Planned::default()
    });
    office.session(&Planned {
        starts: "2026-12-07T16:00:00",
        status: otyrys::law::session_course::SessionStatus::Draft,
        ..Planned::default()
    });
    let young = starting(office, "2026-12-18T10:00:00");
    starting(office, "2026-12-28T10:00:00");
    let free = office.session_of("free-body", &Planned::default());
    exempt(office, &free);
    announced_late(office, &explained, Some("Жедел мәселе"));
    announced_late(office, &late, None);

    office.at("2026-12-09T10:05:00+05:00");
    explain(office, &explained);
    office.at("2026-12-10T10:05:00+05:00");
    crate::comments::begin(office, &whole);
    for words in ["Бір", "Екі", "Үш", "Төрт"] {
        written(office, &whole, words);
    }
    answer(office, &whole, 1);
    hide(office, &whole, 4);
    office.at("2026-12-11T10:00:00+05:00");
    place_all(office, &whole, None);
    office.at("2026-12-12T10:00:00+05:00");
    answer(office, &whole, 2);
    office.at("2026-12-18T10:05:00+05:00");
    crate::comments::begin(office, &young);
    written(office, &young, "Бес");
    office.at("2026-12-20T10:00:00+05:00");
    place_all(office, &explained, Some("Ауырды"));
    place_all(office, &late, Some("Ауырды"));
    office.at(NOW);
    whole
}
