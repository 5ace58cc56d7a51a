//! Transcripts with times: `WebVTT`, or a plain text whose lines begin with a mark.
//!
//! ```text
//! [00:12:30] Министр Е. Нұрланов: Сәлеметсіздер ме!
//! [00:14:05] №2 Төраға: Келесі мәселе.
//! ```
//!
//! What stands before the first mark belongs to no time; a line without a mark goes on with what was said before it. After
//! a mark the number of the matter may stand, and whoever speaks, before a colon.

use crate::broadcasts::webvtt;

/// Letters before a colon that may be whoever speaks.
const LONGEST_SPEAKER: usize = 80;

/// A passage of a transcript.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// When it begins, in milliseconds from the start of the recording; none: before the first mark.
    pub from: Option<u64>,
    /// When it ends, where that is said.
    pub until: Option<u64>,
    /// Whoever speaks.
    pub speaker: Option<String>,
    /// The number of the matter, as it is printed.
    pub item: Option<String>,
    /// What is said, its lines joined by line breaks.
    pub text: String,
}

/// Why times cannot be read, with the line, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It has times as captions do, and does not begin with `WEBVTT`.
    Head,
    /// A time cannot be read.
    Time(usize),
    /// A passage begins before the one above it.
    Backwards(usize),
    /// A passage ends before it begins.
    Order(usize),
    /// There is no passage.
    None,
}

impl Fault {
    /// Its word in keys of sentences, and its line.
    #[must_use]
    pub const fn said(self) -> (&'static str, usize) {
        match self {
            Self::Head => ("head", 1),
            Self::Time(line) => ("time", line),
            Self::Backwards(line) => ("backwards", line),
            Self::Order(line) => ("order", line),
            Self::None => ("none", 1),
        }
    }
}

/// Reads a transcript; `None` where it has no times. `items`: the numbers of matters that a mark may name.
///
/// # Errors
/// The first [`Fault`].
pub fn read(text: &str, items: &[&str]) -> Result<Option<Vec<Passage>>, Fault> {
    if text.trim_start_matches('\u{FEFF}').starts_with("WEBVTT") {
        return captions(text).map(Some);
    }
    if text.lines().any(|line| line.contains("-->")) {
        return Err(Fault::Head);
    }
    let mut passages: Vec<Passage> = Vec::new();
    let mut last = None;
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim();
        if let Some((mark, rest)) = mark_of(line) {
            let from = time(mark).ok_or(Fault::Time(number))?;
            if last.is_some_and(|last| from < last) {
                return Err(Fault::Backwards(number));
            }
            last = Some(from);
            passages.push(passage(from, rest, items));
        } else if !line.is_empty() {
            match passages.last_mut() {
                Some(open) => {
                    if !open.text.is_empty() {
                        open.text.push('\n');
                    }
                    open.text.push_str(line);
                }
                None => passages.push(Passage {
                    text: line.to_owned(),
                    ..Passage::default()
                }),
            }
        }
    }
    Ok(last.is_some().then_some(passages))
}

/// What stands in brackets at the beginning of a line, where it is meant as a time, and what follows.
fn mark_of(line: &str) -> Option<(&str, &str)> {
    let (mark, rest) = line.strip_prefix('[')?.split_once(']')?;
    let of_time = |letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '.' | ',' | ' ');
    let meant = mark.contains(':') && mark.chars().all(of_time);
    meant.then(|| (mark.trim(), rest.trim()))
}

/// `00:12:30`, `12:30` or `00:12:30.500`, in milliseconds.
fn time(mark: &str) -> Option<u64> {
    let (whole, part) = mark.split_once(['.', ',']).unwrap_or((mark, "0"));
    let digits = |text: &str, most: usize| -> Option<u64> {
        let fits = (1..=most).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
        text.parse().ok().filter(|_| fits)
    };
    let parts: Vec<&str> = whole.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes, seconds] => (digits(hours, 3)?, minutes, seconds),
        [minutes, seconds] => (0, minutes, seconds),
        _ => return None,
    };
    let below_sixty = |text: &str| digits(text, 2).filter(|number| *number < 60);
    let (minutes, seconds) = (below_sixty(minutes)?, below_sixty(seconds)?);
    let millis = digits(&format!("{part:0<3}"), 3)?;
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis)
}

fn passage(from: u64, rest: &str, items: &[&str]) -> Passage {
    let (item, rest) = item_of(rest, items);
    let (speaker, text) = speaker_of(rest);
    Passage {
        from: Some(from),
        until: None,
        speaker,
        item,
        text: text.to_owned(),
    }
}

/// `№2` or `#2` at the beginning, where the agenda has such a matter; all else is part of what is said.
fn item_of<'a>(rest: &'a str, items: &[&str]) -> (Option<String>, &'a str) {
    let Some(after) = rest.strip_prefix(['№', '#']) else {
        return (None, rest);
    };
    let after = after.trim_start();
    let (number, text) = after.split_once(char::is_whitespace).unwrap_or((after, ""));
    let plain = |text: &str| text.trim_end_matches(['.', ':', ')']).to_owned();
    let item = items.iter().find(|item| plain(item) == plain(number));
    match item {
        Some(item) => (Some((*item).to_owned()), text.trim_start()),
        None => (None, rest),
    }
}

fn speaker_of(rest: &str) -> (Option<String>, &str) {
    match rest.split_once(':') {
        Some((speaker, text))
            if !speaker.trim().is_empty()
                && speaker.chars().count() <= LONGEST_SPEAKER
                && (text.is_empty() || text.starts_with(char::is_whitespace)) =>
        {
            (Some(speaker.trim().to_owned()), text.trim())
        }
        _ => (None, rest),
    }
}

fn captions(text: &str) -> Result<Vec<Passage>, Fault> {
    let cues = webvtt::parse(text).map_err(|fault| match fault {
        webvtt::Fault::Head => Fault::Head,
        webvtt::Fault::Time(line) => Fault::Time(line),
        webvtt::Fault::Order(line) => Fault::Order(line),
        webvtt::Fault::None => Fault::None,
    })?;
    let lines = text.lines().zip(1..);
    let mut begins = lines.filter(|(line, _)| line.contains("-->"));
    let mut last = 0;
    let mut passages = Vec::new();
    for cue in cues {
        let line = begins.next().map_or(1, |(_, line)| line);
        if cue.from < last {
            return Err(Fault::Backwards(line));
        }
        last = cue.from;
        let (speaker, text) = voice(&cue.text);
        passages.push(Passage {
            from: Some(cue.from),
            until: Some(cue.until),
            speaker,
            item: None,
            text,
        });
    }
    Ok(passages)
}

/// The voice that a caption names, `<v Төраға>`, and its text without tags.
fn voice(text: &str) -> (Option<String>, String) {
    let mut speaker = None;
    let mut said = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        said.push_str(before);
        let Some((tag, after)) = after.split_once('>') else {
            said.push('<');
            rest = after;
            continue;
        };
        let voice = tag.strip_prefix('v').and_then(|tag| tag.split_once(' '));
        if let Some((_, name)) = voice.filter(|_| speaker.is_none()) {
            speaker = Some(plain(name.trim()));
        }
        rest = after;
    }
    said.push_str(rest);
    (speaker, plain(said.trim()))
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{A0}")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_with_marks_is_read_with_speakers_and_matters() {
        let text = "Стенограмма\n\n[00:00:05] Төраға: Отырысты ашамын.\nКүн тәртібі бекітілді.\n\
                    [00:12:30] №2 Е. Нұрланов: Сәлем!\n[01:02:03.5] Сағат 10:30-да үзіліс\n[үн жоқ] қол шапалақ\n\
                    [02:00:00] №9 Төраға: Соңы.";
        let passages = read(text, &["1.", "2."]).unwrap().unwrap();
        assert_eq!(passages.len(), 5, "{passages:?}");
        assert_eq!(passages[0].from, None);
        assert_eq!(passages[1].text, "Отырысты ашамын.\nКүн тәртібі бекітілді.");
        assert_eq!(passages[1].speaker.as_deref(), Some("Төраға"));
        assert_eq!(passages[2].from, Some(750_000));
        assert_eq!(passages[2].item.as_deref(), Some("2."));
        assert_eq!(passages[2].speaker.as_deref(), Some("Е. Нұрланов"));
        assert_eq!(passages[3].from, Some(3_723_500));
        assert_eq!(passages[3].speaker, None, "a time of day names nobody");
        assert!(passages[3].text.ends_with("[үн жоқ] қол шапалақ"));
        assert_eq!(passages[4].item, None, "the agenda has no ninth matter");
        assert_eq!(passages[4].speaker.as_deref(), Some("№9 Төраға"));
    }

    #[test]
    fn a_text_without_marks_has_no_times() {
        assert_eq!(read("Отырыс\n1. Мәселе: су", &[]), Ok(None));
        assert_eq!(read("", &[]), Ok(None));
    }

    #[test]
    fn faults_name_their_line() {
        for (text, fault) in [
            ("[00:01:00] а\n[00:00:59] б", Fault::Backwards(2)),
            ("Бас\n[00:61:00] а", Fault::Time(2)),
            ("[1:2:3:4] а", Fault::Time(1)),
            ("1\n00:00:01,000 --> 00:00:02,000\nа", Fault::Head),
            ("WEBVTT\n\n00:01.000 --> 00:00.500\nа", Fault::Order(3)),
            (
                "WEBVTT\n\n00:05.000 --> 00:06.000\nа\n\n00:01.000 --> 00:02.000\nб",
                Fault::Backwards(6),
            ),
            ("WEBVTT\n\n00:01 --> 00:02\nа", Fault::Time(3)),
        ] {
            assert_eq!(read(text, &[]), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn captions_name_their_voices() {
        let text =
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Төраға>Бастаймыз &amp; <i>тыңдаймыз</i></v>";
        let passages = read(text, &[]).unwrap().unwrap();
        assert_eq!(passages[0].speaker.as_deref(), Some("Төраға"));
        assert_eq!(passages[0].text, "Бастаймыз & тыңдаймыз");
        assert_eq!(passages[0].until, Some(2000));
    }
}
