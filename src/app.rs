//! What every request, act and job may use. Made once by the command that runs.

use std::sync::Arc;

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::database::{AnyConnection, Broken, Database, Topic};
use crate::language::{Language, Speech, Words};
use crate::law::deadlines::{Readings, TermHistory};
use crate::law::working_days::Calendar;
use crate::settings::Settings;

/// How the office was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For real.
    Office,
    /// With invented bodies: the pages say so, letters are kept and shown.
    Demo,
}

/// Shared state; lives on the ground floor so that nothing has to import upwards to reach it.
pub struct App {
    /// Checked settings.
    pub settings: Settings,
    /// The only source of the present.
    pub clock: Clock,
    /// Reads and acts.
    pub database: Database,
    /// Sentences in three languages.
    pub words: Words,
    /// The working-day calendar in force; read it through [`App::calendar`].
    pub calendar_in_force: CalendarInForce,
    /// Readings of the three clocks.
    pub readings: Readings,
    /// Lengths of the terms, by date.
    pub terms: TermHistory,
    /// How the office was opened.
    pub mode: Mode,
}

impl App {
    /// The working-day calendar in force, the one that another process has entered too: as new as the last look at
    /// what others wrote (`Freshness::look`), which pages and the desk take before they read anything.
    #[must_use]
    pub fn calendar(&self) -> Arc<Calendar> {
        self.calendar_in_force.newest(&self.database)
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Scheme and host under which people reach the office, for whoever has no request to read them from.
    #[must_use]
    pub fn public_origin(&self) -> String {
        self.settings.server.origin()
    }

    /// Sentences in one language.
    #[must_use]
    pub fn speech(&self, language: Language) -> Speech<'_> {
        self.words.speech(language)
    }
}

/// Reads the version entered last; `None` where none is entered yet.
pub type CalendarReader = fn(&mut AnyConnection) -> Result<Option<Calendar>, Broken>;

/// The calendar in force, and how far it has been made sure of.
pub struct CalendarInForce {
    kept: ArcSwap<Kept>,
    built_in: Arc<Calendar>,
    read: CalendarReader,
}

struct Kept {
    calendar: Arc<Calendar>,
    /// How often the calendar had been changed when this one was read.
    count: u64,
}

impl CalendarInForce {
    /// The version entered last, else the one built in.
    ///
    /// # Errors
    /// [`Broken`], also for a stored calendar that cannot be read.
    pub fn open(
        built_in: Calendar,
        database: &Database,
        read: CalendarReader,
    ) -> Result<Self, Broken> {
        let count = database.freshness().count_of(Topic::Calendar);
        let built_in = Arc::new(built_in);
        let entered = read(&mut database.connect()?)?.map(Arc::new);
        let calendar = entered.unwrap_or_else(|| Arc::clone(&built_in));
        Ok(Self {
            kept: ArcSwap::from_pointee(Kept { calendar, count }),
            built_in,
            read,
        })
    }

    /// The calendar built into the program.
    #[must_use]
    pub fn built_in(&self) -> &Arc<Calendar> {
        &self.built_in
    }

    /// Two atomic loads while nobody enters a calendar. Once one was entered it is read by a connection of its own:
    /// whoever asks may hold one of the pool's.
    fn newest(&self, database: &Database) -> Arc<Calendar> {
        let kept = self.kept.load();
        // Noted before anything is read: what is entered meanwhile is found the next time.
        let count = database.freshness().count_of(Topic::Calendar);
        if kept.count == count {
            return Arc::clone(&kept.calendar);
        }
        let read = database
            .connect()
            .and_then(|mut connection| (self.read)(&mut connection));
        match read {
            Ok(entered) => {
                let calendar = entered.map_or_else(|| Arc::clone(&self.built_in), Arc::new);
                self.kept.store(Arc::new(Kept {
                    calendar: Arc::clone(&calendar),
                    count,
                }));
                calendar
            }
            Err(broken) => {
                tracing::error!(error = %broken, "the calendar could not be read anew");
                Arc::clone(&kept.calendar)
            }
        }
    }
}
