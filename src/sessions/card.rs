//! A session as it is shown: with its body, its clocks, its seats, and what the law says of it now.

mod completing;
mod month;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::broadcast::Broadcasting;
use super::closing::record::Closing;
use super::emergency::OnlineBy;
use super::now;
use super::record::{AgendaItem, Clocks, Document, Placed, Seating, Session};
use super::store::{self, DeskFilter, Details, Filter};
use crate::bodies;
use crate::bodies::record::Body;
use crate::bodies::store::Names;
use crate::database::{AnyConnection, Broken, Id};
use crate::language::Multilingual;
use crate::law::admission::Verdict;
use crate::law::session_course::SessionStatus;
use crate::web::paging::{Cursor, Page};

use completing::{Beside, cards, complete};
pub use month::{Month, MonthDay, MonthEntry, month};

/// Everything a page, an API answer or a calendar says of one session at one instant.
#[derive(Debug, Clone)]
pub struct SessionCard {
    /// The session as stored.
    pub session: Session,
    /// Whose it is.
    pub body: Arc<Body>,
    /// The name of the body on the day of the session.
    pub body_name: Multilingual,
    /// Its status now, which time alone may have changed.
    pub status: SessionStatus,
    /// Its clocks as they were published.
    pub clocks: Clocks,
    /// Its seats; all 0 for one without a hall.
    pub seating: Seating,
    /// Its matters, in order.
    pub agenda: Vec<AgendaItem>,
    /// Their files, those of a matter together and in order.
    pub documents: Vec<Document>,
    /// What stands of its results, the first placed first.
    pub results: Vec<Placed>,
    /// What is known of its broadcast.
    pub broadcast: Broadcasting,
    /// The decisions that close it, or items of it.
    pub closings: Vec<Closing>,
    /// People were asked out of the hall a while ago, and not back in yet.
    pub closed_part: bool,
    /// Whether an electronic application would be received now (605-9).
    pub admission: Verdict,
    /// By which emergency it is held online only at that instant (605-6).
    pub online_by: Option<OnlineBy>,
}

impl SessionCard {
    /// The card of a session that is not, or not yet, as it is stored: a preview.
    #[must_use]
    pub fn preview(&self, session: Session, details: Details, now: DateTime<Utc>) -> Self {
        let status = now::status(&session, now);
        let admission = now::admission(&session, &details.clocks, now);
        Self {
            session,
            body: self.body.clone(),
            body_name: self.body_name.clone(),
            status,
            clocks: details.clocks,
            seating: details.seating,
            agenda: details.agenda,
            documents: details.documents,
            results: self.results.clone(),
            broadcast: self.broadcast.clone(),
            closings: self.closings.clone(),
            closed_part: self.closed_part,
            admission,
            online_by: self.online_by.clone(),
        }
    }

    /// What belongs to the session in tables of its own.
    #[must_use]
    pub fn details(&self) -> Details {
        Details {
            clocks: self.clocks.clone(),
            seating: self.seating.clone(),
            agenda: self.agenda.clone(),
            documents: self.documents.clone(),
        }
    }

    fn at(
        session: Session,
        body: Arc<Body>,
        names: &Names,
        beside: Beside,
        now: DateTime<Utc>,
    ) -> Self {
        let Beside {
            details,
            results,
            broadcast,
            closings,
            closed_part,
            online_by,
        } = beside;
        let Details {
            clocks,
            seating,
            agenda,
            documents,
        } = details;
        Self {
            body_name: names.on(body.id, session.local_date),
            status: now::status(&session, now),
            admission: now::admission(&session, &clocks, now),
            session,
            body,
            clocks,
            seating,
            agenda,
            documents,
            results,
            broadcast,
            closings,
            closed_part,
            online_by,
        }
    }

    /// The decisions that the public reads of, each with the items that it closes: where the whole session is closed, of
    /// that one alone, and no item is named.
    #[must_use]
    pub fn closed_by(&self) -> Vec<(&Closing, Vec<&AgendaItem>)> {
        if let Some(whole) = self.closings.iter().find(|one| one.whole) {
            return vec![(whole, Vec::new())];
        }
        let items = |one: &Closing| one.closes(&self.agenda, &self.closings);
        self.closings.iter().map(|one| (one, items(one))).collect()
    }

    /// The files of one matter, in order.
    pub fn documents_of(&self, item: Id) -> impl Iterator<Item = &Document> {
        self.documents
            .iter()
            .filter(move |document| document.agenda_item_id == item)
    }

    /// Its start by the clock of its zone.
    #[must_use]
    pub fn starts_locally(&self) -> NaiveDateTime {
        self.session.zone.local(self.session.starts_at.utc())
    }

    /// Seats still free in the hall; `None` for a session without one.
    #[must_use]
    pub fn seats_left(&self) -> Option<i32> {
        let left = self.seating.capacity.saturating_sub(self.seating.seated);
        self.session.format.has_hall().then_some(left)
    }

    /// When what it was announced to be was last changed, or another emergency named as the reason why it is online.
    #[must_use]
    pub fn last_change(&self) -> DateTime<Utc> {
        let changed = self.session.updated_at.utc();
        let of_emergency = self.online_by.as_ref().and_then(|by| by.since);
        of_emergency.map_or(changed, |since| since.max(changed))
    }

    /// The next instant at which it says something else though nobody changed it.
    #[must_use]
    pub fn next_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let of_session = now::next_change(&self.session, &self.clocks, now);
        let of_emergency = self.online_by.as_ref();
        let of_emergency = of_emergency.and_then(|by| by.next_change(now));
        of_session.into_iter().chain(of_emergency).min()
    }
}

/// A public session; `None` for a draft and for what there is not. Nine queries, and few more for what is closed or held
/// online by an emergency.
///
/// # Errors
/// [`Broken::Query`], as all functions here.
pub fn load(
    connection: &mut AnyConnection,
    id: Id,
    now: DateTime<Utc>,
) -> Result<Option<SessionCard>, Broken> {
    let Some(session) = store::public_by_id(connection, id)? else {
        return Ok(None);
    };
    Ok(complete(connection, vec![session], now)?.pop())
}

/// These public sessions, in no order. Ten queries at the most, however many they are.
///
/// # Errors
/// [`Broken::Query`].
pub fn load_many(
    connection: &mut AnyConnection,
    ids: &[Id],
    now: DateTime<Utc>,
) -> Result<Vec<SessionCard>, Broken> {
    let sessions = store::by_ids(connection, ids)?.into_values();
    let public = sessions.filter(|session| session.status.is_public());
    complete(connection, public.collect(), now)
}

/// A session as the desk sees it, a draft too. Ten queries at the most.
///
/// # Errors
/// [`Broken::Query`].
pub fn load_any(
    connection: &mut AnyConnection,
    id: Id,
    now: DateTime<Utc>,
) -> Result<Option<SessionCard>, Broken> {
    let Some(session) = store::by_id(connection, id)? else {
        return Ok(None);
    };
    Ok(complete(connection, vec![session], now)?.pop())
}

/// A page of the desk's sessions. The number of queries does not depend on how many they are.
///
/// # Errors
/// [`Broken::Query`].
pub fn desk_list(
    connection: &mut AnyConnection,
    filter: &DeskFilter,
    now: DateTime<Utc>,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<SessionCard>, Broken> {
    let page = store::desk_list(connection, filter, now, after, limit)?;
    Ok(Page {
        items: complete(connection, page.items, now)?,
        next: page.next,
    })
}

/// A page of public sessions. The number of queries does not depend on how many they are.
///
/// # Errors
/// [`Broken::Query`].
pub fn list(
    connection: &mut AnyConnection,
    filter: &Filter,
    now: DateTime<Utc>,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<SessionCard>, Broken> {
    let page = store::list(connection, filter, now, after, limit)?;
    Ok(Page {
        items: complete(connection, page.items, now)?,
        next: page.next,
    })
}

/// The same for a calendar, which names neither files nor results nor broadcasts: they are not read.
///
/// # Errors
/// [`Broken::Query`].
pub fn list_for_calendar(
    connection: &mut AnyConnection,
    filter: &Filter,
    now: DateTime<Utc>,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<SessionCard>, Broken> {
    let Page { items, next } = store::list(connection, filter, now, after, limit)?;
    let ids: Vec<Id> = items.iter().map(|session| session.id).collect();
    let details = store::details_without_files(connection, &ids)?;
    Ok(Page {
        items: cards(
            connection,
            items,
            (details, HashMap::new(), HashMap::new()),
            now,
        )?,
        next,
    })
}

/// The same, the last changed first.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_changed(
    connection: &mut AnyConnection,
    filter: &Filter,
    now: DateTime<Utc>,
    before: Option<Cursor>,
    limit: usize,
) -> Result<Page<SessionCard>, Broken> {
    let page = store::last_changed(connection, filter, now, before, limit)?;
    Ok(Page {
        items: complete(connection, page.items, now)?,
        next: page.next,
    })
}

/// Until when a page with these sessions says the truth though nobody writes anything.
#[must_use]
pub fn fresh_until(
    filter: &Filter,
    cards: &[SessionCard],
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    // Sessions join those held by themselves, and a list of the latter cannot tell when the next one will.
    if filter.status == Some(SessionStatus::Held) {
        return Some(now);
    }
    cards.iter().filter_map(|card| card.next_change(now)).min()
}

type Bodies = HashMap<Id, Arc<Body>>;

fn bodies_of(
    connection: &mut AnyConnection,
    sessions: &[Session],
) -> Result<(Bodies, Names), Broken> {
    let mut ids: Vec<Id> = sessions.iter().map(|session| session.body_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let bodies = bodies::store::by_ids(connection, &ids)?.into_iter();
    let bodies = bodies.map(|(id, body)| (id, Arc::new(body))).collect();
    let names = bodies::store::names_of(connection, &ids)?;
    Ok((bodies, names))
}
