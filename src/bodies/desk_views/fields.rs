//! The fields of a card.

use maud::{Markup, html};

use super::Shown;
use crate::bodies::card_form;
use crate::bodies::reading::Named;
use crate::bodies::record::ApplicationsLetters;
use crate::bodies::regions;
use crate::database::Id;
use crate::language::{Language, Speech};
use crate::law::body::{BodyLevel, BodyType};
use crate::law::comments::Moderation;
use crate::law::deadlines::SessionKind;
use crate::law::working_days::Week;
use crate::web::desk::Fields;
use crate::web::form::{Checkbox, Choice, Select, TextField};
use crate::web::problem::FieldFault;

/// The zones of the country.
const ZONES: [&str; 7] = [
    "Asia/Almaty",
    "Asia/Aqtau",
    "Asia/Aqtobe",
    "Asia/Atyrau",
    "Asia/Oral",
    "Asia/Qostanay",
    "Asia/Qyzylorda",
];

/// What a field is called.
#[must_use]
pub fn label(speech: Speech<'_>, name: &str) -> String {
    speech.t(&format!("body-field-{name}"))
}

/// A value in words.
#[must_use]
pub fn shown_value(speech: Speech<'_>, name: &str, value: &str, all: &[Named]) -> String {
    let word = value.replace('_', "-");
    match (name, value) {
        ("rules-605" | "exempt", "") => speech.t("body-no"),
        ("rules-605" | "exempt", _) => speech.t("body-yes"),
        (_, "") => "–".to_owned(),
        ("type", _) => speech.t(&format!("body-type-{word}")),
        ("kind", _) => speech.t(&format!("kind-{word}")),
        ("level", _) => speech.t(&format!("level-{word}")),
        ("week", _) => speech.t(&format!("week-{word}")),
        ("applications-letters", _) => speech.t(&format!("applications-letters-{word}")),
        ("comments", _) => speech.t(&format!("comments-shown-{word}")),
        ("region", _) => regions::by_kato(value).map_or_else(
            || value.to_owned(),
            |region| region.name.in_language(speech.language()).0.to_owned(),
        ),
        ("parent", _) => {
            let parent = all.iter().find(|one| one.body.id.as_str() == value);
            parent.map_or_else(
                || value.to_owned(),
                |one| one.name.in_language(speech.language()).0.to_owned(),
            )
        }
        _ => value.to_owned(),
    }
}

/// Fields as facts, for whoever may not change them.
#[must_use]
pub fn facts(speech: Speech<'_>, shown: &Shown, names: &[&str]) -> Markup {
    let fields = card_form::fields_of(&shown.opened.named.body);
    html! {
        @for name in names {
            dt { (label(speech, name)) }
            dd { (shown_value(speech, name, fields.text(name), &shown.opened.all)) }
        }
    }
}

/// The address of a new body.
#[must_use]
pub fn slug(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault]) -> Markup {
    let hint = Some(speech.t("body-slug-hint"));
    text(speech, fields, faults, "slug", hint, false)
}

/// What a body is in law.
#[must_use]
pub fn legal(
    speech: Speech<'_>,
    fields: &Fields,
    all: &[Named],
    own: Option<Id>,
    faults: &[FieldFault],
) -> Markup {
    let worded = |name: &str, words: &[&'static str]| -> Vec<(String, String, Language)> {
        let told = |word: &&str| shown_value(speech, name, word, all);
        words
            .iter()
            .map(|word| ((*word).to_owned(), told(word), speech.language()))
            .collect()
    };
    let of_region = regions::all().iter().map(|region| {
        let (text, language) = region.name.in_language(speech.language());
        (region.kato.clone(), text.to_owned(), language)
    });
    let others = all.iter().filter(|one| Some(one.body.id) != own);
    let parents = others.map(|one| {
        let (text, language) = one.name.in_language(speech.language());
        (one.body.id.to_string(), text.to_owned(), language)
    });
    let stored = fields.given("zone").filter(|zone| !ZONES.contains(zone));
    let zones = ZONES.into_iter().chain(stored);
    let zones = zones.map(|zone| (zone.to_owned(), zone.to_owned(), Language::En));
    let choice = |name: &str, options: Vec<(String, String, Language)>| {
        select(speech, fields, faults, name, &options)
    };
    html! {
        fieldset.group {
            legend { h2 { (speech.t("body-legal")) } }
            (choice("type", worded("type", BodyType::WORDS)))
            (choice("level", worded("level", BodyLevel::WORDS)))
            (choice("kind", worded("kind", SessionKind::WORDS)))
            (choice("region", of_region.collect()))
            (choice("parent", parents.collect()))
            (choice("zone", zones.collect()))
            (tick(speech, fields, faults, "rules-605"))
            (tick(speech, fields, faults, "exempt"))
            (text(speech, fields, faults, "exempt-basis", Some(speech.t("body-exempt-basis-hint")), true))
        }
    }
}

/// What its own admin keeps too.
#[must_use]
pub fn own(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault]) -> Markup {
    let weeks: Vec<(String, String, Language)> = Week::ALL
        .iter()
        .map(|week| {
            let word = week.as_str();
            (
                word.to_owned(),
                shown_value(speech, "week", word, &[]),
                speech.language(),
            )
        })
        .collect();
    let letters: Vec<(String, String, Language)> = ApplicationsLetters::WORDS
        .iter()
        .map(|word| {
            let told = shown_value(speech, "applications-letters", word, &[]);
            ((*word).to_owned(), told, speech.language())
        })
        .collect();
    let comments: Vec<(String, String, Language)> = Moderation::WORDS
        .iter()
        .map(|word| {
            let told = shown_value(speech, "comments", word, &[]);
            ((*word).to_owned(), told, speech.language())
        })
        .collect();
    html! {
        fieldset.group {
            legend { h2 { (speech.t("body-own")) } }
            (select(speech, fields, faults, "week", &weeks))
            (text(speech, fields, faults, "closing-time", Some(speech.t("body-closing-time-hint")), false))
            (text(speech, fields, faults, "bin", None, true))
            (text(speech, fields, faults, "site", None, true))
            (select(speech, fields, faults, "applications-letters", &letters))
            (select(speech, fields, faults, "comments", &comments))
        }
    }
}

fn text(
    speech: Speech<'_>,
    fields: &Fields,
    faults: &[FieldFault],
    name: &str,
    hint: Option<String>,
    optional: bool,
) -> Markup {
    let field = TextField {
        name,
        label: label(speech, name),
        hint,
        value: fields.raw(name),
        kind: "text",
        autocomplete: "off",
        inputmode: None,
        optional,
    };
    field.show(speech, faults)
}

fn select(
    speech: Speech<'_>,
    fields: &Fields,
    faults: &[FieldFault],
    name: &str,
    options: &[(String, String, Language)],
) -> Markup {
    let select = Select {
        name,
        label: label(speech, name),
        any: speech.t("body-none-chosen"),
        options: options
            .iter()
            .map(|(value, text, language)| Choice {
                value,
                text: (text, *language),
            })
            .collect(),
        chosen: fields.text(name),
    };
    select.show(speech, faults)
}

fn tick(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault], name: &str) -> Markup {
    let checkbox = Checkbox {
        name,
        value: "true",
        label: html! { (label(speech, name)) },
        ticked: fields.has(name),
    };
    checkbox.show(faults)
}
