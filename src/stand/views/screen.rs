//! The screen in the lobby: rows of sessions as on a board of departures, read from afar and touched by nobody. What does
//! not fit is shown by turns; the foot leads to all.

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, html};

use super::parts::{
    address, both, both_words, day, facts, in_language, notices, status, taking_part, title,
    to_ask, whose,
};
use crate::args;
use crate::database::Instant;
use crate::language::{Language, clock_time};
use crate::law::session_course::SessionStatus;
use crate::sessions::card::SessionCard;
use crate::sessions::emergency::Declared;
use crate::sessions::emergency_words;
use crate::stand::reading::{Board, MOST_COMING};
use crate::web::layout::{demo_note_of_stand, head_of_stand};
use crate::web::qr::qr;
use crate::web::signs::{self, Tone};
use crate::web::{Visit, assets};

/// Letters of a title.
const LONGEST: usize = 160;

/// Seconds after which the screen is asked for anew where scripts do not run.
const AGAIN: u32 = 60;

/// The page at `/stand/{slug}`.
pub fn page(visit: &Visit, board: &Board) -> Markup {
    let kazakh = in_language(visit, Language::Kk);
    let local = board.body.zone.local(visit.now);
    let head = format!("{} – {}", board.name.kk, kazakh.speech().t("stand-title"));
    html! {
        (DOCTYPE)
        html.stand lang="kk" {
            (head_of_stand(&head, Some(AGAIN)))
            body {
                (demo_note_of_stand(&kazakh))
                header.stand-head {
                    div {
                        p.stand-kicker { (both_words(visit, |visit| visit.speech().t("stand-title"))) }
                        (whose(&board.name))
                    }
                    div.stand-now {
                        p.stand-today { (both_words(visit, |visit| visit.speech().day_and_month_with_weekday(local.date()))) }
                        p.stand-as-of data-as-of="" { (both_words(visit, |visit| as_of(visit, local.time()))) }
                    }
                }
                p class=(format!("{} stand-offline", signs::notice_class(Tone::Bad))) role="status" hidden data-offline {
                    (both_words(visit, |visit| visit.speech().t("stand-offline")))
                }
                main.stand-rows data-rows {
                    @for one in &board.emergencies { (emergency(visit, one)) }
                    @if board.coming.is_empty() {
                        div.stand-row.stand-empty { (both(visit, |visit| html! { p { (visit.speech().t("stand-none")) } })) }
                    }
                    @for card in &board.coming { (session(visit, card, local.date())) }
                    @for card in &board.decided { (decided(visit, card)) }
                }
                (foot(visit, board))
                script src=(assets::path(assets::STAND_SCRIPT)) defer {}
            }
        }
    }
}

fn as_of(visit: &Visit, time: chrono::NaiveTime) -> String {
    let time = args! { "time" => clock_time(time) };
    visit.speech().tf("stand-as-of", &time)
}

fn session(visit: &Visit, card: &SessionCard, today: NaiveDate) -> Markup {
    let session = &card.session;
    let local = card.starts_locally();
    let is_today = local.date() <= today && card.status != SessionStatus::Cancelled;
    let page = address(visit, &format!("/sessions/{}", session.id));
    html! {
        article.stand-row.stand-today-row[is_today].stand-off[card.status == SessionStatus::Cancelled] {
            div.stand-when {
                time.stand-time datetime=(session.zone.rfc3339(session.starts_at.utc())) {
                    (clock_time(local.time()))
                }
                (both(visit, |visit| html! {
                    p { (day(visit, local.date(), today)) }
                    (status(visit, card))
                }))
            }
            (both(visit, |visit| html! {
                h2 { (title(visit, &session.title, LONGEST)) }
                (notices(visit, card))
                div.stand-part { (taking_part(visit, card)) }
                dl.stand-facts {
                    (facts(visit, card, LONGEST))
                    (to_ask(visit, &session.contact))
                }
            }))
            div.stand-aside { (code(visit, &page, "stand-page-of-session")) }
        }
    }
}

/// A code with its name, which is Kazakh as the page is.
fn code(visit: &Visit, to: &str, name: &str) -> Markup {
    let kazakh = in_language(visit, Language::Kk);
    qr(to, &kazakh.speech().t(name))
}

fn decided(visit: &Visit, card: &SessionCard) -> Markup {
    let session = &card.session;
    let local = card.starts_locally();
    let page = address(visit, &format!("/sessions/{}/results", session.id));
    let last: Option<Instant> = card.results.iter().map(|one| one.row.published_at).max();
    html! {
        article.stand-row.stand-decided {
            div.stand-when {
                (both(visit, |visit| html! { p { (visit.speech().day_and_month(local.date())) } }))
            }
            (both(visit, |visit| html! {
                p.badges { (signs::badge(Tone::Good, visit.speech().t("status-results-published"))) }
                h2 { (title(visit, &session.title, LONGEST)) }
                @if let Some(at) = last {
                    @let at = visit.speech().date_time(session.zone.local(at.utc()));
                    p { (visit.speech().tf("stand-results-at", &args! { "datetime" => at })) }
                }
            }))
            div.stand-aside { (code(visit, &page, "stand-page-of-results")) }
        }
    }
}

/// An emergency by which sessions are held online only (605-6).
fn emergency(visit: &Visit, declared: &Declared) -> Markup {
    html! {
        section.stand-row.stand-emergency {
            (both(visit, |visit| {
                let speech = visit.speech();
                let emergency = &declared.emergency;
                html! {
                    h2 { (speech.t("emergency-banner-title")) }
                    p {
                        (emergency_words::kind(speech, emergency.kind)) ". "
                        (emergency_words::scope(speech, declared)) ". "
                        (emergency_words::period(speech, emergency)) "."
                    }
                    p { (speech.t("emergency-basis")) ": " (title(visit, &emergency.basis, LONGEST)) }
                }
            }))
        }
    }
}

fn foot(visit: &Visit, board: &Board) -> Markup {
    let page = address(visit, &format!("/bodies/{}", board.body.slug));
    let says = |visit: &Visit| {
        if board.more {
            let shown = args! { "n" => MOST_COMING };
            visit.speech().tf("stand-more", &shown)
        } else {
            visit.speech().t("stand-all")
        }
    };
    html! {
        footer.stand-foot {
            (code(visit, &page, "stand-all"))
            div {
                p { (both_words(visit, says)) }
                p.stand-address { (page) }
            }
            p.stand-turns aria-hidden="true" data-turns {}
            button.stand-pause type="button" hidden aria-pressed="false" data-pause {
                (both_words(visit, |visit| visit.speech().t("stand-pause")))
            }
        }
    }
}
