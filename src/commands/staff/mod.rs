//! `staff`: who works at the desk, from the machine. The first person is entered here; nobody has a password that
//! somebody else chose.

mod list;

use clap::{Args, Subcommand, builder::PossibleValuesParser};
use serde::Serialize;
use validator::ValidateEmail as _;

use super::office::Office;
use super::{Failure, print, print_json};
use crate::app::App;
use crate::database::{Id, Lane, Work};
use crate::language::Language;
use crate::staff::actions::{self, Authority, Link, New, Refusal, Roles};
use crate::staff::record::Member;
use crate::staff::{normal_email, store};
use crate::web::desk::{Role, Signing, signing};
use crate::web::layout::CAPITAL_ZONE;

/// What may stand behind `staff`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Enter a person; prints the one-time link by which they choose a password
    Add(Add),
    /// Everybody who is entered
    List {
        #[command(flatten)]
        shared: Shared,
    },
    /// Shut a person out, at once
    Disable {
        /// What the person signs in with
        email: String,
        #[command(flatten)]
        shared: Shared,
    },
    /// Let a person in again who was shut out
    Enable {
        /// What the person signs in with
        email: String,
        #[command(flatten)]
        shared: Shared,
    },
    /// Take password, second factor and sign-ins away; prints a new one-time link
    Reset {
        /// What the person signs in with
        email: String,
        #[command(flatten)]
        shared: Shared,
    },
    /// Give a person a role, or take it
    Role(RoleOf),
}

#[derive(Debug, Args)]
struct Shared {
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    office: Office,
}

#[derive(Debug, Args)]
struct Add {
    /// What the person signs in with
    #[arg(long)]
    email: String,
    /// As colleagues read it
    #[arg(long)]
    name: String,
    /// Language of pages and letters
    #[arg(long, default_value = "kk", value_parser = PossibleValuesParser::new(["kk", "ru", "en"]))]
    language: String,
    /// What the person is to be
    #[arg(long, value_parser = PossibleValuesParser::new(Role::WORDS))]
    role: String,
    /// For which body: its part of addresses; not for roles of all bodies
    #[arg(long, value_name = "SLUG")]
    body: Option<String>,
    #[command(flatten)]
    shared: Shared,
}

#[derive(Debug, Args)]
struct RoleOf {
    /// What the person signs in with
    email: String,
    /// The role to give
    #[arg(long, value_name = "ROLE", value_parser = PossibleValuesParser::new(Role::WORDS), required_unless_present = "take", conflicts_with = "take")]
    give: Option<String>,
    /// The role to take
    #[arg(long, value_name = "ROLE", value_parser = PossibleValuesParser::new(Role::WORDS))]
    take: Option<String>,
    /// For which body: its part of addresses; not for roles of all bodies
    #[arg(long, value_name = "SLUG")]
    body: Option<String>,
    #[command(flatten)]
    shared: Shared,
}

/// Does what was asked.
///
/// # Errors
/// One line: wrong use, nobody of this address, an act that is refused.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.act {
        Act::Add(add) => enter(add),
        Act::List { shared } => list::list(shared),
        Act::Disable { email, shared } => change(shared, email, "disabled", |work, now, id| {
            actions::disable(work, now, &authority(), (id, None))
        }),
        Act::Enable { email, shared } => change(shared, email, "enabled", |work, now, id| {
            actions::enable(work, now, &authority(), (id, None))
        }),
        Act::Reset { email, shared } => reset(shared, email),
        Act::Role(role) => change_role(role),
    }
}

fn authority() -> Authority {
    Authority::of_command("staff")
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::work(refusal.to_string())
    }
}

/// What is printed of a one-time link.
#[derive(Serialize)]
struct Printed<'a> {
    email: &'a str,
    link: String,
    ends_at: String,
}

fn print_link(app: &App, email: &str, link: &Link, json: bool) -> Result<(), Failure> {
    let ends_at = link.ends_at.with_timezone(&CAPITAL_ZONE).to_rfc3339();
    let address = link.address(&app.public_origin());
    if signing(app) == Signing::Refused {
        eprintln!(
            "note: nobody can sign in under {}; set server.public_url to an https address",
            app.public_origin()
        );
    }
    if json {
        let link = address;
        return print_json(&Printed {
            email,
            link,
            ends_at,
        });
    }
    print(&format!("{address}\nopens once, until {ends_at}"))
}

/// A role with the body that it needs, or without one.
fn role_for(app: &App, role: &str, body: Option<&str>) -> Result<(Role, Option<Id>), Failure> {
    let role: Role = role
        .parse()
        .map_err(|_| Failure::usage(format!("{role} is no role")))?;
    match (role.is_of_the_office(), body) {
        (true, None) => Ok((role, None)),
        (true, Some(_)) => Err(Failure::usage(format!(
            "{role} is a role for all bodies: leave --body out"
        ))),
        (false, None) => Err(Failure::usage(format!("{role} needs --body"))),
        (false, Some(slug)) => {
            let wanted = slug.to_owned();
            let id = app
                .database
                .read_here(move |connection| store::served_by_slug(connection, &wanted))?;
            let id = id.ok_or_else(|| Failure::work(format!("there is no body {slug}")))?;
            Ok((role, Some(id)))
        }
    }
}

fn with(mut roles: Roles, (role, body): (Role, Option<Id>)) -> Roles {
    match body {
        None => roles.office = Some(role),
        Some(body) => roles.bodies.push((body, role)),
    }
    roles
}

fn without(mut roles: Roles, (role, body): (Role, Option<Id>)) -> Roles {
    match body {
        None => roles.office = roles.office.filter(|own| *own != role),
        Some(body) => roles.bodies.retain(|own| *own != (body, role)),
    }
    roles
}

fn enter(add: &Add) -> Result<(), Failure> {
    let email = normal_email(&add.email);
    if !email.validate_email() {
        return Err(Failure::usage(format!("{email} is no e-mail address")));
    }
    let name = add.name.trim().to_owned();
    if name.is_empty() {
        return Err(Failure::usage("--name is empty"));
    }
    let app = add.shared.office.open()?;
    let role = role_for(&app, &add.role, add.body.as_deref())?;
    let new = New {
        email: email.clone(),
        name,
        language: Language::parse(&add.language).unwrap_or_default(),
        roles: with(Roles::default(), role),
    };
    let now = app.now();
    let link = Link::new(now);
    let kept = link.clone();
    app.database.write_here(Lane::All, move |work| {
        actions::add(work, now, &authority(), &new, &kept)
    })?;
    print_link(&app, &email, &link, add.shared.json)
}

/// Whose address this is.
fn whose(app: &App, email: &str) -> Result<Member, Failure> {
    let email = normal_email(email);
    let wanted = email.clone();
    let member = app
        .database
        .read_here(move |connection| store::by_email(connection, &wanted))?;
    member.ok_or_else(|| Failure::work(format!("nobody signs in with {email}")))
}

fn change(
    shared: &Shared,
    email: &str,
    done: &'static str,
    act: impl FnOnce(&mut Work, chrono::DateTime<chrono::Utc>, Id) -> Result<(), Refusal>
    + Send
    + 'static,
) -> Result<(), Failure> {
    let app = shared.office.open()?;
    let member = whose(&app, email)?;
    let (id, now) = (member.id, app.now());
    app.database
        .write_here(Lane::All, move |work| act(work, now, id))?;
    if shared.json {
        return print_json(&serde_json::json!({ "email": member.email, "done": done }));
    }
    print(&format!("{}: {done}", member.email))
}

fn reset(shared: &Shared, email: &str) -> Result<(), Failure> {
    let app = shared.office.open()?;
    let member = whose(&app, email)?;
    let (id, now) = (member.id, app.now());
    let link = Link::new(now);
    let kept = link.clone();
    app.database.write_here(Lane::All, move |work| {
        actions::reset(work, now, &authority(), (id, None), &kept)
    })?;
    print_link(&app, &member.email, &link, shared.json)
}

fn change_role(order: &RoleOf) -> Result<(), Failure> {
    let app = order.shared.office.open()?;
    let member = whose(&app, &order.email)?;
    let word = order.give.as_deref().or(order.take.as_deref());
    let role = role_for(&app, word.unwrap_or_default(), order.body.as_deref())?;
    let (giving, now) = (order.give.is_some(), app.now());
    let known = member.clone();
    let changed = app.database.write_here(Lane::All, move |work| {
        let rows = store::roles_of(work.connection, known.id)?;
        let roles = Roles::of(&known, &rows);
        let wanted = if giving {
            with(roles, role)
        } else {
            without(roles, role)
        };
        let whom = (known.id, Some(known.revision));
        actions::change_roles(work, now, &authority(), whom, &wanted)
    })?;
    let done = match (changed, giving) {
        (true, true) => "given",
        (true, false) => "taken",
        (false, _) => "unchanged",
    };
    if order.shared.json {
        return print_json(&serde_json::json!({ "email": member.email, "done": done }));
    }
    print(&format!("{}: {} {done}", member.email, role.0))
}
