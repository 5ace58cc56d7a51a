//! What those who applied are told.

use chrono::{DateTime, Utc};

use super::notice::Notice;
use crate::app::App;
use crate::applications::letter_words::appointment;
use crate::applications::record::{Application, Hall};
use crate::applications::store;
use crate::database::AnyConnection;
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::law::session_course::Access;
use crate::news::Kind;
use crate::outbox::record::Row;
use crate::outbox::{Content, Fact, Unwritable};
use crate::sessions;

/// The session was changed, moved or called off, or its results were published.
///
/// # Errors
/// [`Unwritable`]: the session is gone, or the facts cannot be read; needless for one who withdrew meanwhile.
pub fn applicant(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let notice = Notice::of(app, connection, row)?;
    let application = store::by_id(connection, notice.person()?)?;
    let gone = |one: &Application| {
        matches!(
            one.state,
            ApplicationState::Withdrawn | ApplicationState::Refused
        )
    };
    let needless = || Unwritable::Needless("the application is no longer there".to_owned());
    let application = application.filter(|one| !gone(one)).ok_or_else(needless)?;
    let mut content = notice.begin();
    notice.add_news(&mut content);
    notice.add_session(&mut content, own_facts(&notice, &application));
    match notice.kind {
        Kind::Results => notice.add_results(&mut content),
        Kind::Cancelled => called_off(&notice, &mut content),
        _ if notice.card.session.access == Access::Closed => {
            shut_out(&notice, &application, &mut content);
        }
        _ => still_on(&notice, &application, app.now(), &mut content),
    }
    notice.add_contact(&mut content);
    if notice.kind != Kind::Results {
        let ordered_at = row.created_at.utc();
        content.calendar = appointment(app, &notice.card, &application, &row.recipient, ordered_at);
    }
    Ok(content)
}

fn own_facts(notice: &Notice<'_>, application: &Application) -> Vec<Fact> {
    let mut facts = vec![notice.fact("letter-number", application.number.clone())];
    let overflow = notice.card.seating.overflow_place.as_deref();
    if let Some(hall) = overflow.filter(|_| application.hall == Some(Hall::Overflow)) {
        facts.push(notice.fact_in("letter-your-hall", hall));
    }
    facts
}

fn called_off(notice: &Notice<'_>, content: &mut Content) {
    content.paragraph(notice.speech.t("notice-cancelled-application"));
    content.paragraph(notice.speech.t("notice-agenda-stays"));
    notice.add_announcement(content);
}

/// The hall is closed to everybody; nobody is refused by it.
fn shut_out(notice: &Notice<'_>, application: &Application, content: &mut Content) {
    content.paragraph(notice.speech.t("closing-letter-hall"));
    if application.state != ApplicationState::MovedOnline {
        content.paragraph(notice.speech.t("closing-letter-application"));
        let own = notice.page(&format!("applications/{}", application.secret));
        content.act(notice.speech.t("application-title"), own);
    }
    notice.add_announcement(content);
    notice.add_complaint(content);
}

fn still_on(
    notice: &Notice<'_>,
    application: &Application,
    now: DateTime<Utc>,
    content: &mut Content,
) {
    // Who was sent to the broadcast has nothing to withdraw.
    if application.state != ApplicationState::MovedOnline {
        // Another day or hour is another appointment: each is asked, and stays unless they say otherwise.
        let asks = notice.kind == Kind::Postponed;
        // Who was there already, or whose session is over, is not asked to give the seat to somebody else.
        let session = &notice.card.session;
        let goes_on = sessions::now::is_not_over(session, now) && now < session.closes_at.utc();
        let comes = application.state.allows(ApplicationAct::Withdraw) && goes_on;
        let stays = match application.state {
            ApplicationState::Incomplete => "notice-application-incomplete",
            ApplicationState::Waiting if asks => "notice-application-asked-waits",
            ApplicationState::Waiting => "notice-application-waits",
            _ if asks => "notice-application-asked",
            _ => "notice-application-stays",
        };
        if comes {
            content.paragraph(notice.speech.t(stays));
        }
        let own = notice.page(&format!("applications/{}", application.secret));
        content.act(notice.speech.t("application-title"), own);
        if asks {
            let withdraw = format!("applications/{}/withdraw", application.secret);
            content.link(
                notice.speech.t("withdraw-application"),
                notice.page(&withdraw),
            );
        }
        if !notice.card.session.several().is_empty() {
            content.paragraph(notice.speech.t("notice-pass-holds"));
        }
    }
    notice.add_broadcast(content);
    notice.add_announcement(content);
    if notice.closes_something() {
        content.paragraph(notice.speech.t("closing-letter-items"));
        notice.add_complaint(content);
    }
}
