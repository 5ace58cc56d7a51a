//! Whether the relay is there, told to whoever looks after the office: in the log, as figures, at `/health/mail`
//! and by `otyrys doctor`, which is another process and asks the database.

use actix_web::HttpResponse;
use actix_web::web::{self, Data};
use chrono::{DateTime, Utc};

use super::fate::Failure;
use super::store::{self, Waiting};
use crate::app::App;
use crate::database::{AnyConnection, Broken, Lane, fact, set_fact};
use crate::web::Problem;

/// Under this name the database knows since when the relay is away; empty while it is there.
const FACT: &str = "relay-away-since";

/// How the way out stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayOut {
    /// Since when the relay is away, as far as a worker knows.
    pub away_since: Option<String>,
    /// What waits.
    pub waiting: Waiting,
}

/// How the way out stands.
///
/// # Errors
/// [`Broken::Query`].
pub fn standing(connection: &mut AnyConnection) -> Result<WayOut, Broken> {
    let since = fact(connection, FACT)?;
    Ok(WayOut {
        away_since: since.filter(|since| !since.is_empty()),
        waiting: store::waiting(connection)?,
    })
}

/// Notes it when the relay went away or came back.
pub(super) async fn tell(app: &App, is_away: bool, now: DateTime<Utc>) -> Result<(), Broken> {
    let known = app
        .database
        .read(|connection| fact(connection, FACT))
        .await?
        .unwrap_or_default();
    if known.is_empty() != is_away {
        return Ok(());
    }
    let value = if is_away {
        now.format("%FT%TZ").to_string()
    } else {
        String::new()
    };
    app.database
        .write(Lane::Any, move |work| {
            set_fact(work.connection, FACT, &value)
        })
        .await
}

pub(super) fn log_open() {
    metrics::gauge!("otyrys_relay_away").set(0.0);
    tracing::info!("the relay is back: letters go out again");
}

pub(super) fn log_shut(failure: Option<&Failure>) {
    metrics::gauge!("otyrys_relay_away").set(1.0);
    let reason = failure.map(|failure| failure.reason.as_str());
    let reason = reason.unwrap_or_default();
    tracing::error!(reason, "the relay is away: letters wait untried");
}

/// Mounts `/health/mail`: 200 while letters go out, 503 while the relay is away.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/health/mail", web::get().to(health));
}

async fn health(app: Data<App>) -> Result<HttpResponse, Problem> {
    let standing = app
        .database
        .read(standing)
        .await
        .map_err(|_| Problem::Unavailable)?;
    let waiting = standing.waiting.letters;
    let mut answer = match standing.away_since {
        None => HttpResponse::Ok(),
        Some(_) => HttpResponse::ServiceUnavailable(),
    };
    let said = match standing.away_since {
        None => format!("open, {waiting} waiting\n"),
        Some(since) => format!("relay away since {since}, {waiting} waiting\n"),
    };
    Ok(answer
        .content_type("text/plain; charset=utf-8")
        .insert_header(("Cache-Control", "no-store"))
        .body(said))
}
