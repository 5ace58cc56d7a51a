//! What the worker does about emergencies.

use std::sync::Arc;

use crate::app::App;
use crate::database::{Broken, Lane, Work};
use crate::emergencies::actions;

/// Covers the sessions that have come into the reach of a standing emergency; gives their number. A second time it finds
/// nothing.
///
/// # Errors
/// [`Broken`] of the database; what was not covered is covered the next time.
pub async fn sweep(app: Arc<App>) -> Result<usize, Broken> {
    let now = app.now();
    let waiting = app
        .database
        .read(move |connection| actions::waits(connection, now))
        .await?;
    let (mut covered, mut broken) = (0, None);
    for id in waiting {
        let act = move |work: &mut Work| actions::sweep(work, now, id);
        match app.database.write(Lane::All, act).await {
            Ok(sessions) => covered += sessions,
            // The others do not wait for it.
            Err(this) => broken = broken.or(Some(this)),
        }
    }
    broken.map_or(Ok(covered), Err)
}
