//! Which new passwords are taken: long ones that are neither the person's own name nor well known.
//!
//! `config/passwords/common.txt` holds words and patterns of which well-known passwords are made. A password counts
//! as well known when it is one of them, or a part of a long one (rows of the keyboard, the alphabet); when it is one
//! or two of them with digits and signs before, between and behind (`Password2026!`, `qwerty123456qwerty`); when
//! signs stand for letters in it (`p@ssw0rd…`); when it is one typed under the other layout of the keyboard
//! (`gfhjkm` is «пароль»); when it is a short piece over and over; or when it is all digits. Letters are compared
//! without case and folded, so that «Қазақстан» and «Казахстан» typed without Kazakh letters are found alike.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

use crate::language::{fold_name, fold_words};

/// The fewest letters, digits and signs of a password.
pub const SHORTEST: usize = 12;

/// The most.
pub const LONGEST: usize = 128;

/// Parts of a name or address that are shorter are found in any password.
const TELLING: usize = 4;

/// Pieces that are repeated to make a long password of a short one.
const PIECE: usize = 4;

const COMMON: &str = include_str!("../../../config/passwords/common.txt");

/// Words and patterns, folded.
static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| lines().map(fold_name).collect());

/// The long ones, of which a part is as well known as the whole.
static ROWS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let long = lines().map(fold_name);
    long.filter(|line| line.chars().count() > 2 * PIECE + 1)
        .collect()
});

fn lines() -> impl Iterator<Item = &'static str> {
    let lines = COMMON.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whose password it is to be.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// What the person signs in with.
    pub email: &'a str,
    /// As colleagues read it.
    pub name: &'a str,
}

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`SHORTEST`].
    Short,
    /// More than [`LONGEST`].
    Long,
    /// It holds the person's address or name.
    Own,
    /// It is well known.
    Common,
}

/// A password as it is counted, compared and hashed: however the keyboard composed its letters.
#[must_use]
pub fn normal(password: &str) -> String {
    password.nfc().collect()
}

/// What is wrong with a new password; nothing with most.
#[must_use]
pub fn weakness(password: &str, owner: Owner<'_>) -> Option<Weakness> {
    let password = normal(password);
    match password.chars().count() {
        ..SHORTEST => Some(Weakness::Short),
        count if count > LONGEST => Some(Weakness::Long),
        _ if is_own(&password, owner) => Some(Weakness::Own),
        _ if is_common(&password) => Some(Weakness::Common),
        _ => None,
    }
}

fn is_own(password: &str, owner: Owner<'_>) -> bool {
    let folded = fold_name(password);
    let local = owner.email.split('@').next().unwrap_or_default();
    let words = fold_words(owner.name).into_iter().chain(fold_words(local));
    words
        .chain([fold_name(local), fold_name(owner.email)])
        .filter(|part| part.chars().count() >= TELLING)
        .any(|part| folded.contains(&part))
}

fn is_common(password: &str) -> bool {
    let small = password.to_lowercase();
    if !small.chars().any(char::is_alphabetic) {
        // Digits and signs alone: a telephone number, a day, a row of the keyboard.
        return true;
    }
    let piece = piece_of(&small);
    let core = piece.trim_matches(|letter: char| !letter.is_alphabetic());
    piece.chars().count() <= PIECE
        || [piece, core]
            .into_iter()
            .any(|text| is_known(text) || is_known(&signs_as_letters(text)))
        || is_put_together(piece)
}

/// The piece of which the text is made by repeating it: the text itself, as a rule.
fn piece_of(text: &str) -> &str {
    let letters = text.chars().count();
    let ends = text.char_indices().map(|(at, _)| at).skip(1);
    let lengths = (1..letters).zip(ends);
    let repeats = |(length, end): &(usize, usize)| {
        let piece = text.get(..*end).unwrap_or_default();
        letters.is_multiple_of(*length) && piece.repeat(letters / length) == text
    };
    lengths
        .filter(|(length, _)| *length <= letters / 2)
        .find(repeats)
        .and_then(|(_, end)| text.get(..end))
        .unwrap_or(text)
}

/// Whether a text is in the list, under either layout of the keyboard, or a part of a row of it.
fn is_known(text: &str) -> bool {
    [fold_name(text), fold_name(&other_layout(text))]
        .iter()
        .any(|text| {
            KNOWN.contains(text)
                || (text.chars().count() > PIECE && ROWS.iter().any(|row| row.contains(text)))
        })
}

/// One or two words, each well known, with digits and signs around them.
fn is_put_together(text: &str) -> bool {
    let plain = signs_as_letters(text);
    [text, &plain].into_iter().any(|text| {
        let mut words = text
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| !word.is_empty());
        let few = words.clone().count() <= 2;
        few && words.all(is_known)
    })
}

/// Signs and digits as the letters that they are used for; those at the end stay what they are.
fn signs_as_letters(text: &str) -> String {
    let end = text.trim_end_matches(|letter: char| !letter.is_alphabetic());
    let rest = text.get(end.len()..).unwrap_or_default();
    let as_letter = |sign| match sign {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '$' | '5' => 's',
        '7' => 't',
        other => other,
    };
    end.chars().map(as_letter).chain(rest.chars()).collect()
}

/// Keys of the keyboard, as the Latin and as the Russian layout has them.
const LAYOUTS: (&str, &str) = (
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.`",
    "йцукенгшщзхъфывапролджэячсмитьбюё",
);

/// The same keys under the other layout.
fn other_layout(text: &str) -> String {
    let (latin, russian) = LAYOUTS;
    let turned = |letter: char| {
        let place = |keys: &str| keys.chars().position(|key| key == letter);
        let at = |keys: &str, place: usize| keys.chars().nth(place);
        let to_russian = place(latin).and_then(|place| at(russian, place));
        let to_latin = || place(russian).and_then(|place| at(latin, place));
        to_russian.or_else(to_latin).unwrap_or(letter)
    };
    text.chars().map(turned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: Owner<'_> = Owner {
        email: "aigul.sarsen@example.kz",
        name: "Сәрсенова Айгүл",
    };

    fn faults(passwords: &[&str]) -> Vec<Option<Weakness>> {
        passwords.iter().map(|one| weakness(one, OWNER)).collect()
    }

    #[test]
    fn letters_are_counted_not_bytes() {
        assert_eq!(weakness("ғарыштау көк", OWNER), None);
        assert_eq!(weakness("ғарыштау кө", OWNER), Some(Weakness::Short));
        assert_eq!(
            weakness(&"тау бұлағы ".repeat(12), OWNER),
            Some(Weakness::Long)
        );
        let composed = "й".repeat(2) + "ақ бұлт тауда";
        let decomposed: String = composed.nfd().collect();
        assert_eq!(normal(&decomposed), composed);
    }

    #[test]
    fn a_persons_own_name_and_address_are_no_password() {
        let own = [
            "aigul.sarsen-tau-bulaq",
            "tau-bulaq-SARSEN-7",
            "көк тау Айгүл бұлақ",
            "кок тау айгул булак",
            "xx aigul.sarsen@example.kz",
        ];
        assert_eq!(faults(&own), [Some(Weakness::Own); 5]);
    }

    #[test]
    fn well_known_passwords_are_refused_however_they_are_dressed() {
        let common = [
            "passwordpassword",
            "Password2026!",
            "P@ssw0rd20262026",
            "123qwerty123qwerty",
            "qwertyuiopasdf",
            "qwertyuiop[]",
            "йцукенгшщзхъ",
            "йцукенгшщзхъфыва",
            "gfhjkm123456",
            "Пароль123456",
            "Құпиясөз2026",
            "купиясоз-2026",
            "Қазақстан2030",
            "kazakhstan2030",
            "Almaty-Astana-1",
            "123456789012",
            "+7 701 123 45 67",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "abcdefghijklmn",
            "administrator1",
            "1q2w3e4r5t6y",
            "correct horse battery staple",
        ];
        for one in common {
            assert_eq!(weakness(one, OWNER), Some(Weakness::Common), "{one}");
        }
    }

    #[test]
    fn what_one_thinks_up_is_taken() {
        let good = [
            "бес ешкі төбеде 4 тұр",
            "мокрый зонт у двери",
            "Vx7-pluto-rHino-29",
            "kolame-tisuro-4417",
            "три password на стене",
        ];
        for one in good {
            assert_eq!(weakness(one, OWNER), None, "{one}");
        }
    }

    #[test]
    fn the_list_is_of_some_size_and_in_small_letters() {
        assert!(KNOWN.len() > 800, "{}", KNOWN.len());
        for line in lines() {
            assert_eq!(line, line.to_lowercase());
        }
    }
}
