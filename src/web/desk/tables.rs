//! Tables: their heads, and boxes for those that may be wider than the screen.

use maud::{Markup, html};

use crate::language::Speech;

/// What a box is called for those who do not see it.
#[derive(Debug, Clone, Copy)]
pub enum BoxName<'a> {
    /// As the heading with this id.
    Heading(&'a str),
    /// By these words.
    Words(&'a str),
}

/// A box in which a wide table scrolls by itself; the keyboard reaches it, and it has a name.
#[must_use]
pub fn table_box(name: BoxName<'_>, table: &Markup) -> Markup {
    let (heading, words) = match name {
        BoxName::Heading(id) => (Some(id), None),
        BoxName::Words(words) => (None, Some(words)),
    };
    html! {
        div.table-box role="group" tabindex="0" aria-labelledby=[heading] aria-label=[words] { (table) }
    }
}

/// The head of a table: a column under each of these words, given by their keys.
#[must_use]
pub fn table_head(speech: Speech<'_>, columns: &[&str]) -> Markup {
    html! {
        thead { tr { @for column in columns { th scope="col" { (speech.t(column)) } } } }
    }
}
