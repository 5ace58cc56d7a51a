//! All queries of the reminders.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::dsl::max;
use diesel::prelude::*;

use crate::bodies::record::ApplicationsLetters;
use crate::database::schema::{
    application_entries, application_tellings, applications, bodies, seating, sessions,
};
use crate::database::{AnyConnection, Broken, Id, Instant, Json, Zone, both};
use crate::law::application_course::ApplicationState;
use crate::law::session_course::{Access, SessionStatus};
use crate::law::working_days::Week;
use crate::sessions::record::Contact;

/// A session to come.
#[derive(Debug, Clone, Queryable)]
pub struct ToCome {
    /// Which one.
    pub id: Id,
    /// Its start.
    pub starts_at: Instant,
    /// Its day.
    pub local_date: NaiveDate,
    /// The zone of its day.
    pub zone: Zone,
    /// The week that its body works.
    pub week: Week,
}

/// Announced sessions that begin within a window, the next first.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn to_come(
    connection: &mut AnyConnection,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<ToCome>, Broken> {
    let to_come = [SessionStatus::Announced, SessionStatus::Postponed];
    Ok(sessions::table
        .inner_join(bodies::table)
        .filter(sessions::status.eq_any(to_come))
        .filter(sessions::access.eq(Access::Open))
        .filter(sessions::starts_at.gt(Instant::from(from)))
        .filter(sessions::starts_at.lt(Instant::from(until)))
        .order((sessions::starts_at, sessions::id))
        .select((
            sessions::id,
            sessions::starts_at,
            sessions::local_date,
            sessions::zone,
            bodies::week,
        ))
        .load(connection)?)
}

/// A session with applications that its responsible person was not told of.
#[derive(Debug, Clone, Queryable)]
pub struct Untold {
    /// Which one.
    pub session: Id,
    /// The person.
    pub contact: Json<Contact>,
    /// Whose session.
    pub body: Id,
    /// The zone in which the body's mornings begin.
    pub zone: Zone,
    /// How the person is told.
    pub letters: ApplicationsLetters,
    /// Applications received.
    pub received: i32,
    /// How many were told of, if any.
    pub told: Option<i32>,
    /// When last.
    pub told_at: Option<Instant>,
}

/// After its start a session is looked at for so long: what was posted in time may arrive late.
const LATE_FOR: TimeDelta = TimeDelta::days(14);

/// Sessions with applications that were not told of, where their bodies wish letters at all, the next first.
///
/// # Errors
/// [`Broken::Query`].
pub fn untold(connection: &mut AnyConnection, now: DateTime<Utc>) -> Result<Vec<Untold>, Broken> {
    let told = application_tellings::received.nullable();
    Ok(sessions::table
        .inner_join(seating::table)
        .inner_join(bodies::table)
        .left_join(application_tellings::table)
        .filter(sessions::status.ne_all([SessionStatus::Draft, SessionStatus::Cancelled]))
        .filter(sessions::starts_at.gt(Instant::from(now - LATE_FOR)))
        .filter(seating::received.gt(0))
        .filter(bodies::applications_letters.ne(ApplicationsLetters::Never))
        .filter(
            told.is_null()
                .or(seating::received.nullable().gt(told))
                .assume_not_null(),
        )
        .order((sessions::starts_at, sessions::id))
        .select((
            sessions::id,
            sessions::contact,
            bodies::id,
            bodies::zone,
            bodies::applications_letters,
            seating::received,
            told,
            application_tellings::told_at.nullable(),
        ))
        .load(connection)?)
}

/// How many applications to a session were with the office before an instant: what came on paper is with it when it is
/// entered.
///
/// # Errors
/// [`Broken::Query`].
pub fn received_before(
    connection: &mut AnyConnection,
    session: Id,
    instant: DateTime<Utc>,
) -> Result<i32, Broken> {
    let instant = Instant::from(instant);
    let entered = application_entries::entered_at.nullable();
    let last: Option<i32> = applications::table
        .left_join(application_entries::table)
        .filter(applications::session_id.eq(session))
        .filter(applications::received_at.lt(instant))
        .filter(entered.is_null().or(entered.lt(instant)).assume_not_null())
        .select(max(applications::ordinal))
        .get_result(connection)?;
    Ok(last.unwrap_or(0))
}

/// Notes that applications up to the `upto`th were told of; `false` when another worker was quicker.
///
/// # Errors
/// [`Broken::Query`].
pub fn note_told(
    connection: &mut AnyConnection,
    session: Id,
    (before, upto): (Option<i32>, i32),
    now: DateTime<Utc>,
) -> Result<bool, Broken> {
    let told_at = Instant::from(now);
    let noted = if let Some(before) = before {
        diesel::update(application_tellings::table.find(session))
            .filter(application_tellings::received.eq(before))
            .set((
                application_tellings::received.eq(upto),
                application_tellings::told_at.eq(told_at),
            ))
            .execute(connection)?
    } else {
        let row = (
            application_tellings::session_id.eq(session),
            application_tellings::received.eq(upto),
            application_tellings::told_at.eq(told_at),
        );
        both!(connection, own => diesel::insert_into(application_tellings::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(own))?
    };
    Ok(noted == 1)
}

/// An application as the responsible person reads of it by mail: neither name nor contacts.
#[derive(Debug, Clone, Queryable)]
pub struct Arrived {
    /// Its registration number.
    pub number: String,
    /// How far it has come.
    pub state: ApplicationState,
    /// When it arrived.
    pub received_at: Instant,
    /// Its place in the order of those who wait.
    pub rank: i64,
}

/// Applications to a session whose place in the order of receipt is after one and up to another, in this order.
///
/// # Errors
/// [`Broken::Query`].
pub fn arrived(
    connection: &mut AnyConnection,
    session: Id,
    (after, upto): (i32, i32),
    limit: i64,
) -> Result<Vec<Arrived>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::ordinal.gt(after))
        .filter(applications::ordinal.le(upto))
        .order(applications::ordinal)
        .limit(limit)
        .select((
            applications::number,
            applications::state,
            applications::received_at,
            applications::rank,
        ))
        .load(connection)?)
}
