//! What the write path stands beside: the same checks and the same rows, by the same statements, in a
//! transaction a request over a pool of connections, as one would write it first.
//!
//! SQLite: `BEGIN IMMEDIATE`, WAL, `synchronous = FULL`. PostgreSQL: the session's row locked `FOR UPDATE`.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web::{self, Data, Path};
use actix_web::{App, HttpResponse, HttpServer, ResponseError};
use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use otyrys::applications::record::{Application, RANKS_APART};
use otyrys::applications::submission::{KnownBy, Submission};
use otyrys::applications::{letters, places, store, tokens};
use otyrys::clock::Clock;
use otyrys::database::schema::{journal, outbox};
#[cfg(feature = "postgres")]
use otyrys::database::schema::{seating, session_clocks, sessions};
use otyrys::database::{AnyConnection, Engine, Id, Instant, Json};
use otyrys::language::Language;
use otyrys::law::admission::Verdict;
use otyrys::law::deadlines::Channel;
use otyrys::sessions::record::{Clocks, Seating, Session};
use serde::Deserialize;
use serde_json::json;
use validator::Validate as _;

use crate::Outcome;

/// As many as r2d2 or a framework would open on a machine of this size.
const CONNECTIONS: u32 = 8;

type Connections = Pool<ConnectionManager<AnyConnection>>;

/// Serves applications on a database that is migrated already.
pub fn serve(url: &str) -> Outcome<()> {
    let pool: Connections = Pool::builder()
        .max_size(CONNECTIONS)
        .connection_timeout(Duration::from_secs(30))
        .test_on_check_out(false)
        .connection_customizer(Box::new(Durable))
        .build(ConnectionManager::new(url.trim_start_matches("sqlite:")))?;
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            App::new().app_data(Data::new(pool.clone())).route(
                "/api/v1/sessions/{id}/applications",
                web::post().to(receive),
            )
        })
        .workers(std::thread::available_parallelism()?.get())
        .bind("127.0.0.1:0")?;
        for address in server.addrs() {
            println!("listening on http://{address}");
        }
        Ok(server.run().await?)
    })
}

#[derive(Debug)]
struct Durable;

impl CustomizeConnection<AnyConnection, diesel::r2d2::Error> for Durable {
    fn on_acquire(&self, connection: &mut AnyConnection) -> Result<(), diesel::r2d2::Error> {
        if connection.engine() == Engine::Sqlite {
            connection
                .batch_execute(
                    "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                     PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;",
                )
                .map_err(diesel::r2d2::Error::QueryError)?;
        }
        Ok(())
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Failed(Box<dyn std::error::Error + Send + Sync>);

impl ResponseError for Failed {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    surname: String,
    given_name: String,
    birth_year: i16,
    email: Option<String>,
    consent: bool,
}

async fn receive(
    pool: Data<Connections>,
    path: Path<String>,
    person: web::Json<Person>,
) -> Result<HttpResponse, Failed> {
    let now = Clock::system().now();
    let pool = Arc::clone(&pool);
    let work = move || -> Outcome<Application> {
        let id = Id::parse(&path).ok_or("no such session")?;
        let person = submission(person.into_inner())?;
        let mut connection = pool.get()?;
        in_a_transaction(&mut connection, |connection| {
            apply(connection, now, id, &person)
        })
    };
    let application = web::block(work)
        .await
        .map_err(|error| Failed(error.into()))?
        .map_err(Failed)?;
    Ok(HttpResponse::Created().json(json!({
        "id": application.id,
        "number": application.number,
        "state": application.state,
        "secret": application.secret,
    })))
}

fn submission(person: Person) -> Outcome<Submission> {
    let submission = Submission {
        surname: person.surname,
        given_name: person.given_name,
        patronymic: None,
        birth_year: person.birth_year,
        email: person.email,
        phone: None,
        language: Language::Kk,
        needs: Vec::new(),
        needs_consent: false,
        consent: person.consent,
    };
    submission.validate()?;
    Ok(submission)
}

fn in_a_transaction<T>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Outcome<T>,
) -> Outcome<T> {
    connection.batch_execute(match connection.engine() {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => "BEGIN",
    })?;
    match work(connection) {
        Ok(done) => {
            connection.batch_execute("COMMIT")?;
            Ok(done)
        }
        Err(error) => {
            connection.batch_execute("ROLLBACK")?;
            Err(error)
        }
    }
}

fn apply(
    connection: &mut AnyConnection,
    now: DateTime<Utc>,
    session: Id,
    person: &Submission,
) -> Outcome<Application> {
    let (session, clocks, seating) = locked(connection, session)?;
    let known_by = person.known_by();
    let (email, phone) = (&known_by.same_email, &known_by.same_phone);
    if store::is_known(connection, session.id, email.as_deref(), phone.as_deref())? {
        return Err("applied already".into());
    }
    if !session.status.is_public() {
        return Err("no such session".into());
    }
    if let Verdict::Barred(bar) = otyrys::sessions::now::admission(&session, &clocks, now) {
        return Err(format!("{bar:?}").into());
    }
    let taken = places::take_next(connection, seating)?;
    let application = application(person, known_by, &session, &taken, now);
    if !store::insert(connection, &application)? {
        return Err("applied already".into());
    }
    note(connection, &session, &application, now)?;
    order_letter(connection, &session, &application, now)?;
    Ok(application)
}

fn locked(connection: &mut AnyConnection, id: Id) -> Outcome<(Session, Clocks, Seating)> {
    #[cfg(feature = "postgres")]
    if let AnyConnection::Postgres(own) = connection {
        return Ok(sessions::table
            .inner_join(session_clocks::table)
            .inner_join(seating::table)
            .filter(sessions::id.eq(id))
            .select((
                Session::as_select(),
                Clocks::as_select(),
                Seating::as_select(),
            ))
            .for_update()
            .first(own)?);
    }
    // BEGIN IMMEDIATE holds the whole file.
    let facts = otyrys::sessions::store::facts_for_applying(connection, id)?;
    Ok(facts.ok_or("no such session")?)
}

fn application(
    person: &Submission,
    known_by: KnownBy,
    session: &Session,
    taken: &places::Taken,
    now: DateTime<Utc>,
) -> Application {
    let (place, seating) = (taken.place, &taken.seating);
    Application {
        id: Id::new(),
        session_id: session.id,
        ordinal: seating.received,
        rank: i64::from(seating.received) * RANKS_APART,
        number: tokens::number(&session.code, seating.received),
        secret: otyrys::web::tokens::secret(),
        pass: tokens::pass(),
        channel: Channel::Electronic,
        state: place.state(),
        hall: place.hall(),
        seat: place.seat(),
        surname: Some(person.surname.clone()),
        given_name: Some(person.given_name.clone()),
        patronymic: None,
        birth_year: Some(person.birth_year),
        email: person.email.clone(),
        phone: None,
        language: person.language,
        needs: None,
        consent_version: "measured".to_owned(),
        received_at: now.into(),
        request_key: None,
        request_digest: None,
        name_search: Some(known_by.name_search),
        same_email: known_by.same_email,
        same_phone: None,
        revision: 0,
        updated_at: now.into(),
        attended_at: None,
        attended_from: None,
    }
}

fn note(
    connection: &mut AnyConnection,
    session: &Session,
    application: &Application,
    now: DateTime<Utc>,
) -> Outcome<()> {
    let after =
        json!({ "state": application.state, "number": application.number, "session": session.id });
    diesel::insert_into(journal::table)
        .values((
            journal::id.eq(Id::new()),
            journal::at.eq(Instant::from(now)),
            journal::actor.eq("visitor"),
            journal::act.eq("application.received"),
            journal::object_kind.eq("application"),
            journal::object_id.eq(application.id),
            journal::body_id.eq(session.body_id),
            journal::after.eq(Json::from(after)),
        ))
        .execute(connection)?;
    Ok(())
}

fn order_letter(
    connection: &mut AnyConnection,
    session: &Session,
    application: &Application,
    now: DateTime<Utc>,
) -> Outcome<()> {
    let facts = json!({
        "application": application.id,
        "number": application.number,
        "secret": application.secret,
        "state": application.state,
        "received_at": now,
        "revision": 0,
    });
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(Id::new()),
            outbox::once_key.eq(format!("{} {} 0", letters::RECEIVED, application.id)),
            outbox::lane.eq("ordinary"),
            outbox::kind.eq(letters::RECEIVED),
            outbox::recipient.eq(application.email.clone().unwrap_or_default()),
            outbox::language.eq(application.language),
            outbox::session_id.eq(session.id),
            outbox::payload.eq(Json::from(facts)),
            outbox::state.eq("created"),
            outbox::attempts.eq(0),
            outbox::next_attempt_at.eq(Instant::from(now)),
            outbox::give_up_at.eq(session.starts_at),
            outbox::created_at.eq(Instant::from(now)),
        ))
        .execute(connection)?;
    Ok(())
}
