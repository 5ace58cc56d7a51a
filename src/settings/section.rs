//! Reading one section into its types, noting every fault on the way.

use std::fmt::Display;
use std::ops::RangeInclusive;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

/// A section's values, each taken once.
pub(super) struct Section<'a> {
    name: &'static str,
    values: Table,
    faults: &'a mut Vec<String>,
}

impl<'a> Section<'a> {
    pub(super) fn of(name: &'static str, values: &mut Table, faults: &'a mut Vec<String>) -> Self {
        let values = match values.remove(name) {
            Some(Value::Table(values)) => values,
            _ => Table::new(),
        };
        Self {
            name,
            values,
            faults,
        }
    }

    /// The value of `key`; `None` after noting why it cannot be one.
    pub(super) fn take<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        let Some(value) = self.values.remove(key) else {
            self.fault(key, "has no value");
            return None;
        };
        value
            .try_into()
            .map_err(|error| self.fault(key, error.message()))
            .ok()
    }

    /// The value of a key that may be left empty: `None` for `""`, and after noting a fault.
    pub(super) fn take_optional<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        if self.is_empty(key) {
            self.values.remove(key);
            return None;
        }
        self.take(key)
    }

    /// Whether a key is left empty.
    pub(super) fn is_empty(&self, key: &str) -> bool {
        self.values.get(key).and_then(Value::as_str) == Some("")
    }

    /// A number within bounds.
    pub(super) fn take_within<T>(&mut self, key: &str, bounds: RangeInclusive<T>) -> Option<T>
    where
        T: DeserializeOwned + PartialOrd + Display,
    {
        let number = self.take(key)?;
        if bounds.contains(&number) {
            return Some(number);
        }
        let (least, most) = bounds.into_inner();
        self.fault(
            key,
            format_args!("must be from {least} to {most}, not {number}"),
        );
        None
    }

    /// The value if it keeps a rule; `wanted` says which.
    pub(super) fn keep<T>(&mut self, key: &str, kept: Option<T>, wanted: &str) -> Option<T> {
        if kept.is_none() {
            self.fault(key, format_args!("must be {wanted}"));
        }
        kept
    }

    /// Notes what is wrong with a key.
    pub(super) fn fault(&mut self, key: &str, fault: impl Display) {
        self.faults.push(format!("{}.{key}: {fault}", self.name));
    }

    /// Ends the reading: a default that nobody took would be a setting without effect.
    pub(super) fn end(mut self) {
        let left: Vec<String> = self.values.keys().cloned().collect();
        for key in left {
            self.fault(&key, "is documented but has no effect");
        }
    }
}
