//! What came of an import, for people and for programs.

use serde_json::{Value, json};

use crate::bodies::actions::Done;
use crate::bodies::record::Body;
use crate::database::Id;
use crate::law::announcement::ReasonDue;
use crate::sessions::record::Session;

/// What came of a file.
#[derive(Debug, Default)]
pub struct Report {
    /// Its bodies.
    pub bodies: Vec<BodyLine>,
    /// Its sessions.
    pub sessions: Vec<SessionLine>,
    /// What was left out.
    pub notes: Vec<String>,
}

/// What came of a body.
#[derive(Debug)]
pub struct BodyLine {
    slug: String,
    id: Id,
    done: Done,
}

impl BodyLine {
    /// Of this body.
    pub fn of(body: &Body, done: Done) -> Self {
        Self {
            slug: body.slug.clone(),
            id: body.id,
            done,
        }
    }
}

/// What came of a session.
#[derive(Debug)]
pub struct SessionLine {
    /// Its place in the file.
    pub place: String,
    /// The slug of its body.
    pub body: String,
    /// The session as it stands.
    pub session: Session,
    /// Whether it was known.
    pub done: Done,
    /// It became public by this import.
    pub announced_now: bool,
    /// Reasons that it owes.
    pub due: Vec<ReasonDue>,
}

impl SessionLine {
    fn starts(&self) -> String {
        self.session.zone.rfc3339(self.session.starts_at.utc())
    }
}

impl Report {
    /// A line for each session with its id, and the count of everything.
    pub fn lines(&self, was_tried: bool) -> Vec<String> {
        let sessions = self.sessions.iter().map(|line| {
            let done = if line.announced_now {
                "announced"
            } else {
                word(line.done)
            };
            let (id, body) = (line.session.id, &line.body);
            format!(
                "{done:9}  {id}  {}  {body}  {}",
                line.starts(),
                line.session.title.kk
            )
        });
        let [bodies, sessions_in_all] = [
            tally(self.bodies.iter().map(|line| line.done)),
            tally(self.sessions.iter().map(|line| line.done)),
        ];
        let announced = self.announced();
        let count = format!("bodies: {bodies}; sessions: {sessions_in_all}, {announced} announced");
        let tried = was_tried.then(|| "nothing was written: this was a trial".to_owned());
        sessions.chain([count]).chain(tried).collect()
    }

    /// What the secretariat should know: late announcements, reasons due, fields left out.
    pub fn notes(&self) -> Vec<String> {
        let marks = self.sessions.iter().flat_map(|line| {
            let late = line.announced_now && line.session.announced_in_time == Some(false);
            let late =
                late.then(|| format!("{}: announced late, and marked so (605-8)", line.place));
            let due = line.due.iter().map(|reason| {
                let paragraph = reason.paragraph();
                format!("{}.{reason}: is due ({paragraph})", line.place)
            });
            late.into_iter().chain(due).collect::<Vec<_>>()
        });
        self.notes.iter().cloned().chain(marks).collect()
    }

    /// The same for programs.
    pub fn json(&self, was_tried: bool) -> Value {
        let bodies = self
            .bodies
            .iter()
            .map(|line| json!({ "slug": line.slug, "id": line.id, "done": word(line.done) }));
        let sessions = self.sessions.iter().map(|line| {
            json!({
                "place": line.place,
                "id": line.session.id,
                "body": line.body,
                "starts_at": line.starts(),
                "status": line.session.status,
                "done": word(line.done),
                "announced_now": line.announced_now,
                "announced_in_time": line.session.announced_in_time,
                "revision": line.session.revision,
                "due": line.due,
            })
        });
        json!({
            "dry_run": was_tried,
            "bodies": bodies.collect::<Vec<_>>(),
            "sessions": sessions.collect::<Vec<_>>(),
            "counts": {
                "bodies": counts(self.bodies.iter().map(|line| line.done)),
                "sessions": counts(self.sessions.iter().map(|line| line.done)),
                "announced": self.announced(),
            },
            "notes": self.notes(),
        })
    }

    fn announced(&self) -> usize {
        self.sessions
            .iter()
            .filter(|line| line.announced_now)
            .count()
    }
}

fn word(done: Done) -> &'static str {
    match done {
        Done::Entered => "entered",
        Done::Updated => "updated",
        Done::Unchanged => "unchanged",
    }
}

const EVERY: [Done; 3] = [Done::Entered, Done::Updated, Done::Unchanged];

fn counts(done: impl Iterator<Item = Done>) -> Value {
    let all: Vec<Done> = done.collect();
    let count = |wanted: Done| all.iter().filter(|done| **done == wanted).count();
    let pairs = EVERY.map(|done| (word(done).to_owned(), Value::from(count(done))));
    Value::Object(pairs.into_iter().collect())
}

fn tally(done: impl Iterator<Item = Done>) -> String {
    let all: Vec<Done> = done.collect();
    let count = |wanted: Done| all.iter().filter(|done| **done == wanted).count();
    EVERY
        .map(|done| format!("{} {}", count(done), word(done)))
        .join(", ")
}
