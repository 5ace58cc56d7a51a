//! Which letters this worker has, and what became of them: noted, so that nobody sends them again.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::{Event, Round};
use crate::database::{Broken, Id};
use crate::outbox::hand::Claimed;
use crate::outbox::post::Post;
use crate::outbox::store::Noted;

/// How long to try to note what nobody holds any more: such letters are due again by themselves.
const PATIENCE: Duration = Duration::from_secs(5);

/// A letter that this worker has, until it is noted.
pub(super) struct Held {
    until: Instant,
    /// The same letter claimed once more while it was under way, as the first claim had run out.
    again: Option<Claimed>,
}

impl Round<'_> {
    /// Takes claimed letters in hand and gives the number of those that are new. A claim may run out while its
    /// letter is still here, by a slow database or a clock that was set: then the worker claims the letter from
    /// itself, and must not send it twice.
    pub(super) fn take(&mut self, claimed: Vec<Claimed>) -> usize {
        let mut fresh = Vec::with_capacity(claimed.len());
        for one in claimed {
            let until = one.held_until;
            let Some(held) = self.busy.get_mut(&one.row.id) else {
                self.busy.insert(one.row.id, Held { until, again: None });
                fresh.push(one);
                continue;
            };
            held.until = until;
            held.again = self.hand.renew(one).or(held.again.take());
        }
        let count = fresh.len();
        self.hand.take(fresh);
        count
    }

    pub(super) fn write_notes(&mut self) {
        if self.doing.noting || self.notes.is_empty() {
            return;
        }
        let carrier = Arc::clone(&self.postman.carrier);
        let mut held_until = Instant::now() + PATIENCE;
        let mut notes = std::mem::take(&mut self.notes);
        for note in &mut notes {
            if let Some(held) = self.busy.get_mut(&note.letter()) {
                held_until = held_until.max(held.until);
                if let Some(again) = held.again.take() {
                    note.belongs_to(&again.row);
                }
            }
        }
        let dead = std::mem::take(&mut self.dead);
        let posts = std::mem::take(&mut self.held);
        self.doing.noting = true;
        self.under_way.push(Box::pin(async move {
            let done = carrier.note(&notes, dead, held_until).await;
            Event::Noted(posts, notes, done)
        }));
    }

    /// After a note the connections are free, and their turns too. Without it they are not: what was handed over is
    /// not on record, and nothing more is to join it.
    pub(super) fn noted(
        &mut self,
        mut posts: Vec<Post>,
        notes: Vec<Noted>,
        done: Result<Vec<Id>, Broken>,
    ) {
        self.doing.noting = false;
        match done {
            Ok(held) => {
                posts.iter_mut().for_each(Post::noted);
                let held: HashSet<Id> = held.into_iter().collect();
                for note in notes {
                    let in_time = held.contains(&note.letter());
                    self.let_go(note, in_time);
                }
            }
            Err(broken) => {
                self.turns.close();
                self.end = Some(Err(broken));
            }
        }
        self.postman.posts.extend(posts);
    }

    fn let_go(&mut self, mut note: Noted, in_time: bool) {
        let letter = note.letter();
        let again = self
            .busy
            .get_mut(&letter)
            .and_then(|held| held.again.take());
        match again {
            // The note counts for the claim that came before it.
            Some(again) if !in_time => {
                note.belongs_to(&again.row);
                self.notes.push(note);
            }
            // It was given back, and claimed after that.
            Some(again) => {
                self.hand.take(vec![again]);
                self.taken += 1;
            }
            None => {
                if !in_time {
                    tracing::warn!(%letter, "the claim of a letter ran out before it was noted");
                }
                self.busy.remove(&letter);
            }
        }
    }
}
