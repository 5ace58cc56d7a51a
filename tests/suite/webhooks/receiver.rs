//! A neighbouring system on loopback: it takes calls as a receiver does who follows the manual, and plays faults.

use std::collections::VecDeque;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sha2::{Digest, Sha256};

/// What it does with a call.
#[derive(Debug, Clone)]
pub enum Play {
    /// Answers so, with a header of its own.
    Answer(u16, &'static str),
    /// Takes the call and says nothing for a while.
    Hang(Duration),
    /// Breaks the connection off.
    Close,
    /// Answers after a while.
    Slowly(Duration),
}

/// A call as it came.
#[derive(Debug, Clone)]
pub struct Heard {
    pub path: String,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Heard {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// As the manual tells receivers to do it, with an HMAC of our own making.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let signed = format!("{}.{}", self.header("otyrys-timestamp"), self.body);
        let expected = format!("v1={}", hmac(secret.as_bytes(), signed.as_bytes()));
        let given = self.header("otyrys-signature");
        given.split(',').any(|one| one == expected)
    }
}

/// RFC 2104, written out: the program has it from a crate.
fn hmac(key: &[u8], text: &[u8]) -> String {
    assert!(key.len() <= 64);
    let padded = |with: u8| -> Vec<u8> {
        let mut block = [with; 64];
        for (place, byte) in block.iter_mut().zip(key) {
            *place ^= byte;
        }
        block.to_vec()
    };
    let inner = Sha256::digest([padded(0x36), text.to_vec()].concat());
    let outer = Sha256::digest([padded(0x5c), inner.to_vec()].concat());
    otyrys::web::hex::hex(&outer)
}

#[derive(Default)]
struct State {
    plays: VecDeque<Play>,
    always: Option<Play>,
    heard: Vec<Heard>,
    at_once: usize,
    most_at_once: usize,
}

pub struct Receiver {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Receiver {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || serve(connection, &shared));
            }
        });
        Self { port, state }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook?key=hush", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The next calls are taken so, those after them well.
    pub fn plays(&self, plays: impl IntoIterator<Item = Play>) {
        self.state.lock().unwrap().plays.extend(plays);
    }

    /// All calls are taken so until it is said otherwise.
    pub fn always(&self, play: Option<Play>) {
        self.state.lock().unwrap().always = play;
    }

    pub fn heard(&self) -> Vec<Heard> {
        self.state.lock().unwrap().heard.clone()
    }

    pub fn count(&self) -> usize {
        self.state.lock().unwrap().heard.len()
    }

    pub fn most_at_once(&self) -> usize {
        self.state.lock().unwrap().most_at_once
    }
}

fn serve(mut connection: TcpStream, state: &Mutex<State>) {
    let Some(heard) = read(&mut connection) else {
        return;
    };
    let play = {
        let mut state = state.lock().unwrap();
        state.heard.push(heard);
        state.at_once += 1;
        state.most_at_once = state.most_at_once.max(state.at_once);
        let always = state.always.clone();
        let next = state.plays.pop_front();
        next.or(always).unwrap_or(Play::Answer(204, ""))
    };
    let answer = match play {
        Play::Answer(status, header) => Some((status, header)),
        Play::Hang(long) => {
            std::thread::sleep(long);
            None
        }
        Play::Slowly(long) => {
            std::thread::sleep(long);
            Some((200, ""))
        }
        Play::Close => None,
    };
    // Before the answer: whoever has read it may call again before this goes on.
    state.lock().unwrap().at_once -= 1;
    if let Some((status, header)) = answer {
        let text = format!("HTTP/1.1 {status} Played\r\ncontent-length: 0\r\n{header}\r\n");
        drop(connection.write_all(text.as_bytes()));
    }
}

fn read(connection: &mut TcpStream) -> Option<Heard> {
    let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let length = connection
            .read(&mut part)
            .ok()
            .filter(|length| *length > 0)?;
        bytes.extend_from_slice(&part[..length]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let mut lines = head.lines();
        let path = lines.next()?.split(' ').nth(1)?.to_owned();
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let wanted = headers.iter().find(|(name, _)| name == "content-length");
        let wanted: usize = wanted.map_or(0, |(_, value)| value.parse().unwrap());
        if body.len() >= wanted {
            let body = body.to_owned();
            return Some(Heard {
                path,
                headers,
                body,
            });
        }
    }
}
