//! What an Atom feed says.

use otyrys::language::Multilingual;
use otyrys::law::session_course::SessionStatus;
use serde_json::Value;

use super::{NOW, ask, multiplied, python};
use crate::api::change;
use crate::harness::{Planned, both_engines, instant};

both_engines!(another_reader_finds_what_was_written, NOW, async |office| {
    let older = office.session(&Planned::default());
    let newer = office.session(&Planned {
        starts: "2026-12-09T10:00:00",
        ..Planned::default()
    });
    let title = Multilingual::new("Су & <script>жер</script> ]]> \u{1}\u{fffe}«Ә»", "Вода");
    change(office, &newer, move |session| {
        session.title = title.clone().into();
        session.status = SessionStatus::Cancelled;
        session.updated_at = instant("2026-12-07T08:30:00+05:00").into();
    })
    .await;
    change(office, &older, |session| {
        session.updated_at = instant("2026-12-07T07:30:00+05:00").into();
    })
    .await;
    let path = "/feeds/bodies/test-ministry.atom";
    let (status, headers, text) = ask(office, path, &[]).await;
    assert_eq!(status, 200);
    assert_eq!(
        headers["content-type"],
        "application/atom+xml; charset=utf-8"
    );
    let Some(read) = python::read("atom", &text) else {
        return;
    };
    assert_eq!(read["version"], "atom10");
    assert_eq!(read["broken"], false, "{text}");
    assert_eq!(read["title"], "Сынақ министрлігі: ашық отырыстар");
    assert_eq!(read["language"], "kk");
    assert_eq!(read["author"], "Сынақ министрлігі");
    assert_eq!(read["updated"], "2026-12-07T03:30:00Z");
    assert!(read["id"].as_str().unwrap().starts_with("urn:uuid:"));
    assert_eq!(
        read["links"]["self"],
        format!("{}{path}?lang=kk", office.url)
    );
    assert_eq!(
        read["links"]["alternate"],
        format!("{}/kk/bodies/test-ministry", office.url)
    );
    assert_eq!(read["links"]["next"], Value::Null);
    let [first, second] = read["entries"].as_array().unwrap().as_slice() else {
        panic!("two entries: {text}");
    };
    assert_eq!(
        first["id"],
        format!("urn:uuid:{newer}"),
        "the last change first"
    );
    assert_eq!(second["id"], format!("urn:uuid:{older}"));
    assert_eq!(
        first["title"],
        "Өткізілмейді: Сынақ министрлігі: Су & <script>жер</script> ]]> «Ә»"
    );
    assert_eq!(first["published"], "2026-12-07T04:00:00Z");
    assert_eq!(first["author"], "Сынақ министрлігі");
    assert_eq!(first["content_type"], "text/html");
    assert_eq!(
        first["categories"],
        serde_json::json!(["collegium", "mixed"])
    );
    assert_eq!(
        first["links"]["alternate"],
        format!("{}/kk/sessions/{newer}", office.url)
    );
    assert!(
        second["summary"]
            .as_str()
            .unwrap()
            .contains("10 желтоқсан, бейсенбі, 10:00"),
        "{second}"
    );
    assert!(
        second["content"]
            .as_str()
            .unwrap()
            .contains("Су үнемдеу туралы")
    );
});

both_engines!(it_goes_on_page_after_page, NOW, async |office| {
    let session = office.session(&Planned::default());
    let mut all = multiplied(office, &session, 120);
    all.push(session);
    let mut path = "/feeds/all.atom?lang=en".to_owned();
    let mut met = Vec::new();
    let mut pages = 0;
    loop {
        let (status, _, text) = ask(office, &path, &[]).await;
        assert_eq!(status, 200, "{path}");
        pages += 1;
        let entries = text.split("<entry>").skip(1);
        met.extend(entries.map(|entry| {
            let id = entry.split("<id>urn:uuid:").nth(1).unwrap();
            id.get(..36).unwrap().to_owned()
        }));
        let next = text.split("rel=\"next\"").nth(1);
        let Some(next) = next.and_then(|rest| rest.split("href=\"").nth(1)) else {
            break;
        };
        let next = next.split('"').next().unwrap().replace("&amp;", "&");
        path = next.strip_prefix(&office.url).unwrap().to_owned();
    }
    assert_eq!(pages, 3);
    assert_eq!(met.len(), all.len());
    met.sort();
    all.sort();
    assert_eq!(met, all, "each session once");
});

both_engines!(an_empty_feed_is_whole, NOW, async |office| {
    let (status, _, text) = ask(office, "/feeds/all.atom", &[]).await;
    assert_eq!(status, 200);
    if let Some(read) = python::read("atom", &text) {
        assert_eq!(
            (&read["broken"], &read["updated"]),
            (&false.into(), &"2026-12-06T19:00:00Z".into())
        );
    }
});
