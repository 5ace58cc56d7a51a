//! The form by which an emergency is declared.

use maud::{Markup, html};

use super::LIST;
use super::wish::{COUNTRY, KEY, REGIONS, SCOPE, label};
use crate::bodies::reading::Named;
use crate::bodies::regions;
use crate::language::{Language, Speech};
use crate::law::emergency::EmergencyKind;
use crate::sessions::emergency_words;
use crate::web::desk::{self, Fields, Section, SignedIn};
use crate::web::form::{self as forms, Checkbox, Choice, Select, TextField, fault_of};
use crate::web::layout::{CAPITAL_ZONE, translated};
use crate::web::problem::FieldFault;
use crate::web::text_area::TextArea;

/// The page. `bodies`: among which to choose; none for whoever declares for all.
pub(super) fn page(
    desk: &SignedIn,
    bodies: &[Named],
    fields: &Fields,
    faults: &[FieldFault],
) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("emergency-new");
    let filled = Filled {
        speech,
        fields,
        faults,
    };
    let content = html! {
        (forms::fault_summary(speech, faults))
        h1 { (title) }
        p { (speech.t("emergency-new-says")) }
        form method="post" action=(format!("{LIST}/new")) novalidate {
            (desk::csrf_field(desk))
            input type="hidden" name=(KEY) value=(fields.raw(KEY));
            (filled.body(bodies))
            (filled.kind())
            (filled.scope())
            (filled.basis())
            (filled.period(desk))
            p.hint { (speech.t("emergency-nothing-yet")) }
            div.actions {
                button type="submit" name="act" value="look" { (speech.t("emergency-look")) }
                a.button-quiet href=(LIST) { (speech.t("editor-leave")) }
            }
        }
    };
    let title = forms::title(speech, title, faults);
    desk::page(desk, Section::Emergencies, &title, &content)
}

struct Filled<'a> {
    speech: Speech<'a>,
    fields: &'a Fields,
    faults: &'a [FieldFault],
}

impl Filled<'_> {
    fn line(&self, name: &str, kind: &str, optional: bool) -> Markup {
        let hint = format!("emergency-hint-{}", name.replace('_', "-"));
        let known = self.speech.words().messages(self.speech.language());
        TextField {
            name,
            label: label(self.speech, name),
            hint: known.contains_key(&hint).then(|| self.speech.t(&hint)),
            value: self.fields.raw(name),
            kind,
            autocomplete: "off",
            inputmode: None,
            optional,
        }
        .show(self.speech, self.faults)
    }

    /// For which body: asked only of whoever serves several.
    fn body(&self, bodies: &[Named]) -> Markup {
        let speech = self.speech;
        match bodies {
            [] => {
                html! { p { (speech.t("emergency-for")) ": " strong { (speech.t("emergency-all-bodies")) } } }
            }
            [only] => html! {
                p { (speech.t("emergency-for")) ": " strong { (translated(speech.language(), &only.name)) } }
                input type="hidden" name="body" value=(only.body.slug);
            },
            several => {
                let options = several.iter().map(|one| Choice {
                    value: &one.body.slug,
                    text: one.name.in_language(speech.language()),
                });
                Select {
                    name: "body",
                    label: label(speech, "body"),
                    any: speech.t("emergency-choose"),
                    options: options.collect(),
                    chosen: self.fields.text("body"),
                }
                .show(speech, self.faults)
            }
        }
    }

    fn kind(&self) -> Markup {
        let speech = self.speech;
        let words: Vec<(&str, String)> = EmergencyKind::ALL
            .iter()
            .map(|kind| (kind.as_str(), emergency_words::kind(speech, *kind)))
            .collect();
        let options = words.iter().map(|(value, text)| Choice {
            value,
            text: (text.as_str(), speech.language()),
        });
        Select {
            name: "kind",
            label: label(speech, "kind"),
            any: speech.t("emergency-choose"),
            options: options.collect(),
            chosen: self.fields.text("kind"),
        }
        .show(speech, self.faults)
    }

    /// One of two, and under the second the regions.
    fn scope(&self) -> Markup {
        let speech = self.speech;
        let fault = fault_of(self.faults, SCOPE);
        let chosen = self.fields.text(SCOPE);
        let radio = |value: &str| {
            let id = format!("field-{SCOPE}-{value}");
            let text = speech.t(&format!("emergency-scope-{value}"));
            html! {
                div.checkbox {
                    input id=(id) name=(SCOPE) type="radio" value=(value) checked[chosen == value]
                        aria-describedby=[fault.map(|_| "fault-scope")];
                    label for=(id) { (text) }
                }
            }
        };
        html! {
            fieldset.choices.field-wrong[fault.is_some()] id="field-scope" tabindex="-1" {
                legend { (label(speech, SCOPE)) }
                @if let Some(fault) = fault { (self.fault("fault-scope", fault)) }
                (radio(COUNTRY))
                (radio(REGIONS))
            }
            (self.regions())
        }
    }

    fn regions(&self) -> Markup {
        let speech = self.speech;
        let fault = fault_of(self.faults, REGIONS);
        let ticked: Vec<&str> = self.fields.all(REGIONS).collect();
        html! {
            fieldset.choices.field-wrong[fault.is_some()] id="field-regions" tabindex="-1" {
                legend { (label(speech, REGIONS)) }
                p.hint { (speech.t("emergency-hint-regions")) }
                @if let Some(fault) = fault { (self.fault("fault-regions", fault)) }
                div.many-choices {
                    @for region in regions::all() {
                        (Checkbox {
                            name: REGIONS,
                            value: &region.kato,
                            label: translated(speech.language(), &region.name),
                            ticked: ticked.contains(&region.kato.as_str()),
                        }.show(&[]))
                    }
                }
            }
        }
    }

    fn fault(&self, id: &str, fault: &FieldFault) -> Markup {
        html! {
            p.fault id=(id) { span.visually-hidden { (self.speech.t("form-fault")) " " } (fault.message) }
        }
    }

    fn basis(&self) -> Markup {
        let speech = self.speech;
        let area = |language: Language| {
            let name = format!("basis-{}", language.code());
            TextArea {
                name: &name,
                label: label(speech, &name),
                hint: None,
                value: self.fields.raw(&name),
                rows: 2,
                language: Some(language),
                optional: language == Language::En,
                focus: false,
            }
            .show(speech, self.faults)
        };
        html! {
            fieldset.group {
                legend { h2 { (speech.t("emergency-basis")) } }
                p.hint { (speech.t("emergency-hint-basis")) }
                div.in-languages { @for language in Language::ALL { (area(language)) } }
                (self.line("basis_url", "url", true))
                (self.line("signer", "text", false))
            }
        }
    }

    fn period(&self, desk: &SignedIn) -> Markup {
        let speech = self.speech;
        html! {
            fieldset.group {
                legend { h2 { (speech.t("emergency-period")) } }
                p.hint { (speech.zone_label(CAPITAL_ZONE, desk.visit.now)) }
                div.side-by-side {
                    (self.line("from-day", "date", false))
                    (self.line("from-time", "time", false))
                }
                div.side-by-side {
                    (self.line("until-day", "date", true))
                    (self.line("until-time", "time", true))
                }
                p.hint { (speech.t("emergency-hint-open-end")) }
            }
        }
    }
}
