//! The settings: what may be chosen, read in one place and checked before anything starts.
//!
//! `config/default.toml` (embedded) documents every key; a file given by `--config` overrides it;
//! variables `OTYRYS__SECTION__KEY` override both, `OTYRYS__SECTION__KEY_FILE` names a file with
//! the value. This is the only module that reads the environment, and only names that begin so.

mod broadcast;
mod comments;
mod example;
mod layers;
mod mail;
mod nearest;
mod network;
mod operator;
mod read;
mod secret;
mod section;
#[cfg(test)]
mod tests;
mod webhooks;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::TimeDelta;
use serde::Deserialize;
use url::Url;

use crate::law::deadlines::{Readings, TermHistory};
use layers::{Layers, PREFIX};

pub use broadcast::Broadcast;
pub use comments::Comments;
pub use mail::{Dkim, DomainPace, Mail, MailTransport};
pub use network::{Network, NoNetwork};
pub use operator::Operator;
pub use secret::Secret;
pub use webhooks::Webhooks;

/// All settings, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The public pages and the desk.
    pub server: Server,
    /// Who runs this site.
    pub operator: Operator,
    /// Where everything is kept.
    pub database: Database,
    /// How letters leave.
    pub mail: Mail,
    /// How neighbouring systems are called.
    pub webhooks: Webhooks,
    /// The media server that sends streams.
    pub broadcast: Broadcast,
    /// Comments during a broadcast.
    pub comments: Comments,
    /// How the law is read.
    pub law: Law,
    /// Applications to attend.
    pub applications: Applications,
    /// Subscriptions to letters.
    pub subscriptions: Subscriptions,
    /// The desk's people and their sign-ins.
    pub staff: Staff,
    /// Files of agendas and results.
    pub files: Files,
    /// What a single client may do.
    pub limits: Limits,
    /// Figures for the operator.
    pub metrics: Metrics,
    /// The log.
    pub log: Log,
    /// The words of pages and letters.
    pub words: Words,
}

/// The public pages and the desk.
#[derive(Clone, Debug)]
pub struct Server {
    /// Address and port; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address under which people reach the office, without a path; `None`: the one listened
    /// on.
    pub public_url: Option<Url>,
    /// Whose word on the client's address is believed.
    pub trusted_proxies: Vec<Network>,
    /// Threads that answer requests; 0: one a core.
    pub workers: usize,
}

impl Server {
    /// Scheme and host under which people reach the office, for whoever has no request to read them from.
    #[must_use]
    pub fn origin(&self) -> String {
        match &self.public_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            // Listening everywhere is no address to go to.
            None if self.listen.ip().is_unspecified() => {
                format!("http://localhost:{}", self.listen.port())
            }
            None => format!("http://{}", self.listen),
        }
    }

    /// Whether people reach the office over https: through a proxy, as the program itself speaks plain http.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url
            .as_ref()
            .is_some_and(|url| url.scheme() == "https")
    }
}

/// Where everything is kept.
#[derive(Clone, Debug)]
pub struct Database {
    /// `sqlite:FILE` or `postgres://…`.
    pub url: Secret,
    /// A read-only replica, PostgreSQL only.
    pub read_url: Option<Secret>,
    /// Connections for reading.
    pub read_connections: u32,
    /// Threads that write; SQLite has one all the same.
    pub write_lanes: usize,
    /// Acts that may wait for a writer.
    pub write_queue: usize,
    /// How long to wait for a database that another program holds.
    pub busy_timeout: Duration,
}

/// How the law is read.
#[derive(Clone, Debug)]
pub struct Law {
    /// The readings of the three terms.
    pub readings: Readings,
    /// The numbers, through time.
    pub terms: TermHistory,
}

/// Applications to attend.
#[derive(Clone, Debug)]
pub struct Applications {
    /// Days after the session until applications are destroyed.
    pub retention_days: u32,
    /// The hour at which applicants are reminded, on the working day before the session, by its own clock.
    pub reminder_hour: u32,
}

/// Subscriptions to letters.
#[derive(Clone, Debug)]
pub struct Subscriptions {
    /// Days in which one has to be confirmed.
    pub confirm_days: u32,
    /// The hour of the day at which the digest is made, by the clock of Astana.
    pub digest_hour: u32,
}

impl Subscriptions {
    /// How long one may stay unconfirmed.
    #[must_use]
    pub fn term(&self) -> TimeDelta {
        TimeDelta::days(i64::from(self.confirm_days))
    }
}

/// The desk's people and their sign-ins.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Of whom a second factor is asked.
    pub second_factor: SecondFactor,
    /// A sign-in that is not used for so long runs out.
    pub idle: TimeDelta,
    /// A sign-in runs out after so long however much it is used.
    pub longest: TimeDelta,
}

/// Of whom a second factor is asked; of admins it always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecondFactor {
    /// Of admins alone; the others may set one up.
    Admins,
    /// Of everyone.
    Everyone,
}

/// Files of agendas and results.
#[derive(Clone, Debug)]
pub struct Files {
    /// Where they are kept.
    pub folder: PathBuf,
    /// The largest one taken, in bytes.
    pub largest_bytes: usize,
}

/// What a single client may do.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Acts that create something, a minute and client address; 0: no limit.
    pub per_address: u32,
    /// The largest body of a request, in bytes.
    pub body_bytes: usize,
}

/// Figures for the operator.
#[derive(Clone, Debug)]
pub struct Metrics {
    /// Address and port; `None`: none are served.
    pub listen: Option<SocketAddr>,
}

/// The log.
#[derive(Clone, Debug)]
pub struct Log {
    /// What is logged, such as `info,otyrys::outbox=debug`.
    pub filter: String,
    /// For people or for programs.
    pub format: LogFormat,
}

/// For whom the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// People.
    Text,
    /// Programs.
    Json,
}

/// The words of pages and letters.
#[derive(Clone, Debug)]
pub struct Words {
    /// A folder with an owner's own.
    pub folder: Option<PathBuf>,
}

impl Settings {
    /// The settings out of the defaults, a file and variables of the environment, of which those
    /// that do not begin with `OTYRYS__` are passed over.
    ///
    /// # Errors
    /// Every fault of file and environment at once, one line each: unknown keys with the nearest
    /// known one, wrong types, values out of bounds. No line shows a secret.
    pub fn load(
        config: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<String>> {
        let Layers {
            mut values,
            mut faults,
        } = Layers::lay(config, environment);
        match Self::read(&mut values, &mut faults) {
            Some(settings) if faults.is_empty() => Ok(settings),
            _ => Err(faults),
        }
    }

    /// [`Settings::load`] with the environment of this process.
    ///
    /// # Errors
    /// As there; also for a variable of ours that is not UTF-8.
    #[expect(
        clippy::disallowed_methods,
        reason = "the only reading of the environment"
    )]
    pub fn from_environment(config: Option<&Path>) -> Result<Self, Vec<String>> {
        let mut environment = Vec::new();
        let mut faults = Vec::new();
        for (name, value) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if !name.starts_with(PREFIX) {
                continue;
            }
            match value.into_string() {
                Ok(value) => environment.push((name, value)),
                Err(_) => faults.push(format!("{name}: is not UTF-8")),
            }
        }
        let settings = Self::load(config, environment);
        if faults.is_empty() {
            return settings;
        }
        faults.extend(settings.err().unwrap_or_default());
        Err(faults)
    }
}
