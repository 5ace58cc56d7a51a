//! The calendar as the desk sees it: a year month by month, and every version.

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use maud::{Markup, html};

use super::day_words;
use super::record::Head;
use crate::args;
use crate::database::Zone;
use crate::language::{Speech, short_date};
use crate::law::working_days::{Calendar, Row, Week};
use crate::web::desk::{self, BoxName, Right, Section, SignedIn, table_box, table_head};
use crate::web::signs::{self, Tone};

/// What the page shows.
pub struct Shown {
    /// The calendar in force.
    pub calendar: Arc<Calendar>,
    /// The year asked for.
    pub year: i32,
    /// All versions entered, the newest first.
    pub versions: Vec<Head>,
}

/// The page at `/desk/calendar`.
#[must_use]
pub fn year(desk: &SignedIn, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("calendar");
    let known: Vec<i32> = shown.calendar.years().collect();
    let content = html! {
        div.page-head {
            h1 { (title) ": " (shown.year) }
            @if desk.person.may_somewhere(Right::KeepCalendar) {
                a.button href="/desk/calendar/new" { (speech.t("calendar-enter")) }
            }
        }
        (desk::done_note(desk, &["calendar-entered"]))
        p { (speech.tf("calendar-in-force", &args! { "version" => shown.calendar.version() })) }
        nav.parts aria-label=(speech.t("calendar-years")) {
            ul {
                @for year in &known {
                    li {
                        a href=(format!("/desk/calendar?year={year}")) aria-current=[(*year == shown.year).then_some("page")] {
                            (year)
                        }
                    }
                }
            }
        }
        @if known.contains(&shown.year) { (months(speech, shown)) } @else {
            (signs::notice(Tone::Plain, speech.tf("calendar-no-year", &args! { "year" => shown.year.to_string() })))
        }
        (versions(desk, shown))
    };
    desk::page(desk, Section::Calendar, &title, &content)
}

fn months(speech: Speech<'_>, shown: &Shown) -> Markup {
    let rows = shown.calendar.rows(shown.year).unwrap_or_default();
    let firsts = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(shown.year, month, 1));
    html! {
        p { (totals(speech, &shown.calendar, shown.year)) }
        div.calendar-months {
            @for first in firsts {
                @let of_month: Vec<&Row> = rows.iter().filter(|row| row.date.month() == first.month()).collect();
                section {
                    h2 { (speech.month_title(first)) }
                    p.hint { (worked_in(speech, &shown.calendar, first)) }
                    @if !of_month.is_empty() { (days(speech, &speech.month_title(first), &of_month)) }
                }
            }
        }
    }
}

/// Days worked and off in a year, for both weeks.
#[must_use]
pub fn totals(speech: Speech<'_>, calendar: &Calendar, year: i32) -> String {
    let of = |week| calendar.totals(year, week).ok();
    let (Some(five), Some(six)) = (of(Week::Five), of(Week::Six)) else {
        return String::new();
    };
    let args = args! {
        "year" => year.to_string(),
        "five" => five.working,
        "fiveOff" => five.off,
        "six" => six.working,
        "sixOff" => six.off,
    };
    speech.tf("calendar-totals", &args)
}

fn worked_in(speech: Speech<'_>, calendar: &Calendar, first: NaiveDate) -> String {
    let worked = |week| {
        let days = first
            .iter_days()
            .take_while(|day| day.month() == first.month());
        days.filter(|day| calendar.day(*day, week).is_ok_and(|day| day.working))
            .count()
    };
    let args = args! { "five" => worked(Week::Five), "six" => worked(Week::Six) };
    speech.tf("calendar-month-totals", &args)
}

/// Days with what makes them unlike others.
fn days(speech: Speech<'_>, label: &str, rows: &[&Row]) -> Markup {
    html! {
        table.cards {
            caption.visually-hidden { (label) }
            (table_head(speech, &["calendar-day", "week-5", "week-6", "calendar-what", "calendar-source", "calendar-confidence"]))
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (day(speech, row.date)) }
                        td data-label=(speech.t("week-5")) { (day_words::worked(speech, row.working_five)) }
                        td data-label=(speech.t("week-6")) { (day_words::worked(speech, row.working_six)) }
                        td data-label=(speech.t("calendar-what")) { (what(speech, row)) }
                        td data-label=(speech.t("calendar-source")) { (source(speech, row)) }
                        td data-label=(speech.t("calendar-confidence")) { (day_words::confidence(speech, row.mark)) }
                    }
                }
            }
        }
    }
}

fn day(speech: Speech<'_>, date: NaiveDate) -> String {
    format!(
        "{} {}",
        speech.weekday_short(date.weekday()),
        short_date(date)
    )
}

/// The holiday and the kind of a day.
#[must_use]
pub fn what(speech: Speech<'_>, row: &Row) -> Markup {
    let kind = day_words::kind(speech, row.mark);
    html! {
        @if row.mark.holiday.is_some() { (day_words::reason(speech, row.date, row.mark)) ": " }
        (kind)
    }
}

/// The paragraph behind a day and the remarks of its row.
fn source(speech: Speech<'_>, row: &Row) -> Markup {
    let paragraph = row.mark.kind.paragraph();
    html! {
        @if let Some(paragraph) = paragraph { (speech.t(&paragraph.key())) }
        @for remark in day_words::remarks(speech, row) { p.hint { (remark) } }
    }
}

fn versions(desk: &SignedIn, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let built_in = desk.visit.app.calendar_in_force.built_in();
    let in_force = shown.calendar.version();
    html! {
        section aria-labelledby="versions-title" {
            h2 id="versions-title" { (speech.t("calendar-versions")) }
            (table_box(BoxName::Heading("versions-title"), &html! {
                table {
                    (table_head(speech, &["calendar-version", "calendar-source", "calendar-author", "calendar-entered-at", "calendar-digest", "calendar-table"]))
                    tbody {
                        @for head in &shown.versions {
                            tr {
                                th scope="row" { (named(speech, &head.version, in_force)) }
                                td { (head.source) }
                                td { (head.author) }
                                td { (entered_at(speech, head)) }
                                td { code.digest { (head.digest) } }
                                td { (download(speech, &head.version)) }
                            }
                        }
                        tr {
                            th scope="row" { (named(speech, built_in.version(), in_force)) }
                            td colspan="4" { (speech.t("calendar-built-in")) }
                            td { (download(speech, built_in.version())) }
                        }
                    }
                }
            }))
        }
    }
}

fn named(speech: Speech<'_>, version: &str, in_force: &str) -> Markup {
    html! {
        (version)
        @if version == in_force { " " (signs::badge(Tone::Plain, speech.t("calendar-is-in-force"))) }
    }
}

fn entered_at(speech: Speech<'_>, head: &Head) -> String {
    let zone = Zone(chrono_tz::Asia::Almaty);
    speech.date_time(zone.local(head.entered_at.utc()))
}

fn download(speech: Speech<'_>, version: &str) -> Markup {
    html! {
        a href=(format!("/desk/calendar/{version}.csv")) {
            "CSV" span.visually-hidden { " " (speech.tf("calendar-table-of", &args! { "version" => version })) }
        }
    }
}
