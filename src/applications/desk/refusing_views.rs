//! The two steps of a refusal.

use maud::{Markup, html};

use super::act_forms::Form;
use super::act_views::act_page;
use super::opened::Opened;
use super::parts::{lines, made_of};
use crate::args;
use crate::language::Speech;
use crate::law::application_course::ApplicationAct;
use crate::law::refusal::Ground;
use crate::web::desk::{Fields, SignedIn};
use crate::web::form::fault_of;

fn ground_key(ground: Ground) -> String {
    format!("refusal-ground-{}", ground.as_str().replace('_', "-"))
}

/// The grounds that can hold, and the words.
pub fn form(desk: &SignedIn, opened: &Opened, form: &Form<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("act-refuse");
    let content = html! {
        @if opened.application.state.allows(ApplicationAct::Refuse) {
            p { (speech.t("refuse-means")) }
            form method="post" action=(opened.address_of("refuse")) novalidate {
                (made_of(desk, opened, form.fields, &form.told))
                (grounds(speech, opened, form))
                (lines(speech, "words", ("refuse-words", "refuse-words-hint"), form.fields.raw("words"), form.faults))
                button type="submit" { (speech.t("refuse-next")) }
            }
        } @else {
            p { (speech.t("application-not-changeable")) }
        }
    };
    act_page(desk, opened, &title, form, &content)
}

fn grounds(speech: Speech<'_>, opened: &Opened, form: &Form<'_>) -> Markup {
    let chosen = form.fields.text("ground");
    let fault = fault_of(form.faults, "ground");
    html! {
        fieldset.field-wrong[fault.is_some()] id="field-ground" aria-describedby=[fault.map(|_| "fault-ground")] {
            legend { h2 { (speech.t("refuse-ground")) } }
            @if let Some(fault) = fault { p.fault id="fault-ground" { (fault.message) } }
            @for ground in Ground::holding(&opened.facts) {
                @let id = format!("field-ground-{ground}");
                div.checkbox {
                    input id=(id) type="radio" name="ground" value=(ground) checked[chosen == ground.as_str()];
                    label for=(id) {
                        (speech.t(&ground_key(ground)))
                        span.hint { (speech.tf("basis", &args! { "paragraph" => speech.t(&ground.paragraph(opened.facts.emergency).key()) })) }
                    }
                }
            }
        }
    }
}

/// What the applicant will read.
pub fn confirm(
    desk: &SignedIn,
    opened: &Opened,
    fields: &Fields,
    ground: Ground,
    words: Option<String>,
) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("refuse-confirm-title");
    let content = html! {
        section.card {
            p { (speech.t(&format!("{}-says", ground_key(ground)))) }
            p { (speech.tf("basis", &args! { "paragraph" => speech.t(&ground.paragraph(opened.facts.emergency).key()) })) }
            @if let Some(words) = &words { p { (words) } }
            @if opened.session.broadcast_url.is_some() {
                @let live = format!("/{}/sessions/{}/live", speech.language().code(), opened.session.id);
                p { (speech.t("watch-needs-no-application")) " " a href=(live) { (speech.t("button-watch")) } }
            }
            p { (speech.t("complain-how")) }
        }
        p { @if opened.application.email.is_some() { (speech.t("refuse-letter-goes")) } @else { (speech.t("refuse-tell-by-phone")) } }
        form method="post" action=(opened.address_of("refuse")) {
            // What the first step was made of: whoever changed it since is not overwritten by the second.
            (crate::web::desk::csrf_field(desk))
            @for name in ["revision", "state", "list"] {
                input type="hidden" name=(name) value=(fields.text(name));
            }
            input type="hidden" name="ground" value=(ground);
            input type="hidden" name="words" value=(words.unwrap_or_default());
            input type="hidden" name="confirmed" value="true";
            button.button-warning type="submit" { (speech.t("refuse-confirm")) }
        }
        p { a href=(opened.address_of("refuse")) { (speech.t("refuse-change")) } }
    };
    act_page(desk, opened, &title, &Form::of(fields), &content)
}
