//! Calendars too long to be kept in memory.

use std::io::Read as _;
use std::time::Duration;

use otyrys::app::Mode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{NOW, ask, ids, multiplied, tag};
use crate::api::change;
use crate::harness::{Engine, Office, Planned, both_engines, instant};

both_engines!(
    a_long_calendar_is_whole_and_known_by_its_tag,
    NOW,
    async |office| {
        let first = office.session(&Planned::default());
        let mut all = vec![first.clone()];
        all.extend(multiplied(office, &first, 1_100));
        let path = "/feeds/all.ics?lang=en";
        let (status, headers, text) = ask(office, path, &[]).await;
        assert_eq!(status, 200);
        assert_eq!(headers["transfer-encoding"], "chunked");
        assert_eq!(ids(&text), all, "each once, in order");
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
        assert!(text.parse::<icalendar::Calendar>().is_ok());

        let known = headers["etag"].to_str().unwrap().to_owned();
        let (status, _, body) = ask(office, path, &[("if-none-match", &known)]).await;
        assert_eq!((status, body.as_str()), (304, ""));
        let several = format!("\"other\", {}", known.trim_start_matches("W/"));
        let (status, ..) = ask(office, path, &[("if-none-match", &several)]).await;
        assert_eq!(status, 304, "among several, and without its weakness");
        let head = office
            .http
            .head(format!("{}{path}", office.url))
            .send()
            .await
            .unwrap();
        assert_eq!(
            (head.status().as_u16(), &head.headers()["etag"]),
            (200, &headers["etag"])
        );
        assert_eq!(head.text().await.unwrap(), "");

        let packed = office
            .http
            .get(format!("{}{path}", office.url))
            .header("accept-encoding", "gzip");
        let packed = packed.send().await.unwrap();
        assert_eq!(packed.headers()["content-encoding"], "gzip");
        let packed = packed.bytes().await.unwrap();
        assert!(
            packed.len() * 5 < text.len(),
            "{} of {}",
            packed.len(),
            text.len()
        );
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&packed[..])
            .read_to_string(&mut unpacked)
            .unwrap();
        assert!(unpacked == text);

        // Seats are in no calendar; a change of the last session is, whatever the first ones say.
        assert_eq!(office.apply(&first, "Бірінші").await.0, 201);
        assert_eq!(tag(office, path).await, known);
        change(office, all.last().unwrap(), |session| {
            session.ends_at = None;
        })
        .await;
        let changed = tag(office, path).await;
        assert_ne!(changed, known);
        // A day leaves the far end, and no session with it; then one with a session.
        office.at("2026-12-08T09:00:00+05:00");
        assert_eq!(tag(office, path).await, changed);
        office.at("2027-06-10T09:00:00+05:00");
        assert_ne!(tag(office, path).await, changed);
        office.letters();
    }
);

/// The next part of an answer, of which the visitor takes no more at a time.
async fn take(stream: &mut TcpStream, into: &mut Vec<u8>, most: usize) -> usize {
    let mut part = vec![0; most];
    let taken = stream.read(&mut part).await.unwrap();
    into.extend_from_slice(&part[..taken]);
    taken
}

async fn a_slow_reader_holds_no_connection(engine: Engine) {
    let own = [("OTYRYS__DATABASE__READ_CONNECTIONS", "1")];
    let Some(office) = Office::open_as(engine, NOW, Mode::Office, &own) else {
        return;
    };
    let first = office.session(&Planned::default());
    let mut all = vec![first.clone()];
    all.extend(multiplied(&office, &first, 4_000));
    let address = office.url.trim_start_matches("http://").to_owned();
    let mut slow = TcpStream::connect(&address).await.unwrap();
    let asked =
        format!("GET /feeds/all.ics HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    slow.write_all(asked.as_bytes()).await.unwrap();
    let mut read = Vec::new();
    take(&mut slow, &mut read, 1_000).await;
    actix_web::rt::time::sleep(Duration::from_secs(1)).await;
    // Pages of others need the one connection there is; this one is in no cache.
    for number in 0..5 {
        let path = format!("/ru/?q=слово{number}");
        let page = timeout(Duration::from_secs(5), office.get(&path)).await;
        assert_eq!(page.expect("a page at once").0, 200);
    }
    // Meanwhile the last session moves to the front, which was sent already.
    change(&office, all.last().unwrap(), |session| {
        session.starts_at = instant("2026-12-08T10:00:00+05:00").into();
        session.updated_at = instant(NOW).into();
    })
    .await;
    while take(&mut slow, &mut read, 1 << 20).await > 0 {}
    let text = dechunked(&read);
    assert!(text.ends_with("END:VCALENDAR\r\n"), "the answer is whole");
    // It was not on its way yet, or this would be no trial of a slow reader.
    assert!(text.contains("DTSTART:20261208T050000Z"));
    let mut met = ids(&text);
    met.sort();
    all.sort();
    assert_eq!(met.len(), all.len());
    assert!(met == all, "each once, though one moved");
    office.close().await;
}

/// Whoever opens long calendars and reads nothing gets a few of them and keeps nobody else from theirs.
#[actix_web::test]
async fn who_reads_nothing_gets_few() {
    let office = Office::open(Engine::Sqlite, NOW).unwrap();
    let first = office.session(&Planned::default());
    multiplied(&office, &first, 4_000);
    let address = office.url.trim_start_matches("http://").to_owned();
    let asked = format!("GET /feeds/all.ics HTTP/1.1\r\nhost: {address}\r\n\r\n");
    let mut stuck = Vec::new();
    for _ in 0..4 {
        let mut one = TcpStream::connect(&address).await.unwrap();
        one.write_all(asked.as_bytes()).await.unwrap();
        let mut read = Vec::new();
        take(&mut one, &mut read, 200).await;
        assert!(read.starts_with(b"HTTP/1.1 200"));
        stuck.push(one);
    }
    let (status, headers, _) = ask(&office, "/feeds/all.ics", &[]).await;
    assert_eq!(status, 503);
    assert!(headers.contains_key("retry-after"));
    // What costs nothing is answered all the same.
    assert_eq!(office.get("/kk/").await.0, 200);
    let known = ask(&office, "/feeds/all.ics", &[("if-none-match", "*")]).await;
    assert_eq!(known.0, 304);
    stuck.pop();
    let mut again = 503;
    for _ in 0..100 {
        if again == 200 {
            break;
        }
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
        again = ask(&office, "/feeds/all.ics", &[]).await.0;
    }
    assert_eq!(again, 200, "the place of one who left is free");
    drop(stuck);
    office.close().await;
}

/// The body of a chunked answer.
fn dechunked(answer: &[u8]) -> String {
    let head = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let mut rest = &answer[head + 4..];
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").unwrap();
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            return String::from_utf8(body).unwrap();
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 2 + length + 2..];
    }
}

#[actix_web::test]
async fn a_slow_reader_holds_no_connection_sqlite() {
    a_slow_reader_holds_no_connection(Engine::Sqlite).await;
}

#[actix_web::test]
async fn a_slow_reader_holds_no_connection_postgres() {
    a_slow_reader_holds_no_connection(Engine::Postgres).await;
}
