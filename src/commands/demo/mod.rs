//! `demo`: a complete office with invented bodies, for looking around. Letters are kept, nothing is sent.

mod broadcasts;
mod furniture;
mod people;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use clap::Args;
use tempfile::TempDir;

use super::Failure;
use super::opening::{Opening, database_options, open, start_log};
use super::serve::serve_until_told;
use crate::app::{App, Mode};
use crate::bodies;
use crate::clock::Clock;
use crate::database::{Lane, Options, fact, inspect, set_fact};
use crate::settings::{MailTransport, Operator, Secret, Settings};
use furniture::Furniture;
pub use people::Person;

/// What may stand behind `demo`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Address to listen on, as 127.0.0.1:8080
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Folder that keeps everything; without it a new one that goes with the program
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// What the office's clock shows at the start; it runs on from there
    #[arg(long, value_name = "RFC3339", default_value = USUAL_START)]
    clock: DateTime<FixedOffset>,
}

/// A Monday on which there is something to apply for, to have missed, and to look forward to.
const USUAL_START: &str = "2026-12-07T09:00:00+05:00";

/// Before this the invented office wrote no letter that is still to be kept.
const LONGEST_PAST: Duration = Duration::from_hours(30 * 24);

/// The name under which a database says who made it, and what the demonstration's says.
const MADE_BY: &str = "made_by";
const DEMO: &str = "demo";

/// Opens the demonstration and serves until it is told to stop.
///
/// # Errors
/// A database that holds something else; otherwise as `serve`.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut settings = Settings::from_environment(None).map_err(Failure::faults)?;
    if settings.log.filter == "info,actix_http=off" {
        // Whoever looks around wants the addresses, not what the office does all day.
        "warn,actix_http=off".clone_into(&mut settings.log.filter);
    }
    start_log(&settings)?;
    let home = Home::choose(arguments.data.as_deref(), &settings)?;
    home.furnish(&mut settings)?;
    is_ours_or_empty(&database_options(&settings))?;
    let listen = arguments.listen.unwrap_or(settings.server.listen);
    // Letters, links and the cookie go by the address that is really listened on.
    settings.server.listen = listen;
    let app = open(Opening {
        settings,
        clock: Clock::running_from(arguments.clock.to_utc()),
        mode: Mode::Demo,
    })?;
    let people = furnish(&app)?;
    let clock = arguments.clock.to_rfc3339();
    let data = home.to_string();
    serve_until_told(&app, listen, true, |address| {
        let mut lines = vec![
            format!("begin at http://{address}/kk/demo, which leads through it step by step"),
            format!("letters are kept at http://{address}/demo/mail"),
            format!("the office's clock began at {clock}"),
            format!("data: {data}"),
        ];
        lines.extend(people::told(&people, address));
        lines
    })
}

/// Where the demonstration keeps its things.
enum Home {
    /// A folder that was named.
    Folder(PathBuf),
    /// A new folder; with the database in it, or beside a database that the settings name.
    Temporary(TempDir, Where),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Here,
    InSettings,
}

impl Home {
    /// `--data` wins over a database that the settings name; one that only the defaults name is the real office's.
    fn choose(data: Option<&Path>, settings: &Settings) -> Result<Self, Failure> {
        if let Some(folder) = data {
            return Ok(Self::Folder(folder.to_owned()));
        }
        let folder = tempfile::Builder::new()
            .prefix("otyrys-demo-")
            .tempdir()
            .map_err(|error| Failure::work(format!("no folder for the demonstration: {error}")))?;
        let defaults = Settings::load(None, []).map_err(Failure::faults)?;
        let named = settings.database.url != defaults.database.url;
        Ok(Self::Temporary(
            folder,
            if named {
                Where::InSettings
            } else {
                Where::Here
            },
        ))
    }

    fn folder(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder,
            Self::Temporary(folder, _) => folder.path(),
        }
    }

    fn furnish(&self, settings: &mut Settings) -> Result<(), Failure> {
        let folder = self.folder();
        let utf8 = |path: PathBuf| {
            let name = path.into_os_string().into_string();
            name.map_err(|_| Failure::work("the name of the folder is not UTF-8"))
        };
        settings.operator = Operator {
            email: Some(people::OPERATOR.to_owned()),
            phone: None,
        };
        settings.mail.transport = MailTransport::Folder;
        // The invented past is some weeks long: its letters are kept too when the post begins to work.
        settings.mail.give_up_after = LONGEST_PAST;
        settings.mail.folder = folder.join("letters");
        if !matches!(self, Self::Temporary(_, Where::InSettings)) {
            let url = format!("sqlite:{}", utf8(folder.join("otyrys.db"))?);
            settings.database.url = Secret::from(url);
            settings.database.read_url = None;
            settings.files.folder = folder.join("files");
        }
        Ok(())
    }
}

impl std::fmt::Display for Home {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => write!(to, "{}", folder.display()),
            Self::Temporary(folder, Where::Here) => {
                write!(
                    to,
                    "{}, which goes with the program",
                    folder.path().display()
                )
            }
            Self::Temporary(..) => to.write_str("in the database that database.url names"),
        }
    }
}

/// Invented things are never mixed with real ones. Nothing is changed by the looking.
fn is_ours_or_empty(options: &Options) -> Result<(), Failure> {
    let ours = inspect(options, |connection| {
        let made_by_demo = fact(connection, MADE_BY)?.as_deref() == Some(DEMO);
        Ok(made_by_demo || !bodies::store::any(connection)?)
    })?;
    if ours.unwrap_or(true) {
        return Ok(());
    }
    let line = "this database holds an office that demo did not make; name another with --data";
    Err(Failure::work(line))
}

/// Puts the invented things in, once, and says who of the people works there.
///
/// # Errors
/// [`Failure`] of the database or of the folder of files.
pub fn furnish(app: &Arc<App>) -> Result<Vec<Person>, Failure> {
    put_furniture(app)?;
    let people = people::enter(app)?;
    broadcasts::tell(app)?;
    Ok(people)
}

fn put_furniture(app: &Arc<App>) -> Result<(), Failure> {
    let furniture = Furniture::embedded(&app.public_origin()).map_err(Failure::faults)?;
    let (office, now) = (Arc::clone(app), app.now());
    app.database.write_here(Lane::All, move |work| {
        if fact(work.connection, MADE_BY)?.is_some() {
            return Ok(());
        }
        furniture.put(work, &office, now)?;
        set_fact(work.connection, MADE_BY, DEMO)
    })?;
    Ok(())
}
