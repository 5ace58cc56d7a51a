//! A client that costs as little as it can, so that the server is what is measured: HTTP/1.1 over kept
//! connections, requests that stand ready as bytes, answers of which only status and length are read.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use tokio::net::TcpStream;

use crate::Outcome;
use crate::rounds::Plan;

/// What is asked, again and again.
pub trait Requests: Sync {
    /// The status of a good answer.
    fn good(&self) -> u16;
    /// Writes the next request into the empty buffer.
    fn next(&self, into: &mut Vec<u8>);
}

/// What one round brought.
#[derive(Debug, Default)]
pub struct Round {
    /// Good answers.
    pub answers: u32,
    /// From the first request to the last answer.
    pub took: Duration,
    /// Answers of another status.
    pub others: BTreeMap<u16, u32>,
    micros: Vec<u32>,
}

impl Round {
    /// Good answers a second.
    pub fn per_second(&self) -> f64 {
        f64::from(self.answers) / self.took.as_secs_f64()
    }

    /// Milliseconds within which so many of a hundred good answers came.
    pub fn percentile(&self, of_hundred: usize) -> f64 {
        let place = (self.micros.len() * of_hundred / 100).min(self.micros.len().saturating_sub(1));
        self.micros.get(place).copied().map_or(f64::NAN, f64::from) / 1000.0
    }

    fn add(&mut self, other: Self) {
        self.answers += other.answers;
        self.took = self.took.max(other.took);
        self.micros.extend(other.micros);
        for (status, count) in other.others {
            *self.others.entry(status).or_default() += count;
        }
    }
}

/// Asks for one round, on all connections at once, from one thread a core.
pub fn drive(server: SocketAddr, plan: &Plan, requests: &impl Requests) -> Outcome<Round> {
    let threads = std::thread::available_parallelism()?
        .get()
        .min(plan.connections);
    let begun = Instant::now();
    let parts = std::thread::scope(|scope| {
        let started: Vec<_> = (0..threads)
            .map(|thread| {
                let connections = (thread..plan.connections).step_by(threads).count();
                scope.spawn(move || one_thread(server, connections, begun + plan.round, requests))
            })
            .collect();
        started
            .into_iter()
            .map(|thread| {
                thread
                    .join()
                    .map_err(|_| "a thread of the client broke off")?
            })
            .collect::<Outcome<Vec<Round>>>()
    })?;
    let mut whole = Round::default();
    for part in parts {
        whole.add(part);
    }
    whole.took = begun.elapsed();
    whole.micros.sort_unstable();
    Ok(whole)
}

fn one_thread(
    server: SocketAddr,
    connections: usize,
    until: Instant,
    requests: &impl Requests,
) -> Outcome<Round> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    let rounds = runtime.block_on(try_join_all(
        (0..connections).map(|_| one_connection(server, until, requests)),
    ))?;
    let mut whole = Round::default();
    for round in rounds {
        whole.add(round);
    }
    Ok(whole)
}

async fn one_connection(
    server: SocketAddr,
    until: Instant,
    requests: &impl Requests,
) -> Outcome<Round> {
    let mut connection = Connection::open(server).await?;
    let mut round = Round::default();
    let mut request = Vec::new();
    while Instant::now() < until {
        request.clear();
        requests.next(&mut request);
        let asked = Instant::now();
        let status = connection.ask(&request).await?.status;
        if status == requests.good() {
            round.answers += 1;
            round
                .micros
                .push(u32::try_from(asked.elapsed().as_micros())?);
        } else {
            *round.others.entry(status).or_default() += 1;
        }
    }
    Ok(round)
}

/// One answer: its status, and its head and body in the connection's buffer.
pub struct Answer<'a> {
    pub status: u16,
    pub head: &'a str,
    pub body: &'a [u8],
}

struct Connection {
    stream: TcpStream,
    /// Grows to the largest answer and is never cleared: `filled` says how much of it counts.
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(server: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: vec![0; 64 * 1024],
        })
    }

    async fn ask(&mut self, request: &[u8]) -> Outcome<Answer<'_>> {
        self.send(request).await?;
        let mut filled = 0;
        let (head, length) = loop {
            filled += self.receive(filled).await?;
            let so_far = self.buffer.get(..filled).unwrap_or_default();
            if let Some(whole) = measure(so_far)? {
                break whole;
            }
        };
        while filled < head + length {
            filled += self.receive(filled).await?;
        }
        let (head, rest) = self.buffer.split_at(head);
        let head = std::str::from_utf8(head)?;
        Ok(Answer {
            status: head.get(9..12).unwrap_or_default().parse()?,
            head,
            body: rest.get(..length).unwrap_or_default(),
        })
    }

    async fn send(&self, mut request: &[u8]) -> Outcome<()> {
        while !request.is_empty() {
            match self.stream.try_write(request) {
                Ok(sent) => request = request.get(sent..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    self.stream.writable().await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    async fn receive(&mut self, filled: usize) -> Outcome<usize> {
        if filled == self.buffer.len() {
            self.buffer.resize(filled * 2, 0);
        }
        loop {
            self.stream.readable().await?;
            match self
                .stream
                .try_read(self.buffer.get_mut(filled..).unwrap_or_default())
            {
                Ok(0) => return Err("the server closed the connection".into()),
                Ok(received) => return Ok(received),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// The lengths of head and body, once the head is whole.
fn measure(answer: &[u8]) -> Outcome<Option<(usize, usize)>> {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = std::str::from_utf8(answer.get(..end).unwrap_or_default())?;
    // 304 has the length of what it does not send.
    let length = match header(head, "content-length") {
        Some(length) if head.get(9..12) != Some("304") => length.parse()?,
        _ => 0,
    };
    Ok(Some((end + 4, length)))
}

/// The value of a header, whatever the case of its name.
pub fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.split("\r\n").skip(1).find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// Asks once; status, head and body.
pub fn ask_once(server: SocketAddr, request: &[u8]) -> Outcome<(u16, String, Vec<u8>)> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let mut connection = Connection::open(server).await?;
        let answer = connection.ask(request).await?;
        Ok((answer.status, answer.head.to_owned(), answer.body.to_vec()))
    })
}

/// GET of one address, always the same.
pub struct Get {
    bytes: Vec<u8>,
    good: u16,
}

impl Get {
    /// `more` are further lines of the head, each with its end.
    pub fn new(path: &str, more: &str, good: u16) -> Self {
        let bytes = format!("GET {path} HTTP/1.1\r\nHost: bench\r\n{more}\r\n").into_bytes();
        Self { bytes, good }
    }

    /// The request as it is sent.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Requests for Get {
    fn good(&self) -> u16 {
        self.good
    }

    fn next(&self, into: &mut Vec<u8>) {
        into.extend_from_slice(&self.bytes);
    }
}
