//! Whose turn it is: never more letters are handed over and not noted than the settings allow, whatever happens to
//! the database, the clock and the work meanwhile.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use otyrys::app::{App, Mode};
use otyrys::clock::Hands;
use otyrys::database::Broken;
use otyrys::database::schema::outbox;
use otyrys::outbox::Lane;
use otyrys::worker::{self, run_once};

use super::sink::{Manner, Sink, Watch};
use super::{put_at, receipt};
use crate::harness::{Engine, Office, Planned};

/// An office whose letters a sink takes, each after a while. `watch` is told when one begins to arrive, of the
/// office and how many began before.
fn through(
    delay: Duration,
    settings: &[(&str, &str)],
    watch: impl Fn(&App, &Hands, usize) + Send + Sync + 'static,
) -> (Office, Sink) {
    let known: Arc<OnceLock<(Arc<App>, Hands)>> = Arc::default();
    let of = Arc::clone(&known);
    let watch: Watch = Arc::new(move |before| {
        let (app, hands) = of.wait();
        watch(app, hands, before);
    });
    let sink = Sink::start(Manner {
        watch: Some(watch),
        delay,
        refusal: None,
    });
    let sink = sink.expect("a sink");
    let url = format!("smtp://127.0.0.1:{}", sink.port);
    let mut all = vec![
        ("OTYRYS__MAIL__TRANSPORT", "smtp"),
        ("OTYRYS__MAIL__SMTP_URL", url.as_str()),
    ];
    all.extend_from_slice(settings);
    let at = "2026-12-07T09:00:00+05:00";
    let office = Office::open_as(Engine::Sqlite, at, Mode::Office, &all).expect("an office");
    let own = (Arc::clone(&office.app), office.hands.clone());
    assert!(known.set(own).is_ok());
    (office, sink)
}

async fn order(office: &Office, letters: usize, until: DateTime<Utc>) {
    let session = office.session(&Planned::default());
    let all = (0..letters).map(|n| {
        let to = format!("r{n:03}@example.org");
        receipt(&session, &format!("n{n:03}"), Lane::Ordinary, &to, until)
    });
    put_at(office, office.app.now(), all.collect()).await;
}

fn tomorrow(office: &Office) -> DateTime<Utc> {
    office.app.now() + TimeDelta::days(1)
}

fn states(office: &Office) -> Vec<(String, i32)> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .order(outbox::once_key)
                .select((outbox::state, outbox::attempts))
                .load(connection)?,
        )
    });
    read.expect("the outbox")
}

fn delivered(app: &App) -> i64 {
    let read = app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .filter(outbox::state.eq("delivered"))
                .count()
                .get_result(connection)?,
        )
    });
    read.expect("a number")
}

/// The most letters that were handed over and not on record, at the moment at which another one begins to arrive.
async fn most_in_doubt(in_doubt: &str) -> i64 {
    let most = Arc::new(AtomicI64::new(0));
    let seen = Arc::clone(&most);
    let settings = [
        ("OTYRYS__MAIL__CONNECTIONS", "8"),
        ("OTYRYS__MAIL__IN_DOUBT", in_doubt),
    ];
    let delay = Duration::from_millis(20);
    let (office, sink) = through(delay, &settings, move |app, _, before| {
        let before = i64::try_from(before).expect("a number");
        seen.fetch_max(before + 1 - delivered(app), Ordering::SeqCst);
    });
    order(&office, 60, tomorrow(&office)).await;
    assert_eq!(run_once(&office.app).await, Ok(60));
    assert_eq!(sink.count(), 60);
    office.close().await;
    most.load(Ordering::SeqCst)
}

#[actix_web::test]
async fn no_more_letters_are_in_doubt_than_allowed() {
    assert_eq!(most_in_doubt("1").await, 1);
    assert_eq!(most_in_doubt("3").await, 3, "as many as there are turns");
}

/// The session begins while the letter waits for its turn.
#[actix_web::test]
async fn a_letter_does_not_wait_for_its_turn_beyond_its_use() {
    let settings = [("OTYRYS__MAIL__CONNECTIONS", "2")];
    let delay = Duration::from_secs(3);
    let (office, sink) = through(delay, &settings, |_, hands, before| {
        if before == 0 {
            // By now the other connection has announced its letter.
            std::thread::sleep(Duration::from_millis(700));
            hands.advance(TimeDelta::seconds(2));
        }
    });
    order(&office, 2, office.app.now() + TimeDelta::seconds(2)).await;
    run_once(&office.app).await.expect("a round");
    assert_eq!(sink.count(), 1, "whichever was first");
    let mut states: Vec<String> = states(&office)
        .into_iter()
        .map(|(state, _)| state)
        .collect();
    states.sort_unstable();
    assert_eq!(states, ["delivered", "expired"]);
    office.close().await;
}

/// The clock is set while letters are under way: their claims have run out, and the worker claims them from itself.
#[actix_web::test]
async fn a_worker_that_claims_a_letter_anew_does_not_send_it_twice() {
    let settings = [("OTYRYS__MAIL__CONNECTIONS", "4")];
    let delay = Duration::from_millis(1500);
    let (office, sink) = through(delay, &settings, |_, hands, before| {
        if before == 0 {
            hands.advance(TimeDelta::minutes(30));
        }
    });
    order(&office, 3, tomorrow(&office)).await;
    run_once(&office.app).await.expect("a round");
    assert_eq!(sink.count(), 3, "each once");
    assert!(
        states(&office)
            .iter()
            .all(|(state, _)| state == "delivered")
    );
    office.close().await;
}

/// For longer than anybody has patience the database does not answer: one letter is in doubt, and the others wait.
#[actix_web::test]
async fn a_database_that_does_not_answer_doubles_no_letter() {
    const AWAY: Duration = Duration::from_secs(9);
    let settings = [
        ("OTYRYS__MAIL__CONNECTIONS", "4"),
        ("OTYRYS__DATABASE__BUSY_TIMEOUT_MS", "100"),
    ];
    let in_time = Arc::new(AtomicI64::new(0));
    let seen = Arc::clone(&in_time);
    let (office, sink) = through(Duration::ZERO, &settings, move |app, _, before| {
        seen.fetch_add(1, Ordering::SeqCst);
        if before > 0 {
            return;
        }
        let url = app.settings.database.url.expose().to_owned();
        let seen = Arc::clone(&seen);
        let (tell, is_held) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let file = url.strip_prefix("sqlite:").expect("a file");
            let mut other = SqliteConnection::establish(file).expect("a connection");
            let wait = diesel::sql_query("PRAGMA busy_timeout = 5000");
            wait.execute(&mut other).expect("patience");
            let hold = diesel::sql_query("BEGIN IMMEDIATE");
            hold.execute(&mut other).expect("the lock");
            tell.send(()).expect("somebody waits");
            std::thread::sleep(AWAY);
            assert_eq!(
                seen.load(Ordering::SeqCst),
                1,
                "letters handed over meanwhile"
            );
            seen.store(100, Ordering::SeqCst);
            let free = diesel::sql_query("ROLLBACK");
            free.execute(&mut other).expect("the end");
        });
        is_held.recv().expect("the lock");
    });
    order(&office, 12, tomorrow(&office)).await;
    let mut postman = worker::postman(&office.app).expect("a postman");
    let (_never, mut stop) = tokio::sync::watch::channel(false);
    let begun = Instant::now();
    while delivered(&office.app) < 12 {
        assert!(
            begun.elapsed() < Duration::from_mins(1),
            "{:?}",
            states(&office)
        );
        // While the database is away no letter can be claimed either.
        drop(postman.round(&mut stop).await);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(sink.count(), 12, "each once");
    assert_eq!(
        in_time.load(Ordering::SeqCst),
        111,
        "it was away as long as meant"
    );
    office.close().await;
}

/// What waits for its turn goes back; what the relay has is waited for.
#[actix_web::test]
async fn a_worker_that_is_told_to_stop_hands_nothing_more_over() {
    let settings = [("OTYRYS__MAIL__CONNECTIONS", "4")];
    let begun = Arc::new(AtomicI64::new(0));
    let seen = Arc::clone(&begun);
    let delay = Duration::from_secs(1);
    let (office, sink) = through(delay, &settings, move |_, _, _| {
        seen.fetch_add(1, Ordering::SeqCst);
    });
    order(&office, 8, tomorrow(&office)).await;
    let worker = worker::start(&office.app).expect("a worker");
    let since = Instant::now();
    while begun.load(Ordering::SeqCst) == 0 {
        assert!(since.elapsed() < Duration::from_secs(20), "it begins");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    // The others have announced theirs.
    tokio::time::sleep(Duration::from_millis(300)).await;
    worker.stop().await;
    assert_eq!(sink.count(), 1);
    let mut left = states(&office);
    left.sort_unstable();
    let mut wanted = vec![("created".to_owned(), 0); 7];
    wanted.push(("delivered".to_owned(), 1));
    assert_eq!(left, wanted);
    office.letters();
    office.close().await;
}
