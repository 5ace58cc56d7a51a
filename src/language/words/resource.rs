//! Reading files of words and looking into them: which messages they hold, and which variables
//! each of them takes.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Message, Pattern, PatternElement,
};

use super::WordsFault;

/// Every message with the names of its variables.
pub(super) type Messages = BTreeMap<String, BTreeSet<String>>;

/// Reads the text of one `.ftl` file.
pub(super) fn read(file: &str, text: &str) -> Result<FluentResource, Vec<WordsFault>> {
    FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
        errors
            .into_iter()
            .map(|error| WordsFault::Malformed {
                file: file.to_owned(),
                line: line_at(text, error.pos.start),
                reason: error.kind.to_string(),
            })
            .collect()
    })
}

fn line_at(text: &str, position: usize) -> usize {
    let before = text.bytes().take(position);
    before.filter(|&byte| byte == b'\n').count() + 1
}

/// The messages of all `resources` together; a later one replaces an earlier one of its name.
/// The variables of a message are also those of the messages that it refers to.
pub(super) fn messages<'a>(resources: impl IntoIterator<Item = &'a FluentResource>) -> Messages {
    let mut direct = BTreeMap::new();
    for entry in resources.into_iter().flat_map(FluentResource::entries) {
        if let Entry::Message(Message {
            id,
            value: Some(value),
            ..
        }) = entry
        {
            let mut mentions = Mentions::default();
            mentions.look_into(value);
            direct.insert(id.name, mentions);
        }
    }
    direct
        .keys()
        .map(|&key| {
            let mut variables = BTreeSet::new();
            gather(key, &direct, &mut BTreeSet::new(), &mut variables);
            (key.to_owned(), variables)
        })
        .collect()
}

fn gather<'a>(
    key: &'a str,
    direct: &BTreeMap<&'a str, Mentions<'a>>,
    seen: &mut BTreeSet<&'a str>,
    variables: &mut BTreeSet<String>,
) {
    let Some(mentions) = direct.get(key) else {
        return;
    };
    if seen.insert(key) {
        variables.extend(mentions.variables.iter().map(ToString::to_string));
        for message in &mentions.messages {
            gather(message, direct, seen, variables);
        }
    }
}

/// What a pattern mentions.
#[derive(Default)]
struct Mentions<'a> {
    variables: BTreeSet<&'a str>,
    messages: BTreeSet<&'a str>,
}

impl<'a> Mentions<'a> {
    fn look_into(&mut self, pattern: &Pattern<&'a str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.look_at(expression);
            }
        }
    }

    fn look_at(&mut self, expression: &Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.look_inside(inline),
            Expression::Select { selector, variants } => {
                self.look_inside(selector);
                for variant in variants {
                    self.look_into(&variant.value);
                }
            }
        }
    }

    fn look_inside(&mut self, inline: &InlineExpression<&'a str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name);
            }
            InlineExpression::MessageReference { id, .. } => {
                self.messages.insert(id.name);
            }
            InlineExpression::FunctionReference { arguments, .. }
            | InlineExpression::TermReference {
                arguments: Some(arguments),
                ..
            } => {
                self.look_among(arguments);
            }
            InlineExpression::Placeable { expression } => self.look_at(expression),
            InlineExpression::TermReference {
                arguments: None, ..
            }
            | InlineExpression::StringLiteral { .. }
            | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn look_among(&mut self, arguments: &CallArguments<&'a str>) {
        for argument in &arguments.positional {
            self.look_inside(argument);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_wherever_they_stand() {
        let text = "\
            month = { $month ->\n    [1] қаңтар\n   *[2] { $name }\n }\n\
            date = { $day } { month }, { other }\n\
            other = { date } { \"тек мәтін\" } { 5 }\n\
            plain = мәтін\n";
        let resource = read("test.ftl", text).unwrap();
        let messages = messages([&resource]);
        let variables = |key: &str| messages[key].iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(variables("month"), ["month", "name"]);
        assert_eq!(variables("date"), ["day", "month", "name"]);
        assert_eq!(variables("other"), variables("date"), "a circle ends");
        assert!(variables("plain").is_empty());
    }

    #[test]
    fn a_malformed_file_is_named_with_its_line() {
        let faults = read("kk/test.ftl", "good = жақсы\nbad = { $\n").unwrap_err();
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(lines[0].starts_with("kk/test.ftl, line "), "{lines:?}");
    }
}
