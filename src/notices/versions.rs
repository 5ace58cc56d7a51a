//! What was said of a session, version by version.

use chrono::{DateTime, Utc};

use crate::database::{AnyConnection, Broken};
use crate::language::Multilingual;
use crate::sessions::actions::versions::CLOSED;
use crate::sessions::card::SessionCard;
use crate::sessions::closing::Hidden;
use crate::sessions::history::{self, Snapshot};
use crate::sessions::now as present;
use crate::sessions::record::{Session, Version};
use crate::sessions::store;

/// The kept versions of a session. What is closed now is left out of them; a subscription may still be found by it.
#[derive(Debug, Clone)]
pub struct Versions {
    kept: Vec<Version>,
    hidden: Hidden,
}

impl Versions {
    /// All of them, given the session as it stands.
    ///
    /// # Errors
    /// [`Broken::Query`].
    pub fn load(connection: &mut AnyConnection, card: &SessionCard) -> Result<Self, Broken> {
        Ok(Self {
            kept: store::versions_of(connection, card.session.id)?,
            hidden: Hidden::of(&card.session, &card.agenda),
        })
    }

    /// What one said, without what is closed now; `None` where it was not kept, or cannot be read.
    #[must_use]
    pub fn snapshot(&self, revision: i32) -> Option<Snapshot> {
        let mut snapshot = self.to_be_found_by(revision)?;
        self.hidden.hide(&mut snapshot);
        Some(snapshot)
    }

    /// What one said, with all its words: for finding who wants to hear of it, never to be shown.
    #[must_use]
    pub fn to_be_found_by(&self, revision: i32) -> Option<Snapshot> {
        let version = self.kept.iter().find(|one| one.revision == revision)?;
        match history::read(version.clone()) {
            Ok(known) => Some(known.snapshot),
            Err(broken) => {
                tracing::error!(error = %broken, "a kept version cannot be read");
                None
            }
        }
    }

    /// What those from one revision, or from the first, to another said, to be found by.
    pub fn between(&self, from: Option<i32>, to: i32) -> impl Iterator<Item = Snapshot> {
        let some = self.kept.iter().map(|one| one.revision);
        let some = some.filter(move |one| from.is_none_or(|from| from <= *one) && *one <= to);
        some.filter_map(|revision| self.to_be_found_by(revision))
    }

    /// Whether a revision came about because something was closed.
    #[must_use]
    pub fn closes(&self, revision: i32) -> bool {
        let mut kept = self.kept.iter();
        kept.any(|one| one.revision == revision && one.act == CLOSED)
    }

    /// Whether any of those from one revision, or from the first, on to another did.
    #[must_use]
    pub fn closes_between(&self, from: Option<i32>, to: i32) -> bool {
        let mut kept = self.kept.iter().filter(|one| one.act == CLOSED);
        kept.any(|one| from.is_none_or(|from| from < one.revision) && one.revision <= to)
    }

    /// Whether the session was held closed before one revision, and is open in another.
    #[must_use]
    pub fn opens_between(&self, first: i32, last: i32) -> bool {
        let before = self.before(first).and_then(|before| self.snapshot(before));
        let after = self.snapshot(last);
        before
            .zip(after)
            .is_some_and(|(before, after)| !before.was_open() && after.was_open())
    }

    /// Whether something is closed in one that was open in an earlier one.
    #[must_use]
    pub fn closes_something(&self, from: Option<i32>, to: i32) -> bool {
        let before = from.and_then(|from| self.snapshot(from));
        let after = self.snapshot(to);
        before
            .zip(after)
            .is_some_and(|(before, after)| after.closes_something_of(&before))
    }

    /// When the last sitting that anybody may come to begins, of a session that breaks off: as it stands, or as it stood
    /// before a revision, which may have dropped it. `None` where it sits once.
    #[must_use]
    pub fn last_sitting(&self, session: &Session, revision: i32) -> Option<DateTime<Utc>> {
        let known = self
            .before(revision)
            .and_then(|before| self.snapshot(before));
        let known = known.and_then(|known| known.last_sitting());
        present::last_sitting(session).max(known)
    }

    /// The one before a revision.
    #[must_use]
    pub fn before(&self, revision: i32) -> Option<i32> {
        let earlier = self.kept.iter().map(|one| one.revision);
        earlier.filter(|one| *one < revision).max()
    }

    /// What the secretariat said of each, after one revision and up to another.
    #[must_use]
    pub fn notes(&self, after: Option<i32>, until: i32) -> Vec<Multilingual> {
        let after = after.unwrap_or(until.saturating_sub(1));
        let some = self.kept.iter().map(|one| one.revision);
        let some = some.filter(|revision| (after + 1..=until).contains(revision));
        let notes = some.filter_map(|revision| self.snapshot(revision)?.note);
        notes.collect()
    }
}
