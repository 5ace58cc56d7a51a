//! What follows from an attempt: for the letter, and for the relay.

use super::Round;
use crate::database::Broken;
use crate::outbox::breaker::Met;
use crate::outbox::fate::{self, Failure, Relay};
use crate::outbox::hand::Claimed;
use crate::outbox::record::LetterState;
use crate::outbox::store::Noted;
use crate::outbox::{retry, way_out};

impl Round<'_> {
    pub(super) fn conclude(&mut self, claimed: &Claimed, done: Result<(), Failure>) {
        let now = self.now();
        let row = &claimed.row;
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
            Relay::Away => match breaker.failed(now) {
                Met::Attempt => {}
                Met::Last => {
                    self.postman.relay_is_away = Some(true);
                    way_out::log_shut(done.as_ref().err());
                }
                Met::Shut => {
                    self.notes.push(Noted::put_back(row, None));
                    return;
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

    /// Lets `doctor` and `/health/mail` know how the relay stands, once each time that it changes.
    pub(super) async fn tell_of_the_relay(&mut self) -> Result<(), Broken> {
        let known = self.postman.relay_is_away;
        if let (Some(is_away), true) = (known, known != self.postman.relay_told) {
            way_out::tell(&self.postman.carrier.app, is_away, self.now()).await?;
            self.postman.relay_told = known;
        }
        Ok(())
    }
}
