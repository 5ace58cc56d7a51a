//! Invented people for the demonstration and for trials: the same number is always the same person.

use crate::applications::submission::Submission;
use crate::language::Language;

/// Family names, of a man and of a woman.
const FAMILIES: [(&str, &str); 20] = [
    ("Ахметов", "Ахметова"),
    ("Әбдірахманов", "Әбдірахманова"),
    ("Нұрғалиев", "Нұрғалиева"),
    ("Қасымов", "Қасымова"),
    ("Иванов", "Иванова"),
    ("Өтегенов", "Өтегенова"),
    ("Тоқтаров", "Тоқтарова"),
    ("Ким", "Ким"),
    ("Жұмабаев", "Жұмабаева"),
    ("Сүлейменов", "Сүлейменова"),
    ("Ғабдуллин", "Ғабдуллина"),
    ("Петренко", "Петренко"),
    ("Мұратов", "Мұратова"),
    ("Еркінов", "Еркінова"),
    ("Сейітқали", "Сейітқали"),
    ("Шмидт", "Шмидт"),
    ("Рахымбеков", "Рахымбекова"),
    ("Дүйсенов", "Дүйсенова"),
    ("Хамитов", "Хамитова"),
    ("Байжанов", "Байжанова"),
];

/// First names of men, with the patronymic made of them for a man and for a woman.
const MEN: [(&str, &str, &str); 9] = [
    ("Айдар", "Айдарұлы", "Айдарқызы"),
    ("Бауыржан", "Бауыржанұлы", "Бауыржанқызы"),
    ("Ғани", "Ғаниұлы", "Ғаниқызы"),
    ("Ерлан", "Ерланұлы", "Ерланқызы"),
    ("Қайрат", "Қайратұлы", "Қайратқызы"),
    ("Мақсат", "Мақсатұлы", "Мақсатқызы"),
    ("Нұрлан", "Нұрланұлы", "Нұрланқызы"),
    ("Серік", "Серікұлы", "Серікқызы"),
    ("Талғат", "Талғатұлы", "Талғатқызы"),
];

const WOMEN: [&str; 11] = [
    "Айгүл",
    "Әсел",
    "Гүлнәр",
    "Динара",
    "Жанар",
    "Қарлығаш",
    "Мәдина",
    "Өміргүл",
    "Сәуле",
    "Ұлжан",
    "Шолпан",
];

/// Earliest year of birth; the latest is so many years later.
const BORN_FROM: usize = 1948;
const BORN_WITHIN: usize = 60;

/// The invented person of this number, with an address that nobody owns.
#[must_use]
pub fn person(number: usize) -> Submission {
    let of_list = |list: &[(&'static str, &'static str)]| nth(list, number);
    let (his, hers) = of_list(&FAMILIES).unwrap_or_default();
    let (_, son, daughter) = nth(&MEN, number / 3).unwrap_or_default();
    let is_woman = number.is_multiple_of(2);
    let (surname, given_name, patronymic) = if is_woman {
        (hers, nth(&WOMEN, number / 2).unwrap_or_default(), daughter)
    } else {
        let (given_name, ..) = nth(&MEN, number / 2).unwrap_or_default();
        (his, given_name, son)
    };
    Submission {
        surname: surname.to_owned(),
        given_name: given_name.to_owned(),
        patronymic: (number % 5 != 4).then(|| patronymic.to_owned()),
        birth_year: i16::try_from(BORN_FROM + number * 7 % BORN_WITHIN).unwrap_or_default(),
        email: Some(format!("visitor-{number}@example.org")),
        phone: None,
        language: nth(&LANGUAGES, number).unwrap_or(Language::Kk),
        needs: Vec::new(),
        needs_consent: false,
        consent: true,
    }
}

/// Most write in Kazakh.
const LANGUAGES: [Language; 5] = [
    Language::Kk,
    Language::Ru,
    Language::Kk,
    Language::Kk,
    Language::En,
];

/// The item of a list that comes round with this number.
pub fn nth<T: Copy>(list: &[T], number: usize) -> Option<T> {
    list.get(number % list.len().max(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use std::collections::BTreeSet;
    use validator::Validate as _;

    #[test]
    fn every_invented_person_may_apply() {
        let now: DateTime<Utc> = "2026-12-07T04:00:00Z".parse().unwrap();
        let mut names = BTreeSet::new();
        for number in 0..200 {
            let person = person(number);
            assert!(person.validate().is_ok(), "{person:?}");
            assert!(i32::from(person.birth_year) + 18 < chrono::Datelike::year(&now));
            names.insert((person.surname, person.given_name, person.birth_year));
        }
        assert!(names.len() > 150, "people differ: {}", names.len());
    }
}
