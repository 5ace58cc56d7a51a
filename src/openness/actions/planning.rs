//! The yearly plan of sessions (OS-17): an item is never written over, the next version stands beside it.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use serde_json::{Value, json};

use super::{Refusal, note};
use crate::database::{Id, Json, Work};
use crate::language::Multilingual;
use crate::law::deadlines::SessionKind;
use crate::law::session_course::SessionStatus;
use crate::openness::record::PlanItem;
use crate::openness::store;
use crate::sessions;

/// What a plan says of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Whose plan.
    pub body: Id,
    /// Of which year.
    pub year: i32,
    /// The month; that of the day, where one is given.
    pub month: i32,
    /// The day, where it is known.
    pub day: Option<NaiveDate>,
    /// What kind of session.
    pub kind: SessionKind,
    /// What it is called.
    pub title: Multilingual,
    /// What it is about.
    pub topic: Option<Multilingual>,
}

/// What becomes of an item that is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub item: Id,
    /// The version that was looked at.
    pub seen: i32,
    /// As it is now.
    pub new: NewItem,
    /// The session that it became.
    pub session: Option<Id>,
    /// It is not to take place any more.
    pub dropped: bool,
    /// Why, for the public.
    pub reason: Multilingual,
}

/// Plans a session.
///
/// # Errors
/// [`Refusal::Broken`].
pub fn add_item(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    new: &NewItem,
) -> Result<PlanItem, Refusal> {
    let item = version((Id::new(), 1), new, (now, staff));
    write(work, (now, staff), "openness.planned", (None, item))
}

/// Changes what is planned: the former version stays to be read.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::NoSuchSession`].
pub fn change_item(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    change: &Change,
) -> Result<PlanItem, Refusal> {
    let known = store::last_version(work.connection, change.item)?
        .filter(|known| known.body_id == change.new.body && known.year == change.new.year)
        .ok_or(Refusal::NotFound)?;
    if known.revision != change.seen {
        return Err(Refusal::Stale);
    }
    if let Some(session) = change.session {
        let found = sessions::store::by_id(work.connection, session)?;
        found
            .filter(|one| one.body_id == known.body_id && one.status != SessionStatus::Draft)
            .filter(|one| one.local_date.year() == known.year)
            .ok_or(Refusal::NoSuchSession)?;
    }
    let item = PlanItem {
        session_id: change.session,
        dropped: change.dropped,
        reason: Some(Json::from(change.reason.clone())),
        ..version(
            (known.item_id, known.revision + 1),
            &change.new,
            (now, staff),
        )
    };
    let act = "openness.plan_changed";
    write(work, (now, staff), act, (Some(facts(&known)), item))
}

fn version(
    (item_id, revision): (Id, i32),
    new: &NewItem,
    (now, staff): (DateTime<Utc>, Id),
) -> PlanItem {
    let month = new.day.map(|day| day.month());
    PlanItem {
        item_id,
        revision,
        body_id: new.body,
        year: new.year,
        month: month
            .and_then(|month| i32::try_from(month).ok())
            .unwrap_or(new.month),
        day: new.day,
        kind: new.kind,
        title: Json::from(new.title.clone()),
        topic: new.topic.clone().map(Json::from),
        session_id: None,
        dropped: false,
        reason: None,
        at: now.into(),
        entered_by: staff,
    }
}

fn write(
    work: &mut Work,
    (now, staff): (DateTime<Utc>, Id),
    act: &str,
    (before, item): (Option<Value>, PlanItem),
) -> Result<PlanItem, Refusal> {
    if !store::insert_version(work.connection, &item)? {
        return Err(Refusal::Stale);
    }
    let what = ("plan_item", item.item_id, item.body_id);
    note(work, now, (staff, act), what, (before, facts(&item)));
    Ok(item)
}

fn facts(item: &PlanItem) -> Value {
    json!({
        "year": item.year,
        "month": item.month,
        "day": item.day,
        "kind": item.kind,
        "title": &*item.title,
        "topic": item.topic.as_deref(),
        "session": item.session_id,
        "dropped": item.dropped,
        "reason": item.reason.as_deref(),
    })
}
