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
use crate::subscriptions;
use crate::subscriptions::record::{Often, Subscription};

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
    let by = notice.person()?;
    let subscription = reader_of(connection, &notice.facts.known_by, Some(by), Often::AtOnce)?;
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

/// The subscription by which a letter goes to an address: the one that it was ordered by, else another of the same
/// reader.
///
/// # Errors
/// Needless when all have ended.
pub(super) fn reader_of(
    connection: &mut AnyConnection,
    known_by: &str,
    by: Option<Id>,
    often: Often,
) -> Result<Subscription, Unwritable> {
    let mut all = store::subscriptions_of(connection, &[known_by.to_owned()], often)?;
    let place = all.iter().position(|one| Some(one.id) == by).unwrap_or(0);
    if place >= all.len() {
        let why = "the subscription has ended";
        return Err(Unwritable::Needless(why.to_owned()));
    }
    Ok(all.swap_remove(place))
}
