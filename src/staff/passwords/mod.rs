//! Passwords: how they are kept, and which ones are taken.

mod hashing;
mod rules;

pub use hashing::{hash, hash_here, matches};
pub use rules::{LONGEST, Owner, SHORTEST, Weakness, normal, weakness};
