//! Viewers of a session's comments: what each of them costs, and how soon a comment is at all of them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use otyrys::broadcasts;
use otyrys::broadcasts::record::Broadcast;
use otyrys::clock::Clock;
use otyrys::database::{Broken, Database, Id, Lane, Work};
use otyrys::law::broadcast::Stamp;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::Outcome;
use crate::client::{Get, ask_once};
use crate::database::{Engine, Home};
use crate::process::Server;
use crate::session;

const VIEWERS: usize = 5_000;
const COMMENTS: usize = 10;
const WANTED_KB: f64 = 40.0;
const WANTED_MS: f64 = 1_000.0;

/// Longer than any comment is to take; what is not there then is lost.
const PATIENCE: Duration = Duration::from_secs(20);

/// Between two comments, so that each has a batch of its own.
const PAUSE: Duration = Duration::from_millis(1_300);

/// Between two visitors of other pages.
const BETWEEN_PAGES: Duration = Duration::from_millis(4);

/// By this a comment begins in an event.
const COMMENT: &[u8] = b"data: <li";

/// Prints what was reached.
pub fn measure(engine: &Engine) -> Outcome<()> {
    let home = Home::new(engine)?;
    let session = *session::announce(&home, 1, 20)?
        .first()
        .ok_or("a session")?;
    on_air(&home.open()?, session)?;
    let server = Server::otyrys(&home, false)?;
    let page = Get::new(&format!("/kk/sessions/{session}"), "", 200);
    ask_once(server.address, page.bytes())?;
    println!("\n{VIEWERS} viewers of comments, {}", engine.name());
    let before = server.resident_bytes()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let arrived = Arc::new(AtomicUsize::new(0));
    runtime.block_on(look_on(server.address, session, &arrived))?;
    std::thread::sleep(Duration::from_secs(2));
    let held = server.resident_bytes()?.saturating_sub(before);
    let each = f64::from(held) / f64::from(u32::try_from(VIEWERS)?) / 1024.0;
    println!(
        "  memory of a viewer           {each:>7.1} KiB; wanted {WANTED_KB:.0}: {}",
        verdict(each <= WANTED_KB)
    );
    let over = Arc::new(AtomicBool::new(false));
    let asking = ask_pages(server.address, page, &over);
    let slowest = (1..=COMMENTS)
        .map(|number| comment(server.address, session, number, &arrived))
        .collect::<Outcome<Vec<f64>>>();
    over.store(true, Ordering::Relaxed);
    let mut pages = asking.join().map_err(|_| "a visitor broke off")??;
    let mut slowest = slowest?;
    slowest.sort_by(f64::total_cmp);
    let (middle, last) = (slowest.get(COMMENTS / 2), slowest.last());
    let (Some(middle), Some(last)) = (middle, last) else {
        return Err("no comment was sent".into());
    };
    println!(
        "  a comment at all of them     median {middle:>5.0} ms, slowest {last:>5.0} ms; wanted {WANTED_MS:.0}: {}",
        verdict(*last <= WANTED_MS)
    );
    pages.sort_by(f64::total_cmp);
    let at = |of_hundred: usize| {
        let place = pages.len() * of_hundred / 100;
        pages
            .get(place)
            .or(pages.last())
            .copied()
            .unwrap_or(f64::NAN)
    };
    println!(
        "  a page meanwhile             p50 {:.1} ms, p99 {:.1} ms, {} asked",
        at(50),
        at(99),
        pages.len()
    );
    drop(runtime);
    Ok(())
}

fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "MISSED" }
}

/// The broadcast of the session runs.
fn on_air(database: &Database, session: Id) -> Outcome<()> {
    let now = Clock::system().now().into();
    let broadcast = Broadcast {
        id: Id::new(),
        session_id: session,
        began_at: now,
        began_by: Stamp::Desk,
        ended_at: None,
        ended_by: None,
        address: None,
        noted_at: now,
    };
    database.write_here(Lane::Any, move |work: &mut Work| {
        broadcasts::store::insert(work.connection, &broadcast)?;
        Ok::<_, Broken>(())
    })?;
    Ok(())
}

/// All of them, connected and told how the session stands.
async fn look_on(server: SocketAddr, session: Id, arrived: &Arc<AtomicUsize>) -> Outcome<()> {
    let begun = Arc::new(AtomicUsize::new(0));
    for _ in 0..VIEWERS {
        let (begun, arrived) = (Arc::clone(&begun), Arc::clone(arrived));
        let mut stream = TcpStream::connect(server).await?;
        let request = format!(
            "GET /kk/sessions/{session}/comments/stream?after=0 HTTP/1.1\r\nHost: {server}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await?;
        tokio::spawn(async move {
            // What one reading breaks off the next one has whole.
            let mut read: Vec<u8> = Vec::new();
            let mut buffer = [0; 4096];
            let mut is_first = true;
            while let Ok(count) = stream.read(&mut buffer).await {
                if count == 0 {
                    break;
                }
                if std::mem::take(&mut is_first) {
                    begun.fetch_add(1, Ordering::Relaxed);
                }
                read.extend(buffer.iter().take(count));
                let found = read.windows(COMMENT.len()).filter(|one| *one == COMMENT);
                arrived.fetch_add(found.count(), Ordering::Relaxed);
                let rest = read.len().saturating_sub(COMMENT.len() - 1);
                read.drain(..rest);
            }
        });
    }
    let since = Instant::now();
    while begun.load(Ordering::Relaxed) < VIEWERS {
        if since.elapsed() > PATIENCE {
            let begun = begun.load(Ordering::Relaxed);
            return Err(format!("{begun} viewers were let in; is `ulimit -n` high enough?").into());
        }
        sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}

/// Sends a comment; the milliseconds until all viewers have it.
fn comment(server: SocketAddr, session: Id, number: usize, arrived: &AtomicUsize) -> Outcome<f64> {
    std::thread::sleep(PAUSE);
    let body = format!("words=M{number}&name=bench");
    let request = format!(
        "POST /kk/sessions/{session}/comments HTTP/1.1\r\nHost: {server}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let sent = Instant::now();
    let (status, ..) = ask_once(server, request.as_bytes())?;
    if status != 303 {
        return Err(format!("a comment was answered {status}").into());
    }
    while arrived.load(Ordering::Relaxed) < number * VIEWERS {
        if sent.elapsed() > PATIENCE {
            let arrived = arrived.load(Ordering::Relaxed);
            return Err(format!("{arrived} of {} arrived", number * VIEWERS).into());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(sent.elapsed().as_secs_f64() * 1e3)
}

/// Visitors of another page, one after another; the milliseconds of each.
fn ask_pages(
    server: SocketAddr,
    page: Get,
    over: &Arc<AtomicBool>,
) -> std::thread::JoinHandle<Outcome<Vec<f64>>> {
    let over = Arc::clone(over);
    std::thread::spawn(move || {
        let mut took = Vec::new();
        while !over.load(Ordering::Relaxed) {
            let asked = Instant::now();
            let (status, ..) = ask_once(server, page.bytes())?;
            if status != 200 {
                return Err(format!("a page was answered {status}").into());
            }
            took.push(asked.elapsed().as_secs_f64() * 1e3);
            std::thread::sleep(BETWEEN_PAGES);
        }
        Ok(took)
    })
}
