//! Declared emergencies, as they are read.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::bodies::store::places;
use crate::database::schema::{emergencies, emergency_regions, emergency_sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::session_course::Format;
use crate::law::sittings::Span;
use crate::sessions::emergency::{Declared, Emergency, OnlineBy};
use crate::sessions::record::Session;

/// When emergencies are over by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passing {
    /// When the last one was.
    pub last: Option<DateTime<Utc>>,
    /// When the next one will be, as far as that is known.
    pub next: Option<DateTime<Utc>>,
}

/// The emergencies that stand: declared, not ended, and not over at `now`; those that begin later too. The first
/// declared first.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn standing_emergencies(
    connection: &mut AnyConnection,
    now: DateTime<Utc>,
) -> Result<Vec<Declared>, Broken> {
    let now = Instant::from(now);
    let rows = emergencies::table
        .filter(emergencies::ended_at.is_null())
        .filter(
            emergencies::until_at
                .is_null()
                .or(emergencies::until_at.gt(now)),
        )
        .order((emergencies::declared_at, emergencies::id))
        .select(Emergency::as_select())
        .load(connection)?;
    with_regions(connection, rows)
}

/// One emergency.
///
/// # Errors
/// [`Broken::Query`].
pub fn emergency(connection: &mut AnyConnection, id: Id) -> Result<Option<Declared>, Broken> {
    let row = emergencies::table
        .find(id)
        .select(Emergency::as_select())
        .get_result(connection)
        .optional()?;
    let rows = row.into_iter().collect();
    Ok(with_regions(connection, rows)?.pop())
}

/// All emergencies, the last declared first.
///
/// # Errors
/// [`Broken::Query`].
pub fn emergencies(connection: &mut AnyConnection) -> Result<Vec<Declared>, Broken> {
    let rows = emergencies::table
        .order((emergencies::declared_at.desc(), emergencies::id.desc()))
        .select(Emergency::as_select())
        .load(connection)?;
    with_regions(connection, rows)
}

/// The first standing emergency that covers a session.
///
/// # Errors
/// [`Broken::Query`].
pub fn covering(
    connection: &mut AnyConnection,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Option<Declared>, Broken> {
    covering_times(connection, session.body_id, &session.spans(), now)
}

/// The same of one of this body that sits at these times.
///
/// # Errors
/// [`Broken::Query`].
pub fn covering_times(
    connection: &mut AnyConnection,
    body: Id,
    sittings: &[Span],
    now: DateTime<Utc>,
) -> Result<Option<Declared>, Broken> {
    let standing = standing_emergencies(connection, now)?;
    // Nearly always; a session costs no second query then.
    if standing.is_empty() {
        return Ok(None);
    }
    let places = places(connection)?;
    let region = places.region_of(body);
    Ok(standing
        .into_iter()
        .find(|declared| declared.covers_time_of(body, sittings, region)))
}

/// The standing emergencies that reach a body, whichever of its sessions they cover.
///
/// # Errors
/// [`Broken::Query`].
pub fn standing_for_body(
    connection: &mut AnyConnection,
    body: Id,
    now: DateTime<Utc>,
) -> Result<Vec<Declared>, Broken> {
    let mut standing = standing_emergencies(connection, now)?;
    // Nearly always.
    if standing.is_empty() {
        return Ok(standing);
    }
    let places = places(connection)?;
    let region = places.region_of(body);
    standing.retain(|declared| {
        let of_body = declared.emergency.body_id;
        of_body.is_none_or(|own| own == body) && declared.reach().reaches(region)
    });
    Ok(standing)
}

/// By which emergencies these sessions are held online only at `now`, where they are: one query, and none where no session
/// is.
///
/// # Errors
/// [`Broken::Query`].
pub fn online_by(
    connection: &mut AnyConnection,
    sessions: &[Session],
    now: DateTime<Utc>,
) -> Result<HashMap<Id, OnlineBy>, Broken> {
    let online = sessions.iter().filter(|one| one.emergency_id.is_some());
    let online: Vec<Id> = online.map(|session| session.id).collect();
    if online.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Id, Option<Format>, Emergency)> = emergency_sessions::table
        .inner_join(emergencies::table)
        .filter(emergency_sessions::session_id.eq_any(online))
        .order(emergencies::declared_at)
        .select((
            emergency_sessions::session_id,
            emergency_sessions::former_format,
            Emergency::as_select(),
        ))
        .load(connection)?;
    let mut known: HashMap<Id, Arc<Emergency>> = HashMap::new();
    // The format that it was announced with stands beside the emergency that sent it online first.
    let mut formats: HashMap<Id, Format> = HashMap::new();
    let mut covering: HashMap<Id, Vec<Arc<Emergency>>> = HashMap::new();
    for (session, former_format, emergency) in rows {
        formats.extend(former_format.map(|format| (session, format)));
        let emergency = known
            .entry(emergency.id)
            .or_insert_with(|| Arc::new(emergency));
        let all = covering.entry(session).or_default();
        all.push(Arc::clone(emergency));
    }
    let online = sessions.iter().filter_map(|session| {
        let emergency = Arc::clone(known.get(&session.emergency_id?)?);
        let spans = session.spans();
        let holds = |one: &Emergency| {
            spans
                .iter()
                .any(|(starts, over)| one.holds_time(*starts, *over))
        };
        let mut beside = covering.remove(&session.id).unwrap_or_default();
        beside.retain(|one| one.id != emergency.id && holds(one));
        let format = formats.get(&session.id).copied();
        let online = OnlineBy::at(now, emergency, beside, format);
        Some((session.id, online))
    });
    Ok(online.collect())
}

/// When the time of an emergency last passed before `now` or at it, and when the next one's will: what names them is then
/// another, though nobody changed it.
///
/// # Errors
/// [`Broken::Query`].
pub fn emergencies_pass(
    connection: &mut AnyConnection,
    now: DateTime<Utc>,
) -> Result<Passing, Broken> {
    let ends: Vec<(Option<Instant>, Option<Instant>)> = emergencies::table
        .select((emergencies::until_at, emergencies::ended_at))
        .load(connection)?;
    let over = ends.into_iter().filter_map(|(until, ended)| {
        let ends = [until, ended].into_iter().flatten();
        ends.map(Instant::utc).min()
    });
    let (passed, to_come): (Vec<DateTime<Utc>>, Vec<DateTime<Utc>>) =
        over.partition(|over| *over <= now);
    Ok(Passing {
        last: passed.into_iter().max(),
        next: to_come.into_iter().min(),
    })
}

/// Whether an emergency sent a session to the broadcast that has not had its hall again.
///
/// # Errors
/// [`Broken::Query`].
pub fn waits_for_its_hall(connection: &mut AnyConnection, session: Id) -> Result<bool, Broken> {
    let switched = emergency_sessions::table
        .filter(emergency_sessions::session_id.eq(session))
        .filter(emergency_sessions::former_format.is_not_null())
        .filter(emergency_sessions::restored_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(switched)).get_result(connection)?)
}

fn with_regions(
    connection: &mut AnyConnection,
    rows: Vec<Emergency>,
) -> Result<Vec<Declared>, Broken> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let of_all: Vec<(Id, String)> = emergency_regions::table
        .filter(emergency_regions::emergency_id.eq_any(ids))
        .order((emergency_regions::emergency_id, emergency_regions::kato))
        .load(connection)?;
    let mut regions: HashMap<Id, Vec<String>> = HashMap::new();
    for (id, kato) in of_all {
        regions.entry(id).or_default().push(kato);
    }
    Ok(rows
        .into_iter()
        .map(|emergency| Declared {
            regions: regions.remove(&emergency.id).unwrap_or_default(),
            emergency,
        })
        .collect())
}
