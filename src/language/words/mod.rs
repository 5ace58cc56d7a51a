//! All words of the pages and letters, by language and key.

mod files;
mod resource;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};

use self::resource::Messages;
use super::{Language, Multilingual, Speech};

/// What is wrong with the files of words; one line each.
#[derive(Debug, thiserror::Error)]
pub enum WordsFault {
    /// A file is not Fluent.
    #[error("{file}, line {line}: {reason}")]
    Malformed {
        /// The file, from the folder of words on.
        file: String,
        /// Counted from 1.
        line: usize,
        /// In the words of the parser.
        reason: String,
    },
    /// Two embedded files have the same key.
    #[error("{language}: two messages are called {key}")]
    Twice {
        /// Where.
        language: Language,
        /// The key.
        key: String,
    },
    /// A folder's file has a message that the program never asks for.
    #[error("{language}: the program has no message {key}")]
    UnknownKey {
        /// Where.
        language: Language,
        /// The key.
        key: String,
    },
    /// A folder's file uses a variable that the program does not give.
    #[error("{language}: the message {key} is given no variable ${variable}")]
    UnknownVariable {
        /// Where.
        language: Language,
        /// The message.
        key: String,
        /// Its variable, without the sign.
        variable: String,
    },
    /// A folder or file of words cannot be read.
    #[error("{}: {reason}", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        reason: io::Error,
    },
    /// The folder of words has no words in it.
    #[error("{}: no kk/*.ftl, ru/*.ftl or en/*.ftl in it", .0.display())]
    Empty(PathBuf),
}

/// The words of all three languages.
pub struct Words {
    tongues: [Tongue; 3],
    /// Keys already complained of, so that each is logged once.
    complaints: Mutex<BTreeSet<String>>,
}

/// One language's words.
struct Tongue {
    bundle: FluentBundle<FluentResource>,
    messages: Messages,
}

impl Words {
    /// The embedded words, with messages of `folder` (`kk/*.ftl`, `ru/*.ftl`, `en/*.ftl`) in the
    /// place of those of the same key.
    ///
    /// # Errors
    /// Every malformed file, doubled key, and, in the folder, every key or variable that the
    /// program does not know.
    pub fn load(folder: Option<&Path>) -> Result<Self, Vec<WordsFault>> {
        let mut faults = Vec::new();
        let mut found_any = folder.is_none();
        let tongues = Language::ALL.map(|language| {
            let embedded = files::embedded(language, &mut faults);
            let replacing = folder.map_or_else(Vec::new, |folder| {
                files::in_folder(folder, language, &mut faults)
            });
            found_any |= !replacing.is_empty();
            Tongue::new(language, embedded, replacing, &mut faults)
        });
        if let (Some(folder), false) = (folder, found_any) {
            faults.push(WordsFault::Empty(folder.to_owned()));
        }
        if faults.is_empty() {
            Ok(Self {
                tongues,
                complaints: Mutex::default(),
            })
        } else {
            Err(faults)
        }
    }

    /// These words in one language.
    #[must_use]
    pub fn speech(&self, language: Language) -> Speech<'_> {
        Speech::new(self, language)
    }

    /// The same thing said in each language.
    pub fn in_every_language(&self, say: impl Fn(Speech<'_>) -> String) -> Multilingual {
        let [kk, ru, en] = Language::ALL.map(|language| say(self.speech(language)));
        Multilingual::new(kk, ru).with_english(en)
    }

    /// The message `key`. A key that does not exist shows as `[key]` and is logged once.
    #[must_use]
    pub fn say(&self, language: Language, key: &str) -> String {
        self.format(language, key, None)
    }

    /// The message `key` with its variables filled in: see [`crate::args!`].
    #[must_use]
    pub fn say_with(&self, language: Language, key: &str, args: &FluentArgs<'_>) -> String {
        self.format(language, key, Some(args))
    }

    /// Every key of a language with the variables that its message takes.
    #[must_use]
    pub fn messages(&self, language: Language) -> &Messages {
        &self.tongue(language).messages
    }

    fn format(&self, language: Language, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = &self.tongue(language).bundle;
        let Some(pattern) = bundle.get_message(key).and_then(|found| found.value()) else {
            self.complain(language, key, "no such message");
            return format!("[{key}]");
        };
        let mut errors = Vec::new();
        let text = bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned();
        for error in errors {
            self.complain(language, key, &error.to_string());
        }
        text
    }

    fn tongue(&self, language: Language) -> &Tongue {
        let [kk, ru, en] = &self.tongues;
        match language {
            Language::Kk => kk,
            Language::Ru => ru,
            Language::En => en,
        }
    }

    fn complain(&self, language: Language, key: &str, reason: &str) {
        let complaint = format!("{language} {key}: {reason}");
        let mut made = self
            .complaints
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if made.insert(complaint) {
            tracing::error!(%language, key, reason, "words");
        }
    }
}

impl Tongue {
    fn new(
        language: Language,
        embedded: Vec<FluentResource>,
        replacing: Vec<FluentResource>,
        faults: &mut Vec<WordsFault>,
    ) -> Self {
        let known = resource::messages(&embedded);
        let messages = resource::messages(embedded.iter().chain(&replacing));
        faults.extend(unknown(language, &known, &messages));
        let plural_rules = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![plural_rules]);
        // The marks around variables would show in plain-text letters and calendars.
        bundle.set_use_isolating(false);
        for resource in embedded {
            let doubled = bundle.add_resource(resource).err().unwrap_or_default();
            faults.extend(doubled.into_iter().map(|error| twice(language, error)));
        }
        for resource in replacing {
            bundle.add_resource_overriding(resource);
        }
        Self { bundle, messages }
    }
}

fn twice(language: Language, error: FluentError) -> WordsFault {
    let key = match error {
        FluentError::Overriding { id, .. } => id,
        other => other.to_string(),
    };
    WordsFault::Twice { language, key }
}

/// What a folder's messages have that the embedded ones have not.
fn unknown(language: Language, known: &Messages, messages: &Messages) -> Vec<WordsFault> {
    let mut faults = Vec::new();
    for (key, variables) in messages {
        let Some(given) = known.get(key) else {
            let key = key.clone();
            faults.push(WordsFault::UnknownKey { language, key });
            continue;
        };
        faults.extend(
            variables
                .difference(given)
                .map(|variable| WordsFault::UnknownVariable {
                    language,
                    key: key.clone(),
                    variable: variable.clone(),
                }),
        );
    }
    faults
}

#[cfg(test)]
mod tests;
