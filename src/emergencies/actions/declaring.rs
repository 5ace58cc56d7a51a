//! Declaring an emergency, and what that would come to.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::covering::cover;
use super::{in_order, sitting};
use crate::bodies::store::names_of;
use crate::database::{AnyConnection, Broken, Id, Json, Topic, Work};
use crate::emergencies::record::{Declaration, Outcome, Preview, Refusal, Touched};
use crate::emergencies::store;
use crate::journal::{self, Actor, Entry};
use crate::law::emergency::is_switched;
use crate::sessions::emergency::{Covered, Declared, Emergency};
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store::emergency;
use crate::subscriptions::letters_at_once;

/// Declares an emergency: the open sessions with a hall that it reaches go to the broadcast with their people, whose
/// letters are ordered. Sent twice with the same key, it is declared once.
///
/// # Errors
/// [`Refusal::NoScope`], [`Refusal::EndsBeforeItBegins`], [`Refusal::BasisMissing`], [`Refusal::Over`] for a time that has
/// passed.
pub fn declare(
    work: &mut Work,
    now: DateTime<Utc>,
    declaration: &Declaration,
) -> Result<Outcome, Refusal> {
    if let Some(known) = store::id_by_key(work.connection, &declaration.request_key)? {
        return outcome(work.connection, known, true);
    }
    declaration.check(now)?;
    let declared = declaration.declared(now);
    let id = declared.emergency.id;
    if !store::insert(work.connection, &declared)? {
        // Another node declared it a moment ago.
        let key = &declaration.request_key;
        let known = store::id_by_key(work.connection, key)?.ok_or(Refusal::NotFound)?;
        return outcome(work.connection, known, true);
    }
    // The banner, also where no session goes online.
    work.touch(Topic::Sessions);
    let actor = Actor::Staff(declaration.staff);
    cover(work, now, &actor, &declared)?;
    let outcome = outcome(work.connection, id, false)?;
    note(work, now, actor, &outcome);
    Ok(outcome)
}

impl Declaration {
    fn check(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        let said = |text: &str| !text.trim().is_empty();
        if !self.country && self.regions.is_empty() {
            Err(Refusal::NoScope)
        } else if self.until.is_some_and(|until| until <= self.from) {
            Err(Refusal::EndsBeforeItBegins)
        } else if self.until.is_some_and(|until| until <= now) {
            Err(Refusal::Over)
        } else if !said(&self.basis.kk) || !said(&self.basis.ru) {
            Err(Refusal::BasisMissing)
        } else {
            Ok(())
        }
    }

    /// The emergency that it becomes.
    fn declared(&self, now: DateTime<Utc>) -> Declared {
        let mut regions = if self.country {
            Vec::new()
        } else {
            self.regions.clone()
        };
        regions.sort_unstable();
        regions.dedup();
        Declared {
            emergency: Emergency {
                id: Id::new(),
                body_id: self.body,
                kind: self.kind,
                country: self.country,
                basis: Json::from(self.basis.clone()),
                basis_url: self.basis_url.clone(),
                signer: self.signer.clone(),
                from_at: self.from.into(),
                until_at: self.until.map(Into::into),
                declared_at: now.into(),
                declared_by: self.staff,
                ended_at: None,
                ended_by: None,
                request_key: self.request_key.clone(),
                updated_at: now.into(),
            },
            regions,
        }
    }
}

/// What an emergency came to, as it was noted.
fn outcome(connection: &mut AnyConnection, id: Id, known: bool) -> Result<Outcome, Refusal> {
    let emergency = emergency(connection, id)?.ok_or(Refusal::NotFound)?;
    let covered = store::covered_by(connection, id)?;
    let sum = |of: fn(&Covered) -> i32| covered.iter().map(|one| i64::from(of(one))).sum();
    let count = |switched: bool| {
        let some = covered
            .iter()
            .filter(|one| one.former_format.is_some() == switched);
        i64::try_from(some.count()).unwrap_or(i64::MAX)
    };
    Ok(Outcome {
        emergency,
        switched: count(true),
        online_already: count(false),
        people: sum(|one| one.people),
        letters: sum(|one| one.letters),
        calls: sum(|one| one.calls),
        known,
    })
}

fn note(work: &mut Work, now: DateTime<Utc>, actor: Actor, outcome: &Outcome) {
    let Declared { emergency, regions } = &outcome.emergency;
    let after = json!({
        "kind": emergency.kind,
        "country": emergency.country,
        "regions": regions,
        "basis": &*emergency.basis,
        "basis_url": emergency.basis_url,
        "signer": emergency.signer,
        "from": emergency.from_at.utc(),
        "until": emergency.until_at.map(crate::database::Instant::utc),
        "switched": outcome.switched,
        "people": outcome.people,
    });
    let entry = Entry {
        actor,
        act: "emergency.declared",
        object_kind: "emergency",
        object: emergency.id,
        body: emergency.body_id,
        before: None,
        after: Some(after),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}

/// What a declaration would come to if it were made now. The number of queries depends on the number of sessions only as
/// far as they are asked for by the hundred.
///
/// # Errors
/// [`Broken::Query`].
pub fn preview(
    connection: &mut AnyConnection,
    now: DateTime<Utc>,
    declaration: &Declaration,
) -> Result<Preview, Broken> {
    let declared = declaration.declared(now);
    let reached = store::within_reach(connection, &declared, now)?;
    let ids: Vec<Id> = reached.iter().map(|one| one.id).collect();
    let mut preview = Preview::default();
    let mut switched = Vec::new();
    for session in in_order(connection, &ids)? {
        if goes_online(&session, now) {
            switched.push(session);
        } else if !session.format.has_hall() && present::is_to_come(&session, now) {
            preview.online_already.push(session);
        } else if session.format.has_hall() {
            preview.sitting.push(session);
        }
    }
    let begun = preview.sitting.iter().cloned();
    preview.in_hall = begun
        .filter_map(|session| sitting::of(&declared, session, now))
        .collect();
    let ids: Vec<Id> = switched.iter().map(|session| session.id).collect();
    let people = store::people_of(connection, &ids)?;
    preview.subscribers = letters_at_once(connection, &ids, now)?;
    let mut bodies: Vec<Id> = switched.iter().map(|session| session.body_id).collect();
    bodies.sort_unstable();
    bodies.dedup();
    let names = names_of(connection, &bodies)?;
    let touched = |session: Session| {
        let people = people.get(&session.id).copied().unwrap_or_default();
        Touched {
            body_name: names.on(session.body_id, session.local_date),
            people: people.all,
            letters: people.by_letter,
            calls: people.by_telephone,
            unreachable: people.unreachable(),
            session,
        }
    };
    preview.switched = switched.into_iter().map(touched).collect();
    let online = preview.online_already.iter();
    let all = preview
        .switched
        .iter()
        .map(|one| &one.session)
        .chain(online);
    preview.without_broadcast = all
        .filter(|session| session.broadcast_url.is_none())
        .map(|session| session.id)
        .collect();
    Ok(preview)
}

/// Whether an emergency that covers a session sends it to the broadcast.
pub(super) fn goes_online(session: &Session, now: DateTime<Utc>) -> bool {
    is_switched(
        session.access,
        session.status,
        session.format,
        session.starts_at.utc(),
        now,
    )
}
