//! The shape of an import file (contract § 4): bodies and sessions as far as they could be read, and every fault.

use std::collections::HashSet;

use serde_json::Value;

pub use super::body_shape::BodyRead;
use super::body_shape::body;
use super::faults::{Faults, Part};
use super::fields::Object;
pub use super::session_shape::SessionRead;
use super::session_shape::session;

/// What a file says; where a part has faults, the rest of it is a placeholder.
#[derive(Debug)]
pub struct File {
    /// Its bodies.
    pub bodies: Vec<BodyRead>,
    /// Its sessions.
    pub sessions: Vec<SessionRead>,
}

/// Reads a file as far as it can be read.
pub fn read(file: &Value, faults: &Faults) -> File {
    let Some(file) = Object::at(file, Part::File, String::new(), faults) else {
        return File {
            bodies: Vec::new(),
            sessions: Vec::new(),
        };
    };
    let parts = |field, part: fn(usize) -> Part| {
        let items = file.list(field).iter().enumerate();
        items.filter_map(move |(number, item)| {
            let part = part(number);
            Some((part, Object::at(item, part, part.to_string(), faults)?))
        })
    };
    let bodies: Vec<BodyRead> = parts("bodies", Part::Body).map(body).collect();
    let sessions: Vec<SessionRead> = parts("sessions", Part::Session)
        .map(|(part, object)| session(part, object, faults))
        .collect();
    file.finish();
    each_once(&bodies, &sessions, faults);
    File { bodies, sessions }
}

/// The same body, or the same session, must not stand in a file twice.
fn each_once(bodies: &[BodyRead], sessions: &[SessionRead], faults: &Faults) {
    let mut slugs = HashSet::new();
    for body in bodies.iter().filter(|body| !body.order.slug.is_empty()) {
        if !slugs.insert(&body.order.slug) {
            faults.add(body.part, "slug", "stands in the file twice");
        }
    }
    let mut known = HashSet::new();
    for session in sessions.iter().filter(|session| session.has_start) {
        let order = &session.order;
        if !known.insert((&session.body, order.starts, &order.title.kk)) {
            let what = "the same body, start and Kazakh title stand in the file twice";
            faults.add(session.part, "", what);
        }
    }
}
