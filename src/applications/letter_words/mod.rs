//! Letters to applicants put into words, when they are sent. What was true of the application stands in the
//! letter's facts; what concerns the session is read now, so that a letter that waited tells no old time or
//! place.

mod decisions;
mod invitation;
mod letter;
mod reminder;

use crate::app::App;
use crate::database::AnyConnection;
use crate::law::application_course::ApplicationState;
use crate::outbox::record::Row;
use crate::outbox::{Content, Unwritable};
use letter::Letter;

pub use decisions::{admitted, corrected, moved_online, refused, reseated};
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
    let letter = Letter::of(app, connection, row)?;
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
    let letter = Letter::of(app, connection, row)?;
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
    content.calendar = letter.had_seat().then(|| letter.invitation().no_more());
    Ok(content)
}
