//! The results of a session at the desk: until when, what is missing, what is published.

use maud::{Markup, html};

use super::Known;
use super::form_views::{self, Form, hidden};
use crate::args;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::results::{PARAGRAPH, owed};
use crate::results::actions::{due_before, may_have_results, possible_none, standing};
use crate::results::record::{Outcome, Reading};
use crate::results::views::parts;
use crate::sessions;
use crate::sessions::deadlines::Counting;
use crate::web::desk::{self, Fields, Right, SignedIn};
use crate::web::form::{fault_of, fault_summary};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};
use crate::web::text_area::TextArea;

const DONE: [&str; 3] = ["result-published", "result-replaced", "result-none-stated"];

/// What the page shows.
pub struct Page<'a> {
    /// Who looks at it.
    pub desk: &'a SignedIn,
    /// Of which session.
    pub known: &'a Known,
    /// What was typed.
    pub typed: &'a Fields,
    /// What is wrong with it.
    pub faults: &'a [FieldFault],
    /// What stands above.
    pub above: Option<Markup>,
}

impl<'a> Page<'a> {
    fn speech(&self) -> Speech<'a> {
        self.desk.visit.speech()
    }
}

/// The content of the page.
pub fn content(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let (known, now) = (page.known, page.desk.visit.now);
    let session = &known.session;
    let may_write = page.desk.person.can(Right::KeepSessions, session.body_id);
    let may_have = may_have_results(session, now).is_ok();
    let standing: Vec<&Outcome> = known.outcomes.iter().filter(|one| one.stands()).collect();
    html! {
        (fault_summary(speech, page.faults))
        h1 { (speech.t("results-title")) }
        @if let Some(above) = &page.above { (above) }
        (desk::done_note(page.desk, &DONE))
        (missing(page, may_have))
        (unanswered(page))
        (clocks(page))
        section.stack aria-labelledby="published-title" {
            h2 id="published-title" { (speech.t("results-published")) }
            @if standing.is_empty() { (signs::empty(speech.t("results-none-yet"))) }
            @for outcome in standing { (one(page, outcome, may_write)) }
        }
        @if may_write && may_have {
            section aria-labelledby="publish-title" {
                h2 id="publish-title" { (speech.t("results-publish-title")) }
                p.hint { (speech.t("results-publish-says")) }
                @if known.has_closed { (signs::notice(Tone::Plain, speech.t("closing-results-desk"))) }
                (form_views::publishing(&Form {
                    desk: page.desk,
                    known,
                    former: None,
                    fields: page.typed,
                    faults: page.faults,
                }))
            }
            (stating_none(page))
        }
    }
}

/// What is owed, or since when nothing is.
fn missing(page: &Page<'_>, may_have: bool) -> Markup {
    let speech = page.speech();
    let session = &page.known.session;
    let owed = owed(&standing(&page.known.outcomes));
    let status = sessions::now::status(session, page.desk.visit.now);
    html! {
        @if !may_have {
            (signs::notice(Tone::Plain, speech.tf("results-refusal-not-held", &args! { "status" => speech.t(&format!("status-{status}")) })))
        } @else if owed.is_empty() && session.several().len() > 1 && session.results_complete_at.is_none() {
            (signs::notice(Tone::Warn, speech.t("results-after-break")))
        } @else if owed.is_empty() {
            @let since = session.results_complete_at.unwrap_or(session.updated_at);
            @let since = speech.date_time(session.zone.local(since.utc()));
            (signs::notice(Tone::Good, speech.tf("results-complete", &args! { "datetime" => since })))
        } @else {
            (signs::titled_notice(Tone::Warn, "owed-title", html! {
                h2 id="owed-title" { (speech.t("results-owed")) }
                ul { @for one in owed { li { (speech.t(&format!("results-owed-{one}"))) } } }
            }))
        }
    }
}

/// That comments wait, when the session's results are at hand: an answer is owed by their publication.
fn unanswered(page: &Page<'_>) -> Markup {
    let (speech, known) = (page.speech(), page.known);
    let inbox = format!("/desk/sessions/{}/comments", known.session.id);
    let may_open = page
        .desk
        .person
        .can(Right::SeeComments, known.session.body_id);
    html! {
        @if known.unanswered > 0 {
            (signs::notice(Tone::Warn, html! {
                (speech.tf("results-unanswered", &args! { "count" => known.unanswered }))
                @if may_open { " " a href=(inbox) { (speech.t("results-unanswered-open")) } }
            }))
        }
    }
}

/// Both clocks: that of the session, and that of a document made today.
fn clocks(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let known = page.known;
    let (session, now) = (&known.session, page.desk.visit.now);
    let until = |instant| speech.until(session.zone.local(instant));
    let basis = |paragraph: Paragraph| {
        speech.tf(
            "basis",
            &args! { "paragraph" => speech.t(&paragraph.key()) },
        )
    };
    if known.bound.exempt {
        return signs::notice(
            Tone::Plain,
            html! { (speech.t("body-exempt")) ". " (speech.t("exempt-no-deadlines")) },
        );
    }
    let counting = Counting::of(&page.desk.visit.app);
    let today = session.zone.local(now).date();
    let facts = (session, &known.clocks, known.bound);
    let of_today = due_before(&counting, facts, today, true).ok();
    html! {
        section.card aria-labelledby="clocks-title" {
            h2 id="clocks-title" { (speech.t("label-deadlines")) }
            (signs::facts(html! {
                dt { (speech.t("clock-results-label")) }
                dd {
                    (until(known.clocks.results_before.utc()))
                    p.hint { (basis(PARAGRAPH)) }
                }
                dt { (speech.t("clock-results-target-label")) }
                dd { (until(known.clocks.results_target_before.utc())) }
                @if let Some(before) = of_today {
                    dt { (speech.t("results-clock-document")) }
                    dd {
                        (until(before))
                        p.hint { (basis(Paragraph::Standard8_5)) }
                    }
                }
            }))
            p.hint { (speech.t("results-clock-earlier")) }
        }
    }
}

fn one(page: &Page<'_>, outcome: &Outcome, may_write: bool) -> Markup {
    let speech = page.speech();
    let (session, beside) = (&page.known.session, &page.known.beside);
    let id = format!("result-{}", outcome.id);
    html! {
        section.card aria-labelledby=(id) {
            @if outcome.stated_none {
                h3 id=(id) { (parts::none(speech, outcome.kind)) }
            } @else {
                h3 id=(id) {
                    (parts::kind(speech, outcome.kind))
                    @if let Some(title) = &outcome.title { ": " (translated(speech.language(), title)) }
                }
            }
            (parts::matter(speech, outcome, &page.known.agenda))
            (parts::facts(speech, session, outcome))
            (parts::withheld(speech, outcome))
            (parts::files(speech, outcome, beside))
            @if !outcome.stated_none {
                @let missing = beside.missing_of(outcome).unwrap_or_default();
                @for language in missing {
                    (signs::notice(Tone::Warn, speech.t(&format!("results-add-{}", language.code()))))
                }
                @for shown in beside.files_of(outcome) {
                    @if !matches!(shown.reading, Reading::Done) {
                        p.hint { (shown.file.name) ": " (speech.t(&format!("results-desk-reading-{}", shown.reading))) }
                    }
                }
            }
            (parts::digests(speech, outcome, beside))
            (parts::formers(&page.desk.visit, session, outcome, &page.known.outcomes))
            @if !outcome.stated_none {
                p.actions {
                    a.button-quiet href=(parts::address(speech, outcome)) { (speech.t("editor-public-page")) }
                    @if may_write {
                        a.button-quiet href=(format!("/desk/results/{}/replace", outcome.id)) {
                            (speech.t("results-replace"))
                        }
                    }
                }
            }
        }
    }
}

/// One button a kind.
fn stating_none(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let known = page.known;
    let kinds = possible_none(&known.outcomes);
    let reason = "none_late_reason";
    let over = page.desk.visit.now >= known.clocks.results_before.utc();
    let is_late = (over && !known.bound.exempt) || fault_of(page.faults, reason).is_some();
    html! {
        @if !kinds.is_empty() {
            section aria-labelledby="none-title" {
                h2 id="none-title" { (speech.t("results-none-title")) }
                p.hint { (speech.t("results-none-says")) }
                form.stack method="post" action=(format!("{}/none", super::address(known.session.id))) novalidate {
                    (hidden(page.desk, known, page.typed))
                    @if is_late {
                        (TextArea {
                            name: reason,
                            label: super::form::label(speech, reason),
                            hint: Some(speech.t("results-hint-late-reason")),
                            value: page.typed.raw(reason),
                            rows: 2,
                            language: None,
                            optional: false,
                            focus: false,
                        }.show(speech, page.faults))
                    }
                    div.actions {
                        @for kind in kinds {
                            button.button-quiet name="kind" value=(kind) { (parts::none(speech, kind)) }
                        }
                    }
                }
            }
        }
    }
}
