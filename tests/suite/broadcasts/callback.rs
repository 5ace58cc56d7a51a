//! What the media server says: in whichever order, however often, and by whomever.

use otyrys::law::broadcast::Stamp;
use otyrys::law::session_course::SessionStatus;

use super::*;
use crate::harness::{Engine, both_engines};

/// What nginx sends about a stream.
pub async fn says(office: &Office, event: &str, key: &(String, String), client: &str) -> u16 {
    let fields = [
        ("app", "live"),
        ("addr", "192.0.2.7"),
        ("clientid", client),
        ("call", event.trim_start_matches("on_")),
        ("name", key.0.as_str()),
        ("type", "live"),
        ("k", key.1.as_str()),
    ];
    send(office, &format!("/broadcast/{event}"), &fields, &[]).await
}

async fn send(
    office: &Office,
    path: &str,
    fields: &[(&str, &str)],
    headers: &[(&str, &str)],
) -> u16 {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let mut request = office
        .http
        .post(format!("{}{path}", office.url))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap().status().as_u16()
}

both_engines!(a_stream_makes_the_broadcast, BEGINS, async |office| {
    let session = office.session(&Planned::default());
    let key = key(office, &session);
    assert_eq!(says(office, "on_publish", &key, "11").await, 204);
    assert!(on_air(office, &session));
    assert_eq!(
        crate::postponing::stored(office, &session).0.status,
        SessionStatus::Live
    );
    assert_eq!(broadcasts(office, &session)[0].began_by, Stamp::Stream);
    // Said again, it is the same.
    for event in ["on_publish", "on_update", "on_update"] {
        assert_eq!(says(office, event, &key, "11").await, 204);
    }
    assert_eq!(broadcasts(office, &session).len(), 1);

    office.at("2026-12-10T10:30:00+05:00");
    assert_eq!(says(office, "on_publish_done", &key, "11").await, 204);
    assert_eq!(says(office, "on_publish_done", &key, "11").await, 204);
    assert!(on_air(office, &session), "it may come back");
    assert_eq!(told(office, &session).await["state"], "interrupted");
    assert_eq!(interruptions(office, &session).len(), 1);
    office.at("2026-12-10T10:31:00+05:00");
    assert_eq!(says(office, "on_publish", &key, "12").await, 204);
    assert_eq!(told(office, &session).await["state"], "on_air");
    assert_eq!(
        interruptions(office, &session)[0].ended_at,
        Some(instant("2026-12-10T10:31:00+05:00").into())
    );
    // What the first sender's connection says late is not about the second one.
    assert_eq!(says(office, "on_publish_done", &key, "11").await, 204);
    assert_eq!(told(office, &session).await["state"], "on_air");

    // The desk ends it; the encoder that still sends does not begin another one, but one that comes anew does.
    office.at("2026-12-10T11:00:00+05:00");
    end(office, &session).unwrap();
    assert_eq!(says(office, "on_update", &key, "12").await, 204);
    tend(office).await;
    assert!(!on_air(office, &session));
    assert_eq!(says(office, "on_publish_done", &key, "12").await, 204);
    office.at("2026-12-10T11:05:00+05:00");
    assert_eq!(says(office, "on_publish", &key, "13").await, 204);
    assert!(on_air(office, &session));
    assert_eq!(broadcasts(office, &session).len(), 2);
});

both_engines!(whoever_has_no_key_is_refused, BEGINS, async |office| {
    let session = office.session(&Planned::default());
    let other = office.session(&Planned::default());
    let (name, secret) = key(office, &session);
    let (other_name, other_secret) = key(office, &other);
    for (name, secret) in [
        (name.as_str(), ""),
        (&name, "0000"),
        (&name, &other_secret),
        (&other_name, &secret),
        ("sess-", &secret),
        ("sess-nobody", &secret),
        ("", ""),
    ] {
        let wrong = (name.to_owned(), secret.to_owned());
        assert_eq!(
            says(office, "on_publish", &wrong, "1").await,
            403,
            "{name} {secret}"
        );
        assert_eq!(says(office, "on_update", &wrong, "1").await, 403);
        assert_eq!(says(office, "on_publish_done", &wrong, "1").await, 204);
    }
    assert!(!on_air(office, &session) && !on_air(office, &other));
    let none = office.session(&Planned::default());
    let (known, _) = crate::postponing::stored(office, &none);
    let without = (actions::stream_name(&known), String::new());
    assert_eq!(
        says(office, "on_publish", &without, "1").await,
        403,
        "no key was made"
    );
    assert_eq!(send(office, "/broadcast/on_play", &[], &[]).await, 404);

    // A renewed key shuts the former one out, also in the middle of it.
    let former = (name.clone(), secret);
    assert_eq!(says(office, "on_publish", &former, "5").await, 204);
    let renewed = super::key(office, &session);
    assert_eq!(says(office, "on_update", &former, "5").await, 403);
    assert_eq!(says(office, "on_publish_done", &former, "5").await, 204);
    assert_eq!(told(office, &session).await["state"], "interrupted");
    assert_eq!(says(office, "on_publish", &former, "6").await, 403);
    assert_eq!(says(office, "on_publish", &renewed, "7").await, 204);
    let noted: String = office
        .journal_of("session")
        .into_iter()
        .map(|(_, all)| all)
        .collect();
    assert!(
        !noted.contains(&renewed.1) && !noted.contains(&former.1),
        "no key is in the journal"
    );
});

both_engines!(
    a_second_sender_is_refused_and_does_not_stop_the_first,
    BEGINS,
    async |office| {
        let session = office.session(&Planned::default());
        let key = key(office, &session);
        assert_eq!(says(office, "on_publish", &key, "1").await, 204);
        assert_eq!(says(office, "on_publish", &key, "2").await, 403);
        // nginx tells of the refused one's end too, under the same name.
        assert_eq!(says(office, "on_publish_done", &key, "2").await, 204);
        assert_eq!(told(office, &session).await["state"], "on_air");
        assert!(interruptions(office, &session).is_empty());

        // A media server that was restarted says nothing of who sent before: after a while another one may.
        office.at("2026-12-10T10:00:29+05:00");
        assert_eq!(says(office, "on_publish", &key, "3").await, 403);
        office.at("2026-12-10T10:00:30+05:00");
        assert_eq!(says(office, "on_publish", &key, "3").await, 204);
        assert_eq!(told(office, &session).await["state"], "on_air");
        assert_eq!(says(office, "on_publish_done", &key, "3").await, 204);
        assert_eq!(told(office, &session).await["state"], "interrupted");
    }
);

both_engines!(
    who_is_silent_is_gone_and_who_stays_away_has_ended_it,
    BEGINS,
    async |office| {
        let session = office.session(&Planned::default());
        let key = key(office, &session);
        assert_eq!(says(office, "on_publish", &key, "1").await, 204);
        office.at("2026-12-10T10:10:00+05:00");
        assert_eq!(says(office, "on_update", &key, "1").await, 204);
        office.at("2026-12-10T10:10:29+05:00");
        assert_eq!(tend(office).await, 0);
        office.at("2026-12-10T10:10:45+05:00");
        assert_eq!(tend(office).await, 1);
        let all = interruptions(office, &session);
        assert_eq!(
            all[0].began_at,
            instant("2026-12-10T10:10:00+05:00").into(),
            "since it was heard last"
        );
        // It was away from us alone: it is heard of again.
        assert_eq!(says(office, "on_update", &key, "1").await, 204);
        assert_eq!(told(office, &session).await["state"], "on_air");

        office.at("2026-12-10T11:00:00+05:00");
        assert_eq!(says(office, "on_publish_done", &key, "1").await, 204);
        office.at("2026-12-10T11:29:59+05:00");
        assert_eq!(tend(office).await, 0);
        assert!(on_air(office, &session));
        office.at("2026-12-10T11:45:00+05:00");
        assert_eq!(tend(office).await, 1);
        assert_eq!(tend(office).await, 0);
        let all = broadcasts(office, &session);
        assert_eq!(
            all[0].ended_at,
            Some(instant("2026-12-10T11:30:00+05:00").into()),
            "whenever it was looked at"
        );
        assert_eq!(all[0].ended_by, Some(Stamp::Stream));
        assert_eq!(told(office, &session).await["state"], "between");
        // An interruption of which the desk spoke is not given up by itself.
        let other = office.session(&live());
        begin(office, &other).unwrap();
        interrupt(office, &other, None).unwrap();
        office.at("2026-12-10T13:45:00+05:00");
        assert_eq!(tend(office).await, 0);
        assert!(on_air(office, &other));
    }
);

both_engines!(
    what_comes_early_is_a_trial_until_its_hour,
    "2026-12-10T09:30:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let key = key(office, &session);
        assert_eq!(says(office, "on_publish", &key, "1").await, 204);
        assert!(!on_air(office, &session));
        assert_eq!(told(office, &session).await["state"], "before");
        assert_eq!(
            crate::postponing::stored(office, &session).0.status,
            SessionStatus::Announced
        );
        office.at("2026-12-10T09:49:50+05:00");
        assert_eq!(says(office, "on_update", &key, "1").await, 204);
        assert_eq!(tend(office).await, 0);
        assert!(!on_air(office, &session));
        office.at("2026-12-10T09:50:00+05:00");
        assert_eq!(tend(office).await, 1);
        assert!(on_air(office, &session));
        assert_eq!(
            broadcasts(office, &session)[0].began_at,
            instant("2026-12-10T09:50:00+05:00").into()
        );
    }
);

both_engines!(
    nothing_is_sent_of_what_is_closed_or_over,
    crate::closing::NOW,
    async |office| {
        let session = with_closed_item(office);
        let key = key(office, &session);
        office.at(BEGINS);
        assert_eq!(says(office, "on_publish", &key, "1").await, 204);
        office.at("2026-12-10T10:30:00+05:00");
        closed_part(office, &session, true);
        assert_eq!(told(office, &session).await["state"], "paused");
        assert!(on_air(office, &session), "a pause does not end it");
        assert_eq!(
            says(office, "on_update", &key, "1").await,
            403,
            "nginx cuts it off"
        );
        assert_eq!(says(office, "on_publish_done", &key, "1").await, 204);
        assert_eq!(
            says(office, "on_publish", &key, "2").await,
            403,
            "and lets nobody in"
        );
        office.at("2026-12-10T11:30:00+05:00");
        assert_eq!(tend(office).await, 0, "a pause is no interruption");
        closed_part(office, &session, false);
        office.at("2026-12-10T11:30:10+05:00");
        assert_eq!(says(office, "on_publish", &key, "3").await, 204);
        assert_eq!(told(office, &session).await["state"], "on_air");
        assert!(interruptions(office, &session).is_empty());

        // Who does not come back after a pause is interrupted since its end.
        closed_part(office, &session, true);
        assert_eq!(says(office, "on_publish_done", &key, "3").await, 204);
        office.at("2026-12-10T11:40:00+05:00");
        closed_part(office, &session, false);
        assert_eq!(tend(office).await, 0);
        office.at("2026-12-10T11:41:00+05:00");
        assert_eq!(tend(office).await, 1);
        assert_eq!(
            interruptions(office, &session)[0].began_at,
            instant("2026-12-10T11:40:00+05:00").into()
        );

        end_session(office, &session);
        assert_eq!(
            says(office, "on_publish", &key, "4").await,
            403,
            "the session is over"
        );
        office.letters();
        for status in [SessionStatus::Cancelled, SessionStatus::Draft] {
            let other = office.session(&Planned {
                status,
                ..Planned::default()
            });
            let key = super::key(office, &other);
            assert_eq!(says(office, "on_publish", &key, "1").await, 403, "{status}");
        }
    }
);

#[actix_web::test]
async fn callbacks_are_heard_from_the_media_server_alone() {
    let own = [
        ("OTYRYS__BROADCAST__CALLBACK_FROM", "192.0.2.0/24"),
        ("OTYRYS__BROADCAST__CALLBACK_SECRET", "көпір"),
    ];
    let mode = otyrys::app::Mode::Office;
    let office = Office::open_as(Engine::Sqlite, BEGINS, mode, &own).unwrap();
    let session = office.session(&Planned::default());
    let (name, secret) = key(&office, &session);
    let fields = [
        ("name", name.as_str()),
        ("k", secret.as_str()),
        ("clientid", "1"),
    ];
    for (path, expected) in [
        ("/broadcast/on_publish", 403),
        ("/broadcast/on_publish?secret=other", 403),
        ("/broadcast/on_publish?secret=", 403),
        (
            "/broadcast/on_publish?secret=%D0%BA%D3%A9%D0%BF%D1%96%D1%80",
            204,
        ),
    ] {
        assert_eq!(send(&office, path, &fields, &[]).await, expected, "{path}");
    }
    assert!(on_air(&office, &session));
    office.close().await;

    // By default from this machine, but not through a proxy on it: that speaks for anybody.
    let office = Office::open(Engine::Sqlite, BEGINS).unwrap();
    let session = office.session(&Planned::default());
    let (name, secret) = key(&office, &session);
    let fields = [
        ("name", name.as_str()),
        ("k", secret.as_str()),
        ("clientid", "1"),
    ];
    let path = "/broadcast/on_publish";
    let through = [("x-forwarded-for", "203.0.113.9")];
    assert_eq!(send(&office, path, &fields, &through).await, 403);
    assert_eq!(
        send(
            &office,
            path,
            &fields,
            &[("origin", "https://elsewhere.example")]
        )
        .await,
        403
    );
    assert_eq!(send(&office, path, &fields, &[]).await, 204);
    office.close().await;
}

/// What `MediaMTX` asks in JSON.
async fn asks(office: &Office, action: &str, key: &(String, String), client: &str) -> u16 {
    let asked = serde_json::json!({
        "user": "", "password": "", "token": "", "ip": "192.0.2.7",
        "action": action,
        "path": format!("live/{}", key.0),
        "protocol": "rtmp",
        "id": client,
        "query": format!("k={}", key.1),
    });
    let request = office
        .http
        .post(format!("{}/broadcast/auth", office.url))
        .header("content-type", "application/json")
        .body(asked.to_string());
    request.send().await.unwrap().status().as_u16()
}

both_engines!(
    /// It asks before it lets anybody in, and tells of the rest with the fields that nginx sends.
    another_media_server_asks_in_json,
    BEGINS,
    async |office| {
        let session = office.session(&Planned::default());
        let key = key(office, &session);
        let wrong = (key.0.clone(), "another".to_owned());
        assert_eq!(asks(office, "publish", &wrong, "c1").await, 403);
        assert!(!on_air(office, &session));
        assert_eq!(asks(office, "publish", &key, "c1").await, 204);
        assert!(on_air(office, &session));
        assert_eq!(asks(office, "publish", &key, "c2").await, 403, "a second one");
        for (action, status) in [("read", 204), ("playback", 204), ("api", 403)] {
            assert_eq!(asks(office, action, &wrong, "").await, status, "{action}");
        }
        // Its commands send the path with the name of the application.
        let path = (format!("live/{}", key.0), key.1.clone());
        assert_eq!(says(office, "on_update", &path, "c1").await, 204);
        assert_eq!(says(office, "on_publish_done", &path, "c1").await, 204);
        assert_eq!(told(office, &session).await["state"], "interrupted");
        let broken = office
            .http
            .post(format!("{}/broadcast/auth", office.url))
            .body("{");
        assert_eq!(broken.send().await.unwrap().status().as_u16(), 403);
    }
);
