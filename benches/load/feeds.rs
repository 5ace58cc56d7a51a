//! A calendar of a hundred thousand sessions, sent as it is read, and known by its tag.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Instant;

use crate::Outcome;
use crate::client::{Get, drive, header};
use crate::database::{Engine, Home};
use crate::process::{Server, otyrys};
use crate::rounds::{Duel, Plan, median};

const SESSIONS: u32 = 100_000;
const PATH: &str = "/feeds/all.ics";
/// Downloads, of which the middle one is told.
const TIMES: usize = 5;
const WANTED_MB_A_SECOND: f64 = 50.0;
const WANTED_EXTRA_MB: f64 = 64.0;
/// The memory of the server is looked at once in so many reads.
const LOOK_EVERY: usize = 64;

/// One whole answer.
struct Download {
    head: String,
    bytes: f64,
    seconds: f64,
    /// The most that the server held meanwhile, in bytes.
    peak: u32,
}

/// Prints what was reached.
pub fn measure(plan: &Plan, engine: &Engine) -> Outcome<()> {
    let home = Home::new(engine)?;
    let sessions = SESSIONS.to_string();
    let filled = otyrys(&home)
        .args([
            "fill",
            "--bodies",
            "50",
            "--applications",
            "0",
            "--sessions",
            &sessions,
        ])
        .status()?;
    if !filled.success() {
        return Err("the office was not filled".into());
    }
    let ours = Server::otyrys(&home, false)?;
    let before = ours.resident_bytes()?;
    let downloads = (0..TIMES)
        .map(|_| download(&ours))
        .collect::<Outcome<Vec<Download>>>()?;
    let first = downloads.first().ok_or("a download")?;
    let peak = downloads.iter().map(|one| one.peak).max().unwrap_or(before);
    let extra = f64::from(peak.saturating_sub(before)) / 1e6;
    let mut speeds: Vec<f64> = downloads
        .iter()
        .map(|one| one.bytes / 1e6 / one.seconds)
        .collect();
    let speed = median(&mut speeds);
    let verdict = |reached| if reached { "reached" } else { "MISSED" };
    println!(
        "\nfeed of {SESSIONS} sessions, {:.0} MB, {}: {speed:.0} MB/s; wanted {WANTED_MB_A_SECOND:.0}: {}",
        first.bytes / 1e6,
        engine.name(),
        verdict(speed >= WANTED_MB_A_SECOND),
    );
    println!(
        "  {extra:.1} MB more memory at the most; wanted {WANTED_EXTRA_MB:.0}: {}",
        verdict(extra <= WANTED_EXTRA_MB),
    );
    let tag = header(&first.head, "etag").ok_or("a feed without a tag")?;
    let known = Get::new(PATH, &format!("If-None-Match: {tag}\r\n"), 304);
    let theirs = Server::hello(0)?;
    let hello = Get::new(PATH, "", 200);
    println!("the same, known to the visitor: 304");
    let duel = Duel::fight(
        plan,
        (&ours, |_| drive(ours.address, plan, &known)),
        (&theirs, |_| drive(theirs.address, plan, &hello)),
    )?;
    duel.tell("otyrys", "a bare hello", 0.6);
    Ok(())
}

/// The body is counted with the marks of its chunks, some bytes in each hundred thousand.
fn download(server: &Server) -> Outcome<Download> {
    let mut stream = TcpStream::connect(server.address)?;
    let begun = Instant::now();
    stream.write_all(
        format!("GET {PATH} HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n").as_bytes(),
    )?;
    let mut part = vec![0; 1 << 16];
    let (mut head, mut end) = (Vec::new(), Vec::new());
    let (mut bytes, mut peak) = (0.0, 0);
    for number in 0.. {
        let read = stream.read(&mut part)?;
        let part = part.get(..read).unwrap_or_default();
        if part.is_empty() {
            break;
        }
        if head.len() < 4096 {
            head.extend_from_slice(part);
        }
        end.extend_from_slice(part);
        end.drain(..end.len().saturating_sub(64));
        bytes += f64::from(u32::try_from(read)?);
        if number % LOOK_EVERY == 0 {
            peak = peak.max(server.resident_bytes()?);
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let head = String::from_utf8_lossy(&head);
    let (head, _) = head.split_once("\r\n\r\n").ok_or("no head")?;
    if !head.starts_with("HTTP/1.1 200") || !end.ends_with(b"END:VCALENDAR\r\n\r\n0\r\n\r\n") {
        return Err(format!("no whole feed: {head}").into());
    }
    Ok(Download {
        head: head.to_owned(),
        bytes,
        seconds,
        peak,
    })
}
