//! Whoever may announce for a body is warned of what falls due: one letter a person and morning, with everything that
//! is due for the bodies of that person. When a deadline warns is said by `law::warnings`; what is to be announced and
//! what owes results, by the same queries that today's page asks.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::bodies;
use crate::bodies::record::Body;
use crate::database::{AnyConnection, Broken, Id, Lane, Work, Zone};
use crate::law::Paragraph;
use crate::law::warnings::{Deadline, Degree, Duty, Warning};
use crate::outbox::{self, Letter};
use crate::sessions;
use crate::sessions::actions::count;
use crate::sessions::deadlines::Counting;
use crate::sessions::record::{Clocks, Session};
use crate::staff;
use crate::staff::record::Member;
use crate::web::desk::Right;

/// What falls due.
pub const DUE: &str = "deadlines-due";

/// Deadlines are looked at so far ahead, longer than any row of days off, and so long after they passed.
const AHEAD: TimeDelta = TimeDelta::days(28);
const BEHIND: TimeDelta = TimeDelta::days(3);

/// A warning as a letter tells it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    /// Of which session.
    pub session: String,
    /// What is to be done.
    pub duty: Duty,
    /// How near it is.
    pub degree: Degree,
    /// The paragraph that sets the term.
    pub paragraph: Paragraph,
    /// The instant before which it is in time.
    pub before: DateTime<Utc>,
}

/// A warning of a session.
#[derive(Debug, Clone)]
struct Raised {
    session: Session,
    warning: Warning,
}

/// Orders the letters that are due; their number.
///
/// # Errors
/// [`Broken`] of the database.
pub async fn warn(app: Arc<App>) -> Result<usize, Broken> {
    let now = app.now();
    app.database.freshness().look().await;
    let counting = Arc::clone(&app);
    let letters = app
        .database
        .read(move |connection| {
            let raised = raised(connection, &counting, now)?;
            let letters = letters_of(connection, &raised, now)?;
            let keys: Vec<String> = letters.iter().map(|one| one.once_key.clone()).collect();
            let known = outbox::store::ordered(connection, &keys)?;
            let new = letters
                .into_iter()
                .filter(|one| !known.contains(&one.once_key));
            Ok::<_, Broken>(new.collect::<Vec<Letter>>())
        })
        .await?;
    let ordered = letters.len();
    if ordered > 0 {
        let put = move |work: &mut Work| {
            for letter in letters {
                outbox::store::put(work, now, letter);
            }
            Ok::<_, Broken>(())
        };
        app.database.write(Lane::Any, put).await?;
    }
    Ok(ordered)
}

/// The warnings of this moment, by the instant until which something is to be done.
fn raised(
    connection: &mut AnyConnection,
    app: &App,
    now: DateTime<Utc>,
) -> Result<Vec<Raised>, Broken> {
    let window = (now - BEHIND, now + AHEAD);
    let drafts = sessions::store::to_announce(connection, window)?;
    let held = sessions::store::to_publish(connection, now, window)?;
    let all = drafts
        .into_iter()
        .map(|one| (Duty::Announce, one))
        .chain(held.into_iter().map(|one| (Duty::Results, one)));
    let all: Vec<(Duty, (Session, Clocks))> = all.collect();
    let mut ids: Vec<Id> = all
        .iter()
        .map(|(_, (session, _))| session.body_id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let bodies = bodies::store::by_ids(connection, &ids)?;
    let mut raised: Vec<Raised> = all
        .into_iter()
        .filter_map(|(duty, (session, clocks))| {
            let body = bodies.get(&session.body_id)?;
            let warning = warning_of(app, body, duty, (&session, &clocks), now)?;
            Some(Raised { session, warning })
        })
        .collect();
    raised.sort_by_key(|one| (one.warning.before, one.session.starts_at, one.session.id));
    Ok(raised)
}

fn warning_of(
    app: &App,
    body: &Body,
    duty: Duty,
    (session, clocks): (&Session, &Clocks),
    now: DateTime<Utc>,
) -> Option<Warning> {
    let (before, target_before) = match duty {
        Duty::Announce => (clocks.announce_before, None),
        Duty::Results => (
            clocks.results_before,
            Some(clocks.results_target_before.utc()),
        ),
    };
    let deadline = Deadline {
        duty,
        before: before.utc(),
        target_before,
        zone: session.zone.0,
        week: body.week,
    };
    match deadline.warning(&app.calendar(), false, now) {
        Ok(Some(warning)) => Some(Warning {
            paragraph: governing(app, body, session, warning),
            ..warning
        }),
        Ok(None) => None,
        Err(no_calendar) => {
            let (session, year) = (session.id, no_calendar.year);
            tracing::error!(%session, year, "no calendar to warn by");
            None
        }
    }
}

/// The paragraph of the clock that governs: of a maslikhat's session it may be that of its own notice.
fn governing(app: &App, body: &Body, session: &Session, warning: Warning) -> Paragraph {
    if warning.duty == Duty::Results {
        return warning.paragraph;
    }
    let local = |instant: DateTime<Utc>| session.zone.local(instant);
    let (starts, ends) = (
        local(session.starts_at.utc()),
        session.ends_at.map(|ends| local(ends.utc())),
    );
    match count(&Counting::of(app), body, session.kind, starts, ends) {
        Ok(counted) if counted.announce_before() == warning.before => {
            counted.announce.governing().paragraph
        }
        _ => warning.paragraph,
    }
}

/// A letter for each person and zone: the mornings of two zones are two.
fn letters_of(
    connection: &mut AnyConnection,
    raised: &[Raised],
    now: DateTime<Utc>,
) -> Result<Vec<Letter>, Broken> {
    let mut bodies: Vec<Id> = raised.iter().map(|one| one.session.body_id).collect();
    bodies.sort_unstable();
    bodies.dedup();
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    let mut letters = Vec::new();
    for (member, own) in keepers(connection, &bodies)? {
        let mut mornings: BTreeMap<(&str, NaiveDate), Vec<&Raised>> = BTreeMap::new();
        for one in raised
            .iter()
            .filter(|one| own.contains(&one.session.body_id))
        {
            let zone: Zone = one.session.zone;
            let morning = (zone.as_str(), zone.local(now).date());
            mornings.entry(morning).or_default().push(one);
        }
        for ((zone, day), due) in mornings {
            let once_key = format!("{DUE} {} {zone} {day}", member.id);
            letters.push(letter(&member, once_key, &due, now)?);
        }
    }
    Ok(letters)
}

/// People who may announce for some of these bodies, with those bodies: who has set the account up and is not disabled.
fn keepers(
    connection: &mut AnyConnection,
    bodies: &[Id],
) -> Result<Vec<(Member, Vec<Id>)>, Broken> {
    let people = staff::store::people(connection, Some(bodies))?;
    let ids: Vec<Id> = people.iter().map(|member| member.id).collect();
    let mut roles: HashMap<Id, _> = staff::store::roles_of_all(connection, &ids)?;
    let keepers = people.into_iter().filter_map(|member| {
        let works = member.disabled_at.is_none() && member.password_hash.is_some();
        let own: Vec<Id> = roles
            .remove(&member.id)
            .unwrap_or_default()
            .into_iter()
            .filter(|row| row.role.grants(Right::KeepSessions))
            .map(|row| row.body_id)
            .collect();
        (works && !own.is_empty()).then_some((member, own))
    });
    Ok(keepers.collect())
}

fn letter(
    member: &Member,
    once_key: String,
    due: &[&Raised],
    now: DateTime<Utc>,
) -> Result<Letter, Broken> {
    let told: Vec<Told> = due
        .iter()
        .map(|one| Told {
            session: one.session.id.to_string(),
            duty: one.warning.duty,
            degree: one.warning.degree,
            paragraph: one.warning.paragraph,
            before: one.warning.before,
        })
        .collect();
    Ok(Letter {
        once_key,
        lane: outbox::Lane::Ordinary,
        kind: DUE,
        recipient: member.email.clone(),
        language: member.language,
        session: None,
        payload: serde_json::to_value(told).map_err(|error| Broken::Data(error.to_string()))?,
        give_up_at: now + TimeDelta::days(1),
    })
}
