//! Content lines (RFC 5545 § 3.1): what may stand in them, and how they are folded.

use chrono::{DateTime, Utc};

use crate::language::Language;

/// Octets in a line, its end not counted.
pub(super) const LINE_OCTETS: usize = 75;

/// Content lines, each with its end.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// All lines as one file.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// A text in a language; none for a blank one.
    pub(super) fn text(&mut self, name: &str, language: Language, text: &str) {
        if !text.trim().is_empty() {
            self.put_with(name, &[("LANGUAGE", language.code())], &escaped(text));
        }
    }

    /// An instant in UTC, to the second.
    pub(super) fn instant(&mut self, name: &str, instant: DateTime<Utc>) {
        self.put(name, &instant.format("%Y%m%dT%H%M%SZ").to_string());
    }

    /// One line without parameters, see [`Lines::put_with`].
    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.put_with(name, &[], value);
    }

    /// One content line. Name, parameters and value must be ready: nothing is escaped here.
    pub(super) fn put_with(&mut self, name: &str, parameters: &[(&str, &str)], value: &str) {
        let mut line = name.to_owned();
        for (parameter, setting) in parameters {
            line.push(';');
            line.push_str(parameter);
            line.push('=');
            line.push_str(setting);
        }
        line.push(':');
        line.push_str(value);
        self.fold(&line);
    }

    /// Writes a line in pieces of at most 75 octets. A piece after the first begins with a space,
    /// which counts; a letter is never cut.
    fn fold(&mut self, line: &str) {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > LINE_OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(letter);
            octets += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A TEXT value (RFC 5545 § 3.3.11): every kind of line break becomes `\n`, other control
/// characters vanish.
pub(super) fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => value.push_str("\\n"),
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\t' => value.push(' '),
            other if other.is_control() => {}
            other => value.push(other),
        }
    }
    value
}

/// A parameter's value in quotation marks; it knows no escape, so marks within become
/// apostrophes.
pub(super) fn quoted(text: &str) -> String {
    let inner: String = text
        .chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| if letter == '"' { '\'' } else { letter })
        .collect();
    format!("\"{inner}\"")
}

/// An address without blanks and control characters.
pub(super) fn unbroken(address: &str) -> String {
    let is_printed = |letter: &char| !letter.is_control() && !letter.is_whitespace();
    address.chars().filter(is_printed).collect()
}
