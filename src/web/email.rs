//! Addresses of e-mail as people type them.

use url::Host;
use validator::ValidateEmail as _;

/// The longest address that mail carries (RFC 5321, 4.5.3.1).
const LONGEST: usize = 254;

/// Why an address is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailFault {
    /// Longer than mail carries.
    TooLong,
    /// Letters before the @ that mail servers here do not carry.
    Letters,
    /// No address.
    Wrong,
}

/// Whether mail servers here take it as it is, so that a letter that we accept can arrive: stricter than the standard.
#[must_use]
pub fn can_be_sent_to(address: &str) -> bool {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    address.is_ascii()
        && address.len() <= LONGEST
        && address.validate_email()
        && domain.contains('.')
        // An address by number is no mailbox that a person has.
        && !domain.starts_with('[')
        && address.parse::<lettre::Address>().is_ok()
}

/// The address that mail is sent to, of what was typed: a domain in letters of another script as the network writes
/// it (IDNA), everything else as it is.
///
/// # Errors
/// Why it is none.
pub fn read(typed: &str) -> Result<String, EmailFault> {
    let typed = typed.trim();
    let (name, domain) = typed.rsplit_once('@').ok_or(EmailFault::Wrong)?;
    if !name.is_ascii() {
        return Err(EmailFault::Letters);
    }
    let domain = if domain.is_ascii() {
        domain.to_owned()
    } else {
        match Host::parse(domain) {
            Ok(Host::Domain(ascii)) => ascii,
            _ => return Err(EmailFault::Wrong),
        }
    };
    let address = format!("{name}@{domain}");
    if address.len() > LONGEST {
        return Err(EmailFault::TooLong);
    }
    if can_be_sent_to(&address) {
        Ok(address)
    } else {
        Err(EmailFault::Wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unusual_addresses_are_taken_as_they_are() {
        for address in [
            "aigul@example.kz",
            "o'brien+sessions@mail.example.org",
            "A.B-c_d!#$%&*=?^`{|}~/x@EXAMPLE.org",
            "1@xn--80aaxitdbjk.xn--p1ai",
        ] {
            assert_eq!(read(address).as_deref(), Ok(address));
        }
        assert_eq!(read("  aigul@example.kz\n").unwrap(), "aigul@example.kz");
    }

    #[test]
    fn a_domain_in_our_own_letters_is_written_as_the_network_writes_it() {
        assert_eq!(
            read("aigul@пошта.қаз").unwrap(),
            "aigul@xn--80a1acn3a.xn--80ao21a"
        );
    }

    #[test]
    fn what_no_letter_could_reach_is_told_apart() {
        let long = format!("{}@{}.example.org", "a".repeat(64), "b.".repeat(100));
        assert_eq!(read(&long), Err(EmailFault::TooLong));
        assert_eq!(read("айгүл@example.kz"), Err(EmailFault::Letters));
        for wrong in [
            "",
            "aigul",
            "@example.kz",
            "aigul@",
            "aigul@localhost",
            "a b@example.kz",
            "\"a b\"@example.kz",
            "aigul@example.kz, other@example.kz",
            "aigul@example..kz",
            "aigul@[192.0.2.7]",
            "aigul@exa\u{301}mple .kz",
            "aigul@example.kz\r\nBcc: other@example.kz",
        ] {
            assert_eq!(read(wrong), Err(EmailFault::Wrong), "{wrong}");
        }
    }
}
