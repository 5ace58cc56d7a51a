//! `doctor`: whether everything that the office needs is there. It changes nothing.

use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use clap::Args;
use url::Url;

use super::Failure;
use super::migrate::{Standing, standing};
use super::office::Office;
use super::opening::{calendar_in_force, database_options, lines};
use crate::app::Mode;
use crate::clock::{Clock, verify_time_zone_data};
use crate::database::inspect;
use crate::language::Words;
use crate::law::working_days::Calendar;
use crate::outbox::way_out;
use crate::results::extract::{PROGRAM, is_there};
use crate::sessions::files::is_writable;
use crate::settings::{Mail, MailTransport, Settings};
use crate::web::desk::{Signing, signing_under};

/// What may stand behind `doctor`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    office: Office,
}

/// Days of calendar ahead below which it is time to ask for the next year's.
const CALENDAR_DAYS_WANTED: i64 = 90;

const PATIENCE: Duration = Duration::from_secs(5);

/// How a matter stands, and what is to be said of it.
enum Finding {
    Well(String),
    Worth(String),
    Wrong(String),
}

/// Looks at everything in turn and says how it stands.
///
/// # Errors
/// One line a thing that is wrong; what is well goes to standard output.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let settings = arguments.office.settings()?;
    let now = Clock::system().now();
    let findings = [
        ("settings", Finding::Well("understood".to_owned())),
        ("time zones", zones()),
        ("words", words(&settings)),
        ("calendar", calendar(&settings, now)),
        ("database", database(&settings)),
        ("mail", mail(&settings.mail)),
        ("files", files(&settings)),
        ("search in PDF", pdf()),
        ("sign-in", sign_in(&settings)),
        ("proxy", proxy(&settings)),
        ("operator", operator(&settings)),
        ("letters", letters(&settings)),
        ("bounces", bounces(&settings.mail)),
    ];
    let mut wrong = Vec::new();
    for (matter, finding) in findings {
        match finding {
            Finding::Well(line) => println!("ok    {matter}: {line}"),
            Finding::Worth(line) => println!("note  {matter}: {line}"),
            Finding::Wrong(line) => wrong.push(format!("wrong {matter}: {line}")),
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Failure::faults(wrong))
    }
}

fn zones() -> Finding {
    match verify_time_zone_data() {
        Ok(()) => Finding::Well("know that the country is on UTC+5".to_owned()),
        Err(fault) => Finding::Wrong(fault.to_string()),
    }
}

fn words(settings: &Settings) -> Finding {
    match Words::load(settings.words.folder.as_deref()) {
        Ok(_) => Finding::Well("complete in kk, ru, en".to_owned()),
        Err(faults) => Finding::Wrong(
            faults
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; "),
        ),
    }
}

fn calendar(settings: &Settings, now: DateTime<Utc>) -> Finding {
    let calendars = Calendar::embedded()
        .map_err(lines)
        .and_then(|built_in| Ok((calendar_in_force(settings)?, built_in)));
    let (calendar, built_in) = match calendars {
        Ok(calendars) => calendars,
        Err(failure) => return Finding::Wrong(failure.lines.join("; ")),
    };
    let years: Vec<String> = calendar.years().map(|year| year.to_string()).collect();
    let last = calendar.years().max().unwrap_or(now.year() - 1);
    let end = NaiveDate::from_ymd_opt(last, 12, 31).unwrap_or_default();
    let days = (end - now.date_naive()).num_days();
    let line = format!(
        "version {}, years {}, {days} days ahead",
        calendar.version(),
        years.join(" ")
    );
    // A version entered here stands, however new the program: its clocks have been published.
    let otherwise = calendar
        .changes_to(&built_in)
        .iter()
        .filter(|day| day.date >= now.date_naive())
        .count();
    let line = if otherwise == 0 || calendar.version() == built_in.version() {
        line
    } else {
        format!(
            "{line}; {otherwise} days to come are otherwise in the calendar built into this program ({}): see whether \
             an order or a year is missing",
            built_in.version()
        )
    };
    match days {
        ..0 => Finding::Wrong(line),
        0..CALENDAR_DAYS_WANTED => Finding::Worth(line),
        _ => Finding::Well(line),
    }
}

fn database(settings: &Settings) -> Finding {
    let url = &settings.database.url;
    match standing(&database_options(settings)) {
        Ok(state @ Standing::UpToDate) => Finding::Well(format!("{url}: {state}")),
        Ok(state @ Standing::Missing) => {
            Finding::Worth(format!("{url}: {state}; the first start makes it"))
        }
        Ok(state @ Standing::Behind(_)) => Finding::Worth(format!(
            "{url}: {state}; the next start brings it up to date"
        )),
        Err(broken) => Finding::Wrong(format!("{url}: {broken}")),
    }
}

fn mail(mail: &Mail) -> Finding {
    match (mail.transport, &mail.smtp_url) {
        (MailTransport::Folder, _) => Finding::Worth(format!(
            "letters are kept in {} and sent to nobody",
            mail.folder.display()
        )),
        (MailTransport::Smtp, None) => Finding::Wrong("mail.smtp_url is missing".to_owned()),
        (MailTransport::Smtp, Some(relay)) => match reach(relay.expose()) {
            Ok(()) => Finding::Well(format!("{relay} answers")),
            Err(fault) => Finding::Wrong(format!("{relay}: {fault}")),
        },
    }
}

/// Whether files of agendas can be kept; what is written to find out is taken away at once.
fn files(settings: &Settings) -> Finding {
    let folder = &settings.files.folder;
    let shown = folder.display();
    if !folder.exists() {
        return Finding::Worth(format!("{shown}: is not there; the first file makes it"));
    }
    match is_writable(folder) {
        Ok(()) => Finding::Well(format!("{shown} can be written")),
        Err(error) => Finding::Wrong(format!("{shown}: cannot be written: {error}")),
    }
}

/// Whether sessions are found by the words of PDF files.
fn pdf() -> Finding {
    if is_there(PROGRAM) {
        Finding::Well(format!("{PROGRAM} is there"))
    } else {
        Finding::Worth(format!(
            "{PROGRAM} is not there, so that results are not found by the words of PDF files: install poppler-utils; \
             what is published by then is read afterwards"
        ))
    }
}

/// Whether anybody can sign in at the desk under the address that the settings name.
fn sign_in(settings: &Settings) -> Finding {
    let origin = settings.server.origin();
    match signing_under(&settings.server, Mode::Office) {
        Signing::Refused => Finding::Wrong(format!(
            "nobody can sign in at the desk under {origin}: over plain http anybody in the network could read passwords; \
             serve it over https and set server.public_url (OTYRYS__SERVER__PUBLIC_URL) to its https:// address"
        )),
        Signing::Safe | Signing::InTheOpen => Finding::Well(format!("possible under {origin}")),
    }
}

/// Whether visitors can be told from one another behind the proxy that speaks https.
fn proxy(settings: &Settings) -> Finding {
    let server = &settings.server;
    if server.is_https() && server.trusted_proxies.is_empty() {
        return Finding::Worth(format!(
            "{} is https, which a proxy speaks, and none is trusted: all visitors then count as one address, for limits \
             and for failed sign-ins; name the proxy's address in server.trusted_proxies \
             (OTYRYS__SERVER__TRUSTED_PROXIES)",
            server.origin()
        ));
    }
    let proxies = server.trusted_proxies.len();
    Finding::Well(format!("{proxies} trusted"))
}

/// Whether people whom a page stops find somebody to turn to.
fn operator(settings: &Settings) -> Finding {
    if settings.operator.is_named() {
        return Finding::Well(
            "is named on the pages of accessibility and personal data".to_owned(),
        );
    }
    Finding::Worth(
        "nobody is named to turn to when a page cannot be used, or about personal data: set operator.email and \
         operator.phone"
            .to_owned(),
    )
}

/// What a worker found out about the way out, and what waits.
fn letters(settings: &Settings) -> Finding {
    let options = database_options(settings);
    match standing(&options) {
        Ok(Standing::UpToDate) => {}
        _ => return Finding::Worth("nothing is known before the database is there".to_owned()),
    }
    match inspect(&options, way_out::standing) {
        Ok(None) => Finding::Worth("nothing is known before the database is there".to_owned()),
        Ok(Some(found)) => {
            let mut line = format!("{} waiting", found.waiting.letters);
            if let Some(since) = found.waiting.since {
                line = format!("{line}, the oldest since {}", since.format("%FT%TZ"));
            }
            match found.away_since {
                None => Finding::Well(line),
                Some(since) => Finding::Worth(format!("the relay is away since {since}; {line}")),
            }
        }
        Err(broken) => Finding::Wrong(broken.to_string()),
    }
}

fn bounces(mail: &Mail) -> Finding {
    match (&mail.bounce_address, &mail.bounces) {
        (None, None) => Finding::Worth("letters that come back are not noticed".to_owned()),
        (Some(_), Some(place)) => match std::fs::metadata(place) {
            Ok(_) => Finding::Well(format!("are read from {}", place.display())),
            Err(error) => Finding::Worth(format!("{}: {error}", place.display())),
        },
        (Some(_), None) => Finding::Wrong("mail.bounces is missing".to_owned()),
        (None, Some(_)) => Finding::Wrong("mail.bounce_address is missing".to_owned()),
    }
}

/// Whether somebody listens there; what they say is for `test-letter` to find out.
fn reach(relay: &str) -> Result<(), String> {
    let url = Url::parse(relay).map_err(|error| error.to_string())?;
    let host = url.host_str().ok_or("names no host")?;
    let usual = if url.scheme() == "smtps" { 465 } else { 587 };
    let addresses = (host, url.port().unwrap_or(usual))
        .to_socket_addrs()
        .map_err(|error| error.to_string())?;
    let mut last = "has no address".to_owned();
    for address in addresses {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(_) => return Ok(()),
            Err(error) => last = error.to_string(),
        }
    }
    Err(last)
}
