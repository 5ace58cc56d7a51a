//! What search engines, previews and other programs are told of the pages.

use otyrys::app::Mode;
use otyrys::database::Broken;
use otyrys::law::session_course::{Access, Format, SessionStatus};
use regex::Regex;
use serde_json::Value;

use crate::emergencies::{declare, everywhere};
use crate::harness::{Engine, Office, Planned, both_engines};
use crate::postponing::{moving, postpone};

const NOW: &str = "2026-12-01T09:00:00+05:00";

/// Every value of this attribute in tags that hold `with`.
fn attributes(page: &str, with: &str, attribute: &str) -> Vec<String> {
    let tags = Regex::new(r"<(?:link|meta)[^>]*>").unwrap();
    let value = Regex::new(&format!(r#" {attribute}="([^"]*)""#)).unwrap();
    tags.find_iter(page)
        .map(|tag| tag.as_str())
        .filter(|tag| tag.contains(with))
        .filter_map(|tag| Some(value.captures(tag)?[1].to_owned()))
        .collect()
}

/// The one object of schema.org on a page.
fn data(page: &str) -> Option<Value> {
    let (_, rest) = page.split_once(r#"<script type="application/ld+json">"#)?;
    let (text, rest) = rest.split_once("</script>").expect("an end");
    assert!(!rest.contains("ld+json"), "one object a page");
    Some(serde_json::from_str(text).expect("JSON"))
}

async fn event(office: &Office, session: &str) -> Value {
    let (status, page) = office.get(&format!("/en/sessions/{session}")).await;
    assert_eq!(status, 200);
    let data = data(&page).expect("an event");
    assert_eq!(
        (&data["@context"], &data["@type"]),
        (&"https://schema.org".into(), &"Event".into())
    );
    data
}

both_engines!(
    a_page_says_where_it_is_found_for_good,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let address = |code: &str| format!("{}/{code}/sessions/{session}", office.url);
        for code in ["kk", "ru", "en"] {
            let (_, page) = office
                .get(&format!("/{code}/sessions/{session}?utm_source=x"))
                .await;
            assert_eq!(attributes(&page, "canonical", "href"), [address(code)]);
            assert_eq!(attributes(&page, "og:url", "content"), [address(code)]);
            for other in ["kk", "ru", "en"] {
                let hreflang = format!(r#"hreflang="{other}""#);
                assert_eq!(
                    attributes(&page, &hreflang, "href"),
                    [address(other)],
                    "{code}"
                );
            }
            assert_eq!(attributes(&page, "x-default", "href"), [address("kk")]);
            let says = attributes(&page, r#"name="description""#, "content");
            assert!(
                says[0].contains("2026") && says[0].chars().count() > 40,
                "{says:?}"
            );
            let pictures = attributes(&page, r#""og:image""#, "content");
            let picture = office.http.get(&pictures[0]).send().await.unwrap();
            assert_eq!(picture.headers()["content-type"], "image/png");
            let bytes = picture.bytes().await.unwrap();
            let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
            assert_eq!((side(16), side(20)), (1200, 630));
        }
    }
);

both_engines!(
    a_list_is_found_under_what_it_is_narrowed_by,
    NOW,
    async |office| {
        office.session(&Planned::default());
        let canonical = async |path: &str| {
            let (_, page) = office.get(path).await;
            attributes(&page, "canonical", "href").pop().unwrap()
        };
        let home = format!("{}/ru/", office.url);
        assert_eq!(canonical("/ru/?utm_source=x&fbclid=1").await, home);
        assert_eq!(
            canonical("/ru/?format=mixed&utm_source=x").await,
            format!("{home}?format=mixed")
        );
        assert_eq!(
            canonical("/ru/openness?year=2026").await,
            format!("{}/ru/openness", office.url)
        );
        assert!(
            canonical("/ru/openness?year=2025")
                .await
                .ends_with("/ru/openness?year=2025")
        );
    }
);

both_engines!(what_is_one_persons_is_told_to_nobody, NOW, async |office| {
    let session = office.session(&Planned::default());
    let (_, received) = office.apply(&session, "Әлиева").await;
    office.letters();
    let own = format!("/kk/applications/{}", received["secret"].as_str().unwrap());
    for path in [own.as_str(), &format!("{own}/withdraw"), "/kk/nothing"] {
        let (_, page) = office.get(path).await;
        assert!(
            page.contains(r#"<meta name="robots" content="noindex">"#),
            "{path}"
        );
        for told in ["canonical", "og:", "hreflang=\"x-default\"", "ld+json"] {
            assert!(!page.contains(told), "{path}: {told}");
        }
    }
});

both_engines!(
    programs_are_told_how_a_session_takes_place,
    NOW,
    async |office| {
        let mixed = event(office, &office.session(&Planned::default())).await;
        assert_eq!(mixed["startDate"], "2026-12-10T10:00:00+05:00");
        assert_eq!(mixed["eventStatus"], "https://schema.org/EventScheduled");
        assert_eq!(
            mixed["eventAttendanceMode"],
            "https://schema.org/MixedEventAttendanceMode"
        );
        assert_eq!(mixed["location"][0]["address"]["addressCountry"], "KZ");
        assert_eq!(mixed["location"][1]["@type"], "VirtualLocation");
        assert_eq!(mixed["organizer"]["@type"], "GovernmentOrganization");
        assert_eq!(mixed["remainingAttendeeCapacity"], 20);
        assert_eq!(mixed["isAccessibleForFree"], true);

        let planned = |format| Planned {
            format,
            ..Planned::default()
        };
        let online = event(office, &office.session(&planned(Format::Online))).await;
        assert_eq!(
            online["eventAttendanceMode"],
            "https://schema.org/OnlineEventAttendanceMode"
        );
        assert_eq!(online["location"]["@type"], "VirtualLocation");
        assert!(online.get("maximumAttendeeCapacity").is_none());
        let offline = event(office, &office.session(&planned(Format::Offline))).await;
        assert_eq!(offline["location"]["@type"], "Place");

        let off = Planned {
            status: SessionStatus::Cancelled,
            ..Planned::default()
        };
        let off = event(office, &office.session(&off)).await;
        assert_eq!(off["eventStatus"], "https://schema.org/EventCancelled");
    }
);

both_engines!(what_was_moved_says_from_when, NOW, async |office| {
    let session = office.session(&Planned::default());
    postpone(office, moving(office, &session, "2026-12-14T15:00:00")).unwrap();
    let moved = event(office, &session).await;
    assert_eq!(moved["eventStatus"], "https://schema.org/EventRescheduled");
    assert_eq!(moved["previousStartDate"], "2026-12-10T10:00:00+05:00");
});

both_engines!(
    an_emergency_is_said_to_have_moved_it_online,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        assert_eq!(declare(office, everywhere("one")).switched, 1);
        let event = event(office, &session).await;
        assert_eq!(event["eventStatus"], "https://schema.org/EventMovedOnline");
        assert_eq!(
            event["eventAttendanceMode"],
            "https://schema.org/OnlineEventAttendanceMode"
        );
    }
);

both_engines!(
    nothing_is_told_of_what_is_closed_or_a_draft,
    NOW,
    async |office| {
        let closed = office.session(&Planned {
            access: Access::Closed,
            ..Planned::default()
        });
        let (status, page) = office.get(&format!("/en/sessions/{closed}")).await;
        assert!(status == 200 && data(&page).is_none());
        let draft = office.session(&Planned {
            status: SessionStatus::Draft,
            ..Planned::default()
        });
        let (_, map) = office.get("/sitemap/sessions.xml").await;
        assert!(!map.contains(&closed) && !map.contains(&draft));
    }
);

both_engines!(no_title_ends_the_data, NOW, async |office| {
    let hostile = Planned {
        kazakh_title: "</script><script>alert(1)</script>",
        russian_title: "</script><script>alert(1)</script>",
        ..Planned::default()
    };
    let event = event(office, &office.session(&hostile)).await;
    assert_eq!(event["name"], "</script><script>alert(1)</script>");
});

both_engines!(a_body_is_told_of_as_an_organization, NOW, async |office| {
    office.session(&Planned::default());
    let (_, page) = office.get("/kk/bodies/test-ministry").await;
    let body = data(&page).unwrap();
    assert_eq!(body["@type"], "GovernmentOrganization");
    assert_eq!(body["name"], "Сынақ министрлігі");
});

both_engines!(
    every_public_page_is_on_the_map_in_every_language,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let (_, robots) = office.get("/robots.txt").await;
        assert!(
            robots.contains("Disallow: /desk\n") && robots.contains("Disallow: /*/applications\n")
        );
        let index = format!("{}/sitemap.xml", office.url);
        assert!(robots.contains(&format!("Sitemap: {index}\n")), "{robots}");
        let loc = Regex::new("<loc>([^<]+)</loc>").unwrap();
        let locs = |text: &str| -> Vec<String> {
            loc.captures_iter(text)
                .map(|found| found[1].to_owned())
                .collect()
        };
        let (_, index) = office.get("/sitemap.xml").await;
        let parts = locs(&index);
        assert_eq!(parts.len(), 2, "{index}");
        let mut pages = Vec::new();
        for part in parts {
            let answer = office.http.get(&part).send().await.unwrap();
            assert_eq!(
                answer.headers()["content-type"],
                "application/xml; charset=utf-8"
            );
            let text = answer.text().await.unwrap();
            let mut reader = quick_xml::Reader::from_str(&text);
            while reader.read_event().expect("well-formed XML") != quick_xml::events::Event::Eof {}
            pages.extend(locs(&text));
        }
        for code in ["kk", "ru", "en"] {
            for path in [
                "/",
                "/bodies",
                "/openness",
                "/bodies/test-ministry",
                &format!("/sessions/{session}"),
            ] {
                let page = format!("{}/{code}{path}", office.url);
                assert!(pages.contains(&page), "{page}");
            }
        }
        for page in pages {
            let answer = office.http.get(&page).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{page}");
            let shown = answer.text().await.unwrap();
            assert_eq!(
                attributes(&shown, "canonical", "href").pop().as_ref(),
                Some(&page)
            );
        }
    }
);

both_engines!(the_map_has_as_many_parts_as_it_needs, NOW, async |office| {
    for _ in 0..5 {
        office.session(&Planned::default());
    }
    let (ends, all) = office
        .app
        .database
        .read_here(|connection| {
            let ends = otyrys::sessions::store::sitemap::ends_of_parts(connection, 2)?;
            let mut all = Vec::new();
            for after in [None].into_iter().chain(ends.iter().copied().map(Some)) {
                let part = otyrys::sessions::store::sitemap::listed(connection, after, 2)?;
                all.extend(part.into_iter().map(|one| one.id));
            }
            Ok::<_, Broken>((ends.len(), all))
        })
        .unwrap();
    assert_eq!((ends, all.len()), (2, 5));
    let different: std::collections::HashSet<_> = all.into_iter().collect();
    assert_eq!(different.len(), 5);
});

#[actix_web::test]
async fn an_invented_office_is_found_by_nobody() {
    let office = Office::open_as(Engine::Sqlite, NOW, Mode::Demo, &[]).expect("an office");
    let (_, robots) = office.get("/robots.txt").await;
    assert_eq!(robots, "User-agent: *\nDisallow: /\n");
    office.close().await;
}
