//! The page of one emergency.

use std::collections::HashMap;

use maud::{Markup, html};

use super::ending_views::why;
use super::one::Shown;
use super::preview::facts;
use super::{address_of, badge, in_hall, may, moment, title_of};
use crate::database::Id;
use crate::emergencies::Afterwards;
use crate::emergencies::report::{Line, Tally};
use crate::language::Speech;
use crate::law::emergency::StaysOnline;
use crate::law::session_course::SessionAct;
use crate::sessions::desk::{SEEN, seen_field};
use crate::sessions::now::{is_not_over, is_to_come, status};
use crate::sessions::record::Session;
use crate::web::desk::{
    self, BoxName, Right, Section, SignedIn, csrf_field, table_box, table_head,
};
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// What the page may say was done just now.
const DONE: [&str; 4] = [
    "emergency-declared",
    "emergency-ended",
    "emergency-hall-again",
    "emergency-over-already",
];

/// The page; what the law says of giving halls again, once it is over.
pub(super) fn page(desk: &SignedIn, shown: &Shown, afterwards: &Afterwards) -> Markup {
    let speech = desk.visit.speech();
    let declared = &shown.declared;
    let title = title_of(speech, declared);
    let here = address_of(declared.emergency.id);
    let may_end = may(desk, Right::DeclareEmergencies, declared.emergency.body_id).is_ok();
    let content = html! {
        h1 { (title) }
        (desk::done_note(desk, &DONE))
        p.badges { (badge(desk, declared)) }
        (urgent(desk, shown))
        (in_hall::section(desk, &shown.in_hall))
        (facts(speech, declared))
        (signs::facts(html! {
            dt { (speech.t("emergency-for")) }
            dd {
                @match &shown.body {
                    Some(name) => (translated(speech.language(), name)),
                    None => (speech.t("emergency-all-bodies")),
                }
            }
            dt { (speech.t("emergency-declared-at")) }
            dd { (moment(speech, declared.emergency.declared_at)) ", " (shown.declared_by) }
            @if let Some(ended) = declared.emergency.ended_at {
                dt { (speech.t("emergency-ended-at")) } dd { (moment(speech, ended)) }
            }
        }))
        (progress(speech, &shown.report.total))
        p.actions {
            a.button-quiet href=(format!("{here}/report")) { (speech.t("emergency-report")) }
            @if may_end && declared.emergency.ended_at.is_none() {
                a.button-quiet href=(format!("{here}/end")) { (speech.t("emergency-end")) }
            }
        }
        (sessions(desk, shown, afterwards))
    };
    desk::page(desk, Section::Emergencies, &title, &content)
}

/// How far the letters have come, and who is to be telephoned.
pub(super) fn progress(speech: Speech<'_>, tally: &Tally) -> Markup {
    let lost = tally.letters.lost();
    html! {
        section aria-labelledby="progress-title" {
            h2 id="progress-title" { (speech.t("emergency-progress")) }
            (signs::counts(html! {
                (signs::count(speech.t("emergency-count-people"), tally.people, false))
                (signs::count(speech.t("emergency-letters-delivered"), tally.letters.delivered.number, false))
                (signs::count(speech.t("emergency-letters-waiting"), tally.letters.waiting.number, false))
                (signs::count(speech.t("emergency-letters-lost"), lost, lost > 0))
                (signs::count(speech.t("emergency-telephoned"), tally.called().number, false))
                (signs::count(speech.t("emergency-calls-due"), tally.calls_due(), tally.calls_due() > 0))
                (signs::count(speech.t("emergency-count-nothing"), tally.without_contact, tally.without_contact > 0))
            }))
        }
    }
}

/// What cannot wait: sessions that nobody can watch, people whom no letter reaches, until the session is over.
fn urgent(desk: &SignedIn, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let lines = || {
        let lines = shown.report.lines.iter();
        lines.filter(|line| is_not_over(&line.session, desk.visit.now))
    };
    let now = desk.visit.now;
    // Once it sits, what is announced of it is not revised any more.
    let can_be_said = |session: &Session| status(session, now).after(SessionAct::Revise).is_ok();
    let without: Vec<&Line> = lines()
        .filter(|line| line.session.emergency_id.is_some() && line.session.broadcast_url.is_none())
        .filter(|line| can_be_said(&line.session))
        .collect();
    let to_call: Vec<&Line> = lines().filter(|line| line.tally.calls_due() > 0).collect();
    html! {
        @if !without.is_empty() || !to_call.is_empty() {
            (signs::titled_notice(Tone::Bad, "urgent-title", html! {
                h2 id="urgent-title" { (speech.t("emergency-urgent")) }
                @if !without.is_empty() {
                    p { (speech.t("emergency-without-broadcast-says")) }
                    ul { @for line in without { li { (broadcast(desk, line)) } } }
                }
                @if !to_call.is_empty() {
                    p { (speech.t("emergency-calls-says")) }
                    ul { @for line in to_call { li { (calls(desk, line)) } } }
                }
            }))
        }
    }
}

fn named(speech: Speech<'_>, line: &Line) -> Markup {
    let session = &line.session;
    html! {
        (translated(speech.language(), &session.title)) ", "
        (speech.date_time(session.zone.local(session.starts_at.utc())))
    }
}

fn broadcast(desk: &SignedIn, line: &Line) -> Markup {
    let speech = desk.visit.speech();
    let session = &line.session;
    html! {
        (named(speech, line))
        @if desk.person.can(Right::KeepSessions, session.body_id) {
            " " a href=(format!("/desk/sessions/{}/edit#field-broadcast_url", session.id)) {
                (speech.t("emergency-enter-broadcast"))
            }
        }
    }
}

fn calls(desk: &SignedIn, line: &Line) -> Markup {
    let speech = desk.visit.speech();
    let session = &line.session;
    html! {
        (named(speech, line)) ": " (line.tally.calls_due())
        @if desk.person.can(Right::SeeApplications, session.body_id) {
            " " a href=(format!("/desk/letters?session={}", session.id)) { (speech.t("emergency-to-calls")) }
        }
    }
}

/// What the end means for each session.
type Verdicts = HashMap<Id, Result<(), StaysOnline>>;

fn sessions(desk: &SignedIn, shown: &Shown, afterwards: &Afterwards) -> Markup {
    let speech = desk.visit.speech();
    let restored = afterwards.restored.iter().map(|id| (*id, Ok(())));
    let stays = afterwards.stays.iter().map(|(id, why)| (*id, Err(*why)));
    let verdicts: Verdicts = restored.chain(stays).collect();
    let lines = &shown.report.lines;
    let columns = [
        "emergency-session",
        "emergency-starts",
        "emergency-became",
        "emergency-count-people",
        "emergency-letters-delivered",
        "emergency-letters-waiting",
        "emergency-letters-lost",
        "emergency-calls-due",
    ];
    html! {
        section aria-labelledby="sessions-title" {
            h2 id="sessions-title" { (speech.t("emergency-sessions")) }
            @if lines.is_empty() {
                (signs::empty(speech.t("emergency-sessions-none")))
            } @else {
                (table_box(BoxName::Heading("sessions-title"), &html! {
                    table {
                        (table_head(speech, &columns))
                        tbody { @for line in lines { (row(desk, shown, &verdicts, line)) } }
                    }
                }))
            }
        }
    }
}

fn row(desk: &SignedIn, shown: &Shown, verdicts: &Verdicts, line: &Line) -> Markup {
    let speech = desk.visit.speech();
    let session = &line.session;
    let title = translated(speech.language(), &session.title);
    let tally = &line.tally;
    html! {
        tr {
            th scope="row" {
                @if desk.person.can(Right::SeeSessions, session.body_id) {
                    a href=(format!("/desk/sessions/{}", session.id)) { (title) }
                } @else {
                    a href=(format!("/{}/sessions/{}", speech.language().code(), session.id)) { (title) }
                }
                br; (translated(speech.language(), &line.body_name))
            }
            td { (speech.date_time(session.zone.local(session.starts_at.utc()))) }
            td { (became(speech, line)) (hall_again(desk, shown, verdicts, line)) }
            td { (tally.people) }
            td { (tally.letters.delivered.number) }
            td { (tally.letters.waiting.number) }
            td { (tally.letters.lost()) }
            td { (tally.calls_due()) }
        }
    }
}

/// What the emergency did to a session.
pub(super) fn became(speech: Speech<'_>, line: &Line) -> String {
    match (line.covered.former_format, line.covered.restored_at) {
        (None, _) => speech.t("emergency-became-online-already"),
        (Some(_), Some(_)) => speech.t("emergency-became-restored"),
        (Some(_), None) => speech.t("emergency-became-online"),
    }
}

/// After the end a session may have its hall again by itself, while the law allows it; else it is said why it does not.
fn hall_again(desk: &SignedIn, shown: &Shown, verdicts: &Verdicts, line: &Line) -> Markup {
    let speech = desk.visit.speech();
    let session = &line.session;
    let emergency = &shown.declared.emergency;
    let may = desk.person.can(Right::DeclareEmergencies, session.body_id);
    let asks = may && line.is_switched() && is_to_come(session, desk.visit.now);
    let verdict = verdicts.get(&session.id).filter(|_| asks);
    html! {
        @if let Some(Ok(())) = verdict {
            form method="post" action=(format!("{}/sessions/{}/restore", address_of(emergency.id), session.id)) {
                (csrf_field(desk))
                input type="hidden" name=(SEEN) value=(seen_field(session.updated_at));
                button.button-quiet {
                    (speech.t("emergency-hall-again"))
                    span.visually-hidden { ": " (translated(speech.language(), &session.title)) }
                }
            }
        }
        @if let Some(Err(reason)) = verdict {
            p.soft { (speech.t("emergency-stays-title")) ": " (why(speech, *reason)) }
        }
    }
}
