//! Sorting by the Kazakh alphabet, which holds the Russian one in its own order, so that one order
//! serves both languages.

use unicode_normalization::UnicodeNormalization;

const ALPHABET: &str = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

/// A text's place in a sorted list; see [`sort_key`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    places: Vec<Place>,
    text: String,
}

/// In this order: a shorter first word, numbers, Cyrillic letters, everything else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Gap,
    /// Digits without leading zeros, their number first: 2 stands before 10.
    Number(usize, String),
    Letter(usize),
    Other(char),
}

/// The key to sort names by: Kazakh alphabetical order (CLDR `kk`), word by word, numbers by
/// size, Latin after Cyrillic. Case and punctuation decide only between names that are otherwise
/// the same.
#[must_use]
pub fn sort_key(text: &str) -> SortKey {
    let mut places = Vec::new();
    for word in text
        .nfc()
        .collect::<String>()
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if !places.is_empty() {
            places.push(Place::Gap);
        }
        place_word(word, &mut places);
    }
    SortKey {
        places,
        text: text.to_owned(),
    }
}

/// The same order as text that sorts byte by byte, and by every collation of a database, since it
/// is made of digits: for a column.
#[must_use]
pub fn sort_text(text: &str) -> String {
    sort_key(text).places.iter().map(Place::digits).collect()
}

impl Place {
    /// The first digit tells the kinds apart, as the enum's order does; each kind has its width.
    fn digits(&self) -> String {
        match self {
            Self::Gap => "0".to_owned(),
            Self::Number(length, digits) => format!("1{length:03}{digits}"),
            Self::Letter(place) => format!("2{place:02}"),
            Self::Other(letter) => format!("3{:07}", u32::from(*letter)),
        }
    }
}

fn place_word(word: &str, places: &mut Vec<Place>) {
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let after_digits = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
        if let Some(digits) = rest
            .strip_suffix(after_digits)
            .filter(|run| !run.is_empty())
        {
            let number = digits.trim_start_matches('0');
            places.push(Place::Number(number.len(), number.to_owned()));
            rest = after_digits;
        } else {
            places.push(place_letter(letter));
            rest = rest.strip_prefix(letter).unwrap_or_default();
        }
    }
}

fn place_letter(letter: char) -> Place {
    ALPHABET
        .chars()
        .position(|known| known == letter)
        .map_or(Place::Other(letter), Place::Letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by_cached_key(|name| sort_key(name));
        names
    }

    #[test]
    fn the_alphabet_is_the_kazakh_one() {
        let letters: Vec<char> = ALPHABET.chars().collect();
        assert_eq!(letters.len(), 42);
        let shuffled: Vec<String> = letters.iter().rev().map(ToString::to_string).collect();
        let names = sorted(shuffled.iter().map(String::as_str).collect());
        assert_eq!(names.concat(), ALPHABET);
    }

    #[test]
    fn names_stand_where_a_reader_looks_for_them() {
        let expected = [
            "2-аудан",
            "10-аудан",
            "Абай облысы",
            "Ақмола облысы",
            "Ақтөбе облысы",
            "Алматы қаласы",
            "Алматы облысы",
            "Әкімшілік",
            "Қарағанды",
            "Құлан",
            "Ұлытау облысы",
            "Үлгі",
            "Шымкент",
            "Ірі қала",
            "Zoom",
        ];
        let mut names = expected.to_vec();
        names.reverse();
        assert_eq!(sorted(names.clone()), expected);
        names.sort_by_cached_key(|name| sort_text(name));
        assert_eq!(names, expected);
    }

    #[test]
    fn a_shorter_word_comes_first_and_case_comes_last() {
        assert_eq!(
            sorted(vec!["Алматылық", "Алматы қаласы", "Алматы"]),
            ["Алматы", "Алматы қаласы", "Алматылық"]
        );
        assert_eq!(sorted(vec!["а", "б", "Б", "А"]), ["А", "а", "Б", "б"]);
        assert_ne!(sort_key("а"), sort_key("А"));
    }
}
