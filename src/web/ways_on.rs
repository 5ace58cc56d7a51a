//! Where to go from a page that could not be shown: every one of them leads on.

use maud::{Markup, html};

use super::desk;
use super::form::TextField;
use super::problem::Problem;
use super::visit::Visit;

/// Where to go from here.
#[must_use]
pub fn from(problem: &Problem, visit: &Visit) -> Markup {
    let (speech, code) = (visit.speech(), visit.language.code());
    html! {
        @if visit.is_at_desk() {
            ul.plain-links {
                li { a href=(desk::TODAY) { (speech.t("problem-way-to-desk")) } }
                li { a href=(desk::SIGN_IN) { (speech.t("sign-in-title")) } }
            }
        } @else {
            @if let Problem::NotFound = problem {
                form method="get" action=(format!("/{code}/")) role="search" {
                    div.search-line {
                        (TextField {
                            name: "q",
                            label: speech.t("filter-words"),
                            hint: None,
                            value: "",
                            kind: "search",
                            autocomplete: "off",
                            inputmode: None,
                            optional: false,
                        }.show(speech, &[]))
                        button type="submit" { (speech.t("filter-find")) }
                    }
                }
            }
            ul.plain-links {
                li { a href=(format!("/{code}/")) { (speech.t("problem-way-on")) } }
                li { a href=(format!("/{code}/help")) { (speech.t("help-attending-title")) } }
            }
        }
    }
}
