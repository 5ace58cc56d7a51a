//! What a report of a failure says (RFC 3464).

use mail_parser::{MessageParser, MimeHeaders as _, PartType};

use crate::outbox::post::{is_enhanced, names_no_mailbox};

/// Headers in which the address stands that a report was sent to.
const ADDRESSED: [&str; 5] = [
    "to",
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
];

/// A letter that came back for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Returned {
    /// What stands behind the plus sign of the address that the report was sent to.
    pub(super) token: String,
    /// The enhanced code (RFC 3463), such as 5.1.1; 5.0.0 where the report names none.
    pub(super) status: String,
    /// Addresses that may be the letter's recipient.
    pub(super) addresses: Vec<String>,
}

impl Returned {
    /// Reads a message; `None` when it is no report that a letter failed, or was sent to no address of ours.
    /// A letter that is late is still on its way.
    pub(super) fn read(message: &[u8], mailbox: &str) -> Option<Self> {
        let message = MessageParser::default().parse(message)?;
        let token = message
            .headers_raw()
            .filter(|(name, _)| ADDRESSED.contains(&name.to_ascii_lowercase().as_str()))
            .find_map(|(_, value)| token(value, mailbox))?;
        let mut found = None;
        let mut addresses = Vec::new();
        for part in &message.parts {
            let Some(given) = part.content_type() else {
                continue;
            };
            match (given.ctype(), given.subtype().unwrap_or_default()) {
                ("message", "delivery-status" | "global-delivery-status") => {
                    found = failure(&String::from_utf8_lossy(part.contents()), &mut addresses);
                }
                ("text", "rfc822-headers") => {
                    let headers = MessageParser::default().parse(part.contents());
                    addresses.extend(headers.iter().flat_map(recipients));
                }
                _ => {}
            }
            if let PartType::Message(returned) = &part.body {
                addresses.extend(recipients(returned));
            }
        }
        Some(Self {
            token,
            status: found?,
            addresses,
        })
    }

    /// Whether the address itself is at fault.
    pub(super) fn is_dead(&self) -> bool {
        names_no_mailbox(&self.status)
    }
}

/// What stands between `mailbox+` and the @.
fn token(value: &str, mailbox: &str) -> Option<String> {
    let value = value.to_ascii_lowercase();
    let begins = format!("{}+", mailbox.to_ascii_lowercase());
    let (_, after) = value.split_once(&begins)?;
    let (token, _) = after.split_once('@')?;
    let is_plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_plain && !token.is_empty()).then(|| token.to_owned())
}

fn recipients(message: &mail_parser::Message<'_>) -> Vec<String> {
    let to = message.to().into_iter().flat_map(|to| to.iter());
    to.filter_map(|one| one.address().map(ToOwned::to_owned))
        .collect()
}

/// The code of the first recipient that failed for good; addresses are gathered on the way.
fn failure(status: &str, addresses: &mut Vec<String>) -> Option<String> {
    let unfolded = status
        .replace("\r\n", "\n")
        .replace("\n ", " ")
        .replace("\n\t", " ");
    let mut failed = None;
    for block in unfolded.split("\n\n") {
        let field = |wanted: &str| {
            block.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.trim()
                    .eq_ignore_ascii_case(wanted)
                    .then(|| value.trim())
            })
        };
        let named = ["Original-Recipient", "Final-Recipient"];
        for address in named.into_iter().filter_map(field) {
            let (_, address) = address.split_once(';').unwrap_or(("", address));
            addresses.push(address.trim().trim_matches(['<', '>']).to_owned());
        }
        let is_failure =
            field("Action").is_some_and(|action| action.eq_ignore_ascii_case("failed"));
        if is_failure && failed.is_none() {
            let code = field("Status").and_then(|status| status.split_whitespace().next());
            let code = code.filter(|code| is_enhanced(code)).unwrap_or("5.0.0");
            failed = Some(code.to_owned());
        }
    }
    failed
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "From: MAILER-DAEMON@example.org\r\n\
        To: <Bounces+0123abc@example.org>\r\n\
        MIME-Version: 1.0\r\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n\
        --b\r\nContent-Type: message/delivery-status\r\n\r\n\
        Reporting-MTA: dns; mx.example.org\r\n\r\n\
        Final-Recipient: rfc822;\r\n aigul@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\
        Diagnostic-Code: smtp; 550 no such user\r\n\r\n\
        --b\r\nContent-Type: text/rfc822-headers\r\n\r\n\
        From: office@example.org\r\nTo: other@example.org\r\n\r\n--b--\r\n";

    #[test]
    fn a_report_names_letter_code_and_addresses() {
        let returned = Returned::read(REPORT.as_bytes(), "bounces").unwrap();
        assert_eq!(returned.token, "0123abc");
        assert_eq!(returned.status, "5.1.1");
        assert!(returned.is_dead());
        assert_eq!(
            returned.addresses,
            ["aigul@example.org", "other@example.org"]
        );
    }

    #[test]
    fn what_is_no_failure_is_passed_over() {
        let read = |text: &str| Returned::read(text.as_bytes(), "bounces");
        assert!(read(&REPORT.replace("failed", "delayed")).is_none());
        assert!(read(&REPORT.replace("Bounces+", "office+")).is_none());
        assert!(read("To: bounces+0123abc@example.org\r\n\r\nI am on holiday.\r\n").is_none());
        assert!(read("").is_none());
    }

    #[test]
    fn a_full_mailbox_is_not_a_dead_one() {
        let returned = Returned::read(REPORT.replace("5.1.1", "5.2.2").as_bytes(), "bounces");
        assert!(!returned.unwrap().is_dead());
        let unknown = Returned::read(
            REPORT.replace("Status: 5.1.1\r\n", "").as_bytes(),
            "bounces",
        );
        assert_eq!(unknown.unwrap().status, "5.0.0");
    }
}
