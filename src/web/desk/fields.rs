//! What a form sent, by name, in the order of the page.

use serde::{Deserialize, Serialize};

/// What is typed into forms and never kept: passwords, codes, and the secret of a second factor.
const NEVER_KEPT: [&str; 8] = [
    "password",
    "password_codes",
    "password_remove",
    "new_password",
    "repeated",
    "code",
    "recovery",
    "secret",
];

/// Names and values; a name may come several times.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// From a body of the type `application/x-www-form-urlencoded`.
    #[must_use]
    pub fn decode(body: &[u8]) -> Self {
        let mut fields = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            fields.add(name, value);
        }
        fields
    }

    /// Adds a value, as when a page is filled from what is stored; without U+0000, which nobody types and PostgreSQL
    /// does not take.
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let without_nul = |mut text: String| {
            text.retain(|letter| letter != '\0');
            text
        };
        let (name, value) = (name.into(), value.into());
        self.0.push((without_nul(name), without_nul(value)));
    }

    /// The value as it was typed; empty where there is none.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// The value without blanks around it.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The value, unless it is empty.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// Whether a box of this name is ticked, or a button of it pressed.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Every value under a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// All names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What may be kept of it for later: secrets are not written down.
    #[must_use]
    pub fn to_keep(self) -> Self {
        self.without(&NEVER_KEPT)
    }

    /// The same without some names.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|(name, _)| !names.contains(&name.as_str()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_as_it_was() {
        let fields = Fields::decode("a=+%D3%98+&b=1&b=2&empty=".as_bytes());
        assert_eq!((fields.raw("a"), fields.text("a")), (" Ә ", "Ә"));
        assert_eq!(fields.all("b").collect::<Vec<_>>(), ["1", "2"]);
        assert!(fields.has("empty") && fields.given("empty").is_none() && !fields.has("c"));
        assert_eq!(fields.clone().without(&["b"]).iter().count(), 2);
        assert_eq!(Fields::decode(b"a%00b=%00c%00").raw("ab"), "c");
    }

    #[test]
    fn secrets_are_not_kept_and_what_is_only_called_like_them_is() {
        let fields =
            Fields::decode(b"name=x&password=1&new_password=2&code=3&postcode=4").to_keep();
        let kept: Vec<_> = fields.iter().collect();
        assert_eq!(kept, [("name", "x"), ("postcode", "4")]);
    }
}
