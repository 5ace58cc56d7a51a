//! Letters to those whom an emergency sent to the broadcast, put into words when they are sent. All that they say is what
//! stands then: the broadcast may have got its address meanwhile, the day may be another one.

use crate::app::App;
use crate::applications::letter_words::Letter;
use crate::applications::record::Application;
use crate::database::{AnyConnection, Id};
use crate::emergencies::store;
use crate::language::{Multilingual, Speech};
use crate::law::application_course::ApplicationState;
use crate::law::session_course::{Access, SessionStatus};
use crate::news::letters::Facts;
use crate::outbox::record::Row;
use crate::outbox::{Content, Unwritable};
use crate::sessions::store::emergency as emergency_of;

/// The session is open online only: why, where to watch it, and that the seat and the pass are void.
///
/// # Errors
/// [`Unwritable`]: the facts cannot be read, or the session is gone; needless where it was called off or closed, or the
/// person has another place by now.
pub fn emergency(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let application = reader(connection, row)?;
    let place = store::former_state(connection, application.session_id, application.id)?;
    let letter = about(app, connection, row, &application)?;
    let by = letter.card.session.emergency_id;
    let by = by.map(|by| emergency_of(connection, by)).transpose()?;
    let (Some(place), Some(by)) = (place, by.flatten()) else {
        return Err(needless("the person has another place by now"));
    };
    let speech = letter.speech;
    let mut content = begin(&letter, "emergency-letter-heading");
    content.paragraph(speech.t("emergency-says"));
    content.paragraph(speech.t("emergency-letter-stays-open"));
    let format = speech.t(&format!("format-{}", letter.card.session.format));
    let facts = vec![
        letter.number(),
        letter.fact_in("emergency-basis", &by.emergency.basis),
        letter.fact("format", format),
    ];
    letter.add_session(&mut content, facts);
    let (void, nothing_to_do) = match place {
        ApplicationState::Waiting => (
            "emergency-letter-waiting-void",
            "emergency-letter-nothing-to-do-waiting",
        ),
        ApplicationState::Incomplete => (
            "emergency-letter-incomplete-void",
            "emergency-letter-nothing-to-do-incomplete",
        ),
        _ => (
            "emergency-letter-seat-void",
            "emergency-letter-nothing-to-do",
        ),
    };
    content.paragraph(speech.t(void));
    if letter.card.session.broadcast_url.is_none() {
        content.paragraph(speech.t("emergency-letter-broadcast-follows"));
    }
    content.paragraph(speech.t(nothing_to_do));
    content.paragraph(speech.t("emergency-letter-withdraw"));
    letter.add_own_page(&mut content);
    letter.add_ways(&mut content);
    content.calendar = letter.to_watch();
    Ok(content)
}

/// What the letter says to one who had a seat, without what stands in it about the session: for whoever is about to
/// declare. In one language; the first line is its heading.
#[must_use]
pub fn sketch(speech: Speech<'_>, basis: &Multilingual) -> Vec<String> {
    let (basis, _) = basis.in_language(speech.language());
    vec![
        speech.t("emergency-letter-heading"),
        speech.t("emergency-says"),
        speech.t("emergency-letter-stays-open"),
        format!("{}: {basis}", speech.t("emergency-basis")),
        speech.t("emergency-letter-seat-void"),
        speech.t("emergency-letter-nothing-to-do"),
        speech.t("emergency-letter-withdraw"),
    ]
}

/// The session has its hall again, and the person the former place or a better one.
///
/// # Errors
/// As [`emergency`]; needless where the session is online again.
pub fn hall_again(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let application = reader(connection, row)?;
    let letter = about(app, connection, row, &application)?;
    if !letter.card.session.format.has_hall() {
        return Err(needless("the session has no hall any more"));
    }
    let speech = letter.speech;
    let mut content = begin(&letter, "hall-again-letter-heading");
    content.paragraph(speech.t("hall-again-letter-says"));
    letter.add_place(&mut content);
    if application.hall.is_some() {
        content.paragraph(speech.t("hall-again-letter-pass"));
    }
    letter.add_session(&mut content, vec![letter.number()]);
    letter.add_what_next(&mut content);
    letter.add_own_page(&mut content);
    letter.add_ways(&mut content);
    // Who waits was to watch, and is invited to nothing now.
    let calendar = letter.to_come();
    content.calendar = calendar.or_else(|| Some(letter.strike_out()));
    Ok(content)
}

fn needless(why: &str) -> Unwritable {
    Unwritable::Needless(why.to_owned())
}

/// The application that a letter is for, as long as it is there.
fn reader(connection: &mut AnyConnection, row: &Row) -> Result<Application, Unwritable> {
    let never = || Unwritable::Never("its facts cannot be read".to_owned());
    let facts: Facts = serde_json::from_value((*row.payload).clone()).map_err(|_| never())?;
    let id = Id::parse(&facts.person).ok_or_else(never)?;
    let application = crate::applications::store::by_id(connection, id)?;
    let gone = [ApplicationState::Withdrawn, ApplicationState::Refused];
    application
        .filter(|one| !gone.contains(&one.state))
        .ok_or_else(|| needless("the application is no longer there"))
}

fn about<'a>(
    app: &'a App,
    connection: &mut AnyConnection,
    row: &'a Row,
    application: &Application,
) -> Result<Letter<'a>, Unwritable> {
    let letter = Letter::as_it_stands(app, connection, row, application)?;
    if letter.card.session.status == SessionStatus::Cancelled {
        return Err(needless("the session was called off"));
    }
    // Told by a letter of its own, which goes at once (CL-9).
    if letter.card.session.access == Access::Closed {
        return Err(needless("the session is held closed"));
    }
    Ok(letter)
}

fn begin(letter: &Letter<'_>, heading: &str) -> Content {
    let heading = letter.speech.t(heading);
    let language = letter.speech.language();
    let (title, _) = letter.card.session.title.in_language(language);
    let mut content = letter.begin_with(format!("{heading}: {title}"));
    content.heading = heading;
    content
}
