//! What the program holds at rest.

use crate::Outcome;
use crate::client::{Get, ask_once};
use crate::database::{Engine, Home};
use crate::process::Server;
use crate::session;

/// Enough for a small office's whole programme in three languages.
const SESSIONS: u32 = 20;
const WANTED_MB: f64 = 60.0;

/// Prints what was reached: with its worker, after the first pages.
pub fn measure() -> Outcome<()> {
    let home = Home::new(&Engine::Sqlite)?;
    let sessions = session::announce(&home, SESSIONS, 20)?;
    let server = Server::otyrys(&home, true)?;
    let begun = megabytes(&server)?;
    for language in ["kk", "ru", "en"] {
        for session in &sessions {
            let page = Get::new(&format!("/{language}/sessions/{session}"), "", 200);
            ask_once(server.address, page.bytes())?;
        }
    }
    let held = megabytes(&server)?;
    println!(
        "\nmemory: {begun:.1} MB after the start, {held:.1} MB after {} pages; wanted {WANTED_MB:.0}: {}",
        SESSIONS * 3,
        if held <= WANTED_MB {
            "reached"
        } else {
            "MISSED"
        },
    );
    Ok(())
}

fn megabytes(server: &Server) -> Outcome<f64> {
    Ok(f64::from(server.resident_bytes()?) / 1e6)
}
