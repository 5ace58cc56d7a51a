//! Results of sessions: published, replaced, said not to be kept.
//!
//! | file | what it looks at |
//! |---|---|
//! | `acts` | what the acts write, and what they refuse |
//! | `desk` | the pages of the secretariat, as it clicks through them |
//! | `pages` | what visitors and programs are told |
//! | `reading` | words of texts and files, and sessions found by them |
//! | `spoken` | transcripts with times |
//! | `whole` | matters, languages, parts left out |
//! | `told` | letters to subscribers and applicants; what is due to the secretariat |

mod acts;
mod desk;
mod pages;
mod reading;
mod spoken;
mod told;
mod whole;

use std::io::Write as _;

use otyrys::database::{Broken, Id, Json, Lane};
use otyrys::language::Multilingual;
use otyrys::law::results::ResultKind;
use otyrys::results::actions::{self, NewFile, Order, Refusal, Statement};
use otyrys::results::record::Outcome;
use otyrys::results::store;
use otyrys::sessions::deadlines::Counting;

use crate::harness::{Answer, Clerk, Office, Planned, instant};

/// Wednesday, the day before the session of [`Planned::default`].
pub const BEFORE: &str = "2026-12-09T09:00:00+05:00";

/// The session was held that day.
pub const AFTER: &str = "2026-12-10T15:00:00+05:00";

/// A session that was held a while ago.
pub fn held(office: &Office) -> String {
    let session = office.session(&Planned::default());
    office.at(AFTER);
    session
}

/// A decision of the session's own day with a text, made of what stands now.
pub fn order(office: &Office, session: &str, kind: ResultKind) -> Order {
    let (known, _) = crate::postponing::stored(office, session);
    Order {
        session: known.id,
        seen: known.updated_at,
        kind,
        title: Multilingual::new("№ 5 шешім", "Решение № 5"),
        text: Some(Multilingual::new("Су үнемделсін.", "Беречь воду.")),
        item: None,
        files: Vec::new(),
        withheld: None,
        number: Some("05-12/7".to_owned()),
        signer: Some("Министр Е. Нұрланов".to_owned()),
        created_on: "2026-12-10".parse().unwrap(),
        late_reason: None,
    }
}

pub fn publish(office: &Office, staff: Id, order: Order) -> Result<Outcome, Refusal> {
    let (app, now) = (office.app.clone(), office.app.now());
    office.app.database.write_here(Lane::All, move |work| {
        let counting = Counting::in_act(work, &app)?;
        actions::publish(work, now, &counting, staff, &order)
    })
}

pub fn replace(office: &Office, staff: Id, former: Id, order: Order) -> Result<Outcome, Refusal> {
    let (app, now) = (office.app.clone(), office.app.now());
    office.app.database.write_here(Lane::All, move |work| {
        let counting = Counting::in_act(work, &app)?;
        actions::replace(work, now, &counting, staff, (former, &order))
    })
}

pub fn state_none(
    office: &Office,
    staff: Id,
    session: &str,
    kind: ResultKind,
    late_reason: Option<&str>,
) -> Result<Outcome, Refusal> {
    let (known, _) = crate::postponing::stored(office, session);
    let now = office.app.now();
    let statement = Statement {
        session: known.id,
        seen: known.updated_at,
        kind,
        late_reason: late_reason.map(str::to_owned),
    };
    office.app.database.write_here(Lane::All, move |work| {
        actions::state_none(work, now, staff, &statement)
    })
}

/// Everything published of a session.
pub fn all(office: &Office, session: &str) -> Vec<Outcome> {
    let id = Id::parse(session).unwrap();
    let read = office
        .app
        .database
        .read_here(|connection| store::of_session(connection, id));
    read.unwrap()
}

/// A result straight in the store, for tests that need no more than that it is there.
pub fn placed(office: &Office, session: &str, staff: Id) -> String {
    let id = Id::new();
    let now = office.app.now().into();
    let outcome = Outcome {
        id,
        session_id: Id::parse(session).unwrap(),
        kind: ResultKind::Decision,
        stated_none: false,
        title: Some(Json::from(Multilingual::new("Шешім", "Решение"))),
        text: Some(r#"{"kk":"а","ru":"б"}"#.to_owned()),
        text_sha256: Some("0".to_owned()),
        file_name: None,
        media_type: None,
        bytes: None,
        file_sha256: None,
        stored_as: None,
        number: None,
        signer: None,
        created_on: Some("2026-12-10".parse().unwrap()),
        due_before: now,
        in_time: true,
        late_reason: None,
        published_at: now,
        published_by: staff,
        replaced_by: None,
        agenda_item_id: None,
        file_language: None,
        withheld_ground: None,
        withheld: None,
    };
    let done = office.app.database.write_here(Lane::Any, move |work| {
        store::insert(work.connection, &outcome)?;
        Ok::<_, Broken>(())
    });
    done.unwrap();
    id.to_string()
}

/// A file that the acts believe to lie in the folder.
pub fn a_file() -> NewFile {
    NewFile {
        language: None,
        name: "шешім.pdf".to_owned(),
        media_type: "application/pdf",
        bytes: 4,
        sha256: "ab".repeat(32),
        stored_as: "cd".repeat(16),
    }
}

/// The state that the forms of a page were made of.
pub fn seen_on(page: &str) -> String {
    let after = page.split("name=\"updated\" value=\"").nth(1).expect(page);
    after.split('"').next().unwrap().to_owned()
}

/// Sends a form with its file as browsers do: the file part is there, chosen or not.
pub async fn send(
    office: &Office,
    clerk: &Clerk,
    path: &str,
    fields: &[(&str, &str)],
    file: Option<(&str, &[u8])>,
) -> Answer {
    let (name, content) = file.unwrap_or(("", b""));
    send_files(office, clerk, path, fields, &[("file", name, content)]).await
}

/// The same with several files: the field, the name and the content of each.
pub async fn send_files(
    office: &Office,
    clerk: &Clerk,
    path: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    let token = clerk.csrf();
    for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
        write!(
            body,
            "--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
        .unwrap();
    }
    for (field, name, content) in files {
        write!(
            body,
            "--XX\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .unwrap();
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--XX--\r\n");
    let url = format!("{}{path}", office.url);
    let request = office
        .http
        .post(&url)
        .header("content-type", "multipart/form-data; boundary=XX")
        .header("origin", &office.url)
        .header("referer", &url)
        .body(body);
    office.ask(clerk, request).await
}

pub fn at(text: &str) -> otyrys::database::Instant {
    instant(text).into()
}
