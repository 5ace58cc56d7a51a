//! What happened to one session on a day, as the letter of the day tells it.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::closings;
use super::differences;
use super::digest::Entry;
use super::merging::merged;
use super::subscribers::{key, subject_then};
use super::versions::Versions;
use crate::bodies::store::Places;
use crate::database::{AnyConnection, Broken};
use crate::language::Speech;
use crate::law::session_course::SessionStatus;
use crate::news::{Kind, News};
use crate::sessions::card::SessionCard;
use crate::subscriptions::Subject;
use crate::subscriptions::record::{About, Often, Subscription};

/// What happened to one session, the latest first.
pub(super) struct Heap {
    pub(super) card: SessionCard,
    /// What it is and was: a subscription wants it by either.
    subjects: Vec<Subject>,
    news: Vec<News>,
    /// Where something differs.
    pub(super) versions: Option<Versions>,
}

impl Heap {
    pub(super) fn of(
        connection: &mut AnyConnection,
        card: SessionCard,
        places: &Places,
        news: Vec<News>,
    ) -> Result<Self, Broken> {
        let differs = |one: &News| About::of(one.kind) == Some(About::Changes);
        let versions = if news.iter().any(differs) {
            Some(Versions::load(connection, &card)?)
        } else {
            None
        };
        let now = Subject::of(&card, places);
        let begins = news.last().map(|oldest| oldest.revision);
        let was = versions
            .as_ref()
            .zip(begins)
            .and_then(|(versions, begins)| {
                let then = versions.to_be_found_by(versions.before(begins)?)?;
                Some(subject_then(&now, &then, &card))
            });
        Ok(Self {
            subjects: [now].into_iter().chain(was).collect(),
            card,
            news,
            versions,
        })
    }

    /// The once-keys of letters at once that a reader may have instead of an entry: of a session of which something was
    /// closed.
    pub(super) fn keys_of(&self, one: &Subscription) -> impl Iterator<Item = String> {
        let closes = |versions: &Versions| {
            let mut news = self.news.iter();
            news.any(|one| versions.closes(one.revision))
        };
        let some = self.versions.as_ref().filter(|versions| closes(versions));
        let news = self.news.iter().filter(move |_| some.is_some());
        news.map(|news| key(news, one))
    }

    /// What of it these subscriptions hear, given the letters at once that stand.
    pub(super) fn entry(
        &self,
        now: DateTime<Utc>,
        subscriptions: &[Subscription],
        standing: &HashSet<String>,
    ) -> Option<Entry> {
        let wants = |one: &&Subscription| self.subjects.iter().any(|subject| one.wants(subject));
        let wanting: Vec<&Subscription> = subscriptions.iter().filter(wants).collect();
        let hears = |news: &&News| {
            let about = About::of(news.kind);
            wanting.iter().any(|one| {
                let confirmed = one.confirmed_at.is_some_and(|at| at <= news.at);
                // Whoever heard at once when it happened was told then.
                let daily = one.often_at(news.at.utc()) == Often::Daily;
                confirmed && daily && about.is_some_and(|about| one.about().contains(&about))
            })
        };
        let mut news: Vec<&News> = self.news.iter().filter(hears).collect();
        if let (Some(versions), Some(one)) = (&self.versions, subscriptions.first()) {
            news = closings::untold(news, versions, |news| standing.contains(&key(news, one)));
        }
        let (latest, oldest) = (news.first()?, news.last()?);
        let kind = self.still_told(&news, now)?;
        let from = match About::of(kind) {
            Some(About::Changes) => {
                let versions = self.versions.as_ref()?;
                versions.before(oldest.revision)
            }
            _ => None,
        };
        Some(Entry {
            session: self.card.session.id.to_string(),
            kind,
            from,
            to: latest.revision,
        })
    }

    /// The news as one, unless it is of no use any more.
    fn still_told(&self, news: &[&News], now: DateTime<Utc>) -> Option<Kind> {
        let kinds: Vec<Kind> = news.iter().map(|one| one.kind).collect();
        if kinds.contains(&Kind::Results) {
            return Some(Kind::Results);
        }
        let session = &self.card.session;
        let kind = merged(&kinds, session.access)?;
        let to_come = matches!(
            self.card.status,
            SessionStatus::Announced | SessionStatus::Postponed
        );
        // While it sits, or is in a break, people are still to come to what follows.
        let goes_on = self.last_sitting(news).is_some_and(|last| now < last);
        let is_told = match kind {
            Kind::Cancelled => now < session.closes_at.utc(),
            _ if self.card.status == SessionStatus::Cancelled => false,
            _ => goes_on || (to_come && now < session.starts_at.utc()),
        };
        is_told.then_some(kind)
    }

    fn last_sitting(&self, news: &[&News]) -> Option<DateTime<Utc>> {
        let (versions, oldest) = self.versions.as_ref().zip(news.last())?;
        versions.last_sitting(&self.card.session, oldest.revision)
    }
}

impl Entry {
    /// A change may be none that people act on.
    pub(super) fn says_something(&self, speech: Speech<'_>, versions: &Versions) -> bool {
        let (Kind::Changed, Some(from)) = (self.kind, self.from) else {
            return true;
        };
        let before = versions.snapshot(from);
        match before.zip(versions.snapshot(self.to)) {
            Some((before, after)) => !differences::told(speech, &before, &after).is_empty(),
            None => true,
        }
    }
}
