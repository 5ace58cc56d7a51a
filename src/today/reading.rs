//! What is due, gathered from drafts, coming sessions and those that are over.

use std::collections::HashSet;

use chrono::{DateTime, NaiveTime, Utc};

use super::due::{Due, Task, Urgency};
use super::store;
use crate::applications::door::days;
use crate::bodies;
use crate::bodies::store::Names;
use crate::broadcasts::store::owed;
use crate::comments;
use crate::database::{AnyConnection, Broken, Id};
use crate::law::application_course::ApplicationState;
use crate::law::closing::{Channel, is_over};
use crate::law::deadlines::zone::Twice;
use crate::law::deadlines::zone::{end_of_day, instant};
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::actions::reasons_due;
use crate::sessions::now::status;
use crate::sessions::record::{Clocks, Session};
use crate::sessions::store::{
    DueRow, called_off, closings_waiting, coming, drafts, held, notices_of, standing_closings,
};
use crate::web::desk::{Person, Reach, Right};

/// Everything that today's page shows.
#[derive(Debug)]
pub struct Today {
    /// What is due, by the instant until which it is to be done.
    pub due: Vec<Due>,
    /// Sessions that sit today, in order.
    pub sitting: Vec<Session>,
    /// Coming sessions that were announced too late, with the reason that was given.
    pub announced_late: Vec<Session>,
    /// Drafts, and announced sessions to come.
    pub counts: (usize, usize),
    /// The names of the bodies.
    pub names: Names,
}

impl Today {
    /// How many things are this urgent.
    #[must_use]
    pub fn count(&self, urgency: Urgency, now: DateTime<Utc>) -> usize {
        self.due
            .iter()
            .filter(|due| due.urgency(now) == urgency)
            .count()
    }
}

/// Gathers it for a person: seventeen queries at the most, however much there is.
///
/// # Errors
/// [`Broken::Query`].
pub fn gather(
    connection: &mut AnyConnection,
    person: &Person,
    now: DateTime<Utc>,
) -> Result<Today, Broken> {
    let sees_sessions = person.reach(Right::SeeSessions);
    let sees_doors = person.reach(Right::KeepDoor);
    let drafts = drafts(connection, &sees_sessions, now)?;
    let coming = coming(connection, &joined(&sees_sessions, &sees_doors), now)?;
    let held = held(connection, &sees_sessions, now)?;
    let called_off = called_off(connection, &sees_sessions, now)?;
    let id = |(session, _, _): &DueRow| session.id;
    let ids: Vec<Id> = coming.iter().map(id).collect();
    let states = [
        ApplicationState::Incomplete,
        ApplicationState::Seated,
        ApplicationState::Overflow,
    ];
    let applications = store::applications_in(connection, &ids, &states)?;
    let told: Vec<Id> = coming.iter().chain(&called_off).map(id).collect();
    let lost = store::letters_lost(connection, &told)?;
    let calls = store::calls_due(connection, &told, false)?;
    let urgent = store::calls_due(connection, &told, true)?;
    let counts = (drafts.len(), coming.len());
    let of_exempt = exempt(connection, [&drafts, &coming, &held])?;

    let mut due = notices(connection, &coming, (&sees_sessions, &of_exempt))?;
    due.extend(closings_due(connection, &sees_sessions, now)?);
    for (session, clocks, _) in drafts {
        // A body without duties announces nothing (605-3).
        if !of_exempt.contains(&session.body_id) {
            due.push(at(Task::Announce, session, clocks.announce_before.utc()));
        }
    }
    for (session, clocks, seating) in &coming {
        if sees_sessions.holds(session.body_id) {
            let count = |state| applications.get(&(session.id, state)).copied().unwrap_or(0);
            let counts = Counts {
                // Nobody is found a seat in a session that is closed.
                waiting: i64::from(seating.waiting) * i64::from(session.access == Access::Open),
                incomplete: count(ApplicationState::Incomplete),
                undecided: count(ApplicationState::Seated) + count(ApplicationState::Overflow),
                lost: lost.get(&session.id).copied().unwrap_or(0),
                calls: calls.get(&session.id).copied().unwrap_or(0),
            };
            let bound = !of_exempt.contains(&session.body_id);
            due.extend(reasons(session).filter(|_| bound));
            due.extend(of_emergency(session, urgent.get(&session.id).copied()));
            due.extend(
                of_coming(session, clocks, &counts)
                    .filter(|one| bound || one.task.is_owed_to_people()),
            );
        }
    }
    for (session, _, _) in called_off {
        let letters = lost.get(&session.id).copied().unwrap_or(0);
        let people = calls.get(&session.id).copied().unwrap_or(0);
        let before = session.starts_at.utc();
        due.extend((people > 0).then(|| at(Task::Calls(people), session.clone(), before)));
        due.extend((letters > 0).then(|| at(Task::Letters(letters), session, before)));
    }
    due.extend(broadcasts(connection, &sees_sessions, now)?);
    for (session, clocks, count) in comments::store::owed(connection, &sees_sessions, now)? {
        // Answers belong to what is said of the session with its results (OS-13).
        let before = clocks.results_before.utc();
        due.push(at(Task::Comments(count), session, before));
    }
    for (session, clocks, _) in held {
        if of_exempt.contains(&session.body_id) {
            continue;
        }
        due.extend(reasons(&session));
        let mut results = at(Task::Results, session, clocks.results_before.utc());
        results.aim = Some(clocks.results_target_before.utc()).filter(|aim| *aim > now);
        due.push(results);
    }
    due.sort_by_key(|one| (one.before, one.session.starts_at, one.session.id));
    complete(connection, due, (coming, &of_exempt), counts, now)
}

fn at(task: Task, session: Session, before: DateTime<Utc>) -> Due {
    Due {
        task,
        session,
        before,
        aim: None,
    }
}

/// The channels on which the notice of what is closed is still to be placed, by the instant until which it is; of
/// bodies that have duties.
fn notices(
    connection: &mut AnyConnection,
    coming: &[DueRow],
    (reach, of_exempt): (&Reach, &HashSet<Id>),
) -> Result<Vec<Due>, Broken> {
    let owes = |body: Id| reach.holds(body) && !of_exempt.contains(&body);
    let seen = coming.iter().filter(|(one, _, _)| owes(one.body_id));
    let sessions: Vec<&Session> = seen.map(|(session, _, _)| session).collect();
    let ids: Vec<Id> = sessions.iter().map(|session| session.id).collect();
    let closings = standing_closings(connection, &ids)?;
    let of: Vec<Id> = closings
        .values()
        .flatten()
        .map(|closing| closing.id)
        .collect();
    let placed = notices_of(connection, &of)?;
    let each = sessions.into_iter().flat_map(|session| {
        let standing = closings.get(&session.id).into_iter().flatten();
        standing.map(move |closing| (session, closing))
    });
    let due = each.filter_map(|(session, closing)| {
        let is_placed = |channel: Channel| {
            let mut of_date = placed
                .iter()
                .filter(|one| one.starts_at == session.starts_at);
            of_date.any(|one| one.closing_id == closing.id && one.channel == channel)
        };
        let left = Channel::ALL.iter().filter(|channel| !is_placed(**channel));
        let left = i64::try_from(left.count()).unwrap_or(0);
        let before = closing.notice_before.utc();
        (left > 0).then(|| at(Task::Notice(left), session.clone(), before))
    });
    Ok(due.collect())
}

/// Votes to be entered, and what is to be opened since the time of its restriction has passed.
fn closings_due(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<Due>, Broken> {
    let waiting = closings_waiting(connection, reach, now)?;
    let due = waiting.into_iter().flat_map(|(session, closing)| {
        let zone = session.zone;
        let vote = closing.waits_for_its_vote() && session.starts_at.utc() <= now;
        let vote = vote.then(|| at(Task::Vote, session.clone(), session.closes_at.utc()));
        let over = is_over(closing.ends_on, zone.local(now).date());
        let ended = closing.ends_on.filter(|_| over);
        let open = ended.map(|day| at(Task::Open, session, end_of_day(zone.0, day)));
        vote.into_iter().chain(open)
    });
    Ok(due.collect())
}

/// Sessions of which nothing says that they were broadcast, or why not: at once while they sit; once they are over, with
/// their results.
fn broadcasts(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<Due>, Broken> {
    let owed = owed(connection, reach, now)?.into_iter();
    let due = owed.map(|(session, clocks)| {
        let before = if has_been_held(&session, now) {
            clocks.results_before.utc()
        } else {
            session.starts_at.utc()
        };
        at(Task::Broadcast, session, before)
    });
    Ok(due.collect())
}

fn has_been_held(session: &Session, now: DateTime<Utc>) -> bool {
    status(session, now) == SessionStatus::Held
}

/// The reasons that a session owes, since it was announced.
fn reasons(session: &Session) -> impl Iterator<Item = Due> {
    let since = session.dated_at().unwrap_or(session.starts_at).utc();
    reasons_due(session)
        .into_iter()
        .map(move |reason| at(Task::Reason(reason), session.clone(), since))
}

/// What an emergency leaves to do for a session that people can still watch.
fn of_emergency(session: &Session, calls: Option<i64>) -> impl Iterator<Item = Due> {
    let lacks_broadcast = session.emergency_id.is_some() && session.broadcast_url.is_none();
    let broadcast = lacks_broadcast.then_some(Task::EmergencyBroadcast);
    let calls = calls.map(Task::EmergencyCalls);
    let (session, before) = (session.clone(), session.starts_at.utc());
    let tasks = broadcast.into_iter().chain(calls);
    tasks.map(move |task| at(task, session.clone(), before))
}

/// How many applications and letters of a session want something done.
struct Counts {
    waiting: i64,
    incomplete: i64,
    undecided: i64,
    lost: i64,
    calls: i64,
}

fn of_coming(session: &Session, clocks: &Clocks, counts: &Counts) -> impl Iterator<Item = Due> {
    let day_begins = instant(
        session.zone.0,
        session.local_date.and_time(NaiveTime::MIN),
        Twice::First,
    );
    let tasks = [
        (Task::Seats(counts.waiting), day_begins),
        (Task::Complete(counts.incomplete), clocks.apply_before.utc()),
        (Task::Decide(counts.undecided), day_begins),
        (Task::Letters(counts.lost), session.starts_at.utc()),
        (Task::Calls(counts.calls), session.starts_at.utc()),
    ];
    tasks
        .into_iter()
        .filter(|(task, _)| task.word().1 > 0)
        .map(|(task, before)| at(task, session.clone(), before))
}

/// The bodies without duties among those of these sessions.
fn exempt(connection: &mut AnyConnection, rows: [&Vec<DueRow>; 3]) -> Result<HashSet<Id>, Broken> {
    let rows = rows.into_iter().flatten();
    let mut ids: Vec<Id> = rows.map(|(session, _, _)| session.body_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let bodies = bodies::store::by_ids(connection, &ids)?;
    Ok(bodies
        .into_values()
        .filter(|body| body.exempt)
        .map(|body| body.id)
        .collect())
}

fn complete(
    connection: &mut AnyConnection,
    due: Vec<Due>,
    (coming, of_exempt): (Vec<DueRow>, &HashSet<Id>),
    counts: (usize, usize),
    now: DateTime<Utc>,
) -> Result<Today, Broken> {
    let sits_today = |session: &Session| days::is_today(session, now);
    let sessions: Vec<Session> = coming.into_iter().map(|(session, _, _)| session).collect();
    let mut bodies: Vec<Id> = due.iter().map(|one| one.session.body_id).collect();
    bodies.extend(sessions.iter().map(|session| session.body_id));
    bodies.sort_unstable();
    bodies.dedup();
    let names = bodies::store::names_of(connection, &bodies)?;
    let (sitting, announced_late) = (
        sessions
            .iter()
            .filter(|one| sits_today(one))
            .cloned()
            .collect(),
        sessions
            .iter()
            .filter(|one| one.announced_in_time == Some(false))
            .filter(|one| !of_exempt.contains(&one.body_id))
            .cloned()
            .collect(),
    );
    Ok(Today {
        due,
        sitting,
        announced_late,
        counts,
        names,
    })
}

/// Bodies of either kind.
fn joined(one: &Reach, other: &Reach) -> Reach {
    match (one, other) {
        (Reach::Only(one), Reach::Only(other)) => {
            Reach::Only(one.iter().chain(other).copied().collect())
        }
        _ => Reach::All,
    }
}
