//! Rows of broadcasts.

use std::fmt;

use diesel::prelude::*;

use crate::database::schema::{
    broadcast_captions, broadcast_facts, broadcast_interruptions, broadcast_streams, broadcasts,
};
use crate::database::{Id, Instant, Json};
use crate::language::{Language, Multilingual};
use crate::law::broadcast::Stamp;
use crate::sessions::files::Lying;

/// A broadcast of a session, from its beginning to its end. A session has several where it breaks off and goes on later.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = broadcasts, treat_none_as_default_value = false)]
pub struct Broadcast {
    /// Ours.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// When it began.
    pub began_at: Instant,
    /// Who said so.
    pub began_by: Stamp,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Who said so.
    pub ended_by: Option<Stamp>,
    /// Where it could be watched when it began.
    pub address: Option<String>,
    /// When it was noted: of one that was entered afterwards another instant than its own.
    pub noted_at: Instant,
}

/// A time in which nothing came through, though the broadcast went on.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = broadcast_interruptions, treat_none_as_default_value = false)]
pub struct Interruption {
    /// Ours.
    pub id: Id,
    /// Of which broadcast.
    pub broadcast_id: Id,
    /// Since when.
    pub began_at: Instant,
    /// Until when.
    pub ended_at: Option<Instant>,
    /// Who noted it.
    pub noted_by: Stamp,
    /// Why, where the desk said so.
    pub why: Option<Json<Multilingual>>,
}

/// What is said of a session's broadcast as a whole.
#[derive(
    Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable, AsChangeset,
)]
#[diesel(table_name = broadcast_facts, primary_key(session_id), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct BroadcastFacts {
    /// Of which session.
    pub session_id: Id,
    /// Since when it is said that a broadcast is technically impossible.
    pub impossible_since: Option<Instant>,
    /// Why.
    pub impossible_why: Option<Json<Multilingual>>,
    /// By what other means the session can be followed.
    pub instead: Option<Json<Multilingual>>,
    /// Where the recording is.
    pub recording_url: Option<String>,
    /// SHA-256 of its file, in hexadecimal digits.
    pub recording_sha256: Option<String>,
    /// Since when that is said.
    pub recording_at: Option<Instant>,
    /// When any of it was last changed.
    pub updated_at: Instant,
}

/// Captions of the recording in one language (`WebVTT`).
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = broadcast_captions, treat_none_as_default_value = false)]
pub struct Captions {
    /// Ours.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// In which language.
    pub language: Language,
    /// What the file is called when a reader saves it.
    pub file_name: String,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Its name in the folder of files.
    pub stored_as: String,
    /// When it was added.
    pub added_at: Instant,
    /// When it was taken away, or another took its place.
    pub removed_at: Option<Instant>,
}

/// The type of captions.
pub const CAPTIONS_TYPE: &str = "text/vtt; charset=utf-8";

impl Captions {
    /// Its file.
    #[must_use]
    pub fn file(&self) -> Lying<'_> {
        Lying {
            name: &self.file_name,
            media_type: CAPTIONS_TYPE,
            bytes: self.bytes,
            sha256: &self.sha256,
            stored_as: &self.stored_as,
            since: self.added_at,
        }
    }
}

/// The way in which a media server sends the stream of a session.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = broadcast_streams, primary_key(session_id), treat_none_as_default_value = false)]
pub struct Stream {
    /// Of which session.
    pub session_id: Id,
    /// The secret part of its key. It stands here as it is, since the desk shows it.
    pub secret: String,
    /// When it was made.
    pub made_at: Instant,
    /// Who sends at present, by the media server's own number.
    pub client: Option<String>,
    /// Since when that sender sends, or the last one did.
    pub sends_since: Option<Instant>,
    /// When the sender was last heard of.
    pub heard_at: Option<Instant>,
}

impl fmt::Debug for Stream {
    /// The secret is left out: no log shows it.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Stream")
            .field("session_id", &self.session_id)
            .field("client", &self.client)
            .field("heard_at", &self.heard_at)
            .finish_non_exhaustive()
    }
}
