//! What is due, gathered from drafts, coming sessions and those that are over.

use chrono::{DateTime, Utc};

use super::due::{Due, Task, Urgency};
use super::store;
use crate::bodies;
use crate::bodies::store::Names;
use crate::database::{AnyConnection, Broken, Id};
use crate::law::application_course::ApplicationState;
use crate::law::deadlines::zone::Twice;
use crate::law::deadlines::zone::instant;
use crate::sessions::actions::reasons_due;
use crate::sessions::record::Session;
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

/// Gathers it for a person: eight queries at the most, however much there is.
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
    let drafts = store::drafts(connection, &sees_sessions, now)?;
    let coming = store::coming(connection, &joined(&sees_sessions, &sees_doors), now)?;
    let held = store::held(connection, &sees_sessions, now)?;
    let ids: Vec<Id> = coming.iter().map(|(session, _, _)| session.id).collect();
    let states = [
        ApplicationState::Incomplete,
        ApplicationState::Seated,
        ApplicationState::Overflow,
    ];
    let applications = store::applications_in(connection, &ids, &states)?;
    let lost = store::letters_lost(connection, &ids)?;
    let counts = (drafts.len(), coming.len());

    let mut due = Vec::new();
    for (session, clocks, _) in drafts {
        let before = clocks.announce_before.utc();
        due.push(Due {
            task: Task::Announce,
            session,
            before,
        });
    }
    for (session, clocks, seating) in &coming {
        if !sees_sessions.holds(session.body_id) {
            continue;
        }
        let count = |state| applications.get(&(session.id, state)).copied().unwrap_or(0);
        let undecided = count(ApplicationState::Seated) + count(ApplicationState::Overflow);
        let day_begins = instant(
            session.zone.0,
            session.local_date.and_time(chrono::NaiveTime::MIN),
            Twice::First,
        );
        let starts = session.starts_at.utc();
        let announced = session.announced_at.map_or(starts, Into::into);
        let reasons = reasons_due(session).into_iter();
        let mut of_session: Vec<(Task, DateTime<Utc>)> = reasons
            .map(|reason| (Task::Reason(reason), announced))
            .collect();
        let counted = [
            (Task::Seats(i64::from(seating.waiting)), day_begins),
            (
                Task::Complete(count(ApplicationState::Incomplete)),
                clocks.apply_before.utc(),
            ),
            (Task::Decide(undecided), day_begins),
            (
                Task::Letters(lost.get(&session.id).copied().unwrap_or(0)),
                starts,
            ),
        ];
        of_session.extend(counted.into_iter().filter(|(task, _)| task.word().1 > 0));
        due.extend(of_session.into_iter().map(|(task, before)| Due {
            task,
            session: session.clone(),
            before,
        }));
    }
    for (session, clocks, _) in held {
        due.push(Due {
            task: Task::Results,
            before: clocks.results_before.utc(),
            session,
        });
    }
    due.sort_by_key(|one| (one.before, one.session.starts_at, one.session.id));
    complete(connection, due, coming, counts, now)
}

fn complete(
    connection: &mut AnyConnection,
    due: Vec<Due>,
    coming: Vec<(
        Session,
        crate::sessions::record::Clocks,
        crate::sessions::record::Seating,
    )>,
    counts: (usize, usize),
    now: DateTime<Utc>,
) -> Result<Today, Broken> {
    let sits_today = |session: &Session| session.zone.local(now).date() == session.local_date;
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
