//! The clocks of a session that is being prepared, as dates: until when, under which paragraph, which days were
//! counted and which left out.

use chrono::{DateTime, NaiveDate, Utc};
use maud::{Markup, html};

use crate::args;
use crate::database::Zone;
use crate::language::Speech;
use crate::law::deadlines::{Clock, ClockName, DeadlineChange, Deadlines, Timeliness};
use crate::law::working_days::Week;
#[cfg(doc)]
use crate::sessions::actions;
use crate::sessions::clock_words;
use crate::sessions::deadlines::{Counting, standing};
use crate::web::signs::{self, Tone, When};

/// The session whose clocks are shown, and when that is.
pub struct Shown<'a> {
    /// By what was counted.
    pub counting: Counting<'a>,
    /// The clocks.
    pub deadlines: &'a Deadlines,
    /// The instant of looking.
    pub now: DateTime<Utc>,
    /// By when it is announced in time only because the calendar changed ([`calendar_changed`](actions::calendar_changed)).
    pub relied_on: Option<DateTime<Utc>>,
    /// Whether it was announced in time, of what is announced already: that is judged once.
    pub announced_in_time: Option<bool>,
}

/// A box with the clocks of announcing, applying and the results.
pub fn clocks(speech: Speech<'_>, shown: &Shown<'_>) -> Markup {
    let Shown {
        deadlines,
        counting,
        ..
    } = shown;
    let wanted = [deadlines.announce.kept()]
        .into_iter()
        .chain(&deadlines.announce.maslikhat)
        .chain([
            &deadlines.apply.electronic,
            &deadlines.apply.by_hand,
            &deadlines.results.clock,
        ]);
    html! {
        section.card.desk-clocks {
            h2 { (speech.t("label-deadlines")) }
            (signs::timeline(html! { @for clock in wanted { (one(speech, shown, clock)) } }))
            @if deadlines.uncertain { p.hint { (speech.t("calendar-uncertain")) } }
            p.hint { (speech.t("calendar")) ": " (counting.calendar.version()) }
        }
    }
}

fn one(speech: Speech<'_>, shown: &Shown<'_>, clock: &Clock) -> Markup {
    let Shown {
        deadlines,
        counting,
        now,
        relied_on,
        announced_in_time,
    } = shown;
    let is_of_announcing = matches!(clock.name, ClockName::Announce | ClockName::MaslikhatNotice);
    let announced_in_time = announced_in_time.filter(|_| is_of_announcing);
    let relied_on = relied_on.filter(|_| clock.name == ClockName::Announce);
    let zone = Zone(deadlines.zone);
    let day = zone.local(deadlines.starts_at).date();
    let timeliness = match announced_in_time {
        Some(true) => Timeliness::OnTime,
        Some(false) => Timeliness::Late,
        None => standing(deadlines, clock, *now).light.timeliness(),
    };
    let basis = clock_words::citation(speech, clock.paragraph);
    let left_out = counting.left_out(clock, day, deadlines.week);
    let left_out: Vec<String> = left_out
        .into_iter()
        .map(|day| clock_words::day(speech, day))
        .collect();
    let beside = html! {
        span {
            @if relied_on.is_some() {
                (calendar_changed_badge(speech))
            } @else {
                (timeliness_badge(speech, timeliness))
            }
            @if clock.in_time(*now) && announced_in_time.is_none() { " " span.soft { (speech.time_left(clock.before - *now)) } }
        }
    };
    let says = html! {
        p {
            time datetime=(zone.rfc3339(clock.before)) {
                (clock_words::explained(speech, clock, zone, counting.readings))
            }
        }
        p.hint { (speech.tf("basis", &args! { "paragraph" => basis })) }
        @if deadlines.governs(clock) { p { strong { (speech.t("clock-governs")) } } }
        @if let Some(relied_on) = relied_on { (calendar_changed(speech, zone, relied_on)) }
        p.hint {
            (speech.tf("days-counted", &args! { "days" => days(speech, counting, &clock.days, deadlines.week) }))
            @if !left_out.is_empty() {
                " " (speech.tf("days-left-out", &args! { "days" => left_out.join(", ") }))
            }
        }
    };
    let when = if clock.in_time(*now) {
        When::ToCome
    } else {
        When::Over
    };
    signs::step(when, clock_words::label(speech, clock.name), beside, says)
}

fn days(speech: Speech<'_>, counting: &Counting<'_>, days: &[NaiveDate], week: Week) -> String {
    let marked = days
        .iter()
        .filter_map(|date| counting.calendar.day(*date, week).ok());
    let shown: Vec<String> = marked.map(|day| clock_words::day(speech, day)).collect();
    shown.join(", ")
}

/// Why what looks late is not: the calendar changed.
pub fn calendar_changed(speech: Speech<'_>, zone: Zone, relied_on: DateTime<Utc>) -> Markup {
    let before = args! { "datetime" => speech.until(zone.local(relied_on)) };
    let basis = speech.t(&DeadlineChange::PARAGRAPH.key());
    html! {
        p { (speech.tf("editor-calendar-changed", &before)) }
        p.hint { (speech.tf("basis", &args! { "paragraph" => basis })) }
    }
}

/// The standing itself.
pub fn calendar_changed_badge(speech: Speech<'_>) -> Markup {
    signs::badge(Tone::Good, speech.t("editor-calendar-changed-badge"))
}

/// Whether it is in time, in words; the colour only repeats them.
pub fn timeliness_badge(speech: Speech<'_>, timeliness: Timeliness) -> Markup {
    let word = timeliness.as_str().replace('_', "-");
    let tone = match timeliness {
        Timeliness::OnTime => Tone::Good,
        Timeliness::AtRisk => Tone::Warn,
        Timeliness::Late => Tone::Bad,
    };
    signs::badge(tone, speech.t(&format!("timeliness-{word}")))
}
