//! The preview, and making a session public. What is shown is what is published: the same view of the same session.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::{Markup, html};

use super::announcing_view::{self, Announcing};
use super::overview::card_of;
use super::stale::since_changed;
use super::{form, refusals};
use crate::database::Lane;
use crate::journal::Actor;
use crate::sessions::actions::{self, Refusal};
use crate::sessions::card::SessionCard;
use crate::sessions::deadlines::Counting;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::emergency_words;
use crate::sessions::store::covering;
use crate::sessions::views::announcement;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn};
use crate::web::form::title_after;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// The session as the public will see it, or sees it.
fn as_published(desk: &SignedIn, card: &SessionCard) -> Result<SessionCard, Refusal> {
    if card.session.status.is_public() {
        return Ok(card.clone());
    }
    let counting = Counting::of(&desk.visit.app);
    let (now, details) = (desk.visit.now, card.details());
    let sketch = actions::sketch(now, &counting, &card.body, &card.session, &details)?;
    Ok(card.preview(sketch.session, sketch.details, now))
}

/// The same as a standing emergency lets it be announced, and what it does not allow.
async fn in_emergency(
    desk: &SignedIn,
    published: SessionCard,
) -> Result<(SessionCard, Vec<FieldFault>), Problem> {
    let (now, session) = (desk.visit.now, published.session.clone());
    let judged = desk
        .visit
        .app
        .database
        .read(move |connection| actions::in_emergency(connection, session, now))
        .await;
    match judged {
        Ok(session) => {
            let details = published.details();
            Ok((published.preview(session, details, now), Vec::new()))
        }
        Err(refusal) => Ok((
            published,
            refusals::as_faults(desk.visit.speech(), refusal)?,
        )),
    }
}

/// `GET /desk/sessions/{session}/preview`.
pub async fn preview(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let card = card_of(&desk, &path, Right::SeeSessions).await?;
    let speech = desk.visit.speech();
    let published =
        as_published(&desk, &card).map_err(|refusal| refusals::as_problem(speech, refusal))?;
    let banner = signs::notice(
        Tone::Warn,
        html! {
            p {
                strong { (speech.t("editor-preview")) } ". " (speech.t("editor-preview-says")) " "
                a href=(format!("/desk/sessions/{}", card.session.id)) { (speech.t("editor-back")) }
            }
        },
    );
    let page = announcement::page_under(&desk.visit, &published, &banner);
    Ok(desk::shown(page))
}

/// `GET /desk/sessions/{session}/announce`.
pub async fn look(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let card = card_of(&desk, &path, Right::KeepSessions).await?;
    let fields = match desk.kept_fields().await? {
        Some(kept) => kept,
        None => stored(&card),
    };
    let page = page(&desk, &card, &fields, &[], html! {}).await?;
    Ok(desk::shown(page))
}

fn stored(card: &SessionCard) -> Fields {
    let mut fields = Fields::default();
    let reason = |reason: &Option<String>| reason.clone().unwrap_or_default();
    fields.add("late_reason", reason(&card.session.late_reason));
    fields.add("format_reason", reason(&card.session.format_reason));
    fields.add(form::SEEN, form::seen_field(card.session.updated_at));
    fields
}

/// `POST /desk/sessions/{session}/announce`.
pub async fn announce(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let card = card_of(&desk, &path, Right::KeepSessions).await?;
    let given = |name: &str, kept: &Option<String>| {
        if fields.has(name) {
            fields.given(name).map(str::to_owned)
        } else {
            kept.clone()
        }
    };
    let announcing = actions::Announcing {
        seen: form::seen(&fields),
        late_reason: given("late_reason", &card.session.late_reason),
        format_reason: given("format_reason", &card.session.format_reason),
    };
    let speech = desk.visit.speech();
    let faults = announcing_view::too_long(speech, &fields);
    if !faults.is_empty() {
        let page = page(&desk, &card, &fields, &faults, html! {}).await?;
        return Ok(desk::shown_again(page));
    }
    let (app, now) = (desk.visit.app.clone(), desk.visit.now);
    let (id, actor) = (card.session.id, Actor::Staff(desk.person.id));
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(id), move |work| {
            let counting = Counting::in_act(work, &app)?;
            actions::announce_at_desk(work, now, &counting, &actor, (id, &announcing))
        })
        .await;
    match done {
        Ok(_) => Ok(desk::see_done(
            &format!("/desk/sessions/{id}"),
            "session-announced",
        )),
        Err(Refusal::Stale) => stale(&desk, fields, &path).await,
        Err(refusal) => {
            let faults = refusals::as_faults(speech, refusal)?;
            let page = page(&desk, &card, &fields, &faults, html! {}).await?;
            Ok(desk::shown_again(page))
        }
    }
}

/// The draft is no longer the one that was looked at: it is shown as it stands, to be looked at again.
async fn stale(desk: &SignedIn, fields: Fields, path: &str) -> Result<HttpResponse, Problem> {
    let card = card_of(desk, path, Right::KeepSessions).await?;
    let speech = desk.visit.speech();
    let difference = since_changed(speech, &card.session, &fields);
    let mut fields = fields.without(&[form::SEEN]);
    fields.add(form::SEEN, form::seen_field(card.session.updated_at));
    let both = desk::both_states(speech, &[difference]);
    let page = page(desk, &card, &fields, &[], both).await?;
    Ok(desk::shown_stale(page))
}

async fn page(
    desk: &SignedIn,
    card: &SessionCard,
    fields: &Fields,
    faults: &[FieldFault],
    above: Markup,
) -> Result<Markup, Problem> {
    let speech = desk.visit.speech();
    if card.body.exempt {
        return Err(refusals::as_problem(speech, Refusal::Exempt));
    }
    if card.session.status.is_public() {
        let no_move = card
            .session
            .status
            .after(crate::law::session_course::SessionAct::Announce);
        if let Err(no_move) = no_move {
            return Err(refusals::as_problem(speech, no_move.into()));
        }
    }
    let published =
        as_published(desk, card).map_err(|refusal| refusals::as_problem(speech, refusal))?;
    let (published, barred) = in_emergency(desk, published).await?;
    let faults = if faults.is_empty() { &barred } else { faults };
    let heading = speech.t("editor-announce");
    let went_wrong = !above.0.is_empty() || !faults.is_empty();
    let (session, now) = (card.session.clone(), desk.visit.now);
    let emergency = desk
        .visit
        .app
        .database
        .read(move |connection| covering(connection, &session, now))
        .await
        .map_err(Problem::from)?;
    let online = emergency_words::for_the_desk(speech, emergency.as_slice());
    let above = html! { (above) (online) };
    let announcing = Announcing {
        desk,
        card,
        published: &published,
        fields,
        faults,
        above,
    };
    let content = announcing_view::content(&announcing, &heading);
    let title = title_after(speech, heading, went_wrong);
    Ok(desk_frame::page(
        desk,
        &card.session,
        Part::Overview,
        &title,
        &content,
    ))
}
