//! A second mail server, of other people's making: Debian's `OpenSMTPD` takes letters over, delivers them to a
//! maildir, and reports those that its neighbour refuses.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use otyrys::app::Mode;
use otyrys::database::Id;
use otyrys::outbox::record::LetterState;
use otyrys::outbox::{Bounces, Lane, store};
use otyrys::worker;
use tempfile::TempDir;
use tokio::sync::watch;

use super::reading::read;
use super::sink::{Manner, Sink};
use super::{put_at, receipt};
use crate::harness::{Engine, Office, Planned};

/// The user `nobody`, who owns what is delivered.
const NOBODY: u32 = 65_534;

/// The server, in a file system of its own: it keeps its queue and its socket at fixed places, where another one
/// may be at work.
struct Smtpd {
    server: Child,
    folder: TempDir,
    port: u16,
}

impl Smtpd {
    /// `None` where it cannot run, having said so. Letters for `elsewhere.example.org` go on to `neighbour`.
    fn start(neighbour: u16) -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "whether it can run here, only tests/run has found out"
        )]
        let Ok(program) = std::env::var("TEST_SMTPD") else {
            println!("left out: TEST_SMTPD is not set; tests/run sets it when root runs it");
            return None;
        };
        let folder = TempDir::new_in("/tmp").expect("a folder");
        let path = folder.path();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a folder for all");
        let maildir = path.join("maildir");
        fs::create_dir(&maildir).expect("a folder");
        chown(&maildir, Some(NOBODY), None).expect("its owner");
        let port = {
            let listener = TcpListener::bind("127.0.0.1:0").expect("a socket");
            listener.local_addr().expect("an address").port()
        };
        let config = format!(
            "table everyone {{ \"@\" = nobody }}\n\
             listen on 127.0.0.1 port {port} hostname localhost\n\
             action \"keep\" maildir \"{}\" virtual <everyone>\n\
             action \"on\" relay host smtp://127.0.0.1:{neighbour}\n\
             match from any for domain \"elsewhere.example.org\" action \"on\"\n\
             match from any for domain \"example.org\" action \"keep\"\n",
            maildir.display()
        );
        let file = path.join("smtpd.conf");
        fs::write(&file, config).expect("its settings");
        let own_places =
            "mount -t tmpfs tmpfs /var/spool && mount -t tmpfs tmpfs /run && exec \"$@\"";
        let log = fs::File::create(path.join("log")).expect("a log");
        let server = Command::new("unshare")
            .args([
                "--mount",
                "--propagation",
                "private",
                "--",
                "sh",
                "-c",
                own_places,
                "sh",
            ])
            .args([&program, "-d", "-f"])
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("the server");
        let smtpd = Self {
            server,
            folder,
            port,
        };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = fs::read_to_string(smtpd.folder.path().join("log")).unwrap_or_default();
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "it listens: {log}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(smtpd)
    }

    fn maildir(&self) -> PathBuf {
        self.folder.path().join("maildir")
    }
}

impl Drop for Smtpd {
    /// Its parts end when their parent does.
    fn drop(&mut self) {
        let told = Command::new("kill")
            .arg(self.server.id().to_string())
            .status();
        drop(told);
        drop(self.server.wait());
    }
}

async fn message_in(folder: &Path, wanted: &str) -> String {
    let begun = Instant::now();
    loop {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            if text.contains(wanted) {
                return text;
            }
        }
        let log = || fs::read_to_string(folder.join("../../log")).unwrap_or_default();
        assert!(
            begun.elapsed() < Duration::from_mins(1),
            "{wanted}: {}",
            log()
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// One letter arrives; another is taken over, refused by the next server, and comes back to the letter's own
/// address.
#[actix_web::test]
async fn letters_go_through_another_server_and_come_back_from_it() {
    let refusal = Some("550 5.1.1 no such user");
    let neighbour = Sink::start(Manner {
        refusal,
        ..Manner::default()
    });
    let Some(smtpd) = Smtpd::start(neighbour.expect("a neighbour").port) else {
        return;
    };
    let url = format!("smtp://127.0.0.1:{}", smtpd.port);
    let place = smtpd.maildir().display().to_string();
    let settings = [
        ("OTYRYS__MAIL__TRANSPORT", "smtp"),
        ("OTYRYS__MAIL__SMTP_URL", url.as_str()),
        ("OTYRYS__MAIL__BOUNCE_ADDRESS", "bounces@example.org"),
        ("OTYRYS__MAIL__BOUNCES", place.as_str()),
    ];
    let at = "2026-12-07T09:00:00+05:00";
    let office = Office::open_as(Engine::Sqlite, at, Mode::Office, &settings).expect("an office");
    let session = office.session(&Planned::default());
    let now = office.app.now();
    let until = now + TimeDelta::days(1);
    let letter = |name: &str, to: &str| receipt(&session, name, Lane::Ordinary, to, until);
    let gone = "gone@elsewhere.example.org";
    let all = vec![letter("here", "aigul@example.org"), letter("gone", gone)];
    put_at(&office, now, all).await;
    // The postman alone: whoever looks for what came back would take the letters out of the maildir.
    let mut postman = worker::postman(&office.app).expect("a postman");
    let (_never, mut stop) = watch::channel(false);
    assert_eq!(postman.round(&mut stop).await.expect("a round"), 2);
    postman.close().await;
    let new = smtpd.maildir().join("new");
    let arrived = message_in(&new, "To: aigul@example.org").await;
    assert!(arrived.starts_with("Return-Path: <bounces+"), "{arrived}");
    assert!(read(arrived.as_bytes()).text.contains("Өтініміңіз"));
    message_in(&new, "message/delivery-status").await;

    let mut bounces = Bounces::of(Arc::clone(&office.app));
    assert_eq!(bounces.round().await.expect("a round"), 1);
    let session = Id::parse(&session).expect("an id");
    let lost = office
        .app
        .database
        .read_here(|connection| store::not_arrived(connection, &[session], 10))
        .expect("letters");
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].recipient, gone);
    assert_eq!(lost[0].state, LetterState::PermanentFailure);
    assert_eq!(bounces.round().await.expect("a round"), 0);
    office.close().await;
}
