//! The forms of acts on one application.

use maud::{Markup, html};

use super::act_forms::Form;
use super::opened::Opened;
use super::parts::{choice, line, lines, made_of, state_word};
use crate::args;
use crate::language::Language;
use crate::law::application_course::ApplicationAct;
use crate::sessions::desk_frame::{self, Part};
use crate::web::desk::SignedIn;
use crate::web::form::{Checkbox, fault_summary, title_after};

/// The frame of every act: whose application it is, the form, the way back.
pub(super) fn act_page(
    desk: &SignedIn,
    opened: &Opened,
    title: &str,
    form: &Form<'_>,
    content: &Markup,
) -> Markup {
    let speech = desk.visit.speech();
    let application = &opened.application;
    let whole = html! {
        (form.told.show(speech))
        (fault_summary(speech, form.faults))
        h1 { (title) }
        p { (application.number) ", " (application.full_name()) ", " (state_word(speech, application.state)) }
        (content)
        p { a href=(opened.address()) { (speech.t("back-to-application")) } }
    };
    let went_wrong = form.told.is_something() || !form.faults.is_empty();
    let title = title_after(speech, title.to_owned(), went_wrong);
    desk_frame::page(desk, &opened.session, Part::Applicants, &title, &whole)
}

/// An act that the state does not allow any more has no form.
fn or_nothing(desk: &SignedIn, opened: &Opened, act: ApplicationAct, form: Markup) -> Markup {
    if opened.application.state.allows(act) {
        form
    } else {
        html! { p { (desk.visit.speech().t("application-not-changeable")) } }
    }
}

/// Moving to the broadcast.
pub fn move_online(desk: &SignedIn, opened: &Opened, form: &Form<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("act-move-online");
    let content = html! {
        p { (speech.t("move-online-means")) }
        form method="post" action=(opened.address_of("move-online")) {
            (made_of(desk, opened, form.fields, &form.told))
            @if opened.session.format.has_hall() {
                (Checkbox {
                    name: "agreed",
                    value: "true",
                    label: html! { (speech.t("move-online-agreed")) },
                    ticked: form.fields.has("agreed"),
                }.show(form.faults))
            }
            button type="submit" { (speech.t("act-move-online")) }
        }
    };
    let content = or_nothing(desk, opened, ApplicationAct::MoveOnline, content);
    act_page(desk, opened, &title, form, &content)
}

/// Correcting contacts.
pub fn contacts(desk: &SignedIn, opened: &Opened, form: &Form<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("act-contacts");
    let languages: Vec<_> = Language::ALL
        .into_iter()
        .map(|one| (one.code(), speech.t(&format!("language-name-{one}"))))
        .collect();
    let names = ("language", "field-language", "language-as-before");
    let chosen = form.fields.text("language");
    let content = html! {
        form method="post" action=(opened.address_of("contacts")) novalidate {
            (made_of(desk, opened, form.fields, &form.told))
            (line(speech, ("email", "email", "field-email"), form.fields.raw("email"), form.faults, None))
            (line(speech, ("phone", "tel", "field-phone"), form.fields.raw("phone"), form.faults, None))
            (choice(speech, names, &languages, chosen, form.faults))
            (Checkbox {
                name: "send_again",
                value: "true",
                label: html! { (speech.t("contacts-send-again")) },
                ticked: form.fields.has("send_again"),
            }.show(form.faults))
            button type="submit" { (speech.t("applicants-save")) }
        }
    };
    act_page(desk, opened, &title, form, &content)
}

/// Withdrawing on behalf: what it means.
pub fn withdraw(desk: &SignedIn, opened: &Opened, form: &Form<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("withdraw-application");
    let content = html! {
        p { (speech.t("withdraw-on-behalf")) }
        form method="post" action=(opened.address_of("withdraw")) {
            (made_of(desk, opened, form.fields, &form.told))
            button.button-warning type="submit" { (speech.t("withdraw-on-behalf-confirm")) }
        }
    };
    let content = or_nothing(desk, opened, ApplicationAct::Withdraw, content);
    act_page(desk, opened, &title, form, &content)
}

/// The place among those who wait.
pub fn order(desk: &SignedIn, opened: &Opened, form: &Form<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("act-order");
    let facts = args! {
        "n" => opened.queue_place.unwrap_or(0),
        "waiting" => opened.seating.waiting,
    };
    let content = html! {
        @if opened.queue_place.is_some() {
            p { (speech.tf("order-now", &facts)) }
            form method="post" action=(opened.address_of("order")) novalidate {
                (made_of(desk, opened, form.fields, &form.told))
                (line(speech, ("place", "number", "order-place"), form.fields.raw("place"), form.faults, None))
                (lines(speech, "reason", ("order-reason", "order-reason-hint"), form.fields.raw("reason"), form.faults))
                button type="submit" { (speech.t("act-order")) }
            }
        } @else {
            p { (speech.t("application-not-changeable")) }
        }
    };
    act_page(desk, opened, &title, form, &content)
}

/// What was missing.
pub fn complete(desk: &SignedIn, opened: &Opened, form: &Form<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("act-complete");
    let field = |name: &'static str, kind: &'static str| {
        let label = format!("field-{}", name.replace('_', "-"));
        line(
            speech,
            (name, kind, &label),
            form.fields.raw(name),
            form.faults,
            None,
        )
    };
    let content = html! {
        p { (speech.t("complete-means")) }
        form method="post" action=(opened.address_of("complete")) novalidate {
            (made_of(desk, opened, form.fields, &form.told))
            (field("given_name", "text"))
            (field("patronymic", "text"))
            (field("birth_year", "text"))
            (field("email", "email"))
            (field("phone", "tel"))
            button type="submit" { (speech.t("act-complete")) }
        }
    };
    let content = or_nothing(desk, opened, ApplicationAct::Complete, content);
    act_page(desk, opened, &title, form, &content)
}
