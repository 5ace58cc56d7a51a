//! What somebody types: made tidy, and looked at. What cannot be seen is left out, what stays is kept as it is: links are
//! text, and who is meant by a name is for the moderator to judge.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::law::comments::MOST_LETTERS;
use crate::web::submitted::{Sent, Value};

/// Letters of a name at the most.
pub const MOST_LETTERS_OF_NAME: usize = 60;

/// Marks above and below one letter at the most: more are no script's, and run over the lines around.
const MOST_MARKS: usize = 2;

/// Empty lines in a row at the most.
const MOST_EMPTY_LINES: usize = 1;

/// Names under which something is sent.
pub mod field {
    /// The text.
    pub const WORDS: &str = "words";
    /// The name.
    pub const NAME: &str = "name";
    /// The matter.
    pub const MATTER: &str = "matter";
    /// What a form is known by when it comes twice.
    pub const KEY: &str = "form_key";
}

/// A field and what is wrong with it, as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The field.
    pub field: &'static str,
    /// `required`, `too_long`, `choice`.
    pub code: &'static str,
}

/// A comment as it was typed, made tidy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The name, if one was given.
    pub name: Option<String>,
    /// The text.
    pub words: String,
    /// The matter as it was sent, if one was chosen.
    pub matter: Option<String>,
}

/// Reads what was sent.
///
/// # Errors
/// Everything that is wrong.
pub fn read(sent: &Sent) -> Result<Typed, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut fault = |field, code| faults.push(Fault { field, code });
    let words = tidy(text(sent, field::WORDS));
    if words.is_empty() {
        fault(field::WORDS, "required");
    } else if words.chars().count() > MOST_LETTERS {
        fault(field::WORDS, "too_long");
    }
    let name = one_line(text(sent, field::NAME));
    if name.chars().count() > MOST_LETTERS_OF_NAME {
        fault(field::NAME, "too_long");
    }
    let matter = text(sent, field::MATTER).trim();
    if faults.is_empty() {
        Ok(Typed {
            name: Some(name).filter(|name| !name.is_empty()),
            words,
            matter: Some(matter.to_owned()).filter(|matter| !matter.is_empty()),
        })
    } else {
        Err(faults)
    }
}

/// A field as it was typed.
#[must_use]
pub fn text<'a>(sent: &'a Sent, name: &str) -> &'a str {
    match sent.get(name) {
        Some(Value::Typed(text)) => text,
        _ => "",
    }
}

/// A text in which everything can be seen: composed letters, no signs that turn the line around, hide or have no width,
/// no heaps of marks, lines without blanks at their ends.
#[must_use]
pub fn tidy(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let mut seen = String::with_capacity(text.len());
    let mut marks = 0;
    for letter in text.nfc() {
        let letter = if letter == '\t' { ' ' } else { letter };
        marks = if is_combining_mark(letter) {
            marks + 1
        } else {
            0
        };
        if !is_unseen(letter) && marks <= MOST_MARKS {
            seen.push(letter);
        }
    }
    let mut lines: Vec<&str> = Vec::new();
    let mut empty = 0;
    for line in seen.lines().map(str::trim_end) {
        empty = if line.trim().is_empty() { empty + 1 } else { 0 };
        if empty <= MOST_EMPTY_LINES {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

/// The same on one line.
#[must_use]
pub fn one_line(text: &str) -> String {
    let tidy = tidy(text);
    let words: Vec<&str> = tidy.split_whitespace().collect();
    words.join(" ")
}

/// Signs that no reader sees: controls, those that change the direction of what follows, those without width, selectors of
/// variants, tags, and letters that are blank.
fn is_unseen(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}' | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}' | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Words in which letters of two scripts stand side by side, as in a name that is made to look like an official's. Each
/// once, in order; at most ten.
#[must_use]
pub fn look_alikes<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for text in texts {
        for word in text.split(|letter: char| !letter.is_alphabetic()) {
            if is_mixed(word) && !found.contains(&word) && found.len() < 10 {
                found.push(word);
            }
        }
    }
    found
}

fn is_mixed(word: &str) -> bool {
    let is_cyrillic = |letter: char| matches!(letter, '\u{400}'..='\u{52f}');
    let is_latin_or_greek = |letter: char| {
        letter.is_ascii_alphabetic()
            || matches!(letter, '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{370}'..='\u{3ff}')
    };
    word.contains(is_cyrillic) && word.contains(is_latin_or_greek)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::submitted::of_form;

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        for (typed, kept) in [
            ("  Сұрақ  ", "Сұрақ"),
            ("а\u{202e}б\u{200b}в\u{0}г\u{7}", "абвг"),
            ("и\u{306}", "й"),
            ("a\u{301}\u{302}\u{303}\u{304}b", "\u{e1}\u{302}\u{303}b"),
            ("бір\r\nекі\rүш", "бір\nекі\nүш"),
            ("а\n\n\n\n\nб", "а\n\nб"),
            ("\u{feff}\u{3164}\u{2060}", ""),
            ("а\tб", "а б"),
            (
                "https://example.org/?a=1&b=2",
                "https://example.org/?a=1&b=2",
            ),
            ("<b>қалың</b>", "<b>қалың</b>"),
        ] {
            assert_eq!(tidy(typed), kept, "{typed:?}");
        }
        assert_eq!(one_line(" Айгүл \n Сейітова "), "Айгүл Сейітова");
    }

    #[test]
    fn a_form_is_read_and_its_limits_are_kept() {
        let longest = "ә".repeat(MOST_LETTERS);
        let body = |words: &str, name: &str| {
            let mut form = url::form_urlencoded::Serializer::new(String::new());
            form.append_pair("words", words).append_pair("name", name);
            read(&of_form(form.finish().as_bytes(), &[]))
        };
        assert_eq!(body(&longest, "").unwrap().words, longest);
        let fault = |field, code| vec![Fault { field, code }];
        let longer = format!("{longest}ә");
        assert_eq!(body(&longer, ""), Err(fault("words", "too_long")));
        assert_eq!(body(" \u{200b} ", ""), Err(fault("words", "required")));
        let name = "а".repeat(MOST_LETTERS_OF_NAME + 1);
        assert_eq!(body("а", &name), Err(fault("name", "too_long")));
        assert_eq!(body("а", " Әсел ").unwrap().name.as_deref(), Some("Әсел"));
    }

    #[test]
    fn a_word_of_two_scripts_is_found() {
        let found = look_alikes([
            "Mинистр Нұрланов",
            "e-mail, COVID-19 туралы; Нұрлaнов, Нұрлaнов",
        ]);
        assert_eq!(found, ["Mинистр", "Нұрлaнов"]);
        assert!(look_alikes(["Әсел and Bob: 5G, IT-саласы"]).is_empty());
    }
}
