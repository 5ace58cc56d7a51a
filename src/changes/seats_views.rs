//! The seats of a session as they are shown and changed.

use maud::{Markup, html};

use super::seats_desk::seen;
use crate::applications::desk::more_seats_alert;
use crate::args;
use crate::language::Speech;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::now as present;
use crate::sessions::record::{Seating, Session};
use crate::sessions::store::Details;
use crate::web::desk::{Difference, Fields, Right, SignedIn, both_states, csrf_field, done_note};
use crate::web::form::{Checkbox, TextField, fault_summary, title_after};
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// The form as it stands.
pub struct Form<'a> {
    /// What is in its fields.
    pub fields: &'a Fields,
    /// What is wrong with them.
    pub faults: &'a [FieldFault],
    /// What the act came back with.
    pub told: Told,
    /// The Rules do not bind the body.
    pub exempt: bool,
}

/// What the act came back with.
pub enum Told {
    /// Nothing: the page is opened.
    Nothing,
    /// Somebody was faster.
    Stale(Box<Seating>),
    /// So many have a seat that would be gone.
    Taken {
        /// In the hall.
        main: i32,
        /// In the overflow hall.
        overflow: i32,
    },
    /// The session sits, is over, or was called off.
    TooLate,
    /// An emergency keeps its seats as they are.
    Emergency,
}

/// The page.
pub fn page(desk: &SignedIn, session: &Session, details: &Details, form: &Form<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("seats-title");
    let seating = &details.seating;
    let may_change = desk.person.can(Right::Decide, session.body_id);
    let content = html! {
        (told(speech, form))
        (fault_summary(speech, form.faults))
        h1 { (title) }
        (done_note(desk, &["seats-changed"]))
        (more_seats_alert(desk, session, (&details.clocks, seating), form.exempt))
        (facts(speech, seating))
        @if present::is_in_emergency(session) { p { (speech.t("seats-emergency")) } }
        @else if !session.format.has_hall() { p { (speech.t("seats-no-hall")) } }
        @else if may_change { (change(desk, session, form)) }
    };
    let went_wrong = !matches!(form.told, Told::Nothing) || !form.faults.is_empty();
    let title = title_after(speech, title.clone(), went_wrong);
    desk_frame::page(desk, session, Part::Seats, &title, &content)
}

fn facts(speech: Speech<'_>, seating: &Seating) -> Markup {
    let rows = [
        ("seats-capacity", seating.capacity),
        ("seats-taken", seating.seated),
        ("seats-overflow", seating.overflow_capacity),
        ("seats-overflow-taken", seating.overflow_seated),
        ("seats-waiting", seating.waiting),
        ("seats-received", seating.received),
    ];
    signs::facts(html! { @for (key, number) in rows { dt { (speech.t(key)) } dd { (number) } } })
}

fn told(speech: Speech<'_>, form: &Form<'_>) -> Markup {
    match &form.told {
        Told::Nothing => html! {},
        Told::Stale(now) => stale(speech, form.fields, now),
        Told::Taken { main, overflow } => {
            let facts = args! { "main" => *main, "overflow" => *overflow };
            signs::heard_first(
                Tone::Bad,
                None,
                html! {
                    p { (speech.tf("seats-are-taken", &facts)) }
                    p { a href="#field-move_the_last" { (speech.t("seats-move-the-last")) } }
                },
            )
        }
        Told::TooLate => signs::heard_first(
            Tone::Bad,
            None,
            html! { p { (speech.t("seats-too-late")) } },
        ),
        // The page says it in any case.
        Told::Emergency => html! {},
    }
}

fn stale(speech: Speech<'_>, fields: &Fields, now: &Seating) -> Markup {
    let place = now.overflow_place.as_deref();
    let number = |name: &str| match fields.text(name) {
        "" => "0".to_owned(),
        typed => typed.to_owned(),
    };
    let text = |name: &str| fields.text(name).to_owned();
    let rows = [
        (
            "seats-capacity",
            number("capacity"),
            now.capacity.to_string(),
        ),
        (
            "seats-overflow",
            number("overflow_capacity"),
            now.overflow_capacity.to_string(),
        ),
        (
            "seats-place-kk",
            text("place_kk"),
            place.map_or_else(String::new, |place| place.kk.clone()),
        ),
        (
            "seats-place-ru",
            text("place_ru"),
            place.map_or_else(String::new, |place| place.ru.clone()),
        ),
    ];
    let differences: Vec<_> = rows
        .into_iter()
        .map(|(key, yours, theirs)| Difference {
            label: speech.t(key),
            yours,
            theirs,
        })
        .collect();
    both_states(speech, &differences)
}

fn change(desk: &SignedIn, session: &Session, form: &Form<'_>) -> Markup {
    let speech = desk.visit.speech();
    // What a form that comes back was made of stays; only where both states are shown it is what stands now.
    let made_of = match (&form.told, form.fields.given("seen")) {
        (Told::Stale(_), _) | (_, None) => seen(session),
        (_, Some(then)) => then.to_owned(),
    };
    let field = |name: &str, label: &str, hint: Option<&str>, inputmode| {
        TextField {
            name,
            label: speech.t(label),
            hint: hint.map(|hint| speech.t(hint)),
            value: form.fields.raw(name),
            kind: "text",
            autocomplete: "off",
            inputmode,
            optional: false,
        }
        .show(speech, form.faults)
    };
    html! {
        form method="post" action=(format!("/desk/sessions/{}/seats", session.id)) novalidate {
            (csrf_field(desk))
            input type="hidden" name="seen" value=(made_of);
            (field("capacity", "seats-capacity", None, Some("numeric")))
            fieldset.group {
                legend { h2 { (speech.t("seats-overflow-title")) } }
                (field("overflow_capacity", "seats-overflow", Some("seats-overflow-hint"), Some("numeric")))
                (field("place_kk", "seats-place-kk", None, None))
                (field("place_ru", "seats-place-ru", None, None))
            }
            (Checkbox {
                name: "move_the_last",
                value: "true",
                label: html! { (speech.t("seats-move-the-last")) },
                ticked: form.fields.has("move_the_last"),
            }.show(form.faults))
            p.hint { (speech.t("seats-move-hint")) }
            button type="submit" { (speech.t("applicants-save")) }
        }
    }
}
