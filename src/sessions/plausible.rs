//! Whether a telephone, an e-mail or a web address can be one. No more is asked: an office knows its own.

use validator::ValidateEmail as _;

pub use crate::bodies::plausible::web_address;

/// Digits and what is written between them; after six of them words may follow, as for an extension.
#[must_use]
pub fn phone(text: &str) -> Option<String> {
    let mut digits = 0;
    for sign in text.chars() {
        match sign {
            '0'..='9' => digits += 1,
            '+' | ' ' | '-' | '–' | '(' | ')' | '.' | ',' | ';' | '/' | '#' => {}
            other if digits >= 6 && other.is_alphabetic() => {}
            _ => return None,
        }
    }
    (6..=20).contains(&digits).then(|| text.to_owned())
}

/// An address that mail servers here take.
#[must_use]
pub fn email(text: &str) -> Option<String> {
    let domain = text.rsplit_once('@').map_or("", |(_, domain)| domain);
    let fits = text.is_ascii() && text.len() <= 254 && domain.contains('.');
    let is_address = fits && text.validate_email() && text.parse::<lettre::Address>().is_ok();
    is_address.then(|| text.to_owned())
}

/// Whether a telephone is a mobile one and no other is named: a work number is asked for, and no private ones
/// are published.
#[must_use]
pub fn is_mobile_only(phone: &str) -> bool {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let national = match digits.strip_prefix(['7', '8']) {
        Some(national) if digits.len() == 11 => national,
        _ => return false,
    };
    let code: Option<u16> = national.get(..3).and_then(|code| code.parse().ok());
    matches!(
        code,
        Some(700..=709 | 747 | 750 | 751 | 760..=764 | 771 | 775..=778)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_office_writes_is_plausible() {
        for good in [
            "+7 7172 000000",
            "8 (7172) 74-00-00, ішкі 123",
            "74 00 00",
            "+7 (7172) 74–00–00 доб. 5",
        ] {
            assert_eq!(phone(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "12345",
            "жоқ",
            "ішкі 123456",
            "123456789012345678901",
            "+7 7172 <b>",
        ] {
            assert_eq!(phone(bad), None, "{bad}");
        }
        assert!(email("a@example.org").is_some());
        for bad in [
            "a@b",
            "a.example.org",
            "қ@example.org",
            "a@example.org, b@example.org",
            "a @example.org",
        ] {
            assert_eq!(email(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_the_web_has_web_addresses() {
        assert_eq!(
            web_address("https://example.org/live?s=1").as_deref(),
            Some("https://example.org/live?s=1")
        );
        for bad in [
            "javascript:alert(1)",
            "ftp://example.org",
            "example.org",
            "https://",
            "https://a:b@example.org",
            "",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn mobile_numbers_are_told_from_those_of_offices() {
        for mobile in ["+7 701 123 45 67", "8(747)1234567", "+7-777-000-00-00"] {
            assert!(is_mobile_only(mobile), "{mobile}");
        }
        for office in [
            "+7 7172 00 00 00",
            "8 (727) 272-00-00",
            "74 00 00",
            "+7 7172 000000, +7 701 1234567",
            "",
        ] {
            assert!(!is_mobile_only(office), "{office}");
        }
    }
}
