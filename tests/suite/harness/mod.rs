//! An office for one test.

mod browser;
mod database;
mod desk;
mod program;
mod sessions;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use otyrys::app::{App, Mode};
use otyrys::clock::{Clock, Hands};
use otyrys::commands::{Opening, open};
use otyrys::database::schema::outbox;
use otyrys::settings::Settings;
use serde_json::{Value, json};

pub use browser::{Browser, PASSWORD, code_of, recovery_codes_on, value_on};
pub use database::{Engine, Home};
pub use desk::{Answer, Clerk};
pub use program::Ran;
pub use sessions::Planned;

/// Runs a test on each engine: `both_engines!(name, "2026-12-07T09:00:00+05:00", async |office| { … })`.
macro_rules! both_engines {
    ($(#[$about:meta])* $name:ident, $at:expr, $test:expr) => {
        mod $name {
            use super::*;

            $(#[$about])*
            #[actix_web::test]
            async fn sqlite() {
                $crate::harness::run($crate::harness::Engine::Sqlite, $at, $test).await;
            }

            $(#[$about])*
            #[actix_web::test]
            async fn postgres() {
                $crate::harness::run($crate::harness::Engine::Postgres, $at, $test).await;
            }
        }
    };
}
pub(crate) use both_engines;

/// Opens an office, runs the test, and looks that no letter is left that the test did not take.
pub async fn run(engine: Engine, at: &str, test: impl AsyncFnOnce(&Office)) {
    let Some(office) = Office::open(engine, at) else {
        return;
    };
    test(&office).await;
    let left = office.letters_left();
    assert!(
        left.is_empty(),
        "letters that the test did not expect: {left:?}"
    );
    office.close().await;
}

/// The real program on a port of its own.
pub struct Office {
    /// Everything behind the server.
    pub app: Arc<App>,
    /// The hands of its clock.
    pub hands: Hands,
    /// `http://127.0.0.1:PORT`.
    pub url: String,
    /// A client that follows no redirects.
    pub http: reqwest::Client,
    server: actix_web::dev::ServerHandle,
    home: database::Home,
}

impl Office {
    /// `None` where the engine is not at hand, having said so.
    pub fn open(engine: Engine, at: &str) -> Option<Self> {
        Self::open_as(engine, at, Mode::Office, &[])
    }

    /// As [`Office::open`], with settings of the test's own (`("OTYRYS__MAIL__FROM", "…")`).
    pub fn open_as(engine: Engine, at: &str, mode: Mode, own: &[(&str, &str)]) -> Option<Self> {
        let home = database::Home::new(engine)?;
        let variables = [
            ("OTYRYS__DATABASE__URL".to_owned(), home.url.clone()),
            ("OTYRYS__LIMITS__PER_ADDRESS".to_owned(), "0".to_owned()),
            ("OTYRYS__SERVER__WORKERS".to_owned(), "1".to_owned()),
            ("OTYRYS__MAIL__TRANSPORT".to_owned(), "folder".to_owned()),
            (
                "OTYRYS__MAIL__FOLDER".to_owned(),
                home.folder.path().join("mail").display().to_string(),
            ),
            (
                "OTYRYS__FILES__FOLDER".to_owned(),
                home.folder.path().join("files").display().to_string(),
            ),
        ];
        let own = own
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Some(Self::open_with(
            home,
            at,
            mode,
            variables.into_iter().chain(own),
        ))
    }

    fn open_with(
        home: database::Home,
        at: &str,
        mode: Mode,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let settings = Settings::load(None, variables).expect("settings");
        let (clock, hands) = Clock::stopped_at(instant(at));
        let app = open(Opening {
            settings,
            clock,
            mode,
        })
        .expect("an office");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let server = otyrys::server::serve(&app, listener).expect("a server");
        let handle = server.handle();
        actix_web::rt::spawn(server);
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        Self {
            app,
            hands,
            url,
            http,
            server: handle,
            home,
        }
    }

    /// Sets the clock.
    pub fn at(&self, instant_text: &str) {
        self.hands.set(instant(instant_text));
    }

    /// GET; status and body.
    pub async fn get(&self, path: &str) -> (u16, String) {
        let answer = self
            .http
            .get(format!("{}{path}", self.url))
            .send()
            .await
            .expect("an answer");
        (
            answer.status().as_u16(),
            answer.text().await.expect("a body"),
        )
    }

    /// GET of JSON.
    pub async fn get_json(&self, path: &str) -> (u16, Value) {
        let (status, body) = self.get(path).await;
        (
            status,
            serde_json::from_str(&body).unwrap_or_else(|_| panic!("JSON at {path}, not: {body}")),
        )
    }

    /// POST of JSON, with an `Idempotency-Key` where one is given.
    pub async fn post_json(&self, path: &str, body: &Value, key: Option<&str>) -> (u16, Value) {
        let mut request = self
            .http
            .post(format!("{}{path}", self.url))
            .header("content-type", "application/json")
            .header("accept-language", "en")
            .body(body.to_string());
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        let text = answer.text().await.expect("a body");
        (
            status,
            serde_json::from_str(&text).unwrap_or_else(|_| panic!("JSON, not: {text}")),
        )
    }

    /// POST of a form from one of our own pages; status, where it leads, body.
    pub async fn post_form(
        &self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> (u16, Option<String>, String) {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self
            .http
            .post(format!("{}{path}", self.url))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", &self.url)
            .body(body);
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        let to = answer
            .headers()
            .get("location")
            .map(|value| value.to_str().expect("an address").to_owned());
        (status, to, answer.text().await.expect("a body"))
    }

    /// Applies through the API for an invented person of this name.
    pub async fn apply(&self, session: &str, surname: &str) -> (u16, Value) {
        self.post_json(
            &format!("/api/v1/sessions/{session}/applications"),
            &person(surname),
            None,
        )
        .await
    }

    /// Takes the letters that wait, as `(kind, recipient)`, in the order in which they were put there.
    pub fn letters(&self) -> Vec<(String, String)> {
        let letters = self.letters_left();
        let done = self
            .app
            .database
            .write_here(otyrys::database::Lane::Any, |work| {
                diesel::delete(outbox::table.filter(outbox::channel.eq("mail")))
                    .execute(work.connection)?;
                Ok::<_, otyrys::database::Broken>(())
            });
        done.expect("the outbox emptied");
        letters
    }

    fn letters_left(&self) -> Vec<(String, String)> {
        self.app
            .database
            .read_here(|connection| {
                Ok::<_, otyrys::database::Broken>(
                    outbox::table
                        .filter(outbox::channel.eq("mail"))
                        .filter(outbox::state.eq_any(["created", "sending", "temporary_failure"]))
                        .order(outbox::id)
                        .select((outbox::kind, outbox::recipient))
                        .load(connection)?,
                )
            })
            .expect("the outbox read")
    }

    pub async fn close(self) {
        self.server.stop(false).await;
        drop(self.app);
        self.home.leave();
    }
}

/// An instant written with its offset.
pub fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text)
        .expect("an instant")
        .to_utc()
}

/// What an invented person sends.
pub fn person(surname: &str) -> Value {
    json!({
        "surname": surname,
        "given_name": "Айгүл",
        "birth_year": 1985,
        "email": format!("{}@example.org", surname.to_lowercase().chars().map(|c| u32::from(c).to_string()).collect::<String>()),
        "consent": true,
    })
}
