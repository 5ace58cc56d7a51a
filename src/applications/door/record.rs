//! What the door knows of an application: no contacts, no needs.

use diesel::prelude::*;

use crate::applications::record::Hall;
use crate::database::schema::applications;
use crate::database::{Id, Instant};
use crate::law::application_course::ApplicationState;

/// A person who may come in, or may not.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = applications)]
pub struct Entrant {
    /// The application.
    pub id: Id,
    /// To which session.
    pub session_id: Id,
    /// Place in the order of receipt, from 1: the end of the number.
    pub ordinal: i32,
    /// Registration number as people say it.
    pub number: String,
    /// How far the application has come.
    pub state: ApplicationState,
    /// Where the seat is, if there is one.
    pub hall: Option<Hall>,
    /// The seat.
    pub seat: Option<i32>,
    /// 605-9.2; none once destroyed, as all below.
    pub surname: Option<String>,
    /// 605-9.2.
    pub given_name: Option<String>,
    /// 605-9.2.
    pub patronymic: Option<String>,
    /// 605-9.2.
    pub birth_year: Option<i16>,
    /// Grows with each change.
    pub revision: i32,
    /// When the person came in.
    pub attended_at: Option<Instant>,
    /// The state before that.
    pub attended_from: Option<ApplicationState>,
}

impl Entrant {
    /// Surname, first name and patronymic as one line; empty once destroyed.
    #[must_use]
    pub fn full_name(&self) -> String {
        [&self.surname, &self.given_name, &self.patronymic]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// How many are to come to a session, and how many came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Everybody on the list, whether they came or not.
    pub expected: i64,
    /// Those who came.
    pub came: i64,
    /// Those marked absent.
    pub absent: i64,
}

impl Tally {
    /// Counts `people` in a state.
    pub fn add(&mut self, state: ApplicationState, people: i64) {
        if state.is_listed() {
            self.expected = self.expected.saturating_add(people);
        }
        match state {
            ApplicationState::Attended => self.came = self.came.saturating_add(people),
            ApplicationState::Absent => self.absent = self.absent.saturating_add(people),
            _ => {}
        }
    }
}
