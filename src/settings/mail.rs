//! `[mail]`: how letters leave, and how failures come back.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use chrono::TimeDelta;
use serde::Deserialize;
use url::Url;

use super::Secret;
use super::section::Section;

/// How letters leave.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Sent or kept.
    pub transport: MailTransport,
    /// Where letters are kept.
    pub folder: PathBuf,
    /// The relay; there is one whenever the transport is [`MailTransport::Smtp`].
    pub smtp_url: Option<Secret>,
    /// The certificate (PEM) of a private authority.
    pub ca_file: Option<PathBuf>,
    /// The sender of all letters, `Name <address>`.
    pub from: String,
    /// How long to wait for the relay.
    pub timeout: Duration,
    /// Letters under way to the relay at once, each on a connection of its own.
    pub connections: usize,
    /// How many letters may be handed over and not yet noted.
    pub in_doubt: usize,
    /// At most so many; 0: no limit.
    pub letters_per_minute: u32,
    /// Letters a minute to one domain at most; 0: no limit.
    pub domain_per_minute: u32,
    /// Domains with a limit of their own.
    pub domain_paces: Vec<DomainPace>,
    /// After so many failures of the relay in a row it is left alone for a while.
    pub breaker_failures: u32,
    /// How long to go on trying to deliver a letter.
    pub give_up_after: Duration,
    /// How long a letter to many waits before its first attempt, so that it can be called back.
    pub bulk_delay: TimeDelta,
    /// Where failures are reported to: mailbox and domain, `bounces` and `example.org`.
    pub bounce_address: Option<(String, String)>,
    /// Where those reports arrive: a maildir, a folder, or a file in the mbox format.
    pub bounces: Option<PathBuf>,
    /// How letters are signed here; `None`: at the relay, or not at all.
    pub dkim: Option<Dkim>,
}

/// What happens to letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTransport {
    /// They are kept as files.
    Folder,
    /// They are sent through a relay.
    Smtp,
}

/// A domain with a limit of its own, `example.org=60`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DomainPace {
    /// The domain, in small letters.
    pub domain: String,
    /// Letters a minute at most; 0: no limit.
    pub per_minute: u32,
}

/// How letters are signed (RFC 6376).
#[derive(Clone, Debug)]
pub struct Dkim {
    /// The name of the key in the domain's records.
    pub selector: String,
    /// The domain that signs.
    pub domain: String,
    /// A file (PEM, PKCS#1) with the private RSA key.
    pub key_file: PathBuf,
}

impl Mail {
    pub(super) fn read(mut section: Section<'_>) -> Option<Self> {
        let transport = section.take("transport");
        let folder = section.take("folder");
        if transport == Some(MailTransport::Smtp) && section.is_empty("smtp_url") {
            section.fault("smtp_url", "must be set with transport \"smtp\"");
        }
        let smtp_url = section.take_optional("smtp_url").and_then(|url| {
            let wanted = "smtp://host:port or smtps://host:port";
            section.keep("smtp_url", Some(url).filter(is_relay), wanted)
        });
        let ca_file = section.take_optional("ca_file");
        let from = section.take("from").and_then(|from: String| {
            let kept = is_sender(&from).then_some(from);
            section.keep("from", kept, "like Otyrys <no-reply@example.org>")
        });
        let timeout_seconds = section.take_within("timeout_seconds", 1..=600);
        let connections = section.take_within("connections", 1..=64);
        let in_doubt = section.take_within("in_doubt", 1..=64);
        let letters_per_minute = section.take_within("letters_per_minute", 0..=1_000_000);
        let domain_per_minute = section.take_within("domain_per_minute", 0..=1_000_000);
        let domain_paces = section.take("domain_paces");
        let breaker_failures = section.take_within("breaker_failures", 1..=1000);
        let give_up_hours: Option<u64> = section.take_within("give_up_hours", 1..=72);
        let bulk_delay_minutes: Option<i64> = section.take_within("bulk_delay_minutes", 0..=1440);
        let bounce_address = section
            .take_optional("bounce_address")
            .and_then(|address: String| {
                let wanted = "like bounces@example.org, with at most 16 letters before the @";
                section.keep("bounce_address", bounce_address(&address), wanted)
            });
        let bounces = section.take_optional("bounces");
        let dkim = Dkim::read(&mut section);
        section.end();
        Some(Self {
            transport: transport?,
            folder: folder?,
            smtp_url,
            ca_file,
            from: from?,
            timeout: Duration::from_secs(timeout_seconds?),
            connections: connections?,
            in_doubt: in_doubt?,
            letters_per_minute: letters_per_minute?,
            domain_per_minute: domain_per_minute?,
            domain_paces: domain_paces?,
            breaker_failures: breaker_failures?,
            give_up_after: Duration::from_hours(give_up_hours?),
            bulk_delay: TimeDelta::minutes(bulk_delay_minutes?),
            bounce_address,
            bounces,
            dkim,
        })
    }
}

impl Dkim {
    fn read(section: &mut Section<'_>) -> Option<Self> {
        let key_file = section.take_optional("dkim_key_file");
        let selector: Option<String> = section.take_optional("dkim_selector");
        let domain: Option<String> = section.take_optional("dkim_domain");
        let key_file: PathBuf = key_file?;
        let named = |section: &mut Section<'_>, key: &str, name: Option<String>| {
            let kept = name.filter(|name| is_plain(name));
            section.keep(key, kept, "set together with dkim_key_file")
        };
        let selector = named(section, "dkim_selector", selector);
        let domain = named(section, "dkim_domain", domain);
        Some(Self {
            selector: selector?,
            domain: domain?,
            key_file,
        })
    }
}

fn is_relay(url: &Secret) -> bool {
    Url::parse(url.expose())
        .is_ok_and(|url| matches!(url.scheme(), "smtp" | "smtps") && url.has_host())
}

/// `address@host` or `Name <address@host>`; the finer points are the mailer's.
fn is_sender(text: &str) -> bool {
    let address = match text.split_once('<') {
        Some((_, rest)) => rest.strip_suffix('>'),
        None => Some(text),
    };
    address.and_then(mailbox).is_some()
}

pub(super) fn mailbox(address: &str) -> Option<(&str, &str)> {
    let (name, host) = address.split_once('@')?;
    (is_plain(name) && is_plain(host) && !host.contains('@')).then_some((name, host))
}

fn is_plain(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The part before the @ may have 64 letters (RFC 5321, 4.5.3.1.1), of which a letter's token takes 44.
fn bounce_address(text: &str) -> Option<(String, String)> {
    let (name, host) = mailbox(text)?;
    let is_short = name.len() <= 16 && !name.contains(['+', '<', '>', '"']);
    is_short.then(|| (name.to_owned(), host.to_owned()))
}

impl FromStr for DomainPace {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || format!("{text:?} is no limit like \"example.org=60\"");
        let (domain, number) = text.split_once('=').ok_or_else(fault)?;
        let domain = domain.trim().to_ascii_lowercase();
        let per_minute = number.trim().parse().map_err(|_| fault())?;
        if is_plain(&domain) && !domain.contains('@') {
            Ok(Self { domain, per_minute })
        } else {
            Err(fault())
        }
    }
}

impl TryFrom<String> for DomainPace {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_may_have_a_limit_of_its_own() {
        let pace: DomainPace = "Example.ORG = 60".parse().unwrap();
        assert_eq!((pace.domain.as_str(), pace.per_minute), ("example.org", 60));
        for wrong in ["example.org", "=60", "a@b=60", "example.org=-1"] {
            assert!(wrong.parse::<DomainPace>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_bounce_address_leaves_room_for_the_letter() {
        let read = bounce_address("bounces@example.org").unwrap();
        assert_eq!(read, ("bounces".to_owned(), "example.org".to_owned()));
        for wrong in [
            "bounces",
            "a+b@example.org",
            "seventeen-letters@example.org",
        ] {
            assert!(bounce_address(wrong).is_none(), "{wrong}");
        }
    }
}
