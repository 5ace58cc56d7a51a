//! Opening the office: settings, words, calendar, database. What every command does first.

use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::Arc;

use tracing_subscriber::EnvFilter;

use super::Failure;
use crate::app::{App, CalendarInForce, Mode};
use crate::applications::consent::Consent;
use crate::clock::{self, Clock};
use crate::database::{Database, Options, has_table, inspect};
use crate::language::Words;
use crate::law::working_days::Calendar;
use crate::settings::{LogFormat, Settings};
use crate::working_calendar;

/// How to open the office.
pub struct Opening {
    /// Checked settings.
    pub settings: Settings,
    /// The clock: the system's, but for `demo` and tests.
    pub clock: Clock,
    /// For real, or with invented bodies.
    pub mode: Mode,
}

impl Opening {
    /// From the settings of `--config` and the environment.
    ///
    /// # Errors
    /// One line a fault of the settings.
    pub fn from_environment(config: Option<&Path>) -> Result<Self, Failure> {
        let settings = Settings::from_environment(config).map_err(Failure::faults)?;
        Ok(Self {
            settings,
            clock: Clock::system(),
            mode: Mode::Office,
        })
    }
}

/// Opens the office.
///
/// # Errors
/// One line a fault: of the zone data, the words, the calendar, the database.
pub fn open(opening: Opening) -> Result<Arc<App>, Failure> {
    clock::verify_time_zone_data().map_err(|fault| Failure::work(fault.to_string()))?;
    let Opening {
        settings,
        clock,
        mode,
    } = opening;
    let words = Words::load(settings.words.folder.as_deref()).map_err(lines)?;
    let calendar = Calendar::embedded().map_err(lines)?;
    let database = Database::open(&database_options(&settings))?;
    let calendar_in_force =
        CalendarInForce::open(calendar, &database, working_calendar::store::in_force)?;
    let consent = Consent::in_force(&words, settings.applications.retention_days);
    consent.keep(&database, &words, clock.now())?;
    Ok(Arc::new(App {
        readings: settings.law.readings,
        terms: settings.law.terms.clone(),
        settings,
        clock,
        database,
        words,
        calendar_in_force,
        mode,
    }))
}

/// The calendar in force without opening the office: the one entered last, if there is a database with one, else the
/// one built in. Nothing is made or migrated.
///
/// # Errors
/// Faults of the calendar; a database that cannot be reached.
pub(super) fn calendar_in_force(settings: &Settings) -> Result<Calendar, Failure> {
    let entered = inspect(&database_options(settings), |connection| {
        if has_table(connection, "calendar_versions")? {
            working_calendar::store::in_force(connection)
        } else {
            Ok(None)
        }
    })?;
    match entered.flatten() {
        Some(calendar) => Ok(calendar),
        None => Calendar::embedded().map_err(lines),
    }
}

pub(super) fn lines<T: ToString>(faults: Vec<T>) -> Failure {
    Failure::faults(faults.into_iter().map(|fault| fault.to_string()).collect())
}

/// How the settings want the database opened.
#[must_use]
pub fn database_options(settings: &Settings) -> Options {
    let database = &settings.database;
    Options {
        url: database.url.expose().to_owned(),
        read_url: database
            .read_url
            .as_ref()
            .map(|url| url.expose().to_owned()),
        read_connections: database.read_connections,
        write_lanes: database.write_lanes,
        queue_length: database.write_queue,
        busy_timeout: database.busy_timeout,
    }
}

/// Starts the log; a second time in one process changes nothing.
///
/// # Errors
/// A filter that does not parse.
pub fn start_log(settings: &Settings) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&settings.log.filter)
        .map_err(|error| Failure::faults(vec![format!("log.filter: {error}")]))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let started = match settings.log.format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    if started.is_err() {
        tracing::debug!("the log had been started before");
    }
    Ok(())
}
