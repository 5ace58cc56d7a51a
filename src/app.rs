//! What every request, act and job may use. Made once by the command that runs.

use std::sync::Arc;

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::database::Database;
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
    pub calendar_in_force: ArcSwap<Calendar>,
    /// Readings of the three clocks.
    pub readings: Readings,
    /// Lengths of the terms, by date.
    pub terms: TermHistory,
    /// How the office was opened.
    pub mode: Mode,
}

impl App {
    /// The working-day calendar in force.
    #[must_use]
    pub fn calendar(&self) -> Arc<Calendar> {
        self.calendar_in_force.load_full()
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
