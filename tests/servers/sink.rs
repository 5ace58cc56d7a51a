//! A mail server that takes every letter at once, or refuses every recipient: what a relay is measured and
//! tried with where the relay itself is not what matters.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// A letter as it arrived.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The recipient on the envelope.
    pub to: String,
}

/// Is told when a letter begins to arrive: how many did so before it.
pub type Watch = Arc<dyn Fn(usize) + Send + Sync>;

/// What a sink does.
#[derive(Clone, Default)]
pub struct Manner {
    /// Who watches.
    pub watch: Option<Watch>,
    /// What it answers to a recipient, if not 250.
    pub refusal: Option<&'static str>,
    /// How long it thinks over a letter.
    pub delay: Duration,
}

/// It listens as long as the process lives.
pub struct Sink {
    /// Where.
    pub port: u16,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl Sink {
    /// Listens on loopback.
    ///
    /// # Errors
    /// What the socket says.
    pub fn start(manner: Manner) -> std::io::Result<Self> {
        Self::on(TcpListener::bind(("127.0.0.1", 0))?, manner)
    }

    /// The same on a socket that the caller holds.
    ///
    /// # Errors
    /// What the socket says.
    pub fn on(listener: TcpListener, manner: Manner) -> std::io::Result<Self> {
        let port = listener.local_addr()?.port();
        let taken: Arc<Mutex<Vec<Taken>>> = Arc::default();
        let all = Arc::clone(&taken);
        let begun: Arc<AtomicUsize> = Arc::default();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (taken, manner) = (Arc::clone(&all), manner.clone());
                let begun = Arc::clone(&begun);
                // A conversation that breaks off is the other side's to notice.
                thread::spawn(move || drop(converse(&stream, &manner, &begun, &taken)));
            }
        });
        Ok(Self { port, taken })
    }

    /// What has arrived so far, in order.
    #[must_use]
    pub fn taken(&self) -> Vec<Taken> {
        self.taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The number of letters so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    }
}

fn converse(
    stream: &TcpStream,
    manner: &Manner,
    begun: &AtomicUsize,
    taken: &Mutex<Vec<Taken>>,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut said = BufReader::new(stream);
    let answer = |text: &str| (&*stream).write_all(format!("{text}\r\n").as_bytes());
    let path = |line: &str| {
        let inside = line
            .split_once('<')
            .and_then(|(_, rest)| rest.split_once('>'));
        inside.map(|(path, _)| path.to_owned()).unwrap_or_default()
    };
    answer("220 sink")?;
    let mut to = String::new();
    let mut line = String::new();
    loop {
        line.clear();
        if said.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let command: String = line
            .chars()
            .take(4)
            .collect::<String>()
            .to_ascii_uppercase();
        match (command.as_str(), manner.refusal) {
            ("RCPT", Some(refusal)) => answer(refusal)?,
            ("RCPT", None) => {
                to = path(&line);
                answer("250 ok")?;
            }
            ("DATA", _) => {
                answer("354 go on")?;
                let mut watch = manner.watch.as_ref();
                loop {
                    line.clear();
                    if said.read_line(&mut line)? == 0 {
                        return Ok(());
                    }
                    if let Some(watch) = watch.take() {
                        watch(begun.fetch_add(1, Ordering::SeqCst));
                    }
                    if line == ".\r\n" {
                        break;
                    }
                }
                thread::sleep(manner.delay);
                taken
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(Taken { to: to.clone() });
                answer("250 taken")?;
            }
            ("QUIT", _) => return answer("221 bye"),
            _ => answer("250 ok")?,
        }
    }
}
