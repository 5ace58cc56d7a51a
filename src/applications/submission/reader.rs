//! One field after another, from what was sent.

use chrono::{DateTime, Datelike, Utc};

use super::{Fault, Sent, Value};
use crate::applications::record::Need;
use crate::language::Language;

/// What was sent, and what was found wrong so far.
pub(super) struct Reader<'a> {
    sent: &'a Sent,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    pub(super) fn of(sent: &'a Sent) -> Self {
        Self {
            sent,
            faults: Vec::new(),
        }
    }

    pub(super) fn faults(self) -> Vec<Fault> {
        self.faults
    }

    fn fault(&mut self, field: &str, code: &'static str) {
        self.faults.push(Fault {
            field: field.to_owned(),
            code,
        });
    }

    pub(super) fn text(&mut self, field: &str) -> Option<String> {
        match self.sent.get(field) {
            None => None,
            Some(Value::Text(text) | Value::Typed(text)) => {
                Some(tidy(text)).filter(|text| !text.is_empty())
            }
            Some(_) => {
                self.fault(field, "type");
                None
            }
        }
    }

    pub(super) fn required(&mut self, field: &str) -> String {
        let before = self.faults.len();
        let text = self.text(field);
        if text.is_none() && self.faults.len() == before {
            self.fault(field, "required");
        }
        text.unwrap_or_default()
    }

    pub(super) fn birth_year(&mut self, now: DateTime<Utc>) -> i16 {
        let year = match self.sent.get("birth_year") {
            None => return self.no_year("required"),
            Some(Value::Number(number)) => Some(*number),
            Some(Value::Typed(text)) if text.trim().is_empty() => {
                return self.no_year("required");
            }
            Some(Value::Typed(text)) => text.trim().parse().ok(),
            Some(_) => return self.no_year("type"),
        };
        let this_year = i64::from(now.year());
        match year
            .filter(|year| (this_year - 120..=this_year).contains(year))
            .and_then(|year| year.try_into().ok())
        {
            Some(year) => year,
            None => self.no_year("year"),
        }
    }

    fn no_year(&mut self, code: &'static str) -> i16 {
        self.fault("birth_year", code);
        0
    }

    pub(super) fn language(&mut self, otherwise: Language) -> Language {
        match self.text("language") {
            None => otherwise,
            Some(code) => Language::parse(&code).unwrap_or_else(|| {
                self.fault("language", "choice");
                otherwise
            }),
        }
    }

    pub(super) fn needs(&mut self) -> Vec<Need> {
        let words = match self.sent.get("needs") {
            None => return Vec::new(),
            Some(Value::List(words)) => words.clone(),
            Some(_) => {
                self.fault("needs", "type");
                return Vec::new();
            }
        };
        let mut needs: Vec<Need> = words.iter().filter_map(|word| word.parse().ok()).collect();
        if needs.len() != words.len() {
            self.fault("needs", "choice");
        }
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    pub(super) fn yes(&mut self, field: &str) -> bool {
        match self.sent.get(field) {
            None => false,
            Some(Value::Truth(truth)) => *truth,
            Some(Value::Typed(text)) if matches!(text.as_str(), "true" | "on" | "yes") => true,
            Some(Value::Typed(text)) if matches!(text.as_str(), "" | "false" | "off" | "no") => {
                false
            }
            Some(_) => {
                self.fault(field, "type");
                false
            }
        }
    }
}

/// Blanks at the ends gone, blanks between words single.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
