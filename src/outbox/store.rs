//! All queries on letters.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::record::{Letter, LetterState, Row};
use crate::database::schema::outbox;
use crate::database::{Broken, Id, Json, Work, both};

/// Puts a letter into the outbox, in the transaction of the act that orders it; a second time it changes nothing.
///
/// # Errors
/// [`Broken::Query`].
pub fn put(work: &mut Work, now: DateTime<Utc>, letter: Letter) -> Result<(), Broken> {
    let row = Row {
        id: Id::new(),
        once_key: letter.once_key,
        lane: letter.lane,
        kind: letter.kind.to_owned(),
        recipient: letter.recipient,
        language: letter.language,
        session_id: letter.session,
        payload: Json::from(letter.payload),
        state: LetterState::Created,
        attempts: 0,
        next_attempt_at: now.into(),
        give_up_at: letter.give_up_at.into(),
        leased_until: None,
        last_error: None,
        created_at: now.into(),
        finished_at: None,
    };
    both!(work.connection, own => diesel::insert_into(outbox::table)
        .values(&row)
        .on_conflict(outbox::once_key)
        .do_nothing()
        .execute(own))?;
    Ok(())
}
