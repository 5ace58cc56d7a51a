//! The set-up as it is documented: nginx with its RTMP module by the very file `config/broadcast/nginx-rtmp.conf`, an
//! encoder that sends a test picture, and Chromium in which it plays.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use actix_web::rt::time::sleep;
use fantoccini::Locator;
use otyrys::app::Mode;
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::browser::{Browser, Scripts};
use crate::harness::Engine;

const CONFIG: &str = include_str!("../../../config/broadcast/nginx-rtmp.conf");

/// A program of ours that ends with this.
pub struct Running(Child);

impl Running {
    /// Asks it to end, as its owner would, and waits.
    pub fn stop(mut self) {
        terminate(&self.0);
        self.0.wait().ok();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.0.try_wait().is_ok_and(|ended| ended.is_none()) {
            terminate(&self.0);
            self.0.wait().ok();
        }
    }
}

fn terminate(child: &Child) {
    Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .ok();
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// The media server: its ports for encoders and viewers.
pub struct MediaServer {
    rtmp: u16,
    http: u16,
    folder: TempDir,
}

impl MediaServer {
    pub fn planned() -> Self {
        Self {
            rtmp: free_port(),
            http: free_port(),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// An office that makes keys for this media server.
    pub fn office(&self, begins: &str) -> Office {
        let playlist = self.playlist("{name}");
        let ingest = format!("rtmp://127.0.0.1:{}/live", self.rtmp);
        let own = [
            ("OTYRYS__BROADCAST__INGEST", ingest.as_str()),
            ("OTYRYS__BROADCAST__PLAYLIST", playlist.as_str()),
        ];
        Office::open_as(Engine::Sqlite, begins, Mode::Office, &own).expect("an office")
    }

    /// Starts it, and waits until encoders can come.
    pub async fn start(&self, program: &str, office: &Office) -> Running {
        let folder = self.folder.path();
        for name in ["hls", "recordings"] {
            std::fs::create_dir(folder.join(name)).expect("a folder");
        }
        let config = CONFIG
            .replace("@RTMP@", &format!("127.0.0.1:{}", self.rtmp))
            .replace("@HTTP@", &format!("127.0.0.1:{}", self.http))
            .replace("@OTYRYS@", office.url.trim_start_matches("http://"))
            .replace("@SITE@", &office.url)
            .replace("@FOLDER@", &folder.display().to_string());
        let file = folder.join("nginx.conf");
        std::fs::write(&file, config).expect("a file");
        let child = Command::new(program)
            // The folder is of whoever runs the tests.
            .args(["-g", "daemon off; user root;", "-e", "stderr", "-c"])
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let running = Running(child.expect("nginx"));
        until("nginx listens", async || {
            std::net::TcpStream::connect(("127.0.0.1", self.rtmp)).is_ok()
        })
        .await;
        running
    }

    /// Waits until viewers of a session find something.
    pub async fn plays_to(&self, office: &Office, name: &str) {
        let address = self.playlist(name);
        until("there is a playlist", async || {
            let answer = office.http.get(&address).send().await;
            answer.is_ok_and(|answer| answer.status().is_success())
        })
        .await;
    }

    /// An encoder that sends a test picture with a tone by a key.
    pub fn encoder(&self, key: &str) -> Running {
        let to = format!("rtmp://127.0.0.1:{}/live/{key}", self.rtmp);
        let child = Command::new("ffmpeg")
            .args(["-nostdin", "-loglevel", "error", "-re", "-f", "lavfi", "-i"])
            .arg("testsrc2=size=320x180:rate=25")
            .args(["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100"])
            .args([
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-tune",
                "zerolatency",
            ])
            .args([
                "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "64k",
            ])
            .args(["-f", "flv", &to])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Running(child.expect("ffmpeg"))
    }

    pub fn playlist(&self, name: &str) -> String {
        format!("http://127.0.0.1:{}/hls/{name}.m3u8", self.http)
    }
}

pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < Duration::from_mins(1), "never: {what}");
        sleep(Duration::from_millis(100)).await;
    }
}

pub async fn state(office: &Office, session: &str) -> String {
    told(office, session).await["state"]
        .as_str()
        .unwrap()
        .to_owned()
}

pub async fn script(browser: &Browser, script: &str) -> Value {
    browser
        .client
        .execute(script, Vec::new())
        .await
        .expect("a script")
}

/// What the page has loaded from the media server so far.
async fn loaded(browser: &Browser, server: &MediaServer) -> Value {
    let from = format!("http://127.0.0.1:{}/", server.http);
    let script = "return performance.getEntriesByType('resource').filter((one) => one.name.startsWith(arguments[0])).length";
    browser
        .client
        .execute(script, vec![json!(from)])
        .await
        .expect("a number")
}

/// Presses "Watch" and waits until the picture moves.
pub async fn play(browser: &Browser) {
    script(
        browser,
        "window.violations = []; addEventListener('securitypolicyviolation', (one) => violations.push(one.violatedDirective + ' ' + one.blockedURI))",
    )
    .await;
    let button = browser
        .client
        .find(Locator::Css("[data-start]"))
        .await
        .expect("a button");
    button.click().await.expect("a click");
    let time =
        "const video = document.querySelector('video'); return video ? video.currentTime : -1";
    until("the picture moves", async || {
        script(browser, time)
            .await
            .as_f64()
            .is_some_and(|time| time > 0.5)
    })
    .await;
    let before = script(browser, time).await.as_f64().unwrap();
    until("it goes on moving", async || {
        script(browser, time)
            .await
            .as_f64()
            .is_some_and(|time| time > before + 1.0)
    })
    .await;
    assert_eq!(script(browser, "return window.violations").await, json!([]));
    let shown = "return document.querySelector('[data-start]').getClientRects().length";
    assert_eq!(script(browser, shown).await, json!(0), "it is pressed once");
    let focused = "return document.activeElement.tagName";
    assert_eq!(
        script(browser, focused).await,
        json!("VIDEO"),
        "the keyboard goes on from the player"
    );
}

pub fn given(name: &str) -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "where the program is, only the environment knows"
    )]
    let program = std::env::var(name).ok();
    if program.is_none() {
        println!("left out: {name} is not set; tests/run installs the program and sets it");
    }
    program
}

#[actix_web::test]
async fn a_test_picture_goes_from_the_encoder_to_the_browser() {
    let Some(nginx) = given("TEST_NGINX") else {
        return;
    };
    let server = MediaServer::planned();
    let office = server.office(BEGINS);
    let session = office.session(&Planned::default());
    let (name, secret) = key(&office, &session);
    announced_at(&office, &session, &server.playlist(&name));
    let media = server.start(&nginx, &office).await;

    refuses_a_wrong_key(&office, &server, (&session, &name)).await;
    let encoder = server.encoder(&format!("{name}?k={secret}"));
    until("the broadcast begins", async || {
        state(&office, &session).await == "on_air"
    })
    .await;
    server.plays_to(&office, &name).await;
    a_second_sender_changes_nothing(&office, &server, (&session, &format!("{name}?k={secret}")))
        .await;
    if let Some(browser) = Browser::open(Scripts::On, 1000).await {
        plays(&office, &server, (&session, &browser)).await;
        encoder.stop();
        until("it is interrupted", async || {
            state(&office, &session).await == "interrupted"
        })
        .await;
        script(
            &browser,
            "document.dispatchEvent(new Event('otyrys:state'))",
        )
        .await;
        until("the page says so", async || {
            script(
                &browser,
                "return document.querySelector('[data-state]').dataset.state",
            )
            .await
                == json!("interrupted")
        })
        .await;
        browser.close().await;
    } else {
        encoder.stop();
    }
    until("the recording is there", async || {
        recorded(server.folder.path())
    })
    .await;
    hides_the_key(server.folder.path(), &secret);
    media.stop();
    office.close().await;
}

async fn refuses_a_wrong_key(office: &Office, server: &MediaServer, (session, name): (&str, &str)) {
    let mut wrong = server.encoder(&format!("{name}?k=wrong"));
    until("the encoder is sent away", async || {
        wrong
            .0
            .try_wait()
            .is_ok_and(|ended| ended.is_some_and(|how| !how.success()))
    })
    .await;
    assert_eq!(state(office, session).await, "before");
}

async fn a_second_sender_changes_nothing(
    office: &Office,
    server: &MediaServer,
    (session, key): (&str, &str),
) {
    let mut second = server.encoder(key);
    until("the second encoder is sent away", async || {
        second.0.try_wait().is_ok_and(|ended| ended.is_some())
    })
    .await;
    // What nginx says of its end comes within this time, if it comes.
    sleep(Duration::from_millis(500)).await;
    assert_eq!(state(office, session).await, "on_air");
    assert!(interruptions(office, session).is_empty());
}

/// By the browser itself where it can, and by our player where it cannot.
async fn plays(office: &Office, server: &MediaServer, (session, browser): (&str, &Browser)) {
    let path = format!("/kk/sessions/{session}/live");
    for natively in [true, false] {
        browser.go(office, &path).await;
        assert_eq!(
            loaded(browser, server).await,
            json!(0),
            "before it is wanted"
        );
        if natively {
            let can = "return document.createElement('video').canPlayType('application/vnd.apple.mpegurl')";
            if script(browser, can).await == json!("") {
                continue;
            }
        } else {
            script(browser, "HTMLMediaElement.prototype.canPlayType = () => ''").await;
        }
        play(browser).await;
        let library = script(browser, "return typeof window.Hls").await;
        assert_eq!(
            library,
            json!(if natively { "undefined" } else { "function" })
        );
    }
}

/// A file that is whole: the media server makes it of what it wrote down.
fn recorded(folder: &Path) -> bool {
    let files = std::fs::read_dir(folder.join("recordings")).expect("a folder");
    files.flatten().any(|file| {
        let is_film = file
            .path()
            .extension()
            .is_some_and(|ending| ending == "mp4");
        is_film && file.metadata().is_ok_and(|about| about.len() > 10_000)
    })
}

/// The secret stands in no name of a file and in no log.
fn hides_the_key(folder: &Path, secret: &str) {
    for entry in walk(folder) {
        let name = entry.display().to_string();
        assert!(!name.contains(secret), "{name}");
        if entry.extension().is_some_and(|ending| ending == "log") {
            let log = std::fs::read_to_string(&entry).expect("a log");
            assert!(!log.contains(secret), "{log}");
        }
    }
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(walk(&path));
        } else {
            all.push(path);
        }
    }
    all
}
