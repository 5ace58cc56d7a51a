//! What the desk decided, put into words.

use super::letter::Letter;
use crate::app::App;
use crate::applications::store;
use crate::args;
use crate::database::{AnyConnection, Id};
use crate::law::application_course::ApplicationState;
use crate::law::refusal::COMPLAINT;
use crate::law::session_course::SessionStatus;
use crate::outbox::record::Row;
use crate::outbox::{Content, Unwritable};

/// The applicant is admitted.
///
/// # Errors
/// [`Unwritable`], as all here: the session is gone, or the facts cannot be read.
pub fn admitted(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of_place(app, connection, row)?;
    let mut content = letter.begin("letter-subject-admitted");
    letter.add_place(&mut content);
    letter.add_session(&mut content, vec![letter.number()]);
    letter.add_what_next(&mut content);
    letter.add_own_page(&mut content);
    letter.add_ways(&mut content);
    content.calendar = letter.to_come();
    Ok(content)
}

/// The application was refused: on what ground, in which words, and how to complain.
///
/// # Errors
/// As [`admitted`].
pub fn refused(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of(app, connection, row)?;
    let speech = letter.speech;
    let mut content = letter.begin("letter-subject-refused");
    let application = Id::parse(&letter.facts.application);
    let refusal = application.map(|id| store::desk::refusal_of(connection, id));
    if let Some(refusal) = refusal.transpose()?.flatten() {
        let word = refusal.ground.as_str().replace('_', "-");
        content.paragraph(speech.t(&format!("refusal-ground-{word}-says")));
        let paragraph = speech.t(&refusal.paragraph.key());
        content.paragraph(speech.tf("basis", &args! { "paragraph" => paragraph }));
    }
    if let Some(words) = &letter.facts.words {
        content.paragraph(words.clone());
    }
    letter.add_session(&mut content, vec![letter.number()]);
    letter.add_ways(&mut content);
    content.paragraph(speech.t("complain-how"));
    let basis = args! { "paragraph" => speech.t(&COMPLAINT.key()) };
    content.paragraph(speech.tf("basis", &basis));
    content.calendar = letter.no_more();
    Ok(content)
}

/// The broadcast is what remains; after the session, its recording and results.
///
/// # Errors
/// As [`admitted`].
pub fn moved_online(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of(app, connection, row)?;
    let speech = letter.speech;
    let mut content = letter.begin("letter-subject-moved-online");
    let begun = letter.card.session.starts_at.utc() <= app.now()
        || letter.card.status == SessionStatus::Held;
    if begun {
        let zone = letter.card.session.zone;
        let last_day = zone.local(letter.card.clocks.results_before.utc()).date();
        let last_day = last_day.pred_opt().unwrap_or(last_day);
        content.paragraph(speech.t("letter-came-after-the-session"));
        content.paragraph(speech.tf("results-due", &args! { "date" => speech.date(last_day) }));
    } else {
        content.paragraph(speech.t("letter-moved-online"));
    }
    letter.add_session(&mut content, vec![letter.number()]);
    letter.add_own_page(&mut content);
    letter.add_ways(&mut content);
    content.calendar = letter.no_more();
    Ok(content)
}

/// The contacts were corrected: the receipt once more, as things are now.
///
/// # Errors
/// As [`admitted`].
pub fn corrected(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of_place(app, connection, row)?;
    let mut content = letter.begin("letter-subject-corrected");
    content.paragraph(letter.speech.t("letter-corrected"));
    letter.add_receipt(&mut content);
    Ok(content)
}

/// A hall got smaller: another place, or one on the waiting list.
///
/// # Errors
/// As [`admitted`].
pub fn reseated(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of_place(app, connection, row)?;
    let waits = letter.facts.state == ApplicationState::Waiting;
    let mut content = letter.begin(if waits {
        "letter-subject-reseated-waiting"
    } else {
        "letter-subject-reseated"
    });
    content.paragraph(letter.speech.t("letter-reseated"));
    letter.add_place(&mut content);
    letter.add_session(&mut content, vec![letter.number()]);
    letter.add_what_next(&mut content);
    letter.add_own_page(&mut content);
    letter.add_ways(&mut content);
    if waits {
        content.paragraph(letter.speech.t("complain-how"));
    }
    content.calendar = letter.to_come().or_else(|| letter.no_more());
    Ok(content)
}
