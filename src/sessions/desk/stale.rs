//! Somebody was faster: what was sent and what stands, field by field.

use super::form::{self, SEEN};
use crate::args;
use crate::database::Instant;
use crate::language::{Language, Speech};
use crate::law::deadlines::SessionKind;
use crate::law::session_course::Format;
use crate::sessions::record::Session;
use crate::web::desk::{Difference, Fields, SignedIn};

/// When the session was changed, where no field of a form tells what somebody else did.
#[must_use]
pub fn since_changed(speech: Speech<'_>, stands: &Session, sent: &Fields) -> Difference {
    let said = |at: Instant| {
        let stamp = args! { "datetime" => speech.date_time(stands.zone.local(at.utc())) };
        speech.tf("stamp-updated", &stamp)
    };
    Difference {
        label: speech.t("editor-field-updated"),
        yours: sent
            .given(SEEN)
            .map(|_| said(form::seen(sent)))
            .unwrap_or_default(),
        theirs: said(stands.updated_at),
    }
}

/// The fields that differ.
pub fn differences(desk: &SignedIn, sent: &Fields, stands: &Fields) -> Vec<Difference> {
    let speech = desk.visit.speech();
    let mut names: Vec<&str> = Vec::new();
    let known = stands.iter().map(|(name, _)| name);
    let matters = sent.iter().map(|(name, _)| name);
    for name in known.chain(matters.filter(|name| form::is_of_matter(name))) {
        let counts = name != SEEN && !name.ends_with("-id");
        if counts && !names.contains(&name) {
            names.push(name);
        }
    }
    let value = |fields: &Fields, name: &str| -> String {
        let all: Vec<String> = fields
            .all(name)
            .map(|value| in_words(desk, name, value))
            .collect();
        all.join(", ")
    };
    names
        .into_iter()
        .map(|name| Difference {
            label: form::label(speech, name),
            yours: value(sent, name),
            theirs: value(stands, name),
        })
        .filter(|one| one.yours != one.theirs)
        .collect()
}

/// A value as it is read, where the form sends a word of its own.
fn in_words(desk: &SignedIn, name: &str, value: &str) -> String {
    let speech = desk.visit.speech();
    match name {
        "kind" if value.parse::<SessionKind>().is_ok() => speech.t(&format!("kind-{value}")),
        "format" if value.parse::<Format>().is_ok() => speech.t(&format!("format-{value}")),
        "languages" if Language::parse(value).is_some() => {
            speech.t(&format!("language-name-{value}"))
        }
        _ => value.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}
