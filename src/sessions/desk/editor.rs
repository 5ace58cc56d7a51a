//! Writing a session: new, over, as a copy.

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::{Datelike as _, NaiveDateTime};
use maud::{Markup, html};

use super::deadlines_view::{self, Shown};
use super::editor_view::{self, Editor};
use super::form::{self, Pressed, SEEN};
use super::{Whose, reading, refusals, whose};
use crate::args;
use crate::bodies;
use crate::bodies::record::Body;
use crate::database::Lane;
use crate::journal::Actor;
use crate::language::Language;
use crate::law::deadlines::SessionKind;
use crate::law::session_course::Format;
use crate::sessions::actions::{self, Edit, Order, Refusal};
use crate::sessions::deadlines::Counting;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::record::Session;
use crate::sessions::store::Details;
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Reach, Right, Section, Sent, SignedIn};
use crate::web::form::title;
use crate::web::layout::{today_in_the_capital, translated};
use crate::web::problem::FieldFault;

/// What is to stand on the page beside the form itself.
#[derive(Default)]
struct Around {
    faults: Vec<FieldFault>,
    focus: Option<String>,
    stale: Option<Markup>,
}

/// The time at which a new session is proposed to begin; it stands in the form to be changed.
const USUAL_TIME: &str = "10:00";

/// `GET /desk/sessions/new`: the form, or for whom it is, where there are several to choose from.
pub async fn new(desk: SignedIn) -> Result<HttpResponse, Problem> {
    if let Some(fields) = desk.kept_fields().await? {
        let whose = body_of(&desk, fields.text("body")).await?;
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

fn empty(body: &Body) -> Fields {
    let mut fields = Fields::default();
    fields.add("kind", body.kind.as_str());
    fields.add("starts-time", USUAL_TIME);
    fields.add("format", Format::Mixed.as_str());
    for language in [Language::Kk, Language::Ru] {
        fields.add("languages", language.code());
    }
    let (fields, _) = Pressed::Add.apply(fields);
    fields
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
    let (app, now, body) = (desk.visit.app.clone(), desk.visit.now, whose.body.clone());
    let actor = Actor::Staff(desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Any, move |work| {
            actions::draft_new(work, now, &Counting::of(&app), &actor, &body, &order)
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
        Some(&session),
        fields,
        around,
    )))
}

fn stored(session: &Session, details: &Details) -> Fields {
    let mut fields = form::of_order(&Order::of(session, details));
    fields.add(SEEN, form::seen_field(session.updated_at));
    fields
}

/// `GET /desk/sessions/{session}/copy`: a new form with everything but what belongs to that day: the date, the
/// reason for being late, the files. Nothing is written before it is saved.
pub async fn copy(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (session, details) =
        desk_frame::opened_with_details(&desk, &path, Right::KeepSessions).await?;
    let whose = whose(&desk, session.body_id).await?;
    let fields = match desk.kept_fields().await? {
        Some(kept) => kept,
        None => copied(&Order::of(&session, &details)),
    };
    Ok(desk::shown(page(
        &desk,
        &whose,
        None,
        fields,
        Around::default(),
    )))
}

fn copied(order: &Order) -> Fields {
    let mut order = order.clone();
    order.late_reason = None;
    for matter in &mut order.agenda {
        matter.id = None;
    }
    let time = order.starts.format("%H:%M").to_string();
    let mut fields = form::of_order(&order).without(&["starts-day", "starts-time", "ends-day"]);
    fields.add("starts-time", time);
    fields
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
            Some(&session),
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
        _ => return Ok(wrong(&desk, &whose, Some(&session), fields, read.faults)),
    };
    let edit = Edit {
        id: session.id,
        seen: form::seen(&fields).ok_or(Problem::Forbidden)?,
        order,
        why: read.why,
    };
    let done = save(&desk, &whose.body, edit).await;
    match done {
        Ok(entered) => Ok(saved(&before, &entered)),
        Err(Refusal::Stale) => stale(&desk, &whose, fields, &path).await,
        Err(refusal) => {
            let faults = refusals::as_faults(speech, refusal)?;
            Ok(wrong(&desk, &whose, Some(&session), fields, faults))
        }
    }
}

async fn save(desk: &SignedIn, body: &Body, edit: Edit) -> Result<actions::Entered, Refusal> {
    let (app, now, body) = (desk.visit.app.clone(), desk.visit.now, body.clone());
    let actor = Actor::Staff(desk.person.id);
    desk.visit
        .app
        .database
        .write(Lane::Session(edit.id), move |work| {
            actions::save(work, now, &Counting::of(&app), &actor, &body, &edit)
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
    known: Option<&Session>,
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
    let around = Around {
        stale: Some(desk::both_states(
            speech,
            &differences(desk, &sent, &stands),
        )),
        ..Around::default()
    };
    let mut fields = sent.without(&[SEEN]);
    fields.add(SEEN, stands.raw(SEEN));
    let page = page(desk, whose, Some(&session), fields, around);
    Ok(desk::shown_stale(page))
}

fn differences(desk: &SignedIn, sent: &Fields, stands: &Fields) -> Vec<Difference> {
    let speech = desk.visit.speech();
    let mut names: Vec<&str> = Vec::new();
    let known = stands.iter().map(|(name, _)| name);
    let matters = sent.iter().map(|(name, _)| name);
    for name in known.chain(matters.filter(|name| form::is_of_matter(name))) {
        let counts = name != SEEN && !name.ends_with("-id");
        if counts && !names.contains(&name) {
            names.push(name);
        }
    }
    let value = |fields: &Fields, name: &str| -> String {
        let all: Vec<String> = fields
            .all(name)
            .map(|value| in_words(desk, name, value))
            .collect();
        all.join(", ")
    };
    names
        .into_iter()
        .map(|name| Difference {
            label: form::label(speech, name),
            yours: value(sent, name),
            theirs: value(stands, name),
        })
        .filter(|one| one.yours != one.theirs)
        .collect()
}

/// A value as it is read, where the form sends a word of its own.
fn in_words(desk: &SignedIn, name: &str, value: &str) -> String {
    let speech = desk.visit.speech();
    match name {
        "kind" if value.parse::<SessionKind>().is_ok() => speech.t(&format!("kind-{value}")),
        "format" if value.parse::<Format>().is_ok() => speech.t(&format!("format-{value}")),
        "languages" if Language::parse(value).is_some() => {
            speech.t(&format!("language-name-{value}"))
        }
        _ => value.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn page(
    desk: &SignedIn,
    whose: &Whose,
    known: Option<&Session>,
    fields: Fields,
    around: Around,
) -> Markup {
    let speech = desk.visit.speech();
    let heading = match known {
        Some(known) if known.status.is_public() => speech.t("editor-revise"),
        Some(_) => speech.t("editor-edit"),
        None => speech.t("editor-new"),
    };
    let action = match known {
        Some(known) => format!("/desk/sessions/{}/edit", known.id),
        None => "/desk/sessions/new".to_owned(),
    };
    let clocks = clocks(desk, &whose.body, &fields);
    let whole_title = title(speech, heading.clone(), &around.faults);
    let editor = Editor {
        desk,
        body: &whose.body,
        body_name: &whose.name,
        known,
        fields,
        faults: around.faults,
        above: around.stale.unwrap_or_default(),
        clocks,
        focus: around.focus,
    };
    let content = editor_view::content(&editor, &heading, &action);
    match known {
        Some(known) => desk_frame::page(desk, known, Part::Overview, &whole_title, &content),
        None => desk::page(desk, Section::Sessions, &whole_title, &content),
    }
}

/// The clocks of what the form says so far; a year that the calendar does not know is named.
fn clocks(desk: &SignedIn, body: &Body, fields: &Fields) -> Markup {
    let Some(starts) = form::starts(fields) else {
        return html! {};
    };
    let speech = desk.visit.speech();
    let kind = fields.text("kind").parse().unwrap_or(body.kind);
    let counting = Counting::of(&desk.visit.app);
    let counted = actions::count(&counting, body, kind, starts, ends(fields, starts))
        .or_else(|_| actions::count(&counting, body, kind, starts, None));
    match counted {
        Ok(deadlines) => {
            let shown = Shown {
                counting,
                deadlines: &deadlines,
                now: desk.visit.now,
            };
            deadlines_view::clocks(speech, &shown)
        }
        Err(Refusal::NoCalendar(no_calendar)) => {
            let year = args! { "year" => no_calendar.year.to_string() };
            html! { p.notice.notice-bad role="alert" { (speech.tf("editor-no-calendar", &year)) } }
        }
        Err(_) => html! {},
    }
}

fn ends(fields: &Fields, starts: NaiveDateTime) -> Option<NaiveDateTime> {
    let time = form::time(fields.text("ends-time"))?;
    let day = match fields.given("ends-day") {
        Some(day) => crate::sessions::wish::day(day).filter(|day| day.year() <= 9998)?,
        None => starts.date(),
    };
    Some(day.and_time(time))
}
