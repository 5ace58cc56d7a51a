//! What a form or the JSON API sends, field by field, before anybody has looked whether it makes sense.

use std::collections::BTreeMap;

use serde_json::Value as Json;

/// A value as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// What somebody typed or ticked in a form, which knows nothing but words.
    Typed(String),
    /// A text of JSON.
    Text(String),
    /// A whole number of JSON.
    Number(i64),
    /// Yes or no of JSON.
    Truth(bool),
    /// A list of words.
    List(Vec<String>),
    /// Something of another type.
    Other,
}

/// Fields by name, as they were sent.
pub type Sent = BTreeMap<String, Value>;

/// The fields of a form; those of `lists` may stand several times, another that stands twice is of no type.
#[must_use]
pub fn of_form(body: &[u8], lists: &[&str]) -> Sent {
    let mut sent = Sent::new();
    for (name, value) in url::form_urlencoded::parse(body) {
        let (name, value) = (name.into_owned(), value.into_owned());
        match sent.get_mut(&name) {
            Some(Value::List(list)) => list.push(value),
            Some(twice) => *twice = Value::Other,
            None if lists.contains(&name.as_str()) => {
                sent.insert(name, Value::List(vec![value]));
            }
            None => drop(sent.insert(name, Value::Typed(value))),
        }
    }
    sent
}

/// The fields of a JSON object, and the object in a form that does not depend on the order of its keys; `None` for
/// what is no object. An absent field and `null` are the same.
#[must_use]
pub fn of_json(body: &[u8]) -> Option<(Sent, String)> {
    let Ok(Json::Object(object)) = serde_json::from_slice(body) else {
        return None;
    };
    let canonical = Json::Object(object.clone()).to_string();
    let sent = object
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name, value_of(value)));
    Some((sent.collect(), canonical))
}

fn value_of(value: Json) -> Value {
    match value {
        Json::String(text) => Value::Text(text),
        Json::Bool(truth) => Value::Truth(truth),
        Json::Number(number) => number.as_i64().map_or(Value::Other, Value::Number),
        Json::Array(items) => {
            let words: Option<Vec<String>> = items
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect();
            words.map_or(Value::Other, Value::List)
        }
        _ => Value::Other,
    }
}
