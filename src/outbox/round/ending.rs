//! What follows from an attempt: for the letter, and for the relay.

use std::sync::Arc;

use chrono::TimeDelta;

use super::{Event, Round};
use crate::database::Broken;
use crate::outbox::breaker::Met;
use crate::outbox::fate::{self, Failure, Relay};
use crate::outbox::hand::Claimed;
use crate::outbox::record::LetterState;
use crate::outbox::store::Noted;
use crate::outbox::{retry, way_out};

/// How often the state of the relay is told while it stays the same.
const TELL_AGAIN: TimeDelta = TimeDelta::minutes(1);

impl Round<'_> {
    pub(super) fn conclude(&mut self, claimed: &Claimed, done: Result<(), Failure>) {
        let now = self.now();
        let row = &claimed.row;
        if done.as_ref().is_err_and(|failure| failure.untried) {
            self.notes.push(Noted::put_back(row, None));
            return;
        }
        let relay = done
            .as_ref()
            .map_or_else(|failure| failure.relay, |()| Relay::There);
        let breaker = &mut self.postman.breaker;
        match relay {
            Relay::Unasked => {}
            Relay::There => {
                if breaker.worked() {
                    way_out::log_open();
                }
                self.postman.relay_is_away = Some(false);
            }
            Relay::Fails | Relay::Away => match breaker.failed(now) {
                Met::Attempt => {}
                Met::Last => {
                    self.postman.relay_is_away = Some(true);
                    way_out::log_shut(done.as_ref().err());
                    self.turns.close();
                    self.end.get_or_insert(Ok(()));
                }
                Met::Shut => {
                    self.postman.relay_is_away = Some(true);
                    // A relay that fails may do so at this letter alone, and may even have it: others are tried
                    // before it.
                    if relay == Relay::Away {
                        self.notes.push(Noted::put_back(row, None));
                        return;
                    }
                }
            },
        }
        fate::log(row, &done);
        let hash = claimed.hash.clone();
        self.notes.push(match done {
            Ok(()) => Noted::finished(row, now, LetterState::Delivered, None, hash),
            Err(Failure {
                state: LetterState::TemporaryFailure,
                reason,
                ..
            }) => {
                let next = retry::next_attempt(now, row.attempts, rand::random());
                // At its end the letter comes up once more, and is found expired.
                let until = next.min(self.postman.carrier.give_up_at(row));
                Noted::postponed(row, until, reason)
            }
            Err(failure) => {
                if failure.dead {
                    let one = self.postman.carrier.suppression(claimed, &failure.reason);
                    self.dead.push(one);
                }
                Noted::finished(row, now, failure.state, Some(failure.reason), hash)
            }
        });
    }

    pub(super) fn put_all_back(&mut self) {
        while let Some(claimed) = self.hand.next() {
            self.notes.push(Noted::put_back(&claimed.row, None));
        }
    }

    /// What letters showed before this round is told, or too old.
    pub(super) fn forget_what_was_told(&mut self) {
        let told = self.postman.relay_told.map(|(is_away, _)| is_away);
        if self.postman.relay_is_away == told {
            self.postman.relay_is_away = None;
        }
    }

    /// Lets `doctor` and `/health/mail` know how the relay stands, at once when it changes. Another worker may have
    /// told them otherwise since: while letters go it is told again now and then.
    pub(super) fn tell_of_the_relay(&mut self) {
        let Some(is_away) = self.postman.relay_is_away else {
            return;
        };
        let now = self.now();
        let is_told = self
            .postman
            .relay_told
            .is_some_and(|(told, at)| told == is_away && (now - at).abs() < TELL_AGAIN);
        if is_told || self.doing.telling || matches!(self.end, Some(Err(_))) {
            return;
        }
        self.doing.telling = true;
        let carrier = Arc::clone(&self.postman.carrier);
        self.under_way.push(Box::pin(async move {
            Event::Told(is_away, way_out::tell(&carrier.app, is_away, now).await)
        }));
    }

    pub(super) fn was_told(&mut self, is_away: bool, done: Result<(), Broken>) {
        self.doing.telling = false;
        match done {
            Ok(()) => self.postman.relay_told = Some((is_away, self.now())),
            Err(broken) => self.end = Some(Err(broken)),
        }
    }
}
