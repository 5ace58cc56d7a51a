//! Public pages of sessions and bodies.

use otyrys::law::session_course::{Access, Format, SessionStatus};

use crate::harness::{Planned, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// The title of the session that the harness plans, in Russian.
const TITLE: &str = "Заседание коллегии: водное хозяйство";

fn with_status(status: SessionStatus) -> Planned {
    Planned {
        status,
        ..Planned::default()
    }
}

both_engines!(the_list_shows_what_is_coming, NOW, async |office| {
    let (_, empty) = office.get("/ru/").await;
    assert!(empty.contains("пока не объявлены"), "says what to do");
    let coming = office.session(&Planned::default());
    let held = office.session(&Planned {
        starts: "2026-12-01T10:00:00",
        ..Planned::default()
    });
    let draft = office.session(&with_status(SessionStatus::Draft));
    let (status, page) = office.get("/ru/").await;
    assert_eq!(status, 200);
    assert!(page.contains(&format!("/ru/sessions/{coming}\"")) && page.contains(TITLE));
    assert!(!page.contains(&held), "what is held is not coming");
    assert!(!page.contains(&draft), "drafts are nobody's business");
    let (_, past) = office.get("/ru/?from=2026-11-30&to=2026-12-06").await;
    assert!(past.contains(&held) && !past.contains(&coming));
    let (_, found) = office.get("/ru/?q=водное").await;
    assert!(found.contains(&coming) && !found.contains(&held) && !found.contains(&draft));
    let (_, nothing) = office.get("/ru/?q=дирижабль").await;
    assert!(!nothing.contains("/ru/sessions/") && nothing.contains("не найдено"));
});

both_engines!(
    today_and_tomorrow_move_on_at_midnight,
    "2026-12-09T23:59:59+05:00",
    async |office| {
        office.session(&Planned::default());
        let (_, page) = office.get("/en/").await;
        assert!(page.contains("Tomorrow") && !page.contains("Today"));
        office.at("2026-12-10T00:00:00+05:00");
        let (_, page) = office.get("/en/").await;
        assert!(page.contains("Today") && !page.contains("Tomorrow"));
    }
);

both_engines!(filters_that_mean_nothing_are_named, NOW, async |office| {
    office.session(&Planned::default());
    let (_, page) = office
        .get("/en/?q=water&body=nobody&region=1&format=telepathic&from=2026-02-30&to=yesterday")
        .await;
    for field in ["body", "region", "format", "from", "to"] {
        assert!(
            page.contains(&format!("href=\"#field-{field}\"")),
            "{field}"
        );
        assert!(page.contains(&format!("id=\"fault-{field}\"")), "{field}");
    }
    assert!(page.contains("value=\"water\""), "nothing typed is lost");
    assert!(page.contains("<title>Error: "));
    assert_eq!(office.get("/en/?page=nonsense").await.0, 404);
});

both_engines!(
    a_form_with_empty_fields_leads_to_a_short_address,
    NOW,
    async |office| {
        let address = format!("{}/kk/?q=&body=&region=710000000&from=", office.url);
        let answer = office.http.get(address).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        assert_eq!(answer.headers()["location"], "/kk/?region=710000000");
    }
);

both_engines!(the_announcement_says_it_all, NOW, async |office| {
    let session = office.session(&Planned::default());
    let (status, page) = office.get(&format!("/ru/sessions/{session}")).await;
    assert_eq!(status, 200);
    for said in [
        TITLE,
        "Министерство испытаний",
        "10 декабря 2026 года",
        "четверг, 10:00",
        "время Астаны (UTC+5)",
        "Смешанный",
        "зал 4",
        "О водосбережении",
        "Главный эксперт",
        "href=\"tel:+77172000000\"",
        "href=\"mailto:saule@example.org\"",
        "Свободных мест: 20",
        "24:00 8 декабря 2026 года",
        "пункт 9 Правил",
        "пункт 14 Правил",
        "href=\"https://example.org/live\"",
        &format!("/sessions/{session}.ics?lang=ru"),
        &format!("/ru/sessions/{session}/apply"),
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert_eq!(page.matches("<h1").count(), 1);
    let (_, english) = office.get(&format!("/en/sessions/{session}")).await;
    assert!(
        english.contains(&format!("<span lang=\"ru\">{TITLE}</span>")),
        "words in another language are marked"
    );
});

both_engines!(
    the_announcement_says_why_not_and_what_to_do,
    NOW,
    async |office| {
        let online = office.session(&Planned {
            format: Format::Online,
            ..Planned::default()
        });
        let cancelled = office.session(&with_status(SessionStatus::Cancelled));
        let closed = office.session(&Planned {
            access: Access::Closed,
            ..Planned::default()
        });
        let page = async |id: &str| office.get(&format!("/en/sessions/{id}")).await.1;
        assert!(page(&online).await.contains("online only"));
        assert!(page(&cancelled).await.contains("will not take place"));
        assert!(page(&closed).await.contains("held closed"));
        for id in [&online, &cancelled, &closed] {
            assert!(!page(id).await.contains("/apply\""), "no button to press");
        }
        let open = office.session(&Planned::default());
        assert!(page(&open).await.contains("/apply\""));
        office.at("2026-12-09T00:00:00+05:00");
        let after = page(&open).await;
        assert!(!after.contains("/apply\"") && after.contains("You can watch"));
    }
);

both_engines!(a_full_hall_refuses_nobody, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 1,
        ..Planned::default()
    });
    for name in ["Ахметова", "Бектұров"] {
        assert_eq!(office.apply(&session, name).await.0, 201);
    }
    let (_, page) = office.get(&format!("/en/sessions/{session}")).await;
    assert!(page.contains("On it now: 1"), "how many wait");
    assert!(page.contains("/apply\""), "¶ 10: the next one may apply");
    office.letters();
});

both_engines!(what_is_not_public_is_not_there, NOW, async |office| {
    let draft = office.session(&with_status(SessionStatus::Draft));
    for path in [
        format!("/kk/sessions/{draft}"),
        "/kk/sessions/01993f00-0000-7000-8000-000000000000".to_owned(),
        "/kk/sessions/1".to_owned(),
        "/kk/bodies/nobody".to_owned(),
        "/kk/calendar/2026-13".to_owned(),
        "/de/".to_owned(),
    ] {
        assert_eq!(office.get(&path).await.0, 404, "{path}");
    }
});

both_engines!(the_month_leads_to_its_sessions, NOW, async |office| {
    let sessions: Vec<String> = (0..4)
        .map(|_| office.session(&Planned::default()))
        .collect();
    let (_, page) = office.get("/kk/calendar/2026-12").await;
    let shown = sessions.iter().filter(|id| page.contains(*id)).count();
    assert_eq!(shown, 3, "the first three of a day");
    assert!(page.contains("/kk/?from=2026-12-10&amp;to=2026-12-10"));
    assert!(page.contains("Тәуелсіздік күні"), "holidays are named");
    let (status, _) = office.get("/kk/calendar/2031-01").await;
    assert_eq!(status, 200, "a year without calendar data has a page");
    let to = office.http.get(format!("{}/kk/calendar", office.url));
    let to = to.send().await.unwrap();
    assert_eq!(to.headers()["location"], "/kk/calendar/2026-12");
});

both_engines!(a_body_shows_its_sessions, NOW, async |office| {
    let session = office.session(&Planned::default());
    let (_, list) = office.get("/ru/bodies").await;
    assert!(list.contains("href=\"/ru/bodies/test-ministry\""));
    let (status, page) = office.get("/ru/bodies/test-ministry").await;
    assert_eq!(status, 200);
    assert!(page.contains(&session) && page.contains("18:30") && page.contains("пункт 1 Правил"));
});

both_engines!(
    switching_the_language_keeps_the_page_and_is_remembered,
    NOW,
    async |office| {
        let (_, page) = office.get("/kk/?format=online").await;
        assert!(page.contains("href=\"/ru/?format=online\""));
        let visit = async |from: &str| {
            let request = office.http.get(format!("{}/ru/bodies", office.url));
            let answer = request.header("referer", from).send().await.unwrap();
            answer
                .headers()
                .get("set-cookie")
                .map(|cookie| cookie.to_str().unwrap().to_owned())
        };
        let remembered = visit(&format!("{}/kk/bodies", office.url)).await.unwrap();
        assert!(remembered.starts_with("language=ru;"), "{remembered}");
        assert_eq!(visit(&format!("{}/ru/", office.url)).await, None);
        assert_eq!(visit("https://elsewhere.example/kk/").await, None);
        let root = office.http.get(format!("{}/", office.url));
        let root = root
            .header("cookie", "language=ru")
            .header("accept-language", "kk");
        assert_eq!(root.send().await.unwrap().headers()["location"], "/ru/");
    }
);

both_engines!(
    a_form_of_a_page_without_referrer_is_our_own,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let send = async |site: &str| {
            let path = format!("{}/kk/sessions/{session}/apply", office.url);
            let request = office.http.post(path).header("origin", "null");
            let request = request.header("sec-fetch-site", site).body("surname=x");
            request.send().await.unwrap().status().as_u16()
        };
        assert_eq!(send("same-origin").await, 422, "read, and found wanting");
        assert_eq!(send("cross-site").await, 403);
    }
);
