//! What is told of emergencies (605-6): to the public on pages, in lists and feeds, and to the desk.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::card::SessionCard;
use super::emergency::{Declared, Emergency};
use super::now as present;
use super::record::Session;
use crate::args;
use crate::bodies::regions;
use crate::database::Id;
use crate::language::{Multilingual, Speech};
use crate::law::emergency::{EmergencyKind, ONLINE_BY};
use crate::law::session_course::{Access, SessionStatus};
use crate::web::layout::{CAPITAL_ZONE, translated};
use crate::web::signs::{self, Tone};

/// What has come about.
#[must_use]
pub fn kind(speech: Speech<'_>, kind: EmergencyKind) -> String {
    let word = kind.as_str().replace('_', "-");
    speech.t(&format!("emergency-kind-{word}"))
}

/// Where it is: the whole country, or its regions by their names.
#[must_use]
pub fn scope(speech: Speech<'_>, declared: &Declared) -> String {
    if declared.emergency.country {
        return speech.t("emergency-scope-country");
    }
    let name_of = |kato: &String| match regions::by_kato(kato) {
        Some(region) => region.name.in_language(speech.language()).0.to_owned(),
        None => kato.clone(),
    };
    let names: Vec<String> = declared.regions.iter().map(name_of).collect();
    names.join(", ")
}

/// From when until when, by the clock of the capital.
#[must_use]
pub fn period(speech: Speech<'_>, emergency: &Emergency) -> String {
    let told = |at: DateTime<Utc>| {
        let local = at.with_timezone(&CAPITAL_ZONE).naive_local();
        speech.date_time(local)
    };
    let from = told(emergency.from_at.utc());
    match emergency.over_from() {
        Some(until) => {
            let args = args! { "from" => from, "until" => told(until) };
            speech.tf("emergency-from-until", &args)
        }
        None => speech.tf("emergency-from-open", &args! { "from" => from }),
    }
}

/// The act on which it rests, with the way to it.
#[must_use]
pub fn basis(speech: Speech<'_>, emergency: &Emergency) -> Markup {
    let said = translated(speech.language(), &emergency.basis);
    html! {
        @match &emergency.basis_url {
            Some(address) => a href=(address) rel="noreferrer" { (said) },
            None => (said),
        }
    }
}

fn by_paragraph(speech: Speech<'_>) -> String {
    let paragraph = speech.t(&ONLINE_BY.key());
    speech.tf("basis", &args! { "paragraph" => paragraph })
}

/// The banner of pages with several sessions: the emergencies that stand and have begun, given those that concern the
/// page and the names of bodies, since one may be for the sessions of one body alone.
#[must_use]
pub fn banner<'a>(
    speech: Speech<'_>,
    standing: &[Declared],
    now: DateTime<Utc>,
    name_of: impl Fn(Id) -> Option<&'a Multilingual>,
) -> Markup {
    let begun = standing.iter().filter(|one| one.emergency.has_begun(now));
    let begun: Vec<&Declared> = begun.collect();
    html! {
        @if !begun.is_empty() {
            (signs::urgent("emergency-title", html! {
                h2 id="emergency-title" { (speech.t("emergency-banner-title")) }
                @for declared in begun {
                    (signs::facts(html! {
                        dt { (speech.t("emergency-kind")) } dd { (kind(speech, declared.emergency.kind)) }
                        dt { (speech.t("emergency-scope")) } dd { (scope(speech, declared)) }
                        @if let Some(name) = declared.emergency.body_id.and_then(&name_of) {
                            dt { (speech.t("emergency-for")) } dd { (translated(speech.language(), name)) }
                        }
                        (basis_and_period(speech, &declared.emergency))
                    }))
                }
                p.hint { (by_paragraph(speech)) }
            }))
        }
    }
}

fn basis_and_period(speech: Speech<'_>, emergency: &Emergency) -> Markup {
    html! {
        dt { (speech.t("emergency-basis")) } dd { (basis(speech, emergency)) }
        dt { (speech.t("emergency-period")) } dd { (period(speech, emergency)) }
    }
}

/// Whether a session is still one that people would come to or watch.
fn is_told(session: &Session, status: SessionStatus) -> bool {
    let is_past = matches!(status, SessionStatus::Cancelled | SessionStatus::Held);
    session.access == Access::Open && !is_past
}

/// The notice at the head of the page of a session that is held online only by an emergency.
#[must_use]
pub fn notice(speech: Speech<'_>, card: &SessionCard, now: DateTime<Utc>) -> Markup {
    let session = &card.session;
    let told = card
        .online_by
        .as_ref()
        .filter(|_| is_told(session, card.status));
    html! {
        @if let Some(by) = told {
            @let emergency = by.emergency.as_ref();
            (signs::urgent("emergency-title", html! {
                h2 id="emergency-title" { (speech.t("emergency-says")) }
                (signs::facts(html! {
                    dt { (speech.t("emergency-kind")) } dd { (kind(speech, emergency.kind)) }
                    (basis_and_period(speech, emergency))
                    dt { (speech.t("label-broadcast")) }
                    dd {
                        @match &session.broadcast_url {
                            Some(address) => a href=(address) rel="noreferrer" { (address) },
                            None => (speech.t("watch-later")),
                        }
                    }
                    @if let Some(former) = by.former_format {
                        dt { (speech.t("emergency-former-format")) }
                        dd { del { (speech.t(&format!("format-{former}"))) } }
                    }
                }))
                @if emergency.is_over(now) { p { (speech.t("emergency-over-stays-online")) } }
                p.hint { (by_paragraph(speech)) }
            }))
        }
    }
}

/// The mark in a list or a month, given its status now; nothing for a session that goes as it was announced, and for
/// one that is over.
#[must_use]
pub fn badge(speech: Speech<'_>, session: &Session, status: SessionStatus) -> Markup {
    let is_online = present::is_in_emergency(session) && is_told(session, status);
    html! { @if is_online { (signs::badge(Tone::Bad, speech.t("emergency-badge"))) } }
}

/// The same as a line of plain text, for programs that show nothing else. It is another one when the time of an emergency
/// passes while another stands.
#[must_use]
pub fn line(speech: Speech<'_>, card: &SessionCard) -> Option<String> {
    let by = card.online_by.as_ref()?;
    let session = &card.session;
    is_told(session, session.status).then(|| {
        let (basis, _) = by.emergency.basis.in_language(speech.language());
        let said = speech.t("emergency-says");
        let kind = kind(speech, by.emergency.kind);
        let basis = format!("{}: {basis}", speech.t("emergency-basis"));
        format!("{said} {kind}. {basis}")
    })
}

/// What the desk is told where a session is prepared that may be in the scope of an emergency.
#[must_use]
pub fn for_the_desk(speech: Speech<'_>, standing: &[Declared]) -> Markup {
    html! {
        @if !standing.is_empty() {
            (signs::urgent("emergency-title", html! {
                h2 id="emergency-title" { (speech.t("emergency-only-online")) }
                @for declared in standing {
                    p {
                        (kind(speech, declared.emergency.kind)) ". "
                        (scope(speech, declared)) ". "
                        (speech.t("emergency-basis")) ": " (basis(speech, &declared.emergency)) ". "
                        (period(speech, &declared.emergency))
                    }
                }
                p.hint { (by_paragraph(speech)) }
            }))
        }
    }
}
