//! Rows of people, their roles and their sign-ins.

use diesel::prelude::*;

use crate::database::schema::{sign_ins, staff, staff_roles};
use crate::database::{Id, Instant, text_column};
use crate::language::Language;
use crate::web::desk::Role;

text_column!(Role);

/// A person of a secretariat.
#[derive(
    Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable, AsChangeset,
)]
#[diesel(table_name = staff, treat_none_as_null = true)]
pub struct Member {
    /// Ours.
    pub id: Id,
    /// What one signs in with: in lower case.
    pub email: String,
    /// As colleagues read it.
    pub name: String,
    /// The language of the person's letters and, until chosen otherwise, pages.
    pub language: Language,
    /// A role for all bodies, if the person has one.
    pub office_role: Option<Role>,
    /// Argon2id, in the usual PHC form; none until the person has chosen a password.
    pub password_hash: Option<String>,
    /// The secret of the second factor, in Base32; none until it is set up.
    pub totp_secret: Option<String>,
    /// The step of the last code that was taken: none is taken twice.
    pub totp_last_step: Option<i64>,
    /// SHA-256 of the one-time link that sets up password and second factor.
    pub setup_digest: Option<String>,
    /// Until when that link opens.
    pub setup_ends_at: Option<Instant>,
    /// Since when the person may not sign in.
    pub disabled_at: Option<Instant>,
    /// Grows with each change.
    pub revision: i32,
    /// When the person was entered.
    pub created_at: Instant,
    /// When the row was last changed.
    pub updated_at: Instant,
}

/// A role for one body.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = staff_roles)]
pub struct RoleRow {
    /// Whose.
    pub staff_id: Id,
    /// For which body.
    pub body_id: Id,
    /// What.
    pub role: Role,
}

/// A browser that signed in.
#[derive(
    Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable, AsChangeset,
)]
#[diesel(table_name = sign_ins, treat_none_as_null = true)]
pub struct SignIn {
    /// Ours.
    pub id: Id,
    /// Whose.
    pub staff_id: Id,
    /// SHA-256 of the secret that the cookie holds.
    pub secret_digest: String,
    /// The second factor was shown, or none is asked for.
    pub complete: bool,
    /// What the browser calls itself, shortened.
    pub browser: String,
    /// Since when.
    pub begun_at: Instant,
    /// When it was last used, to the minute.
    pub last_seen_at: Instant,
    /// When it ends however much it is used.
    pub ends_at: Instant,
    /// When the person ended it.
    pub ended_at: Option<Instant>,
}
