//! `otyrys demo`, started as a process.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Engine, Home, code_of};
use crate::process::{Served, get, otyrys};

fn start(folder: &TempDir, arguments: &[&str]) -> Served {
    let mut command = otyrys(folder);
    command
        .args(["demo", "--listen", "127.0.0.1:0"])
        .args(arguments);
    Served::start(command)
}

/// The body of a page, and the status line before it.
fn page(served: &Served, path: &str) -> (String, String) {
    let answer = get(served.address(), path);
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    (head.lines().next().unwrap().to_owned(), body.to_owned())
}

fn json(served: &Served, path: &str) -> Value {
    let (status, body) = page(served, path);
    // The body may come in chunks, each with its length on a line of its own.
    let from = body.find('{').unwrap_or(0);
    let to = body.rfind('}').map_or(body.len(), |end| end + 1);
    serde_json::from_str(body.get(from..to).unwrap())
        .unwrap_or_else(|_| panic!("{path}: {status}: {body}"))
}

fn sessions(served: &Served) -> Vec<Value> {
    let list = json(served, "/api/v1/sessions?from=2020-01-01&limit=200");
    list["items"].as_array().unwrap().clone()
}

fn words(sessions: &[Value], field: &str) -> BTreeSet<String> {
    sessions
        .iter()
        .map(|session| session[field].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_demonstration_shows_every_state() {
    let folder = tempfile::tempdir().unwrap();
    let served = start(&folder, &[]);
    let shown = sessions(&served);
    assert_eq!(
        words(&shown, "status"),
        set(&["announced", "cancelled", "held", "live", "postponed"])
    );
    assert_eq!(
        words(&shown, "format"),
        set(&["mixed", "offline", "online"])
    );
    assert!(words(&shown, "kind").contains("maslikhat-ordinary"));
    let any = |wanted: &dyn Fn(&Value) -> bool| shown.iter().any(wanted);
    assert!(any(
        &|one| one["applications"]["open"] == true && one["seats"]["taken"] != 0
    ));
    assert!(any(
        &|one| one["seats"]["waiting"] != 0 && one["seats"]["taken"] == one["seats"]["capacity"]
    ));
    assert!(any(&|one| one["applications"]["reason"] == "cutoff_passed"));
    assert!(any(&|one| one["applications"]["reason"] == "online_only"));
    assert!(any(&|one| one["announced_in_time"] == false));
    assert!(any(&|one| {
        let agenda = one["agenda"].as_array().unwrap();
        agenda.iter().any(|matter| matter["access"] == "closed")
    }));
    let titles: Vec<&str> = shown
        .iter()
        .map(|one| one["title"]["kk"].as_str().unwrap())
        .collect();
    assert!(
        !titles
            .iter()
            .any(|title| title.contains("өңірлік жолдарды жөндеу")),
        "a draft"
    );
    let bodies = json(&served, "/api/v1/bodies");
    assert_eq!(bodies["items"].as_array().unwrap().len(), 6);
    let (status, home) = page(&served, "/kk/");
    assert!(status.contains("200"), "{status}");
    assert!(home.contains("ойдан алынған"), "the banner");
    assert!(page(&served, "/demo/mail").0.contains("200"));
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn the_address_is_printed_first_and_the_folder_goes_with_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = start(&folder, &["--clock", "2027-01-04T12:00:00+05:00"]);
    let lines = served.lines(4);
    assert_eq!(
        lines[1],
        format!("letters are kept at http://{}/demo/mail", served.address())
    );
    assert_eq!(
        lines[2],
        "the office's clock began at 2027-01-04T12:00:00+05:00"
    );
    let data = lines[3].strip_prefix("data: ").unwrap();
    let data = Path::new(data.split(", which").next().unwrap()).to_owned();
    assert!(data.join("otyrys.db").exists());
    let coming = json(&served, "/api/v1/sessions?limit=200");
    let first = coming["items"][0]["starts_at"].as_str().unwrap();
    assert!(
        first.starts_with("2027-01-06"),
        "by the clock of the demonstration: {first}"
    );
    let pid = served.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &pid])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(served.wait().code(), Some(0));
    assert!(!data.exists());
    assert!(
        !folder.path().join("data").exists(),
        "nothing beside the program"
    );
}

/// What the demonstration says of its people: role, e-mail, password, key.
fn people(served: &mut Served) -> Vec<Vec<String>> {
    let lines = served.lines(11);
    assert!(lines[4].starts_with("sign in at http://"), "{lines:?}");
    let words = |line: &String| line.replace("second factor:", "");
    let split = |line: String| line.split_whitespace().map(str::to_owned).collect();
    lines[5..].iter().map(words).map(split).collect()
}

#[actix_web::test]
async fn everybody_of_the_demonstration_can_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--data", "shown", "--clock", "2027-01-04T12:00:00+05:00"];
    let mut served = start(&folder, &arguments);
    let first = people(&mut served);
    drop(served);
    let mut served = start(&folder, &arguments);
    let second = people(&mut served);
    let column = |people: &[Vec<String>], number| -> Vec<Option<String>> {
        people.iter().map(|one| one.get(number).cloned()).collect()
    };
    assert_eq!(column(&first, 1), column(&second, 1));
    assert_ne!(column(&first, 2), column(&second, 2), "new passwords");
    assert_eq!(
        column(&first, 3),
        column(&second, 3),
        "telephones hold the keys"
    );
    let origin = format!("http://{}", served.address());
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let send = async |path: &str, cookie: &str, fields: &[(&str, &str)]| {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = http
            .post(format!("{origin}{path}"))
            .header("origin", &origin);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let answer = request
            .header("cookie", cookie)
            .body(body)
            .send()
            .await
            .unwrap();
        let header = |name| {
            answer
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
        };
        (header("location"), header("set-cookie"))
    };
    for person in second {
        let fields = [("email", person[1].as_str()), ("password", &person[2])];
        let (to, cookie) = send("/desk/sign-in", "", &fields).await;
        let Some(key) = person.get(3) else {
            assert_eq!(to.as_deref(), Some("/desk"), "{person:?}");
            continue;
        };
        assert!(["system_admin", "body_admin"].contains(&person[0].as_str()));
        let cookie = cookie.unwrap().split(';').next().unwrap().to_owned();
        // By the clock of the machine, as a telephone makes it.
        let code = code_of(key, otyrys::clock::Clock::system().now());
        let (to, _) = send("/desk/sign-in/code", &cookie, &[("code", &code)]).await;
        assert_eq!(to.as_deref(), Some("/desk"), "{person:?}");
    }
}

#[actix_web::test]
async fn each_step_of_the_walk_leads_to_its_page() {
    let folder = tempfile::tempdir().unwrap();
    let served = start(&folder, &[]);
    let origin = format!("http://{}", served.address());
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let opened = async |path: &str, cookie: &str| {
        let request = http.get(format!("{origin}{path}"));
        let answer = request.header("cookie", cookie).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let (status, walk) = opened("/kk/demo", "").await;
    assert_eq!(status, 200);
    assert!(opened("/kk/", "").await.1.contains("href=\"/kk/demo\""));
    let (_, main) = walk.split_once("<main").unwrap();
    let link = regex::Regex::new("<a class=\"button\" href=\"([^\"]+)\"").unwrap();
    let ways: Vec<&str> = link
        .captures_iter(main)
        .map(|one| one.extract::<1>().1[0])
        .collect();
    assert_eq!(ways.len(), 3, "{main}");
    for way in ways {
        assert_eq!(opened(way, "").await.0, 200, "{way}");
    }
    let field = "<input type=\"hidden\" name=\"(?:role|next)\" value=\"([^\"]+)\">";
    let form = regex::Regex::new(&format!("{field}{field}")).unwrap();
    let forms: Vec<[&str; 2]> = form
        .captures_iter(main)
        .map(|one| one.extract::<2>().1)
        .collect();
    assert_eq!(forms.len(), 5, "{main}");
    for [role, next] in forms {
        let enter = async |from: &str| {
            let fields = [("role", role), ("next", next)];
            let body = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(fields)
                .finish();
            let request = http.post(format!("{origin}/desk/sign-in/demo"));
            let request = request
                .header("origin", from)
                .header("content-type", "application/x-www-form-urlencoded");
            request.body(body).send().await.unwrap()
        };
        assert_eq!(enter("https://elsewhere.example").await.status(), 403);
        let entered = enter(&origin).await;
        assert_eq!(entered.status(), 303, "{role}");
        assert_eq!(entered.headers()["location"], next);
        let cookies: Vec<&str> = entered
            .headers()
            .get_all("set-cookie")
            .iter()
            .filter_map(|cookie| cookie.to_str().unwrap().split(';').next())
            .collect();
        let (status, page) = opened(next, &cookies.join("; ")).await;
        assert_eq!(status, 200, "{role}: {next}: {page}");
        assert_eq!(page.matches("<h1").count(), 1, "{role}: {next}");
    }
}

#[test]
fn a_folder_of_its_own_is_furnished_once() {
    let folder = tempfile::tempdir().unwrap();
    let first = start(&folder, &["--data", "shown"]);
    let shown = sessions(&first);
    drop(first);
    let again = start(&folder, &["--data", "shown"]);
    let ids = |sessions: &[Value]| words(sessions, "id");
    assert_eq!(ids(&sessions(&again)), ids(&shown));
}

#[test]
fn the_clock_may_stand_before_everything() {
    let folder = tempfile::tempdir().unwrap();
    let served = start(&folder, &["--clock", "2024-04-20T09:00:00+05:00"]);
    let shown = sessions(&served);
    assert!(
        shown
            .iter()
            .all(|one| one["announced_at"].as_str().unwrap() <= "2024-04-20T10")
    );
}

#[test]
fn wrong_use_of_the_demonstration() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        ["demo", "--clock", "monday"],
        ["serve", "--clock", "2026-12-07T09:00:00+05:00"],
    ] {
        let output = otyrys(&folder).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

fn only_its_own_or_an_empty_database(engine: Engine) {
    let Some(home) = Home::new(engine) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let with_database = |arguments: &[&str]| {
        let mut command = otyrys(&folder);
        command
            .args(arguments)
            .env("OTYRYS__DATABASE__URL", &home.url);
        command
    };
    for _ in 0..2 {
        let demo = with_database(&["demo", "--listen", "127.0.0.1:0"]);
        assert_eq!(sessions(&Served::start(demo)).len(), 21);
    }
    home.leave();
    let Some(home) = Home::new(engine) else {
        return;
    };
    let with_database = |arguments: &[&str]| {
        let mut command = otyrys(&folder);
        command
            .args(arguments)
            .env("OTYRYS__DATABASE__URL", &home.url);
        command
    };
    let size = [
        "fill",
        "--bodies",
        "1",
        "--sessions",
        "1",
        "--applications",
        "0",
    ];
    assert!(with_database(&size).status().unwrap().success());
    let refused = with_database(&["demo", "--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&refused.stderr)
            .lines()
            .last()
            .unwrap(),
        "this database holds an office that demo did not make; name another with --data"
    );
    let beside = with_database(&["demo", "--listen", "127.0.0.1:0", "--data", "own"]);
    assert_eq!(sessions(&Served::start(beside)).len(), 21, "--data wins");
    home.leave();
}

#[test]
fn only_its_own_or_an_empty_database_sqlite() {
    only_its_own_or_an_empty_database(Engine::Sqlite);
}

#[test]
fn only_its_own_or_an_empty_database_postgres() {
    only_its_own_or_an_empty_database(Engine::Postgres);
}

/// One session sits and can be watched; one is over and has a recording with captions, all from the program itself.
#[test]
fn one_session_is_on_air_and_one_has_its_recording() {
    let folder = tempfile::tempdir().unwrap();
    let served = start(&folder, &[]);
    let shown = sessions(&served);
    let state = |wanted: &str| {
        let mut found = shown
            .iter()
            .filter(|one| one["broadcast"]["state"] == wanted);
        found.next().unwrap_or_else(|| panic!("{wanted}")).clone()
    };
    let live = state("on_air");
    assert_eq!(live["status"], "live");
    let address = live["broadcast_url"].as_str().unwrap();
    assert!(address.ends_with("/demo/broadcast/live.m3u8"), "{address}");
    let (status, playlist) = page(&served, "/demo/broadcast/live.m3u8");
    assert!(status.contains("200") && playlist.contains("#EXTINF:4.0,\npart.ts?n="));
    let part = bytes(&served, "/demo/broadcast/part.ts?n=1");
    assert!(part.len() > 10_000);
    let over = shown
        .iter()
        .find(|one| !one["broadcast"]["recording"].is_null());
    let id = over.unwrap()["id"].as_str().unwrap();
    let (_, watched) = page(&served, &format!("/kk/sessions/{id}/live"));
    assert!(
        watched.contains("/demo/broadcast/recording.mp4"),
        "{watched}"
    );
    // A second of it can be gone to: a browser asks for the part from there on.
    let part = bytes_from(
        &served,
        "/demo/broadcast/recording.mp4",
        "Range: bytes=100-199\r\n",
    );
    let body = |answer: &[u8]| {
        let head = answer.windows(4).position(|four| four == b"\r\n\r\n");
        answer[head.unwrap() + 4..].to_vec()
    };
    assert!(part.starts_with(b"HTTP/1.1 206"));
    let whole = body(&bytes(&served, "/demo/broadcast/recording.mp4"));
    assert_eq!(body(&part), whole[100..200]);
    let captions = watched.split("/captions/").nth(1).unwrap();
    let captions = captions.split('"').next().unwrap();
    let (status, captions) = page(&served, &format!("/captions/{captions}"));
    assert!(
        status.contains("200") && captions.contains("WEBVTT"),
        "{captions}"
    );
}

fn bytes(served: &Served, path: &str) -> Vec<u8> {
    bytes_from(served, path, "")
}

fn bytes_from(served: &Served, path: &str, header: &str) -> Vec<u8> {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(served.address()).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\n{header}Connection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}
