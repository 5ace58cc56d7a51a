//! Public pages of sessions: the list, the month, the announcement, a body with its sessions.

use actix_web::http::header;
use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Months, NaiveDate, Utc};

use super::card;
use super::emergency::Declared;
use super::search::Words;
use super::store::{Filter, found_in_results, standing_emergencies, standing_for_body};
use super::views::{announcement, list, month, of_body};
use super::wish::Wish;
use crate::bodies;
use crate::database::{AnyConnection, Id, Topic};
use crate::web::layout::today_in_the_capital;
use crate::web::page_cache::{self, HTML, Made};
use crate::web::paging::Page;
use crate::web::{Problem, Visit};

/// Sessions on a page of the list.
const ON_A_PAGE: usize = 20;

/// Coming sessions on the page of a body.
const OF_A_BODY: usize = 10;

/// Sessions in one day of the month; the rest are a link away.
const IN_A_DAY: usize = 3;

/// Mounts the pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/{language:kk|ru|en}/", web::get().to(coming))
        .route("/{language:kk|ru|en}", web::get().to(to_list))
        .route("/{language:kk|ru|en}/calendar", web::get().to(this_month))
        .route(
            "/{language:kk|ru|en}/calendar/{month}",
            web::get().to(one_month),
        )
        .route("/{language:kk|ru|en}/sessions/{id}", web::get().to(one))
        .route("/{language:kk|ru|en}/bodies/{slug}", web::get().to(body));
}

fn see(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .finish()
}

async fn to_list(visit: Visit) -> HttpResponse {
    see(&format!("/{}/", visit.language.code()))
}

/// The list. A form sends its empty fields too: such an address is sent on to the short one, which is shared and
/// kept. What means nothing is named, with nothing lost of what was typed.
async fn coming(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let (wish, has_empty_fields) = Wish::read(request.query_string());
    if has_empty_fields {
        return Ok(see(&wish.address(visit.language.code())));
    }
    let topics = [Topic::Sessions, Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        found(connection, visit, wish)
    })
    .await
}

fn found(connection: &mut AnyConnection, visit: &Visit, wish: Wish) -> Result<Made, Problem> {
    let (today, midnight) = today_in_the_capital(visit.now);
    let bodies = bodies::reading::all(connection, today)?;
    let after = wish.after()?;
    let body = bodies.iter().find(|one| one.body.slug == wish.of("body"));
    let (sessions, faults, change) = match wish.filter(visit.speech(), body.map(|one| one.body.id))
    {
        Ok(filter) => {
            let sessions = card::list(connection, &filter, visit.now, after, ON_A_PAGE)?;
            let change = card::fresh_until(&filter, &sessions.items, visit.now);
            (sessions, Vec::new(), change)
        }
        Err(faults) => {
            let none = Page {
                items: Vec::new(),
                next: None,
            };
            (none, faults, None)
        }
    };
    let ids: Vec<Id> = sessions.items.iter().map(|card| card.session.id).collect();
    let hits = found_in_results(connection, &ids, &Words::typed(wish.of("q")))?;
    let emergencies = standing_emergencies(connection, visit.now)?;
    let change = sooner(change, &emergencies, visit.now);
    let page = list::page(
        visit,
        &list::Found {
            wish,
            sessions,
            bodies,
            faults,
            emergencies,
            hits,
        },
    );
    Ok(made(page, change, midnight))
}

/// The banner of an emergency begins and goes by time too.
fn sooner(
    change: Option<DateTime<Utc>>,
    emergencies: &[Declared],
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let emergencies = emergencies.iter();
    let changes = emergencies.filter_map(|one| one.emergency.next_change(now));
    change.into_iter().chain(changes).min()
}

/// A page that says "today" somewhere: it is made anew at midnight at the latest.
fn made(page: maud::Markup, change: Option<DateTime<Utc>>, midnight: DateTime<Utc>) -> Made {
    Made {
        body: page.into_string(),
        fresh_until: Some(change.map_or(midnight, |change| change.min(midnight))),
    }
}

/// The month that it is in the capital.
async fn this_month(visit: Visit) -> HttpResponse {
    let (today, _) = today_in_the_capital(visit.now);
    see(&month::address(visit.language.code(), today))
}

async fn one_month(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let first = first_day(&path.1).ok_or(Problem::NotFound)?;
    let topics = [Topic::Sessions, Topic::Bodies, Topic::Calendar];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let (_, midnight) = today_in_the_capital(visit.now);
        let last = first
            .checked_add_months(Months::new(1))
            .and_then(|next| next.pred_opt());
        let days = (first, last.unwrap_or(first));
        let found = card::month(connection, days, IN_A_DAY, visit.now)?;
        Ok(made(
            month::page(visit, first, &found),
            found.fresh_until,
            midnight,
        ))
    })
    .await
}

/// `2026-12` → 1 December 2026; years of four digits and nothing else.
fn first_day(month: &str) -> Option<NaiveDate> {
    let (year, number) = month.split_once('-')?;
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(number, 2) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, number.parse().ok()?, 1)
}

async fn one(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path.1).ok_or(Problem::NotFound)?;
    let topics = [Topic::Session(id), Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let (_, midnight) = today_in_the_capital(visit.now);
        let card = card::load(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
        let change = card.next_change(visit.now);
        Ok(made(announcement::page(visit, &card), change, midnight))
    })
    .await
}

async fn body(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let slug = path.into_inner().1;
    let topics = [Topic::Sessions, Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let (today, midnight) = today_in_the_capital(visit.now);
        let portrait =
            bodies::reading::portrait(connection, &slug, today)?.ok_or(Problem::NotFound)?;
        let filter = Filter {
            body: Some(portrait.body.id),
            ..Filter::default()
        };
        let sessions = card::list(connection, &filter, visit.now, None, OF_A_BODY)?;
        let emergencies = standing_for_body(connection, portrait.body.id, visit.now)?;
        let change = card::fresh_until(&filter, &sessions.items, visit.now);
        let change = sooner(change, &emergencies, visit.now);
        Ok(made(
            of_body::page(visit, &portrait, &sessions, &emergencies),
            change,
            midnight,
        ))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::first_day;

    #[test]
    fn a_month_is_four_digits_and_two() {
        assert_eq!(first_day("2026-12").unwrap().to_string(), "2026-12-01");
        for wrong in [
            "2026-13",
            "2026-1",
            "+2026-1",
            "2026",
            "2026-12-01",
            "",
            "12026-12",
        ] {
            assert_eq!(first_day(wrong), None, "{wrong}");
        }
    }
}
