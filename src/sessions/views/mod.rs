//! What everybody sees of sessions.
//!
//! | file | what it shows |
//! |---|---|
//! | `list` | the coming sessions and what a search finds |
//! | `filters` | the form above the list and what is chosen in it |
//! | `rows` | sessions one under another, day by day: also on the pages of bodies |
//! | `month` | the month |
//! | `announcement` | one session |
//! | `files` | a link to a file, with its type and size |
//! | `agenda` | its matters with their files |
//! | `attending` | how to take part in it, or why not and what to do instead |
//! | `broadcast` | how its broadcast stands, and the way to it |
//! | `closing` | what is closed, on which ground, by whose decision |
//! | `clocks` | its legal clocks as dates |
//! | `history` | every announced version of it, and what changed |
//! | `feeds` | how to subscribe to them |
//! | `structured` | what programs are told of a session and a body |
//! | `of_body` | a body with its sessions |

mod agenda;
pub mod announcement;
mod attending;
mod broadcast;
pub mod clocks;
pub mod closing;
mod feeds;
pub mod files;
mod filters;
pub mod history;
pub mod list;
pub mod month;
pub mod of_body;
mod rows;
mod structured;

use chrono::NaiveDate;
use maud::Markup;

use crate::language::Speech;
use crate::law::session_course::{Access, SessionStatus};
use crate::web::Visit;
use crate::web::layout::today_in_the_capital;
use crate::web::signs::{self, Tone};

fn today(visit: &Visit) -> NaiveDate {
    today_in_the_capital(visit.now).0
}

/// A status in words; the colour only repeats them.
pub fn status_badge(speech: Speech<'_>, status: SessionStatus) -> Markup {
    let words = speech.t(&format!("status-{status}"));
    let tone = match status {
        SessionStatus::Live => return signs::badge_live(words),
        SessionStatus::Announced => Tone::News,
        SessionStatus::Postponed => Tone::Warn,
        SessionStatus::Cancelled => Tone::Bad,
        SessionStatus::Draft | SessionStatus::Held => Tone::Plain,
    };
    signs::badge(tone, words)
}

fn access_badge(speech: Speech<'_>, access: Access) -> Markup {
    let tone = match access {
        Access::Open => Tone::Plain,
        Access::Closed => Tone::Bad,
    };
    signs::badge(tone, speech.t(&format!("session-{access}")))
}
