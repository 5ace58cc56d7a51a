//! Queries on sign-ins and on forms kept for those that ran out.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::database::schema::{kept_forms, sign_ins, staff};
use crate::database::{AnyConnection, Broken, Id, Instant, Json};
use crate::staff::record::{Member, SignIn};
use crate::web::desk::Fields;

#[diesel::declare_sql_function]
extern "SQL" {
    /// How many letters a text has.
    fn length(text: diesel::sql_types::Text) -> diesel::sql_types::Integer;
}

/// Begins a sign-in.
///
/// # Errors
/// [`Broken::Query`].
pub fn begin_sign_in(connection: &mut AnyConnection, sign_in: &SignIn) -> Result<(), Broken> {
    diesel::insert_into(sign_ins::table)
        .values(sign_in)
        .execute(connection)?;
    Ok(())
}

/// The sign-in whose secret has this digest, and whose it is.
///
/// # Errors
/// [`Broken::Query`].
pub fn sign_in_by_digest(
    connection: &mut AnyConnection,
    digest: &str,
) -> Result<Option<(SignIn, Member)>, Broken> {
    Ok(sign_ins::table
        .inner_join(staff::table)
        .filter(sign_ins::secret_digest.eq(digest))
        .select((SignIn::as_select(), Member::as_select()))
        .get_result(connection)
        .optional()?)
}

/// A sign-in that is there.
///
/// # Errors
/// [`Broken::Query`].
pub fn sign_in(connection: &mut AnyConnection, id: Id) -> Result<SignIn, Broken> {
    Ok(sign_ins::table
        .find(id)
        .select(SignIn::as_select())
        .get_result(connection)?)
}

/// Notes that a sign-in is used.
///
/// # Errors
/// [`Broken::Query`].
pub fn see(connection: &mut AnyConnection, sign_in: Id, now: DateTime<Utc>) -> Result<(), Broken> {
    diesel::update(sign_ins::table.find(sign_in))
        .set(sign_ins::last_seen_at.eq(Instant::from(now)))
        .execute(connection)?;
    Ok(())
}

/// The digests of a person's sign-ins begun since an instant.
///
/// # Errors
/// [`Broken::Query`].
pub fn digests_since(
    connection: &mut AnyConnection,
    member: Id,
    since: DateTime<Utc>,
) -> Result<Vec<String>, Broken> {
    Ok(sign_ins::table
        .filter(sign_ins::staff_id.eq(member))
        .filter(sign_ins::begun_at.ge(Instant::from(since)))
        .order((sign_ins::begun_at, sign_ins::id))
        .select(sign_ins::secret_digest)
        .load(connection)?)
}

/// Whether anything is kept for a person.
///
/// # Errors
/// [`Broken::Query`].
pub fn has_kept_forms(connection: &mut AnyConnection, member: Id) -> Result<bool, Broken> {
    let of_member = kept_forms::table.filter(kept_forms::staff_id.eq(member));
    Ok(diesel::select(exists(of_member)).get_result(connection)?)
}

/// Keeps the form of a page, in the place of the one kept for it before.
///
/// # Errors
/// [`Broken::Query`].
pub fn keep_form(
    connection: &mut AnyConnection,
    member: Id,
    page: &str,
    fields: Fields,
    now: DateTime<Utc>,
) -> Result<(), Broken> {
    forget_form(connection, member, page)?;
    diesel::insert_into(kept_forms::table)
        .values((
            kept_forms::staff_id.eq(member),
            kept_forms::page.eq(page),
            kept_forms::fields.eq(Json::from(fields)),
            kept_forms::kept_at.eq(Instant::from(now)),
        ))
        .execute(connection)?;
    Ok(())
}

/// Forgets forms of a person beyond so many and so many letters together, the oldest first; the last one stays.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_more_forms(
    connection: &mut AnyConnection,
    member: Id,
    (most, letters): (usize, usize),
) -> Result<(), Broken> {
    let kept: Vec<(String, i32)> = kept_forms::table
        .filter(kept_forms::staff_id.eq(member))
        .order((kept_forms::kept_at.desc(), kept_forms::page))
        .select((kept_forms::page, length(kept_forms::fields)))
        .load(connection)?;
    let mut sum = 0_usize;
    for (place, (page, size)) in kept.iter().enumerate() {
        sum = sum.saturating_add(usize::try_from(*size).unwrap_or(usize::MAX));
        if place > 0 && (place >= most || sum > letters) {
            forget_form(connection, member, page)?;
        }
    }
    Ok(())
}

/// The form kept for a page since an instant.
///
/// # Errors
/// [`Broken::Query`].
pub fn kept_form(
    connection: &mut AnyConnection,
    member: Id,
    page: &str,
    since: DateTime<Utc>,
) -> Result<Option<Fields>, Broken> {
    let kept: Option<Json<Fields>> = kept_forms::table
        .find((member, page))
        .filter(kept_forms::kept_at.ge(Instant::from(since)))
        .select(kept_forms::fields)
        .get_result(connection)
        .optional()?;
    Ok(kept.map(Json::into_inner))
}

/// Forgets the form kept for a page.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_form(connection: &mut AnyConnection, member: Id, page: &str) -> Result<(), Broken> {
    diesel::delete(kept_forms::table.find((member, page))).execute(connection)?;
    Ok(())
}

/// Writes down what became of a sign-in.
///
/// # Errors
/// [`Broken::Query`].
pub fn complete_sign_in(connection: &mut AnyConnection, sign_in: &SignIn) -> Result<bool, Broken> {
    let changed = diesel::update(sign_ins::table.find(sign_in.id))
        .filter(sign_ins::complete.eq(false))
        .filter(sign_ins::ended_at.is_null())
        .set(sign_in)
        .execute(connection)?;
    Ok(changed == 1)
}

/// A person's sign-ins that are in use: not ended, not run out, seen since an instant; the latest first.
///
/// # Errors
/// [`Broken::Query`].
pub fn sign_ins_in_use(
    connection: &mut AnyConnection,
    member: Id,
    seen_since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<SignIn>, Broken> {
    Ok(sign_ins::table
        .filter(sign_ins::staff_id.eq(member))
        .filter(sign_ins::complete.eq(true))
        .filter(sign_ins::ended_at.is_null())
        .filter(sign_ins::ends_at.gt(Instant::from(now)))
        .filter(sign_ins::last_seen_at.gt(Instant::from(seen_since)))
        .order((sign_ins::begun_at.desc(), sign_ins::id.desc()))
        .select(SignIn::as_select())
        .load(connection)?)
}

/// Ends one sign-in of a person; whether it was one of theirs and under way.
///
/// # Errors
/// [`Broken::Query`].
pub fn end_sign_in(
    connection: &mut AnyConnection,
    member: Id,
    sign_in: Id,
    now: DateTime<Utc>,
) -> Result<bool, Broken> {
    let changed = diesel::update(sign_ins::table.find(sign_in))
        .filter(sign_ins::staff_id.eq(member))
        .filter(sign_ins::ended_at.is_null())
        .set(sign_ins::ended_at.eq(Some(Instant::from(now))))
        .execute(connection)?;
    Ok(changed == 1)
}

/// Ends all sign-ins of a person, but for one where it is named.
///
/// # Errors
/// [`Broken::Query`].
pub fn end_sign_ins(
    connection: &mut AnyConnection,
    member: Id,
    but: Option<Id>,
    now: DateTime<Utc>,
) -> Result<usize, Broken> {
    let ended = Some(Instant::from(now));
    let running = sign_ins::table
        .filter(sign_ins::staff_id.eq(member))
        .filter(sign_ins::ended_at.is_null());
    let changed = match but {
        Some(but) => diesel::update(running.filter(sign_ins::id.ne(but)))
            .set(sign_ins::ended_at.eq(ended))
            .execute(connection)?,
        None => diesel::update(running)
            .set(sign_ins::ended_at.eq(ended))
            .execute(connection)?,
    };
    Ok(changed)
}

/// Takes away sign-ins that nobody has used since an instant, and forms kept before another.
///
/// # Errors
/// [`Broken::Query`].
pub fn purge_sign_ins(
    connection: &mut AnyConnection,
    unused_since: DateTime<Utc>,
    kept_before: DateTime<Utc>,
) -> Result<usize, Broken> {
    let unused = sign_ins::last_seen_at.lt(Instant::from(unused_since));
    let gone = diesel::delete(sign_ins::table.filter(unused)).execute(connection)?;
    let old = kept_forms::kept_at.lt(Instant::from(kept_before));
    Ok(gone + diesel::delete(kept_forms::table.filter(old)).execute(connection)?)
}
