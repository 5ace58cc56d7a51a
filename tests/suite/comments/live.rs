//! The stream of what comes in.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use actix_web::rt::time::{sleep, timeout};
use otyrys::commands::{Opening, open};
use otyrys::comments::record::Comment;
use otyrys::comments::store;
use otyrys::database::{Broken, Engine, Id, Lane, Topic, Work};
use otyrys::web::tokens;
use socket2::{Domain, Socket, Type};

use super::{NOW, begin, end, hide, look_first, of_session, on_air, written};
use crate::harness::{Office, Planned, both_engines};
use crate::process::{Served, get, otyrys};
use crate::two_nodes::another;

/// A viewer.
struct Viewer {
    answer: reqwest::Response,
    read: Vec<u8>,
}

/// An event as the viewer gets it.
#[derive(Debug, PartialEq, Eq)]
struct Event {
    id: Option<i64>,
    kind: String,
    data: String,
}

impl Viewer {
    async fn of(url: &str, session: &str, query: &str, last: Option<i64>) -> Self {
        let address = format!("{url}/kk/sessions/{session}/comments/stream{query}");
        let mut request = reqwest::Client::new().get(address);
        if let Some(last) = last {
            request = request.header("last-event-id", last.to_string());
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        let headers = answer.headers();
        assert_eq!(headers["content-type"], "text/event-stream; charset=utf-8");
        assert_eq!(headers["x-accel-buffering"], "no");
        assert_eq!(headers["cache-control"], "no-store");
        Self {
            answer,
            read: Vec::new(),
        }
    }

    /// The next event; what only says when to come again is none.
    async fn next(&mut self) -> Event {
        loop {
            if let Some(end) = self.read.windows(2).position(|two| two == b"\n\n") {
                let block = String::from_utf8(self.read.drain(..end + 2).collect()).unwrap();
                if let Some(event) = event_of(&block) {
                    return event;
                }
                continue;
            }
            let chunk = timeout(Duration::from_secs(10), self.answer.chunk()).await;
            let chunk = chunk.expect("an event in time").unwrap().expect("an event");
            self.read.extend_from_slice(&chunk);
        }
    }

    /// The next comment.
    async fn comment(&mut self) -> (i64, String) {
        loop {
            let event = self.next().await;
            if event.kind == "comment" {
                return (event.id.unwrap(), event.data);
            }
        }
    }
}

fn event_of(block: &str) -> Option<Event> {
    let field = |name: &str| {
        let prefix = format!("{name}: ");
        let values: Vec<&str> = block
            .lines()
            .filter_map(|line| line.strip_prefix(&prefix))
            .collect();
        (!values.is_empty()).then(|| values.join("\n"))
    };
    Some(Event {
        id: field("id").map(|id| id.parse().unwrap()),
        kind: field("event")?,
        data: field("data")?,
    })
}

both_engines!(
    comments_come_in_order_and_a_viewer_goes_on_where_it_was,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        written(office, &session, "Бұрынғы");
        let mut viewer = Viewer::of(&office.url, &session, "?after=1", None).await;
        let first = viewer.next().await;
        assert_eq!((&*first.kind, &*first.data), ("state", "open"));
        for words in ["Бірінші", "Екінші", "Үшінші"] {
            written(office, &session, words);
        }
        for (number, words) in [(2, "Бірінші"), (3, "Екінші"), (4, "Үшінші")] {
            let (id, data) = viewer.comment().await;
            assert_eq!(id, number);
            assert!(data.contains(words) && data.starts_with("<li"), "{data}");
        }
        drop(viewer);
        written(office, &session, "Төртінші");
        // Nothing is left out and nothing comes twice, whether it was sent before or comes now.
        let mut again = Viewer::of(&office.url, &session, "?after=1", Some(3)).await;
        written(office, &session, "Бесінші");
        for number in 4..=6 {
            assert_eq!(again.comment().await.0, number);
        }
        let mut fresh = Viewer::of(&office.url, &session, "", None).await;
        written(office, &session, "Алтыншы");
        assert_eq!(
            fresh.comment().await.0,
            7,
            "who names nothing begins with what comes"
        );
        assert_eq!(again.comment().await.0, 7);
    }
);

both_engines!(
    the_end_of_the_broadcast_is_told_and_the_next_one_too,
    NOW,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let mut viewer = Viewer::of(&office.url, &session, "?after=0", None).await;
        let told = async |viewer: &mut Viewer| {
            let event = viewer.next().await;
            assert_eq!(event.kind, "state");
            event.data
        };
        assert_eq!(told(&mut viewer).await, "closed");
        begin(office, &session);
        assert_eq!(told(&mut viewer).await, "open");
        office.at("2026-12-10T10:30:00+05:00");
        end(office, &session);
        assert_eq!(told(&mut viewer).await, "closed");
    }
);

both_engines!(
    what_one_node_takes_reaches_the_viewers_of_another,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let other = open(Opening {
            settings: office.app.settings.clone(),
            clock: office.app.clock.clone(),
            mode: office.app.mode,
        })
        .expect("another node");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = otyrys::server::serve(&other, listener).unwrap();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        let mut there = Viewer::of(&url, &session, "?after=0", None).await;
        let mut here = Viewer::of(&office.url, &session, "?after=0", None).await;
        for number in 1..=3 {
            written(office, &session, &format!("Сұрақ {number}"));
            assert_eq!(here.comment().await.0, number);
            let (id, data) = there.comment().await;
            assert_eq!(id, number);
            assert!(data.contains(&format!("Сұрақ {number}")), "{data}");
        }
        handle.stop(false).await;
        drop(other);
    }
);

both_engines!(
    what_another_node_wrote_is_heard_without_a_look,
    NOW,
    async |office: &Office| {
        let freshness = office.app.database.freshness();
        if office.app.database.engine() == Engine::Sqlite {
            assert!(!freshness.hears(), "a file tells nothing");
            return;
        }
        until("the server is listened to", || freshness.hears()).await;
        let session = Id::parse(&office.session(&Planned::default())).unwrap();
        let topic = Topic::Comments(session);
        let before = freshness.count_of(topic);
        let touch = move |work: &mut Work| {
            work.touch(topic);
            Ok::<_, Broken>(())
        };
        another(office).write(Lane::Any, touch).await.unwrap();
        // Nobody asks for a page, and no room is open: there is no look.
        until("it is heard", || freshness.count_of(topic) > before).await;
    }
);

async fn until(what: &str, is_so: impl Fn() -> bool) {
    let patience = Duration::from_secs(20);
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < patience, "{what}");
        sleep(Duration::from_millis(20)).await;
    }
}

/// Letters of a comment that fills what the system keeps for a connection.
const LONG: usize = 1_990;

/// Comments straight in the store, of which each waits its turn like any other.
fn crowd(office: &Office, session: &str, count: i64) {
    let first = of_session(office, session);
    let act = move |work: &mut Work| {
        let given = store::give(
            work.connection,
            first.session_id,
            i32::try_from(count).unwrap(),
            count,
        )?;
        for back in (0..count).rev() {
            let number = given.last_change - back;
            store::insert(
                work.connection,
                &Comment {
                    id: Id::new(),
                    number: i32::try_from(number).unwrap(),
                    change_number: number,
                    words: "ә".repeat(LONG),
                    request_key: tokens::secret(),
                    ..first.clone()
                },
            )?;
        }
        work.touch(Topic::Comments(first.session_id));
        Ok::<_, Broken>(())
    };
    office.app.database.write_here(Lane::Any, act).unwrap();
}

/// A viewer whose system takes in hardly anything that is not read.
fn slow(office: &Office, session: &str, last: i64) -> TcpStream {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let address = office.url.strip_prefix("http://").unwrap();
    let at: SocketAddr = address.parse().unwrap();
    socket.connect(&at.into()).unwrap();
    let mut stream = TcpStream::from(socket);
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let asked = format!(
        "GET /kk/sessions/{session}/comments/stream HTTP/1.1\r\nHost: {address}\r\nLast-Event-ID: {last}\r\n\r\n"
    );
    stream.write_all(asked.as_bytes()).unwrap();
    stream
}

/// Everything until the server says that the viewer is to come again: the numbers of the comments.
fn read_to_the_end(mut stream: TcpStream) -> Vec<i64> {
    let mut read = Vec::new();
    let mut buffer = vec![0; 65_536];
    while !String::from_utf8_lossy(&read[read.len().saturating_sub(60)..]).contains("resync") {
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "it ended without a word");
        read.extend_from_slice(&buffer[..count]);
    }
    let text = String::from_utf8_lossy(&read).into_owned();
    text.lines()
        .filter_map(|line| line.strip_prefix("id: ")?.parse().ok())
        .collect()
}

both_engines!(
    a_viewer_who_does_not_read_is_left_and_goes_on_where_it_was,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let mut quick = Viewer::of(&office.url, &session, "?after=0", None).await;
        let lazy = slow(office, &session, 0);
        // More than the system keeps for a connection, then more pieces than a room keeps for a viewer.
        let mut written = 0;
        for count in [300, 300, 300, 300].into_iter().chain([1; 20]) {
            crowd(office, &session, count);
            written += count;
            while quick.comment().await.0 < written {}
        }
        let (seen, rest) = actix_web::web::block(move || read_to_the_end(lazy))
            .await
            .map(|first| (first.last().copied().unwrap(), first))
            .unwrap();
        assert_eq!(
            rest,
            (1..=seen).collect::<Vec<i64>>(),
            "in order, and none twice"
        );
        assert!(seen < written, "it was left behind");
        let mut again = Viewer::of(&office.url, &session, "?after=0", Some(seen)).await;
        for number in seen + 1..=written {
            assert_eq!(again.comment().await.0, number);
        }
    }
);

#[test]
fn told_to_stop_the_server_sends_its_viewers_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = otyrys(&folder);
    command.args(["demo", "--listen", "127.0.0.1:0"]);
    let mut served = Served::start(command);
    let list = get(served.address(), "/api/v1/sessions");
    let (_, list) = list.split_once("\r\n\r\n").unwrap();
    let (_, from_id) = list.split_once("\"id\":\"").unwrap();
    let (session, _) = from_id.split_once('"').unwrap();
    let mut stream = TcpStream::connect(served.address()).unwrap();
    let asked = format!("GET /kk/sessions/{session}/comments/stream HTTP/1.1\r\nHost: x\r\n\r\n");
    stream.write_all(asked.as_bytes()).unwrap();
    let mut read = [0; 4096];
    assert!(stream.read(&mut read).unwrap() > 0);
    let told = Instant::now();
    let kill = Command::new("kill")
        .args(["-TERM", &served.id().to_string()])
        .status()
        .unwrap();
    assert!(kill.success());
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("event: resync"), "{rest}");
    assert_eq!(served.wait().code(), Some(0));
    assert!(told.elapsed() < Duration::from_secs(10));
}

both_engines!(
    a_stream_is_of_a_public_session_alone,
    NOW,
    async |office: &Office| {
        let draft = office.session(&Planned {
            status: otyrys::law::session_course::SessionStatus::Draft,
            ..Planned::default()
        });
        for session in [&*draft, "x", "0190a0a0-0000-7000-8000-000000000000"] {
            let path = format!("/kk/sessions/{session}/comments/stream");
            assert_eq!(office.get(&path).await.0, 404, "{session}");
        }
    }
);

both_engines!(
    what_waits_for_a_look_or_is_hidden_comes_without_its_words,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        look_first(office, &session);
        let mut viewer = Viewer::of(&office.url, &session, "?after=0", None).await;
        let held = written(office, &session, "Мәтін әлі қаралған жоқ");
        let (_, data) = viewer.comment().await;
        for secret in ["қаралған жоқ", "Әсел"] {
            assert!(!data.contains(secret), "{data}");
        }
        hide(office, &held, Id::new());
        let (_, data) = viewer.comment().await;
        assert!(data.contains("жасырылды"), "{data}");
        assert!(!data.contains("қаралған жоқ"), "{data}");
    }
);
