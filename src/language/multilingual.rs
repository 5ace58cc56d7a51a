//! A text of ours or of a body in the languages it exists in.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Language;

/// A text in Kazakh and Russian, perhaps in English too: `{"kk":"…","ru":"…","en":"…"}`.
/// The database keeps it as that JSON in a text column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Multilingual {
    /// Kazakh.
    pub kk: String,
    /// Russian.
    pub ru: String,
    /// English, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Multilingual {
    /// The text in the two languages that the law wants.
    pub fn new(kk: impl Into<String>, ru: impl Into<String>) -> Self {
        Self {
            kk: kk.into(),
            ru: ru.into(),
            en: None,
        }
    }

    /// The same with English beside.
    #[must_use]
    pub fn with_english(self, en: impl Into<String>) -> Self {
        Self {
            en: Some(en.into()),
            ..self
        }
    }

    /// The text for a reader of `wanted`, with the language it really is in, so that a page can
    /// mark it with `lang`. Where it is missing or blank a reader of English gets Russian, of
    /// Russian Kazakh, of Kazakh Russian.
    #[must_use]
    pub fn in_language(&self, wanted: Language) -> (&str, Language) {
        let order = match wanted {
            Language::Kk => [Language::Kk, Language::Ru, Language::En],
            Language::Ru => [Language::Ru, Language::Kk, Language::En],
            Language::En => [Language::En, Language::Ru, Language::Kk],
        };
        order
            .into_iter()
            .map(|language| (self.exactly(language), language))
            .find(|(text, _)| !text.trim().is_empty())
            .unwrap_or(("", wanted))
    }

    fn exactly(&self, language: Language) -> &str {
        match language {
            Language::Kk => &self.kk,
            Language::Ru => &self.ru,
            Language::En => self.en.as_deref().unwrap_or_default(),
        }
    }
}

impl From<Multilingual> for String {
    fn from(text: Multilingual) -> Self {
        let texts = [
            ("kk", Some(text.kk)),
            ("ru", Some(text.ru)),
            ("en", text.en),
        ];
        let object: Map<String, Value> = texts
            .into_iter()
            .filter_map(|(code, text)| Some((code.to_owned(), Value::String(text?))))
            .collect();
        Value::Object(object).to_string()
    }
}

impl TryFrom<String> for Multilingual {
    type Error = serde_json::Error;

    fn try_from(json: String) -> Result<Self, Self::Error> {
        serde_json::from_str(&json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_text_is_read_back() {
        let two = Multilingual::new("Үлгі \"алқасы\"", "Коллегия\n2");
        let three = two.clone().with_english("Collegium");
        for text in [two, three] {
            let stored = String::from(text.clone());
            assert_eq!(stored.contains("\"en\""), text.en.is_some());
            assert_eq!(Multilingual::try_from(stored).unwrap(), text);
        }
    }

    #[test]
    fn more_or_fewer_languages_are_refused() {
        let read = |json: &str| Multilingual::try_from(json.to_owned());
        assert!(read(r#"{"kk":"а","ru":"а","de":"a"}"#).is_err());
        assert!(read(r#"{"kk":"а"}"#).is_err());
    }

    #[test]
    fn a_missing_text_falls_back_and_says_so() {
        let two = Multilingual::new("Күн тәртібі", "Повестка");
        assert_eq!(two.in_language(Language::Kk), ("Күн тәртібі", Language::Kk));
        assert_eq!(two.in_language(Language::En), ("Повестка", Language::Ru));
        let kazakh = Multilingual::new("Күн тәртібі", " ");
        assert_eq!(
            kazakh.in_language(Language::Ru),
            ("Күн тәртібі", Language::Kk)
        );
        let russian = Multilingual::new("", "Повестка").with_english("");
        assert_eq!(
            russian.in_language(Language::Kk),
            ("Повестка", Language::Ru)
        );
        assert_eq!(
            russian.in_language(Language::En),
            ("Повестка", Language::Ru)
        );
        let empty = Multilingual::default();
        assert_eq!(empty.in_language(Language::En), ("", Language::En));
    }
}
