//! A letter as text, for readers and programs that take no HTML.

use super::content::{Content, Part};

/// The letter as text: parts apart by a blank line, addresses whole.
pub(super) fn text(content: &Content) -> String {
    let mut text = content.heading.clone();
    for part in &content.parts {
        text.push_str("\n\n");
        match part {
            Part::Paragraph(said) => text.push_str(said.text.trim()),
            Part::Facts(facts) => {
                let lines: Vec<String> = facts
                    .iter()
                    .map(|fact| format!("{}: {}", fact.label, fact.value.text.trim()))
                    .collect();
                text.push_str(&lines.join("\n"));
            }
            Part::Link { label, address } => {
                text.push_str(label);
                text.push_str(":\n");
                text.push_str(address);
            }
        }
    }
    text.push('\n');
    text
}
