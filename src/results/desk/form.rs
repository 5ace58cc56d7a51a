//! The form of a result: its fields, and the order that they make.

use crate::args;
use crate::database::Id;
use crate::language::{Language, Multilingual, Speech};
use crate::law::closing::Ground;
use crate::law::results::ResultKind;
use crate::results::actions::{Order, Statement};
use crate::results::record::Outcome;
use crate::sessions::desk::{SEEN, seen, seen_field};
use crate::sessions::record::Session;
use crate::sessions::typed_day;
use crate::web::Problem;
use crate::web::desk::Fields;
use crate::web::form;
use crate::web::paging::within_reach;
use crate::web::problem::FieldFault;

/// Letters of a line.
const LINE: usize = 500;

/// Letters of a reason.
const REASON: usize = 2000;

/// Letters of a text in one language: a session of a day, word by word.
const TEXT: usize = 100_000;

/// What a field is called.
pub fn label(speech: Speech<'_>, name: &str) -> String {
    form::label(speech, name, |base| {
        let base = base.strip_prefix("none-").unwrap_or(base);
        speech.t(&format!("results-field-{base}"))
    })
}

/// A fault of a field, which it names.
pub fn fault(speech: Speech<'_>, field: &str, code: &'static str, message: &str) -> FieldFault {
    FieldFault {
        field: field.to_owned(),
        code,
        message: format!("{}: {message}", label(speech, field)),
    }
}

/// The form of a result that is to be replaced: all but the day, which is that of the new one.
///
/// # Errors
/// [`Problem::Broken`] when its text cannot be read.
pub fn to_replace(session: &Session, former: &Outcome) -> Result<Fields, Problem> {
    let mut fields = Fields::default();
    if let Some(title) = &former.title {
        add_in_languages(&mut fields, "title", title);
    }
    if let Some(words) = former.words()? {
        add_in_languages(&mut fields, "text", &words);
    }
    if let Some(item) = former.agenda_item_id {
        fields.add("item", item.to_string());
    }
    if let (Some(ground), Some(says)) = (former.withheld_ground, &former.withheld) {
        fields.add("withheld", "true");
        fields.add("withheld_ground", ground.as_str());
        add_in_languages(&mut fields, "withheld_says", says);
    }
    fields.add("number", former.number.as_deref().unwrap_or_default());
    fields.add("signer", former.signer.as_deref().unwrap_or_default());
    fields.add(SEEN, seen_field(session.updated_at));
    Ok(fields)
}

fn add_in_languages(fields: &mut Fields, name: &str, words: &Multilingual) {
    let english = words.en.as_deref().unwrap_or_default();
    for (code, text) in [("kk", &*words.kk), ("ru", &*words.ru), ("en", english)] {
        fields.add(format!("{name}-{code}"), text);
    }
}

/// Reads a form; `fixed` is the kind of what it replaces. Its file is still to come.
///
/// # Errors
/// Everything that is wrong, each fault with its field.
pub fn read(
    speech: Speech<'_>,
    fields: &Fields,
    session: &Session,
    fixed: Option<ResultKind>,
) -> Result<Order, Vec<FieldFault>> {
    let mut reader = Reader {
        speech,
        fields,
        faults: Vec::new(),
    };
    let kind = fixed.or_else(|| reader.kind());
    let title = reader.both("title", Reader::line);
    if title.is_none() {
        reader.both_missing("title");
    }
    let number = reader.line("number", LINE);
    let signer = reader.line("signer", LINE);
    let created_on = reader.day();
    let item = reader.item();
    let text = reader.in_any("text", Reader::lines);
    let withheld = reader.withheld();
    let late_reason = reader.line("late_reason", REASON);
    match (kind, title, created_on) {
        (Some(kind), Some(title), Some(created_on)) if reader.faults.is_empty() => Ok(Order {
            session: session.id,
            seen: seen(fields),
            kind,
            title,
            item,
            text,
            files: Vec::new(),
            withheld,
            number,
            signer,
            created_on,
            late_reason,
        }),
        _ => Err(reader.faults),
    }
}

/// Reads of what it is said that there is none.
///
/// # Errors
/// Everything that is wrong, each fault with its field.
pub fn read_statement(
    speech: Speech<'_>,
    fields: &Fields,
    session: &Session,
) -> Result<Statement, Vec<FieldFault>> {
    let mut reader = Reader {
        speech,
        fields,
        faults: Vec::new(),
    };
    let kind = reader.kind();
    let late_reason = reader.line("none_late_reason", REASON);
    match kind {
        Some(kind) if reader.faults.is_empty() => Ok(Statement {
            session: session.id,
            seen: seen(fields),
            kind,
            late_reason,
        }),
        _ => Err(reader.faults),
    }
}

/// Reads field after field and gathers what is wrong.
struct Reader<'a> {
    speech: Speech<'a>,
    fields: &'a Fields,
    faults: Vec<FieldFault>,
}

impl Reader<'_> {
    fn fault(&mut self, field: &str, code: &'static str) {
        let message = self
            .speech
            .t(&format!("editor-fault-{}", code.replace('_', "-")));
        self.faults.push(fault(self.speech, field, code, &message));
    }

    fn kind(&mut self) -> Option<ResultKind> {
        let kind = self.fields.text("kind").parse().ok();
        if kind.is_none() {
            self.fault("kind", "choice");
        }
        kind
    }

    fn day(&mut self) -> Option<chrono::NaiveDate> {
        let day = typed_day(self.fields.text("created_on")).filter(|day| within_reach(*day));
        if day.is_none() {
            self.fault("created_on", "day");
        }
        day
    }

    fn item(&mut self) -> Option<Id> {
        let typed = self.fields.given("item")?;
        let item = Id::parse(typed);
        if item.is_none() {
            self.fault("item", "choice");
        }
        item
    }

    /// A part is left out only on a ground of the law, and it is said which part that is (Access Law art. 5(3)).
    fn withheld(&mut self) -> Option<(Ground, Multilingual)> {
        self.fields.given("withheld")?;
        let ground: Option<Ground> = self.fields.text("withheld_ground").parse().ok();
        if ground.is_none() {
            let message = self.speech.t("results-fault-withheld-ground");
            let fault = fault(self.speech, "withheld_ground", "required", &message);
            self.faults.push(fault);
        }
        let says = self.both("withheld_says", Reader::line);
        if says.is_none() {
            self.both_missing("withheld_says");
        }
        Some((ground?, says?))
    }

    /// A text on one line; `None` when it is empty.
    fn line(&mut self, name: &str, most: usize) -> Option<String> {
        let words: Vec<&str> = self.fields.raw(name).split_whitespace().collect();
        self.within(name, words.join(" "), most.min(REASON))
    }

    /// A text with its lines.
    fn lines(&mut self, name: &str, most: usize) -> Option<String> {
        let lines: Vec<&str> = self.fields.raw(name).lines().map(str::trim_end).collect();
        self.within(name, lines.join("\n").trim().to_owned(), most)
    }

    fn within(&mut self, name: &str, text: String, most: usize) -> Option<String> {
        if text.chars().count() > most {
            let message = self
                .speech
                .tf("editor-fault-too-long", &args! { "most" => most });
            let fault = fault(self.speech, name, "too_long", &message);
            self.faults.push(fault);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// What names a document stands in both languages (2023 Standard 8.4), or not at all.
    fn both(
        &mut self,
        name: &str,
        read: fn(&mut Self, &str, usize) -> Option<String>,
    ) -> Option<Multilingual> {
        let words = self.in_any(name, read)?;
        for (language, text) in [(Language::Kk, &words.kk), (Language::Ru, &words.ru)] {
            if text.is_empty() {
                self.fault(&format!("{name}-{}", language.code()), "both_languages");
            }
        }
        Some(words)
    }

    /// A text in the languages that it was typed in. What is missing is said to everybody who reads it, and can be added
    /// later: one version in time is more than two that are late.
    fn in_any(
        &mut self,
        name: &str,
        read: fn(&mut Self, &str, usize) -> Option<String>,
    ) -> Option<Multilingual> {
        let most = if name == "text" { TEXT } else { LINE };
        let [kk, ru, en] =
            Language::ALL.map(|language| read(self, &format!("{name}-{}", language.code()), most));
        if kk.is_none() && ru.is_none() && en.is_none() {
            return None;
        }
        Some(Multilingual {
            kk: kk.unwrap_or_default(),
            ru: ru.unwrap_or_default(),
            en,
        })
    }

    fn both_missing(&mut self, name: &str) {
        for language in [Language::Kk, Language::Ru] {
            self.fault(&format!("{name}-{}", language.code()), "both_languages");
        }
    }
}
