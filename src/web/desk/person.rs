//! Who is signed in.

use sha2::{Digest, Sha256};

use super::rights::{Right, Role};
use crate::database::Id;
use crate::language::Language;
use crate::web::Problem;
use crate::web::hex::hex;

/// A role, and the body for which it is held; none for a role of the whole office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// What.
    pub role: Role,
    /// For whom.
    pub body: Option<Id>,
}

/// A person of a secretariat who is signed in.
#[derive(Debug, Clone)]
pub struct Person {
    /// Ours.
    pub id: Id,
    /// As colleagues read it.
    pub name: String,
    /// The language that the person chose.
    pub language: Language,
    /// What the person is.
    pub standings: Vec<Standing>,
    /// This sign-in, among those of the person.
    pub sign_in: Id,
    /// The token that each form of this sign-in carries.
    pub csrf: String,
    /// Some form of the person is kept from a sign-in that ran out.
    pub has_kept_forms: bool,
}

/// For which bodies a person may do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Whichever.
    All,
    /// These.
    Only(Vec<Id>),
}

impl Reach {
    /// Whether a body is among them.
    #[must_use]
    pub fn holds(&self, body: Id) -> bool {
        match self {
            Self::All => true,
            Self::Only(bodies) => bodies.contains(&body),
        }
    }
}

impl Person {
    /// The token for forms of the sign-in whose secret has this digest.
    #[must_use]
    pub fn csrf_of(secret_digest: &str) -> String {
        hex(&Sha256::digest(format!("form {secret_digest}").as_bytes()))
    }

    /// Whether the person may do something for this body.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where the person has nothing to do with the body: its objects are not there then;
    /// [`Problem::Forbidden`] where another role would be needed.
    pub fn may(&self, right: Right, body: Id) -> Result<(), Problem> {
        let mut roles = self
            .standings
            .iter()
            .filter(|one| one.body.is_none_or(|own| own == body))
            .map(|one| one.role)
            .peekable();
        if roles.peek().is_none() {
            return Err(Problem::NotFound);
        }
        if roles.any(|role| role.grants(right)) {
            Ok(())
        } else {
            Err(Problem::Forbidden)
        }
    }

    /// The same as a word: for what a page shows or leaves out.
    #[must_use]
    pub fn can(&self, right: Right, body: Id) -> bool {
        self.may(right, body).is_ok()
    }

    /// Whether the person may do it for some body at least.
    #[must_use]
    pub fn may_somewhere(&self, right: Right) -> bool {
        self.standings.iter().any(|one| one.role.grants(right))
    }

    /// For which bodies the person may do it.
    #[must_use]
    pub fn reach(&self, right: Right) -> Reach {
        let granting = || self.standings.iter().filter(|one| one.role.grants(right));
        if granting().any(|one| one.body.is_none()) {
            return Reach::All;
        }
        let mut bodies: Vec<Id> = granting().filter_map(|one| one.body).collect();
        bodies.sort_unstable();
        bodies.dedup();
        Reach::Only(bodies)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(standings: &[(Role, Option<Id>)]) -> Person {
        let standings = standings
            .iter()
            .map(|&(role, body)| Standing { role, body })
            .collect();
        Person {
            id: Id::new(),
            name: String::new(),
            language: Language::Kk,
            standings,
            sign_in: Id::new(),
            csrf: String::new(),
            has_kept_forms: false,
        }
    }

    #[test]
    fn another_bodys_objects_are_not_there() {
        let (own, other) = (Id::new(), Id::new());
        let guard = person(&[(Role::Guard, Some(own))]);
        assert!(guard.may(Right::KeepDoor, own).is_ok());
        assert!(matches!(
            guard.may(Right::Decide, own),
            Err(Problem::Forbidden)
        ));
        assert!(matches!(
            guard.may(Right::KeepDoor, other),
            Err(Problem::NotFound)
        ));
    }

    #[test]
    fn one_person_may_serve_several_bodies_in_several_roles() {
        let (one, two) = (Id::new(), Id::new());
        let both = person(&[(Role::Secretary, Some(one)), (Role::Guard, Some(two))]);
        assert!(both.can(Right::Decide, one) && !both.can(Right::Decide, two));
        assert_eq!(both.reach(Right::Decide), Reach::Only(vec![one]));
        assert!(matches!(both.reach(Right::KeepDoor), Reach::Only(bodies) if bodies.len() == 2));
    }

    #[test]
    fn the_supervisor_reads_everything_but_persons() {
        let supervisor = person(&[(Role::Supervisor, None)]);
        assert_eq!(supervisor.reach(Right::SeeApplications), Reach::All);
        assert!(!supervisor.may_somewhere(Right::SeePersons));
        assert!(!supervisor.may_somewhere(Right::Decide));
    }
}
