//! Headers and signatures, read by programs that know nothing of ours.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use otyrys::app::Mode;
use otyrys::database::Id;
use otyrys::language::Language;
use otyrys::outbox::message::{Addressed, Sender};
use otyrys::outbox::trace::Trace;
use otyrys::outbox::{Content, List};

use super::relay::python;
use crate::harness::{Engine, Office};

const MORNING: &str = "2026-12-07T09:00:00+05:00";

fn news() -> Content {
    let subject = "Отырыс туралы хабарландыру: су шаруашылығын дамыту жоспары туралы ұзақ тақырып";
    let mut content = Content::new(Language::Kk, subject.to_owned(), "Жаңа отырыс".to_owned());
    content.paragraph("Отырыс жарияланды.\n.\nСоңы".to_owned());
    content.list = Some(List {
        id: "announcements".to_owned(),
        unsubscribe: "https://otyrys.example.org/kk/subscriptions/abcdefghijklmnopqrstuvwxyz/leave"
            .to_owned(),
    });
    content
}

fn message(sender: &Sender, trace: &Trace) -> (String, lettre::address::Envelope) {
    message_of(sender, trace, &news())
}

fn message_of(
    sender: &Sender,
    trace: &Trace,
    content: &Content,
) -> (String, lettre::address::Envelope) {
    let session = Id::parse("01936e40-0000-7000-8000-000000000001").expect("an id");
    let addressed = Addressed {
        id: Id::parse("01936e40-0000-7000-8000-000000000002").expect("an id"),
        recipient: "aigul@example.org",
        thread: Some(session),
        at: crate::harness::instant(MORNING),
        trace: Some(trace),
    };
    let ready = sender.ready(addressed, content).expect("a message");
    let text = String::from_utf8(ready.message.formatted()).expect("ASCII");
    (text, ready.message.envelope().clone())
}

#[actix_web::test]
async fn a_letter_to_many_can_be_left_by_one_click_and_comes_back_by_its_own_way() {
    let settings = [
        ("OTYRYS__SERVER__PUBLIC_URL", "https://otyrys.example.org"),
        ("OTYRYS__MAIL__BOUNCE_ADDRESS", "bounces@mail.example.org"),
    ];
    let office = Office::open_as(Engine::Sqlite, MORNING, Mode::Office, &settings);
    let office = office.expect("an office");
    let sender = Sender::of(&office.app).expect("a sender");
    let trace = Trace::with("k".repeat(64));
    let (text, envelope) = message(&sender, &trace);
    let unfolded = text.replace("\r\n ", " ");
    let hash: String = trace
        .of_address("aigul@example.org")
        .chars()
        .take(16)
        .collect();
    let root = format!("<session.01936e40-0000-7000-8000-000000000001.{hash}@otyrys.example.org>");
    for line in [
        "Message-ID: <01936e40-0000-7000-8000-000000000002@otyrys.example.org>",
        &format!("References: {root}"),
        &format!("In-Reply-To: {root}"),
        "Auto-Submitted: auto-generated",
        "List-Id: <announcements.otyrys.example.org>",
        "List-Unsubscribe: <https://otyrys.example.org/kk/subscriptions/abcdefghijklmnopqrstuvwxyz/leave>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ] {
        assert!(
            unfolded.lines().any(|found| found == line),
            "{line}\n{unfolded}"
        );
    }
    assert!(!text.contains("Precedence") && !text.contains("DKIM-Signature"));
    assert_eq!(
        text,
        message(&sender, &trace).0,
        "the same letter at every attempt"
    );
    let from = envelope.from().expect("a sender").to_string();
    let token = from
        .strip_prefix("bounces+")
        .and_then(|rest| rest.split_once('@'));
    let (token, host) = token.expect("a token");
    assert_eq!(host, "mail.example.org");
    let letter = trace.letter_of(token).expect("a letter");
    assert_eq!(letter.as_str(), "01936e40-0000-7000-8000-000000000002");
    office.close().await;
}

fn check(python: &str, arguments: &[&str], letter: &[u8]) -> String {
    let mut program = Command::new(python)
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/servers/dkim_check.py"
        ))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    program
        .stdin
        .take()
        .expect("its input")
        .write_all(letter)
        .expect("the letter given");
    let output = program.wait_with_output().expect("an end");
    String::from_utf8(output.stdout)
        .expect("text")
        .trim()
        .to_owned()
}

fn signing_office(folder: &Path) -> Office {
    let key = folder.join("key.pem").display().to_string();
    let settings = [
        ("OTYRYS__SERVER__PUBLIC_URL", "https://otyrys.example.org"),
        ("OTYRYS__MAIL__FROM", "Otyrys <no-reply@example.org>"),
        ("OTYRYS__MAIL__DKIM_KEY_FILE", key.as_str()),
        ("OTYRYS__MAIL__DKIM_SELECTOR", "office"),
        ("OTYRYS__MAIL__DKIM_DOMAIN", "example.org"),
    ];
    Office::open_as(Engine::Sqlite, MORNING, Mode::Office, &settings).expect("an office")
}

#[actix_web::test]
async fn a_signature_is_valid_until_something_is_changed() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().display().to_string();
    check(&python, &["make-key", &path], b"");
    let office = signing_office(folder.path());
    let sender = Sender::of(&office.app).expect("a sender");
    let (text, _) = message(&sender, &Trace::with("k".repeat(64)));
    let signed = text.split_once("DKIM-Signature: ").expect("a signature").1;
    let signed = signed
        .split_once("bh=")
        .expect("its beginning")
        .0
        .to_ascii_lowercase();
    assert!(signed.contains("c=relaxed/relaxed") && signed.contains("list-unsubscribe-post"));
    assert!(!signed.contains("content-type"), "{signed}");
    let verify = |text: &str| {
        let name = "office._domainkey.example.org";
        check(&python, &["verify", &path, name], text.as_bytes())
    };
    assert_eq!(verify(&text), "valid");
    for (from, to) in [
        ("To: aigul@", "To: another@"),
        ("leave>", "stay>"),
        ("part-of-", "part-Of-"),
        (
            "Auto-Submitted: auto-generated",
            "Reply-To: x@example.com\r\nAuto-Submitted: auto-generated",
        ),
    ] {
        let changed = text.replace(from, to);
        assert_ne!(changed, text, "{from}");
        assert_eq!(verify(&changed), "invalid", "{from}");
    }
    office.close().await;
}

#[test]
fn a_key_that_cannot_be_read_is_said_at_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("key.pem"), "no key").expect("a file");
    actix_web::rt::System::new().block_on(async {
        let office = signing_office(folder.path());
        let fault = Sender::of(&office.app).err().expect("a fault");
        assert!(fault.starts_with("mail.dkim_key_file: "), "{fault}");
        assert!(!fault.contains("no key"), "{fault}");
        office.close().await;
    });
}

/// An address that is cut leads nowhere, and nothing in it begins another header.
#[actix_web::test]
async fn the_way_to_leave_is_whole_however_long() {
    let office = Office::open(Engine::Sqlite, MORNING).expect("an office");
    let sender = Sender::of(&office.app).expect("a sender");
    let long = format!("https://otyrys.example.org/{}/leave", "a/".repeat(200));
    let mut content = news();
    content.list = Some(List {
        id: "announcements".to_owned(),
        unsubscribe: format!("{long}\r\nBcc: x@example.org"),
    });
    let (text, _) = message_of(&sender, &Trace::with("k".repeat(64)), &content);
    let unfolded = text.replace("\r\n ", " ");
    let line = unfolded
        .lines()
        .find_map(|line| line.strip_prefix("List-Unsubscribe: "));
    assert_eq!(line, Some(format!("<{long}Bcc:x@example.org>").as_str()));
    office.close().await;
}
