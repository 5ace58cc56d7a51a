//! What is done again and again, and how often.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::LOOK_AGAIN;
use crate::app::App;
use crate::applications::jobs;
use crate::broadcasts;
use crate::database::Broken;
use crate::emergencies;
use crate::journal::seals;
use crate::notices;
use crate::reminders;
use crate::results;
use crate::sessions::files;
use crate::staff;
use crate::subscriptions;
use crate::webhooks;

/// What is done again and again. Each of these may run in several processes at once, and twice with the same result.
pub(super) const JOBS: [Job; 18] = [
    Job {
        what: "covering sessions that came into the reach of an emergency",
        every: Duration::from_mins(1),
        run: |app| emergencies::jobs::sweep(app).boxed(),
    },
    Job {
        what: "looking after broadcasts",
        every: Duration::from_secs(5),
        run: |app| broadcasts::jobs::tend(app).boxed(),
    },
    Job {
        what: "reading the words of results",
        every: Duration::from_secs(5),
        run: |app| results::jobs::read_words(app).boxed(),
    },
    Job {
        what: "reading results that waited for the program for PDF",
        every: Duration::from_mins(10),
        run: |app| results::jobs::read_again(app).boxed(),
    },
    Job {
        what: "telling applicants what happened to sessions",
        every: Duration::from_secs(5),
        run: |app| async move { notices::tell_applicants(&app).await }.boxed(),
    },
    Job {
        what: "telling subscribers what happened to sessions",
        every: Duration::from_secs(5),
        run: |app| async move { notices::tell_subscribers(&app).await }.boxed(),
    },
    Job {
        what: "telling subscribers once a day",
        every: Duration::from_secs(10),
        run: |app| async move { notices::tell_of_the_day(&app).await }.boxed(),
    },
    Job {
        what: "forgetting news that was told long ago",
        every: Duration::from_hours(1),
        run: |app| async move { notices::forget(&app).await }.boxed(),
    },
    Job {
        what: "destroying personal data whose term has ended",
        every: Duration::from_hours(1),
        run: |app| {
            // Off the async threads: it waits for the database.
            let forget = move || jobs::forget_applicants(&app, app.now());
            let forgetting = tokio::task::spawn_blocking(forget);
            async move { forgetting.await.unwrap_or(Err(Broken::Panicked)) }.boxed()
        },
    },
    Job {
        what: "taking old sign-ins, failed attempts and kept forms away",
        every: Duration::from_hours(1),
        run: |app| async move { staff::keeping::clear_away(&app, app.now()).await }.boxed(),
    },
    Job {
        what: "ending subscriptions that nobody confirmed",
        every: Duration::from_hours(1),
        run: |app| {
            async move { subscriptions::jobs::end_unconfirmed(&app, app.now()).await }.boxed()
        },
    },
    Job {
        what: "taking files away that no act has named",
        every: Duration::from_hours(1),
        run: |app| async move { files::clear_away(&app).await }.boxed(),
    },
    Job {
        what: "ordering calls of neighbouring systems",
        every: LOOK_AGAIN,
        run: |app| async move { webhooks::telling::tell(&app).await }.boxed(),
    },
    Job {
        what: "taking old calls and secrets away",
        every: Duration::from_hours(1),
        run: |app| async move { webhooks::keeping::clear_away(&app).await }.boxed(),
    },
    Job {
        what: "sealing the journal",
        every: Duration::from_mins(1),
        run: |app| async move { seals::seal(&app.database, app.now()).await }.boxed(),
    },
    Job {
        what: "reminding applicants",
        every: Duration::from_mins(1),
        run: |app| reminders::applicants::remind(app).boxed(),
    },
    Job {
        what: "telling responsible persons of new applications",
        every: Duration::from_secs(10),
        run: |app| reminders::responsible::tell(app).boxed(),
    },
    Job {
        what: "warning secretariats of deadlines",
        every: Duration::from_mins(1),
        run: |app| reminders::secretariat::warn(app).boxed(),
    },
];

#[derive(Clone, Copy)]
pub(super) struct Job {
    /// As the log names it.
    pub(super) what: &'static str,
    pub(super) every: Duration,
    pub(super) run: fn(Arc<App>) -> BoxFuture<'static, Result<usize, Broken>>,
}
