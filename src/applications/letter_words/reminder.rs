//! The session is on the next working day: where, when, how to come in, what to bring. What is true now is read now:
//! a letter that waited tells nobody to come to what was moved, cancelled or given to another.

use super::letter::Letter;
use crate::app::App;
use crate::applications::letters::Facts;
use crate::applications::record::Application;
use crate::applications::store;
use crate::args;
use crate::database::{AnyConnection, Id};
use crate::law::application_course::ApplicationState;
use crate::outbox::record::Row;
use crate::outbox::{Content, Unwritable};
use crate::sessions;

/// The reminder.
///
/// # Errors
/// [`Unwritable::Needless`] when there is nothing to be reminded of any more; otherwise as all letters.
pub fn reminder(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let mut letter = Letter::of(app, connection, row)?;
    let id = Id::parse(&letter.facts.application);
    let application = id.map(|id| store::by_id(connection, id)).transpose()?;
    let moot = |why: &str| Unwritable::Needless(why.to_owned());
    let application = application
        .flatten()
        .filter(|application| store::reminding::STATES.contains(&application.state))
        .ok_or_else(|| moot("the application is none to be reminded of any more"))?;
    let session = &letter.card.session;
    let start = session.starts_at.utc();
    if letter.facts.reminded_of != Some(start) || !sessions::now::is_to_come(session, app.now()) {
        return Err(moot("the session was moved, cancelled or has begun"));
    }
    letter.facts = Facts {
        queue_place: super::super::reading::queue_place(connection, &application)?,
        ..Facts::of(session, &application)
    };
    let has_seat = application.hall.is_some() && session.format.has_hall();
    Ok(if has_seat {
        of_the_seat(&letter, &application)
    } else {
        of_the_broadcast(&letter)
    })
}

fn begin(letter: &Letter<'_>) -> Content {
    let speech = letter.speech;
    let start = args! { "datetime" => speech.date_time(letter.card.starts_locally()) };
    let mut content = letter.begin_with(speech.tf("letter-subject-reminder", &start));
    content.heading = speech.t("letter-reminder");
    content
}

fn of_the_seat(letter: &Letter<'_>, application: &Application) -> Content {
    let speech = letter.speech;
    let mut content = begin(letter);
    letter.add_place(&mut content);
    let code = letter.fact("letter-pass-code", application.pass.clone());
    letter.add_session(&mut content, vec![letter.number(), code]);
    letter.add_pass_holds(&mut content);
    content.paragraph(speech.t("entry-note"));
    letter.add_venue_access(&mut content);
    content.paragraph(speech.t("letter-what-to-bring"));
    let pass = letter.page(&format!("passes/{}", application.pass));
    content.act(speech.t("pass-title"), pass);
    content.paragraph(speech.t("letter-if-you-cannot-come"));
    letter.add_own_page(&mut content);
    content.paragraph(speech.t("filming"));
    letter.add_ways(&mut content);
    content
}

/// For whoever waits, was moved to the broadcast, or has a seat at what is online alone now.
fn of_the_broadcast(letter: &Letter<'_>) -> Content {
    let speech = letter.speech;
    let mut content = begin(letter);
    let waits = letter.facts.state == ApplicationState::Waiting;
    let session = &letter.card.session;
    content.paragraph(if waits && session.format.has_hall() {
        speech.t("letter-reminder-waiting")
    } else {
        speech.t("letter-reminder-online")
    });
    letter.add_session(&mut content, vec![letter.number()]);
    if session.broadcast_url.is_none() {
        content.paragraph(speech.t("letter-reminder-no-broadcast"));
    }
    letter.add_own_page(&mut content);
    letter.add_ways(&mut content);
    content
}
