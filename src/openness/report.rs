//! A yearly report, as its JSON has it.

use serde::{Deserialize, Serialize};

use super::api::MeasureJson;
use super::figures::Figures;
use super::record::ReportRow;
use crate::database::Broken;
use crate::language::Multilingual;
use crate::law::openness::{Measure, Verdict};

/// What was frozen.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// Of which year.
    pub year: i32,
    /// Of which body, as it was called then.
    pub body: ReportBody,
    /// When it was frozen.
    pub frozen_at: String,
    /// Announced sessions.
    pub sessions: usize,
    /// The figures.
    pub measures: Vec<MeasureJson>,
    /// What the body says of them.
    pub explanation: Option<Multilingual>,
}

/// The body of a report.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportBody {
    /// Its part of addresses.
    pub slug: String,
    /// Its name.
    pub name: Multilingual,
    /// The Rules did not bind it.
    pub exempt: bool,
}

/// What stands otherwise now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// Of what.
    pub measure: Measure,
    /// Those that stand so.
    pub verdict: Verdict,
    /// As many as were frozen.
    pub frozen: usize,
    /// As many as there are.
    pub now: usize,
}

impl Report {
    /// Reads what was frozen.
    ///
    /// # Errors
    /// [`Broken::Data`] for a text that is none of ours.
    pub fn of(row: &ReportRow) -> Result<Self, Broken> {
        serde_json::from_str(&row.report).map_err(|error| {
            Broken::Data(format!(
                "the report of {} for {}: {error}",
                row.body_id, row.year
            ))
        })
    }

    /// Its figures.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let counts = self.measures.iter().flat_map(MeasureJson::counts);
        Figures::frozen(self.sessions, counts)
    }

    /// What stands otherwise now.
    #[must_use]
    pub fn since(&self, now: &Figures) -> Vec<Since> {
        let frozen = self.figures();
        let all = Measure::ALL
            .iter()
            .flat_map(|measure| Verdict::ALL.iter().map(move |verdict| (*measure, *verdict)));
        all.map(|(measure, verdict)| Since {
            measure,
            verdict,
            frozen: frozen.count(measure, verdict),
            now: now.count(measure, verdict),
        })
        .filter(|one| one.frozen != one.now)
        .collect()
    }
}
