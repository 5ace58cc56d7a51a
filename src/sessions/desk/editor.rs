//! Writing a session: new, over, as a copy.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::html;

use super::buttons::Pressed;
use super::editor_page::{Around, Known, copied, empty, page, stored};
use super::form::{self, SEEN};
use super::stale::{differences, since_changed};
use super::{Whose, reading, refusals, whose};
use crate::bodies;
use crate::database::Lane;
use crate::journal::Actor;
use crate::sessions::actions::{self, Edit, Order, Refusal};
use crate::sessions::deadlines::Counting;
use crate::sessions::desk_frame;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Reach, Right, Section, Sent, SignedIn};
use crate::web::layout::{today_in_the_capital, translated};
use crate::web::problem::FieldFault;

/// `GET /desk/sessions/new`: the form, or for whom it is, where there are several to choose from.
pub async fn new(desk: SignedIn) -> Result<HttpResponse, Problem> {
    // A form that is kept for no body of the person's keeps nobody from writing another.
    if let Some(fields) = desk.kept_fields().await?
        && let Ok(whose) = body_of(&desk, fields.text("body")).await
    {
        return Ok(desk::shown(page(
            &desk,
            &whose,
            None,
            fields,
            Around::default(),
        )));
    }
    let query = desk.visit.path_and_query.split_once('?');
    let asked = Fields::decode(query.map_or("", |(_, query)| query).as_bytes());
    if let Some(slug) = asked.given("body") {
        let whose = body_of(&desk, slug).await?;
        let fields = empty(&whose.body);
        return Ok(desk::shown(page(
            &desk,
            &whose,
            None,
            fields,
            Around::default(),
        )));
    }
    choose_body(&desk).await
}

/// The body of a slug, if the person writes for it.
async fn body_of(desk: &SignedIn, slug: &str) -> Result<Whose, Problem> {
    let slug = slug.to_owned();
    let found = desk
        .visit
        .app
        .database
        .read(move |connection| bodies::store::by_slug(connection, &slug))
        .await?;
    let body = found.ok_or(Problem::NotFound)?;
    desk.person.may(Right::KeepSessions, body.id)?;
    whose(desk, body.id).await
}

async fn choose_body(desk: &SignedIn) -> Result<HttpResponse, Problem> {
    let reach = desk.person.reach(Right::KeepSessions);
    if let Reach::Only(ids) = &reach
        && let [only] = ids.as_slice()
    {
        let whose = whose(desk, *only).await?;
        let fields = empty(&whose.body);
        return Ok(desk::shown(page(
            desk,
            &whose,
            None,
            fields,
            Around::default(),
        )));
    }
    let (today, _) = today_in_the_capital(desk.visit.now);
    let all = desk
        .visit
        .app
        .database
        .read(move |connection| bodies::reading::all(connection, today))
        .await?;
    let speech = desk.visit.speech();
    let heading = speech.t("editor-new");
    let content = html! {
        h1 { (heading) }
        p { (speech.t("editor-choose-body")) }
        ul {
            @for one in all.iter().filter(|one| reach.holds(one.body.id)) {
                li {
                    a href=(format!("/desk/sessions/new?body={}", one.body.slug)) {
                        (translated(speech.language(), &one.name))
                    }
                }
            }
        }
    };
    Ok(desk::shown(desk::page(
        desk,
        Section::Sessions,
        &heading,
        &content,
    )))
}

/// `POST /desk/sessions/new`.
pub async fn send_new(sent: Sent) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let whose = body_of(&desk, fields.text("body")).await?;
    let pressed = Pressed::of(&fields);
    let (fields, focus) = pressed.apply(fields);
    if pressed != Pressed::Save {
        let around = Around {
            focus,
            ..Around::default()
        };
        return Ok(desk::shown(page(&desk, &whose, None, fields, around)));
    }
    let speech = desk.visit.speech();
    let read = reading::read(speech, &fields, None);
    let order = match read.order {
        Some(order) if read.faults.is_empty() => order,
        _ => return Ok(wrong(&desk, &whose, None, fields, read.faults)),
    };
    let (app, now, body) = (desk.visit.app.clone(), desk.visit.now, whose.body.id);
    let actor = Actor::Staff(desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Any, move |work| {
            let counting = Counting::in_act(work, &app)?;
            actions::draft_new(work, now, &counting, &actor, body, &order)
        })
        .await;
    match done {
        Ok(entered) => {
            let address = format!("/desk/sessions/{}", entered.session.id);
            Ok(desk::see_done(&address, "session-saved"))
        }
        Err(refusal) => {
            let faults = refusals::as_faults(speech, refusal)?;
            Ok(wrong(&desk, &whose, None, fields, faults))
        }
    }
}

/// `GET /desk/sessions/{session}/edit`.
pub async fn edit(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (session, details) =
        desk_frame::opened_with_details(&desk, &path, Right::KeepSessions).await?;
    let whose = whose(&desk, session.body_id).await?;
    let fields = match desk.kept_fields().await? {
        Some(kept) => kept,
        None => stored(&session, &details),
    };
    let around = Around::default();
    Ok(desk::shown(page(
        &desk,
        &whose,
        Some((&session, &details)),
        fields,
        around,
    )))
}

/// `GET /desk/sessions/{session}/copy`: a new form with everything but what belongs to that day: the date, the
/// reason for being late, the files. Nothing is written before it is saved.
pub async fn copy(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (session, details) =
        desk_frame::opened_with_details(&desk, &path, Right::KeepSessions).await?;
    let whose = whose(&desk, session.body_id).await?;
    let fields = match desk.kept_fields().await? {
        Some(kept) => kept,
        None => copied(&session, &details),
    };
    Ok(desk::shown(page(
        &desk,
        &whose,
        None,
        fields,
        Around::default(),
    )))
}

/// `POST /desk/sessions/{session}/edit`.
pub async fn send(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let (session, details) =
        desk_frame::opened_with_details(&desk, &path, Right::KeepSessions).await?;
    let whose = whose(&desk, session.body_id).await?;
    let pressed = Pressed::of(&fields);
    let (fields, focus) = pressed.apply(fields);
    if pressed != Pressed::Save {
        let around = Around {
            focus,
            ..Around::default()
        };
        return Ok(desk::shown(page(
            &desk,
            &whose,
            Some((&session, &details)),
            fields,
            around,
        )));
    }
    let speech = desk.visit.speech();
    let before = Order::of(&session, &details);
    let announced_for = Some(before.starts).filter(|_| session.status.is_public());
    let fixed = announced_for.filter(|starts| form::says(&fields, *starts));
    let read = reading::read(speech, &fields, fixed);
    let order = match read.order {
        Some(order) if read.faults.is_empty() => order,
        _ => {
            return Ok(wrong(
                &desk,
                &whose,
                Some((&session, &details)),
                fields,
                read.faults,
            ));
        }
    };
    let edit = Edit {
        id: session.id,
        seen: form::seen(&fields),
        order,
        why: read.why,
    };
    let done = save(&desk, edit).await;
    match done {
        Ok(entered) => Ok(saved(&before, &entered)),
        Err(Refusal::Stale) => stale(&desk, &whose, fields, &path).await,
        Err(refusal) => {
            let faults = refusals::as_faults(speech, refusal)?;
            Ok(wrong(
                &desk,
                &whose,
                Some((&session, &details)),
                fields,
                faults,
            ))
        }
    }
}

async fn save(desk: &SignedIn, edit: Edit) -> Result<actions::Entered, Refusal> {
    let (app, now) = (desk.visit.app.clone(), desk.visit.now);
    let actor = Actor::Staff(desk.person.id);
    desk.visit
        .app
        .database
        .write(Lane::Session(edit.id), move |work| {
            let counting = Counting::in_act(work, &app)?;
            actions::save(work, now, &counting, &actor, &edit)
        })
        .await
}

/// On to the session, with the texts of which one language alone was changed.
fn saved(before: &Order, entered: &actions::Entered) -> HttpResponse {
    let after = Order::of(&entered.session, &entered.details);
    let word = match entered.done {
        bodies::actions::Done::Unchanged => "session-unchanged",
        _ if entered.session.status.is_public() => "session-revised",
        _ => "session-saved",
    };
    let to_check = super::overview::to_check(before, &after);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("done", word);
    for name in to_check {
        query.append_pair("check", &name);
    }
    let address = format!("/desk/sessions/{}?{}", entered.session.id, query.finish());
    desk::see(&address)
}

fn wrong(
    desk: &SignedIn,
    whose: &Whose,
    known: Known<'_>,
    fields: Fields,
    faults: Vec<FieldFault>,
) -> HttpResponse {
    let around = Around {
        faults,
        ..Around::default()
    };
    desk::shown_again(page(desk, whose, known, fields, around))
}

/// Somebody was faster: both states, and the form as it was sent, made of what stands now.
async fn stale(
    desk: &SignedIn,
    whose: &Whose,
    sent: Fields,
    id: &str,
) -> Result<HttpResponse, Problem> {
    let (session, details) = desk_frame::opened_with_details(desk, id, Right::KeepSessions).await?;
    let stands = stored(&session, &details);
    let speech = desk.visit.speech();
    let mut differing = differences(desk, &sent, &stands);
    if differing.is_empty() {
        // Clocks were counted anew, or files changed: nothing of the form.
        differing.push(since_changed(speech, &session, &sent));
    }
    let around = Around {
        stale: Some(desk::both_states(speech, &differing)),
        ..Around::default()
    };
    let mut fields = sent.without(&[SEEN]);
    fields.add(SEEN, stands.raw(SEEN));
    let page = page(desk, whose, Some((&session, &details)), fields, around);
    Ok(desk::shown_stale(page))
}
