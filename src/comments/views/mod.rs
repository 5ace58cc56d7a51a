//! What everybody sees of comments.
//!
//! | file | what it shows |
//! |---|---|
//! | `section` | the part of a page on which comments are read and written: of its own page, and of the broadcast's |
//! | `form` | the form, or why comments are not taken and where to write instead |
//! | `entry` | one comment with its answers, in a list, in a stream of events and on its own page |
//! | `page` | the pages themselves |

pub mod entry;
pub mod form;
pub mod page;
mod section;

pub use section::section;

use crate::database::Id;
use crate::language::Language;

/// The page of a session's comments.
#[must_use]
pub fn address(language: Language, session: Id) -> String {
    format!("/{}/sessions/{session}/comments", language.code())
}
