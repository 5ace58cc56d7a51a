//! What is no longer needed of webhooks goes: calls after thirty days, secrets that no longer sign, at once.

use std::sync::Arc;

use chrono::TimeDelta;

use super::store;
use crate::app::App;
use crate::database::{Broken, Lane};
use crate::outbox;

/// How long calls stand in the log, and can be sent again.
pub const LOG_KEPT: TimeDelta = TimeDelta::days(30);

/// Takes it away; the number of rows.
///
/// # Errors
/// [`Broken::Query`].
pub async fn clear_away(app: &Arc<App>) -> Result<usize, Broken> {
    let now = app.now();
    let cleared = app.database.write(Lane::Any, move |work| {
        let calls = outbox::store::forget_calls(work, now - LOG_KEPT)?;
        Ok::<_, Broken>(calls + store::forget_secrets(work.connection, now)?)
    });
    cleared.await
}
