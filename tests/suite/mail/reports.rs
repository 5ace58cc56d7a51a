//! What follows from a report on a letter, and how strangers' messages are read.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use chrono::TimeDelta;
use otyrys::clock::Clock;
use otyrys::database::{Id, Lane as WriteLane, Work};
use otyrys::outbox::trace::Trace;
use otyrys::outbox::{Bounces, Lane, store};
use otyrys::worker::run_once;

use super::bouncing::{ids, maildir, not_arrived, office, report, suppressions, trace};
use super::{put_at, receipt};
use crate::harness::{Engine, Office, Planned};

/// Nobody has written there for some minutes.
fn settle(file: &Path) {
    let long_ago = SystemTime::from(Clock::system().now() - TimeDelta::minutes(5));
    let file = File::options().write(true).open(file).expect("a file");
    file.set_modified(long_ago).expect("its time");
}

/// An office that has sent so many letters, to `r0@example.org` and so on.
async fn sent(place: &Path, letters: usize) -> (Office, String, Vec<Id>, Trace) {
    let office = office(Engine::Sqlite, place, &[]).expect("an office");
    let session = office.session(&Planned::default());
    let until = office.app.now() + TimeDelta::days(2);
    let all = (0..letters).map(|n| {
        let to = format!("r{n}@example.org");
        receipt(&session, &format!("{n}"), Lane::Ordinary, &to, until)
    });
    put_at(&office, office.app.now(), all.collect()).await;
    assert_eq!(run_once(&office.app).await, Ok(letters));
    let trace = trace(&office).await;
    let ids = ids(&office);
    (office, session, ids, trace)
}

fn in_a_file(messages: &[&str]) -> String {
    let before = "From a@b Mon\n";
    messages
        .iter()
        .flat_map(|message| [before, *message, "\n"])
        .collect()
}

/// A mailbox that is full is tried again by the next letter, and so is one whose letters another does not take.
#[actix_web::test]
async fn reports_are_read_from_a_file_that_grows() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mbox");
    let (office, session, all, trace) = sent(&file, 3).await;
    let mut bounces = Bounces::of(Arc::clone(&office.app));
    assert_eq!(
        bounces.round().await.expect("a round"),
        0,
        "nothing is there yet"
    );
    // Sent on to another address, which is not there: the reader's own may be read all the same.
    let moved = report(
        &trace.token_of(all[0]),
        "else@example.com",
        "failed",
        "5.1.1",
    );
    let full = report(&trace.token_of(all[1]), "r1@example.org", "failed", "5.2.2");
    fs::write(&file, in_a_file(&[&moved, &full])).expect("a file");
    assert_eq!(
        bounces.round().await.expect("a round"),
        1,
        "the last one may still be written"
    );
    settle(&file);
    assert_eq!(bounces.round().await.expect("a round"), 1);
    assert_eq!(bounces.round().await.expect("a round"), 0);
    let spam = report(&trace.token_of(all[2]), "r2@example.org", "failed", "5.7.1");
    let mut more = File::options().append(true).open(&file).expect("the file");
    let text = in_a_file(&[&moved, &spam]);
    more.write_all(text.as_bytes()).expect("more of it");
    settle(&file);
    assert_eq!(bounces.round().await.expect("a round"), 1);
    let lost = not_arrived(&office, &session);
    let mut recipients: Vec<&str> = lost.iter().map(|one| one.recipient.as_str()).collect();
    recipients.sort_unstable();
    assert_eq!(recipients, ["", "r1@example.org", "r2@example.org"]);
    assert!(suppressions(&office).is_empty());
    office.close().await;
}

/// A report that names nobody is about the letter's recipient, whom the list then knows without a name.
#[actix_web::test]
async fn a_report_that_names_nobody_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let maildir = maildir(folder.path());
    let (office, _, all, trace) = sent(&maildir, 2).await;
    let text = report(&trace.token_of(all[0]), "", "failed", "5.1.1");
    let text = text.replace("Final-Recipient: rfc822; \r\n", "");
    fs::write(maildir.join("new/one"), text).expect("a message");
    let exim = report(&trace.token_of(all[1]), "r1@example.org", "failed", "5.0.0");
    fs::write(maildir.join("new/two"), exim).expect("a message");
    let mut bounces = Bounces::of(Arc::clone(&office.app));
    assert_eq!(bounces.round().await.expect("a round"), 2);
    let suppressed = suppressions(&office);
    assert_eq!(suppressed.len(), 1, "5.0.0 says nothing of the address");
    assert_eq!(suppressed[0].address, None);
    let hash = trace.of_address("r0@example.org");
    assert_eq!(suppressed[0].address_hash, hash);
    let lift = move |work: &mut Work| store::lift(work, &hash);
    let lifted = office.app.database.write(WriteLane::Any, lift).await;
    assert!(lifted.expect("an answer"));
    assert!(suppressions(&office).is_empty());
    office.close().await;
}

/// In a folder nobody says when a message is whole; links lead elsewhere; a message may be of any size.
#[actix_web::test]
async fn of_a_folder_what_is_whole_and_its_own_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("reports");
    fs::create_dir(&place).expect("a folder");
    let (office, _, all, trace) = sent(&place, 4).await;
    let text = |n: usize| {
        let to = format!("r{n}@example.org");
        report(&trace.token_of(all[n]), &to, "failed", "5.1.1")
    };
    let half = text(0);
    let (begun, _) = half.split_at(half.len() / 2);
    fs::write(place.join("half"), begun).expect("half a message");
    fs::write(place.join("whole"), text(1)).expect("a message");
    settle(&place.join("whole"));
    let large = format!("{}{}", text(2), "x".repeat(10_000_000));
    fs::write(place.join("large"), large).expect("a large message");
    settle(&place.join("large"));
    let elsewhere = folder.path().join("elsewhere");
    fs::write(&elsewhere, text(3)).expect("a message");
    settle(&elsewhere);
    std::os::unix::fs::symlink(&elsewhere, place.join("link")).expect("a link");
    std::os::unix::fs::symlink("/nowhere", place.join("nowhere")).expect("a link");
    fs::create_dir(place.join("folder")).expect("a folder");

    let mut bounces = Bounces::of(Arc::clone(&office.app));
    assert_eq!(bounces.round().await.expect("a round"), 2);
    let mut names: Vec<String> = fs::read_dir(&place)
        .expect("the folder")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort_unstable();
    let wanted = [
        "folder",
        "half",
        "large.read",
        "link",
        "nowhere",
        "whole.read",
    ];
    assert_eq!(names, wanted);
    fs::write(place.join("half"), half).expect("the other half");
    settle(&place.join("half"));
    assert_eq!(bounces.round().await.expect("a round"), 1);
    assert_eq!(suppressions(&office).len(), 3);
    office.close().await;
}
