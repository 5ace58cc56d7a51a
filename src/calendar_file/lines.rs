//! What `ics` leaves to its caller (RFC 5545 § 3.1 to 3.3): values and parameters that stay within
//! their line, and lines of the right length.

use chrono::{DateTime, Utc};
use ics::components::{Parameter, Property};
use ics::parameters::CN;

use super::Person;
use crate::language::Language;

/// Octets in a line, its end not counted.
pub(super) const LINE_OCTETS: usize = 75;

/// A text, in a language where it is in one; none for a blank one.
pub(super) fn text(
    name: &'static str,
    language: Option<Language>,
    text: &str,
) -> Option<Property<'static>> {
    if text.trim().is_empty() {
        return None;
    }
    let mut property = Property::new(name, escaped(text));
    if let Some(language) = language {
        property.add(Parameter::new("LANGUAGE", language.code()));
    }
    Some(property)
}

/// Texts in a language, separated by commas; none where there are none.
pub(super) fn list(
    name: &'static str,
    language: Language,
    texts: &[String],
) -> Option<Property<'static>> {
    if texts.is_empty() {
        return None;
    }
    let texts: Vec<String> = texts.iter().map(|one| escaped(one)).collect();
    let mut property = Property::new(name, texts.join(","));
    property.add(Parameter::new("LANGUAGE", language.code()));
    Some(property)
}

/// An instant in UTC, to the second.
pub(super) fn instant(instant: DateTime<Utc>) -> String {
    instant.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A property that is a person: the address, with the name beside it.
pub(super) fn by_person<P: Into<Property<'static>>>(
    property: fn(String) -> P,
    person: &Person,
) -> Property<'static> {
    let mut property = property(format!("mailto:{}", unbroken(&person.email))).into();
    property.add(CN::new(quoted(&person.name)));
    property
}

/// A TEXT value (RFC 5545 § 3.3.11): every kind of line break becomes `\n`, other control
/// characters vanish.
pub(super) fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    while let Some((plain, special)) = rest
        .find(is_special)
        .and_then(|place| rest.split_at_checked(place))
    {
        value.push_str(plain);
        let mut letters = special.chars();
        match letters.next() {
            Some('\r') if special.starts_with("\r\n") => {}
            Some('\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}') => value.push_str("\\n"),
            Some('\t') => value.push(' '),
            Some(mark @ ('\\' | ';' | ',')) => value.extend(['\\', mark]),
            _ => {}
        }
        rest = letters.as_str();
    }
    value.push_str(rest);
    value
}

fn is_special(letter: char) -> bool {
    matches!(letter, '\\' | ';' | ',' | '\u{2028}' | '\u{2029}') || letter.is_control()
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
fn unbroken(address: &str) -> String {
    let is_printed = |letter: &char| !letter.is_control() && !letter.is_whitespace();
    address.chars().filter(is_printed).collect()
}

/// What `ics` has written, its folds undone and made anew.
pub(super) fn refolded(written: &str) -> String {
    let mut file = String::with_capacity(written.len());
    refold_into(written, &mut file);
    file
}

/// The same, added to a file: lines of at most 75 octets. One after a fold begins with a space, which counts; a
/// letter is never cut.
pub(super) fn refold_into(written: &str, file: &mut String) {
    let mut room = LINE_OCTETS;
    for (number, line) in written.split_terminator('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        // No value holds a line break, so every one before a space is a fold.
        let mut rest = if let Some(rest) = line.strip_prefix(' ') {
            rest
        } else {
            if number > 0 {
                file.push_str(LINE_END);
            }
            room = LINE_OCTETS;
            line
        };
        while rest.len() > room {
            let (piece, more) = rest.split_at(rest.floor_char_boundary(room));
            file.push_str(piece);
            file.push_str(FOLD);
            (rest, room) = (more, LINE_OCTETS - 1);
        }
        file.push_str(rest);
        room -= rest.len();
    }
    file.push_str(LINE_END);
}

const LINE_END: &str = "\r\n";
const FOLD: &str = "\r\n ";
