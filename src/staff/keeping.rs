//! What is not kept for ever: sign-ins, failed attempts, forms of those whose sign-in ran out, set-up links.

use chrono::{DateTime, TimeDelta, Utc};

use super::sign_ins::KEPT_FOR;
use super::store;
use crate::app::App;
use crate::database::{Broken, Lane};

/// How long a sign-in that nobody uses any more is still known: a page left open over the days before keeps what is
/// typed into it.
const UNUSED: TimeDelta = TimeDelta::days(7);

/// How long failed attempts are remembered at all; the longest wait is far shorter.
const FAILURES: TimeDelta = TimeDelta::days(1);

/// Takes away what is over; how many rows.
///
/// # Errors
/// [`Broken`].
pub async fn clear_away(app: &App, now: DateTime<Utc>) -> Result<usize, Broken> {
    let staff = &app.settings.staff;
    let unused_since = now - UNUSED - staff.idle.max(staff.longest);
    app.database
        .write(Lane::Any, move |work| {
            let connection = &mut *work.connection;
            Ok(
                store::purge_sign_ins(connection, unused_since, now - KEPT_FOR)?
                    + store::purge_failures(connection, now - FAILURES)?
                    + store::purge_links(connection, now)?,
            )
        })
        .await
}
