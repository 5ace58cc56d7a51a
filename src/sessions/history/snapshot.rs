//! A version's text, read back. What it does not say (older programs said less) is empty.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::database::Zone;
use crate::language::{Language, Multilingual, Speech};
use crate::law::session_course::{Access, Format};
use crate::law::sittings::Sitting;
use crate::sessions::desk::label;
use crate::sessions::sittings_words;
use crate::sessions::views::files;

/// What was shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Snapshot {
    kind: String,
    status: String,
    access: String,
    /// What the session was called.
    pub title: Multilingual,
    /// When it was to begin.
    pub starts_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
    sittings: Option<Vec<Sitting>>,
    zone: String,
    format: String,
    languages: Vec<Language>,
    place: Option<Multilingual>,
    venue_access: Option<Multilingual>,
    broadcast_url: Option<String>,
    /// Its matters.
    pub agenda: Vec<MatterThen>,
    contact: ContactThen,
    capacity: i64,
    overflow_capacity: i64,
    overflow_place: Option<Multilingual>,
    late_reason: Option<String>,
    format_reason: Option<String>,
    announced_in_time: Option<bool>,
    announce_before: Option<DateTime<Utc>>,
    apply_before: Option<DateTime<Utc>>,
    apply_by_hand_before: Option<DateTime<Utc>>,
    results_before: Option<DateTime<Utc>>,
    /// What changed and why, in the secretariat's words.
    pub note: Option<Multilingual>,
}

/// A matter as it was.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MatterThen {
    /// Which one.
    pub id: String,
    number: String,
    /// What it was about.
    pub title: Multilingual,
    speaker: Option<String>,
    access: String,
    /// Its files.
    pub files: Vec<FileThen>,
}

/// A file as it was.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FileThen {
    /// What it was called.
    pub name: String,
    media_type: String,
    bytes: i64,
    sha256: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ContactThen {
    name: String,
    position: Multilingual,
    phone: String,
    email: String,
}

/// One field in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which field, the same in every language.
    pub field: String,
    /// What it is called.
    pub label: String,
    /// What it says; empty where it says nothing.
    pub text: String,
    /// The language of the text, where it is one of the texts in several.
    pub language: Option<Language>,
}

/// Gathers rows.
struct Rows<'a> {
    speech: Speech<'a>,
    zone: Option<Zone>,
    so_far: Vec<Row>,
}

impl Rows<'_> {
    fn put(&mut self, name: &str, text: impl Into<String>) {
        self.so_far.push(Row {
            field: name.to_owned(),
            label: label(self.speech, name),
            text: text.into(),
            language: None,
        });
    }

    fn texts(&mut self, name: &str, text: Option<&Multilingual>) {
        let english = |text: &Multilingual| text.en.clone().unwrap_or_default();
        for language in Language::ALL {
            let text = text.map(|text| match language {
                Language::Kk => text.kk.clone(),
                Language::Ru => text.ru.clone(),
                Language::En => english(text),
            });
            self.so_far.push(Row {
                field: name.to_owned(),
                label: label(self.speech, &format!("{name}-{}", language.code())),
                text: text.unwrap_or_default(),
                language: Some(language),
            });
        }
    }

    fn moment(&mut self, name: &str, at: Option<DateTime<Utc>>) {
        let local = at.zip(self.zone).map(|(at, zone)| zone.local(at));
        let said = local.map(|local| self.speech.date_time_with_weekday(local));
        self.put(name, said.unwrap_or_default());
    }

    fn until(&mut self, name: &str, at: Option<DateTime<Utc>>) {
        let local = at.zip(self.zone).map(|(at, zone)| zone.local(at));
        let said = local.map(|local| self.speech.until(local));
        self.put(name, said.unwrap_or_default());
    }

    /// A word of the program's own, said as pages say it; one it does not know as it stands.
    fn word(&mut self, name: &str, prefix: &str, word: &str) {
        let key = match prefix {
            "status" => format!("status-{word}"),
            "session" => format!("session-{word}"),
            "kind" => format!("kind-{word}"),
            _ => format!("format-{word}"),
        };
        let said = if word.is_empty() {
            String::new()
        } else {
            self.speech.t(&key)
        };
        self.put(name, said);
    }
}

impl Row {
    /// What the field is called where only one of its languages is shown.
    #[must_use]
    pub fn short_label(&self, speech: Speech<'_>) -> String {
        label(speech, &self.field)
    }
}

impl Snapshot {
    /// Whether the session was open.
    #[must_use]
    pub fn was_open(&self) -> bool {
        self.access == Access::Open.as_str()
    }

    /// Whether one could come to a hall.
    #[must_use]
    pub fn has_hall(&self) -> bool {
        self.format.parse().is_ok_and(Format::has_hall)
    }

    /// When the last sitting was to begin, where it was to break off.
    #[must_use]
    pub fn last_sitting(&self) -> Option<DateTime<Utc>> {
        let zone: Zone = self.zone.parse().ok()?;
        let last = self.sittings.as_deref()?.last()?;
        Some(last.span(zone.0).0)
    }

    /// Whether something is closed in it that was open in a version before.
    #[must_use]
    pub fn closes_something_of(&self, before: &Self) -> bool {
        let was_open = |item: &MatterThen| {
            let mut open = before.agenda.iter().filter(|one| one.was_open());
            open.any(|one| one.id == item.id)
        };
        let closed = Access::Closed.as_str();
        let session = before.was_open() && self.access == closed;
        let mut items = self.agenda.iter();
        session || items.any(|item| item.access == closed && was_open(item))
    }

    /// What a search found it by, but for the name of its body.
    pub fn texts(&self) -> impl Iterator<Item = &Multilingual> {
        let titles = self.agenda.iter().map(|item| &item.title);
        [&self.title].into_iter().chain(&self.place).chain(titles)
    }

    /// Everything but the matters, field by field.
    #[must_use]
    pub fn rows(&self, speech: Speech<'_>) -> Vec<Row> {
        let mut rows = Rows {
            speech,
            zone: self.zone.parse().ok(),
            so_far: Vec::new(),
        };
        rows.word("status", "status", &self.status);
        rows.texts("title", Some(&self.title));
        rows.word("kind", "kind", &self.kind);
        rows.word("access", "session", &self.access);
        rows.moment("starts", self.starts_at);
        rows.moment("ends", self.ends_at);
        let sittings = self.sittings.as_deref().unwrap_or_default().iter();
        let sittings: Vec<String> = sittings
            .map(|one| sittings_words::one(speech, *one))
            .collect();
        rows.put("sittings", sittings.join("; "));
        rows.word("format", "format", &self.format);
        let names: Vec<String> = self
            .languages
            .iter()
            .map(|language| speech.t(&format!("language-name-{}", language.code())))
            .collect();
        rows.put("languages", speech.list(&names));
        rows.texts("place", self.place.as_ref());
        rows.texts("venue-access", self.venue_access.as_ref());
        let given = |text: &Option<String>| text.clone().unwrap_or_default();
        rows.put("broadcast_url", given(&self.broadcast_url));
        rows.put("contact-name", &*self.contact.name);
        rows.texts("contact-position", Some(&self.contact.position));
        rows.put("contact-phone", &*self.contact.phone);
        rows.put("contact-email", &*self.contact.email);
        rows.put("capacity", self.capacity.to_string());
        rows.put("overflow-capacity", self.overflow_capacity.to_string());
        rows.texts("overflow", self.overflow_place.as_ref());
        rows.put("format_reason", given(&self.format_reason));
        rows.put("late_reason", given(&self.late_reason));
        let timeliness = self.announced_in_time.map(|in_time| {
            speech.t(if in_time {
                "timeliness-on-time"
            } else {
                "timeliness-late"
            })
        });
        rows.put("announced-in-time", timeliness.unwrap_or_default());
        rows.until("announce-before", self.announce_before);
        rows.until("apply-before", self.apply_before);
        rows.until("apply-by-hand-before", self.apply_by_hand_before);
        rows.until("results-before", self.results_before);
        rows.so_far
    }
}

impl FileThen {
    /// `budget.pdf (PDF, 1,2 MB)`.
    #[must_use]
    pub fn named(&self, speech: Speech<'_>) -> String {
        let described = files::described(speech, &self.media_type, self.bytes);
        format!("{} ({described})", self.name)
    }
}

impl MatterThen {
    /// Whether it was open.
    #[must_use]
    pub fn was_open(&self) -> bool {
        self.access == Access::Open.as_str()
    }

    /// Leaves out what it said beside its number; whether it said anything but this title.
    pub fn hide(&mut self, title: &Multilingual) -> bool {
        let says_more = self.title != *title || self.speaker.is_some() || !self.files.is_empty();
        self.title.clone_from(title);
        self.speaker = None;
        self.files = Vec::new();
        says_more
    }

    /// The matter, field by field.
    #[must_use]
    pub fn rows(&self, speech: Speech<'_>) -> Vec<Row> {
        let mut rows = Rows {
            speech,
            zone: None,
            so_far: Vec::new(),
        };
        rows.put("matter-number", &*self.number);
        rows.texts("matter-title", Some(&self.title));
        rows.put("matter-speaker", self.speaker.clone().unwrap_or_default());
        rows.word("access", "session", &self.access);
        let files: Vec<String> = self
            .files
            .iter()
            .map(|file| {
                let described = files::described(speech, &file.media_type, file.bytes);
                format!("{} ({described}; SHA-256 {})", file.name, file.sha256)
            })
            .collect();
        rows.put("matter-files", files.join("; "));
        rows.so_far
    }

    /// `2. О бюджете`, in the reader's language, and the language it really is in.
    #[must_use]
    pub fn named(&self, reader: Language) -> (String, Language) {
        let (title, language) = self.title.in_language(reader);
        (format!("{}. {title}", self.number), language)
    }
}
