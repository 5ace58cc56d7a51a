//! A browser of a person of a secretariat: it keeps cookies and sends forms as they stand on their pages.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use otyrys::database::schema::journal;
use otyrys::database::{Broken, Id, Lane};
use otyrys::language::Language;
use otyrys::staff::actions::{self, Authority, Link, New, Roles};
use otyrys::staff::store;
use otyrys::web::desk::Role;
use totp_rs::{Builder, Secret};

use super::{Answer, Office};

/// A browser on an office.
pub struct Browser<'a> {
    office: &'a Office,
    cookies: RefCell<BTreeMap<String, String>>,
}

/// The password that people of tests choose.
pub const PASSWORD: &str = "көк-тауда-9-бұлақ";

impl Office {
    /// A browser that has been nowhere yet.
    pub fn browser(&self) -> Browser<'_> {
        Browser {
            office: self,
            cookies: RefCell::default(),
        }
    }

    /// Enters a person; the path of the one-time link.
    pub fn invite(&self, email: &str, roles: Roles) -> (Id, String) {
        let (now, link) = (self.app.now(), Link::new(self.app.now()));
        let new = New {
            email: email.to_owned(),
            name: "Сынақшы Адам".to_owned(),
            language: Language::Ru,
            roles,
        };
        let path = link.address("");
        let id = self.app.database.write_here(Lane::Any, move |work| {
            actions::add(work, now, &Authority::of_command("suite"), &new, &link)
        });
        (id.expect("a person"), path)
    }

    /// What a person signs in with.
    pub fn email_of(&self, id: Id) -> String {
        let found = self
            .app
            .database
            .read_here(|connection| store::by_id(connection, id));
        found.expect("an answer").expect("a person").email
    }

    /// Acts on one kind of thing, each with all that the journal says of it.
    pub fn journal_of(&self, kind: &str) -> Vec<(String, String)> {
        let rows: Vec<(String, String, Option<String>, Option<String>)> = self
            .app
            .database
            .read_here(|connection| {
                Ok::<_, Broken>(
                    journal::table
                        .filter(journal::object_kind.eq(kind))
                        .order(journal::id)
                        .select((
                            journal::act,
                            journal::actor,
                            journal::before,
                            journal::after,
                        ))
                        .load(connection)?,
                )
            })
            .expect("the journal");
        let text = |(act, actor, before, after): (String, _, _, _)| {
            let all = format!("{act} {actor:?} {before:?} {after:?}");
            (act, all)
        };
        rows.into_iter().map(text).collect()
    }

    /// A role for all bodies.
    pub fn of_office(role: Role) -> Roles {
        Roles {
            office: Some(role),
            bodies: Vec::new(),
        }
    }
}

/// The code that an app shows.
pub fn code_of(secret: &str, now: DateTime<Utc>) -> String {
    let secret = Secret::try_from_base32(secret).expect("Base32");
    let totp = Builder::new()
        .with_secret(secret)
        .build()
        .expect("a secret");
    let seconds = u64::try_from(now.timestamp()).expect("after 1970");
    totp.generate(seconds).to_string()
}

impl Browser<'_> {
    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.office.http.get(format!("{}{path}", self.office.url)))
            .await
    }

    /// POST of fields as they are, from a page of ours.
    pub async fn post(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self
            .office
            .http
            .post(format!("{}{path}", self.office.url))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", &self.office.url)
            .header("referer", format!("{}{page}", self.office.url))
            .body(body);
        self.send(request).await
    }

    /// POST of a form with the token that stands on its page.
    pub async fn send_form(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let shown = self.get(page).await;
        assert_eq!(shown.status, 200, "{page}: {}", shown.body);
        let token = value_on(&shown.body, "csrf");
        let mut all = fields.to_vec();
        all.push(("csrf", &token));
        self.post(page, path, &all).await
    }

    /// E-mail and password.
    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        let fields = [("email", email), ("password", password)];
        self.post("/desk/sign-in", "/desk/sign-in", &fields).await
    }

    /// Chooses the usual password by a one-time link.
    pub async fn set_up(&self, link: &str) -> Answer {
        let fields = [("new_password", PASSWORD), ("repeated", PASSWORD)];
        self.post(link, link, &fields).await
    }

    /// Sets the second factor up on the way in; its secret and the codes for paper.
    pub async fn enrol(&self) -> (String, Vec<String>) {
        let path = "/desk/sign-in/second-factor";
        let page = self.get(path).await;
        let secret = value_on(&page.body, "secret");
        let code = code_of(&secret, self.office.app.now());
        let fields = [("secret", secret.as_str()), ("code", code.as_str())];
        let done = self.post(path, path, &fields).await;
        assert_eq!(done.status, 200, "{}", done.body);
        (secret, recovery_codes_on(&done.body))
    }

    /// The secret of the sign-in that the browser holds.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Puts a cookie into the browser.
    pub fn take_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.borrow_mut();
        cookies.insert(name.to_owned(), value.to_owned());
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .borrow()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let answer = request
            .header("cookie", cookies.join("; "))
            .header(
                "user-agent",
                "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
            )
            .send()
            .await
            .expect("an answer");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        for cookie in headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("a cookie");
            let (name, value) = cookie
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='))
                .expect("a name and a value");
            if cookie.contains("Max-Age=0") {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.take_cookie(name, value);
            }
        }
        let bytes = answer.bytes().await.expect("a body").to_vec();
        let to = headers
            .get("location")
            .map(|to| to.to_str().expect("an address").to_owned());
        Answer {
            status,
            to,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            headers,
            bytes,
        }
    }
}

/// The value of a field on a page.
pub fn value_on(page: &str, name: &str) -> String {
    let field =
        regex::Regex::new(&format!(r#"name="{name}"[^>]*value="([^"]*)""#)).expect("a pattern");
    let found = field
        .captures(page)
        .unwrap_or_else(|| panic!("no {name} on: {page}"));
    found[1].to_owned()
}

/// The codes for paper that a page shows.
pub fn recovery_codes_on(page: &str) -> Vec<String> {
    let code = regex::Regex::new(r"<li><code>([a-z0-9-]{19})</code>").expect("a pattern");
    code.captures_iter(page)
        .map(|found| found[1].to_owned())
        .collect()
}
