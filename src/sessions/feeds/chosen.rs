//! Which sessions a feed holds, and what it is called.

use chrono::{DateTime, TimeDelta, Utc};

use super::KEPT_DAYS;
use super::address::{Feed, joined};
use crate::args;
use crate::bodies;
use crate::bodies::record::Body;
use crate::database::AnyConnection;
use crate::sessions::store::Filter;
use crate::web::layout::today_in_the_capital;
use crate::web::{Problem, Visit};

/// A feed at an instant.
pub(super) struct Chosen {
    /// What it is called.
    pub(super) title: String,
    /// Who speaks in it, where it is one body.
    pub(super) body: Option<(Body, String)>,
    /// Its sessions.
    pub(super) filter: Filter,
    /// When a day leaves its far end, and names may change.
    pub(super) fresh_until: DateTime<Utc>,
}

impl Chosen {
    /// Looks up what an address names. Two queries at the most.
    pub(super) fn at(
        connection: &mut AnyConnection,
        visit: &Visit,
        feed: &Feed,
    ) -> Result<Self, Problem> {
        let speech = visit.speech();
        let (today, midnight) = today_in_the_capital(visit.now);
        let mut filter = Filter {
            starting: Some(midnight - KEPT_DAYS - TimeDelta::days(1)),
            ..Filter::default()
        };
        let mut own = None;
        let title = match feed {
            Feed::All => speech.t("feed-all"),
            Feed::Body(slug) => {
                let body = bodies::store::by_slug(connection, slug)?.ok_or(Problem::NotFound)?;
                filter.body = Some(body.id);
                let names = bodies::store::names_of(connection, &[body.id])?;
                let name = names.on(body.id, today);
                let name = name.in_language(visit.language).0.to_owned();
                let title = speech.tf("feed-of", &args! { "what" => name.as_str() });
                own = Some((body, name));
                title
            }
            Feed::Region(region) => {
                filter.bodies = Some(bodies::store::within_region(connection, &region.kato)?);
                let name = region.name.in_language(visit.language).0;
                speech.tf("feed-of", &args! { "what" => name })
            }
            Feed::Topic(words) => {
                filter.words = words.clone();
                speech.tf("feed-topic", &args! { "words" => joined(words, " ") })
            }
        };
        Ok(Self {
            title,
            body: own,
            filter,
            fresh_until: midnight,
        })
    }
}
