//! Emergencies at the desk and as the public reads of them, through the pages alone.

mod declaring;
mod ending;
mod public;
mod report;

use diesel::prelude::*;
use otyrys::database::schema::{emergencies, outbox, sessions};
use otyrys::database::{Broken, Id, Lane, Topic};
use otyrys::law::session_course::Format;
use serde_json::json;

use crate::harness::{Answer, Clerk, Office, value_on};

/// A Monday, three days before the sessions; their cut-off is two days ahead.
const NOW: &str = "2026-12-07T09:00:00+05:00";

const NEW: &str = "/desk/emergencies/new";

const KAZAKH: &str = "ТЖМ-нің № 15 бұйрығы, 07.12.2026";
const RUSSIAN: &str = "Приказ МЧС № 15, 07.12.2026";

/// The word that the Kazakh page asks for.
const WORD: &str = "жариялаймын";

/// The form as the page gives it, filled in for the whole country, with an open end.
async fn filled(office: &Office, clerk: &Clerk) -> Vec<(String, String)> {
    let page = office.desk(clerk, NEW).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mut fields: Vec<(String, String)> = ["form_key", "from-day", "from-time"]
        .iter()
        .map(|name| ((*name).to_owned(), value_on(&page.body, name)))
        .collect();
    if page.body.contains("name=\"body\"") {
        fields.push(("body".to_owned(), value_on(&page.body, "body")));
    }
    for (name, value) in [
        ("kind", "natural"),
        ("scope", "country"),
        ("basis-kk", KAZAKH),
        ("basis-ru", RUSSIAN),
        ("basis-en", ""),
        ("basis_url", "https://adilet.example/15"),
        ("signer", "А. Серік, министр"),
        ("until-day", ""),
        ("until-time", ""),
    ] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    fields
}

/// The same with one field otherwise.
fn with(fields: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    let mut fields = fields.to_vec();
    fields.retain(|(known, _)| known != name);
    fields.push((name.to_owned(), value.to_owned()));
    fields
}

async fn press(
    office: &Office,
    clerk: &Clerk,
    fields: &[(String, String)],
    act: &str,
    word: &str,
) -> Answer {
    let mut all: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    all.extend([("act", act), ("confirm", word)]);
    office.desk_form(clerk, NEW, &all).await
}

/// Declares what the form says; the address of its page.
async fn declare(office: &Office, clerk: &Clerk, fields: &[(String, String)]) -> String {
    let done = press(office, clerk, fields, "declare", WORD).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let to = done.to.expect("an address");
    to.split('?').next().expect("an address").to_owned()
}

fn declared(office: &Office) -> i64 {
    let count =
        |connection: &mut _| Ok::<_, Broken>(emergencies::table.count().get_result(connection)?);
    office.app.database.read_here(count).expect("a number")
}

fn format_of(office: &Office, session: &str) -> Format {
    let id = Id::parse(session).expect("an id");
    let read = move |connection: &mut _| otyrys::sessions::store::by_id(connection, id);
    let session = office.app.database.read_here(read).expect("read");
    session.expect("a session").format
}

/// Nobody has said yet where a session is broadcast.
fn without_broadcast(office: &Office, session: &str) {
    let id = Id::parse(session).expect("an id");
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(sessions::table.find(id))
            .set(sessions::broadcast_url.eq(None::<String>))
            .execute(work.connection)?;
        work.touch(Topic::Session(id));
        Ok::<_, Broken>(())
    });
    done.expect("no broadcast");
}

/// One with an e-mail, one with a telephone alone; no letter of theirs waits.
async fn two_people(office: &Office, session: &str) {
    assert_eq!(office.apply(session, "Ахметова").await.0, 201);
    let by_telephone = json!({
        "surname": "Сериков", "given_name": "Ерлан", "birth_year": 1970,
        "phone": "+77010000000", "consent": true,
    });
    let path = format!("/api/v1/sessions/{session}/applications");
    assert_eq!(office.post_json(&path, &by_telephone, None).await.0, 201);
    office.letters();
}

/// The post has carried every letter that waits, or lost it.
fn post_says(office: &Office, state: &'static str) {
    let now = otyrys::database::Instant::from(office.app.now());
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(outbox::table.filter(outbox::state.eq("created")))
            .set((outbox::state.eq(state), outbox::finished_at.eq(now)))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("the post");
}
