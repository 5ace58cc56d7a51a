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

/// What stands behind the plus sign of the address that a message was sent to: all else in it is read only when
/// that is known.
pub(super) fn token_of(message: &[u8], mailbox: &str) -> Option<String> {
    let headers = MessageParser::default().parse_headers(message)?;
    headers
        .headers_raw()
        .filter(|(name, _)| ADDRESSED.contains(&name.to_ascii_lowercase().as_str()))
        .find_map(|(_, value)| token(value, mailbox))
}

/// A letter that came back for good.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Returned {
    /// The enhanced code (RFC 3463), such as 5.1.1; 5.0.0 where the report names none.
    pub(super) status: String,
    /// Addresses that may be the letter's recipient.
    pub(super) addresses: Vec<String>,
    /// The addresses that failed; another than the letter's recipient where its mail was sent on.
    pub(super) failed: Vec<String>,
}

impl Returned {
    /// Reads a message; `None` when it is no report that a letter failed. A letter that is late is still on its way.
    pub(super) fn read(message: &[u8]) -> Option<Self> {
        let message = MessageParser::default().parse(message)?;
        let mut found = None;
        let mut addresses = Vec::new();
        for part in &message.parts {
            let Some(given) = part.content_type() else {
                continue;
            };
            match (given.ctype(), given.subtype().unwrap_or_default()) {
                ("message", "delivery-status" | "global-delivery-status") => {
                    found = Self::failure(&String::from_utf8_lossy(part.contents())).or(found);
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
        let mut found = found?;
        found.addresses.append(&mut addresses);
        Some(found)
    }

    /// What a report says of the first recipient that failed for good.
    fn failure(status: &str) -> Option<Self> {
        let unfolded = status
            .replace("\r\n", "\n")
            .replace("\n ", " ")
            .replace("\n\t", " ");
        let mut found = Self::default();
        for block in unfolded.split("\n\n") {
            let field = |wanted: &str| {
                block.lines().find_map(|line| {
                    let (name, value) = line.split_once(':')?;
                    name.trim()
                        .eq_ignore_ascii_case(wanted)
                        .then(|| value.trim())
                })
            };
            let address = |name: &str| field(name).map(bare_address);
            found.addresses.extend(address("Original-Recipient"));
            found.addresses.extend(address("Final-Recipient"));
            let is_failure =
                field("Action").is_some_and(|action| action.eq_ignore_ascii_case("failed"));
            if is_failure {
                found.failed.extend(address("Final-Recipient"));
            }
            if is_failure && found.status.is_empty() {
                found.status = code(field("Status"), field("Diagnostic-Code"));
            }
        }
        (!found.status.is_empty()).then_some(found)
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

/// An address behind its kind, `rfc822; aigul@example.org`.
fn bare_address(value: &str) -> String {
    let (_, address) = value.split_once(';').unwrap_or(("", value));
    address.trim().trim_matches(['<', '>']).to_owned()
}

/// The enhanced code of a failure. Some servers (Exim) write 5.0.0, "of which nothing more is known", into every
/// report: what was really said stands in the words of the other server.
fn code(status: Option<&str>, diagnostic: Option<&str>) -> String {
    let status = status.and_then(|status| status.split_whitespace().next());
    let status = status.filter(|code| is_enhanced(code));
    let says_more = |code: &&str| !code.starts_with("5.0.");
    if let Some(code) = status.filter(says_more) {
        return code.to_owned();
    }
    let said = diagnostic.and_then(|diagnostic| {
        // "smtp; 550-5.1.1 no such user", "smtp; 550 no such user (#5.1.1)"
        let mut words = diagnostic.split(|letter: char| letter != '.' && !letter.is_alphanumeric());
        words.find(|word| is_enhanced(word) && word.starts_with("5.") && says_more(word))
    });
    said.or(status).unwrap_or("5.0.0").to_owned()
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
        let token = token_of(REPORT.as_bytes(), "bounces");
        assert_eq!(token.as_deref(), Some("0123abc"));
        assert_eq!(token_of(REPORT.as_bytes(), "office"), None);
        let returned = Returned::read(REPORT.as_bytes()).unwrap();
        assert_eq!(returned.status, "5.1.1");
        assert!(returned.is_dead());
        assert_eq!(
            returned.addresses,
            ["aigul@example.org", "other@example.org"]
        );
    }

    #[test]
    fn what_is_no_failure_is_passed_over() {
        let read = |text: &str| Returned::read(text.as_bytes());
        assert!(read(&REPORT.replace("failed", "delayed")).is_none());
        assert!(read("To: bounces+0123abc@example.org\r\n\r\nI am on holiday.\r\n").is_none());
        assert!(read("").is_none());
    }

    fn of(status: &str, diagnostic: &str) -> Returned {
        let text = REPORT
            .replace("Status: 5.1.1\r\n", status)
            .replace("smtp; 550 no such user", diagnostic);
        Returned::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn only_what_names_no_mailbox_makes_an_address_dead() {
        for (status, diagnostic, code, is_dead) in [
            ("5.1.1", "smtp; 550 no such user", "5.1.1", true),
            ("5.2.2", "smtp; 552 full", "5.2.2", false),
            ("5.1.8", "smtp; 550 who are you", "5.1.8", false),
            ("4.4.7", "smtp; 451 5.1.1", "4.4.7", false),
            // What Exim writes of all that it cannot deliver.
            ("5.0.0", "smtp; 550 5.7.1 spam", "5.7.1", false),
            ("5.0.0", "smtp; 552 5.2.2 quota", "5.2.2", false),
            ("5.0.0", "smtp; 550-5.1.1 no such user", "5.1.1", true),
            ("5.0.0", "smtp; 550 no such user (#5.1.1)", "5.1.1", true),
            ("5.0.0", "smtp; 550 no such user", "5.0.0", false),
            ("5.0.0", "smtp; 550 at 5.1.1.1", "5.0.0", false),
            ("unknown", "smtp; 550 5.2.1 closed", "5.2.1", true),
        ] {
            let returned = of(&format!("Status: {status}\r\n"), diagnostic);
            assert_eq!(returned.status, code, "{diagnostic}");
            assert_eq!(returned.is_dead(), is_dead, "{diagnostic}");
        }
        let returned = of("", "smtp; 550 no such user");
        assert_eq!(
            (returned.status.as_str(), returned.is_dead()),
            ("5.0.0", false)
        );
    }

    #[test]
    fn a_report_of_exim_is_understood() {
        let report = "Return-path: <>\r\nEnvelope-to: bounces+0123abc@example.org\r\n\
            Auto-Submitted: auto-replied\r\n\
            From: Mail Delivery System <Mailer-Daemon@mx.example.org>\r\n\
            To: bounces+0123abc@example.org\r\n\
            Content-Type: multipart/report; report-type=delivery-status; boundary=1700000000-eximdsn-1\r\n\
            MIME-Version: 1.0\r\n\r\n\
            --1700000000-eximdsn-1\r\nContent-type: text/plain; charset=us-ascii\r\n\r\n\
            This message was created automatically by mail delivery software.\r\n\r\n\
            --1700000000-eximdsn-1\r\nContent-type: message/delivery-status\r\n\r\n\
            Reporting-MTA: dns; mx.example.org\r\n\r\n\
            Action: failed\r\nFinal-Recipient: rfc822;aigul@example.net\r\nStatus: 5.0.0\r\n\
            Remote-MTA: dns; in.example.net\r\n\
            Diagnostic-Code: smtp; 550-5.1.1 The account that you tried to reach\r\n \
            550-5.1.1 does not exist.\r\n\r\n\
            --1700000000-eximdsn-1\r\nContent-type: message/rfc822\r\n\r\n\
            From: office@example.org\r\nTo: aigul@example.net\r\n\r\nText\r\n\r\n\
            --1700000000-eximdsn-1--\r\n";
        let token = token_of(report.as_bytes(), "bounces");
        assert_eq!(token.as_deref(), Some("0123abc"));
        let returned = Returned::read(report.as_bytes()).unwrap();
        assert_eq!(returned.status, "5.1.1");
        assert!(returned.is_dead());
        assert_eq!(returned.failed, ["aigul@example.net"]);
        let spam = report.replace("550-5.1.1", "550-5.7.1");
        assert!(!Returned::read(spam.as_bytes()).unwrap().is_dead());
    }
}
