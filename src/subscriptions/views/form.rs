//! The form to ask for letters and to change which.

use maud::{Markup, html};

use crate::args;
use crate::bodies::regions;
use crate::language::{Language, Speech};
use crate::subscriptions::asking::Office;
use crate::subscriptions::record::{About, Often, Subscription};
use crate::web::Visit;
use crate::web::form::{self as fields, Checkbox, TextField, fault_of, fault_summary};
use crate::web::layout::{self, Head, translated};
use crate::web::problem::FieldFault;
use crate::web::submitted::{Sent, Value};

/// A form as it was typed.
pub(in crate::subscriptions) struct Typed {
    /// The fields.
    pub(in crate::subscriptions) sent: Sent,
    /// What is wrong with them.
    pub(in crate::subscriptions) faults: Vec<FieldFault>,
}

/// What an address may bring: the name there, and that of the field.
const PREFILLED: [(&str, &str); 2] = [("body", "bodies"), ("region", "regions")];

impl Typed {
    /// What was typed, with no fault of its own.
    pub(in crate::subscriptions) fn kept(sent: Sent) -> Self {
        let faults = Vec::new();
        Self { sent, faults }
    }

    /// A form that nobody has touched, with what the query of its address brings.
    pub(in crate::subscriptions) fn prefilled(visit: &Visit, query: &str) -> Self {
        let mut typed = Self::kept(Sent::new());
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let field = PREFILLED.iter().find(|(known, _)| *known == name);
            if let Some((_, field)) = field {
                typed.add(field, &value);
            } else if name == "topic" {
                typed.set("topic", &value);
            }
        }
        for about in About::ALL {
            typed.add("about", about.as_str());
        }
        typed.set("often", Often::AtOnce.as_str());
        typed.set("language", visit.language.code());
        typed
    }

    /// A form with what was chosen.
    pub(in crate::subscriptions) fn of(row: &Subscription, office: &Office) -> Self {
        let mut typed = Self::kept(Sent::new());
        let chosen = office.bodies.iter();
        for named in chosen.filter(|named| row.bodies.contains(&named.body.id)) {
            typed.add("bodies", &named.body.slug);
        }
        for kato in row.regions.iter() {
            typed.add("regions", kato);
        }
        for about in row.about() {
            typed.add("about", about.as_str());
        }
        typed.set("topic", row.topic.as_deref().unwrap_or_default());
        typed.set("often", row.often.as_str());
        typed.set("language", row.language.code());
        typed.seen(row)
    }

    /// The same, made of the state in which the row is.
    pub(in crate::subscriptions) fn seen(mut self, row: &Subscription) -> Self {
        self.set("revision", &row.revision.to_string());
        self
    }

    fn set(&mut self, field: &str, value: &str) {
        let value = Value::Typed(value.to_owned());
        self.sent.insert(field.to_owned(), value);
    }

    fn add(&mut self, field: &str, value: &str) {
        let list = self.sent.entry(field.to_owned());
        if let Value::List(list) = list.or_insert_with(|| Value::List(Vec::new())) {
            list.push(value.to_owned());
        }
    }

    pub(super) fn text(&self, field: &str) -> &str {
        match self.sent.get(field) {
            Some(Value::Typed(text)) => text,
            _ => "",
        }
    }

    fn ticked(&self, field: &str, value: &str) -> bool {
        match self.sent.get(field) {
            Some(Value::List(list)) => list.iter().any(|one| one == value),
            _ => false,
        }
    }
}

/// The page at `/{l}/subscribe`.
pub(in crate::subscriptions) fn form(visit: &Visit, office: &Office, typed: &Typed) -> Markup {
    let speech = visit.speech();
    let title = speech.t("subscription-title");
    let content = html! {
        (fault_summary(speech, &typed.faults))
        h1 { (title) }
        p.lead { (speech.t("subscription-says")) }
        form.subscription method="post" action=(format!("/{}/subscribe", visit.language.code())) novalidate {
            (TextField {
                name: "email",
                label: speech.t("subscription-email"),
                hint: Some(speech.t("subscription-email-hint")),
                value: typed.text("email"),
                kind: "email",
                autocomplete: "email",
                inputmode: None,
                optional: false,
            }.show(speech, &typed.faults))
            (choices(visit, office, typed))
            p.hint { (speech.t("subscription-consent")) }
            button type="submit" { (speech.t("subscription-send")) }
        }
        p.hint { (speech.t("subscription-calendars")) }
    };
    let title = fields::title(speech, title.clone(), &typed.faults);
    let head = if typed.faults.is_empty() {
        Head::public(title, speech.t("subscription-says"))
    } else {
        Head::titled(title)
    };
    layout::page(visit, &head, &content)
}

/// The fields that asking and changing have in common.
pub(super) fn choices(visit: &Visit, office: &Office, typed: &Typed) -> Markup {
    let speech = visit.speech();
    html! {
        fieldset {
            legend { h2 { (speech.t("subscription-which")) } }
            p.hint { (speech.t("subscription-which-hint")) }
            (bodies(visit, office, typed))
            (in_regions(visit, typed))
            (TextField {
                name: "topic",
                label: speech.t("subscription-topic"),
                hint: Some(speech.t("subscription-topic-hint")),
                value: typed.text("topic"),
                kind: "text",
                autocomplete: "off",
                inputmode: None,
                optional: true,
            }.show(speech, &typed.faults))
        }
        (group(typed, "about", &speech.t("subscription-about"), &html! {
            @for about in About::ALL {
                (Checkbox {
                    name: "about",
                    value: about.as_str(),
                    label: html! { (speech.t(&format!("subscription-about-{about}"))) },
                    ticked: typed.ticked("about", about.as_str()),
                }.show(&[]))
            }
        }))
        (group(typed, "often", &speech.t("subscription-often"), &html! {
            @for often in Often::ALL {
                @let words = often.as_str().replace('_', "-");
                (radio(typed, "often", often.as_str(), &html! { (speech.t(&format!("subscription-often-{words}"))) }))
            }
        }))
        (group(typed, "language", &speech.t("subscription-language"), &html! {
            @for language in Language::ALL {
                @let code = language.code();
                (radio(typed, "language", code, &html! { span lang=(code) { (speech.t(&format!("language-{code}"))) } }))
            }
        }))
    }
}

/// Fields that belong together, with the fault of all of them.
fn group(typed: &Typed, name: &str, legend: &str, inner: &Markup) -> Markup {
    let fault = fault_of(&typed.faults, name);
    html! {
        fieldset.field-wrong[fault.is_some()] id=(format!("field-{name}")) tabindex=[fault.map(|_| "-1")]
            aria-describedby=[fault.map(|_| format!("fault-{name}"))] {
            legend { h2 { (legend) } }
            @if let Some(fault) = fault { p.fault id=(format!("fault-{name}")) { (fault.message) } }
            (inner)
        }
    }
}

fn radio(typed: &Typed, name: &str, value: &str, label: &Markup) -> Markup {
    let id = format!("field-{name}-{value}");
    html! {
        div.checkbox {
            input id=(id) name=(name) type="radio" value=(value) checked[typed.text(name) == value];
            label for=(id) { (label) }
        }
    }
}

/// Many boxes, the ticked ones first; folded away unless one is ticked or wrong.
fn folded(
    speech: Speech<'_>,
    typed: &Typed,
    name: &str,
    (label, all): (&str, &str),
    mut boxes: Vec<Checkbox<'_>>,
) -> Markup {
    boxes.sort_by_key(|one| !one.ticked);
    let fault = fault_of(&typed.faults, name);
    let chosen = boxes.iter().filter(|one| one.ticked).count();
    html! {
        div.field-wrong[fault.is_some()] id=(format!("field-{name}")) tabindex=[fault.map(|_| "-1")] {
            @if let Some(fault) = fault { p.fault { (fault.message) } }
            details open[chosen > 0 || fault.is_some()] {
                summary {
                    span {
                        strong { (speech.t(label)) ":" } " "
                        @if chosen > 0 { (speech.tf("subscription-chosen", &args! { "n" => chosen })) }
                        @else { (speech.t(all)) }
                    }
                }
                div.many-choices role="group" aria-label=(speech.t(label)) {
                    @for one in &boxes { (one.show(&[])) }
                }
            }
        }
    }
}

fn bodies(visit: &Visit, office: &Office, typed: &Typed) -> Markup {
    let label = ("subscription-bodies", "filter-any-body");
    let boxes: Vec<Checkbox<'_>> = office
        .bodies
        .iter()
        .map(|named| Checkbox {
            name: "bodies",
            value: &named.body.slug,
            label: translated(visit.language, &named.name),
            ticked: typed.ticked("bodies", &named.body.slug),
        })
        .collect();
    folded(visit.speech(), typed, "bodies", label, boxes)
}

fn in_regions(visit: &Visit, typed: &Typed) -> Markup {
    let label = ("subscription-regions", "filter-any-region");
    let boxes: Vec<Checkbox<'_>> = regions::all()
        .iter()
        .map(|region| Checkbox {
            name: "regions",
            value: &region.kato,
            label: translated(visit.language, &region.name),
            ticked: typed.ticked("regions", &region.kato),
        })
        .collect();
    folded(visit.speech(), typed, "regions", label, boxes)
}
