//! The form above the list: one line to search by, the rest folded away until it is wanted; and what is chosen,
//! each with a link that takes it away again.

use maud::{Markup, html};

use crate::args;
use crate::bodies::reading::Named;
use crate::bodies::regions;
use crate::language::{Language, Speech};
use crate::law::session_course::Format;
use crate::sessions::wish::Wish;
use crate::web::Visit;
use crate::web::form::{Choice, Select, TextField};
use crate::web::problem::FieldFault;

/// Above this many bodies the list of them is longer than the page; they are found by name, or on their own page.
pub const MOST_BODIES: usize = 40;

/// The form, with `bodies` to choose from.
pub fn form(visit: &Visit, wish: &Wish, bodies: &[Named], faults: &[FieldFault]) -> Markup {
    let speech = visit.speech();
    html! {
        form.filters method="get" action=(format!("/{}/", visit.language.code())) role="search" {
            div.search-line {
                (TextField {
                    name: "q",
                    label: speech.t("filter-words"),
                    hint: None,
                    value: wish.of("q"),
                    kind: "search",
                    autocomplete: "off",
                    inputmode: None,
                    optional: false,
                }.show(speech, faults))
                button type="submit" { (speech.t("filter-find")) }
            }
            details open[!faults.is_empty()] {
                summary { (speech.t("filter-more")) }
                div.filter-fields {
                    @if bodies.len() <= MOST_BODIES { (body_choice(speech, wish, bodies, faults)) }
                    (region_choice(speech, wish, faults))
                    (format_choice(speech, wish, faults))
                    (day_field(speech, wish, "from", faults))
                    (day_field(speech, wish, "to", faults))
                    div.actions { button type="submit" { (speech.t("filter-apply")) } }
                }
            }
            (chosen(visit, wish, bodies))
        }
    }
}

fn body_choice(speech: Speech<'_>, wish: &Wish, bodies: &[Named], faults: &[FieldFault]) -> Markup {
    let choices = bodies.iter().map(|one| Choice {
        value: &one.body.slug,
        text: one.name.in_language(speech.language()),
    });
    Select {
        name: "body",
        label: speech.t("label-body"),
        any: speech.t("filter-any-body"),
        options: choices.collect(),
        chosen: wish.of("body"),
    }
    .show(speech, faults)
}

fn region_choice(speech: Speech<'_>, wish: &Wish, faults: &[FieldFault]) -> Markup {
    let regions = regions::all().iter().map(|region| Choice {
        value: &region.kato,
        text: region.name.in_language(speech.language()),
    });
    Select {
        name: "region",
        label: speech.t("filter-region"),
        any: speech.t("filter-any-region"),
        options: regions.collect(),
        chosen: wish.of("region"),
    }
    .show(speech, faults)
}

fn format_choice(speech: Speech<'_>, wish: &Wish, faults: &[FieldFault]) -> Markup {
    let names: Vec<(&str, String)> = Format::ALL
        .iter()
        .map(|format| (format.as_str(), format_name(speech, format.as_str())))
        .collect();
    let choices = names.iter().map(|(value, name)| Choice {
        value,
        text: (name, speech.language()),
    });
    Select {
        name: "format",
        label: speech.t("format"),
        any: speech.t("filter-any-format"),
        options: choices.collect(),
        chosen: wish.of("format"),
    }
    .show(speech, faults)
}

fn format_name(speech: Speech<'_>, format: &str) -> String {
    speech.t(&format!("format-{format}"))
}

fn day_field(speech: Speech<'_>, wish: &Wish, name: &str, faults: &[FieldFault]) -> Markup {
    TextField {
        name,
        label: speech.t(if name == "from" {
            "filter-from"
        } else {
            "filter-to"
        }),
        hint: None,
        value: wish.of(name),
        kind: "date",
        autocomplete: "off",
        inputmode: None,
        optional: false,
    }
    .show(speech, faults)
}

fn chosen(visit: &Visit, wish: &Wish, bodies: &[Named]) -> Markup {
    let speech = visit.speech();
    let code = visit.language.code();
    let chosen: Vec<(&str, (String, Language))> = ["q", "body", "region", "format", "from", "to"]
        .into_iter()
        .filter(|name| !wish.of(name).is_empty())
        .map(|name| (name, in_words(speech, wish, name, bodies)))
        .collect();
    html! {
        @if !chosen.is_empty() {
            ul.chosen aria-label=(speech.t("filter-chosen")) {
                @for (name, (words, language)) in &chosen {
                    li {
                        a href=(wish.with(name, "").address(code)) {
                            span.visually-hidden { (speech.t("filter-drop")) " " }
                            span lang=[(*language != visit.language).then_some(language.code())] { (words) }
                        }
                    }
                }
                @if chosen.len() > 1 { li { a.all href=(format!("/{code}/")) { (speech.t("filter-clear")) } } }
            }
        }
    }
}

/// One chosen parameter as it is read, and the language it is in.
fn in_words(speech: Speech<'_>, wish: &Wish, name: &str, bodies: &[Named]) -> (String, Language) {
    let own = speech.language();
    let owned = |(text, language): (&str, Language)| (text.to_owned(), language);
    let value = wish.of(name);
    match name {
        "q" => (speech.tf("chosen-words", &args! { "words" => value }), own),
        "body" => bodies
            .iter()
            .find(|named| named.body.slug == value)
            .map_or_else(
                || (value.to_owned(), own),
                |named| owned(named.name.in_language(own)),
            ),
        "region" => wish.region().map_or_else(
            || (value.to_owned(), own),
            |region| owned(region.name.in_language(own)),
        ),
        "format" if value.parse::<Format>().is_ok() => (format_name(speech, value), own),
        "from" => (
            speech.tf("chosen-from", &args! { "date" => day(value) }),
            own,
        ),
        "to" => (speech.tf("chosen-to", &args! { "date" => day(value) }), own),
        _ => (value.to_owned(), own),
    }
}

/// `10.12.2026` of a day that browsers send otherwise.
fn day(value: &str) -> String {
    value
        .parse()
        .map_or_else(|_| value.to_owned(), crate::language::short_date)
}
