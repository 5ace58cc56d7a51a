//! What a new version of an announcement says otherwise, as a letter tells it: found by `sessions::history`, kept to
//! what people act on, and put in the reader's own language.

use crate::language::{Language, Speech};
use crate::outbox::{Change, Said};
use crate::sessions::history::{self, MatterChange, MatterThen, Row, Snapshot};
use crate::sessions::record::Session;

/// Of the fields of an announcement those by which people do something: they come elsewhere, at another time, by another
/// entrance, watch at another address, ask somebody else. Seats and deadlines are not among them: what they mean for
/// somebody is told by letters of their own, and never takes a right away.
const ACTED_ON: [&str; 14] = [
    "access",
    "starts",
    "ends",
    "sittings",
    "format",
    "languages",
    "place",
    "venue-access",
    BROADCAST,
    "overflow",
    "contact-name",
    "contact-position",
    "contact-phone",
    "contact-email",
];

/// These are shown beside the others, and are no reason for a letter.
const SHOWN_TOO: [&str; 2] = ["title", "kind"];

/// Where it can be watched.
pub const BROADCAST: &str = "broadcast_url";

/// What has to do with the hall.
const OF_HALL: [&str; 4] = ["format", "place", "venue-access", "overflow"];

/// Fields of a matter that are no news by themselves.
const NUMBER: &str = "matter-number";
const FILES: &str = "matter-files";

/// What of a version is not told any more because the session lost its hall since, or got one: letters of their own
/// tell of that, and nobody is sent to a hall that is not there.
#[must_use]
pub fn moot(after: &Snapshot, session: &Session) -> &'static [&'static str] {
    if after.has_hall() == session.format.has_hall() {
        &[]
    } else {
        &OF_HALL
    }
}

/// What a reader is told of the difference between two versions; nothing where it is none that anybody acts on.
#[must_use]
pub fn told(speech: Speech<'_>, before: &Snapshot, after: &Snapshot) -> Vec<Change> {
    told_but(speech, before, after, &[])
}

/// The same but for some fields.
#[must_use]
pub fn told_but(
    speech: Speech<'_>,
    before: &Snapshot,
    after: &Snapshot,
    unsaid: &[&str],
) -> Vec<Change> {
    let found = history::between(speech, before, after);
    let sides = Sides {
        speech,
        before: before.rows(speech),
        after: after.rows(speech),
    };
    let fields = distinct(found.fields.iter().map(|change| &change.after));
    let of = |which: &[&str]| -> Vec<Change> {
        let chosen = fields.iter().filter(|row| which.contains(&&*row.field));
        let chosen = chosen.filter(|row| !unsaid.contains(&&*row.field));
        let told = chosen.filter_map(|row| sides.of_field(row, &labelled(speech, row)));
        told.collect()
    };
    let mut told = of(&ACTED_ON);
    for matter in &found.matters {
        told.extend(of_matter(speech, before, matter));
    }
    if told.is_empty() {
        return told;
    }
    let mut all = of(&SHOWN_TOO);
    all.append(&mut told);
    all
}

/// Each field once, however many languages it has.
fn distinct<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<&'a Row> {
    let mut fields: Vec<&Row> = Vec::new();
    for row in rows {
        if !fields.iter().any(|known| known.field == row.field) {
            fields.push(row);
        }
    }
    fields
}

/// The name of a field where no form stands around it.
fn labelled(speech: Speech<'_>, row: &Row) -> Said {
    let name = row.short_label(speech);
    let text = if row.field.starts_with("contact-") {
        format!("{}: {name}", speech.t("label-responsible-person"))
    } else {
        name
    };
    own(speech, text)
}

fn own(speech: Speech<'_>, text: String) -> Said {
    Said {
        text,
        language: speech.language(),
    }
}

fn nothing(speech: Speech<'_>) -> Said {
    own(speech, speech.t("history-nothing"))
}

/// The rows of two versions.
struct Sides<'a> {
    speech: Speech<'a>,
    before: Vec<Row>,
    after: Vec<Row>,
}

impl Sides<'_> {
    /// A field as the reader sees it on both sides; `None` where that is the same, as when only the words of another
    /// language were mended.
    fn of_field(&self, row: &Row, label: &Said) -> Option<Change> {
        let before = self.seen(&self.before, &row.field);
        let now = self.seen(&self.after, &row.field);
        (before != now).then(|| Change {
            label: label.clone(),
            before,
            now,
        })
    }

    /// In the reader's language, else in the one that a page would show.
    fn seen(&self, rows: &[Row], field: &str) -> Said {
        let reader = self.speech.language();
        let order = match reader {
            Language::Kk => [Language::Kk, Language::Ru, Language::En],
            Language::Ru => [Language::Ru, Language::Kk, Language::En],
            Language::En => [Language::En, Language::Ru, Language::Kk],
        };
        let of_field = || {
            let rows = rows.iter().filter(|row| row.field == field);
            rows.filter(|row| !row.text.trim().is_empty())
        };
        if let Some(row) = of_field().find(|row| row.language.is_none()) {
            return own(self.speech, row.text.clone());
        }
        let found = order.into_iter().find_map(|language| {
            let row = of_field().find(|row| row.language == Some(language))?;
            Some(Said {
                text: row.text.clone(),
                language,
            })
        });
        found.unwrap_or_else(|| nothing(self.speech))
    }
}

fn of_matter(speech: Speech<'_>, before: &Snapshot, change: &MatterChange<'_>) -> Vec<Change> {
    let named = |item: &MatterThen| {
        let (text, language) = item.named(speech.language());
        Said { text, language }
    };
    match change {
        MatterChange::Added(item) => vec![Change {
            label: own(speech, speech.t("history-matter-added")),
            before: nothing(speech),
            now: named(item),
        }],
        MatterChange::Removed(item) => vec![Change {
            label: own(speech, speech.t("history-matter-removed")),
            before: named(item),
            now: nothing(speech),
        }],
        MatterChange::Changed(item, changes) => {
            let Some(was) = before.agenda.iter().find(|one| one.id == item.id) else {
                return Vec::new();
            };
            let sides = Sides {
                speech,
                before: was.rows(speech),
                after: item.rows(speech),
            };
            let rows = distinct(changes.iter().map(|change| &change.after));
            let rows = rows.into_iter().filter(|row| row.field != NUMBER);
            rows.filter_map(|row| {
                let label = Said {
                    text: format!("{}: {}", named(item).text, row.short_label(speech)),
                    language: named(item).language,
                };
                let change = sides.of_field(row, &label)?;
                Some(if row.field == FILES {
                    with_names_alone(speech, change, (was, item))
                } else {
                    change
                })
            })
            .collect()
        }
    }
}

/// Files by name, kind and size; with their fingerprints, which nobody reads, only where nothing else tells them apart.
fn with_names_alone(
    speech: Speech<'_>,
    change: Change,
    (before, now): (&MatterThen, &MatterThen),
) -> Change {
    let names = |item: &MatterThen| {
        let files: Vec<String> = item.files.iter().map(|file| file.named(speech)).collect();
        if files.is_empty() {
            nothing(speech)
        } else {
            own(speech, files.join("; "))
        }
    };
    let (before, now) = (names(before), names(now));
    if before == now {
        return change;
    }
    Change {
        before,
        now,
        ..change
    }
}
