//! The program itself, started as a process.

use std::io::{BufRead as _, BufReader, Lines, Read as _};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use tempfile::TempDir;

/// The program with nothing of the environment but a folder of its own.
pub fn otyrys(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_otyrys"));
    command
        .env_clear()
        .env("TMPDIR", folder.path())
        .current_dir(folder.path())
        .stdin(Stdio::null());
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A server that is stopped when the test ends, however it ends.
pub struct Served {
    child: Child,
    address: String,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Served {
    /// Starts a command that serves, and waits until it listens.
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().expect("a line").unwrap();
        let address = first
            .strip_prefix("listening on http://")
            .unwrap_or_else(|| panic!("{first}"))
            .to_owned();
        Self {
            child,
            address,
            lines,
        }
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The next lines that it prints.
    pub fn lines(&mut self, count: usize) -> Vec<String> {
        (&mut self.lines).take(count).map(Result::unwrap).collect()
    }

    /// Its number among the processes.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end.
    pub fn wait(&mut self) -> std::process::ExitStatus {
        self.child.wait().unwrap()
    }
}

#[test]
fn serve_makes_its_database_answers_and_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = otyrys(&folder);
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    let mut served = Served::start(command);
    assert!(folder.path().join("data/otyrys.db").exists());
    let answer = get(served.address(), "/health/ready");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let told = Instant::now();
    assert!(
        Command::new("kill")
            .args(["-TERM", &served.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(served.wait().code(), Some(0));
    assert!(told.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_port_in_use_is_said_plainly() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = otyrys(&folder)
        .args(["serve", "--listen", &address])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        said(&output).lines().last().unwrap(),
        format!("{address} is in use by another program; choose another with --listen")
    );
}

#[test]
fn unknown_settings_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("own.toml"),
        "[server]\nlisen = \"127.0.0.1:1\"\n[mall]\n",
    )
    .unwrap();
    let output = otyrys(&folder)
        .args(["serve", "--config", "own.toml"])
        .env("OTYRYS__DATABASE__ULR", "sqlite:x.db")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    for (wrong, near) in [("lisen", "listen"), ("mall", "mail"), ("ULR", "url")] {
        assert!(
            said.lines()
                .any(|line| line.to_lowercase().contains(&wrong.to_lowercase())
                    && line.to_lowercase().contains(near)),
            "{wrong}: {said}"
        );
    }
    assert!(!folder.path().join("data").exists(), "nothing was begun");
}

#[test]
fn a_database_of_a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newer.db");
    let url = format!("sqlite:{}", path.display());
    let migrate = || {
        otyrys(&folder)
            .arg("serve")
            .args(["--listen", "256.0.0.1:1"])
            .env("OTYRYS__DATABASE__URL", &url)
            .output()
            .unwrap()
    };
    assert_eq!(
        migrate().status.code(),
        Some(2),
        "an address that is none is wrong use"
    );
    let mut command = otyrys(&folder);
    command
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("OTYRYS__DATABASE__URL", &url);
    drop(Served::start(command));
    let mut connection = diesel::SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    diesel::sql_query("INSERT INTO __diesel_schema_migrations (version) VALUES ('20990101000000')")
        .execute(&mut connection)
        .unwrap();
    let output = otyrys(&folder)
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("OTYRYS__DATABASE__URL", &url)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("newer version"), "{}", said(&output));
}

#[test]
fn wrong_use_is_told_apart_from_failed_work() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        otyrys(&folder)
            .arg("no-such-command")
            .output()
            .unwrap()
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        otyrys(&folder)
            .arg("--help")
            .output()
            .unwrap()
            .status
            .code(),
        Some(0)
    );
}

/// One GET, with nothing but the standard library.
pub fn get(address: &str, path: &str) -> String {
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    std::io::Write::write_all(&mut stream, request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn figures_stand_on_an_address_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .to_string();
    let mut command = otyrys(&folder);
    command
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("OTYRYS__METRICS__LISTEN", &free);
    let served = Served::start(command);
    assert!(get(served.address(), "/health/live").starts_with("HTTP/1.1 200"));
    assert!(get(served.address(), "/metrics").starts_with("HTTP/1.1 404"));
    let figures = get(&free, "/metrics");
    assert!(
        figures.contains("otyrys_http_requests_total{route=\"/health/live\",status=\"200\"} 1"),
        "{figures}"
    );
}
