//! The pages of ending an emergency.

use maud::{Markup, html};

use super::ending::{CONFIRM, Foreseen, RESTORE};
use super::{address_of, title_of};
use crate::language::Speech;
use crate::law::emergency::StaysOnline;
use crate::sessions::desk::{SEEN, seen_field};
use crate::sessions::emergency::Declared;
use crate::sessions::emergency_words;
use crate::sessions::record::Session;
use crate::web::desk::{self, Fields, Section, SignedIn, csrf_field};
use crate::web::form::{Checkbox, fault_of, fault_summary, title_after};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// The form as it begins: nothing is chosen.
pub(super) fn usual_fields(declared: &Declared) -> Fields {
    made_of(Fields::default(), declared)
}

/// A form made of the emergency as it stands.
pub(super) fn made_of(fields: Fields, declared: &Declared) -> Fields {
    let mut fields = fields.without(&[SEEN]);
    fields.add(SEEN, seen_field(declared.emergency.updated_at));
    fields
}

/// The form, with what follows.
pub(super) fn page(
    desk: &SignedIn,
    declared: &Declared,
    foreseen: &Foreseen,
    fields: &Fields,
    faults: &[FieldFault],
    stale: bool,
) -> Markup {
    let speech = desk.visit.speech();
    let heading = speech.t("emergency-end");
    let here = address_of(declared.emergency.id);
    let content = html! {
        (fault_summary(speech, faults))
        @if stale { (changed(desk, declared)) }
        h1 { (heading) }
        p { a href=(here) { (title_of(speech, declared)) } ", " (emergency_words::period(speech, &declared.emergency)) }
        p { (speech.t("emergency-end-says")) }
        (follows(speech, foreseen))
        form method="post" action=(format!("{here}/end")) novalidate {
            (csrf_field(desk))
            input type="hidden" name=(SEEN) value=(fields.raw(SEEN));
            (choice(speech, fields, faults))
            (Checkbox {
                name: CONFIRM,
                value: "true",
                label: html! { (speech.t("emergency-end-confirm")) },
                ticked: fields.has(CONFIRM),
            }.show(faults))
            div.actions {
                button.button-warning { (speech.t("emergency-end-do")) }
                a.button-quiet href=(here) { (speech.t("editor-leave")) }
            }
        }
    };
    let title = title_after(speech, heading, stale || !faults.is_empty());
    desk::page(desk, Section::Emergencies, &title, &content)
}

/// Somebody else was faster: as it stands now.
fn changed(desk: &SignedIn, declared: &Declared) -> Markup {
    let speech = desk.visit.speech();
    signs::heard_first(
        Tone::Bad,
        Some("stale-title"),
        html! {
            h2 id="stale-title" { (speech.t("emergency-stale")) }
            p { (speech.t("emergency-stale-says")) }
            p { (super::badge(desk, declared)) " " (emergency_words::period(speech, &declared.emergency)) }
        },
    )
}

fn named(speech: Speech<'_>, session: &Session) -> Markup {
    html! {
        (translated(speech.language(), &session.title)) ", "
        (speech.date_time(session.zone.local(session.starts_at.utc())))
    }
}

/// Why a session does not have its hall again.
pub(super) fn why(speech: Speech<'_>, why: StaysOnline) -> String {
    let word = why.as_str().replace('_', "-");
    speech.t(&format!("emergency-stays-{word}"))
}

fn follows(speech: Speech<'_>, foreseen: &Foreseen) -> Markup {
    let (restored, stays) = (foreseen.restored(), foreseen.stays());
    html! {
        section aria-labelledby="restored-title" {
            h2 id="restored-title" { (speech.t("emergency-may-be-restored")) }
            @if restored.is_empty() { (signs::empty(speech.t("emergency-none-restored"))) }
            ul { @for session in restored { li { (named(speech, session)) } } }
        }
        @if !stays.is_empty() {
            section aria-labelledby="stays-title" {
                h2 id="stays-title" { (speech.t("emergency-stay-online")) }
                ul {
                    @for (session, reason) in stays {
                        li { (named(speech, session)) ": " (why(speech, reason)) }
                    }
                }
            }
        }
    }
}

/// Whether halls are given again, for a person to say.
fn choice(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault]) -> Markup {
    let fault = fault_of(faults, RESTORE);
    let radio = |value: &str, key: &str| {
        let id = format!("field-{RESTORE}-{value}");
        html! {
            div.checkbox {
                input id=(id) name=(RESTORE) type="radio" value=(value) checked[fields.text(RESTORE) == value]
                    aria-describedby=[fault.map(|_| "fault-restore")];
                label for=(id) { (speech.t(key)) }
            }
        }
    };
    html! {
        fieldset.choices.field-wrong[fault.is_some()] id="field-restore" tabindex="-1" {
            legend { (speech.t("emergency-restore-question")) }
            @if let Some(fault) = fault {
                p.fault id="fault-restore" { span.visually-hidden { (speech.t("form-fault")) " " } (fault.message) }
            }
            (radio("yes", "emergency-restore-yes"))
            (radio("no", "emergency-restore-no"))
        }
    }
}

/// A session has not its hall again: why, or that somebody changed it meanwhile.
pub(super) fn stays(
    desk: &SignedIn,
    declared: &Declared,
    session: &Session,
    reason: Option<StaysOnline>,
) -> Markup {
    let speech = desk.visit.speech();
    let heading = speech.t("emergency-stays-title");
    let content = html! {
        h1 { (heading) }
        (signs::warned(Tone::Bad, html! {
            p { (named(speech, session)) }
            p {
                @match reason {
                    Some(reason) => (why(speech, reason)),
                    None => (speech.t("emergency-session-changed")),
                }
            }
        }))
        p.actions { a.button href=(address_of(declared.emergency.id)) { (speech.t("emergency-back")) } }
    };
    let title = title_after(speech, heading, true);
    desk::page(desk, Section::Emergencies, &title, &content)
}
