//! What a subscription is for, in words: on its page and in letters.

use chrono::{DateTime, Utc};

use super::record::Subscription;
use crate::bodies;
use crate::bodies::regions;
use crate::database::{AnyConnection, Broken};
use crate::language::{Language, Multilingual, Speech};
use crate::outbox::Said;
use crate::web::layout::today_in_the_capital;

/// The names of what was chosen.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// Of the bodies; none: all.
    bodies: Vec<Multilingual>,
}

impl Chosen {
    /// One query.
    ///
    /// # Errors
    /// [`Broken::Query`].
    pub fn of(
        connection: &mut AnyConnection,
        row: &Subscription,
        now: DateTime<Utc>,
    ) -> Result<Self, Broken> {
        let (today, _) = today_in_the_capital(now);
        let names = bodies::store::names_of(connection, &row.bodies)?;
        let bodies = row.bodies.iter().map(|body| names.on(*body, today));
        Ok(Self {
            bodies: bodies.collect(),
        })
    }
}

/// Something that was chosen.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// What was chosen of it, in the languages that it really is in.
    pub values: Vec<Said>,
}

impl Line {
    /// The language that all values are in; where they differ, the reader's.
    #[must_use]
    pub fn language(&self, reader: Language) -> Language {
        let mut languages = self.values.iter().map(|value| value.language);
        let first = languages.next().unwrap_or(reader);
        if languages.all(|language| language == first) {
            first
        } else {
            reader
        }
    }
}

/// Everything that was chosen but the topic, which somebody typed.
#[must_use]
pub fn lines(speech: Speech<'_>, chosen: &Chosen, row: &Subscription) -> Vec<Line> {
    let reader = speech.language();
    let own = |text: String| Said {
        text,
        language: reader,
    };
    let all_or = |names: Vec<Said>, all: &str| {
        if names.is_empty() {
            vec![own(speech.t(all))]
        } else {
            names
        }
    };
    let bodies = chosen.bodies.iter().map(|name| Said::of(name, reader));
    let regions = row.regions.iter().filter_map(|kato| regions::by_kato(kato));
    let regions = regions.map(|region| Said::of(&region.name, reader));
    let about = row.about().into_iter();
    let about = about.map(|about| own(speech.t(&format!("subscription-about-{about}"))));
    let often = row.often.as_str().replace('_', "-");
    let line = |label: &str, values: Vec<Said>| Line {
        label: speech.t(label),
        values,
    };
    vec![
        line(
            "subscription-bodies",
            all_or(bodies.collect(), "filter-any-body"),
        ),
        line(
            "subscription-regions",
            all_or(regions.collect(), "filter-any-region"),
        ),
        line("subscription-about", about.collect()),
        line(
            "subscription-often",
            vec![own(speech.t(&format!("subscription-often-{often}")))],
        ),
        line(
            "subscription-language",
            vec![own(speech.t(&format!("language-{}", row.language.code())))],
        ),
    ]
}
