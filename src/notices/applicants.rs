//! Those who applied to a session are told what happens to it. Who gave no e-mail is telephoned by the secretariat.

use chrono::{DateTime, Utc};

use super::orders::{self, Reader, order};
use super::story::Story;
use super::telling::{LOT, Lot};
use crate::app::App;
use crate::applications::record::Application;
use crate::applications::{calls, store};
use crate::database::{Broken, Work};
use crate::news::{Audience, News};
use crate::outbox;

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
    let (audience, session) = (Audience::Applicants, story.news.session_id);
    let after = cursor.parse().unwrap_or(0);
    let people = store::to_tell(work.connection, session, after, LOT)?;
    let key = |news: &News, one: &Application| orders::once_key(news.id, audience, one.id.as_str());
    let letters = people.iter().flat_map(|one| {
        let earlier = story.earlier.iter().filter(|heard| !heard.untold);
        let others = earlier.map(|heard| &heard.news).chain(story.later());
        others.map(|news| key(news, one))
    });
    let letters: Vec<String> = letters.collect();
    let standing = outbox::store::standing(work.connection, &letters)?;
    let of_emergency = story.of_emergency();
    let letters = of_emergency
        .iter()
        .flat_map(|news| people.iter().map(|one| key(news, one)));
    let letters: Vec<String> = letters.collect();
    let unsent = outbox::store::unsent(work.connection, &letters)?;
    let next = people.last().map(|one| one.ordinal.to_string());
    let is_whole = i64::try_from(people.len()).unwrap_or(i64::MAX) == LOT;
    let mut ordered = 0;
    for one in people {
        // Whoever applied since has read it on the page.
        if one.received_at > story.news.at {
            continue;
        }
        let told = story.to_person(
            audience,
            |news| one.received_at <= news.at,
            |news| !standing.contains(&key(news, &one)),
        );
        let Some(told) = told else {
            continue;
        };
        let speech = app.speech(one.language);
        let Some(address) = one.email.clone() else {
            // No letter reaches this person: somebody has to telephone.
            let kind = orders::letter_of(audience, told.kind);
            if let Some(kind) = kind.filter(|_| story.says_something(told, speech)) {
                calls::order(work, now, &one, kind);
            }
            continue;
        };
        let told = told.by_letter();
        let waits = of_emergency.is_some_and(|news| unsent.contains(&key(news, &one)));
        let says = if waits {
            story.says_more_than_broadcast(told, speech)
        } else {
            story.says_something(told, speech)
        };
        if !says {
            continue;
        }
        let reader = Reader {
            known_by: one.id.to_string(),
            id: one.id,
            address,
            language: one.language,
        };
        order(work, now, audience, story, told, reader)?;
        ordered += 1;
    }
    Ok(Lot {
        ordered,
        next: next.filter(|_| is_whole),
    })
}
