//! People who are signed in at the desk, without the way through password and second factor.

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::TimeDelta;
use otyrys::database::{Broken, Id, Lane};
use otyrys::language::Language;
use otyrys::sessions;
use otyrys::staff::record::{Member, RoleRow, SignIn};
use otyrys::staff::{store, tokens};
use otyrys::web::desk::{Person, Role};

use super::Office;

/// Somebody signed in.
#[derive(Debug, Clone)]
pub struct Clerk {
    /// The row of the person.
    pub id: Id,
    /// The secret in the cookie.
    pub secret: String,
    /// The row of the sign-in.
    pub sign_in: Id,
}

/// An answer of the desk.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Where it leads.
    pub to: Option<String>,
    pub body: String,
    /// The answer's other headers.
    pub headers: reqwest::header::HeaderMap,
    /// The body as it was sent.
    pub bytes: Vec<u8>,
}

impl Clerk {
    /// The token that the clerk's forms carry.
    pub fn csrf(&self) -> String {
        otyrys::web::tokens::masked(&Person::csrf_of(&tokens::digest(&self.secret)))
    }
}

impl Office {
    /// Signs in a new person with this role for the body of a session; a role of the office is for all bodies.
    pub fn clerk(&self, role: Role, session: &str) -> Clerk {
        self.clerk_of(role, self.body_of(session))
    }

    /// Whose session this is.
    pub fn body_of(&self, session: &str) -> Id {
        let id = Id::parse(session).expect("an id");
        let body = self.app.database.read_here(|connection| {
            let session = sessions::store::by_id(connection, id)?.expect("a session");
            Ok::<_, Broken>(session.body_id)
        });
        body.expect("a body")
    }

    /// The same for a body.
    pub fn clerk_of(&self, role: Role, body: Id) -> Clerk {
        static PEOPLE: AtomicUsize = AtomicUsize::new(1);
        let number = PEOPLE.fetch_add(1, Ordering::Relaxed);
        let (id, secret, now) = (Id::new(), tokens::secret(), self.app.now());
        let office_role = role.is_of_the_office().then_some(role);
        let member = Member {
            id,
            email: format!("clerk-{number}@example.org"),
            name: format!("Қызметкер {number}"),
            language: Language::Kk,
            office_role,
            password_hash: None,
            totp_secret: None,
            totp_last_step: None,
            setup_digest: None,
            setup_ends_at: None,
            disabled_at: None,
            revision: 0,
            created_at: now.into(),
            updated_at: now.into(),
        };
        let sign_in_id = Id::new();
        let sign_in = SignIn {
            id: sign_in_id,
            staff_id: id,
            secret_digest: tokens::digest(&secret),
            complete: true,
            browser: "suite".to_owned(),
            begun_at: now.into(),
            last_seen_at: now.into(),
            // Tests move the clock by weeks; what runs out is tested by itself.
            ends_at: (now + TimeDelta::days(3650)).into(),
            ended_at: None,
        };
        let done = self.app.database.write_here(Lane::Any, move |work| {
            store::insert(work.connection, &member)?;
            if office_role.is_none() {
                let row = RoleRow {
                    staff_id: id,
                    body_id: body,
                    role,
                };
                store::give_role(work.connection, &row)?;
            }
            store::begin_sign_in(work.connection, &sign_in)
        });
        done.expect("a clerk");
        Clerk {
            id,
            secret,
            sign_in: sign_in_id,
        }
    }

    /// GET as a clerk.
    pub async fn desk(&self, clerk: &Clerk, path: &str) -> Answer {
        self.ask(clerk, self.http.get(format!("{}{path}", self.url)))
            .await
    }

    /// POST of a form that stands at the same address.
    pub async fn desk_form(&self, clerk: &Clerk, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.desk_form_on(clerk, path, path, fields).await
    }

    /// POST of a form that stands on the page `page`.
    pub async fn desk_form_on(
        &self,
        clerk: &Clerk,
        page: &str,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .append_pair("csrf", &clerk.csrf())
            .finish();
        let request = self
            .http
            .post(format!("{}{path}", self.url))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", &self.url)
            .header("referer", format!("{}{page}", self.url))
            .body(body);
        self.ask(clerk, request).await
    }

    /// Sends a request with the clerk's cookie. However far the test has moved the clock, the sign-in goes on.
    pub async fn ask(&self, clerk: &Clerk, request: reqwest::RequestBuilder) -> Answer {
        let (sign_in, now) = (clerk.sign_in, self.app.now());
        let seen =
            move |work: &mut otyrys::database::Work| store::see(work.connection, sign_in, now);
        self.app.database.write_here(Lane::Any, seen).expect("seen");
        let answer = request
            .header("cookie", format!("__Host-otyrys={}", clerk.secret))
            .send()
            .await
            .expect("an answer");
        let headers = answer.headers().clone();
        let status = answer.status().as_u16();
        let bytes = answer.bytes().await.expect("a body").to_vec();
        Answer {
            status,
            to: headers
                .get("location")
                .map(|value| value.to_str().expect("an address").to_owned()),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            headers,
            bytes,
        }
    }
}
