//! The session begins, or ends, by the desk's word: asked first, since neither is taken back.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::{Markup, html};

use super::overview::card_of;
use super::stale::since_changed;
use super::{form, refusals};
use crate::args;
use crate::database::Lane;
use crate::journal::Actor;
use crate::law::session_course::SessionAct;
use crate::sessions::actions::{self, Refusal};
use crate::sessions::card::SessionCard;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::views::status_badge;
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Right, Sent, SignedIn};
use crate::web::signs::{self, Tone};

/// What the desk may say of the course of a session, with the word of what was done.
const ACTS: [(SessionAct, &str); 2] = [
    (SessionAct::GoLive, "session-live"),
    (SessionAct::End, "session-ended"),
];

/// Whether the desk may say it now.
pub fn possible(desk: &SignedIn, card: &SessionCard, act: SessionAct) -> bool {
    let starts_at = card.session.starts_at.utc();
    actions::allowed(&card.session, act, desk.visit.now).is_ok()
        && act.in_its_time(starts_at, desk.visit.now).is_ok()
}

fn asked(act: &str) -> Option<(SessionAct, &'static str)> {
    let mut acts = ACTS.into_iter();
    acts.find(|(known, _)| known.as_str() == act)
}

/// `GET /desk/sessions/{session}/course?act=…`: whether that is meant.
pub async fn ask(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let card = card_of(&desk, &path, Right::KeepSessions).await?;
    let query = desk.visit.path_and_query.split_once('?');
    let query = Fields::decode(query.map_or("", |(_, query)| query).as_bytes());
    let kept = desk.kept_fields().await?;
    let act = kept.as_ref().unwrap_or(&query).text("act").to_owned();
    let Some((act, _)) = asked(&act) else {
        return Ok(desk::see(&format!("/desk/sessions/{}", card.session.id)));
    };
    let seen = match &kept {
        Some(kept) => kept.raw(form::SEEN).to_owned(),
        None => form::seen_field(card.session.updated_at),
    };
    Ok(desk::shown(page(&desk, &card, act, &seen, &[])))
}

/// `POST /desk/sessions/{session}/course`.
pub async fn move_along(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let session = desk_frame::opened(&desk, &path, Right::KeepSessions).await?;
    let Some((act, word)) = asked(fields.text("act")) else {
        return Ok(desk::see(&format!("/desk/sessions/{}", session.id)));
    };
    let seen = form::seen(&fields);
    let (id, now) = (session.id, desk.visit.now);
    let actor = Actor::Staff(desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(id), move |work| {
            actions::move_along_at_desk(work, now, &actor, (id, seen), act)
        })
        .await;
    match done {
        Ok(_) => Ok(desk::see_done(&format!("/desk/sessions/{id}"), word)),
        Err(Refusal::Stale) => {
            let card = card_of(&desk, &path, Right::KeepSessions).await?;
            let difference = since_changed(desk.visit.speech(), &card.session, &fields);
            let seen = form::seen_field(card.session.updated_at);
            let page = page(&desk, &card, act, &seen, &[difference]);
            Ok(desk::shown_stale(page))
        }
        Err(refusal) => Err(refusals::as_problem(desk.visit.speech(), refusal)),
    }
}

fn page(
    desk: &SignedIn,
    card: &SessionCard,
    act: SessionAct,
    seen: &str,
    stale: &[Difference],
) -> Markup {
    let speech = desk.visit.speech();
    let session = &card.session;
    let heading = match act {
        SessionAct::End => speech.t("course-title-end"),
        _ => speech.t("course-title-go-live"),
    };
    let here = format!("/desk/sessions/{}", session.id);
    let may_be = card.status.after(act).is_ok();
    let too_soon = act
        .in_its_time(session.starts_at.utc(), desk.visit.now)
        .err();
    let from = too_soon.map(|too_soon| speech.date_time(session.zone.local(too_soon.from)));
    let content = html! {
        h1 { (heading) }
        @if !stale.is_empty() { (desk::both_states(speech, stale)) }
        p.badges { (status_badge(speech, card.status)) }
        (signs::facts(html! {
            dt { (speech.t("session")) } dd { (super::list_view::name(speech, card)) }
            dt { (speech.t("label-start")) } dd { (speech.date_time_with_weekday(card.starts_locally())) }
        }))
        @if !may_be {
            @let status = args! { "status" => speech.t(&format!("status-{}", card.status)) };
            (signs::notice(Tone::Warn, speech.tf("refusal-no-such-move", &status)))
        } @else if let Some(from) = from {
            (signs::notice(Tone::Warn, speech.tf("refusal-too-soon", &args! { "datetime" => from })))
        } @else {
            p { (speech.t("course-says")) }
        }
        @if may_be && too_soon.is_none() {
            form method="post" action=(format!("{here}/course?act={act}")) {
                (desk::csrf_field(desk))
                input type="hidden" name=(form::SEEN) value=(seen);
                input type="hidden" name="act" value=(act);
                div.actions {
                    button { (heading) }
                    a.button-quiet href=(here) { (speech.t("editor-leave")) }
                }
            }
        } @else {
            p { a.button-quiet href=(here) { (speech.t("editor-leave")) } }
        }
    };
    desk_frame::page(desk, session, Part::Overview, &heading, &content)
}
