//! How a call is signed: HMAC-SHA256 over the instant and what is sent, so that neither can be changed and an old call
//! cannot be sent again by somebody who overheard it.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::web::hex::hex;

/// `Otyrys-Signature`: one signature for each secret that is valid, separated by commas. `timestamp`: Unix seconds.
#[must_use]
pub fn signatures<'a>(
    secrets: impl Iterator<Item = &'a str>,
    timestamp: i64,
    body: &str,
) -> String {
    let all = secrets.filter_map(|secret| signature(secret, timestamp, body));
    all.collect::<Vec<_>>().join(",")
}

fn signature(secret: &str, timestamp: i64, body: &str) -> Option<String> {
    // A key of any length is taken: this does not fail.
    let mut signed = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    signed.update(timestamp.to_string().as_bytes());
    signed.update(b".");
    signed.update(body.as_bytes());
    Some(format!("v1={}", hex(&signed.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with OpenSSL: `printf '%s' '1781000000.{"a":1}' | openssl dgst -sha256 -hmac secret`.
    #[test]
    fn signatures_are_those_of_others() {
        let one = signatures(["secret"].into_iter(), 1_781_000_000, r#"{"a":1}"#);
        assert_eq!(
            one,
            "v1=b2e8a1ea2a780f3b06ce8aabddecdc41f9311e9429768ef97b75e9222f8fa1b7"
        );
        let two = signatures(["secret", "b"].into_iter(), 1_781_000_000, r#"{"a":1}"#);
        assert!(two.starts_with(&format!("{one},v1=")) && two.len() == 2 * one.len() + 1);
    }
}
