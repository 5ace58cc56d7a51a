//! Why an act on an application is refused, and how that is said.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;

use super::record::Application;
use crate::args;
use crate::database::{Broken, Zone};
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::admission::{Bar, NotOpen};
use crate::web::Problem;
use crate::web::problem::Refused;

/// Expected; never the machine's fault but for the last.
#[derive(Debug)]
pub enum Refusal {
    /// No such session or application, or none that may be known.
    NotFound,
    /// The law bars it.
    Barred {
        /// What bars.
        bar: Bar,
        /// Where to watch instead; nobody needs to apply for that.
        broadcast_url: Option<String>,
        /// The zone in which instants are told.
        zone: Zone,
    },
    /// The same person has applied to this session.
    AlreadyApplied,
    /// The same key came with something else.
    KeyReused,
    /// The state of the application does not allow it.
    NotAllowed,
    /// Somebody has changed the application since it was seen: as it stands now.
    Stale(Box<Application>),
    /// Those who would be admitted are others than those who were seen.
    OthersToAdmit,
    /// There is no free seat to admit somebody to.
    NoFreeSeat,
    /// Others wait before this one.
    NotFirst,
    /// The ground does not hold for this application: the paragraph behind it.
    NoSuchGround(Paragraph),
    /// The ground says too little without words.
    WordsMissing,
    /// Nobody is moved to the broadcast unasked.
    NotAgreed,
    /// The machine.
    Broken(Broken),
}

impl From<Broken> for Refusal {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl From<diesel::result::Error> for Refusal {
    fn from(error: diesel::result::Error) -> Self {
        Self::Broken(error.into())
    }
}

impl Refusal {
    /// The refusal in a language, as the edge shows it.
    #[must_use]
    pub fn said(self, speech: Speech<'_>) -> Problem {
        let refused = |code, paragraph, detail| Refused {
            code,
            status: StatusCode::CONFLICT,
            paragraph,
            detail,
            facts: BTreeMap::new(),
        };
        Problem::Refused(match self {
            Self::NotFound => return Problem::NotFound,
            Self::Broken(broken) => return broken.into(),
            Self::Barred {
                bar,
                broadcast_url,
                zone,
            } => Refused {
                facts: bar_for_programs(&bar, broadcast_url.as_deref(), zone),
                ..refused(
                    bar.code(),
                    Some(bar.paragraph().id()),
                    bar_in_words(speech, &bar, broadcast_url.as_deref(), zone),
                )
            },
            Self::AlreadyApplied => refused(
                "already_applied",
                Some("605-9"),
                speech.t("already-applied"),
            ),
            Self::NotAllowed => refused("not_open", None, speech.t("application-not-changeable")),
            Self::Stale(_) | Self::OthersToAdmit => refused("stale", None, speech.t("desk-stale")),
            Self::NoFreeSeat => refused("no_seat", Some("605-10"), speech.t("act-no-free-seat")),
            Self::NotFirst => refused("not_first", Some("605-10"), speech.t("act-not-first")),
            Self::NoSuchGround(paragraph) => refused(
                "no_ground",
                Some(paragraph.id()),
                speech.t("refuse-ground-does-not-hold"),
            ),
            Self::WordsMissing => refused("required", None, speech.t("refuse-words-missing")),
            Self::NotAgreed => refused("not_agreed", None, speech.t("move-online-not-agreed")),
            Self::KeyReused => Refused {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                ..refused("key_reused", None, speech.t("key-reused"))
            },
        })
    }
}

/// The instant that passed (`cutoff`), the address to watch (`broadcast_url`).
fn bar_for_programs(
    bar: &Bar,
    broadcast_url: Option<&str>,
    zone: Zone,
) -> BTreeMap<&'static str, String> {
    let mut facts = BTreeMap::new();
    if let Bar::CutoffPassed(clock) = bar {
        facts.insert("cutoff", zone.rfc3339(clock.before));
    }
    let closed = matches!(bar, Bar::NotOpen(NotOpen::Closed));
    if let Some(url) = broadcast_url.filter(|_| !closed) {
        facts.insert("broadcast_url", url.to_owned());
    }
    facts
}

/// What bars, and what to do instead.
#[must_use]
pub fn bar_in_words(
    speech: Speech<'_>,
    bar: &Bar,
    broadcast_url: Option<&str>,
    zone: Zone,
) -> String {
    match bar {
        Bar::CutoffPassed(clock) => speech.tf(
            "cutoff-passed",
            &args! { "datetime" => speech.until(zone.local(clock.before)) },
        ),
        Bar::OnlineOnly { paragraph } => {
            let (says, says_at) = match paragraph {
                Paragraph::Rules6 => ("emergency-says", "emergency-says-at"),
                _ => ("online-only", "online-only-at"),
            };
            match broadcast_url {
                Some(url) => speech.tf(says_at, &args! { "link" => url }),
                None => speech.t(says),
            }
        }
        Bar::NotOpen(NotOpen::NotAnnounced) => speech.t("not-open-not-announced"),
        Bar::NotOpen(NotOpen::Cancelled) => speech.t("not-open-cancelled"),
        Bar::NotOpen(NotOpen::Closed) => speech.t("not-open-closed"),
        Bar::NotOpen(NotOpen::Held) => speech.t("not-open-held"),
    }
}
