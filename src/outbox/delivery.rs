//! From the outbox to the post: claim, put into words, hand over, note what became of it.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::sleep;

use super::content::Content;
use super::fate::{Failure, Note, Unwritable};
use super::message::{Addressed, Ready, Sender};
use super::pace::{Pace, Stop};
use super::post::Post;
use super::record::{LetterState, Row};
use super::{retry, store};
use crate::app::App;
use crate::database::{AnyConnection, Broken, Lane};

/// Puts a letter into words; stands in the slice that orders such letters.
pub type Writer = fn(&App, &mut AnyConnection, &Row) -> Result<Content, Unwritable>;

/// Letters claimed at a time: few, so that a worker that dies holds few back.
const BATCH: u32 = 20;

/// A claim lasts at least so long.
const LEASE: Duration = Duration::from_mins(5);

/// How often a result that could not be noted is noted anew: an unnoted letter would be sent twice.
const NOTING_TRIES: u32 = 20;

/// Takes letters from the outbox to the post.
pub struct Postman {
    app: Arc<App>,
    writer_of: fn(&str) -> Option<Writer>,
    sender: Sender,
    post: Post,
    pace: Pace,
}

impl Postman {
    /// A postman who knows by `writer_of` who writes which kind of letter.
    ///
    /// # Errors
    /// One line naming the setting that cannot be kept.
    pub fn new(app: Arc<App>, writer_of: fn(&str) -> Option<Writer>) -> Result<Self, String> {
        let sender = Sender::of(&app)?;
        let mail = &app.settings.mail;
        let post = Post::open(mail, sender.host())?;
        let pace = Pace::of(mail.letters_per_minute);
        Ok(Self {
            app,
            writer_of,
            sender,
            post,
            pace,
        })
    }

    /// Takes the letters that are due, a handful at most, and gives their number. When told to stop it
    /// finishes the letter under way and gives back the rest.
    ///
    /// # Errors
    /// [`Broken`] when the database does not answer: claimed letters are due again when their lease runs out.
    pub async fn round(&mut self, stop: &mut Stop) -> Result<usize, Broken> {
        let claimed = self.claim().await?;
        let mut shut: Option<String> = None;
        for row in &claimed {
            let done = if let Some(reason) = &shut {
                Err(Failure::new(LetterState::TemporaryFailure, reason.clone()))
            } else if self.pace.wait(stop).await && self.has_time_for(row) {
                self.attempt(row).await
            } else {
                self.note(row, Note::PutBack).await?;
                continue;
            };
            if let Err(failure) = &done
                && failure.for_all
            {
                shut = Some(failure.reason.clone());
            }
            self.conclude(row, done).await?;
        }
        Ok(claimed.len())
    }

    /// Nothing more is due for now.
    pub async fn rest(&mut self) {
        self.post.rest().await;
    }

    async fn claim(&self) -> Result<Vec<Row>, Broken> {
        let database = &self.app.database;
        let now = self.app.now();
        let due = database
            .read(move |connection| store::has_due(connection, now))
            .await?;
        if !due {
            return Ok(Vec::new());
        }
        let until = now + self.longest().max(delta(LEASE));
        let most = self.pace.most_of(BATCH);
        database
            .write(Lane::Any, move |work| store::claim(work, now, until, most))
            .await
    }

    /// A claim covers several letters; one that would outlast it is left to a new claim.
    fn has_time_for(&self, row: &Row) -> bool {
        let left = row.leased_until.map(|until| until.utc() - self.app.now());
        left.is_some_and(|left| left >= delta(self.post.patience()))
    }

    fn longest(&self) -> TimeDelta {
        delta(self.post.patience().saturating_mul(2))
    }

    async fn attempt(&mut self, row: &Row) -> Result<(), Failure> {
        let now = self.app.now();
        if now >= self.give_up_at(row) {
            let reason = row.last_error.clone();
            let reason = reason.unwrap_or_else(|| "its time passed before it was tried".to_owned());
            return Err(Failure::new(LetterState::Expired, reason));
        }
        let content = self.put_into_words(row).await?;
        let ready = self.set(row, &content, now)?;
        self.post.send(ready).await?;
        Ok(())
    }

    async fn put_into_words(&self, row: &Row) -> Result<Content, Failure> {
        let Some(write) = (self.writer_of)(&row.kind) else {
            // A newer program on another node may have ordered it, and will know.
            let reason = format!("this version knows no letter of the kind {}", row.kind);
            return Err(Failure::new(LetterState::TemporaryFailure, reason));
        };
        let (app, row) = (Arc::clone(&self.app), row.clone());
        let written = self
            .app
            .database
            .read(move |connection| {
                let mut content = write(&app, connection, &row)?;
                content.sign(&app);
                Ok::<_, Unwritable>(content)
            })
            .await;
        Ok(written?)
    }

    fn set(&self, row: &Row, content: &Content, now: DateTime<Utc>) -> Result<Ready, Failure> {
        let addressed = Addressed {
            id: row.id,
            recipient: &row.recipient,
            thread: row.session_id,
            at: now,
        };
        self.sender
            .ready(addressed, content)
            .map_err(|reason| Failure::new(LetterState::TechnicalFailure, reason))
    }

    /// The letter's own time, and never longer than the office tries at all.
    fn give_up_at(&self, row: &Row) -> DateTime<Utc> {
        let tried_until = row.created_at.utc() + delta(self.app.settings.mail.give_up_after);
        row.give_up_at.utc().min(tried_until)
    }

    async fn conclude(&self, row: &Row, done: Result<(), Failure>) -> Result<(), Broken> {
        let now = self.app.now();
        let note = match done {
            Ok(()) => Note::Finish(LetterState::Delivered, None),
            Err(Failure {
                state: LetterState::TemporaryFailure,
                reason,
                ..
            }) => {
                let next = retry::next_attempt(now, row.attempts, rand::random());
                // At its end the letter comes up once more, and is found expired.
                Note::Postpone(next.min(self.give_up_at(row)), reason)
            }
            Err(failure) => Note::Finish(failure.state, Some(failure.reason)),
        };
        note.log(row);
        self.note(row, note).await
    }

    async fn note(&self, row: &Row, note: Note) -> Result<(), Broken> {
        let mut tries = 0;
        loop {
            let now = self.app.now();
            let (row, note) = (row.clone(), note.clone());
            let noted = self
                .app
                .database
                .write(Lane::Any, move |work| note.write(work, &row, now))
                .await;
            tries += 1;
            match noted {
                Ok(()) => return Ok(()),
                Err(broken) if tries == NOTING_TRIES => return Err(broken),
                Err(_) => sleep(Duration::from_millis(250)).await,
            }
        }
    }
}

fn delta(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX)
}
