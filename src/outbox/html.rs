//! A letter as HTML: simple enough for every mail program, and for a screen reader.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::content::{Changes, Content, Part, Said};
use crate::language::Language;
use crate::web::signs;

/// Mail programs take a small style and no more; without it the letter still reads well. The colours are those of the
/// pages (`config/assets/style/1-tokens.css`), in the dark too. A letter asks no server for anything: no picture, no type.
const STYLE: &str = "\
    body{margin:0;background:#f7f5f1}\
    .paper{padding:8px;background:#f7f5f1;color:#1f1d1a;font:16px/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,sans-serif}\
    .sheet{max-width:36rem;margin:0 auto;padding:16px;border:1px solid #ded9d0;border-top:4px solid #0b5a6b;border-radius:8px;\
        background:#ffffff;overflow-wrap:break-word}\
    .office{margin:0 0 16px;color:#0b5a6b;font-weight:600}\
    h1{margin:0 0 16px;font-size:24px;line-height:1.25}\
    h2{margin:28px 0 8px;font-size:18px;line-height:1.3}\
    p{margin:12px 0}\
    ul{margin:12px 0;padding:0;list-style:none}\
    .facts{margin:16px 0}\
    dt{color:#5a544c;font-size:14px}\
    dd{margin:0 0 12px}\
    strong{font-weight:600}\
    a{color:#0b5a6b}\
    .button{display:inline-block;padding:10px 24px;border-radius:8px;background:#0b5a6b;color:#ffffff;font-weight:600;\
        text-decoration:none}\
    .hint{margin-top:24px;padding-top:4px;border-top:1px solid #ded9d0;color:#5a544c;font-size:14px}\
    @media (min-width:34rem){\
        .paper{padding:24px 12px}\
        .sheet{padding:20px 24px}\
        .facts{display:grid;grid-template-columns:11rem minmax(0,1fr)}\
        dt,dd{margin:0;padding:8px 0;border-top:1px solid #ded9d0}\
        dt{padding-right:12px}\
    }\
    @media (prefers-color-scheme:dark){\
        body,.paper{background:#161512;color:#f2efe9}\
        .sheet{border-color:#3b3832;border-top-color:#82d0de;background:#201e1b}\
        dt,dd,.hint{border-color:#3b3832}\
        dt,.hint{color:#bbb4a9}\
        .office,a{color:#82d0de}\
        .button{background:#82d0de;color:#06262d}\
    }";

/// The whole HTML part.
pub(super) fn page(content: &Content) -> String {
    let code = content.language.code();
    let markup = html! {
        (DOCTYPE)
        html lang=(code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (content.subject) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                // Some mail programs keep only what stands in the body: the language is said there too.
                div.paper lang=(code) { main.sheet {
                    @if !content.office.is_empty() { p.office { (content.office) } }
                    h1 { (content.heading) }
                    (body(content))
                } }
            }
        }
    };
    markup.into_string()
}

/// The letter below its heading.
pub(super) fn body(content: &Content) -> Markup {
    let own = content.language;
    html! {
        @for one in &content.parts { (part(one, own)) }
        @if !content.foot.is_empty() {
            div.hint { @for one in &content.foot { (part(one, own)) } }
        }
    }
}

fn part(part: &Part, own: Language) -> Markup {
    html! {
        @match part {
            Part::Paragraph(said) => p lang=[other(said, own)] { (said.text.trim()) },
            Part::Heading(said) => h2 lang=[other(said, own)] { (said.text.trim()) },
            Part::List(items) => ul {
                @for item in items { li lang=[other(item, own)] { (item.text.trim()) } }
            },
            Part::Changes(changes) => (differing(changes, own)),
            Part::Facts(facts) => (signs::facts(html! {
                @for fact in facts {
                    dt { (fact.label) }
                    dd lang=[other(&fact.value, own)] { (fact.value.text.trim()) }
                }
            })),
            Part::Link { label, address } => p { a href=(address) { (label) } },
            Part::Act { label, address } => p { a.button href=(address) { (label) } },
        }
    }
}

/// As facts, each told twice: as it was, and as it is.
fn differing(changes: &Changes, own: Language) -> Markup {
    html! {
        p { strong { (changes.what) } }
        (signs::facts(html! {
            @for change in &changes.all {
                dt lang=[other(&change.label, own)] { (change.label.text.trim()) }
                dd {
                    div { (changes.before) ": " span lang=[other(&change.before, own)] { (change.before.text.trim()) } }
                    div { (changes.now) ": " strong lang=[other(&change.now, own)] { (change.now.text.trim()) } }
                }
            }
        }))
    }
}

/// The language of words that are not in the letter's own.
fn other(said: &Said, own: Language) -> Option<&'static str> {
    (said.language != own).then(|| said.language.code())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::STYLE;

    /// The colours of a style sheet.
    fn colours(style: &str) -> BTreeSet<&str> {
        let colour = regex::Regex::new("#[0-9a-f]{6}").unwrap();
        colour.find_iter(style).map(|one| one.as_str()).collect()
    }

    #[test]
    fn letters_wear_the_colours_of_the_pages() {
        let tokens = colours(include_str!("../../config/assets/style/1-tokens.css"));
        let used = colours(STYLE);
        assert!(used.len() > 8, "{used:?}");
        assert!(used.is_subset(&tokens), "{:?}", used.difference(&tokens));
    }
}
