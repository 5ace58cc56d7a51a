//! What is shown of a result wherever it stands.

use maud::{Markup, html};

use crate::args;
use crate::database::{Instant, Zone};
use crate::language::Speech;
use crate::law::results::ResultKind;
use crate::results::record::Outcome;
use crate::sessions::record::Session;
use crate::sessions::views::files::described;
use crate::web::Visit;

/// What it is, in a word.
pub fn kind(speech: Speech<'_>, kind: ResultKind) -> String {
    speech.t(&format!("result-kind-{kind}"))
}

/// That there is none of a kind, as a sentence.
pub fn none(speech: Speech<'_>, kind: ResultKind) -> String {
    speech.t(&format!("result-none-{kind}"))
}

/// The page of a result.
pub fn address(speech: Speech<'_>, outcome: &Outcome) -> String {
    let language = speech.language().code();
    format!(
        "/{language}/sessions/{}/results/{}",
        outcome.session_id, outcome.id
    )
}

/// Number, signer, dates.
pub fn facts(speech: Speech<'_>, session: &Session, outcome: &Outcome) -> Markup {
    html! {
        dl.facts {
            @if let Some(number) = &outcome.number { dt { (speech.t("results-field-number")) } dd { (number) } }
            @if let Some(signer) = &outcome.signer { dt { (speech.t("results-field-signer")) } dd { (signer) } }
            @if let Some(made) = outcome.created_on {
                dt { (speech.t("results-made-on")) } dd { (speech.date(made)) }
            }
            dt { (speech.t("results-published-at")) } dd { (moment(speech, session.zone, outcome.published_at)) }
        }
        (lateness(speech, session, outcome))
    }
}

fn moment(speech: Speech<'_>, zone: Zone, at: Instant) -> Markup {
    html! { time datetime=(zone.rfc3339(at.utc())) { (speech.date_time(zone.local(at.utc()))) } }
}

/// That it is late, and why.
pub fn lateness(speech: Speech<'_>, session: &Session, outcome: &Outcome) -> Markup {
    let until = speech.until(session.zone.local(outcome.due_before.utc()));
    html! {
        @if !outcome.in_time {
            p.notice.notice-warn {
                (speech.tf("results-late", &args! { "datetime" => until }))
                @if let Some(reason) = &outcome.late_reason {
                    " " (speech.tf("results-late-reason", &args! { "reason" => reason.trim_end_matches('.') }))
                }
            }
        }
    }
}

/// Its file, with type and size.
pub fn file(speech: Speech<'_>, outcome: &Outcome) -> Markup {
    html! {
        @if let Some(file) = outcome.file() {
            p {
                a href=(format!("/results/{}/file", outcome.id)) download { (file.name) }
                " " span.hint { "(" (described(speech, file.media_type, file.bytes)) ")" }
            }
        }
    }
}

/// By what it can be shown that nothing was changed afterwards.
pub fn digests(speech: Speech<'_>, outcome: &Outcome) -> Markup {
    html! {
        @if let Some(digest) = &outcome.file_sha256 {
            p.hint.digest { (speech.t("results-digest-file")) ": " code { (digest) } }
        }
        @if let Some(digest) = &outcome.text_sha256 {
            p.hint.digest {
                a href=(format!("/results/{}/text.json", outcome.id)) { (speech.t("results-digest-text")) } ": "
                code { (digest) }
            }
        }
    }
}

/// What it replaced, the last first.
pub fn formers(visit: &Visit, session: &Session, outcome: &Outcome, all: &[Outcome]) -> Markup {
    let speech = visit.speech();
    let formers = formers_of(outcome, all);
    html! {
        @if !formers.is_empty() {
            p.hint { (speech.t("results-formers")) }
            ul.plain-links {
                @for former in formers {
                    @let at = session.zone.local(former.published_at.utc());
                    li {
                        @if former.stated_none {
                            (none(speech, former.kind)) " (" (speech.date_time(at)) ")"
                        } @else {
                            a href=(address(speech, former)) {
                                (speech.tf("results-former", &args! { "datetime" => speech.date_time(at) }))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One after another what stood before it.
fn formers_of<'a>(outcome: &Outcome, all: &'a [Outcome]) -> Vec<&'a Outcome> {
    let mut found = Vec::new();
    let mut of = outcome.id;
    while let Some(former) = all.iter().find(|one| one.replaced_by == Some(of)) {
        found.push(former);
        of = former.id;
    }
    found
}
