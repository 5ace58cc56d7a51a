//! What visitors and programs are told, in three languages; what a page may load from elsewhere.

use otyrys::law::session_course::{Access, SessionStatus};
use regex::Regex;

use super::*;
use crate::harness::both_engines;

const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

pub async fn page(office: &Office, language: &str, session: &str) -> (String, String) {
    let url = format!("{}/{language}/sessions/{session}/live", office.url);
    let answer = office.http.get(url).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    (answer.text().await.unwrap(), policy)
}

/// Each language says this, on the page and in the part of it that is asked for again and again; the state is this one.
async fn says(office: &Office, session: &str, expected: &str, words: [&str; 3]) {
    for (language, words) in LANGUAGES.into_iter().zip(words) {
        let (page, _) = page(office, language, session).await;
        assert!(page.contains(words), "{language} {expected}: {page}");
        assert!(
            page.contains(&format!("data-state=\"{expected}\"")),
            "{language} {expected}: {page}"
        );
        let path = format!("/{language}/sessions/{session}/live/stage");
        let (answered, stage) = office.get(&path).await;
        assert_eq!(answered, 200);
        assert!(
            stage.starts_with("<section") && stage.contains(words),
            "{stage}"
        );
    }
    assert_eq!(told(office, session).await["state"], expected);
}

both_engines!(
    the_page_says_how_the_broadcast_stands,
    "2026-12-09T09:00:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let soon = [
            "Трансляция басталады: 2026 жылғы 10 желтоқсан, 10:00.",
            "Трансляция начнется: 10 декабря 2026 года, 10:00.",
            "The broadcast starts at: 10 December 2026, 10:00.",
        ];
        says(office, &session, "before", soon).await;
        office.at("2026-12-10T10:05:00+05:00");
        let late = ["әлі басталған жоқ", "еще не началась", "has not begun yet"];
        says(office, &session, "before", late).await;
        begin(office, &session).unwrap();
        let on_air = [
            "Тікелей эфирде",
            "В эфире",
            "The broadcast began at: 10 December 2026, 10:05.",
        ];
        says(office, &session, "on_air", on_air).await;
        interrupt(
            office,
            &session,
            Some(Multilingual::new("Жарық сөнді", "Отключили свет")),
        )
        .unwrap();
        let broken = [
            "Жарық сөнді",
            "Отключили свет",
            "interrupted for technical reasons",
        ];
        says(office, &session, "interrupted", broken).await;
        office.at("2026-12-10T10:15:00+05:00");
        resume(office, &session).unwrap();
        office.at("2026-12-10T11:00:00+05:00");
        end(office, &session).unwrap();
        let between = [
            "Отырыс әлі аяқталған жоқ",
            "Заседание еще не завершено",
            "The session is not over yet",
        ];
        says(office, &session, "between", between).await;
        end_session(office, &session);
        let over = [
            "жазбасы әлі орналастырылған жоқ",
            "Запись трансляции еще не размещена",
            "The recording is not published yet",
        ];
        says(office, &session, "over", over).await;
        let (shown, _) = page(office, "en", &session).await;
        assert!(
            shown.contains("10 December 2026, 10:05") && shown.contains("10:15"),
            "its times: {shown}"
        );
        record(
            office,
            &session,
            Some(("https://example.org/a.mp4", Some(&"ab".repeat(32)))),
        )
        .unwrap();
        let recorded = ["Трансляция жазбасы", "Запись трансляции", "Recording"];
        says(office, &session, "over", recorded).await;
        let (shown, _) = page(office, "kk", &session).await;
        assert!(
            shown.contains(&"ab".repeat(32)) && shown.contains("preload=\"none\""),
            "{shown}"
        );
        let (status, announcement) = office.get(&format!("/kk/sessions/{session}")).await;
        assert_eq!(status, 200);
        assert!(
            announcement.contains(&format!("/kk/sessions/{session}/live")),
            "{announcement}"
        );
    }
);

both_engines!(the_page_says_why_there_is_none, BEFORE, async |office| {
    let session = office.session(&Planned::default());
    explain(office, &session).unwrap();
    let why = [
        "Телефон арқылы тыңдау: 8 7172 00-00-00",
        "Слушать по телефону: 8 7172 00-00-00",
        "technically impossible",
    ];
    says(office, &session, "impossible", why).await;
    let (_, announcement) = office.get(&format!("/ru/sessions/{session}")).await;
    assert!(
        announcement.contains("Поврежден канал связи"),
        "{announcement}"
    );
    office.at(AFTER);
    says(office, &session, "impossible", why).await;

    let missing = office.session(&Planned::default());
    let nothing = [
        "мәлімет орналастырылмаған",
        "Не размещено сведений",
        "Nothing is published",
    ];
    says(office, &missing, "missing", nothing).await;
    let none = ["трансляцияланбайды", "не транслируется", "is not broadcast"];
    let cancelled = office.session(&Planned {
        status: SessionStatus::Cancelled,
        ..Planned::default()
    });
    says(office, &cancelled, "cancelled", none).await;
    let closed = office.session(&Planned {
        access: Access::Closed,
        ..Planned::default()
    });
    says(office, &closed, "closed", none).await;
    let draft = office.session(&Planned {
        status: SessionStatus::Draft,
        ..Planned::default()
    });
    for below in ["live", "live/stage"] {
        assert_eq!(
            office.get(&format!("/kk/sessions/{draft}/{below}")).await.0,
            404
        );
    }
});

both_engines!(
    a_closed_item_has_a_slate_with_its_ground,
    crate::closing::NOW,
    async |office| {
        let session = with_closed_item(office);
        announced_at(office, &session, "https://live.example.kz/hls/a.m3u8");
        office.at(BEGINS);
        begin(office, &session).unwrap();
        let (open, _) = page(office, "kk", &session).await;
        assert!(
            open.contains("data-stream=\"https://live.example.kz/hls/a.m3u8\""),
            "{open}"
        );
        closed_part(office, &session, true);
        let slate = [
            "коммерциялық құпия",
            "коммерческая тайна",
            "commercial secret",
        ];
        says(office, &session, "paused", slate).await;
        let (paused, _) = page(office, "kk", &session).await;
        assert!(
            !paused.contains("data-stream") && !paused.contains("a.m3u8"),
            "{paused}"
        );
        closed_part(office, &session, false);
        let (open, _) = page(office, "kk", &session).await;
        assert!(open.contains("data-stream"), "{open}");
        office.letters();
    }
);

both_engines!(
    nothing_is_loaded_from_elsewhere_before_it_is_wanted,
    BEGINS,
    async |office| {
        let session = office.session(&live());
        begin(office, &session).unwrap();
        // What browsers load by themselves.
        let loads = Regex::new(r#"(?:<script[^>]* src|<link rel="(?:stylesheet|icon|preload)"[^>]* href|<img[^>]* src|<iframe[^>]* src|<source[^>]* src|<track[^>]* src| poster)="(https?:)?//"#).unwrap();
        for (address, media, frames) in [
            ("https://example.org/live", "", ""),
            (
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "",
                "https://www.youtube-nocookie.com",
            ),
            (
                "https://live.example.kz:8443/hls/a.m3u8",
                "https://live.example.kz:8443",
                "",
            ),
            (
                "https://live.example.kz/a.mp4",
                "https://live.example.kz",
                "",
            ),
        ] {
            announced_at(office, &session, address);
            let (shown, policy) = page(office, "ru", &session).await;
            assert!(
                shown.contains(&format!("href=\"{}\"", address.replace('&', "&amp;"))),
                "a plain link: {shown}"
            );
            let by_itself: Vec<&str> = loads
                .find_iter(&shown)
                .map(|found| found.as_str())
                .filter(|found| !found.starts_with("<source"))
                .collect();
            assert!(by_itself.is_empty(), "{by_itself:?}");
            // A source stands in a video that loads nothing before it is played.
            for video in shown.split("<video").skip(1) {
                let tag = video.split('>').next().unwrap();
                let sourced = video.split("</video>").next().unwrap().contains("<source");
                assert!(!sourced || tag.contains("preload=\"none\""), "{video}");
            }
            let directive = |name: &str| {
                let mut all = policy.split(';').map(str::trim);
                all.find(|one| one.starts_with(&format!("{name} ")))
                    .unwrap_or_default()
                    .to_owned()
            };
            assert_eq!(
                directive("frame-src"),
                if frames.is_empty() {
                    String::new()
                } else {
                    format!("frame-src {frames}")
                }
            );
            let expected = if media.is_empty() {
                String::new()
            } else {
                format!("media-src 'self' blob: {media}")
            };
            assert_eq!(directive("media-src"), expected, "{address}");
            let expected = if media.is_empty() {
                String::new()
            } else {
                format!("connect-src 'self' {media}")
            };
            assert_eq!(directive("connect-src"), expected);
            assert!(
                policy.starts_with("default-src 'self'; script-src 'self';"),
                "{policy}"
            );
            assert!(!policy.contains("unsafe"), "{policy}");
        }
        let (_, other) = page(office, "ru", &session).await;
        let (_, announcement) = office.get(&format!("/ru/sessions/{session}")).await;
        drop((other, announcement));
        // Other pages may load nothing.
        let answer = office
            .http
            .get(format!("{}/ru/sessions/{session}", office.url))
            .send()
            .await
            .unwrap();
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(
            !policy.contains("media-src") && !policy.contains("frame-src"),
            "{policy}"
        );
    }
);

both_engines!(
    a_page_from_memory_has_its_policy_too,
    BEGINS,
    async |office| {
        let session = office.session(&live());
        announced_at(office, &session, "https://live.example.kz/hls/a.m3u8");
        begin(office, &session).unwrap();
        let (first, policy) = page(office, "kk", &session).await;
        let (second, again) = page(office, "kk", &session).await;
        assert_eq!((first, &policy), (second, &again));
        let url = format!("{}/kk/sessions/{session}/live", office.url);
        let tag = office.http.get(&url).send().await.unwrap().headers()["etag"].clone();
        let unchanged = office
            .http
            .get(&url)
            .header("if-none-match", tag)
            .send()
            .await
            .unwrap();
        assert_eq!(unchanged.status().as_u16(), 304);
        assert_eq!(
            unchanged.headers()["content-security-policy"],
            policy.as_str()
        );
        // What happens is on it at once.
        interrupt(office, &session, None).unwrap();
        let (third, _) = page(office, "kk", &session).await;
        assert!(third.contains("data-state=\"interrupted\""), "{third}");
    }
);

both_engines!(
    a_session_with_a_break_has_a_broadcast_for_each_sitting,
    crate::times::NOW,
    async |office| {
        let session = office.session(&Planned::default());
        office.at(crate::times::SITS);
        begin(office, &session).unwrap();
        crate::times::adjourn(office, &session, crate::times::until_friday()).unwrap();
        office.at("2026-12-10T13:00:00+05:00");
        end(office, &session).unwrap();
        office.at("2026-12-10T18:00:00+05:00");
        let between = [
            "Трансляция аяқталған уақыт",
            "Трансляция завершена",
            "The broadcast ended at",
        ];
        says(office, &session, "between", between).await;
        let (shown, _) = page(office, "en", &session).await;
        assert!(
            shown.contains("11 December 2026, 15:00"),
            "when it goes on: {shown}"
        );
        office.at("2026-12-11T15:00:00+05:00");
        begin(office, &session).unwrap();
        assert_eq!(broadcasts(office, &session).len(), 2);
        says(
            office,
            &session,
            "on_air",
            [
                "11 желтоқсан, 15:00",
                "11 декабря 2026 года, 15:00",
                "11 December 2026, 15:00",
            ],
        )
        .await;
        office.letters();
    }
);

both_engines!(
    in_an_emergency_the_page_says_so,
    crate::emergencies::NOW,
    async |office| {
        let session = office.session(&Planned::default());
        crate::emergencies::declare(office, crate::emergencies::everywhere("а"));
        for (language, basis) in [
            ("kk", "Үкімет қаулысы № 12"),
            ("ru", "Постановление Правительства № 12"),
        ] {
            let (shown, _) = page(office, language, &session).await;
            assert!(shown.contains(basis), "{shown}");
        }
        office.letters();
    }
);

both_engines!(
    /// What stands beside a refusal leads to our own page, which says how the broadcast stands; programs get the address.
    whoever_cannot_apply_is_led_to_the_page_of_the_broadcast,
    "2026-12-09T09:00:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let live = format!("href=\"/ru/sessions/{session}/live\"");
        for path in ["/apply", ""] {
            let (_, page) = office.get(&format!("/ru/sessions/{session}{path}")).await;
            let cut: Vec<&str> = page.split("Прием заявок на очное участие завершен").collect();
            assert_eq!(cut.len(), 2, "{page}");
            let watch = cut[1].split("Смотреть трансляцию").next().unwrap();
            assert!(watch.contains(&live), "{path}: {watch}");
            assert!(!watch.contains("example.org/live"), "{path}: {watch}");
        }
        let (status, refused) = office.apply(&session, "Кешіккен").await;
        assert_eq!(status, 409);
        assert_eq!(refused["broadcast_url"], "https://example.org/live", "{refused}");
    }
);
