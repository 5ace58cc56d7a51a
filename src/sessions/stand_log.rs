//! When the sheet of a session was put up on the stand (OS-13s), as the journal has it.

use serde_json::Value;

use super::record::Session;
use crate::args;
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::journal;
use crate::language::Speech;

/// The act by which that is noted.
pub const STAND_SHEET: &str = "session.stand_sheet";

/// So many notes are shown.
const SHOWN: i64 = 20;

/// The sheet was put up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hung {
    /// When, by the server's clock.
    pub at: Instant,
    /// The version of the announcement that it shows.
    pub revision: i64,
}

impl Hung {
    /// Whether the announcement was changed since the sheet was printed.
    #[must_use]
    pub fn is_of_before(&self, session: &Session) -> bool {
        self.revision < i64::from(session.revision)
    }
}

/// When it was put up, and which version it shows.
#[must_use]
pub fn said(speech: Speech<'_>, session: &Session, hung: &Hung) -> String {
    let at = speech.date_time(session.zone.local(hung.at.utc()));
    let says = args! { "datetime" => at, "n" => hung.revision };
    speech.tf("desk-stand-hung-at", &says)
}

/// The last times that the sheet of a session was put up, the last one first.
///
/// # Errors
/// [`Broken::Query`].
pub fn hung(connection: &mut AnyConnection, session: Id) -> Result<Vec<Hung>, Broken> {
    let of = ("session", session);
    let lines = journal::store::of_object(connection, of, STAND_SHEET, SHOWN)?;
    let all = lines.into_iter().map(|line| {
        let after: Option<Value> = line
            .after
            .as_deref()
            .and_then(|after| serde_json::from_str(after).ok());
        let revision = after.and_then(|after| after.get("revision")?.as_i64());
        Hung {
            at: line.at,
            revision: revision.unwrap_or_default(),
        }
    });
    Ok(all.collect())
}
