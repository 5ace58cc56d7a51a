//! What a letter says. One source for its text, its HTML and the page that shows it in the demo.

use serde::{Deserialize, Serialize};

use crate::app::{App, Mode};
use crate::language::{Language, Multilingual};
use crate::law::text_enum::text_enum;

/// A letter in one language, ready to be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The language of all that is not marked otherwise.
    pub language: Language,
    /// The line by which it is found in a mailbox.
    pub subject: String,
    /// Its news in a few words.
    pub heading: String,
    /// The rest, in order.
    pub parts: Vec<Part>,
    /// Small print below it: why the letter comes, how to end that, that nobody reads an answer.
    #[serde(default)]
    pub foot: Vec<Part>,
    /// The name of the office, above it.
    #[serde(default)]
    pub office: String,
    /// Who reads an answer; `None`: whoever reads the office's own address.
    pub reply_to: Option<String>,
    /// What the reader's calendar learns.
    pub calendar: Option<Calendar>,
    /// Which letters to many it belongs to, and how to leave them.
    #[serde(default)]
    pub list: Option<List>,
}

/// Letters that their readers ordered and can end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Its name within the office, of small Latin letters, digits, hyphens and dots, for `List-Id` (RFC 2919).
    pub id: String,
    /// The address that ends it for this reader: by one POST without any question (RFC 8058), and for a person
    /// who opens it as a page.
    pub unsubscribe: String,
}

/// One part of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Sentences.
    Paragraph(Said),
    /// The title of what follows.
    Heading(Said),
    /// Things to look up.
    Facts(Vec<Fact>),
    /// One thing after another, each with its number if it has one.
    List(Vec<Said>),
    /// What was and what is.
    Changes(Changes),
    /// A way to somewhere.
    Link {
        /// What is there.
        label: String,
        /// The whole address.
        address: String,
    },
    /// The way that most readers will go: a letter has one at most.
    Act {
        /// What is done there.
        label: String,
        /// The whole address.
        address: String,
    },
}

/// Something to look up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is, in the letter's language.
    pub label: String,
    /// The thing itself.
    pub value: Said,
}

/// What differs, and how its two sides are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Above what differs.
    pub what: String,
    /// Above what was.
    pub before: String,
    /// Above what is.
    pub now: String,
    /// Each thing that differs.
    pub all: Vec<Change>,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it is, in the letter's language.
    pub label: Said,
    /// As it was.
    pub before: Said,
    /// As it is.
    pub now: Said,
}

/// Words in the language they really are in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Their language.
    pub language: Language,
}

text_enum! {
    /// What a calendar is to do (RFC 5546).
    pub enum Method {
        /// Show the event to whoever likes.
        Publish = "PUBLISH",
        /// Note the event, or its change.
        Request = "REQUEST",
        /// Strike it out.
        Cancel = "CANCEL",
    }
}

/// The calendar part of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// What the calendar is to do; the same as in the file.
    pub method: Method,
    /// The file as `calendar_file` writes it.
    pub file: String,
}

impl Said {
    /// What there is for a reader of `wanted`, see [`Multilingual::in_language`].
    #[must_use]
    pub fn of(text: &Multilingual, wanted: Language) -> Self {
        let (text, language) = text.in_language(wanted);
        Self {
            text: text.to_owned(),
            language,
        }
    }
}

impl Content {
    /// A letter that says nothing yet.
    #[must_use]
    pub fn new(language: Language, subject: String, heading: String) -> Self {
        Self {
            language,
            subject,
            heading,
            parts: Vec::new(),
            foot: Vec::new(),
            office: String::new(),
            reply_to: None,
            calendar: None,
            list: None,
        }
    }

    /// Words in the letter's own language.
    #[must_use]
    pub fn said(&self, text: String) -> Said {
        Said {
            text,
            language: self.language,
        }
    }

    /// Adds a paragraph in the letter's own language.
    pub fn paragraph(&mut self, text: String) {
        let said = self.said(text);
        self.parts.push(Part::Paragraph(said));
    }

    /// Adds the title of what follows, in the letter's own language.
    pub fn heading(&mut self, text: String) {
        let said = self.said(text);
        self.parts.push(Part::Heading(said));
    }

    /// Adds a link.
    pub fn link(&mut self, label: String, address: String) {
        self.parts.push(Part::Link { label, address });
    }

    /// Adds the way that most readers will go. The first one is the letter's button; another is a link as any.
    pub fn act(&mut self, label: String, address: String) {
        let is_act = |part: &Part| matches!(part, Part::Act { .. });
        let part = if self.parts.iter().any(is_act) {
            Part::Link { label, address }
        } else {
            Part::Act { label, address }
        };
        self.parts.push(part);
    }

    /// Adds small print in the letter's own language.
    pub fn small_print(&mut self, text: String) {
        let said = self.said(text);
        self.foot.push(Part::Paragraph(said));
    }

    /// Adds what every letter of the office says of itself.
    pub fn sign(&mut self, app: &App) {
        let speech = app.speech(self.language);
        self.office = speech.t("site-name");
        self.small_print(speech.t("letter-automatic"));
        if app.mode == Mode::Demo {
            self.small_print(speech.t("demo-note"));
        }
    }
}
