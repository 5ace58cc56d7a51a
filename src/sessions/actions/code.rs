//! The code of a session: short enough to be said on the telephone.

/// Letters and digits that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const LENGTH: usize = 6;

/// A code by chance, one of a thousand million; whether it is free is for the store to say.
#[must_use]
pub fn new_code() -> String {
    (0..LENGTH)
        .map(|_| {
            let number = usize::from(rand::random::<u8>() & 31);
            ALPHABET.get(number).copied().map_or('0', char::from)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_speakable_and_differ() {
        let codes: std::collections::BTreeSet<String> = (0..100).map(|_| new_code()).collect();
        assert!(codes.len() > 98);
        for code in codes {
            assert_eq!(code.len(), LENGTH);
            assert!(!code.contains(['I', 'L', 'O', 'U']), "{code}");
        }
    }
}
