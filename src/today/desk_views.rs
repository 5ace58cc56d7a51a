//! Today's page.

use maud::{Markup, html};

use super::due::{Due, Urgency};
use super::reading::Today;
use crate::args;
use crate::language::Speech;
use crate::sessions::clock_words::citation;
use crate::sessions::record::Session;
use crate::sessions::store::MOST_DUE;
use crate::web::desk::{self, Right, Section, SignedIn};
use crate::web::layout::translated;
use crate::web::signs;

/// The page.
pub(super) fn today(desk: &SignedIn, today: &Today) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("desk-today");
    let content = html! {
        h1 { (title) }
        @if desk.person.may_somewhere(Right::SeeSessions) {
            (counts(desk, today))
            @if today.due.is_empty() { (signs::empty(speech.t("today-nothing-due"))) }
            (of_emergency(desk, today))
            @for urgency in Urgency::ALL { (group(desk, today, *urgency)) }
        }
        @if !desk.person.standings.is_empty() { (sitting(desk, today)) }
        (announced_late(desk, today))
        @if desk.person.standings.is_empty() {
            p { (speech.t("today-no-role")) }
        } @else if !desk.person.may_somewhere(Right::SeeSessions) && !desk.person.may_somewhere(Right::KeepDoor) {
            p { (speech.t("today-keeper")) }
        }
    };
    desk::page(desk, Section::Today, &title, &content)
}

fn counts(desk: &SignedIn, today: &Today) -> Markup {
    let speech = desk.visit.speech();
    let (drafts, coming) = today.counts;
    let of = |urgency| today.count(urgency, desk.visit.now);
    signs::counts(html! {
        (signs::count(speech.t("today-late"), of(Urgency::Late), of(Urgency::Late) > 0))
        (signs::count(speech.t("today-today"), of(Urgency::Today), false))
        (signs::count(speech.t("today-soon"), of(Urgency::Soon), false))
        (signs::count(speech.t("today-drafts"), counted(drafts), false))
        (signs::count(speech.t("today-coming"), counted(coming), false))
    })
}

/// Whoever reads for all bodies is shown no more than the next of them.
fn counted(number: usize) -> String {
    if i64::try_from(number).is_ok_and(|number| number >= MOST_DUE) {
        format!("{MOST_DUE}+")
    } else {
        number.to_string()
    }
}

fn group(desk: &SignedIn, today: &Today, urgency: Urgency) -> Markup {
    let speech = desk.visit.speech();
    let due: Vec<&Due> = today
        .due
        .iter()
        .filter(|one| !one.task.is_of_emergency() && one.urgency(desk.visit.now) == urgency)
        .collect();
    html! {
        @if !due.is_empty() {
            section.due-group {
                h2 { (speech.t(&format!("today-{urgency}"))) }
                ol.due-list {
                    @for one in due { li class=(format!("due due-{urgency}")) { (line(desk, today, one)) } }
                }
            }
        }
    }
}

/// What an emergency leaves to do stands above all else.
fn of_emergency(desk: &SignedIn, today: &Today) -> Markup {
    let speech = desk.visit.speech();
    let due: Vec<&Due> = today
        .due
        .iter()
        .filter(|one| one.task.is_of_emergency())
        .collect();
    html! {
        @if !due.is_empty() {
            section.due-group {
                h2 { (speech.t("today-urgent")) }
                ol.due-list { @for one in due { li.due.due-late { (line(desk, today, one)) } } }
            }
        }
    }
}

/// One thing: what, about which session, until when, by which paragraph.
fn line(desk: &SignedIn, today: &Today, due: &Due) -> Markup {
    let speech = desk.visit.speech();
    let (word, count) = due.task.word();
    let what = speech.tf(&format!("today-task-{word}"), &args! { "count" => count });
    let may_open = desk.person.can(due.task.right(), due.session.body_id);
    let address = due.task.address(due.session.id, may_open);
    let until = speech.until(due.session.zone.local(due.before));
    html! {
        p.due-what { a href=(address) { (what) } }
        p.due-session { (session_line(speech, today, &due.session)) }
        p.due-until {
            (speech.tf("today-until", &args! { "datetime" => until }))
            @if let Some(aim) = due.aim {
                " · "
                (speech.tf("today-aim", &args! { "datetime" => speech.until(due.session.zone.local(aim)) }))
            }
            " · "
            span.paragraph title=(speech.t(&format!("{}-says", due.task.paragraph().key()))) {
                (citation(speech, due.task.paragraph()))
            }
        }
    }
}

fn session_line(speech: Speech<'_>, today: &Today, session: &Session) -> Markup {
    let name = today.names.on(session.body_id, session.local_date);
    html! {
        (translated(speech.language(), &session.title)) ", "
        (speech.date_time(session.zone.local(session.starts_at.utc())))
        @if !name.kk.is_empty() { " · " (translated(speech.language(), &name)) }
    }
}

fn sitting(desk: &SignedIn, today: &Today) -> Markup {
    let speech = desk.visit.speech();
    html! {
        section {
            h2 { (speech.t("today-sitting")) }
            @if today.sitting.is_empty() { p { (speech.t("today-nobody-sits")) } }
            ul.sitting {
                @for session in &today.sitting {
                    li.due {
                        (session_line(speech, today, session))
                        @if desk.person.can(Right::KeepDoor, session.body_id) {
                            " " a href=(format!("/desk/sessions/{}/door", session.id)) {
                                (speech.t("desk-session-door"))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn announced_late(desk: &SignedIn, today: &Today) -> Markup {
    let speech = desk.visit.speech();
    let seen: Vec<&Session> = today
        .announced_late
        .iter()
        .filter(|session| desk.person.can(Right::SeeSessions, session.body_id))
        .collect();
    html! {
        @if !seen.is_empty() {
            section {
                h2 { (speech.t("today-announced-late")) }
                ul.due-list {
                    @for session in seen {
                        li.due {
                            p.due-what {
                                a href=(format!("/desk/sessions/{}", session.id)) {
                                    (translated(speech.language(), &session.title))
                                }
                            }
                            p.due-session { (session_line(speech, today, session)) }
                            p {
                                @match &session.late_reason {
                                    Some(reason) => {
                                        (speech.tf("today-late-because", &args! { "reason" => reason.as_str() }))
                                    }
                                    None => { (speech.t("today-late-without-reason")) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
