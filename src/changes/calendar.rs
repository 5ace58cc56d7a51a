//! A version of the calendar is entered, and the clocks of coming sessions are counted anew by it: one transaction.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::recounting::{self, Effects};
use crate::app::App;
use crate::database::{AnyConnection, Broken, Work};
use crate::journal::Actor;
use crate::law::working_days::{Calendar, DayChange, NoCalendar};
use crate::sessions;
use crate::sessions::actions::Scope;
use crate::sessions::deadlines::Counting;
use crate::working_calendar::actions as versions;
use crate::working_calendar::record::Version;

/// A version as it is to be.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The version on top of which it was made.
    pub made_of: String,
    /// The version itself.
    pub order: versions::Order,
}

/// What a version comes to.
#[derive(Debug, Clone)]
pub struct Foreseen {
    /// The version on top of which it was made.
    pub made_of: String,
    /// Days that are otherwise than before.
    pub days: Vec<DayChange>,
    /// What becomes of the sessions' clocks.
    pub effects: Effects,
}

/// What was entered.
#[derive(Debug, Clone)]
pub struct Entered {
    /// The version.
    pub version: Version,
    /// What it came to.
    pub foreseen: Foreseen,
}

/// Why a version is not entered.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Another version was entered meanwhile.
    #[error("another version of the calendar was entered meanwhile")]
    Stale,
    /// Every day is as it was.
    #[error("nothing differs from the calendar in force")]
    Unchanged,
    /// A session's clocks run into a year that the calendar would not know.
    #[error(transparent)]
    NoCalendar(NoCalendar),
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

impl From<sessions::actions::Refusal> for Refusal {
    fn from(refusal: sessions::actions::Refusal) -> Self {
        use sessions::actions::Refusal as OfSession;
        match refusal {
            OfSession::NoCalendar(year) => Self::NoCalendar(year),
            OfSession::Broken(broken) => Self::Broken(broken),
            other => Self::Broken(Broken::Data(other.to_string())),
        }
    }
}

/// What a calendar would come to in the place of the one in force; nothing is written.
///
/// # Errors
/// [`Refusal`], but never [`Refusal::Stale`].
pub fn foresee(
    connection: &mut AnyConnection,
    app: &App,
    now: DateTime<Utc>,
    in_force: &Calendar,
    calendar: &Calendar,
) -> Result<Foreseen, Refusal> {
    let days = changed_days(in_force, calendar)?;
    let counting = counting(app, calendar.clone());
    let effects = recounting::foresee(connection, &counting, Scope::All, now)?;
    Ok(Foreseen {
        made_of: in_force.version().to_owned(),
        days,
        effects,
    })
}

/// Enters a version and counts clocks anew.
///
/// # Errors
/// [`Refusal`]; nothing was written then.
pub fn enter(
    work: &mut Work,
    app: &App,
    now: DateTime<Utc>,
    actor: &Actor,
    plan: &Plan,
) -> Result<Entered, Refusal> {
    let in_force = versions::in_force_for(work, app)?;
    if in_force.version() != plan.made_of {
        return Err(Refusal::Stale);
    }
    let days = changed_days(&in_force, &plan.order.calendar)?;
    let (version, calendar) = versions::enter(work, now, actor, &plan.order)?;
    let effects = recounting::recount(work, now, &counting(app, calendar), actor, Scope::All)?;
    let foreseen = Foreseen {
        made_of: plan.made_of.clone(),
        days,
        effects,
    };
    Ok(Entered { version, foreseen })
}

/// Enters a table of whole years in the place of the same years of the calendar in force.
///
/// # Errors
/// As [`enter`].
pub fn enter_table(
    work: &mut Work,
    app: &App,
    now: DateTime<Utc>,
    actor: &Actor,
    table: versions::Order,
) -> Result<Entered, Refusal> {
    let in_force = versions::in_force_for(work, app)?;
    let order = versions::Order {
        calendar: in_force.with_years_of("", &table.calendar),
        ..table
    };
    let made_of = in_force.version().to_owned();
    enter(work, app, now, actor, &Plan { made_of, order })
}

fn changed_days(in_force: &Calendar, calendar: &Calendar) -> Result<Vec<DayChange>, Refusal> {
    let days = in_force.changes_to(calendar);
    if days.is_empty() {
        Err(Refusal::Unchanged)
    } else {
        Ok(days)
    }
}

fn counting(app: &App, calendar: Calendar) -> Counting<'_> {
    Counting {
        calendar: Arc::new(calendar),
        ..Counting::of(app)
    }
}
