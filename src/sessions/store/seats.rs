//! Seats: what an application is judged by, and the one guarded change of the count.

use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{Integer, Nullable, Text};

use crate::database::schema::{seating, session_clocks, sessions};
use crate::database::{AnyConnection, Broken, Id, Json, both};
use crate::language::Multilingual;
use crate::law::emergency::lets_users_in;
use crate::sessions::record::{Clocks, Seating, Session};

/// What an application to a session is judged by: one query.
///
/// # Errors
/// [`Broken::Query`].
pub fn facts_for_applying(
    connection: &mut AnyConnection,
    id: Id,
) -> Result<Option<(Session, Clocks, Seating)>, Broken> {
    let facts = both!(connection, own => sessions::table
        .inner_join(session_clocks::table)
        .inner_join(seating::table)
        .filter(sessions::id.eq(id))
        .select((
            Session::as_select(),
            Clocks::as_select(),
            Seating::as_select(),
        ))
        .get_result(own)
        .optional())?;
    Ok(facts)
}

/// The same for an act that decides on applications that are there: no other such act comes between until it ends.
///
/// Acts of one process stand in one lane; on PostgreSQL other nodes write too, so the row of the seats is the lock of
/// a session's applications, and it is taken before anything decisive is read. An embedded database has one writer at
/// a time anyway. Whoever locks the session as well locks it after the seats ([`for_change`](super::for_change)).
///
/// # Errors
/// [`Broken::Query`].
pub fn facts_for_deciding(
    connection: &mut AnyConnection,
    id: Id,
) -> Result<Option<(Session, Clocks, Seating)>, Broken> {
    lock_seating(connection, id)?;
    facts_for_applying(connection, id)
}

/// Lets no other act decide on the applications of a session until this one ends.
///
/// # Errors
/// [`Broken::Query`].
#[cfg_attr(
    not(feature = "postgres"),
    expect(unused_variables, reason = "only PostgreSQL locks rows")
)]
pub fn lock_seating(connection: &mut AnyConnection, id: Id) -> Result<(), Broken> {
    match connection {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(own) => {
            seating::table
                .find(id)
                .select(seating::session_id)
                .for_no_key_update()
                .get_result::<Id>(own)
                .optional()?;
        }
        // Its transactions begin with the lock of the whole file.
        AnyConnection::Sqlite(_) => {}
    }
    Ok(())
}

/// The same of many sessions, in the order of their ids.
///
/// # Errors
/// [`Broken::Query`].
#[cfg_attr(
    not(feature = "postgres"),
    expect(unused_variables, reason = "only PostgreSQL locks rows")
)]
pub fn lock_seats(connection: &mut AnyConnection, ids: &[Id]) -> Result<(), Broken> {
    match connection {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(own) => {
            seating::table
                .filter(seating::session_id.eq_any(ids))
                .order(seating::session_id)
                .select(seating::session_id)
                .for_no_key_update()
                .load::<Id>(own)?;
        }
        AnyConnection::Sqlite(_) => {}
    }
    Ok(())
}

/// Changes the seat count by one guarded statement: it counts only if nobody changed it since `before` was read.
/// The table's own CHECKs refuse more seated than there are seats, whatever a program says.
///
/// # Errors
/// [`Broken::Query`].
pub fn change_seating(
    connection: &mut AnyConnection,
    before: &Seating,
    after: &Seating,
) -> Result<bool, Broken> {
    let change = ChangeSeating { before, after };
    let changed = both!(connection, own => change.execute(own))?;
    Ok(changed == 1)
}

/// The guarded statement. Every application runs it, so it is written out: what diesel makes of an UPDATE is
/// prepared anew each time.
#[derive(Clone, Copy)]
struct ChangeSeating<'a> {
    before: &'a Seating,
    after: &'a Seating,
}

impl<'a> ChangeSeating<'a> {
    /// Each number with the words before it.
    fn numbers(self) -> [(&'static str, &'a i32); 16] {
        let Self { before, after } = self;
        [
            (", capacity = ", &after.capacity),
            (", seated = ", &after.seated),
            (", last_seat = ", &after.last_seat),
            (", overflow_capacity = ", &after.overflow_capacity),
            (", overflow_seated = ", &after.overflow_seated),
            (", last_overflow_seat = ", &after.last_overflow_seat),
            (", waiting = ", &after.waiting),
            (", received = ", &after.received),
            (" WHERE capacity = ", &before.capacity),
            (" AND seated = ", &before.seated),
            (" AND last_seat = ", &before.last_seat),
            (" AND overflow_capacity = ", &before.overflow_capacity),
            (" AND overflow_seated = ", &before.overflow_seated),
            (" AND last_overflow_seat = ", &before.last_overflow_seat),
            (" AND waiting = ", &before.waiting),
            (" AND received = ", &before.received),
        ]
    }
}

impl<DB> QueryFragment<DB> for ChangeSeating<'_>
where
    DB: Backend,
    i32: ToSql<Integer, DB>,
    Id: ToSql<Text, DB>,
    Option<Json<Multilingual>>: ToSql<Nullable<Text>, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE seating SET overflow_place = ");
        out.push_bind_param::<Nullable<Text>, _>(&self.after.overflow_place)?;
        for (words, number) in self.numbers() {
            out.push_sql(words);
            out.push_bind_param::<Integer, _>(number)?;
        }
        out.push_sql(" AND session_id = ");
        out.push_bind_param::<Text, _>(&self.before.session_id)
    }
}

impl QueryId for ChangeSeating<'_> {
    type QueryId = ChangeSeating<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<C> RunQueryDsl<C> for ChangeSeating<'_> {}

/// Whether users come to the hall of a session: it is open, and has one.
///
/// # Errors
/// [`Broken::Query`], also when there is no such session.
pub fn takes_people(connection: &mut AnyConnection, id: Id) -> Result<bool, Broken> {
    let (access, format) = sessions::table
        .find(id)
        .select((sessions::access, sessions::format))
        .get_result(connection)?;
    Ok(lets_users_in(access, format))
}

/// The seats of one session.
///
/// # Errors
/// [`Broken::Query`], also when there is no such session.
pub fn seating_of(connection: &mut AnyConnection, id: Id) -> Result<Seating, Broken> {
    Ok(seating::table
        .find(id)
        .select(Seating::as_select())
        .get_result(connection)?)
}
