//! The history of an announcement, field by field; what was and what is are told apart by words, not by colour.

use maud::{Markup, html};

use super::announcement;
use crate::args;
use crate::language::{Language, Speech};
use crate::sessions::card::SessionCard;
use crate::sessions::history::{Change, Known, MatterChange, Row, between};
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};
use crate::web::signs::{self, Tone};

/// The page at `/{l}/sessions/{id}/history`.
#[must_use]
pub fn page(visit: &Visit, card: &SessionCard, versions: &[Known]) -> Markup {
    let speech = visit.speech();
    let heading = speech.t("history-title");
    let befores = [None].into_iter().chain(versions.iter().map(Some));
    let mut steps: Vec<(&Known, Option<&Known>)> = versions.iter().zip(befores).collect();
    steps.reverse();
    let from_the_first = versions
        .first()
        .is_some_and(|known| known.version.revision == 1);
    let content = html! {
        article.flow {
            (head(visit, card, &heading))
            @if versions.is_empty() {
                (signs::notice(Tone::Plain, speech.t("history-none")))
            }
            @for (known, before) in steps { (step(visit, card, known, before)) }
            @if !versions.is_empty() && !from_the_first { (signs::notice(Tone::Plain, speech.t("history-earlier-none"))) }
            @if !versions.is_empty() { p.hint { (speech.t("history-digest-says")) } }
        }
    };
    layout::page(
        visit,
        &Head::public(
            title(visit, card, &heading),
            format!("{heading}. {}", announcement::description(visit, card)),
        ),
        &content,
    )
}

fn title(visit: &Visit, card: &SessionCard, heading: &str) -> String {
    let (title, _) = card.session.title.in_language(visit.language);
    format!("{heading}: {title}")
}

fn head(visit: &Visit, card: &SessionCard, heading: &str) -> Markup {
    html! {
        header.announcement-head {
            p.kicker {
                a href=(format!("/{}/sessions/{}", visit.language.code(), card.session.id)) {
                    (translated(visit.language, &card.session.title))
                }
            }
            h1 { (heading) }
        }
    }
}

fn step(visit: &Visit, card: &SessionCard, known: &Known, before: Option<&Known>) -> Markup {
    let speech = visit.speech();
    let version = &known.version;
    let id = format!("version-{}", version.revision);
    let address = format!(
        "/{}/sessions/{}/history/{}",
        visit.language.code(),
        card.session.id,
        version.revision
    );
    html! {
        section.card.version aria-labelledby=(id) {
            h2 id=(id) {
                (speech.tf("history-version", &args! { "n" => version.revision })) ": " (act(speech, &version.act))
            }
            p.soft { (stamp(visit, card, known)) }
            @if let Some(note) = &known.snapshot.note { p { (translated(visit.language, note)) } }
            @if let Some(before) = before { (changes(visit, before, known)) }
            p { a href=(address) { (speech.tf("history-read", &args! { "n" => version.revision })) } }
            (digest(known))
        }
    }
}

/// What was done, in words.
fn act(speech: Speech<'_>, act: &str) -> String {
    speech.t(&format!("history-act-{}", act.replace('_', "-")))
}

fn stamp(visit: &Visit, card: &SessionCard, known: &Known) -> Markup {
    let zone = card.session.zone;
    let at = known.version.at.utc();
    html! {
        time datetime=(zone.rfc3339(at)) { (visit.speech().date_time_with_weekday(zone.local(at))) }
        ", " (visit.speech().zone_label(zone.0, at))
    }
}

fn digest(known: &Known) -> Markup {
    html! { p.hint.digest { "SHA-256: " code { (known.version.digest) } } }
}

fn changes(visit: &Visit, before: &Known, after: &Known) -> Markup {
    let speech = visit.speech();
    let changes = between(speech, &before.snapshot, &after.snapshot);
    html! {
        @if !changes.fields.is_empty() {
            dl.changes { @for change in &changes.fields { (field(visit, change)) } }
        }
        @if changes.reordered { p { (speech.t("history-reordered")) } }
        @if !changes.matters.is_empty() {
            h3 { (speech.t("label-agenda")) }
            ul.matter-changes { @for matter in &changes.matters { (of_matter(visit, matter)) } }
        }
    }
}

fn field(visit: &Visit, change: &Change) -> Markup {
    let speech = visit.speech();
    html! {
        dt { (change.after.label) }
        dd {
            (speech.t("history-before")) ": " del { (said(visit, &change.before)) } br;
            (speech.t("history-after")) ": " ins { (said(visit, &change.after)) }
        }
    }
}

/// The text in its own language, or that nothing was said.
fn said(visit: &Visit, row: &Row) -> Markup {
    let language = row.language.filter(|language| *language != visit.language);
    html! {
        @if row.text.is_empty() {
            (visit.speech().t("history-nothing"))
        } @else {
            span lang=[language.map(Language::code)] { (row.text) }
        }
    }
}

fn of_matter(visit: &Visit, change: &MatterChange<'_>) -> Markup {
    let speech = visit.speech();
    let matter = match change {
        MatterChange::Added(item)
        | MatterChange::Removed(item)
        | MatterChange::Changed(item, _) => item,
    };
    let (text, language) = matter.named(visit.language);
    let name =
        html! { span lang=[(language != visit.language).then_some(language.code())] { (text) } };
    html! {
        li {
            @match change {
                MatterChange::Added(_) => { (speech.t("history-matter-added")) ": " ins { (name) } }
                MatterChange::Removed(_) => { (speech.t("history-matter-removed")) ": " del { (name) } }
                MatterChange::Changed(_, changes) => {
                    (speech.t("history-matter-changed")) ": " (name)
                    dl.changes { @for change in changes { (field(visit, change)) } }
                }
            }
        }
    }
}

/// The page at `/{l}/sessions/{id}/history/{revision}`: the version as it stood.
#[must_use]
pub fn version_page(visit: &Visit, card: &SessionCard, known: &Known) -> Markup {
    let speech = visit.speech();
    let n = args! { "n" => known.version.revision };
    let heading = speech.tf("history-version", &n);
    let current = card.session.revision == known.version.revision;
    let history = format!(
        "/{}/sessions/{}/history",
        visit.language.code(),
        card.session.id
    );
    let content = html! {
        article.flow {
            (head(visit, card, &heading))
            p { (act(speech, &known.version.act)) ", " (stamp(visit, card, known)) }
            @if !current { (signs::notice(Tone::Warn, speech.t("history-old"))) }
            @if let Some(note) = &known.snapshot.note { p { (translated(visit.language, note)) } }
            (rows(visit, &known.snapshot.rows(speech)))
            h2 { (speech.t("label-agenda")) }
            @for matter in &known.snapshot.agenda { (rows(visit, &matter.rows(speech))) }
            (digest(known))
            @if known.left_out {
                (signs::notice(Tone::Plain, speech.t("closing-history-left-out")))
            } @else {
                details {
                    summary { (speech.t("history-text")) }
                    pre.snapshot tabindex="0" { (known.version.snapshot) }
                }
            }
            p { a href=(history) { (speech.t("history-title")) } }
        }
    };
    layout::page(visit, &Head::titled(title(visit, card, &heading)), &content)
}

/// What was said; what was left empty is left out.
fn rows(visit: &Visit, rows: &[Row]) -> Markup {
    signs::facts(html! {
        @for row in rows.iter().filter(|row| !row.text.is_empty()) {
            dt { (row.label) } dd { (said(visit, row)) }
        }
    })
}
