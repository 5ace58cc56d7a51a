//! Letters through a local relay: `otyrys worker` beside the letters that wait, against a server that takes each at
//! once. Every letter is put into words, sent, and noted durably.

use std::collections::BTreeSet;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::clock::Clock;
use otyrys::database::schema::outbox;
use otyrys::database::{Broken, Database, Id, Lane as WriteLane};
use otyrys::language::Language;
use otyrys::outbox::{self as letters, Lane, Letter};
use serde_json::json;

use crate::Outcome;
use crate::database::{Engine, Home};
use crate::process::otyrys;
use crate::session;
use crate::sink::{Manner, Sink};

const LETTERS: u32 = 10_000;
const WANTED: f64 = 500.0;
const PATIENCE: Duration = Duration::from_mins(2);

/// A worker; it ends with this value.
struct Worker(Child);

impl Drop for Worker {
    fn drop(&mut self) {
        // It may be gone already; then there is nothing to end.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Prints what was reached.
pub fn measure(engine: &Engine) -> Outcome<()> {
    let home = Home::new(engine)?;
    let session = session::announce(&home, 1, 20)?;
    let session = *session.first().ok_or("a session")?;
    let database = home.open()?;
    order(&database, session)?;
    let sink = Sink::start(Manner::default())?;
    let worker = otyrys(&home)
        .arg("worker")
        .env("OTYRYS__MAIL__TRANSPORT", "smtp")
        .env(
            "OTYRYS__MAIL__SMTP_URL",
            format!("smtp://127.0.0.1:{}", sink.port),
        )
        .stdin(Stdio::null())
        .spawn()?;
    let worker = Worker(worker);
    let started = Instant::now();
    let wait = || -> Outcome<()> {
        if started.elapsed() > PATIENCE {
            return Err("the letters do not go out".into());
        }
        std::thread::sleep(Duration::from_millis(2));
        Ok(())
    };
    // From the first letter on: the start of the program is no matter of letters.
    while sink.count() == 0 {
        wait()?;
    }
    let begun = Instant::now();
    while delivered(&database)? < i64::from(LETTERS) {
        wait()?;
    }
    let seconds = begun.elapsed().as_secs_f64();
    drop(worker);
    let taken = sink.taken();
    let readers: BTreeSet<&str> = taken.iter().map(|one| one.to.as_str()).collect();
    if taken.len() != readers.len() || u32::try_from(readers.len())? != LETTERS {
        return Err("a letter was lost or sent twice".into());
    }
    let rate = f64::from(LETTERS) / seconds;
    println!(
        "\nletters, {}: {rate:.0} a second through a local relay ({LETTERS} in {seconds:.1} s); \
         wanted {WANTED:.0}: {}",
        engine.name(),
        if rate >= WANTED { "reached" } else { "MISSED" },
    );
    Ok(())
}

fn order(database: &Database, session: Id) -> Outcome<()> {
    let now = Clock::system().now();
    Ok(database.write_here(WriteLane::Any, move |work| {
        for number in 0..LETTERS {
            letters::put(
                work,
                now,
                Letter {
                    once_key: format!("measured-{number}"),
                    lane: Lane::Ordinary,
                    kind: "application-received",
                    recipient: format!("reader-{number}@example.org"),
                    language: Language::Kk,
                    session: Some(session),
                    payload: json!({
                        "application": "a", "number": "T00001-0001", "secret": "s", "state": "seated",
                        "queue_place": null, "received_at": now, "revision": 0,
                    }),
                    give_up_at: now + TimeDelta::days(1),
                },
            );
        }
        Ok::<_, Broken>(())
    })?)
}

fn delivered(database: &Database) -> Outcome<i64> {
    // Looked at rarely: counting is work for the machine that is measured.
    std::thread::sleep(Duration::from_millis(100));
    let count = database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .filter(outbox::state.eq("delivered"))
                .count()
                .get_result(connection)?,
        )
    });
    Ok(count?)
}
