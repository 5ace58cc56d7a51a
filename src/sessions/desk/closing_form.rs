//! The form by which a session or items of it are closed.

use maud::{Markup, html};

use super::fields_view::Filled;
use super::form::{self, SEEN, label};
use super::reading::{LONG, LONGER, Reader};
use crate::database::Id;
use crate::language::{Multilingual, Speech};
use crate::law::closing::{Ground, Item, Missing, Topic, Vote};
use crate::law::session_course::Access;
use crate::sessions::actions::ClosingOrder;
use crate::sessions::closing::record::Closing;
use crate::sessions::record::Session;
use crate::sessions::store::Details;
use crate::web::desk::Fields;
use crate::web::form::{Checkbox, Choice, Select, fault_of};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// The values of the fields that choose.
const WHOLE: &str = "whole";
const ITEMS: &str = "items";
const NONE: &str = "none";
const APPLIES: &str = "applies";

/// What the forms are about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The session.
    pub session: &'a Session,
    /// Its agenda.
    pub details: &'a Details,
    /// Its body decides by vote.
    pub by_maslikhat: bool,
    /// The whole session can still be closed.
    pub whole_possible: bool,
}

/// The empty form for a session.
#[must_use]
pub fn of_session(session: &Session) -> Fields {
    let mut fields = Fields::default();
    fields.add(SEEN, form::seen_field(session.updated_at));
    fields
}

/// The form as a decision says, to be corrected by another in its place. What article 6 names is looked at anew each time.
#[must_use]
pub fn of_decision(session: &Session, closing: &Closing) -> Fields {
    let mut fields = of_session(session);
    fields.add("scope", if closing.whole { WHOLE } else { ITEMS });
    for item in closing.items.iter().filter(|_| !closing.whole) {
        fields.add("items", item.to_string());
    }
    for ground in closing.grounds.iter() {
        fields.add("grounds", ground.as_str());
    }
    fields.add("named_law", closing.named_law.clone().unwrap_or_default());
    texts(&mut fields, "why_not_part", closing.why_not_part.as_deref());
    let day = closing.ends_on.map(|day| day.to_string());
    fields.add("ends_on", day.unwrap_or_default());
    texts(&mut fields, "ends_with", closing.ends_with.as_deref());
    fields.add("number", closing.number.clone().unwrap_or_default());
    let day = closing.decided_on.map(|day| day.to_string());
    fields.add("decided_on", day.unwrap_or_default());
    texts(&mut fields, "decider", Some(&closing.decider));
    let number = |number: Option<i32>| number.map(|one| one.to_string()).unwrap_or_default();
    fields.add("votes_for", number(closing.votes_for));
    fields.add("present", number(closing.present));
    fields
}

pub(super) fn texts(fields: &mut Fields, name: &str, text: Option<&Multilingual>) {
    let text = text.cloned().unwrap_or_default();
    fields.add(format!("{name}-kk"), text.kk);
    fields.add(format!("{name}-ru"), text.ru);
    fields.add(format!("{name}-en"), text.en.unwrap_or_default());
}

/// Reads the form. What the law asks for is for the act to say.
///
/// # Errors
/// What cannot be read, each fault with its field.
pub fn read(
    speech: Speech<'_>,
    fields: &Fields,
    session: &Session,
) -> Result<ClosingOrder, Vec<FieldFault>> {
    let mut reader = Reader::of(speech, fields);
    let topics = |value: &str| -> Vec<Topic> {
        let all = Topic::ALL.iter().copied();
        all.filter(|topic| fields.text(&format!("topic-{topic}")) == value)
            .collect()
    };
    let votes_for = reader.seats("votes_for");
    let present = reader.seats("present");
    let order = ClosingOrder {
        session: session.id,
        seen: Some(form::seen(fields)),
        whole: fields.text("scope") == WHOLE,
        items: fields.all("items").filter_map(Id::parse).collect(),
        grounds: fields
            .all("grounds")
            .filter_map(|one| one.parse().ok())
            .collect(),
        named_law: reader.text("named_law", LONG),
        why_not_part: reader.texts("why_not_part", LONGER).unwrap_or_default(),
        ends_on: reader.day("ends_on"),
        ends_with: reader.texts("ends_with", LONG).unwrap_or_default(),
        number: reader.text("number", LONG).unwrap_or_default(),
        decided_on: reader.day("decided_on"),
        decider: reader.texts("decider", LONG).unwrap_or_default(),
        vote: votes_for
            .zip(present)
            .map(|(votes_for, present)| Vote { votes_for, present }),
        cleared: topics(NONE),
        hits: topics(APPLIES),
    };
    if reader.faults.is_empty() {
        Ok(order)
    } else {
        Err(reader.faults)
    }
}

/// The field of the form that a missing thing is about.
#[must_use]
pub fn field_of(missing: &Missing) -> String {
    match missing.item {
        Item::Vote => "votes_for".to_owned(),
        Item::Article6 => missing.field.replace("article_6.", "topic-"),
        _ => missing.field.replace('.', "-"),
    }
}

/// What a field is called.
#[must_use]
pub fn label_of(speech: Speech<'_>, field: &str) -> String {
    match field.strip_prefix("topic-") {
        Some(topic) => topic_words(speech, topic),
        None => label(speech, field),
    }
}

fn topic_words(speech: Speech<'_>, topic: &str) -> String {
    speech.t(&format!("closing-topic-{}", topic.replace('_', "-")))
}

/// The fields.
#[must_use]
pub fn show(
    speech: Speech<'_>,
    subject: Subject<'_>,
    fields: &Fields,
    faults: &[FieldFault],
) -> Markup {
    let filled = Filled {
        speech,
        fields,
        faults,
        focus: None,
    };
    html! {
        (scope(&filled, subject))
        (grounds(&filled))
        fieldset.group {
            legend { h2 { (speech.t("closing-group-end")) } }
            p.hint { (speech.t("closing-hint-end")) }
            (filled.line("ends_on", "date", None))
            (filled.in_languages("ends_with", 2))
        }
        fieldset.group {
            legend { h2 { (speech.t("closing-group-decision")) } }
            @if subject.by_maslikhat { p.hint { (speech.t("closing-hint-vote-to-come")) } }
            div.side-by-side {
                (filled.line("number", "text", None))
                (filled.line("decided_on", "date", None))
            }
            (filled.in_languages("decider", 1))
            @if subject.by_maslikhat {
                p.hint { (speech.t("closing-hint-vote")) }
                div.side-by-side { (filled.number("votes_for")) (filled.number("present")) }
            }
        }
        (article_6(&filled))
    }
}

/// A fieldset whose fault stands at its head, as its boxes share one name.
fn group_of(filled: &Filled<'_>, name: &str, heading: &str, content: &Markup) -> Markup {
    let fault = fault_of(filled.faults, name);
    html! {
        fieldset.group.field-wrong[fault.is_some()] id=(format!("field-{name}")) tabindex="-1" {
            legend { h2 { (filled.speech.t(heading)) } }
            @if let Some(fault) = fault { p.fault { (fault.message) } }
            (content)
        }
    }
}

fn scope(filled: &Filled<'_>, subject: Subject<'_>) -> Markup {
    let speech = filled.speech;
    let was_whole = subject.session.access == Access::Closed;
    let (whole, items) = (
        speech.t("closing-scope-whole"),
        speech.t("closing-scope-items"),
    );
    let language = speech.language();
    let whole = Choice {
        value: WHOLE,
        text: (&whole, language),
    };
    let whole = (was_whole || subject.whole_possible).then_some(whole);
    let choices = [Choice {
        value: ITEMS,
        text: (&items, language),
    }];
    let choices = choices.into_iter().chain(whole);
    let chosen = if was_whole {
        WHOLE
    } else {
        filled.fields.text("scope")
    };
    let select = Select {
        name: "scope",
        label: speech.t("closing-scope"),
        any: speech.t("closing-choose"),
        options: choices.collect(),
        chosen,
    };
    let boxes = html! {
        p.hint { (speech.t("closing-hint-part")) }
        (select.show(speech, filled.faults))
        @for item in &subject.details.agenda {
            @let closed = item.access == Access::Closed;
            @let id = item.id.to_string();
            (Checkbox {
                name: "items",
                value: &id,
                label: html! {
                    (item.number) ". " (translated(language, &item.title))
                    @if closed { " " (signs::badge(Tone::Bad, speech.t("agenda-closed"))) }
                },
                ticked: filled.fields.all("items").any(|one| one == id),
            }.show(filled.faults))
        }
        (filled.in_languages("why_not_part", 2))
    };
    group_of(filled, "items", "closing-group-scope", &boxes)
}

fn grounds(filled: &Filled<'_>) -> Markup {
    let speech = filled.speech;
    let boxes = html! {
        @for ground in Ground::ALL {
            (Checkbox {
                name: "grounds",
                value: ground.as_str(),
                label: html! { (crate::sessions::closing::words::ground(speech, *ground)) },
                ticked: filled.fields.all("grounds").any(|one| one == ground.as_str()),
            }.show(filled.faults))
        }
        (filled.line("named_law", "text", Some("closing-hint-law")))
    };
    group_of(filled, "grounds", "closing-group-grounds", &boxes)
}

fn article_6(filled: &Filled<'_>) -> Markup {
    let speech = filled.speech;
    let language = speech.language();
    let (none, applies) = (
        speech.t("closing-topic-does-not-apply"),
        speech.t("closing-topic-applies"),
    );
    html! {
        fieldset.group {
            legend { h2 { (speech.t("closing-group-article-6")) } }
            p.hint { (speech.t("closing-hint-article-6")) }
            @for topic in Topic::ALL {
                @let name = format!("topic-{topic}");
                (Select {
                    name: &name,
                    label: topic_words(speech, topic.as_str()),
                    any: speech.t("closing-choose"),
                    options: vec![
                        Choice { value: NONE, text: (&none, language) },
                        Choice { value: APPLIES, text: (&applies, language) },
                    ],
                    chosen: filled.fields.text(&name),
                }.show(speech, filled.faults))
            }
        }
    }
}
