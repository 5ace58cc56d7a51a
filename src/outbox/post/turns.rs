//! Whose turn it is to hand a letter over.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::outbox::pace::{Stop, told};
use crate::settings::Mail;

/// How many letters may be handed over and not yet noted: so many come twice when a process dies at that moment.
#[derive(Debug, Clone)]
pub struct Turns {
    free: Arc<Semaphore>,
    left: Arc<watch::Sender<bool>>,
}

impl Turns {
    /// As the settings say.
    #[must_use]
    pub fn of(mail: &Mail) -> Self {
        Self {
            free: Arc::new(Semaphore::new(mail.in_doubt)),
            left: Arc::new(watch::Sender::new(false)),
        }
    }

    /// No other letter is handed over: those that wait for their turn come back untried. What is being handed over
    /// at this moment takes its time.
    pub fn close(&self) {
        self.free.close();
    }

    /// The work ends: as [`Turns::close`], and nobody waits for a relay any more, nor long for its last answer.
    pub fn leave(&self) {
        self.close();
        self.left.send_replace(true);
    }

    /// A turn, which lasts until it is dropped; `None` when there are no more.
    pub(super) async fn next(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.free).acquire_owned().await.ok()
    }

    /// Waits until the work ends.
    pub(super) async fn left(&self) {
        let mut left: Stop = self.left.subscribe();
        told(&mut left).await;
    }
}
