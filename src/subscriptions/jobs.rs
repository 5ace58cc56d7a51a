//! What the office does by itself: what nobody confirmed in time is destroyed, and what no longer counts is forgotten.

use chrono::{DateTime, Utc};

use super::{actions, store};
use crate::app::App;
use crate::database::{Broken, Lane};

/// Looked after in one round.
const AT_ONCE: i64 = 100;

/// Destroys subscriptions that nobody confirmed in time, and forgets addresses of those who left while a letter to
/// them was under way; gives the number of the first. A second time it finds nothing.
///
/// # Errors
/// [`Broken`] of the database.
pub async fn end_unconfirmed(app: &App, now: DateTime<Utc>) -> Result<usize, Broken> {
    let asked_until = now - app.settings.subscriptions.term();
    let mut ended = 0;
    loop {
        let lapsed = app
            .database
            .read(move |connection| store::lapsed(connection, asked_until, AT_ONCE))
            .await?;
        if lapsed.is_empty() {
            break;
        }
        ended += app
            .database
            .write(Lane::Any, move |work| {
                let mut ended = 0;
                for id in lapsed {
                    ended += usize::from(actions::lapse(work, now, id, asked_until)?);
                }
                Ok::<_, Broken>(ended)
            })
            .await?;
    }
    let counted_until = now - actions::COUNTED;
    app.database
        .write(Lane::Any, move |work| {
            store::forget_who_left(work.connection)?;
            store::purge_asks(work.connection, counted_until)
        })
        .await?;
    Ok(ended)
}
