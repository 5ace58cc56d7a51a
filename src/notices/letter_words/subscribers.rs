//! What those who subscribed are told.

use super::notice::Notice;
use crate::app::App;
use crate::calendar_file;
use crate::database::AnyConnection;
use crate::news::Kind;
use crate::notices::store;
use crate::outbox::record::Row;
use crate::outbox::{Calendar, Content, Method, Unwritable};
use crate::sessions::calendar_event;
use crate::subscriptions::record::{Often, Subscription};
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
    let subject = Subject::load(connection, &notice.card)?;
    let by = notice.person()?;
    let mine = |one: &Subscription| one.id == by;
    let likewise = |one: &Subscription| one.wants(&subject);
    let known_by = &notice.facts.known_by;
    let subscription = reader_of(connection, known_by, Often::AtOnce, &[&mine, &likewise])?;
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

/// The subscription by which a letter goes to an address: the first that one of these choices finds, in their order.
///
/// # Errors
/// Needless when the reader has none of them any more.
pub(super) fn reader_of(
    connection: &mut AnyConnection,
    known_by: &str,
    often: Often,
    choices: &[&dyn Fn(&Subscription) -> bool],
) -> Result<Subscription, Unwritable> {
    let all = store::subscriptions_of(connection, &[known_by.to_owned()], often)?;
    let found = choices
        .iter()
        .find_map(|choice| all.iter().find(|one| choice(one)));
    let ended = || Unwritable::Needless("the subscription has ended".to_owned());
    found.cloned().ok_or_else(ended)
}
