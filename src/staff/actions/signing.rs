//! Coming in, in two steps, and going out.

use chrono::{DateTime, TimeDelta, Utc};

use super::{change, note, note_own};
use crate::database::{Broken, Id, Work};
use crate::journal::Actor;
use crate::staff::record::{Member, SignIn};
use crate::staff::throttle::{self, Attempt, LONGEST_WAIT};
use crate::staff::{store, tokens};

/// How long the password alone counts while the second factor is looked for: longer than anybody has to wait for
/// another try.
const HALF_WAY: TimeDelta = TimeDelta::minutes(LONGEST_WAIT + 10);

/// A sign-in about to begin.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// The attempt that showed the password; none where a link opened.
    pub attempt: Option<Attempt>,
    /// What the browser calls itself.
    pub browser: String,
    /// What the cookie will hold.
    pub secret: String,
    /// How long a sign-in may last.
    pub longest: TimeDelta,
}

impl Beginning {
    fn begin(
        &self,
        work: &mut Work,
        now: DateTime<Utc>,
        staff_id: Id,
        complete: bool,
    ) -> Result<(), Broken> {
        let lasts = if complete { self.longest } else { HALF_WAY };
        let sign_in = SignIn {
            id: Id::new(),
            staff_id,
            secret_digest: tokens::digest(&self.secret),
            complete,
            browser: self.browser.clone(),
            begun_at: now.into(),
            last_seen_at: now.into(),
            ends_at: (now + lasts).into(),
            ended_at: None,
        };
        store::begin_sign_in(work.connection, &sign_in)?;
        match &self.attempt {
            Some(attempt) if complete => throttle::forget(work, attempt, now)?,
            Some(attempt) => throttle::take_back(work, attempt, now)?,
            None => {}
        }
        if complete {
            note_own(work, now, "staff.signed_in", staff_id);
        }
        Ok(())
    }
}

/// Begins a sign-in for whoever has just shown the right password; half of one, where a second factor is to follow.
/// `false` where the account was changed or closed meanwhile.
///
/// # Errors
/// [`Broken`], as all acts here.
pub fn begin(
    work: &mut Work,
    now: DateTime<Utc>,
    known: &Member,
    complete: bool,
    beginning: &Beginning,
) -> Result<bool, Broken> {
    let member = store::by_id(work.connection, known.id)?;
    let same = member.is_some_and(|member| {
        member.disabled_at.is_none()
            && member.password_hash == known.password_hash
            && member.totp_secret == known.totp_secret
    });
    if same {
        beginning.begin(work, now, known.id, complete)?;
    }
    Ok(same)
}

/// Notes that somebody failed to come in as this person.
pub fn failed(work: &mut Work, now: DateTime<Utc>, member: Id) {
    let about = (member, None);
    note(
        work,
        now,
        Actor::Visitor,
        "staff.sign_in_failed",
        about,
        (None, None),
    );
}

/// What a person shows beside the password.
#[derive(Debug, Clone)]
pub enum Proof {
    /// A code of the app, by its step.
    Step(i64),
    /// The digest of a code on paper.
    Recovery(String),
}

/// Half a sign-in about to be completed.
#[derive(Debug, Clone)]
pub struct Completing {
    /// As it stands.
    pub sign_in: SignIn,
    /// The attempt that showed a code; none where a second factor is set up.
    pub attempt: Option<Attempt>,
    /// What the cookie will hold from now on.
    pub secret: String,
    /// How long a sign-in may last.
    pub longest: TimeDelta,
}

impl Completing {
    fn complete(&self, work: &mut Work, now: DateTime<Utc>) -> Result<bool, Broken> {
        let sign_in = SignIn {
            secret_digest: tokens::digest(&self.secret),
            complete: true,
            begun_at: now.into(),
            last_seen_at: now.into(),
            ends_at: (now + self.longest).into(),
            ..self.sign_in.clone()
        };
        if !store::complete_sign_in(work.connection, &sign_in)? {
            return Ok(false);
        }
        if let Some(attempt) = &self.attempt {
            throttle::forget(work, attempt, now)?;
        }
        note_own(work, now, "staff.signed_in", sign_in.staff_id);
        Ok(true)
    }
}

/// Completes a sign-in by what was shown; `false` for a code that had been used, or a sign-in that had ended.
///
/// # Errors
/// [`Broken`].
pub fn complete(
    work: &mut Work,
    now: DateTime<Utc>,
    completing: &Completing,
    proof: &Proof,
) -> Result<bool, Broken> {
    let member = completing.sign_in.staff_id;
    let right = match proof {
        Proof::Step(step) => store::take_step(work.connection, member, *step)?,
        Proof::Recovery(digest) => store::use_code(work.connection, member, digest, now)?,
    };
    if right && matches!(proof, Proof::Recovery(_)) {
        note_own(work, now, "staff.recovery_code_used", member);
    }
    Ok(right && completing.complete(work, now)?)
}

/// Sets a second factor up in the middle of signing in, and completes the sign-in; `false` as [`complete`], also
/// where there is one by now.
///
/// # Errors
/// [`Broken`].
pub fn enrol(
    work: &mut Work,
    now: DateTime<Utc>,
    completing: &Completing,
    set: &super::SecondFactorSet,
) -> Result<bool, Broken> {
    let id = completing.sign_in.staff_id;
    let member = store::by_id(work.connection, id)?;
    if member.is_none_or(|member| member.totp_secret.is_some()) {
        return Ok(false);
    }
    let done =
        super::account::put_second_factor(work, now, id, set)? && completing.complete(work, now)?;
    if done {
        store::end_sign_ins(work.connection, id, Some(completing.sign_in.id), now)?;
    }
    Ok(done)
}

/// Takes the password that somebody chose by a one-time link, and begins a sign-in; `None` where the link no longer
/// opens.
///
/// # Errors
/// [`Broken`].
pub fn set_up(
    work: &mut Work,
    now: DateTime<Utc>,
    link: &str,
    password_hash: String,
    (complete, beginning): (bool, &Beginning),
) -> Result<Option<Member>, Broken> {
    let member = store::by_setup_digest(work.connection, &tokens::digest(link))?;
    let open = member.filter(|member| link_is_open(member, now));
    let Some(Member { id, .. }) = open else {
        return Ok(None);
    };
    let member = change(work, now, id, |member| {
        member.password_hash = Some(password_hash);
        member.setup_digest = None;
        member.setup_ends_at = None;
    })?;
    note_own(work, now, "staff.set_up", id);
    beginning.begin(work, now, id, complete)?;
    Ok(Some(member))
}

/// Whether a person's set-up link opens at this moment.
#[must_use]
pub fn link_is_open(member: &Member, now: DateTime<Utc>) -> bool {
    member.setup_ends_at.is_some_and(|end| end.utc() > now) && member.disabled_at.is_none()
}

/// Ends this sign-in.
///
/// # Errors
/// [`Broken`].
pub fn sign_out(
    work: &mut Work,
    now: DateTime<Utc>,
    member: Id,
    sign_in: Id,
) -> Result<(), Broken> {
    if store::end_sign_in(work.connection, member, sign_in, now)? {
        note_own(work, now, "staff.signed_out", member);
    }
    Ok(())
}
