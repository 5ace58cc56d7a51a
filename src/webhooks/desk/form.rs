//! The form of a webhook: its address, and what it hears of.

use maud::{Markup, html};

use crate::language::Speech;
use crate::news::Kind;
use crate::web::desk::{Difference, Fields, SignedIn};
use crate::web::form::{Checkbox, TextField, fault_of};
use crate::web::problem::FieldFault;
use crate::webhooks::actions::Order;
use crate::webhooks::address::{self, Wrong};
use crate::webhooks::names;
use crate::webhooks::networks::Reachable;
use crate::webhooks::record::Webhook;

/// A form as it begins: everything is told.
pub(super) fn usual_fields() -> Fields {
    let mut fields = Fields::default();
    for event in Kind::WORDS {
        fields.add("events", *event);
    }
    fields
}

/// The form of a webhook as it stands.
pub(super) fn fields_of(webhook: &Webhook) -> Fields {
    let mut fields = Fields::default();
    fields.add("address", &*webhook.address);
    for event in webhook.events.iter() {
        fields.add("events", event.as_str());
    }
    fields.add("revision", webhook.revision.to_string());
    fields
}

/// Reads a form. The name in the address is looked up, and may lead nowhere that is not called.
pub(super) async fn read(desk: &SignedIn, fields: &Fields) -> Result<Order, Vec<FieldFault>> {
    let speech = desk.visit.speech();
    let settings = &desk.visit.app.settings.webhooks;
    let url = match address::read(fields.text("address"), settings) {
        Ok(url) => {
            let reachable = Reachable::by(settings);
            let looked_up = address::look_up(&url, &names::of_the_machine(), reachable).await;
            looked_up.map(|()| url)
        }
        Err(wrong) => Err(wrong),
    };
    let events = events(fields);
    let mut faults = Vec::new();
    if let Err(wrong) = url {
        faults.push(address_fault(speech, wrong));
    }
    if events.is_empty() {
        faults.push(FieldFault {
            field: "events".to_owned(),
            code: "required",
            message: speech.t("webhook-fault-no-event"),
        });
    }
    match url {
        Ok(url) if faults.is_empty() => Ok(Order {
            address: url.into(),
            events,
        }),
        _ => Err(faults),
    }
}

fn address_fault(speech: Speech<'_>, wrong: Wrong) -> FieldFault {
    FieldFault {
        field: "address".to_owned(),
        code: wrong.as_str(),
        message: speech.t(&format!("webhook-fault-{wrong}")),
    }
}

/// The events that are ticked, each once.
fn events(fields: &Fields) -> Vec<Kind> {
    let ticked = |kind: &Kind| fields.all("events").any(|word| word == kind.as_str());
    Kind::ALL.iter().copied().filter(ticked).collect()
}

/// The inputs.
pub(super) fn inputs(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault]) -> Markup {
    let address = TextField {
        name: "address",
        label: speech.t("webhook-address"),
        hint: Some(speech.t("webhook-address-hint")),
        value: fields.raw("address"),
        kind: "url",
        autocomplete: "off",
        inputmode: None,
        optional: false,
    };
    let fault = fault_of(faults, "events");
    html! {
        (address.show(speech, faults))
        fieldset.choices.field-wrong[fault.is_some()] id="field-events" tabindex="-1" {
            legend { (speech.t("webhook-events")) }
            @if let Some(fault) = fault {
                p.fault { span.visually-hidden { (speech.t("form-fault")) " " } (fault.message) }
            }
            @for kind in Kind::ALL {
                (Checkbox {
                    name: "events",
                    value: kind.as_str(),
                    label: html! { (event(speech, *kind)) },
                    ticked: fields.all("events").any(|word| word == kind.as_str()),
                }.show(&[]))
            }
        }
    }
}

/// An event in words.
pub(super) fn event(speech: Speech<'_>, kind: Kind) -> String {
    speech.t(&format!("webhook-event-{kind}"))
}

/// What was sent and stands otherwise now: first the version, which is another one in any case.
pub(super) fn differences(speech: Speech<'_>, sent: &Fields, stands: &Webhook) -> Vec<Difference> {
    let mut all = vec![Difference {
        label: speech.t("webhook-version"),
        yours: sent.text("revision").to_owned(),
        theirs: stands.revision.to_string(),
    }];
    if !sent.has("address") {
        return all;
    }
    if sent.text("address") != stands.address {
        all.push(Difference {
            label: speech.t("webhook-address"),
            yours: sent.text("address").to_owned(),
            theirs: stands.address.clone(),
        });
    }
    let (yours, theirs) = (events(sent), stands.events.to_vec());
    if yours != theirs {
        let named = |kinds: &[Kind]| {
            let words: Vec<String> = kinds.iter().map(|kind| event(speech, *kind)).collect();
            words.join(", ")
        };
        all.push(Difference {
            label: speech.t("webhook-events"),
            yours: named(&yours),
            theirs: named(&theirs),
        });
    }
    all
}
