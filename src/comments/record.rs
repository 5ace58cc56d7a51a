//! Rows of comments and of their answers.

use diesel::prelude::*;

use crate::database::schema::{comment_answers, comments};
use crate::database::{Id, Instant, text_column};
use crate::language::Language;
use crate::law::comments::{CommentState, HidingGround};

text_column!(CommentState, HidingGround);

/// A comment. Its text, whatever becomes of it, is never changed.
#[derive(
    Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable, AsChangeset,
)]
#[diesel(table_name = comments, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Comment {
    /// Ours.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// Its public number, from 1 on in each session.
    pub number: i32,
    /// Its state.
    pub state: CommentState,
    /// The name that was chosen, if one was.
    pub name: Option<String>,
    /// The text.
    pub words: String,
    /// The matter that it is about, if it was said.
    pub agenda_item_id: Option<Id>,
    /// Seconds of the broadcast that had passed.
    pub moment_seconds: i64,
    /// When it came in.
    pub received_at: Instant,
    /// By what it is known when the same form comes again.
    pub request_key: String,
    /// The number of the last change that the public sees, among those of its session.
    pub change_number: i64,
    /// How often the secretariat has changed it, from 1 on.
    pub revision: i32,
    /// Where the same was asked first, and is answered.
    pub main_id: Option<Id>,
    /// When its text was shown.
    pub shown_at: Option<Instant>,
    /// By whom, where it was looked at before.
    pub shown_by: Option<Id>,
    /// When it was hidden last.
    pub hidden_at: Option<Instant>,
    /// By whom.
    pub hidden_by: Option<Id>,
    /// Why.
    pub hidden_ground: Option<HidingGround>,
    /// The same in the words of whoever hid it; public.
    pub hidden_words: Option<String>,
    /// When it was first answered.
    pub answered_at: Option<Instant>,
}

/// An answer as it was published; only by what it was replaced is ever written later.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = comment_answers, treat_none_as_default_value = false)]
pub struct Answer {
    /// Ours.
    pub id: Id,
    /// To which comment.
    pub comment_id: Id,
    /// In Kazakh.
    pub words_kk: Option<String>,
    /// In Russian.
    pub words_ru: Option<String>,
    /// Who answers, as it is printed.
    pub by_name: String,
    /// The position, as it is printed.
    pub by_position: Option<String>,
    /// When.
    pub answered_at: Instant,
    /// Who typed it.
    pub staff_id: Id,
    /// The correction that stands instead of it.
    pub replaced_by: Option<Id>,
}

impl Answer {
    /// It stands: no correction has replaced it.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.replaced_by.is_none()
    }

    /// Its texts, that in the reader's language first.
    #[must_use]
    pub fn texts(&self, reader: Language) -> Vec<(Language, &str)> {
        let kazakh = self.words_kk.as_deref().map(|text| (Language::Kk, text));
        let russian = self.words_ru.as_deref().map(|text| (Language::Ru, text));
        let mut texts: Vec<_> = kazakh.into_iter().chain(russian).collect();
        texts.sort_by_key(|(language, _)| *language != reader);
        texts
    }
}
