//! A real mail server (`tests/servers/mail.py`), which takes letters only over STARTTLS and after sign-in.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use tempfile::TempDir;

use super::reading::{Read, read};

/// The one who may send.
pub const USER: &str = "office@example.org";
/// With letters that an address must write otherwise.
pub const PASSWORD: &str = "p/a:s@s+1";

/// The Python of the tests; `None` where it is not at hand, having said so.
pub fn python() -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "where Python is, only the environment knows"
    )]
    let python = std::env::var("TEST_PYTHON").ok();
    if python.is_none() {
        println!("left out: TEST_PYTHON is not set; tests/run makes the environment and sets it");
    }
    python
}

/// A server that lives as long as this.
pub struct Relay {
    server: Child,
    folder: TempDir,
    port: u64,
    /// The certificate of the authority that vouches for it.
    pub ca_file: PathBuf,
}

/// A letter as it arrived.
pub struct Arrived {
    pub envelope: Value,
    pub letter: Read,
}

impl Relay {
    /// `None` where Python is not at hand, having said so.
    pub fn start() -> Option<Self> {
        let python = python()?;
        let folder = tempfile::tempdir().expect("a folder");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/servers/mail.py");
        let mut server = Command::new(python)
            .arg(script)
            .arg("--folder")
            .arg(folder.path())
            .args(["--user", USER, "--password", PASSWORD])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server");
        let mut said = String::new();
        let output = server.stdout.take().expect("its output");
        BufReader::new(output)
            .read_line(&mut said)
            .expect("its first line");
        let said: Value = serde_json::from_str(&said).expect("where it listens");
        Some(Self {
            server,
            folder,
            port: said["port"].as_u64().expect("a port"),
            ca_file: said["ca"].as_str().expect("a file").into(),
        })
    }

    /// What every conversation meets from now on, see `mail.py`; nothing when empty.
    pub fn plays(&self, manner: &str) {
        let file = self.folder.path().join("manner");
        fs::write(file, manner).expect("a manner");
    }

    /// Whether so many letters have arrived.
    pub fn has(&self, letters: usize) -> bool {
        let last = self.folder.path().join(format!("{letters:04}.json"));
        letters == 0 || last.exists()
    }

    /// The Message-ID of every letter that has arrived after so many, in order.
    pub fn message_ids_after(&self, letters: usize) -> Vec<String> {
        let letters = (letters + 1..).take_while(|number| self.has(*number));
        letters
            .map(|number| {
                let file = self.folder.path().join(format!("{number:04}.eml"));
                let letter = fs::read(file).expect("the letter");
                let letter = String::from_utf8_lossy(&letter).into_owned();
                let id = letter.lines().find(|line| line.starts_with("Message-ID: "));
                id.expect("a Message-ID").to_owned()
            })
            .collect()
    }

    /// Settings of an office that sends through it.
    pub fn settings(&self, password: &str) -> Vec<(&'static str, String)> {
        let coded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
        let url = format!(
            "smtp://{}:{}@localhost:{}?tls=required",
            coded(USER),
            coded(password),
            self.port
        );
        vec![
            ("OTYRYS__MAIL__TRANSPORT", "smtp".to_owned()),
            ("OTYRYS__MAIL__SMTP_URL", url),
            ("OTYRYS__MAIL__CA_FILE", self.ca_file.display().to_string()),
            ("OTYRYS__MAIL__TIMEOUT_SECONDS", "2".to_owned()),
        ]
    }

    /// What has arrived, in order.
    pub fn arrived(&self) -> Vec<Arrived> {
        let mut envelopes: Vec<PathBuf> = fs::read_dir(self.folder.path())
            .expect("the folder")
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .collect();
        envelopes.sort();
        envelopes
            .into_iter()
            .map(|envelope| Arrived {
                letter: read(&fs::read(envelope.with_extension("eml")).expect("the letter")),
                envelope: serde_json::from_slice(&fs::read(&envelope).expect("the envelope"))
                    .expect("JSON"),
            })
            .collect()
    }
}

impl Drop for Relay {
    /// It ends when its input closes; killed if it does not.
    fn drop(&mut self) {
        drop(self.server.stdin.take());
        for _ in 0..100 {
            if matches!(self.server.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(self.server.kill());
        drop(self.server.wait());
    }
}
