//! Secrets of cookies and links, and what is stored of them.

use sha2::{Digest, Sha256};

use crate::web::hex::hex;

/// 256 random bits.
#[must_use]
pub fn secret() -> String {
    hex(&rand::random::<[u8; 32]>())
}

/// What is stored of a secret: who reads the table cannot use it.
#[must_use]
pub fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}
