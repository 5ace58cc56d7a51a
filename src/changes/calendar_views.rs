//! The form of an order, and what it would come to.

use maud::{Markup, html};

use super::calendar::Foreseen;
use super::calendar_form::{MOST_ROWS, rows};
use super::recounting::{ClockChange, Told};
use crate::args;
use crate::language::{Speech, short_date};
use crate::law::deadlines::DeadlineChange;
use crate::law::working_days::{Calendar, ChangeKind, DayChange, Holiday, Row};
use crate::sessions::clock_words;
use crate::web::desk::{self, Fields, Section, SignedIn};
use crate::web::form::{self, Choice, Select, TextField};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::working_calendar::day_words;
use crate::working_calendar::desk_views::{totals, what};

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
            button.visually-hidden tabindex="-1" name="act" value="preview" { (speech.t("calendar-preview")) }
            fieldset {
                legend { h2 { (speech.t("calendar-order")) } }
                (text(speech, fields, faults, "issuer", "text", true))
                (text(speech, fields, faults, "order-date", "date", false))
                (text(speech, fields, faults, "number", "text", false))
            }
            input type="hidden" name="rows" value=(rows(fields));
            @for number in 0..rows(fields) { (row(speech, fields, faults, number)) }
            @if rows(fields) < MOST_ROWS {
                p { button.button-quiet name="act" value="add" { (speech.t("calendar-row-add")) } }
            }
            (table(speech, fields, faults))
            p.actions { button name="act" value="preview" { (speech.t("calendar-preview")) } }
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
        fieldset.calendar-row {
            legend { h2 { (speech.tf("calendar-row", &args! { "number" => number.saturating_add(1) })) } }
            (choice("kind", "calendar-row-kind", "calendar-row-kind-any", &kinds))
            (date("date", "calendar-row-date", None))
            (date("to", "calendar-row-to", Some("calendar-row-to-hint")))
            (choice("holiday", "calendar-row-holiday", "calendar-row-holiday-any", &holidays))
            @if rows(fields) > 1 {
                p {
                    button.button-quiet name="act" value=(format!("remove-{number}")) {
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
        fieldset {
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

/// What is shown before a version is entered.
pub struct Preview<'a> {
    /// The form, with the version that this was made of.
    pub fields: &'a Fields,
    /// The order as it is cited.
    pub source: &'a str,
    /// What it comes to.
    pub foreseen: &'a Foreseen,
    /// The calendar as it would be.
    pub calendar: &'a Calendar,
    /// Somebody entered another version after the last preview.
    pub stale: bool,
}

/// The page shown before a version is entered.
#[must_use]
pub fn preview(desk: &SignedIn, preview: &Preview<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("calendar-preview-title");
    let foreseen = preview.foreseen;
    let mut years: Vec<i32> = foreseen
        .days
        .iter()
        .map(|day| chrono::Datelike::year(&day.date))
        .collect();
    years.dedup();
    let content = html! {
        @if preview.stale {
            div.stale-note role="alert" tabindex="-1" autofocus aria-labelledby="stale-title" {
                h2 id="stale-title" { (speech.t("calendar-stale")) }
                p { (speech.t("calendar-stale-detail")) }
            }
        }
        h1 { (title) }
        p { (speech.tf("calendar-preview-source", &args! { "source" => preview.source })) }
        p { (speech.tf("calendar-in-force", &args! { "version" => &*foreseen.made_of })) }
        h2 { (speech.t("calendar-preview-days")) }
        (days(speech, &foreseen.days))
        @for year in years { p { (totals(speech, preview.calendar, year)) } }
        h2 { (speech.t("calendar-preview-sessions")) }
        (sessions(speech, foreseen))
        form method="post" action="/desk/calendar/new" {
            (desk::csrf_field(desk))
            @for (name, value) in preview.fields.iter() { input type="hidden" name=(name) value=(value); }
            p.actions {
                button name="act" value="enter" { (speech.t("calendar-preview-enter")) }
                button.button-quiet name="act" value="edit" { (speech.t("calendar-preview-edit")) }
            }
        }
    };
    desk::page(desk, Section::Calendar, &title, &content)
}

fn days(speech: Speech<'_>, days: &[DayChange]) -> Markup {
    let state = |row: Option<&Row>| {
        html! {
            @match row {
                None => { (speech.t("calendar-by-week")) }
                Some(row) => {
                    (what(speech, row)) ". "
                    (speech.t("week-5")) ": " (day_words::worked(speech, row.working_five)) ". "
                    (speech.t("week-6")) ": " (day_words::worked(speech, row.working_six)) "."
                    @for remark in day_words::remarks(speech, row) { p.hint { (remark) } }
                }
            }
        }
    };
    html! {
        div.scrolls tabindex="0" {
            table {
                thead {
                    tr {
                        th scope="col" { (speech.t("calendar-day")) }
                        th scope="col" { (speech.t("calendar-before")) }
                        th scope="col" { (speech.t("calendar-after")) }
                    }
                }
                tbody {
                    @for day in days {
                        tr {
                            th scope="row" { (speech.date_with_weekday(day.date)) }
                            td { (state(day.before.as_ref())) }
                            td { (state(day.after.as_ref())) }
                        }
                    }
                }
            }
        }
    }
}

fn sessions(speech: Speech<'_>, foreseen: &Foreseen) -> Markup {
    let effects = &foreseen.effects;
    let counts = args! {
        "looked" => effects.looked_at,
        "moved" => effects.moved,
        "alerts" => effects.alerts,
    };
    let left = effects.told_in_all.saturating_sub(effects.told.len());
    html! {
        p { (speech.tf("calendar-preview-counts", &counts)) }
        @if !effects.told.is_empty() {
            div.scrolls tabindex="0" {
                table {
                    thead {
                        tr {
                            th scope="col" { (speech.t("calendar-session")) }
                            th scope="col" { (speech.t("calendar-clock")) }
                            th scope="col" { (speech.t("calendar-before")) }
                            th scope="col" { (speech.t("calendar-after")) }
                            th scope="col" { (speech.t("calendar-outcome")) }
                        }
                    }
                    @for told in &effects.told { (session(speech, told)) }
                }
            }
        }
        @if left > 0 { p { (speech.tf("calendar-preview-more", &args! { "number" => left })) } }
        p.hint { (speech.tf("basis", &args! { "paragraph" => speech.t(&DeadlineChange::PARAGRAPH.key()) })) }
    }
}

fn session(speech: Speech<'_>, told: &Told) -> Markup {
    let session = &told.recounted.session;
    let rows = told.clocks.len().max(1);
    let title = html! {
        th scope="rowgroup" rowspan=(rows) {
            (translated(speech.language(), &session.title)) ", " (short_date(session.local_date))
            @if !session.status.is_public() { " " span.badge { (speech.t("status-draft")) } }
        }
    };
    html! {
        tbody {
            @if told.clocks.is_empty() {
                tr { (title) td colspan="4" { (speech.t("calendar-outcome-certainty")) } }
            }
            @for (number, clock) in told.clocks.iter().enumerate() {
                tr {
                    @if number == 0 { (title) }
                    td { (clock_words::label(speech, clock.name)) }
                    (cells(speech, told, clock))
                }
            }
        }
    }
}

fn cells(speech: Speech<'_>, told: &Told, clock: &ClockChange) -> Markup {
    let zone = told.recounted.session.zone;
    let until = |instant| speech.until(zone.local(instant));
    let counted = args! { "counted" => until(clock.counted) };
    html! {
        td { (until(clock.before)) }
        td { (until(clock.after)) }
        td { (speech.tf(&format!("calendar-outcome-{}", clock.outcome.as_str()), &counted)) }
    }
}
