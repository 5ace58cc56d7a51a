//! What is said to a relay for a letter.

use std::fmt;

use lettre::Message;
use lettre::address::Envelope;
use lettre::transport::smtp;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};

use super::trouble::Step;

/// Step by step, because what a refusal means depends on what was refused.
pub(super) async fn announce(
    connection: &mut AsyncSmtpConnection,
    envelope: &Envelope,
    step: &mut Step,
) -> Result<(), smtp::Error> {
    let sender = Mail::new(envelope.from().cloned(), Vec::new());
    connection.command(sender).await?;
    *step = Step::Recipient;
    for recipient in envelope.to() {
        let recipient = Rcpt::new(recipient.clone(), Vec::new());
        connection.command(recipient).await?;
    }
    *step = Step::Content;
    connection.command(Data).await?;
    Ok(())
}

/// The letter itself: from its end on the relay may have it.
pub(super) async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    message: &Message,
) -> Result<(), smtp::Error> {
    let whole = Whole(message.formatted());
    connection.command(whole).await.map(|_| ())
}

/// A letter and its end, said in one breath. Said apart, as lettre does it, the end waits 40 ms for the receipt of
/// the letter's packets (Nagle), which is five times as long as all the rest.
struct Whole(Vec<u8>);

impl fmt::Display for Whole {
    /// A line that begins with a dot gets another, so that none is taken for the end (RFC 5321, 4.5.2); the
    /// first line is a header. All of it is ASCII, as parts are encoded.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = String::from_utf8_lossy(&self.0).replace("\r\n.", "\r\n..");
        to.write_str(&letter)?;
        if !letter.ends_with("\r\n") {
            to.write_str("\r\n")?;
        }
        to.write_str(".\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_letter_ends_it() {
        let said = |letter: &str| Whole(letter.as_bytes().to_vec()).to_string();
        assert_eq!(said("A: b\r\n\r\n.\r\n"), "A: b\r\n\r\n..\r\n.\r\n");
        assert_eq!(
            said("A: b\r\n\r\n.x\r\n..y"),
            "A: b\r\n\r\n..x\r\n...y\r\n.\r\n"
        );
    }
}
