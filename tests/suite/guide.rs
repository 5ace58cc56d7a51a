//! The walk through the demonstration, and its way in by one click, which an office has not.

use otyrys::app::Mode;

use crate::harness::{Engine, Office, both_engines};

const MONDAY: &str = "2026-12-07T09:00:00+05:00";
const ENTER: &str = "/desk/sign-in/demo";

/// What stands between the two.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).expect("a beginning");
    rest.split_once(to).expect("an end").0
}

both_engines!(
    an_office_has_neither_the_walk_nor_its_way_in,
    MONDAY,
    async |office: &Office| {
        for language in ["kk", "ru", "en"] {
            assert_eq!(office.get(&format!("/{language}/demo")).await.0, 404);
        }
        for role in ["system_admin", "secretary", ""] {
            let entered = office.browser();
            let status = entered
                .post("/desk/sign-in", ENTER, &[("role", role)])
                .await
                .status;
            assert_eq!(status, 404, "{role}");
            assert_eq!(entered.cookie("__Host-otyrys"), None, "{role}");
        }
        let sign_in = office.get("/desk/sign-in").await.1;
        assert!(!sign_in.contains(ENTER), "{sign_in}");
    }
);

#[actix_web::test]
async fn in_a_demonstration_without_its_people_nobody_comes_in() {
    let office = Office::open_as(Engine::Sqlite, MONDAY, Mode::Demo, &[]).expect("an office");
    let browser = office.browser();
    for (role, status) in [("secretary", 403), ("nobody", 404), ("", 404)] {
        let answered = browser
            .post("/desk/sign-in", ENTER, &[("role", role)])
            .await
            .status;
        assert_eq!(answered, status, "{role}");
        assert_eq!(browser.cookie("__Host-otyrys"), None);
    }
    // Its sessions are not there either, and the walk says so.
    let (status, walk) = office.get("/en/demo").await;
    assert_eq!(status, 200);
    assert_eq!(
        walk.matches("<li class=\"card flow\">").count(),
        8,
        "{walk}"
    );
    assert!(walk.contains("another time"), "{walk}");
    office.close().await;
}

both_engines!(errors_lead_on, MONDAY, async |office: &Office| {
    let link = regex::Regex::new("href=\"([^\"]+)\"").unwrap();
    for (language, rest) in [
        ("kk", "nothing-here"),
        ("ru", "sessions/1"),
        ("en", "bodies/nobody"),
    ] {
        let path = format!("/{language}/{rest}");
        let (status, page) = office.get(&path).await;
        assert_eq!(status, 404, "{path}");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        assert!(
            page.contains(&format!("<html lang=\"{language}\"")),
            "{path}"
        );
        let main = part(&page, "<main", "</main>");
        assert!(main.contains("role=\"search\""), "{main}");
        let ways: Vec<&str> = link
            .captures_iter(main)
            .map(|one| one.extract::<1>().1[0])
            .collect();
        assert!(ways.len() >= 2, "{main}");
        for way in ways {
            assert_eq!(office.get(way).await.0, 200, "{path}: {way}");
        }
    }
});

both_engines!(
    help_says_what_the_settings_say,
    MONDAY,
    async |office: &Office| {
        for (language, term) in [("kk", "30 күн"), ("ru", "Через 30 дней"), ("en", "30 days")]
        {
            let (status, privacy) = office.get(&format!("/{language}/privacy")).await;
            assert_eq!(status, 200);
            assert!(privacy.contains(term), "{privacy}");
            // Each cookie that a visitor can get is named.
            for cookie in ["language", "view"] {
                assert!(privacy.contains(&format!("<li>{cookie} – ")), "{privacy}");
            }
            let foot = part(&privacy, "<footer", "</footer>");
            for way in ["help", "subscribe", "accessibility", "privacy"] {
                let way = format!("/{language}/{way}");
                assert!(foot.contains(&format!("href=\"{way}\"")), "{foot}");
                assert_eq!(office.get(&way).await.0, 200, "{way}");
            }
        }
    }
);
