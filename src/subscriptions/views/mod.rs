//! What subscribers see: `form` to ask and to change, `own` the page of one subscription, and here the pages that only
//! tell something.

mod form;
mod own;

use maud::{Markup, html};

use crate::args;
use crate::web::Visit;
use crate::web::layout::{self, Head};
use crate::web::signs::{self, Tone};

pub(super) use form::{Typed, form};
pub(super) use own::{Found, News, ask_leaving, own, unconfirmed};

fn told(visit: &Visit, title: String, content: &Markup) -> Markup {
    let whole = html! { h1 { (title) } (content) };
    layout::page(visit, &Head::titled(title), &whole)
}

fn ways(visit: &Visit) -> Markup {
    let speech = visit.speech();
    let code = visit.language.code();
    html! {
        p.actions {
            a.button-quiet href=(format!("/{code}/subscribe")) { (speech.t("subscription-again")) }
            a href=(format!("/{code}/")) { (speech.t("problem-way-on")) }
        }
    }
}

/// A letter is on its way, if the address has not had too many.
pub(super) fn sent(visit: &Visit) -> Markup {
    let speech = visit.speech();
    let days = args! { "days" => visit.app.settings.subscriptions.confirm_days };
    let content = html! {
        (signs::notice(Tone::News, speech.tf("subscription-sent-says", &days)))
        h2 { (speech.t("subscription-sent-none")) }
        ul {
            li { (speech.t("subscription-sent-wait")) }
            li { (speech.t("subscription-sent-spam")) }
            li { (speech.t("subscription-sent-address")) }
            li { (speech.t("subscription-sent-limit")) }
        }
        (ways(visit))
    };
    told(visit, speech.t("subscription-sent"), &content)
}

/// It has ended.
pub(super) fn left(visit: &Visit) -> Markup {
    let speech = visit.speech();
    let content = html! {
        (signs::notice(Tone::Good, speech.t("subscription-left-says")))
        p.hint { (speech.t("subscription-left-under-way")) }
        (ways(visit))
    };
    told(visit, speech.t("subscription-left"), &content)
}

/// The link opens nothing: why that may be, and what to do.
pub(super) fn unknown(visit: &Visit) -> Markup {
    let speech = visit.speech();
    let days = args! { "days" => visit.app.settings.subscriptions.confirm_days };
    let content = html! {
        p { (speech.t("subscription-unknown-says")) }
        ul {
            li { (speech.t("subscription-unknown-left")) }
            li { (speech.tf("subscription-unknown-lapsed", &days)) }
            li { (speech.t("subscription-unknown-cut")) }
        }
        (ways(visit))
    };
    told(visit, speech.t("subscription-unknown"), &content)
}

/// The address has as many as it may.
pub(super) fn full(visit: &Visit) -> Markup {
    let speech = visit.speech();
    let most = args! { "n" => super::actions::MOST };
    let content = signs::warned(
        Tone::Plain,
        html! { p { (speech.tf("subscription-full", &most)) } },
    );
    told(visit, speech.t("subscription-not-confirmed"), &content)
}
