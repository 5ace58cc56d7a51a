//! Where the relay is, and how safely it is spoken to: `mail.smtp_url`.

use std::net::IpAddr;

use lettre::transport::smtp::authentication::Credentials;
use percent_encoding::percent_decode_str;
use url::Url;

/// A relay's address.
#[derive(Clone)]
pub struct RelayAddress {
    /// A name or a number, without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How safely it is spoken to.
    pub security: Security,
    /// Who signs in there.
    pub credentials: Option<Credentials>,
}

/// How safely a relay is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Implicit,
    /// TLS from STARTTLS on; without it nothing is said.
    StartTls,
    /// No TLS.
    Plain,
}

/// What is wrong with an address. It never quotes the address, which may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// Not an address at all.
    #[error("must be smtp://host:port or smtps://host:port")]
    Unreadable,
    /// Something else than is known stands behind `?tls=`.
    #[error("tls must be \"required\" or \"none\"")]
    Tls,
    /// No TLS over a network.
    #[error(
        "letters and passwords would cross the network in the open: add ?tls=required, or ?tls=none to allow it"
    )]
    Open,
}

impl RelayAddress {
    /// Reads `smtps://…` (TLS from the start), `smtp://…?tls=required` (STARTTLS) or `smtp://…` (no TLS, which
    /// must be said by `?tls=none` unless the relay is on this machine).
    ///
    /// # Errors
    /// [`AddressFault`].
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        let url = Url::parse(text).map_err(|_| AddressFault::Unreadable)?;
        let host = decoded(url.host_str().ok_or(AddressFault::Unreadable)?)?;
        let host = host.trim_matches(['[', ']']).to_owned();
        let security = security(&url, &host)?;
        let usual_port = match security {
            Security::Implicit => 465,
            Security::StartTls => 587,
            Security::Plain => 25,
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(
                decoded(url.username())?,
                decoded(password)?,
            )),
            None => None,
        };
        Ok(Self {
            host,
            port: url.port().unwrap_or(usual_port),
            security,
            credentials,
        })
    }
}

fn security(url: &Url, host: &str) -> Result<Security, AddressFault> {
    let said = url.query_pairs().find(|(name, _)| name == "tls");
    let said = said.as_ref().map(|(_, value)| value.as_ref());
    match (url.scheme(), said) {
        ("smtps", None | Some("required")) => Ok(Security::Implicit),
        ("smtp", Some("required")) => Ok(Security::StartTls),
        ("smtp", Some("none")) => Ok(Security::Plain),
        ("smtp", None) if is_this_machine(host) => Ok(Security::Plain),
        ("smtp", None) => Err(AddressFault::Open),
        ("smtp" | "smtps", Some(_)) => Err(AddressFault::Tls),
        _ => Err(AddressFault::Unreadable),
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

fn decoded(text: &str) -> Result<String, AddressFault> {
    let text = percent_decode_str(text).decode_utf8();
    text.map(Into::into).map_err(|_| AddressFault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, u16, Security) {
        let address = RelayAddress::parse(text).unwrap();
        (address.host, address.port, address.security)
    }

    #[test]
    fn the_scheme_says_how_safely() {
        let host = || "mail.example.org".to_owned();
        assert_eq!(
            read("smtps://mail.example.org"),
            (host(), 465, Security::Implicit)
        );
        assert_eq!(
            read("smtp://mail.example.org?tls=required"),
            (host(), 587, Security::StartTls)
        );
        assert_eq!(
            read("smtp://mail.example.org:2525?tls=none"),
            (host(), 2525, Security::Plain)
        );
        assert_eq!(
            read("smtp://[::1]"),
            ("::1".to_owned(), 25, Security::Plain)
        );
    }

    #[test]
    fn nothing_crosses_the_network_in_the_open_unless_said() {
        let fault = |text| RelayAddress::parse(text).err();
        assert_eq!(fault("smtp://mail.example.org"), Some(AddressFault::Open));
        assert_eq!(fault("smtp://10.0.0.1:25"), Some(AddressFault::Open));
        assert_eq!(fault("smtp://127.0.0.1:25"), None);
        assert_eq!(fault("smtp://localhost"), None);
        assert_eq!(
            fault("smtp://localhost?tls=perhaps"),
            Some(AddressFault::Tls)
        );
        assert_eq!(
            fault("http://mail.example.org"),
            Some(AddressFault::Unreadable)
        );
    }

    #[test]
    fn a_password_may_hold_any_letter() {
        let address = RelayAddress::parse("smtps://office%40kz:p%2Fa%3As+@mail.example.org");
        let wanted = Credentials::new("office@kz".to_owned(), "p/a:s+".to_owned());
        assert_eq!(address.unwrap().credentials, Some(wanted));
    }
}
