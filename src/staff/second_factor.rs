//! The second factor: codes of six digits from an app (RFC 6238), and codes on paper for the day on which the
//! telephone is lost.

use chrono::{DateTime, Utc};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use totp_rs::{Builder, Secret, Totp};

use super::tokens;
use crate::database::Id;
use crate::settings::SecondFactor;
use crate::web::desk::Role;

/// Codes on paper that one gets.
const RECOVERY_CODES: usize = 10;

/// Letters and digits that nobody takes for others: five bits each.
const LETTERS: [char; 32] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9', '0',
];

/// Letters of one code, in groups of [`GROUP`].
const CODE_LETTERS: usize = 16;
const GROUP: usize = 4;

/// Under which name apps list the codes.
const ISSUER: &str = "Otyrys";

/// Whether whoever has these roles needs a second factor.
#[must_use]
pub fn is_needed(setting: SecondFactor, roles: impl IntoIterator<Item = Role>) -> bool {
    setting == SecondFactor::Everyone || roles.into_iter().any(Role::is_admin)
}

/// A new secret of 160 bits, in Base32.
#[must_use]
pub fn new_secret() -> String {
    Secret::new_stack(rand::random::<[u8; 20]>()).to_base32()
}

/// The codes of a secret; `None` for a text that is none.
fn codes(secret: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret.trim()).ok()?;
    if secret.as_bytes().len() != 20 {
        return None;
    }
    Builder::new().with_secret(secret).build().ok()
}

/// Whether a text is a secret that could have been given out here.
#[must_use]
pub fn is_secret(text: &str) -> bool {
    codes(text).is_some()
}

/// The step of thirty seconds to which a code belongs, if it is of this moment, or one step before or after.
#[must_use]
pub fn step_of(secret: &str, code: &str, now: DateTime<Utc>) -> Option<i64> {
    let digits: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let seconds = u64::try_from(now.timestamp()).ok()?;
    i64::try_from(codes(secret)?.check(&digits, seconds)?).ok()
}

/// What apps read from the QR code.
#[must_use]
pub fn address_of(secret: &str, email: &str) -> String {
    let account = utf8_percent_encode(email, NON_ALPHANUMERIC);
    format!(
        "otpauth://totp/{ISSUER}:{account}?secret={secret}&issuer={ISSUER}&algorithm=SHA1&digits=6&period=30"
    )
}

/// New codes for paper, as they are shown.
#[must_use]
pub fn new_recovery_codes() -> Vec<String> {
    (0..RECOVERY_CODES).map(|_| new_recovery_code()).collect()
}

fn new_recovery_code() -> String {
    let bytes = rand::random::<[u8; CODE_LETTERS]>();
    let letters: Vec<char> = bytes
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)).copied())
        .collect();
    let groups: Vec<String> = letters
        .chunks(GROUP)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// What is stored of a code, however it was typed; `None` for what cannot be one.
#[must_use]
pub fn recovery_digest(member: Id, code: &str) -> Option<String> {
    let letters: String = code
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let right = letters.chars().count() == CODE_LETTERS;
    right.then(|| tokens::digest(&format!("recovery {member} {letters}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_counts_for_its_step_and_the_ones_beside_it() {
        let secret = new_secret();
        let at = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap();
        let code = codes(&secret).unwrap().generate(1_800_000_000).to_string();
        let step = 1_800_000_000 / 30;
        for (seconds, counts) in [
            (0, true),
            (-30, true),
            (59, true),
            (-31, false),
            (60, false),
        ] {
            let found = step_of(&secret, &code, at(1_800_000_000 + seconds));
            assert_eq!(found, counts.then_some(step), "{seconds}");
        }
        let (first, last) = code.split_at(3);
        let spaced = format!(" {first} {last} ");
        assert_eq!(step_of(&secret, &spaced, at(1_800_000_000)), Some(step));
        for wrong in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"] {
            assert_eq!(step_of(&secret, wrong, at(1_800_000_000)), None, "{wrong}");
        }
    }

    #[test]
    fn only_secrets_of_full_length_are_taken() {
        assert!(is_secret(&new_secret()));
        assert_ne!(new_secret(), new_secret());
        for wrong in ["", "ABC", "not base32!", "MFRGGZDFMZTWQ2LK"] {
            assert!(!is_secret(wrong), "{wrong}");
        }
    }

    #[test]
    fn recovery_codes_are_read_however_they_are_typed() {
        let codes = new_recovery_codes();
        assert_eq!(codes.len(), 10);
        let member = Id::new();
        let first = codes.first().unwrap();
        assert_eq!(first.len(), CODE_LETTERS + 3);
        let typed = first.to_uppercase().replace('-', " ");
        assert_eq!(
            recovery_digest(member, &typed),
            recovery_digest(member, first)
        );
        assert_ne!(
            recovery_digest(Id::new(), first),
            recovery_digest(member, first)
        );
        assert_eq!(recovery_digest(member, "abcd"), None);
    }

    #[test]
    fn admins_need_one_whatever_is_set() {
        assert!(is_needed(
            SecondFactor::Admins,
            [Role::Guard, Role::BodyAdmin]
        ));
        assert!(!is_needed(SecondFactor::Admins, [Role::Supervisor]));
        assert!(is_needed(SecondFactor::Everyone, []));
    }
}
