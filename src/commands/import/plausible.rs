//! Whether a slug or a number can be one; telephones and addresses are read as the desk reads them.

pub use crate::sessions::plausible::{email, phone, web_address};

/// A part of an address: small Latin letters, digits, hyphens between them.
pub fn slug(text: &str) -> Option<String> {
    let fits = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    let is_slug = (1..=60).contains(&text.len())
        && text.chars().all(fits)
        && !text.starts_with('-')
        && !text.ends_with('-');
    is_slug.then(|| text.to_owned())
}

/// A business identification number.
pub fn bin(text: &str) -> Option<String> {
    (text.len() == 12 && text.chars().all(|sign| sign.is_ascii_digit())).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_numbers() {
        assert_eq!(slug("demo-ministry").as_deref(), Some("demo-ministry"));
        for bad in ["Demo", "-a", "a-", "a/b", "ә", ""] {
            assert_eq!(slug(bad), None, "{bad}");
        }
        assert!(bin("123456789012").is_some() && bin("12345678901").is_none());
    }
}
