//! The hash chain over the journal (OS-21). Every minute the lines written since the last seal get a new one: the
//! SHA-256 of the seal before and of each of these lines, as text. Whoever changes, takes out or slips in a sealed
//! line by going behind the program breaks the chain at its seal, and every later one rests on that. A seal that is
//! noted elsewhere – in an export, on paper – proves the journal before it.
//!
//! Lines are sealed in the order of their places, which the database gives as it writes them. While the next seal's
//! bounds are found, nobody else writes lines (SQLite has one writer; on PostgreSQL the table is locked for that
//! moment), so no line can come in later below them, however long its act took. No margin of time is needed, and no
//! clock is trusted.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::record::{Line, Seal};
use super::store;
use crate::database::{AnyConnection, Broken, Database, Lane};
use crate::web::hex::hex;

/// Lines under one seal at the most; what is left gets the next one.
pub const LINES_OF_A_SEAL: i64 = 5000;

/// Lines read at once.
const LINES_AT_ONCE: i64 = 1000;

/// Where the chain begins.
const BEGINNING: &str = "otyrys journal";

/// A line as the text that is sealed: an array in JSON of its id, instant in UTC to the microsecond, actor, act, kind
/// and id of the object, id of the body, before, after, version of the calendar; `null` for what it lacks.
#[must_use]
pub fn canonical(line: &Line) -> String {
    let at = line.at.utc().to_rfc3339_opts(SecondsFormat::Micros, true);
    json!([
        line.id,
        at,
        line.actor,
        line.act,
        line.object_kind,
        line.object_id,
        line.body_id,
        line.before,
        line.after,
        line.calendar_version
    ])
    .to_string()
}

/// The digest of a seal while its lines come in.
struct Chain {
    hasher: Sha256,
    lines: i32,
}

impl Chain {
    fn after(seal: Option<&Seal>) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(seal.map_or(BEGINNING, |seal| seal.digest.as_str()));
        hasher.update(b"\n");
        Self { hasher, lines: 0 }
    }

    fn add(&mut self, line: &Line) {
        self.hasher.update(canonical(line));
        self.hasher.update(b"\n");
        self.lines = self.lines.saturating_add(1);
    }

    fn digest(self) -> String {
        hex(&self.hasher.finalize())
    }
}

/// Seals what is not sealed yet; gives the number of new seals. Run twice, or by several processes at once, it does
/// no more than once.
///
/// # Errors
/// [`Broken`] of the database: then the next time does it.
pub async fn seal(database: &Database, now: DateTime<Utc>) -> Result<usize, Broken> {
    let mut made = 0_usize;
    while seal_once(database, now).await? {
        made = made.saturating_add(1);
    }
    Ok(made)
}

async fn seal_once(database: &Database, now: DateTime<Utc>) -> Result<bool, Broken> {
    // An office at rest is not woken.
    if !database.read(store::has_unsealed).await? {
        return Ok(false);
    }
    // Alone: the other lanes hold no lines while the bounds are found, and nobody waits in a circle.
    let bounds = database.write(Lane::All, |work| store::next_bounds(work.connection));
    let Some(bounds) = bounds.await? else {
        return Ok(false);
    };
    let before = bounds.last.as_ref().map_or(0, |seal| seal.up_to_place);
    let seal = database.read(move |connection| {
        let mut chain = Chain::after(bounds.last.as_ref());
        walk(connection, before, bounds.up_to_place, |line| {
            chain.add(line);
        })?;
        // A replica that lags behind has not seen them all yet.
        if i64::from(chain.lines) != bounds.lines {
            return Ok(None);
        }
        let ordinal = bounds.last.as_ref().map_or(0, |seal| seal.ordinal);
        Ok::<_, Broken>(Some(Seal {
            ordinal: ordinal.saturating_add(1),
            sealed_at: now.into(),
            up_to_place: bounds.up_to_place,
            lines: chain.lines,
            digest: chain.digest(),
        }))
    });
    let Some(seal) = seal.await? else {
        return Ok(false);
    };
    database
        .write(Lane::Any, move |work| {
            store::insert_seal(work.connection, &seal)
        })
        .await
}

fn walk(
    connection: &mut AnyConnection,
    mut after: i64,
    up_to: i64,
    mut each: impl FnMut(&Line),
) -> Result<(), Broken> {
    loop {
        let lines = store::in_places(connection, after, up_to, LINES_AT_ONCE)?;
        let Some(last) = lines.last() else {
            return Ok(());
        };
        after = last.place;
        lines.iter().for_each(&mut each);
    }
}

/// What a look at the whole chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Seals that hold, from the first.
    pub sound: usize,
    /// Lines under them.
    pub lines: i64,
    /// The last of them.
    pub last: Option<Seal>,
    /// The first that does not hold: lines under it, or it itself, are not as they were sealed.
    pub broken: Option<BrokenSeal>,
    /// Lines that have no seal yet.
    pub unsealed: i64,
}

/// A seal that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenSeal {
    /// The seal.
    pub seal: Seal,
    /// Lines found under it; another number than the seal's where some were taken out or slipped in.
    pub lines: i32,
    /// Digest computed from them.
    pub digest: String,
}

/// Computes the whole chain anew from the lines as they are.
///
/// # Errors
/// [`Broken::Query`].
pub fn verify(connection: &mut AnyConnection) -> Result<Verified, Broken> {
    let seals = store::seals(connection)?;
    let mut found = Verified {
        sound: 0,
        lines: 0,
        last: None,
        broken: None,
        unsealed: 0,
    };
    let end = seals.last().map_or(0, |seal| seal.up_to_place);
    for (seal, ordinal) in seals.into_iter().zip(1..) {
        let mut chain = Chain::after(found.last.as_ref());
        let from = found.last.as_ref().map_or(0, |seal| seal.up_to_place);
        walk(connection, from, seal.up_to_place, |line| chain.add(line))?;
        let lines = chain.lines;
        let digest = chain.digest();
        if seal.ordinal != ordinal || lines != seal.lines || digest != seal.digest {
            found.broken = Some(BrokenSeal {
                seal,
                lines,
                digest,
            });
            break;
        }
        found.sound = found.sound.saturating_add(1);
        found.lines = found.lines.saturating_add(i64::from(lines));
        found.last = Some(seal);
    }
    found.unsealed = store::count_after(connection, end)?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Id;

    #[test]
    fn the_sealed_text_tells_every_field_apart() {
        let id = Id::parse("0193a000-0000-7000-8000-000000000001").unwrap();
        let mut line = Line {
            id,
            at: DateTime::from_timestamp_micros(1_700_000_000_000_001)
                .unwrap()
                .into(),
            actor: "visitor".to_owned(),
            act: "application.received".to_owned(),
            object_kind: "application".to_owned(),
            object_id: id,
            body_id: None,
            before: None,
            after: Some("{\"state\":\"seated\"}".to_owned()),
            calendar_version: None,
            place: 7,
        };
        let text = canonical(&line);
        assert_eq!(
            text,
            "[\"0193a000-0000-7000-8000-000000000001\",\"2023-11-14T22:13:20.000001Z\",\"visitor\",\
             \"application.received\",\"application\",\"0193a000-0000-7000-8000-000000000001\",null,null,\
             \"{\\\"state\\\":\\\"seated\\\"}\",null]"
        );
        line.before = line.after.take();
        assert_ne!(canonical(&line), text);
    }
}
