//! What the administration of people is ordered with: by whom, which roles, by which link; and why it is refused.

use chrono::{DateTime, TimeDelta, Utc};

use crate::database::{Broken, Id};
use crate::journal::Actor;
use crate::language::Language;
use crate::staff::record::{Member, RoleRow};
use crate::staff::tokens;
use crate::web::desk::{Person, Reach, Right, Role};

/// How long a one-time link opens.
const LINK_LASTS: TimeDelta = TimeDelta::hours(72);

/// Who says who works here, and for which bodies.
#[derive(Debug, Clone)]
pub struct Authority {
    pub(super) actor: Actor,
    pub(super) own: Option<Id>,
    reach: Reach,
}

impl Authority {
    /// Of somebody at the desk.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        Self {
            actor: Actor::Staff(person.id),
            own: Some(person.id),
            reach: person.reach(Right::KeepStaff),
        }
    }

    /// Of whoever sits at the machine.
    #[must_use]
    pub fn of_command(name: &'static str) -> Self {
        Self {
            actor: Actor::Command(name),
            own: None,
            reach: Reach::All,
        }
    }

    /// Whether it reaches beyond single bodies: to roles of the office.
    #[must_use]
    pub fn is_of_the_office(&self) -> bool {
        self.reach == Reach::All
    }

    /// Whether it reaches to a body.
    #[must_use]
    pub fn reaches(&self, body: Id) -> bool {
        self.reach.holds(body)
    }
}

/// What somebody is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    /// For all bodies.
    pub office: Option<Role>,
    /// For single bodies, in order.
    pub bodies: Vec<(Id, Role)>,
}

impl Roles {
    /// Of rows.
    #[must_use]
    pub fn of(member: &Member, rows: &[RoleRow]) -> Self {
        let mut bodies: Vec<(Id, Role)> = rows.iter().map(|row| (row.body_id, row.role)).collect();
        in_order(&mut bodies);
        Self {
            office: member.office_role,
            bodies,
        }
    }

    /// All roles, without their bodies.
    pub fn kinds(&self) -> impl Iterator<Item = Role> {
        self.bodies.iter().map(|(_, role)| *role).chain(self.office)
    }

    pub(super) fn in_body(&self, body: Option<Id>) -> Vec<&'static str> {
        match body {
            None => self.office.iter().map(|role| role.as_str()).collect(),
            Some(body) => {
                let own = self.bodies.iter().filter(|(one, _)| *one == body);
                own.map(|(_, role)| role.as_str()).collect()
            }
        }
    }

    /// For whom somebody has a role here or there.
    pub(super) fn places(&self, other: &Self) -> Vec<Option<Id>> {
        let bodies = self.bodies.iter().chain(&other.bodies);
        let mut places: Vec<Option<Id>> = bodies.map(|(body, _)| Some(*body)).collect();
        places.push(None);
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// In the order of bodies, none twice.
pub(super) fn in_order(bodies: &mut Vec<(Id, Role)>) {
    bodies.sort_unstable_by_key(|(body, role)| (*body, role.as_str()));
    bodies.dedup();
}

/// Somebody new.
#[derive(Debug, Clone)]
pub struct New {
    /// What one will sign in with, in lower case.
    pub email: String,
    /// As colleagues read it.
    pub name: String,
    /// The language of pages and letters.
    pub language: Language,
    /// What the person is to be.
    pub roles: Roles,
}

/// A one-time link by which a password is chosen: its secret, and until when it opens.
#[derive(Debug, Clone)]
pub struct Link {
    /// What stands in the address; only its digest is kept.
    pub secret: String,
    /// Until when.
    pub ends_at: DateTime<Utc>,
}

impl Link {
    /// A new one.
    #[must_use]
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            secret: tokens::secret(),
            ends_at: now + LINK_LASTS,
        }
    }

    /// Where it leads under this origin.
    #[must_use]
    pub fn address(&self, origin: &str) -> String {
        format!("{origin}/desk/set-up/{}", self.secret)
    }
}

/// Why an act on a person is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Somebody has this address already.
    #[error("somebody with this e-mail address is entered already")]
    EmailKnown,
    /// The form is older than the person's state.
    #[error("the person was changed meanwhile")]
    Stale,
    /// Nobody does this to the own account.
    #[error("nobody does this to their own account")]
    Own,
    /// Nobody would be left who may.
    #[error("this is the last system administrator; name another first")]
    LastSystemAdmin,
    /// A role of the office or of a body of others, or a person who stands there.
    #[error("this reaches beyond the own bodies")]
    Beyond,
    /// Nobody is there.
    #[error("there is no such person")]
    Nobody,
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}
