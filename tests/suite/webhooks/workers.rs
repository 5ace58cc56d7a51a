//! Workers side by side, and workers that die in the middle of a call.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use otyrys::clock::Clock;
use otyrys::database::schema::webhooks;
use otyrys::news::Kind;

use super::receiver::Play;
use super::*;

/// A process that calls this office's neighbours, by the clock of the machine.
fn worker(office: &Office) -> Child {
    Command::new(env!("CARGO_BIN_EXE_otyrys"))
        .env_clear()
        .env(
            "OTYRYS__DATABASE__URL",
            office.app.settings.database.url.expose(),
        )
        .env("OTYRYS__LOG__FILTER", "error")
        .env("OTYRYS__MAIL__FOLDER", &office.app.settings.mail.folder)
        .env("OTYRYS__FILES__FOLDER", &office.app.settings.files.folder)
        .envs(OPEN)
        .env("OTYRYS__WEBHOOKS__TIMEOUT_SECONDS", "20")
        .arg("worker")
        .stdin(Stdio::null())
        .spawn()
        .expect("the program")
}

async fn until(what: &str, reached: impl Fn() -> bool) {
    let begun = Instant::now();
    while !reached() {
        assert!(begun.elapsed() < Duration::from_mins(1), "{what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn delivered(office: &Office) -> usize {
    let rows = rows(office);
    rows.iter()
        .filter(|(state, ..)| state == "delivered")
        .count()
}

/// How often each call came.
fn times(receiver: &Receiver) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for one in receiver.heard() {
        *times
            .entry(one.header("otyrys-delivery").to_owned())
            .or_default() += 1;
    }
    times
}

neighbours!(
    /// Two processes on one database: no call comes twice, and of each webhook one at a time.
    two_workers_never_make_the_same_call,
    async |office: &Office, receiver: &Receiver, session: &str| {
        office.hands.set(Clock::system().now());
        let others = [Receiver::start(), Receiver::start()];
        for one in [receiver, &others[0], &others[1]] {
            one.always(Some(Play::Slowly(Duration::from_millis(3))));
            hook(office, None, &one.url());
        }
        for revision in 1..=60 {
            happens(office, session, Kind::Changed, revision);
        }
        let mut workers = [worker(office), worker(office)];
        until("all calls made", || delivered(office) == 180).await;
        for one in &mut workers {
            one.kill().expect("a kill");
            one.wait().expect("an end");
        }
        for one in [receiver, &others[0], &others[1]] {
            let times = times(one);
            assert_eq!(times.len(), 60);
            assert!(times.values().all(|times| *times == 1), "{times:?}");
            assert_eq!(one.most_at_once(), 1);
        }
    }
);

/// What the dead held is due again, as if its time had run out.
fn let_leases_run_out(office: &Office) {
    let long_ago = || {
        Some(otyrys::database::Instant::from(
            chrono::DateTime::UNIX_EPOCH,
        ))
    };
    let act = move |work: &mut Work| {
        diesel::update(outbox::table.filter(outbox::leased_until.is_not_null()))
            .set(outbox::leased_until.eq(long_ago()))
            .execute(work.connection)?;
        diesel::update(webhooks::table.filter(webhooks::busy_until.is_not_null()))
            .set(webhooks::busy_until.eq(long_ago()))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    };
    let done = office.app.database.write_here(Lane::Any, act);
    done.expect("leases ended");
}

neighbours!(
    /// Killed while its call is under way: it comes again, known by the same id.
    a_killed_worker_loses_no_call,
    async |office: &Office, receiver: &Receiver, session: &str| {
        office.hands.set(Clock::system().now());
        hook(office, None, &receiver.url());
        for revision in 1..=10 {
            happens(office, session, Kind::Changed, revision);
        }
        receiver.plays([
            Play::Answer(204, ""),
            Play::Answer(204, ""),
            Play::Hang(Duration::from_secs(30)),
        ]);
        let mut one = worker(office);
        until("the call is under way", || receiver.count() == 3).await;
        until("two are noted", || delivered(office) == 2).await;
        one.kill().expect("a kill");
        one.wait().expect("an end");
        let_leases_run_out(office);
        let mut last = worker(office);
        until("all calls made", || delivered(office) == 10).await;
        last.kill().expect("a kill");
        last.wait().expect("an end");
        let times = times(receiver);
        assert_eq!(times.len(), 10, "none was lost");
        assert_eq!(receiver.count(), 11, "one came twice");
        assert_eq!(times.values().filter(|times| **times == 2).count(), 1);
    }
);

neighbours!(
    /// Told to end while a neighbour hangs, the worker ends in time and gives the call back.
    a_worker_that_ends_gives_its_call_back,
    async |office: &Office, receiver: &Receiver, session: &str| {
        office.hands.set(Clock::system().now());
        hook(office, None, &receiver.url());
        happens(office, session, Kind::Announced, 1);
        receiver.plays([Play::Hang(Duration::from_secs(30))]);
        let mut one = worker(office);
        until("the call is under way", || receiver.count() == 1).await;
        let told = Command::new("kill")
            .args(["-TERM", &one.id().to_string()])
            .status()
            .expect("a signal");
        assert!(told.success());
        let begun = Instant::now();
        let ended = tokio::task::spawn_blocking(move || one.wait()).await.unwrap();
        assert!(ended.expect("an end").success());
        assert!(begun.elapsed() < Duration::from_secs(10));
        assert_eq!(rows(office), [row("temporary_failure", 1, "broken-off")]);
        let mut last = worker(office);
        until("it came again", || delivered(office) == 1).await;
        last.kill().expect("a kill");
        last.wait().expect("an end");
    }
);
