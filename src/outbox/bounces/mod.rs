//! Letters that came back: their reports are read where the mail server puts them, matched with the letter by the
//! token in the address that they were sent to, and noted once however often they are read.

mod mailbox;
mod report;

use std::sync::Arc;

use super::carrier::{delta, retention};
use super::store::{self, Bounced, Report};
use super::trace::Trace;
use crate::app::App;
use crate::database::{Broken, Lane};
use mailbox::Mailbox;
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
        let look = mailbox.clone();
        let arrived = tokio::task::spawn_blocking(move || look.arrived())
            .await
            .map_err(|_| Broken::Panicked)?;
        let arrived = match arrived {
            Ok(arrived) => arrived,
            Err(error) => {
                tracing::warn!(%error, "mail.bounces cannot be read");
                return Ok(0);
            }
        };
        let (mut count, mut all) = (0, true);
        for message in arrived.messages {
            match self.note(&message.content).await? {
                Bounced::Later => {
                    all = false;
                    continue;
                }
                Bounced::Noted => count += 1,
                Bounced::Nothing => {}
            }
            if let Err(error) = message.kept.done() {
                tracing::warn!(%error, "a message in mail.bounces cannot be marked as read");
            }
        }
        if all {
            mailbox.remember(arrived.stamp);
        }
        Ok(count)
    }

    async fn note(&mut self, message: &[u8]) -> Result<Bounced, Broken> {
        let Some((name, _)) = &self.app.settings.mail.bounce_address else {
            return Ok(Bounced::Nothing);
        };
        let Some(returned) = Returned::read(message, name) else {
            return Ok(Bounced::Nothing);
        };
        let trace = self.trace().await?;
        let Some(letter) = trace.letter_of(&returned.token) else {
            tracing::warn!("a report on a letter that this office did not send was passed over");
            return Ok(Bounced::Nothing);
        };
        let now = self.app.now();
        let retention = retention(&self.app);
        let reason = format!("it came back: {}", returned.status);
        let dead = returned.is_dead();
        // The letter's own recipient is the one whose trace it bears.
        let named: Vec<(String, String)> = returned
            .addresses
            .into_iter()
            .map(|address| {
                let hash = trace.of_address(&address);
                (address, hash)
            })
            .collect();
        tracing::info!(%letter, reason, "a letter came back");
        self.app
            .database
            .write(Lane::Any, move |work| {
                let report = Report {
                    letter,
                    reason,
                    dead,
                    named,
                };
                store::bounced(work, now, &report, retention)
            })
            .await
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
