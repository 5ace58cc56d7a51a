//! What letters and addresses are known by when mail comes back: traces that tell nobody anything who lacks the
//! office's own key.

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::database::Id;
use crate::web::hex::hex;

/// Letters of a letter's own id in a token; what follows proves that the office made it.
const ID_LETTERS: usize = 32;
const PROOF_LETTERS: usize = 12;

/// Makes and reads traces.
#[derive(Clone)]
pub struct Trace {
    key: String,
}

impl fmt::Debug for Trace {
    /// Without the key.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Trace")
    }
}

impl Trace {
    /// With the key that the office keeps.
    #[must_use]
    pub fn with(key: String) -> Self {
        Self { key }
    }

    /// A new key, of 64 hexadecimal digits.
    #[must_use]
    pub fn new_key() -> String {
        hex(&rand::random::<[u8; 32]>())
    }

    /// What an address is known by: 32 hexadecimal digits.
    #[must_use]
    pub fn of_address(&self, address: &str) -> String {
        self.digest("address", &address.trim().to_ascii_lowercase(), 32)
    }

    /// What the reader of an address is counted by: many mail servers deliver all that differs by dots before the @, or
    /// by what follows a plus sign there, to the same person. Never the same as what an address is known by.
    #[must_use]
    pub fn of_reader(&self, address: &str) -> String {
        let address = address.trim().to_ascii_lowercase();
        let (own, domain) = address.rsplit_once('@').unwrap_or((&address, ""));
        let own = own.split('+').next().unwrap_or_default().replace('.', "");
        self.digest("reader", &format!("{own}@{domain}"), 32)
    }

    /// What a letter's way back is known by, for the part of an address before the @: 44 letters that survive a
    /// change of case. Its Message-ID does not tell it.
    #[must_use]
    pub fn token_of(&self, letter: Id) -> String {
        let id = letter.as_str().replace('-', "");
        let proof = self.digest("letter", &id, PROOF_LETTERS);
        format!("{id}{proof}")
    }

    /// The letter of a token that the office made.
    #[must_use]
    pub fn letter_of(&self, token: &str) -> Option<Id> {
        let token = token.to_ascii_lowercase();
        let id = token.get(..ID_LETTERS)?;
        let proof = token.get(ID_LETTERS..)?;
        if proof != self.digest("letter", id, PROOF_LETTERS) {
            return None;
        }
        let parts: Option<Vec<&str>> = [0..8, 8..12, 12..16, 16..20, 20..32]
            .into_iter()
            .map(|part| id.get(part))
            .collect();
        Id::parse(&parts?.join("-"))
    }

    /// The key is of a fixed length and the digest is cut, so a longer text cannot be made from a shorter one.
    fn digest(&self, of: &str, text: &str, letters: usize) -> String {
        let whole = Sha256::digest(format!("{} {of} {text}", self.key).as_bytes());
        hex(&whole).chars().take(letters).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_leads_back_to_its_letter_and_cannot_be_made_up() {
        let trace = Trace::with(Trace::new_key());
        let letter = Id::new();
        let token = trace.token_of(letter);
        assert_eq!(token.len(), 44);
        assert_eq!(trace.letter_of(&token), Some(letter));
        assert_eq!(trace.letter_of(&token.to_uppercase()), Some(letter));
        let stranger = Trace::with(Trace::new_key());
        assert_eq!(stranger.letter_of(&token), None);
        for wrong in ["", "x", &token.replacen('0', "", 1), &format!("{token}0")] {
            assert_eq!(trace.letter_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn variants_of_an_address_are_one_reader() {
        let trace = Trace::with(Trace::new_key());
        let reader = trace.of_reader("aigul@example.org");
        for same in [
            "Aigul+1@Example.org",
            "a.i.gul@example.org",
            " ai.gul+x+y@example.org",
        ] {
            assert_eq!(trace.of_reader(same), reader, "{same}");
        }
        for other in [
            "aigul@example.com",
            "aigul@ex.ample.org",
            "aigu@example.org",
        ] {
            assert_ne!(trace.of_reader(other), reader, "{other}");
        }
        assert_ne!(trace.of_address("aigul@example.org"), reader);
    }

    #[test]
    fn an_address_is_known_however_it_is_written() {
        let trace = Trace::with(Trace::new_key());
        let hash = trace.of_address("Aigul@Example.org ");
        assert_eq!(hash, trace.of_address("aigul@example.org"));
        assert_ne!(hash, trace.of_address("aigul@example.com"));
        assert_ne!(
            hash,
            Trace::with(Trace::new_key()).of_address("aigul@example.org")
        );
    }
}
