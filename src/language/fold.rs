//! Folding: what a text is like when case, punctuation and the letters that a Russian keyboard
//! lacks do not count. For search and for telling the same person twice.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text for search: lower case, Kazakh letters as a Russian keyboard writes them (Қ→К,
/// Ғ→Г, Ә→А, Ө→О, Ұ Ү→У, І→И, Ң→Н, Һ→Х; also Ё→Е), Latin letters that only look Cyrillic made
/// Cyrillic, apostrophes dropped, other punctuation a space, single spaces.
///
/// Folding what is folded changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    fold_words(text).join(" ")
}

/// The words of [`fold`].
#[must_use]
pub fn fold_words(text: &str) -> Vec<String> {
    let seen: String = text
        .nfc()
        .filter(|&letter| !is_unseen(letter))
        .nfc()
        .collect();
    seen.split(|letter: char| !letter.is_alphanumeric())
        .map(fold_word)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Folds a name so that spaces and hyphens do not matter either: Ер-Назар, Ер Назар and Ерназар
/// are one.
#[must_use]
pub fn fold_name(name: &str) -> String {
    fold_words(name).concat()
}

/// Marks that make no sound and no gap: accents left over by composition, invisible characters
/// (soft hyphen, zero-width space, joiners, byte order mark), apostrophes (О'Нил, об’ект).
fn is_unseen(letter: char) -> bool {
    is_combining_mark(letter)
        || matches!(
            letter,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
        || matches!(letter, '\'' | '`' | '‘' | '’' | 'ʼ' | 'ʹ' | '′' | '´')
}

fn fold_word(word: &str) -> String {
    let cyrillic = if is_cyrillic_at_heart(word) {
        word.chars()
            .map(|letter| cyrillic_twin(letter).unwrap_or(letter))
            .collect()
    } else {
        word.to_owned()
    };
    cyrillic
        .to_lowercase()
        .chars()
        .filter(|&letter| !is_combining_mark(letter))
        .map(as_on_a_russian_keyboard)
        .collect()
}

/// Has a Cyrillic letter, and no Latin one that could not have been meant as Cyrillic.
fn is_cyrillic_at_heart(word: &str) -> bool {
    let is_cyrillic = |letter| matches!(letter, '\u{400}'..='\u{52f}');
    word.contains(is_cyrillic)
        && word.chars().all(|letter| {
            is_cyrillic(letter) || !letter.is_alphabetic() || cyrillic_twin(letter).is_some()
        })
}

/// The Cyrillic letter that looks like this Latin one. Case matters: H looks like Н, h like Һ.
fn cyrillic_twin(latin: char) -> Option<char> {
    Some(match latin {
        'A' | 'a' => 'а',
        'B' => 'в',
        'C' | 'c' => 'с',
        'E' | 'e' => 'е',
        'Ë' | 'ë' => 'ё',
        'H' => 'н',
        'h' => 'һ',
        'I' | 'i' | 'İ' => 'і',
        'K' | 'k' => 'к',
        'M' | 'm' => 'м',
        'O' | 'o' => 'о',
        'P' | 'p' => 'р',
        'T' | 't' => 'т',
        'X' | 'x' => 'х',
        'Y' | 'y' => 'у',
        'Ə' | 'ə' => 'ә',
        'Ɵ' | 'ɵ' => 'ө',
        _ => return None,
    })
}

fn as_on_a_russian_keyboard(letter: char) -> char {
    match letter {
        'қ' => 'к',
        'ғ' => 'г',
        'ә' => 'а',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'і' => 'и',
        'ң' => 'н',
        'һ' => 'х',
        'ё' => 'е',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn kazakh_letters_are_found_from_a_russian_keyboard() {
        assert_eq!(fold("ӘҒҚҢӨҰҮҺІЁ"), "агкноуухие");
        assert_eq!(fold("Мәслихат сессиясы"), fold("маслихат сессиясы"));
        assert_eq!(fold("Үлгі облысының әкімдігі"), "улги облысынын акимдиги");
        assert_eq!(fold("Объект"), "объект", "ъ stays");
    }

    #[test]
    fn punctuation_and_spaces_do_not_count() {
        assert_eq!(
            fold("  «Онлайн–трансляция»,\tсессия № 5.  "),
            "онлайн трансляция сессия 5"
        );
        assert_eq!(fold_words("бюджет, 2027"), ["бюджет", "2027"]);
        assert_eq!(fold(" -- "), "");
        assert!(fold_words("").is_empty());
    }

    #[test]
    fn composed_and_decomposed_letters_are_one() {
        assert_eq!(fold("и\u{306}од е\u{308}ж"), fold("йод ёж"));
        assert_eq!(fold("за\u{301}мок"), "замок", "a stress mark");
        assert_eq!(fold("отыр\u{ad}ыс"), "отырыс", "a soft hyphen");
    }

    #[test]
    fn latin_twins_in_a_cyrillic_word_are_cyrillic() {
        assert_eq!(fold("Aмaнгeлдi"), fold("Амангелді"));
        assert_eq!(fold("Жahан"), fold("Жаһан"));
        assert_eq!(fold("əкімдік"), fold("әкімдік"));
        assert_eq!(fold("HАЗАР"), "назар");
        assert_eq!(fold("Zoom"), "zoom", "a Latin word stays Latin");
        assert_eq!(
            fold("Qазақ"),
            "qазак",
            "Q is no twin: the word is left alone"
        );
    }

    #[test]
    fn a_name_is_the_same_however_it_is_hyphenated() {
        for written in ["Ер-Назар", "Ер Назар", "ЕРНАЗАР", " ер‑назар "]
        {
            assert_eq!(fold_name(written), "ерназар");
        }
        for written in ["Д'Арк", "Д’Арк", "Дарк"] {
            assert_eq!(fold_name(written), "дарк");
        }
        assert_ne!(fold_name("Нұрлан"), fold_name("Нурлана"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC*|[A-Za-zА-ӿİəɵ' -]*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(!once.contains("  ") && once.trim() == once);
        }

        #[test]
        fn case_does_not_count(text in "[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІіЁё -]*") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text.to_lowercase()));
        }
    }
}
