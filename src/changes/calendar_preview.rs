//! What an order would come to, shown before it is entered.

use chrono::Datelike as _;
use maud::{Markup, html};

use super::calendar::Foreseen;
use super::recounting::{ClockChange, Told};
use crate::args;
use crate::language::{Speech, short_date};
use crate::law::deadlines::DeadlineChange;
use crate::law::working_days::{Calendar, DayChange, Row};
use crate::sessions::clock_words;
use crate::web::desk::{self, BoxName, Fields, Section, SignedIn, table_box, table_head};
use crate::web::form::title_after;
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};
use crate::working_calendar::day_words;
use crate::working_calendar::desk_views::{totals, what};

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
pub fn page(desk: &SignedIn, preview: &Preview<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("calendar-preview-title");
    let foreseen = preview.foreseen;
    let mut years: Vec<i32> = foreseen.days.iter().map(|day| day.date.year()).collect();
    years.dedup();
    let content = html! {
        @if preview.stale {
            (signs::heard_first(Tone::Bad, Some("stale-title"), html! {
                h2 id="stale-title" { (speech.t("calendar-stale")) }
                p { (speech.t("calendar-stale-detail")) }
            }))
        }
        h1 { (title) }
        p { (speech.tf("calendar-preview-source", &args! { "source" => preview.source })) }
        p { (speech.tf("calendar-in-force", &args! { "version" => &*foreseen.made_of })) }
        h2 id="days-title" { (speech.t("calendar-preview-days")) }
        (days(speech, &foreseen.days))
        @for year in years { p { (totals(speech, preview.calendar, year)) } }
        h2 id="sessions-title" { (speech.t("calendar-preview-sessions")) }
        (sessions(speech, foreseen))
        form method="post" action="/desk/calendar/new" {
            (desk::csrf_field(desk))
            @for (name, value) in preview.fields.iter() { input type="hidden" name=(name) value=(value); }
            p.actions {
                button type="submit" name="act" value="enter" { (speech.t("calendar-preview-enter")) }
                button.button-quiet type="submit" name="act" value="edit" { (speech.t("calendar-preview-edit")) }
            }
        }
    };
    let title = title_after(speech, title, preview.stale);
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
        (table_box(BoxName::Heading("days-title"), &html! {
            table {
                (table_head(speech, &["calendar-day", "calendar-before", "calendar-after"]))
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
        }))
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
            (table_box(BoxName::Heading("sessions-title"), &html! {
                table {
                    (table_head(speech, &["calendar-session", "calendar-clock", "calendar-before", "calendar-after", "calendar-outcome"]))
                    @for told in &effects.told { (session(speech, told)) }
                }
            }))
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
            @if !session.status.is_public() { " " (signs::badge(Tone::Plain, speech.t("status-draft"))) }
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
