//! Things that cannot be guessed, and short names that can be said on the telephone.

use sha2::{Digest, Sha256};

use crate::web::hex::hex;

/// Letters and digits that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 130 random bits: nobody finds an application by trying.
#[must_use]
pub fn secret() -> String {
    random(26)
}

/// 80 random bits: for a pass that shows nothing but that it is valid.
#[must_use]
pub fn pass() -> String {
    random(16)
}

fn random(letters: usize) -> String {
    (0..letters)
        .map(|_| {
            let number = usize::from(rand::random::<u8>() & 31);
            ALPHABET.get(number).copied().map_or('0', char::from)
        })
        .collect()
}

/// The registration number of the n-th application to the session of this code: `K7F3QX-0042`.
#[must_use]
pub fn number(session_code: &str, ordinal: i32) -> String {
    format!("{session_code}-{ordinal:04}")
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
