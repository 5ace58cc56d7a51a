//! The address of a webhook: what is taken when it is entered, and looked at again at every call.

use std::net::IpAddr;
use std::time::Duration;

use tokio::time::timeout;
use url::{Host, Url};

use super::names::{Barred, Lookup};
use super::networks::Reachable;
use crate::law::text_enum::text_enum;
use crate::settings::Webhooks;

/// Characters of an address at most.
const LONGEST: usize = 2000;

/// How long to wait for the answer where a name is looked up.
const LOOKING: Duration = Duration::from_secs(5);

text_enum! {
    /// What is wrong with an address; its sentence is `webhook-fault-` and the word.
    pub enum Wrong {
        /// Nothing was typed.
        Missing = "required",
        /// No address of the web.
        Malformed = "address",
        /// Too long.
        Long = "too-long",
        /// Not https.
        NotHttps = "https",
        /// A name or a password stands in it.
        Credentials = "credentials",
        /// Nobody knows the name.
        NoName = "no-name",
        /// It leads into a private network.
        Private = "private",
    }
}

impl Reachable {
    /// What the settings allow.
    #[must_use]
    pub fn by(settings: &Webhooks) -> Self {
        if settings.allow_private {
            Self::Every
        } else {
            Self::Public
        }
    }
}

/// Reads an address as it was typed; without what stands after `#`, which nobody sends.
///
/// # Errors
/// What is wrong with it, as far as can be seen without asking anybody.
pub fn read(text: &str, settings: &Webhooks) -> Result<Url, Wrong> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Wrong::Missing);
    }
    if text.chars().count() > LONGEST {
        return Err(Wrong::Long);
    }
    let mut url = Url::parse(text).map_err(|_| Wrong::Malformed)?;
    match url.scheme() {
        "https" => {}
        "http" if settings.allow_http => {}
        "http" => return Err(Wrong::NotHttps),
        _ => return Err(Wrong::Malformed),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Wrong::Credentials);
    }
    match literal(&url) {
        Some(address) if !Reachable::by(settings).allows(address) => return Err(Wrong::Private),
        _ => {}
    }
    url.set_fragment(None);
    Ok(url)
}

/// The address of the network that stands in the address itself, in whichever way it is written.
fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(address.into()),
        Host::Ipv6(address) => Some(address.into()),
        Host::Domain(_) => None,
    }
}

/// Looks the name up that stands in an address.
///
/// # Errors
/// [`Wrong::NoName`], [`Wrong::Private`].
pub async fn look_up(url: &Url, lookup: &Lookup, reachable: Reachable) -> Result<(), Wrong> {
    let Some(Host::Domain(name)) = url.host() else {
        return Ok(());
    };
    let looked = super::names::reachable(lookup, name.to_owned(), reachable);
    match timeout(LOOKING, looked).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(Barred::Private)) => Err(Wrong::Private),
        Ok(Err(Barred::NoName)) | Err(_) => Err(Wrong::NoName),
    }
}

/// Scheme and host of a stored address: what of it may be written down elsewhere.
#[must_use]
pub fn host_of(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(allow_private: bool, allow_http: bool) -> Webhooks {
        Webhooks {
            allow_private,
            allow_http,
            timeout: Duration::from_secs(1),
            calls: 2,
            pause_after: chrono::TimeDelta::days(7),
        }
    }

    #[test]
    fn addresses_are_taken_or_refused_as_they_are_typed() {
        let strict = settings(false, false);
        for (text, wrong) in [
            ("", Wrong::Missing),
            ("  ", Wrong::Missing),
            ("example.org/hook", Wrong::Malformed),
            ("ftp://example.org/", Wrong::Malformed),
            ("file:///etc/passwd", Wrong::Malformed),
            ("https://", Wrong::Malformed),
            ("http://example.org/", Wrong::NotHttps),
            ("https://user@example.org/", Wrong::Credentials),
            ("https://user:word@example.org/", Wrong::Credentials),
            ("https://:word@example.org/", Wrong::Credentials),
            ("https://127.0.0.1/", Wrong::Private),
            ("https://127.1/", Wrong::Private),
            ("https://2130706433/", Wrong::Private),
            ("https://0x7f000001/", Wrong::Private),
            ("https://0177.0.0.1/", Wrong::Private),
            ("https://１２７.0.0.1/", Wrong::Private),
            ("https://[::1]/", Wrong::Private),
            ("https://[::ffff:10.0.0.1]:8443/", Wrong::Private),
            ("https://169.254.169.254/latest/meta-data", Wrong::Private),
        ] {
            assert_eq!(read(text, &strict).err(), Some(wrong), "{text}");
        }
        let long = format!("https://example.org/{}", "a".repeat(LONGEST));
        assert_eq!(read(&long, &strict).err(), Some(Wrong::Long));
        let taken = read(" https://Example.org:8443/a?b=1#c ", &strict).unwrap();
        assert_eq!(taken.as_str(), "https://example.org:8443/a?b=1");
        assert_eq!(host_of(taken.as_str()), "https://example.org:8443");
    }

    #[test]
    fn the_settings_open_what_they_say() {
        assert!(read("http://example.org/", &settings(false, true)).is_ok());
        assert!(read("https://10.0.0.1/", &settings(true, false)).is_ok());
        let both = settings(true, true);
        assert!(read("http://127.0.0.1:8080/", &both).is_ok());
        assert_eq!(read("http://0.0.0.0/", &both).err(), Some(Wrong::Private));
    }
}
