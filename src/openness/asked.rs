//! What an address asks for: a year, a body, a list.

use actix_web::HttpRequest;
use chrono::{DateTime, Datelike as _, Utc};

use super::known::Scope;
use crate::bodies::reading::{self, Named};
use crate::database::{AnyConnection, Id};
use crate::law::openness::{Measure, Verdict};
use crate::web::layout::today_in_the_capital;
use crate::web::query::Query;
use crate::web::{Problem, Visit};

/// Years that may be asked for.
pub const YEARS: (i32, i32) = (2000, 2100);

/// The present year in the capital.
#[must_use]
pub fn this_year(now: DateTime<Utc>) -> i32 {
    today_in_the_capital(now).0.year()
}

/// A year as it is written.
#[must_use]
pub fn year_of(text: &str) -> Option<i32> {
    let (first, last) = YEARS;
    let year = text
        .parse()
        .ok()
        .filter(|year| (first..=last).contains(year));
    year.filter(|_| text.len() == 4)
}

/// The list behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// Of what.
    pub measure: Measure,
    /// Those that stand so.
    pub verdict: Verdict,
    /// Which page of it, from 1.
    pub page: usize,
}

/// What a page is asked for; whatever is none of ours, or makes no sense, is left aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// The year.
    pub year: i32,
    /// The list; else the figures.
    pub list: Option<List>,
}

impl Wish {
    /// Reads the query of an address.
    #[must_use]
    pub fn read(request: &HttpRequest, now: DateTime<Utc>) -> Self {
        let (mut year, mut measure, mut verdict, mut page) = (None, None, None, 1);
        for (name, value) in url::form_urlencoded::parse(request.query_string().as_bytes()) {
            match &*name {
                "year" => year = year_of(&value),
                "measure" => measure = value.parse::<Measure>().ok(),
                "verdict" => verdict = value.parse::<Verdict>().ok(),
                "page" => page = value.parse().unwrap_or(1).clamp(1, 100_000),
                _ => {}
            }
        }
        let list = measure.zip(verdict).map(|(measure, verdict)| List {
            measure,
            verdict,
            page,
        });
        Self {
            year: year.unwrap_or_else(|| this_year(now)),
            list,
        }
    }
}

/// What a program is asked for: the year and the slug of a body.
pub struct Call {
    /// The parameters and their faults.
    pub query: Query,
    year: i32,
    slug: Option<String>,
}

impl Call {
    /// Reads the query of an address.
    #[must_use]
    pub fn read(request: &HttpRequest, now: DateTime<Utc>) -> Self {
        let mut query = Query::of(request);
        let year = query.text("year").map(|text| year_of(&text));
        if year == Some(None) {
            query.fault("year", "number", &format!("{}–{}", YEARS.0, YEARS.1));
        }
        let slug = query.text("body");
        Self {
            query,
            year: year.flatten().unwrap_or_else(|| this_year(now)),
            slug,
        }
    }

    /// The bodies that are meant, and the scope; what was wrong is told. Two queries.
    ///
    /// # Errors
    /// [`Problem::Invalid`], [`Problem::Broken`].
    pub fn finish(
        mut self,
        connection: &mut AnyConnection,
        visit: &Visit,
    ) -> Result<(Scope, Vec<Named>), Problem> {
        let (today, _) = today_in_the_capital(visit.now);
        let bodies = reading::all(connection, today)?;
        let meant: Option<Option<Id>> = self.slug.as_ref().map(|slug| {
            let found = bodies.iter().find(|one| one.body.slug == *slug);
            found.map(|one| one.body.id)
        });
        if meant == Some(None) {
            self.query.fault("body", "unknown_body", "");
        }
        self.query.finish(visit.speech())?;
        let body = meant.flatten();
        let scope = Scope {
            year: self.year,
            body,
        };
        let mut bodies = bodies;
        bodies.retain(|one| body.is_none_or(|body| one.body.id == body));
        Ok((scope, bodies))
    }
}
