//! Entering a version. What it does to the clocks of sessions is not known here: `changes::calendar` does both in one
//! transaction.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::record::{Head, Version};
use super::store;
use crate::app::App;
use crate::database::{Broken, Id, Topic, Work, Zone};
use crate::journal::{self, Actor, Entry};
use crate::law::working_days::Calendar;
use crate::web::hex::hex;

/// A version as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The order, who issued it and when.
    pub source: String,
    /// Who enters it, as it is to be read.
    pub author: String,
    /// All days; its name gives way to that of the version.
    pub calendar: Calendar,
}

/// Enters a version; it is in force as soon as the act is durable. The days get the version's name.
///
/// # Errors
/// [`Broken`].
pub fn enter(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    order: &Order,
) -> Result<(Version, Calendar), Broken> {
    let newest = store::newest(work.connection)?;
    let day = Zone(chrono_tz::Asia::Almaty).local(now).date();
    let calendar = order.calendar.named(free_name(work, day)?);
    let rows_csv = calendar.to_csv();
    let version = Version {
        version: calendar.version().to_owned(),
        ordinal: newest
            .as_ref()
            .map_or(1, |head| head.ordinal.saturating_add(1)),
        source: order.source.clone(),
        author: order.author.clone(),
        entered_at: now.into(),
        digest: digest(&rows_csv),
        rows_csv,
    };
    store::insert(work.connection, &version)?;
    note(work, now, actor, newest.as_ref(), &version);
    work.touch(Topic::Calendar);
    Ok((version, calendar))
}

/// SHA-256 of the days of a version.
#[must_use]
pub fn digest(rows_csv: &str) -> String {
    hex(&Sha256::digest(rows_csv.as_bytes()))
}

/// The day and the first counter that is free.
fn free_name(work: &mut Work, day: NaiveDate) -> Result<String, Broken> {
    let mut counter = 1_u32;
    loop {
        let name = format!("{day}.{counter}");
        if store::by_name(work.connection, &name)?.is_none() {
            return Ok(name);
        }
        counter = counter.saturating_add(1);
    }
}

fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    before: Option<&Head>,
    version: &Version,
) {
    let entry = Entry {
        actor: actor.clone(),
        act: "calendar.version_entered",
        object_kind: "calendar",
        object: Id::new(),
        body: None,
        before: Some(json!({"version": before.map(|head| &head.version)})),
        after: Some(json!({
            "version": version.version,
            "source": version.source,
            "digest": version.digest,
        })),
        calendar_version: Some(&version.version),
    };
    journal::record(work, now, entry);
}

/// The calendar in force as the transaction sees it, whether or not this process has heard of it yet; until the
/// act has ended nobody enters another.
///
/// # Errors
/// [`Broken`].
pub fn in_force_for(work: &mut Work, app: &App) -> Result<Arc<Calendar>, Broken> {
    store::hold(work.connection)?;
    let known = app.calendar();
    let newest = store::newest(work.connection)?;
    let name = newest.map_or_else(
        || app.calendar_in_force.built_in().version().to_owned(),
        |head| head.version,
    );
    if known.version() == name {
        return Ok(known);
    }
    Ok(match store::in_force(work.connection)? {
        Some(calendar) => Arc::new(calendar),
        None => Arc::clone(app.calendar_in_force.built_in()),
    })
}
