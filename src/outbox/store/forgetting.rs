//! How addresses go.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::MAIL;
use super::failures::KEY;
use crate::database::schema::{outbox, suppressions};
use crate::database::{Broken, Id, Instant, Work, fact};
use crate::outbox::trace::Trace;

/// Empties the addresses of letters whose use ended before `ended`, and ends suppressions that are due.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget(work: &mut Work, now: DateTime<Utc>, ended: DateTime<Utc>) -> Result<usize, Broken> {
    let letters = outbox::table
        .filter(outbox::finished_at.is_not_null())
        .filter(sql::<Bool>(MAIL))
        .filter(outbox::give_up_at.le(Instant::from(ended)))
        .filter(
            outbox::recipient_hash
                .is_not_null()
                .or(outbox::recipient.ne("")),
        );
    let emptied = diesel::update(letters)
        .set((
            outbox::recipient.eq(""),
            outbox::recipient_hash.eq(None::<String>),
        ))
        .execute(work.connection)?;
    let due = suppressions::table.filter(suppressions::forget_at.le(Instant::from(now)));
    let lifted = diesel::delete(due).execute(work.connection)?;
    Ok(emptied + lifted)
}

/// Forgets a person's address at once, as when an application is destroyed: in finished letters and in the list.
/// A letter that waits is still sent.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_address(
    work: &mut Work,
    session: Id,
    address: &str,
    address_hash: &str,
) -> Result<(), Broken> {
    let letters = outbox::table
        .filter(outbox::session_id.eq(session))
        .filter(sql::<Bool>(MAIL))
        .filter(outbox::finished_at.is_not_null())
        .filter(
            outbox::recipient
                .eq(address)
                .or(outbox::recipient_hash.eq(address_hash)),
        );
    diesel::update(letters)
        .set((
            outbox::recipient.eq(""),
            outbox::recipient_hash.eq(None::<String>),
        ))
        .execute(work.connection)?;
    let of_list = suppressions::table.find(address_hash);
    diesel::update(of_list)
        .set(suppressions::address.eq(None::<String>))
        .execute(work.connection)?;
    Ok(())
}

/// Forgets an address in the list of those that nobody reads, where it came there by a letter of such kinds.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_in_list(work: &mut Work, address_hash: &str, kinds: &str) -> Result<(), Broken> {
    let of_kinds = outbox::table
        .filter(outbox::kind.like(format!("{kinds}%")))
        .select(outbox::id);
    let of_list = suppressions::table
        .filter(suppressions::address_hash.eq(address_hash))
        .filter(suppressions::letter_id.eq_any(of_kinds));
    diesel::update(of_list)
        .set(suppressions::address.eq(None::<String>))
        .execute(work.connection)?;
    Ok(())
}

/// The same by the address alone; that of an office which never sent a letter is known nowhere.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_person(work: &mut Work, session: Id, address: &str) -> Result<(), Broken> {
    let key = fact(work.connection, KEY)?.unwrap_or_default();
    let hash = Trace::with(key).of_address(address);
    forget_address(work, session, address, &hash)
}

/// Forgets everybody to whom a letter about a session went, as when its applications are destroyed.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_session(work: &mut Work, session: Id) -> Result<(), Broken> {
    let of_session = outbox::table
        .filter(outbox::session_id.eq(session))
        .filter(sql::<Bool>(MAIL))
        .filter(outbox::finished_at.is_not_null());
    let known = of_session
        .clone()
        .filter(outbox::recipient_hash.is_not_null())
        .select(outbox::recipient_hash.assume_not_null());
    let of_list = suppressions::table.filter(suppressions::address_hash.eq_any(known));
    diesel::update(of_list)
        .set(suppressions::address.eq(None::<String>))
        .execute(work.connection)?;
    diesel::update(of_session)
        .set((
            outbox::recipient.eq(""),
            outbox::recipient_hash.eq(None::<String>),
        ))
        .execute(work.connection)?;
    Ok(())
}
