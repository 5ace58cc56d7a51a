//! What a list of public sessions is narrowed by, and how that is asked.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Timestamp};

use crate::bodies::store::within_region;
use crate::database::schema::sessions;
use crate::database::{AnyConnection, Broken, Engine, Id, Instant};
use crate::law::session_course::{Format, SessionStatus};
use crate::sessions::search::Words;

/// Drafts are never public. Said in the words of the partial indexes, which serve no other.
const PUBLIC: &str = "sessions.status <> 'draft'";

/// What a list of public sessions is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// One body.
    pub body: Option<Id>,
    /// Any of these bodies.
    pub bodies: Option<Vec<Id>>,
    /// Bodies of one region.
    pub region: Option<String>,
    /// One format.
    pub format: Option<Format>,
    /// One status, as it is now.
    pub status: Option<SessionStatus>,
    /// From this day on, by the session's own zone.
    pub from: Option<NaiveDate>,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Beginning at this instant or later: the past from there on too.
    pub starting: Option<DateTime<Utc>>,
    /// Changed at or after this instant; such a list is in the order of the changes, so that whoever comes back
    /// for more goes on where they stopped.
    pub modified_since: Option<DateTime<Utc>>,
    /// What is searched for.
    pub words: Words,
}

impl Filter {
    /// Nothing asks for the past: then only what is not yet held is shown.
    #[must_use]
    pub fn only_coming(&self) -> bool {
        self.from.is_none()
            && self.to.is_none()
            && self.status.is_none()
            && self.modified_since.is_none()
            && self.starting.is_none()
    }
}

/// A filter at an instant, with the bounds on the start that follow from it: without them a list would walk over
/// all that is past before it met its first session.
pub(super) struct Narrowed<'a> {
    pub(super) filter: &'a Filter,
    now: Instant,
    /// No session of the list begins earlier.
    pub(super) earliest: Option<Instant>,
    /// No session of the list was changed earlier.
    pub(super) since: Option<Instant>,
    /// Those of the region that is asked for.
    in_region: Option<Vec<Id>>,
    /// No session of the list begins at this instant or later.
    pub(super) before: Option<Instant>,
}

pub(super) type Boxed<'a> =
    sessions::BoxedQuery<'a, <AnyConnection as diesel::Connection>::Backend>;

impl<'a> Narrowed<'a> {
    pub(super) fn at(
        connection: &mut AnyConnection,
        filter: &'a Filter,
        now: DateTime<Utc>,
    ) -> Result<Self, Broken> {
        let now = Instant::from(now);
        let not_over = matches!(
            filter.status,
            Some(SessionStatus::Announced | SessionStatus::Postponed)
        );
        let going_on = if filter.only_coming() || not_over {
            Some(earliest_going_on(connection, now)?)
        } else {
            None
        };
        let in_region = match &filter.region {
            Some(kato) => Some(within_region(connection, kato)?),
            None => None,
        };
        Ok(Self {
            filter,
            now,
            in_region,
            since: filter.modified_since.map(Instant::from),
            earliest: going_on
                .max(filter.from.map(earliest_start))
                .max(filter.starting.map(Instant::from)),
            before: filter.to.and_then(|day| day.succ_opt()).map(latest_start),
        })
    }

    /// The sessions of the list, in no order yet.
    pub(super) fn query<'q>(&self) -> Boxed<'q> {
        let filter = self.filter;
        let mut query = sessions::table.filter(sql::<Bool>(PUBLIC)).into_boxed();
        if let Some(earliest) = self.earliest {
            query = query.filter(sessions::starts_at.ge(earliest));
        }
        if let Some(before) = self.before {
            query = query.filter(sessions::starts_at.lt(before));
        }
        if let Some(body) = filter.body {
            query = query.filter(sessions::body_id.eq(body));
        }
        if let Some(bodies) = &filter.bodies {
            query = query.filter(sessions::body_id.eq_any(bodies.clone()));
        }
        if let Some(there) = &self.in_region {
            query = query.filter(sessions::body_id.eq_any(there.clone()));
        }
        if let Some(format) = filter.format {
            query = query.filter(sessions::format.eq(format));
        }
        if let Some(from) = filter.from {
            query = query.filter(sessions::local_date.ge(from));
        }
        if let Some(to) = filter.to {
            query = query.filter(sessions::local_date.le(to));
        }
        if let Some(since) = self.since {
            query = query.filter(sessions::updated_at.ge(since));
        }
        self.of_status(query)
    }

    /// What a status is now follows from the stored one and from the time that has passed
    /// ([`SessionStatus::at`]).
    fn of_status<'q>(&self, query: Boxed<'q>) -> Boxed<'q> {
        use SessionStatus::{Announced, Cancelled, Held, Live, Postponed};
        let over = sessions::closes_at.le(self.now);
        let going_on = sessions::closes_at.gt(self.now);
        match self.filter.status {
            None if self.filter.only_coming() => query
                .filter(sessions::status.ne(Held))
                .filter(going_on.or(sessions::status.eq(Live))),
            None => query,
            // Said so that no index tempts SQLite to gather all of them and sort.
            Some(Held) => query
                .filter(sessions::status.ne_all([Cancelled, Live]))
                .filter(over.or(sessions::status.eq(Held))),
            Some(status @ (Announced | Postponed)) => {
                query.filter(sessions::status.eq(status)).filter(going_on)
            }
            Some(status) => query.filter(sessions::status.eq(status)),
        }
    }
}

/// The start of the first session that is not over. It may be live for longer than it was to last, or go on for
/// several days (they are few, and have an index), or have begun within the last day; else it is still to come.
fn earliest_going_on(connection: &mut AnyConnection, now: Instant) -> Result<Instant, Broken> {
    #[derive(QueryableByName)]
    struct First {
        #[diesel(sql_type = Nullable<Timestamp>)]
        starts_at: Option<Instant>,
    }
    // In the words of the partial index.
    let of_several_days = match connection.engine() {
        Engine::Sqlite => "julianday(closes_at) - julianday(starts_at) > 1",
        Engine::Postgres => "closes_at - starts_at > interval '1 day'",
    };
    let first: First = diesel::sql_query(format!(
        "SELECT min(starts_at) AS starts_at FROM ( \
             SELECT starts_at FROM sessions WHERE status = 'live' \
             UNION ALL \
             SELECT starts_at FROM sessions \
             WHERE {of_several_days} AND closes_at > $1 AND status <> 'draft' \
             UNION ALL \
             SELECT starts_at FROM (SELECT starts_at FROM sessions \
                 WHERE starts_at >= $2 AND closes_at > $1 AND status <> 'draft' \
                 ORDER BY starts_at, id LIMIT 1) AS of_the_day) AS going_on"
    ))
    .bind::<Timestamp, _>(now)
    .bind::<Timestamp, _>(Instant::from(now.utc() - TimeDelta::days(1)))
    .get_result(connection)?;
    Ok(first.starts_at.map_or(now, |starts_at| starts_at.min(now)))
}

/// The earliest instant of a day anywhere on Earth, and the latest: fourteen hours east, twelve hours west.
fn earliest_start(day: NaiveDate) -> Instant {
    Instant::from(day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(14))
}

fn latest_start(day: NaiveDate) -> Instant {
    Instant::from(day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12))
}
