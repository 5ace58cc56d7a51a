//! What of the letters somebody wants to see, as it stands in the address.

use crate::database::Id;
use crate::web::desk::SignedIn;

/// Rows of one part of the page.
pub const ROWS: i64 = 50;

/// The parts of the page, each with pages of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Letters that did not arrive.
    Letters,
    /// People without e-mail.
    Calls,
    /// Addresses that get nothing more.
    Addresses,
}

impl Part {
    const ALL: [Self; 3] = [Self::Letters, Self::Calls, Self::Addresses];

    const fn name(self) -> &'static str {
        match self {
            Self::Letters => "letters",
            Self::Calls => "calls",
            Self::Addresses => "addresses",
        }
    }
}

/// What was asked for; what is not understood is left aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// Of this session alone.
    pub session: Option<Id>,
    /// Pages of each part before the one shown.
    before: [i64; 3],
}

impl Wish {
    /// From the address of the page.
    #[must_use]
    pub fn of(desk: &SignedIn) -> Self {
        let query = desk.visit.path_and_query.split_once('?');
        Self::read(query.map_or("", |(_, query)| query))
    }

    /// From a query.
    #[must_use]
    pub fn read(query: &str) -> Self {
        let mut wish = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            if name == "session" {
                wish.session = Id::parse(&value);
            }
            for (part, before) in Part::ALL.into_iter().zip(&mut wish.before) {
                if name == part.name() {
                    *before = value.parse().unwrap_or(1).clamp(1, 100_000) - 1;
                }
            }
        }
        wish
    }

    fn pages_before(&self, part: Part) -> i64 {
        let mut known = Part::ALL.into_iter().zip(self.before);
        known
            .find(|(one, _)| *one == part)
            .map_or(0, |(_, before)| before)
    }

    /// Rows of a part before the page shown.
    #[must_use]
    pub fn offset(&self, part: Part) -> i64 {
        self.pages_before(part).saturating_mul(ROWS)
    }

    /// The query of the same page, with a part so many pages further or back; `None` before the first.
    #[must_use]
    pub fn turned(&self, part: Part, by: i64) -> Option<String> {
        let mut turned = *self;
        for (one, before) in Part::ALL.into_iter().zip(&mut turned.before) {
            if one == part {
                *before = before.saturating_add(by);
            }
        }
        (turned.pages_before(part) >= 0).then(|| turned.query())
    }

    /// The query of the same page; empty for the first.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if let Some(session) = &self.session {
            query.append_pair("session", session.as_str());
        }
        for (part, before) in Part::ALL.into_iter().zip(self.before) {
            if before > 0 {
                query.append_pair(part.name(), &before.saturating_add(1).to_string());
            }
        }
        query.finish()
    }
}

/// The page of a query.
#[must_use]
pub fn address(query: &str) -> String {
    if query.is_empty() {
        "/desk/letters".to_owned()
    } else {
        format!("/desk/letters?{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_leads_back_to_the_same_page() {
        let session = Id::new();
        let query = format!("session={session}&calls=3");
        let wish = Wish::read(&format!("{query}&done=x&letters=0&addresses=no"));
        assert_eq!(wish.query(), query);
        assert_eq!(wish.offset(Part::Calls), 100);
        assert_eq!(
            wish.turned(Part::Calls, -2),
            Some(format!("session={session}"))
        );
        assert_eq!(wish.turned(Part::Letters, -1), None);
        assert_eq!(address(&Wish::default().query()), "/desk/letters");
    }
}
