//! What one version says otherwise than the one before it.

use super::snapshot::{MatterThen, Row, Snapshot};
use crate::language::Speech;

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As it was.
    pub before: Row,
    /// As it is.
    pub after: Row,
}

/// A matter that differs.
#[derive(Debug)]
pub enum MatterChange<'a> {
    /// It is new.
    Added(&'a MatterThen),
    /// It is no longer there.
    Removed(&'a MatterThen),
    /// It says something else.
    Changed(&'a MatterThen, Vec<Change>),
}

/// Everything that differs.
#[derive(Debug)]
pub struct Changes<'a> {
    /// Fields, in the order of the page.
    pub fields: Vec<Change>,
    /// Matters: those that are there in their order, then those that are gone.
    pub matters: Vec<MatterChange<'a>>,
    /// Matters stand in another order.
    pub reordered: bool,
}

/// What `after` says otherwise than `before`.
#[must_use]
pub fn between<'a>(speech: Speech<'_>, before: &'a Snapshot, after: &'a Snapshot) -> Changes<'a> {
    let known = |item: &MatterThen| before.agenda.iter().find(|one| one.id == item.id);
    let stays = |item: &MatterThen| after.agenda.iter().any(|one| one.id == item.id);
    let mut matters: Vec<MatterChange<'a>> = Vec::new();
    for item in &after.agenda {
        match known(item) {
            None => matters.push(MatterChange::Added(item)),
            Some(known) => {
                let changes = differing(&known.rows(speech), &item.rows(speech));
                if !changes.is_empty() {
                    matters.push(MatterChange::Changed(item, changes));
                }
            }
        }
    }
    let gone = before.agenda.iter().filter(|item| !stays(item));
    matters.extend(gone.map(MatterChange::Removed));
    let before_those = before.agenda.iter().filter(|item| stays(item));
    let after_those = after.agenda.iter().filter(|item| known(item).is_some());
    let reordered = !before_those
        .map(|item| &item.id)
        .eq(after_those.map(|item| &item.id));
    Changes {
        fields: differing(&before.rows(speech), &after.rows(speech)),
        matters,
        reordered,
    }
}

/// Rows come in the same order from every version.
fn differing(before: &[Row], after: &[Row]) -> Vec<Change> {
    before
        .iter()
        .zip(after)
        .filter(|(before, after)| before.text != after.text)
        .map(|(before, after)| Change {
            before: before.clone(),
            after: after.clone(),
        })
        .collect()
}
