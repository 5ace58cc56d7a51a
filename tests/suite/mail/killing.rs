//! Workers that are killed at any moment, and workers that work side by side.

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::clock::Clock;
use otyrys::database::schema::outbox;
use otyrys::database::{Broken, Id, Lane as WriteLane};
use otyrys::outbox::Lane;

use super::relay::{PASSWORD, Relay};
use super::{put_at, receipt};
use crate::harness::{Engine, Office, Planned, both_engines};

/// A process that sends this office's letters through the relay, by the clock of the machine.
fn worker(office: &Office, relay: &Relay, in_doubt: usize) -> Child {
    Command::new(env!("CARGO_BIN_EXE_otyrys"))
        .env_clear()
        .env(
            "OTYRYS__DATABASE__URL",
            office.app.settings.database.url.expose(),
        )
        .env("OTYRYS__LOG__FILTER", "error")
        .envs(relay.settings(PASSWORD))
        .env("OTYRYS__MAIL__TIMEOUT_SECONDS", "20")
        .env("OTYRYS__MAIL__CONNECTIONS", "4")
        .env("OTYRYS__MAIL__IN_DOUBT", in_doubt.to_string())
        .arg("worker")
        .stdin(Stdio::null())
        .spawn()
        .expect("the program")
}

async fn order(office: &Office, letters: usize) {
    let session = office.session(&Planned::default());
    let now = Clock::system().now();
    let until = now + TimeDelta::days(1);
    let all = (0..letters).map(|number| {
        let to = format!("reader-{number}@example.org");
        receipt(
            &session,
            &format!("kill-{number}"),
            Lane::Ordinary,
            &to,
            until,
        )
    });
    put_at(office, now, all.collect()).await;
}

fn delivered(office: &Office) -> i64 {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .filter(outbox::state.eq("delivered"))
                .count()
                .get_result(connection)?,
        )
    });
    read.expect("a number")
}

/// The letters that are on record as sent.
fn noted(office: &Office) -> Vec<Id> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .filter(outbox::state.eq("delivered"))
                .select(outbox::id)
                .load(connection)?,
        )
    });
    read.expect("letters")
}

/// What the dead held is due again, as if its lease had run out.
async fn let_leases_run_out(office: &Office) {
    let act = |work: &mut otyrys::database::Work| {
        let long_ago = otyrys::database::Instant::from(chrono::DateTime::UNIX_EPOCH);
        diesel::update(outbox::table.filter(outbox::leased_until.is_not_null()))
            .set(outbox::leased_until.eq(Some(long_ago)))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    };
    let done = office.app.database.write(WriteLane::Any, act).await;
    done.expect("leases ended");
}

async fn until(what: &str, reached: impl Fn() -> bool) {
    let begun = Instant::now();
    while !reached() {
        assert!(begun.elapsed() < Duration::from_mins(1), "{what}");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// Kills a worker with four connections again and again while letters go out, and gives how many letters each death
/// left behind that were sent and not noted. None is lost, and no other is sent twice.
async fn in_doubt_by_kill(kills: usize, letters: usize, in_doubt: usize) -> Option<Vec<usize>> {
    let relay = Relay::start()?;
    let office = Office::open(Engine::Sqlite, "2026-12-07T09:00:00+05:00").expect("an office");
    order(&office, letters).await;
    let all = i64::try_from(letters).expect("a number");
    let mut arrived = 0;
    let mut each = Vec::new();
    for _ in 0..kills {
        let mut one = worker(&office, &relay, in_doubt);
        let wanted = arrived + usize::from(rand::random::<u8>() % 64);
        until("letters go out", || {
            relay.has(wanted) || delivered(&office) == all
        })
        .await;
        let moment = u64::from(rand::random::<u16>() % 8000);
        tokio::time::sleep(Duration::from_micros(moment)).await;
        one.kill().expect("a kill");
        one.wait().expect("an end");
        // The relay ends what it was told before.
        tokio::time::sleep(Duration::from_millis(50)).await;
        let_leases_run_out(&office).await;
        let new = relay.message_ids_after(arrived);
        arrived += new.len();
        let new: BTreeSet<String> = new.into_iter().collect();
        let noted = noted(&office);
        let is_noted = |id: &&String| noted.iter().any(|letter| id.contains(letter.as_str()));
        each.push(new.len() - new.iter().filter(is_noted).count());
    }
    let mut last = worker(&office, &relay, in_doubt);
    until("all letters delivered", || delivered(&office) == all).await;
    last.kill().expect("a kill");
    last.wait().expect("an end");
    let ids = relay.message_ids_after(0);
    let different: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(different.len(), letters, "letters were lost");
    let doubled = ids.len() - different.len();
    println!("{kills} kills, {doubled} letters doubled: {each:?}");
    assert!(
        doubled <= each.iter().sum::<usize>(),
        "{doubled} letters doubled: {each:?}"
    );
    office.close().await;
    Some(each)
}

/// A process that dies leaves at most one letter behind that was sent and not noted.
#[actix_web::test]
async fn a_killed_worker_loses_no_letter_and_doubles_hardly_any() {
    if let Some(each) = in_doubt_by_kill(50, 2000, 1).await {
        assert!(each.iter().all(|in_doubt| *in_doubt <= 1), "{each:?}");
    }
}

/// That the test above can fail: with four turns a death leaves more behind.
#[actix_web::test]
#[ignore = "by chance: looked at by hand"]
async fn with_more_turns_a_killed_worker_doubles_more() {
    if let Some(each) = in_doubt_by_kill(50, 2000, 4).await {
        assert!(each.iter().any(|in_doubt| *in_doubt > 1), "{each:?}");
        assert!(each.iter().all(|in_doubt| *in_doubt <= 4), "{each:?}");
    }
}

both_engines!(
    /// Two processes on one database.
    two_workers_never_send_the_same_letter,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let Some(relay) = Relay::start() else { return };
        order(office, 300).await;
        let mut workers = [worker(office, &relay, 1), worker(office, &relay, 1)];
        until("all letters delivered", || delivered(office) == 300).await;
        for one in &mut workers {
            one.kill().expect("a kill");
            one.wait().expect("an end");
        }
        let ids = relay.message_ids_after(0);
        let different: BTreeSet<&String> = ids.iter().collect();
        assert_eq!((ids.len(), different.len()), (300, 300));
    }
);
