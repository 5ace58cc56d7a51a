//! The readers in Python.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What Python's reader of this kind (`calendar`, `atom`) finds; `None` where there is no Python for tests, having
/// said so.
pub fn read(kind: &str, text: &str) -> Option<Value> {
    #[expect(
        clippy::disallowed_methods,
        reason = "where Python is, only the environment knows"
    )]
    let Ok(python) = std::env::var("TEST_PYTHON") else {
        println!("left out: TEST_PYTHON is not set; tests/run makes the environment and sets it");
        return None;
    };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/servers/read_feed.py");
    let mut child = Command::new(python)
        .args([script, kind])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python");
    let mut to_child = child.stdin.take().expect("its input");
    to_child.write_all(text.as_bytes()).expect("it reads");
    drop(to_child);
    let ended = child.wait_with_output().expect("its end");
    assert!(ended.status.success(), "Python cannot read: {text}");
    Some(serde_json::from_slice(&ended.stdout).expect("JSON"))
}
