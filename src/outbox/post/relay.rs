//! A relay by SMTP. One connection carries many letters; it is opened when the first one comes.
//!
//! Connections prepare their letters side by side, but hand over the letter itself in turn, and keep the turn until it
//! is noted: a process that dies leaves no more letters behind that were taken over and not noted than there are turns.

use std::fs;
use std::net::IpAddr;
use std::time::Duration;

use lettre::Message;
use lettre::address::Envelope;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters,
};
use lettre::transport::smtp::commands::Rset;
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::address::{RelayAddress, Security};
use super::talk::{announce, hand_over};
use super::trouble::{Step, Trouble};
use super::turns::Turns;
use crate::settings;

/// How long a farewell may take, or the end of a letter that was refused.
const FAREWELL: Duration = Duration::from_secs(1);

/// How long the answer to a letter may take when the work ends. The worker's own end leaves a little more.
const LAST_ANSWER: Duration = Duration::from_millis(2500);

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
    /// While a letter that was taken over is not yet noted.
    turn: Option<OwnedSemaphorePermit>,
}

/// What went wrong, and how far it had come.
enum Failed {
    Error(Step, smtp::Error),
    Silence(Step),
}

impl Relay {
    pub(super) fn at(
        address: RelayAddress,
        mail: &settings::Mail,
        own_name: &str,
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
            turn: None,
        })
    }

    /// Hands a letter over, and keeps the turn until [`Relay::noted`]: whoever has no answer does not know either
    /// whether the relay has the letter.
    pub(super) async fn send(
        &mut self,
        message: &Message,
        turns: &Turns,
        until: Instant,
    ) -> Result<(), Trouble> {
        self.turn = None;
        let mut connection = tokio::select! {
            biased;
            prepared = self.prepare(message.envelope()) => prepared?,
            () = turns.left() => return Err(Trouble::no_turn()),
            () = sleep_until(until) => return Err(Trouble::too_late()),
        };
        // From here on the relay waits for the letter. A connection that is dropped takes all of it back.
        let turn = tokio::select! {
            biased;
            turn = turns.next() => turn.ok_or_else(Trouble::no_turn)?,
            () = sleep_until(until) => return Err(Trouble::too_late()),
        };
        if Instant::now() >= until {
            return Err(Trouble::too_late());
        }
        self.turn = Some(turn);
        let taken = tokio::select! {
            taken = timeout(self.patience, hand_over(&mut connection, message)) => taken,
            () = last_answer(turns) => return Err(Trouble::broken_off()),
        };
        match taken {
            Ok(Ok(())) => {
                self.keep(connection);
                Ok(())
            }
            Ok(Err(error)) => {
                if error.status().is_some() {
                    self.turn = None;
                    self.take_back(connection).await;
                }
                Err(Trouble::of(Step::Content, &error))
            }
            Err(_) => Err(Trouble::silence(Step::Content, self.patience)),
        }
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
        signed_in.map_err(|failed| self.trouble(&failed))
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
        let at = |step: Step| move |error| Failed::Error(step, error);
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

    /// A connection over which a letter is announced: the relay waits for the letter itself.
    async fn prepare(&mut self, envelope: &Envelope) -> Result<AsyncSmtpConnection, Trouble> {
        if let Some(connection) = self.connection.take() {
            match self.announced(connection, envelope).await {
                // Relays end long conversations as they like.
                Err(Failed::Error(Step::Sender, _)) => self.connection = None,
                done => return done.map_err(|failed| self.trouble(&failed)),
            }
        }
        let connected = timeout(self.patience, self.connect()).await;
        let connection = match connected {
            Ok(connected) => connected?,
            Err(_) => return Err(Trouble::silence(Step::Connect, self.patience)),
        };
        let announced = self.announced(connection, envelope).await;
        announced.map_err(|failed| self.trouble(&failed))
    }

    async fn announced(
        &mut self,
        mut connection: AsyncSmtpConnection,
        envelope: &Envelope,
    ) -> Result<AsyncSmtpConnection, Failed> {
        let mut step = Step::Sender;
        let announcing = announce(&mut connection, envelope, &mut step);
        match timeout(self.patience, announcing).await {
            Ok(Ok(())) => Ok(connection),
            Ok(Err(error)) => {
                if error.status().is_some() {
                    self.take_back(connection).await;
                }
                Err(Failed::Error(step, error))
            }
            Err(_) => Err(Failed::Silence(step)),
        }
    }

    /// A relay that refused a letter must forget it before the next one; one that does not is left.
    async fn take_back(&mut self, mut connection: AsyncSmtpConnection) {
        if let Ok(Ok(_)) = timeout(FAREWELL, connection.command(Rset)).await {
            self.keep(connection);
        }
    }

    fn keep(&mut self, connection: AsyncSmtpConnection) {
        self.used_at = Instant::now();
        self.connection = Some(connection);
    }

    fn trouble(&self, failed: &Failed) -> Trouble {
        match failed {
            Failed::Error(step, error) => Trouble::of(*step, error),
            Failed::Silence(step) => Trouble::silence(*step, self.patience),
        }
    }
}

/// When the work ends, a relay that has a letter gets a moment to say so.
async fn last_answer(turns: &Turns) {
    turns.left().await;
    sleep(LAST_ANSWER).await;
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
