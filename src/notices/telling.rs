//! News becomes letters, a lot of people at a time. Each lot is one transaction with the cursor that tells how far the
//! news has been told, so a worker that dies in the middle is followed by one that goes on where it stopped; two
//! workers at once find that the other's cursor has moved, and undo what they were about to order.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::story::Story;
use super::{applicants, orders, subscribers};
use crate::app::App;
use crate::database::{Broken, Id, Lane, Work};
use crate::news::{self, Audience, News};
use crate::outbox;

/// People told by one transaction.
pub(super) const LOT: i64 = 200;

/// News that nobody is told of, finished by one transaction.
const QUIET_AT_ONCE: usize = 100;

/// No letter waits longer than this to be sent, so no earlier one can be called back.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(30);

/// What came of a lot.
pub(super) struct Lot {
    /// Letters ordered.
    pub(super) ordered: usize,
    /// Where to go on; `None` after the last.
    pub(super) next: Option<String>,
}

/// Why a step was undone.
enum Undone {
    /// Another worker did it.
    Quicker,
    /// The machine.
    Broken(Broken),
}

impl From<Broken> for Undone {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// How a step ended.
enum Step {
    /// So many letters were ordered, and there may be more to tell.
    Done(usize),
    /// There is nothing to tell.
    Nothing,
}

/// Tells an audience everything that is to be told, and gives the number of letters ordered. A second time it finds
/// nothing.
///
/// # Errors
/// [`Broken`] of the database; what was not told yet is told the next time.
pub(super) async fn tell(app: &Arc<App>, audience: Audience) -> Result<usize, Broken> {
    let mut letters = 0;
    loop {
        // Asked often, and by reading alone.
        let due = app
            .database
            .read(move |connection| news::store::due(connection, audience))
            .await?;
        if due.is_none() {
            return Ok(letters);
        }
        let (office, now) = (Arc::clone(app), app.now());
        let step = move |work: &mut Work| step(work, &office, now, audience);
        match app.database.write(Lane::Any, step).await {
            Ok(Step::Done(some)) => letters += some,
            Ok(Step::Nothing) | Err(Undone::Quicker) => return Ok(letters),
            Err(Undone::Broken(broken)) => return Err(broken),
        }
    }
}

fn step(
    work: &mut Work,
    app: &App,
    now: DateTime<Utc>,
    audience: Audience,
) -> Result<Step, Undone> {
    for _ in 0..QUIET_AT_ONCE {
        let Some((news, cursor)) = news::store::due(work.connection, audience)? else {
            return Ok(Step::Nothing);
        };
        let id = news.id;
        // The news is this step's until it is committed; another worker waits, and finds the cursor moved.
        if !news::store::go_on(work, (id, audience), &cursor, &cursor)? {
            return Err(Undone::Quicker);
        }
        let story = if cursor.is_empty() {
            begin(work, now, audience, news)
        } else {
            Story::load(work.connection, news, audience, now)
        };
        let Some(story) = readable(story, id)? else {
            news::store::leave_untold(work, (id, audience), &cursor, now)?;
            continue;
        };
        let lot = match audience {
            Audience::Applicants => applicants::lot(work, app, now, &story, &cursor)?,
            Audience::Subscribers | Audience::Systems => {
                subscribers::lot(work, app, now, &story, &cursor)?
            }
        };
        match &lot.next {
            Some(next) => news::store::go_on(work, (id, audience), &cursor, next)?,
            None => news::store::finish(work, (id, audience), now)?,
        };
        // Letters are in the outbox only after the commit; news that came later may want them back.
        if lot.ordered > 0 || lot.next.is_some() {
            return Ok(Step::Done(lot.ordered));
        }
    }
    Ok(Step::Done(0))
}

/// What cannot be read must not keep everything behind it from being told.
fn readable(story: Result<Option<Story>, Broken>, news: Id) -> Result<Option<Story>, Broken> {
    match story {
        Err(Broken::Data(fault)) => {
            tracing::error!(%news, fault, "news of a session cannot be told");
            Ok(None)
        }
        story => story,
    }
}

/// The news with all that belongs to it, before the first person is told; `None` where nobody is told of it.
fn begin(
    work: &mut Work,
    now: DateTime<Utc>,
    audience: Audience,
    news: News,
) -> Result<Option<Story>, Broken> {
    if audience == Audience::Subscribers && !subscribers::are_there(work, &news)? {
        return Ok(None);
    }
    let story = Story::load(work.connection, news, audience, now)?;
    let story = story.filter(|story| story.is_of_use(audience, now));
    if let Some(story) = &story {
        call_back(work, now, audience, story)?;
    }
    Ok(story)
}

/// Letters about earlier news that wait yet are not sent: this news tells of everything.
fn call_back(
    work: &mut Work,
    now: DateTime<Utc>,
    audience: Audience,
    story: &Story,
) -> Result<(), Broken> {
    if story.news.kind == news::Kind::Results {
        return Ok(());
    }
    let earlier = story.replaced(audience).filter(|heard| !heard.untold);
    let recent = earlier.filter(|heard| now - heard.news.at.utc() <= LONGEST_WAIT);
    for heard in recent {
        let group = orders::group(heard.news.id, audience);
        outbox::call_back(work, now, heard.news.session_id, &group)?;
    }
    Ok(())
}
