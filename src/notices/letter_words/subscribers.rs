//! What those who subscribed are told.

use super::notice::Notice;
use crate::app::App;
use crate::calendar_file;
use crate::database::{AnyConnection, Id};
use crate::news::Kind;
use crate::notices::store;
use crate::outbox::record::Row;
use crate::outbox::{Calendar, Content, Method, Unwritable};
use crate::sessions::calendar_event;
use crate::subscriptions::record::{About, Often, Subscription};
use crate::subscriptions::{self, Subject};

/// A session was announced, changed, moved or called off, or its results were published.
///
/// # Errors
/// [`Unwritable`]: the session is gone, or the facts cannot be read; needless for one who left meanwhile.
pub fn subscriber(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let notice = Notice::of(app, connection, row)?;
    let subscription = reader_of(connection, &notice)?;
    let mut content = notice.begin();
    notice.add_news(&mut content);
    notice.add_session(&mut content, Vec::new());
    match notice.kind {
        Kind::Results => notice.add_results(&mut content),
        Kind::Cancelled => {
            content.paragraph(notice.speech.t("notice-agenda-stays"));
            notice.add_announcement(&mut content);
        }
        _ => {
            notice.add_agenda(&mut content);
            notice.add_applying(&mut content);
            notice.add_broadcast(&mut content);
            notice.add_announcement(&mut content);
        }
    }
    notice.add_contact(&mut content);
    subscriptions::foot(&mut content, app, &subscription);
    content.list = Some(subscriptions::list_of(app, &subscription));
    if notice.kind != Kind::Results {
        let event = calendar_event::of(&notice.card, notice.speech, notice.origin());
        content.calendar = Some(Calendar {
            method: Method::Publish,
            file: calendar_file::publish(&event),
        });
    }
    Ok(content)
}

/// The subscription by which a letter goes: the one that it was ordered for, else another of the same reader, if it
/// still wants this letter.
///
/// # Errors
/// Needless when the reader has none of them any more.
fn reader_of(
    connection: &mut AnyConnection,
    notice: &Notice<'_>,
) -> Result<Subscription, Unwritable> {
    let now = Subject::load(connection, &notice.card)?;
    let subjects = notice.subjects(now);
    let about = About::of(notice.kind);
    // Of what is closed everybody hears at once.
    let (from, to) = (notice.facts.from, notice.facts.to);
    let often = (!notice.versions.closes_between(from, to)).then_some(Often::AtOnce);
    let mut all = of_reader(connection, &notice.facts.known_by, often)?;
    all.retain(|one| {
        let hears = about.is_some_and(|about| one.about().contains(&about));
        hears && subjects.iter().any(|subject| one.wants(subject))
    });
    let by = notice.person()?;
    let found = all.iter().position(|one| one.id == by).unwrap_or(0);
    if found < all.len() {
        Ok(all.swap_remove(found))
    } else {
        Err(ended())
    }
}

/// The subscriptions of a reader by which letters come so often, or came until a short while ago; `None`: all.
///
/// # Errors
/// [`Unwritable`]: the facts cannot be read.
pub(super) fn of_reader(
    connection: &mut AnyConnection,
    known_by: &str,
    often: impl Into<Option<Often>>,
) -> Result<Vec<Subscription>, Unwritable> {
    let known_by = Id::parse(known_by)
        .ok_or_else(|| Unwritable::Never("its facts cannot be read".to_owned()))?;
    let mut all = store::subscriptions_of(connection, &[known_by])?;
    if let Some(often) = often.into() {
        all.retain(|one| one.has_heard(often));
    }
    Ok(all)
}

/// Nobody wants the letter any more.
pub(super) fn ended() -> Unwritable {
    Unwritable::Needless("the subscription has ended, or wants something else".to_owned())
}
