//! The figures for programs: as JSON, and as a table in a file.

use actix_web::http::header;
use actix_web::web;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::asked::Call;
use super::csv;
use super::figures::Figures;
use super::known::{Known, Scope, from_tables};
use super::pages::{fresh_until, topics};
use crate::bodies::reading::Named;
use crate::database::AnyConnection;
use crate::language::Multilingual;
use crate::law::openness::{Measure, Verdict};
use crate::web::page_cache::{self, JSON, Made};
use crate::web::{Problem, Visit};

/// Mounts the calls.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/openness", web::get().to(json))
        .route("/{language:kk|ru|en}/openness.csv", web::get().to(table));
}

/// The figures of a year.
#[derive(Debug, Serialize)]
pub struct OpennessJson<'a> {
    /// The year.
    pub year: i32,
    /// At which instant they stood so.
    pub as_of: String,
    /// The body that was asked for; `null` of all.
    pub body: Option<BodyJson<'a>>,
    /// Announced sessions.
    pub sessions: usize,
    /// What was owed.
    pub measures: Vec<MeasureJson>,
    /// Each body for itself, where all were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bodies: Option<Vec<OfBodyJson<'a>>>,
}

/// A body.
#[derive(Debug, Serialize)]
pub struct BodyJson<'a> {
    slug: &'a str,
    name: &'a Multilingual,
    /// The Rules do not bind it: its sessions are not judged.
    exempt: bool,
}

/// The figures of one body.
#[derive(Debug, Serialize)]
pub struct OfBodyJson<'a> {
    #[serde(flatten)]
    body: BodyJson<'a>,
    sessions: usize,
    measures: Vec<MeasureJson>,
}

/// One measure: first how many were to be done by now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MeasureJson {
    measure: Measure,
    paragraph: String,
    judged: usize,
    in_time: usize,
    explained: usize,
    late: usize,
    missing: usize,
    running: usize,
    aside: usize,
    /// Hundredths done in time, rounded down; `null` where nothing was to be done.
    share: Option<usize>,
}

impl MeasureJson {
    /// How many stand in which way.
    #[must_use]
    pub fn counts(&self) -> [((Measure, Verdict), usize); 6] {
        [
            (Verdict::InTime, self.in_time),
            (Verdict::Explained, self.explained),
            (Verdict::Late, self.late),
            (Verdict::Missing, self.missing),
            (Verdict::Running, self.running),
            (Verdict::Aside, self.aside),
        ]
        .map(|(verdict, count)| ((self.measure, verdict), count))
    }
}

impl<'a> BodyJson<'a> {
    fn of(one: &'a Named) -> Self {
        Self {
            slug: &one.body.slug,
            name: &one.name,
            exempt: one.body.exempt,
        }
    }
}

/// The figures, measure by measure.
#[must_use]
pub fn measures(figures: &Figures) -> Vec<MeasureJson> {
    let of = |measure: &Measure| MeasureJson {
        measure: *measure,
        paragraph: measure.paragraph().id().to_owned(),
        judged: figures.judged(*measure),
        in_time: figures.count(*measure, Verdict::InTime),
        explained: figures.count(*measure, Verdict::Explained),
        late: figures.count(*measure, Verdict::Late),
        missing: figures.count(*measure, Verdict::Missing),
        running: figures.count(*measure, Verdict::Running),
        aside: figures.count(*measure, Verdict::Aside),
        share: figures.share(*measure),
    };
    Measure::ALL.iter().map(of).collect()
}

/// The figures of the bodies that were asked for.
#[must_use]
pub fn figures_json<'a>(
    scope: Scope,
    bodies: &'a [Named],
    known: &[Known],
    now: DateTime<Utc>,
) -> OpennessJson<'a> {
    let figures = Figures::of(known, now);
    let mut each = Figures::by_body(known, now);
    let own = |one: &'a Named| {
        let figures = each.remove(&one.body.id).unwrap_or_default();
        OfBodyJson {
            body: BodyJson::of(one),
            sessions: figures.sessions,
            measures: measures(&figures),
        }
    };
    OpennessJson {
        year: scope.year,
        as_of: now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        sessions: figures.sessions,
        measures: measures(&figures),
        body: scope.body.and(bodies.first()).map(BodyJson::of),
        bodies: scope
            .body
            .is_none()
            .then(|| bodies.iter().map(own).collect()),
    }
}

fn asked(
    connection: &mut AnyConnection,
    call: Call,
    visit: &Visit,
) -> Result<(Scope, Vec<Named>, Vec<Known>), Problem> {
    let (scope, bodies) = call.finish(connection, visit)?;
    let known = from_tables(connection, scope)?;
    Ok((scope, bodies, known))
}

async fn json(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let call = Call::read(&request, visit.now);
    page_cache::serve(
        &request,
        visit,
        JSON,
        &topics(),
        move |connection, visit| {
            let (scope, bodies, known) = asked(connection, call, visit)?;
            let answer = figures_json(scope, &bodies, &known, visit.now);
            Made::json(&answer, Some(fresh_until(&known, visit.now)))
        },
    )
    .await
}

/// Too seldom asked for to be kept.
async fn table(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let call = Call::read(&request, visit.now);
    let (database, asking) = (visit.app.database.clone(), visit.clone());
    let (scope, bodies, known) = database
        .read(move |connection| asked(connection, call, &asking))
        .await?;
    let body = csv::figures(scope, &bodies, &known, visit.now)?;
    Ok(download(body, &format!("openness-{}", scope.year)))
}

/// A table in a file of this name.
#[must_use]
pub fn download(body: Vec<u8>, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        ))
        .body(body)
}
