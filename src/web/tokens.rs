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
