//! Captions in `WebVTT`, read as far as browsers need them: cues with their times and text. Notes, styles and regions are
//! passed over.

use std::fs::File;
use std::io::{self, Read as _, Seek as _};

use crate::sessions::files::Wrong;

/// One caption, or one passage of a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// When it begins, in milliseconds from the start of the recording.
    pub from: u64,
    /// When it ends.
    pub until: u64,
    /// What it says, its lines joined by line breaks.
    pub text: String,
}

/// Why a text is no `WebVTT`, with the line, from 1, where it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does not begin with `WEBVTT`.
    Head,
    /// A time cannot be read.
    Time(usize),
    /// A cue ends before it begins.
    Order(usize),
    /// There is no cue.
    None,
}

/// Reads a text.
///
/// # Errors
/// The first [`Fault`].
pub fn parse(text: &str) -> Result<Vec<Cue>, Fault> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let head = text.lines().next().unwrap_or_default().trim_end();
    let after = head.strip_prefix("WEBVTT").ok_or(Fault::Head)?;
    if !after.is_empty() && !after.starts_with([' ', '\t']) {
        return Err(Fault::Head);
    }
    let mut cues = Vec::new();
    let mut open: Option<Cue> = None;
    for (line, number) in text.lines().zip(1..).skip(1) {
        if let Some((from, rest)) = line.split_once("-->") {
            // A cue that begins without a blank line before it ends the one before.
            cues.extend(open.take());
            open = Some(cue(from, rest, number)?);
        } else if line.is_empty() {
            cues.extend(open.take());
        } else if let Some(cue) = &mut open {
            if !cue.text.is_empty() {
                cue.text.push('\n');
            }
            cue.text.push_str(line);
        }
    }
    cues.extend(open);
    if cues.is_empty() {
        return Err(Fault::None);
    }
    Ok(cues)
}

fn cue(from: &str, rest: &str, line: usize) -> Result<Cue, Fault> {
    let until = rest.split_whitespace().next().unwrap_or_default();
    let from = time(from.trim()).ok_or(Fault::Time(line))?;
    let until = time(until).ok_or(Fault::Time(line))?;
    if until <= from {
        return Err(Fault::Order(line));
    }
    Ok(Cue {
        from,
        until,
        text: String::new(),
    })
}

/// `00:01:02.003` or `01:02.003`, in milliseconds.
fn time(text: &str) -> Option<u64> {
    let (whole, millis) = text.split_once('.')?;
    let number = |part: &str, digits: std::ops::RangeInclusive<usize>| -> Option<u64> {
        let fits = digits.contains(&part.len()) && part.bytes().all(|one| one.is_ascii_digit());
        part.parse().ok().filter(|_| fits)
    };
    let parts: Vec<&str> = whole.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes, seconds] => (number(hours, 2..=6)?, minutes, seconds),
        [minutes, seconds] => (0, minutes, seconds),
        _ => return None,
    };
    let below_sixty = |part: &str| number(part, 2..=2).filter(|one| *one < 60);
    let (minutes, seconds) = (below_sixty(minutes)?, below_sixty(seconds)?);
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + number(millis, 3..=3)?)
}

/// Why a file of captions is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCaptions {
    /// As any file.
    File(Wrong),
    /// It is no text in UTF-8.
    Text,
    /// It is a text, but no captions.
    Captions(Fault),
}

impl From<Wrong> for NoCaptions {
    fn from(wrong: Wrong) -> Self {
        Self::File(wrong)
    }
}

/// Looks at a file of captions.
///
/// # Errors
/// What the disk says; inside, why it is not taken.
pub fn look(file: &mut File) -> io::Result<Result<(), NoCaptions>> {
    file.rewind()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Ok(Err(Wrong::Empty.into()));
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return Ok(Err(NoCaptions::Text));
    };
    if text.contains('\0') {
        return Ok(Err(NoCaptions::Text));
    }
    Ok(parse(&text).map(drop).map_err(NoCaptions::Captions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_read_with_their_times_and_text() {
        let text = "\u{FEFF}WEBVTT - Отырыс\r\n\r\nNOTE ескерту\r\n\r\n1\r\n00:01.500 --> 00:04.000 align:start\r\n\
                    Қайырлы таң!\r\nБастаймыз.\r\n\r\n01:00:00.000 --> 01:00:02.250\r\n– Жоқ.\r\n";
        let cues = parse(text).unwrap();
        let expected = [
            Cue {
                from: 1500,
                until: 4000,
                text: "Қайырлы таң!\nБастаймыз.".to_owned(),
            },
            Cue {
                from: 3_600_000,
                until: 3_602_250,
                text: "– Жоқ.".to_owned(),
            },
        ];
        assert_eq!(cues, expected);
    }

    #[test]
    fn faults_name_their_line() {
        for (text, fault) in [
            ("", Fault::Head),
            ("1\n00:00:01,000 --> 00:00:02,000\nа", Fault::Head),
            ("WEBVTTT\n", Fault::Head),
            ("WEBVTT\n\n", Fault::None),
            ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nа", Fault::Time(3)),
            ("WEBVTT\n\n00:61.000 --> 01:02.000\nа", Fault::Time(3)),
            ("WEBVTT\n\n00:01.000 -->\nа", Fault::Time(3)),
            ("WEBVTT\n\nx\n00:02.000 --> 00:02.000\nа", Fault::Order(4)),
        ] {
            assert_eq!(parse(text), Err(fault), "{text:?}");
        }
    }
}
