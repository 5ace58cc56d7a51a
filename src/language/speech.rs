//! Speaking in one language: what templates and letters hold in their hands.

use std::fmt;

use fluent_bundle::FluentArgs;

use super::{Language, Words};

/// The words in one language. Two pointers' worth: pass it by value.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    words: &'a Words,
    language: Language,
}

impl<'a> Speech<'a> {
    pub(super) fn new(words: &'a Words, language: Language) -> Self {
        Self { words, language }
    }

    /// The language spoken.
    #[must_use]
    pub fn language(self) -> Language {
        self.language
    }

    /// The words of all languages, for a phrase in another one.
    #[must_use]
    pub fn words(self) -> &'a Words {
        self.words
    }

    /// The text of `key`.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        self.words.say(self.language, key)
    }

    /// The text of `key` with its variables filled in: `tf("app-waiting", &args! { "n" => 3 })`.
    #[must_use]
    pub fn tf(self, key: &str, args: &FluentArgs<'_>) -> String {
        self.words.say_with(self.language, key, args)
    }

    /// The items as one enumeration: `а, б және в`.
    #[must_use]
    pub fn list<T: AsRef<str>>(self, items: &[T]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                let args = crate::args! { "first" => first.join(", "), "last" => last.as_ref() };
                self.tf("list", &args)
            }
        }
    }
}

impl fmt::Debug for Speech<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Speech({})", self.language)
    }
}
