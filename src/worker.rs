//! The one list of periodic jobs. Each can run twice with the same result.
//!
//! | job | when |
//! |---|---|
//! | sessions that came into the reach of an emergency are covered by it | once a minute |
//! | news of sessions becomes letters to applicants and subscribers | every few seconds |
//! | news that was told long ago is forgotten | after 400 days, looked after once an hour |
//! | letters leave the outbox | as soon as they are due, looked after twice a second |
//! | words of published results are read, by which sessions are found | looked after every five seconds |
//! | old sign-ins, failed attempts and kept forms are taken away | once an hour |
//! | files that no act has named are taken away | after a day, looked after once an hour |
//! | new lines of the journal are sealed | once a minute |
//! | subscriptions that nobody confirmed are ended | after `subscriptions.confirm_days`, looked after once an hour |
//! | personal data of applicants is destroyed | when its term has ended, looked after once an hour |
//! | neighbouring systems are called | as soon as there is news for them, looked after twice a second |
//! | calls older than thirty days and secrets that no longer sign are taken away | once an hour |
//! | applicants are reminded, the secretariat is warned | once a minute when it is time |
//! | responsible persons are told of new applications | looked after every ten seconds |
//! | letters that came back are noted, those whose time passed are ended, addresses forgotten | once a minute |
//!
//! Jobs run beside the server or alone (`otyrys worker`), in as many processes as one likes.

mod jobs;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout_at};

use crate::app::App;
use crate::applications::{letter_words, letters};
use crate::emergencies;
use crate::notices;
use crate::outbox::{Bounces, Postman, Stop, Writer, told};
use crate::reminders::{self, secretariat};
use crate::subscriptions;
use crate::webhooks::Caller;
use jobs::{JOBS, Job};

/// How soon a new letter is seen.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// How often letters that came back are looked for.
const BETWEEN_BOUNCES: Duration = Duration::from_mins(1);

/// How long a job rests when the database does not answer.
const AFTER_A_FAULT: Duration = Duration::from_secs(5);

/// How long a job under way may take to end: with the server's five seconds, SIGTERM is answered within ten.
const FAREWELL: Duration = Duration::from_secs(4);

/// Who puts which kind of letter into words.
fn writer_of(kind: &str) -> Option<Writer> {
    match kind {
        letters::RECEIVED => Some(letter_words::received),
        letters::PROMOTED => Some(letter_words::promoted),
        letters::WITHDRAWN => Some(letter_words::withdrawn),
        letters::ADMITTED => Some(letter_words::admitted),
        letters::REFUSED => Some(letter_words::refused),
        letters::MOVED_ONLINE => Some(letter_words::moved_online),
        letters::CORRECTED => Some(letter_words::corrected),
        letters::RESEATED => Some(letter_words::reseated),
        subscriptions::letters::CONFIRM => Some(subscriptions::letters::write_confirm),
        subscriptions::letters::KNOWN => Some(subscriptions::letters::write_known),
        subscriptions::letters::FULL => Some(subscriptions::letters::write_full),
        letters::REMINDER => Some(letter_words::reminder),
        letters::NEW | letters::DIGEST => Some(reminders::new_applications),
        secretariat::DUE => Some(reminders::deadlines_due),
        _ => emergencies::writer_of(kind).or_else(|| notices::writer_of(kind)),
    }
}

/// The jobs under way; they end when this is dropped.
pub struct Worker {
    stop: watch::Sender<bool>,
    jobs: Vec<JoinHandle<()>>,
}

/// Starts the jobs on the present runtime.
///
/// # Errors
/// One line naming the setting that keeps a job from its work.
pub fn start(app: &Arc<App>) -> Result<Worker, String> {
    // A setting that cannot be kept is said now.
    drop(Postman::new(Arc::clone(app), writer_of)?);
    let (stop, told) = watch::channel(false);
    let own = || (Arc::clone(app), told.clone());
    let mut jobs = Vec::new();
    let (letters, bounces) = (own(), own());
    jobs.push(tokio::spawn(watched("letters", AFTER_A_FAULT, move || {
        take_letters(Arc::clone(&letters.0), letters.1.clone())
    })));
    jobs.push(tokio::spawn(watched(
        "letters that came back",
        AFTER_A_FAULT,
        move || take_bounces(Arc::clone(&bounces.0), bounces.1.clone()),
    )));
    let calls = own();
    jobs.push(tokio::spawn(watched(
        "webhooks",
        AFTER_A_FAULT,
        move || call_neighbours(Arc::clone(&calls.0), calls.1.clone()),
    )));
    for job in JOBS {
        let (app, stop) = own();
        jobs.push(tokio::spawn(watched(job.what, AFTER_A_FAULT, move || {
            again_and_again(job, Arc::clone(&app), stop.clone())
        })));
    }
    Ok(Worker { stop, jobs })
}

/// Does a job until it ends by itself. One that breaks off is begun anew: what it had in its hands comes up again.
async fn watched<F: Future<Output = ()>>(what: &str, rest: Duration, begin: impl Fn() -> F) {
    while AssertUnwindSafe(begin()).catch_unwind().await.is_err() {
        tracing::error!("a job broke off and is begun anew: {what}");
        sleep(rest).await;
    }
}

impl Worker {
    /// Ends the jobs, each after what it has in its hands.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let until = Instant::now() + FAREWELL;
        for mut job in self.jobs {
            if timeout_at(until, &mut job).await.is_err() {
                tracing::warn!("a job did not end in time and was broken off");
                job.abort();
            }
        }
    }
}

/// Does once what is due at this moment, neighbouring systems called too, and gives the number of letters taken from
/// the outbox.
///
/// # Errors
/// One line: a setting that cannot be kept, or a database that does not answer.
pub async fn run_once(app: &Arc<App>) -> Result<usize, String> {
    let mut postman = Postman::new(Arc::clone(app), writer_of)?;
    let (_never, mut stop) = watch::channel(false);
    let mut letters = 0;
    // First what orders letters, so that those that are due are sent.
    for job in JOBS {
        (job.run)(Arc::clone(app))
            .await
            .map_err(|broken| format!("{}: {broken}", job.what))?;
    }
    loop {
        match postman.round(&mut stop).await {
            Ok(0) => break,
            Ok(some) => letters += some,
            Err(broken) => return Err(broken.to_string()),
        }
    }
    postman.close().await;
    let came_back = Bounces::of(Arc::clone(app)).round().await;
    came_back.map_err(|broken| broken.to_string())?;
    let made = Caller::of(Arc::clone(app)).round(&mut stop).await;
    made.map_err(|broken| broken.to_string())?;
    Ok(letters)
}

async fn again_and_again(job: Job, app: Arc<App>, mut stop: Stop) {
    loop {
        match (job.run)(Arc::clone(&app)).await {
            Ok(0) => {}
            Ok(done) => tracing::debug!(done, "{}", job.what),
            Err(broken) => tracing::error!(error = %broken, "a job failed: {}", job.what),
        }
        tokio::select! {
            () = told(&mut stop) => break,
            () = sleep(job.every) => {}
        }
    }
}

/// The one who takes letters, for whoever goes his rounds themselves.
///
/// # Errors
/// One line naming a setting that cannot be kept.
pub fn postman(app: &Arc<App>) -> Result<Postman, String> {
    Postman::new(Arc::clone(app), writer_of)
}

async fn take_bounces(app: Arc<App>, mut stop: Stop) {
    let mut bounces = Bounces::of(app);
    loop {
        if let Err(broken) = bounces.round().await {
            tracing::error!(error = %broken, "letters that came back could not be noted");
        }
        tokio::select! {
            () = told(&mut stop) => break,
            () = sleep(BETWEEN_BOUNCES) => {}
        }
    }
}

async fn call_neighbours(app: Arc<App>, mut stop: Stop) {
    let mut caller = Caller::of(app);
    loop {
        let pause = match caller.round(&mut stop).await {
            Ok(_) => LOOK_AGAIN,
            Err(broken) => {
                tracing::error!(error = %broken, "neighbouring systems could not be called");
                AFTER_A_FAULT
            }
        };
        tokio::select! {
            () = told(&mut stop) => break,
            () = sleep(pause) => {}
        }
    }
}

async fn take_letters(app: Arc<App>, mut stop: Stop) {
    let mut postman = match Postman::new(app, writer_of) {
        Ok(postman) => postman,
        Err(fault) => return tracing::error!(fault, "letters cannot be sent"),
    };
    loop {
        let pause = match postman.round(&mut stop).await {
            Ok(0) => {
                postman.rest().await;
                LOOK_AGAIN
            }
            Ok(_) => Duration::ZERO,
            Err(broken) => {
                tracing::error!(error = %broken, "letters could not be taken from the outbox");
                AFTER_A_FAULT
            }
        };
        tokio::select! {
            () = told(&mut stop) => break,
            () = sleep(pause) => {}
        }
    }
    postman.close().await;
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_job_that_breaks_off_is_begun_anew() {
        let begun = AtomicU32::new(0);
        watched("a trial", Duration::ZERO, || async {
            let times = begun.fetch_add(1, Ordering::Relaxed);
            assert!(times >= 2, "it breaks off twice");
        })
        .await;
        assert_eq!(begun.load(Ordering::Relaxed), 3);
    }
}
