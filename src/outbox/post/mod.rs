//! The way out: a relay by SMTP, or a folder.

pub mod address;
mod relay;
mod talk;
mod trouble;
mod turns;

use tokio::time::Instant;

use super::kept::Folder;
use super::message::Ready;
use crate::settings::{Mail, MailTransport};
use address::RelayAddress;
use relay::Relay;

pub use trouble::Trouble;
pub(super) use trouble::{is_enhanced, names_no_mailbox};
pub use turns::Turns;

/// Where letters go.
pub enum Post {
    /// To a relay.
    Relay(Box<Relay>),
    /// Into a folder.
    Folder(Folder),
}

/// How a letter left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// The relay took it over.
    Sent,
    /// It is kept under this number.
    Kept(u32),
}

impl Post {
    /// What the settings say; `own_name` is the name the office gives itself before a relay. Nothing is connected
    /// yet.
    ///
    /// # Errors
    /// One line naming the setting that cannot be kept.
    pub fn open(mail: &Mail, own_name: &str) -> Result<Self, String> {
        match (mail.transport, &mail.smtp_url) {
            (MailTransport::Folder, _) => Ok(Self::Folder(Folder::at(mail.folder.clone()))),
            (MailTransport::Smtp, Some(url)) => {
                let address = RelayAddress::parse(url.expose())
                    .map_err(|fault| format!("mail.smtp_url: {fault}"))?;
                let relay = Relay::at(address, mail, own_name)?;
                Ok(Self::Relay(Box::new(relay)))
            }
            (MailTransport::Smtp, None) => Err("mail.smtp_url: is not set".to_owned()),
        }
    }

    /// Hands one letter over when it is its turn, which all connections to a relay share, and not after `until`.
    ///
    /// # Errors
    /// [`Trouble`], which says whether another attempt makes sense.
    pub async fn send(
        &mut self,
        ready: Ready,
        turns: &Turns,
        until: Instant,
    ) -> Result<Gone, Trouble> {
        match self {
            Self::Relay(relay) => {
                let sent = relay.send(&ready.message, turns, until).await;
                sent.map(|()| Gone::Sent)
            }
            Self::Folder(_) if Instant::now() >= until => Err(Trouble::too_late()),
            Self::Folder(folder) => {
                let folder = folder.clone();
                let kept = tokio::task::spawn_blocking(move || folder.keep(&ready)).await;
                match kept {
                    Ok(Ok(number)) => Ok(Gone::Kept(number)),
                    Ok(Err(error)) => Err(Trouble::Away(format!("mail.folder: {error}"))),
                    Err(_) => Err(Trouble::Later("keeping the letter broke off".to_owned())),
                }
            }
        }
    }

    /// What became of its last letter is on record: another connection may hand over.
    pub fn noted(&mut self) {
        if let Self::Relay(relay) = self {
            relay.noted();
        }
    }

    /// Nothing more is to be sent for now: a relay does not like connections that stay idle for long.
    pub async fn rest(&mut self) {
        if let Self::Relay(relay) = self {
            relay.close_if_idle().await;
        }
    }

    /// Nothing more is to be sent.
    pub async fn close(&mut self) {
        if let Self::Relay(relay) = self {
            relay.close().await;
        }
    }
}
