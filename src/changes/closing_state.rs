//! What stands closed and by which decision; its notices on three channels; the times of closed parts.

use maud::{Markup, html};

use super::closing_views::Page;
use crate::args;
use crate::database::Instant;
use crate::law::Paragraph;
use crate::law::closing::{Channel, NoticeStanding, notice_standing};
use crate::sessions::closing::record::{Closing, Notice};
use crate::sessions::closing::words;
use crate::web::desk::csrf_field;
use crate::web::form::{TextField, fault_of};

/// The decision that stands, with its notices and the times of closed parts; nothing where all is open.
pub(super) fn standing(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let Some(closing) = &page.case.closing else {
        return html! {};
    };
    let (ground, decision) = words::said(speech, closing);
    let reopen = format!("/desk/sessions/{}/reopen", page.case.session.id);
    html! {
        section.card aria-labelledby="standing-title" {
            h2 id="standing-title" { (speech.t("closing-standing")) }
            dl.facts {
                dt { (speech.t("closing-scope")) }
                dd { (speech.t(if closing.whole { "closing-scope-whole" } else { "closing-scope-items" })) }
                dt { (speech.t("closing-group-grounds")) } dd { (ground) }
                dt { (speech.t("closing-group-decision")) } dd { (decision) }
                @if let Some(vote) = closing.vote() {
                    @let facts = args! { "for" => vote.votes_for, "present" => vote.present };
                    dt { (speech.t("closing-vote")) } dd { (speech.tf("closing-vote-says", &facts)) }
                }
                dt { (speech.t("closing-group-end")) } dd { (words::end(speech, closing)) }
            }
            p { a.button-quiet href=(reopen) { (speech.t("closing-reopen")) } }
        }
        (notices(page, closing))
        (parts(page))
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
        section aria-labelledby="notices-title" {
            h2 id="notices-title" { (speech.t("closing-notices")) }
            p { (speech.tf("closing-notices-until", &args! { "datetime" => until })) }
            p.hint { (speech.tf("basis", &basis)) }
            @for channel in Channel::ALL { (of_channel(page, closing, *channel)) }
        }
    }
}

fn of_channel(page: &Page<'_>, closing: &Closing, channel: Channel) -> Markup {
    let speech = page.speech();
    let case = page.case;
    let notice = case.notices.iter().find(|one| one.channel == channel);
    let standing = standing_of(closing, notice, case.desk.visit.now);
    let word = standing.as_str().replace('_', "-");
    let badge = match standing {
        NoticeStanding::InTime => "badge badge-in-time",
        NoticeStanding::Due => "badge",
        NoticeStanding::Late | NoticeStanding::Overdue => "badge badge-late",
    };
    html! {
        section.card {
            h3 { (speech.t(&format!("closing-channel-{channel}"))) }
            p { span class=(badge) { (speech.t(&format!("closing-notice-{word}"))) } }
            @if let Some(notice) = notice {
                p { (speech.tf("closing-placed-at", &args! { "datetime" => moment(page, notice.placed_at) })) }
                @if let Some(proof) = &notice.proof { p { (speech.t("closing-proof")) ": " (proof) } }
            } @else if channel == Channel::Site {
                p.hint { (speech.t("closing-site-says")) }
            }
            @if channel != Channel::Site { (notice_form(page, channel)) }
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

fn notice_form(page: &Page<'_>, channel: Channel) -> Markup {
    let speech = page.speech();
    let field = |part: &str, kind: &str, label: &str, hint: Option<&str>| {
        let name = format!("{channel}-{part}");
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
    let wrong = ["day", "time", "proof"]
        .iter()
        .any(|part| fault_of(page.faults, &format!("{channel}-{part}")).is_some());
    html! {
        details open[wrong] {
            summary { (speech.t("closing-note-notice")) }
            form method="post" action=(format!("{}/notice", page.case.address())) novalidate {
                (csrf_field(&page.case.desk))
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
    let begun = case.desk.visit.now >= case.session.starts_at.utc();
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
            @if begun {
                form method="post" action=(format!("{}/part", case.address())) {
                    (csrf_field(&case.desk))
                    button.button-quiet name="act" value=(act) { (speech.t(word)) }
                }
            } @else {
                p.hint { (speech.t("closing-not-sitting")) }
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
                        li { (decision) ". " (ground) }
                    }
                }
            }
        }
    }
}
