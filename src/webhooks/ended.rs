//! How a call can end.

use std::error::Error;
use std::fmt;
use std::io;
use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::RETRY_AFTER;
use reqwest::{Response, StatusCode};

use super::names::Barred;

/// A neighbour that asks for patience gets an hour at the most.
const MOST_PATIENCE: TimeDelta = TimeDelta::hours(1);

/// And a minute at the least: no neighbour makes us call more often than we do by ourselves.
const LEAST_PATIENCE: TimeDelta = TimeDelta::minutes(1);

/// How an attempt ended, as the log keeps it: `status:500`, or a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It answered.
    Answered(u16),
    /// No answer came in time.
    Slow,
    /// The name or the address leads into a private network.
    Private,
    /// Nobody knows the name.
    NoName,
    /// Its certificate is not one that we trust.
    Insecure,
    /// It took no connection, or broke it off.
    Away,
    /// The program ended in the middle of it.
    BrokenOff,
    /// The address is not one that is called: the settings have changed since it was entered.
    Refused,
}

/// What an attempt told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// How it ended.
    pub how: How,
    /// Until when the neighbour asked for patience.
    pub patience: Option<DateTime<Utc>>,
}

impl How {
    /// The word of its sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered(200..=299) => "well",
            Self::Answered(300..=399) => "elsewhere",
            Self::Answered(410) => "gone",
            Self::Answered(401 | 403) => "not-let-in",
            Self::Answered(404) => "not-there",
            Self::Answered(_) => "badly",
            Self::Slow => "slow",
            Self::Private => "private",
            Self::NoName => "no-name",
            Self::Insecure => "insecure",
            Self::Away => "away",
            Self::BrokenOff => "broken-off",
            Self::Refused => "refused",
        }
    }

    /// The status that was answered.
    #[must_use]
    pub fn status(self) -> Option<u16> {
        match self {
            Self::Answered(status) => Some(status),
            _ => None,
        }
    }

    /// The call arrived.
    #[must_use]
    pub fn is_well(self) -> bool {
        matches!(self, Self::Answered(200..=299))
    }

    /// The neighbour says that nobody is to call it any more.
    #[must_use]
    pub fn is_gone(self) -> bool {
        self == Self::Answered(410)
    }
}

/// Those without a status.
const WORDS: [How; 7] = [
    How::Slow,
    How::Private,
    How::NoName,
    How::Insecure,
    How::Away,
    How::BrokenOff,
    How::Refused,
];

impl fmt::Display for How {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status() {
            Some(status) => write!(to, "status:{status}"),
            None => to.write_str(self.word()),
        }
    }
}

impl FromStr for How {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some(status) = text.strip_prefix("status:") {
            return status.parse().map(Self::Answered).map_err(|_| ());
        }
        let found = WORDS.into_iter().find(|one| one.word() == text);
        found.ok_or(())
    }
}

impl Ended {
    /// It ended otherwise than by an answer.
    #[must_use]
    pub fn by(how: How) -> Self {
        Self {
            how,
            patience: None,
        }
    }

    /// The neighbour answered; its words are not read.
    #[must_use]
    pub fn answered(answer: &Response, now: DateTime<Utc>) -> Self {
        let status = answer.status();
        let asks = matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
        );
        let header = answer.headers().get(RETRY_AFTER).filter(|_| asks);
        let asked = header.and_then(|value| value.to_str().ok());
        Self {
            how: How::Answered(status.as_u16()),
            patience: asked.and_then(|asked| patience(asked, now)),
        }
    }

    /// There was no answer.
    #[must_use]
    pub fn failed(error: &reqwest::Error) -> Self {
        let causes = causes(error);
        let barred = causes.iter().find_map(|one| one.downcast_ref::<Barred>());
        // What rustls finds wrong with a certificate comes as an error of this kind.
        let is_insecure = causes.iter().any(|one| {
            let found = one.downcast_ref::<io::Error>();
            found.is_some_and(|error| error.kind() == io::ErrorKind::InvalidData)
        });
        Self::by(match barred {
            Some(Barred::Private) => How::Private,
            Some(Barred::NoName) => How::NoName,
            None if error.is_timeout() => How::Slow,
            None if error.is_connect() && is_insecure => How::Insecure,
            None => How::Away,
        })
    }
}

/// An error and everything that it came of.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> Vec<&'a (dyn Error + 'static)> {
    let mut next = Some(error);
    let mut all = Vec::new();
    while let Some(one) = next {
        all.push(one);
        next = one.source();
    }
    all
}

/// Seconds or a date (RFC 9110, 10.2.3), within bounds.
fn patience(asked: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let until = match asked.trim().parse::<u32>() {
        Ok(seconds) => now + TimeDelta::seconds(i64::from(seconds)),
        Err(_) => httpdate::parse_http_date(asked.trim()).ok()?.into(),
    };
    Some(until.clamp(now + LEAST_PATIENCE, now + MOST_PATIENCE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_reads_what_it_wrote() {
        for how in WORDS
            .into_iter()
            .chain([How::Answered(204), How::Answered(500)])
        {
            assert_eq!(how.to_string().parse(), Ok(how));
        }
        assert_eq!(
            "its time passed before it was tried".parse::<How>(),
            Err(())
        );
    }

    #[test]
    fn patience_is_had_within_bounds() {
        let now = DateTime::from_timestamp(1_781_000_000, 0).unwrap();
        let seconds = |asked: &str| patience(asked, now).map(|until| (until - now).num_seconds());
        assert_eq!(seconds("120"), Some(120));
        assert_eq!(seconds("0"), Some(60));
        assert_eq!(seconds("86400"), Some(3600));
        let in_ten_minutes = httpdate::fmt_http_date((now + TimeDelta::minutes(10)).into());
        assert_eq!(seconds(&in_ten_minutes), Some(600));
        assert_eq!(seconds("Thu, 01 Jan 1970 00:00:00 GMT"), Some(60));
        assert_eq!(seconds("soon"), None);
        assert_eq!(seconds("-1"), None);
    }
}
