//! Rows that no act reads back: lines of the journal, letters. An act hands them over; they are written with those
//! of its whole group before the commit, one statement a table, and dropped if the act refuses. On PostgreSQL,
//! where each statement is a journey to the server, a crowd moves the faster for it.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;

use super::{AnyConnection, Broken};

/// A row that is written at the end of its group.
pub trait Later: Send + Sized + 'static {
    /// Writes some rows by one statement, in the order in which they were handed over.
    ///
    /// # Errors
    /// [`Broken::Query`]; then nothing of the whole group stays.
    fn write(rows: &[Self], connection: &mut AnyConnection) -> Result<(), Broken>;
}

/// As many as fit into one statement on both engines.
const ROWS_AT_ONCE: usize = 1000;

/// What was handed over, by the kind of row.
#[derive(Default)]
pub(super) struct Handed(BTreeMap<TypeId, Box<dyn Rows>>);

impl Handed {
    pub(super) fn add<R: Later>(&mut self, row: R) {
        let rows = self
            .0
            .entry(TypeId::of::<R>())
            .or_insert_with(|| Box::new(Vec::<R>::new()));
        rows.join(Box::new(vec![row]));
    }

    pub(super) fn join(&mut self, others: Self) {
        for (kind, others) in others.0 {
            if let Some(rows) = self.0.get_mut(&kind) {
                rows.join(others);
            } else {
                self.0.insert(kind, others);
            }
        }
    }

    pub(super) fn write(self, connection: &mut AnyConnection) -> Result<(), Broken> {
        self.0
            .into_values()
            .try_for_each(|rows| rows.write(connection))
    }
}

/// Rows of one kind, whichever.
trait Rows: Any + Send {
    fn join(&mut self, others: Box<dyn Rows>);
    fn write(&self, connection: &mut AnyConnection) -> Result<(), Broken>;
}

impl<R: Later> Rows for Vec<R> {
    fn join(&mut self, others: Box<dyn Rows>) {
        let others: Box<dyn Any> = others;
        // Kept by kind, so they are of this one.
        if let Ok(mut others) = others.downcast::<Self>() {
            self.append(&mut others);
        }
    }

    fn write(&self, connection: &mut AnyConnection) -> Result<(), Broken> {
        self.chunks(ROWS_AT_ONCE)
            .try_for_each(|rows| R::write(rows, connection))
    }
}
