//! A letter as text, for readers and programs that take no HTML.

use super::content::{Changes, Content, Part};

/// The letter as text: parts apart by a blank line, addresses whole.
pub(super) fn text(content: &Content) -> String {
    let mut text = content.heading.clone();
    for part in content.parts.iter().chain(&content.foot) {
        text.push_str("\n\n");
        match part {
            Part::Paragraph(said) | Part::Heading(said) => text.push_str(said.text.trim()),
            Part::Facts(facts) => {
                let lines: Vec<String> = facts
                    .iter()
                    .map(|fact| format!("{}: {}", fact.label, fact.value.text.trim()))
                    .collect();
                text.push_str(&lines.join("\n"));
            }
            Part::List(items) => {
                let items: Vec<&str> = items.iter().map(|item| item.text.trim()).collect();
                text.push_str(&items.join("\n"));
            }
            Part::Changes(changes) => text.push_str(&differing(changes)),
            Part::Link { label, address } | Part::Act { label, address } => {
                text.push_str(label);
                text.push_str(":\n");
                text.push_str(address);
            }
        }
    }
    text.push('\n');
    text
}

/// Each change by itself, its two sides on lines of their own.
fn differing(changes: &Changes) -> String {
    let told = changes.all.iter().map(|change| {
        let (label, before, now) = (&change.label, &change.before, &change.now);
        format!(
            "{}\n{}: {}\n{}: {}",
            label.text.trim(),
            changes.before,
            before.text.trim(),
            changes.now,
            now.text.trim()
        )
    });
    told.collect::<Vec<_>>().join("\n\n")
}
