//! Short names that can be said on the telephone, and those of passes.

use crate::web::tokens::random;

/// 80 random bits: for a pass that shows nothing but that it is valid.
#[must_use]
pub fn pass() -> String {
    random(16)
}

/// The registration number of the n-th application to the session of this code: `K7F3QX-0042`.
#[must_use]
pub fn number(session_code: &str, ordinal: i32) -> String {
    format!("{session_code}-{ordinal:04}")
}
