//! How the pages of signing in look.

use maud::{Markup, html};

use super::arriving::Arriving;
use super::roles_views::role_word;
use super::{CODE, ENROL};
use crate::app::Mode;
use crate::args;
use crate::language::Speech;
use crate::staff::demo::{ENTER, PEOPLE};
use crate::staff::passwords;
use crate::staff::second_factor;
use crate::web::Visit;
use crate::web::desk::{SIGN_IN, Signing, TODAY, plain_page};
use crate::web::form::{self, TextField, fault_summary};
use crate::web::problem::FieldFault;
use crate::web::qr::qr;
use crate::web::signs::{self, Tone};

/// E-mail and password, as they were sent.
pub(super) struct SignInForm<'a> {
    pub(super) next: &'a str,
    pub(super) email: &'a str,
    pub(super) faults: &'a [FieldFault],
    /// Seconds until the next attempt is looked at.
    pub(super) wait: Option<i64>,
}

/// A code, as it was sent.
pub(super) struct CodeForm<'a> {
    pub(super) next: &'a str,
    pub(super) faults: &'a [FieldFault],
    pub(super) wait: Option<i64>,
}

/// A second factor being set up.
pub(super) struct EnrolForm<'a> {
    pub(super) next: &'a str,
    pub(super) email: &'a str,
    pub(super) secret: &'a str,
    pub(super) faults: &'a [FieldFault],
}

/// A password being chosen.
pub(super) struct SetUpForm<'a> {
    pub(super) address: &'a str,
    pub(super) email: &'a str,
    pub(super) name: &'a str,
    pub(super) faults: &'a [FieldFault],
}

/// Where one signs in.
pub(super) fn sign_in(arriving: &Arriving, form: &SignInForm<'_>) -> Markup {
    let visit = &arriving.visit;
    let speech = visit.speech();
    let went_wrong = form.wait.is_some() || !form.faults.is_empty();
    let title = form::title_after(speech, speech.t("sign-in-title"), went_wrong);
    let content = html! {
        (fault_summary(speech, form.faults))
        h1 { (speech.t("sign-in-title")) }
        (in_the_open(arriving))
        (wait_note(speech, form.wait))
        form method="post" action=(SIGN_IN) {
            input type="hidden" name="next" value=(form.next);
            (TextField {
                name: "email",
                label: speech.t("sign-in-email"),
                hint: None,
                value: form.email,
                kind: "email",
                autocomplete: "username",
                inputmode: None,
                optional: false,
            }.show(speech, form.faults))
            (password_field(speech, "password", "sign-in-password", "current-password", None, form.faults))
            p.actions { button { (speech.t("sign-in-button")) } }
        }
        p.hint { (speech.t("sign-in-forgotten")) }
        (by_one_click(visit, form.next))
    };
    plain_page(visit, &title, &content)
}

/// In the demonstration, its people: a button each.
fn by_one_click(visit: &Visit, next: &str) -> Markup {
    let speech = visit.speech();
    html! {
        @if visit.app.mode == Mode::Demo {
            section.flow aria-labelledby="one-click-title" {
                h2 id="one-click-title" { (speech.t("sign-in-one-click")) }
                form method="post" action=(ENTER) {
                    input type="hidden" name="next" value=(next);
                    div.actions {
                        @for (_, _, role) in PEOPLE {
                            button.button-quiet type="submit" name="role" value=(role.as_str()) {
                                (role_word(speech, role))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where nobody signs in, and what the operator has to do.
pub(super) fn refused(visit: &Visit) -> Markup {
    let speech = visit.speech();
    let content = html! {
        h1 { (speech.t("sign-in-refused")) }
        p { (speech.t("sign-in-refused-why")) }
        p { (speech.t("sign-in-refused-what")) }
        p { code { "server.public_url = \"https://…\"" } }
    };
    plain_page(visit, &speech.t("sign-in-refused"), &content)
}

/// Asks for the second factor.
pub(super) fn code(arriving: &Arriving, form: &CodeForm<'_>) -> Markup {
    let visit = &arriving.visit;
    let speech = visit.speech();
    let went_wrong = form.wait.is_some() || !form.faults.is_empty();
    let title = form::title_after(speech, speech.t("sign-in-code-title"), went_wrong);
    let lost = form.faults.iter().any(|fault| fault.field == "recovery");
    let hidden = html! { input type="hidden" name="next" value=(form.next); };
    let content = html! {
        (fault_summary(speech, form.faults))
        h1 { (speech.t("sign-in-code-title")) }
        (in_the_open(arriving))
        (wait_note(speech, form.wait))
        form method="post" action=(CODE) {
            (hidden)
            (code_field(speech, form.faults))
            p.actions { button { (speech.t("sign-in-button")) } }
        }
        details.other-way open[lost] {
            summary { (speech.t("sign-in-recovery")) }
            form method="post" action=(CODE) {
                (hidden)
                (TextField {
                    name: "recovery",
                    label: speech.t("sign-in-recovery-code"),
                    hint: Some(speech.t("sign-in-recovery-hint")),
                    value: "",
                    kind: "text",
                    autocomplete: "off",
                    inputmode: None,
                    optional: false,
                }.show(speech, form.faults))
                p.actions { button { (speech.t("sign-in-button")) } }
            }
        }
        p { a href=(SIGN_IN) { (speech.t("sign-in-as-other")) } }
    };
    plain_page(visit, &title, &content)
}

/// Sets the second factor up on the way in.
pub(super) fn enrol(arriving: &Arriving, form: &EnrolForm<'_>) -> Markup {
    let visit = &arriving.visit;
    let speech = visit.speech();
    let title = form::title(speech, speech.t("factor-title"), form.faults);
    let content = html! {
        (fault_summary(speech, form.faults))
        h1 { (speech.t("factor-title")) }
        p { (speech.t("factor-needed")) }
        form method="post" action=(ENROL) {
            input type="hidden" name="next" value=(form.next);
            (app_steps(speech, form.email, form.secret, form.faults))
            p.actions { button { (speech.t("factor-set")) } }
        }
    };
    plain_page(visit, &title, &content)
}

/// The steps to put a secret into an app, ending with its first code; inside a form.
pub(super) fn app_steps(
    speech: Speech<'_>,
    email: &str,
    secret: &str,
    faults: &[FieldFault],
) -> Markup {
    html! {
        input type="hidden" name="secret" value=(secret);
        ol.steps {
            li { (speech.t("factor-step-app")) }
            li {
                p { (speech.t("factor-step-scan")) }
                (qr(&second_factor::address_of(secret, email), &speech.t("factor-picture")))
                p { (speech.t("factor-step-key")) " " code.key { (in_groups(secret)) } }
            }
            li { (code_field(speech, faults)) }
        }
    }
}

/// The codes for paper, and the way on.
pub(super) fn recovery_codes(visit: &Visit, codes: &[String], next: &str) -> Markup {
    let speech = visit.speech();
    let content = codes_and_way_on(speech, codes, next);
    plain_page(visit, &speech.t("recovery-title"), &content)
}

/// The same inside any frame.
pub(super) fn codes_and_way_on(speech: Speech<'_>, codes: &[String], next: &str) -> Markup {
    html! {
        h1 { (speech.t("recovery-title")) }
        p { (speech.t("recovery-once")) }
        ul.recovery-codes { @for code in codes { li { code { (code) } } } }
        p { (speech.t("recovery-keep")) }
        p.actions { a.button href=(next) { (speech.t("recovery-kept")) } }
    }
}

/// Where a password is chosen by the one-time link.
pub(super) fn set_up(arriving: &Arriving, form: &SetUpForm<'_>) -> Markup {
    let visit = &arriving.visit;
    let speech = visit.speech();
    let title = form::title(speech, speech.t("set-up-title"), form.faults);
    let content = html! {
        (fault_summary(speech, form.faults))
        h1 { (speech.t("set-up-title")) }
        (in_the_open(arriving))
        p { (speech.tf("set-up-whose", &args! { "name" => form.name, "email" => form.email })) }
        form method="post" action=(form.address) {
            // What a keeper of passwords files the new one under.
            input type="text" name="username" value=(form.email) autocomplete="username" readonly hidden;
            (new_password_fields(speech, form.faults))
            p.actions { button { (speech.t("set-up-button")) } }
        }
    };
    plain_page(visit, &title, &content)
}

/// A link that does not open, or no longer.
pub(super) fn link_over(visit: &Visit) -> Markup {
    let speech = visit.speech();
    let content = html! {
        h1 { (speech.t("set-up-over")) }
        p { (speech.t("set-up-over-what")) }
        p { a href=(TODAY) { (speech.t("sign-in-title")) } }
    };
    plain_page(visit, &speech.t("set-up-over"), &content)
}

/// The new password, twice.
pub(super) fn new_password_fields(speech: Speech<'_>, faults: &[FieldFault]) -> Markup {
    let hint = speech.tf(
        "password-hint",
        &args! { "fewest" => passwords::SHORTEST, "most" => passwords::LONGEST },
    );
    html! {
        (password_field(speech, "new_password", "password-new", "new-password", Some(hint), faults))
        (password_field(speech, "repeated", "password-repeated", "new-password", None, faults))
    }
}

/// One line for a password; what was typed never comes back.
pub(super) fn password_field(
    speech: Speech<'_>,
    name: &str,
    word: &str,
    autocomplete: &str,
    hint: Option<String>,
    faults: &[FieldFault],
) -> Markup {
    TextField {
        name,
        label: speech.t(word),
        hint,
        value: "",
        kind: "password",
        autocomplete,
        inputmode: None,
        optional: false,
    }
    .show(speech, faults)
}

fn code_field(speech: Speech<'_>, faults: &[FieldFault]) -> Markup {
    TextField {
        name: "code",
        label: speech.t("sign-in-code"),
        hint: Some(speech.t("sign-in-code-hint")),
        value: "",
        kind: "text",
        autocomplete: "one-time-code",
        inputmode: Some("numeric"),
        optional: false,
    }
    .show(speech, faults)
}

/// How long to wait, where there have been too many attempts.
pub(super) fn wait_note(speech: Speech<'_>, seconds: Option<i64>) -> Markup {
    html! {
        @if let Some(seconds) = seconds {
            div.fault-summary role="alert" tabindex="-1" autofocus aria-labelledby="wait-title" {
                h2 id="wait-title" { (speech.t("sign-in-too-often")) }
                p { (speech.tf("sign-in-wait", &args! { "minutes" => (seconds + 59) / 60 })) }
            }
        }
    }
}

fn in_the_open(arriving: &Arriving) -> Markup {
    html! {
        @if arriving.signing == Signing::InTheOpen {
            (signs::notice(Tone::Warn, arriving.visit.speech().t("sign-in-open")))
        }
    }
}

/// A secret in groups of four, as it is typed off the screen.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}
