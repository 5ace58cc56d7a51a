//! Bodies as the desk sees them: the list, a new one, the card of one with the history of its names.

mod fields;
mod names;

use maud::{Markup, html};

use super::card_form::{self, LEGAL, OWN};
use super::desk::Opened;
use super::reading::Named;
use crate::args;
use crate::language::Speech;
use crate::web::desk::{self, Difference, Fields, Right, Section, SignedIn};
use crate::web::form::{self, TextField};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

pub use fields::shown_value;

/// The page at `/desk/bodies`.
#[must_use]
pub fn list(desk: &SignedIn, bodies: &[Named], asked: &str) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("bodies-title");
    let search = TextField {
        name: "q",
        label: speech.t("bodies-search"),
        hint: None,
        value: asked,
        kind: "search",
        autocomplete: "off",
        inputmode: None,
        optional: false,
    };
    let content = html! {
        div.page-head {
            h1 { (title) }
            @if desk.person.may_somewhere(Right::AddBodies) {
                a.button href="/desk/bodies/new" { (speech.t("body-new")) }
            }
        }
        form.filters method="get" action="/desk/bodies" {
            div.search-line { (search.show(speech, &[])) button.button-quiet { (speech.t("bodies-search-button")) } }
        }
        p { (speech.tf("bodies-found", &args! { "number" => bodies.len() })) }
        ul.body-list {
            @for one in bodies {
                li {
                    a href=(format!("/desk/bodies/{}", one.body.id)) { (translated(speech.language(), &one.name)) }
                    @if one.body.exempt { " " (signs::badge(Tone::Plain, speech.t("body-exempt"))) }
                }
            }
        }
    };
    desk::page(desk, Section::Bodies, &title, &content)
}

/// The page at `/desk/bodies/new`.
#[must_use]
pub fn new(desk: &SignedIn, fields: &Fields, all: &[Named], faults: &[FieldFault]) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("body-new");
    let content = html! {
        (form::fault_summary(speech, faults))
        h1 { (title) }
        form method="post" action="/desk/bodies/new" {
            (desk::csrf_field(desk))
            fieldset.group {
                legend { h2 { (speech.t("body-name")) } }
                (names::inputs(speech, fields, faults))
                (fields::slug(speech, fields, faults))
            }
            (fields::legal(speech, fields, all, None, faults))
            (fields::own(speech, fields, faults))
            p.actions { button { (speech.t("body-enter")) } }
        }
    };
    let title = form::title(speech, title, faults);
    desk::page(desk, Section::Bodies, &title, &content)
}

/// A body and the forms on its page.
pub struct Shown {
    /// The body.
    pub opened: Opened,
    /// The card as it stands in the form.
    pub card: Fields,
    /// The name as it stands in the form.
    pub name: Fields,
    /// The forms may be changed.
    keeps: bool,
    /// What it is in law may be changed.
    keeps_law: bool,
}

impl Shown {
    /// The page as it is opened, or with what was typed into one of its forms.
    #[must_use]
    pub fn of(desk: &SignedIn, opened: Opened, typed: Option<&Fields>) -> Self {
        let body = &opened.named.body;
        let keeps = desk.person.can(Right::KeepBodies, body.id);
        let keeps_law = desk.person.can(Right::AddBodies, body.id);
        let typed_for = |act: &str| typed.filter(|typed| typed.text("act") == act).cloned();
        Self {
            card: typed_for("card").unwrap_or_else(|| card_form::fields_of(body)),
            name: typed_for("name").unwrap_or_else(|| names::filled(desk, &opened)),
            keeps,
            keeps_law,
            opened,
        }
    }

    /// The same after somebody else was faster: sent again, it replaces what stands now.
    #[must_use]
    pub fn made_anew(mut self) -> Self {
        let state = card_form::state(&self.opened.named.body);
        for fields in [&mut self.card, &mut self.name] {
            let mut anew = std::mem::take(fields).without(&["made-of"]);
            anew.add("made-of", &*state);
            *fields = anew;
        }
        self
    }

    /// What was typed into the card and stands otherwise now.
    #[must_use]
    pub fn differences(&self, speech: Speech<'_>, sent: &Fields) -> Vec<Difference> {
        let stands = card_form::fields_of(&self.opened.named.body);
        let all = LEGAL.iter().filter(|_| self.keeps_law).chain(&OWN);
        let shown = |fields: &Fields, name: &str| {
            shown_value(speech, name, fields.text(name), &self.opened.all)
        };
        all.filter(|name| sent.text(name) != stands.text(name))
            .map(|name| Difference {
                label: fields::label(speech, name),
                yours: shown(sent, name),
                theirs: shown(&stands, name),
            })
            .collect()
    }
}

/// The page at `/desk/bodies/{body}`.
#[must_use]
pub fn card(
    desk: &SignedIn,
    shown: &Shown,
    faults: &[FieldFault],
    differences: &[Difference],
) -> Markup {
    let speech = desk.visit.speech();
    let named = &shown.opened.named;
    let address = format!("/desk/bodies/{}", named.body.id);
    let (title, _) = named.name.in_language(speech.language());
    let done = [
        "body-entered",
        "body-updated",
        "body-renamed",
        "body-name-removed",
    ];
    let content = html! {
        (form::fault_summary(speech, faults))
        @if !differences.is_empty() { (desk::both_states(speech, differences)) }
        h1 { (translated(speech.language(), &named.name)) }
        (desk::done_note(desk, &done))
        (signs::facts(html! {
            dt { (speech.t("body-slug")) } dd { code { (named.body.slug) } }
            @if !shown.keeps { (fields::facts(speech, shown, &OWN)) }
            @if !shown.keeps_law { (fields::facts(speech, shown, &LEGAL)) }
        }))
        @if shown.keeps {
            form method="post" action=(address) {
                (desk::csrf_field(desk))
                input type="hidden" name="act" value="card";
                input type="hidden" name="made-of" value=(shown.card.text("made-of"));
                @if shown.keeps_law {
                    (fields::legal(speech, &shown.card, &shown.opened.all, Some(named.body.id), faults))
                } @else {
                    p.hint { (speech.t("body-legal-says")) }
                }
                (fields::own(speech, &shown.card, faults))
                p.hint { (speech.t("body-recount-says")) }
                p.actions { button { (speech.t("body-save")) } }
            }
        }
        (names::section(desk, shown, shown.keeps, faults))
    };
    let went_wrong = !faults.is_empty() || !differences.is_empty();
    let title = form::title_after(speech, title.to_owned(), went_wrong);
    desk::page(desk, Section::Bodies, &title, &content)
}
