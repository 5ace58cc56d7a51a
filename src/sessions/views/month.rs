//! The month: a list of its days that have sessions; where there is room, a grid of all its days.

use chrono::{Datelike as _, Months, NaiveDate, Weekday};
use maud::{Markup, html};

use super::{list, status_badge, today};
use crate::args;
use crate::language::{Speech, clock_time};
use crate::law::session_course::SessionStatus;
use crate::law::working_days::{Day, Holiday, Week};
use crate::sessions::card::{Month, MonthDay, MonthEntry};
use crate::sessions::course_words;
use crate::sessions::emergency_words;
use crate::sessions::wish::Wish;
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};
use crate::web::signs;

/// The page at `/{l}/calendar/{yyyy-mm}`; `first` is the first day of the month.
#[must_use]
pub fn page(visit: &Visit, first: NaiveDate, month: &Month) -> Markup {
    let speech = visit.speech();
    let title = speech.month_title(first);
    let content = html! {
        div.page-head {
            h1 { (title) }
            (list::ways_to_see(visit, true))
        }
        (other_months(visit, first))
        @if month.days.is_empty() { (signs::empty(speech.t("month-empty"))) }
        div.weekdays aria-hidden="true" {
            @for weekday in week_from_monday() { span { (speech.weekday_short(weekday)) } }
        }
        ol.month {
            @for day in first.iter_days().take_while(|day| day.month() == first.month()) {
                (one_day(visit, day, month.days.get(&day)))
            }
        }
    };
    let description = speech.tf("month-says", &args! { "month" => title.as_str() });
    layout::page(visit, &Head::public(title, description), &content)
}

/// The address of a month's page.
#[must_use]
pub fn address(language: &str, day: NaiveDate) -> String {
    format!("/{language}/calendar/{}", day.format("%Y-%m"))
}

fn week_from_monday() -> impl Iterator<Item = Weekday> {
    (0..7).filter_map(|day| Weekday::try_from(day).ok())
}

fn other_months(visit: &Visit, first: NaiveDate) -> Markup {
    let speech = visit.speech();
    let code = visit.language.code();
    let before = first.checked_sub_months(Months::new(1));
    let after = first.checked_add_months(Months::new(1));
    html! {
        nav.month-ways aria-label=(speech.t("month-ways")) {
            @if let Some(before) = before {
                a.button-quiet rel="prev" href=(address(code, before)) {
                    span aria-hidden="true" { "←" } (other_month(speech, before, first))
                }
            }
            @if let Some(after) = after {
                a.button-quiet rel="next" href=(address(code, after)) {
                    (other_month(speech, after, first)) span aria-hidden="true" { "→" }
                }
            }
        }
    }
}

/// The year is told only where it is another one.
fn other_month(speech: Speech<'_>, other: NaiveDate, shown: NaiveDate) -> String {
    if other.year() == shown.year() {
        speech.tf("month", &args! { "month" => other.month() })
    } else {
        speech.month_title(other)
    }
}

fn one_day(visit: &Visit, day: NaiveDate, found: Option<&MonthDay>) -> Markup {
    let speech = visit.speech();
    let is_today = day == today(visit);
    // Years without calendar data are shown without days off.
    let known = visit.app.calendar().day(day, Week::Five).ok();
    let holiday = known.and_then(|day| holiday(speech, day));
    let place = (day.day() == 1).then(|| format!("starts-{}", day.weekday().number_from_monday()));
    let class = [
        Some("month-day"),
        place.as_deref(),
        found.map(|_| "has-sessions"),
        known.filter(|day| !day.working).map(|_| "day-off"),
        is_today.then_some("is-today"),
    ];
    let class = class.into_iter().flatten().collect::<Vec<_>>().join(" ");
    html! {
        li class=(class) {
            h2 {
                time datetime=(day) {
                    span.short aria-hidden="true" { (day.day()) }
                    span.long { (speech.day_and_month_with_weekday(day)) }
                }
                @if is_today { " " span.soft { (speech.t("day-today")) } }
            }
            @if let Some(holiday) = holiday { p.holiday { (holiday) } }
            @if let Some(found) = found { (entries(visit, day, found)) }
        }
    }
}

fn holiday(speech: Speech<'_>, day: Day) -> Option<String> {
    let holiday = day.mark?.holiday?;
    let key = format!("holiday-{}", holiday.as_str().replace('_', "-"));
    // Its name was changed by law.
    let earlier_name = holiday == Holiday::RepublicDay && day.date.year() <= 2025;
    Some(speech.t(if earlier_name {
        "holiday-republic-day-until-2025"
    } else {
        &key
    }))
}

fn entries(visit: &Visit, day: NaiveDate, found: &MonthDay) -> Markup {
    let speech = visit.speech();
    html! {
        ul.month-entries {
            @for entry in &found.entries { li { (one_entry(visit, day, entry)) } }
            @if found.more {
                li {
                    a href=(list_of(visit, day)) {
                        (speech.t("month-all")) span.visually-hidden { ": " (speech.day_and_month(day)) }
                    }
                }
            }
        }
    }
}

fn list_of(visit: &Visit, day: NaiveDate) -> String {
    let day = day.to_string();
    let wish = Wish::default().with("from", &day).with("to", &day);
    wish.address(visit.language.code())
}

fn one_entry(visit: &Visit, day: NaiveDate, entry: &MonthEntry) -> Markup {
    let session = &entry.session;
    let called_off = entry.status == SessionStatus::Cancelled;
    let unusual = matches!(
        entry.status,
        SessionStatus::Cancelled | SessionStatus::Postponed | SessionStatus::Live
    );
    html! {
        a href=(format!("/{}/sessions/{}", visit.language.code(), session.id)) {
            span.entry-title {
                @match entry.from {
                    Some(from) => time datetime=(day.and_time(from).format("%FT%R")) { (clock_time(from)) },
                    None => span.soft { (visit.speech().t("month-goes-on")) },
                }
                " "
                span.called-off[called_off] { (translated(visit.language, &session.title)) }
            }
            " "
            span.whose { (translated(visit.language, &entry.body_name)) }
        }
        @if unusual { (status_badge(visit.speech(), entry.status)) " " }
        (emergency_words::badge(visit.speech(), session, entry.status))
        (course_words::reason_in_list(visit.speech(), session, entry.status))
    }
}
