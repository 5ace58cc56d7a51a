//! News of a session with what came before it: what a person is told depends on what that person has read.
//!
//! An announcement may change while the letters about it still wait. Those letters are called back, and the person is
//! told once, from the state last known to the one that stands: of the announcement as it is now, or of everything
//! that changed since the last letter that was sent. Nobody who was not told of a session hears that it is cancelled.
//!
//! Those whom an emergency sends to the broadcast have letters of their own about that, and about the hall that they
//! have again: ordered by the act itself, with nothing else in them. Other news of the session neither calls these back
//! nor is told with them: each has its own letter, before and after.

use chrono::{DateTime, TimeDelta, Utc};

use crate::database::{AnyConnection, Broken};
use crate::language::Speech;
use crate::law::session_course::SessionStatus;
use crate::news::{self, Audience, Heard, Kind, News};
use crate::notices::differences;
use crate::notices::merging::merged;
use crate::notices::versions::Versions;
use crate::sessions::card::{self, SessionCard};

/// Of announcements and changes so old those who subscribed are not told any more: the office was away for days.
const OF_USE: TimeDelta = TimeDelta::hours(72);

/// What one person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Told {
    /// Which letter.
    pub kind: Kind,
    /// The revision that the person knows; `None` where none is known.
    pub from: Option<i32>,
}

impl Told {
    /// The same for an applicant to whom letters go. Those of an emergency are not ordered here: whoever had none, because
    /// the broadcast had been agreed on before, reads what is different.
    #[must_use]
    pub fn by_letter(self) -> Self {
        let kind = match self.kind {
            Kind::Switched | Kind::Restored => Kind::Changed,
            kind => kind,
        };
        Self { kind, ..self }
    }
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
            Kind::Changed => {
                // While it sits, or is in a break, people are still to come to what follows.
                let goes_on = self.last_sitting().is_some_and(|last| now < last);
                // One that is open all of a sudden can be watched, and come to by whoever has a seat again.
                let opened = self.opens_the_session() && now < self.useful_until();
                let of_use =
                    !begun || goes_on || (opened && self.card.status != SessionStatus::Held);
                of_use && !old && !self.is_told_later(audience)
            }
            Kind::Announced | Kind::Switched | Kind::Restored => {
                !begun && !old && self.later.is_empty()
            }
            Kind::Postponed => !begun && !self.is_told_later(audience),
            Kind::Cancelled => now < self.card.session.closes_at.utc(),
            Kind::Results => true,
            Kind::Recounted | Kind::Began | Kind::Ended => false,
        }
    }

    /// Until when people may come: the start, of a session that breaks off that of its last sitting, of one that was closed
    /// and is open again its end.
    #[must_use]
    pub fn useful_until(&self) -> DateTime<Utc> {
        let start = self.card.session.starts_at.utc();
        let until = self.last_sitting().map_or(start, |last| last.max(start));
        if self.opens_the_session() {
            until.max(self.card.session.closes_at.utc())
        } else {
            until
        }
    }

    /// As it stands, or as it was known before what is told now.
    fn last_sitting(&self) -> Option<DateTime<Utc>> {
        let first = self.first_to_tell();
        self.versions.last_sitting(&self.card.session, first)
    }

    /// Whether it was held closed before what is told now, and is open with it.
    fn opens_the_session(&self) -> bool {
        let first = self.first_to_tell();
        self.versions.opens_between(first, self.news.revision)
    }

    /// The revision of the first news that is told now: with the news itself also what was left untold before it.
    fn first_to_tell(&self) -> i32 {
        let untold = self.earlier.iter().take_while(|heard| heard.untold);
        let oldest = untold.last().map_or(&self.news, |heard| &heard.news);
        oldest.revision
    }

    /// Whether what comes later is still to be told, and tells of this too. A letter of an applicant's own about an
    /// emergency does not, and what comes after it is told from there.
    fn is_told_later(&self, audience: Audience) -> bool {
        let next = self.later.first();
        next.is_some_and(|next| !has_own_letter(&next.news, audience))
    }

    /// What the audience is to hear after it.
    pub fn later(&self) -> impl Iterator<Item = &News> {
        self.later.iter().map(|heard| &heard.news)
    }

    /// What the audience heard before it, the latest first, as far back as its letters are replaced by this one's.
    pub fn replaced(&self, audience: Audience) -> impl Iterator<Item = &Heard> {
        let earlier = self.earlier.iter();
        earlier.take_while(move |heard| !has_own_letter(&heard.news, audience))
    }

    /// The latest news before it of which applicants had a letter of their own.
    #[must_use]
    pub fn of_emergency(&self) -> Option<&News> {
        let mut earlier = self.earlier.iter().map(|heard| &heard.news);
        earlier.find(|news| has_own_letter(news, Audience::Applicants))
    }

    /// What is told to one who was to hear of earlier news and has not read these letters of it; `None` where there is
    /// nothing to say, because the person never heard of what is cancelled now.
    #[must_use]
    pub fn to_person(
        &self,
        audience: Audience,
        hears: impl Fn(&News) -> bool,
        unread: impl Fn(&News) -> bool,
    ) -> Option<Told> {
        if self.news.kind == Kind::Results {
            return Some(Told {
                kind: Kind::Results,
                from: None,
            });
        }
        // What goes before all others may have told of this already.
        let read = self.later().find(|news| !unread(news));
        if read.is_some_and(|news| !has_own_letter(news, audience)) {
            return None;
        }
        let mut kinds = vec![self.news.kind];
        let (mut oldest, mut known) = (self.news.revision, None);
        for one in &self.earlier {
            if !hears(&one.news) || !(one.untold || unread(&one.news)) {
                known = Some(one.news.revision);
                break;
            }
            kinds.push(one.news.kind);
            oldest = one.news.revision;
        }
        let kind = merged(&kinds, self.card.session.access)?;
        let from = match kind {
            Kind::Announced => None,
            _ => known.or_else(|| self.versions.before(oldest)),
        };
        Some(Told { kind, from })
    }

    /// Whether something is closed that the reader knows as open: applicants and subscribers are told of that before
    /// all others (CL-9).
    #[must_use]
    pub fn closes_something(&self, told: Told) -> bool {
        self.versions
            .closes_something(told.from, self.news.revision)
    }

    /// Whether a reader of this language would find something in the letter: a change may be none that people act on.
    #[must_use]
    pub fn says_something(&self, told: Told, speech: Speech<'_>) -> bool {
        self.says_more(told, speech, &[])
    }

    /// The same to one whose letter about an emergency is not sent yet: that will say where to watch.
    #[must_use]
    pub fn says_more_than_broadcast(&self, told: Told, speech: Speech<'_>) -> bool {
        self.says_more(told, speech, &[differences::BROADCAST])
    }

    fn says_more(&self, told: Told, speech: Speech<'_>, unsaid: &[&str]) -> bool {
        let (Kind::Changed, Some(from)) = (told.kind, told.from) else {
            return true;
        };
        let before = self.versions.snapshot(from);
        let after = self.versions.snapshot(self.news.revision);
        before.zip(after).is_none_or(|(before, after)| {
            let unsaid = [unsaid, differences::moot(&after, &self.card.session)].concat();
            !differences::told_but(speech, &before, &after, &unsaid).is_empty()
        })
    }
}

/// Whether these have letters of their own about it, with nothing else in them: applicants, by the act of the emergency.
fn has_own_letter(news: &News, audience: Audience) -> bool {
    audience == Audience::Applicants && matches!(news.kind, Kind::Switched | Kind::Restored)
}
