//! What acts of the desk answer: on to a page, with a word on what was done; or both states, where somebody else was
//! faster.

use actix_web::HttpResponse;
use actix_web::http::header;
use maud::{Markup, html};

use super::signed_in::SignedIn;
use super::tables::table_head;
use crate::language::Speech;
use crate::web::signs::{self, Tone};

/// A page as an answer; what the desk shows is kept nowhere (the extractors see to that).
#[must_use]
pub fn shown(page: Markup) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page.into_string())
}

/// A form that could not be taken, with its faults.
#[must_use]
pub fn shown_again(page: Markup) -> HttpResponse {
    HttpResponse::UnprocessableEntity()
        .content_type("text/html; charset=utf-8")
        .body(page.into_string())
}

/// A form that was made of a state that has changed meanwhile: nothing was written.
#[must_use]
pub fn shown_stale(page: Markup) -> HttpResponse {
    HttpResponse::Conflict()
        .content_type("text/html; charset=utf-8")
        .body(page.into_string())
}

/// On to a page.
#[must_use]
pub fn see(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .finish()
}

/// On to a page which then says what was done: one of the words that it knows ([`done_note`]).
#[must_use]
pub fn see_done(address: &str, word: &str) -> HttpResponse {
    let sign = if address.contains('?') { '&' } else { '?' };
    see(&format!("{address}{sign}done={word}"))
}

/// What was done just now, if the address says so by one of these words; its sentence is `done-` and the word.
#[must_use]
pub fn done_note(desk: &SignedIn, words: &[&str]) -> Markup {
    let query = desk.visit.path_and_query.split_once('?');
    let asked = query.and_then(|(_, query)| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(name, _)| name == "done")
    });
    let known = asked.and_then(|(_, asked)| words.iter().find(|word| **word == asked));
    html! {
        @if let Some(word) = known {
            (signs::told(Tone::Good, desk.visit.speech().t(&format!("done-{word}"))))
        }
    }
}

/// One thing that differs between what was sent and what stands there now.
#[derive(Debug, Clone)]
pub struct Difference {
    /// What it is called.
    pub label: String,
    /// As it was sent.
    pub yours: String,
    /// As it stands.
    pub theirs: String,
}

/// Says that somebody else was faster, and shows both states; the form below holds what was sent.
#[must_use]
pub fn both_states(speech: Speech<'_>, differences: &[Difference]) -> Markup {
    signs::heard_first(
        Tone::Bad,
        Some("stale-title"),
        html! {
            h2 id="stale-title" { (speech.t("desk-stale")) }
            p { (speech.t("desk-stale-detail")) }
            @if !differences.is_empty() {
                table.fits.cards {
                    (table_head(speech, &["desk-stale-what", "desk-stale-yours", "desk-stale-theirs"]))
                    tbody {
                        @for one in differences {
                            tr {
                                th scope="row" { (one.label) }
                                td data-label=(speech.t("desk-stale-yours")) { (one.yours) }
                                td data-label=(speech.t("desk-stale-theirs")) { (one.theirs) }
                            }
                        }
                    }
                }
            }
        },
    )
}
