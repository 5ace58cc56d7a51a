//! A JSON text as a tree of values; a field that stands twice in one object is a fault, not the last one's win.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Reads a whole text.
///
/// # Errors
/// One line with line and column.
pub fn parse(bytes: &[u8]) -> Result<Value, String> {
    // Editors on Windows put a mark of three bytes before everything.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    Tree.deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| located(&error))
}

fn located(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let what = text
        .strip_suffix(&format!(" at line {line} column {column}"))
        .unwrap_or(&text);
    format!("line {line}, column {column}: {what}")
}

/// Reads any value.
struct Tree;

impl<'de> DeserializeSeed<'de> for Tree {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree {
    type Value = Value;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Tree)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if object.contains_key(&name) {
                let what = format!("the field `{name}` stands here a second time");
                return Err(de::Error::custom(what));
            }
            object.insert(name, entries.next_value_seed(Tree)?);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_read_as_they_are() {
        let text = "\u{feff}{\"a\": [1, -2, 2.5, true, null, \"қ\"], \"b\": {}}";
        let expected = json!({"a": [1, -2, 2.5, true, null, "қ"], "b": {}});
        assert_eq!(parse(text.as_bytes()), Ok(expected));
    }

    #[test]
    fn a_fault_has_its_line_and_column() {
        let faults = [
            ("{\n  \"a\": 1,\n}", "line 3, column 1: trailing comma"),
            ("{} {}", "line 1, column 4: trailing characters"),
            ("", "line 1, column 0: EOF while parsing a value"),
            (
                "{\"a\": 1, \"a\": 2}",
                "line 1, column 12: the field `a` stands here a second time",
            ),
        ];
        for (text, expected) in faults {
            assert_eq!(parse(text.as_bytes()), Err(expected.to_owned()), "{text}");
        }
        assert!(parse(b"{\"a\": \"\xff\"}").is_err());
    }
}
