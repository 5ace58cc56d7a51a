//! Finding sessions by words: the beginnings of words of their title, body, agenda and place, in every language,
//! folded so that a Russian keyboard finds Kazakh letters.
//!
//! Each session is kept under its *place in time*: a number that grows with its start and is nobody else's. The
//! database walks the matches by that number, so they come out in the order of the list and are never sorted,
//! and only as many are met as are shown.

use chrono::{DateTime, Utc};

use super::record::{AgendaItem, Searchable, Session};
use super::store;
use crate::database::{AnyConnection, Broken, Id};
use crate::language::{Multilingual, fold_words};

/// Words of a query that count; more narrow nothing any further.
const MOST_WORDS: usize = 12;

/// Letters of a word that count, here and in the database, which bounds the length of a word.
const MOST_LETTERS: usize = 48;

/// Bytes of words by which one session is found, each word once: more than the transcript of a long day has. PostgreSQL's
/// index bears a megabyte, and looks through the words of hundreds of sessions for one answer.
const MOST_BYTES: usize = 200_000;

/// Bits of a place in time below the seconds: wide enough that two sessions hardly ever meet.
const SPREAD_BITS: u32 = 31;

/// What is searched for: folded beginnings of words, all of which must be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// The words of what was typed; none when it has neither letter nor digit.
    #[must_use]
    pub fn typed(query: &str) -> Self {
        let mut words = distinct_words([query]);
        words.truncate(MOST_WORDS);
        Self(words)
    }

    /// Nothing is searched for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Letters and digits only, lower case.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether each of them begins one of these folded words, as in the search.
    #[must_use]
    pub fn are_in(&self, folded: &str) -> bool {
        self.iter().all(|wanted| {
            let mut words = folded.split(' ');
            words.any(|word| word.starts_with(wanted))
        })
    }
}

/// The place in time of a session that begins at an instant, before it gives way to one that has it already.
#[must_use]
pub fn place_in_time(starts_at: DateTime<Utc>, id: Id) -> i64 {
    let spread = id.spread() % (1 << SPREAD_BITS);
    first_place(starts_at).saturating_add(i64::try_from(spread).unwrap_or(0))
}

/// The first place of all sessions that begin in the second of an instant.
#[must_use]
pub fn first_place(starts_at: DateTime<Utc>) -> i64 {
    starts_at.timestamp().saturating_mul(1 << SPREAD_BITS)
}

/// Lets a session be found, or found anew after a change.
///
/// # Errors
/// [`Broken::Query`].
pub fn index(
    connection: &mut AnyConnection,
    session: &Session,
    body_name: &Multilingual,
    agenda: &[AgendaItem],
) -> Result<(), Broken> {
    let mut found_by = searchable(session, body_name, agenda);
    let of_results = store::words_of_results(connection, session.id)?;
    found_by.words = joined(&found_by.words, &of_results);
    store::put_into_search(connection, found_by)
}

/// Words that are folded already, each once, so many as the indexes bear.
fn joined(first: &str, more: &[String]) -> String {
    let mut seen = std::collections::HashSet::new();
    let mut words = String::new();
    let all = more.iter().flat_map(|words| words.split(' '));
    for word in first.split(' ').chain(all) {
        if word.is_empty() || !seen.insert(word) {
            continue;
        }
        if words.len() + word.len() >= MOST_BYTES {
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// The folded words of a long text, each once, so many as the indexes bear.
#[must_use]
pub fn words_of_text(text: &str) -> String {
    joined("", &distinct_words([text]))
}

/// What a session is found by: for those who enter many at once.
#[must_use]
pub fn searchable(
    session: &Session,
    body_name: &Multilingual,
    agenda: &[AgendaItem],
) -> Searchable {
    let texts = [&*session.title, body_name]
        .into_iter()
        .chain(session.place.as_deref())
        .chain(agenda.iter().map(|item| &*item.title));
    Searchable {
        place_in_time: place_in_time(session.starts_at.utc(), session.id),
        session_id: session.id,
        words: words_of(texts),
    }
}

/// The folded words of these texts in every language, each word once.
#[must_use]
pub fn words_of<'a>(texts: impl IntoIterator<Item = &'a Multilingual>) -> String {
    let texts = texts.into_iter().flat_map(|text| {
        [
            Some(text.kk.as_str()),
            Some(text.ru.as_str()),
            text.en.as_deref(),
        ]
    });
    distinct_words(texts.flatten()).join(" ")
}

/// Folded words of these texts, each once, in the order of their first appearance.
fn distinct_words<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    texts
        .into_iter()
        .flat_map(fold_words)
        .map(|word| word.chars().take(MOST_LETTERS).collect::<String>())
        .filter(|word| seen.insert(word.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_and_digits_of_a_query_count() {
        let words = |query: &str| Words::typed(query).iter().collect::<Vec<_>>().join(" ");
        assert_eq!(words("Бюджет, ОТЫРЫСЫ!"), "бюджет отырысы");
        assert_eq!(words("\"' OR 1=1; -- *:&|()<->"), "or 1");
        assert!(Words::typed(" *\"'():&|!-- ").is_empty());
        assert_eq!(words(&"қ".repeat(10_000)), "к".repeat(MOST_LETTERS));
        assert_eq!(
            Words::typed(&"а б в г ".repeat(2_500)).iter().count(),
            4,
            "each word once"
        );
        let many: Vec<String> = (0..1_000).map(|number| number.to_string()).collect();
        assert_eq!(Words::typed(&many.join(" ")).iter().count(), MOST_WORDS);
    }

    #[test]
    fn places_follow_the_starts() {
        let earlier: DateTime<Utc> = "2026-12-10T05:00:00Z".parse().unwrap();
        let later: DateTime<Utc> = "2026-12-10T05:00:01Z".parse().unwrap();
        for _ in 0..100 {
            let place = place_in_time(earlier, Id::new());
            assert!(first_place(earlier) <= place && place < first_place(later));
        }
    }
}
