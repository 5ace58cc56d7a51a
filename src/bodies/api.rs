//! Bodies and regions as JSON (contract § 3).

use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::record::{Body, BodyName};
use super::regions::{self, Region, RegionType};
use super::store::{self, Names};
use crate::database::{AnyConnection, Id, Topic};
use crate::language::Multilingual;
use crate::law::Paragraph;
use crate::law::body::{Basis, BodyCard, BodyLevel, BodyType};
use crate::law::deadlines::{SessionKind, zone};
use crate::law::working_days::Week;
use crate::web::page_cache::{self, JSON, Made};
use crate::web::paging::ListJson;
use crate::web::query::{LIMITS, Query};
use crate::web::{Problem, Visit};

/// Mounts the calls.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/bodies", web::get().to(list))
        .route("/api/v1/bodies/{slug}", web::get().to(one))
        .route("/api/v1/regions", web::get().to(all_regions));
}

async fn list(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let mut query = Query::of(&request);
    let (_, most) = LIMITS;
    let region = query.read("region", "unknown_region", regions::by_kato);
    let after = query.text("cursor");
    let limit = query.limit(most);
    page_cache::serve(
        &request,
        visit,
        JSON,
        &[Topic::Bodies],
        move |connection, visit| {
            let after = match after {
                Some(slug) => {
                    let body = store::by_slug(connection, &slug)?;
                    if body.is_none() {
                        query.fault("cursor", "cursor", "");
                    }
                    body
                }
                None => None,
            };
            query.finish(visit.speech())?;
            let region = region.map(|region| region.kato.as_str());
            let mut bodies =
                store::next(connection, region, after.as_ref(), limit.saturating_add(1))?;
            let more = bodies.len() > limit;
            bodies.truncate(limit);
            let shown = Shown::load(connection, &bodies)?;
            let list = ListJson {
                items: bodies.iter().map(|body| shown.json(body, visit)).collect(),
                next: bodies.last().filter(|_| more).map(|body| body.slug.clone()),
            };
            Made::json(&list, shown.fresh_until(&bodies, visit.now))
        },
    )
    .await
}

async fn one(
    request: HttpRequest,
    visit: Visit,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    Query::of(&request).finish(visit.speech())?;
    page_cache::serve(
        &request,
        visit,
        JSON,
        &[Topic::Bodies],
        move |connection, visit| {
            let body = store::by_slug(connection, &path)?.ok_or(Problem::NotFound)?;
            let bodies = [body];
            let shown = Shown::load(connection, &bodies)?;
            let [body] = &bodies;
            let json = shown.json(body, visit);
            Made::json(&json, shown.fresh_until(&bodies, visit.now))
        },
    )
    .await
}

/// A body in the words of the import file, with the name of today and all its names.
#[derive(Debug, Serialize)]
struct BodyJson<'a> {
    slug: &'a str,
    url: String,
    #[serde(rename = "type")]
    body_type: BodyType,
    kind: SessionKind,
    level: BodyLevel,
    region: Option<&'a str>,
    parent: Option<&'a str>,
    name: Multilingual,
    names: Vec<NameJson<'a>>,
    zone: &'static str,
    closing_time: &'a str,
    week: Week,
    rules_605: bool,
    exempt: bool,
    exempt_basis: Option<&'a str>,
    basis: Option<Basis>,
    paragraph: Option<Paragraph>,
    bin: Option<&'a str>,
    site: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct NameJson<'a> {
    valid_from: NaiveDate,
    name: &'a Multilingual,
}

/// What stands in other rows about the bodies shown.
struct Shown {
    names: Names,
    parents: std::collections::HashMap<Id, Body>,
}

impl Shown {
    fn load(connection: &mut AnyConnection, bodies: &[Body]) -> Result<Self, Problem> {
        let ids: Vec<Id> = bodies.iter().map(|body| body.id).collect();
        let parents: Vec<Id> = bodies.iter().filter_map(|body| body.parent_id).collect();
        Ok(Self {
            names: store::names_of(connection, &ids)?,
            parents: store::by_ids(connection, &parents)?,
        })
    }

    fn json<'a>(&'a self, body: &'a Body, visit: &Visit) -> BodyJson<'a> {
        let card = BodyCard {
            body_type: body.body_type,
            level: body.level,
            rules_605: body.rules_605,
            exempt: body.exempt,
            exempt_basis: body.exempt_basis.as_deref(),
        };
        let (basis, paragraph) = card.basis().ok().unzip();
        let parent = body.parent_id.and_then(|id| self.parents.get(&id));
        BodyJson {
            slug: &body.slug,
            url: visit.url(&format!("/kk/bodies/{}", body.slug)),
            body_type: body.body_type,
            kind: body.kind,
            level: body.level,
            region: body.region.as_deref(),
            parent: parent.map(|parent| parent.slug.as_str()),
            name: self.names.on(body.id, today(body, visit.now)),
            names: self
                .names
                .history(body.id)
                .iter()
                .map(NameJson::of)
                .collect(),
            zone: body.zone.as_str(),
            closing_time: &body.closing_time,
            week: body.week,
            rules_605: body.rules_605,
            exempt: body.exempt,
            exempt_basis: body.exempt_basis.as_deref(),
            basis,
            paragraph,
            bin: body.bin.as_deref(),
            site: body.site.as_deref(),
        }
    }

    /// Until the first of these bodies takes another name.
    fn fresh_until(&self, bodies: &[Body], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let changes = bodies.iter().flat_map(|body| {
            let names = self.names.history(body.id).iter();
            names.map(|name| zone::start_of_day(body.zone.0, name.valid_from))
        });
        changes.filter(|change| *change > now).min()
    }
}

impl<'a> NameJson<'a> {
    fn of(name: &'a BodyName) -> Self {
        Self {
            valid_from: name.valid_from,
            name: &name.name,
        }
    }
}

fn today(body: &Body, now: DateTime<Utc>) -> NaiveDate {
    body.zone.local(now).date()
}

#[derive(Debug, Serialize)]
struct RegionJson<'a> {
    kato: &'a str,
    iso_3166_2: &'a str,
    #[serde(rename = "type")]
    region_type: RegionType,
    name: &'a Multilingual,
    centre: Option<&'a Multilingual>,
    zone: chrono_tz::Tz,
}

impl RegionJson<'static> {
    fn of(region: &'static Region) -> Self {
        Self {
            kato: &region.kato,
            iso_3166_2: &region.iso_3166_2,
            region_type: region.region_type,
            name: &region.name,
            centre: region.centre.as_ref(),
            zone: region.zone,
        }
    }
}

/// All of them in one answer: they are few.
async fn all_regions(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let mut query = Query::of(&request);
    let (_, most) = LIMITS;
    let limit = query.limit(most);
    let after = query.read("cursor", "cursor", regions::by_kato);
    query.finish(visit.speech())?;
    page_cache::serve(&request, visit, JSON, &[], move |_, _| {
        let left = regions::all()
            .iter()
            .filter(|region| after.is_none_or(|after| region.kato > after.kato));
        let more = left.clone().count() > limit;
        let items: Vec<_> = left.take(limit).map(RegionJson::of).collect();
        let next = items
            .last()
            .filter(|_| more)
            .map(|last| last.kato.to_owned());
        Made::json(&ListJson { items, next }, None)
    })
    .await
}
