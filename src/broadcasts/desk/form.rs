//! The fields of the page's forms, and what they make.

use chrono::{DateTime, NaiveTime, Utc};

use super::{Known, refusals};
use crate::broadcasts::actions::{Explanation, Past, Seen};
use crate::database::{Id, Instant};
use crate::language::{Language, Multilingual, Speech};
use crate::law::deadlines::zone::{Twice, instant};
use crate::sessions::desk::{SEEN, seen, seen_field};
use crate::sessions::plausible::web_address;
use crate::sessions::record::Session;
use crate::sessions::typed_day;
use crate::web::desk::{Difference, Fields, SignedIn};
use crate::web::form;
use crate::web::paging::within_reach;
use crate::web::problem::FieldFault;

/// The broadcast that went on when a form was made.
pub const BROADCAST: &str = "broadcast";

/// Its interruption that went on then.
pub const INTERRUPTION: &str = "interruption";

/// When the session itself was last changed.
pub const SESSION_SEEN: &str = "session_updated";

/// What a form was made of.
pub const MADE_OF: [&str; 4] = [SEEN, BROADCAST, INTERRUPTION, SESSION_SEEN];

/// Letters of a reason.
const LONGEST: usize = 2000;

/// Letters of an address.
const LONGEST_ADDRESS: usize = 2000;

/// What a field is called.
pub fn label(speech: Speech<'_>, name: &str) -> String {
    form::label(speech, name, |base| {
        speech.t(&format!("broadcast-field-{base}"))
    })
}

/// What went on when the form was made.
pub fn seen_in(fields: &Fields) -> Seen {
    Seen {
        broadcast: Id::parse(fields.text(BROADCAST)),
        interruption: Id::parse(fields.text(INTERRUPTION)),
    }
}

/// When that was last changed which is said of the broadcast as a whole, as the form knew it.
pub fn facts_seen_in(fields: &Fields) -> Option<Instant> {
    fields.given(SEEN).map(|_| seen(fields))
}

/// When the session was last changed, as the form knew it.
pub fn session_seen_in(fields: &Fields) -> Instant {
    let mut made_of = Fields::default();
    made_of.add(SEEN, fields.text(SESSION_SEEN));
    seen(&made_of)
}

/// How a form says so.
pub fn facts_seen_field(known: &Known) -> String {
    let facts = known.facts.as_ref();
    facts.map_or_else(String::new, |facts| seen_field(facts.updated_at))
}

/// What differs between what a form knew and what stands.
pub fn differences(desk: &SignedIn, known: &Known, sent: &Fields) -> Vec<Difference> {
    let speech = desk.visit.speech();
    let mut all = Vec::new();
    let stands = known.live.as_ref().map(|live| live.card.broadcast_state());
    if let Some(state) = stands
        && (sent.has(BROADCAST) && seen_in(sent) != known.seen)
    {
        all.push(Difference {
            label: speech.t("broadcast-title"),
            yours: refusals::as_it_was(speech, seen_in(sent)),
            theirs: refusals::state(speech, state),
        });
    }
    let open = known.live.as_ref().and_then(|live| {
        let mut all = live.interruptions.iter();
        all.find(|one| one.ended_at.is_none())?.why.as_deref()
    });
    let facts = known.facts.as_ref();
    let stored = |text: Option<&Multilingual>| text.cloned().unwrap_or_default();
    let (why, instead) = (
        stored(facts.and_then(|one| one.impossible_why.as_deref())),
        stored(facts.and_then(|one| one.instead.as_deref())),
    );
    let watch_at = known.session.broadcast_url.clone();
    let url = facts.and_then(|one| one.recording_url.clone());
    let sha256 = facts.and_then(|one| one.recording_sha256.clone());
    let broken = stored(open);
    for (name, theirs) in [
        ("why-kk", broken.kk),
        ("why-ru", broken.ru),
        ("impossible_why-kk", why.kk),
        ("impossible_why-ru", why.ru),
        ("instead-kk", instead.kk),
        ("instead-ru", instead.ru),
        ("broadcast_url", watch_at.unwrap_or_default()),
        ("recording_url", url.unwrap_or_default()),
        ("recording_sha256", sha256.unwrap_or_default()),
    ] {
        // The field of a reason is gone once something is interrupted: what was typed into it is shown here.
        let gone = name.starts_with("why-") && sent.given(name).is_some();
        if gone || sent.has(name) && sent.text(name) != theirs {
            all.push(Difference {
                label: label(speech, name),
                yours: sent.text(name).to_owned(),
                theirs,
            });
        }
    }
    all
}

/// Reads field after field and gathers what is wrong.
pub struct Reader<'a> {
    speech: Speech<'a>,
    fields: &'a Fields,
    faults: Vec<FieldFault>,
}

impl<'a> Reader<'a> {
    /// Of a form.
    pub fn of(speech: Speech<'a>, fields: &'a Fields) -> Self {
        Self {
            speech,
            fields,
            faults: Vec::new(),
        }
    }

    fn fault(&mut self, field: &str, code: &'static str) {
        let says = format!("broadcast-fault-{}", code.replace('_', "-"));
        let message = format!("{}: {}", label(self.speech, field), self.speech.t(&says));
        self.faults.push(FieldFault {
            field: field.to_owned(),
            code,
            message,
        });
    }

    /// A text in both languages (2023 Standard 8.4), or nothing where nothing was typed.
    fn both(&mut self, name: &str) -> Option<Multilingual> {
        let [kk, ru, en] = Language::ALL.map(|language| {
            let text = self.fields.text(&format!("{name}-{}", language.code()));
            let text: String = text.chars().take(LONGEST).collect();
            Some(text).filter(|text| !text.is_empty())
        });
        if kk.is_none() && ru.is_none() && en.is_none() {
            return None;
        }
        for (code, text) in [("kk", &kk), ("ru", &ru)] {
            if text.is_none() {
                self.fault(&format!("{name}-{code}"), "both");
            }
        }
        Some(Multilingual {
            kk: kk?,
            ru: ru?,
            en,
        })
    }

    fn both_needed(&mut self, name: &str) -> Option<Multilingual> {
        let before = self.faults.len();
        let found = self.both(name);
        if found.is_none() && self.faults.len() == before {
            self.fault(&format!("{name}-kk"), "both");
            self.fault(&format!("{name}-ru"), "both");
        }
        found
    }

    fn moment(&mut self, session: &Session, name: &str) -> Option<DateTime<Utc>> {
        let (day, time) = (format!("{name}_day"), format!("{name}_time"));
        let on = typed_day(self.fields.text(&day)).filter(|day| within_reach(*day));
        let at = self.fields.text(&time);
        let at = NaiveTime::parse_from_str(at, "%H:%M")
            .or_else(|_| NaiveTime::parse_from_str(at, "%H:%M:%S"))
            .ok();
        if on.is_none() {
            self.fault(&day, "day");
        }
        if at.is_none() {
            self.fault(&time, "time");
        }
        Some(instant(session.zone.0, on?.and_time(at?), Twice::First))
    }

    /// Why nothing comes through; it may be left out.
    ///
    /// # Errors
    /// What is wrong.
    pub fn why(mut self) -> Result<Option<Multilingual>, Vec<FieldFault>> {
        let why = self.both("why");
        if self.faults.is_empty() {
            Ok(why)
        } else {
            Err(self.faults)
        }
    }

    /// Why there is no broadcast, and what stands instead.
    ///
    /// # Errors
    /// What is wrong.
    pub fn explanation(mut self) -> Result<Explanation, Vec<FieldFault>> {
        let why = self.both_needed("impossible_why");
        let instead = self.both_needed("instead");
        match (why, instead) {
            (Some(why), Some(instead)) => Ok(Explanation { why, instead }),
            _ => Err(self.faults),
        }
    }

    /// A broadcast that was.
    ///
    /// # Errors
    /// What is wrong.
    pub fn past(mut self, session: &Session) -> Result<Past, Vec<FieldFault>> {
        let (began, ended) = (self.moment(session, "began"), self.moment(session, "ended"));
        match (began, ended) {
            (Some(began), Some(ended)) => Ok(Past {
                session: session.id,
                began,
                ended,
            }),
            _ => Err(self.faults),
        }
    }

    /// Where the recording is, and its digest; nothing where both are empty.
    ///
    /// # Errors
    /// What is wrong.
    pub fn recording(mut self) -> Result<Option<(String, Option<String>)>, Vec<FieldFault>> {
        let given = self.fields.given("recording_url");
        let url = given
            .and_then(web_address)
            .filter(|url| url.chars().count() <= LONGEST_ADDRESS);
        let digest = self
            .fields
            .given("recording_sha256")
            .map(str::to_ascii_lowercase);
        let is_digest =
            |text: &String| text.len() == 64 && text.bytes().all(|one| one.is_ascii_hexdigit());
        if given.is_some() && url.is_none() {
            self.fault("recording_url", "url");
        }
        if digest.as_ref().is_some_and(|digest| !is_digest(digest)) {
            self.fault("recording_sha256", "sha256");
        } else if digest.is_some() && given.is_none() {
            self.fault("recording_sha256", "sha256_alone");
        }
        if self.faults.is_empty() {
            Ok(url.map(|url| (url, digest)))
        } else {
            Err(self.faults)
        }
    }

    /// Where a session that sits can be watched, and why it is said only now.
    ///
    /// # Errors
    /// What is wrong.
    pub fn address(mut self) -> Result<(String, Multilingual), Vec<FieldFault>> {
        let given = self.fields.given("broadcast_url");
        let url = given
            .and_then(web_address)
            .filter(|url| url.chars().count() <= LONGEST_ADDRESS);
        if url.is_none() {
            self.fault("broadcast_url", "url");
        }
        let why = self.both_needed("address_why");
        match (url, why) {
            (Some(url), Some(why)) => Ok((url, why)),
            _ => Err(self.faults),
        }
    }

    /// The language of captions.
    ///
    /// # Errors
    /// That none was chosen.
    pub fn language(mut self) -> Result<Language, Vec<FieldFault>> {
        if let Some(language) = Language::parse(self.fields.text("language")) {
            return Ok(language);
        }
        self.fault("language", "language");
        Err(self.faults)
    }
}
