//! What stands on several pages of applications at the desk.

use maud::{Markup, html};

use super::opened::Opened;
use crate::applications::record::{Hall, Need};
use crate::args;
use crate::database::Id;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::application_course::ApplicationState;
use crate::law::deadlines::Channel;
use crate::law::session_course::Access;
use crate::sessions::record::{Clocks, Seating, Session};
use crate::web::desk::{Difference, Fields, SignedIn, both_states};
use crate::web::form::{Choice, Select, TextField};
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};
use crate::web::text_area::TextArea;

/// A state in words.
pub(super) fn state_word(speech: Speech<'_>, state: ApplicationState) -> String {
    let word = state.as_str().replace('_', "-");
    speech.t(&format!("application-state-{word}"))
}

/// A way of handing in, in words.
pub(super) fn channel_word(speech: Speech<'_>, channel: Channel) -> String {
    let word = channel.as_str().replace('_', "-");
    speech.t(&format!("applicant-channel-{word}"))
}

/// A hall in words.
pub(super) fn hall_word(speech: Speech<'_>, hall: Hall) -> String {
    speech.t(&format!("applicant-hall-{hall}"))
}

/// A need in words.
pub(super) fn need_word(speech: Speech<'_>, need: Need) -> String {
    speech.t(&format!("need-{}", need.as_str().replace('_', "-")))
}

/// Says, where ¶ 10 asks for it and binds the body, that seats follow those who sign up, and what can be done.
#[must_use]
pub fn more_seats_alert(
    desk: &SignedIn,
    session: &Session,
    (clocks, seating): (&Clocks, &Seating),
    exempt: bool,
) -> Markup {
    let speech = desk.visit.speech();
    let still_open = desk.visit.now < clocks.apply_before.utc();
    let open_hall = session.format.has_hall() && session.access == Access::Open;
    let due = open_hall && seating.more_seats_due(still_open);
    let begun = desk.visit.now >= session.starts_at.utc();
    let facts = args! {
        "waiting" => seating.waiting,
        "seats" => seating.capacity.saturating_add(seating.overflow_capacity),
    };
    let seats = seats_address(session.id);
    let on_the_page = desk.visit.path_and_query.starts_with(&seats);
    html! {
        @if due && !begun && !exempt {
            (signs::titled_notice(Tone::Warn, "more-seats", html! {
                h2 id="more-seats" { (speech.t("more-seats-title")) }
                p { (speech.tf("more-seats-facts", &facts)) }
                @if seating.capacity > seating.seated && !still_open {
                    p { (speech.tf("more-seats-free", &args! { "n" => seating.capacity - seating.seated })) }
                } @else {
                    p { (speech.t("more-seats-choices")) }
                }
                @if !on_the_page { p { a href=(seats) { (speech.t("more-seats-change")) } } }
                p.hint { (speech.tf("basis", &args! { "paragraph" => speech.t(&Paragraph::Rules10.key()) })) }
            }))
        }
    }
}

fn seats_address(session: Id) -> String {
    format!("/desk/sessions/{session}/seats")
}

/// What an act came back with.
#[derive(Debug, Default)]
pub(super) enum Told {
    /// Nothing: the page is opened.
    #[default]
    Nothing,
    /// Somebody was faster.
    Stale(Vec<Difference>),
    /// It cannot be done; why, and what to do.
    Refused(String),
}

impl Told {
    /// Whether the page must begin with what went wrong.
    pub(super) const fn is_something(&self) -> bool {
        !matches!(self, Self::Nothing)
    }

    /// To stand above the page's own words.
    pub(super) fn show(&self, speech: Speech<'_>) -> Markup {
        match self {
            Self::Nothing => html! {},
            Self::Stale(differences) => both_states(speech, differences),
            Self::Refused(why) => signs::heard_first(Tone::Bad, None, html! { p { (why) } }),
        }
    }
}

/// What every act carries: what it was made of, and the list to go back to. A form that comes back is still made of
/// what it was made of then; only where both states are shown is it made of what stands now.
pub(super) fn made_of(desk: &SignedIn, opened: &Opened, fields: &Fields, told: &Told) -> Markup {
    let seen = |name: &str, now: String| match (told, fields.given(name)) {
        (Told::Stale(_), _) | (_, None) => now,
        (_, Some(then)) => then.to_owned(),
    };
    html! {
        (crate::web::desk::csrf_field(desk))
        input type="hidden" name="revision" value=(seen("revision", opened.application.revision.to_string()));
        input type="hidden" name="state" value=(seen("state", opened.application.state.to_string()));
        input type="hidden" name="list" value=(opened.list);
    }
}

/// A field of one line.
pub(super) fn line(
    speech: Speech<'_>,
    (name, kind, label): (&str, &str, &str),
    value: &str,
    faults: &[FieldFault],
    hint: Option<String>,
) -> Markup {
    TextField {
        name,
        label: speech.t(label),
        hint,
        value,
        kind,
        autocomplete: "off",
        inputmode: (name == "birth_year" || kind == "number").then_some("numeric"),
        optional: name == "patronymic",
    }
    .show(speech, faults)
}

/// A field of several lines.
pub(super) fn lines(
    speech: Speech<'_>,
    name: &str,
    (label, hint): (&str, &str),
    value: &str,
    faults: &[FieldFault],
) -> Markup {
    TextArea {
        name,
        label: speech.t(label),
        hint: Some(speech.t(hint)),
        value,
        rows: 4,
        language: None,
        optional: false,
        focus: false,
    }
    .show(speech, faults)
}

/// A choice among values with their words.
pub(super) fn choice(
    speech: Speech<'_>,
    (name, label, any): (&str, &str, &str),
    options: &[(&str, String)],
    chosen: &str,
    faults: &[FieldFault],
) -> Markup {
    let options = options.iter().map(|(value, text)| Choice {
        value,
        text: (text, speech.language()),
    });
    Select {
        name,
        label: speech.t(label),
        any: speech.t(any),
        options: options.collect(),
        chosen,
    }
    .show(speech, faults)
}

/// A fault of a field of the desk's own.
pub(super) fn fault(speech: Speech<'_>, field: &str, key: &str) -> FieldFault {
    FieldFault {
        field: field.to_owned(),
        code: "invalid",
        message: speech.t(key),
    }
}
