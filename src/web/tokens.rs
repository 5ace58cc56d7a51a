//! Things that cannot be guessed, and digests.

use sha2::{Digest, Sha256};

use super::hex::hex;

/// Letters and digits that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 130 random bits: nobody finds by trying what such a link opens.
#[must_use]
pub fn secret() -> String {
    random(26)
}

/// So many random letters of five bits each.
#[must_use]
pub fn random(letters: usize) -> String {
    (0..letters)
        .map(|_| {
            let number = usize::from(rand::random::<u8>() & 31);
            ALPHABET.get(number).copied().map_or('0', char::from)
        })
        .collect()
}

/// A token as it stands in a page: another one each time, so that the size of packed pages tells nothing of it to
/// whoever can make them hold guesses (BREACH).
#[must_use]
pub fn masked(token: &str) -> String {
    let pad: Vec<u8> = token.bytes().map(|_| rand::random()).collect();
    let mixed: Vec<u8> = mix(&pad, token.as_bytes());
    hex(&pad) + &hex(&mixed)
}

/// The token of a form that a page of ours sends; empty for anything else.
#[must_use]
pub fn unmasked(sent: &str) -> String {
    let bytes: Option<Vec<u8>> = sent
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let bytes = bytes.unwrap_or_default();
    let (pad, mixed) = bytes.split_at(bytes.len() / 2);
    String::from_utf8(mix(pad, mixed)).unwrap_or_default()
}

fn mix(pad: &[u8], text: &[u8]) -> Vec<u8> {
    pad.iter()
        .zip(text)
        .map(|(one, other)| one ^ other)
        .collect()
}

/// A digest in hexadecimal, of parts that cannot run into one another.
#[must_use]
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hex(&hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_looks_different_each_time_and_is_the_same() {
        let token = secret();
        let (one, other) = (masked(&token), masked(&token));
        assert_ne!(one, other);
        assert!(!one.contains(&token));
        assert_eq!((unmasked(&one), unmasked(&other)), (token.clone(), token));
        for foreign in ["", "x", "zz", "ы", "+1", "0"] {
            assert_eq!(unmasked(foreign), "", "{foreign}");
        }
    }
}
