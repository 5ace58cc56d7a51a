//! The one list of periodic jobs. Each can run twice with the same result.
//!
//! | job | when |
//! |---|---|
//! | letters leave the outbox | as soon as they are due, looked after twice a second |
//! | letters that came back are noted, those whose time passed are ended, addresses forgotten | once a minute |
//!
//! Jobs run beside the server or alone (`otyrys worker`), in as many processes as one likes.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout_at};

use crate::app::App;
use crate::applications::{letter_words, letters};
use crate::outbox::{Bounces, Postman, Stop, Writer, told};

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
        _ => None,
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
pub fn start(app: Arc<App>) -> Result<Worker, String> {
    let postman = Postman::new(Arc::clone(&app), writer_of)?;
    let bounces = Bounces::of(app);
    let (stop, told) = watch::channel(false);
    let jobs = vec![
        tokio::spawn(take_letters(postman, told.clone())),
        tokio::spawn(take_bounces(bounces, told)),
    ];
    Ok(Worker { stop, jobs })
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

/// Does once what is due at this moment, and gives the number of letters taken from the outbox.
///
/// # Errors
/// One line: a setting that cannot be kept, or a database that does not answer.
pub async fn run_once(app: &Arc<App>) -> Result<usize, String> {
    let mut postman = Postman::new(Arc::clone(app), writer_of)?;
    let (_never, mut stop) = watch::channel(false);
    let mut letters = 0;
    loop {
        match postman.round(&mut stop).await {
            Ok(0) => break,
            Ok(some) => letters += some,
            Err(broken) => return Err(broken.to_string()),
        }
    }
    postman.close().await;
    Ok(letters)
}

/// The one who takes letters, for whoever goes his rounds themselves.
///
/// # Errors
/// One line naming a setting that cannot be kept.
pub fn postman(app: &Arc<App>) -> Result<Postman, String> {
    Postman::new(Arc::clone(app), writer_of)
}

async fn take_bounces(mut bounces: Bounces, mut stop: Stop) {
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

async fn take_letters(mut postman: Postman, mut stop: Stop) {
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
