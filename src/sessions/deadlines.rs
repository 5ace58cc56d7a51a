//! The legal clocks of a session that somebody thinks of: what `otyrys deadlines` and `GET /api/v1/deadlines`
//! answer. Nothing stored is asked.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike as _, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use super::clock_words;
use crate::app::App;
use crate::database::{Broken, Work, Zone};
use crate::language::{Multilingual, Words};
use crate::law::Paragraph;
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::deadlines::{
    self, Clock, ClockName, ClosingTime, Deadlines, Light, Readings, SessionKind, SessionTimes,
    TermHistory,
};
use crate::law::working_days::{Calendar, Day, NoCalendar, Week};
use crate::working_calendar;

/// The session thought of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Its start by the clock of its zone.
    pub starts: NaiveDateTime,
    /// Its end by that clock, where it matters: results are counted from the last day.
    pub ends: Option<NaiveDateTime>,
    /// Its zone.
    pub zone: Zone,
    /// What sits.
    pub kind: SessionKind,
    /// The week the body works.
    pub week: Week,
    /// The instant at which the clocks are to be judged.
    pub at: Option<DateTime<Utc>>,
}

/// The zone when none is named.
pub const USUAL_ZONE: Zone = Zone(Tz::Asia__Almaty);

/// What sits when nothing is named.
pub const USUAL_KIND: SessionKind = SessionKind::Collegium;

/// Reads a day and clock time, as `2026-12-10T10:00`; `None` for what the calendar does not have.
#[must_use]
pub fn local_time(text: &str) -> Option<NaiveDateTime> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .filter(|local| local.nanosecond() == 0)
}

/// By what is counted.
#[derive(Debug, Clone)]
pub struct Counting<'a> {
    /// The working-day calendar.
    pub calendar: Arc<Calendar>,
    /// The readings kept.
    pub readings: Readings,
    /// The lengths of the terms.
    pub terms: &'a TermHistory,
}

impl<'a> Counting<'a> {
    /// As the office counts.
    #[must_use]
    pub fn of(app: &'a App) -> Self {
        Self {
            calendar: app.calendar(),
            readings: app.readings,
            terms: &app.terms,
        }
    }

    /// As the office counts inside an act: by the calendar that the transaction sees, whether or not this process has
    /// heard of it yet. Nobody enters another until the act has ended.
    ///
    /// # Errors
    /// [`Broken`].
    pub fn in_act(work: &mut Work, app: &'a App) -> Result<Self, Broken> {
        Ok(Self {
            calendar: working_calendar::actions::in_force_for(work, app)?,
            ..Self::of(app)
        })
    }

    /// All clocks of the session thought of.
    ///
    /// # Errors
    /// [`NoCalendar`] naming the year without data.
    pub fn deadlines(&self, question: &Question) -> Result<Deadlines, NoCalendar> {
        let times = SessionTimes {
            starts: question.starts,
            ends: question.ends,
            zone: question.zone.0,
            kind: question.kind,
            week: question.week,
            closing_time: ClosingTime::USUAL,
        };
        let terms = self.terms.on(question.starts.date());
        deadlines::compute(&self.calendar, &times, self.readings, terms)
    }

    /// The days off between the days that a clock counts and the session, where more than the pattern of the week
    /// makes them so: what a reader would otherwise look for in vain.
    #[must_use]
    pub fn left_out(&self, clock: &Clock, session_day: NaiveDate, week: Week) -> Vec<Day> {
        let counted = clock.days.iter().copied().chain([session_day]);
        let (Some(first), Some(last)) = (counted.clone().min(), counted.max()) else {
            return Vec::new();
        };
        first
            .iter_days()
            .take_while(|date| *date <= last)
            .filter(|date| *date != session_day && !clock.days.contains(date))
            .filter_map(|date| self.calendar.day(date, week).ok())
            .filter(|day| !day.working && day.mark.is_some())
            .collect()
    }

    /// The clocks as the contract has them, each explained in three languages.
    #[must_use]
    pub fn json(&self, question: &Question, deadlines: &Deadlines, words: &Words) -> DeadlinesJson {
        let zone = question.zone;
        let clock = |clock: &Clock| ClockJson {
            clock: clock.name,
            paragraph: clock.paragraph,
            counted_by: clock.counted_by,
            days: clock.days.clone(),
            before: zone.rfc3339(clock.before),
            governs: deadlines.governs(clock),
            standing: question.at.map(|at| standing(deadlines, clock, at)),
            text: words.in_every_language(|speech| {
                clock_words::explained(speech, clock, zone, self.readings)
            }),
        };
        DeadlinesJson {
            starts_at: zone.rfc3339(deadlines.starts_at),
            ends_at: question
                .ends
                .map(|ends| zone.rfc3339(instant(zone.0, ends, Twice::Second))),
            zone: zone.as_str(),
            kind: deadlines.kind,
            week: deadlines.week,
            calendar_version: deadlines.calendar_version.clone(),
            uncertain: deadlines.uncertain,
            at: question.at.map(|at| zone.rfc3339(at)),
            announce_before: zone.rfc3339(deadlines.announce_before()),
            apply_before: zone.rfc3339(deadlines.apply_before()),
            apply_by_hand_before: zone.rfc3339(deadlines.apply_by_hand_before()),
            results_before: zone.rfc3339(deadlines.results_before()),
            results_target_before: zone.rfc3339(deadlines.results_target_before()),
            clocks: deadlines.clocks().map(clock).collect(),
        }
    }
}

/// How a clock stands at an instant, if what it asks for is done just then.
#[must_use]
pub fn standing(deadlines: &Deadlines, clock: &Clock, at: DateTime<Utc>) -> Standing {
    let in_time = clock.in_time(at);
    let light = match clock.name {
        ClockName::Announce => deadlines.announce.standing(at).light,
        ClockName::Results => deadlines.results.light(None, at),
        _ if in_time => Light::Green,
        _ => Light::Red,
    };
    Standing { in_time, light }
}

/// See [`standing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The act is in time.
    pub in_time: bool,
    /// The colour it is shown in.
    pub light: Light,
}

/// The answer of the contract.
#[derive(Debug, Serialize)]
pub struct DeadlinesJson {
    starts_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_at: Option<String>,
    zone: &'static str,
    kind: SessionKind,
    week: Week,
    calendar_version: String,
    uncertain: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    announce_before: String,
    apply_before: String,
    apply_by_hand_before: String,
    results_before: String,
    results_target_before: String,
    clocks: Vec<ClockJson>,
}

#[derive(Debug, Serialize)]
struct ClockJson {
    clock: ClockName,
    paragraph: Paragraph,
    counted_by: Paragraph,
    days: Vec<NaiveDate>,
    before: String,
    /// Said of that of two announcement clocks that is the earlier.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    governs: bool,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    standing: Option<Standing>,
    text: Multilingual,
}
