//! What a letter about news says of the news itself: what was, what is, why.

use super::notice::Notice;
use crate::language::Speech;
use crate::news::Kind;
use crate::notices::differences;
use crate::outbox::{Change, Changes, Content, Fact, Part};
use crate::sessions::history::Snapshot;
use crate::sessions::now as present;

impl Notice<'_> {
    /// What was and what is, why, and whether it is still so.
    pub(super) fn add_news(&self, content: &mut Content) {
        match self.kind {
            Kind::Postponed => content.paragraph(self.speech.t("notice-postponed-says")),
            Kind::Cancelled => content.paragraph(self.speech.t("notice-cancelled-says")),
            Kind::Switched => content.paragraph(self.speech.t("notice-switched-says")),
            Kind::Restored => content.paragraph(self.speech.t("notice-restored-says")),
            _ => {}
        }
        let changes = matches!(
            self.kind,
            Kind::Changed | Kind::Postponed | Kind::Switched | Kind::Restored
        );
        if changes {
            self.add_changes(content);
        }
        let label = match self.kind {
            Kind::Switched => "emergency-basis",
            _ => "notice-reason",
        };
        let notes = if changes || self.kind == Kind::Cancelled {
            self.versions.notes(self.facts.from, self.facts.to)
        } else {
            Vec::new()
        };
        let notes: Vec<Fact> = notes.iter().map(|note| self.fact_in(label, note)).collect();
        if !notes.is_empty() {
            content.parts.push(Part::Facts(notes));
        }
        if self.tells_of_emergency() {
            content.paragraph(self.speech.t("emergency-says"));
        }
        let is_newer = self.card.session.revision > self.facts.to && self.changed_since();
        if is_newer && self.kind != Kind::Results {
            content.paragraph(self.speech.t("notice-changed-since"));
        }
    }

    /// Whether the letter tells that something is closed which the reader knew as open.
    pub(super) fn closes_something(&self) -> bool {
        let (from, to) = (self.facts.from, self.facts.to);
        self.kind != Kind::Results && self.versions.closes_something(from, to)
    }

    /// Whether nothing of the change is left to tell, because the hall was lost since, or is another one.
    pub(super) fn says_nothing(&self) -> bool {
        let told = self.sides().map(|(before, after)| {
            let all = differences::told(self.speech, &before, &after);
            !all.is_empty() && self.still_told(&before, &after).is_empty()
        });
        self.kind == Kind::Changed && told == Some(true)
    }

    /// The version that the reader knows, and the one that the letter tells of.
    fn sides(&self) -> Option<(Snapshot, Snapshot)> {
        let before = self
            .facts
            .from
            .and_then(|from| self.versions.snapshot(from));
        before.zip(self.versions.snapshot(self.facts.to))
    }

    fn still_told(&self, before: &Snapshot, after: &Snapshot) -> Vec<Change> {
        let moot = differences::moot(after, &self.card.session);
        differences::told_but(self.speech, before, after, moot)
    }

    fn add_changes(&self, content: &mut Content) {
        let Some((before, after)) = self.sides() else {
            return;
        };
        let all = self.still_told(&before, &after);
        content.parts.extend(changes(self.speech, all));
    }

    /// Whether an emergency took away the hall that the reader knows of; a letter about the emergency itself says so in its
    /// own words.
    fn tells_of_emergency(&self) -> bool {
        let own = !matches!(self.kind, Kind::Changed | Kind::Postponed);
        let known = self.sides().is_some_and(|(before, _)| before.has_hall());
        known && !own && present::is_in_emergency(&self.card.session)
    }

    /// Whether what people act on is another than the letter tells.
    fn changed_since(&self) -> bool {
        let then = self.versions.snapshot(self.facts.to);
        let now = self.versions.snapshot(self.card.session.revision);
        let moot = |then: &Snapshot| -> &[&str] {
            if self.tells_of_emergency() {
                differences::moot(then, &self.card.session)
            } else {
                &[]
            }
        };
        then.zip(now).is_some_and(|(then, now)| {
            !differences::told_but(self.speech, &then, &now, moot(&then)).is_empty()
        })
    }
}

/// The part that tells of changes, where there are any.
pub(super) fn changes(speech: Speech<'_>, all: Vec<Change>) -> Option<Part> {
    (!all.is_empty()).then(|| {
        Part::Changes(Changes {
            what: speech.t("notice-what"),
            before: speech.t("history-before"),
            now: speech.t("history-after"),
            all,
        })
    })
}
