//! Rows of sessions, their clocks, agenda and seating.

use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::database::schema::{
    agenda_items, documents, result_files, results, seating, session_clocks, session_search,
    session_versions, sessions,
};
use crate::database::{Id, Instant, Json, Zone};
use crate::language::{Language, Multilingual};
use crate::law::closing::Ground;
use crate::law::deadlines::SessionKind;
use crate::law::results::ResultKind;
use crate::law::session_course::{Access, Format, SessionStatus};
use crate::law::sittings::{self, Sitting, Span};

/// A session of a collegial body.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Queryable,
    QueryableByName,
    Selectable,
    Identifiable,
    Insertable,
    AsChangeset,
)]
#[diesel(table_name = sessions, treat_none_as_null = true)]
pub struct Session {
    /// Ours.
    pub id: Id,
    /// Whose.
    pub body_id: Id,
    /// Short and speakable: the first part of its applications' numbers.
    pub code: String,
    /// What kind of session.
    pub kind: SessionKind,
    /// As stored; what it is *now* is `law::session_course::status_at`.
    pub status: SessionStatus,
    /// Open or closed (605-3, 605-4).
    pub access: Access,
    /// How one may take part (605-5).
    pub format: Format,
    /// What it is called.
    pub title: Json<Multilingual>,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends, where that was said.
    pub ends_at: Option<Instant>,
    /// When it counts as held if nobody says so: its end, else four hours after the start.
    pub closes_at: Instant,
    /// Its day in its zone.
    pub local_date: NaiveDate,
    /// The zone of its day.
    pub zone: Zone,
    /// The languages it is held in (605-7).
    pub languages: Json<Vec<Language>>,
    /// Where; nowhere for one held online.
    pub place: Option<Json<Multilingual>>,
    /// Access rules and accessibility of the venue (605-11).
    pub venue_access: Option<Json<Multilingual>>,
    /// Where it is broadcast (605-12).
    pub broadcast_url: Option<String>,
    /// The person responsible for its preparation (605-8).
    pub contact: Json<Contact>,
    /// Grows with each announced change.
    pub revision: i32,
    /// RFC 5545 SEQUENCE: grows with each change of time, place, format or status.
    pub sequence: i32,
    /// When it was announced, by the server's clock.
    pub announced_at: Option<Instant>,
    /// Whether that was in time by the strict reading.
    pub announced_in_time: Option<bool>,
    /// Why it was late.
    pub late_reason: Option<String>,
    /// Why it is offline only or online only (605-5).
    pub format_reason: Option<String>,
    /// When it was entered.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// When it was to begin before it was last moved.
    pub former_starts_at: Option<Instant>,
    /// When it was last moved: when the announcement of its present date was placed.
    pub moved_at: Option<Instant>,
    /// When it was called off.
    pub cancelled_at: Option<Instant>,
    /// Why its course is another one than announced, for the public: the reason of the last such act.
    pub course_reason: Option<Json<Multilingual>>,
    /// Since when it owes no results any more (605-14).
    pub results_complete_at: Option<Instant>,
    /// The emergency by which it is held online only, though it was announced with a hall (605-6).
    pub emergency_id: Option<Id>,
    /// Its sittings by the clock of its zone, where it breaks off and goes on later: at least two, the first from its
    /// start, the last until its end.
    pub sittings: Option<Json<Vec<Sitting>>>,
}

impl Session {
    /// When the announcement that names its present date was placed (605-8): the first one, or that of its last move.
    #[must_use]
    pub fn dated_at(&self) -> Option<Instant> {
        self.moved_at.or(self.announced_at)
    }

    /// Its sittings, where it breaks off and goes on later; else none.
    #[must_use]
    pub fn several(&self) -> &[Sitting] {
        self.sittings.as_deref().map_or(&[], Vec::as_slice)
    }

    /// From when until when it sits, each time.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let once = (self.starts_at.utc(), self.closes_at.utc());
        sittings::spans(self.several(), self.zone.0, once)
    }

    /// Whether its results are still to be placed, or will be once it is over.
    #[must_use]
    pub fn owes_results(&self) -> bool {
        let takes_place = self.status.is_public() && self.status != SessionStatus::Cancelled;
        takes_place && self.results_complete_at.is_none()
    }
}

/// How long a session lasts when nobody says when it ends.
pub const USUAL_LENGTH: TimeDelta = TimeDelta::hours(4);

/// No session lasts longer: lists look back this far for those still going on.
pub const GREATEST_LENGTH: TimeDelta = TimeDelta::days(31);

/// The person responsible for the preparation, with work contacts (605-8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name as it is to be printed.
    pub name: String,
    /// Position.
    pub position: Multilingual,
    /// Work telephone.
    pub phone: String,
    /// Work e-mail.
    pub email: String,
}

/// The clocks of a session as they were published; every `…_before` is half-open.
#[derive(
    Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable, AsChangeset,
)]
#[diesel(table_name = session_clocks, primary_key(session_id), treat_none_as_null = true)]
pub struct Clocks {
    /// Whose.
    pub session_id: Id,
    /// The calendar they were counted by.
    pub calendar_version: String,
    /// A day that may still become a day off lies among those counted.
    pub uncertain: bool,
    /// 605-8.
    pub announce_before: Instant,
    /// 605-9, electronically.
    pub apply_before: Instant,
    /// 605-9, on paper by hand.
    pub apply_by_hand_before: Instant,
    /// The office's own target for results.
    pub results_target_before: Instant,
    /// 605-14.
    pub results_before: Instant,
    /// 605-8 alone, where a maslikhat's own clock runs beside it: the earlier of both is `announce_before`.
    pub announce_rules_before: Option<Instant>,
    /// Local Government Law art. 10(3) alone, of a maslikhat session.
    pub announce_maslikhat_before: Option<Instant>,
}

/// One matter of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = agenda_items)]
pub struct AgendaItem {
    /// Ours.
    pub id: Id,
    /// Whose.
    pub session_id: Id,
    /// Its place, from 0.
    pub position: i32,
    /// Its number as printed.
    pub number: String,
    /// What it is about.
    pub title: Json<Multilingual>,
    /// Who reports.
    pub speaker: Option<String>,
    /// Open or closed (605-4).
    pub access: Access,
}

/// The one authoritative count of a session's seats (605-10).
#[derive(
    Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable, AsChangeset,
)]
#[diesel(table_name = seating, primary_key(session_id), treat_none_as_null = true)]
pub struct Seating {
    /// Whose.
    pub session_id: Id,
    /// Seats in the hall.
    pub capacity: i32,
    /// Seats taken in the hall.
    pub seated: i32,
    /// The highest seat number ever given in the hall: below it, and only there, are holes.
    pub last_seat: i32,
    /// Seats in the overflow hall; 0 where there is none.
    pub overflow_capacity: i32,
    /// Seats taken there.
    pub overflow_seated: i32,
    /// The highest seat number ever given there.
    pub last_overflow_seat: i32,
    /// Where the overflow hall is.
    pub overflow_place: Option<Json<Multilingual>>,
    /// People on the waiting list.
    pub waiting: i32,
    /// Applications received so far: the next one's place in the order of receipt.
    pub received: i32,
}

/// What a session is found by.
#[derive(Debug, Clone, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = session_search)]
pub struct Searchable {
    /// Grows with the start of the session.
    pub place_in_time: i64,
    /// Whose.
    pub session_id: Id,
    /// Folded words.
    pub words: String,
}

/// A file of a matter. The row stays when the file is taken away: it was published once.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = documents)]
pub struct Document {
    /// Ours.
    pub id: Id,
    /// Whose.
    pub session_id: Id,
    /// The matter that it belongs to.
    pub agenda_item_id: Id,
    /// Its place among the matter's files, from 0.
    pub position: i32,
    /// What it is called when it is saved by a reader.
    pub name: String,
    /// Its type by its content.
    pub media_type: String,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Its name in the folder of files.
    pub stored_as: String,
    /// When it was added.
    pub added_at: Instant,
    /// When it was taken away.
    pub removed_at: Option<Instant>,
}

/// An announced version as it stood: append-only.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = session_versions)]
pub struct Version {
    /// Whose.
    pub session_id: Id,
    /// The revision that it was.
    pub revision: i32,
    /// From when.
    pub at: Instant,
    /// What was done: a word of [`SessionAct`](crate::law::session_course::SessionAct), or `documents`.
    pub act: String,
    /// Everything that was shown, as JSON.
    pub snapshot: String,
    /// SHA-256 of the snapshot's text, in hexadecimal digits.
    pub digest: String,
}

/// A result of a session as lists and programs see it: what stands now, not what it replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What is said of it.
    pub row: PlacedRow,
    /// Its files in further languages.
    pub files: Vec<PlacedFile>,
}

/// What is said of a result.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = results)]
pub struct PlacedRow {
    /// Ours.
    pub id: Id,
    /// Whose.
    pub session_id: Id,
    /// What it is.
    pub kind: ResultKind,
    /// It says that there is none of the kind.
    pub stated_none: bool,
    /// What it is called.
    pub title: Option<Json<Multilingual>>,
    /// Its registration number.
    pub number: Option<String>,
    /// The day on which it was signed or received.
    pub created_on: Option<NaiveDate>,
    /// When it was placed.
    pub published_at: Instant,
    /// Whether that was in time.
    pub in_time: bool,
    /// Of which matter it is.
    pub agenda_item_id: Option<Id>,
    /// On what ground a part of it is left out.
    pub withheld_ground: Option<Ground>,
    /// SHA-256 of its text.
    pub text_sha256: Option<String>,
    /// What its file is called.
    pub file_name: Option<String>,
    /// The type of the file.
    pub media_type: Option<String>,
    /// The size of the file.
    pub bytes: Option<i64>,
    /// SHA-256 of the file.
    pub file_sha256: Option<String>,
    /// In which language the file is, where it is in one.
    pub file_language: Option<Language>,
}

/// A file of a result in a further language.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = result_files)]
pub struct PlacedFile {
    /// Of which result.
    pub result_id: Id,
    /// In which language.
    pub language: Language,
    /// What it is called.
    pub file_name: String,
    /// Its type.
    pub media_type: String,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of its content.
    pub file_sha256: String,
}
