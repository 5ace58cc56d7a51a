//! Many sessions that one act changed at once: each has a new version, news of its own and its line in the journal. The
//! number of statements does not depend on how many they are.

use chrono::{DateTime, Utc};

use super::entering::touch;
use super::facts::{facts, note};
use super::versions;
use crate::database::{Broken, Id, Work};
use crate::journal::{Actor, Changes};
use crate::language::Multilingual;
use crate::news::{self, Kind, News};
use crate::sessions::record::Session;
use crate::sessions::store::{self, Details};

/// A session that was changed with others.
#[derive(Debug, Clone)]
pub struct Changed {
    /// As it was.
    pub known: Session,
    /// As it is, in its next revision.
    pub session: Session,
    /// What belongs to it, which is as it was.
    pub details: Details,
    /// What the news of it is known by.
    pub news: Id,
}

/// What was done with them.
#[derive(Debug, Clone, Copy)]
pub struct Done<'a> {
    /// The act of the version: [`versions::EMERGENCY`] or [`versions::HALL_AGAIN`].
    pub act: &'static str,
    /// What others hear of.
    pub kind: Kind,
    /// The act's name in the journal.
    pub in_journal: &'static str,
    /// Why, for the public.
    pub why: Option<&'a Multilingual>,
}

/// Notes what was done; the rows of the sessions were written before, and those who applied are told by the same act.
///
/// # Errors
/// [`Broken::Query`]; a revision is kept once.
pub fn note_together(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    done: Done<'_>,
    all: &[Changed],
) -> Result<(), Broken> {
    let versions: Vec<_> = all
        .iter()
        .map(|one| versions::version(now, done.act, &one.session, &one.details, done.why))
        .collect();
    store::insert_versions(work.connection, &versions)?;
    let news: Vec<News> = all
        .iter()
        .map(|one| News {
            id: one.news,
            session_id: one.session.id,
            body_id: one.session.body_id,
            kind: done.kind,
            revision: one.session.revision,
            at: now.into(),
        })
        .collect();
    news::note_many_told(work, now, &news)?;
    for Changed {
        known,
        session,
        details,
        ..
    } in all
    {
        let changes = Changes::between(facts(known, details), facts(session, details));
        note(
            work,
            now,
            actor,
            done.in_journal,
            session,
            details,
            &changes,
        );
        touch(work, session);
    }
    Ok(())
}
