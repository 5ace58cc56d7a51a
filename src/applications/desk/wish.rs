//! Which applications of a session somebody wants to see, as it stands in the address: kept from page to page and
//! through acts, and never trusted.

use crate::applications::record::{Hall, Need};
use crate::applications::store::queue::{NeedsWanted, Wanted};
use crate::applications::store::reach::Way;
use crate::language;
use crate::law::application_course::ApplicationState;
use crate::law::deadlines::Channel;

/// Rows of one page.
pub const ROWS: i64 = 50;

const NAMES: [&str; 7] = ["q", "state", "channel", "hall", "way", "needs", "page"];

/// What was asked for; what is not understood is left aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// What was typed to search by.
    pub words: String,
    wanted: Wanted,
    /// From 1.
    pub page: i64,
}

impl Wish {
    /// Reads the query of an address. Without the right to see persons nothing is searched by name or needs.
    #[must_use]
    pub fn read(query: &str, with_persons: bool) -> Self {
        let mut wish = Self {
            page: 1,
            ..Self::default()
        };
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            match &*name {
                "q" => value.clone_into(&mut wish.words),
                "state" => wish.wanted.state = value.parse().ok(),
                "channel" => wish.wanted.channel = value.parse().ok(),
                "hall" => wish.wanted.hall = value.parse::<Hall>().ok(),
                "way" => wish.wanted.way = value.parse::<Way>().ok(),
                "needs" if with_persons => wish.wanted.needs = needs(value),
                "page" => wish.page = value.parse().unwrap_or(1).clamp(1, 1_000_000),
                _ => {}
            }
        }
        wish.wanted.number = number(&wish.words);
        if with_persons {
            wish.wanted.words = language::fold_words(&wish.words);
        }
        wish
    }

    /// The same for the store.
    #[must_use]
    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// Rows before the page.
    #[must_use]
    pub fn offset(&self) -> i64 {
        (self.page - 1).saturating_mul(ROWS)
    }

    /// What is chosen under a name.
    #[must_use]
    pub fn chosen(&self, name: &str) -> &str {
        let wanted = &self.wanted;
        let chosen = match name {
            "state" => wanted.state.map(ApplicationState::as_str),
            "channel" => wanted.channel.map(Channel::as_str),
            "hall" => wanted.hall.map(Hall::as_str),
            "way" => wanted.way.map(Way::as_str),
            "needs" => wanted.needs.map(|needs| match needs {
                NeedsWanted::Any => "any",
                NeedsWanted::This(need) => need.as_str(),
            }),
            _ => Some(self.words.as_str()),
        };
        chosen.unwrap_or_default()
    }

    /// The query of the address of another page of the same; empty for the first page of everything.
    #[must_use]
    pub fn query(&self, page: i64) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for name in NAMES {
            let page = (page > 1).then(|| page.to_string());
            let value = match name {
                "page" => page.as_deref().unwrap_or_default(),
                name => self.chosen(name),
            };
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.finish()
    }

    /// Whether something is narrowed.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.wanted != Wanted::default()
    }
}

fn needs(value: &str) -> Option<NeedsWanted> {
    match value {
        "any" => Some(NeedsWanted::Any),
        need => need.parse::<Need>().ok().map(NeedsWanted::This),
    }
}

/// A part of a number, if what was typed can be one.
fn number(typed: &str) -> Option<String> {
    let number = typed.to_ascii_uppercase();
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    (!number.is_empty() && number.chars().all(fits)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_comes_back_in_the_address() {
        let query = "q=%D2%9A%D0%B0%D0%B9%D1%80%D0%B0%D1%82&state=waiting&needs=any&page=3&x=1";
        let wish = Wish::read(query, true);
        assert_eq!(wish.wanted().words, ["кайрат"]);
        assert_eq!(wish.wanted().needs, Some(NeedsWanted::Any));
        assert_eq!(wish.offset(), 100);
        assert_eq!(Wish::read(&wish.query(3), true), wish);
        assert_eq!(Wish::read("state=nonsense&page=-4", true).query(1), "");
    }

    #[test]
    fn without_the_right_to_see_persons_nothing_is_found_by_them() {
        let wish = Wish::read("q=Ahmet&needs=wheelchair", false);
        assert!(wish.wanted().words.is_empty() && wish.wanted().needs.is_none());
        assert_eq!(wish.wanted().number.as_deref(), Some("AHMET"));
        assert_eq!(Wish::read("q=100%25", true).wanted().number, None);
    }
}
