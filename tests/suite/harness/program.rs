//! The program run as a process beside an office.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Office;

/// How a run of the program ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: Vec<u8>,
    pub said: String,
}

impl Ran {
    /// Standard output as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.out).expect("UTF-8")
    }

    /// Standard output as the one JSON document that it is.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.out)
            .unwrap_or_else(|_| panic!("JSON, not: {} ({})", self.text(), self.said))
    }

    /// The lines of standard error.
    pub fn lines(&self) -> Vec<&str> {
        self.said.lines().collect()
    }

    /// The run, which ended well.
    pub fn well(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.said);
        self
    }
}

impl Office {
    /// GET until the page is as wanted. What another process wrote is heard of after its commit, so on a busy
    /// machine a moment after that process ended.
    pub async fn get_until(&self, path: &str, wanted: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let (_, page) = self.get(path).await;
            if wanted(&page) {
                return page;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(3),
                "{path} stayed: {page}"
            );
            actix_web::rt::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// The same of JSON: until the value at a pointer is this one.
    pub async fn get_json_until(&self, path: &str, pointer: &str, wanted: Value) -> Value {
        let is_there = |page: &str| {
            let json: Value = serde_json::from_str(page).unwrap_or_default();
            json.pointer(pointer) == Some(&wanted)
        };
        let page = self.get_until(path, is_there).await;
        serde_json::from_str(&page).expect("JSON")
    }

    /// Runs the program on this office's database.
    pub fn program(&self, arguments: &[&str]) -> Ran {
        self.program_reading(arguments, "")
    }

    /// The same with something on standard input.
    pub fn program_reading(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_otyrys"))
            .args(arguments)
            .env_clear()
            .env(
                "OTYRYS__DATABASE__URL",
                self.app.settings.database.url.expose(),
            )
            .env("OTYRYS__FILES__FOLDER", &self.app.settings.files.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut to_child = child.stdin.take().expect("its input");
        // A program that refuses its arguments reads nothing.
        to_child.write_all(input.as_bytes()).ok();
        drop(to_child);
        let ended = child.wait_with_output().expect("its end");
        Ran {
            code: ended.status.code(),
            out: ended.stdout,
            said: String::from_utf8(ended.stderr).expect("UTF-8"),
        }
    }
}
