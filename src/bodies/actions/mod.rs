//! The acts on bodies: entering one, and writing a known one over. A new name counts from today on; the names
//! before it stay, since the name valid on the day of a session is the one that is printed.

mod revising;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::bodies::record::{ApplicationsLetters, Body, SINCE_EVER};
use crate::bodies::store;
use crate::database::{Broken, Id, Topic, Work, Zone};
use crate::journal::{self, Actor, Changes, Entry};
use crate::language::{Multilingual, sort_text};
use crate::law::body::{BodyCard, BodyFault, BodyLevel, BodyType};
use crate::law::comments::Moderation;
use crate::law::deadlines::{ClosingTime, SessionKind};
use crate::law::working_days::Week;

pub use revising::{NewName, NotRevised, Revised, add, remove_name, rename, revise};

/// A body as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its part of addresses: a known one is written over.
    pub slug: String,
    /// The body it belongs to.
    pub parent: Option<Id>,
    /// What it is in law.
    pub body_type: BodyType,
    /// What its sessions are unless said otherwise.
    pub kind: SessionKind,
    /// Its level of administration.
    pub level: BodyLevel,
    /// A code of the regions' table.
    pub region: Option<String>,
    /// What it is called from today on.
    pub name: Multilingual,
    /// The zone in which its days begin.
    pub zone: Zone,
    /// When it stops taking papers.
    pub closing_time: ClosingTime,
    /// Days worked in its week.
    pub week: Week,
    /// The orders bind it.
    pub rules_605: bool,
    /// No duties (605-3).
    pub exempt: bool,
    /// Why.
    pub exempt_basis: Option<String>,
    /// Business identification number.
    pub bin: Option<String>,
    /// Its own site.
    pub site: Option<String>,
    /// How the responsible person hears of new applications; `None`: as it is, and at once for a new body.
    pub applications_letters: Option<ApplicationsLetters>,
    /// Whether comments are looked at before they are shown; `None`: as it is, and after for a new body.
    pub comments: Option<Moderation>,
}

impl Order {
    /// What the law finds wrong with the card (605-1, 605-3).
    #[must_use]
    pub fn faults(&self) -> Vec<BodyFault> {
        let card = BodyCard {
            body_type: self.body_type,
            level: self.level,
            rules_605: self.rules_605,
            exempt: self.exempt,
            exempt_basis: self.exempt_basis.as_deref(),
        };
        card.basis().err().unwrap_or_default()
    }
}

/// What came of entering something that may be known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It was not known.
    Entered,
    /// It was known otherwise.
    Updated,
    /// It was known just so: nothing was written.
    Unchanged,
}

/// Why a body is not entered.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The law knows no such body.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Card(Vec<BodyFault>),
    /// It would belong to itself.
    #[error("the body would belong to itself")]
    Circle,
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

/// Enters a body, or writes the one of this slug over.
///
/// # Errors
/// [`Refusal`].
pub fn enter(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    order: &Order,
) -> Result<(Body, Done), Refusal> {
    let faults = order.faults();
    if !faults.is_empty() {
        return Err(Refusal::Card(faults));
    }
    let known = store::by_slug(work.connection, &order.slug)?;
    let id = known.as_ref().map_or_else(Id::new, |body| body.id);
    belongs_to_another(work, id, order.parent)?;
    let body = row(id, known.as_ref(), order, now);
    let Some(before) = known else {
        store::insert(work.connection, &body)?;
        store::name_from(work.connection, id, SINCE_EVER, &order.name)?;
        let changes = Changes::between(Map::new(), facts(&body, &order.name));
        note(work, now, actor, &body, "body.entered", &changes);
        return Ok((body, Done::Entered));
    };
    let today = body.zone.local(now).date();
    let name = store::names_of(work.connection, &[id])?.on(id, today);
    let changes = Changes::between(facts(&before, &name), facts(&body, &order.name));
    if changes.is_empty() {
        return Ok((before, Done::Unchanged));
    }
    store::update(work.connection, &body)?;
    if changes.touch(&["name"]) {
        store::name_from(work.connection, id, today, &order.name)?;
    }
    note(work, now, actor, &body, "body.updated", &changes);
    Ok((body, Done::Updated))
}

/// Walks up from the parent: the body itself must not be met there.
fn belongs_to_another(work: &mut Work, id: Id, parent: Option<Id>) -> Result<(), Refusal> {
    let mut above = parent;
    while let Some(next) = above {
        if next == id {
            return Err(Refusal::Circle);
        }
        above = store::by_id(work.connection, next)?.and_then(|body| body.parent_id);
    }
    Ok(())
}

fn row(id: Id, known: Option<&Body>, order: &Order, now: DateTime<Utc>) -> Body {
    Body {
        id,
        slug: order.slug.clone(),
        parent_id: order.parent,
        body_type: order.body_type,
        kind: order.kind,
        level: order.level,
        region: order.region.clone(),
        zone: order.zone,
        week: order.week,
        closing_time: order.closing_time.to_string(),
        rules_605: order.rules_605,
        exempt: order.exempt,
        exempt_basis: order.exempt_basis.clone(),
        bin: order.bin.clone(),
        site: order.site.clone(),
        name_order: sort_text(&order.name.kk),
        created_at: known.map_or_else(|| now.into(), |body| body.created_at),
        updated_at: now.into(),
        applications_letters: order
            .applications_letters
            .or(known.map(|body| body.applications_letters))
            .unwrap_or(ApplicationsLetters::AtOnce),
        comments: order
            .comments
            .or(known.map(|body| body.comments))
            .unwrap_or(Moderation::After),
    }
}

fn facts(body: &Body, name: &Multilingual) -> Map<String, Value> {
    let facts = json!({
        "slug": body.slug,
        "parent": body.parent_id,
        "type": body.body_type,
        "kind": body.kind,
        "level": body.level,
        "region": body.region,
        "name": name,
        "zone": body.zone.as_str(),
        "week": body.week,
        "closing_time": body.closing_time,
        "rules_605": body.rules_605,
        "exempt": body.exempt,
        "exempt_basis": body.exempt_basis,
        "bin": body.bin,
        "site": body.site,
        "applications_letters": body.applications_letters,
        "comments": body.comments,
    });
    match facts {
        Value::Object(facts) => facts,
        _ => Map::new(),
    }
}

fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    body: &Body,
    act: &str,
    changes: &Changes,
) {
    work.touch(Topic::Bodies);
    let entry = Entry {
        actor: actor.clone(),
        act,
        object_kind: "body",
        object: body.id,
        body: Some(body.id),
        before: Some(changes.before()),
        after: Some(changes.after()),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}
