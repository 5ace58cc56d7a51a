//! Queries on people and their roles.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::database::schema::{sign_ins, staff, staff_roles};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::staff::record::{Member, RoleRow};
use crate::web::desk::Role;

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

/// The person of this e-mail address, which is in lower case.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_email(connection: &mut AnyConnection, email: &str) -> Result<Option<Member>, Broken> {
    Ok(staff::table
        .filter(staff::email.eq(email))
        .select(Member::as_select())
        .get_result(connection)
        .optional()?)
}

/// One person.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Member>, Broken> {
    Ok(staff::table
        .find(id)
        .select(Member::as_select())
        .get_result(connection)
        .optional()?)
}

/// The person whose set-up link has a secret of this digest.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_setup_digest(
    connection: &mut AnyConnection,
    digest: &str,
) -> Result<Option<Member>, Broken> {
    Ok(staff::table
        .filter(staff::setup_digest.eq(digest))
        .select(Member::as_select())
        .get_result(connection)
        .optional()?)
}

/// Everybody who has a role for one of these bodies (everybody at all where none are named), by e-mail address.
///
/// # Errors
/// [`Broken::Query`].
pub fn people(
    connection: &mut AnyConnection,
    bodies: Option<&[Id]>,
) -> Result<Vec<Member>, Broken> {
    let mut query = staff::table
        .order(staff::email)
        .select(Member::as_select())
        .into_boxed();
    if let Some(bodies) = bodies {
        let own = staff_roles::table
            .filter(staff_roles::body_id.eq_any(bodies))
            .select(staff_roles::staff_id);
        query = query.filter(staff::id.eq_any(own));
    }
    Ok(query.load(connection)?)
}

/// The roles of these people.
///
/// # Errors
/// [`Broken::Query`].
pub fn roles_of_all(
    connection: &mut AnyConnection,
    people: &[Id],
) -> Result<HashMap<Id, Vec<RoleRow>>, Broken> {
    let rows = staff_roles::table
        .filter(staff_roles::staff_id.eq_any(people))
        .order((
            staff_roles::staff_id,
            staff_roles::body_id,
            staff_roles::role,
        ))
        .select(RoleRow::as_select())
        .load(connection)?;
    let mut roles: HashMap<Id, Vec<RoleRow>> = HashMap::new();
    for row in rows {
        roles.entry(row.staff_id).or_default().push(row);
    }
    Ok(roles)
}

/// When each of these people was last at the desk, as far as sign-ins are still kept.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_seen(
    connection: &mut AnyConnection,
    people: &[Id],
) -> Result<HashMap<Id, Instant>, Broken> {
    let rows: Vec<(Id, Option<Instant>)> = sign_ins::table
        .filter(sign_ins::staff_id.eq_any(people))
        .filter(sign_ins::complete.eq(true))
        .group_by(sign_ins::staff_id)
        .select((sign_ins::staff_id, diesel::dsl::max(sign_ins::last_seen_at)))
        .load(connection)?;
    let seen = rows.into_iter().filter_map(|(id, at)| Some((id, at?)));
    Ok(seen.collect())
}

/// Takes a role for a body from a person.
///
/// # Errors
/// [`Broken::Query`].
pub fn take_role(connection: &mut AnyConnection, role: &RoleRow) -> Result<(), Broken> {
    diesel::delete(staff_roles::table.find((role.staff_id, role.body_id, role.role)))
        .execute(connection)?;
    Ok(())
}

/// Writes a person over whose row still has the revision before; whether it had. What one signs in with stays, and
/// the step of the last code is [`take_step`]'s alone.
///
/// # Errors
/// [`Broken::Query`].
pub fn update(connection: &mut AnyConnection, member: &Member) -> Result<bool, Broken> {
    let changed = diesel::update(staff::table.find(member.id))
        .filter(staff::revision.eq(member.revision - 1))
        .set((
            staff::name.eq(&member.name),
            staff::language.eq(member.language),
            staff::office_role.eq(member.office_role),
            staff::password_hash.eq(&member.password_hash),
            staff::totp_secret.eq(&member.totp_secret),
            staff::setup_digest.eq(&member.setup_digest),
            staff::setup_ends_at.eq(member.setup_ends_at),
            staff::disabled_at.eq(member.disabled_at),
            staff::revision.eq(member.revision),
            staff::updated_at.eq(member.updated_at),
        ))
        .execute(connection)?;
    Ok(changed == 1)
}

/// Notes that the code of a step was taken, unless it or a later one was before; whether it is so noted.
///
/// # Errors
/// [`Broken::Query`].
pub fn take_step(connection: &mut AnyConnection, member: Id, step: i64) -> Result<bool, Broken> {
    let earlier = staff::totp_last_step
        .is_null()
        .or(staff::totp_last_step.lt(step));
    let changed = diesel::update(staff::table.find(member))
        .filter(earlier)
        .set(staff::totp_last_step.eq(Some(step)))
        .execute(connection)?;
    Ok(changed == 1)
}

/// How many system administrators may sign in besides one. Their rows are held until the act ends, so that two
/// of them cannot take the office from each other at once.
///
/// # Errors
/// [`Broken::Query`].
pub fn other_system_admins(connection: &mut AnyConnection, besides: Id) -> Result<i64, Broken> {
    let admins = || {
        staff::table
            .filter(staff::office_role.eq(Role::SystemAdmin))
            .filter(staff::disabled_at.is_null())
    };
    diesel::update(admins())
        .set(staff::office_role.eq(Role::SystemAdmin))
        .execute(connection)?;
    Ok(admins()
        .filter(staff::id.ne(besides))
        .count()
        .get_result(connection)?)
}

/// Takes away set-up links that ended before an instant.
///
/// # Errors
/// [`Broken::Query`].
pub fn purge_links(
    connection: &mut AnyConnection,
    ended_before: DateTime<Utc>,
) -> Result<usize, Broken> {
    let over = staff::setup_ends_at.lt(Instant::from(ended_before));
    Ok(diesel::update(staff::table.filter(over))
        .set((
            staff::setup_digest.eq(None::<String>),
            staff::setup_ends_at.eq(None::<Instant>),
        ))
        .execute(connection)?)
}
