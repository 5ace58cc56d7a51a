//! Subscriptions: asked for, confirmed by letter, changed and left without an account; and which sessions they want.

mod asking;
mod ending;
mod faults;
mod limits;
mod own_page;
mod wanting;
mod words;

use diesel::prelude::*;
use otyrys::database::schema::{journal, subscriptions};
use otyrys::database::{Broken, Id, Lane};
use otyrys::subscriptions::record::Subscription;
use otyrys::subscriptions::store;
use serde_json::{Value, json};

use crate::harness::Office;

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// Asks through the API.
async fn ask(office: &Office, wish: &Value) -> (u16, Value) {
    office.post_json("/api/v1/subscriptions", wish, None).await
}

/// Asks for an address and everything; the row.
async fn asked(office: &Office, email: &str) -> Subscription {
    let (status, answer) = ask(office, &json!({ "email": email })).await;
    assert_eq!(status, 202, "{answer}");
    last(office)
}

/// The same, and confirms it.
async fn confirmed(office: &Office, wish: &Value) -> Subscription {
    let (status, answer) = ask(office, wish).await;
    assert_eq!(status, 202, "{answer}");
    let row = last(office);
    let (status, to, _) = press(office, &row, "/confirm", &[]).await;
    let own = format!("/kk/subscriptions/{}?done=confirmed", row.secret);
    assert_eq!((status, to), (303, Some(own)));
    office.letters();
    by_id(office, row.id).expect("it is there")
}

/// A button of the subscription's own pages.
async fn press(
    office: &Office,
    row: &Subscription,
    what: &str,
    fields: &[(&str, &str)],
) -> (u16, Option<String>, String) {
    let path = format!("/kk/subscriptions/{}{what}", row.secret);
    office.post_form(&path, fields).await
}

fn all(office: &Office) -> Vec<Subscription> {
    let rows = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            subscriptions::table
                .order(subscriptions::id)
                .select(Subscription::as_select())
                .load(connection)?,
        )
    });
    rows.unwrap()
}

fn last(office: &Office) -> Subscription {
    all(office).pop().expect("a subscription")
}

fn by_id(office: &Office, id: Id) -> Option<Subscription> {
    office
        .app
        .database
        .read_here(|connection| store::by_id(connection, id))
        .unwrap()
}

/// Puts a row in the place of another.
fn put(office: &Office, row: Subscription) {
    let done = office
        .app
        .database
        .write_here(Lane::Any, move |work| store::insert(work.connection, &row));
    done.unwrap();
}

/// The acts on a subscription, and everything that the journal says.
fn acts(office: &Office, id: Id) -> (Vec<String>, String) {
    type Said = (String, Option<String>, Option<String>, String);
    let lines: Vec<Said> = office
        .app
        .database
        .read_here(|connection| {
            Ok::<_, Broken>(
                journal::table
                    .filter(journal::object_id.eq(id))
                    .order(journal::place)
                    .select((
                        journal::act,
                        journal::before,
                        journal::after,
                        journal::actor,
                    ))
                    .load(connection)?,
            )
        })
        .unwrap();
    let said = format!("{lines:?}");
    (lines.into_iter().map(|line| line.0).collect(), said)
}

fn kinds(office: &Office) -> Vec<String> {
    office.letters().into_iter().map(|(kind, _)| kind).collect()
}
