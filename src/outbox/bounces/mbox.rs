//! A file in the mbox format: each message begins with a line "From ", which stands after an empty one.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};

use super::mailbox::{AT_ONCE, BEGINNING, Kept, Message};

/// Bytes before the place that was reached, by which a file that only grew is known.
const TRAIL: usize = 256;

/// Of a longer line the rest is read as another that begins no message.
const LINE: u64 = 64 * 1024;

/// How far a file was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Known {
    bytes: u64,
    trail: Vec<u8>,
}

/// Messages of a file, from where they are new.
pub(super) struct Mbox {
    file: BufReader<File>,
    read: Known,
    /// Nobody is writing at its end.
    is_settled: bool,
    /// The line "From " of the next message was read.
    begun: bool,
    count: usize,
}

impl Mbox {
    /// From where it ended last time, or from the beginning when it is not the same file.
    pub(super) fn read_on(mut file: File, known: Known, is_settled: bool) -> io::Result<Self> {
        let goes_on = begins_with(&mut file, &known)?;
        let read = if goes_on { known } else { Known::default() };
        file.seek(SeekFrom::Start(read.bytes))?;
        Ok(Self {
            file: BufReader::new(file),
            read,
            is_settled,
            begun: false,
            count: 0,
        })
    }

    /// The next message that is there in whole.
    pub(super) fn next(&mut self) -> io::Result<Option<Message>> {
        let mut content: Vec<u8> = Vec::new();
        let mut line = Vec::new();
        let (mut after_empty, mut at_start) = (true, true);
        let mut ahead = self.read.clone();
        if self.count == AT_ONCE {
            return Ok(None);
        }
        loop {
            line.clear();
            let some = self.file.by_ref().take(LINE).read_until(b'\n', &mut line)?;
            if some == 0 {
                break;
            }
            if after_empty && at_start && line.starts_with(b"From ") {
                if self.begun {
                    // It is the next one's; whoever begins there finds it again.
                    let back = i64::try_from(some).unwrap_or(i64::MAX);
                    self.file.seek_relative(-back)?;
                    return Ok(Some(self.whole(content, ahead)));
                }
                self.begun = true;
            } else if self.begun && content.len() < BEGINNING {
                content.extend_from_slice(&line);
            }
            after_empty = at_start && matches!(line.as_slice(), b"\n" | b"\r\n");
            at_start = line.ends_with(b"\n");
            ahead.passed(&line);
        }
        Ok((self.begun && self.is_settled).then(|| self.whole(content, ahead)))
    }

    fn whole(&mut self, content: Vec<u8>, read: Known) -> Message {
        self.begun = false;
        self.count += 1;
        self.read = read.clone();
        Message {
            content,
            kept: Kept::UpTo(read),
        }
    }
}

impl Known {
    fn passed(&mut self, line: &[u8]) {
        self.bytes += u64::try_from(line.len()).unwrap_or_default();
        self.trail.extend_from_slice(line);
        let old = self.trail.len().saturating_sub(TRAIL);
        self.trail.drain(..old);
    }
}

/// Whether what was read still stands there.
fn begins_with(file: &mut File, known: &Known) -> io::Result<bool> {
    let trail = u64::try_from(known.trail.len()).unwrap_or_default();
    if file.metadata()?.len() < known.bytes || trail > known.bytes {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(known.bytes - trail))?;
    let mut found = vec![0; known.trail.len()];
    file.read_exact(&mut found)?;
    Ok(found == known.trail)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn messages(file: &File, known: &mut Known, is_settled: bool) -> Vec<String> {
        let file = file.try_clone().unwrap();
        let mut mbox = Mbox::read_on(file, known.clone(), is_settled).unwrap();
        let mut all = Vec::new();
        while let Some(message) = mbox.next().unwrap() {
            all.push(String::from_utf8(message.content).unwrap());
            if let Kept::UpTo(read) = message.kept {
                *known = read;
            }
        }
        all
    }

    #[test]
    fn a_file_holds_messages_one_after_another_and_is_read_on() {
        let mut file = tempfile::tempfile().unwrap();
        let mut known = Known::default();
        file.write_all(b"From a@b Mon\nA: 1\n\nOne\nFrom here on\n\nFrom c@d Tue\nA: 2\n\nTw")
            .unwrap();
        let first = messages(&file, &mut known, false);
        assert_eq!(
            first,
            ["A: 1\n\nOne\nFrom here on\n\n"],
            "the other is being written"
        );
        file.seek(SeekFrom::End(0)).unwrap();
        file.write_all(b"o\n\nFrom e@f Wed\nA: 3\n\n").unwrap();
        let more = messages(&file, &mut known, true);
        assert_eq!(more, ["A: 2\n\nTwo\n\n", "A: 3\n\n"]);
        assert!(messages(&file, &mut known, true).is_empty());
        // Rotated, and grown beyond what was read.
        file.set_len(0).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        let other = format!("From g@h Thu\nA: 4\n\n{}\n", "x".repeat(1000));
        file.write_all(other.as_bytes()).unwrap();
        assert_eq!(messages(&file, &mut known, true).len(), 1);
    }

    #[test]
    fn what_is_no_message_is_passed_over() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"no message").unwrap();
        assert!(messages(&file, &mut Known::default(), true).is_empty());
    }

    #[test]
    fn of_a_long_message_the_beginning_is_read() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"From a@b Mon\n").unwrap();
        file.write_all("x".repeat(2_000_000).as_bytes()).unwrap();
        file.write_all(b"\n\nFrom c@d Tue\nA: 2\n\n").unwrap();
        let all = messages(&file, &mut Known::default(), true);
        assert_eq!(all.len(), 2);
        assert!(all[0].len() < BEGINNING + 100_000, "{}", all[0].len());
        assert_eq!(all[1], "A: 2\n\n");
    }
}
