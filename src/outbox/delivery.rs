//! From the outbox to the post: the postman and what he keeps between his rounds.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::future::join_all;

use super::breaker::Breaker;
use super::carrier::Carrier;
use super::content::Content;
use super::domains::Domains;
use super::fate::Unwritable;
use super::message::Sender;
use super::pace::{Pace, Stop};
use super::post::Post;
use super::record::Row;
use super::round::Round;
use super::store;
use super::trace::Trace;
use crate::app::App;
use crate::database::{AnyConnection, Broken};
use crate::settings::MailTransport;

/// Puts a letter into words; stands in the slice that orders such letters.
pub type Writer = fn(&App, &mut AnyConnection, &Row) -> Result<Content, Unwritable>;

/// Takes letters from the outbox to the post.
pub struct Postman {
    pub(super) carrier: Arc<Carrier>,
    /// Connections that are not in use.
    pub(super) posts: Vec<Post>,
    pub(super) pace: Pace,
    pub(super) domains: Domains,
    pub(super) breaker: Breaker,
    /// Whether the relay is away; unknown until a letter goes there.
    pub(super) relay_is_away: Option<bool>,
    /// What of that the database was told, and when.
    pub(super) relay_told: Option<(bool, DateTime<Utc>)>,
    trace: Option<Trace>,
}

impl Postman {
    /// A postman who knows by `writer_of` who writes which kind of letter.
    ///
    /// # Errors
    /// One line naming the setting that cannot be kept.
    pub fn new(app: Arc<App>, writer_of: fn(&str) -> Option<Writer>) -> Result<Self, String> {
        let sender = Sender::of(&app)?;
        let mail = &app.settings.mail;
        let connections = match mail.transport {
            MailTransport::Smtp => mail.connections,
            // A folder numbers its letters: they are kept one after another.
            MailTransport::Folder => 1,
        };
        let posts = (0..connections)
            .map(|_| Post::open(mail, sender.host()))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            posts,
            pace: Pace::of(mail.letters_per_minute),
            domains: Domains::of(mail),
            breaker: Breaker::after(mail.breaker_failures),
            relay_is_away: None,
            relay_told: None,
            trace: None,
            carrier: Arc::new(Carrier {
                app,
                writer_of,
                sender,
            }),
        })
    }

    /// Takes letters until none is due or the relay is away, and gives their number. When told to stop it
    /// finishes the letters under way and gives back the rest.
    ///
    /// # Errors
    /// [`Broken`] when the database does not answer: claimed letters are due again when their lease runs out.
    pub async fn round(&mut self, stop: &mut Stop) -> Result<usize, Broken> {
        let trace = self.trace().await?;
        Round::of(self, trace).run(stop).await
    }

    /// Nothing more is due for now: connections that were not used for a while are closed.
    pub async fn rest(&mut self) {
        for post in &mut self.posts {
            post.rest().await;
        }
    }

    /// Ends all connections.
    pub async fn close(&mut self) {
        join_all(self.posts.iter_mut().map(Post::close)).await;
    }

    async fn trace(&mut self) -> Result<Trace, Broken> {
        if let Some(trace) = &self.trace {
            return Ok(trace.clone());
        }
        let key = store::key_of(&self.carrier.app.database).await?;
        let trace = Trace::with(key);
        self.trace = Some(trace.clone());
        Ok(trace)
    }
}
