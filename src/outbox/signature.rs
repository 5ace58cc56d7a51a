//! A letter's signature (DKIM, RFC 6376), where the relay makes none.

use std::fs;

use lettre::Message;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm,
    DkimSigningKey,
};
use lettre::message::header::HeaderName;

use crate::settings::Dkim;

/// What is signed. Not `Content-Type`: lettre signs another form of it than it sends. With those that RFC 8058
/// demands. One that a letter lacks is signed as missing, so that nobody can add it.
const SIGNED: [&str; 13] = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Auto-Submitted",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// Signs letters.
pub(super) struct Signer(DkimConfig);

impl Signer {
    /// # Errors
    /// One line naming the setting that cannot be kept.
    pub(super) fn of(dkim: &Dkim) -> Result<Self, String> {
        let fault =
            |what: String| format!("mail.dkim_key_file: {}: {what}", dkim.key_file.display());
        let key = fs::read_to_string(&dkim.key_file).map_err(|error| fault(error.to_string()))?;
        let key = DkimSigningKey::new(&key, DkimSigningAlgorithm::Rsa)
            .map_err(|error| fault(error.to_string()))?;
        let relaxed = DkimCanonicalization {
            header: DkimCanonicalizationType::Relaxed,
            body: DkimCanonicalizationType::Relaxed,
        };
        let signed = SIGNED
            .iter()
            .map(|name| HeaderName::new_from_ascii_str(name));
        Ok(Self(DkimConfig::new(
            dkim.selector.clone(),
            dkim.domain.clone(),
            key,
            signed.collect(),
            relaxed,
        )))
    }

    /// The time of the signature is the machine's, as whoever checks it goes by theirs.
    pub(super) fn sign(&self, message: &mut Message) {
        message.sign(&self.0);
    }
}
