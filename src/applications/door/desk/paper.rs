//! `/desk/sessions/{session}/door/paper`: what was ticked on a printed list, entered afterwards.

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::{act, asked, opened};
use crate::applications::door::actions::Refusal;
use crate::applications::door::lists::PassList;
use crate::applications::door::paper::{self, Tick};
use crate::applications::door::record::Entrant;
use crate::applications::door::{days, views};
use crate::law::deadlines::zone::{self, Twice};
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Sent, SignedIn};
use crate::web::problem::FieldFault;

/// People on one page of the form: what is ticked on it is sent at once.
const AT_ONCE: usize = 500;

/// The form as it is shown.
pub struct Shown {
    /// What is typed and ticked.
    pub fields: Fields,
    /// What of it cannot be taken.
    pub faults: Vec<FieldFault>,
    /// The people, in the order of the printed list.
    pub people: Vec<Entrant>,
    /// How many stand before them.
    pub skip: usize,
    /// There are more behind.
    pub more: bool,
    /// So many have just been entered.
    pub entered: Option<usize>,
    /// These were left as they are: somebody else has changed them.
    pub left: Vec<(Tick, Entrant)>,
}

/// The form: a first time, or as it was when a sign-in ran out.
pub async fn form(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let session = opened(&desk, &path).await?;
    let asked = asked(&desk);
    let fields = match desk.kept_fields().await? {
        Some(fields) => fields,
        None => fresh(&desk, &session, asked.text("skip")),
    };
    let mut shown = read(&desk, &session, fields).await?;
    shown.entered = asked.text("entered").parse().ok();
    Ok(desk::shown(views::paper::page(&desk, &session, &shown)))
}

/// Takes the ticks.
pub async fn enter(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let session = opened(&desk, &path).await?;
    let refused = |refusal: Refusal| views::said(desk.visit.speech(), refusal);
    paper::paper_is_open(&session, desk.visit.now).map_err(refused)?;
    if fields.all("came").count() > AT_ONCE {
        // No page of ours has so many, and each is looked for among all.
        return Err(Problem::TooLarge);
    }
    let ticks = match ticks(&desk, &session, &fields) {
        Ok(ticks) => ticks,
        Err(faults) => {
            let mut shown = read(&desk, &session, fields).await?;
            shown.faults = faults;
            return Ok(desk::shown_again(views::paper::page(
                &desk, &session, &shown,
            )));
        }
    };
    let (now, by, id) = (desk.visit.now, desk.person.id, session.id);
    let done = act(&desk, id, move |work| {
        paper::enter_from_paper(work, now, by, id, &ticks)
    });
    let done = done.await.map_err(refused)?;
    if done.left.is_empty() {
        let skip = fields.text("skip").parse().unwrap_or(0_usize);
        return Ok(desk::see(&format!(
            "/desk/sessions/{id}/door/paper?entered={}&skip={skip}",
            done.entered
        )));
    }
    let mut shown = read(&desk, &session, fields).await?;
    shown.entered = Some(done.entered);
    shown.left = done.left;
    Ok(desk::shown_stale(views::paper::page(
        &desk, &session, &shown,
    )))
}

/// What the form holds before anybody has typed: the session's day that is over or goes on, and its start.
fn fresh(desk: &SignedIn, session: &Session, skip: &str) -> Fields {
    let (first, last) = days::of(session, desk.visit.now);
    let today = session.zone.local(desk.visit.now).date();
    let starts = session.zone.local(session.starts_at.utc()).time();
    let mut fields = Fields::default();
    fields.add("day", today.clamp(first, last).to_string());
    fields.add("time", starts.format("%H:%M").to_string());
    fields.add("skip", skip);
    fields
}

async fn read(desk: &SignedIn, session: &Session, fields: Fields) -> Result<Shown, Problem> {
    let id = session.id;
    let database = &desk.visit.app.database;
    let list = database
        .read(move |connection| PassList::of(connection, id))
        .await?;
    let skip: usize = fields.text("skip").parse().unwrap_or(0);
    let more = list.people.len() > skip.saturating_add(AT_ONCE);
    Ok(Shown {
        fields,
        faults: Vec::new(),
        people: list.people.into_iter().skip(skip).take(AT_ONCE).collect(),
        skip,
        more,
        entered: None,
        left: Vec::new(),
    })
}

/// The ticks of a form, or every fault of its times.
fn ticks(
    desk: &SignedIn,
    session: &Session,
    fields: &Fields,
) -> Result<Vec<Tick>, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let speech = desk.visit.speech();
    let mut fault = |field: &str, code, key: &str| {
        let message = speech.t(key);
        let field = field.to_owned();
        if !faults.iter().any(|known: &FieldFault| known.field == field) {
            faults.push(FieldFault {
                field,
                code,
                message,
            });
        }
    };
    let (first, last) = days::of(session, desk.visit.now);
    let day = fields.text("day").parse::<NaiveDate>().ok();
    let day = day.filter(|day| (first..=last).contains(day));
    if day.is_none() {
        fault("day", "day", "door-fault-day");
    }
    let mut ticks = Vec::new();
    for ticked in fields.all("came") {
        let Some((ordinal, revision)) = numbers(ticked) else {
            continue;
        };
        let own = format!("time-{ordinal}");
        let field = if fields.given(&own).is_some() {
            own.as_str()
        } else {
            "time"
        };
        let at = read_time(fields.text(field))
            .zip(day)
            .map(|(time, day)| zone::instant(session.zone.0, day.and_time(time), Twice::First));
        match at {
            Some(at) if at > desk.visit.now => fault(field, "future", "door-fault-future"),
            Some(at) => ticks.push(tick(ordinal, revision, at)),
            None if day.is_some() => fault(field, "time", "door-fault-time"),
            None => {}
        }
    }
    if fields.all("came").next().is_none() {
        fault("came", "required", "door-fault-nobody");
    }
    if faults.is_empty() {
        Ok(ticks)
    } else {
        Err(faults)
    }
}

fn tick(ordinal: i32, revision: i32, at: DateTime<Utc>) -> Tick {
    Tick {
        ordinal,
        revision,
        at,
    }
}

/// The value of a box: whose row it is, and as of which revision.
fn numbers(ticked: &str) -> Option<(i32, i32)> {
    let (ordinal, revision) = ticked.split_once(':')?;
    Some((ordinal.parse().ok()?, revision.parse().ok()?))
}

/// A time as browsers send it, with or without seconds.
fn read_time(text: &str) -> Option<NaiveTime> {
    let with = |form| NaiveTime::parse_from_str(text, form).ok();
    with("%H:%M").or_else(|| with("%H:%M:%S"))
}
