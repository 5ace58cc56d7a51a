//! What of versions announced before is shown no more, because it is closed now.

use std::collections::HashMap;

use crate::language::Multilingual;
use crate::law::session_course::Access;
use crate::sessions::history::{MatterThen, Snapshot};
use crate::sessions::record::{AgendaItem, Session};

/// What of a session is closed at present, each with the neutral title that stands instead.
#[derive(Debug, Clone, Default)]
pub struct Hidden {
    whole: Option<Multilingual>,
    items: HashMap<String, Multilingual>,
}

impl Hidden {
    /// Of a session and its agenda as they stand.
    #[must_use]
    pub fn of(session: &Session, agenda: &[AgendaItem]) -> Self {
        let closed = agenda.iter().filter(|item| item.access == Access::Closed);
        Self {
            whole: (session.access == Access::Closed).then(|| (*session.title).clone()),
            items: closed
                .map(|item| (item.id.to_string(), (*item.title).clone()))
                .collect(),
        }
    }

    /// Leaves out of a version what is closed now; whether anything was left out. What was said of a version in which
    /// that was open may name it, so that goes too.
    pub fn hide(&self, snapshot: &mut Snapshot) -> bool {
        let mut left_out = false;
        if self.was_open_in(snapshot) {
            left_out |= snapshot.note.take().is_some();
        }
        if let Some(title) = &self.whole {
            left_out |= snapshot.title != *title;
            snapshot.title.clone_from(title);
        }
        for matter in &mut snapshot.agenda {
            if let Some(title) = self.title_of(matter) {
                left_out |= matter.hide(title);
            }
        }
        left_out
    }

    /// Whether something was open in a version that is closed now.
    fn was_open_in(&self, snapshot: &Snapshot) -> bool {
        let session = self.whole.is_some() && snapshot.was_open();
        let mut items = snapshot.agenda.iter();
        session || items.any(|item| item.was_open() && self.title_of(item).is_some())
    }

    /// The title that a matter has now, if it is closed. A matter that is gone belongs to the session that is closed.
    fn title_of(&self, matter: &MatterThen) -> Option<&Multilingual> {
        self.items.get(&matter.id).or(self.whole.as_ref())
    }
}
