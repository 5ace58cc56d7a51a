//! `staff list`.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Shared;
use crate::app::App;
use crate::commands::{Failure, print, print_json};
use crate::database::{Broken, Id};
use crate::language::Language;
use crate::staff::actions::{self, Roles};
use crate::staff::record::Member;
use crate::staff::store;
use crate::web::desk::Role;
use crate::web::layout::CAPITAL_ZONE;

/// One person, as printed.
#[derive(Serialize)]
struct Listed {
    email: String,
    name: String,
    language: Language,
    state: &'static str,
    second_factor: bool,
    roles: Vec<ListedRole>,
}

#[derive(Serialize)]
struct ListedRole {
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

/// Prints everybody.
pub(super) fn list(shared: &Shared) -> Result<(), Failure> {
    let app = shared.office.open()?;
    let people = listed(&app)?;
    if shared.json {
        return print_json(&people);
    }
    let lines: Vec<String> = people.iter().map(Listed::line).collect();
    print(&lines.join("\n"))
}

fn listed(app: &Arc<App>) -> Result<Vec<Listed>, Failure> {
    let now = app.now();
    let today = now.with_timezone(&CAPITAL_ZONE).date_naive();
    let listed = app.database.read_here(move |connection| {
        let people = store::people(connection, None)?;
        let ids: Vec<Id> = people.iter().map(|member| member.id).collect();
        let mut rows = store::roles_of_all(connection, &ids)?;
        let bodies = store::served_bodies(connection, None, today)?;
        let slug = |id: Id| bodies.iter().find(|body| body.id == id);
        let one = |member: Member| {
            let roles = Roles::of(&member, &rows.remove(&member.id).unwrap_or_default());
            let office = roles.office.map(|role| ListedRole { role, body: None });
            let own = roles.bodies.iter().map(|(body, role)| ListedRole {
                role: *role,
                body: slug(*body).map(|body| body.slug.clone()),
            });
            Listed {
                state: state_of(&member, now),
                second_factor: member.totp_secret.is_some(),
                roles: office.into_iter().chain(own).collect(),
                email: member.email,
                name: member.name,
                language: member.language,
            }
        };
        Ok::<_, Broken>(people.into_iter().map(one).collect())
    })?;
    Ok(listed)
}

fn state_of(member: &Member, now: DateTime<Utc>) -> &'static str {
    if member.disabled_at.is_some() {
        "disabled"
    } else if member.password_hash.is_some() {
        "active"
    } else if actions::link_is_open(member, now) {
        "invited"
    } else {
        "link over"
    }
}

impl Listed {
    fn line(&self) -> String {
        let roles: Vec<String> = self
            .roles
            .iter()
            .map(|one| match &one.body {
                Some(body) => format!("{}:{body}", one.role),
                None => one.role.to_string(),
            })
            .collect();
        let factor = if self.second_factor {
            "2nd factor"
        } else {
            "-"
        };
        format!(
            "{:<32} {:<10} {factor:<10} {} ({})",
            self.email,
            self.state,
            roles.join(" "),
            self.name
        )
    }
}
