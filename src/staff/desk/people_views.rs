//! How the pages about people look.

use std::collections::HashMap;

use maud::{Markup, html};

use super::account_views::{language_field, moment, name_field};
use super::people::Known;
use super::roles_views::{differences, roles_fields, roles_list};
use super::{ACCOUNT, PEOPLE};
use crate::args;
use crate::database::{Id, Instant};
use crate::staff::actions::{self, Authority, Link, Roles};
use crate::staff::record::Member;
use crate::staff::store::Served;
use crate::web::desk::{
    Fields, Right, Section, SignedIn, both_states, csrf_field, done_note, page, table_head,
};
use crate::web::form::{self, TextField, fault_summary};
use crate::web::problem::FieldFault;
use crate::web::signs;

/// Marks the form of roles among those of its page.
pub(super) const ROLES_FORM: &str = "roles";

/// What the page of a person may say to have been done.
const DONE: [&str; 3] = ["roles", "disabled", "enabled"];

/// One line of the list.
pub(super) struct Row {
    pub(super) member: Member,
    pub(super) roles: Roles,
    /// When the person was last at the desk.
    pub(super) seen: Option<Instant>,
}

/// A form, as it is to be shown.
pub(super) struct FormPage<'a> {
    pub(super) fields: &'a Fields,
    pub(super) faults: &'a [FieldFault],
    pub(super) bodies: &'a [Served],
}

/// The address of a person.
pub(super) fn address(id: Id) -> String {
    format!("{PEOPLE}/{id}")
}

/// Everybody within reach.
pub(super) fn list(desk: &SignedIn, rows: &[Row], bodies: &HashMap<Id, Served>) -> Markup {
    let speech = desk.visit.speech();
    let content = html! {
        div.page-head {
            h1 { (speech.t("staff-title")) }
            @if desk.person.may_somewhere(Right::KeepStaff) {
                a.button href=(format!("{PEOPLE}/new")) { (speech.t("staff-add")) }
            }
        }
        @if rows.is_empty() { (signs::empty(speech.t("staff-nobody"))) } @else {
            table.cards.people {
                (table_head(speech, &["account-name", "staff-roles", "account-factor", "staff-state"]))
                tbody { @for row in rows { (line(desk, row, bodies)) } }
            }
        }
    };
    page(desk, Section::Staff, &speech.t("staff-title"), &content)
}

fn line(desk: &SignedIn, row: &Row, bodies: &HashMap<Id, Served>) -> Markup {
    let speech = desk.visit.speech();
    let factor = if row.member.totp_secret.is_some() {
        "staff-factor-yes"
    } else {
        "staff-factor-no"
    };
    let known = |id: &Id| bodies.get(id);
    html! {
        tr {
            th scope="row" {
                a href=(address(row.member.id)) { (row.member.name) }
                br;
                span.hint { (row.member.email) }
            }
            td data-label=(speech.t("staff-roles")) { (roles_list(speech, &row.roles, known)) }
            td data-label=(speech.t("account-factor")) { (speech.t(factor)) }
            td data-label=(speech.t("staff-state")) {
                (state(desk, &row.member))
                @if let Some(seen) = row.seen {
                    br;
                    span.hint { (speech.tf("account-seen", &args! { "at" => moment(speech, seen) })) }
                }
            }
        }
    }
}

/// Whether somebody can sign in.
fn state(desk: &SignedIn, member: &Member) -> Markup {
    let speech = desk.visit.speech();
    let link = member.setup_ends_at;
    let open = link.filter(|end| end.utc() > desk.visit.now);
    html! {
        @if member.disabled_at.is_some() {
            strong { (speech.t("staff-state-disabled")) }
        } @else if let Some(end) = open {
            (speech.tf("staff-state-invited", &args! { "until" => moment(speech, end) }))
        } @else if member.password_hash.is_none() {
            (speech.t("staff-state-link-over"))
        } @else {
            (speech.t("staff-state-active"))
        }
    }
}

/// Somebody new.
pub(super) fn new(desk: &SignedIn, shown: &FormPage<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = form::title(speech, speech.t("staff-add"), shown.faults);
    let content = html! {
        (fault_summary(speech, shown.faults))
        h1 { (speech.t("staff-add")) }
        p { (speech.t("staff-add-how")) }
        form method="post" action=(format!("{PEOPLE}/new")) {
            (csrf_field(desk))
            (TextField {
                name: "email",
                label: speech.t("sign-in-email"),
                hint: Some(speech.t("staff-email-hint")),
                value: shown.fields.raw("email"),
                kind: "email",
                autocomplete: "off",
                inputmode: None,
                optional: false,
            }.show(speech, shown.faults))
            (name_field(speech, shown.fields, shown.faults))
            (language_field(speech, shown.fields, shown.faults))
            (roles_fields(desk, shown, &[]))
            p.actions { button { (speech.t("staff-add-button")) } }
        }
    };
    page(desk, Section::Staff, &title, &content)
}

/// One person; with `sent`, the roles of a form that was made of an older state.
pub(super) fn one(
    desk: &SignedIn,
    known: &Known,
    shown: &FormPage<'_>,
    sent: Option<&Roles>,
) -> Markup {
    let speech = desk.visit.speech();
    let member = &known.member;
    let may = within(desk, &known.roles);
    let went_wrong = !shown.faults.is_empty() || sent.is_some();
    let title = form::title_after(speech, member.name.clone(), went_wrong);
    let here = |id: &Id| known.bodies.iter().find(|body| body.id == *id);
    let content = html! {
        (fault_summary(speech, shown.faults))
        @if let Some(sent) = sent { (both_states(speech, &differences(speech, known, sent))) }
        h1 { (member.name) }
        (done_note(desk, &DONE))
        (signs::facts(html! {
            dt { (speech.t("sign-in-email")) } dd { (member.email) }
            dt { (speech.t("staff-state")) } dd { (state(desk, member)) }
            dt { (speech.t("staff-roles")) } dd { (roles_list(speech, &known.roles, here)) }
        }))
        @if member.id == desk.person.id {
            p { (speech.t("staff-refused-own")) " " a href=(ACCOUNT) { (speech.t("account-title")) } }
        } @else if may.roles {
            section aria-labelledby="roles" {
                h2 id="roles" { (speech.t("staff-roles")) }
                form method="post" action=(address(member.id)) {
                    (csrf_field(desk))
                    input type="hidden" name=(ROLES_FORM) value="1";
                    input type="hidden" name="revision" value=(shown.fields.text("revision"));
                    (roles_fields(desk, shown, &known.roles.bodies))
                    p.actions { button { (speech.t("account-save")) } }
                }
            }
            @if may.all { (whole_account(desk, member)) } @else { p { (speech.t("staff-refused-beyond")) } }
        }
    };
    page(desk, Section::Staff, &title, &content)
}

/// What whoever looks may do with a person.
struct May {
    roles: bool,
    all: bool,
}

fn within(desk: &SignedIn, roles: &Roles) -> May {
    let by = Authority::of(&desk.person);
    May {
        roles: desk.person.may_somewhere(Right::KeepStaff)
            && (by.is_of_the_office() || roles.bodies.iter().any(|(body, _)| by.reaches(*body))),
        all: actions::may_touch(&by, roles).is_ok(),
    }
}

fn whole_account(desk: &SignedIn, member: &Member) -> Markup {
    let speech = desk.visit.speech();
    let button = |below: &str, word: &str, warning: bool| {
        html! {
            form method="post" action=(format!("{}/{below}", address(member.id))) {
                (csrf_field(desk))
                input type="hidden" name="revision" value=(member.revision);
                button.button-warning[warning] { (speech.t(word)) }
            }
        }
    };
    html! {
        section aria-labelledby="access" {
            h2 id="access" { (speech.t("staff-access")) }
            p { (speech.t("staff-reset-what")) }
            (button("reset", "staff-reset", true))
            @if member.disabled_at.is_some() {
                p { (speech.t("staff-enable-what")) }
                (button("enable", "staff-enable", false))
            } @else {
                p { (speech.t("staff-disable-what")) }
                (button("disable", "staff-disable", true))
            }
        }
    }
}

/// The one-time link: shown here and nowhere else, never again.
pub(super) fn link(desk: &SignedIn, name: &str, email: &str, link: &Link) -> Markup {
    let speech = desk.visit.speech();
    let until = moment(speech, link.ends_at.into());
    let content = html! {
        h1 { (speech.t("staff-link-title")) }
        p { (speech.tf("set-up-whose", &args! { "name" => name, "email" => email })) }
        p.one-time-link { code { (link.address(&desk.visit.app.public_origin())) } }
        p { (speech.tf("staff-link-until", &args! { "until" => until })) }
        p { (speech.t("staff-link-once")) }
        p.actions { a.button href=(PEOPLE) { (speech.t("staff-title")) } }
    };
    page(
        desk,
        Section::Staff,
        &speech.t("staff-link-title"),
        &content,
    )
}
