//! Public pages are kept while what they show stands: never a stale one, on either engine, whoever writes.

use std::time::Duration;

use diesel::prelude::*;
use otyrys::database::schema::sessions;
use otyrys::database::{Broken, Database, Id, Lane, Options, Topic};

use crate::harness::{Office, Planned, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// The page, its tag, and whether the known tag sufficed.
async fn page(office: &Office, path: &str, known: Option<&str>) -> (u16, String, String) {
    let mut request = office.http.get(format!("{}{path}", office.url));
    if let Some(tag) = known {
        request = request.header("if-none-match", tag);
    }
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let Some(tag) = answer.headers().get("etag") else {
        panic!("{status} without a tag: {}", answer.text().await.unwrap());
    };
    let tag = tag.to_str().unwrap().to_owned();
    (status, tag, answer.text().await.unwrap())
}

both_engines!(a_known_page_costs_a_header, NOW, async |office| {
    let session = office.session(&Planned::default());
    for path in [
        format!("/kk/sessions/{session}"),
        "/ru/".to_owned(),
        format!("/api/v1/sessions/{session}"),
    ] {
        let (status, tag, body) = page(office, &path, None).await;
        assert_eq!(status, 200, "{path}");
        assert!(!body.is_empty());
        let (status, again, body) = page(office, &path, Some(&tag)).await;
        assert_eq!((status, again, body.as_str()), (304, tag, ""), "{path}");
    }
});

both_engines!(own_writes_are_seen_at_once, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 2,
        ..Planned::default()
    });
    let path = format!("/api/v1/sessions/{session}");
    let mut known = page(office, &path, None).await.1;
    for (surname, taken) in [("Бірінші", 1), ("Екінші", 2)] {
        assert_eq!(office.apply(&session, surname).await.0, 201);
        let (status, tag, body) = page(office, &path, Some(&known)).await;
        assert_eq!(status, 200);
        let shown: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(shown["seats"]["taken"], taken);
        known = tag;
    }
    // What does not concern the page leaves it alone.
    let other = office.session(&Planned {
        starts: "2026-12-11T10:00:00",
        ..Planned::default()
    });
    assert_eq!(office.apply(&other, "Үшінші").await.0, 201);
    assert_eq!(page(office, &path, Some(&known)).await.0, 304);
    office.letters();
});

/// Another process: its own connections, its own counters.
pub fn another_process(office: &Office) -> Database {
    let settings = &office.app.settings.database;
    Database::open(&Options {
        url: settings.url.expose().to_owned(),
        read_url: None,
        read_connections: 1,
        write_lanes: 1,
        queue_length: 8,
        busy_timeout: settings.busy_timeout,
    })
    .unwrap()
}

both_engines!(writes_of_another_process_are_seen, NOW, async |office| {
    let session = office.session(&Planned::default());
    let id = Id::parse(&session).unwrap();
    let path = format!("/kk/sessions/{session}");
    let (_, tag, _) = page(office, &path, None).await;
    let other = another_process(office);
    let written = other
        .write(Lane::All, move |work| {
            diesel::update(sessions::table.find(id))
                .set(sessions::broadcast_url.eq("https://example.org/changed"))
                .execute(work.connection)?;
            work.touch(Topic::Session(id));
            Ok::<_, Broken>(())
        })
        .await;
    assert!(written.is_ok());
    // PostgreSQL needs a moment for its notice; SQLite is looked at on every request.
    for _ in 0..100 {
        let (status, _, body) = page(office, &path, Some(&tag)).await;
        if status == 200 {
            assert!(body.contains("https://example.org/changed"));
            return;
        }
        actix_web::rt::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the page stayed stale");
});

both_engines!(
    the_law_changes_a_page_without_a_write,
    "2026-12-08T23:59:59+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let path = format!("/api/v1/sessions/{session}");
        let (_, tag, body) = page(office, &path, None).await;
        assert!(body.contains("\"open\":true"), "{body}");
        office.at("2026-12-09T00:00:00+05:00");
        let (status, _, body) = page(office, &path, Some(&tag)).await;
        assert_eq!(status, 200);
        assert!(
            body.contains("\"open\":false") && body.contains("cutoff_passed"),
            "{body}"
        );
    }
);

both_engines!(drafts_are_nobodys_page, NOW, async |office| {
    let draft = Planned {
        status: otyrys::law::session_course::SessionStatus::Draft,
        ..Planned::default()
    };
    let session = office.session(&draft);
    for path in [
        format!("/kk/sessions/{session}"),
        format!("/api/v1/sessions/{session}"),
        format!("/sessions/{session}.ics"),
    ] {
        assert_eq!(office.get(&path).await.0, 404, "{path}");
    }
});
