//! Neighbouring systems are told: what they get, what happens when they do not answer, where nobody is called, and
//! what the desk does with webhooks.

mod calls;
mod desk;
mod failing;
mod reach;
pub mod receiver;
mod workers;

use std::sync::Arc;

use diesel::prelude::*;
use otyrys::app::Mode;
use otyrys::database::schema::outbox;
use otyrys::database::{Broken, Id, Lane, Work};
use otyrys::journal::Actor;
use otyrys::news::{self, Kind};
use otyrys::webhooks::record::Webhook;
use otyrys::webhooks::{Caller, actions, store, telling};
use tokio::sync::watch;

use crate::harness::{Engine, Office, Planned};
use receiver::Receiver;

const MORNING: &str = "2026-12-07T09:00:00+05:00";

/// Settings under which a receiver on loopback is called.
const OPEN: [(&str, &str); 3] = [
    ("OTYRYS__WEBHOOKS__ALLOW_PRIVATE", "true"),
    ("OTYRYS__WEBHOOKS__ALLOW_HTTP", "true"),
    ("OTYRYS__WEBHOOKS__TIMEOUT_SECONDS", "1"),
];

/// A test on each engine with a neighbour on loopback and a session.
macro_rules! neighbours {
    ($(#[$about:meta])* $name:ident, $test:expr) => {
        mod $name {
            use super::*;

            $(#[$about])*
            #[actix_web::test]
            async fn sqlite() {
                $crate::webhooks::run($crate::harness::Engine::Sqlite, $test).await;
            }

            $(#[$about])*
            #[actix_web::test]
            async fn postgres() {
                $crate::webhooks::run($crate::harness::Engine::Postgres, $test).await;
            }
        }
    };
}
pub(crate) use neighbours;

pub async fn run(engine: Engine, test: impl AsyncFnOnce(&Office, &Receiver, &str)) {
    run_with(engine, &[], test).await;
}

/// The same with settings of the test's own.
async fn run_with(
    engine: Engine,
    own: &[(&str, &str)],
    test: impl AsyncFnOnce(&Office, &Receiver, &str),
) {
    let settings = [OPEN.as_slice(), own].concat();
    let Some(office) = Office::open_as(engine, MORNING, Mode::Office, &settings) else {
        return;
    };
    let session = office.session(&Planned::default());
    test(&office, &Receiver::start(), &session).await;
    office.close().await;
}

/// Enters a webhook that hears of everything.
pub fn hook(office: &Office, body: Option<Id>, address: &str) -> Webhook {
    let now = office.app.now();
    let order = actions::Order {
        address: address.to_owned(),
        events: Kind::ALL.to_vec(),
    };
    let add = move |work: &mut Work| actions::add(work, now, &Actor::Office, body, &order);
    let done = office.app.database.write_here(Lane::All, add);
    done.expect("a webhook")
}

/// The webhook as it stands now.
fn now_of(office: &Office, webhook: &Webhook) -> Webhook {
    let id = webhook.id;
    let read = office
        .app
        .database
        .read_here(|connection| store::by_id(connection, id));
    read.expect("a read").expect("a webhook")
}

/// Something happens to a session.
fn happens(office: &Office, session: &str, kind: Kind, revision: i32) {
    let (now, body) = (office.app.now(), office.body_of(session));
    let session = Id::parse(session).expect("an id");
    let note = move |work: &mut Work| news::note(work, now, kind, (session, body), revision);
    let done = office.app.database.write_here(Lane::Any, note);
    done.expect("news");
}

/// Orders the calls for all news, and calls whoever is to be called; the number of calls.
pub async fn call(office: &Office) -> usize {
    telling::tell(&office.app).await.expect("told");
    round(&mut Caller::of(Arc::clone(&office.app))).await
}

async fn round(caller: &mut Caller) -> usize {
    let (_never, mut stop) = watch::channel(false);
    caller.round(&mut stop).await.expect("a round")
}

/// State, attempts and outcome of every call, in the order in which they were ordered.
fn rows(office: &Office) -> Vec<(String, i32, Option<String>)> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .filter(outbox::channel.eq("webhook"))
                .order(outbox::id)
                .select((outbox::state, outbox::attempts, outbox::last_error))
                .load(connection)?,
        )
    });
    read.expect("the outbox")
}

/// One such row.
fn row(state: &str, attempts: i32, outcome: &str) -> (String, i32, Option<String>) {
    (state.to_owned(), attempts, Some(outcome.to_owned()))
}
