//! The form of an application.

use maud::{Markup, html};

use super::occasion_card;
use crate::applications::consent::Consent;
use crate::applications::reading::Occasion;
use crate::applications::record::Need;
use crate::applications::refusal::Refusal;
use crate::applications::submission::{Sent, Value};
use crate::args;
use crate::language::Speech;
use crate::web::Visit;
use crate::web::form::{Checkbox, TextField, fault_of, fault_summary, title as title_with};
use crate::web::layout::{self, Head};
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// A form as it was typed, to be shown again with nothing lost.
pub struct Typed<'a> {
    /// The one-time key.
    pub form_key: String,
    /// The fields.
    pub sent: Sent,
    /// What is wrong with them.
    pub faults: Vec<FieldFault>,
    /// A refusal that the person can mend by changing something.
    pub notice: Option<&'a Refusal>,
}

impl Typed<'_> {
    /// A form that nobody has touched.
    #[must_use]
    pub fn empty(form_key: String) -> Self {
        Self {
            form_key,
            sent: Sent::new(),
            faults: Vec::new(),
            notice: None,
        }
    }

    fn text(&self, field: &str) -> &str {
        match self.sent.get(field) {
            Some(Value::Typed(text)) => text,
            _ => "",
        }
    }

    fn ticked(&self, field: &str, value: &str) -> bool {
        match self.sent.get(field) {
            Some(Value::Typed(text)) => text == value,
            Some(Value::List(list)) => list.iter().any(|one| one == value),
            _ => false,
        }
    }
}

/// The form of 605-9.2: the closed list, the needs with their own consent, the consent, and nothing more.
#[must_use]
pub fn form(visit: &Visit, occasion: &Occasion, consent: &Consent, typed: &Typed<'_>) -> Markup {
    let speech = visit.speech();
    let title = speech.t("apply-title");
    let zone = occasion.session.zone;
    let before = occasion.clocks.apply_before.utc();
    let until = args! {
        "datetime" => speech.until(zone.local(before)),
        "zone" => speech.zone_in_brackets(zone.0, before),
    };
    let markup = html! {
        (summary_of_faults(speech, typed))
        h1 { (title) }
        (occasion_card(visit, occasion))
        p { (speech.tf("cutoff-info", &until)) }
        p.hint { (speech.t("cutoff-basis")) }
        form method="post" action=(format!("/{}/sessions/{}/apply", visit.language.code(), occasion.session.id)) novalidate {
            input type="hidden" name="form_key" value=(typed.form_key);
            fieldset {
                legend { h2 { (speech.t("apply-who")) } }
                @for (name, autocomplete) in [("surname", "family-name"), ("given_name", "given-name"), ("patronymic", "additional-name")] {
                    (text_field(speech, typed, name, "text", autocomplete, None, name == "patronymic"))
                }
                (text_field(speech, typed, "birth_year", "text", "bday-year", Some("numeric"), false))
            }
            fieldset {
                legend { h2 { (speech.t("apply-contact")) } }
                p.hint { (speech.t("apply-contact-hint")) }
                (text_field(speech, typed, "email", "email", "email", None, false))
                (text_field(speech, typed, "phone", "tel", "tel", None, false))
            }
            (needs(speech, typed))
            (consent_block(visit, occasion, consent, typed))
            button type="submit" { (speech.t("apply-send")) }
        }
    };
    layout::page(
        visit,
        &Head::titled(title_with(speech, title.clone(), &typed.faults)),
        &markup,
    )
}

fn summary_of_faults(speech: Speech<'_>, typed: &Typed<'_>) -> Markup {
    let notice = match typed.notice {
        Some(Refusal::AlreadyApplied) => Some("already-applied"),
        Some(Refusal::KeyReused) => Some("form-sent-before"),
        _ => None,
    };
    html! {
        @if let Some(notice) = notice {
            (signs::heard_first(Tone::Plain, None, html! { p { (speech.t(notice)) } }))
        }
        (fault_summary(speech, &typed.faults))
    }
}

fn text_field(
    speech: Speech<'_>,
    typed: &Typed<'_>,
    name: &str,
    kind: &str,
    autocomplete: &str,
    inputmode: Option<&str>,
    optional: bool,
) -> Markup {
    let key = name.replace('_', "-");
    let hint = (name == "birth_year").then(|| speech.t("field-birth-year-hint"));
    let label = speech.t(&format!("field-{key}"));
    TextField {
        name,
        label,
        hint,
        value: typed.text(name),
        kind,
        autocomplete,
        inputmode,
        optional,
    }
    .show(speech, &typed.faults)
}

fn needs(speech: Speech<'_>, typed: &Typed<'_>) -> Markup {
    html! {
        fieldset {
            legend { h2 { (speech.t("apply-needs")) " " span.optional { (speech.t("form-optional")) } } }
            p.hint { (speech.t("apply-needs-hint")) }
            @for need in Need::ALL {
                (Checkbox {
                    name: "needs",
                    value: need.as_str(),
                    label: html! { (speech.t(&need_key(*need))) },
                    ticked: typed.ticked("needs", need.as_str()),
                }.show(&typed.faults))
            }
            (Checkbox {
                name: "needs_consent",
                value: "true",
                label: html! { (speech.t("apply-needs-consent")) },
                ticked: typed.ticked("needs_consent", "true"),
            }.show(&typed.faults))
        }
    }
}

fn need_key(need: Need) -> String {
    format!("need-{}", need.as_str().replace('_', "-"))
}

fn consent_block(
    visit: &Visit,
    occasion: &Occasion,
    consent: &Consent,
    typed: &Typed<'_>,
) -> Markup {
    let speech = visit.speech();
    let (name, _) = occasion.body_name.in_language(visit.language);
    let operator = match &occasion.body.bin {
        Some(bin) => speech.tf(
            "consent-operator-with-bin",
            &args! { "name" => name, "bin" => bin.as_str() },
        ),
        None => name.to_owned(),
    };
    let (title, _) = occasion.session.title.in_language(visit.language);
    let contact = &occasion.session.contact;
    let reach = format!("{}, {}, {}", contact.name, contact.phone, contact.email);
    html! {
        fieldset {
            legend { h2 { (speech.t("consent-title")) } }
            ul.consent { @for line in consent.lines(speech, &operator, title, &reach) { li { (line) } } }
            (Checkbox {
                name: "consent",
                value: "true",
                label: html! { (speech.t("consent-tick")) },
                ticked: typed.ticked("consent", "true"),
            }.show(&typed.faults))
            @if fault_of(&typed.faults, "consent").is_some() { p.hint { (speech.t("consent-why")) } }
        }
    }
}
