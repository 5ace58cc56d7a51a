//! The stream of what comes in.

use std::time::Duration;

use actix_web::rt::time::timeout;
use otyrys::commands::{Opening, open};

use super::{NOW, begin, end, on_air, written};
use crate::harness::{Office, Planned, both_engines};

/// A viewer.
struct Viewer {
    answer: reqwest::Response,
    read: String,
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
            read: String::new(),
        }
    }

    /// The next event; what only says when to come again is none.
    async fn next(&mut self) -> Event {
        loop {
            if let Some((block, rest)) = self.read.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.read = rest;
                if let Some(event) = event_of(&block) {
                    return event;
                }
                continue;
            }
            let chunk = timeout(Duration::from_secs(10), self.answer.chunk()).await;
            let chunk = chunk.expect("an event in time").unwrap().expect("an event");
            self.read.push_str(std::str::from_utf8(&chunk).unwrap());
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
