//! Which sessions a feed holds, and when its tag is another one.

use diesel::prelude::*;
use otyrys::database::schema::sessions;
use otyrys::database::{Broken, Id, Lane, Topic};
use otyrys::law::session_course::SessionStatus;

use super::{NOW, ask, ids, place, tag};
use crate::harness::{Planned, both_engines};
use crate::page_cache::another_process;

both_engines!(
    half_a_year_stays_and_drafts_never_come,
    NOW,
    async |office| {
        let at = |starts| Planned {
            starts,
            ..Planned::default()
        };
        // 180 days before the seventh of December is the tenth of June.
        office.session(&at("2026-06-09T23:59:00"));
        let oldest = office.session(&at("2026-06-10T00:00:00"));
        let held = office.session(&at("2026-11-02T10:00:00"));
        let far = office.session(&at("2027-11-01T10:00:00"));
        office.session(&Planned {
            status: SessionStatus::Draft,
            ..Planned::default()
        });
        let (_, _, all) = ask(office, "/feeds/all.ics", &[]).await;
        assert_eq!(ids(&all), [oldest, held.clone(), far.clone()]);
        office.at("2026-12-08T00:00:00+05:00");
        let (_, _, all) = ask(office, "/feeds/all.ics", &[]).await;
        assert_eq!(ids(&all), [held, far]);
    }
);

both_engines!(
    a_region_holds_its_bodies_and_those_below,
    NOW,
    async |office| {
        let mut sessions = Vec::new();
        for slug in [
            "oblast",
            "committee",
            "sub-committee",
            "elsewhere",
            "capital",
        ] {
            sessions.push(office.session_of(slug, &Planned::default()));
        }
        place(office, "oblast", Some("110000000"), None);
        place(office, "committee", None, Some("oblast"));
        place(office, "sub-committee", None, Some("committee"));
        place(office, "elsewhere", Some("710000000"), Some("oblast"));
        // A ring leads nowhere, and back again.
        place(office, "capital", None, Some("capital"));
        let (_, _, region) = ask(office, "/feeds/regions/110000000.ics", &[]).await;
        let mut found = ids(&region);
        found.sort();
        let mut wanted = sessions[..3].to_vec();
        wanted.sort();
        assert_eq!(found, wanted);
        assert!(
            region
                .replace("\r\n ", "")
                .contains("X-WR-CALNAME;LANGUAGE=kk:Ақмола облысы: ашық отырыстар"),
            "{region}"
        );
        let (_, _, body) = ask(office, "/feeds/bodies/committee.ics", &[]).await;
        assert_eq!(ids(&body), sessions[1..2]);
        for nothing in [
            "/feeds/regions/1.ics",
            "/feeds/bodies/nobody.ics",
            "/feeds/cities/1.ics",
            "/feeds/all.xml",
        ] {
            assert_eq!(office.get(nothing).await.0, 404, "{nothing}");
        }
    }
);

both_engines!(a_topic_is_what_the_search_finds, NOW, async |office| {
    let water = office.session(&Planned::default());
    office.session(&Planned {
        kazakh_title: "Бюджет туралы",
        russian_title: "О бюджете",
        starts: "2026-12-11T10:00:00",
        ..Planned::default()
    });
    let (status, headers, _) = ask(office, "/feeds/topics/ШАРУАШЫЛЫҒЫ.ics?lang=ru", &[]).await;
    assert_eq!(status, 301, "one address, however it is typed");
    let own = headers["location"].to_str().unwrap();
    for form in ["ics", "atom"] {
        let path = own.replace(".ics", &format!(".{form}"));
        let (status, _, found) = ask(office, &path, &[]).await;
        assert_eq!(status, 200, "{path}");
        assert!(
            found.contains(&water) && !found.contains("О бюджете"),
            "{found}"
        );
    }
    // A rare word of more letters than the index holds.
    let (_, _, none) = ask(office, "/feeds/topics/шаруашылыктан.atom", &[]).await;
    assert!(!none.contains("<entry>"), "{none}");
    for none in ["a", "-", "one-two-three-four"] {
        assert_eq!(
            office.get(&format!("/feeds/topics/{none}.ics")).await.0,
            404,
            "{none}"
        );
    }
});

both_engines!(a_known_feed_costs_a_header, NOW, async |office| {
    let session = office.session(&Planned::default());
    for (path, surname) in [
        "/feeds/all.ics?lang=ru",
        "/feeds/all.atom",
        "/feeds/bodies/test-ministry.ics",
    ]
    .into_iter()
    .zip(["Бірінші", "Екінші", "Үшінші"])
    {
        let known = tag(office, path).await;
        let (status, headers, body) = ask(office, path, &[("if-none-match", &known)]).await;
        assert_eq!((status, body.as_str()), (304, ""), "{path}");
        assert_eq!(headers["etag"], known.as_str());
        assert_eq!(headers["cache-control"], "public, max-age=300");
        assert_eq!(headers["last-modified"], "Mon, 07 Dec 2026 04:00:00 GMT");
        // Seats are in no calendar.
        assert_eq!(office.apply(&session, surname).await.0, 201);
        assert_eq!(tag(office, path).await, known, "{path}");
        let head = office
            .http
            .head(format!("{}{path}", office.url))
            .send()
            .await
            .unwrap();
        assert_eq!(head.status(), 200);
        assert_eq!(head.headers()["etag"], known.as_str());
        assert_eq!(head.text().await.unwrap(), "");
    }
    office.letters();
});

both_engines!(
    what_another_process_writes_is_in_the_feed,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let id = Id::parse(&session).unwrap();
        let (before, atom) = (
            tag(office, "/feeds/all.ics").await,
            tag(office, "/feeds/all.atom").await,
        );
        let written = another_process(office)
            .write(Lane::All, move |work| {
                diesel::update(sessions::table.find(id))
                    .set((
                        sessions::broadcast_url.eq("https://example.org/changed"),
                        sessions::place.eq(None::<String>),
                    ))
                    .execute(work.connection)?;
                work.touch(Topic::Sessions);
                work.touch(Topic::Session(id));
                Ok::<_, Broken>(())
            })
            .await;
        assert!(written.is_ok());
        let changed = |page: &str| page.contains("https://example.org/changed");
        office.get_until("/feeds/all.ics", changed).await;
        assert_ne!(tag(office, "/feeds/all.ics").await, before);
        assert_ne!(tag(office, "/feeds/all.atom").await, atom);
    }
);

both_engines!(pages_say_where_their_feed_is, NOW, async |office| {
    let session = office.session(&Planned::default());
    let body = "/feeds/bodies/test-ministry";
    for (page, feed) in [
        ("/ru/".to_owned(), "/feeds/all"),
        ("/ru/?body=test-ministry".to_owned(), body),
        (
            "/ru/?region=710000000".to_owned(),
            "/feeds/regions/710000000",
        ),
        (
            "/ru/?q=%D0%92%D0%BE%D0%B4%D0%B0".to_owned(),
            "/feeds/topics/%D0%B2%D0%BE%D0%B4%D0%B0",
        ),
        ("/ru/bodies/test-ministry".to_owned(), body),
        (format!("/ru/sessions/{session}"), body),
    ] {
        let (status, text) = office.get(&page).await;
        assert_eq!(status, 200, "{page}");
        let https = format!("{}{feed}.ics?lang=ru", office.url);
        let webcal = https.replace("http://", "webcal://");
        assert!(
            text.contains(&format!("value=\"{https}\"")),
            "{page}: {https} in {text}"
        );
        assert!(text.contains(&format!("href=\"{webcal}\"")), "{page}");
        assert!(text.contains("до суток"), "{page}: calendars lag");
        let alternate = "<link rel=\"alternate\" type=\"application/atom+xml\"";
        assert_eq!(
            text.contains(alternate),
            !page.contains("/sessions/"),
            "{page}"
        );
        let (status, _) = office.get(&format!("{feed}.atom?lang=ru")).await;
        assert_eq!(status, 200, "{feed}");
    }
});
