//! An announcement from the page cache, beside a bare server that answers as much.

use crate::Outcome;
use crate::client::{Get, ask_once, drive, header};
use crate::database::{Engine, Home};
use crate::process::Server;
use crate::rounds::{Duel, Plan};
use crate::session;

/// Prints what was reached.
pub fn measure(plan: &Plan, engine: &Engine) -> Outcome<()> {
    let home = Home::new(engine)?;
    let session = *session::announce(&home, 1, 20)?
        .first()
        .ok_or("a session")?;
    let path = format!("/kk/sessions/{session}");
    let ours = Server::otyrys(&home, true)?;
    let page = Get::new(&path, "", 200);
    let (status, head, body) = ask_once(ours.address, page.bytes())?;
    if status != 200 {
        return Err(format!("{path} answers {status}").into());
    }
    println!(
        "\nannouncement from the page cache, {} bytes, {}",
        body.len(),
        engine.name(),
    );
    let theirs = Server::hello(body.len())?;
    let hello = Get::new(&path, "", 200);
    let fight = |ours_asked: &Get| {
        Duel::fight(
            plan,
            (&ours, |_| drive(ours.address, plan, ours_asked)),
            (&theirs, |_| drive(theirs.address, plan, &hello)),
        )
    };
    fight(&page)?.tell("otyrys", "a bare hello", 0.6);
    let tag = header(&head, "etag").ok_or("a page without a tag")?;
    let known = Get::new(&path, &format!("If-None-Match: {tag}\r\n"), 304);
    println!("the same, known to the visitor: 304");
    fight(&known)?.tell("otyrys", "a bare hello", 0.6);
    Ok(())
}
