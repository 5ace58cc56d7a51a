//! Who has no e-mail and is to be telephoned.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::database::schema::calls;
use crate::database::{AnyConnection, Broken, Id, Instant, Later, both};

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
