//! What is closed is told at once (CL-9), also to those who chose one letter a day. That letter tells of the closing, with
//! what came after it where a letter about it had to be called back; all else stays for the letter of the day, which
//! leaves out what was told at once ([`untold`]).

use std::collections::HashSet;
use std::iter;

use super::merging::merged;
use super::store;
use super::story::{Story, Told};
use super::subscribers::{confirmed_by, key};
use super::versions::Versions;
use crate::database::{Broken, Id, Work};
use crate::news::{Kind, News};
use crate::subscriptions::record::{About, Often, Subscription};

/// News of a session, among them closings that no letter of the day tells before this act ends.
pub(super) struct Closings {
    held: HashSet<Id>,
}

impl Closings {
    /// `None` where there is nothing to tell at once to those who chose one letter a day.
    ///
    /// # Errors
    /// [`Broken`] of the database.
    pub(super) fn of(work: &mut Work, story: &Story) -> Result<Option<Self>, Broken> {
        let is_change = About::of(story.news.kind) == Some(About::Changes);
        if !is_change || !of_story(story).any(|news| story.versions.closes(news.revision)) {
            return Ok(None);
        }
        let ids: Vec<Id> = of_story(story).map(|news| news.id).collect();
        let held = store::hold_back(work, &ids)?;
        let waits = |news: &News| held.contains(&news.id) && story.versions.closes(news.revision);
        let any = of_story(story).any(waits);
        Ok(any.then_some(Self { held }))
    }

    /// What one who chose one letter a day is told at once; `None` where no closing is untold, or the announcement itself
    /// waits for the letter of the day, which then tells of the session as it stands.
    pub(super) fn told(
        &self,
        story: &Story,
        one: &Subscription,
        standing: &HashSet<String>,
    ) -> Option<Told> {
        if !one.changes {
            return None;
        }
        // What goes before all others, a new date or that it is called off, may have told of this already.
        if story.later().any(|news| standing.contains(&key(news, one))) {
            return None;
        }
        let waits = |news: &News| self.held.contains(&news.id) && confirmed_by(one, news);
        let announced = |news: &News| news.kind == Kind::Announced && waits(news);
        if one.announcements && of_story(story).any(announced) {
            return None;
        }
        let is_due = |news: &News| {
            let daily = one.often_at(news.at.utc()) == Often::Daily;
            daily && story.versions.closes(news.revision)
        };
        let unread = of_story(story).take_while(|news| {
            waits(news) && (news.id == story.news.id || !standing.contains(&key(news, one)))
        });
        let unread: Vec<&News> = unread.collect();
        let first = unread.iter().rposition(|news| is_due(news))?;
        let told = unread.get(..=first)?;
        let kinds: Vec<Kind> = told.iter().map(|news| news.kind).collect();
        Some(Told {
            kind: merged(&kinds, story.card.session.access)?,
            from: story.versions.before(told.last()?.revision),
        })
    }
}

/// The news with what came before it, the latest first.
fn of_story(story: &Story) -> impl Iterator<Item = &News> {
    let earlier = story.earlier.iter().map(|heard| &heard.news);
    iter::once(&story.news).chain(earlier)
}

/// Of news of one session, the latest first, those that were not told at once: not the ones with a letter of their own,
/// and not a closing before these whose letter was called back for theirs, with all between.
pub(super) fn untold<'a>(
    news: Vec<&'a News>,
    versions: &Versions,
    has_letter: impl Fn(&News) -> bool,
) -> Vec<&'a News> {
    let mut told: HashSet<Id> = HashSet::new();
    for (place, _) in news.iter().enumerate().filter(|(_, one)| has_letter(one)) {
        let before = news.iter().skip(place + 1);
        let before: Vec<&News> = before.take_while(|one| !has_letter(one)).copied().collect();
        let first = before
            .iter()
            .rposition(|one| versions.closes(one.revision))
            .map_or(0, |first| first + 1);
        let with_it = before.into_iter().take(first).map(|one| one.id);
        told.extend(with_it);
        told.extend(news.get(place).map(|one| one.id));
    }
    let mut rest = news;
    rest.retain(|one| !told.contains(&one.id));
    rest
}
