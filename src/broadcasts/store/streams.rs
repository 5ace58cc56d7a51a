//! Keys of streams, and who sends.

use diesel::prelude::*;

use crate::broadcasts::record::Stream;
use crate::database::schema::broadcast_streams;
use crate::database::{AnyConnection, Broken, Id, Instant};

/// The stream of a session, where a key was made.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn stream_of(connection: &mut AnyConnection, session: Id) -> Result<Option<Stream>, Broken> {
    Ok(broadcast_streams::table
        .find(session)
        .select(Stream::as_select())
        .get_result(connection)
        .optional()?)
}

/// The streams that somebody sends.
///
/// # Errors
/// [`Broken::Query`].
pub fn sending(connection: &mut AnyConnection) -> Result<Vec<Stream>, Broken> {
    Ok(broadcast_streams::table
        .filter(broadcast_streams::client.is_not_null())
        .order(broadcast_streams::session_id)
        .select(Stream::as_select())
        .load(connection)?)
}

/// Notes the first key of a session.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_stream(connection: &mut AnyConnection, stream: &Stream) -> Result<(), Broken> {
    diesel::insert_into(broadcast_streams::table)
        .values(stream)
        .execute(connection)?;
    Ok(())
}

/// Notes another key: whoever sends by the former one is heard no more.
///
/// # Errors
/// [`Broken::Query`].
pub fn renew_stream(
    connection: &mut AnyConnection,
    session: Id,
    secret: &str,
    made_at: Instant,
) -> Result<(), Broken> {
    diesel::update(broadcast_streams::table.find(session))
        .set((
            broadcast_streams::secret.eq(secret),
            broadcast_streams::made_at.eq(made_at),
        ))
        .execute(connection)?;
    Ok(())
}

/// Notes who begins to send.
///
/// # Errors
/// [`Broken::Query`].
pub fn sender_came(
    connection: &mut AnyConnection,
    session: Id,
    client: &str,
    at: Instant,
) -> Result<(), Broken> {
    diesel::update(broadcast_streams::table.find(session))
        .set((
            broadcast_streams::client.eq(client),
            broadcast_streams::sends_since.eq(at),
            broadcast_streams::heard_at.eq(at),
        ))
        .execute(connection)?;
    Ok(())
}

/// Notes that the sender is still there.
///
/// # Errors
/// [`Broken::Query`].
pub fn sender_heard(
    connection: &mut AnyConnection,
    session: Id,
    at: Instant,
) -> Result<(), Broken> {
    diesel::update(broadcast_streams::table.find(session))
        .set(broadcast_streams::heard_at.eq(at))
        .execute(connection)?;
    Ok(())
}

/// Notes that nobody sends any more, since an instant.
///
/// # Errors
/// [`Broken::Query`].
pub fn sender_left(connection: &mut AnyConnection, session: Id, at: Instant) -> Result<(), Broken> {
    let nobody: Option<String> = None;
    diesel::update(broadcast_streams::table.find(session))
        .set((
            broadcast_streams::client.eq(nobody),
            broadcast_streams::heard_at.eq(at),
        ))
        .execute(connection)?;
    Ok(())
}
