//! The form of an order.

use maud::{Markup, html};

use super::calendar_form::{MOST_ROWS, rows};
use crate::args;
use crate::language::Speech;
use crate::law::working_days::{ChangeKind, Holiday};
use crate::web::desk::{self, Fields, Section, SignedIn};
use crate::web::form::{self, Choice, Select, TextField};
use crate::web::problem::FieldFault;
use crate::working_calendar::day_words;

/// The page at `/desk/calendar/new`.
#[must_use]
pub fn form(desk: &SignedIn, fields: &Fields, faults: &[FieldFault]) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("calendar-new");
    let content = html! {
        (form::fault_summary(speech, faults))
        h1 { (title) }
        p { (speech.t("calendar-new-says")) }
        form method="post" action="/desk/calendar/new" {
            (desk::csrf_field(desk))
            // Enter in a field asks for what it would come to, not for the first button of a row.
            button.visually-hidden tabindex="-1" aria-hidden="true" type="submit" name="act" value="preview" { (speech.t("calendar-preview")) }
            fieldset.group {
                legend { h2 { (speech.t("calendar-order")) } }
                (text(speech, fields, faults, "issuer", "text", true))
                (text(speech, fields, faults, "order-date", "date", false))
                (text(speech, fields, faults, "number", "text", false))
            }
            input type="hidden" name="rows" value=(rows(fields));
            @for number in 0..rows(fields) { (row(speech, fields, faults, number)) }
            @if rows(fields) < MOST_ROWS {
                p { button.button-quiet type="submit" name="act" value="add" { (speech.t("calendar-row-add")) } }
            }
            (table(speech, fields, faults))
            p.actions { button type="submit" name="act" value="preview" { (speech.t("calendar-preview")) } }
        }
    };
    let title = form::title(speech, title, faults);
    desk::page(desk, Section::Calendar, &title, &content)
}

fn text(
    speech: Speech<'_>,
    fields: &Fields,
    faults: &[FieldFault],
    name: &str,
    kind: &str,
    hint: bool,
) -> Markup {
    let field = TextField {
        name,
        label: speech.t(&format!("calendar-field-{name}")),
        hint: hint.then(|| speech.t("calendar-issuer-hint")),
        value: fields.raw(name),
        kind,
        autocomplete: "off",
        inputmode: None,
        optional: name == "number",
    };
    field.show(speech, faults)
}

fn row(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault], number: usize) -> Markup {
    let name = |part: &str| format!("{part}-{number}");
    let language = speech.language();
    let named = |key: String| speech.t(&key);
    let kinds: Vec<(&str, String)> = ChangeKind::ALL
        .iter()
        .map(|kind| (kind.as_str(), named(format!("calendar-kind-{kind}"))))
        .collect();
    let holidays: Vec<(&str, String)> = Holiday::ALL
        .iter()
        .map(|holiday| (holiday.as_str(), day_words::holiday_name(speech, *holiday)))
        .collect();
    let choice = |part: &str, label: &str, any: &str, options: &[(&str, String)]| {
        let select = Select {
            name: &name(part),
            label: speech.t(label),
            any: speech.t(any),
            options: options
                .iter()
                .map(|(value, text)| Choice {
                    value,
                    text: (text, language),
                })
                .collect(),
            chosen: fields.text(&name(part)),
        };
        select.show(speech, faults)
    };
    let date = |part: &str, label: &str, hint: Option<&str>| {
        let field = TextField {
            name: &name(part),
            label: speech.t(label),
            hint: hint.map(|hint| speech.t(hint)),
            value: fields.raw(&name(part)),
            kind: "date",
            autocomplete: "off",
            inputmode: None,
            optional: false,
        };
        field.show(speech, faults)
    };
    html! {
        fieldset.group {
            legend { h2 { (speech.tf("calendar-row", &args! { "number" => number.saturating_add(1) })) } }
            (choice("kind", "calendar-row-kind", "calendar-row-kind-any", &kinds))
            (date("date", "calendar-row-date", None))
            (date("to", "calendar-row-to", Some("calendar-row-to-hint")))
            (choice("holiday", "calendar-row-holiday", "calendar-row-holiday-any", &holidays))
            @if rows(fields) > 1 {
                p {
                    button.button-quiet type="submit" name="act" value=(format!("remove-{number}")) {
                        (speech.tf("calendar-row-remove", &args! { "number" => number.saturating_add(1) }))
                    }
                }
            }
        }
    }
}

/// The table of whole years, pasted.
fn table(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault]) -> Markup {
    let of_table: Vec<&FieldFault> = faults.iter().filter(|fault| fault.field == "csv").collect();
    let described = if of_table.is_empty() {
        "hint-csv"
    } else {
        "hint-csv fault-csv"
    };
    html! {
        fieldset.group {
            legend { h2 { (speech.t("calendar-csv")) } }
            div.field.field-wide.field-wrong[!of_table.is_empty()] {
                label for="field-csv" { (speech.t("calendar-csv-label")) " " span.optional { (speech.t("form-optional")) } }
                p.hint id="hint-csv" { (speech.t("calendar-csv-hint")) }
                @if !of_table.is_empty() {
                    div id="fault-csv" { @for fault in &of_table { p.fault { (fault.message) } } }
                }
                textarea id="field-csv" name="csv" rows="8" spellcheck="false" autocomplete="off"
                    aria-describedby=(described) aria-invalid=[(!of_table.is_empty()).then_some("true")] {
                    (fields.raw("csv"))
                }
            }
        }
    }
}
