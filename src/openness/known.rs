//! What is known of the sessions of a year, whether it was read from the tables or from the journal.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::store::{self, ResultRow, SessionRow};
use crate::database::{AnyConnection, Broken, Id, Zone};
use crate::language::Multilingual;
use crate::law::comments::CommentState;
use crate::law::openness::{CommentFacts, Late, Measure, SessionFacts};

/// Whose sessions of which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// The year of their days.
    pub year: i32,
    /// One body; else all of them.
    pub body: Option<Id>,
}

impl Scope {
    /// The days of the year, the first and the last.
    #[must_use]
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        let day = |month, day| NaiveDate::from_ymd_opt(self.year, month, day);
        (
            day(1, 1).unwrap_or(NaiveDate::MIN),
            day(12, 31).unwrap_or(NaiveDate::MAX),
        )
    }

    /// Whether a session of this body and day is meant.
    #[must_use]
    pub fn holds(self, body: Id, day: NaiveDate) -> bool {
        let (first, last) = self.days();
        self.body.is_none_or(|only| only == body) && (first..=last).contains(&day)
    }
}

/// Why something was late, or could not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// In the words of whoever gave it.
    Given(String),
    /// In both languages.
    Both(Multilingual),
}

/// Why its announcement, its broadcast and its results are as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reasons {
    /// Why it was announced late.
    pub announcement: Option<Reason>,
    /// Why there was no broadcast.
    pub broadcast: Option<Reason>,
    /// Why its results were late.
    pub results: Option<Reason>,
}

impl Reasons {
    /// That of one measure.
    #[must_use]
    pub fn of(&self, measure: Measure) -> Option<&Reason> {
        match measure {
            Measure::Announcements => self.announcement.as_ref(),
            Measure::Broadcasts => self.broadcast.as_ref(),
            Measure::Results => self.results.as_ref(),
            Measure::Comments => None,
        }
    }
}

/// An announced session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: Id,
    /// Whose it is.
    pub body: Id,
    /// What it is called.
    pub title: Multilingual,
    /// Its day.
    pub day: NaiveDate,
    /// The zone of that day.
    pub zone: Zone,
    /// What is judged by.
    pub facts: SessionFacts,
    /// The reasons that were given.
    pub reasons: Reasons,
    /// Its comments by their public numbers.
    pub comments: Vec<(i32, CommentFacts)>,
}

/// What the tables say. Six queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn from_tables(connection: &mut AnyConnection, scope: Scope) -> Result<Vec<Known>, Broken> {
    let mut known: Vec<Known> = store::sessions_of(connection, scope)?
        .into_iter()
        .map(known)
        .collect();
    let mut places = HashMap::new();
    for (place, one) in known.iter().enumerate() {
        places.insert(one.id, place);
    }
    let mut with = |session: Id, change: &mut dyn FnMut(&mut Known)| {
        if let Some(one) = places.get(&session).and_then(|place| known.get_mut(*place)) {
            change(one);
        }
    };
    for (session, began_at) in store::broadcasts_of(connection, scope)? {
        with(session, &mut |one| {
            let earlier = one.facts.broadcast_at.unwrap_or(began_at.utc());
            one.facts.broadcast_at = Some(earlier.min(began_at.utc()));
        });
    }
    for (session, since, why) in store::impossible_of(connection, scope)? {
        with(session, &mut |one| {
            one.facts.impossible_since = since.map(Into::into);
            one.reasons.broadcast = why.as_deref().cloned().map(Reason::Both);
        });
    }
    let results = store::results_of(connection, scope)?;
    for row in first_ones(&results) {
        with(row.session, &mut |one| late(one, row));
    }
    for (session, number, state, received_at, answered_at) in store::comments_of(connection, scope)?
    {
        let facts = CommentFacts {
            hidden: state == CommentState::Hidden,
            received_at: received_at.into(),
            answered_at: answered_at.map(Into::into),
        };
        with(session, &mut |one| one.comments.push((number, facts)));
    }
    Ok(known)
}

fn known(row: SessionRow) -> Known {
    let announced_at = row.moved_at.or(row.announced_at).unwrap_or(row.starts_at);
    Known {
        id: row.id,
        body: row.body,
        title: (*row.title).clone(),
        day: row.day,
        zone: row.zone,
        facts: SessionFacts {
            exempt: row.exempt,
            status: row.status,
            access: row.access,
            starts_at: row.starts_at.utc(),
            ends_at: row.ends_at.map(Into::into),
            announced_at: announced_at.utc(),
            announce_before: row.announce_before.utc(),
            announced_in_time: row.announced_in_time == Some(true),
            late_explained: row.late_reason.is_some(),
            broadcast_at: None,
            impossible_since: None,
            results_before: row.results_before.utc(),
            results_complete_at: row.results_complete_at.map(Into::into),
            late_result: None,
        },
        reasons: Reasons {
            announcement: row.late_reason.map(Reason::Given),
            ..Reasons::default()
        },
        comments: Vec::new(),
    }
}

/// What was placed for the first time: whatever takes the place of another has a clock of its own, and the session owed it
/// no more.
fn first_ones(rows: &[ResultRow]) -> impl Iterator<Item = &ResultRow> {
    let replacing: Vec<Id> = rows
        .iter()
        .filter(|row| !row.stated_none)
        .filter_map(|row| row.replaced_by)
        .collect();
    rows.iter()
        .filter(move |row| !row.in_time && !replacing.contains(&row.id))
}

/// The first late one counts, and only what the session still owed then.
fn late(one: &mut Known, row: &ResultRow) {
    let placed: DateTime<Utc> = row.published_at.utc();
    let owed = |complete: DateTime<Utc>| placed <= complete;
    if one.facts.late_result.is_none() && one.facts.results_complete_at.is_none_or(owed) {
        one.facts.late_result = Some(Late {
            due: row.due_before.utc(),
            done: placed,
            explained: row.late_reason.is_some(),
        });
        one.reasons.results = row.late_reason.clone().map(Reason::Given);
    }
}
