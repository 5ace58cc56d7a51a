//! Giving sessions their halls, and people their places again.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{in_order, stamp_of};
use crate::applications::actions::give_free_seats_silently;
use crate::bodies::store::{Places, places};
use crate::database::{AnyConnection, Broken, Id, Instant, Work};
use crate::emergencies::record::Refusal;
use crate::emergencies::store;
use crate::journal::Actor;
use crate::law::emergency::{StaysOnline, Switched, may_be_restored};
use crate::law::session_course::Format;
use crate::news::Kind;
use crate::news::letters::SOON;
use crate::sessions::actions::{Changed, Done, note_together, versions};
use crate::sessions::emergency::{Covered, Declared};
use crate::sessions::record::Session;
use crate::sessions::store::{
    Details, clocks_of, details_of, lock as lock_sessions, lock_seats, standing_emergencies,
};

/// A session that an emergency sent to the broadcast, and whether it may have its hall again.
#[derive(Debug, Clone)]
pub(super) struct Hall {
    /// As it stands.
    pub(super) session: Session,
    /// How it was held before.
    former: Covered,
    /// What the law says.
    pub(super) verdict: Result<(), StaysOnline>,
}

/// Gives one session its hall again, later than the end of its emergency, while its cut-off has not passed.
///
/// # Errors
/// [`Refusal::NotFound`] for one that no emergency switched, [`Refusal::SessionChanged`] when it is not the one that was
/// looked at, [`Refusal::StaysOnline`] with the reason.
pub fn restore(
    work: &mut Work,
    now: DateTime<Utc>,
    session: Id,
    seen: Instant,
    staff: Id,
) -> Result<(), Refusal> {
    lock_seats(work.connection, &[session])?;
    lock_sessions(work.connection, &[session])?;
    let halls = halls(work.connection, now, &[session], None)?;
    let hall = halls.first().ok_or(Refusal::NotFound)?;
    if hall.session.updated_at != seen {
        return Err(Refusal::SessionChanged);
    }
    hall.verdict.map_err(Refusal::StaysOnline)?;
    give_back(work, now, &Actor::Staff(staff), &[hall])
}

/// The emergencies that stand besides one.
pub(super) struct Others {
    standing: Vec<Declared>,
    places: Places,
}

impl Others {
    pub(super) fn than(
        connection: &mut AnyConnection,
        now: DateTime<Utc>,
        one: Option<Id>,
    ) -> Result<Self, Broken> {
        let mut standing = standing_emergencies(connection, now)?;
        standing.retain(|other| Some(other.emergency.id) != one);
        Ok(Self {
            standing,
            places: places(connection)?,
        })
    }

    /// The first of them that covers a session.
    pub(super) fn covering(&self, session: &Session) -> Option<Id> {
        let region = self.places.region_of(session.body_id);
        let by = self
            .standing
            .iter()
            .find(|one| one.covers(session, region))?;
        Some(by.emergency.id)
    }
}

/// Those of these sessions that are held online by an emergency, though they were announced with a hall; `ending` is left
/// out of account.
pub(super) fn halls(
    connection: &mut AnyConnection,
    now: DateTime<Utc>,
    sessions: &[Id],
    ending: Option<Id>,
) -> Result<Vec<Hall>, Broken> {
    let switched = store::switched_of(connection, sessions)?;
    let ids: Vec<Id> = switched.iter().map(|one| one.session_id).collect();
    let mut former: HashMap<Id, Covered> = switched
        .into_iter()
        .map(|one| (one.session_id, one))
        .collect();
    let mut clocks = HashMap::new();
    for some in ids.chunks(store::TOGETHER) {
        clocks.extend(clocks_of(connection, some)?);
    }
    let others = Others::than(connection, now, ending)?;
    let mut halls = Vec::with_capacity(ids.len());
    for session in in_order(connection, &ids)? {
        let clocks = clocks.remove(&session.id);
        let (Some(clocks), Some(former)) = (clocks, former.remove(&session.id)) else {
            continue;
        };
        let known = Switched {
            status: session.status,
            access: session.access,
            starts_at: session.starts_at.utc(),
            apply_before: clocks.apply_before.utc(),
            covered_still: others.covering(&session).is_some(),
        };
        halls.push(Hall {
            verdict: may_be_restored(&known, now),
            former,
            session,
        });
    }
    Ok(halls)
}

/// Gives halls and places back: whoever withdrew left a seat, which the next one has before anybody is told.
pub(super) fn give_back(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    halls: &[&Hall],
) -> Result<(), Refusal> {
    let sessions: Vec<&Session> = halls.iter().map(|hall| &hall.session).collect();
    let changed_at = stamp_of(now, &sessions);
    for some in halls.chunks(store::TOGETHER) {
        let ids: Vec<Id> = some.iter().map(|hall| hall.session.id).collect();
        let mut details = details_of(work.connection, &ids)?;
        store::give_places_back(work, &ids, now)?;
        if store::give_halls_back(work, &ids, changed_at)? != ids.len() {
            return Err(Refusal::Broken(Broken::Busy));
        }
        let changed = some
            .iter()
            .map(|hall| hall.changed(changed_at, &mut details))
            .collect::<Result<Vec<_>, Broken>>()?;
        let done = Done {
            act: versions::HALL_AGAIN,
            kind: Kind::Restored,
            in_journal: "session.hall_restored",
            why: None,
        };
        note_together(work, now, actor, done, &changed)?;
        for id in store::with_free_seats(work, &ids)? {
            give_free_seats_silently(work, now, id)?;
        }
        store::tell_of_halls(work, &ids, (now, now + SOON))?;
        store::note_restored(work, &ids, now)?;
    }
    Ok(())
}

impl Hall {
    /// The session with its hall.
    fn changed(
        &self,
        changed_at: Instant,
        details: &mut HashMap<Id, Details>,
    ) -> Result<Changed, Broken> {
        let known = &self.session;
        let details = details
            .remove(&known.id)
            .ok_or_else(|| Broken::Data(format!("session {} has no clocks", known.id)))?;
        let former = self.former.former_place.clone();
        Ok(Changed {
            session: Session {
                format: self.former.former_format.unwrap_or(Format::Mixed),
                place: known.place.clone().or(former),
                emergency_id: None,
                revision: known.revision.saturating_add(1),
                sequence: known.sequence.saturating_add(1),
                updated_at: changed_at,
                ..known.clone()
            },
            known: known.clone(),
            details,
            news: Id::new(),
        })
    }
}
