//! What is looked after again and again.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{actions, store};
use crate::app::App;
use crate::database::{Broken, Id, Lane};

/// Looks after all broadcasts that go on, and all streams that come; how many of them something was done with.
///
/// # Errors
/// [`Broken`].
pub async fn tend(app: Arc<App>) -> Result<usize, Broken> {
    let sessions = app
        .database
        .read(|connection| {
            let running = store::all_running(connection)?.into_iter();
            let sending = store::sending(connection)?.into_iter();
            let sessions = running.map(|one| one.session_id);
            let all = sessions.chain(sending.map(|one| one.session_id));
            Ok::<BTreeSet<Id>, Broken>(all.collect())
        })
        .await?;
    let mut done = 0;
    for session in sessions {
        let (now, settings) = (app.now(), app.settings.broadcast.clone());
        let tended = app
            .database
            .write(Lane::Session(session), move |work| {
                actions::tend(work, now, &settings, session)
            })
            .await?;
        done += usize::from(tended);
    }
    Ok(done)
}
