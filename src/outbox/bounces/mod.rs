//! Letters that came back: their reports are read where the mail server puts them, matched with the letter by the
//! token in the address that they were sent to, and noted once however often they are read.

mod mailbox;
mod mbox;
mod report;

use std::sync::Arc;
use std::{fs, io};

use super::carrier::{delta, retention};
use super::store::{self, Bounced, Report};
use super::trace::Trace;
use crate::app::App;
use crate::clock::Clock;
use crate::database::{AnyConnection, Broken, Id, Lane};
use mailbox::{Arrived, Kept, Mailbox};
use report::Returned;

/// Reads reports, and ends what nobody ends otherwise.
pub struct Bounces {
    app: Arc<App>,
    mailbox: Option<Mailbox>,
    trace: Option<Trace>,
}

impl Bounces {
    /// What the settings say; without a bounce address and a place where reports arrive, none are read.
    #[must_use]
    pub fn of(app: Arc<App>) -> Self {
        let mail = &app.settings.mail;
        let place = mail.bounce_address.as_ref().and(mail.bounces.clone());
        Self {
            mailbox: place.map(Mailbox::at),
            trace: None,
            app,
        }
    }

    /// Notes the reports that arrived, ends the letters whose time has passed, and forgets addresses that are
    /// no longer needed; the number of letters that came back.
    ///
    /// # Errors
    /// [`Broken`]: what was not noted is read again.
    pub async fn round(&mut self) -> Result<usize, Broken> {
        let now = self.app.now();
        let longest = delta(self.app.settings.mail.give_up_after);
        let ended = now - retention(&self.app);
        self.app
            .database
            .write(Lane::Any, move |work| {
                store::expire(work, now, longest)?;
                store::forget(work, now, ended)
            })
            .await?;
        let Some(mut mailbox) = self.mailbox.take() else {
            return Ok(0);
        };
        let noted = self.read(&mut mailbox).await;
        self.mailbox = Some(mailbox);
        noted
    }

    async fn read(&mut self, mailbox: &mut Mailbox) -> Result<usize, Broken> {
        let Some((name, _)) = self.app.settings.mail.bounce_address.clone() else {
            return Ok(0);
        };
        let trace = self.trace().await?;
        let (path, known, of) = (mailbox.path(), mailbox.known(), trace.clone());
        // Files bear the machine's time, whatever the office's clock shows.
        let now = Clock::system().now();
        let begun = off_the_threads(move || {
            let arrived = Arrived::at(&path, known, now)?;
            Ok(Reading { arrived, name, of })
        });
        let Some(mut reading) = told(begun.await?) else {
            return Ok(0);
        };
        let (mut count, mut all) = (0, true);
        loop {
            let (back, next) = off_the_threads(move || {
                let next = reading.next();
                (reading, next)
            })
            .await?;
            reading = back;
            let Some((kept, report)) = told(next).flatten() else {
                return Ok(count);
            };
            match self.note(&trace, report).await? {
                Bounced::Later => {
                    all = false;
                    continue;
                }
                Bounced::Noted => count += 1,
                Bounced::Nothing => {}
            }
            match kept {
                Kept::Moved(from, to) => {
                    told(off_the_threads(move || fs::rename(from, to)).await?);
                }
                // What has to be read again keeps all after it.
                Kept::UpTo(known) if all => mailbox.remember(known),
                Kept::UpTo(_) => {}
            }
        }
    }

    async fn note(&self, trace: &Trace, report: Option<Came>) -> Result<Bounced, Broken> {
        let Some((letter, returned)) = report else {
            return Ok(Bounced::Nothing);
        };
        let database = &self.app.database;
        // A file may be read again, and a stranger may send a report as often as he likes.
        let look = move |connection: &mut AnyConnection| store::may_come_back(connection, letter);
        let now = match database.read(look).await? {
            Bounced::Noted => self.app.now(),
            other => return Ok(other),
        };
        let retention = retention(&self.app);
        let reason = format!("it came back: {}", returned.status);
        let said = reason.clone();
        let report = Report {
            letter,
            reason,
            dead: returned.is_dead(),
            failed: traces(trace, &returned.failed),
            // The letter's own recipient is the one whose trace it bears.
            named: traces(trace, &returned.addresses)
                .into_iter()
                .zip(returned.addresses)
                .map(|(hash, address)| (address, hash))
                .collect(),
        };
        let done = database
            .write(Lane::Any, move |work| {
                store::bounced(work, now, &report, retention)
            })
            .await?;
        if done == Bounced::Noted {
            tracing::info!(%letter, reason = said, "a letter came back");
        }
        Ok(done)
    }

    async fn trace(&mut self) -> Result<Trace, Broken> {
        if let Some(trace) = &self.trace {
            return Ok(trace.clone());
        }
        let trace = Trace::with(store::key_of(&self.app.database).await?);
        self.trace = Some(trace.clone());
        Ok(trace)
    }
}

/// Which letter came back, and how.
type Came = (Id, Returned);

/// Messages that are being read.
struct Reading {
    arrived: Arrived,
    /// What stands before the plus sign of our addresses.
    name: String,
    of: Trace,
}

impl Reading {
    /// The next message, and the report if it is one on a letter of ours.
    fn next(&mut self) -> io::Result<Option<(Kept, Option<Came>)>> {
        let Some(message) = self.arrived.next()? else {
            return Ok(None);
        };
        let report = self.report(&message.content);
        Ok(Some((message.kept, report)))
    }

    fn report(&self, content: &[u8]) -> Option<Came> {
        let token = report::token_of(content, &self.name)?;
        let Some(letter) = self.of.letter_of(&token) else {
            tracing::warn!("a report on a letter that this office did not send was passed over");
            return None;
        };
        Some((letter, Returned::read(content)?))
    }
}

fn traces(trace: &Trace, addresses: &[String]) -> Vec<String> {
    let of = |address: &String| trace.of_address(address);
    addresses.iter().map(of).collect()
}

async fn off_the_threads<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Broken> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Broken::Panicked)
}

/// What the file system gave; the operator is told of what it refused.
fn told<T>(done: io::Result<T>) -> Option<T> {
    done.inspect_err(
        |error| tracing::warn!(%error, "mail.bounces cannot be read or marked as read"),
    )
    .ok()
}
