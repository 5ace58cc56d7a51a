//! What somebody tries who means no good, or whose browser says less than others.

use std::fmt::Write as _;
use std::time::Duration;

use diesel::prelude::*;
use otyrys::app::Mode;
use otyrys::database::Broken;
use otyrys::database::schema::kept_forms;
use otyrys::language::Language;
use otyrys::web::Problem;
use otyrys::web::desk::Role;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::editor::{complete, saved, secretary};
use crate::harness::{Answer, Clerk, Engine, Office, Planned, both_engines, person, value_on};

const MORNING: &str = "2026-12-01T09:00:00+05:00";

/// A form with files that has fields alone.
async fn fields_alone(office: &Office, clerk: &Clerk, path: &str, fields: &[String]) -> Answer {
    let mut body = String::new();
    let named = fields.iter().enumerate();
    for (number, value) in named {
        let head = format!("--XX\r\nContent-Disposition: form-data; name=\"f{number}\"");
        write!(body, "{head}\r\n\r\n{value}\r\n").unwrap();
    }
    let head = "--XX\r\nContent-Disposition: form-data; name=\"csrf\"";
    write!(body, "{head}\r\n\r\n{}\r\n--XX--\r\n", clerk.csrf()).unwrap();
    let request = office
        .http
        .post(format!("{}{path}", office.url))
        .header("content-type", "multipart/form-data; boundary=XX")
        .header("origin", &office.url)
        .body(body);
    office.ask(clerk, request).await
}

both_engines!(fields_before_a_file_have_an_end, MORNING, async |office| {
    let clerk = secretary(office);
    let id = saved(office, &clerk, &complete()).await;
    let path = format!("/desk/sessions/{id}/documents");
    let send = async |number: usize, bytes: usize| {
        let fields = vec!["x".repeat(bytes); number];
        let answer = fields_alone(office, &clerk, &path, &fields).await;
        answer.status
    };
    assert_ne!(send(3, 4000).await, 413);
    assert_eq!(send(17, 1).await, 413, "too many");
    assert_eq!(send(1, 5000).await, 413, "one too large");
    assert_eq!(send(9, 4000).await, 413, "too large together");
});

both_engines!(
    of_a_strangers_upload_nothing_is_read,
    MORNING,
    async |office| {
        let session = office.session(&Planned::default());
        let host = office.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).await.unwrap();
        let head = format!(
            "POST /desk/sessions/{session}/documents HTTP/1.1\r\nHost: {host}\r\n\
             Content-Type: multipart/form-data; boundary=XX\r\nContent-Length: 300000000\r\n\r\n\
             --XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = [0; 12];
        let read = timeout(Duration::from_secs(5), stream.read_exact(&mut answer)).await;
        read.expect("an answer before the body").unwrap();
        assert_eq!(&answer, b"HTTP/1.1 303");
    }
);

/// A form under a cookie, as some browser sends it: without saying on which page it stands, unless a field says so.
async fn bare_form(
    office: &Office,
    clerk: &Clerk,
    path: &str,
    fields: &[(&str, &str)],
) -> (u16, String) {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let request = office
        .http
        .post(format!("{}{path}", office.url))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", &office.url)
        .header("cookie", format!("__Host-otyrys={}", clerk.secret))
        .body(body);
    let answer = request.send().await.unwrap();
    let to = answer.headers().get("location");
    let to = to.map_or("", |to| to.to_str().unwrap()).to_owned();
    (answer.status().as_u16(), to)
}

/// What is kept for a person: pages, and how much.
fn kept(office: &Office, clerk: &Clerk) -> Vec<(String, usize)> {
    let id = clerk.id;
    let rows: Vec<(String, String)> = office
        .app
        .database
        .read_here(|connection| {
            Ok::<_, Broken>(
                kept_forms::table
                    .filter(kept_forms::staff_id.eq(id))
                    .order((kept_forms::kept_at, kept_forms::page))
                    .select((kept_forms::page, kept_forms::fields))
                    .load(connection)?,
            )
        })
        .unwrap();
    let sizes = rows.into_iter().map(|(page, fields)| (page, fields.len()));
    sizes.collect()
}

both_engines!(
    an_expired_cookie_alone_keeps_nothing_and_its_forms_only_so_much,
    MORNING,
    async |office| {
        let clerk = secretary(office);
        office.at("2026-12-02T23:00:00+05:00");
        let path = "/desk/account";
        let forged = [("name", "planted"), ("csrf", "guessed")];
        let (status, to) = bare_form(office, &clerk, path, &forged).await;
        assert!(status == 303 && to.starts_with("/desk/sign-in?"), "{to}");
        assert!(kept(office, &clerk).is_empty(), "no token, nothing kept");

        let token = clerk.csrf();
        let send = async |page: &str, text: &str| {
            let fields = [("name", text), ("csrf", &token), ("stands_on", page)];
            assert_eq!(bare_form(office, &clerk, path, &fields).await.0, 303);
        };
        send(&format!("/desk/{}", "x".repeat(500)), "a").await;
        assert!(
            kept(office, &clerk).is_empty(),
            "no page has such an address"
        );
        for number in 0..23 {
            send(&format!("/desk/staff/{number}"), "a").await;
            office.at(&format!("2026-12-02T23:00:{:02}+05:00", number + 1));
        }
        let pages = kept(office, &clerk);
        assert_eq!(pages.len(), 20);
        assert_eq!(pages[0].0, "/desk/staff/3", "the oldest go");
        let large = "x".repeat(900_000);
        for number in 0..3 {
            send(&format!("/desk/bodies/{number}"), &large).await;
            office.at(&format!("2026-12-02T23:01:{number:02}+05:00"));
        }
        let pages = kept(office, &clerk);
        let sum: usize = pages.iter().map(|(_, size)| size).sum();
        assert!(sum < 2_200_000, "{sum}");
        assert!(pages.iter().any(|(page, _)| page == "/desk/bodies/2"));
    }
);

both_engines!(
    a_form_comes_back_to_its_page_without_a_referrer_and_nothing_is_lost_in_silence,
    MORNING,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        let page = format!("/desk/sessions/{id}/edit?list=%3Fq%3DAhmetova");
        let shown = office.desk(&clerk, &page).await;
        let stands_on = value_on(&shown.body, "stands_on").replace("&amp;", "&");
        assert_eq!(stands_on, page);
        office.at("2026-12-02T23:00:00+05:00");
        let token = clerk.csrf();
        let fields = [
            ("title-kk", "Жоғалмайтын мәтін"),
            ("updated", "1"),
            ("csrf", token.as_str()),
            ("stands_on", stands_on.as_str()),
        ];
        let path = format!("/desk/sessions/{id}/edit");
        let (_, to) = bare_form(office, &clerk, &path, &fields).await;
        let next = url::form_urlencoded::parse(to.split_once('?').unwrap().1.as_bytes());
        let next = next.map(|(_, value)| value.into_owned()).next().unwrap();
        let kept_for = kept(office, &clerk);
        assert!(!kept_for[0].0.contains("Ahmetova"), "{kept_for:?}");
        let speech = office.app.speech(Language::Kk);
        let note = speech.t("desk-send-again");
        let again = office.desk(&clerk, &next).await;
        assert!(
            again.body.contains("Жоғалмайтын мәтін") && again.body.contains(&note),
            "{next}"
        );
        assert!(!office.desk(&clerk, &page).await.body.contains(&note));

        // A button alone.
        office.at("2026-12-04T23:00:00+05:00");
        let fields = [
            ("csrf", token.as_str()),
            ("stands_on", "/desk/account?done=x"),
        ];
        let end = "/desk/account/sign-ins/end";
        let (_, to) = bare_form(office, &clerk, end, &fields).await;
        assert_eq!(to, "/desk/sign-in?next=%2Fdesk%2Faccount%3Fagain%3D1");
        let account = office.desk(&clerk, "/desk/account?again=1").await;
        assert!(account.body.contains(&note));
        office.at("2026-12-06T23:00:00+05:00");
        let elsewhere = [("csrf", "x"), ("stands_on", "//evil.example/desk/")];
        let (_, to) = bare_form(office, &clerk, end, &elsewhere).await;
        assert!(
            to.starts_with("/desk/sign-in") && !to.contains("evil"),
            "{to}"
        );
    }
);

both_engines!(a_nul_is_no_fault_of_the_machine, MORNING, async |office| {
    let session = office.session(&Planned::default());
    let admin = office.clerk(Role::SystemAdmin, &session);
    for path in ["/kk/bodies/%00", "/kk/sessions/%00", "/api/v1/sessions/%00"] {
        assert_eq!(office.get(path).await.0, 404, "{path}");
    }
    for path in ["/desk/calendar/%00.csv", "/desk/bodies/%00"] {
        assert_eq!(office.desk(&admin, path).await.status, 404, "{path}");
    }
    for path in [
        "/desk/journal?kind=%00",
        "/desk/journal?who=a%00",
        "/desk/journal?object=%00%00x",
        "/desk/journal?object=%%0000",
        "/kk/?q=%00",
        "/kk/?q=a%00b",
    ] {
        let status = office.desk(&admin, path).await.status;
        assert!([200, 303].contains(&status), "{path}: {status}");
    }
    let email = [("email", "a\0@example.org"), ("password", "\0")];
    let (status, ..) = office.post_form("/desk/sign-in", &email).await;
    assert_eq!(status, 422);
    let mut person = person("Сейітқали");
    person["surname"] = "Сейіт\0қали".into();
    let path = format!("/api/v1/sessions/{session}/applications");
    let (status, _) = office.post_json(&path, &person, None).await;
    assert_eq!(status, 422);
});

#[test]
fn what_no_database_holds_is_no_fault_of_the_machine() {
    use diesel::result::{DatabaseErrorKind, Error};
    let why = "invalid byte sequence for encoding \"UTF8\": 0x00".to_owned();
    let error = Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(why));
    let problem = Problem::from(Broken::from(error));
    assert!(matches!(problem, Problem::Invalid(_)), "{problem:?}");
}

both_engines!(
    what_goes_wrong_at_the_desk_leads_back_to_it,
    MORNING,
    async |office| {
        let clerk = secretary(office);
        let missing = office.desk(&clerk, "/desk/sessions/unknown").await;
        assert_eq!(missing.status, 404);
        let back = "<li><a href=\"/desk\">";
        assert!(missing.body.contains(back) && missing.body.contains("body class=\"desk\""));
        let (_, public) = office.get("/kk/sessions/unknown").await;
        assert!(!public.contains(back));
    }
);

both_engines!(
    a_kept_form_of_no_body_keeps_nobody_from_writing,
    MORNING,
    async |office| {
        let clerk = secretary(office);
        office.at("2026-12-02T23:00:00+05:00");
        let token = clerk.csrf();
        let page = "/desk/sessions/new";
        let fields = [("x", "y"), ("csrf", token.as_str()), ("stands_on", page)];
        bare_form(office, &clerk, page, &fields).await;
        assert_eq!(kept(office, &clerk).len(), 1);
        assert_eq!(office.desk(&clerk, page).await.status, 200);
    }
);

#[actix_web::test]
async fn browsers_are_told_to_come_back_over_https_where_there_is_any() {
    for (public, told) in [
        ("https://office.example.kz", true),
        ("http://127.0.0.1", false),
    ] {
        let own = [("OTYRYS__SERVER__PUBLIC_URL", public)];
        let office = Office::open_as(Engine::Sqlite, MORNING, Mode::Office, &own).unwrap();
        let request = office.http.get(format!("{}/kk/", office.url));
        let answer = request.send().await.unwrap();
        let header = answer.headers().get("strict-transport-security");
        assert_eq!(header.is_some(), told, "{public}");
        office.close().await;
    }
}

both_engines!(
    pages_with_forms_are_packed_and_their_tokens_masked,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let cookie = format!("__Host-otyrys={}", clerk.secret);
        let apply = format!("/kk/sessions/{session}/apply");
        for path in [apply.as_str(), "/kk/subscribe", "/kk/nowhere", "/desk"] {
            let ask = |packed: bool| {
                let request = office.http.get(format!("{}{path}", office.url));
                let request = request.header("cookie", cookie.as_str());
                let encoding = if packed { "gzip" } else { "identity" };
                request.header("accept-encoding", encoding).send()
            };
            let packed = ask(true).await.unwrap();
            let plain = ask(false).await.unwrap();
            let said = |answer: &reqwest::Response, name: &str| {
                answer
                    .headers()
                    .get(name)
                    .map(|value| value.to_str().unwrap().to_owned())
            };
            assert_eq!(
                said(&packed, "content-encoding").as_deref(),
                Some("gzip"),
                "{path}"
            );
            assert_eq!(said(&plain, "content-encoding"), None, "{path}");
            for answer in [&packed, &plain] {
                assert!(
                    said(answer, "vary").unwrap().contains("Accept-Encoding"),
                    "{path}"
                );
            }
            let (packed, plain) = (packed.bytes().await.unwrap(), plain.bytes().await.unwrap());
            assert!(
                packed.len() < plain.len(),
                "{path}: {} {}",
                packed.len(),
                plain.len()
            );
            let mut text = String::new();
            std::io::Read::read_to_string(
                &mut flate2::read::GzDecoder::new(&packed[..]),
                &mut text,
            )
            .unwrap();
            assert!(text.ends_with("</html>"), "{path}");
        }
        let token = |page: &str| value_on(page, "csrf");
        let (one, other) = (
            office.desk(&clerk, "/desk").await,
            office.desk(&clerk, "/desk").await,
        );
        assert_ne!(
            token(&one.body),
            token(&other.body),
            "another one in each page"
        );
        for page in [one, other] {
            let fields = [("csrf", token(&page.body))];
            let request = office
                .http
                .post(format!("{}/desk/account/sign-ins/end", office.url));
            let request = request.header("cookie", cookie.as_str()).form(&fields);
            let answer = request.send().await.unwrap();
            let to = answer.headers()["location"].to_str().unwrap();
            assert!(to.starts_with("/desk/account"), "both are its own: {to}");
        }
    }
);
