//! The names of a body through time, and the form of a new one.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::Shown;
use super::fields::label;
use crate::args;
use crate::bodies::card_form;
use crate::bodies::desk::Opened;
use crate::bodies::record::{BodyName, SINCE_EVER};
use crate::language::{Language, Speech, short_date};
use crate::web::desk::{self, Fields, SignedIn};
use crate::web::form::TextField;
use crate::web::layout::translated;
use crate::web::problem::FieldFault;

/// The form of a name: that of the day in the address, to be corrected, or an empty one that counts from today.
#[must_use]
pub fn filled(desk: &SignedIn, opened: &Opened) -> Fields {
    let body = &opened.named.body;
    let query = desk.visit.path_and_query.split_once('?');
    let asked: Option<NaiveDate> = query.and_then(|(_, query)| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        let (_, day) = pairs.find(|(name, _)| name == "name")?;
        day.parse().ok()
    });
    let known = opened
        .names
        .iter()
        .find(|name| Some(name.valid_from) == asked);
    let today = body.zone.local(desk.visit.now).date();
    let mut fields = Fields::default();
    fields.add("made-of", card_form::state(body));
    let from = known.map_or(today, |name| name.valid_from);
    fields.add("valid-from", from.to_string());
    if let Some(known) = known {
        fields.add("name-kk", &*known.name.kk);
        fields.add("name-ru", &*known.name.ru);
        fields.add("name-en", known.name.en.clone().unwrap_or_default());
    }
    fields
}

/// The three inputs of a name.
#[must_use]
pub fn inputs(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault]) -> Markup {
    html! {
        @for name in ["name-kk", "name-ru", "name-en"] {
            (input(speech, fields, faults, name, "text"))
        }
    }
}

fn input(
    speech: Speech<'_>,
    fields: &Fields,
    faults: &[FieldFault],
    name: &str,
    kind: &str,
) -> Markup {
    let field = TextField {
        name,
        label: label(speech, name),
        hint: (name == "valid-from").then(|| speech.t("body-valid-from-hint")),
        value: fields.raw(name),
        kind,
        autocomplete: "off",
        inputmode: None,
        optional: name == "name-en",
    };
    field.show(speech, faults)
}

/// All names, and the form of a new one.
#[must_use]
pub fn section(desk: &SignedIn, shown: &Shown, keeps: bool, faults: &[FieldFault]) -> Markup {
    let speech = desk.visit.speech();
    let address = format!("/desk/bodies/{}", shown.opened.named.body.id);
    html! {
        section aria-labelledby="names-title" {
            h2 id="names-title" { (speech.t("body-names")) }
            ul.body-names {
                @for (number, name) in shown.opened.names.iter().enumerate() {
                    li { (one(desk, shown, name, keeps, number > 0)) }
                }
            }
            @if keeps {
                form method="post" action=(address) id="name" {
                    (desk::csrf_field(desk))
                    input type="hidden" name="act" value="name";
                    input type="hidden" name="made-of" value=(shown.name.text("made-of"));
                    fieldset.group {
                        legend { h3 { (speech.t("body-rename")) } }
                        p.hint { (speech.t("body-rename-says")) }
                        (inputs(speech, &shown.name, faults))
                        (input(speech, &shown.name, faults, "valid-from", "date"))
                    }
                    p.actions { button { (speech.t("body-rename-save")) } }
                }
            }
        }
    }
}

fn one(desk: &SignedIn, shown: &Shown, name: &BodyName, keeps: bool, may_go: bool) -> Markup {
    let speech = desk.visit.speech();
    let body = &shown.opened.named.body;
    let address = format!("/desk/bodies/{}", body.id);
    let since = if name.valid_from == SINCE_EVER {
        speech.t("body-name-first")
    } else {
        speech.tf(
            "body-name-since",
            &args! { "date" => short_date(name.valid_from) },
        )
    };
    let correct = args! { "date" => short_date(name.valid_from) };
    html! {
        p { strong { (translated(speech.language(), &name.name)) } " " span.soft { (since) } }
        p.hint { @for language in Language::ALL {
            @let (text, really) = name.name.in_language(language);
            @if really == language { span lang=(language.code()) { (text) } " " }
        } }
        @if keeps {
            div.actions {
                a.button-quiet href=(format!("{address}?name={}#name", name.valid_from)) {
                    (speech.t("body-name-correct")) span.visually-hidden { " " (speech.tf("body-name-since", &correct)) }
                }
                @if may_go {
                    form method="post" action=(address) {
                        (desk::csrf_field(desk))
                        input type="hidden" name="act" value="remove-name";
                        input type="hidden" name="made-of" value=(card_form::state(body));
                        input type="hidden" name="day" value=(name.valid_from);
                        button.button-quiet {
                            (speech.t("body-name-remove"))
                            span.visually-hidden { " " (speech.tf("body-name-since", &correct)) }
                        }
                    }
                }
            }
        }
    }
}
