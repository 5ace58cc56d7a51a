//! An emergency over a thousand sessions with a hundred thousand applications, and the public pages meanwhile.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use otyrys::clock::Clock;
use otyrys::database::schema::{calls, outbox, session_clocks, sessions};
use otyrys::database::{Broken, Database, Id, Lane, Work, count_for_the_planner};
use otyrys::emergencies::{self, Declaration, Ending, Outcome as Declared, Refusal};
use otyrys::language::Multilingual;
use otyrys::law::emergency::EmergencyKind;

use crate::Outcome;
use crate::client::{Get, ask_once};
use crate::database::{Engine, Home};
use crate::process::{Server, otyrys};
use crate::rounds::median;

/// Every tenth is held online and has no hall to take away.
const FILLED: &str = "1111";
const SESSIONS: i64 = 1_000;
const PEOPLE: &str = "100000";

const ROUNDS: u32 = 3;
const WANTED_SECONDS: f64 = 5.0;
const WANTED_MS: f64 = 50.0;

/// Between two visitors.
const PAUSE: Duration = Duration::from_millis(4);

/// Visitors come on for so long after the declaration, when no page is fresh any more.
const AFTERWARDS: Duration = Duration::from_secs(1);

/// Prints what was reached.
pub fn measure(engine: &Engine) -> Outcome<()> {
    let home = Home::new(engine)?;
    let filled = otyrys(&home)
        .args(["fill", "--bodies", "50", "--sessions", FILLED])
        .args(["--applications", PEOPLE])
        .status()?;
    if !filled.success() {
        return Err("the office was not filled".into());
    }
    let database = home.open()?;
    let ids = all_to_come(&database)?;
    let server = Server::otyrys(&home, false)?;
    let paths: Vec<String> = ids
        .iter()
        .step_by(7)
        .map(|id| format!("/kk/sessions/{id}"))
        .chain(["/kk/".to_owned(), "/ru/".to_owned()])
        .collect();
    for path in &paths {
        asked(server.address, path)?;
    }
    println!(
        "\nemergency over {SESSIONS} sessions with {PEOPLE} applications, {}",
        engine.name()
    );
    let (mut declaring, mut ending, mut pages) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (seconds, mut asked, declared) = declare(&database, &server, &paths, round)?;
        if declared.switched != SESSIONS {
            return Err(format!("{} sessions were switched", declared.switched).into());
        }
        // A letter or a call for each.
        let (people, told) = (declared.people, declared.letters + declared.calls);
        if people.to_string() != PEOPLE || told != people {
            return Err(format!("{people} people were moved and {told} are told").into());
        }
        declaring.push(seconds);
        pages.append(&mut asked);
        ending.push(end(&database, &declared)?);
        all_sent(&database)?;
    }
    pages.sort_by(f64::total_cmp);
    let percentile = |of_hundred: usize| {
        let place = pages.len() * of_hundred / 100;
        pages
            .get(place.min(pages.len().saturating_sub(1)))
            .copied()
            .unwrap_or(f64::NAN)
    };
    let verdict = |reached| if reached { "reached" } else { "MISSED" };
    let seconds = median(&mut declaring);
    println!(
        "  declared in {seconds:.2} s; wanted {WANTED_SECONDS:.0}: {}",
        verdict(seconds <= WANTED_SECONDS)
    );
    println!(
        "  {} pages meanwhile   p50 {:>6.2} ms   p99 {:>6.2} ms; wanted {WANTED_MS:.0}: {}",
        pages.len(),
        percentile(50),
        percentile(99),
        verdict(percentile(99) < WANTED_MS)
    );
    println!(
        "  halls and places given back in {:.2} s",
        median(&mut ending)
    );
    Ok(())
}

/// All sessions begin in a month; their ids.
fn all_to_come(database: &Database) -> Outcome<Vec<Id>> {
    let now = now();
    let starts = otyrys::database::Instant::from(now + TimeDelta::days(30));
    let over = otyrys::database::Instant::from(now + TimeDelta::days(30) + TimeDelta::hours(4));
    let ids = database.write_here(Lane::All, move |work: &mut Work| {
        diesel::update(sessions::table)
            .set((sessions::starts_at.eq(starts), sessions::closes_at.eq(over)))
            .execute(work.connection)?;
        diesel::update(session_clocks::table)
            .set(session_clocks::apply_before.eq(starts))
            .execute(work.connection)?;
        count_for_the_planner(work.connection)?;
        Ok::<_, Broken>(sessions::table.select(sessions::id).load(work.connection)?)
    })?;
    Ok(ids)
}

/// All that was ordered has gone out: the next round begins as this one did.
fn all_sent(database: &Database) -> Outcome<()> {
    database.write_here(Lane::All, move |work: &mut Work| {
        diesel::delete(outbox::table).execute(work.connection)?;
        diesel::delete(calls::table).execute(work.connection)?;
        count_for_the_planner(work.connection)?;
        Ok::<_, Broken>(())
    })?;
    Ok(())
}

/// Seconds, the milliseconds of the pages asked for meanwhile, and what came of it.
fn declare(
    database: &Database,
    server: &Server,
    paths: &[String],
    round: u32,
) -> Outcome<(f64, Vec<f64>, Declared)> {
    let (now, done) = (now(), AtomicBool::new(false));
    let declaration = Declaration {
        body: None,
        kind: EmergencyKind::Natural,
        country: true,
        regions: Vec::new(),
        basis: Multilingual::new("Үкімет қаулысы № 12", "Постановление Правительства № 12"),
        basis_url: None,
        signer: "bench".to_owned(),
        from: now - TimeDelta::days(1),
        until: None,
        request_key: format!("round {round}"),
        staff: Id::new(),
    };
    std::thread::scope(|scope| {
        let visitors = scope.spawn(|| visit(server.address, paths, &done));
        let begun = Instant::now();
        let declared = database.write_here(Lane::All, move |work: &mut Work| {
            emergencies::declare(work, now, &declaration)
        });
        let seconds = begun.elapsed().as_secs_f64();
        std::thread::sleep(AFTERWARDS);
        done.store(true, Ordering::Release);
        let pages = visitors.join().map_err(|_| "the visitors broke off")??;
        let declared = declared.map_err(|refusal: Refusal| refusal.to_string())?;
        Ok((seconds, pages, declared))
    })
}

/// Milliseconds of each page, one visitor after another until all is done.
fn visit(server: SocketAddr, paths: &[String], done: &AtomicBool) -> Outcome<Vec<f64>> {
    let mut took = Vec::new();
    for path in paths.iter().cycle() {
        if done.load(Ordering::Acquire) {
            break;
        }
        took.push(asked(server, path)?);
        std::thread::sleep(PAUSE);
    }
    Ok(took)
}

fn asked(server: SocketAddr, path: &str) -> Outcome<f64> {
    let page = Get::new(path, "", 200);
    let begun = Instant::now();
    let (status, ..) = ask_once(server, page.bytes())?;
    if status != 200 {
        return Err(format!("{path} answers {status}").into());
    }
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

fn end(database: &Database, declared: &Declared) -> Outcome<f64> {
    let emergency = &declared.emergency.emergency;
    let ending = Ending {
        id: emergency.id,
        seen: emergency.updated_at,
        restore: true,
        staff: Id::new(),
    };
    let now = now();
    let begun = Instant::now();
    let ended = database.write_here(Lane::All, move |work: &mut Work| {
        emergencies::end(work, now, &ending)
    });
    let afterwards = ended.map_err(|refusal: Refusal| refusal.to_string())?;
    if i64::try_from(afterwards.restored.len())? != SESSIONS {
        return Err(format!("{} halls were given back", afterwards.restored.len()).into());
    }
    Ok(begun.elapsed().as_secs_f64())
}

fn now() -> DateTime<Utc> {
    Clock::system().now()
}
