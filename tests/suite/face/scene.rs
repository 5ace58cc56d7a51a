//! The office of the demonstration, with people, comments, results and an emergency besides: there is something to see
//! on every page.

use std::cell::Cell;
use std::collections::BTreeMap;

use otyrys::app::Mode;
use otyrys::commands::demo;
use otyrys::database::Id;
use otyrys::language::Multilingual;
use otyrys::law::results::ResultKind;
use otyrys::law::session_course::SessionStatus;
use otyrys::staff::actions::Roles;
use otyrys::web::desk::Role;
use serde_json::Value;

use super::pages::{LOCKED, Page, Who};
use crate::harness::{Answer, Clerk, Engine, Office, PASSWORD, Planned};
use crate::notices::scene::subscribed;
use crate::{access, closing, comments, documents, emergencies, entry, notices, openness, results};

/// A Monday morning on which one session sits.
const NOW: &str = "2026-12-07T09:00:00+05:00";

const MINISTRY: &str = "demo-ministry";

/// Lines of a transcript with their times.
const SPOKEN: &str = "[00:00:05] №1 Е. Нұрланов: Отырысты ашық деп жариялаймын.\n\
     [00:00:12] №1 Сәуле Ахметова: Су үнемдеу туралы баяндаймын.\n\
     [00:01:40] Су бағасы туралы сұрақ қойылды.";

/// The office, and what its pages are filled with.
pub struct Scene {
    pub office: Office,
    names: BTreeMap<&'static str, String>,
    clerks: BTreeMap<Who, Clerk>,
    half_in: BTreeMap<Who, String>,
    turns: Cell<u32>,
}

impl Scene {
    /// Everything in place.
    pub async fn set() -> Self {
        let office = Office::open_as(Engine::Sqlite, NOW, Mode::Demo, &[]).expect("an office");
        demo::furnish(&office.app).expect("furniture");
        let mut scene = Self {
            office,
            names: BTreeMap::new(),
            clerks: BTreeMap::new(),
            half_in: BTreeMap::new(),
            turns: Cell::new(0),
        };
        scene.sessions().await;
        scene.people().await;
        scene.applications().await;
        scene.closed();
        scene.broadcast();
        scene.results();
        scene.figures().await;
        scene.emergency();
        scene.subscriptions().await;
        scene.signing_in().await;
        // The post takes what was ordered: there are letters to be read.
        notices::scene::rounds(&scene.office).await;
        scene.locked().await;
        scene
    }

    fn name(&mut self, name: &'static str, value: impl Into<String>) {
        self.names.insert(name, value.into());
    }

    /// What is called so.
    pub fn named(&self, name: &str) -> &str {
        self.names
            .get(name)
            .unwrap_or_else(|| panic!("nothing is called {name}"))
    }

    fn clerk(&self, who: Who) -> &Clerk {
        self.clerks.get(&who).expect("somebody")
    }

    async fn sessions(&mut self) {
        let (_, list) = self
            .office
            .get_json("/api/v1/sessions?from=2020-01-01&limit=200")
            .await;
        let all = list["items"].as_array().expect("sessions").clone();
        let of = |slug: &str, starts: &str| {
            let found = all.iter().find(|one| {
                one["body"]["slug"] == slug
                    && one["starts_at"]
                        .as_str()
                        .is_some_and(|at| at.starts_with(starts))
            });
            let found = found.unwrap_or_else(|| panic!("no session of {slug} at {starts}"));
            found["id"].as_str().expect("an id").to_owned()
        };
        for (name, slug, starts) in [
            ("id", MINISTRY, "2026-12-10T10"),
            ("session", MINISTRY, "2026-12-10T10"),
            ("live", MINISTRY, "2026-12-07T08"),
            ("held", MINISTRY, "2026-12-03T10"),
            ("late", MINISTRY, "2026-12-09T15"),
            ("spring", MINISTRY, "2027-05-19T10"),
            ("full", "demo-budget-committee", "2026-12-11T11"),
            ("maslikhat", "demo-oblast-maslikhat", "2026-12-23T10"),
            ("cancelled", "demo-district-akimat", "2026-12-15T10"),
            ("moved", "demo-district-akimat", "2026-12-21T10"),
            ("online", "demo-district-akimat", "2026-12-22T10"),
            ("partly", "demo-oblast-akimat", "2026-12-24T10"),
        ] {
            self.name(name, of(slug, starts));
        }
        let draft = self.office.session_of(
            MINISTRY,
            &Planned {
                starts: "2026-12-21T10:00:00",
                status: SessionStatus::Draft,
                ..Planned::default()
            },
        );
        self.name("draft", draft);
        self.name("slug", MINISTRY);
        self.name("month", "2026-12");
        self.name("year", "2025");
        self.name("revision", "1");
    }

    async fn people(&mut self) {
        let session = self.named("session").to_owned();
        let body = self.office.body_of(&session);
        self.name("body", body.to_string());
        for (who, role) in [
            (Who::Head, Role::BodyAdmin),
            (Who::Admin, Role::SystemAdmin),
            (Who::Guard, Role::Guard),
        ] {
            let clerk = self.office.clerk_of(role, body);
            self.clerks.insert(who, clerk);
        }
        self.name("staff", self.clerk(Who::Guard).id.to_string());
        let head = self.clerk(Who::Head).clone();
        let sent = documents::upload(&self.office, &head, &session, "a.pdf", documents::PDF).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let (webhook, _) = access::webhook(&self.office, body).await;
        self.name("webhook", webhook);
    }

    async fn applies(&self, session: &str, surname: &str) -> Value {
        let (status, received) = self.office.apply(session, surname).await;
        assert_eq!(status, 201, "{received}");
        received
    }

    fn application(&self, secret: &str) -> otyrys::applications::record::Application {
        let secret = secret.to_owned();
        let found = self.office.app.database.read_here(move |connection| {
            otyrys::applications::store::by_secret(connection, &secret)
        });
        found.expect("a read").expect("an application")
    }

    async fn applications(&mut self) {
        let (session, full) = (
            self.named("session").to_owned(),
            self.named("full").to_owned(),
        );
        let mut secrets = BTreeMap::new();
        for (name, session, surname) in [
            ("secret", &session, "Әлиева"),
            ("waiting", &full, "Бекова"),
            ("admitted", &session, "Ғабитова"),
            ("refused", &session, "Дәуренова"),
            ("withdrawn", &session, "Ермекова"),
            ("online_now", &session, "Жүнісова"),
        ] {
            let received = self.applies(session, surname).await;
            let secret = received["secret"].as_str().expect("a secret").to_owned();
            secrets.insert(name, self.application(&secret));
            self.name(name, secret);
        }
        self.name("application", secrets["secret"].id.to_string());
        self.name("pass", secrets["secret"].pass.clone());
        self.name("refused_one", secrets["refused"].id.to_string());
        let whole = |name: &str| secrets[name].revision.to_string();
        let act = async |name: &str, act: &str, fields: &[(&str, &str)]| {
            let path = format!("/desk/applications/{}/{act}", secrets[name].id);
            let revision = whole(name);
            let mut all = vec![("revision", revision.as_str())];
            all.extend(fields);
            let answer = self.act(&path, &all).await;
            assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        };
        act("admitted", "admit", &[]).await;
        let why = [
            ("ground", "access_regime"),
            ("words", "Ғимарат жөнделуде"),
            ("confirmed", "true"),
        ];
        act("refused", "refuse", &why).await;
        act("withdrawn", "withdraw", &[]).await;
        act("online_now", "move-online", &[("agreed", "true")]).await;
        let paper = entry::Paper {
            channel: "by_hand",
            postmark: "",
            arrived: ("2026-12-07", "08:30"),
            surname: "Зейнолла",
        };
        let head = self.clerk(Who::Head).clone();
        let none = [("birth_year", ""), ("email", "z@example.org")];
        entry::enter(&self.office, (&head, &session), &paper, &none).await;
        let half = entry::found(&self.office, &session, "Зейнолла").expect("an application");
        self.name("half", half.id.to_string());
    }

    async fn act(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.office
            .desk_form(self.clerk(Who::Head), path, fields)
            .await
    }

    /// A session of the body that is closed as a whole.
    fn closed(&mut self) {
        let draft = self.office.session_of(
            MINISTRY,
            &Planned {
                starts: "2026-12-28T10:00:00",
                status: SessionStatus::Draft,
                ..Planned::default()
            },
        );
        let id = Id::parse(&draft).expect("an id");
        notices::scene::announce(&self.office, id);
        closing::close_whole(&self.office, id);
        self.name("closed", draft);
    }

    /// What viewers asked of the session that sits.
    fn broadcast(&mut self) {
        let live = self.named("live").to_owned();
        for words in [
            "Су құбыры қашан жөнделеді?",
            "Когда отремонтируют дорогу?",
            "Сатып алыңыз!",
            "Есеп қайда жарияланады?",
        ] {
            comments::written(&self.office, &live, words);
        }
        openness::answer(&self.office, &live, 1);
        openness::hide(&self.office, &live, 3);
        let id = |number| {
            comments::by_number(&self.office, &live, number)
                .id
                .to_string()
        };
        let (open, answered) = (id(2), id(1));
        self.name("comment", open);
        self.name("answered", answered);
        self.name("number", "1");
        let session = Id::parse(&live).expect("an id");
        let first = emergencies::people(&self.office, session)
            .into_iter()
            .next();
        self.name("pass_today", first.expect("an applicant").pass);
    }

    /// What came of the session that was held.
    fn results(&mut self) {
        let held = self.named("held").to_owned();
        let staff = self.clerk(Who::Head).id;
        for (name, kind) in [
            ("result", ResultKind::Decision),
            ("transcript", ResultKind::Transcript),
        ] {
            let mut order = results::order(&self.office, &held, kind);
            order.title = Multilingual::new(name, name);
            order.created_on = "2026-12-03".parse().expect("a day");
            if kind == ResultKind::Transcript {
                order.text = Some(Multilingual::new(SPOKEN, SPOKEN));
            }
            let outcome = results::publish(&self.office, staff, order).expect("published");
            self.name(name, outcome.id.to_string());
        }
    }

    /// The report of the year before, a plan, and standing answers.
    async fn figures(&mut self) {
        let here = format!("/desk/openness/{}", self.named("body"));
        let year = [
            ("year", "2025"),
            ("explanation-kk", "Байланыс үзілді"),
            ("explanation-ru", "Связь прерывалась"),
        ];
        let frozen = self.act(&format!("{here}/report"), &year).await;
        assert_eq!(frozen.status, 303, "{}", frozen.body);
    }

    /// Of another body than the one that most pages are of.
    fn emergency(&mut self) {
        let body = self.office.body_of(self.named("moved"));
        let declaration = otyrys::emergencies::Declaration {
            body: Some(body),
            ..emergencies::everywhere("face")
        };
        let declared = emergencies::declare(&self.office, declaration);
        self.name("emergency", declared.emergency.emergency.id.to_string());
    }

    async fn subscriptions(&mut self) {
        let one = subscribed(&self.office, "reader@example.org", |_| {}).await;
        self.name("subscription", one.secret);
        let unconfirmed = |row: &mut otyrys::subscriptions::record::Subscription| {
            row.confirmed_at = None;
        };
        let other = subscribed(&self.office, "other@example.org", unconfirmed).await;
        self.name("unconfirmed", other.secret);
    }

    /// Who is only half in.
    async fn signing_in(&mut self) {
        let body = Id::parse(self.named("body")).expect("an id");
        let role = || Roles {
            office: None,
            bodies: vec![(body, Role::BodyAdmin)],
        };
        let (_, link) = self.office.invite("invited@example.org", role());
        self.name("set_up", link.rsplit('/').next().expect("a secret"));

        let (_, link) = self.office.invite("newcomer@example.org", role());
        let newcomer = self.office.browser();
        newcomer.set_up(&link).await;
        let cookie = newcomer.cookie("__Host-otyrys").expect("half a sign-in");
        self.half_in.insert(Who::Newcomer, cookie);

        let (_, link) = self.office.invite("coded@example.org", role());
        let coded = self.office.browser();
        coded.set_up(&link).await;
        coded.enrol().await;
        let again = self.office.browser();
        again.sign_in("coded@example.org", PASSWORD).await;
        let cookie = again.cookie("__Host-otyrys").expect("half a sign-in");
        self.half_in.insert(Who::WithPassword, cookie);
    }

    /// Who has to wait: a minute by the clock, which stands still from here on.
    async fn locked(&self) {
        for _ in 0..5 {
            let tried = self.office.browser().sign_in(LOCKED, "жоқ-мұндай").await;
            assert_eq!(tried.status, 422, "{}", tried.body);
        }
    }

    /// The address of a page.
    pub fn address(&self, page: &Page, language: &str) -> String {
        let (mut path, mut query) = (page.way.to_owned(), "");
        path = path.replace("{language:kk|ru|en}", language);
        for word in page.with.split_whitespace() {
            if word.starts_with('?') {
                query = word;
            } else {
                let (part, name) = word.split_once('=').expect("a part and a name");
                let known = self.names.iter().find(|(known, _)| **known == name);
                let value = known.map_or(name, |(_, value)| value);
                path = path.replace(&format!("{{{part}}}"), value);
            }
        }
        for (name, value) in &self.names {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        assert!(!path.contains('{'), "{path} names nothing");
        format!("{path}{query}")
    }

    /// The cookie that somebody is signed in by; empty for a visitor.
    pub fn cookie(&self, who: Who) -> String {
        if let Some(half) = self.half_in.get(&who) {
            return half.clone();
        }
        let clerk = self.clerks.get(&who);
        clerk.map_or_else(String::new, |clerk| clerk.secret.clone())
    }

    /// A page as the server sends it.
    pub async fn fetch(&self, page: &Page, language: &str) -> (u16, String) {
        let address = self.address(page, language);
        let opened = self
            .request(page, language, self.office.http.get(self.url(&address)))
            .await;
        let Some((form, fields)) = page.sent else {
            return opened;
        };
        let (action, mut all) = form_on(&opened.1, form, &address);
        for (name, value) in self.typed(fields) {
            all.retain(|(known, _)| *known != name);
            all.push((name, value));
        }
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(all)
            .finish();
        let request = self
            .office
            .http
            .post(self.url(&action))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", &self.office.url)
            .header("referer", self.url(&address))
            .body(body);
        self.request(page, language, request).await
    }

    /// What is typed into a form. `{turn}` is another number each time: an account is not tried too often by being
    /// looked at.
    pub fn typed(&self, fields: &[(&str, &str)]) -> Vec<(String, String)> {
        let turn = self.turns.get() + 1;
        self.turns.set(turn);
        let turn = turn.to_string();
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.replace("{turn}", &turn)))
            .collect()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.office.url)
    }

    async fn request(
        &self,
        page: &Page,
        language: &str,
        request: reqwest::RequestBuilder,
    ) -> (u16, String) {
        let cookies = format!(
            "language={language}; __Host-otyrys={}",
            self.cookie(page.who)
        );
        let answer = request.header("cookie", cookies).send().await;
        let answer = answer.expect("an answer");
        let status = answer.status().as_u16();
        (status, answer.text().await.expect("a page"))
    }
}

/// Where a form of a page leads, and what stands in its hidden fields.
fn form_on(page: &str, form: &str, address: &str) -> (String, Vec<(String, String)>) {
    let forms =
        regex::Regex::new(r#"(?s)<form[^>]*method="post"[^>]*>.*?</form>"#).expect("a pattern");
    let action = regex::Regex::new(r#"^<form[^>]*action="([^"?]*)"#).expect("a pattern");
    let hidden = regex::Regex::new(r#"<input type="hidden" name="([^"]*)" value="([^"]*)""#)
        .expect("a pattern");
    for found in forms.find_iter(page) {
        let to = action
            .captures(found.as_str())
            .map_or(address, |found| found.get(1).map_or("", |to| to.as_str()));
        if to.ends_with(form) {
            let fields = hidden
                .captures_iter(found.as_str())
                .map(|field| (field[1].to_owned(), field[2].replace("&amp;", "&")))
                .collect();
            return (to.to_owned(), fields);
        }
    }
    panic!("no form to {form} on {address}: {page}")
}
