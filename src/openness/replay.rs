//! The same from the journal alone: act by act, in the order in which they were written. So anybody who holds the journal
//! and its seals can find whether a stamp in a table was changed since (OS-17: numbers are re-computable).

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};

use super::known::{Known, Reason, Reasons, Scope};
use super::store;
use crate::database::{AnyConnection, Broken, Id, Instant, Zone};
use crate::journal::record::Line;
use crate::language::Multilingual;
use crate::law::openness::{CommentFacts, Late, SessionFacts};
use crate::law::session_course::{Access, SessionStatus};

mod comments;

use comments::Comments;

/// What the journal says of the sessions of a year. The whole journal is read, some thousand lines at a time.
///
/// # Errors
/// [`Broken::Query`].
pub fn from_journal(connection: &mut AnyConnection, scope: Scope) -> Result<Vec<Known>, Broken> {
    let mut replay = Replay::default();
    let mut after = -1;
    loop {
        let lines = store::lines_after(connection, after)?;
        let Some(last) = lines.last() else { break };
        after = last.place;
        for line in &lines {
            replay.take(line);
        }
    }
    Ok(replay.known(scope))
}

/// A session as the lines read so far leave it.
#[derive(Debug, Default)]
struct Told {
    body: Option<Id>,
    /// Its fields by the names that the journal gives them.
    fields: Map<String, Value>,
    announced_at: Option<DateTime<Utc>>,
    broadcast_at: Option<DateTime<Utc>>,
    impossible: Option<(DateTime<Utc>, Option<Multilingual>)>,
    complete_at: Option<DateTime<Utc>>,
    late: Option<(Late, Option<String>)>,
}

#[derive(Debug, Default)]
struct Replay {
    /// In the order in which they were entered.
    order: Vec<Id>,
    sessions: HashMap<Id, Told>,
    exempt: HashMap<Id, bool>,
    comments: Comments,
}

impl Replay {
    fn take(&mut self, line: &Line) {
        let after = fields(line.after.as_deref());
        match line.object_kind.as_str() {
            "body" => {
                if let Some(exempt) = after.get("exempt").and_then(Value::as_bool) {
                    self.exempt.insert(line.object_id, exempt);
                }
            }
            "session" => {
                if !self.sessions.contains_key(&line.object_id) {
                    self.order.push(line.object_id);
                }
                let told = self.sessions.entry(line.object_id).or_default();
                told.body = told.body.or(line.body_id);
                told.take(line, after);
            }
            "comment" => self.comments.take(line, &after),
            _ => {}
        }
    }

    fn known(mut self, scope: Scope) -> Vec<Known> {
        let mut known = Vec::new();
        for id in &self.order {
            let Some(told) = self.sessions.remove(id) else {
                continue;
            };
            let exempt = |body| self.exempt.get(&body).copied().unwrap_or(false);
            let comments = self.comments.of(*id);
            if let Some(one) = told.known(*id, exempt, comments)
                && scope.holds(one.body, one.day)
            {
                known.push(one);
            }
        }
        known.sort_by_key(|one| (one.facts.starts_at, one.id));
        known
    }
}

impl Told {
    fn take(&mut self, line: &Line, after: Map<String, Value>) {
        let at = line.at.utc();
        match line.act.as_str() {
            "broadcast.began" | "broadcast.entered" => {
                let began = instant(&after, "began_at").unwrap_or(at);
                self.broadcast_at = Some(self.broadcast_at.map_or(began, |one| one.min(began)));
            }
            "broadcast.impossible" => {
                self.impossible = Some((at, words(&after, "impossible_why")));
            }
            "broadcast.possible" => self.impossible = None,
            "results.published" | "results.none_stated" => self.placed(at, &after, true),
            "results.replaced" => self.placed(at, &after, false),
            act if act.starts_with("session.") => {
                if matches!(act, "session.announced" | "session.postpone") {
                    self.announced_at = Some(at);
                }
                self.fields.extend(after);
            }
            _ => {}
        }
    }

    /// A result was placed; what takes the place of another has a clock of its own.
    fn placed(&mut self, at: DateTime<Utc>, after: &Map<String, Value>, first: bool) {
        let text = |field: &str| after.get(field).and_then(Value::as_str);
        let owed = self.complete_at.is_none_or(|complete| at <= complete);
        let in_time = after
            .get("in_time")
            .and_then(Value::as_bool)
            .unwrap_or(true);
        let counts = first && owed && text("result") != Some("other");
        if let (true, false, None) = (counts, in_time, &self.late) {
            let reason = text("late_reason").map(str::to_owned);
            let late = Late {
                due: instant(after, "due_before").unwrap_or(at),
                done: at,
                explained: reason.is_some(),
            };
            self.late = Some((late, reason));
        }
        self.complete_at = instant(after, "results_complete_at").or(self.complete_at);
    }

    /// `None` of a draft, and of what the journal knows too little of.
    fn known(
        self,
        id: Id,
        exempt: impl Fn(Id) -> bool,
        comments: Vec<(i32, CommentFacts)>,
    ) -> Option<Known> {
        let fields = &self.fields;
        let status: SessionStatus = word(fields, "status")?;
        let access: Access = word(fields, "access")?;
        let starts_at = instant(fields, "starts_at")?;
        let zone: Zone = word(fields, "zone")?;
        let day: NaiveDate = zone.local(starts_at).date();
        let body = self.body?;
        let reason = fields.get("late_reason").and_then(Value::as_str);
        let announced_at = self.announced_at.filter(|_| status.is_public())?;
        let (impossible_since, why) = self.impossible.unzip();
        let (late_result, why_late) = self.late.unzip();
        Some(Known {
            id,
            body,
            title: words(fields, "title").unwrap_or_else(|| Multilingual::new("", "")),
            day,
            zone,
            facts: SessionFacts {
                exempt: exempt(body),
                status,
                access,
                starts_at,
                ends_at: instant(fields, "ends_at"),
                announced_at,
                announce_before: instant(fields, "announce_before")?,
                announced_in_time: fields.get("announced_in_time") == Some(&Value::Bool(true)),
                late_explained: reason.is_some(),
                broadcast_at: self.broadcast_at,
                impossible_since,
                results_before: instant(fields, "results_before")?,
                results_complete_at: self.complete_at,
                late_result,
            },
            reasons: Reasons {
                announcement: reason.map(|reason| Reason::Given(reason.to_owned())),
                broadcast: why.flatten().map(Reason::Both),
                results: why_late.flatten().map(Reason::Given),
            },
            comments,
        })
    }
}

fn fields(json: Option<&str>) -> Map<String, Value> {
    match json.map(serde_json::from_str) {
        Some(Ok(Value::Object(fields))) => fields,
        _ => Map::new(),
    }
}

fn word<T: std::str::FromStr>(fields: &Map<String, Value>, field: &str) -> Option<T> {
    fields.get(field)?.as_str()?.parse().ok()
}

/// To the microsecond, as the tables keep it.
fn instant(fields: &Map<String, Value>, field: &str) -> Option<DateTime<Utc>> {
    let text = fields.get(field)?.as_str()?;
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    Some(Instant::from(at.to_utc()).utc())
}

fn words(fields: &Map<String, Value>, field: &str) -> Option<Multilingual> {
    serde_json::from_value(fields.get(field)?.clone()).ok()
}
