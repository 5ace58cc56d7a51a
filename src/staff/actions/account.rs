//! What a person does with the own account.

use chrono::{DateTime, Utc};

use super::{change, note_own};
use crate::database::{Broken, Id, Work};
use crate::language::Language;
use crate::staff::record::SignIn;
use crate::staff::{second_factor, store, tokens};

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

/// The sign-in in which somebody changes how they come in: it goes on under another secret, so that whoever knows the
/// one before is out.
#[derive(Debug, Clone)]
pub struct Renewal {
    /// As it stands.
    pub sign_in: Id,
    /// What the cookie will hold from now on.
    pub secret: String,
}

impl Renewal {
    /// Of a sign-in.
    #[must_use]
    pub fn of(sign_in: Id) -> Self {
        let secret = tokens::secret();
        Self { sign_in, secret }
    }

    /// A new row takes the place of the one before: pages opened under that one are still known as the person's.
    fn renew(&self, work: &mut Work, now: DateTime<Utc>, id: Id) -> Result<(), Broken> {
        if !store::end_sign_in(work.connection, id, self.sign_in, now)? {
            return Err(Broken::Busy);
        }
        let sign_in = store::sign_in(work.connection, self.sign_in)?;
        let fresh = SignIn {
            id: Id::new(),
            secret_digest: tokens::digest(&self.secret),
            ended_at: None,
            ..sign_in
        };
        store::begin_sign_in(work.connection, &fresh)
    }

    fn renew_alone(&self, work: &mut Work, now: DateTime<Utc>, id: Id) -> Result<(), Broken> {
        store::end_sign_ins(work.connection, id, Some(self.sign_in), now)?;
        self.renew(work, now, id)
    }
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

/// Changes the password, ends the person's other sign-ins and renews this one.
///
/// # Errors
/// [`Broken`].
pub fn change_password(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    this: &Renewal,
    password_hash: String,
) -> Result<(), Broken> {
    change(work, now, id, |member| {
        member.password_hash = Some(password_hash);
    })?;
    this.renew_alone(work, now, id)?;
    note_own(work, now, "staff.password_changed", id);
    Ok(())
}

/// Sets a second factor up, in the place of one that was there, ends the person's other sign-ins and renews this one;
/// `false` for a code that had been used.
///
/// # Errors
/// [`Broken`].
pub fn set_second_factor(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    this: &Renewal,
    set: &SecondFactorSet,
) -> Result<bool, Broken> {
    if !put_second_factor(work, now, id, set)? {
        return Ok(false);
    }
    this.renew_alone(work, now, id)?;
    Ok(true)
}

/// The same of whoever is about to come in, and has no whole sign-in yet.
pub(super) fn put_second_factor(
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

/// Takes the second factor and its codes on paper away, ends the person's other sign-ins and renews this one.
///
/// # Errors
/// [`Broken`].
pub fn remove_second_factor(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    this: &Renewal,
) -> Result<(), Broken> {
    change(work, now, id, |member| member.totp_secret = None)?;
    store::replace_codes(work.connection, id, &[])?;
    this.renew_alone(work, now, id)?;
    note_own(work, now, "staff.second_factor_removed", id);
    Ok(())
}

/// Puts new codes for paper in the place of those before, and renews this sign-in.
///
/// # Errors
/// [`Broken`].
pub fn new_recovery_codes(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    this: &Renewal,
    codes: &[String],
) -> Result<(), Broken> {
    put_codes(work, id, codes)?;
    this.renew(work, now, id)?;
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
