//! What the demonstration shows: invented bodies and sessions in every state, from `config/demo`, entered by the
//! same acts as real ones, at the instants at which they would have happened.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::applications::actions::{Apply, apply};
use crate::bodies;
use crate::bodies::record::Body;
use crate::broadcasts::demo::STREAM;
use crate::changes;
use crate::commands::import::{File, SessionRead, read};
use crate::commands::people::person;
use crate::database::{Broken, Id, Instant, Work};
use crate::journal::Actor;
use crate::language::Multilingual;
use crate::law::deadlines::zone::{Twice, instant};
use crate::sessions;
use crate::sessions::actions::{Cancellation, Order, Postponement};
use crate::sessions::deadlines::Counting;

const BODIES: &str = include_str!("../../../config/demo/bodies.json");
const STORIES: &str = include_str!("../../../config/demo/sessions.json");

const ACTOR: Actor = Actor::Command("demo");

/// A session and what happened to it; times are those of its body's clock.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    /// The case that it shows.
    #[serde(rename = "about")]
    _about: String,
    /// When it was announced; never, if it is a draft.
    announced: Option<NaiveDateTime>,
    /// How many applied.
    #[serde(default)]
    applications: usize,
    /// How it was moved to another time.
    postponed: Option<Postponed>,
    /// How it was called off.
    cancelled: Option<Cancelled>,
    /// The session, in the form of an import file.
    session: Value,
}

/// How a session was moved.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Postponed {
    at: NaiveDateTime,
    starts: NaiveDateTime,
    ends: Option<NaiveDateTime>,
    why: Multilingual,
}

/// How a session was called off.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cancelled {
    at: NaiveDateTime,
    why: Multilingual,
}

/// Everything to be entered.
pub struct Furniture {
    file: File,
    stories: Vec<Story>,
}

impl Furniture {
    /// Reads what is embedded, of an office at this address: its stream is sent from there.
    ///
    /// # Errors
    /// One line a fault.
    pub fn embedded(origin: &str) -> Result<Self, Vec<String>> {
        let one = |fault: serde_json::Error| vec![format!("config/demo: {fault}")];
        let bodies: Value = serde_json::from_str(BODIES).map_err(one)?;
        let stories = STORIES.replace("{stream}", &format!("{origin}{STREAM}"));
        let mut stories: Vec<Story> = serde_json::from_str(&stories).map_err(one)?;
        let sessions: Vec<Value> = stories
            .iter_mut()
            .map(|story| story.session.take())
            .collect();
        let text = json!({ "bodies": bodies, "sessions": sessions }).to_string();
        let (file, faults) = read(text.as_bytes()).map_err(|fault| vec![fault])?;
        let faults = faults.in_order();
        if faults.is_empty() {
            Ok(Self { file, stories })
        } else {
            Err(faults.iter().map(ToString::to_string).collect())
        }
    }

    /// Enters everything, as of `now`: nothing happened later than that.
    ///
    /// # Errors
    /// [`Broken`]; what an act refuses here is a fault of the furniture.
    pub fn put(&self, work: &mut Work, app: &App, now: DateTime<Utc>) -> Result<(), Broken> {
        for read in &self.file.bodies {
            let mut order = read.order.clone();
            if let Some(slug) = &read.parent {
                order.parent = bodies::store::by_slug(work.connection, slug)?.map(|body| body.id);
            }
            bodies::actions::enter(work, now, &ACTOR, &order).map_err(|one| wrong(&one))?;
        }
        let mut visitors = 0;
        for (read, story) in self.file.sessions.iter().zip(&self.stories) {
            let slug = read.body.as_deref().unwrap_or_default();
            let body = bodies::store::by_slug(work.connection, slug)?
                .ok_or_else(|| wrong(&format!("no body {slug}")))?;
            let mut order = read.order.clone();
            order.kind = read.kind.unwrap_or(body.kind);
            if let Some(closing) = &read.closing {
                closing.word(app, &mut order, true);
            }
            let telling = Telling { app, now, body };
            telling.tell(work, (read, &order), story, &mut visitors)?;
        }
        Ok(())
    }
}

/// The circumstances of one story.
struct Telling<'a> {
    app: &'a App,
    now: DateTime<Utc>,
    body: Body,
}

impl Telling<'_> {
    fn tell(
        &self,
        work: &mut Work,
        (read, order): (&SessionRead, &Order),
        story: &Story,
        visitors: &mut usize,
    ) -> Result<(), Broken> {
        let counting = Counting::of(self.app);
        let announced_at = story.announced.map_or(self.now, |local| self.at(local));
        let entered_at = announced_at - TimeDelta::days(1);
        let entered =
            sessions::actions::enter(work, entered_at, &counting, &ACTOR, &self.body, order, None)
                .map_err(|one| wrong(&one))?;
        let id = entered.session.id;
        if let Some(closing) = &read.closing {
            let of = (&entered.session, &entered.details, order);
            let day = self.body.zone.local(entered_at).date();
            closing
                .decided_by(day)
                .enter(work, self.app, entered_at, &counting, &ACTOR, of)
                .map_err(|one| wrong(&one))?;
        }
        if story.announced.is_none() {
            return Ok(());
        }
        sessions::actions::announce(work, announced_at, &counting, &ACTOR, &self.body, id)
            .map_err(|one| wrong(&one))?;
        let cutoff = entered.details.clocks.apply_before.utc();
        self.applications(
            work,
            id,
            story.applications,
            (announced_at, cutoff),
            visitors,
        )?;
        self.course(work, &counting, id, story)
    }

    /// Moves the session, or calls it off.
    fn course(
        &self,
        work: &mut Work,
        counting: &Counting<'_>,
        id: Id,
        story: &Story,
    ) -> Result<(), Broken> {
        if let Some(postponed) = &story.postponed {
            let order = Postponement {
                id,
                seen: updated_at(work, id)?,
                starts: postponed.starts,
                ends: postponed.ends,
                place: None,
                why: postponed.why.clone(),
                late_reason: None,
            };
            let at = self.at(postponed.at);
            changes::course::postpone(work, at, counting, &ACTOR, &order)
                .map_err(|one| wrong(&one))?;
        }
        if let Some(cancelled) = &story.cancelled {
            let order = Cancellation {
                id,
                seen: updated_at(work, id)?,
                why: cancelled.why.clone(),
            };
            let at = self.at(cancelled.at);
            sessions::actions::cancel(work, at, &ACTOR, &order).map_err(|one| wrong(&one))?;
        }
        Ok(())
    }

    /// The instant of a time on the body's clock, but never a future one: the demonstration may begin earlier.
    fn at(&self, local: NaiveDateTime) -> DateTime<Utc> {
        instant(self.body.zone.0, local, Twice::First).min(self.now)
    }

    /// People apply one after another between the announcement and the cut-off, as far as that is past.
    fn applications(
        &self,
        work: &mut Work,
        session: Id,
        count: usize,
        (from, cutoff): (DateTime<Utc>, DateTime<Utc>),
        visitors: &mut usize,
    ) -> Result<(), Broken> {
        let consent = crate::applications::consent::Consent::in_force(
            &self.app.words,
            self.app.settings.applications.retention_days,
        );
        let until = cutoff.min(self.now);
        let step = (until - from) / i32::try_from(count + 1).unwrap_or(i32::MAX);
        let mut at = from;
        for _ in 0..count {
            at += step;
            let order = Apply::new(session, person(*visitors), consent.version.clone(), None);
            *visitors += 1;
            apply(work, at, &order).map_err(|one| wrong(&format!("{one:?}")))?;
        }
        Ok(())
    }
}

/// As it stands: nobody else writes what is being furnished.
fn updated_at(work: &mut Work, id: Id) -> Result<Instant, Broken> {
    let session = sessions::store::by_id(work.connection, id)?;
    session
        .map(|session| session.updated_at)
        .ok_or_else(|| wrong(&format!("no session {id}")))
}

fn wrong(fault: &dyn std::fmt::Display) -> Broken {
    Broken::Data(format!("config/demo: {fault}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_furniture_has_no_faults() {
        let furniture = Furniture::embedded("http://127.0.0.1:8080")
            .unwrap_or_else(|faults| panic!("{faults:#?}"));
        assert!(furniture.file.bodies.len() >= 6);
        assert!(
            furniture
                .stories
                .iter()
                .any(|story| story.announced.is_none())
        );
        assert!(
            furniture
                .stories
                .iter()
                .any(|story| story.cancelled.is_some())
        );
        assert!(
            furniture
                .file
                .sessions
                .iter()
                .all(|session| session.notes.is_empty())
        );
    }
}
