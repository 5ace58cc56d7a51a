//! All queries on news.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::record::{Audience, Heard, Kind, News, Telling};
use crate::database::schema::{news, tellings};
use crate::database::{AnyConnection, Broken, Id, Instant, Work, both};

/// Puts news down for each audience that hears of its kind; `told` has been told already.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub(super) fn insert(
    work: &mut Work,
    rows: &[News],
    told: Option<(Audience, DateTime<Utc>)>,
) -> Result<(), Broken> {
    let heard = |row: &News| {
        let (id, kind) = (row.id, row.kind);
        let audiences = Audience::ALL.iter().copied();
        audiences
            .filter(move |audience| kind.is_for(*audience))
            .map(move |audience| {
                let by = told.filter(|(known, _)| *known == audience);
                Telling {
                    news_id: id,
                    audience,
                    cursor: String::new(),
                    done_at: by.map(|(_, at)| at.into()),
                }
            })
    };
    for rows in rows.chunks(ROWS_AT_ONCE) {
        both!(&mut *work.connection, own => diesel::insert_into(news::table)
            .values(rows)
            .execute(own))?;
        let heard: Vec<Telling> = rows.iter().flat_map(heard).collect();
        both!(&mut *work.connection, own => diesel::insert_into(tellings::table)
            .values(&heard)
            .execute(own))?;
    }
    Ok(())
}

/// As many news as fit into one statement on both engines, three tellings each.
const ROWS_AT_ONCE: usize = 500;

/// The next news that an audience has not finished, the oldest, but first what was called off, moved or sent to
/// the broadcast; and where to go on: empty at the beginning.
///
/// # Errors
/// [`Broken::Query`].
pub fn due(
    connection: &mut AnyConnection,
    audience: Audience,
) -> Result<Option<(News, String)>, Broken> {
    Ok(tellings::table
        .inner_join(news::table)
        .filter(tellings::audience.eq(audience))
        .filter(tellings::done_at.is_null())
        // Whoever is about to come in vain hears first; what was to be said before says nothing more then.
        .order((
            news::kind.ne_all([Kind::Cancelled, Kind::Postponed, Kind::Switched]),
            tellings::news_id,
        ))
        .select((News::as_select(), tellings::cursor))
        .first(connection)
        .optional()?)
}

/// Notes how far an audience has come; `false` when another worker was quicker: the step is then to be undone.
///
/// # Errors
/// [`Broken::Query`].
pub fn go_on(
    work: &mut Work,
    (id, audience): (Id, Audience),
    from: &str,
    to: &str,
) -> Result<bool, Broken> {
    let telling = tellings::table
        .find((id, audience))
        .filter(tellings::done_at.is_null())
        .filter(tellings::cursor.eq(from));
    let moved = diesel::update(telling)
        .set(tellings::cursor.eq(to))
        .execute(work.connection)?;
    Ok(moved == 1)
}

/// Notes that an audience has been told; `false` when another worker was quicker.
///
/// # Errors
/// [`Broken::Query`].
pub fn finish(
    work: &mut Work,
    (id, audience): (Id, Audience),
    now: DateTime<Utc>,
) -> Result<bool, Broken> {
    let telling = tellings::table
        .find((id, audience))
        .filter(tellings::done_at.is_null());
    let ended = diesel::update(telling)
        .set(tellings::done_at.eq(Instant::from(now)))
        .execute(work.connection)?;
    Ok(ended == 1)
}

/// What stands in the place of a cursor when an audience was not told.
const UNTOLD: &str = "untold";

/// Notes that an audience will not be told: what came after says it too, or it is of no use any more. `false` when
/// another worker was quicker.
///
/// # Errors
/// [`Broken::Query`].
pub fn leave_untold(
    work: &mut Work,
    (id, audience): (Id, Audience),
    from: &str,
    now: DateTime<Utc>,
) -> Result<bool, Broken> {
    Ok(go_on(work, (id, audience), from, UNTOLD)? && finish(work, (id, audience), now)?)
}

/// Lets an audience hear no more of the announcement and the changes that it is being told of; who has a letter already
/// keeps it. What is called off or moved, and results, are told all the same.
///
/// # Errors
/// [`Broken::Query`].
pub fn stop(
    work: &mut Work,
    session: Id,
    audience: Audience,
    now: DateTime<Utc>,
) -> Result<(), Broken> {
    let of_session = news::table
        .filter(news::session_id.eq(session))
        .filter(news::kind.eq_any([Kind::Announced, Kind::Changed]))
        .select(news::id);
    let under_way = tellings::table
        .filter(tellings::news_id.eq_any(of_session))
        .filter(tellings::audience.eq(audience))
        .filter(tellings::done_at.is_null());
    let done = tellings::done_at.eq(Instant::from(now));
    // A worker may begin between the two: the second finds it.
    diesel::update(under_way.clone().filter(tellings::cursor.eq("")))
        .set((tellings::cursor.eq(UNTOLD), done))
        .execute(work.connection)?;
    diesel::update(under_way)
        .set(done)
        .execute(work.connection)?;
    Ok(())
}

/// News of a session that an audience hears of, the oldest first.
///
/// # Errors
/// [`Broken::Query`].
pub fn heard_of_session(
    connection: &mut AnyConnection,
    session: Id,
    audience: Audience,
) -> Result<Vec<Heard>, Broken> {
    let rows: Vec<(News, String)> = tellings::table
        .inner_join(news::table)
        .filter(news::session_id.eq(session))
        .filter(tellings::audience.eq(audience))
        .order(news::id)
        .select((News::as_select(), tellings::cursor))
        .load(connection)?;
    let heard = |(news, cursor): (News, String)| Heard {
        untold: cursor == UNTOLD,
        news,
    };
    Ok(rows.into_iter().map(heard).collect())
}

/// News of a session, the oldest first.
///
/// # Errors
/// [`Broken::Query`].
pub fn of_session(connection: &mut AnyConnection, session: Id) -> Result<Vec<News>, Broken> {
    Ok(news::table
        .filter(news::session_id.eq(session))
        .order(news::id)
        .select(News::as_select())
        .load(connection)?)
}

/// When news of this kind was last noted of a session.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_noted(
    connection: &mut AnyConnection,
    session: Id,
    kind: Kind,
) -> Result<Option<Instant>, Broken> {
    Ok(news::table
        .filter(news::session_id.eq(session))
        .filter(news::kind.eq(kind))
        .select(diesel::dsl::max(news::at))
        .get_result(connection)?)
}

/// One of them.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<News>, Broken> {
    Ok(news::table
        .find(id)
        .select(News::as_select())
        .get_result(connection)
        .optional()?)
}

/// Takes away what was told to all before `until`; the number of them.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget(work: &mut Work, until: DateTime<Utc>) -> Result<usize, Broken> {
    let told = news::table
        .filter(news::at.lt(Instant::from(until)))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            tellings::table
                .filter(tellings::news_id.eq(news::id))
                .filter(tellings::done_at.is_null()),
        )));
    let ids: Vec<Id> = told.select(news::id).limit(1_000).load(work.connection)?;
    Ok(diesel::delete(news::table.filter(news::id.eq_any(&ids))).execute(work.connection)?)
}
