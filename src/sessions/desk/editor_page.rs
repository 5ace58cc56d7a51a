//! The page around the editor's form: what it begins with, its clocks, its frame.

use chrono::{Datelike as _, NaiveDateTime};
use maud::{Markup, html};

use super::Whose;
use super::buttons::Pressed;
use super::deadlines_view::{self, Shown};
use super::editor_view::{self, Editor};
use super::form::{self, SEEN};
use crate::args;
use crate::bodies::record::Body;
use crate::language::{Language, Multilingual, Speech};
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::session_course::{Access, Format};
use crate::sessions::actions::{self, Order, Refusal};
use crate::sessions::deadlines::Counting;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::emergency::Declared;
use crate::sessions::emergency_words;
use crate::sessions::record::{Session, USUAL_LENGTH};
use crate::sessions::store::Details;
use crate::web::desk::{self, Fields, Section, SignedIn};
use crate::web::form::title_after;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// What is to stand on the page beside the form itself.
#[derive(Default)]
pub struct Around {
    /// What is wrong.
    pub faults: Vec<FieldFault>,
    /// The field at which it opens.
    pub focus: Option<String>,
    /// Both states, where somebody was faster.
    pub stale: Option<Markup>,
}

/// The session whose form it is; none for a new one.
pub type Known<'a> = Option<(&'a Session, &'a Details)>;

/// The time at which a new session is proposed to begin; it stands in the form to be changed.
const USUAL_TIME: &str = "10:00";

/// The form of a new session.
pub fn empty(body: &Body) -> Fields {
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

/// The form of a stored session.
pub fn stored(session: &Session, details: &Details) -> Fields {
    let mut fields = form::of_order(&Order::of(session, details));
    fields.add(SEEN, form::seen_field(session.updated_at));
    fields
}

/// The form of another session like one. The neutral titles of what is closed in it are not those of another one, which
/// is open until a decision closes it.
pub fn copied(session: &Session, details: &Details) -> Fields {
    let mut order = Order::of(session, details);
    if session.access == Access::Closed {
        order.title = Multilingual::default();
    }
    order.late_reason = None;
    for matter in &mut order.agenda {
        matter.id = None;
        if matter.access == Access::Closed {
            matter.title = Multilingual::default();
        }
    }
    let time = order.starts.format("%H:%M").to_string();
    let mut fields = form::of_order(&order).without(&["starts-day", "starts-time", "ends-day"]);
    fields.add("starts-time", time);
    fields
}

/// What is closed keeps the neutral title of its closing, whatever is typed here.
fn closed_says(speech: Speech<'_>, known: Known<'_>) -> Markup {
    let closed = known.is_some_and(|(session, details)| {
        let items = details.agenda.iter().map(|item| item.access);
        items
            .chain([session.access])
            .any(|access| access == Access::Closed)
    });
    html! { @if closed { (signs::notice(Tone::Plain, speech.t("closing-editor-says"))) } }
}

/// The whole page.
pub fn page(
    desk: &SignedIn,
    whose: &Whose,
    known: Known<'_>,
    fields: Fields,
    around: Around,
) -> Markup {
    let speech = desk.visit.speech();
    let heading = match known {
        Some((known, _)) if known.status.is_public() => speech.t("editor-revise"),
        Some(_) => speech.t("editor-edit"),
        None => speech.t("editor-new"),
    };
    let action = match known {
        Some((known, _)) => format!("/desk/sessions/{}/edit", known.id),
        None => "/desk/sessions/new".to_owned(),
    };
    let clocks = clocks(desk, &whose.body, known, &fields);
    let emergencies = emergencies(whose, &fields);
    let online = emergency_words::for_the_desk(speech, &emergencies);
    let closed_says = closed_says(speech, known);
    let known = known.map(|(session, _)| session);
    let went_wrong = around.stale.is_some() || !around.faults.is_empty();
    let whole_title = title_after(speech, heading.clone(), went_wrong);
    let editor = Editor {
        desk,
        body: &whose.body,
        body_name: &whose.name,
        known,
        fields,
        faults: around.faults,
        above: html! { (around.stale.unwrap_or_default()) (online) (closed_says) },
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
fn clocks(desk: &SignedIn, body: &Body, known: Known<'_>, fields: &Fields) -> Markup {
    let Some(starts) = form::starts(fields) else {
        return html! {};
    };
    let speech = desk.visit.speech();
    if body.exempt {
        return signs::notice(
            Tone::Plain,
            html! { (speech.t("body-exempt")) ". " (speech.t("exempt-no-deadlines")) },
        );
    }
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
                announced_in_time: known.and_then(|(session, _)| session.announced_in_time),
                relied_on: known.and_then(|(session, details)| {
                    actions::calendar_changed(session, &details.clocks, &deadlines, desk.visit.now)
                }),
            };
            deadlines_view::clocks(speech, &shown)
        }
        Err(Refusal::NoCalendar(no_calendar)) => {
            let year = args! { "year" => no_calendar.year.to_string() };
            signs::warned(Tone::Bad, speech.tf("editor-no-calendar", &year))
        }
        Err(_) => html! {},
    }
}

/// The emergencies that cover the session as the form says it; before it says when, all that stand there.
fn emergencies(whose: &Whose, fields: &Fields) -> Vec<Declared> {
    let mut all = whose.emergencies.clone();
    if let Some(starts) = form::starts(fields) {
        let at = |local| instant(whose.body.zone.0, local, Twice::First);
        let over = ends(fields, starts).map_or(at(starts) + USUAL_LENGTH, at);
        all.retain(|one| one.holds_time(at(starts), over));
    }
    all
}

fn ends(fields: &Fields, starts: NaiveDateTime) -> Option<NaiveDateTime> {
    let time = form::time(fields.text("ends-time"))?;
    let day = match fields.given("ends-day") {
        Some(day) => crate::sessions::wish::day(day).filter(|day| day.year() <= 9998)?,
        None => starts.date(),
    };
    Some(day.and_time(time))
}
