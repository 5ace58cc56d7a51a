//! The frame of every page of the desk.

use maud::{DOCTYPE, Markup, html};

use super::rights::Right;
use super::sent;
use super::signed_in::SignedIn;
use super::{SIGN_IN, TODAY};
use crate::app::Mode;
use crate::args;
use crate::language::Language;
use crate::web::layout::{self, demo_note};
use crate::web::signs::{self, Tone};
use crate::web::{Visit, assets, tokens, view};

/// The parts of the desk, as its navigation shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What is due.
    Today,
    /// Sessions and their applicants.
    Sessions,
    /// Letters that did not arrive, people to be telephoned.
    Letters,
    /// Who comes in.
    Door,
    /// Emergencies.
    Emergencies,
    /// Figures, plans and standing answers.
    Openness,
    /// Every act.
    Journal,
    /// Working days.
    Calendar,
    /// Bodies.
    Bodies,
    /// Who works here.
    Staff,
    /// Neighbouring systems.
    Webhooks,
    /// The person's own page.
    Account,
}

/// The parts in the navigation: where, under which word, and the right that shows it.
const SECTIONS: [(Section, &str, &str, Right); 11] = [
    (Section::Today, TODAY, "desk-today", Right::Desk),
    (
        Section::Sessions,
        "/desk/sessions",
        "desk-sessions",
        Right::SeeSessions,
    ),
    (
        Section::Letters,
        "/desk/letters",
        "desk-letters",
        Right::SeeApplications,
    ),
    (Section::Door, "/desk/door", "desk-door", Right::KeepDoor),
    (
        Section::Emergencies,
        "/desk/emergencies",
        "desk-emergencies",
        Right::SeeEmergencies,
    ),
    (
        Section::Openness,
        "/desk/openness",
        "desk-openness",
        Right::SeeSessions,
    ),
    (
        Section::Journal,
        "/desk/journal",
        "desk-journal",
        Right::SeeJournal,
    ),
    (
        Section::Calendar,
        "/desk/calendar",
        "desk-calendar",
        Right::SeeCalendar,
    ),
    (
        Section::Bodies,
        "/desk/bodies",
        "desk-bodies",
        Right::SeeBodies,
    ),
    (Section::Staff, "/desk/staff", "desk-staff", Right::SeeStaff),
    (
        Section::Webhooks,
        "/desk/webhooks",
        "desk-webhooks",
        Right::SeeWebhooks,
    ),
];

/// What every form of the desk carries: the token, and the page that it stands on, which not every browser names.
#[must_use]
pub fn csrf_field(desk: &SignedIn) -> Markup {
    html! {
        input type="hidden" name=(sent::TOKEN) value=(tokens::masked(&desk.person.csrf));
        input type="hidden" name=(sent::PAGE) value=(desk.page());
    }
}

/// Says that what was sent last did nothing, where the sign-in had ended before.
fn again_note(desk: &SignedIn) -> Markup {
    html! {
        @if sent::is_to_be_sent_again(&desk.visit.path_and_query) {
            (signs::warned(Tone::Bad, desk.visit.speech().t("desk-send-again")))
        }
    }
}

/// A page of the desk around `content`, which begins with the page's one `h1`.
#[must_use]
pub fn page(desk: &SignedIn, section: Section, title: &str, content: &Markup) -> Markup {
    let speech = desk.visit.speech();
    let person = &desk.person;
    let parts = html! {
        ul {
            @for (one, path, word, right) in SECTIONS {
                @if person.may_somewhere(right) {
                    li { a href=(path) aria-current=[(one == section).then_some("true")] { (speech.t(word)) } }
                }
            }
        }
    };
    let word = SECTIONS.iter().find(|one| one.0 == section);
    let here = speech.t(word.map_or("desk-ways", |one| one.2));
    let around = html! {
        div.desk-person {
            a href="/desk/account" aria-current=[(section == Section::Account).then_some("true")] { (person.name) }
            form method="post" action="/desk/sign-out" {
                (csrf_field(desk))
                button.button-quiet { (speech.t("desk-sign-out")) }
            }
        }
        nav.ways aria-label=(speech.t("desk-ways")) {
            (parts)
            // The same, folded away where there is no room.
            details { summary { (here) } (parts) }
        }
    };
    let content = html! { (again_note(desk)) (content) };
    frame(&desk.visit, title, &around, &content)
}

/// A page of the desk for whoever is not signed in yet.
#[must_use]
pub fn plain_page(visit: &Visit, title: &str, content: &Markup) -> Markup {
    frame(visit, title, &html! {}, content)
}

fn frame(visit: &Visit, title: &str, around: &Markup, content: &Markup) -> Markup {
    let speech = visit.speech();
    html! {
        (DOCTYPE)
        html lang=(visit.language.code()) data-view=[visit.view.mark()] {
            head {
                (layout::head_of_desk(&speech.tf("desk-title", &args! { "title" => title })))
                link rel="stylesheet" href=(assets::path(assets::DESK_STYLESHEET));
                link rel="stylesheet" href=(assets::path(assets::CARDS_STYLESHEET)) media=(visit.view.cards_up_to());
            }
            body.desk {
                a.skip-link href="#content" { (speech.t("skip-to-content")) }
                (demo_note(visit))
                header.site-header {
                    div.frame {
                        a.site-name href=(TODAY) {
                            img src=(assets::path(assets::ICON)) alt="" width="32" height="32";
                            (speech.t("desk-name"))
                        }
                        nav.languages aria-label=(speech.t("choose-language")) {
                            ul { @for language in Language::ALL { li { (layout::language_link(visit, language)) } } }
                        }
                        (view::link(visit))
                        (around)
                    }
                }
                main.frame id="content" { (content) }
                footer.site-footer {
                    div.frame {
                        p { a href=(format!("/{}/", visit.language.code())) { (speech.t("desk-to-public")) } }
                        @if visit.app.mode == Mode::Demo { p { a href="/desk/components" { (speech.t("components-title")) } } }
                    }
                }
            }
        }
    }
}

/// Where to sign in before going on to a page.
#[must_use]
pub fn sign_in_address(page: &str) -> String {
    let next: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    format!("{SIGN_IN}?next={next}")
}
