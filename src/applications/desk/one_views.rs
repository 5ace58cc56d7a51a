//! One application as it is shown: what it is, and what can be done with it.

use maud::{Markup, html};

use super::opened::Opened;
use super::parts::{Told, channel_word, hall_word, made_of, need_word, state_word};
use crate::args;
use crate::database::Instant;
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::law::deadlines::Channel;
use crate::sessions::desk_frame::{self, Part};
use crate::web::desk::{Fields, Right, SignedIn, done_note};
use crate::web::form::title_after;
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// What the page can say was done.
const DONE: [&str; 8] = [
    "admitted",
    "refused",
    "moved-online",
    "corrected",
    "withdrawn",
    "reordered",
    "completed",
    "entered",
];

/// The page, with what an act came back with.
pub fn page(desk: &SignedIn, opened: &Opened, told: &Told) -> Markup {
    let speech = desk.visit.speech();
    let application = &opened.application;
    let title = speech.tf(
        "applicant-title",
        &args! { "no" => application.number.as_str() },
    );
    let body = opened.session.body_id;
    let sees = desk.person.can(Right::SeePersons, body);
    let content = html! {
        (told.show(speech))
        h1 { (title) }
        (done_note(desk, &DONE))
        (signs::state(Tone::Plain, state_word(speech, application.state), ""))
        (facts(desk, opened, sees))
        (decision(desk, opened, sees))
        @if desk.person.can(Right::Decide, body) { (acts(desk, opened)) }
        p { a href=(opened.list_address()) { (speech.t("applicants-back")) } }
    };
    let title = title_after(speech, title, told.is_something());
    desk_frame::page(desk, &opened.session, Part::Applicants, &title, &content)
}

fn facts(desk: &SignedIn, opened: &Opened, sees: bool) -> Markup {
    let speech = desk.visit.speech();
    let application = &opened.application;
    signs::facts(html! {
        @if sees { (person(desk, opened)) }
        dt { (speech.t("applicant-channel")) } dd { (channel_word(speech, application.channel)) }
        (moments(desk, opened))
        @if let (Some(hall), Some(seat)) = (application.hall, application.seat) {
            dt { (speech.t("applicant-place")) }
            dd { (hall_word(speech, hall)) ", " (speech.tf("applicant-seat", &args! { "n" => seat })) }
        }
        @if let Some(place) = opened.queue_place {
            dt { (speech.t("applicant-place")) } dd { (speech.tf("applicant-in-queue", &args! { "n" => place })) }
        }
    })
}

fn person(desk: &SignedIn, opened: &Opened) -> Markup {
    let speech = desk.visit.speech();
    let application = &opened.application;
    let needs = application.needs.as_deref();
    html! {
        dt { (speech.t("applicant-name")) }
        dd { @if application.is_forgotten() { (speech.t("applicant-forgotten")) } @else { (application.full_name()) } }
        @if let Some(year) = application.birth_year { dt { (speech.t("field-birth-year")) } dd { (year) } }
        @if let Some(email) = &application.email { dt { (speech.t("field-email")) } dd { (email) } }
        @if let Some(phone) = &application.phone { dt { (speech.t("field-phone")) } dd { (phone) } }
        @if !application.is_forgotten() {
            dt { (speech.t("field-language")) } dd { (speech.t(&format!("language-name-{}", application.language))) }
        }
        @if let Some(needs) = needs {
            dt { (speech.t("field-needs")) }
            dd { (needs.iter().map(|need| need_word(speech, *need)).collect::<Vec<_>>().join(", ")) }
        }
        @if application.state == ApplicationState::Incomplete {
            dt { (speech.t("applicant-missing")) }
            dd { (application.missing().iter().map(|field| speech.t(field)).collect::<Vec<_>>().join(", ")) }
        }
    }
}

fn moments(desk: &SignedIn, opened: &Opened) -> Markup {
    let speech = desk.visit.speech();
    let local = |at: Instant| opened.session.zone.local(at.utc());
    html! {
        dt { (speech.t("applicant-received")) } dd { (speech.date_time(local(opened.application.received_at))) }
        @if let Some(entry) = &opened.entry {
            dt { (speech.t("applicant-handed-in")) }
            dd {
                @if opened.application.channel == Channel::ByPost {
                    (speech.date(local(entry.handed_in_at).date()))
                } @else { (speech.date_time(local(entry.handed_in_at))) }
            }
            dt { (speech.t("applicant-entered")) } dd { (speech.date_time(local(entry.entered_at))) }
        }
        @if let Some(at) = opened.application.attended_at {
            dt { (speech.t("application-state-attended")) } dd { (speech.date_time(local(at))) }
        }
    }
}

/// Why it was refused, as the applicant was told.
fn decision(desk: &SignedIn, opened: &Opened, sees: bool) -> Markup {
    let speech = desk.visit.speech();
    html! {
        @if let Some(refusal) = &opened.refusal {
            @let ground = refusal.ground.as_str().replace('_', "-");
            @let at = opened.session.zone.local(refusal.refused_at.utc());
            section {
                h2 { (speech.t("refuse-ground")) }
                p { strong { (speech.t(&format!("refusal-ground-{ground}"))) } }
                p { (speech.tf("basis", &args! { "paragraph" => speech.t(&refusal.paragraph.key()) })) }
                @if sees { @if let Some(words) = &refusal.words { p { (words) } } }
                p.hint { (speech.date_time(at)) }
            }
        }
    }
}

/// What can be done: only what the course of the application allows.
fn acts(desk: &SignedIn, opened: &Opened) -> Markup {
    let speech = desk.visit.speech();
    let application = &opened.application;
    let allows = |act| application.state.allows(act);
    let way = |act: &str, key: &str| {
        html! { li { a.button-quiet href=(opened.address_of(act)) { (speech.t(key)) } } }
    };
    html! {
        section aria-labelledby="acts" {
            h2 id="acts" { (speech.t("acts-title")) }
            @if allows(ApplicationAct::Admit) {
                form method="post" action=(opened.address_of("admit")) {
                    (made_of(desk, opened, &Fields::default(), &Told::Nothing))
                    button type="submit" { (speech.t("act-admit")) }
                }
            }
            ul.actions {
                @if allows(ApplicationAct::Complete) { (way("complete", "act-complete")) }
                @if application.state == ApplicationState::Waiting { (way("order", "act-order")) }
                @if !application.is_forgotten() { (way("contacts", "act-contacts")) }
                @if allows(ApplicationAct::MoveOnline) { (way("move-online", "act-move-online")) }
                @if allows(ApplicationAct::Refuse) { (way("refuse", "act-refuse")) }
                @if allows(ApplicationAct::Withdraw) { (way("withdraw", "withdraw-application")) }
                @if !application.is_forgotten() { (way("receipt", "act-receipt")) }
            }
        }
    }
}

/// The receipt: number, moments, session, whom to ask.
pub fn receipt(desk: &SignedIn, opened: &Opened) -> Markup {
    let speech = desk.visit.speech();
    let (application, session) = (&opened.application, &opened.session);
    let title = speech.t("receipt-title");
    let start = session.starts_at.utc();
    let contact = &session.contact;
    let content = html! {
        h1 { (title) }
        p.pass-number { (application.number) }
        (signs::facts(html! {
            @if !application.is_forgotten() { dt { (speech.t("applicant-name")) } dd { (application.full_name()) } }
            dt { (speech.t("applicant-channel")) } dd { (channel_word(speech, application.channel)) }
            (moments(desk, opened))
            dt { (speech.t("applicant-state")) } dd { (state_word(speech, application.state)) }
            @if let Some(place) = opened.queue_place {
                dt { (speech.t("applicant-place")) } dd { (speech.tf("applicant-in-queue", &args! { "n" => place })) }
            }
            @if application.state == ApplicationState::Incomplete {
                dt { (speech.t("applicant-missing")) }
                dd { (application.missing().iter().map(|field| speech.t(field)).collect::<Vec<_>>().join(", ")) }
            }
            dt { (speech.t("fact-session")) } dd { (translated(speech.language(), &session.title)) }
            dt { (speech.t("label-body")) } dd { (translated(speech.language(), &opened.body_name)) }
            dt { (speech.t("label-start")) }
            dd { (speech.date_time_with_weekday(session.zone.local(start))) " (" (speech.zone_in_brackets(session.zone.0, start)) ")" }
            @if let Some(place) = &session.place {
                dt { (speech.t("label-place")) } dd { (translated(speech.language(), place)) }
            }
        }))
        p { (speech.tf("ask-responsible", &args! {
            "name" => contact.name.as_str(), "phone" => contact.phone.as_str(), "email" => contact.email.as_str(),
        })) }
        (decision(desk, opened, true))
        @if opened.refusal.is_some() { p { (speech.t("complain-how")) } }
        @if application.email.is_some() { p.no-print { (speech.t("receipt-sent")) } }
        p.no-print { a href=(opened.address()) { (speech.t("back-to-application")) } }
    };
    desk_frame::page(desk, session, Part::Applicants, &title, &content)
}
