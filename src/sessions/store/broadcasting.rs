//! Broadcasts as far as a session shows them. What is noted of them, and the acts that note it, are of `broadcasts`.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::database::schema::{broadcast_facts, broadcast_interruptions, broadcasts};
use crate::database::{AnyConnection, Broken, Id, Instant, Json};
use crate::language::Multilingual;
use crate::sessions::broadcast::{Broadcasting, Impossible, Recording};

type Spoken = (
    Id,
    Option<Instant>,
    Option<Json<Multilingual>>,
    Option<Json<Multilingual>>,
    Option<String>,
    Option<String>,
    Option<Instant>,
);

type Span = (
    Id,
    Instant,
    Option<Instant>,
    Option<String>,
    Option<Instant>,
);

/// What is known of the broadcasts of these sessions, of each the last one; two queries, none for no session.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn broadcasting_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Broadcasting>, Broken> {
    let mut found: HashMap<Id, Broadcasting> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let under_way = broadcast_interruptions::broadcast_id
        .eq(broadcasts::id)
        .and(broadcast_interruptions::ended_at.is_null());
    let spans: Vec<Span> = broadcasts::table
        .left_join(broadcast_interruptions::table.on(under_way))
        .filter(broadcasts::session_id.eq_any(ids))
        .order((broadcasts::began_at, broadcasts::id))
        .select((
            broadcasts::session_id,
            broadcasts::began_at,
            broadcasts::ended_at,
            broadcasts::address,
            broadcast_interruptions::began_at.nullable(),
        ))
        .load(connection)?;
    for (session, began_at, ended_at, address, since) in spans {
        found.insert(
            session,
            Broadcasting {
                began_at: Some(began_at),
                ended_at,
                interrupted_since: since.filter(|_| ended_at.is_none()),
                address,
                ..Broadcasting::default()
            },
        );
    }
    for (session, since, why, instead, url, sha256, at) in spoken(connection, ids)? {
        let one = found.entry(session).or_default();
        one.impossible = match (since, why, instead) {
            (Some(since), Some(why), Some(instead)) => Some(Impossible {
                since,
                why,
                instead,
            }),
            _ => None,
        };
        one.recording = url
            .zip(at)
            .map(|(url, since)| Recording { url, sha256, since });
    }
    Ok(found)
}

fn spoken(connection: &mut AnyConnection, ids: &[Id]) -> Result<Vec<Spoken>, Broken> {
    Ok(broadcast_facts::table
        .filter(broadcast_facts::session_id.eq_any(ids))
        .select((
            broadcast_facts::session_id,
            broadcast_facts::impossible_since,
            broadcast_facts::impossible_why,
            broadcast_facts::instead,
            broadcast_facts::recording_url,
            broadcast_facts::recording_sha256,
            broadcast_facts::recording_at,
        ))
        .load(connection)?)
}
