//! The page of all applications to a session, read in one go: six queries, however many applications there are.

use super::wish::{ROWS, Wish};
use crate::applications::record::{Application, Hall, Need};
use crate::applications::{actions, store};
use crate::bodies;
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::application_course::ApplicationState;
use crate::law::deadlines::Channel;
use crate::sessions;
use crate::sessions::record::{Clocks, Seating, Session};

/// One application in the queue.
#[derive(Debug, Clone)]
pub struct Line {
    /// Ours.
    pub id: Id,
    /// Registration number.
    pub number: String,
    /// How far it has come.
    pub state: ApplicationState,
    /// How it was handed in.
    pub channel: Channel,
    /// When it came.
    pub received_at: Instant,
    /// Where its seat is.
    pub hall: Option<Hall>,
    /// The seat.
    pub seat: Option<i32>,
    /// From 1, while it waits.
    pub queue_place: Option<i64>,
    /// What it was made of, for acts.
    pub revision: i32,
    /// Who; nothing for a reader who may not see persons, or where the data is destroyed.
    pub person: Option<PersonLine>,
}

/// Who applied.
#[derive(Debug, Clone)]
pub struct PersonLine {
    /// Surname, first name, patronymic.
    pub name: String,
    /// Year of birth.
    pub birth_year: Option<i16>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// What the person needs.
    pub needs: Vec<Need>,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The session.
    pub session: Session,
    /// Its clocks.
    pub clocks: Clocks,
    /// Its seats.
    pub seating: Seating,
    /// The Rules do not bind its body.
    pub exempt: bool,
    /// How many applications are in each state that occurs, in the order of the states.
    pub counts: Vec<(ApplicationState, i64)>,
    /// Who has a seat and is not admitted yet, as an act on all of them names them.
    pub people_to_admit: String,
    /// How many are wanted in all.
    pub total: i64,
    /// Those of this page, in the order of their ranks.
    pub lines: Vec<Line>,
}

impl Queue {
    /// How many are in a state.
    #[must_use]
    pub fn count(&self, state: ApplicationState) -> i64 {
        let found = self.counts.iter().find(|(one, _)| *one == state);
        found.map_or(0, |(_, count)| *count)
    }

    /// How many could be admitted at once: those who have a seat and are not admitted yet.
    #[must_use]
    pub fn to_admit(&self) -> i64 {
        self.count(ApplicationState::Seated) + self.count(ApplicationState::Overflow)
    }
}

/// Reads the page; `None` for an unknown session.
///
/// # Errors
/// [`Broken::Query`].
pub fn queue(
    connection: &mut AnyConnection,
    session: Id,
    wish: &Wish,
    with_persons: bool,
) -> Result<Option<Queue>, Broken> {
    let facts = sessions::store::facts_for_applying(connection, session)?;
    let Some((session, clocks, seating)) = facts else {
        return Ok(None);
    };
    let body = bodies::store::by_id(connection, session.body_id)?;
    let mut counts = store::queue::counts(connection, session.id)?;
    counts.sort_unstable();
    let total = store::queue::count(connection, session.id, wish.wanted())?;
    let page = (wish.offset(), ROWS);
    let rows = store::queue::rows(connection, session.id, wish.wanted(), page)?;
    let waiting = store::queue::waiting_ranks(connection, session.id)?;
    let lines = rows
        .into_iter()
        .map(|row| Line::of(row, &waiting, with_persons))
        .collect();
    Ok(Some(Queue {
        exempt: body.is_some_and(|body| body.exempt),
        people_to_admit: actions::people_to_admit(connection, session.id)?,
        session,
        clocks,
        seating,
        counts,
        total,
        lines,
    }))
}

impl Line {
    fn of(row: Application, waiting: &[i64], with_persons: bool) -> Self {
        let waits = row.state == ApplicationState::Waiting;
        let before = waiting.partition_point(|rank| *rank < row.rank);
        Self {
            id: row.id,
            number: row.number.clone(),
            state: row.state,
            channel: row.channel,
            received_at: row.received_at,
            hall: row.hall,
            seat: row.seat,
            queue_place: waits.then(|| i64::try_from(before).unwrap_or(0) + 1),
            revision: row.revision,
            person: (with_persons && !row.is_forgotten()).then(|| PersonLine::of(row)),
        }
    }
}

impl PersonLine {
    fn of(row: Application) -> Self {
        Self {
            name: row.full_name(),
            birth_year: row.birth_year,
            email: row.email,
            phone: row.phone,
            needs: row
                .needs
                .map(crate::database::Json::into_inner)
                .unwrap_or_default(),
        }
    }
}
