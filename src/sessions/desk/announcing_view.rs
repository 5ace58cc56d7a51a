//! What will be published, whether it would be in time now, and what it still lacks.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::deadlines_view::{
    self, Shown, calendar_changed, calendar_changed_badge, timeliness_badge,
};
use super::fields_view::Filled;
use super::form::{self, field_of};
use super::overview_view::relied_on;
use super::refusals::missing_words;
use crate::args;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::announcement::{ReasonDue, Reasons};
use crate::law::deadlines::{Deadlines, Timeliness};
use crate::sessions::actions::{self, Order};
use crate::sessions::card::SessionCard;
use crate::sessions::deadlines::Counting;
use crate::sessions::now as present;
use crate::sessions::views::announcement::{self, Place};
use crate::web::desk::{self, Fields, SignedIn};
use crate::web::form::fault_summary;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// Letters of a reason.
const LONGEST: usize = 2000;

/// What the page shows.
pub struct Announcing<'a> {
    /// Who looks at it.
    pub desk: &'a SignedIn,
    /// The draft.
    pub card: &'a SessionCard,
    /// The same as it would stand if it were announced now.
    pub published: &'a SessionCard,
    /// What stands in the form.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub faults: &'a [FieldFault],
    /// What stands above it.
    pub above: Markup,
}

/// Reasons that are longer than anybody reads.
pub fn too_long(speech: Speech<'_>, fields: &Fields) -> Vec<FieldFault> {
    ["late_reason", "format_reason"]
        .into_iter()
        .filter(|name| fields.text(name).chars().count() > LONGEST)
        .map(|name| {
            let message = speech.tf("editor-fault-too-long", &args! { "most" => LONGEST });
            FieldFault {
                field: name.to_owned(),
                code: "too_long",
                message: format!("{}: {message}", form::label(speech, name)),
            }
        })
        .collect()
}

/// The content of the page.
pub fn content(page: &Announcing<'_>, heading: &str) -> Markup {
    let speech = page.desk.visit.speech();
    let card = page.card;
    let order = Order::of(&card.session, &card.details());
    let missing = order.missing();
    let counting = Counting::of(&page.desk.visit.app);
    let counted = actions::count(&counting, &card.body, order.kind, order.starts, order.ends);
    let edit = format!("/desk/sessions/{}/edit", card.session.id);
    html! {
        (fault_summary(speech, page.faults))
        (page.above)
        h1 { (heading) }
        @if missing.is_empty() {
            @if let Ok(deadlines) = &counted { (standing(page, deadlines)) }
            @if card.session.format.has_hall() && card.seating.capacity == 0 {
                (signs::notice(Tone::Warn, html! { a href=(format!("{edit}#field-capacity")) { (speech.t("editor-no-seats")) } }))
            }
            (sending(page))
        } @else {
            (signs::titled_notice(Tone::Bad, "missing-title", html! {
                h2 id="missing-title" { (speech.t("editor-missing-blocks")) }
                ul {
                    @for one in &missing {
                        li {
                            a href=(format!("{edit}#field-{}", field_of(one))) { (missing_words(speech, one)) }
                        }
                    }
                }
            }))
        }
        @if let Ok(deadlines) = &counted {
            @let relied_on = relied_on(page.desk, card, deadlines);
            (deadlines_view::clocks(speech, &Shown { counting, deadlines, now: page.desk.visit.now, relied_on, announced_in_time: None }))
        }
        section.preview aria-labelledby="preview-title" {
            h2 id="preview-title" { (speech.t("editor-will-be-published")) }
            (announcement::article(&page.desk.visit, page.published, Place::Within))
        }
    }
}

/// Whether it would be in time now, in words.
fn standing(page: &Announcing<'_>, deadlines: &Deadlines) -> Markup {
    let speech = page.desk.visit.speech();
    let zone = page.card.session.zone;
    if let Some(relied_on) = relied_on(page.desk, page.card, deadlines) {
        return as_relied_on(page, relied_on);
    }
    let standing = deadlines.announce.standing(page.desk.visit.now);
    let before = speech.until(zone.local(deadlines.announce.governing_strictly().before));
    let key = if standing.in_time() {
        "editor-would-be-in-time"
    } else {
        "editor-would-be-late"
    };
    let basis = speech.t(&Paragraph::Rules8.key());
    signs::notice(
        Tone::warn_if(!standing.in_time()),
        html! {
            p {
                (timeliness_badge(speech, standing.light.timeliness())) " "
                (speech.tf(key, &args! { "datetime" => before }))
            }
            p.hint { (speech.tf("basis", &args! { "paragraph" => basis })) }
        },
    )
}

/// It would be late by the calendar of today, but its body relied on the one before. The strict reading of the deadline
/// relied on may still have passed: then it will be marked.
fn as_relied_on(page: &Announcing<'_>, relied_on: DateTime<Utc>) -> Markup {
    let speech = page.desk.visit.speech();
    let zone = page.card.session.zone;
    let in_time = page.published.session.announced_in_time.unwrap_or(true);
    signs::notice(
        Tone::warn_if(!in_time),
        html! {
            p { (calendar_changed_badge(speech)) }
            (calendar_changed(speech, zone, relied_on))
            @if !in_time { p { (timeliness_badge(speech, Timeliness::Late)) } }
        },
    )
}

/// The form: reasons where they are due, and the button.
fn sending(page: &Announcing<'_>) -> Markup {
    let speech = page.desk.visit.speech();
    let filled = Filled {
        speech,
        fields: page.fields,
        faults: page.faults,
        focus: None,
    };
    let session = &page.published.session;
    let reasons = Reasons {
        format: session.format,
        emergency: present::is_in_emergency(session),
        format_reason: None,
        announced_in_time: session.announced_in_time.unwrap_or(true),
        late_reason: None,
    };
    let due = reasons.due();
    let hint = |due: ReasonDue| match due {
        ReasonDue::Late => "editor-hint-late-reason",
        ReasonDue::Format => "editor-hint-format-reason",
    };
    html! {
        form method="post" action=(format!("/desk/sessions/{}/announce", page.card.session.id)) {
            (desk::csrf_field(page.desk))
            input type="hidden" name=(form::SEEN) value=(page.fields.raw(form::SEEN));
            @for due in due { (filled.area(due.as_str(), Some(hint(due)))) }
            div.actions {
                button { (speech.t("editor-announce-now")) }
                a.button-quiet href=(format!("/desk/sessions/{}", page.card.session.id)) { (speech.t("editor-leave")) }
            }
        }
    }
}
