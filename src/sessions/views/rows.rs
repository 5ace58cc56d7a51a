//! Sessions one under another, set apart by day.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{access_badge, closing, status_badge, today};
use crate::args;
use crate::language::{Speech, clock_time};
use crate::law::admission::{Bar, Verdict};
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::card::SessionCard;
use crate::sessions::course_words;
use crate::sessions::emergency_words;
use crate::sessions::now as present;
use crate::sessions::sittings_words::end_on_another_day;
use crate::web::Visit;
use crate::web::layout::translated;

/// Which day a session is listed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// It began on an earlier day and is not over.
    GoingOn,
    /// The day it begins on.
    On(NaiveDate),
}

impl Day {
    fn of(card: &SessionCard, today: NaiveDate) -> Self {
        let day = card.session.local_date;
        let over = matches!(card.status, SessionStatus::Held | SessionStatus::Cancelled);
        if day < today && !over {
            Self::GoingOn
        } else {
            Self::On(day)
        }
    }
}

/// Sessions in their order, those of a day together; today and tomorrow stand out. With `whose` each names its body;
/// without, the days stand under the heading of the body's page.
pub fn by_day(visit: &Visit, cards: &[SessionCard], whose: bool) -> Markup {
    let today = today(visit);
    let days = cards.chunk_by(|one, next| Day::of(one, today) == Day::of(next, today));
    html! {
        @for cards in days {
            @if let Some(day) = cards.first().map(|card| Day::of(card, today)) {
                section.day.day-near[is_near(day, today)] {
                    @let heading = heading(visit.speech(), day, today);
                    @if whose { h2 { (heading) } } @else { h3 { (heading) } }
                    ul.session-list.session-list-wide[whose] { @for card in cards { (row(visit, card, whose)) } }
                }
            }
        }
    }
}

fn is_near(day: Day, today: NaiveDate) -> bool {
    match day {
        Day::GoingOn => true,
        Day::On(day) => day == today || Some(day) == today.succ_opt(),
    }
}

fn heading(speech: Speech<'_>, day: Day, today: NaiveDate) -> Markup {
    let Day::On(day) = day else {
        return html! { (speech.t("day-going-on")) };
    };
    let written = written(speech, day, today);
    let near = if day == today {
        Some("day-today")
    } else if Some(day) == today.succ_opt() {
        Some("day-tomorrow")
    } else {
        None
    };
    html! {
        @if let Some(near) = near {
            (speech.t(near)) " " span.soft { (written) }
        } @else {
            (written) " " span.soft { (speech.days_left(today, day)) }
        }
    }
}

/// The year is told only where it is another one.
fn written(speech: Speech<'_>, day: NaiveDate, today: NaiveDate) -> String {
    use chrono::Datelike as _;
    if day.year() == today.year() {
        speech.day_and_month_with_weekday(day)
    } else {
        speech.date_with_weekday(day)
    }
}

fn row(visit: &Visit, card: &SessionCard, whose: bool) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let start = session.starts_at.utc();
    html! {
        li.session-row {
            time datetime=(session.zone.rfc3339(start)) { (clock_time(card.starts_locally().time())) }
            div {
                @if whose { p.body { (translated(visit.language, &card.body_name)) } }
                @if whose { h3.title { (link(visit, card)) } } @else { h4.title { (link(visit, card)) } }
                p.details {
                    span { (speech.t(&format!("format-{}", session.format.as_str()))) }
                    @if let Some(ends) = end_on_another_day(session) {
                        span { (speech.t("label-end")) ": " (speech.day_and_month(ends.date())) }
                    }
                    @if let Some(place) = &session.place { span { (translated(visit.language, place)) } }
                }
                (course_words::reason_in_list(speech, session, card.status))
                (closing::ground_in_list(speech, card))
            }
            div.state-now {
                (badges(speech, card))
                @if let Some(line) = applying(speech, card) { p { (line) } }
            }
        }
    }
}

fn link(visit: &Visit, card: &SessionCard) -> Markup {
    let address = format!("/{}/sessions/{}", visit.language.code(), card.session.id);
    html! { a href=(address) { (translated(visit.language, &card.session.title)) } }
}

/// A status is said where it is not the usual one.
fn badges(speech: Speech<'_>, card: &SessionCard) -> Markup {
    let closed = card.session.access == Access::Closed;
    let unusual = card.status != SessionStatus::Announced;
    let online = present::is_in_emergency(&card.session);
    html! {
        @if closed || unusual || online {
            p.badges {
                @if unusual { (status_badge(speech, card.status)) }
                @if closed { (access_badge(speech, card.session.access)) }
                (emergency_words::badge(speech, &card.session, card.status))
            }
        }
    }
}

fn applying(speech: Speech<'_>, card: &SessionCard) -> Option<String> {
    match &card.admission {
        Verdict::Open(clock) => {
            let until = speech.until_this_year(card.session.zone.local(clock.before));
            Some(speech.tf("row-apply-until", &args! { "datetime" => until }))
        }
        Verdict::Barred(Bar::CutoffPassed(_)) => Some(speech.t("row-applications-closed")),
        Verdict::Barred(Bar::OnlineOnly { .. }) => Some(speech.t("row-online")),
        Verdict::Barred(Bar::NotOpen(_)) => None,
    }
}
