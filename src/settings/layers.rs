//! The three layers of settings: the embedded defaults, a file, the environment.
//!
//! The defaults are also the example of what may be set: a key that they lack is unknown, and a
//! value must be of the type that they show.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use super::nearest::nearest;

const DEFAULTS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/config/default.toml"));
const PREFIX: &str = "OTYRYS__";

/// Values by section and key, as far as they could be understood, and what could not.
pub(super) struct Layers {
    pub(super) values: Table,
    pub(super) faults: Vec<String>,
}

/// Lays file and environment over the defaults.
pub(super) fn laid(
    config: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Layers {
    let mut layers = Layers {
        values: Table::new(),
        faults: Vec::new(),
    };
    match read_toml(DEFAULTS) {
        Ok(defaults) => layers.values = defaults,
        Err(fault) => layers.faults.push(format!("defaults: {fault}")),
    }
    // What may be set is what the defaults show, not what a file made of them.
    let example = layers.values.clone();
    if let Some(path) = config {
        layers.lay_file(path, &example);
    }
    layers.lay_environment(environment, &example);
    layers
}

/// Reads TOML; a fault names the line but never quotes it, since a secret may stand there.
fn read_toml(text: &str) -> Result<Table, String> {
    toml::from_str(text).map_err(|error| {
        let position = error.span().map_or(0, |span| span.start);
        let before = text.bytes().take(position);
        let line = before.filter(|&byte| byte == b'\n').count() + 1;
        format!("line {line}: {}", error.message())
    })
}

impl Layers {
    fn lay_file(&mut self, path: &Path, example: &Table) {
        let text = fs::read_to_string(path).map_err(|reason| reason.to_string());
        match text.and_then(|text| read_toml(&text)) {
            Ok(given) => {
                for (section, values) in given {
                    self.lay_section(path, &section, values, example);
                }
            }
            Err(fault) => self.faults.push(format!("{}: {fault}", path.display())),
        }
    }

    fn lay_section(&mut self, path: &Path, section: &str, given: Value, example: &Table) {
        let known = example.get(section).and_then(Value::as_table);
        let path = path.display();
        match (given, known) {
            (Value::Table(given), Some(known)) => {
                for (key, value) in given {
                    let name = format!("{section}.{key}");
                    let fault = match known.get(&key) {
                        Some(example) => differing(&name, &value, example),
                        None => Some(unknown(&name, example)),
                    };
                    match fault {
                        Some(fault) => self.faults.push(format!("{path}: {fault}")),
                        None => self.set(section, &key, value),
                    }
                }
            }
            (Value::Table(given), None) if !given.is_empty() => {
                self.faults.extend(given.keys().map(|key| {
                    format!("{path}: {}", unknown(&format!("{section}.{key}"), example))
                }));
            }
            (_, Some(_)) => self.faults.push(format!("{path}: {section}: must be a section")),
            (_, None) => self.faults.push(format!("{path}: {}", unknown(section, example))),
        }
    }

    fn lay_environment(
        &mut self,
        environment: impl IntoIterator<Item = (String, String)>,
        example: &Table,
    ) {
        let ours: BTreeMap<String, String> = environment
            .into_iter()
            .filter(|(name, _)| name.starts_with(PREFIX))
            .collect();
        let mut seen = BTreeSet::new();
        for (name, text) in ours {
            let Some(place) = Place::of(&name, example) else {
                self.faults.push(unknown_variable(&name, example));
                continue;
            };
            let value = place.text(text).and_then(|text| parsed(&text, place.example));
            if !seen.insert((place.section.clone(), place.key.clone())) {
                self.faults.push(format!("{name}: is set a second time, with and without _FILE"));
                continue;
            }
            match value {
                Ok(value) => self.set(&place.section, &place.key, value),
                Err(fault) => self.faults.push(format!("{name}: {fault}")),
            }
        }
    }

    fn set(&mut self, section: &str, key: &str, value: Value) {
        if let Some(Value::Table(values)) = self.values.get_mut(section) {
            values.insert(key.to_owned(), value);
        }
    }
}

/// What a variable of the environment sets.
struct Place<'a> {
    section: String,
    key: String,
    example: &'a Value,
    /// The variable holds the name of a file with the value.
    in_file: bool,
}

impl<'a> Place<'a> {
    fn of(variable: &str, example: &'a Table) -> Option<Self> {
        let name = variable.strip_prefix(PREFIX)?.to_lowercase();
        let (section, key) = name.split_once("__")?;
        let known = example.get(section)?.as_table()?;
        // A key may end in _file of itself, as mail.ca_file does.
        let (key, in_file) = match key.strip_suffix("_file") {
            Some(shorter) if !known.contains_key(key) => (shorter, true),
            _ => (key, false),
        };
        Some(Self {
            section: section.to_owned(),
            key: key.to_owned(),
            example: known.get(key)?,
            in_file,
        })
    }

    fn text(&self, given: String) -> Result<String, String> {
        if !self.in_file {
            return Ok(given);
        }
        let text = fs::read_to_string(&given).map_err(|reason| format!("{given}: {reason}"))?;
        Ok(text.trim_end_matches(['\r', '\n']).to_owned())
    }
}

/// A variable's text as the type of `example`.
fn parsed(text: &str, example: &Value) -> Result<Value, String> {
    match example {
        Value::String(_) => Ok(Value::String(text.to_owned())),
        Value::Integer(_) => text
            .parse()
            .map(Value::Integer)
            .map_err(|_| format!("must be a whole number, not {text:?}")),
        Value::Boolean(_) => text
            .parse()
            .map(Value::Boolean)
            .map_err(|_| format!("must be true or false, not {text:?}")),
        Value::Array(items) if !items.iter().any(Value::is_table) => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Ok(Value::Array(items.map(Value::from).collect()))
        }
        _ => Err("can be set in a file only".to_owned()),
    }
}

/// How a value of a file differs from its example, if it does.
fn differing(name: &str, value: &Value, example: &Value) -> Option<String> {
    match (value, example) {
        (Value::Array(blocks), Value::Array(examples)) => {
            let example = examples.first()?.as_table()?;
            blocks
                .iter()
                .enumerate()
                .find_map(|(number, block)| differing_block(&format!("{name}[{number}]"), block, example))
        }
        _ if value.same_type(example) => None,
        _ => {
            let (wanted, given) = (article(example), article(value));
            Some(format!("{name}: must be {wanted}, not {given}"))
        }
    }
}

/// The same of one block of a list, such as `[[law.terms]]`.
fn differing_block(name: &str, block: &Value, example: &Table) -> Option<String> {
    let Value::Table(block) = block else {
        return Some(format!("{name}: must be a block, not {}", article(block)));
    };
    block.iter().find_map(|(key, value)| {
        let inner = format!("{name}.{key}");
        match example.get(key) {
            Some(example) => differing(&inner, value, example),
            None => nearest(key, example.keys().map(String::as_str))
                .map(|near| format!("{inner}: no such key; the nearest is {near}")),
        }
    })
}

fn article(value: &Value) -> &'static str {
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

fn unknown(name: &str, example: &Table) -> String {
    let known = known_names(example);
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("{name}: no such key; the nearest is {near}"),
        None => format!("{name}: no such key"),
    }
}

fn unknown_variable(variable: &str, example: &Table) -> String {
    let known: Vec<String> = known_names(example)
        .into_iter()
        .map(|name| format!("{PREFIX}{}", name.to_uppercase().replace('.', "__")))
        .collect();
    match nearest(variable, known.iter().map(String::as_str)) {
        Some(near) => format!("{variable}: no such key; the nearest is {near}"),
        None => format!("{variable}: no such key"),
    }
}

/// `server.listen` and all others.
fn known_names(example: &Table) -> Vec<String> {
    let sections = example.iter().filter_map(|(section, keys)| Some((section, keys.as_table()?)));
    sections
        .flat_map(|(section, keys)| keys.keys().map(move |key| format!("{section}.{key}")))
        .collect()
}
