//! The sheet of one session for the stand: one page of A4 or A3 whatever the agenda is, Kazakh and Russian side by side.
//! Long texts are cut short, and the type becomes smaller with the amount of them; contact and code keep their place.

use maud::{DOCTYPE, Markup, html};

use super::parts::{
    LANGUAGES, address, both, both_words, facts, in_language, notices, responsible, shortened,
    status, taking_part, title, whose,
};
use crate::args;
use crate::language::{Language, Multilingual, clock_time};
use crate::law::admission::Verdict;
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::card::SessionCard;
use crate::sessions::record::AgendaItem;
use crate::sessions::views::closing::grounds;
use crate::web::Visit;
use crate::web::layout::{demo_note_of_stand, head_of_stand};
use crate::web::qr::qr;

/// Items of the agenda on the sheet.
const MOST_ITEMS: usize = 6;

/// Letters of the session's title, of a place, and of an item.
const LONGEST_TITLE: usize = 160;
const LONGEST_ITEM: usize = 120;

/// Letters up to which the type is large, and those up to which it is of middle size.
const FEW: usize = 450;
const MANY: usize = 800;

/// The page at `/{l}/sessions/{id}/stand`.
pub fn page(visit: &Visit, card: &SessionCard) -> Markup {
    let kazakh = in_language(visit, Language::Kk);
    let session = &card.session;
    let (named, _) = session.title.in_language(Language::Kk);
    let head = format!("{named} – {}", kazakh.speech().t("stand-title"));
    let size = match letters(card) {
        few if few <= FEW => "sheet-large",
        many if many <= MANY => "sheet-middle",
        _ => "sheet-small",
    };
    html! {
        (DOCTYPE)
        html.sheet-page lang="kk" {
            (head_of_stand(&head, None))
            body {
                (demo_note_of_stand(&kazakh))
                (screen_only(visit, card))
                main class=(format!("sheet {size}")) {
                    header.sheet-head {
                        p.stand-kicker { (both_words(visit, |visit| kind(visit, card))) }
                        (whose(&card.body_name))
                    }
                    (when(visit, card))
                    div.sheet-tongues { (both(visit, |visit| column(visit, card))) }
                    (foot(visit, card))
                }
            }
        }
    }
}

/// How to print, and the way back: on the screen alone, in the language of the address.
fn screen_only(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let code = visit.language.code();
    html! {
        header.sheet-hint lang=(code) {
            p { (speech.t("stand-print-hint")) }
            p { a href=(format!("/{code}/sessions/{}", card.session.id)) { (speech.t("stand-print-back")) } }
        }
    }
}

fn kind(visit: &Visit, card: &SessionCard) -> String {
    let speech = visit.speech();
    speech.t(match card.session.access {
        Access::Open => "session-open",
        Access::Closed => "session-closed",
    })
}

/// Date and time, the largest thing on the sheet.
fn when(visit: &Visit, card: &SessionCard) -> Markup {
    let session = &card.session;
    let start = session.starts_at.utc();
    let local = card.starts_locally();
    html! {
        section.sheet-when.stand-off[card.status == SessionStatus::Cancelled] {
            div.sheet-date {
                time.stand-time datetime=(session.zone.rfc3339(start)) { (clock_time(local.time())) }
                (both(visit, |visit| html! { p { (visit.speech().date_with_weekday(local.date())) } }))
            }
            p.sheet-zone { (both_words(visit, |visit| visit.speech().zone_label(session.zone.0, start))) }
        }
    }
}

fn column(visit: &Visit, card: &SessionCard) -> Markup {
    html! {
        h2 { (title(visit, &card.session.title, LONGEST_TITLE)) }
        (status(visit, card))
        (notices(visit, card))
        dl.stand-facts { (facts(visit, card, LONGEST_TITLE)) }
        div.stand-part {
            (taking_part(visit, card))
            @if let Verdict::Open(_) = card.admission { p { (visit.speech().t("stand-apply-how")) } }
        }
        (agenda(visit, card))
    }
}

/// The agenda; no words of what is closed.
fn agenda(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let closed_whole = card.session.access == Access::Closed && grounds(speech, card).is_some();
    let shown = card.agenda.iter().take(MOST_ITEMS);
    html! {
        @if !card.agenda.is_empty() && !closed_whole {
            section.sheet-agenda {
                h3 { (speech.t("label-agenda")) }
                // Above the list: whatever does not fit below it is cut off.
                @if card.agenda.len() > MOST_ITEMS {
                    p.sheet-more { (speech.tf("stand-agenda-more", &args! { "n" => card.agenda.len() })) }
                } @else if is_cut(card) {
                    p.sheet-more { (speech.t("stand-agenda-full")) }
                }
                ol {
                    @for item in shown { (matter(visit, item)) }
                }
            }
        }
    }
}

fn matter(visit: &Visit, item: &AgendaItem) -> Markup {
    html! {
        li {
            span.number { (item.number) "." }
            " " span { (title(visit, &item.title, LONGEST_ITEM)) }
        }
    }
}

/// Whether an item that stands on the sheet is cut short in a language.
fn is_cut(card: &SessionCard) -> bool {
    let cut = |words: &Multilingual| {
        let each = LANGUAGES.map(|language| words.in_language(language).0);
        each.iter().any(|text| text.chars().count() > LONGEST_ITEM)
    };
    card.agenda.iter().any(|item| cut(&item.title))
}

fn foot(visit: &Visit, card: &SessionCard) -> Markup {
    let session = &card.session;
    let page = address(visit, &format!("/sessions/{}", session.id));
    let kazakh = in_language(visit, Language::Kk);
    let version = |visit: &Visit| {
        let changed = session.zone.local(card.last_change());
        let says =
            args! { "n" => session.revision, "datetime" => visit.speech().date_time(changed) };
        visit.speech().tf("stand-version", &says)
    };
    html! {
        footer.sheet-foot {
            div.sheet-contact { (responsible(visit, &session.contact)) }
            div.sheet-way {
                p.stand-label { (both_words(visit, |visit| visit.speech().t("stand-whole-at"))) }
                p.stand-address { (page) }
                p.sheet-version { (both_words(visit, version)) }
            }
            (qr(&page, &kazakh.speech().t("stand-page-of-session")))
        }
    }
}

/// Letters of the fuller language, as they stand on the sheet: by them the size of the type is chosen.
fn letters(card: &SessionCard) -> usize {
    let session = &card.session;
    let of = |language: Language| {
        let count = |words: &Multilingual, most: usize| {
            shortened(words.in_language(language).0, most)
                .chars()
                .count()
        };
        let items = card.agenda.iter().take(MOST_ITEMS);
        let agenda: usize = items
            .map(|item| count(&item.title, LONGEST_ITEM) + 20)
            .sum();
        let place = session.place.as_ref();
        let place = place.map_or(0, |place| count(place, LONGEST_TITLE));
        let reason = session.course_reason.as_ref();
        let reason = reason.map_or(0, |reason| reason.in_language(language).0.chars().count());
        let closings = card.closings.len().saturating_mul(350);
        let sittings = session.several().len().saturating_mul(60);
        count(&session.title, LONGEST_TITLE) + place + agenda + reason + closings + sittings
    };
    LANGUAGES.map(of).into_iter().max().unwrap_or(0)
}
