//! The caller: takes turns for webhooks, calls, and notes how it ended. Of each webhook one call is under way at a
//! time, in whichever process; those of one webhook go in order of time while it works. One that fails is left alone,
//! ever longer, and keeps no other one waiting: at least half of all calls are for those that fare well.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use tokio::time::sleep;

use super::actions;
use super::ended::{Ended, How};
use super::line::Line;
use super::names::{self, Lookup};
use super::record::{State, Webhook};
use super::store::{self, After, Fares};
use super::taking;
use crate::app::App;
use crate::database::{Broken, Lane};
use crate::outbox::record::{LetterState, Row};
use crate::outbox::store::Noted;
use crate::outbox::{self, Stop, next_attempt, told};

/// While calls are under way, how soon new ones are seen.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// Calls of one webhook in one turn: others wait for theirs.
const IN_ONE_TURN: usize = 20;

/// How long a call under way is waited for when the program ends.
const FAREWELL: Duration = Duration::from_secs(2);

/// How often a result that could not be noted is noted anew.
const NOTING_TRIES: u32 = 20;

/// Calls neighbouring systems.
pub struct Caller {
    app: Arc<App>,
    lookup: Lookup,
    line: Option<Line>,
}

/// A turn that ended: how the webhook had fared, and the number of calls.
type Turned = (Fares, Result<usize, Broken>);

impl Caller {
    /// One who looks names up as the machine does.
    #[must_use]
    pub fn of(app: Arc<App>) -> Self {
        Self::with(app, names::of_the_machine())
    }

    /// One who looks names up by this.
    #[must_use]
    pub fn with(app: Arc<App>, lookup: Lookup) -> Self {
        Self {
            app,
            lookup,
            line: None,
        }
    }

    /// Calls until nothing more is due, and gives the number of calls. When told to stop it waits a little for those
    /// under way.
    ///
    /// # Errors
    /// [`Broken`] when the database does not answer: what was taken is due again when its time runs out.
    pub async fn round(&mut self, stop: &mut Stop) -> Result<usize, Broken> {
        let mut under_way: FuturesUnordered<BoxFuture<'static, Turned>> = FuturesUnordered::new();
        let (mut calls, mut badly) = (0, 0);
        let mut end = Ok(());
        loop {
            let ends = *stop.borrow() || end.is_err();
            if !ends {
                match self.turns(under_way.len(), badly).await {
                    Ok(turns) => {
                        for (fares, turn) in turns {
                            badly += usize::from(fares == Fares::Badly);
                            let going = turn.go(stop.clone());
                            under_way.push(Box::pin(async move { (fares, going.await) }));
                        }
                    }
                    Err(broken) => end = Err(broken),
                }
            }
            if under_way.is_empty() {
                return end.map(|()| calls);
            }
            tokio::select! {
                Some((fares, done)) = under_way.next() => {
                    badly -= usize::from(fares == Fares::Badly);
                    match done {
                        Ok(done) => calls += done,
                        Err(broken) => end = Err(broken),
                    }
                }
                () = told(stop), if !ends => {}
                () = sleep(LOOK_AGAIN) => {}
            }
        }
    }

    /// Takes as many turns as there is room for.
    async fn turns(
        &mut self,
        under_way: usize,
        badly: usize,
    ) -> Result<Vec<(Fares, Turn)>, Broken> {
        let calls = self.app.settings.webhooks.calls;
        let free = calls.saturating_sub(under_way);
        let for_badly = (calls / 2).saturating_sub(badly);
        let mut all = Vec::new();
        for (fares, room) in [(Fares::Well, free), (Fares::Badly, for_badly)] {
            let room = room.min(free.saturating_sub(all.len()));
            let now = self.app.now();
            let has_turn = move |connection: &mut _| store::has_turn(connection, fares, now);
            if room == 0 || !self.app.database.read(has_turn).await? {
                continue;
            }
            let line = self.line()?;
            let (until, origin) = (now + self.patience(), self.app.public_origin());
            let taken = self.app.database.write(Lane::Any, move |work| {
                taking::turns(work, fares, (now, until), room, &origin)
            });
            let turn = |(webhook, row)| Turn {
                app: Arc::clone(&self.app),
                line: line.clone(),
                webhook,
                row,
                until,
                patience: self.patience(),
            };
            let turns = taken.await?.into_iter().map(turn);
            all.extend(turns.map(|turn| (fares, turn)));
        }
        Ok(all)
    }

    /// How long a webhook is held for one call: far longer than the call may take.
    fn patience(&self) -> TimeDelta {
        let timeout = self.app.settings.webhooks.timeout;
        TimeDelta::from_std(timeout * 2).unwrap_or(TimeDelta::MAX) + TimeDelta::minutes(1)
    }

    fn line(&mut self) -> Result<Line, Broken> {
        if let Some(line) = &self.line {
            return Ok(line.clone());
        }
        let opened = Line::open(&self.app.settings.webhooks, Arc::clone(&self.lookup));
        let line = opened.map_err(Broken::Data)?;
        self.line = Some(line.clone());
        Ok(line)
    }
}

/// A webhook that is this worker's for some calls.
struct Turn {
    app: Arc<App>,
    line: Line,
    webhook: Webhook,
    row: Row,
    until: DateTime<Utc>,
    patience: TimeDelta,
}

impl Turn {
    async fn go(mut self, mut stop: Stop) -> Result<usize, Broken> {
        let mut calls = 0;
        loop {
            let ended = self.attempt(&mut stop).await;
            calls += 1;
            let goes_on = calls < IN_ONE_TURN && !*stop.borrow();
            match self.conclude(ended, goes_on).await? {
                Some((webhook, row)) => (self.webhook, self.row) = (webhook, row),
                None => return Ok(calls),
            }
        }
    }

    /// One call; `None` where its time has passed.
    async fn attempt(&self, stop: &mut Stop) -> Option<Ended> {
        let now = self.app.now();
        if now >= self.row.give_up_at.utc() {
            return None;
        }
        let farewell = async {
            told(stop).await;
            sleep(FAREWELL).await;
        };
        Some(tokio::select! {
            ended = self.line.call(&self.webhook, &self.row, now) => ended,
            () = farewell => Ended::by(How::BrokenOff),
        })
    }

    /// Notes how a call ended, and takes the next one of the same webhook.
    async fn conclude(
        &mut self,
        ended: Option<Ended>,
        goes_on: bool,
    ) -> Result<Option<(Webhook, Row)>, Broken> {
        let now = self.app.now();
        let pause_after = self.app.settings.webhooks.pause_after;
        let concluded = Concluded::of(&self.webhook, &self.row, ended, now, pause_after);
        concluded.log(&self.row);
        let mut tries = 0;
        loop {
            let (webhook, concluded) = (self.webhook.clone(), concluded.clone());
            let origin = self.app.public_origin();
            let until =
                (self.app.now() + self.patience).max(self.until + TimeDelta::milliseconds(1));
            let noted = self.app.database.write(Lane::Any, move |work| {
                outbox::store::note(work, std::slice::from_ref(&concluded.noted))?;
                if let Some(after) = concluded.after {
                    actions::fared(work, now, &webhook, after)?;
                }
                let held = if goes_on && concluded.is_well {
                    store::hold_on(work, &webhook, until)?
                } else {
                    None
                };
                let Some(held) = held else {
                    store::release(work, &webhook)?;
                    return Ok(None);
                };
                taking::next_call(work, held, (now, until), &origin)
            });
            tries += 1;
            match noted.await {
                Ok(next) => {
                    self.until = until;
                    return Ok(next);
                }
                Err(broken) if tries == NOTING_TRIES => return Err(broken),
                Err(_) => sleep(LOOK_AGAIN).await,
            }
        }
    }
}

/// What follows from a call: for itself and for its webhook.
#[derive(Clone)]
struct Concluded {
    noted: Noted,
    after: Option<After>,
    is_well: bool,
    how: Option<How>,
}

impl Concluded {
    fn of(
        webhook: &Webhook,
        row: &Row,
        ended: Option<Ended>,
        now: DateTime<Utc>,
        pause_after: TimeDelta,
    ) -> Self {
        let Some(Ended { how, patience }) = ended else {
            let last = row.last_error.clone().unwrap_or_default();
            return Self {
                noted: Noted::called(row, now, LetterState::Expired, last),
                after: None,
                is_well: true,
                how: None,
            };
        };
        let reason = how.to_string();
        let with = |noted, after| Self {
            noted,
            after,
            is_well: how.is_well(),
            how: Some(how),
        };
        if how == How::BrokenOff {
            // Nobody's fault: it is due again, and known by the same id if it had arrived.
            return with(Noted::postponed(row, now, reason), None);
        }
        if how.is_well() {
            let after = After {
                failures: 0,
                failing_since: None,
                rests_until: None,
                state: None,
            };
            let noted = Noted::called(row, now, LetterState::Delivered, reason);
            return with(noted, Some(after));
        }
        let since = webhook.failing_since.map_or(now, DateTime::from);
        let failures = webhook.failures.saturating_add(1);
        let rests = patience.unwrap_or_else(|| next_attempt(now, failures, rand::random()));
        let is_over = now - since >= pause_after;
        let state = match (how.is_gone(), is_over) {
            (true, _) => Some(State::Gone),
            (false, true) => Some(State::Failing),
            (false, false) => None,
        };
        let after = After {
            failures,
            failing_since: Some(since),
            rests_until: Some(rests),
            state,
        };
        let noted = if how.is_gone() {
            Noted::called(row, now, LetterState::PermanentFailure, reason)
        } else {
            let own = || next_attempt(now, row.attempts, rand::random());
            let next = patience.unwrap_or_else(own);
            // At its end it comes up once more, and is found to have expired.
            Noted::postponed(row, next.min(row.give_up_at.utc()), reason)
        };
        with(noted, Some(after))
    }

    /// Tells the operator; neither the address nor what was sent.
    fn log(&self, row: &Row) {
        let (call, event, attempts) = (row.id, &row.kind, row.attempts);
        let how = self
            .how
            .map_or_else(|| "expired".to_owned(), |how| how.to_string());
        let result = if self.how.is_some_and(How::is_well) {
            "well"
        } else {
            "badly"
        };
        metrics::counter!("otyrys_webhook_calls_total", "ended" => result).increment(1);
        if self.how.is_some_and(How::is_well) {
            tracing::info!(%call, %event, attempts, how, "a neighbouring system was called");
        } else {
            tracing::warn!(%call, %event, attempts, how, "a call of a neighbouring system failed");
        }
        if let Some(state) = self.after.and_then(|after| after.state) {
            let webhook = &row.recipient;
            tracing::warn!(webhook, %state, "a webhook is called no more until the desk says so");
        }
    }
}
