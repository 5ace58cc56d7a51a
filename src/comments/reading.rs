//! What pages show of the comments of a session.

use std::collections::HashMap;

use super::record::{Answer, Comment};
use super::store::{self, Counts};
use crate::broadcasts;
use crate::database::{AnyConnection, Broken, Id, Zone};
use crate::law::comments::Moderation;
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::card::SessionCard;
use crate::sessions::record::AgendaItem;

/// Comments on a page.
pub const ON_A_PAGE: i64 = 50;

/// A comment with all that stands beside it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The comment.
    pub comment: Comment,
    /// Its answers, the last first; those that were corrected too.
    pub answers: Vec<Answer>,
    /// The number of the one that is answered for both.
    pub main: Option<i32>,
    /// The numbers of those that ask the same.
    pub joined: Vec<i32>,
    /// The matter that it is about, as it is called now.
    pub matter: Option<AgendaItem>,
}

/// Where and when: what an entry is shown by.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The session.
    pub session: Id,
    /// By the clock of which zone.
    pub zone: Zone,
}

/// These comments with what stands beside them; three queries however many they are.
///
/// # Errors
/// [`Broken::Query`].
pub fn complete(
    connection: &mut AnyConnection,
    matters: &[AgendaItem],
    comments: Vec<Comment>,
) -> Result<Vec<Entry>, Broken> {
    let ids: Vec<Id> = comments.iter().map(|comment| comment.id).collect();
    let mains: Vec<Id> = comments.iter().filter_map(|one| one.main_id).collect();
    let mut answers = store::answers_of(connection, &ids)?;
    let mut joined = store::joined_to(connection, &ids)?;
    let numbers: HashMap<Id, i32> = store::numbers_of(connection, &mains)?;
    let entry = |comment: Comment| {
        let joined = joined.remove(&comment.id).unwrap_or_default();
        let matter = comment.agenda_item_id;
        Entry {
            answers: answers.remove(&comment.id).unwrap_or_default(),
            main: comment.main_id.and_then(|main| numbers.get(&main).copied()),
            joined: joined.into_iter().map(|(_, number)| number).collect(),
            matter: matter.and_then(|id| matters.iter().find(|one| one.id == id).cloned()),
            comment,
        }
    };
    Ok(comments.into_iter().map(entry).collect())
}

/// What a visitor asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// Comments before this number.
    pub before: Option<i32>,
    /// The comment that the visitor has just sent.
    pub sent: Option<i32>,
}

impl Asked {
    /// From an address: what is no number counts as not asked.
    #[must_use]
    pub fn of(path_and_query: &str) -> Self {
        let query = path_and_query
            .split_once('?')
            .map_or("", |(_, query)| query);
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let number = value.parse().ok().filter(|number: &i32| *number > 0);
            match name.as_ref() {
                "before" => asked.before = number,
                "sent" => asked.sent = number,
                _ => {}
            }
        }
        asked
    }
}

/// Whether comments are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// They are: the broadcast runs.
    Now,
    /// The session sits, and no broadcast runs: it may go on.
    Between,
    /// The session is still to come.
    Later,
    /// Never again.
    Over,
}

impl Taking {
    fn of(on_air: bool, access: Access, status: SessionStatus) -> Self {
        match status {
            _ if on_air => Self::Now,
            _ if access == Access::Closed => Self::Over,
            SessionStatus::Live => Self::Between,
            SessionStatus::Held | SessionStatus::Cancelled => Self::Over,
            SessionStatus::Draft | SessionStatus::Announced | SessionStatus::Postponed => {
                Self::Later
            }
        }
    }

    /// Whether a page follows what comes in.
    #[must_use]
    pub fn is_followed(self) -> bool {
        matches!(self, Self::Now | Self::Between)
    }
}

/// The part of a page on which comments are read and written.
#[derive(Debug, Clone)]
pub struct Section {
    /// Of which session, by the clock of which zone.
    pub place: Place,
    /// Whether comments are taken.
    pub taking: Taking,
    /// When they are looked at.
    pub moderation: Moderation,
    /// The open matters.
    pub matters: Vec<AgendaItem>,
    /// Comments, the last received first.
    pub entries: Vec<Entry>,
    /// Where the list goes on, if it does.
    pub more: Option<i32>,
    /// The list does not begin with the last one received.
    pub is_earlier: bool,
    /// The number of the last change that it shows.
    pub last_change: i64,
    /// How many there are.
    pub counts: Counts,
    /// The comment that the visitor has just sent.
    pub sent: Option<Comment>,
}

/// Reads it: nine queries at the most.
///
/// # Errors
/// [`Broken::Query`].
pub fn section(
    connection: &mut AnyConnection,
    card: &SessionCard,
    asked: Asked,
) -> Result<Section, Broken> {
    let session = &card.session;
    let on_air = broadcasts::store::on_air(connection, session.id)?;
    // Read before the comments: what comes in between is told again rather than never.
    let last_change = store::last_change(connection, session.id)?;
    let mut comments = store::listed(connection, session.id, None, asked.before, ON_A_PAGE + 1)?;
    let page = usize::try_from(ON_A_PAGE).unwrap_or(usize::MAX);
    let goes_on = comments.len() > page;
    comments.truncate(page);
    let more = comments.last().filter(|_| goes_on).map(|one| one.number);
    let entries = complete(connection, &card.agenda, comments)?;
    let sent = match asked.sent {
        Some(number) => store::by_number(connection, session.id, number)?,
        None => None,
    };
    Ok(Section {
        place: place_of(card),
        taking: Taking::of(on_air.is_some(), session.access, card.status),
        moderation: card.body.comments,
        matters: card
            .agenda
            .iter()
            .filter(|one| one.access == Access::Open)
            .cloned()
            .collect(),
        entries,
        more,
        is_earlier: asked.before.is_some(),
        last_change,
        counts: store::counts_of(connection, session.id)?,
        sent,
    })
}

/// Where and when a session is.
#[must_use]
pub fn place_of(card: &SessionCard) -> Place {
    Place {
        session: card.session.id,
        zone: card.session.zone,
    }
}
