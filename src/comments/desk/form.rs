//! The forms of acts: their fields, and what they ask for.

use maud::{Markup, html};

use crate::args;
use crate::comments::actions::{Hiding, NewAnswer, Seen};
use crate::comments::desk::Known;
use crate::comments::record::Comment;
use crate::comments::typed::{one_line, tidy};
use crate::language::Speech;
use crate::law::comments::{CommentState, HidingGround};
use crate::web::desk::{self, Fields, SignedIn};
use crate::web::problem::FieldFault;

/// The revision that a form was made of.
pub const REVISION: &str = "revision";

/// The state that it was made of.
pub const STATE: &str = "seen-state";

/// Letters of an answer in one language.
const ANSWER: usize = 5000;

/// Letters of a line.
const LINE: usize = 300;

/// What every form carries: the token, and what it was made of.
pub fn hidden(desk: &SignedIn, comment: &Comment) -> Markup {
    made_of(desk, &comment.revision.to_string(), comment.state.as_str())
}

/// The same of a form that was typed for another state than stands now.
pub fn hidden_as_typed(desk: &SignedIn, comment: &Comment, typed: &Fields) -> Markup {
    if typed.has(REVISION) {
        made_of(desk, typed.raw(REVISION), typed.raw(STATE))
    } else {
        hidden(desk, comment)
    }
}

fn made_of(desk: &SignedIn, revision: &str, state: &str) -> Markup {
    html! {
        (desk::csrf_field(desk))
        input type="hidden" name=(REVISION) value=(revision);
        input type="hidden" name=(STATE) value=(state);
    }
}

/// The comment as the form knew it.
pub fn seen(fields: &Fields, comment: &Comment) -> Seen {
    Seen {
        comment: comment.id,
        revision: fields.text(REVISION).parse().unwrap_or_default(),
    }
}

/// The state as the form knew it.
pub fn seen_state(fields: &Fields) -> Option<CommentState> {
    fields.text(STATE).parse().ok()
}

/// The forms filled from what stands: the answer that is published; else who answered last.
pub fn filled(known: &Known) -> Fields {
    let mut fields = Fields::default();
    let standing = known.entry.answers.iter().find(|answer| answer.stands());
    if let Some(answer) = standing {
        fields.add("answer-kk", answer.words_kk.as_deref().unwrap_or_default());
        fields.add("answer-ru", answer.words_ru.as_deref().unwrap_or_default());
    }
    if let Some(answer) = standing.or(known.last.as_ref()) {
        fields.add("by-name", &*answer.by_name);
        fields.add(
            "by-position",
            answer.by_position.as_deref().unwrap_or_default(),
        );
    }
    if let Some(main) = known.entry.main {
        fields.add("number", main.to_string());
    }
    fields
}

/// A fault of a field, which it names.
pub fn fault(speech: Speech<'_>, field: &str, code: &'static str, message: &str) -> FieldFault {
    let label = speech.t(&format!("comment-desk-{field}"));
    FieldFault {
        field: field.to_owned(),
        code,
        message: format!("{label}: {message}"),
    }
}

/// Gathers what is wrong, field by field.
struct Reader<'a> {
    speech: Speech<'a>,
    fields: &'a Fields,
    faults: Vec<FieldFault>,
}

impl<'a> Reader<'a> {
    fn of(speech: Speech<'a>, fields: &'a Fields) -> Self {
        Self {
            speech,
            fields,
            faults: Vec::new(),
        }
    }

    fn fault(&mut self, field: &str, code: &'static str, key: &str) {
        let message = self.speech.t(key);
        self.faults.push(fault(self.speech, field, code, &message));
    }

    fn within(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        if text.chars().count() > most {
            let message = self
                .speech
                .tf("editor-fault-too-long", &args! { "most" => most });
            let fault = fault(self.speech, field, "too_long", &message);
            self.faults.push(fault);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn line(&mut self, field: &str) -> Option<String> {
        self.within(field, one_line(self.fields.raw(field)), LINE)
    }

    fn lines(&mut self, field: &str) -> Option<String> {
        self.within(field, tidy(self.fields.raw(field)), ANSWER)
    }

    fn finish<T>(self, read: T) -> Result<T, Vec<FieldFault>> {
        if self.faults.is_empty() {
            Ok(read)
        } else {
            Err(self.faults)
        }
    }
}

/// Reads an answer.
///
/// # Errors
/// Everything that is wrong.
pub fn read_answer(speech: Speech<'_>, fields: &Fields) -> Result<NewAnswer, Vec<FieldFault>> {
    let mut reader = Reader::of(speech, fields);
    let (words_kk, words_ru) = (reader.lines("answer-kk"), reader.lines("answer-ru"));
    if words_kk.is_none() && words_ru.is_none() {
        reader.fault("answer-kk", "required", "comment-desk-fault-answer");
    }
    let by_name = reader.line("by-name");
    if by_name.is_none() {
        reader.fault("by-name", "required", "comment-desk-fault-by-name");
    }
    let by_position = reader.line("by-position");
    reader.finish(NewAnswer {
        words_kk,
        words_ru,
        by_name: by_name.unwrap_or_default(),
        by_position,
    })
}

/// Reads why a comment is hidden.
///
/// # Errors
/// Everything that is wrong.
pub fn read_hiding(speech: Speech<'_>, fields: &Fields) -> Result<Hiding, Vec<FieldFault>> {
    let mut reader = Reader::of(speech, fields);
    let ground: Option<HidingGround> = fields.text("ground").parse().ok();
    if ground.is_none() {
        reader.fault("ground", "choice", "comment-desk-fault-ground");
    }
    let words = reader.line("ground-words");
    let ground = ground.unwrap_or(HidingGround::Other);
    if fields.given("ground").is_some() && ground.needs_words() && words.is_none() {
        reader.fault(
            "ground-words",
            "required",
            "comment-desk-fault-ground-words",
        );
    }
    reader.finish(Hiding { ground, words })
}

/// Reads the number of the comment that asks the same; none to stand by itself.
///
/// # Errors
/// What is no number.
pub fn read_number(speech: Speech<'_>, fields: &Fields) -> Result<Option<i32>, Vec<FieldFault>> {
    if fields.has("separate") {
        return Ok(None);
    }
    let typed = fields.text("number").trim_start_matches(['№', '#', ' ']);
    match typed.parse::<i32>() {
        Ok(number) => Ok(Some(number)),
        Err(_) => Err(vec![fault(
            speech,
            "number",
            "number",
            &speech.t("comment-desk-fault-number"),
        )]),
    }
}
