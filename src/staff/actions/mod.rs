//! The acts of people at the desk: signing in, their own account, and the administration of others.

mod account;
mod administration;
mod orders;
mod signing;

pub use account::{
    Renewal, SecondFactorSet, change_password, change_profile, end_others, end_own, furnish,
    new_recovery_codes, remove_second_factor, set_second_factor,
};
pub use administration::{add, change_roles, disable, enable, may_touch, reset};
pub use orders::{Authority, Link, New, Refusal, Roles};
pub use signing::{
    Beginning, Completing, Proof, begin, complete, enrol, failed, link_is_open, set_up, sign_out,
};

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::record::Member;
use super::store;
use crate::database::{Broken, Id, Work};
use crate::journal::{self, Actor, Entry};

/// What the journal calls a person.
const OBJECT: &str = "staff";

/// Changes a person's row, whoever else may be about to.
fn change(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    how: impl FnOnce(&mut Member),
) -> Result<Member, Broken> {
    let member = store::by_id(work.connection, id)?;
    let mut member = member.ok_or_else(|| Broken::Data(format!("nobody is {id}")))?;
    how(&mut member);
    write(work, now, member)
}

fn write(work: &mut Work, now: DateTime<Utc>, mut member: Member) -> Result<Member, Broken> {
    member.revision += 1;
    member.updated_at = now.into();
    if store::update(work.connection, &member)? {
        Ok(member)
    } else {
        Err(Broken::Busy)
    }
}

/// Notes an act on a person; what it changed, without a name or an address.
fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: Actor,
    act: &str,
    (object, body): (Id, Option<Id>),
    (before, after): (Option<Value>, Option<Value>),
) {
    let entry = Entry {
        actor,
        act,
        object_kind: OBJECT,
        object,
        body,
        before,
        after,
        calendar_version: None,
    };
    journal::record(work, now, entry);
}

/// The same for what a person does with the own account.
fn note_own(work: &mut Work, now: DateTime<Utc>, act: &str, member: Id) {
    note(
        work,
        now,
        Actor::Staff(member),
        act,
        (member, None),
        (None, None),
    );
}
