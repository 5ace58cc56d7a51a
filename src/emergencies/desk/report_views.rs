//! The report on the screen and on paper.

use maud::{Markup, html};

use super::one::Shown;
use super::one_views::became;
use super::preview::facts;
use super::{address_of, moment, title_of};
use crate::args;
use crate::database::Instant;
use crate::emergencies::report::{Count, Line, Post, Tally};
use crate::emergencies::told::{NAMED, Told};
use crate::language::Speech;
use crate::web::desk::{
    self, BoxName, Right, Section, SignedIn, csrf_field, table_box, table_head,
};
use crate::web::layout::translated;
use crate::web::signs;

pub(super) fn page(desk: &SignedIn, shown: &Shown, unreached: &[Told]) -> Markup {
    let speech = desk.visit.speech();
    let declared = &shown.declared;
    let here = address_of(declared.emergency.id);
    let title = speech.t("emergency-report");
    let as_of = args! { "datetime" => moment(speech, desk.visit.now.into()) };
    let content = html! {
        h1 { (title) }
        p { a href=(here) { (title_of(speech, declared)) } }
        p { (speech.tf("emergency-report-as-of", &as_of)) }
        (facts(speech, declared))
        (signs::facts(html! {
            dt { (speech.t("emergency-declared-at")) }
            dd { (moment(speech, declared.emergency.declared_at)) ", " (shown.declared_by) }
            @if let Some(ended) = declared.emergency.ended_at {
                dt { (speech.t("emergency-ended-at")) } dd { (moment(speech, ended)) }
            }
        }))
        section aria-labelledby="total-title" {
            h2 id="total-title" { (speech.t("emergency-in-all")) }
            (total(speech, &shown.report.total))
        }
        (by_session(desk, shown))
        (subscribers(speech, shown))
        (not_reached(desk, shown, unreached))
        (exports(desk, &here))
    };
    desk::page(desk, Section::Emergencies, &title, &content)
}

/// A number, and between which instants.
fn count(speech: Speech<'_>, count: Count) -> Markup {
    let at = |at: Instant| moment(speech, at);
    html! {
        (count.number)
        @match (count.first, count.last) {
            // To the minute, as it is written.
            (Some(first), Some(last)) if at(first) != at(last) => {
                br; span.soft { (speech.tf("emergency-between", &args! { "first" => at(first), "last" => at(last) })) }
            }
            (Some(only), _) => { br; span.soft { (at(only)) } }
            _ => {}
        }
    }
}

fn total(speech: Speech<'_>, tally: &Tally) -> Markup {
    signs::facts(html! {
        dt { (speech.t("emergency-count-people")) } dd { (tally.people) }
        dt { (speech.t("emergency-letters-delivered")) } dd { (count(speech, tally.letters.delivered)) }
        dt { (speech.t("emergency-letters-waiting")) } dd { (tally.letters.waiting.number) }
        dt { (speech.t("emergency-letters-failed")) } dd { (count(speech, tally.letters.failed)) }
        dt { (speech.t("emergency-letters-expired")) } dd { (count(speech, tally.letters.expired)) }
        dt { (speech.t("emergency-letters-replaced")) } dd { (tally.letters.replaced.number) }
        dt { (speech.t("emergency-without-email")) } dd { (tally.to_call) }
        dt { (speech.t("emergency-telephoned")) } dd { (count(speech, tally.called())) }
        dt { (speech.t("emergency-count-nothing")) } dd { (tally.without_contact) }
        dt { (speech.t("emergency-not-reached")) } dd { strong { (tally.not_reached()) } }
    })
}

fn by_session(desk: &SignedIn, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let columns = [
        "emergency-session",
        "emergency-became",
        "emergency-count-people",
        "emergency-letters-delivered",
        "emergency-letters-waiting",
        "emergency-letters-failed",
        "emergency-letters-expired",
        "emergency-telephoned",
        "emergency-not-reached",
    ];
    html! {
        section aria-labelledby="sessions-title" {
            h2 id="sessions-title" { (speech.t("emergency-by-session")) }
            @if shown.report.lines.is_empty() {
                (signs::empty(speech.t("emergency-sessions-none")))
            } @else {
                (table_box(BoxName::Heading("sessions-title"), &html! {
                    table {
                        (table_head(speech, &columns))
                        tbody { @for line in &shown.report.lines { (row(speech, line)) } }
                    }
                }))
            }
        }
    }
}

fn row(speech: Speech<'_>, line: &Line) -> Markup {
    let tally = &line.tally;
    html! {
        tr {
            th scope="row" { (named(speech, line)) }
            td { (became(speech, line)) }
            td { (tally.people) }
            td { (count(speech, tally.letters.delivered)) }
            td { (tally.letters.waiting.number) }
            td { (count(speech, tally.letters.failed)) }
            td { (count(speech, tally.letters.expired)) }
            td { (count(speech, tally.called())) }
            td { (tally.not_reached()) }
        }
    }
}

/// Letters to those who subscribed, by session; nothing where there is none.
fn subscribers(speech: Speech<'_>, shown: &Shown) -> Markup {
    let columns = [
        "emergency-session",
        "emergency-letters-delivered",
        "emergency-letters-waiting",
        "emergency-letters-failed",
        "emergency-letters-expired",
        "emergency-letters-replaced",
    ];
    let cells = |post: &Post| {
        html! {
            td { (count(speech, post.delivered)) }
            td { (post.waiting.number) }
            td { (count(speech, post.failed)) }
            td { (count(speech, post.expired)) }
            td { (post.replaced.number) }
        }
    };
    let lines = shown.report.lines.iter();
    let told = lines.filter(|line| !line.tally.subscribers.is_empty());
    let told: Vec<&Line> = told.collect();
    html! {
        @if !told.is_empty() {
            section aria-labelledby="subscribers-title" {
                h2 id="subscribers-title" { (speech.t("emergency-subscribers")) }
                (table_box(BoxName::Heading("subscribers-title"), &html! {
                    table {
                        (table_head(speech, &columns))
                        tbody {
                            @for line in told {
                                tr { th scope="row" { (named(speech, line)) } (cells(&line.tally.subscribers)) }
                            }
                            tr {
                                th scope="row" { (speech.t("emergency-in-all")) }
                                (cells(&shown.report.total.subscribers))
                            }
                        }
                    }
                }))
            }
        }
    }
}

/// A session with its body and its start.
fn named(speech: Speech<'_>, line: &Line) -> Markup {
    let session = &line.session;
    html! {
        (translated(speech.language(), &session.title)) br;
        (translated(speech.language(), &line.body_name)) br;
        (speech.date_time(session.zone.local(session.starts_at.utc())))
    }
}

/// Who was not reached, by name where the person may see names.
fn not_reached(desk: &SignedIn, shown: &Shown, unreached: &[Told]) -> Markup {
    let speech = desk.visit.speech();
    let line_of = |told: &Told| {
        let mut lines = shown.report.lines.iter();
        lines.find(|line| line.session.id == told.applicant.session_id)
    };
    html! {
        @if !unreached.is_empty() {
            section aria-labelledby="unreached-title" {
                h2 id="unreached-title" { (speech.t("emergency-not-reached")) }
                ul {
                    @for told in unreached.iter().take(NAMED) {
                        li {
                            a href=(format!("/desk/applications/{}", told.applicant.id)) {
                                (told.applicant.name().unwrap_or_else(|| told.applicant.number.clone()))
                            }
                            ": " (speech.t(&format!("emergency-how-{}", told.how.word())))
                            @if let Some(phone) = &told.applicant.phone { ", " (phone) }
                            @if let Some(line) = line_of(told) {
                                " – " (translated(speech.language(), &line.session.title))
                            }
                        }
                    }
                }
                @if unreached.len() > NAMED { p { (speech.t("emergency-more-in-table")) } }
            }
        }
    }
}

fn exports(desk: &SignedIn, here: &str) -> Markup {
    let speech = desk.visit.speech();
    let button = |below: &str, key: &str| {
        html! {
            form method="post" action=(format!("{here}/{below}")) {
                (csrf_field(desk))
                button.button-quiet { (speech.t(key)) }
            }
        }
    };
    html! {
        div.actions.no-print {
            (button("report.csv", "emergency-take-out-sessions"))
            @if desk.person.may_somewhere(Right::SeePersons) {
                (button("people.csv", "emergency-take-out-people"))
            }
        }
        p.hint.no-print { (speech.t("emergency-export-noted")) }
    }
}
