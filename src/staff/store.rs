//! All queries on people of the secretariats and their sign-ins.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::record::{Member, RoleRow, SignIn};
use crate::database::schema::{kept_forms, sign_ins, staff, staff_roles};
use crate::database::{AnyConnection, Broken, Id, Instant, Json};
use crate::web::desk::Fields;

/// Enters a person.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn insert(connection: &mut AnyConnection, member: &Member) -> Result<(), Broken> {
    diesel::insert_into(staff::table)
        .values(member)
        .execute(connection)?;
    Ok(())
}

/// Gives a person a role for a body.
///
/// # Errors
/// [`Broken::Query`].
pub fn give_role(connection: &mut AnyConnection, role: &RoleRow) -> Result<(), Broken> {
    diesel::insert_into(staff_roles::table)
        .values(role)
        .execute(connection)?;
    Ok(())
}

/// The roles of a person, in the order of the bodies.
///
/// # Errors
/// [`Broken::Query`].
pub fn roles_of(connection: &mut AnyConnection, member: Id) -> Result<Vec<RoleRow>, Broken> {
    Ok(staff_roles::table
        .filter(staff_roles::staff_id.eq(member))
        .order((staff_roles::body_id, staff_roles::role))
        .select(RoleRow::as_select())
        .load(connection)?)
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
