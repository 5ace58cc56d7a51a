//! One's own page: name and language, password, second factor, sign-ins.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::ACCOUNT;
use super::account_views::{self as views, AccountPage};
use super::arriving::{count, seconds_until, shown_to_wait};
use crate::args;
use crate::database::{Broken, Id, Lane};
use crate::language::{Language, Speech};
use crate::staff::actions::{self, Renewal, Roles};
use crate::staff::passwords::{self, Owner, Weakness};
use crate::staff::record::{Member, SignIn};
use crate::staff::throttle::{self, Admission, Trying};
use crate::staff::{second_factor, store, tokens};
use crate::web::desk::{self, Fields, Person, Sent, SignedIn};
use crate::web::limits::shared_address;
use crate::web::problem::FieldFault;
use crate::web::{Problem, headers};

/// The longest name, in letters.
pub(super) const NAME_LETTERS: usize = 120;

/// A person's own affairs.
pub(super) struct Own {
    pub(super) member: Member,
    /// A second factor is compulsory.
    pub(super) needs_factor: bool,
    /// Codes on paper that are left.
    pub(super) codes_left: i64,
    pub(super) sign_ins: Vec<SignIn>,
}

impl Own {
    pub(super) async fn of(desk: &SignedIn) -> Result<Self, Problem> {
        let app = Arc::clone(&desk.visit.app);
        let (id, now) = (desk.person.id, desk.visit.now);
        let settings = app.settings.staff.clone();
        app.database
            .read(move |connection| {
                let member = store::by_id(connection, id)?.ok_or(Problem::NotFound)?;
                let roles = Roles::of(&member, &store::roles_of(connection, id)?);
                let seen_since = now - settings.idle;
                Ok(Self {
                    needs_factor: second_factor::is_needed(settings.second_factor, roles.kinds()),
                    codes_left: store::codes_left(connection, id)?,
                    sign_ins: store::sign_ins_in_use(connection, id, seen_since, now)?,
                    member,
                })
            })
            .await
    }

    /// The name and language as the form shows them.
    fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        fields.add("name", &self.member.name);
        fields.add("language", self.member.language.code());
        fields
    }
}

/// GET.
pub(super) async fn page(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let kept = desk.kept_fields().await?;
    let own = Own::of(&desk).await?;
    let kept = kept.filter(|fields| fields.has("name"));
    let fields = kept.unwrap_or_else(|| own.fields());
    Ok(desk::shown(views::account(
        &desk,
        &own,
        &AccountPage::of(&fields),
    )))
}

/// POST: name and language.
pub(super) async fn change_profile(Sent { desk, fields }: Sent) -> Result<HttpResponse, Problem> {
    let speech = desk.visit.speech();
    let name = fields.text("name").to_owned();
    let language = Language::parse(fields.text("language"));
    let mut faults = Vec::new();
    faults.extend(fault_of_name(speech, &name));
    if language.is_none() {
        faults.push(fault(
            speech,
            "language",
            "required",
            "staff-fault-language",
        ));
    }
    let (Some(language), true) = (language, faults.is_empty()) else {
        let own = Own::of(&desk).await?;
        let page = AccountPage {
            faults: &faults,
            ..AccountPage::of(&fields)
        };
        return Ok(desk::shown_again(views::account(&desk, &own, &page)));
    };
    let (id, now) = (desk.person.id, desk.visit.now);
    desk.visit
        .app
        .database
        .write(Lane::Any, move |work| {
            actions::change_profile(work, now, id, name, language)
        })
        .await?;
    let mut answer = desk::see_done(ACCOUNT, "profile");
    answer
        .add_cookie(&headers::language_cookie(language))
        .map_err(|error| Broken::Data(error.to_string()))?;
    Ok(answer)
}

/// POST: a new password, for whoever knows the one before.
pub(super) async fn change_password(Sent { desk, fields }: Sent) -> Result<HttpResponse, Problem> {
    let own = Own::of(&desk).await?;
    let shown = own.fields();
    if let Some(answer) = unless_right(&desk, &own, &fields, "password").await? {
        return Ok(answer);
    }
    let owner = Owner {
        email: &own.member.email,
        name: &own.member.name,
    };
    let faults = faults_of_new_password(desk.visit.speech(), &fields, owner);
    if !faults.is_empty() {
        let page = AccountPage {
            faults: &faults,
            ..AccountPage::of(&shown)
        };
        return Ok(desk::shown_again(views::account(&desk, &own, &page)));
    }
    let hash = passwords::hash(fields.raw("new_password").to_owned()).await?;
    let (id, now, this) = (
        desk.person.id,
        desk.visit.now,
        Renewal::of(desk.person.sign_in),
    );
    let fresh = this.clone();
    desk.visit
        .app
        .database
        .write(Lane::SigningIn, move |work| {
            actions::change_password(work, now, id, &fresh, hash)
        })
        .await?;
    renewed(&desk, &this, desk::see_done(ACCOUNT, "password"))
}

/// An answer after which the browser holds the new secret of its sign-in.
pub(super) fn renewed(
    desk: &SignedIn,
    this: &Renewal,
    mut answer: HttpResponse,
) -> Result<HttpResponse, Problem> {
    let cookie = desk::with_secret(&desk.visit.app, &this.secret).ok_or(Problem::Forbidden)?;
    answer
        .add_cookie(&cookie)
        .map_err(|error| Broken::Data(error.to_string()))?;
    Ok(answer)
}

/// The same visit as its page is to be shown: forms on it carry the token of the new secret.
pub(super) fn under(mut desk: SignedIn, this: &Renewal) -> SignedIn {
    desk.person.csrf = Person::csrf_of(&tokens::digest(&this.secret));
    desk
}

/// How it stands with the present password that a form asked for.
pub(super) enum Check {
    Right,
    Wrong(FieldFault),
    /// Too many were wrong: seconds to wait.
    Wait(i64),
}

/// Looks at the present password in a field of a form. Attempts count as those of signing in do.
pub(super) async fn check(
    desk: &SignedIn,
    own: &Own,
    fields: &Fields,
    field: &str,
) -> Result<Check, Problem> {
    let visit = &desk.visit;
    let trying = Trying::of(&own.member.email, shared_address(visit.address));
    let attempt = match count(visit, &trying).await? {
        Admission::Counted(attempt) => attempt,
        Admission::Wait(until) => return Ok(Check::Wait(seconds_until(until, visit.now))),
    };
    let typed = fields.raw(field).to_owned();
    if !passwords::matches(typed, own.member.password_hash.clone()).await? {
        let wrong = fault(visit.speech(), field, "wrong", "password-wrong");
        return Ok(Check::Wrong(wrong));
    }
    let (database, now) = (&visit.app.database, visit.now);
    database
        .write(Lane::SigningIn, move |work| {
            throttle::take_back(work, &attempt, now)
        })
        .await?;
    Ok(Check::Right)
}

/// The answer to a form of this page that lacks the present password; `None` where it is right.
pub(super) async fn unless_right(
    desk: &SignedIn,
    own: &Own,
    fields: &Fields,
    field: &str,
) -> Result<Option<HttpResponse>, Problem> {
    let shown = own.fields();
    let page = AccountPage::of(&shown);
    Ok(match check(desk, own, fields, field).await? {
        Check::Right => None,
        Check::Wrong(fault) => {
            let faults = [fault];
            let page = AccountPage {
                faults: &faults,
                ..page
            };
            Some(desk::shown_again(views::account(desk, own, &page)))
        }
        Check::Wait(seconds) => {
            let page = AccountPage {
                wait: Some(seconds),
                ..page
            };
            Some(shown_to_wait(views::account(desk, own, &page), seconds))
        }
    })
}

/// POST: ends one of one's own sign-ins.
pub(super) async fn end_one(
    Sent { desk, .. }: Sent,
    sign_in: Path<String>,
) -> Result<HttpResponse, Problem> {
    let sign_in = Id::parse(&sign_in).ok_or(Problem::NotFound)?;
    let (id, now) = (desk.person.id, desk.visit.now);
    let ended = desk
        .visit
        .app
        .database
        .write(Lane::Any, move |work| {
            actions::end_own(work, now, id, sign_in)
        })
        .await?;
    if ended {
        Ok(desk::see_done(ACCOUNT, "sign-in-ended"))
    } else {
        Err(Problem::NotFound)
    }
}

/// POST: ends all but this one.
pub(super) async fn end_others(Sent { desk, .. }: Sent) -> Result<HttpResponse, Problem> {
    let (id, this, now) = (desk.person.id, desk.person.sign_in, desk.visit.now);
    desk.visit
        .app
        .database
        .write(Lane::Any, move |work| {
            actions::end_others(work, now, id, this)
        })
        .await?;
    Ok(desk::see_done(ACCOUNT, "sign-ins-ended"))
}

/// What is wrong with a new password and its repetition.
pub(super) fn faults_of_new_password(
    speech: Speech<'_>,
    fields: &Fields,
    owner: Owner<'_>,
) -> Vec<FieldFault> {
    let password = fields.raw("new_password");
    let weak = passwords::weakness(password, owner).map(|weakness| {
        let (code, word) = match weakness {
            Weakness::Short => ("too_short", "password-short"),
            Weakness::Long => ("too_long", "password-long"),
            Weakness::Own => ("own", "password-own"),
            Weakness::Common => ("common", "password-common"),
        };
        let limits = args! { "fewest" => passwords::SHORTEST, "most" => passwords::LONGEST };
        FieldFault {
            field: "new_password".to_owned(),
            code,
            message: speech.tf(word, &limits),
        }
    });
    let other =
        weak.is_none() && passwords::normal(password) != passwords::normal(fields.raw("repeated"));
    let other = other.then(|| fault(speech, "repeated", "different", "password-different"));
    weak.into_iter().chain(other).collect()
}

pub(super) fn fault_of_name(speech: Speech<'_>, name: &str) -> Option<FieldFault> {
    let letters = name.chars().count();
    if letters == 0 {
        Some(fault(speech, "name", "required", "staff-fault-name"))
    } else if letters > NAME_LETTERS || name.chars().any(char::is_control) {
        Some(fault(speech, "name", "too_long", "staff-fault-name-long"))
    } else {
        None
    }
}

pub(super) fn fault(speech: Speech<'_>, field: &str, code: &'static str, word: &str) -> FieldFault {
    FieldFault {
        field: field.to_owned(),
        code,
        message: speech.t(word),
    }
}
