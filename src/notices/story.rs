//! News of a session with what came before it: what a person is told depends on what that person has read.
//!
//! An announcement may change while the letters about it still wait. Those letters are called back, and the person is
//! told once, from the state last known to the one that stands: of the announcement as it is now, or of everything
//! that changed since the last letter that was sent. Nobody who was not told of a session hears that it is cancelled.

use chrono::{DateTime, TimeDelta, Utc};

use crate::database::{AnyConnection, Broken};
use crate::language::{Multilingual, Speech};
use crate::law::session_course::SessionStatus;
use crate::news::{self, Audience, Heard, Kind, News};
use crate::sessions::card::{self, SessionCard};
use crate::sessions::closing::Hidden;
use crate::sessions::history::{self, Snapshot};
use crate::sessions::record::Version;
use crate::sessions::store;

/// Of announcements and changes so old those who subscribed are not told any more: the office was away for days.
const OF_USE: TimeDelta = TimeDelta::hours(72);

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

    /// Whether something is closed in one that was open in an earlier one.
    #[must_use]
    pub fn closes_something(&self, from: Option<i32>, to: i32) -> bool {
        let before = from.and_then(|from| self.snapshot(from));
        let after = self.snapshot(to);
        before
            .zip(after)
            .is_some_and(|(before, after)| after.closes_something_of(&before))
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

/// What one person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Told {
    /// Which letter.
    pub kind: Kind,
    /// The revision that the person knows; `None` where none is known.
    pub from: Option<i32>,
}

/// News with what came before it.
#[derive(Debug)]
pub struct Story {
    /// The news.
    pub news: News,
    /// The session as it stands.
    pub card: SessionCard,
    /// What was said of it.
    pub versions: Versions,
    /// What the audience heard of it before, the latest first.
    pub earlier: Vec<Heard>,
    /// What the audience is to hear after it.
    later: Vec<Heard>,
}

impl Story {
    /// Gathers it; `None` where the session is not public (any more). Nine queries.
    ///
    /// # Errors
    /// [`Broken::Query`].
    pub fn load(
        connection: &mut AnyConnection,
        news: News,
        audience: Audience,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, Broken> {
        let Some(card) = card::load(connection, news.session_id, now)? else {
            return Ok(None);
        };
        let all = news::store::heard_of_session(connection, news.session_id, audience)?;
        let of_state = all.into_iter().filter(|one| one.news.kind != Kind::Results);
        let (mut earlier, later): (Vec<Heard>, Vec<Heard>) = of_state
            .filter(|one| one.news.id != news.id)
            .partition(|one| one.news.id < news.id);
        earlier.reverse();
        Ok(Some(Self {
            versions: Versions::load(connection, &card)?,
            news,
            card,
            earlier,
            later,
        }))
    }

    /// Whether anybody is told at `now`; otherwise what comes later says it too, or it is of no use any more.
    #[must_use]
    pub fn is_of_use(&self, audience: Audience, now: DateTime<Utc>) -> bool {
        let old = now - self.news.at.utc() > OF_USE && audience == Audience::Subscribers;
        let begun = now >= self.card.session.starts_at.utc()
            || matches!(self.card.status, SessionStatus::Live | SessionStatus::Held);
        match self.news.kind {
            Kind::Announced | Kind::Changed | Kind::Switched | Kind::Restored => {
                !begun && !old && self.later.is_empty()
            }
            Kind::Postponed => !begun && !self.is_told_later(audience),
            Kind::Cancelled => now < self.card.session.closes_at.utc(),
            Kind::Results => true,
            Kind::Recounted | Kind::Began | Kind::Ended => false,
        }
    }

    /// Whether what comes later is still to be told, and tells of this too. Those who applied have had a letter of their
    /// own about an emergency, which does not say that the day is another one.
    fn is_told_later(&self, audience: Audience) -> bool {
        let own = |kind| matches!(kind, Kind::Switched | Kind::Restored);
        let mut later = self.later.iter();
        later.any(|heard| audience != Audience::Applicants || !own(heard.news.kind))
    }

    /// What is told to one who was to hear of earlier news and has not read these letters of it; `None` where there is
    /// nothing to say, because the person never heard of what is cancelled now.
    #[must_use]
    pub fn to_person(
        &self,
        hears: impl Fn(&News) -> bool,
        unread: impl Fn(&News) -> bool,
    ) -> Option<Told> {
        let mut kinds = vec![self.news.kind];
        if self.news.kind == Kind::Results {
            return Some(Told {
                kind: Kind::Results,
                from: None,
            });
        }
        let (mut oldest, mut known) = (self.news.revision, None);
        for one in &self.earlier {
            if !hears(&one.news) || !(one.untold || unread(&one.news)) {
                known = Some(one.news.revision);
                break;
            }
            kinds.push(one.news.kind);
            oldest = one.news.revision;
        }
        let kind = merged(&kinds)?;
        let from = match kind {
            Kind::Announced => None,
            _ => known.or_else(|| self.versions.before(oldest)),
        };
        Some(Told { kind, from })
    }

    /// Whether something is closed that the reader knows as open: applicants are told of that before all others (CL-9), and
    /// so are subscribers, but for those who chose one letter a day.
    #[must_use]
    pub fn closes_something(&self, told: Told) -> bool {
        self.versions
            .closes_something(told.from, self.news.revision)
    }

    /// Whether a reader of this language would find something in the letter: a change may be none that people act on.
    #[must_use]
    pub fn says_something(&self, told: Told, speech: Speech<'_>) -> bool {
        let (Kind::Changed, Some(from)) = (told.kind, told.from) else {
            return true;
        };
        let before = self.versions.snapshot(from);
        let after = self.versions.snapshot(self.news.revision);
        match before.zip(after) {
            Some((before, after)) => !super::differences::told(speech, &before, &after).is_empty(),
            None => true,
        }
    }
}

/// Several kinds of news told as one, the latest first.
pub fn merged(kinds: &[Kind]) -> Option<Kind> {
    let latest = kinds.first().copied()?;
    match (latest, kinds.contains(&Kind::Announced)) {
        (Kind::Cancelled, true) => None,
        (Kind::Cancelled, false) => Some(Kind::Cancelled),
        (_, true) => Some(Kind::Announced),
        (_, false) if kinds.contains(&Kind::Postponed) => Some(Kind::Postponed),
        (_, false) => Some(of_emergency(kinds).unwrap_or(latest)),
    }
}

/// What remains of a hall that was taken away and given back. Whoever heard of neither is told what differs, if anything.
fn of_emergency(kinds: &[Kind]) -> Option<Kind> {
    let mut own = kinds
        .iter()
        .filter(|kind| matches!(kind, Kind::Switched | Kind::Restored));
    let latest = own.next()?;
    match own.next_back() {
        Some(first) if first != latest => Some(Kind::Changed),
        _ => Some(*latest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_news_are_one() {
        use Kind::{Announced, Cancelled, Changed, Postponed, Restored, Switched};
        let cases: [(&[Kind], Option<Kind>); 13] = [
            (&[Changed], Some(Changed)),
            (&[Changed, Announced], Some(Announced)),
            (&[Changed, Postponed, Changed], Some(Postponed)),
            (&[Postponed, Changed, Announced], Some(Announced)),
            (&[Cancelled, Changed], Some(Cancelled)),
            (&[Cancelled, Postponed, Announced], None),
            (&[Changed, Switched], Some(Switched)),
            (&[Switched, Postponed], Some(Postponed)),
            (&[Switched, Announced], Some(Announced)),
            (&[Restored, Changed, Switched], Some(Changed)),
            (&[Switched, Restored], Some(Changed)),
            (&[Switched, Restored, Switched], Some(Switched)),
            (&[], None),
        ];
        for (kinds, told) in cases {
            assert_eq!(merged(kinds), told, "{kinds:?}");
        }
    }
}
