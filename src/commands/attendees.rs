//! `attendees`: who comes to a session, as CSV, XLSX or JSON.

use std::io::{self, IsTerminal as _, Write as _};

use clap::{Args, ValueEnum};
use serde_json::json;

use super::Failure;
use super::office::Office;
use crate::app::App;
use crate::applications::attendees::{self, Attendee, Naming, Wanted};
use crate::database::{Broken, Id, Lane};
use crate::journal::{self, Actor, Entry};
use crate::sessions;
use crate::sessions::record::Session;

/// What may stand behind `attendees`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The session: its id, or its code
    session: String,
    /// How the list is written
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    /// With those who wait for a seat
    #[arg(long)]
    waiting: bool,
    /// With e-mail and telephone
    #[arg(long)]
    with_contacts: bool,
    #[command(flatten)]
    office: Office,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    #[default]
    Csv,
    Xlsx,
    Json,
}

/// Prints the list.
///
/// # Errors
/// An unknown session; a workbook meant for a terminal.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.format == Form::Xlsx && io::stdout().is_terminal() {
        let line = "a workbook is not for a terminal: send it into a file, as `> attendees.xlsx`";
        return Err(Failure::usage(line));
    }
    let app = arguments.office.open()?;
    let session = find(&app, &arguments.session)?;
    let wanted = Wanted {
        waiting: arguments.waiting,
        contacts: arguments.with_contacts,
    };
    let list = app
        .database
        .read_here(|connection| attendees::list(connection, session.id, wanted))?;
    note(&app, &session, list.len(), wanted)?;
    print(list, arguments.format, wanted)
}

/// By id, or as a kindness by the code that its applications' numbers begin with.
fn find(app: &App, name: &str) -> Result<Session, Failure> {
    let found = app.database.read_here(|connection| match Id::parse(name) {
        Some(id) => sessions::store::by_id(connection, id),
        None => sessions::store::by_code(connection, &name.to_uppercase()),
    })?;
    found.ok_or_else(|| Failure::work(format!("{name}: no such session")))
}

/// Who took a list of people out of the office is on record (OS-21).
fn note(app: &App, session: &Session, count: usize, wanted: Wanted) -> Result<(), Failure> {
    let (id, body, now) = (session.id, session.body_id, app.now());
    app.database.write_here(Lane::Session(id), move |work| {
        let entry = Entry {
            actor: Actor::Command("attendees"),
            act: "attendees.listed",
            object_kind: "session",
            object: id,
            body: Some(body),
            before: None,
            after: Some(json!({
                "people": count,
                "waiting": wanted.waiting,
                "contacts": wanted.contacts,
            })),
            calendar_version: None,
        };
        journal::record(work, now, entry);
        Ok::<_, Broken>(())
    })?;
    Ok(())
}

fn print(list: Vec<Attendee>, form: Form, wanted: Wanted) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let naming = Naming::of_the_contract(wanted);
    let written = match form {
        Form::Csv => attendees::write_csv(&mut out, list, &naming),
        Form::Json => serde_json::to_writer(&mut out, &list)
            .map_err(io::Error::from)
            .and_then(|()| writeln!(out)),
        Form::Xlsx => {
            let workbook = attendees::xlsx(list, &naming)
                .map_err(|error| Failure::work(format!("the workbook: {error}")))?;
            out.write_all(&workbook)
        }
    };
    written
        .and_then(|()| out.flush())
        .map_err(|error| Failure::work(format!("the list could not be written: {error}")))
}
