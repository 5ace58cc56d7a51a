//! The three layers of settings: the embedded defaults, a file, the environment.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use super::example::{Example, example_block};

const DEFAULTS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/config/default.toml"));

/// How the variables of the environment begin that are ours.
pub(super) const PREFIX: &str = "OTYRYS__";

/// Values by section and key, as far as they could be understood, and what could not.
#[derive(Default)]
pub(super) struct Layers {
    pub(super) values: Table,
    pub(super) faults: Vec<String>,
}

impl Layers {
    /// Lays file and environment over the defaults.
    pub(super) fn lay(
        config: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let mut layers = Self::default();
        let example = match read_toml(DEFAULTS) {
            Ok(defaults) => Example::new(defaults),
            Err(fault) => {
                layers.faults.push(format!("config/default.toml: {fault}"));
                Example::default()
            }
        };
        layers.values = example.values();
        if let Some(path) = config {
            layers.lay_file(path, &example);
        }
        layers.lay_environment(environment, &example);
        layers
    }

    fn lay_file(&mut self, path: &Path, example: &Example) {
        let text = fs::read_to_string(path).map_err(|reason| reason.to_string());
        let faults = match text.and_then(|text| read_toml(&text)) {
            Ok(given) => given
                .into_iter()
                .flat_map(|(section, given)| self.lay_section(&section, given, example))
                .collect(),
            Err(fault) => vec![fault],
        };
        let named = faults
            .iter()
            .map(|fault| format!("{}: {fault}", path.display()));
        self.faults.extend(named);
    }

    fn lay_section(&mut self, section: &str, given: Value, example: &Example) -> Vec<String> {
        match given {
            Value::Table(given) if !given.is_empty() => given
                .into_iter()
                .flat_map(|(key, value)| {
                    let faults = example.faults(section, &key, &value);
                    if faults.is_empty() {
                        self.set(section, &key, value);
                    }
                    faults
                })
                .collect(),
            _ if !example.has_section(section) => vec![example.unknown(section)],
            Value::Table(_) => Vec::new(),
            _ => vec![format!("{section}: must be a section")],
        }
    }

    fn lay_environment(
        &mut self,
        environment: impl IntoIterator<Item = (String, String)>,
        example: &Example,
    ) {
        let ours: BTreeMap<String, String> = environment
            .into_iter()
            .filter(|(name, _)| name.starts_with(PREFIX))
            .collect();
        let mut seen = BTreeSet::new();
        for (name, text) in ours {
            let Some(place) = Place::of(&name, example) else {
                let fault = example.unknown_variable(&name, variable_of);
                self.faults.push(fault);
                continue;
            };
            if !seen.insert((place.section.clone(), place.key.clone())) {
                self.faults.push(format!(
                    "{name}: is set a second time, with and without _FILE"
                ));
                continue;
            }
            match place.value(&text) {
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

/// Reads TOML. A fault names the line but does not quote it: a secret may stand there.
fn read_toml(text: &str) -> Result<Table, String> {
    toml::from_str(text).map_err(|error| {
        let position = error.span().map_or(0, |span| span.start);
        let before = text.bytes().take(position);
        let line = before.filter(|&byte| byte == b'\n').count() + 1;
        format!("line {line}: {}", error.message())
    })
}

/// `server.listen` as `OTYRYS__SERVER__LISTEN`.
fn variable_of(name: &str) -> String {
    format!("{PREFIX}{}", name.to_uppercase().replace('.', "__"))
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
    fn of(variable: &str, example: &'a Example) -> Option<Self> {
        let name = variable.strip_prefix(PREFIX)?.to_lowercase();
        let (section, key) = name.split_once("__")?;
        // The key as it stands goes first: mail.ca_file ends in _file of itself.
        let shorter = key.strip_suffix("_file").map(|key| (key, true));
        let mut readings = [Some((key, false)), shorter].into_iter().flatten();
        readings.find_map(|(key, in_file)| {
            Some(Self {
                section: section.to_owned(),
                key: key.to_owned(),
                example: example.of(section, key)?,
                in_file,
            })
        })
    }

    fn value(&self, given: &str) -> Result<Value, String> {
        if self.in_file {
            let text = fs::read_to_string(given).map_err(|reason| format!("{given}: {reason}"))?;
            parsed(text.trim_end_matches(['\r', '\n']), self.example)
        } else {
            parsed(given, self.example)
        }
    }
}

/// A text as a value of the example's type.
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
        Value::Array(_) if example_block(example).is_none() => {
            let items = text.split(',').map(str::trim);
            let given = items.filter(|item| !item.is_empty());
            Ok(Value::Array(given.map(Value::from).collect()))
        }
        _ => Err("can be set in a file only".to_owned()),
    }
}
