//! What is shown of a result wherever it stands.

use maud::{Markup, html};

use crate::args;
use crate::database::{Instant, Zone};
use crate::language::{Language, Speech};
use crate::law::closing::Ground;
use crate::law::results::ResultKind;
use crate::results::record::{Beside, Outcome, Reading, Shown};
use crate::sessions::record::{AgendaItem, Session};
use crate::sessions::views::files::described;
use crate::web::Visit;
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

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
        (signs::facts(html! {
            @if let Some(number) = &outcome.number { dt { (speech.t("results-field-number")) } dd { (number) } }
            @if let Some(signer) = &outcome.signer { dt { (speech.t("results-field-signer")) } dd { (signer) } }
            @if let Some(made) = outcome.created_on {
                dt { (speech.t("results-made-on")) } dd { (speech.date(made)) }
            }
            dt { (speech.t("results-published-at")) } dd { (moment(speech, session.zone, outcome.published_at)) }
        }))
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
            (signs::notice(Tone::Warn, html! {
                (speech.tf("results-late", &args! { "datetime" => until }))
                @if let Some(reason) = &outcome.late_reason {
                    " " (speech.tf("results-late-reason", &args! { "reason" => reason.trim_end_matches('.') }))
                }
            }))
        }
    }
}

/// Its files, each with its language, type and size, and whether anybody finds it by its words.
pub fn files(speech: Speech<'_>, outcome: &Outcome, beside: &Beside) -> Markup {
    let files = beside.files_of(outcome);
    html! {
        @if !files.is_empty() {
            ul.plain-links {
                @for shown in &files {
                    li {
                        a href=(file_address(outcome, shown)) download { (shown.file.name) }
                        " " span.hint {
                            "(" (described(speech, shown.file.media_type, shown.file.bytes))
                            @if let Some(language) = shown.language {
                                ", " (speech.t(&format!("language-{}", language.code())))
                            }
                            ")"
                        }
                        @if matches!(shown.reading, Reading::Scan | Reading::Encrypted | Reading::Broken) {
                            p.hint { (speech.t(&format!("results-reading-{}", shown.reading))) }
                        }
                    }
                }
            }
        }
    }
}

fn file_address(outcome: &Outcome, shown: &Shown<'_>) -> String {
    let address = format!("/results/{}/file", outcome.id);
    match shown.language.filter(|_| shown.further) {
        Some(language) => format!("{address}/{}", language.code()),
        None => address,
    }
}

/// By what it can be shown that nothing was changed afterwards.
pub fn digests(speech: Speech<'_>, outcome: &Outcome, beside: &Beside) -> Markup {
    html! {
        @for shown in beside.files_of(outcome) {
            p.hint.digest {
                (speech.t("results-digest-file"))
                @if let Some(language) = shown.language {
                    " (" (speech.t(&format!("language-{}", language.code()))) ")"
                }
                ": " code { (shown.file.sha256) }
            }
        }
        @if let Some(digest) = &outcome.text_sha256 {
            p.hint.digest {
                a href=(format!("/results/{}/text.json", outcome.id)) { (speech.t("results-digest-text")) } ": "
                code { (digest) }
            }
        }
    }
}

/// In which of the two languages it is not there (2023 Standard 8.4).
pub fn missing(speech: Speech<'_>, missing: &[Language]) -> Markup {
    html! {
        @for language in missing {
            (signs::notice(Tone::Plain, speech.t(&format!("results-missing-{}", language.code()))))
        }
    }
}

/// On what ground a part is left out, in a word.
pub fn ground(speech: Speech<'_>, ground: Ground) -> String {
    speech.t(&format!(
        "closing-ground-{}",
        ground.as_str().replace('_', "-")
    ))
}

/// That a part of it is left out: on what ground, and which.
pub fn withheld(speech: Speech<'_>, outcome: &Outcome) -> Markup {
    html! {
        @if let (Some(of), Some(says)) = (outcome.withheld_ground, &outcome.withheld) {
            (signs::notice(Tone::Warn, html! {
                p { (speech.tf("results-withheld", &args! { "ground" => ground(speech, of) })) }
                p { (translated(speech.language(), says)) }
                p.hint {
                    (speech.tf("basis", &args! { "paragraph" => speech.t(&of.paragraph().key()) }))
                }
            }))
        }
    }
}

/// Of which matter it is.
pub fn matter(speech: Speech<'_>, outcome: &Outcome, agenda: &[AgendaItem]) -> Markup {
    let item = agenda
        .iter()
        .find(|item| outcome.agenda_item_id == Some(item.id));
    html! {
        @if let Some(item) = item {
            p { (speech.t("results-of-item")) ": " (item.number) " " (translated(speech.language(), &item.title)) }
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
