//! A relay by SMTP. One connection carries many letters; it is opened when the first one comes.
//!
//! Connections prepare their letters side by side, but hand over the letter itself in turn, and keep the turn until it
//! is noted: a process that dies leaves no more letters behind that were taken over and not noted than there are turns.

use std::fmt;
use std::fs;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use lettre::Message;
use lettre::address::Envelope;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout};

use super::address::{RelayAddress, Security};
use super::trouble::{Step, Trouble};
use crate::settings;

/// How long a farewell may take.
const FAREWELL: Duration = Duration::from_secs(2);

/// How long a connection waits for another letter.
const KEPT: Duration = Duration::from_secs(10);

/// A relay and, while letters go to it, the connection.
pub struct Relay {
    address: RelayAddress,
    tls: Option<TlsParameters>,
    own_name: ClientId,
    patience: Duration,
    connection: Option<AsyncSmtpConnection>,
    used_at: Instant,
    turns: Arc<Semaphore>,
    /// While a letter that was taken over is not yet noted.
    turn: Option<OwnedSemaphorePermit>,
}

/// What went wrong, and how far it had come.
type Failed = (Step, smtp::Error);

impl Relay {
    pub(super) fn at(
        address: RelayAddress,
        mail: &settings::Mail,
        own_name: &str,
        turns: Arc<Semaphore>,
    ) -> Result<Self, String> {
        let tls = match address.security {
            Security::Plain => None,
            Security::Implicit | Security::StartTls => Some(trust(&address.host, mail)?),
        };
        Ok(Self {
            address,
            tls,
            own_name: client_id(own_name),
            patience: mail.timeout,
            connection: None,
            used_at: Instant::now(),
            turns,
            turn: None,
        })
    }

    pub(super) async fn send(&mut self, message: &Message) -> Result<(), Trouble> {
        self.turn = None;
        if let Some(connection) = self.connection.take() {
            match self.carry(connection, message).await {
                // Relays end long conversations as they like. Nothing of the letter was said yet, so another
                // attempt on a new connection cannot make a second letter.
                Err(Trouble::Away(_)) => {}
                done => return done,
            }
        }
        let connection = match timeout(self.patience, self.connect()).await {
            Ok(connected) => connected?,
            Err(_) => return Err(Trouble::Away(self.no_answer())),
        };
        self.carry(connection, message).await
    }

    /// What became of the last letter is on record.
    pub(super) fn noted(&mut self) {
        self.turn = None;
    }

    /// Ends a connection over which nothing has gone for a while.
    pub(super) async fn close_if_idle(&mut self) {
        if self.used_at.elapsed() >= KEPT {
            self.close().await;
        }
    }

    pub(super) async fn close(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            // A relay that does not answer a farewell is left without one.
            drop(timeout(FAREWELL, connection.quit()).await);
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let connection = self.reach().await?;
        let signed_in = self.sign_in(connection).await;
        signed_in.map_err(|(step, error)| Trouble::of(step, &error))
    }

    /// A connection that sends each packet at once: the last one of a letter would else wait until the relay has
    /// acknowledged those before it (Nagle), which it does not hurry to do.
    async fn reach(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let address = (self.address.host.as_str(), self.address.port);
        let on_connecting = |error| Trouble::of(Step::Connect, &error);
        if self.address.security == Security::Implicit {
            let (wait, tls) = (Some(self.patience), self.tls.clone());
            return AsyncSmtpConnection::connect_tokio1(address, wait, &self.own_name, tls, None)
                .await
                .map_err(on_connecting);
        }
        let stream = TcpStream::connect(address).await;
        let stream = stream.and_then(|stream| stream.set_nodelay(true).map(|()| stream));
        let stream = stream.map_err(|error| {
            Trouble::Away(format!("no way to the relay on connecting: {error}"))
        })?;
        AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.own_name)
            .await
            .map_err(on_connecting)
    }

    async fn sign_in(
        &self,
        mut connection: AsyncSmtpConnection,
    ) -> Result<AsyncSmtpConnection, Failed> {
        let at = |step: Step| move |error| (step, error);
        let address = &self.address;
        if let (Security::StartTls, Some(tls)) = (address.security, &self.tls) {
            connection
                .starttls(tls.clone(), &self.own_name)
                .await
                .map_err(at(Step::Connect))?;
        }
        if let Some(credentials) = &address.credentials {
            connection
                .auth(&[Mechanism::Plain, Mechanism::Login], credentials)
                .await
                .map_err(at(Step::SignIn))?;
        }
        Ok(connection)
    }

    /// Hands one letter over, and keeps the connection if another may follow.
    async fn carry(
        &mut self,
        mut connection: AsyncSmtpConnection,
        message: &Message,
    ) -> Result<(), Trouble> {
        let mut done = self
            .in_time(announce(&mut connection, message.envelope()))
            .await?;
        if done.is_ok() {
            // Nobody closes this: there is always a turn, once those before have noted theirs.
            self.turn = Arc::clone(&self.turns).acquire_owned().await.ok();
            done = self.in_time(hand_over(&mut connection, message)).await?;
        }
        let goes_on = match &done {
            Ok(()) => true,
            // A relay that refused a letter must forget it before the next one.
            Err((_, error)) => {
                self.turn = None;
                error.status().is_some() && self.in_time(connection.command(Rset)).await?.is_ok()
            }
        };
        if goes_on {
            self.used_at = Instant::now();
            self.connection = Some(connection);
        }
        done.map_err(|(step, error)| Trouble::of(step, &error))
    }

    async fn in_time<T>(&self, step: impl Future<Output = T>) -> Result<T, Trouble> {
        let done = timeout(self.patience, step).await;
        done.map_err(|_| Trouble::Later(self.no_answer()))
    }

    fn no_answer(&self) -> String {
        format!(
            "the relay gave no answer in {} seconds",
            self.patience.as_secs()
        )
    }
}

/// A name, or a number as a relay wants it written.
fn client_id(host: &str) -> ClientId {
    match host.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(number)) => ClientId::Ipv4(number),
        Ok(IpAddr::V6(number)) => ClientId::Ipv6(number),
        Err(_) => ClientId::Domain(host.to_owned()),
    }
}

/// Whom we believe to be the relay: the private authority alone where one is set, else those of the machine.
fn trust(host: &str, mail: &settings::Mail) -> Result<TlsParameters, String> {
    let mut tls = TlsParameters::builder(host.to_owned());
    if let Some(file) = &mail.ca_file {
        let fault = |what: String| format!("mail.ca_file: {}: {what}", file.display());
        let pem = fs::read(file).map_err(|error| fault(error.to_string()))?;
        let authority = Certificate::from_pem(&pem).map_err(|error| fault(error.to_string()))?;
        tls = tls
            .certificate_store(CertificateStore::None)
            .add_root_certificate(authority);
    }
    tls.build_rustls()
        .map_err(|error| format!("mail: TLS cannot be set up: {error}"))
}

/// Step by step, because what a refusal means depends on what was refused.
async fn announce(connection: &mut AsyncSmtpConnection, envelope: &Envelope) -> Result<(), Failed> {
    let at = |step: Step| move |error| (step, error);
    let sender = Mail::new(envelope.from().cloned(), Vec::new());
    connection.command(sender).await.map_err(at(Step::Sender))?;
    for recipient in envelope.to() {
        let recipient = Rcpt::new(recipient.clone(), Vec::new());
        connection
            .command(recipient)
            .await
            .map_err(at(Step::Recipient))?;
    }
    connection.command(Data).await.map_err(at(Step::Content))?;
    Ok(())
}

/// The letter itself: from its end on the relay may have it.
async fn hand_over(connection: &mut AsyncSmtpConnection, message: &Message) -> Result<(), Failed> {
    let whole = Whole(message.formatted());
    let taken = connection.command(whole).await;
    taken.map(|_| ()).map_err(|error| (Step::Content, error))
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
