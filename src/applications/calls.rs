//! Applicants without e-mail, to whom somebody has to say by telephone what a letter would have said. Each stands in
//! the list once, with the last thing there is to tell: telephoning, one tells how the application stands. Something
//! new puts the person there anew, whether or not somebody has telephoned before.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::letters;
use super::record::Application;
use crate::database::schema::calls;
use crate::database::{AnyConnection, Broken, Id, Instant, Later, Work, both};
use crate::law::deadlines::Channel;

/// Somebody to be telephoned.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = calls, treat_none_as_default_value = false)]
pub struct Call {
    /// Who.
    pub application_id: Id,
    /// Another one whenever there is something new to tell.
    pub id: Id,
    /// About which session.
    pub session_id: Id,
    /// The letter that would have told it.
    pub kind: String,
    /// Since when.
    pub since: Instant,
}

/// Puts an applicant without e-mail into the list, for the letter of a kind; as with letters, when the act is durable.
/// Not for what the person knows: the receipt shown on the page, one's own withdrawal and correction.
pub fn order(work: &mut Work, now: DateTime<Utc>, application: &Application, kind: &str) {
    let shown = kind == letters::RECEIVED && application.channel == Channel::Electronic;
    let known = matches!(kind, letters::WITHDRAWN | letters::CORRECTED);
    if shown || known || application.email.is_some() || application.phone.is_none() {
        return;
    }
    work.later(Call {
        application_id: application.id,
        id: Id::new(),
        session_id: application.session_id,
        kind: kind.to_owned(),
        since: now.into(),
    });
}

impl Later for Call {
    fn write(rows: &[Self], connection: &mut AnyConnection) -> Result<(), Broken> {
        // One statement changes no row twice: of several things to tell one person the last one stays.
        let last: BTreeMap<Id, &Self> = rows.iter().map(|row| (row.application_id, row)).collect();
        let last: Vec<&Self> = last.into_values().collect();
        both!(connection, own => diesel::insert_into(calls::table)
            .values(last)
            .on_conflict(calls::application_id)
            .do_update()
            .set((
                calls::id.eq(excluded(calls::id)),
                calls::kind.eq(excluded(calls::kind)),
                calls::since.eq(excluded(calls::since)),
            ))
            .execute(own))?;
        Ok(())
    }
}
