//! How roles look: as a list, as fields of a form, and beside others where two people changed them.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::people::Known;
use super::people_views::FormPage;
use super::roles_form::{NEW_ROWS, OF_BODIES, OF_THE_OFFICE, STANDING, value_of};
use crate::args;
use crate::database::Id;
use crate::language::Speech;
use crate::staff::actions::{Authority, Roles};
use crate::staff::store::Served;
use crate::web::desk::{Difference, Role, SignedIn};
use crate::web::form::{Checkbox, Choice, Select};
use crate::web::layout::translated;

/// What somebody is; of bodies beyond reach only that there are some.
pub(super) fn roles_list<'a>(
    speech: Speech<'_>,
    roles: &Roles,
    known: impl Fn(&Id) -> Option<&'a Served>,
) -> Markup {
    let elsewhere = roles.bodies.iter().any(|(body, _)| known(body).is_none());
    html! {
        ul.plain {
            @if let Some(role) = roles.office { li { (role_word(speech, role)) } }
            @for (body, role) in &roles.bodies {
                @if let Some(body) = known(body) {
                    li { (role_word(speech, *role)) ": " (translated(speech.language(), &body.name)) }
                }
            }
            @if elsewhere { li { (speech.t("staff-elsewhere")) } }
        }
    }
}

/// A role in the reader's language.
pub(super) fn role_word(speech: Speech<'_>, role: Role) -> String {
    speech.t(&format!("role-{}", role.as_str().replace('_', "-")))
}

/// Roles that stand as boxes to be left ticked, and rows to choose new ones in.
pub(super) fn roles_fields(
    desk: &SignedIn,
    shown: &FormPage<'_>,
    standing: &[(Id, Role)],
) -> Markup {
    let speech = desk.visit.speech();
    let words = OF_BODIES.map(|role| (role, role_word(speech, role)));
    let office = OF_THE_OFFICE.map(|role| (role, role_word(speech, role)));
    let ticked: BTreeSet<&str> = shown.fields.all(STANDING).collect();
    let of_office = Authority::of(&desk.person).is_of_the_office();
    html! {
        @if of_office {
            (Select {
                name: "office",
                label: speech.t("staff-office-role"),
                any: speech.t("staff-no-office-role"),
                options: role_choices(speech, &office),
                chosen: shown.fields.text("office"),
            }.show(speech, shown.faults))
        }
        @if !standing.is_empty() {
            fieldset.group {
                legend { (speech.t("staff-roles-standing")) }
                @for (id, role) in standing {
                    @if let Some(body) = shown.bodies.iter().find(|body| body.id == *id) {
                        @let value = value_of((*id, *role));
                        (Checkbox {
                            name: STANDING,
                            value: &value,
                            label: html! { (role_word(speech, *role)) ": " (translated(speech.language(), &body.name)) },
                            ticked: ticked.contains(value.as_str()),
                        }.show(shown.faults))
                    }
                }
            }
        }
        fieldset.group {
            legend { (speech.t("staff-roles-new")) }
            @for row in 1..=NEW_ROWS {
                @let (body_field, role_field) = (format!("body-{row}"), format!("role-{row}"));
                div.side-by-side {
                    (Select {
                        name: &body_field,
                        label: speech.tf("staff-body", &args! { "row" => row }),
                        any: speech.t("staff-body-none"),
                        options: body_choices(speech, shown.bodies),
                        chosen: shown.fields.text(&body_field),
                    }.show(speech, shown.faults))
                    (Select {
                        name: &role_field,
                        label: speech.tf("staff-role", &args! { "row" => row }),
                        any: speech.t("staff-role-none"),
                        options: role_choices(speech, &words),
                        chosen: shown.fields.text(&role_field),
                    }.show(speech, shown.faults))
                }
            }
        }
    }
}

fn role_choices<'a>(speech: Speech<'_>, words: &'a [(Role, String)]) -> Vec<Choice<'a>> {
    let choice = |(role, word): &'a (Role, String)| Choice {
        value: role.as_str(),
        text: (word, speech.language()),
    };
    words.iter().map(choice).collect()
}

fn body_choices<'a>(speech: Speech<'_>, bodies: &'a [Served]) -> Vec<Choice<'a>> {
    let choice = |body: &'a Served| Choice {
        value: body.id.as_str(),
        text: body.name.in_language(speech.language()),
    };
    bodies.iter().map(choice).collect()
}

/// What was sent beside what stands, where they differ.
pub(super) fn differences(speech: Speech<'_>, known: &Known, sent: &Roles) -> Vec<Difference> {
    let office = |roles: &Roles| {
        let role = roles.office.map(|role| role_word(speech, role));
        role.unwrap_or_else(|| speech.t("staff-no-office-role"))
    };
    let all: BTreeSet<Id> = [sent, &known.roles]
        .iter()
        .flat_map(|roles| roles.bodies.iter().map(|(body, _)| *body))
        .collect();
    let of_body = |roles: &Roles, body: Id| {
        let own = roles.bodies.iter().filter(|(one, _)| *one == body);
        let words: Vec<String> = own.map(|(_, role)| role_word(speech, *role)).collect();
        if words.is_empty() {
            "–".to_owned()
        } else {
            words.join(", ")
        }
    };
    let first = Difference {
        label: speech.t("staff-office-role"),
        yours: office(sent),
        theirs: office(&known.roles),
    };
    let bodies = all.into_iter().filter_map(|id| {
        let body = known.bodies.iter().find(|body| body.id == id)?;
        Some(Difference {
            label: body.name.in_language(speech.language()).0.to_owned(),
            yours: of_body(sent, id),
            theirs: of_body(&known.roles, id),
        })
    });
    let all = std::iter::once(first).chain(bodies);
    all.filter(|one| one.yours != one.theirs).collect()
}
