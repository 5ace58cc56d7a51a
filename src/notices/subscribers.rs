//! Those who subscribed are told of sessions at once. Several subscriptions of one address are one person. Who chose one
//! letter a day is told at once of what is closed alone ([`closings`]).

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::closings::Closings;
use super::orders::{self, Reader, order};
use super::store;
use super::story::{Story, Told};
use super::telling::{LOT, Lot};
use crate::app::App;
use crate::database::{Broken, Id, Work};
use crate::news::{Audience, Heard, Kind, News};
use crate::outbox;
use crate::sessions::card::SessionCard;
use crate::sessions::history::Snapshot;
use crate::sessions::search;
use crate::sessions::store::last_closed;
use crate::subscriptions::record::{About, Often, Subscription};
use crate::subscriptions::{self, Subject};

/// Whether anybody hears of this at once. What the digest is to tell is put down for it on the way.
///
/// # Errors
/// [`Broken`] of the database.
pub(super) fn are_there(work: &mut Work, news: &News) -> Result<bool, Broken> {
    if store::anybody(work.connection, Often::Daily)? {
        store::put_into_digest(work.connection, news.id)?;
        if About::of(news.kind) == Some(About::Changes) {
            // A closing before it may not have been told yet.
            let closed = last_closed(work.connection, &[news.session_id])?;
            if !closed.is_empty() {
                return Ok(true);
            }
        }
    }
    store::anybody(work.connection, Often::AtOnce)
}

/// Orders the letters of the next lot of people.
///
/// # Errors
/// [`Broken`] of the database.
pub(super) fn lot(
    work: &mut Work,
    app: &App,
    now: DateTime<Utc>,
    story: &Story,
    cursor: &str,
) -> Result<Lot, Broken> {
    let passes = passes(story);
    let place = Place::read(cursor, &passes);
    let (about, after) = (place.about, place.after);
    let closings = Closings::of(work, story)?;
    let often = closings.is_none().then_some(Often::AtOnce);
    let people = subscriptions::store::confirmed(work.connection, about, often, after, LOT)?;
    let is_whole = i64::try_from(people.len()).unwrap_or(i64::MAX) == LOT;
    let next = match people.last() {
        Some(last) if is_whole => Some(Place::written(about, Some(last.id))),
        _ => {
            let mut rest = passes.iter().skip_while(|one| **one != about);
            rest.nth(1).map(|next| Place::written(*next, None))
        }
    };
    let matching = Matching::of(work, story)?;
    let wanting: Vec<Subscription> = people
        .into_iter()
        .filter(|one| closings.is_some() || hears_at_once(one, &story.news))
        .filter(|one| confirmed_by(one, &story.news) && matching.wants(one))
        .collect();
    let standing = standing(work, story, &wanting)?;
    let mut ordered = 0;
    for one in wanting {
        let told = if hears_at_once(&one, &story.news) {
            told(story, &one, &standing)
        } else {
            closings
                .as_ref()
                .and_then(|closings| closings.told(story, &one, &standing))
        };
        let Some(told) = told else {
            continue;
        };
        let is_of_pass = About::of(told.kind) == Some(about);
        if !is_of_pass || !story.says_something(told, app.speech(one.language)) {
            continue;
        }
        let reader = Reader {
            known_by: one.known_by.to_string(),
            id: one.id,
            address: one.email,
            language: one.language,
        };
        order(work, now, Audience::Subscribers, story, told, reader)?;
        ordered += 1;
    }
    Ok(Lot { ordered, next })
}

/// Who is gone through: of a change first those who hear of announcements, since some of them may not have read the
/// announcement.
fn passes(story: &Story) -> Vec<About> {
    let announced = |heard: &Heard| heard.news.kind == Kind::Announced;
    match About::of(story.news.kind) {
        Some(About::Changes) if story.earlier.iter().any(announced) => {
            vec![About::Announcements, About::Changes]
        }
        Some(about) => vec![about],
        None => Vec::new(),
    }
}

/// How far the people have been gone through.
struct Place {
    about: About,
    after: Option<Id>,
}

impl Place {
    fn read(cursor: &str, passes: &[About]) -> Self {
        let (about, after) = cursor.split_once(' ').unwrap_or((cursor, ""));
        let first = passes.first().copied().unwrap_or(About::Announcements);
        Self {
            about: about.parse().unwrap_or(first),
            after: Id::parse(after),
        }
    }

    fn written(about: About, after: Option<Id>) -> String {
        let after = after.map(|after| after.to_string());
        format!("{about} {}", after.unwrap_or_default())
    }
}

/// Whoever subscribed since has read it on the pages.
pub(super) fn confirmed_by(one: &Subscription, news: &News) -> bool {
    one.confirmed_at.is_some_and(|at| at <= news.at)
}

/// Whoever heard once a day when it happened is told by the digest.
fn hears_at_once(one: &Subscription, news: &News) -> bool {
    confirmed_by(one, news) && one.often_at(news.at.utc()) == Often::AtOnce
}

/// What a session is and was: a subscription wants it by either.
struct Matching {
    subjects: Vec<Subject>,
}

impl Matching {
    fn of(work: &mut Work, story: &Story) -> Result<Self, Broken> {
        let now = Subject::load(work.connection, &story.card)?;
        let known = story.earlier.first().map(|heard| heard.news.revision);
        let before = story.versions.before(story.news.revision);
        let revisions: HashSet<i32> = known.into_iter().chain(before).collect();
        let was = revisions.into_iter().filter_map(|revision| {
            let then = story.versions.to_be_found_by(revision)?;
            Some(subject_then(&now, &then, &story.card))
        });
        let was: Vec<Subject> = was.collect();
        Ok(Self {
            subjects: [now].into_iter().chain(was).collect(),
        })
    }

    fn wants(&self, one: &Subscription) -> bool {
        self.subjects.iter().any(|subject| one.wants(subject))
    }
}

/// What a session was, by the words of another version.
pub(super) fn subject_then(now: &Subject, then: &Snapshot, card: &SessionCard) -> Subject {
    let texts = then.texts().chain([&card.body_name]);
    Subject {
        words: search::words_of(texts),
        ..now.clone()
    }
}

pub(super) fn key(news: &News, one: &Subscription) -> String {
    orders::once_key(news.id, Audience::Subscribers, one.known_by.as_str())
}

/// The letters about other news that these people have read, or will, by their once-keys: what goes before all others
/// may have told of this already.
fn standing(
    work: &mut Work,
    story: &Story,
    people: &[Subscription],
) -> Result<HashSet<String>, Broken> {
    let keys = people.iter().flat_map(|one| {
        let earlier = story.earlier.iter().filter(|heard| !heard.untold);
        let others = earlier.map(|heard| &heard.news).chain(story.later());
        others.map(|news| key(news, one))
    });
    let keys: Vec<String> = keys.collect();
    outbox::store::standing(work.connection, &keys)
}

fn told(story: &Story, one: &Subscription, standing: &HashSet<String>) -> Option<Told> {
    let about = one.about();
    story.to_person(
        Audience::Subscribers,
        |news| {
            confirmed_by(one, news) && About::of(news.kind).is_some_and(|it| about.contains(&it))
        },
        |news| !standing.contains(&key(news, one)),
    )
}
