//! The whole message: headers, text, HTML and calendar part in one `multipart/alternative`.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::address::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, MultiPartKind, SinglePart};

use super::content::{Calendar, Content};
use super::kept::Kept;
use super::{html, plain};
use crate::app::App;
use crate::database::Id;

/// Letters of a subject; longer ones are cut, as no list of letters shows more.
const SUBJECT_LETTERS: usize = 150;

/// Who sends.
#[derive(Debug, Clone)]
pub struct Sender {
    from: Mailbox,
    host: String,
}

/// To whom, and as which letter.
#[derive(Debug, Clone, Copy)]
pub struct Addressed<'a> {
    /// The letter: every attempt to send it bears the same Message-ID.
    pub id: Id,
    /// An e-mail address.
    pub recipient: &'a str,
    /// Letters about the same thing stand together in a mailbox.
    pub thread: Option<Id>,
    /// When the message is made.
    pub at: DateTime<Utc>,
}

/// A message ready to be handed over, and what is kept of it where it is not sent.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The message with its envelope.
    pub message: Message,
    /// What the demo shows of it.
    pub kept: Kept,
}

impl Sender {
    /// The office as it signs its letters.
    ///
    /// # Errors
    /// One line when `mail.from` is no address.
    pub fn of(app: &App) -> Result<Self, String> {
        let from = &app.settings.mail.from;
        let from = from
            .parse()
            .map_err(|error| format!("mail.from: {error}: {from}"))?;
        let host = url::Url::parse(&app.public_origin())
            .ok()
            .and_then(|url| url.host_str().map(ToOwned::to_owned))
            .unwrap_or_else(|| "localhost".to_owned());
        Ok(Self { from, host })
    }

    /// The name under which the office is known, for Message-IDs and for the relay.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Sets a letter.
    ///
    /// # Errors
    /// Why it cannot be set; no personal data.
    pub fn ready(&self, addressed: Addressed<'_>, content: &Content) -> Result<Ready, String> {
        let unset = |error: lettre::error::Error| format!("the message cannot be made: {error}");
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, address(addressed.recipient)?))
            .date(SystemTime::from(addressed.at))
            .message_id(Some(self.message_id(addressed.id, "")))
            .subject(one_line(&content.subject))
            .raw_header(raw("Content-Language", content.language.code()))
            .raw_header(raw("Auto-Submitted", "auto-generated"));
        if let Some(thread) = addressed.thread {
            builder = builder.references(self.message_id(thread, "session."));
        }
        if let Some(Ok(person)) = content.reply_to.as_deref().map(address) {
            builder = builder.reply_to(Mailbox::new(None, person));
        }
        let message = builder
            .multipart(body(addressed.id, content)?)
            .map_err(unset)?;
        let kept = Kept {
            to: addressed.recipient.to_owned(),
            at: addressed.at,
            content: content.clone(),
        };
        Ok(Ready { message, kept })
    }

    fn message_id(&self, id: Id, kind: &str) -> String {
        format!("<{kind}{id}@{}>", self.host)
    }
}

/// Programs show the last part that they understand, so the calendar's comes after the two settings.
fn body(id: Id, content: &Content) -> Result<MultiPart, String> {
    let body = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(format!("part-of-{id}"))
        .singlepart(SinglePart::plain(plain::text(content)))
        .singlepart(SinglePart::html(html::page(content)));
    Ok(match &content.calendar {
        None => body,
        Some(calendar) => body.singlepart(calendar_part(calendar)?),
    })
}

fn calendar_part(calendar: &Calendar) -> Result<SinglePart, String> {
    let media_type = format!(
        "{}; method={}",
        crate::calendar_file::MEDIA_TYPE,
        calendar.method
    );
    let media_type = ContentType::parse(&media_type).map_err(|error| error.to_string())?;
    Ok(SinglePart::builder()
        .header(media_type)
        .body(calendar.file.clone()))
}

/// An address that every relay takes: lettre alone would pass letters outside ASCII.
fn address(text: &str) -> Result<Address, String> {
    text.parse()
        .ok()
        .filter(|_| text.is_ascii())
        .ok_or_else(|| "the recipient is not an address that mail can carry".to_owned())
}

/// Nothing of a subject can begin another header.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(SUBJECT_LETTERS).collect()
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
