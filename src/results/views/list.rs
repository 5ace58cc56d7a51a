//! What there is of a session's results, what is not kept, and what is still due.

use maud::{Markup, html};

use super::parts;
use crate::args;
use crate::language::Speech;
use crate::law::results::{Owed, PARAGRAPH, ResultKind, owed};
use crate::law::session_course::SessionStatus;
use crate::results::actions::standing;
use crate::results::record::{Beside, Outcome};
use crate::sessions::card::SessionCard;
use crate::sessions::record::AgendaItem;
use crate::sessions::views::announcement;
use crate::sessions::views::closing as closing_words;
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};
use crate::web::signs::{self, Tone};

/// The page at `/{l}/sessions/{id}/results`.
pub fn page(
    visit: &Visit,
    card: &SessionCard,
    (outcomes, beside): (&[Outcome], &Beside),
) -> Markup {
    let speech = visit.speech();
    let heading = speech.t("results-title");
    let (title, _) = card.session.title.in_language(visit.language);
    let content = html! {
        article.flow {
            (head(visit, card, &heading))
            (closing_words::of_results(speech, card))
            (state(speech, card, outcomes))
            @for (item, of_item) in by_matter(card, outcomes) {
                @if let Some(item) = item {
                    h2 { (item.number) " " (translated(visit.language, &item.title)) }
                }
                @for outcome in of_item { (one(visit, card, outcome, (outcomes, beside))) }
            }
            @if outcomes.iter().any(|one| !one.stated_none) { p.hint { (speech.t("results-digest-says")) } }
        }
    };
    let head = Head::public(
        format!("{heading}: {title}"),
        format!("{heading}. {}", announcement::description(visit, card)),
    );
    layout::page(visit, &head, &content)
}

/// The way back to the session, and the heading.
pub fn head(visit: &Visit, card: &SessionCard, heading: &str) -> Markup {
    let speech = visit.speech();
    html! {
        header.announcement-head {
            p.kicker {
                a href=(format!("/{}/sessions/{}", visit.language.code(), card.session.id)) {
                    (translated(visit.language, &card.session.title))
                }
            }
            h1 { (heading) }
            p.soft {
                (translated(visit.language, &card.body_name)) ", "
                (speech.date_time(card.starts_locally()))
            }
        }
    }
}

/// What stands, by its kind: the decision first.
fn in_order(outcomes: &[Outcome]) -> Vec<&Outcome> {
    let of = |kind: ResultKind| {
        outcomes
            .iter()
            .filter(move |one| one.stands() && one.kind == kind)
    };
    ResultKind::ALL.iter().copied().flat_map(of).collect()
}

/// What is of the whole session, and then of each matter that has results, in the order of the agenda. What is of a matter
/// that was taken off is of the session.
fn by_matter<'a>(
    card: &'a SessionCard,
    outcomes: &'a [Outcome],
) -> Vec<(Option<&'a AgendaItem>, Vec<&'a Outcome>)> {
    let all = in_order(outcomes);
    let matter = |outcome: &Outcome| {
        let mut agenda = card.agenda.iter();
        agenda.find(|item| outcome.agenda_item_id == Some(item.id))
    };
    let matters = std::iter::once(None).chain(card.agenda.iter().map(Some));
    let of = |item: Option<&'a AgendaItem>| {
        let mine = all.iter().copied();
        let mine = mine.filter(|one| matter(one).map(|item| item.id) == item.map(|item| item.id));
        (item, mine.collect::<Vec<_>>())
    };
    matters
        .map(of)
        .filter(|(_, mine)| !mine.is_empty())
        .collect()
}

/// What is still due and until when; or why nothing is.
fn state(speech: Speech<'_>, card: &SessionCard, outcomes: &[Outcome]) -> Markup {
    let zone = card.session.zone;
    let until = speech.until(zone.local(card.clocks.results_before.utc()));
    let until = args! { "datetime" => until };
    let mut owed = owed(&standing(outcomes));
    // A body that the Rules do not bind owes nothing (605-3).
    owed.retain(|_| !card.body.exempt);
    let is_over = card.status == SessionStatus::Held;
    let basis = args! { "paragraph" => speech.t(&PARAGRAPH.key()) };
    html! {
        @if card.status == SessionStatus::Cancelled {
            (signs::notice(Tone::Plain, speech.t("session-cancelled-says")))
        } @else if !owed.is_empty() {
            @if owed.len() == Owed::ALL.len() {
                (signs::notice(Tone::Plain, speech.tf("results-due-all", &until)))
            } @else {
                @for one in owed { (signs::notice(Tone::Plain, speech.tf(&format!("results-due-{one}"), &until))) }
            }
            @if !is_over { p.hint { (speech.t("results-not-over")) } }
            p.hint { (speech.tf("basis", &basis)) }
        }
    }
}

fn one(
    visit: &Visit,
    card: &SessionCard,
    outcome: &Outcome,
    (all, beside): (&[Outcome], &Beside),
) -> Markup {
    let speech = visit.speech();
    let id = format!("result-{}", outcome.id);
    html! {
        section.card aria-labelledby=(id) {
            @if !outcome.stated_none { p.kicker { (parts::kind(speech, outcome.kind)) } }
            @let name = html! {
                @if outcome.stated_none { (parts::none(speech, outcome.kind)) }
                @else if let Some(title) = &outcome.title { (translated(visit.language, title)) }
            };
            // Below the heading of its matter.
            @if outcome.agenda_item_id.is_some() { h3 id=(id) { (name) } } @else { h2 id=(id) { (name) } }
            (parts::facts(speech, &card.session, outcome))
            (parts::withheld(speech, outcome))
            @if !outcome.stated_none {
                (parts::missing(speech, &beside.missing_of(outcome).unwrap_or_default()))
            }
            @if outcome.text.is_some() {
                p { a href=(parts::address(speech, outcome)) { (speech.t("results-read")) } }
            }
            (parts::files(speech, outcome, beside))
            (parts::digests(speech, outcome, beside))
            (parts::formers(visit, &card.session, outcome, all))
        }
    }
}
