//! One round of the postman: letters are claimed, put into words, announced to the relay, handed over and noted at the
//! same time, claims in groups.
//!
//! A connection takes its next letter only after the last one is noted, and hands it over only when it is its turn
//! ([`Turns`]), so that a process which is killed leaves no more letters behind that were sent and not noted than
//! there are turns (`mail.in_doubt`). So many share a note at most: with one turn, each letter has its own. With it go
//! those that were given back and those that ended untried.

mod ending;
mod notes;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use tokio::time::{Instant, sleep_until};

use crate::database::{Broken, Id};
use crate::outbox::breaker::Passage;
use crate::outbox::carrier::{Carrier, delta};
use crate::outbox::delivery::Postman;
use crate::outbox::domains::Turn;
use crate::outbox::fate::Failure;
use crate::outbox::hand::{Claimed, Hand};
use crate::outbox::pace::{Stop, told};
use crate::outbox::post::{Post, Turns};
use crate::outbox::record::Suppression;
use crate::outbox::store::{Claim, Noted};
use crate::outbox::trace::Trace;
use notes::Held;

/// A claim lasts at least so long.
const LEASE: Duration = Duration::from_mins(5);

/// While letters are under way, how soon a new and more urgent one is seen.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// What may happen next.
enum Event {
    Claimed(Result<Vec<Claimed>, Broken>),
    Sent(Box<Post>, Box<Claimed>, Result<(), Failure>),
    Noted(Vec<Post>, Vec<Noted>, Result<Vec<Id>, Broken>),
    Told(bool, Result<(), Broken>),
}

/// What the database is being asked.
#[derive(Default)]
struct Doing {
    claiming: bool,
    noting: bool,
    /// Being told how the relay stands.
    telling: bool,
}

pub(super) struct Round<'a> {
    postman: &'a mut Postman,
    trace: Trace,
    turns: Turns,
    hand: Hand,
    busy: HashMap<Id, Held>,
    under_way: FuturesUnordered<BoxFuture<'static, Event>>,
    sending: usize,
    doing: Doing,
    /// When to look for letters next; `None`: nothing more was due.
    look_at: Option<Instant>,
    /// A lane was full when letters were claimed last: more of it may wait.
    skipped: bool,
    notes: Vec<Noted>,
    dead: Vec<Suppression>,
    /// Connections whose letters are not yet noted.
    held: Vec<Post>,
    taken: usize,
    /// Why nothing more is begun: told to stop, the relay went away, or the database does not answer.
    end: Option<Result<(), Broken>>,
    /// Told to stop.
    leaves: bool,
}

impl<'a> Round<'a> {
    pub(super) fn of(postman: &'a mut Postman, trace: Trace) -> Self {
        let turns = Turns::of(&postman.carrier.app.settings.mail);
        Self {
            postman,
            trace,
            turns,
            hand: Hand::default(),
            busy: HashMap::new(),
            under_way: FuturesUnordered::new(),
            sending: 0,
            doing: Doing::default(),
            look_at: Some(Instant::now()),
            skipped: false,
            notes: Vec::new(),
            dead: Vec::new(),
            held: Vec::new(),
            taken: 0,
            end: None,
            leaves: false,
        }
    }

    pub(super) async fn run(mut self, stop: &mut Stop) -> Result<usize, Broken> {
        self.forget_what_was_told();
        if *stop.borrow() {
            self.leave();
        }
        loop {
            self.look_for_more();
            self.hand_out();
            self.write_notes();
            self.tell_of_the_relay();
            if self.under_way.is_empty() && self.has_ended() {
                break;
            }
            let turn = self.next_turn();
            let leaves = self.leaves;
            tokio::select! {
                Some(event) = self.under_way.next() => self.happened(event),
                () = told(stop), if !leaves => self.leave(),
                () = sleep_until(turn) => {}
            }
        }
        self.postman.domains.tidy(self.now());
        self.end.unwrap_or(Ok(())).map(|()| self.taken)
    }

    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.postman.carrier.app.now()
    }

    fn leave(&mut self) {
        self.leaves = true;
        self.end.get_or_insert(Ok(()));
        self.turns.leave();
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
        let look = self
            .look_at
            .filter(|_| !self.doing.claiming && !self.ends());
        let pace = self.postman.pace.waits_until(now);
        let turns = look.into_iter().chain(pace);
        turns.min().unwrap_or(now + LOOK_AGAIN).max(now)
    }

    fn look_for_more(&mut self) {
        let Some(look_at) = self.look_at else { return };
        if self.doing.claiming || self.ends() {
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
        let lease = self.patience().saturating_mul(2).max(LEASE);
        let now = self.now();
        let wanted = Claim {
            now,
            until: now + delta(lease),
            bulk_delay: mail.bulk_delay,
            most,
            rooms,
        };
        let trace = self.trace.clone();
        self.doing.claiming = true;
        self.under_way.push(Box::pin(async move {
            Event::Claimed(carrier.claim(trace, wanted, lease).await)
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

    /// The next letter whose turn it is; the others are given back, or end here.
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
            if let Some(failure) = self.postman.carrier.futile(&claimed, now) {
                self.conclude(&claimed, Err(failure));
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
        let (trace, turns) = (self.trace.clone(), self.turns.clone());
        self.under_way.push(Box::pin(async move {
            let done = carrier.attempt(&trace, &turns, &mut post, &claimed).await;
            Event::Sent(Box::new(post), Box::new(claimed), done)
        }));
    }

    fn happened(&mut self, event: Event) {
        match event {
            Event::Claimed(Ok(claimed)) => {
                self.doing.claiming = false;
                let fresh = self.take(claimed);
                let now = Instant::now();
                self.look_at = match fresh {
                    // While letters are under way others may be ordered.
                    0 if self.sending > 0 || !self.hand.is_empty() => Some(now + LOOK_AGAIN),
                    0 => None,
                    _ => Some(now),
                };
                self.taken += fresh;
            }
            Event::Claimed(Err(broken)) => {
                self.doing.claiming = false;
                self.end = Some(Err(broken));
            }
            Event::Sent(post, claimed, done) => {
                self.sending -= 1;
                self.held.push(*post);
                self.conclude(&claimed, done);
            }
            Event::Noted(posts, notes, done) => self.noted(posts, notes, done),
            Event::Told(is_away, done) => self.was_told(is_away, done),
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
