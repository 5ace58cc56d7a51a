//! All queries of the door. They read no contacts.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::record::{Entrant, Tally};
use crate::database::schema::{applications, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::language::fold_words;
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::law::session_course::{Format, SessionStatus};
use crate::sessions::record::{GREATEST_LENGTH, Session};
use crate::web::desk::Reach;

/// Sessions with a hall of these bodies that may be at the door about now, in order of time. Which of them are so
/// today, their own zones say.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn sessions_about(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<Session>, Broken> {
    let day = TimeDelta::days(1);
    let mut query = sessions::table
        .filter(sessions::starts_at.le(Instant::from(now + day)))
        .filter(sessions::starts_at.ge(Instant::from(now - GREATEST_LENGTH - day)))
        .filter(sessions::status.ne_all([SessionStatus::Draft, SessionStatus::Cancelled]))
        .filter(sessions::format.ne(Format::Online))
        .order((sessions::starts_at, sessions::id))
        .select(Session::as_select())
        .into_boxed();
    if let Reach::Only(bodies) = reach {
        query = query.filter(sessions::body_id.eq_any(bodies.clone()));
    }
    Ok(query.load(connection)?)
}

/// How many are to come to these sessions, and how many came.
///
/// # Errors
/// [`Broken::Query`].
pub fn tallies(
    connection: &mut AnyConnection,
    of_sessions: &[Id],
) -> Result<HashMap<Id, Tally>, Broken> {
    let counts: Vec<(Id, ApplicationState, i64)> = applications::table
        .filter(applications::session_id.eq_any(of_sessions))
        .group_by((applications::session_id, applications::state))
        .select((
            applications::session_id,
            applications::state,
            diesel::dsl::count_star(),
        ))
        .load(connection)?;
    let mut tallies: HashMap<Id, Tally> = HashMap::new();
    for (session, state, people) in counts {
        tallies.entry(session).or_default().add(state, people);
    }
    Ok(tallies)
}

/// One person.
///
/// # Errors
/// [`Broken::Query`].
pub fn entrant(connection: &mut AnyConnection, id: Id) -> Result<Option<Entrant>, Broken> {
    Ok(applications::table
        .find(id)
        .select(Entrant::as_select())
        .get_result(connection)
        .optional()?)
}

/// The person of a pass.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_pass(connection: &mut AnyConnection, pass: &str) -> Result<Option<Entrant>, Broken> {
    Ok(applications::table
        .filter(applications::pass.eq(pass))
        .select(Entrant::as_select())
        .get_result(connection)
        .optional()?)
}

/// The people of these ordinals in a session.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_ordinals(
    connection: &mut AnyConnection,
    session: Id,
    ordinals: &[i32],
) -> Result<HashMap<i32, Entrant>, Broken> {
    let rows: Vec<Entrant> = applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::ordinal.eq_any(ordinals))
        .select(Entrant::as_select())
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|entrant| (entrant.ordinal, entrant))
        .collect())
}

/// The states of those on the list.
fn listed_states() -> Vec<ApplicationState> {
    let listed = ApplicationState::ALL.iter().copied();
    listed.filter(|state| state.is_listed()).collect()
}

/// Everybody on the list of a session, in the order of folded names.
///
/// # Errors
/// [`Broken::Query`].
pub fn listed(connection: &mut AnyConnection, session: Id) -> Result<Vec<Entrant>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq_any(listed_states()))
        .order((applications::name_search, applications::ordinal))
        .select(Entrant::as_select())
        .load(connection)?)
}

/// Everybody who was let in to a session.
///
/// # Errors
/// [`Broken::Query`].
pub fn inside(connection: &mut AnyConnection, session: Id) -> Result<Vec<Entrant>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq(ApplicationState::Attended))
        .order(applications::ordinal)
        .select(Entrant::as_select())
        .load(connection)?)
}

/// A part of the list of a session, in the order of folded names; whether there are more is told by one beyond the
/// limit. A search by words of the name or by the number finds those too who are not on the list, so that the guard
/// can tell them why.
///
/// # Errors
/// [`Broken::Query`].
pub fn found(
    connection: &mut AnyConnection,
    session: Id,
    search: &str,
    skip: i64,
    limit: i64,
) -> Result<Vec<Entrant>, Broken> {
    let mut query = applications::table
        .filter(applications::session_id.eq(session))
        .order((applications::name_search, applications::ordinal))
        .offset(skip)
        .limit(limit.saturating_add(1))
        .select(Entrant::as_select())
        .into_boxed();
    let words = fold_words(search);
    if words.is_empty() {
        query = query.filter(applications::state.eq_any(listed_states()));
    } else if let Some(ordinal) = ordinal_of(search) {
        query = query.filter(applications::ordinal.eq(ordinal));
    } else {
        for word in words {
            // Folded words are letters and digits alone: nothing in them means more to LIKE.
            query = query.filter(applications::name_search.like(format!("%{word}%")));
        }
    }
    Ok(query.load(connection)?)
}

/// The ordinal behind a number as people say it: `42`, `0042` or the whole `K7F3QX-0042`.
fn ordinal_of(search: &str) -> Option<i32> {
    let last = search.trim().rsplit('-').next()?;
    last.trim().parse().ok().filter(|ordinal| *ordinal > 0)
}

/// Changes a person's state, if the row is still of the revision that was read.
///
/// # Errors
/// [`Broken::Query`].
pub fn change(
    connection: &mut AnyConnection,
    before: &Entrant,
    after: &Entrant,
    now: DateTime<Utc>,
) -> Result<bool, Broken> {
    let row = applications::table
        .find(before.id)
        .filter(applications::revision.eq(before.revision));
    let changed = diesel::update(row)
        .set((
            applications::state.eq(after.state),
            applications::attended_at.eq(after.attended_at),
            applications::attended_from.eq(after.attended_from),
            applications::revision.eq(after.revision),
            applications::updated_at.eq(Instant::from(now)),
        ))
        .execute(connection)?;
    Ok(changed == 1)
}

/// Marks everybody absent who was to come and did not; by one statement a state, so that however many they are it
/// takes no longer. Gives id, number and the state before.
///
/// # Errors
/// [`Broken::Query`].
pub fn mark_absent(
    connection: &mut AnyConnection,
    session: Id,
    now: DateTime<Utc>,
) -> Result<Vec<(Id, String, ApplicationState)>, Broken> {
    let mut marked = Vec::new();
    for &state in ApplicationState::ALL {
        if !state.allows(ApplicationAct::MarkAbsent) {
            continue;
        }
        let rows = applications::table
            .filter(applications::session_id.eq(session))
            .filter(applications::state.eq(state));
        let changed: Vec<(Id, String)> = diesel::update(rows)
            .set((
                applications::state.eq(ApplicationState::Absent),
                applications::revision.eq(applications::revision + 1),
                applications::updated_at.eq(Instant::from(now)),
            ))
            .returning((applications::id, applications::number))
            .get_results(connection)?;
        marked.extend(changed.into_iter().map(|(id, number)| (id, number, state)));
    }
    Ok(marked)
}
