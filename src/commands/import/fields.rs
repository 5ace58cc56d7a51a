//! Reading an object field by field: whatever is wrong is noted with its place, and the reading goes on, so that
//! one run names every fault of a file.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization as _;

use super::faults::{Faults, Part};
use crate::language::Multilingual;
use crate::law::UnknownWord;

/// No text of an announcement is longer, in letters.
const LONGEST: usize = 2000;

/// An object of the file, and where it stands.
pub struct Object<'a> {
    fields: &'a Map<String, Value>,
    faults: &'a Faults,
    part: Part,
    place: String,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Object<'a> {
    /// The object at a place; a fault where it is something else.
    pub fn at(value: &'a Value, part: Part, place: String, faults: &'a Faults) -> Option<Self> {
        let Value::Object(fields) = value else {
            faults.put(part, place, must_be("an object", value));
            return None;
        };
        Some(Self {
            fields,
            faults,
            part,
            place,
            asked: RefCell::default(),
        })
    }

    fn place_of(&self, field: &str) -> String {
        if self.place.is_empty() {
            field.to_owned()
        } else {
            format!("{}.{field}", self.place)
        }
    }

    /// Notes a fault of a field.
    pub fn fault(&self, field: &str, what: impl Into<String>) {
        self.faults
            .put(self.part, self.place_of(field), what.into());
    }

    /// A field is known to be wrong already.
    pub fn is_wrong(&self, field: &str) -> bool {
        self.faults.known_at(self.part, &self.place_of(field))
    }

    /// The value of a field; `null` is the same as none.
    fn value(&self, field: &'static str) -> Option<&'a Value> {
        self.asked.borrow_mut().insert(field);
        self.fields.get(field).filter(|value| !value.is_null())
    }

    /// A field that must be there: noted if it is not.
    pub fn needed<T>(&self, field: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.value(field).is_none_or(is_blank) {
            self.fault(field, "is missing");
        }
        value
    }

    /// A text with its blanks tidied and its letters composed; a blank one is none.
    pub fn text(&self, field: &'static str) -> Option<String> {
        let value = self.value(field)?;
        let Value::String(text) = value else {
            self.fault(field, must_be("a text", value));
            return None;
        };
        let composed: String = text.nfc().collect();
        let tidy = composed.split_whitespace().collect::<Vec<_>>().join(" ");
        if tidy.chars().any(char::is_control) {
            self.fault(field, "must not have control characters");
        } else if tidy.chars().count() > LONGEST {
            self.fault(field, format!("must have at most {LONGEST} letters"));
        }
        Some(tidy).filter(|text| !text.is_empty())
    }

    /// A text that `parse` can read, else the fault that it must be `expected`.
    pub fn parsed<T>(
        &self,
        field: &'static str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(field)?;
        let parsed = parse(&text);
        if parsed.is_none() {
            self.fault(field, format!("must be {expected}, not \"{text}\""));
        }
        parsed
    }

    /// One of the fixed words of an enum.
    pub fn word<T: FromStr<Err = UnknownWord>>(&self, field: &'static str) -> Option<T> {
        let text = self.text(field)?;
        let word = text.parse().map_err(|unknown: UnknownWord| {
            self.fault(field, unknown.to_string());
        });
        word.ok()
    }

    /// A whole number in a range.
    pub fn whole(&self, field: &'static str, range: &RangeInclusive<i32>) -> Option<i32> {
        let value = self.value(field)?;
        let number = value.as_i64().and_then(|number| i32::try_from(number).ok());
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let (first, last) = (range.start(), range.end());
            let expected = format!("a whole number from {first} to {last}");
            self.fault(field, must_be(&expected, value));
        }
        number
    }

    /// Yes or no.
    pub fn truth(&self, field: &'static str) -> Option<bool> {
        let value = self.value(field)?;
        let truth = value.as_bool();
        if truth.is_none() {
            self.fault(field, must_be("true or false", value));
        }
        truth
    }

    /// An object within.
    pub fn object(&self, field: &'static str) -> Option<Object<'a>> {
        let value = self.value(field)?;
        Object::at(value, self.part, self.place_of(field), self.faults)
    }

    /// The items of a list, each with its number; none where there is no list.
    pub fn list(&self, field: &'static str) -> &'a [Value] {
        match self.value(field) {
            None => &[],
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.fault(field, must_be("a list", other));
                &[]
            }
        }
    }

    /// The objects of a list within; `None` stands for an item that is none.
    pub fn objects(&self, field: &'static str) -> Vec<Option<Object<'a>>> {
        let place = self.place_of(field);
        let items = self.list(field).iter().enumerate();
        items
            .map(|(number, item)| {
                Object::at(item, self.part, format!("{place}[{number}]"), self.faults)
            })
            .collect()
    }

    /// A text in Kazakh and Russian, perhaps in English; what is missing is blank.
    pub fn texts(&self, field: &'static str) -> Option<Multilingual> {
        let texts = self.object(field)?;
        let read = Multilingual {
            kk: texts.text("kk").unwrap_or_default(),
            ru: texts.text("ru").unwrap_or_default(),
            en: texts.text("en"),
        };
        texts.finish();
        Some(read)
    }

    /// A text that must be there in Kazakh and Russian.
    pub fn both_texts(&self, field: &'static str) -> Option<Multilingual> {
        let texts = self.texts(field)?;
        for (language, text) in [("kk", &texts.kk), ("ru", &texts.ru)] {
            let inner = format!("{field}.{language}");
            if text.is_empty() && !self.is_wrong(&inner) {
                self.fault(&inner, "is missing");
            }
        }
        Some(texts)
    }

    /// Ends the reading: a field that nobody asked for is a fault.
    pub fn finish(self) {
        let asked = self.asked.borrow();
        for field in self
            .fields
            .keys()
            .filter(|field| !asked.contains(field.as_str()))
        {
            let known = asked.iter().copied().collect::<Vec<_>>().join(", ");
            self.fault(field, format!("no such field; known are: {known}"));
        }
    }
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn must_be(expected: &str, value: &Value) -> String {
    let given = match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("\"{}\"", text.chars().take(60).collect::<String>()),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    };
    format!("must be {expected}, not {given}")
}
