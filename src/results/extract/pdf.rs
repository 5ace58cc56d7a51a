//! PDF, by a program that is killed when it takes too long.

use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use super::{Found, MOST_TEXT};
use crate::results::record::Reading;

/// The program of poppler.
pub const PROGRAM: &str = "pdftotext";

/// How long it may take, whatever it does.
const PATIENCE: Duration = Duration::from_secs(40);

/// At most half a gigabyte of memory and thirty seconds of work, kept by the system itself.
const BOUNDED: &str = "ulimit -v 524288 && ulimit -t 30 && exec \"$0\" -q -enc UTF-8 \"$1\" -";

/// How the shell says that it found no such program.
const NOT_FOUND: [i32; 2] = [126, 127];

/// Whether the program is there.
#[must_use]
pub fn is_there(program: &str) -> bool {
    let asked = Command::new(program)
        .arg("-v")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    asked.is_ok()
}

/// The text of a PDF.
///
/// # Errors
/// What the disk says.
pub(super) fn text(path: &Path, program: &str) -> io::Result<Found> {
    // It is told apart here: `pdftotext` says the same of a file that is away and of one that is broken.
    let path = std::path::absolute(path)?;
    std::fs::metadata(&path)?;
    let begun = Command::new("sh")
        .args(["-c", BOUNDED, program])
        .arg(&path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = begun else {
        return Ok(Found::Nothing(Reading::Unavailable));
    };
    let said = child.stdout.take().map(reader);
    let complained = child.stderr.take().map(reader);
    let ended = wait(&mut child)?;
    let heard = |reading: Option<thread::JoinHandle<Vec<u8>>>| {
        let bytes = reading.and_then(|reading| reading.join().ok());
        String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
    };
    let (said, complained) = (heard(said), heard(complained));
    let code = ended.and_then(|status| status.code());
    Ok(match code {
        Some(0) => Found::Text(said),
        Some(code) if NOT_FOUND.contains(&code) => Found::Nothing(Reading::Unavailable),
        // What may not be copied is not searched either.
        Some(3) => Found::Nothing(Reading::Encrypted),
        _ if complained.contains("password") => Found::Nothing(Reading::Encrypted),
        _ => Found::Nothing(Reading::Broken),
    })
}

fn reader(from: impl io::Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let most = u64::try_from(MOST_TEXT).unwrap_or(u64::MAX);
        // A text cut off in the middle, or by a process that was killed, is a text.
        drop(from.take(most).read_to_end(&mut bytes));
        bytes
    })
}

/// How it ended; `None` when it was killed, as it took too long.
fn wait(child: &mut Child) -> io::Result<Option<ExitStatus>> {
    let until = Instant::now() + PATIENCE;
    let mut pause = Duration::from_millis(5);
    while Instant::now() < until {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(200));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_is_no_fault_of_the_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let found = text(file.path(), "pdftotext-of-nowhere").unwrap();
        assert_eq!(found, Found::Nothing(Reading::Unavailable));
        assert!(!is_there("pdftotext-of-nowhere"));
    }

    #[test]
    fn a_file_that_is_away_is_a_fault_of_the_disk() {
        assert!(text(Path::new("/nowhere/at-all.pdf"), PROGRAM).is_err());
    }
}
