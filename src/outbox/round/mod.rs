//! One round of the postman: letters are claimed, sent and noted at the same time, each step in as large a group
//! as the others leave it.
//!
//! A connection takes its next letter only after the last one is noted, and hands it over only when it is its turn
//! ([`Turns`](crate::outbox::post::Turns)), so that a process which is killed leaves at most one letter behind that was
//! sent and not noted. Notes share their statement and their commit: while one is being written, the next gather.

mod ending;

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use tokio::time::{Instant, sleep_until};

use crate::database::Broken;
use crate::outbox::breaker::Passage;
use crate::outbox::carrier::{Carrier, delta};
use crate::outbox::delivery::Postman;
use crate::outbox::domains::Turn;
use crate::outbox::fate::Failure;
use crate::outbox::hand::{Claimed, Hand};
use crate::outbox::pace::{Stop, told};
use crate::outbox::post::Post;
use crate::outbox::record::Suppression;
use crate::outbox::store::{Claim, Noted};
use crate::outbox::trace::Trace;

/// A claim lasts at least so long.
const LEASE: Duration = Duration::from_mins(5);

/// While letters are under way, how soon a new and more urgent one is seen.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// What may happen next.
enum Event {
    Claimed(Result<Vec<Claimed>, Broken>),
    Sent(Box<Post>, Box<Claimed>, Result<(), Failure>),
    Noted(Vec<Post>, Result<(), Broken>),
}

pub(super) struct Round<'a> {
    postman: &'a mut Postman,
    trace: Trace,
    hand: Hand,
    under_way: FuturesUnordered<BoxFuture<'static, Event>>,
    sending: usize,
    claiming: bool,
    /// When to look for letters next; `None`: nothing more was due.
    look_at: Option<Instant>,
    /// A lane was full when letters were claimed last: more of it may wait.
    skipped: bool,
    noting: bool,
    notes: Vec<Noted>,
    dead: Vec<Suppression>,
    /// Connections whose letters are not yet noted.
    held: Vec<Post>,
    taken: usize,
    /// Why nothing more is begun: told to stop, or the database does not answer.
    end: Option<Result<(), Broken>>,
}

impl<'a> Round<'a> {
    pub(super) fn of(postman: &'a mut Postman, trace: Trace) -> Self {
        Self {
            postman,
            trace,
            hand: Hand::default(),
            under_way: FuturesUnordered::new(),
            sending: 0,
            claiming: false,
            look_at: Some(Instant::now()),
            skipped: false,
            noting: false,
            notes: Vec::new(),
            dead: Vec::new(),
            held: Vec::new(),
            taken: 0,
            end: None,
        }
    }

    pub(super) async fn run(mut self, stop: &mut Stop) -> Result<usize, Broken> {
        self.end = stop.borrow().then_some(Ok(()));
        loop {
            self.look_for_more();
            self.hand_out();
            self.write_notes();
            if self.under_way.is_empty() && self.has_ended() {
                break;
            }
            let turn = self.next_turn();
            let ends = self.ends();
            tokio::select! {
                Some(event) = self.under_way.next() => self.happened(event),
                () = told(stop), if !ends => self.end = Some(Ok(())),
                () = sleep_until(turn) => {}
            }
        }
        self.tell_of_the_relay().await?;
        self.postman.domains.tidy(self.now());
        self.end.unwrap_or(Ok(())).map(|()| self.taken)
    }

    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.postman.carrier.app.now()
    }

    fn ends(&self) -> bool {
        self.end.is_some()
    }

    fn has_ended(&self) -> bool {
        let looks = self.look_at.is_some() && !self.ends();
        self.hand.is_empty()
            && self.notes.is_empty()
            && (!looks || self.postman.breaker.passage(self.now()) == Passage::Shut)
    }

    /// When something is to be done even if nothing happens.
    fn next_turn(&self) -> Instant {
        let now = Instant::now();
        let look = self.look_at.filter(|_| !self.claiming && !self.ends());
        let pace = self.postman.pace.waits_until(now);
        let turns = look.into_iter().chain(pace);
        turns.min().unwrap_or(now + LOOK_AGAIN).max(now)
    }

    fn look_for_more(&mut self) {
        let Some(look_at) = self.look_at else { return };
        if self.claiming || self.ends() {
            return;
        }
        let rooms = self.hand.rooms(self.postman.pace.most_of(usize::MAX));
        let is_idle = self.sending == 0 && self.hand.is_empty();
        let is_whole = rooms.iter().all(|(_, room)| *room > 0);
        let now = Instant::now();
        if look_at > now && !is_idle && !(self.skipped && is_whole) {
            return;
        }
        let most = match self.postman.breaker.passage(self.now()) {
            Passage::Open => usize::MAX,
            Passage::One if is_idle => 1,
            Passage::One | Passage::Shut => {
                self.look_at = Some(now + LOOK_AGAIN);
                return;
            }
        };
        self.skipped = !is_whole;
        let carrier = Arc::clone(&self.postman.carrier);
        let mail = &carrier.app.settings.mail;
        let patience = self.patience();
        let now = self.now();
        let wanted = Claim {
            now,
            until: now + delta(patience.saturating_mul(2).max(LEASE)),
            bulk_delay: mail.bulk_delay,
            most,
            rooms,
        };
        let trace = self.trace.clone();
        self.claiming = true;
        self.under_way.push(Box::pin(async move {
            Event::Claimed(carrier.claim(trace, wanted).await)
        }));
    }

    /// Gives the next letters to the connections that are free.
    fn hand_out(&mut self) {
        loop {
            let now = self.now();
            let passage = self.postman.breaker.passage(now);
            if self.ends() || passage == Passage::Shut {
                self.put_all_back();
                return;
            }
            let is_full = passage == Passage::One && self.sending > 0;
            if is_full || self.postman.pace.waits_until(Instant::now()).is_some() {
                return;
            }
            let Some(post) = self.postman.posts.pop() else {
                return;
            };
            match self.next_letter(now) {
                Some(claimed) => self.send(post, claimed),
                None => return self.postman.posts.push(post),
            }
        }
    }

    /// The next letter whose turn it is; the others are given back.
    fn next_letter(&mut self, now: chrono::DateTime<chrono::Utc>) -> Option<Claimed> {
        loop {
            let claimed = self.hand.next()?;
            let row = &claimed.row;
            let left = row.leased_until.map(|until| until.utc() - now);
            // A claim covers several letters; one that would outlast it is left to a new claim.
            if left.is_none_or(|left| left < delta(self.patience())) {
                self.notes.push(Noted::put_back(row, None));
                continue;
            }
            match self.postman.domains.turn(row, now) {
                Turn::Now => return Some(claimed),
                Turn::At(turn) => {
                    let until = turn.min(self.postman.carrier.give_up_at(row));
                    self.notes.push(Noted::put_back(row, Some(until)));
                }
            }
        }
    }

    fn send(&mut self, mut post: Post, claimed: Claimed) {
        self.postman.pace.gone(Instant::now());
        self.sending += 1;
        let carrier: Arc<Carrier> = Arc::clone(&self.postman.carrier);
        let trace = self.trace.clone();
        self.under_way.push(Box::pin(async move {
            let done = carrier.attempt(&trace, &mut post, &claimed).await;
            Event::Sent(Box::new(post), Box::new(claimed), done)
        }));
    }

    fn write_notes(&mut self) {
        if self.noting || self.notes.is_empty() {
            return;
        }
        let carrier = Arc::clone(&self.postman.carrier);
        let notes = std::mem::take(&mut self.notes);
        let dead = std::mem::take(&mut self.dead);
        let held = std::mem::take(&mut self.held);
        self.noting = true;
        self.under_way.push(Box::pin(async move {
            Event::Noted(held, carrier.note(notes, dead).await)
        }));
    }

    fn happened(&mut self, event: Event) {
        match event {
            Event::Claimed(Ok(claimed)) => {
                self.claiming = false;
                let now = Instant::now();
                self.look_at = match claimed.len() {
                    // While letters are under way others may be ordered.
                    0 if self.sending > 0 || !self.hand.is_empty() => Some(now + LOOK_AGAIN),
                    0 => None,
                    _ => Some(now),
                };
                self.taken += claimed.len();
                self.hand.take(claimed);
            }
            Event::Claimed(Err(broken)) => {
                self.claiming = false;
                self.end = Some(Err(broken));
            }
            Event::Sent(post, claimed, done) => {
                self.sending -= 1;
                self.held.push(*post);
                self.conclude(&claimed, done);
            }
            Event::Noted(mut posts, done) => {
                self.noting = false;
                posts.iter_mut().for_each(Post::noted);
                self.postman.posts.extend(posts);
                if let Err(broken) = done {
                    self.end = Some(Err(broken));
                }
            }
        }
    }

    fn patience(&self) -> Duration {
        self.postman
            .carrier
            .app
            .settings
            .mail
            .timeout
            .saturating_mul(2)
    }
}
