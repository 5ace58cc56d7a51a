//! Queries on recovery codes.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::database::schema::recovery_codes;
use crate::database::{AnyConnection, Broken, Id, Instant};

/// Puts new codes in the place of all that a person had; none: takes them away.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn replace_codes(
    connection: &mut AnyConnection,
    member: Id,
    digests: &[String],
) -> Result<(), Broken> {
    let known = recovery_codes::table.filter(recovery_codes::staff_id.eq(member));
    diesel::delete(known).execute(connection)?;
    for digest in digests {
        diesel::insert_into(recovery_codes::table)
            .values((
                recovery_codes::staff_id.eq(member),
                recovery_codes::digest.eq(digest),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Uses a code up; whether there was such a one, unused.
///
/// # Errors
/// [`Broken::Query`].
pub fn use_code(
    connection: &mut AnyConnection,
    member: Id,
    digest: &str,
    now: DateTime<Utc>,
) -> Result<bool, Broken> {
    let changed = diesel::update(recovery_codes::table.find((member, digest)))
        .filter(recovery_codes::used_at.is_null())
        .set(recovery_codes::used_at.eq(Some(Instant::from(now))))
        .execute(connection)?;
    Ok(changed == 1)
}

/// How many codes of a person have not been used.
///
/// # Errors
/// [`Broken::Query`].
pub fn codes_left(connection: &mut AnyConnection, member: Id) -> Result<i64, Broken> {
    Ok(recovery_codes::table
        .filter(recovery_codes::staff_id.eq(member))
        .filter(recovery_codes::used_at.is_null())
        .count()
        .get_result(connection)?)
}
