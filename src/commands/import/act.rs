//! Entering a file's bodies and sessions, in one transaction: all of it, or nothing and every reason why.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use indicatif::ProgressBar;

use super::closing_shape::Barred;
use super::faults::{Fault, Faults, Part};
use super::report::{BodyLine, Report, SessionLine};
use super::shape::{BodyRead, File, SessionRead};
use crate::app::App;
use crate::applications;
use crate::bodies;
use crate::bodies::actions::{Done, Refusal as BodyRefusal};
use crate::bodies::record::Body;
use crate::changes;
use crate::database::{Broken, Work};
use crate::journal::Actor;
use crate::language::Multilingual;
use crate::sessions::actions::{self, Order, Refusal, reasons_due};
use crate::sessions::deadlines::Counting;
use crate::sessions::record::Session;
use crate::sessions::store;

/// Why nothing was entered.
#[derive(Debug)]
pub enum Stopped {
    /// The file is wrong in these places; some of them ask for what article 6 bars.
    Faults(Vec<Fault>, Vec<Barred>),
    /// It was only to be tried; this would have come of it.
    Tried(Box<Report>),
    /// The machine.
    Broken(Broken),
}

impl From<Broken> for Stopped {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// How to enter a file.
pub struct Entering {
    /// The office: clocks are counted as it counts.
    pub app: Arc<App>,
    /// The instant of the act.
    pub now: DateTime<Utc>,
    /// Announce what is a draft.
    pub announce: bool,
    /// Undo everything at the end.
    pub only_try: bool,
    /// Shows how far it is.
    pub progress: ProgressBar,
}

/// Whose acts these are.
pub const ACTOR: Actor = Actor::Command("import");

/// Why a file does not open what was closed: it may be older than the decision.
const STANDS_CLOSED: &str = "is missing: the session, or items of it, stand closed by a decision; name it here, or open \
                             them at the desk first";

/// Enters a file. Parts that have faults are looked at as far as they can be, so that one run names all.
///
/// # Errors
/// [`Stopped`]: then nothing of the file was entered.
pub fn enter(
    work: &mut Work,
    entering: &Entering,
    file: &File,
    faults: Faults,
) -> Result<Report, Stopped> {
    let wrong = faults.parts();
    let mut import = Import {
        counting: Counting::in_act(work, &entering.app)?,
        why: entering
            .app
            .words
            .in_every_language(|speech| speech.t("import-reason")),
        entering,
        faults,
        wrong,
        bodies: HashMap::new(),
        barred: Vec::new(),
        report: Report::default(),
    };
    import.enter_bodies(work, &file.bodies)?;
    for session in &file.sessions {
        import.session(work, &file.bodies, session)?;
        entering.progress.inc(1);
    }
    let faults = import.faults.in_order();
    if !faults.is_empty() {
        Err(Stopped::Faults(faults, import.barred))
    } else if entering.only_try {
        Err(Stopped::Tried(Box::new(import.report)))
    } else {
        Ok(import.report)
    }
}

struct Import<'a> {
    entering: &'a Entering,
    counting: Counting<'a>,
    faults: Faults,
    /// Parts with faults of shape: they are not entered.
    wrong: BTreeSet<Part>,
    /// Why an announced session is changed, where the file does not say.
    why: Multilingual,
    /// Bodies met so far, by slug.
    bodies: HashMap<String, Body>,
    /// Closings that were tried against article 6.
    barred: Vec<Barred>,
    report: Report,
}

impl Import<'_> {
    /// A body that others of the file belong to is entered before them.
    fn enter_bodies(&mut self, work: &mut Work, bodies: &[BodyRead]) -> Result<(), Broken> {
        let mut left: Vec<&BodyRead> = bodies.iter().collect();
        while !left.is_empty() {
            let slugs: HashSet<&str> = left.iter().map(|body| body.order.slug.as_str()).collect();
            let waits = |body: &&BodyRead| {
                let parent = body.parent.as_deref();
                parent.is_some_and(|slug| slugs.contains(slug))
            };
            let (later, ready): (Vec<&BodyRead>, Vec<&BodyRead>) =
                left.into_iter().partition(waits);
            if ready.is_empty() {
                for body in later {
                    self.faults
                        .add(body.part, "parent", "belongs to itself in a circle");
                }
                return Ok(());
            }
            for body in ready {
                self.body(work, bodies, body)?;
                self.entering.progress.inc(1);
            }
            left = later;
        }
        Ok(())
    }

    fn body(&mut self, work: &mut Work, all: &[BodyRead], read: &BodyRead) -> Result<(), Broken> {
        let mut order = read.order.clone();
        if let Some(slug) = &read.parent {
            match self.known_body(work, slug)? {
                Some(parent) => order.parent = Some(parent.id),
                None if all.iter().any(|body| body.order.slug == *slug) => return Ok(()),
                None => self.faults.add(read.part, "parent", no_such_body(slug)),
            }
        }
        if self.wrong.contains(&read.part) {
            return Ok(());
        }
        let before = bodies::store::by_slug(work.connection, &order.slug)?;
        match bodies::actions::enter(work, self.entering.now, &ACTOR, &order) {
            Ok((body, done)) => {
                if done == Done::Updated {
                    let today = body.zone.local(self.entering.now).date();
                    actions::find_by_new_name(work, &body, today)?;
                }
                if let Some(before) = before {
                    self.follow(work, read.part, (&before, &body))?;
                }
                self.report.bodies.push(BodyLine::of(&body, done));
                self.bodies.insert(body.slug.clone(), body);
            }
            Err(BodyRefusal::Broken(broken)) => return Err(broken),
            Err(BodyRefusal::Circle) => {
                let what = BodyRefusal::Circle.to_string();
                self.faults.add(read.part, "parent", what);
            }
            Err(BodyRefusal::Card(faults)) => {
                for fault in faults {
                    self.faults.add(read.part, fault.field(), fault.to_string());
                }
            }
        }
        Ok(())
    }

    /// The clocks of a known body's coming sessions follow its week and its closing hour.
    fn follow(
        &mut self,
        work: &mut Work,
        part: Part,
        bodies: (&Body, &Body),
    ) -> Result<(), Broken> {
        let followed =
            changes::bodies::follow(work, self.entering.now, &self.counting, &ACTOR, bodies);
        match followed {
            Ok(_) => Ok(()),
            Err(Refusal::Broken(broken)) => Err(broken),
            Err(refusal) => {
                self.faults.add(part, "week", refusal.to_string());
                Ok(())
            }
        }
    }

    fn known_body(&mut self, work: &mut Work, slug: &str) -> Result<Option<Body>, Broken> {
        if let Some(body) = self.bodies.get(slug) {
            return Ok(Some(body.clone()));
        }
        let found = bodies::store::by_slug(work.connection, slug)?;
        if let Some(body) = &found {
            self.bodies.insert(slug.to_owned(), body.clone());
        }
        Ok(found)
    }

    fn session(
        &mut self,
        work: &mut Work,
        all: &[BodyRead],
        read: &SessionRead,
    ) -> Result<(), Broken> {
        let Some(slug) = &read.body else {
            return Ok(());
        };
        let Some(body) = self.known_body(work, slug)? else {
            if !all.iter().any(|body| body.order.slug == *slug) {
                self.faults.add(read.part, "body", no_such_body(slug));
            }
            return Ok(());
        };
        let order = Order {
            kind: read.kind.unwrap_or(body.kind),
            ..read.order.clone()
        };
        let done = if self.wrong.contains(&read.part) {
            self.count_only(&body, read, &order)
        } else {
            self.enter_session(work, &body, read, &order)
        };
        match done {
            Ok(()) => Ok(()),
            Err(Refusal::Broken(broken)) => Err(broken),
            Err(refusal) => {
                let field = refusal.field().unwrap_or_default();
                self.faults.add(read.part, field, refusal.to_string());
                Ok(())
            }
        }
    }

    /// What has faults is not entered, but whether its clocks can be counted is told in the same run.
    fn count_only(&self, body: &Body, read: &SessionRead, order: &Order) -> Result<(), Refusal> {
        let is_right = |ends| Order::check_length(order.starts, Some(ends)).is_ok();
        let ends = order.ends.filter(|ends| is_right(*ends));
        if read.has_start {
            actions::count(&self.counting, body, order.kind, order.starts, ends)?;
        }
        Ok(())
    }

    fn enter_session(
        &mut self,
        work: &mut Work,
        body: &Body,
        read: &SessionRead,
        order: &Order,
    ) -> Result<(), Refusal> {
        let (now, app) = (self.entering.now, &self.entering.app);
        let why = read.why.as_ref().unwrap_or(&self.why);
        let known = actions::known(work, &self.counting, body, order)?;
        if read.closing.is_none()
            && let Some(known) = &known
            && !store::standing_of(work.connection, known.id)?.is_empty()
        {
            self.faults.add(read.part, "closing", STANDS_CLOSED);
            return Ok(());
        }
        let mut order = order.clone();
        if let Some(closing) = &read.closing {
            closing.word(app, &mut order, known.is_none());
        }
        let mut entered =
            actions::enter(work, now, &self.counting, &ACTOR, body, &order, Some(why))?;
        if let Some(closing) = &read.closing {
            let of = (&entered.session, &entered.details, &order);
            let closed = closing.enter(work, app, now, &self.counting, &ACTOR, of);
            if let Err(Refusal::NeverRestricted(hits)) = &closed {
                let (session, hits) = (entered.session.clone(), hits.clone());
                self.barred.push(Barred { session, hits });
            }
            if let Some(session) = closed? {
                entered.session = session;
                if entered.done == Done::Unchanged {
                    entered.done = Done::Updated;
                }
            }
        }
        if entered.more_seats {
            move_up(work, now, &entered.session)?;
        }
        let mut session = entered.session;
        let is_draft = !session.status.is_public();
        if self.entering.announce && is_draft {
            session =
                actions::announce(work, now, &self.counting, &ACTOR, body, session.id)?.session;
        }
        let line = SessionLine {
            place: read.part.to_string(),
            announced_now: is_draft && session.status.is_public(),
            due: reasons_due(&session),
            session,
            body: body.slug.clone(),
            done: entered.done,
        };
        self.report.notes.extend(read.notes.iter().cloned());
        self.report.sessions.push(line);
        Ok(())
    }
}

/// More seats than before: those who wait get them before anybody who comes later (605-10).
fn move_up(work: &mut Work, now: DateTime<Utc>, session: &Session) -> Result<(), Refusal> {
    use applications::refusal::Refusal as Kept;
    applications::actions::give_free_seats(work, now, session.id).map_err(|kept| match kept {
        Kept::Broken(broken) => Refusal::Broken(broken),
        other => Refusal::Broken(Broken::Data(format!("the waiting list: {other:?}"))),
    })
}

fn no_such_body(slug: &str) -> String {
    format!("no body has the slug \"{slug}\", neither in this file nor in the office")
}
