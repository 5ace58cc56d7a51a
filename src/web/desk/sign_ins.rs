//! What the slice `staff` answers for. It stands above this floor; the server plugs it in.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;

use super::fields::Fields;
use super::person::Person;
use crate::app::App;
use crate::database::{Broken, Id};

/// Whose secret a cookie holds.
#[derive(Debug, Clone)]
pub enum Found {
    /// Somebody who is signed in.
    In(Person),
    /// Somebody whose sign-in has run out: what was typed under it is kept for that person.
    RanOut {
        /// Who.
        staff: Id,
        /// The token that forms of that sign-in carry.
        csrf: String,
    },
    /// Nobody, or somebody who signed out.
    Nobody,
}

/// Sign-ins and the forms kept for those that ran out.
pub trait SignIns: Send + Sync {
    /// Whose this secret is; notes that the person was seen.
    ///
    /// # Errors
    /// [`Broken`] of the database, as all here.
    fn found(
        &self,
        app: Arc<App>,
        secret: String,
        now: DateTime<Utc>,
    ) -> BoxFuture<'static, Result<Found, Broken>>;

    /// Whether a token belongs to a recent sign-in of this person: to a page opened before.
    ///
    /// # Errors
    /// [`Broken`].
    fn is_former_token(
        &self,
        app: Arc<App>,
        staff: Id,
        token: String,
        now: DateTime<Utc>,
    ) -> BoxFuture<'static, Result<bool, Broken>>;

    /// Keeps what was typed into the form of a page. Of one person's forms so many are kept, and so much: the oldest
    /// go; an address longer than those of pages is none.
    ///
    /// # Errors
    /// [`Broken`].
    fn keep(
        &self,
        app: Arc<App>,
        staff: Id,
        page: String,
        fields: Fields,
        now: DateTime<Utc>,
    ) -> BoxFuture<'static, Result<(), Broken>>;

    /// What is kept for a page, if it is not too old.
    ///
    /// # Errors
    /// [`Broken`].
    fn kept(
        &self,
        app: Arc<App>,
        staff: Id,
        page: String,
        now: DateTime<Utc>,
    ) -> BoxFuture<'static, Result<Option<Fields>, Broken>>;

    /// Forgets what is kept for a page: it was sent again.
    ///
    /// # Errors
    /// [`Broken`].
    fn forget(
        &self,
        app: Arc<App>,
        staff: Id,
        page: String,
    ) -> BoxFuture<'static, Result<(), Broken>>;
}
