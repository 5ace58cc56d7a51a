//! The report as tables for people's own tools.

use std::collections::HashMap;

use super::moment;
use super::one_views::became;
use crate::database::{Broken, Id, Instant};
use crate::emergencies::report::{Count, Line, Post, Report, Tally};
use crate::emergencies::told::Told;
use crate::language::Speech;
use crate::web::spreadsheet::{UTF_8_MARK, no_formula};

/// A line a session, and at the end all of them together.
pub(super) fn of_sessions(speech: Speech<'_>, report: &Report) -> Result<Vec<u8>, Broken> {
    let mut table = Table::with_head(&SESSION_COLUMNS)?;
    for line in &report.lines {
        table.line(session_cells(speech, line))?;
    }
    let total = [
        speech.t("emergency-in-all"),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
    ];
    table.line(total.into_iter().chain(tally_cells(speech, &report.total)))?;
    table.finish()
}

const SESSION_COLUMNS: [&str; 34] = [
    "body",
    "session",
    "title",
    "starts_at",
    "became",
    "people",
    "letters_delivered",
    "delivered_first",
    "delivered_last",
    "letters_waiting",
    "letters_failed",
    "failed_first",
    "failed_last",
    "letters_expired",
    "expired_first",
    "expired_last",
    "letters_replaced",
    "without_email",
    "telephoned",
    "telephoned_first",
    "telephoned_last",
    "without_contact",
    "not_reached",
    "subscribers_delivered",
    "subscribers_delivered_first",
    "subscribers_delivered_last",
    "subscribers_waiting",
    "subscribers_failed",
    "subscribers_failed_first",
    "subscribers_failed_last",
    "subscribers_expired",
    "subscribers_expired_first",
    "subscribers_expired_last",
    "subscribers_replaced",
];

fn session_cells(speech: Speech<'_>, line: &Line) -> Vec<String> {
    let session = &line.session;
    let words =
        |text: &crate::language::Multilingual| text.in_language(speech.language()).0.to_owned();
    let mut cells = vec![
        words(&line.body_name),
        session.id.to_string(),
        words(&session.title),
        session.zone.rfc3339(session.starts_at.utc()),
        became(speech, line),
    ];
    cells.extend(tally_cells(speech, &line.tally));
    cells
}

fn tally_cells(speech: Speech<'_>, tally: &Tally) -> Vec<String> {
    let at = |at: Option<Instant>| at.map(|at| moment(speech, at)).unwrap_or_default();
    let with_instants = |count: Count| [count.number.to_string(), at(count.first), at(count.last)];
    let mut cells = vec![tally.people.to_string()];
    let of_letters = |post: &Post| {
        let mut cells = Vec::new();
        cells.extend(with_instants(post.delivered));
        cells.push(post.waiting.number.to_string());
        cells.extend(with_instants(post.failed));
        cells.extend(with_instants(post.expired));
        cells.push(post.replaced.number.to_string());
        cells
    };
    cells.extend(of_letters(&tally.letters));
    cells.push(tally.to_call.to_string());
    cells.extend(with_instants(tally.called()));
    cells.push(tally.without_contact.to_string());
    cells.push(tally.not_reached().to_string());
    cells.extend(of_letters(&tally.subscribers));
    cells
}

const PERSON_COLUMNS: [&str; 7] = [
    "body",
    "title",
    "starts_at",
    "application",
    "name",
    "how",
    "at",
];

/// A line a person.
pub(super) fn of_people(
    speech: Speech<'_>,
    report: &Report,
    people: &[Told],
) -> Result<Vec<u8>, Broken> {
    let lines: HashMap<Id, &Line> = report
        .lines
        .iter()
        .map(|line| (line.session.id, line))
        .collect();
    let mut table = Table::with_head(&PERSON_COLUMNS)?;
    for told in people {
        let Some(line) = lines.get(&told.applicant.session_id) else {
            continue;
        };
        let session = &line.session;
        table.line([
            line.body_name.in_language(speech.language()).0.to_owned(),
            session.title.in_language(speech.language()).0.to_owned(),
            session.zone.rfc3339(session.starts_at.utc()),
            told.applicant.number.clone(),
            told.applicant.name().unwrap_or_default(),
            speech.t(&format!("emergency-how-{}", told.how.word())),
            told.at.map(|at| moment(speech, at)).unwrap_or_default(),
        ])?;
    }
    table.finish()
}

struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn with_head(columns: &[&str]) -> Result<Self, Broken> {
        let mut table = Self(csv::Writer::from_writer(UTF_8_MARK.as_bytes().to_vec()));
        table.line(columns.iter().map(|column| (*column).to_owned()))?;
        Ok(table)
    }

    fn line(&mut self, cells: impl IntoIterator<Item = String>) -> Result<(), Broken> {
        let cells = cells.into_iter().map(no_formula);
        self.0
            .write_record(cells)
            .map_err(|error| Broken::Data(error.to_string()))
    }

    fn finish(self) -> Result<Vec<u8>, Broken> {
        self.0
            .into_inner()
            .map_err(|error| Broken::Data(error.to_string()))
    }
}
