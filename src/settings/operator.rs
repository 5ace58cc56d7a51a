//! `[operator]`: who runs this site, for those whom a page stops or who ask about their data.

use super::mail::mailbox;
use super::section::Section;

/// Who runs this site.
#[derive(Clone, Debug)]
pub struct Operator {
    /// Where to write.
    pub email: Option<String>,
    /// Where to call.
    pub phone: Option<String>,
}

impl Operator {
    pub(super) fn read(mut section: Section<'_>) -> Self {
        let email = section.take_optional("email").and_then(|email: String| {
            let kept = mailbox(&email).is_some().then_some(email);
            section.keep("email", kept, "like help@example.org")
        });
        let phone = section.take_optional("phone").and_then(|phone: String| {
            let kept = is_phone(&phone).then_some(phone);
            section.keep("phone", kept, "like \"+7 7172 00 00 00\"")
        });
        section.end();
        Self { email, phone }
    }

    /// Whether there is any way to reach them.
    #[must_use]
    pub const fn is_named(&self) -> bool {
        self.email.is_some() || self.phone.is_some()
    }
}

/// Digits enough to be dialled, and what people write between them.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let written = |letter: char| letter.is_ascii_digit() || " +()-".contains(letter);
    digits >= 3 && text.chars().all(written)
}
