//! What the extractors of the desk ask: whose secret a cookie holds, and forms kept for whoever has to sign in again.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::record::{Member, RoleRow, SignIn};
use super::{store, tokens};
use crate::app::App;
use crate::database::{AnyConnection, Broken, Id, Lane, Work};
use crate::web::desk::{Fields, Found, Person, SignIns, Standing};

/// How long a form is kept for somebody whose sign-in ran out.
pub(super) const KEPT_FOR: TimeDelta = TimeDelta::hours(12);

/// How many forms of one person are kept, how much they are together, and how long the address of a page is.
const KEPT_FORMS: usize = 20;
const KEPT_BYTES: usize = 2 * 1024 * 1024;
const PAGE_BYTES: usize = 500;

/// How often the last use of a sign-in is written down.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

/// The sign-ins in the database.
pub struct InDatabase;

impl SignIns for InDatabase {
    fn found(
        &self,
        app: Arc<App>,
        secret: String,
        now: DateTime<Utc>,
    ) -> BoxFuture<'static, Result<Found, Broken>> {
        async move {
            let digest = tokens::digest(&secret);
            let idle = app.settings.staff.idle;
            let found = app
                .database
                .read(move |connection| whose(connection, &digest, idle, now))
                .await?;
            let Some((found, sign_in)) = found else {
                return Ok(Found::Nobody);
            };
            if matches!(found, Found::In(_)) && now - sign_in.last_seen_at.utc() >= SEEN_EVERY {
                let seen = move |work: &mut Work| store::see(work.connection, sign_in.id, now);
                app.database.write(Lane::Any, seen).await?;
            }
            Ok(found)
        }
        .boxed()
    }

    fn is_former_token(
        &self,
        app: Arc<App>,
        staff: Id,
        token: String,
        now: DateTime<Utc>,
    ) -> BoxFuture<'static, Result<bool, Broken>> {
        async move {
            let since = now - KEPT_FOR - app.settings.staff.longest;
            let digests = app
                .database
                .read(move |connection| store::digests_since(connection, staff, since))
                .await?;
            Ok(digests
                .iter()
                .any(|digest| Person::csrf_of(digest) == token))
        }
        .boxed()
    }

    fn keep(
        &self,
        app: Arc<App>,
        staff: Id,
        page: String,
        fields: Fields,
        now: DateTime<Utc>,
    ) -> BoxFuture<'static, Result<(), Broken>> {
        let write = async move {
            // A button alone, as that of signing out: what is kept of the page's form stays.
            if fields.iter().next().is_none() || page.len() > PAGE_BYTES {
                return Ok(());
            }
            let keep = move |work: &mut Work| {
                store::keep_form(work.connection, staff, &page, fields, now)?;
                let most = (KEPT_FORMS, KEPT_BYTES);
                store::forget_more_forms(work.connection, staff, most)
            };
            app.database.write(Lane::Any, keep).await
        };
        write.boxed()
    }

    fn kept(
        &self,
        app: Arc<App>,
        staff: Id,
        page: String,
        now: DateTime<Utc>,
    ) -> BoxFuture<'static, Result<Option<Fields>, Broken>> {
        let read = async move {
            app.database
                .read(move |connection| store::kept_form(connection, staff, &page, now - KEPT_FOR))
                .await
        };
        read.boxed()
    }

    fn forget(
        &self,
        app: Arc<App>,
        staff: Id,
        page: String,
    ) -> BoxFuture<'static, Result<(), Broken>> {
        let write = async move {
            app.database
                .write(Lane::Any, move |work| {
                    store::forget_form(work.connection, staff, &page)
                })
                .await
        };
        write.boxed()
    }
}

fn whose(
    connection: &mut AnyConnection,
    digest: &str,
    idle: TimeDelta,
    now: DateTime<Utc>,
) -> Result<Option<(Found, SignIn)>, Broken> {
    let Some((sign_in, member)) = store::sign_in_by_digest(connection, digest)? else {
        return Ok(None);
    };
    let over = sign_in.ended_at.is_some() || member.disabled_at.is_some() || !sign_in.complete;
    let ran_out = now >= sign_in.ends_at.utc() || now - sign_in.last_seen_at.utc() >= idle;
    let found = if over {
        Found::Nobody
    } else if ran_out {
        Found::RanOut {
            staff: member.id,
            csrf: Person::csrf_of(&sign_in.secret_digest),
        }
    } else {
        let roles = store::roles_of(connection, member.id)?;
        let kept = store::has_kept_forms(connection, member.id)?;
        Found::In(person(member, &roles, &sign_in, kept))
    };
    Ok(Some((found, sign_in)))
}

fn person(member: Member, roles: &[RoleRow], sign_in: &SignIn, has_kept_forms: bool) -> Person {
    let of_office = member.office_role.map(|role| Standing { role, body: None });
    let of_bodies = roles.iter().map(|row| Standing {
        role: row.role,
        body: Some(row.body_id),
    });
    Person {
        id: member.id,
        name: member.name,
        language: member.language,
        standings: of_office.into_iter().chain(of_bodies).collect(),
        sign_in: sign_in.id,
        csrf: Person::csrf_of(&sign_in.secret_digest),
        has_kept_forms,
    }
}
