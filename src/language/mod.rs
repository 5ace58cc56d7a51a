//! The three languages: which one, in what words, in what order, and how dates are written.
//!
//! Kazakh comes first. The words themselves are data (`config/locales/{kk,ru,en}/*.ftl`); code
//! asks for them by key through [`Words`] and [`Speech`].

mod dates;
mod fold;
mod multilingual;
mod order;
mod speech;
mod words;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use dates::{clock_time, short_date};
pub use fluent_bundle::{FluentArgs, FluentValue};
pub use fold::{fold, fold_name, fold_words};
pub use multilingual::Multilingual;
pub use order::{SortKey, sort_key, sort_text};
pub use speech::Speech;
pub use words::{Words, WordsFault};

/// A language of the pages.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Kazakh, in Cyrillic script.
    #[default]
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Language {
    /// All of them, Kazakh first.
    pub const ALL: [Self; 3] = [Self::Kk, Self::Ru, Self::En];

    /// The code, under the name that stored words have.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.code()
    }

    /// The code: in addresses, in the database, and in HTML's `lang` (`kk`, never `kz`).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language of a code, written exactly as [`Language::code`] writes it.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The language that a browser wants most, by its `Accept-Language` header; `None` when it
    /// wants none of ours. Of equal wishes the one named first wins.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for wish in header.split(',') {
            let Some((language, quality)) = accepted(wish) else {
                continue;
            };
            if quality > best.map_or(0.0, |(_, so_far)| so_far) {
                best = Some((language, quality));
            }
        }
        best.map(|(language, _)| language)
    }
}

/// One member of `Accept-Language`: `ru-KZ;q=0.8`.
fn accepted(wish: &str) -> Option<(Language, f32)> {
    let mut parts = wish.split(';').map(str::trim);
    let code = parts.next()?.split('-').next()?.to_ascii_lowercase();
    let quality = match parts.find_map(|part| part.strip_prefix("q=")) {
        Some(written) => written.trim().parse().ok()?,
        None => 1.0,
    };
    Some((Language::parse(&code)?, quality))
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

/// Not the code of one of our languages.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a language code: kk, ru or en")]
pub struct UnknownLanguage(String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::parse(code).ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

/// Values for the variables of a message: `args! { "number" => 3, "place" => &place }`.
#[macro_export]
macro_rules! args {
    ($($name:literal => $value:expr),* $(,)?) => {{
        let mut args = $crate::language::FluentArgs::new();
        $(args.set($name, $value);)*
        args
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for language in Language::ALL {
            assert_eq!(language.code().parse(), Ok(language));
            let json = serde_json::to_string(&language).unwrap();
            assert_eq!(json, format!("\"{language}\""));
        }
        assert!("kz".parse::<Language>().is_err());
        assert_eq!(Language::parse("KK"), None);
    }

    #[test]
    fn a_browser_gets_the_language_it_wants_most() {
        let wanted = Language::from_accept_language;
        assert_eq!(wanted("kk-KZ,kk;q=0.9,ru;q=0.8"), Some(Language::Kk));
        assert_eq!(wanted("de, en-GB;q=0.7, ru;q=0.9"), Some(Language::Ru));
        assert_eq!(wanted("en; q=0.5, RU-kz ; q=0.5"), Some(Language::En));
        assert_eq!(wanted("kk;q=0, en;q=0.1"), Some(Language::En));
        assert_eq!(wanted("kk;q=0"), None);
        assert_eq!(wanted("ru;q=much, *;q=0.1"), None);
        assert_eq!(wanted(""), None);
    }
}
