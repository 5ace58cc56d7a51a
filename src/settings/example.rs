//! The embedded defaults as the example of what may be set: a key that they lack is unknown, and
//! a value must be of the type that they show.

use toml::{Table, Value};

use super::nearest::nearest;

/// The defaults, by section and key.
#[derive(Clone, Default)]
pub(super) struct Example(Table);

impl Example {
    pub(super) fn new(defaults: Table) -> Self {
        Self(defaults)
    }

    /// All defaults, to lay other values over.
    pub(super) fn values(&self) -> Table {
        self.0.clone()
    }

    pub(super) fn has_section(&self, section: &str) -> bool {
        self.0.contains_key(section)
    }

    /// The default of a key.
    pub(super) fn of(&self, section: &str, key: &str) -> Option<&Value> {
        self.0.get(section)?.get(key)
    }

    /// What is wrong with a value that a file gives.
    pub(super) fn faults(&self, section: &str, key: &str, value: &Value) -> Vec<String> {
        let name = format!("{section}.{key}");
        match self.of(section, key) {
            Some(example) => differences(&name, value, example),
            None => vec![self.unknown(&name)],
        }
    }

    /// The fault of an unknown key, `section.key` or a lone name; a lone name may mean a section.
    pub(super) fn unknown(&self, name: &str) -> String {
        let sections = self.0.keys().filter(|_| !name.contains('.')).cloned();
        no_such_key(name, sections.chain(self.names()))
    }

    /// The fault of an unknown variable of the environment; `variable_of` writes a key as one.
    pub(super) fn unknown_variable(&self, given: &str, variable_of: fn(&str) -> String) -> String {
        no_such_key(given, self.names().map(|name| variable_of(&name)))
    }

    /// `server.listen` and all others.
    fn names(&self) -> impl Iterator<Item = String> {
        self.0.iter().flat_map(|(section, keys)| {
            let keys = keys.as_table().into_iter().flat_map(Table::keys);
            keys.map(move |key| format!("{section}.{key}"))
        })
    }
}

fn no_such_key(given: &str, known: impl Iterator<Item = String>) -> String {
    match nearest(given, known) {
        Some(near) => format!("{given}: no such key; the nearest is {near}"),
        None => format!("{given}: no such key"),
    }
}

fn differences(name: &str, value: &Value, example: &Value) -> Vec<String> {
    if !value.same_type(example) {
        let (wanted, given) = (kind(example), kind(value));
        return vec![format!("{name}: must be {wanted}, not {given}")];
    }
    let (Some(blocks), Some(example)) = (value.as_array(), example_block(example)) else {
        return Vec::new();
    };
    let named = blocks.iter().enumerate();
    named
        .flat_map(|(number, block)| block_differences(&format!("{name}[{number}]"), block, example))
        .collect()
}

/// What each block of a list such as `[[law.terms]]` looks like.
pub(super) fn example_block(example: &Value) -> Option<&Table> {
    example.as_array()?.first()?.as_table()
}

fn block_differences(name: &str, block: &Value, example: &Table) -> Vec<String> {
    let Some(block) = block.as_table() else {
        return vec![format!("{name}: must be a block, not {}", kind(block))];
    };
    let faults = block.iter().flat_map(|(key, value)| {
        let Some(example) = example.get(key) else {
            let fault = no_such_key(key, example.keys().cloned());
            return vec![format!("{name}.{fault}")];
        };
        differences(&format!("{name}.{key}"), value, example)
    });
    faults.collect()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "text in quotation marks",
        Value::Integer(_) => "a whole number",
        Value::Float(_) => "a fraction",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date without quotation marks",
        Value::Array(_) => "a list",
        Value::Table(_) => "a section",
    }
}
