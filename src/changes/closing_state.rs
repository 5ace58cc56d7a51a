//! What stands closed and by which decisions; its notices on three channels; the times of closed parts.

use maud::{Markup, html};

use super::closing_views::Page;
use crate::args;
use crate::database::{Id, Instant};
use crate::law::Paragraph;
use crate::law::closing::{Channel, NoticeStanding, notice_standing};
use crate::law::session_course::SessionStatus;
use crate::sessions::closing::record::{Closing, Notice};
use crate::sessions::closing::words;
use crate::sessions::desk::closing_form::label_of;
use crate::sessions::desk::{closing_vote_form, too_late};
use crate::sessions::now as present;
use crate::web::desk::csrf_field;
use crate::web::form::{TextField, fault_of};
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// The decisions that stand, each with its notices, and the times of closed parts; nothing where all is open.
pub(super) fn standing(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let case = page.case;
    let reopen = format!("/desk/sessions/{}/reopen", case.session.id);
    html! {
        @if !case.standing.is_empty() {
            @for closing in &case.standing { (of_decision(page, closing)) }
            @if case.may_reopen() {
                p { a.button-quiet href=(reopen) { (speech.t("closing-reopen")) } }
            } @else {
                p.hint { (speech.t(too_late(case.status()))) }
            }
            (parts(page))
        }
    }
}

fn of_decision(page: &Page<'_>, closing: &Closing) -> Markup {
    let speech = page.speech();
    let case = page.case;
    let (ground, decision) = words::said(speech, closing);
    let items = closing.closes(&case.details.agenda, &case.standing);
    let numbers: Vec<&str> = items.iter().map(|item| item.number.as_str()).collect();
    let scope = if closing.whole {
        speech.t("closing-scope-whole")
    } else {
        let scope = speech.t("closing-scope-items");
        format!("{scope}: № {}", numbers.join(", "))
    };
    let title = format!("standing-{}", closing.id);
    let correct = format!("{}?decision={}#form", case.address(), closing.id);
    html! {
        section.card aria-labelledby=(title) {
            h2 id=(title) {
                (speech.t(if closing.waits_for_its_vote() { "closing-to-vote" } else { "closing-standing" }))
                @if case.standing.len() > 1 { ". " (scope) }
            }
            (signs::facts(html! {
                dt { (speech.t("closing-scope")) }
                dd { (scope) }
                dt { (speech.t("closing-group-grounds")) } dd { (ground) }
                dt { (speech.t("closing-group-decision")) } dd { (decision) }
                @if let Some(vote) = closing.vote() {
                    @let facts = args! { "for" => vote.votes_for, "present" => vote.present };
                    dt { (speech.t("closing-vote")) } dd { (speech.tf("closing-vote-says", &facts)) }
                }
                dt { (speech.t("closing-group-end")) } dd { (words::end(speech, closing)) }
                @if let Some(why) = closing.why_not_part.as_deref() {
                    dt { (label_of(speech, "why_not_part")) } dd { (translated(speech.language(), why)) }
                }
            }))
            @if closing.waits_for_its_vote() {
                (signs::notice(Tone::Plain, speech.t("closing-vote-due")))
                (vote_form(page, closing))
            } @else if case.may_vote(closing) {
                details open[has_faults_of(page, closing)] {
                    summary { (speech.t("closing-correct-vote")) }
                    (vote_form(page, closing))
                }
            }
            @if case.may_correct(closing) {
                p { a href=(correct) { (speech.t("closing-correct")) } }
            }
            (notices(page, closing))
        }
    }
}

/// Whether something is wrong in a form of this decision.
fn has_faults_of(page: &Page<'_>, closing: &Closing) -> bool {
    let own = closing.id.to_string();
    page.faults
        .iter()
        .any(|fault| fault.field.starts_with(&own))
}

/// The form of the vote that a decision waits for, or was taken by.
fn vote_form(page: &Page<'_>, closing: &Closing) -> Markup {
    let speech = page.speech();
    html! {
        form method="post" action=(format!("{}/vote", page.case.address())) novalidate {
            (csrf_field(&page.case.desk))
            input type="hidden" name="closing" value=(closing.id);
            (closing_vote_form::show(speech, closing, page.fields, page.faults))
            p.actions { button { (speech.t("closing-enter-vote")) } }
        }
    }
}

fn moment(page: &Page<'_>, at: Instant) -> String {
    let zone = page.case.session.zone;
    page.speech().date_time(zone.local(at.utc()))
}

fn notices(page: &Page<'_>, closing: &Closing) -> Markup {
    let speech = page.speech();
    let zone = page.case.session.zone;
    let until = speech.until(zone.local(closing.notice_before.utc()));
    let basis = args! { "paragraph" => speech.t(&Paragraph::Access13_2.key()) };
    html! {
        div {
            h3 { (speech.t("closing-notices")) }
            p { (speech.tf("closing-notices-until", &args! { "datetime" => until })) }
            p.hint { (speech.tf("basis", &basis)) }
            @for channel in Channel::ALL { (of_channel(page, closing, *channel)) }
        }
    }
}

fn of_channel(page: &Page<'_>, closing: &Closing, channel: Channel) -> Markup {
    let speech = page.speech();
    let case = page.case;
    let mut of_decision = case
        .notices
        .iter()
        .filter(|one| one.closing_id == closing.id);
    let notice = of_decision.find(|one| one.channel == channel);
    let standing = standing_of(closing, notice, case.desk.visit.now);
    let word = standing.as_str().replace('_', "-");
    let tone = match standing {
        NoticeStanding::InTime => Tone::Good,
        NoticeStanding::Due => Tone::Plain,
        NoticeStanding::Late | NoticeStanding::Overdue => Tone::Bad,
    };
    html! {
        section {
            h4 { (speech.t(&format!("closing-channel-{channel}"))) }
            p { (signs::badge(tone, speech.t(&format!("closing-notice-{word}")))) }
            @if let Some(notice) = notice {
                p { (speech.tf("closing-placed-at", &args! { "datetime" => moment(page, notice.placed_at) })) }
                @if let Some(proof) = &notice.proof { p { (speech.t("closing-proof")) ": " (proof) } }
            } @else if channel == Channel::Site {
                p.hint { (speech.t("closing-site-says")) }
            }
            @if channel != Channel::Site { (notice_form(page, closing, channel)) }
        }
    }
}

/// What was noted when it was placed stays so, whatever the calendar says since.
fn standing_of(
    closing: &Closing,
    notice: Option<&Notice>,
    now: chrono::DateTime<chrono::Utc>,
) -> NoticeStanding {
    match notice {
        Some(notice) if notice.in_time => NoticeStanding::InTime,
        Some(_) => NoticeStanding::Late,
        None => notice_standing(closing.notice_before.utc(), None, now),
    }
}

/// What a field of such a form is called: there is one for each channel of each decision.
pub(super) fn notice_field(closing: Id, channel: Channel, part: &str) -> String {
    format!("{closing}-{channel}-{part}")
}

fn notice_form(page: &Page<'_>, closing: &Closing, channel: Channel) -> Markup {
    let speech = page.speech();
    let field = |part: &str, kind: &str, label: &str, hint: Option<&str>| {
        let name = notice_field(closing.id, channel, part);
        TextField {
            name: &name,
            label: speech.t(label),
            hint: hint.map(|key| speech.t(key)),
            value: page.fields.raw(&name),
            kind,
            autocomplete: "off",
            inputmode: None,
            optional: false,
        }
        .show(speech, page.faults)
    };
    // A form in which something was typed, or is wrong, stands open.
    let open = ["day", "time", "proof"].iter().any(|part| {
        let name = notice_field(closing.id, channel, part);
        fault_of(page.faults, &name).is_some() || page.fields.given(&name).is_some()
    });
    html! {
        details open[open] {
            summary { (speech.t("closing-note-notice")) }
            form method="post" action=(format!("{}/notice", page.case.address())) novalidate {
                (csrf_field(&page.case.desk))
                input type="hidden" name="closing" value=(closing.id);
                input type="hidden" name="channel" value=(channel);
                div.side-by-side {
                    (field("day", "date", "closing-placed-day", None))
                    (field("time", "time", "closing-placed-time", None))
                }
                (field("proof", "text", "closing-proof", Some("closing-hint-proof")))
                p.actions { button { (speech.t("editor-save")) } }
            }
        }
    }
}

/// When people were asked out and back in; a button while the session sits.
fn parts(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let case = page.case;
    let under_way = case.parts.iter().any(|part| part.ended_at.is_none());
    let sits = present::sits(&case.session, case.desk.visit.now);
    let over = matches!(
        case.status(),
        SessionStatus::Held | SessionStatus::Cancelled
    );
    let (act, word) = if under_way {
        ("end", "closing-part-end")
    } else {
        ("begin", "closing-part-begin")
    };
    html! {
        section aria-labelledby="parts-title" {
            h2 id="parts-title" { (speech.t("closing-parts")) }
            p { (speech.t("closing-parts-say")) }
            @if !case.parts.is_empty() {
                ul {
                    @for part in &case.parts {
                        li {
                            (moment(page, part.began_at)) " – "
                            @if let Some(ended) = part.ended_at { (moment(page, ended)) }
                            @else { (speech.t("closing-part-under-way")) }
                        }
                    }
                }
            }
            @if sits || under_way {
                form method="post" action=(format!("{}/part", case.address())) {
                    (csrf_field(&case.desk))
                    button.button-quiet type="submit" name="act" value=(act) { (speech.t(word)) }
                }
            } @else if over {
                p.hint { (speech.t("closing-over")) }
            } @else {
                p.hint { (speech.t("closing-not-sitting")) }
            }
        }
    }
}

/// The notices of a decision, one by one.
fn placed(page: &Page<'_>, closing: &Closing) -> Markup {
    let speech = page.speech();
    let notices = page.case.notices.iter();
    let mut notices = notices
        .filter(|one| one.closing_id == closing.id)
        .peekable();
    html! {
        @if notices.peek().is_some() {
            ul {
                @for notice in notices {
                    @let standing = standing_of(closing, Some(notice), page.case.desk.visit.now);
                    @let word = standing.as_str().replace('_', "-");
                    li {
                        (speech.t(&format!("closing-channel-{}", notice.channel))) ". "
                        (speech.tf("closing-placed-at", &args! { "datetime" => moment(page, notice.placed_at) })) ". "
                        (speech.t(&format!("closing-notice-{word}")))
                        @if let Some(proof) = &notice.proof { ". " (speech.t("closing-proof")) ": " (proof) }
                    }
                }
            }
        }
    }
}

/// Decisions that stand no more.
pub(super) fn former(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    html! {
        @if !page.case.former.is_empty() {
            section aria-labelledby="former-title" {
                h2 id="former-title" { (speech.t("closing-former")) }
                ul {
                    @for closing in &page.case.former {
                        @let (ground, decision) = words::said(speech, closing);
                        li {
                            (decision) ". " (ground)
                            (placed(page, closing))
                        }
                    }
                }
            }
        }
    }
}
