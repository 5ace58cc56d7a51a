//! What the page of the desk shows of all applications to a session.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::reach::{Way, told};
use crate::applications::record::{Application, Hall, Need};
use crate::database::schema::applications;
use crate::database::{AnyConnection, Broken, Id};
use crate::law::admission::Seat;
use crate::law::admission::settling::Placed;
use crate::law::application_course::ApplicationState;
use crate::law::deadlines::Channel;

/// What is wanted of them; nothing asked for is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// In this state.
    pub state: Option<ApplicationState>,
    /// Handed in this way.
    pub channel: Option<Channel>,
    /// With a seat in this hall.
    pub hall: Option<Hall>,
    /// With needs.
    pub needs: Option<NeedsWanted>,
    /// To be told of changes in this way.
    pub way: Option<Way>,
    /// Folded words, each to be found in the name.
    pub words: Vec<String>,
    /// A part of the number, in capitals; matched beside the name.
    pub number: Option<String>,
}

/// Which needs are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedsWanted {
    /// Some.
    Any,
    /// This one.
    This(Need),
}

type Boxed<'a> = applications::BoxedQuery<'a, <AnyConnection as diesel::Connection>::Backend>;

impl Wanted {
    fn query<'q>(&self, session: Id) -> Boxed<'q> {
        let mut query = applications::table
            .filter(applications::session_id.eq(session))
            .into_boxed();
        if let Some(state) = self.state {
            query = query.filter(applications::state.eq(state));
        }
        if let Some(channel) = self.channel {
            query = query.filter(applications::channel.eq(channel));
        }
        if let Some(hall) = self.hall {
            query = query.filter(applications::hall.eq(hall));
        }
        query = match self.needs {
            None => query,
            Some(NeedsWanted::Any) => query.filter(applications::needs.is_not_null()),
            Some(NeedsWanted::This(need)) => {
                query.filter(applications::needs.like(format!("%\"{need}\"%")))
            }
        };
        self.found_by(Self::told_by(query, self.way))
    }

    fn told_by(query: Boxed<'_>, way: Option<Way>) -> Boxed<'_> {
        let Some(way) = way else { return query };
        let query = query.filter(applications::state.eq_any(told()));
        match way {
            Way::Letter => query.filter(applications::email.is_not_null()),
            Way::Telephone => query
                .filter(applications::email.is_null())
                .filter(applications::phone.is_not_null()),
            Way::Nothing => query
                .filter(applications::email.is_null())
                .filter(applications::phone.is_null()),
        }
    }

    /// By name, each word of it, or by number. What is looked for holds none of the signs that LIKE reads.
    fn found_by<'q>(&self, query: Boxed<'q>) -> Boxed<'q> {
        let number = self.number.as_ref().map(|number| format!("%{number}%"));
        match (self.words.as_slice(), number) {
            ([], None) => query,
            ([], Some(number)) => query.filter(applications::number.like(number)),
            (words, number) => {
                // Words of a name keep their order in the folded text or not: each is looked for by itself.
                let mut query = query;
                for word in words {
                    let in_name = applications::name_search.like(format!("%{word}%"));
                    query = match &number {
                        Some(number) => query.filter(
                            in_name
                                .assume_not_null()
                                .or(applications::number.like(number.clone())),
                        ),
                        None => query.filter(in_name),
                    };
                }
                query
            }
        }
    }
}

/// How many applications of a session are in each state.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn counts(
    connection: &mut AnyConnection,
    session: Id,
) -> Result<Vec<(ApplicationState, i64)>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .group_by(applications::state)
        .select((applications::state, count_star()))
        .load(connection)?)
}

/// How many are wanted in all.
///
/// # Errors
/// [`Broken::Query`].
pub fn count(connection: &mut AnyConnection, session: Id, wanted: &Wanted) -> Result<i64, Broken> {
    Ok(wanted.query(session).count().get_result(connection)?)
}

/// Those wanted, in the order of their ranks, from one place on.
///
/// # Errors
/// [`Broken::Query`].
pub fn rows(
    connection: &mut AnyConnection,
    session: Id,
    wanted: &Wanted,
    (from, limit): (i64, i64),
) -> Result<Vec<Application>, Broken> {
    Ok(wanted
        .query(session)
        .order((applications::rank, applications::ordinal))
        .offset(from)
        .limit(limit)
        .select(Application::as_select())
        .load(connection)?)
}

/// The ranks of all who wait, in order: where a rank stands among them is its place in the queue.
///
/// # Errors
/// [`Broken::Query`].
pub fn waiting_ranks(connection: &mut AnyConnection, session: Id) -> Result<Vec<i64>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq(ApplicationState::Waiting))
        .order((applications::rank, applications::ordinal))
        .select(applications::rank)
        .load(connection)?)
}

/// One whose place may be another one when the seats of a session change.
#[derive(Debug, Clone, Queryable)]
pub struct Movable {
    /// Whose.
    pub id: Id,
    state: ApplicationState,
    /// Where the seat is, if there is one.
    pub hall: Option<Hall>,
}

impl Movable {
    /// The same for the law.
    #[must_use]
    pub fn placed(&self) -> Placed {
        Placed {
            seat: match self.hall {
                Some(Hall::Main) => Seat::Hall,
                Some(Hall::Overflow) => Seat::Overflow,
                None => Seat::Queue,
            },
            admitted: self.state == ApplicationState::Admitted,
        }
    }
}

/// Those who have a seat that may be moved and those who wait, in the order of their ranks.
///
/// # Errors
/// [`Broken::Query`].
pub fn movable(connection: &mut AnyConnection, session: Id) -> Result<Vec<Movable>, Broken> {
    let states = [
        ApplicationState::Seated,
        ApplicationState::Overflow,
        ApplicationState::Admitted,
        ApplicationState::Waiting,
    ];
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq_any(states))
        .order((applications::rank, applications::ordinal))
        .select((applications::id, applications::state, applications::hall))
        .load(connection)?)
}

/// The first by rank of those in the overflow hall, admitted or not.
///
/// # Errors
/// [`Broken::Query`].
pub fn first_in_overflow(
    connection: &mut AnyConnection,
    session: Id,
) -> Result<Option<Application>, Broken> {
    let states = [ApplicationState::Overflow, ApplicationState::Admitted];
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq_any(states))
        .filter(applications::hall.eq(Hall::Overflow))
        .order((applications::rank, applications::ordinal))
        .select(Application::as_select())
        .first(connection)
        .optional()?)
}

/// Those who have a seat and are not admitted yet, by their places in the order of receipt.
///
/// # Errors
/// [`Broken::Query`].
pub fn to_admit(connection: &mut AnyConnection, session: Id) -> Result<Vec<i32>, Broken> {
    let seated = [ApplicationState::Seated, ApplicationState::Overflow];
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq_any(seated))
        .order(applications::ordinal)
        .select(applications::ordinal)
        .load(connection)?)
}
