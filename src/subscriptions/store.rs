//! All queries on subscriptions.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::record::{About, Asks, Often, Subscription};
use crate::database::schema::{subscription_asks, subscriptions};
use crate::database::{AnyConnection, Broken, Id, Instant, Json, both};

/// Confirmed subscriptions that hear of such things so often, or may have until a short while ago (`None`: however often
/// they hear), in the order of their ids, after one of them. Whether each wants a session is asked of [`Subscription::wants`], and when it heard
/// how often, of [`Subscription::often_at`].
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn confirmed(
    connection: &mut AnyConnection,
    about: About,
    often: impl Into<Option<Often>>,
    after: Option<Id>,
    limit: i64,
) -> Result<Vec<Subscription>, Broken> {
    let mut query = subscriptions::table
        .filter(subscriptions::confirmed_at.is_not_null())
        .order(subscriptions::id)
        .limit(limit)
        .select(Subscription::as_select())
        .into_boxed();
    query = match about {
        About::Announcements => query.filter(subscriptions::announcements.eq(true)),
        About::Changes => query.filter(subscriptions::changes.eq(true)),
        About::Results => query.filter(subscriptions::results.eq(true)),
    };
    if let Some(often) = often.into() {
        query = query.filter(hears(often));
    }
    if let Some(after) = after {
        query = query.filter(subscriptions::id.gt(after));
    }
    Ok(query.load(connection)?)
}

/// Those that hear so often, or have changed how often.
#[diesel::dsl::auto_type(no_type_alias)]
fn hears(often: Often) -> _ {
    let now: diesel::dsl::Eq<subscriptions::often, Often> = subscriptions::often.eq(often);
    now.or(subscriptions::heard_before.ne("[]"))
}

/// One subscription.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Subscription>, Broken> {
    Ok(subscriptions::table
        .find(id)
        .select(Subscription::as_select())
        .get_result(connection)
        .optional()?)
}

/// The subscription that this secret opens.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_secret(
    connection: &mut AnyConnection,
    secret: &str,
) -> Result<Option<Subscription>, Broken> {
    Ok(subscriptions::table
        .filter(subscriptions::secret.eq(secret))
        .select(Subscription::as_select())
        .get_result(connection)
        .optional()?)
}

/// All subscriptions of an address, the oldest first; they are few.
///
/// # Errors
/// [`Broken::Query`].
pub fn of_address(
    connection: &mut AnyConnection,
    email_digest: &str,
) -> Result<Vec<Subscription>, Broken> {
    Ok(subscriptions::table
        .filter(subscriptions::email_digest.eq(email_digest))
        .order(subscriptions::id)
        .select(Subscription::as_select())
        .load(connection)?)
}

/// Enters a subscription.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert(connection: &mut AnyConnection, row: &Subscription) -> Result<(), Broken> {
    diesel::insert_into(subscriptions::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// Writes a subscription over, by its next revision alone; `false` when another act was quicker.
///
/// # Errors
/// [`Broken::Query`].
pub fn update(connection: &mut AnyConnection, row: &Subscription) -> Result<bool, Broken> {
    let before = subscriptions::table
        .find(row.id)
        .filter(subscriptions::revision.eq(row.revision.saturating_sub(1)));
    Ok(diesel::update(before).set(row).execute(connection)? == 1)
}

/// Destroys a subscription; `false` when it was gone.
///
/// # Errors
/// [`Broken::Query`].
pub fn delete(connection: &mut AnyConnection, id: Id) -> Result<bool, Broken> {
    Ok(diesel::delete(subscriptions::table.find(id)).execute(connection)? == 1)
}

/// The subscriptions that nobody confirmed since an instant, at most so many.
///
/// # Errors
/// [`Broken::Query`].
pub fn lapsed(
    connection: &mut AnyConnection,
    asked_until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Id>, Broken> {
    Ok(subscriptions::table
        .filter(subscriptions::confirmed_at.is_null())
        .filter(subscriptions::created_at.le(Instant::from(asked_until)))
        .order(subscriptions::created_at)
        .limit(limit)
        .select(subscriptions::id)
        .load(connection)?)
}

/// Destroys a subscription that is still unconfirmed and was asked for before an instant; `false` when it is not.
///
/// # Errors
/// [`Broken::Query`].
pub fn delete_lapsed(
    connection: &mut AnyConnection,
    id: Id,
    asked_until: DateTime<Utc>,
) -> Result<bool, Broken> {
    let it = subscriptions::table
        .find(id)
        .filter(subscriptions::confirmed_at.is_null())
        .filter(subscriptions::created_at.le(Instant::from(asked_until)));
    Ok(diesel::delete(it).execute(connection)? == 1)
}

/// What was sent to an address because somebody asked. The row is this act's until its group is committed: acts on
/// the subscriptions of one address, of other processes too, come one after another.
///
/// # Errors
/// [`Broken::Query`].
pub fn locked_asks(
    connection: &mut AnyConnection,
    email_digest: &str,
    now: DateTime<Utc>,
) -> Result<Asks, Broken> {
    both!(connection, own => diesel::insert_into(subscription_asks::table)
        .values((
            subscription_asks::email_digest.eq(email_digest),
            subscription_asks::letters.eq(Json::from(Vec::<DateTime<Utc>>::new())),
            subscription_asks::last_at.eq(Instant::from(now)),
        ))
        .on_conflict(subscription_asks::email_digest)
        .do_update()
        .set(subscription_asks::email_digest.eq(subscription_asks::email_digest))
        .execute(own))?;
    Ok(subscription_asks::table
        .find(email_digest)
        .select(Asks::as_select())
        .get_result(connection)?)
}

/// Writes down what was sent to an address.
///
/// # Errors
/// [`Broken::Query`].
pub fn set_asks(
    connection: &mut AnyConnection,
    email_digest: &str,
    asks: &Asks,
) -> Result<(), Broken> {
    diesel::update(subscription_asks::table.find(email_digest))
        .set(asks)
        .execute(connection)?;
    Ok(())
}

/// Takes away what no longer counts.
///
/// # Errors
/// [`Broken::Query`].
pub fn purge_asks(connection: &mut AnyConnection, until: DateTime<Utc>) -> Result<usize, Broken> {
    let old = subscription_asks::last_at.le(Instant::from(until));
    Ok(diesel::delete(subscription_asks::table.filter(old)).execute(connection)?)
}

/// Forgets the addresses of those who left while a letter to them was under way, which then did not arrive.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_who_left(connection: &mut AnyConnection) -> Result<(), Broken> {
    // The first conditions as in the index `outbox_not_arrived`. Nobody telephones subscribers: of a letter that has
    // no digest, the address goes too.
    diesel::sql_query(
        "UPDATE outbox SET recipient = '', recipient_hash = NULL \
         WHERE finished_at IS NOT NULL AND recipient <> '' AND channel = 'mail' \
             AND (kind LIKE 'subscriber-%' OR kind LIKE 'subscription-%') \
             AND NOT EXISTS (SELECT 1 FROM subscriptions \
                 WHERE subscriptions.email_digest = outbox.recipient_hash)",
    )
    .execute(connection)?;
    diesel::sql_query(
        "UPDATE suppressions SET address = NULL \
         WHERE address IS NOT NULL \
             AND EXISTS (SELECT 1 FROM outbox WHERE outbox.id = suppressions.letter_id \
                 AND (kind LIKE 'subscriber-%' OR kind LIKE 'subscription-%')) \
             AND NOT EXISTS (SELECT 1 FROM subscriptions \
                 WHERE subscriptions.email_digest = suppressions.address_hash)",
    )
    .execute(connection)?;
    Ok(())
}
