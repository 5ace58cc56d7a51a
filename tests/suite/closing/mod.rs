//! Sessions and items that are held closed (605-4): what must be decided, what is kept unsaid, who is told.
//!
//! | file | what it looks at |
//! |---|---|
//! | `acts` | what the acts write, and what they refuse |
//! | `files` | what becomes of files |
//! | `left_out` | which days a decision can have, and what goes with what is closed |
//! | `people` | what becomes of those who applied, and what they are told |
//! | `unsaid` | that nothing of what is closed is read anywhere |
//! | `calls` | that neighbouring systems are told of it, and not of what it said before |
//! | `notices` | the notice on three channels, and the times of closed parts |
//! | `desk` | the pages, as the secretariat clicks through them |
//! | `desk_between` | what comes between a page and its form |
//! | `importing` | files that close something |
//! | `several`, `several_desk` | decisions that stand beside each other, and are narrowed |
//! | `vote` | what a maslikhat gives notice of, and votes on in the session |

mod acts;
mod calls;
mod desk;
mod desk_between;
mod files;
mod importing;
mod left_out;
mod notices;
mod people;
mod several;
mod several_desk;
mod unsaid;
mod vote;

use std::sync::Arc;

use chrono::NaiveDate;
use otyrys::changes::closing;
use otyrys::database::{Broken, Id, Lane, Work};
use otyrys::journal::Actor;
use otyrys::language::Multilingual;
use otyrys::law::closing::{Ground, Topic};
use otyrys::law::session_course::Access;
use otyrys::sessions::actions::{Announced, ClosingOrder, Matter, Refusal, Reopening};
use otyrys::sessions::closing::record::Closing;
use otyrys::sessions::deadlines::Counting;
use otyrys::sessions::store;

use crate::harness::{Office, Planned};
use crate::notices::scene::{announced, revise, stored};

/// Tuesday, nine days before the session of [`Planned::default`].
pub const NOW: &str = "2026-12-01T09:00:00+05:00";

/// Words that nobody may read once the second item is closed.
pub const MARKER_KK: &str = "Жасырынсөз";
pub const MARKER_RU: &str = "Тайнослово";

/// An announced session of two items, the second of which is going to be closed.
pub fn of_two(office: &Office) -> Id {
    let id = announced(office, &Planned::default());
    with_marker(office, id);
    id
}

/// Adds the item that is going to be closed.
pub fn with_marker(office: &Office, id: Id) {
    revise(office, id, None, |order| {
        order.agenda.push(Matter {
            id: None,
            number: "2".to_owned(),
            title: Multilingual::new(MARKER_KK, MARKER_RU),
            speaker: Some(format!("{MARKER_RU} {MARKER_KK}")),
            access: Access::Open,
        });
    });
}

pub fn text(kk: &str, ru: &str) -> Multilingual {
    Multilingual::new(kk, ru)
}

/// A complete decision on these items, or on the whole session where there are none.
pub fn decision(id: Id, items: &[Id]) -> ClosingOrder {
    ClosingOrder {
        session: id,
        seen: None,
        whole: items.is_empty(),
        items: items.to_vec(),
        grounds: vec![Ground::CommercialSecret],
        named_law: None,
        why_not_part: text("Бәрі бір мәселеге қатысты", "Все вопросы связаны"),
        ends_on: NaiveDate::from_ymd_opt(2027, 12, 31),
        ends_with: Multilingual::default(),
        number: "17-Ж".to_owned(),
        decided_on: NaiveDate::from_ymd_opt(2026, 11, 30),
        decider: text("Алқа төрағасы", "Председатель коллегии"),
        vote: None,
        cleared: Topic::ALL.to_vec(),
        hits: Vec::new(),
    }
}

pub fn close(office: &Office, order: ClosingOrder) -> Result<Announced, Refusal> {
    let (app, now) = (Arc::clone(&office.app), office.app.now());
    let (session, details) = stored(office, order.session);
    let whole = order.whole || session.access == Access::Closed;
    let wording = closing::wording(&app, &order, whole, &details.agenda);
    office.app.database.write_here(Lane::All, move |work| {
        let counting = Counting::in_act(work, &app)?;
        closing::close(work, now, &counting, &Actor::Office, (&order, &wording))
    })
}

/// Closes the second item.
pub fn close_second(office: &Office, id: Id) -> Announced {
    let item = stored(office, id).1.agenda[1].id;
    close(office, decision(id, &[item])).expect("closed")
}

/// Closes the whole session.
pub fn close_whole(office: &Office, id: Id) -> Announced {
    close(office, decision(id, &[])).expect("closed")
}

pub fn reopening(office: &Office, id: Id) -> Reopening {
    Reopening {
        session: id,
        seen: stored(office, id).0.updated_at,
        why: text("Шешім күшін жойды", "Решение утратило силу"),
        title: text("Ашық отырыс", "Открытое заседание"),
        items: stored(office, id)
            .1
            .agenda
            .iter()
            .map(|item| (item.id, text("Ашық мәселе", "Открытый вопрос")))
            .collect(),
    }
}

pub fn reopen(office: &Office, order: Reopening) -> Result<Announced, Refusal> {
    let now = office.app.now();
    let act = move |work: &mut Work| closing::reopen(work, now, &Actor::Office, &order);
    office.app.database.write_here(Lane::All, act)
}

/// The decisions that stand, in the order in which they were entered.
pub fn all_standing(office: &Office, id: Id) -> Vec<Closing> {
    let read = office
        .app
        .database
        .read_here(|connection| store::standing_of(connection, id));
    read.expect("read")
}

/// The one that was entered last.
pub fn standing(office: &Office, id: Id) -> Option<Closing> {
    all_standing(office, id).pop()
}
