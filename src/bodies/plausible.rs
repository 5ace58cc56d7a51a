//! Whether a part of an address, a number or an address of the web can be one. No more is asked.

use url::Url;

/// An address of the web.
#[must_use]
pub fn web_address(text: &str) -> Option<String> {
    let address = Url::parse(text).ok()?;
    let fits = matches!(address.scheme(), "http" | "https")
        && address.has_host()
        && address.username().is_empty()
        && address.password().is_none()
        && !text.contains(char::is_whitespace);
    fits.then(|| text.to_owned())
}

/// A part of an address: small Latin letters, digits, hyphens between them.
#[must_use]
pub fn slug(text: &str) -> Option<String> {
    let fits = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    let is_slug = (1..=60).contains(&text.len())
        && text.chars().all(fits)
        && !text.starts_with('-')
        && !text.ends_with('-');
    is_slug.then(|| text.to_owned())
}

/// A business identification number.
#[must_use]
pub fn bin(text: &str) -> Option<String> {
    (text.len() == 12 && text.chars().all(|sign| sign.is_ascii_digit())).then(|| text.to_owned())
}
