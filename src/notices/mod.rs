//! Letters about news of sessions: to those who applied, and to those who subscribed, at once or once a day.
//!
//! | file | what it is for |
//! |---|---|
//! | `telling` | the job: takes news and orders letters, a lot of people at a time |
//! | `story` | news with what came before it, and what of it a person is told |
//! | `versions` | what was said of a session before |
//! | `merging` | several kinds of news told as one |
//! | `differences` | what a new version says otherwise, as a letter tells it |
//! | `applicants`, `subscribers` | who is told, and of what |
//! | `closings` | what is told at once to those, too, who chose one letter a day |
//! | `orders` | letters as they are ordered: once-keys, lanes, until when they are of use |
//! | `digest`, `heap` | the letter of the day, and what it says of one session |
//! | `record`, `store` | the digest's days |
//! | `letter_words` | the letters put into words, when they are sent |
//!
//! **What a letter says.** What changed is told between two kept versions, which never change: the one that the reader
//! knew and the one that was the newest when the letter was ordered. Time, place and all else are those that stand
//! when it is sent; where the announcement has changed once more meanwhile, the letter says so, and another follows.
//!
//! **When letters are replaced.** News that finds letters about earlier news of the same session unsent calls them
//! back, and each reader is told once, from what that reader knew ([`story`]). News that is followed by more before
//! anybody was told of it is told with what follows.
//!
//! **Who is told twice?** Nobody: a letter's once-key is made of the news and the person (an application; for
//! subscriptions the address, so that three of them make one letter), and its order is one transaction with the
//! cursor of the news.

mod applicants;
mod closings;
mod differences;
mod digest;
mod heap;
pub mod letter_words;
mod merging;
pub mod orders;
mod record;
mod store;
mod story;
mod subscribers;
mod telling;
mod versions;

use std::sync::Arc;

use chrono::TimeDelta;

use crate::app::App;
use crate::database::{Broken, Lane, Work};
use crate::news::{self, Audience};
use crate::outbox::Writer;

/// For so long it stays known what people were told of a session: longer than from any announcement to its results.
const KEPT: TimeDelta = TimeDelta::days(400);

/// Orders the letters to applicants about all news that is to be told; gives their number. A second time it finds
/// nothing. Those who applied never wait for those who subscribed: each of these is a job of its own.
///
/// # Errors
/// [`Broken`] of the database, as all here; what was not told yet is told the next time.
pub async fn tell_applicants(app: &Arc<App>) -> Result<usize, Broken> {
    telling::tell(app, Audience::Applicants).await
}

/// The same to those who subscribed.
///
/// # Errors
/// As [`tell_applicants`].
pub async fn tell_subscribers(app: &Arc<App>) -> Result<usize, Broken> {
    telling::tell(app, Audience::Subscribers).await
}

/// Orders the letters of the day, when their hour has come.
///
/// # Errors
/// As [`tell_applicants`].
pub async fn tell_of_the_day(app: &Arc<App>) -> Result<usize, Broken> {
    digest::tell(app).await
}

/// Forgets news that everybody was told of long ago; gives its number.
///
/// # Errors
/// [`Broken`] of the database.
pub async fn forget(app: &Arc<App>) -> Result<usize, Broken> {
    let until = app.now() - KEPT;
    let forget = move |work: &mut Work| news::store::forget(work, until);
    app.database.write(Lane::Any, forget).await
}

/// Who puts which kind of letter into words; `None` for a letter that is not ordered here.
#[must_use]
pub fn writer_of(kind: &str) -> Option<Writer> {
    match kind {
        orders::APPLICANT_CHANGED
        | orders::APPLICANT_POSTPONED
        | orders::APPLICANT_CANCELLED
        | orders::APPLICANT_RESULTS => Some(letter_words::applicant),
        orders::SUBSCRIBER_ANNOUNCED
        | orders::SUBSCRIBER_CHANGED
        | orders::SUBSCRIBER_POSTPONED
        | orders::SUBSCRIBER_CANCELLED
        | orders::SUBSCRIBER_RESULTS
        | orders::SUBSCRIBER_SWITCHED
        | orders::SUBSCRIBER_RESTORED => Some(letter_words::subscriber),
        digest::DIGEST => Some(letter_words::digest),
        _ => None,
    }
}
