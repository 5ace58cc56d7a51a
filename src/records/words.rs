//! Acts, actors, objects and changes in words. What nobody has put into words is shown as it is written.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::store::{Names, staff_of};
use crate::args;
use crate::database::Id;
use crate::journal::record::Line;
use crate::language::{Multilingual, Speech};
use crate::web::desk::{Person, Right};
use crate::web::layout::CAPITAL_ZONE;

/// The words of a key put together from what is stored, if there are any.
fn known(speech: Speech<'_>, key: &str) -> Option<String> {
    let messages = speech.words().messages(speech.language());
    messages.contains_key(key).then(|| speech.t(key))
}

fn as_key(stored: &str) -> String {
    stored.replace(['.', '_'], "-")
}

/// An act.
#[must_use]
pub fn act(speech: Speech<'_>, act: &str) -> String {
    let key = format!("journal-act-{}", as_key(act));
    known(speech, &key).unwrap_or_else(|| act.to_owned())
}

/// A kind of thing.
#[must_use]
pub fn kind(speech: Speech<'_>, kind: &str) -> String {
    let key = format!("journal-kind-{}", as_key(kind));
    known(speech, &key).unwrap_or_else(|| kind.to_owned())
}

/// Who acted.
#[must_use]
pub fn actor(speech: Speech<'_>, line: &Line, names: &Names) -> String {
    if let Some(staff) = staff_of(line) {
        let name = names.staff.get(&staff);
        return name.cloned().unwrap_or_else(|| line.actor.clone());
    }
    if let Some(command) = line.actor.strip_prefix("command:") {
        return speech.tf("journal-who-command-named", &args! { "name" => command });
    }
    let key = format!("journal-who-{}", as_key(&line.actor));
    known(speech, &key).unwrap_or_else(|| line.actor.clone())
}

/// What a thing is called; without its kind.
#[must_use]
pub fn object(speech: Speech<'_>, line: &Line, names: &Names) -> String {
    let id = line.object_id;
    let called = match line.object_kind.as_str() {
        "application" => names.applications.get(&id).cloned(),
        "session" => names
            .sessions
            .get(&id)
            .map(|(code, title)| format!("{code} · {}", title.in_language(speech.language()).0)),
        "body" => names.bodies.get(&id).map(|name| own(speech, name)),
        "staff" => names.staff.get(&id).cloned(),
        // There is but one of these.
        "calendar" | "journal" => Some(String::new()),
        _ => None,
    };
    called.unwrap_or_else(|| id.to_string())
}

/// The language that the name of the object is in, where it is not the reader's.
#[must_use]
pub fn other_language(speech: Speech<'_>, line: &Line, names: &Names) -> Option<&'static str> {
    let called = match line.object_kind.as_str() {
        "session" => names
            .sessions
            .get(&line.object_id)
            .map(|(_, title)| title)?,
        "body" => names.bodies.get(&line.object_id)?,
        _ => return None,
    };
    let (_, language) = called.in_language(speech.language());
    (language != speech.language()).then_some(language.code())
}

fn own(speech: Speech<'_>, words: &Multilingual) -> String {
    words.in_language(speech.language()).0.to_owned()
}

/// The page of a thing at the desk, if the reader may open it.
#[must_use]
pub fn address(person: &Person, line: &Line) -> Option<String> {
    let id = line.object_id;
    let (right, path) = match line.object_kind.as_str() {
        "application" => (Right::SeeApplications, format!("/desk/applications/{id}")),
        "session" => (Right::SeeSessions, format!("/desk/sessions/{id}")),
        "body" => (Right::SeeBodies, format!("/desk/bodies/{id}")),
        "staff" => (Right::SeeStaff, format!("/desk/staff/{id}")),
        "calendar" => (Right::SeeCalendar, "/desk/calendar".to_owned()),
        "webhook" => (Right::SeeWebhooks, format!("/desk/webhooks/{id}")),
        "emergency" => (Right::SeeEmergencies, format!("/desk/emergencies/{id}")),
        _ => return None,
    };
    let may = match line.body_id {
        Some(body) => person.can(right, body),
        None => person.may_somewhere(right),
    };
    may.then_some(path)
}

/// One field of what changed: its name, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: String,
    /// As it was.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
}

/// What an act changed, field by field.
#[must_use]
pub fn changes(speech: Speech<'_>, line: &Line, names: &Names) -> Vec<Change> {
    let (before, after) = (
        fields(line.before.as_deref()),
        fields(line.after.as_deref()),
    );
    let mut all: Vec<&String> = before.keys().chain(after.keys()).collect();
    all.sort_unstable();
    all.dedup();
    let value = |field: &str, fields: &Map<String, Value>| {
        let value = fields.get(field).filter(|value| !value.is_null())?;
        Some(in_words(speech, field, value, names))
    };
    all.into_iter()
        .map(|field| Change {
            before: value(field, &before),
            after: value(field, &after),
            field: field_name(speech, field),
        })
        .collect()
}

fn fields(json: Option<&str>) -> Map<String, Value> {
    match json.map(serde_json::from_str) {
        Some(Ok(Value::Object(fields))) => fields,
        Some(Ok(other)) => Map::from_iter([(String::new(), other)]),
        _ => Map::new(),
    }
}

fn field_name(speech: Speech<'_>, field: &str) -> String {
    let key = format!("journal-field-{}", as_key(field));
    known(speech, &key).unwrap_or_else(|| field.to_owned())
}

/// Whether a part of a thing says something to people: no inner names, nothing empty.
fn tells(name: &str, part: &Value) -> bool {
    let empty = match part {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    name != "id" && !empty
}

fn in_words(speech: Speech<'_>, field: &str, value: &Value, names: &Names) -> String {
    match value {
        Value::Bool(true) => speech.t("journal-yes"),
        Value::Bool(false) => speech.t("journal-no"),
        Value::String(text) => text_in_words(speech, field, text, names),
        Value::Object(words) if words.contains_key("kk") && words.contains_key("ru") => {
            let spoken = serde_json::from_value::<Multilingual>(value.clone());
            spoken.map_or_else(|_| value.to_string(), |words| own(speech, &words))
        }
        Value::Object(parts) => {
            let part = |(name, part): (&String, &Value)| {
                let part = in_words(speech, name, part, names);
                format!("{}: {part}", field_name(speech, name))
            };
            let told = parts.iter().filter(|(name, part)| tells(name, part));
            told.map(part).collect::<Vec<_>>().join("; ")
        }
        Value::Array(items) => {
            let items = items.iter().map(|one| in_words(speech, field, one, names));
            items.collect::<Vec<_>>().join(" · ")
        }
        Value::Null => "–".to_owned(),
        Value::Number(number) => number.to_string(),
    }
}

fn text_in_words(speech: Speech<'_>, field: &str, text: &str, names: &Names) -> String {
    let session = Id::parse(text).and_then(|id| names.sessions.get(&id));
    if let (Some((code, _)), "session") = (session, field) {
        return code.clone();
    }
    let prefix = match field {
        "state" => "application-state-",
        "status" => "status-",
        "format" => "format-",
        "access" => "session-",
        "kind" => "kind-",
        "grounds" | "withheld_ground" => "closing-ground-",
        "article_6" => "closing-topic-",
        "channel" => "closing-channel-",
        "result" => "result-kind-",
        "events" => "webhook-event-",
        "webhook_state" => "webhook-state-",
        "applications_letters" => "applications-letters-",
        "comments" => "comments-shown-",
        "hiding_ground" => "comment-ground-",
        "comment_state" => "comment-state-",
        "letter" => "letter-kind-",
        _ => "",
    };
    let word = format!("{prefix}{}", as_key(text));
    if let Some(word) = known(speech, &word).filter(|_| !prefix.is_empty()) {
        return word;
    }
    let kind = format!("emergency-kind-{}", as_key(text));
    if let Some(word) = known(speech, &kind).filter(|_| field == "kind") {
        return word;
    }
    match DateTime::parse_from_rfc3339(text) {
        Ok(at) => instant(speech, at.to_utc()),
        Err(_) => text.to_owned(),
    }
}

/// An instant to the second, by the clock of the capital: lines of many bodies stand together.
#[must_use]
pub fn instant(speech: Speech<'_>, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&CAPITAL_ZONE).naive_local();
    let args = args! {
        "date" => speech.date(local.date()),
        "time" => local.format("%H:%M:%S").to_string(),
        "zone" => speech.zone_in_brackets(CAPITAL_ZONE, at),
    };
    speech.tf("journal-instant", &args)
}
