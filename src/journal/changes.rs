//! What an act changed of a thing: the journal's `before` and `after`.

use serde_json::{Map, Value};

/// The fields that are not the same before and after, with both values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    before: Map<String, Value>,
    after: Map<String, Value>,
}

impl Changes {
    /// Of two descriptions with the same fields, what differs.
    #[must_use]
    pub fn between(before: Map<String, Value>, after: Map<String, Value>) -> Self {
        let differs = |field: &String| before.get(field) != after.get(field);
        let fields: Vec<String> = after
            .keys()
            .filter(|field| differs(field))
            .cloned()
            .collect();
        let only = |description: Map<String, Value>| {
            let wanted = |field: &String| fields.contains(field);
            description
                .into_iter()
                .filter(|(field, _)| wanted(field))
                .collect()
        };
        Self {
            before: only(before),
            after: only(after),
        }
    }

    /// Nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.after.is_empty()
    }

    /// One of these fields changed.
    #[must_use]
    pub fn touch(&self, fields: &[&str]) -> bool {
        fields.iter().any(|field| self.after.contains_key(*field))
    }

    /// A field changed that is none of these.
    #[must_use]
    pub fn touch_more_than(&self, fields: &[&str]) -> bool {
        self.after
            .keys()
            .any(|field| !fields.contains(&field.as_str()))
    }

    /// The changed fields as they were.
    #[must_use]
    pub fn before(&self) -> Value {
        Value::Object(self.before.clone())
    }

    /// The changed fields as they are.
    #[must_use]
    pub fn after(&self) -> Value {
        Value::Object(self.after.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(fields) => fields,
            _ => Map::new(),
        }
    }

    #[test]
    fn only_what_differs_is_kept() {
        let before = fields(json!({"title": "a", "place": null, "capacity": 30}));
        let after = fields(json!({"title": "a", "place": "Hall", "capacity": 20}));
        let changes = Changes::between(before.clone(), after);
        assert_eq!(changes.before(), json!({"place": null, "capacity": 30}));
        assert_eq!(changes.after(), json!({"place": "Hall", "capacity": 20}));
        assert!(changes.touch(&["place"]) && !changes.touch(&["title"]));
        assert!(changes.touch_more_than(&["place"]));
        assert!(!changes.touch_more_than(&["place", "capacity"]));
        assert!(Changes::between(before.clone(), before).is_empty());
    }
}
