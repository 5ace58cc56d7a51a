//! `worker` and `test-letter` as processes.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use otyrys::database::Broken;
use otyrys::database::schema::outbox;

use super::reading::read;
use crate::harness::{Engine, Office, Planned};

/// The program, knowing nothing but where its things are.
fn otyrys(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_otyrys"));
    command
        .env_clear()
        .env(
            "OTYRYS__DATABASE__URL",
            format!("sqlite:{}", folder.join("otyrys.db").display()),
        )
        .env("OTYRYS__MAIL__FOLDER", folder.join("mail"))
        .stdin(Stdio::null());
    command
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn test_letter(folder: &Path, settings: &[(&str, &str)], address: &str) -> Output {
    otyrys(folder)
        .envs(settings.iter().copied())
        .args(["test-letter", address])
        .output()
        .expect("the program")
}

#[test]
fn a_test_letter_is_kept_where_letters_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = test_letter(folder.path(), &[], "aigul@example.org");
    assert!(output.status.success(), "{}", said(&output.stderr));
    assert!(said(&output.stdout).contains("0001.eml"));
    let message = std::fs::read(folder.path().join("mail/0001.eml")).expect("the letter");
    let letter = read(&message);
    assert_eq!(letter.to, "aigul@example.org");
    assert_eq!(letter.subject, "Сынақ хат");
    assert!(letter.html.contains("<p lang=\"ru\">"));
}

#[test]
fn a_test_letter_that_cannot_go_says_why_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let nobody = [
        ("OTYRYS__MAIL__TRANSPORT", "smtp"),
        ("OTYRYS__MAIL__SMTP_URL", "smtp://127.0.0.1:1"),
    ];
    for (settings, address, wanted) in [
        (
            nobody.as_slice(),
            "aigul@example.org",
            "no way to the relay on connecting: ",
        ),
        (&[], "nobody", "the recipient is not an address"),
    ] {
        let output = test_letter(folder.path(), settings, address);
        assert_eq!(output.status.code(), Some(1));
        let error = said(&output.stderr);
        assert!(error.starts_with(wanted), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}

/// The worker goes by the clock of the machine, so a letter of long ago is found too late to be sent.
#[actix_web::test]
async fn a_worker_works_beside_the_server_until_it_is_told_to_end() {
    let office = Office::open(Engine::Sqlite, "2024-12-02T09:00:00+05:00").expect("an office");
    let session = office.session(&Planned {
        starts: "2024-12-12T10:00:00",
        ..Planned::default()
    });
    office.apply(&session, "Сейітова").await;
    let mut worker = otyrys(Path::new("/nowhere"))
        .env(
            "OTYRYS__DATABASE__URL",
            office.app.settings.database.url.expose(),
        )
        .arg("worker")
        .spawn()
        .expect("the program");
    let begun = Instant::now();
    while state_of_the_only_letter(&office) != "expired" {
        assert!(begun.elapsed() < Duration::from_secs(20), "nothing is done");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let told = Command::new("kill").arg(worker.id().to_string()).status();
    assert!(told.expect("a signal").success());
    assert_eq!(worker.wait().expect("an end").code(), Some(0));
    office.close().await;
}

fn state_of_the_only_letter(office: &Office) -> String {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(outbox::table.select(outbox::state).first(connection)?)
    });
    read.expect("a letter")
}
