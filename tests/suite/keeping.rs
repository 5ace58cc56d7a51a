//! `migrate`, `backup` and `doctor`, run as processes.

use diesel::prelude::*;

use crate::harness::{Engine, Home, Planned, both_engines};
use crate::process::otyrys;

fn standing_is_told(engine: Engine) {
    let Some(home) = Home::new(engine) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = otyrys(&folder);
        let output = command
            .args(arguments)
            .env("OTYRYS__DATABASE__URL", &home.url)
            .output()
            .unwrap();
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code(),
            said(&output.stdout),
            said(&output.stderr),
        )
    };
    let (code, _, said) = run(&["migrate", "--check"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        "there is no database yet; `otyrys migrate` brings it up to date\n"
    );
    let (code, out, _) = run(&["doctor"]);
    assert_eq!(code, Some(0));
    assert!(
        out.contains("there is no database yet; the first start makes it"),
        "{out}"
    );
    assert_eq!(
        run(&["migrate", "--check"]).0,
        Some(1),
        "nothing was made by looking"
    );
    assert_eq!(
        run(&["migrate"]),
        (
            Some(0),
            "the database is up to date\n".into(),
            String::new()
        )
    );
    assert_eq!(run(&["migrate", "--check"]).0, Some(0));
    assert_eq!(
        run(&["migrate"]).0,
        Some(0),
        "a second time nothing is to do"
    );
    let (code, out, _) = run(&["doctor"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("ok    letters: 0 waiting"), "{out}");
    assert!(out.contains("note  bounces: "), "{out}");
    home.leave();
}

#[test]
fn standing_is_told_sqlite() {
    standing_is_told(Engine::Sqlite);
}

#[test]
fn standing_is_told_postgres() {
    standing_is_told(Engine::Postgres);
}

#[test]
fn the_doctor_names_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let output = otyrys(&folder)
        .arg("doctor")
        .env("OTYRYS__MAIL__TRANSPORT", "smtp")
        .env("OTYRYS__MAIL__SMTP_URL", "smtp://127.0.0.1:1")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.starts_with("wrong mail: smtp://127.0.0.1:1: "),
        "{said}"
    );
    assert!(
        !folder.path().join("data").exists(),
        "nothing was made by looking"
    );
}

#[test]
fn the_doctor_asks_whom_people_turn_to() {
    let folder = tempfile::tempdir().unwrap();
    let said = |phone: &str| {
        let output = otyrys(&folder)
            .arg("doctor")
            .env("OTYRYS__OPERATOR__PHONE", phone)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut lines = said.lines().filter(|line| line.contains(" operator: "));
        lines.next().expect("a line on the operator").to_owned()
    };
    assert!(said("").starts_with("note  operator: nobody"));
    assert!(said("+7 7172 00 00 00").starts_with("ok    operator: "));
}

#[test]
fn the_doctor_says_why_nobody_can_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let output = otyrys(&folder)
        .arg("doctor")
        .env("OTYRYS__SERVER__PUBLIC_URL", "http://office.example.kz")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("wrong sign-in: "), "{said}");
    assert!(
        said.contains("http://office.example.kz") && said.contains("OTYRYS__SERVER__PUBLIC_URL")
    );
}

#[test]
fn the_doctor_asks_for_the_proxy_that_speaks_https() {
    for (proxies, asked) in [("", true), ("127.0.0.1", false)] {
        let folder = tempfile::tempdir().unwrap();
        let output = otyrys(&folder)
            .arg("doctor")
            .env("OTYRYS__SERVER__PUBLIC_URL", "https://office.example.kz")
            .env("OTYRYS__SERVER__TRUSTED_PROXIES", proxies)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(said.contains("note  proxy: "), asked, "{said}");
    }
}

both_engines!(
    a_backup_is_whole_and_private_and_overwrites_nothing,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let id = office.session(&Planned::default());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy.db");
        let name = path.to_str().unwrap();
        let ran = office.program(&["backup", name]);
        if office.app.database.engine() == otyrys::database::Engine::Postgres {
            assert_eq!(ran.code, Some(1));
            assert!(ran.said.contains("pg_dump"), "{}", ran.said);
            assert!(!path.exists());
            return;
        }
        ran.well();
        let mode = std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
        let mut copy = diesel::SqliteConnection::establish(name).unwrap();
        let ids: Vec<String> = otyrys::database::schema::sessions::table
            .select(otyrys::database::schema::sessions::id)
            .load(&mut copy)
            .unwrap();
        assert_eq!(ids, [id]);
        drop(copy);
        let again = office.program(&["backup", name]);
        assert_eq!(again.code, Some(1));
        assert!(path.exists(), "what was there is left alone");
    }
);
