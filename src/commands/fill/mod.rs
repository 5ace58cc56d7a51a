//! `fill`: an invented office of a chosen size, for trials. It works beside a running server, in steps between
//! which the server's own acts come to their turn. No letters are ordered: nobody is to get twenty thousand.

mod invented;
mod plan;

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use clap::Args;
use indicatif::ProgressBar;

use super::office::Office;
use super::{Failure, progress};
use crate::app::App;
use crate::applications;
use crate::bodies;
use crate::bodies::record::Body;
use crate::database::{Broken, Lane, Topic, Work, count_for_the_planner};
use crate::journal::{self, Actor};
use crate::language::Multilingual;
use crate::sessions;
use invented::Invented;
use plan::Plan;

/// What may stand behind `fill`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How many bodies
    #[arg(long, value_name = "N")]
    bodies: usize,
    /// How many announced sessions, spread over the working days that the calendar knows
    #[arg(long, value_name = "N")]
    sessions: usize,
    /// How many applications, spread over the sessions
    #[arg(long, value_name = "N")]
    applications: usize,
    #[command(flatten)]
    office: Office,
}

const ACTOR: Actor = Actor::Command("fill");

/// Bodies and sessions entered in one act.
const STEP: usize = 100;

/// Applications entered in one act.
const APPLICATIONS_STEP: usize = 2000;

/// How long the database is left to others after each act.
const PAUSE: Duration = Duration::from_millis(20);

/// Fills the office.
///
/// # Errors
/// Sessions without a body, applications without a session, a calendar that has come to its end.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let &Arguments {
        bodies,
        sessions,
        applications,
        ..
    } = arguments;
    if bodies == 0 && sessions > 0 {
        return Err(Failure::usage(
            "sessions need at least one body: --bodies 1",
        ));
    }
    if sessions == 0 && applications > 0 {
        return Err(Failure::usage(
            "applications need at least one session: --sessions 1",
        ));
    }
    let app = arguments.office.open()?;
    let progress = progress::bar(bodies + sessions + applications, "filling");
    let filled = fill(&app, arguments, &progress);
    progress.finish_and_clear();
    filled?;
    println!("filled: {bodies} bodies, {sessions} sessions, {applications} applications");
    Ok(())
}

fn fill(app: &Arc<App>, arguments: &Arguments, progress: &ProgressBar) -> Result<(), Failure> {
    let bodies = enter_bodies(app, arguments.bodies, progress)?;
    let plan = Plan::new(app, bodies, arguments.sessions, arguments.applications)?;
    let mut number = 0;
    while number < arguments.sessions {
        let last = plan.end_of_step(number, STEP, APPLICATIONS_STEP);
        let invented = app
            .database
            .read_here(|connection| plan.invent(connection, number..last))?;
        progress.inc(u64::try_from(last - number).unwrap_or(0));
        let people: usize = invented.iter().map(|one| one.applications.len()).sum();
        app.database
            .write_here(Lane::All, move |work| enter(work, invented))?;
        progress.inc(u64::try_from(people).unwrap_or(0));
        number = last;
        thread::sleep(PAUSE);
    }
    let counted = |work: &mut Work| count_for_the_planner(work.connection);
    app.database.write_here(Lane::All, counted)?;
    Ok(())
}

fn enter_bodies(
    app: &Arc<App>,
    count: usize,
    progress: &ProgressBar,
) -> Result<Vec<(Body, Multilingual)>, Failure> {
    let mut entered = Vec::with_capacity(count);
    let orders: Vec<bodies::actions::Order> = (0..count).map(invented::body).collect();
    for orders in orders.chunks(STEP) {
        let (orders, now) = (orders.to_vec(), app.now());
        let step = app.database.write_here(Lane::All, move |work| {
            let enter = |order: &bodies::actions::Order| {
                let (body, _) = bodies::actions::enter(work, now, &ACTOR, order)?;
                Ok((body, order.name.clone()))
            };
            orders
                .iter()
                .map(enter)
                .collect::<Result<Vec<_>, bodies::actions::Refusal>>()
        });
        let step = step.map_err(|refusal| Failure::work(refusal.to_string()))?;
        progress.inc(u64::try_from(step.len()).unwrap_or(0));
        entered.extend(step);
        thread::sleep(PAUSE);
    }
    Ok(entered)
}

/// Enters sessions with their applications and notes both; one statement a table and some hundred rows.
fn enter(work: &mut Work, invented: Vec<Invented>) -> Result<(), Broken> {
    let (mut rows, mut people) = (Vec::new(), Vec::new());
    for one in invented {
        for (at, entry) in one.entries() {
            journal::record(work, at, entry);
        }
        people.extend(one.applications);
        rows.push((one.session, one.details, one.words));
    }
    sessions::store::insert_many(work.connection, rows)?;
    applications::store::insert_many(work.connection, &people)?;
    work.touch(Topic::Sessions);
    Ok(())
}
