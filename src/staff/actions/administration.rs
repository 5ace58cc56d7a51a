//! Who works at the desk, and as what. A system administrator says so for everybody; the administrator of a body for
//! that body alone, and cannot touch people who also stand elsewhere beyond their roles for it. Nobody changes what
//! they are themselves, and somebody always remains who may do all this.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::orders::{Authority, Link, New, Refusal, Roles, in_order};
use super::{note, write};
use crate::database::{Id, Work};
use crate::staff::record::{Member, RoleRow};
use crate::staff::{store, tokens};
use crate::web::desk::Role;

/// Enters a person, who signs in after choosing a password by the link.
///
/// # Errors
/// [`Refusal`], as all acts here.
pub fn add(
    work: &mut Work,
    now: DateTime<Utc>,
    by: &Authority,
    new: &New,
    link: &Link,
) -> Result<Id, Refusal> {
    let beyond = |(body, _): &(Id, Role)| !by.reaches(*body);
    if new.roles.bodies.iter().any(beyond) || (new.roles.office.is_some() && !by.is_of_the_office())
    {
        return Err(Refusal::Beyond);
    }
    if store::by_email(work.connection, &new.email)?.is_some() {
        return Err(Refusal::EmailKnown);
    }
    let member = Member {
        id: Id::new(),
        email: new.email.clone(),
        name: new.name.clone(),
        language: new.language,
        office_role: new.roles.office,
        password_hash: None,
        totp_secret: None,
        totp_last_step: None,
        setup_digest: Some(tokens::digest(&link.secret)),
        setup_ends_at: Some(link.ends_at.into()),
        disabled_at: None,
        revision: 0,
        created_at: now.into(),
        updated_at: now.into(),
    };
    store::insert(work.connection, &member)?;
    let mut roles = new.roles.clone();
    in_order(&mut roles.bodies);
    for row in rows_of(member.id, &roles) {
        store::give_role(work.connection, &row)?;
    }
    tell(work, now, by, "staff.added", (member.id, &roles));
    tell_roles(work, now, by, member.id, (&Roles::default(), &roles));
    Ok(member.id)
}

/// Makes a person what was ordered; for a body's administrator only as far as that body goes. Whether anything
/// changed.
///
/// # Errors
/// [`Refusal`].
pub fn change_roles(
    work: &mut Work,
    now: DateTime<Utc>,
    by: &Authority,
    (id, revision): (Id, Option<i32>),
    wanted: &Roles,
) -> Result<bool, Refusal> {
    let (mut member, before) = found(work, by, id, revision)?;
    let mut after = wanted.clone();
    if !by.is_of_the_office() {
        let beyond = |(body, _): &(Id, Role)| !by.reaches(*body);
        if wanted.bodies.iter().any(beyond) {
            return Err(Refusal::Beyond);
        }
        after.office = before.office;
        after
            .bodies
            .extend(before.bodies.iter().filter(|one| beyond(one)));
    }
    in_order(&mut after.bodies);
    if after == before {
        return Ok(false);
    }
    let was_system_admin = before.office == Some(Role::SystemAdmin);
    if was_system_admin && after.office != before.office {
        somebody_remains(work, &member)?;
    }
    member.office_role = after.office;
    let needs_more = member.totp_secret.is_none()
        && after.kinds().any(Role::is_admin)
        && !before.kinds().any(Role::is_admin);
    let member = write(work, now, member)?;
    for row in rows_of(id, &before) {
        store::take_role(work.connection, &row)?;
    }
    for row in rows_of(id, &after) {
        store::give_role(work.connection, &row)?;
    }
    if needs_more {
        // The next sign-in asks for the second factor that administrators need.
        store::end_sign_ins(work.connection, member.id, None, now)?;
    }
    tell_roles(work, now, by, id, (&before, &after));
    Ok(true)
}

/// Shuts a person out, at once.
///
/// # Errors
/// [`Refusal`].
pub fn disable(
    work: &mut Work,
    now: DateTime<Utc>,
    by: &Authority,
    (id, revision): (Id, Option<i32>),
) -> Result<(), Refusal> {
    let (mut member, roles) = found(work, by, id, revision)?;
    may_touch(by, &roles)?;
    if member.disabled_at.is_some() {
        return Ok(());
    }
    if roles.office == Some(Role::SystemAdmin) {
        somebody_remains(work, &member)?;
    }
    member.disabled_at = Some(now.into());
    member.setup_digest = None;
    member.setup_ends_at = None;
    write(work, now, member)?;
    store::end_sign_ins(work.connection, id, None, now)?;
    tell(work, now, by, "staff.disabled", (id, &roles));
    Ok(())
}

/// Lets a person in again, with the password that they had.
///
/// # Errors
/// [`Refusal`].
pub fn enable(
    work: &mut Work,
    now: DateTime<Utc>,
    by: &Authority,
    (id, revision): (Id, Option<i32>),
) -> Result<(), Refusal> {
    let (mut member, roles) = found(work, by, id, revision)?;
    may_touch(by, &roles)?;
    if member.disabled_at.take().is_some() {
        write(work, now, member)?;
        tell(work, now, by, "staff.enabled", (id, &roles));
    }
    Ok(())
}

/// Takes password, second factor and sign-ins from a person, who begins anew by the link.
///
/// # Errors
/// [`Refusal`].
pub fn reset(
    work: &mut Work,
    now: DateTime<Utc>,
    by: &Authority,
    (id, revision): (Id, Option<i32>),
    link: &Link,
) -> Result<(), Refusal> {
    let (mut member, roles) = found(work, by, id, revision)?;
    may_touch(by, &roles)?;
    member.password_hash = None;
    member.totp_secret = None;
    member.setup_digest = Some(tokens::digest(&link.secret));
    member.setup_ends_at = Some(link.ends_at.into());
    write(work, now, member)?;
    store::replace_codes(work.connection, id, &[])?;
    store::end_sign_ins(work.connection, id, None, now)?;
    tell(work, now, by, "staff.reset", (id, &roles));
    Ok(())
}

/// Whether an authority reaches all that a person is, as shutting out and beginning anew do.
///
/// # Errors
/// [`Refusal::Beyond`].
pub fn may_touch(by: &Authority, roles: &Roles) -> Result<(), Refusal> {
    let elsewhere =
        roles.office.is_some() || !roles.bodies.iter().all(|(body, _)| by.reaches(*body));
    if elsewhere && !by.is_of_the_office() {
        return Err(Refusal::Beyond);
    }
    Ok(())
}

fn found(
    work: &mut Work,
    by: &Authority,
    id: Id,
    revision: Option<i32>,
) -> Result<(Member, Roles), Refusal> {
    if by.own == Some(id) {
        return Err(Refusal::Own);
    }
    let member = store::by_id(work.connection, id)?.ok_or(Refusal::Nobody)?;
    if revision.is_some_and(|revision| revision != member.revision) {
        return Err(Refusal::Stale);
    }
    let rows = store::roles_of(work.connection, id)?;
    let roles = Roles::of(&member, &rows);
    Ok((member, roles))
}

fn somebody_remains(work: &mut Work, member: &Member) -> Result<(), Refusal> {
    if member.disabled_at.is_none() && store::other_system_admins(work.connection, member.id)? == 0
    {
        return Err(Refusal::LastSystemAdmin);
    }
    Ok(())
}

fn rows_of(staff_id: Id, roles: &Roles) -> impl Iterator<Item = RoleRow> {
    roles.bodies.iter().map(move |&(body_id, role)| RoleRow {
        staff_id,
        body_id,
        role,
    })
}

/// Notes an act on a person once for each body that they serve: its administrators read it there.
fn tell(work: &mut Work, now: DateTime<Utc>, by: &Authority, act: &str, (id, roles): (Id, &Roles)) {
    let mut bodies: Vec<Option<Id>> = roles.bodies.iter().map(|(body, _)| Some(*body)).collect();
    bodies.dedup();
    if bodies.is_empty() {
        bodies.push(None);
    }
    for body in bodies {
        note(work, now, by.actor.clone(), act, (id, body), (None, None));
    }
}

fn tell_roles(
    work: &mut Work,
    now: DateTime<Utc>,
    by: &Authority,
    id: Id,
    (before, after): (&Roles, &Roles),
) {
    for body in before.places(after) {
        let (was, is) = (before.in_body(body), after.in_body(body));
        if was != is {
            let roles = |roles: Vec<&str>| -> Option<Value> { Some(json!({ "roles": roles })) };
            let about = (id, body);
            note(
                work,
                now,
                by.actor.clone(),
                "staff.roles",
                about,
                (roles(was), roles(is)),
            );
        }
    }
}
