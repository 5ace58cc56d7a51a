//! What every command takes that works with the office's data.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::{Failure, Opening, open};
use crate::app::App;
use crate::settings::Settings;

/// Which office.
#[derive(Debug, Default, Args)]
pub struct Office {
    /// Settings that override the defaults
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Office {
    /// Of this file of settings.
    #[must_use]
    pub fn with(config: Option<&Path>) -> Self {
        Self {
            config: config.map(Path::to_path_buf),
        }
    }

    /// Opens it; the embedded database is made and migrated where it is missing.
    ///
    /// # Errors
    /// See [`open`].
    pub fn open(&self) -> Result<Arc<App>, Failure> {
        open(Opening::from_environment(self.config.as_deref())?)
    }

    /// Its settings alone.
    ///
    /// # Errors
    /// One line a fault.
    pub fn settings(&self) -> Result<Settings, Failure> {
        Settings::from_environment(self.config.as_deref()).map_err(Failure::faults)
    }
}
