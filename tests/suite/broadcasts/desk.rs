//! The page of the secretariat, as it clicks through it.

use otyrys::app::Mode;
use otyrys::law::session_course::SessionStatus;

use super::*;
use crate::harness::{Engine, both_engines, value_on};
use crate::results::send;

const VTT: &[u8] = "WEBVTT\n\n00:01.000 --> 00:03.000\nҚайырлы таң!\n".as_bytes();

fn path_of(session: &str) -> String {
    format!("/desk/sessions/{session}/broadcast")
}

both_engines!(
    the_desk_begins_and_ends_it,
    "2026-12-10T08:00:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = secretary(office, &session);
        let path = path_of(&session);
        let overview = office
            .desk(&clerk, &format!("/desk/sessions/{session}"))
            .await
            .body;
        assert!(overview.contains(&path), "{overview}");
        let page = office.desk(&clerk, &path).await.body;
        assert!(
            page.contains("мына уақыттан бастап бастауға болады: 2026 жылғы 10 желтоқсан, 09:00"),
            "{page}"
        );
        assert!(!page.contains("value=\"begin\""), "too soon: {page}");
        let early = office.desk_form(&clerk, &path, &[("act", "begin")]).await;
        assert_eq!(early.status, 409, "{}", early.body);

        office.at(BEGINS);
        let page = office.desk(&clerk, &path).await.body;
        assert!(
            page.contains("Трансляцияны бастау") && page.contains("value=\"begin\""),
            "{page}"
        );
        let done = office.desk_form(&clerk, &path, &[("act", "begin")]).await;
        assert_eq!(
            done.to.as_deref(),
            Some(format!("{path}?done=broadcast-began").as_str()),
            "{}",
            done.body
        );
        let page = office.desk(&clerk, done.to.as_deref().unwrap()).await.body;
        assert!(
            page.contains("Трансляция басталды деп белгіленді."),
            "{page}"
        );
        let running = value_on(&page, "broadcast");
        let here = [("broadcast", running.as_str())];

        // Half of a reason is none: what was typed stays.
        let fields = [here[0], ("act", "interrupt"), ("why-kk", "Жарық сөнді")];
        let again = office.desk_form(&clerk, &path, &fields).await;
        assert_eq!(again.status, 422);
        assert!(
            again.body.contains("Жарық сөнді") && again.body.contains("field-why-ru"),
            "{}",
            again.body
        );
        let fields = [
            fields[0],
            fields[1],
            fields[2],
            ("why-ru", "Отключили свет"),
        ];
        assert_eq!(office.desk_form(&clerk, &path, &fields).await.status, 303);
        // Somebody else did it already.
        let stale = office.desk_form(&clerk, &path, &fields).await;
        assert_eq!(stale.status, 409);
        assert!(
            stale.body.contains("Тікелей эфирде") && stale.body.contains("Үзіліс"),
            "{}",
            stale.body
        );
        assert!(
            stale.body.contains("Отключили свет"),
            "what was typed stays: {}",
            stale.body
        );
        let page = office.desk(&clerk, &path).await.body;
        let broken = value_on(&page, "interruption");
        let now = [
            here[0],
            ("interruption", broken.as_str()),
            ("act", "resume"),
        ];
        assert_eq!(office.desk_form(&clerk, &path, &now).await.status, 303);
        let done = office
            .desk_form(&clerk, &path, &[here[0], ("act", "end")])
            .await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(!on_air(office, &session));
        let page = office.desk(&clerk, &path).await.body;
        assert!(page.contains("Аяқталды, отырыс жалғасып жатыр"), "{page}");
        assert!(
            page.contains("Отключили свет") || page.contains("Жарық сөнді"),
            "why it broke off: {page}"
        );
    }
);

both_engines!(
    why_there_is_none_is_said_in_both_languages,
    BEFORE,
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = secretary(office, &session);
        let (path, page) = (
            format!("{}/impossible", path_of(&session)),
            path_of(&session),
        );
        let half = [("impossible_why-kk", "Арна жоқ"), ("updated", "")];
        let again = office.desk_form(&clerk, &path, &half).await;
        assert_eq!(again.status, 422);
        for field in ["impossible_why-ru", "instead-kk", "instead-ru"] {
            assert!(
                again.body.contains(&format!("href=\"#field-{field}\"")),
                "{field}: {}",
                again.body
            );
        }
        assert!(again.body.contains("Арна жоқ"));
        let whole = [
            ("impossible_why-kk", "Арна жоқ"),
            ("impossible_why-ru", "Нет канала"),
            ("instead-kk", "Телефон арқылы"),
            ("instead-ru", "По телефону"),
            ("updated", ""),
            ("act", "state"),
        ];
        assert_eq!(office.desk_form(&clerk, &path, &whole).await.status, 303);
        let stale = office.desk_form(&clerk, &path, &whole).await;
        assert_eq!(stale.status, 409, "{}", stale.body);
        let shown = office.desk(&clerk, &page).await.body;
        assert!(
            shown.contains("Нет канала") && shown.contains("Бұл мәлімет енді дұрыс емес"),
            "{shown}"
        );
        let seen = value_on(&shown, "updated");
        let back = [("updated", seen.as_str()), ("act", "take_back")];
        assert_eq!(office.desk_form(&clerk, &path, &back).await.status, 303);
        assert_eq!(told(office, &session).await["state"], "before");
    }
);

both_engines!(what_was_is_entered_and_recorded, BEFORE, async |office| {
    let session = office.session(&Planned::default());
    let clerk = secretary(office, &session);
    let path = path_of(&session);
    let page = office.desk(&clerk, &path).await.body;
    assert!(
        !page.contains(&format!("{path}/past")),
        "it was not yet: {page}"
    );
    office.at(AFTER);
    let page = office.desk(&clerk, &path).await.body;
    assert!(page.contains("көрсетілмеген"), "what is owed: {page}");
    let past = format!("{path}/past");
    let fields = [
        ("began_day", "2026-12-10"),
        ("began_time", "10:02"),
        ("ended_day", "2026-12-10"),
        ("ended_time", "жоқ"),
    ];
    let again = office.desk_form(&clerk, &past, &fields).await;
    assert_eq!(again.status, 422);
    assert!(
        again.body.contains("field-ended_time") && again.body.contains("value=\"10:02\""),
        "{}",
        again.body
    );
    let fields = [fields[0], fields[1], fields[2], ("ended_time", "09:00")];
    let again = office.desk_form(&clerk, &past, &fields).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("басталғанынан кейін"), "{}", again.body);
    let fields = [fields[0], fields[1], fields[2], ("ended_time", "12:30")];
    assert_eq!(office.desk_form(&clerk, &past, &fields).await.status, 303);
    let page = office.desk(&clerk, &path).await.body;
    assert!(
        page.contains("12:30") && page.contains("хатшылық кейін енгізді"),
        "{page}"
    );

    let recording = format!("{path}/recording");
    for (url, sha256, field) in [
        ("example.org", "", "recording_url"),
        ("javascript:alert(1)", "", "recording_url"),
        ("https://example.org/a.mp4", "xyz", "recording_sha256"),
        ("", "ab", "recording_sha256"),
    ] {
        let fields = [
            ("recording_url", url),
            ("recording_sha256", sha256),
            ("updated", ""),
        ];
        let again = office.desk_form(&clerk, &recording, &fields).await;
        assert_eq!(again.status, 422, "{url} {sha256}");
        assert!(
            again.body.contains(&format!("href=\"#field-{field}\"")),
            "{}",
            again.body
        );
    }
    let digest = "AB".repeat(32);
    let fields = [
        ("recording_url", "https://example.org/a.mp4"),
        ("recording_sha256", &digest),
        ("updated", ""),
    ];
    assert_eq!(
        office.desk_form(&clerk, &recording, &fields).await.status,
        303
    );
    assert_eq!(
        told(office, &session).await["recording"]["sha256"],
        "ab".repeat(32)
    );
});

both_engines!(
    captions_are_looked_at_before_they_are_taken,
    BEFORE,
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = secretary(office, &session);
        let path = format!("{}/captions", path_of(&session));
        let early = send(
            office,
            &clerk,
            &path,
            &[("language", "kk")],
            Some(("a.vtt", VTT)),
        )
        .await;
        assert_eq!(early.status, 409, "{}", early.body);
        office.at(AFTER);
        let cases: [(&str, &[u8], &str); 7] = [
            ("kk", b"", "field-file"),
            ("", VTT, "field-language"),
            ("kk", b"\xff\xfeW\0E\0", "UTF-8"),
            ("kk", b"1\n00:00:01,000 --> 00:00:02,000\na", "WEBVTT"),
            (
                "kk",
                b"WEBVTT\n\n00:00:01,000 --> 00:00:02,000\na",
                "жазылған: 3",
            ),
            ("kk", b"WEBVTT\n\n00:02.000 --> 00:01.000\na", "керек: 3"),
            ("kk", b"WEBVTT\n\n", "бірде-бір"),
        ];
        for (language, file, says) in cases {
            let again = send(
                office,
                &clerk,
                &path,
                &[("language", language)],
                Some(("a.vtt", file)),
            )
            .await;
            assert_eq!(again.status, 422, "{says}");
            assert!(again.body.contains(says), "{says}: {}", again.body);
        }
        let name = "Отырыс \"1\".txt";
        for content in [VTT, VTT] {
            let done = send(
                office,
                &clerk,
                &path,
                &[("language", "kk")],
                Some((name, content)),
            )
            .await;
            assert_eq!(done.status, 303, "{}", done.body);
        }
        let of = id(&session);
        let standing = read(office, move |connection| store::captions_of(connection, of));
        assert_eq!(standing.len(), 1, "another one takes its place");
        let page = office.desk(&clerk, &path_of(&session)).await.body;
        assert!(page.contains(".vtt"), "{page}");
        let address = format!("/captions/{}.vtt", standing[0].id);
        let answer = office
            .http
            .get(format!("{}{address}", office.url))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.headers()["content-type"], "text/vtt; charset=utf-8");
        assert!(!answer.headers().contains_key("content-disposition"));
        assert_eq!(answer.bytes().await.unwrap(), VTT);
        let remove = format!("{path}/remove");
        assert_eq!(
            office
                .desk_form(&clerk, &remove, &[("language", "kk")])
                .await
                .status,
            303
        );
        assert_eq!(
            office
                .desk_form(&clerk, &remove, &[("language", "kk")])
                .await
                .status,
            409
        );
        assert_eq!(office.get(&address).await.0, 404);
    }
);

#[actix_web::test]
async fn the_key_is_shown_to_whoever_keeps_sessions() {
    let own = [
        ("OTYRYS__BROADCAST__INGEST", "rtmp://live.example.org/live/"),
        (
            "OTYRYS__BROADCAST__PLAYLIST",
            "https://live.example.org/hls/{name}.m3u8",
        ),
    ];
    let office = Office::open_as(
        Engine::Sqlite,
        "2026-12-10T09:30:00+05:00",
        Mode::Office,
        &own,
    )
    .unwrap();
    let session = office.session(&Planned::default());
    let clerk = secretary(&office, &session);
    let path = path_of(&session);
    let page = office.desk(&clerk, &path).await.body;
    assert!(
        page.contains("Кілт жасау") && !page.contains("?k="),
        "{page}"
    );
    assert_eq!(
        office
            .desk_form(&clerk, &format!("{path}/key"), &[])
            .await
            .status,
        303
    );
    let of = id(&session);
    let stream = || read(&office, move |connection| store::stream_of(connection, of)).unwrap();
    let first = stream();
    let (known, _) = crate::postponing::stored(&office, &session);
    let page = office.desk(&clerk, &path).await.body;
    assert!(page.contains(&actions::key_of(&known, &first)), "{page}");
    assert!(page.contains("rtmp://live.example.org/live<"), "{page}");
    assert!(
        page.contains(&format!(
            "https://live.example.org/hls/sess-{}.m3u8",
            known.code
        )),
        "{page}"
    );
    assert!(
        !format!("{first:?}").contains(&first.secret),
        "no log shows it"
    );
    assert_eq!(
        office
            .desk_form(&clerk, &format!("{path}/key"), &[])
            .await
            .status,
        303
    );
    assert_ne!(stream().secret, first.secret);
    for role in [Role::Moderator, Role::Supervisor] {
        let other = office.clerk(role, &session);
        let page = office.desk(&other, &path).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains(&stream().secret), "{role} sees the key");
    }
    // A trial says from when on it is a broadcast.
    let now = office.app.now();
    let comes = office.app.database.write_here(Lane::All, move |work| {
        store::sender_came(work.connection, of, "1", now.into())
    });
    comes.unwrap();
    let page = office.desk(&clerk, &path).await.body;
    assert!(page.contains("09:50"), "{page}");
    office.close().await;

    // Where there is no media server nothing is said of one.
    let office = Office::open(Engine::Sqlite, BEFORE).unwrap();
    let session = office.session(&Planned {
        status: SessionStatus::Draft,
        ..Planned::default()
    });
    let clerk = secretary(&office, &session);
    let page = office.desk(&clerk, &path_of(&session)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(!page.body.contains("Кілт жасау"), "{}", page.body);
    office.close().await;
}

both_engines!(
    /// Revising is over once the session sits; where it can be watched is said all the same.
    the_address_is_announced_while_the_session_sits,
    BEFORE,
    async |office| {
        let session = office.session(&live());
        without_address(office, &session);
        let clerk = secretary(office, &session);
        let path = path_of(&session);
        office.at(BEGINS);
        let page = office.desk(&clerk, &path).await.body;
        assert!(
            page.contains("href=\"#field-broadcast_url\"") && page.contains("Мекенжайды жариялау"),
            "{page}"
        );
        let form = format!("{path}/address");
        let seen = value_on(&page, "session_updated");
        let address = "https://live.example.org/hls/a.m3u8";
        let fields = [
            ("session_updated", seen.as_str()),
            ("broadcast_url", address),
            ("address_why-kk", "Сервер алмастырылды"),
            ("address_why-ru", ""),
        ];
        let again = office.desk_form(&clerk, &form, &fields).await;
        assert_eq!(again.status, 422, "{}", again.body);
        assert!(
            again.body.contains("Сервер алмастырылды") && again.body.contains(address),
            "{}",
            again.body
        );
        let whole = [
            fields[0],
            fields[1],
            fields[2],
            ("address_why-ru", "Заменен сервер"),
        ];
        let wrong = [whole[0], ("broadcast_url", "javascript:alert(1)"), whole[2], whole[3]];
        assert_eq!(office.desk_form(&clerk, &form, &wrong).await.status, 422);
        let done = office.desk_form(&clerk, &form, &whole).await;
        assert_eq!(
            done.to.as_deref(),
            Some(format!("{path}?done=broadcast-address").as_str()),
            "{}",
            done.body
        );
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{session}")).await;
        assert_eq!(json["broadcast_url"], address);
        let (_, history) = office.get(&format!("/ru/sessions/{session}/history")).await;
        assert!(
            history.contains("опубликован адрес трансляции") && history.contains("Заменен сервер"),
            "{history}"
        );
        let journal = office.journal_of("session");
        let (act, said) = journal.last().unwrap();
        assert_eq!(act, "session.broadcast_address");
        assert!(said.contains(address), "{said}");
        // Somebody else was faster: nothing is written, both are shown.
        let stale = office.desk_form(&clerk, &form, &whole).await;
        assert_eq!(stale.status, 409, "{}", stale.body);
        assert_eq!(office.journal_of("session").len(), journal.len());
        // Before it sits its announcement is revised as a whole.
        let other = office.session(&Planned::default());
        let page = office.desk(&clerk, &path_of(&other)).await.body;
        assert!(!page.contains("Мекенжайды жариялау"), "{page}");
        let seen = crate::postponing::stored(office, &other).0.updated_at;
        let seen = seen.utc().timestamp_micros().to_string();
        let fields = [("session_updated", seen.as_str()), whole[1], whole[2], whole[3]];
        let form = format!("{}/address", path_of(&other));
        let refused = office.desk_form(&clerk, &form, &fields).await;
        assert_eq!(refused.status, 409, "{}", refused.body);
        assert_eq!(office.journal_of("session").len(), journal.len());
    }
);

fn without_address(office: &Office, session: &str) {
    let session = id(session);
    act(office, move |work| {
        let none: Option<String> = None;
        diesel::update(sessions::table.find(session))
            .set(sessions::broadcast_url.eq(none))
            .execute(work.connection)
            .map_err(Broken::from)?;
        Ok(())
    })
    .unwrap();
}
