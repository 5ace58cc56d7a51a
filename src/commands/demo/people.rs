//! The people of the demonstration: one a role, all of one invented body. Nobody's password is known beforehand: each
//! start makes new ones and says them. The keys of second factors stay, since telephones hold them.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::commands::Failure;
use crate::database::{Broken, Id, Lane, Work};
use crate::language::Language;
use crate::staff::actions::{self, Authority, Link, New, Roles};
use crate::staff::demo::{self, PEOPLE};
use crate::staff::{passwords, second_factor, store};
use crate::web::desk::Role;

/// The body that they serve.
const BODY: &str = "demo-ministry";

/// Whom visitors are told to turn to.
pub const OPERATOR: &str = "help@demo.example";

/// One of them, and how to sign in.
pub struct Person {
    email: String,
    role: Role,
    password: String,
    /// In Base32; only who needs a second factor has one.
    key: Option<String>,
}

/// Enters the people who are not there yet, and gives all of them new passwords.
///
/// # Errors
/// [`Failure`] of the database.
pub fn enter(app: &Arc<App>) -> Result<Vec<Person>, Failure> {
    let now = app.now();
    let setting = app.settings.staff.second_factor;
    let mut people = Vec::new();
    for (account, name, role) in PEOPLE {
        let password = speakable();
        let hash = passwords::hash_here(&password)?;
        let email = demo::email(account);
        let new = New {
            email: email.clone(),
            name: name.to_owned(),
            language: Language::Kk,
            roles: Roles {
                office: role.is_of_the_office().then_some(role),
                bodies: Vec::new(),
            },
        };
        let needed = second_factor::is_needed(setting, [role]);
        let key = app.database.write_here(Lane::All, move |work| {
            let id = known_or_added(work, now, new, role)?;
            let key = needed.then(second_factor::new_secret);
            actions::furnish(work, now, id, hash, key)
        })?;
        people.push(Person {
            email,
            role,
            password,
            key,
        });
    }
    Ok(people)
}

fn known_or_added(
    work: &mut Work,
    now: DateTime<Utc>,
    mut new: New,
    role: Role,
) -> Result<Id, Broken> {
    if let Some(known) = store::by_email(work.connection, &new.email)? {
        return Ok(known.id);
    }
    if !role.is_of_the_office() {
        let body = store::served_by_slug(work.connection, BODY)?;
        let body = body.ok_or_else(|| Broken::Data(format!("config/demo: no body {BODY}")))?;
        new.roles.bodies.push((body, role));
    }
    let by = Authority::of_command("demo");
    actions::add(work, now, &by, &new, &Link::new(now))
        .map_err(|refusal| Broken::Data(format!("config/demo: {refusal}")))
}

/// What is said of them at the start.
pub fn told(people: &[Person], address: SocketAddr) -> Vec<String> {
    let first =
        format!("sign in at http://{address}/desk/sign-in (new passwords with each start):");
    let lines = people.iter().map(|person| {
        let Person {
            email,
            role,
            password,
            key,
        } = person;
        let key = key.as_ref().map(|key| format!("  second factor: {key}"));
        let line = format!(
            "  {role:<13} {email:<24} {password}{}",
            key.unwrap_or_default()
        );
        line.trim_end().to_owned()
    });
    std::iter::once(first).chain(lines).collect()
}

const CONSONANTS: [char; 14] = [
    'b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z',
];
const VOWELS: [char; 4] = ['a', 'e', 'i', 'o'];

/// A password that can be told over a table: three words of three syllables and a number; 62 bits.
fn speakable() -> String {
    let one = |letters: &[char]| {
        let at = usize::from(rand::random::<u16>()) % letters.len().max(1);
        letters.get(at).copied().unwrap_or_default()
    };
    let word = || -> String {
        (0..3)
            .flat_map(|_| [one(&CONSONANTS), one(&VOWELS)])
            .collect()
    };
    let number = rand::random::<u16>() % 100;
    format!("{}-{}-{}-{number:02}", word(), word(), word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passwords_of_the_demonstration_would_be_taken() {
        for (account, name, _) in PEOPLE {
            let email = demo::email(account);
            let owner = passwords::Owner {
                email: &email,
                name,
            };
            assert_eq!(passwords::weakness(&speakable(), owner), None);
        }
        assert_ne!(speakable(), speakable());
    }
}
