//! The whole message: headers, text, HTML and calendar part in one `multipart/alternative`.

use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, MultiPartKind, SinglePart};

use super::content::{Calendar, Content};
use super::kept::Kept;
use super::signature::Signer;
use super::trace::Trace;
use super::{html, plain};
use crate::app::App;
use crate::database::Id;

/// What the names of threads begin with.
const SESSION: &str = "session";

/// Letters of a subject; longer ones are cut, as no list of letters shows more.
const SUBJECT_LETTERS: usize = 150;

/// Who sends.
#[derive(Clone)]
pub struct Sender {
    from: Mailbox,
    host: String,
    bounces: Option<(String, String)>,
    signer: Option<Arc<Signer>>,
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
    /// What its way back is made with; `None`: it comes back to the sender's own address.
    pub trace: Option<&'a Trace>,
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
        let mail = &app.settings.mail;
        let signer = mail.dkim.as_ref().map(Signer::of).transpose()?;
        Ok(Self {
            from,
            host,
            bounces: mail.bounce_address.clone(),
            signer: signer.map(Arc::new),
        })
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
        let recipient = address(addressed.recipient)?;
        let envelope = self.envelope(&addressed, recipient.clone())?;
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, recipient))
            .envelope(envelope)
            .date(SystemTime::from(addressed.at))
            .message_id(Some(self.message_id(addressed.id.as_str())))
            .subject(one_line(&content.subject))
            .raw_header(raw("Content-Language", content.language.code()))
            .raw_header(raw("Auto-Submitted", "auto-generated"));
        if let Some(root) = self.thread_root(&addressed) {
            builder = builder.in_reply_to(root.clone()).references(root);
        }
        if let Some(Ok(person)) = content.reply_to.as_deref().map(address) {
            builder = builder.reply_to(Mailbox::new(None, person));
        }
        for header in self.list_headers(content) {
            builder = builder.raw_header(header);
        }
        let mut message = builder
            .multipart(body(addressed.id, content)?)
            .map_err(unset)?;
        if let Some(signer) = &self.signer {
            signer.sign(&mut message);
        }
        let kept = Kept {
            to: addressed.recipient.to_owned(),
            at: addressed.at,
            content: content.clone(),
        };
        Ok(Ready { message, kept })
    }

    fn message_id(&self, name: &str) -> String {
        format!("<{name}@{}>", self.host)
    }

    /// The one that all letters to this recipient about the same thing answer, although nobody ever sent it: so
    /// they stand together whichever of them arrives first.
    fn thread_root(&self, addressed: &Addressed<'_>) -> Option<String> {
        let thread = addressed.thread?;
        let reader = addressed.trace.map(|trace| {
            let hash = trace.of_address(addressed.recipient);
            hash.chars().take(16).collect::<String>()
        });
        Some(match reader {
            Some(reader) => self.message_id(&format!("{SESSION}.{thread}.{reader}")),
            None => self.message_id(&format!("{SESSION}.{thread}")),
        })
    }

    /// Whom the relay tells when the letter does not arrive: with a bounce address, one that names the letter.
    fn envelope(&self, addressed: &Addressed<'_>, to: Address) -> Result<Envelope, String> {
        let from = match (&self.bounces, addressed.trace) {
            (Some((name, host)), Some(trace)) => {
                let token = trace.token_of(addressed.id);
                address(&format!("{name}+{token}@{host}"))
                    .map_err(|_| "mail.bounce_address is no address".to_owned())?
            }
            _ => self.from.email.clone(),
        };
        Envelope::new(Some(from), vec![to]).map_err(|error| error.to_string())
    }

    fn list_headers(&self, content: &Content) -> Vec<HeaderValue> {
        let Some(list) = &content.list else {
            return Vec::new();
        };
        vec![
            raw(
                "List-Id",
                &format!("<{}.{}>", unbroken(&list.id), self.host),
            ),
            raw(
                "List-Unsubscribe",
                &format!("<{}>", unbroken(&list.unsubscribe)),
            ),
            raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ]
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

/// Nothing of an address can begin another header; cut short it would lead nowhere.
fn unbroken(text: &str) -> String {
    let is_part = |letter: &char| !letter.is_whitespace() && !letter.is_control();
    text.chars().filter(is_part).collect()
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
