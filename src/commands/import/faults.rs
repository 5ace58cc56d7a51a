//! What is wrong with a file: every fault with its place, each on a line of its own.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

/// Which part of the file a fault belongs to, in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The whole.
    File,
    /// The body of this number.
    Body(usize),
    /// The session of this number.
    Session(usize),
}

impl fmt::Display for Part {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Body(number) => write!(to, "bodies[{number}]"),
            Self::Session(number) => write!(to, "sessions[{number}]"),
        }
    }
}

/// Something wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The part of the file.
    pub part: Part,
    /// The whole place, as `sessions[0].agenda[2].title.kk`.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() {
            "the file"
        } else {
            &self.place
        };
        write!(to, "{place}: {}", self.what)
    }
}

/// The faults found so far.
#[derive(Debug, Default)]
pub struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    /// Notes one at a field of a part; an empty field is the part itself.
    pub fn add(&self, part: Part, field: &str, what: impl Into<String>) {
        let place = match (part.to_string(), field) {
            (part, "") => part,
            (part, field) if part.is_empty() => field.to_owned(),
            (part, field) => format!("{part}.{field}"),
        };
        self.put(part, place, what.into());
    }

    /// Notes one at a place that is written out.
    pub fn put(&self, part: Part, place: String, what: String) {
        self.0.borrow_mut().push(Fault { part, place, what });
    }

    /// Something at this place of the part that is being read, or around it, is wrong already.
    #[must_use]
    pub fn known_at(&self, part: Part, place: &str) -> bool {
        let faults = self.0.borrow();
        let mut own = faults.iter().rev().take_while(|fault| fault.part == part);
        own.any(|fault| {
            let rest = place.strip_prefix(&fault.place);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// The parts in which something is wrong.
    #[must_use]
    pub fn parts(&self) -> BTreeSet<Part> {
        self.0.borrow().iter().map(|fault| fault.part).collect()
    }

    /// All, in the order of the file.
    #[must_use]
    pub fn in_order(self) -> Vec<Fault> {
        let mut faults = self.0.into_inner();
        faults.sort_by_key(|fault| fault.part);
        faults
    }
}
