//! `deadlines`: the legal clocks of a session that somebody thinks of, with the paragraphs and the days counted.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use clap::Args;

use super::opening::{calendar_in_force, lines};
use super::{Failure, print, print_json};
use crate::database::Zone;
use crate::language::{Language, Speech, Words};
use crate::law::deadlines::{Clock, Deadlines, SessionKind};
use crate::law::working_days::Week;
use crate::sessions::clock_words;
use crate::sessions::deadlines::{
    Counting, Question, USUAL_KIND, USUAL_ZONE, local_time, standing,
};
use crate::settings::Settings;

/// What may stand behind `deadlines`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Start of the session by its local clock, as 2026-12-10T10:00
    #[arg(long, value_name = "LOCAL", value_parser = start)]
    starts: NaiveDateTime,
    /// End of the session by the same clock, as 2026-12-11T18:00: results are counted from its last day
    #[arg(long, value_name = "LOCAL", value_parser = start)]
    ends: Option<NaiveDateTime>,
    /// Time zone of the body
    #[arg(long, value_name = "ZONE", default_value = USUAL_ZONE.as_str(), value_parser = zone)]
    zone: Zone,
    /// What sits
    #[arg(long, value_name = "KIND", default_value_t = USUAL_KIND)]
    kind: SessionKind,
    /// Days of the body's working week
    #[arg(long, value_name = "DAYS", default_value_t = Week::Five)]
    week: Week,
    /// Also tell how each clock stands at this instant, as 2026-12-07T09:00:00+05:00
    #[arg(long, value_name = "RFC3339")]
    at: Option<DateTime<FixedOffset>>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// Language of what is printed
    #[arg(long, value_name = "LANGUAGE", default_value_t = Language::En)]
    language: Language,
    /// Settings that override the defaults
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

fn start(text: &str) -> Result<NaiveDateTime, String> {
    local_time(text).ok_or_else(|| "not a day and clock time, such as 2026-12-10T10:00".to_owned())
}

fn zone(name: &str) -> Result<Zone, String> {
    name.parse()
        .map_err(|_| "not a time zone, such as Asia/Almaty".to_owned())
}

/// Counts and prints.
///
/// # Errors
/// Faults of the settings or the words; a year that the calendar has no data for.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let settings =
        Settings::from_environment(arguments.config.as_deref()).map_err(Failure::faults)?;
    let words = Words::load(settings.words.folder.as_deref()).map_err(lines)?;
    let calendar = calendar_in_force(&settings)?;
    let counting = Counting {
        calendar: Arc::new(calendar),
        readings: settings.law.readings,
        terms: &settings.law.terms,
    };
    if arguments.ends.is_some_and(|ends| ends <= arguments.starts) {
        return Err(Failure::usage("--ends must be later than --starts"));
    }
    let question = Question {
        starts: arguments.starts,
        ends: arguments.ends,
        zone: arguments.zone,
        kind: arguments.kind,
        week: arguments.week,
        at: arguments.at.map(|at| at.to_utc()),
    };
    let deadlines = counting
        .deadlines(&question)
        .map_err(|no_calendar| Failure::work(no_calendar.to_string()))?;
    if arguments.json {
        return print_json(&counting.json(&question, &deadlines, &words));
    }
    let table = Table {
        counting,
        question,
        deadlines: &deadlines,
        speech: words.speech(arguments.language),
    };
    print(&table.text())
}

/// The clocks for a reader.
struct Table<'a> {
    counting: Counting<'a>,
    question: Question,
    deadlines: &'a Deadlines,
    speech: Speech<'a>,
}

impl Table<'_> {
    fn text(&self) -> String {
        let Question {
            starts, zone, kind, ..
        } = self.question;
        let speech = self.speech;
        let mut text = format!(
            "{}\n{}, {}\n",
            speech.t(&format!("kind-{kind}")),
            speech.date_time_with_weekday(starts),
            speech.zone_label(zone.0, self.deadlines.starts_at),
        );
        for clock in self.deadlines.clocks() {
            text.push('\n');
            text.push_str(&self.clock(clock));
        }
        let target = crate::args! { "before" => speech.until(zone.local(self.deadlines.results_target_before())) };
        let _ = writeln!(text, "  {}", speech.tf("clock-results-target", &target));
        if self.deadlines.uncertain {
            let _ = writeln!(text, "\n{}", speech.t("calendar-uncertain"));
        }
        let _ = writeln!(
            text,
            "\n{}: {}",
            speech.t("calendar"),
            self.deadlines.calendar_version
        );
        text
    }

    fn clock(&self, clock: &Clock) -> String {
        let speech = self.speech;
        let Question {
            zone,
            week,
            starts,
            at,
            ..
        } = self.question;
        let mut facts = vec![
            clock_words::explained(speech, clock, zone, self.counting.readings),
            format!(
                "{}: {}",
                clock.paragraph,
                clock_words::citation(speech, clock.paragraph)
            ),
            speech.tf(
                "days-counted",
                &crate::args! { "days" => self.days(&clock.days) },
            ),
        ];
        let left_out = self.counting.left_out(clock, starts.date(), week);
        if !left_out.is_empty() {
            let days: Vec<String> = left_out
                .into_iter()
                .map(|day| clock_words::day(speech, day))
                .collect();
            facts.push(speech.tf("days-left-out", &crate::args! { "days" => days.join(", ") }));
        }
        if self.deadlines.governs(clock) {
            facts.push(speech.t("clock-governs"));
        }
        if let Some(at) = at {
            facts.push(self.judged(clock, at));
        }
        let mut text = format!("{}\n", clock_words::label(speech, clock.name));
        for fact in facts {
            let _ = writeln!(text, "  {fact}");
        }
        text
    }

    fn days(&self, days: &[NaiveDate]) -> String {
        let week = self.question.week;
        let marked = days
            .iter()
            .filter_map(|date| self.counting.calendar.day(*date, week).ok());
        let shown: Vec<String> = marked
            .map(|day| clock_words::day(self.speech, day))
            .collect();
        shown.join(", ")
    }

    /// How the clock stands at an instant, and how much time is left of it.
    fn judged(&self, clock: &Clock, at: DateTime<Utc>) -> String {
        let timeliness = standing(self.deadlines, clock, at).light.timeliness();
        let said = self.speech.t(&format!(
            "timeliness-{}",
            timeliness.as_str().replace('_', "-")
        ));
        let local = self.speech.date_time(self.question.zone.local(at));
        if clock.in_time(at) {
            format!(
                "{local}: {said} ({})",
                self.speech.time_left(clock.before - at)
            )
        } else {
            format!("{local}: {said}")
        }
    }
}
