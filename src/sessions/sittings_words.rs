//! The sittings of a session that breaks off and goes on later, in words.

use chrono::{DateTime, NaiveDateTime, Utc};
use maud::{Markup, html};

use super::record::Session;
use crate::args;
use crate::language::{Speech, clock_time};
use crate::law::session_course::SessionStatus;
use crate::law::sittings::{Sitting, break_until};
use crate::web::signs::{self, Tone};

/// `Thursday, 10 December 2026, 10:00–13:00`; with both days where it goes on over a midnight.
#[must_use]
pub fn one(speech: Speech<'_>, sitting: Sitting) -> String {
    let Sitting { starts, ends } = sitting;
    if starts.date() != ends.date() {
        let moment = |at| speech.date_time_with_weekday(at);
        return format!("{} – {}", moment(starts), moment(ends));
    }
    let hours = args! { "from" => clock_time(starts.time()), "to" => clock_time(ends.time()) };
    let hours = speech.tf("time-from-to", &hours);
    format!("{}, {hours}", speech.date_with_weekday(starts.date()))
}

/// Each on a line of its own; none where it sits once.
#[must_use]
pub fn lines(speech: Speech<'_>, session: &Session) -> Vec<String> {
    let several = session.several().iter();
    several.map(|sitting| one(speech, *sitting)).collect()
}

/// What plain text says of when it sits beyond its start: its sittings, or its end where that is on another day.
#[must_use]
pub fn lines_of_all(speech: Speech<'_>, session: &Session) -> Vec<String> {
    let sittings = lines(speech, session);
    if !sittings.is_empty() {
        let label = format!("{}:", speech.t("sittings"));
        let listed = sittings.into_iter().map(|one| format!("– {one}"));
        return std::iter::once(label).chain(listed).collect();
    }
    let end = end_on_another_day(session);
    let label = speech.t("label-end");
    end.map(|ends| format!("{label}: {}", speech.date_time_with_weekday(ends)))
        .into_iter()
        .collect()
}

/// The end by the clock of its zone, where it is not on the day of the start.
#[must_use]
pub fn end_on_another_day(session: &Session) -> Option<NaiveDateTime> {
    let ends = session.zone.local(session.ends_at?.utc());
    (ends.date() != session.local_date).then_some(ends)
}

/// The sittings as rows of a list of facts; nothing where it sits once.
#[must_use]
pub fn facts(speech: Speech<'_>, session: &Session) -> Markup {
    html! {
        @if !session.several().is_empty() {
            dt { (speech.t("sittings")) }
            @for sitting in session.several() {
                dd {
                    time datetime=(sitting.starts.format("%FT%R")) { (one(speech, *sitting)) }
                }
            }
        }
    }
}

/// That it breaks off now, and when it goes on; nothing at other times.
#[must_use]
pub fn notice(
    speech: Speech<'_>,
    session: &Session,
    status: SessionStatus,
    now: DateTime<Utc>,
) -> Markup {
    let sits = !matches!(status, SessionStatus::Cancelled | SessionStatus::Held);
    let until = break_until(session.several(), session.zone.local(now)).filter(|_| sits);
    html! {
        @if let Some(until) = until {
            @let until = args! { "datetime" => speech.date_time_with_weekday(until) };
            (signs::notice(Tone::Warn, html! { strong { (speech.tf("sittings-break-until", &until)) } }))
        }
    }
}

/// Whether it breaks off now.
#[must_use]
pub fn is_break(session: &Session, now: DateTime<Utc>) -> bool {
    break_until(session.several(), session.zone.local(now)).is_some()
}
