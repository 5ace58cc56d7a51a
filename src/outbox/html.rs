//! A letter as HTML: simple enough for every mail program, and for a screen reader.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::content::{Changes, Content, Part, Said};
use crate::language::Language;

/// Mail programs take a small style and no more; without it the letter still reads well.
const STYLE: &str = "body{margin:0;padding:16px;font:16px/1.5 sans-serif;color:#1b1b1b;background:#fff}\
    main{max-width:36rem;margin:0 auto}\
    h1{font-size:1.375rem;line-height:1.25}\
    h2{font-size:1.125rem;line-height:1.25;margin-top:1.5rem}\
    ul{list-style:none;padding:0}\
    table{border-collapse:collapse}\
    th,td{padding:4px 12px 4px 0;text-align:left;vertical-align:top}\
    th{font-weight:600}\
    a{color:#00508c}";

/// The whole HTML part.
pub(super) fn page(content: &Content) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang=(content.language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (content.subject) }
                style { (PreEscaped(STYLE)) }
            }
            body { main {
                h1 { (content.heading) }
                (body(content))
            } }
        }
    };
    markup.into_string()
}

/// The letter below its heading.
pub(super) fn body(content: &Content) -> Markup {
    html! {
        @for part in &content.parts {
            @match part {
                Part::Paragraph(said) => {
                    p lang=[other(said, content.language)] { (said.text.trim()) }
                }
                Part::Heading(said) => {
                    h2 lang=[other(said, content.language)] { (said.text.trim()) }
                }
                Part::List(items) => {
                    ul {
                        @for item in items {
                            li lang=[other(item, content.language)] { (item.text.trim()) }
                        }
                    }
                }
                Part::Changes(changes) => { (differing(changes, content.language)) }
                Part::Facts(facts) => {
                    table {
                        tbody {
                            @for fact in facts {
                                tr {
                                    th scope="row" { (fact.label) }
                                    td lang=[other(&fact.value, content.language)] { (fact.value.text.trim()) }
                                }
                            }
                        }
                    }
                }
                Part::Link { label, address } => {
                    p { a href=(address) { (label) } }
                }
            }
        }
    }
}

/// A table of three columns: what it is, as it was, as it is.
fn differing(changes: &Changes, own: Language) -> Markup {
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (changes.what) }
                    th scope="col" { (changes.before) }
                    th scope="col" { (changes.now) }
                }
            }
            tbody {
                @for change in &changes.all {
                    tr {
                        th scope="row" lang=[other(&change.label, own)] { (change.label.text.trim()) }
                        td lang=[other(&change.before, own)] { (change.before.text.trim()) }
                        td lang=[other(&change.now, own)] { (change.now.text.trim()) }
                    }
                }
            }
        }
    }
}

/// The language of words that are not in the letter's own.
fn other(said: &Said, own: Language) -> Option<&'static str> {
    (said.language != own).then(|| said.language.code())
}
