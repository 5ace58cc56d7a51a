//! Signing in at the desk: password, second factor, codes for paper, waiting, ends.

use otyrys::app::Mode;
use otyrys::staff::actions::Roles;
use otyrys::web::desk::Role;

use crate::harness::{
    Browser, Engine, Office, PASSWORD, Planned, both_engines, code_of, recovery_codes_on, value_on,
};

const MORNING: &str = "2026-12-07T09:00:00+05:00";
const COOKIE: &str = "__Host-otyrys";
const ACCOUNT: &str = "/desk/account";
const SIGN_IN: &str = "/desk/sign-in";
const CODE: &str = "/desk/sign-in/code";
const GUARD: &str = "guard@example.org";

/// A guard, who needs no second factor, with the usual password and signed in.
async fn guard(office: &Office) -> Browser<'_> {
    let session = office.session(&Planned::default());
    let body = office.body_of(&session);
    let roles = Roles {
        office: None,
        bodies: vec![(body, Role::Guard)],
    };
    let (_, link) = office.invite(GUARD, roles);
    let browser = office.browser();
    let done = browser.set_up(&link).await;
    assert_eq!(
        (done.status, done.to.as_deref()),
        (303, Some("/desk")),
        "{}",
        done.body
    );
    browser
}

fn minutes_later(office: &Office, minutes: i64) {
    office
        .hands
        .set(office.app.now() + chrono::TimeDelta::minutes(minutes));
}

fn seconds_later(office: &Office, seconds: i64) {
    office
        .hands
        .set(office.app.now() + chrono::TimeDelta::seconds(seconds));
}

both_engines!(
    an_administrator_comes_in_by_link_password_and_second_factor,
    MORNING,
    async |office| {
        let (_, link) = office.invite("admin@example.org", Office::of_office(Role::SystemAdmin));
        let browser = office.browser();
        let page = browser.get(&link).await;
        assert_eq!(page.status, 200, "looking does not use the link up");
        assert!(page.body.contains("admin@example.org"));
        let chosen = browser.set_up(&link).await;
        assert_eq!(
            chosen.to.as_deref(),
            Some("/desk/sign-in/second-factor?next=%2Fdesk")
        );
        let half = browser.cookie(COOKIE).expect("half a sign-in");
        assert_eq!(
            browser.get(ACCOUNT).await.status,
            303,
            "nobody is in before the second factor"
        );
        assert_eq!(
            office.browser().get(&link).await.status,
            404,
            "the link opens once"
        );

        let path = "/desk/sign-in/second-factor";
        let shown = browser.get(path).await;
        assert!(shown.body.contains("class=\"qr\""), "the code to scan");
        let wrong = browser
            .post(
                path,
                path,
                &[
                    ("secret", &value_on(&shown.body, "secret")),
                    ("code", "000000"),
                ],
            )
            .await;
        assert_eq!(wrong.status, 422);
        assert_eq!(
            value_on(&wrong.body, "secret"),
            value_on(&shown.body, "secret"),
            "the telephone has it already"
        );
        let (secret, codes) = browser.enrol().await;
        assert_eq!(codes.len(), 10);
        assert_ne!(
            browser.cookie(COOKIE).expect("a sign-in"),
            half,
            "a new secret at each stage"
        );
        assert_eq!(browser.get(ACCOUNT).await.status, 200);
        assert_eq!(
            browser.cookie("language").as_deref(),
            Some("ru"),
            "the language of the person"
        );
        let stolen = office.browser();
        stolen.take_cookie(COOKIE, &half);
        assert_eq!(
            stolen.get(ACCOUNT).await.status,
            303,
            "the secret of the first half is void"
        );

        let out = browser.send_form(ACCOUNT, "/desk/sign-out", &[]).await;
        assert_eq!(
            (out.to.as_deref(), browser.cookie(COOKIE)),
            (Some(SIGN_IN), None)
        );

        let begun = browser.sign_in(" Admin@Example.org ", PASSWORD).await;
        assert_eq!(
            begun.to.as_deref(),
            Some("/desk/sign-in/code?next=%2Fdesk"),
            "{}",
            begun.body
        );
        let used = code_of(&secret, office.app.now());
        let replayed = browser.post(CODE, CODE, &[("code", &used)]).await;
        assert_eq!(replayed.status, 422, "a code is taken once");
        assert_eq!(browser.get(ACCOUNT).await.status, 303);
        seconds_later(office, 30);
        let fresh = code_of(&secret, office.app.now());
        let inside = browser
            .post(CODE, CODE, &[("code", &fresh), ("next", "/desk/staff?x=1")])
            .await;
        assert_eq!(
            (inside.status, inside.to.as_deref()),
            (303, Some("/desk/staff?x=1")),
            "{}",
            inside.body
        );
        assert_eq!(browser.get("/desk/staff").await.status, 200);

        let on_paper = codes.first().expect("a code").to_uppercase();
        for status in [303, 422] {
            let other = office.browser();
            other.sign_in("admin@example.org", PASSWORD).await;
            let answer = other.post(CODE, CODE, &[("recovery", &on_paper)]).await;
            assert_eq!(answer.status, status, "a code on paper opens once");
        }
    }
);

both_engines!(
    one_without_compulsion_may_set_a_second_factor_up_and_take_it_away,
    MORNING,
    async |office| {
        let browser = guard(office).await;
        let path = "/desk/account/second-factor";
        let shown = browser.get(path).await;
        let secret = value_on(&shown.body, "secret");
        let code = code_of(&secret, office.app.now());
        let fields = [
            ("secret", secret.as_str()),
            ("code", code.as_str()),
            ("password", "wrong"),
        ];
        let refused = browser.send_form(path, path, &fields).await;
        assert_eq!(refused.status, 422, "the password is asked for");
        let fields = [
            ("secret", secret.as_str()),
            ("code", code.as_str()),
            ("password", PASSWORD),
        ];
        let set = browser.send_form(path, path, &fields).await;
        assert_eq!(
            (set.status, recovery_codes_on(&set.body).len()),
            (200, 10),
            "{}",
            set.body
        );
        let other = office.browser();
        assert!(
            other
                .sign_in(GUARD, PASSWORD)
                .await
                .to
                .expect("on")
                .starts_with(CODE)
        );

        let again = browser
            .send_form(
                ACCOUNT,
                "/desk/account/recovery-codes",
                &[("password_codes", PASSWORD)],
            )
            .await;
        let anew = recovery_codes_on(&again.body);
        let old = recovery_codes_on(&set.body);
        assert!(anew.len() == 10 && anew != old);
        assert_eq!(
            other
                .post(CODE, CODE, &[("recovery", &old[0])])
                .await
                .status,
            422
        );
        let remove = "/desk/account/second-factor/remove";
        let removed = browser
            .send_form(ACCOUNT, remove, &[("password_remove", PASSWORD)])
            .await;
        assert_eq!(
            removed.to.as_deref(),
            Some("/desk/account?done=factor-removed"),
            "{}",
            removed.body
        );
        assert_eq!(
            office
                .browser()
                .sign_in(GUARD, PASSWORD)
                .await
                .to
                .as_deref(),
            Some("/desk")
        );
    }
);

both_engines!(
    whether_an_account_is_there_is_not_told,
    MORNING,
    async |office| {
        guard(office).await;
        let (_, _) = office.invite("invited@example.org", Office::of_office(Role::Supervisor));
        let mut answers = Vec::new();
        for email in [GUARD, "invited@example.org", "nobody@example.org"] {
            for _ in 0..5 {
                let answer = office.browser().sign_in(email, "wrong password").await;
                assert_eq!(answer.status, 422);
                answers.push(answer.body.replace(email, "…"));
            }
            let waits = office.browser().sign_in(email, "wrong password").await;
            assert_eq!(waits.status, 429);
            assert_eq!(waits.headers["retry-after"], "61");
            assert!(waits.body.contains(email), "what was typed is kept");
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:#?}");
    }
);

both_engines!(
    who_fails_has_to_wait_and_longer_each_time,
    MORNING,
    async |office| {
        guard(office).await;
        for _ in 0..5 {
            assert_eq!(office.browser().sign_in(GUARD, "wrong").await.status, 422);
        }
        assert_eq!(
            office.browser().sign_in(GUARD, PASSWORD).await.status,
            429,
            "the right one waits too"
        );
        minutes_later(office, 1);
        assert_eq!(office.browser().sign_in(GUARD, "wrong").await.status, 422);
        minutes_later(office, 1);
        assert_eq!(
            office.browser().sign_in(GUARD, PASSWORD).await.status,
            429,
            "two minutes now"
        );
        minutes_later(office, 1);
        assert_eq!(office.browser().sign_in(GUARD, PASSWORD).await.status, 303);
        for _ in 0..4 {
            assert_eq!(
                office.browser().sign_in(GUARD, "wrong").await.status,
                422,
                "forgotten with success"
            );
        }
        minutes_later(office, 16);
        assert_eq!(office.browser().sign_in(GUARD, "wrong").await.status, 422);
        assert_eq!(
            office.browser().sign_in(GUARD, PASSWORD).await.status,
            303,
            "forgotten with time"
        );
    }
);

both_engines!(an_address_has_to_wait_too, MORNING, async |office| {
    guard(office).await;
    for number in 0..20 {
        let email = format!("nobody-{number}@example.org");
        assert_eq!(office.browser().sign_in(&email, "wrong").await.status, 422);
    }
    assert_eq!(office.browser().sign_in(GUARD, PASSWORD).await.status, 429);
});

both_engines!(what_is_right_makes_nobody_wait, MORNING, async |office| {
    let (_, link) = office.invite("admin@example.org", Office::of_office(Role::SystemAdmin));
    let browser = office.browser();
    browser.set_up(&link).await;
    let (secret, _) = browser.enrol().await;
    guard(office).await;
    let wrong = async |email: &str, times: usize| {
        for _ in 0..times {
            assert_eq!(office.browser().sign_in(email, "wrong").await.status, 422);
        }
    };
    wrong("admin@example.org", 5).await;
    for number in 0..15 {
        wrong(&format!("nobody-{number}@example.org"), 1).await;
    }
    assert_eq!(office.browser().sign_in(GUARD, PASSWORD).await.status, 429);
    minutes_later(office, 1);
    for _ in 0..3 {
        let inside = office.browser().sign_in(GUARD, PASSWORD).await;
        assert_eq!(inside.status, 303, "neighbours come in, one after another");
    }
    let other = office.browser();
    let begun = other.sign_in("admin@example.org", PASSWORD).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let code = code_of(&secret, office.app.now());
    let inside = other.post(CODE, CODE, &[("code", &code)]).await;
    assert_eq!(
        inside.status, 303,
        "the password does not count against its code"
    );
    assert_eq!(other.get(ACCOUNT).await.status, 200);
    wrong("nobody@example.org", 1).await;
    let waits = office.browser().sign_in(GUARD, PASSWORD).await;
    assert_eq!(
        (waits.status, waits.headers["retry-after"].to_str().unwrap()),
        (429, "121"),
        "what was wrong is still known"
    );
    minutes_later(office, 14);
    assert_eq!(office.browser().sign_in(GUARD, PASSWORD).await.status, 303);
    minutes_later(office, 4);
    wrong("nobody-else@example.org", 1).await;
    let inside = office.browser().sign_in(GUARD, PASSWORD).await;
    assert_eq!(inside.status, 303, "what is right keeps nothing remembered");
});

both_engines!(
    half_a_sign_in_outlives_the_longest_wait,
    MORNING,
    async |office| {
        let (_, link) = office.invite("admin@example.org", Office::of_office(Role::SystemAdmin));
        let browser = office.browser();
        browser.set_up(&link).await;
        let (secret, _) = browser.enrol().await;
        let other = office.browser();
        other.sign_in("admin@example.org", PASSWORD).await;
        minutes_later(office, 31);
        let code = code_of(&secret, office.app.now());
        let inside = other.post(CODE, CODE, &[("code", &code)]).await;
        assert_eq!(inside.to.as_deref(), Some("/desk"), "{}", inside.body);
    }
);

both_engines!(
    many_attempts_at_once_are_looked_at_no_more_often,
    MORNING,
    async |office| {
        guard(office).await;
        let browsers: Vec<_> = (0..40).map(|_| office.browser()).collect();
        let attempts = browsers
            .iter()
            .map(|browser| browser.sign_in(GUARD, "wrong"));
        let answers = futures_util::future::join_all(attempts).await;
        let looked_at = answers.iter().filter(|answer| answer.status == 422).count();
        let waiting = answers.iter().filter(|answer| answer.status == 429).count();
        assert_eq!((looked_at, waiting), (5, 35));
    }
);

both_engines!(codes_cannot_be_guessed_either, MORNING, async |office| {
    let (_, link) = office.invite("admin@example.org", Office::of_office(Role::SystemAdmin));
    let browser = office.browser();
    browser.set_up(&link).await;
    let (secret, _) = browser.enrol().await;
    seconds_later(office, 30);
    let right = code_of(&secret, office.app.now());
    let wrong = if right == "123456" {
        "654321"
    } else {
        "123456"
    };
    let mut refused = 0;
    for _ in 0..3 {
        // Signing in anew with the right password does not give further guesses.
        let other = office.browser();
        if other.sign_in("admin@example.org", PASSWORD).await.status == 429 {
            continue;
        }
        for _ in 0..2 {
            refused += i32::from(other.post(CODE, CODE, &[("code", wrong)]).await.status == 422);
        }
    }
    assert!(refused <= 5, "{refused} guesses");
    let other = office.browser();
    assert_eq!(
        other.sign_in("admin@example.org", PASSWORD).await.status,
        429
    );
});

both_engines!(a_sign_in_ends_by_rest_and_by_age, MORNING, async |office| {
    let browser = guard(office).await;
    for _ in 0..13 {
        minutes_later(office, 50);
        assert_eq!(
            browser.get(ACCOUNT).await.status,
            200,
            "used within the hour"
        );
    }
    minutes_later(office, 55);
    assert_eq!(browser.get(ACCOUNT).await.status, 200);
    minutes_later(office, 30);
    let over = browser.get(ACCOUNT).await;
    assert_eq!(
        over.to.as_deref(),
        Some("/desk/sign-in?next=%2Fdesk%2Faccount"),
        "twelve hours"
    );
    browser.sign_in(GUARD, PASSWORD).await;
    minutes_later(office, 59);
    assert_eq!(browser.get(ACCOUNT).await.status, 200);
    minutes_later(office, 60);
    assert_eq!(browser.get(ACCOUNT).await.status, 303, "an hour of rest");
});

both_engines!(
    ones_own_sign_ins_are_listed_and_ended,
    MORNING,
    async |office| {
        let first = guard(office).await;
        let (second, third) = (office.browser(), office.browser());
        for browser in [&second, &third] {
            assert_eq!(browser.sign_in(GUARD, PASSWORD).await.status, 303);
        }
        let stranger = office.clerk(Role::Guard, &office.session(&Planned::default()));
        let page = first.get(ACCOUNT).await.body;
        assert_eq!(page.matches("Firefox, Linux</strong>").count(), 3, "{page}");
        let ends = regex::Regex::new(r"/desk/account/sign-ins/([0-9a-f-]{36})/end").unwrap();
        let listed: Vec<&str> = ends
            .captures_iter(&page)
            .map(|found| found.get(0).unwrap().as_str())
            .collect();
        assert_eq!(listed.len(), 2, "not this one");
        let foreign = office
            .desk_form_on(&stranger, ACCOUNT, listed[0], &[])
            .await;
        assert_eq!(foreign.status, 404, "never another's");
        assert_eq!(first.send_form(ACCOUNT, listed[0], &[]).await.status, 303);
        let still = [&second, &third];
        let mut inside = 0;
        for browser in still {
            inside += i32::from(browser.get(ACCOUNT).await.status == 200);
        }
        assert_eq!(inside, 1);
        first
            .send_form(ACCOUNT, "/desk/account/sign-ins/end", &[])
            .await;
        for browser in still {
            assert_eq!(browser.get(ACCOUNT).await.status, 303);
        }
        assert_eq!(first.get(ACCOUNT).await.status, 200);
    }
);

both_engines!(
    a_new_password_ends_the_other_sign_ins,
    MORNING,
    async |office| {
        let browser = guard(office).await;
        let other = office.browser();
        other.sign_in(GUARD, PASSWORD).await;
        let path = "/desk/account/password";
        let fresh = "жаңа құпия сөйлем 5";
        let send = async |present: &str, new: &str, repeated: &str| {
            let fields = [
                ("password", present),
                ("new_password", new),
                ("repeated", repeated),
            ];
            browser.send_form(ACCOUNT, path, &fields).await
        };
        assert_eq!(send("wrong", fresh, fresh).await.status, 422);
        assert_eq!(send(PASSWORD, fresh, "another one").await.status, 422);
        for weak in [
            "short",
            "Password2026!!",
            "guard-guard-guard-1",
            "йцукенгшщзхъ",
        ] {
            let answer = send(PASSWORD, weak, weak).await;
            assert_eq!(answer.status, 422, "{weak}");
            assert!(!answer.body.contains(weak) && answer.body.contains("fault-new_password"));
        }
        assert_eq!(send(PASSWORD, fresh, fresh).await.status, 303);
        assert_eq!(other.get(ACCOUNT).await.status, 303, "the others are out");
        assert_eq!(browser.get(ACCOUNT).await.status, 200);
        assert_eq!(office.browser().sign_in(GUARD, PASSWORD).await.status, 422);
        assert_eq!(office.browser().sign_in(GUARD, fresh).await.status, 303);
    }
);

both_engines!(
    a_stolen_cookie_is_void_once_its_person_changes_how_they_come_in,
    MORNING,
    async |office| {
        let browser = guard(office).await;
        let thief = office.browser();
        let other = office.browser();
        let steal = || thief.take_cookie(COOKIE, &browser.cookie(COOKIE).unwrap());
        let nobody_else = async |others: bool| {
            assert_eq!(browser.get(ACCOUNT).await.status, 200);
            assert_eq!(
                thief.get(ACCOUNT).await.status,
                303,
                "the secret before is void"
            );
            let status = if others { 303 } else { 200 };
            assert_eq!(other.get(ACCOUNT).await.status, status);
        };
        other.sign_in(GUARD, PASSWORD).await;
        steal();
        let fields = [
            ("password", PASSWORD),
            ("new_password", PASSWORD),
            ("repeated", PASSWORD),
        ];
        let path = "/desk/account/password";
        let changed = browser.send_form(ACCOUNT, path, &fields).await;
        assert_eq!(changed.status, 303, "{}", changed.body);
        nobody_else(true).await;

        other.sign_in(GUARD, PASSWORD).await;
        steal();
        let path = "/desk/account/second-factor";
        let secret = value_on(&browser.get(path).await.body, "secret");
        let code = code_of(&secret, office.app.now());
        let fields = [
            ("secret", secret.as_str()),
            ("code", code.as_str()),
            ("password", PASSWORD),
        ];
        let set = browser.send_form(path, path, &fields).await;
        assert_eq!(set.status, 200, "{}", set.body);
        nobody_else(true).await;
        let token_on = |page: &str| otyrys::web::tokens::unmasked(&value_on(page, "csrf"));
        let token = token_on(&set.body);
        let account = browser.get(ACCOUNT).await.body;
        assert!(!token.is_empty());
        assert_eq!(token_on(&account), token, "its forms carry the new token");

        other.sign_in(GUARD, PASSWORD).await;
        seconds_later(office, 30);
        let code = code_of(&secret, office.app.now());
        other.post(CODE, CODE, &[("code", &code)]).await;
        steal();
        let fields = [("password_codes", PASSWORD)];
        let path = "/desk/account/recovery-codes";
        let codes = browser.send_form(ACCOUNT, path, &fields).await;
        assert_eq!(codes.status, 200, "{}", codes.body);
        nobody_else(false).await;

        steal();
        let fields = [("password_remove", PASSWORD)];
        let path = "/desk/account/second-factor/remove";
        let removed = browser.send_form(ACCOUNT, path, &fields).await;
        assert_eq!(removed.status, 303, "{}", removed.body);
        nobody_else(true).await;
    }
);

both_engines!(a_link_ends_after_three_days, MORNING, async |office| {
    let (_, link) = office.invite("late@example.org", Office::of_office(Role::Supervisor));
    minutes_later(office, 72 * 60);
    let browser = office.browser();
    assert_eq!(browser.get(&link).await.status, 404);
    assert_eq!(browser.set_up(&link).await.status, 404);
    assert_eq!(browser.get("/desk/set-up/no-such-link").await.status, 404);
});

both_engines!(
    one_goes_on_to_pages_of_the_desk_alone,
    MORNING,
    async |office| {
        guard(office).await;
        for (next, to) in [
            ("/desk/account?a=1", "/desk/account?a=1"),
            ("https://evil.example/desk", "/desk"),
            ("//evil.example/desk", "/desk"),
        ] {
            let browser = office.browser();
            let fields = [("email", GUARD), ("password", PASSWORD), ("next", next)];
            let answer = browser.post(SIGN_IN, SIGN_IN, &fields).await;
            assert_eq!(answer.to.as_deref(), Some(to));
            let query: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            let again = browser.get(&format!("{SIGN_IN}?next={query}")).await;
            assert_eq!(again.to.as_deref(), Some(to), "who is in goes on");
        }
    }
);

both_engines!(forms_of_other_sites_do_nothing, MORNING, async |office| {
    let browser = guard(office).await;
    let bare = browser
        .post(ACCOUNT, "/desk/account/sign-ins/end", &[])
        .await;
    assert_eq!(bare.status, 403, "no token");
    let token = value_on(&browser.get(ACCOUNT).await.body, "csrf");
    let foreign = |path: &str, name: &'static str, value: &'static str| {
        let cookie = format!("{COOKIE}={}", browser.cookie(COOKIE).expect("a sign-in"));
        let request = office.http.post(format!("{}{path}", office.url));
        let body = format!("csrf={token}&email={GUARD}&password=x");
        let request = request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        request.header("cookie", cookie).header(name, value).send()
    };
    for path in ["/desk/sign-out", SIGN_IN] {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ] {
            assert_eq!(
                foreign(path, name, value).await.unwrap().status().as_u16(),
                403,
                "{path} {name}"
            );
        }
    }
    assert_eq!(browser.get(ACCOUNT).await.status, 200, "still in");
});

both_engines!(old_rows_go_away, MORNING, async |office| {
    let browser = guard(office).await;
    office
        .browser()
        .sign_in("nobody@example.org", "wrong")
        .await;
    minutes_later(office, 8 * 24 * 60);
    let gone = otyrys::staff::keeping::clear_away(&office.app, office.app.now())
        .await
        .unwrap();
    assert!(
        gone >= 2,
        "{gone}: a sign-in and failures of account and address"
    );
    assert_eq!(browser.get(ACCOUNT).await.status, 303);
});

/// The cookie, by where the office stands.
#[actix_web::test]
async fn the_cookie_is_safe_or_there_is_none() {
    let cases = [
        ("https://office.example.kz", Mode::Office, Some(COOKIE)),
        ("http://127.0.0.1:8080", Mode::Office, Some(COOKIE)),
        ("http://office.example.kz", Mode::Demo, Some("otyrys-demo")),
        ("http://office.example.kz", Mode::Office, None),
    ];
    for (public, mode, name) in cases {
        let own = [("OTYRYS__SERVER__PUBLIC_URL", public)];
        let office = Office::open_as(Engine::Sqlite, MORNING, mode, &own).unwrap();
        let (_, link) = office.invite("s@example.org", Office::of_office(Role::Supervisor));
        let browser = office.browser();
        let page = browser.get(SIGN_IN).await;
        let done = browser.set_up(&link).await;
        let cookies = done.headers.get_all("set-cookie").iter();
        let cookies: Vec<&str> = cookies.map(|one| one.to_str().unwrap()).collect();
        if let Some(name) = name {
            assert_eq!((page.status, done.status), (200, 303), "{public}");
            let cookie = cookies
                .iter()
                .find(|one| one.starts_with(&format!("{name}=")))
                .unwrap();
            assert!(
                cookie.contains("HttpOnly")
                    && cookie.contains("SameSite=Lax")
                    && cookie.contains("Path=/")
            );
            assert!(!cookie.contains("Domain"), "{cookie}");
            assert_eq!(cookie.contains("Secure"), name == COOKIE);
            assert_eq!(page.body.contains("notice-warn"), name != COOKIE);
        } else {
            assert_eq!((page.status, done.status), (403, 403));
            assert!(cookies.is_empty() && page.body.contains("server.public_url"));
            assert_eq!(browser.sign_in("s@example.org", PASSWORD).await.status, 403);
        }
        office.close().await;
    }
}
