//! Calendars and feeds to come back for, read by other programs than the one that writes them.

mod atom;
mod calendar;
mod chosen;
mod long;
mod python;

use otyrys::bodies;
use otyrys::database::{Broken, Id, Lane, Topic};
use otyrys::sessions::store;
use reqwest::header::HeaderMap;

use crate::harness::Office;

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// GET with headers of the test's own.
async fn ask(office: &Office, path: &str, headers: &[(&str, &str)]) -> (u16, HeaderMap, String) {
    let mut request = office.http.get(format!("{}{path}", office.url));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    (status, headers, answer.text().await.unwrap())
}

/// The tag of a feed.
async fn tag(office: &Office, path: &str) -> String {
    let (status, headers, _) = ask(office, path, &[]).await;
    assert_eq!(status, 200, "{path}");
    headers["etag"].to_str().unwrap().to_owned()
}

/// The ids of the sessions in a calendar, in its order.
fn ids(calendar: &str) -> Vec<String> {
    let uids = calendar
        .lines()
        .filter_map(|line| line.strip_prefix("UID:"));
    uids.map(|uid| uid.trim_end_matches("@otyrys").to_owned())
        .collect()
}

/// A body's region and the body it belongs to.
fn place(
    office: &Office,
    slug: &'static str,
    region: Option<&'static str>,
    parent: Option<&'static str>,
) {
    let done = office.app.database.write_here(Lane::All, move |work| {
        let mut body = bodies::store::by_slug(work.connection, slug)?.unwrap();
        body.region = region.map(ToOwned::to_owned);
        body.parent_id = match parent {
            Some(parent) => bodies::store::by_slug(work.connection, parent)?.map(|body| body.id),
            None => None,
        };
        bodies::store::update(work.connection, &body)?;
        work.touch(Topic::Bodies);
        Ok::<_, Broken>(())
    });
    done.unwrap();
}

/// As many more sessions like this one, a minute apart; their ids in order.
fn multiplied(office: &Office, session: &str, copies: usize) -> Vec<String> {
    let id = Id::parse(session).unwrap();
    let done = office.app.database.write_here(Lane::All, move |work| {
        let first = store::by_id(work.connection, id)?.unwrap();
        let details = store::details_of(work.connection, &[id])?
            .remove(&id)
            .unwrap();
        let mut ids = Vec::new();
        for number in 1..=copies {
            let later = chrono::TimeDelta::minutes(i64::try_from(number).unwrap());
            let (mut session, mut details) = (first.clone(), details.clone());
            session.id = Id::new();
            session.code = format!("M{number}");
            session.starts_at = (first.starts_at.utc() + later).into();
            session.closes_at = (first.closes_at.utc() + later).into();
            details.clocks.session_id = session.id;
            details.seating.session_id = session.id;
            for item in &mut details.agenda {
                (item.id, item.session_id) = (Id::new(), session.id);
            }
            store::insert(work.connection, &session, &details)?;
            ids.push(session.id.to_string());
        }
        work.touch(Topic::Sessions);
        Ok::<_, Broken>(ids)
    });
    done.unwrap()
}
