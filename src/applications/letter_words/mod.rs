//! Letters to applicants put into words, when they are sent. What was true of the application stands in the
//! letter's facts; what concerns the session is read now, so that a letter that waited tells no old time or
//! place.

mod decisions;
mod invitation;
mod letter;
mod reminder;

use chrono::{DateTime, Utc};

use super::record::{Application, Hall};
use crate::app::App;
use crate::database::AnyConnection;
use crate::law::application_course::ApplicationState;
use crate::law::session_course::SessionStatus;
use crate::outbox::record::Row;
use crate::outbox::{Calendar, Content, Unwritable};
use crate::sessions;
use crate::sessions::card::SessionCard;
use invitation::Invitation;

pub use decisions::{admitted, corrected, moved_online, refused, reseated};
pub use letter::Letter;
pub use reminder::reminder;

/// The receipt, with the place that the application got.
///
/// # Errors
/// [`Unwritable`], as all here: the session is gone, or the facts cannot be read.
pub fn received(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of_place(app, connection, row)?;
    let subject = match letter.facts.state {
        ApplicationState::Overflow => "letter-subject-overflow",
        ApplicationState::Waiting => "letter-subject-waiting",
        ApplicationState::Incomplete => "letter-subject-incomplete",
        _ => "letter-subject-seated",
    };
    let mut content = letter.begin(subject);
    letter.add_receipt(&mut content);
    Ok(content)
}

/// A seat became free, in the hall or in the overflow hall.
///
/// # Errors
/// As [`received`].
pub fn promoted(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of_place(app, connection, row)?;
    let overflow = letter.facts.state == ApplicationState::Overflow;
    let mut content = letter.begin(if overflow {
        "letter-subject-promoted-overflow"
    } else {
        "letter-subject-promoted"
    });
    content.paragraph(letter.speech.t("letter-seat-free"));
    letter.add_place(&mut content);
    letter.add_session(&mut content, vec![letter.number()]);
    letter.add_what_next(&mut content);
    letter.add_own_page(&mut content);
    letter.add_ways(&mut content);
    content.calendar = letter.to_come();
    Ok(content)
}

/// The application was withdrawn.
///
/// # Errors
/// As [`received`].
pub fn withdrawn(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of(app, connection, row)?;
    let mut content = letter.begin("letter-subject-withdrawn");
    content.heading = letter.state_word(ApplicationState::Withdrawn);
    content.paragraph(letter.speech.t("app-withdrawn"));
    letter.add_session(&mut content, vec![letter.number()]);
    letter.add_cutoff(&mut content);
    letter.add_ways(&mut content);
    // An emergency left the session in the calendars of those whom it sent to the broadcast.
    let watches = letter.facts.state == ApplicationState::MovedOnline
        && sessions::now::is_in_emergency(&letter.card.session);
    let noted = letter.had_seat() || watches;
    content.calendar = noted.then(|| letter.invitation().no_more());
    Ok(content)
}

/// The session as the calendar of one who has a seat learns of its changes: the appointment anew, or its end where the
/// session does not take place. So it is for one whom an emergency sent to the broadcast, and nothing for others without
/// a seat. `ordered_at` is when the letter was ordered.
#[must_use]
pub fn appointment(
    app: &App,
    card: &SessionCard,
    application: &Application,
    attendee: &str,
    ordered_at: DateTime<Utc>,
) -> Option<Calendar> {
    let watches =
        application.state == ApplicationState::MovedOnline && card.session.emergency_id.is_some();
    if application.hall.is_none() && !watches {
        return None;
    }
    let speech = app.speech(application.language);
    let overflow = card.seating.overflow_place.as_deref();
    let other_hall = overflow.filter(|_| application.hall == Some(Hall::Overflow));
    let invitation = Invitation {
        card,
        application: application.id.as_str(),
        number: &application.number,
        sequence: card.session.sequence.saturating_add(application.revision),
        attendee,
        speech,
        origin: &app.public_origin(),
        other_hall: other_hall.map(|hall| hall.in_language(speech.language()).0),
        ordered_at,
    };
    match card.status {
        SessionStatus::Cancelled => Some(invitation.no_more()),
        _ => invitation.to_come(),
    }
}
