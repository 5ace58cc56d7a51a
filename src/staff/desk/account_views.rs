//! How one's own pages look.

use maud::{Markup, html};

use super::account::Own;
use super::sign_in_views::{
    app_steps, codes_and_way_on, new_password_fields, password_field, wait_note,
};
use super::{ACCOUNT, OWN_FACTOR};
use crate::args;
use crate::database::Instant;
use crate::language::{Language, Speech};
use crate::staff::record::SignIn;
use crate::web::desk::{Fields, Section, SignedIn, csrf_field, done_note, page};
use crate::web::form::{self, Choice, Select, TextField, fault_of, fault_summary};
use crate::web::layout::CAPITAL_ZONE;
use crate::web::problem::FieldFault;

/// One's own page, as it is to be shown.
pub(super) struct AccountPage<'a> {
    /// Name and language.
    pub(super) fields: &'a Fields,
    pub(super) faults: &'a [FieldFault],
    /// Seconds until a further password is looked at.
    pub(super) wait: Option<i64>,
}

impl<'a> AccountPage<'a> {
    pub(super) fn of(fields: &'a Fields) -> Self {
        Self {
            fields,
            faults: &[],
            wait: None,
        }
    }
}

/// The second factor, as it is to be shown.
pub(super) struct FactorPage<'a> {
    pub(super) secret: &'a str,
    pub(super) faults: &'a [FieldFault],
    pub(super) wait: Option<i64>,
}

/// What this page may say to have been done.
const DONE: [&str; 5] = [
    "profile",
    "password",
    "sign-in-ended",
    "sign-ins-ended",
    "factor-removed",
];

/// One's own page.
pub(super) fn account(desk: &SignedIn, own: &Own, shown: &AccountPage<'_>) -> Markup {
    let speech = desk.visit.speech();
    let went_wrong = shown.wait.is_some() || !shown.faults.is_empty();
    let title = form::title_after(speech, speech.t("account-title"), went_wrong);
    let content = html! {
        (fault_summary(speech, shown.faults))
        h1 { (speech.t("account-title")) }
        (done_note(desk, &DONE))
        (wait_note(speech, shown.wait))
        (profile(desk, own, shown))
        (password(desk, shown.faults))
        (second_factor(desk, own, shown.faults))
        (sign_ins(desk, &own.sign_ins))
    };
    page(desk, Section::Account, &title, &content)
}

fn profile(desk: &SignedIn, own: &Own, shown: &AccountPage<'_>) -> Markup {
    let speech = desk.visit.speech();
    html! {
        section aria-labelledby="profile" {
            h2 id="profile" { (speech.t("account-profile")) }
            p { (speech.tf("account-email", &args! { "email" => own.member.email.as_str() })) }
            form method="post" action=(ACCOUNT) {
                (csrf_field(desk))
                (name_field(speech, shown.fields, shown.faults))
                (language_field(speech, shown.fields, shown.faults))
                p.actions { button { (speech.t("account-save")) } }
            }
        }
    }
}

/// A person's name, as colleagues read it.
pub(super) fn name_field(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault]) -> Markup {
    TextField {
        name: "name",
        label: speech.t("account-name"),
        hint: Some(speech.t("account-name-hint")),
        value: fields.raw("name"),
        kind: "text",
        autocomplete: "off",
        inputmode: None,
        optional: false,
    }
    .show(speech, faults)
}

/// The language of a person's pages and letters.
pub(super) fn language_field(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault]) -> Markup {
    let names = Language::ALL.map(|one| (one, speech.t(&format!("language-{}", one.code()))));
    let options = names
        .iter()
        .map(|(language, name)| Choice {
            value: language.code(),
            text: (name, *language),
        })
        .collect();
    Select {
        name: "language",
        label: speech.t("account-language"),
        any: speech.t("account-language-choose"),
        options,
        chosen: fields.text("language"),
    }
    .show(speech, faults)
}

fn password(desk: &SignedIn, faults: &[FieldFault]) -> Markup {
    let speech = desk.visit.speech();
    html! {
        section aria-labelledby="password" {
            h2 id="password" { (speech.t("account-password")) }
            p { (speech.t("account-password-ends")) }
            form method="post" action="/desk/account/password" {
                (csrf_field(desk))
                (password_field(speech, "password", "password-present", "current-password", None, faults))
                (new_password_fields(speech, faults))
                p.actions { button { (speech.t("account-password-change")) } }
            }
        }
    }
}

fn second_factor(desk: &SignedIn, own: &Own, faults: &[FieldFault]) -> Markup {
    let speech = desk.visit.speech();
    let is_set = own.member.totp_secret.is_some();
    let wrong = |field| fault_of(faults, field).is_some();
    html! {
        section aria-labelledby="factor" {
            h2 id="factor" { (speech.t("account-factor")) }
            @if is_set {
                p { (speech.tf("account-factor-set", &args! { "codes" => own.codes_left })) }
                p { a href=(OWN_FACTOR) { (speech.t("account-factor-anew")) } }
                details open[wrong("password_codes")] {
                    summary { (speech.t("account-codes-anew")) }
                    form method="post" action="/desk/account/recovery-codes" {
                        (csrf_field(desk))
                        p { (speech.t("account-codes-anew-why")) }
                        (password_field(speech, "password_codes", "password-present", "current-password", None, faults))
                        p.actions { button { (speech.t("account-codes-make")) } }
                    }
                }
                @if !own.needs_factor {
                    details open[wrong("password_remove")] {
                        summary { (speech.t("account-factor-remove")) }
                        form method="post" action="/desk/account/second-factor/remove" {
                            (csrf_field(desk))
                            (password_field(speech, "password_remove", "password-present", "current-password", None, faults))
                            p.actions { button.button-warning { (speech.t("account-factor-remove")) } }
                        }
                    }
                }
            } @else {
                p { (speech.t("account-factor-none")) }
                p { a.button href=(OWN_FACTOR) { (speech.t("factor-set")) } }
            }
        }
    }
}

fn sign_ins(desk: &SignedIn, sign_ins: &[SignIn]) -> Markup {
    let speech = desk.visit.speech();
    html! {
        section aria-labelledby="sign-ins" {
            h2 id="sign-ins" { (speech.t("account-sign-ins")) }
            ul.sign-ins {
                @for one in sign_ins {
                    @let here = one.id == desk.person.sign_in;
                    li {
                        p {
                            strong { @if one.browser.is_empty() { (speech.t("account-browser-unknown")) } @else { (one.browser) } }
                            @if here { " " span.here { (speech.t("account-this")) } }
                        }
                        p.hint {
                            (speech.tf("account-begun", &args! { "at" => moment(speech, one.begun_at) })) br;
                            (speech.tf("account-seen", &args! { "at" => moment(speech, one.last_seen_at) }))
                        }
                        @if !here {
                            form method="post" action=(format!("/desk/account/sign-ins/{}/end", one.id)) {
                                (csrf_field(desk))
                                button.button-quiet aria-label=(speech.tf("account-end-which", &args! { "browser" => one.browser.as_str() })) {
                                    (speech.t("account-end"))
                                }
                            }
                        }
                    }
                }
            }
            @if sign_ins.len() > 1 {
                form method="post" action="/desk/account/sign-ins/end" {
                    (csrf_field(desk))
                    p.actions { button.button-quiet { (speech.t("account-end-others")) } }
                }
            }
        }
    }
}

/// An instant on the clock of the capital.
pub(super) fn moment(speech: Speech<'_>, at: Instant) -> String {
    speech.date_time(at.utc().with_timezone(&CAPITAL_ZONE).naive_local())
}

/// Where one's second factor is set up, or put on another telephone.
pub(super) fn factor(desk: &SignedIn, own: &Own, shown: &FactorPage<'_>) -> Markup {
    let speech = desk.visit.speech();
    let went_wrong = shown.wait.is_some() || !shown.faults.is_empty();
    let title = form::title_after(speech, speech.t("factor-title"), went_wrong);
    let content = html! {
        (fault_summary(speech, shown.faults))
        h1 { (speech.t("factor-title")) }
        @if own.member.totp_secret.is_some() { p { (speech.t("factor-replaces")) } }
        (wait_note(speech, shown.wait))
        form method="post" action=(OWN_FACTOR) {
            (csrf_field(desk))
            (app_steps(speech, &own.member.email, shown.secret, shown.faults))
            (password_field(speech, "password", "password-present", "current-password", None, shown.faults))
            p.actions { button { (speech.t("factor-set")) } }
        }
        p { a href=(ACCOUNT) { (speech.t("account-title")) } }
    };
    page(desk, Section::Account, &title, &content)
}

/// The codes for paper.
pub(super) fn codes(desk: &SignedIn, codes: &[String]) -> Markup {
    let speech = desk.visit.speech();
    let content = codes_and_way_on(speech, codes, ACCOUNT);
    page(
        desk,
        Section::Account,
        &speech.t("recovery-title"),
        &content,
    )
}
