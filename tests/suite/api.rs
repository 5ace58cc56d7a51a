//! Sessions, bodies and regions as JSON.

use otyrys::database::{Broken, Id, Lane, Topic};
use otyrys::law::session_course::Format::{self, Mixed, Online};
use otyrys::law::session_course::SessionStatus::{
    Announced, Cancelled, Draft, Held, Live, Postponed,
};
use otyrys::sessions::record::Session;
use otyrys::sessions::store;
use serde_json::{Value, json};

use crate::harness::{Office, Planned, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// Changes a session as the desk would, telling the pages.
pub async fn change(office: &Office, id: &str, how: impl Fn(&mut Session) + Send + 'static) {
    let id = Id::parse(id).unwrap();
    let changed = office.app.database.write(Lane::All, move |work| {
        let known = store::by_id(work.connection, id)?.unwrap();
        let mut session = known.clone();
        how(&mut session);
        let details = store::details_of(work.connection, &[id])?
            .remove(&id)
            .unwrap();
        assert!(store::update(work.connection, &known, &session, &details)?);
        work.touch(Topic::Sessions);
        work.touch(Topic::Session(id));
        Ok::<_, Broken>(())
    });
    changed.await.unwrap();
}

fn ids(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

both_engines!(
    a_session_has_the_shape_of_the_contract,
    NOW,
    async |office| {
        let id = office.session(&Planned {
            overflow: 5,
            ..Planned::default()
        });
        let (status, session) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        assert_eq!(status, 200);
        let expected = json!({
            "id": id, "url": format!("{}/kk/sessions/{id}", office.url),
            "status": "announced", "access": "open", "revision": 1,
            "body": {"slug": "test-ministry",
                "name": {"kk": "Сынақ министрлігі", "ru": "Министерство испытаний"}},
            "kind": "collegium",
            "title": {"kk": "Алқа отырысы: су шаруашылығы", "ru": "Заседание коллегии: водное хозяйство"},
            "starts_at": "2026-12-10T10:00:00+05:00", "ends_at": null, "zone": "Asia/Almaty",
            "format": "mixed", "languages": ["kk", "ru"],
            "place": {"kk": "Астана қ., Мәңгілік Ел д-лы, 8, 4-зал",
                "ru": "г. Астана, пр. Мангилик Ел, 8, зал 4"},
            "venue_access": null, "broadcast_url": "https://example.org/live",
            "broadcast": {"state": "before", "url": format!("{}/kk/sessions/{id}/live", office.url),
                "began_at": null, "ended_at": null, "interrupted_since": null, "impossible": null, "recording": null},
            "agenda": [{"number": "1", "title": {"kk": "Су үнемдеу туралы", "ru": "О водосбережении"},
                "speaker": null, "access": "open", "files": []}],
            "closings": [], "emergency": null,
            "contact": {"name": "Сәуле Ахметова", "position": {"kk": "Бас сарапшы", "ru": "Главный эксперт"},
                "phone": "+7 7172 000000", "email": "saule@example.org"},
            "seats": {"capacity": 20, "taken": 0, "waiting": 0, "overflow": {"capacity": 5, "taken": 0}},
            "deadlines": {"announce_before": "2026-12-07T00:00:00+05:00",
                "apply_before": "2026-12-09T00:00:00+05:00", "results_before": "2026-12-19T00:00:00+05:00"},
            "announced_at": "2026-12-07T09:00:00+05:00", "announced_in_time": true,
            "former_starts_at": null, "reason": null, "results": [],
            "applications": {"open": true, "reason": null, "paragraph": null},
            "updated_at": "2026-12-07T09:00:00+05:00",
        });
        assert_eq!(session, expected);
        let (_, list) = office.get_json("/api/v1/sessions").await;
        assert_eq!(list, json!({"items": [expected], "next": null}));
    }
);

both_engines!(
    a_session_held_online_has_no_seats_and_takes_no_applications,
    NOW,
    async |office| {
        let id = office.session(&Planned {
            format: Format::Online,
            capacity: 0,
            ..Planned::default()
        });
        let (_, session) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        assert_eq!(session["seats"], Value::Null);
        assert_eq!(
            session["applications"],
            json!({"open": false, "reason": "online_only", "paragraph": "605-5"})
        );
    }
);

both_engines!(
    what_time_changes_is_seen_to_the_instant,
    NOW,
    async |office| {
        let id = office.session(&Planned::default());
        let path = format!("/api/v1/sessions/{id}");
        let steps = [
            ("2026-12-08T23:59:59.999999+05:00", "announced", Value::Null),
            (
                "2026-12-09T00:00:00+05:00",
                "announced",
                json!("cutoff_passed"),
            ),
            (
                "2026-12-10T13:59:59.999+05:00",
                "announced",
                json!("cutoff_passed"),
            ),
            ("2026-12-10T14:00:00+05:00", "held", json!("not_open")),
        ];
        for (at, status, reason) in steps {
            office.at(at);
            let (_, session) = office.get_json(&path).await;
            assert_eq!(session["status"], status, "{at}");
            assert_eq!(session["applications"]["reason"], reason, "{at}");
            let (_, list) = office.get_json("/api/v1/sessions").await;
            assert_eq!(ids(&list).is_empty(), status == "held", "{at}");
            let (_, held) = office.get_json("/api/v1/sessions?status=held").await;
            assert_eq!(ids(&held).is_empty(), status != "held", "{at}");
        }
    }
);

both_engines!(
    seats_in_lists_follow_the_applications,
    NOW,
    async |office| {
        let id = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        for (applied, taken, waiting) in [(0, 0, 0), (1, 1, 0), (2, 1, 1)] {
            if applied > 0 {
                assert_eq!(office.apply(&id, &"Ә".repeat(applied)).await.0, 201);
            }
            let (_, list) = office.get_json("/api/v1/sessions").await;
            let seats = &list["items"][0]["seats"];
            assert_eq!(
                *seats,
                json!({"capacity": 1, "taken": taken, "waiting": waiting})
            );
        }
        office.letters();
    }
);

both_engines!(lists_are_narrowed, NOW, async |office| {
    let plan = |starts, format, status| {
        office.session(&Planned {
            starts,
            format,
            status,
            ..Planned::default()
        })
    };
    let past = plan("2026-11-10T10:00:00", Mixed, Announced);
    let ended = plan("2026-12-07T08:00:00", Mixed, Held);
    let live = plan("2026-12-06T18:00:00", Mixed, Live);
    let online = plan("2026-12-08T10:00:00", Online, Announced);
    let cancelled = plan("2026-12-09T00:30:00", Mixed, Cancelled);
    let postponed = plan("2026-12-10T10:00:00", Mixed, Postponed);
    let mixed = plan("2026-12-11T10:00:00", Mixed, Announced);
    let draft = plan("2026-12-11T11:00:00", Mixed, Draft);
    change(office, &mixed, |session| {
        session.updated_at = crate::harness::instant("2026-12-07T10:00:00+05:00").into();
    })
    .await;
    let table: [(&str, &[&String]); 16] = [
        ("", &[&live, &online, &cancelled, &postponed, &mixed]),
        ("format=online", &[&online]),
        ("format=mixed", &[&live, &cancelled, &postponed, &mixed]),
        ("status=announced", &[&online, &mixed]),
        ("status=live", &[&live]),
        ("status=held", &[&past, &ended]),
        ("status=cancelled", &[&cancelled]),
        ("status=postponed", &[&postponed]),
        ("from=2026-12-09", &[&cancelled, &postponed, &mixed]),
        ("to=2026-12-08", &[&past, &live, &ended, &online]),
        ("from=2026-12-09&to=2026-12-09", &[&cancelled]),
        ("from=2026-11-10&to=2026-11-10", &[&past]),
        ("modified_since=2026-12-07T10:00:00+05:00", &[&mixed]),
        ("modified_since=2026-12-07T10:00:01%2B05:00", &[]),
        ("body=test-ministry&format=online", &[&online]),
        ("region=710000000", &[]),
    ];
    for (query, expected) in table {
        let (status, list) = office.get_json(&format!("/api/v1/sessions?{query}")).await;
        assert_eq!(status, 200, "{query}: {list}");
        assert_eq!(ids(&list), *expected, "{query}");
    }
    assert_eq!(
        office
            .get_json(&format!("/api/v1/sessions/{draft}"))
            .await
            .0,
        404
    );
});

both_engines!(a_list_goes_on_where_it_stopped, NOW, async |office| {
    let starts = ["2026-12-10T10:00:00", "2026-12-09T10:00:00"];
    for number in 0..7 {
        office.session(&Planned {
            starts: starts[number % 2],
            ..Planned::default()
        });
    }
    for narrowed in ["", "&q=отырысы", "&modified_since=2026-12-01T00:00:00Z"] {
        let (_, whole) = office
            .get_json(&format!("/api/v1/sessions?limit=200{narrowed}"))
            .await;
        assert_eq!(ids(&whole).len(), 7);
        assert_eq!(whole["next"], Value::Null);
        let mut met = Vec::new();
        let mut cursor = String::new();
        loop {
            let (_, page) = office
                .get_json(&format!("/api/v1/sessions?limit=3{narrowed}{cursor}"))
                .await;
            met.extend(ids(&page).into_iter().map(str::to_owned));
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(met, ids(&whole), "{narrowed}");
    }
    let (_, default) = office.get_json("/api/v1/sessions").await;
    let starts: Vec<&str> = default["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["starts_at"].as_str().unwrap())
        .collect();
    assert!(starts.is_sorted());
});

both_engines!(
    an_answer_known_already_is_not_sent_again,
    NOW,
    async |office| {
        let id = office.session(&Planned::default());
        for path in [
            format!("/api/v1/sessions/{id}"),
            "/api/v1/sessions".to_owned(),
            "/api/v1/bodies".to_owned(),
            "/api/v1/regions".to_owned(),
            "/api/v1/deadlines?starts=2026-12-10T10:00".to_owned(),
        ] {
            let url = format!("{}{path}", office.url);
            let first = office.http.get(&url).send().await.unwrap();
            let tag = first.headers()["etag"].clone();
            let again = office
                .http
                .get(&url)
                .header("if-none-match", &tag)
                .send()
                .await
                .unwrap();
            assert_eq!(again.status(), 304, "{path}");
            assert_eq!(again.headers()["etag"], tag);
            assert!(again.text().await.unwrap().is_empty());
        }
    }
);

both_engines!(bodies_and_regions_are_listed, NOW, async |office| {
    office.session(&Planned::default());
    let (_, list) = office.get_json("/api/v1/bodies").await;
    let body = &list["items"][0];
    assert_eq!(
        *body,
        json!({
            "slug": "test-ministry", "url": format!("{}/kk/bodies/test-ministry", office.url),
            "type": "central_executive", "kind": "collegium", "level": "republic",
            "region": null, "parent": null,
            "name": {"kk": "Сынақ министрлігі", "ru": "Министерство испытаний"},
            "names": [{"valid_from": "1991-12-16",
                "name": {"kk": "Сынақ министрлігі", "ru": "Министерство испытаний"}}],
            "zone": "Asia/Almaty", "closing_time": "18:30", "week": 5,
            "rules_605": true, "exempt": false, "exempt_basis": null,
            "basis": "rules_605", "paragraph": "605-1", "bin": null, "site": null,
        })
    );
    let (status, one) = office.get_json("/api/v1/bodies/test-ministry").await;
    assert_eq!((status, &one), (200, body));
    assert_eq!(office.get("/api/v1/bodies/nobody").await.0, 404);
    let (_, nowhere) = office.get_json("/api/v1/bodies?region=710000000").await;
    assert_eq!(nowhere, json!({"items": [], "next": null}));

    let (_, regions) = office.get_json("/api/v1/regions").await;
    let regions = regions["items"].as_array().unwrap();
    assert_eq!(regions.len(), 20);
    assert_eq!(
        regions[1],
        json!({"kato": "110000000", "iso_3166_2": "KZ-11", "type": "oblast",
            "name": {"kk": "Ақмола облысы", "ru": "Акмолинская область", "en": "Akmola Region"},
            "centre": {"kk": "Көкшетау", "ru": "Кокшетау"}, "zone": "Asia/Almaty"})
    );
    let (_, first) = office.get_json("/api/v1/regions?limit=19").await;
    let next = first["next"].as_str().unwrap();
    let (_, rest) = office
        .get_json(&format!("/api/v1/regions?cursor={next}"))
        .await;
    assert_eq!(rest["items"], json!([regions[19]]));
});
