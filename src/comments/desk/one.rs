//! One comment at the desk, and the acts on it. A form that was made of another state writes nothing and shows both.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::Markup;

use super::one_views::{self, Page};
use super::{Known, form, inbox_of, opened, refusals};
use crate::comments::actions::{self, Refusal, Seen};
use crate::comments::record::Comment;
use crate::comments::views::entry;
use crate::database::{Id, Lane, Work};
use crate::sessions::desk_frame::{self, Part};
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Right, Sent, SignedIn};
use crate::web::form::title_after;
use crate::web::problem::FieldFault;

/// `GET /desk/comments/{comment}`.
pub async fn page(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let known = opened(&desk, &path, Right::SeeComments).await?;
    if let Some(fields) = desk.kept_fields().await? {
        return Ok(desk::shown(shown(&desk, &known, &fields, &[], None)));
    }
    let fields = form::filled(&known);
    Ok(desk::shown(shown(&desk, &known, &fields, &[], None)))
}

/// `POST /desk/comments/{comment}/show`.
pub async fn show(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let known = opened(&sent.desk, &path, Right::KeepComments).await?;
    done(sent, known, "comment-shown", |work, (staff, seen), now| {
        actions::show(work, now, staff, seen)
    })
    .await
}

/// `POST /desk/comments/{comment}/hide`.
pub async fn hide(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let known = opened(&sent.desk, &path, Right::KeepComments).await?;
    let hiding = match form::read_hiding(sent.desk.visit.speech(), &sent.fields) {
        Ok(hiding) => hiding,
        Err(faults) => return Ok(again(&sent, &known, &faults)),
    };
    let act = move |work: &mut Work<'_>, (staff, seen), now| {
        actions::hide(work, now, staff, seen, &hiding)
    };
    done(sent, known, "comment-hidden", act).await
}

/// `POST /desk/comments/{comment}/answer`.
pub async fn answer(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let known = opened(&sent.desk, &path, Right::KeepComments).await?;
    let new = match form::read_answer(sent.desk.visit.speech(), &sent.fields) {
        Ok(new) => new,
        Err(faults) => return Ok(again(&sent, &known, &faults)),
    };
    let act = move |work: &mut Work<'_>, (staff, seen), now| {
        actions::answer(work, now, staff, seen, &new)
    };
    done(sent, known, "comment-answered", act).await
}

/// `POST /desk/comments/{comment}/join`.
pub async fn join(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let known = opened(&sent.desk, &path, Right::KeepComments).await?;
    let number = match form::read_number(sent.desk.visit.speech(), &sent.fields) {
        Ok(number) => number,
        Err(faults) => return Ok(again(&sent, &known, &faults)),
    };
    let word = match number {
        Some(_) => "comment-joined",
        None => "comment-separated",
    };
    let act = move |work: &mut Work<'_>, (staff, seen), now| {
        actions::join(work, now, staff, seen, number)
    };
    done(sent, known, word, act).await
}

/// Performs an act of a form and leads back to the inbox.
async fn done<F>(sent: Sent, known: Known, word: &str, act: F) -> Result<HttpResponse, Problem>
where
    F: FnOnce(&mut Work<'_>, (Id, Seen), chrono::DateTime<chrono::Utc>) -> Result<Comment, Refusal>
        + Send
        + 'static,
{
    let comment = &known.entry.comment;
    let session = comment.session_id;
    let (now, staff) = (sent.desk.visit.now, sent.desk.person.id);
    let seen = form::seen(&sent.fields, comment);
    let ended = sent
        .desk
        .visit
        .app
        .database
        .write(Lane::Session(session), move |work| {
            act(work, (staff, seen), now)
        })
        .await;
    match ended {
        Ok(_) => Ok(desk::see_done(&inbox_of(session), word)),
        Err(Refusal::Stale) => stale(sent, comment.id).await,
        Err(refusal) => {
            let faults = refusals::as_faults(sent.desk.visit.speech(), refusal)?;
            Ok(again(&sent, &known, &faults))
        }
    }
}

fn shown(
    desk: &SignedIn,
    known: &Known,
    fields: &Fields,
    faults: &[FieldFault],
    above: Option<Markup>,
) -> Markup {
    let speech = desk.visit.speech();
    let heading = entry::number(speech, known.entry.comment.number);
    let title = title_after(speech, heading, above.is_some() || !faults.is_empty());
    let content = one_views::content(&Page {
        desk,
        known,
        fields,
        faults,
        above,
    });
    desk_frame::page(desk, &known.session, Part::Comments, &title, &content)
}

fn again(sent: &Sent, known: &Known, faults: &[FieldFault]) -> HttpResponse {
    desk::shown_again(shown(&sent.desk, known, &sent.fields, faults, None))
}

/// Somebody else was faster: both states, and what was typed in a form made of what stands now.
async fn stale(sent: Sent, comment: Id) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = opened(&desk, comment.as_str(), Right::KeepComments).await?;
    let speech = desk.visit.speech();
    let mut differences = vec![Difference {
        label: speech.t("comment-desk-state"),
        yours: form::seen_state(&fields)
            .map_or_else(String::new, |state| entry::state(speech, state)),
        theirs: entry::state(speech, known.entry.comment.state),
    }];
    let stands = form::filled(&known);
    for name in ["answer-kk", "answer-ru", "by-name", "by-position", "number"] {
        let (yours, theirs) = (fields.text(name), stands.text(name));
        if fields.has(name) && yours != theirs {
            differences.push(Difference {
                label: speech.t(&format!("comment-desk-{name}")),
                yours: yours.to_owned(),
                theirs: theirs.to_owned(),
            });
        }
    }
    let both = desk::both_states(speech, &differences);
    let typed = fields.without(&[form::REVISION, form::STATE]);
    let page = shown(&desk, &known, &typed, &[], Some(both));
    Ok(desk::shown_stale(page))
}
