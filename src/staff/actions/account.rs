//! What a person does with the own account.

use chrono::{DateTime, Utc};

use super::{change, note_own};
use crate::database::{Broken, Id, Work};
use crate::language::Language;
use crate::staff::{second_factor, store};

/// A second factor about to be set up.
#[derive(Debug, Clone)]
pub struct SecondFactorSet {
    /// The secret, in Base32.
    pub secret: String,
    /// The step of the code that showed that the app has it.
    pub step: i64,
    /// Codes for paper, as they are shown.
    pub codes: Vec<String>,
}

/// Changes name and language.
///
/// # Errors
/// [`Broken`], as all acts here.
pub fn change_profile(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    name: String,
    language: Language,
) -> Result<(), Broken> {
    change(work, now, id, |member| {
        member.name = name;
        member.language = language;
    })?;
    note_own(work, now, "staff.profile_changed", id);
    Ok(())
}

/// Changes the password, and ends the person's other sign-ins.
///
/// # Errors
/// [`Broken`].
pub fn change_password(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    this: Id,
    password_hash: String,
) -> Result<(), Broken> {
    change(work, now, id, |member| {
        member.password_hash = Some(password_hash);
    })?;
    store::end_sign_ins(work.connection, id, Some(this), now)?;
    note_own(work, now, "staff.password_changed", id);
    Ok(())
}

/// Sets a second factor up, in the place of one that was there; `false` for a code that had been used.
///
/// # Errors
/// [`Broken`].
pub fn set_second_factor(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    set: &SecondFactorSet,
) -> Result<bool, Broken> {
    if !store::take_step(work.connection, id, set.step)? {
        return Ok(false);
    }
    change(work, now, id, |member| {
        member.totp_secret = Some(set.secret.clone());
    })?;
    put_codes(work, id, &set.codes)?;
    note_own(work, now, "staff.second_factor_set", id);
    Ok(true)
}

/// Takes the second factor and its codes on paper away.
///
/// # Errors
/// [`Broken`].
pub fn remove_second_factor(work: &mut Work, now: DateTime<Utc>, id: Id) -> Result<(), Broken> {
    change(work, now, id, |member| member.totp_secret = None)?;
    store::replace_codes(work.connection, id, &[])?;
    note_own(work, now, "staff.second_factor_removed", id);
    Ok(())
}

/// Puts new codes for paper in the place of those before.
///
/// # Errors
/// [`Broken`].
pub fn new_recovery_codes(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    codes: &[String],
) -> Result<(), Broken> {
    put_codes(work, id, codes)?;
    note_own(work, now, "staff.recovery_codes_made", id);
    Ok(())
}

/// Makes an account ready for use without its person: a password, and a second factor where one is given and there is
/// none. For the demonstration; gives the secret of the second factor.
///
/// # Errors
/// [`Broken`].
pub fn furnish(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    password_hash: String,
    secret: Option<String>,
) -> Result<Option<String>, Broken> {
    let member = change(work, now, id, |member| {
        member.password_hash = Some(password_hash);
        member.setup_digest = None;
        member.setup_ends_at = None;
        member.totp_secret = member.totp_secret.take().or(secret);
    })?;
    Ok(member.totp_secret)
}

fn put_codes(work: &mut Work, id: Id, codes: &[String]) -> Result<(), Broken> {
    let digests: Vec<String> = codes
        .iter()
        .filter_map(|code| second_factor::recovery_digest(id, code))
        .collect();
    store::replace_codes(work.connection, id, &digests)
}

/// Ends one of the person's sign-ins; whether it was one of theirs.
///
/// # Errors
/// [`Broken`].
pub fn end_own(work: &mut Work, now: DateTime<Utc>, id: Id, sign_in: Id) -> Result<bool, Broken> {
    let ended = store::end_sign_in(work.connection, id, sign_in, now)?;
    if ended {
        note_own(work, now, "staff.sign_in_ended", id);
    }
    Ok(ended)
}

/// Ends all of the person's sign-ins but this one.
///
/// # Errors
/// [`Broken`].
pub fn end_others(work: &mut Work, now: DateTime<Utc>, id: Id, this: Id) -> Result<(), Broken> {
    store::end_sign_ins(work.connection, id, Some(this), now)?;
    note_own(work, now, "staff.sign_in_ended", id);
    Ok(())
}
