//! Letters read back by another program than the one that wrote them.

use mail_parser::{MessageParser, MimeHeaders};
use otyrys::outbox::kept::Folder;

use crate::harness::Office;

/// A letter as a mail program finds it.
#[derive(Debug, Clone)]
pub struct Read {
    pub subject: String,
    pub from: String,
    pub to: String,
    pub reply_to: String,
    pub message_id: String,
    pub references: String,
    pub in_reply_to: String,
    pub auto_submitted: String,
    /// RFC 3339.
    pub date: String,
    pub text: String,
    pub html: String,
    /// Method of the part's header, and the file.
    pub calendar: Option<(String, String)>,
    /// Media types of the alternatives, in order.
    pub alternatives: Vec<String>,
}

/// Reads a message.
pub fn read(bytes: &[u8]) -> Read {
    let message = MessageParser::default().parse(bytes).expect("a message");
    let one = |address: Option<&mail_parser::Address<'_>>| {
        let first = address.and_then(|address| address.first());
        first
            .and_then(|address| address.address())
            .unwrap_or_default()
            .to_owned()
    };
    let raw = |name: &str| {
        message
            .header_raw(name)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let media_type = |part: &mail_parser::MessagePart<'_>| {
        let given = part.content_type().expect("a media type");
        format!("{}/{}", given.ctype(), given.subtype().expect("a subtype"))
    };
    let calendar = message
        .parts
        .iter()
        .find(|part| media_type(part) == "text/calendar")
        .map(|part| {
            let method = part
                .content_type()
                .and_then(|given| given.attribute("method"));
            (
                method.expect("a method").to_owned(),
                part.text_contents().expect("a file").to_owned(),
            )
        });
    Read {
        subject: message.subject().expect("a subject").to_owned(),
        from: one(message.from()),
        to: one(message.to()),
        reply_to: one(message.reply_to()),
        message_id: raw("Message-ID"),
        references: raw("References"),
        in_reply_to: raw("In-Reply-To"),
        auto_submitted: raw("Auto-Submitted"),
        date: message.date().expect("a date").to_rfc3339(),
        text: message.body_text(0).expect("a text").replace("\r\n", "\n"),
        html: message.body_html(0).expect("HTML").into_owned(),
        calendar,
        alternatives: message.parts.iter().skip(1).map(media_type).collect(),
    }
}

/// The letters of an office that keeps them, in order.
pub fn kept(office: &Office) -> Vec<Read> {
    let folder = Folder::at(office.app.settings.mail.folder.clone());
    let mut numbers = folder.numbers().expect("the folder read");
    numbers.reverse();
    numbers
        .into_iter()
        .map(|number| read(&folder.message(number).expect("a file").expect("a letter")))
        .collect()
}

/// The lines of a calendar file with their folds undone.
pub fn unfolded(file: &str) -> String {
    file.replace("\r\n", "\n").replace("\n ", "")
}
