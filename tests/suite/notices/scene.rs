//! Sessions that are announced, changed, moved and called off, and people who hear of it.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::bodies;
use otyrys::database::schema::{applications, outbox};
use otyrys::database::{Broken, Id, Instant, Json, Lane, Work};
use otyrys::journal::Actor;
use otyrys::language::{Language, Multilingual};
use otyrys::law::session_course::SessionStatus;
use otyrys::news::{self, Kind};
use otyrys::outbox::store::key_of;
use otyrys::outbox::trace::Trace;
use otyrys::sessions;
use otyrys::sessions::actions::{self, Cancellation, Edit, Order, Postponement};
use otyrys::sessions::deadlines::Counting;
use otyrys::sessions::record::Session;
use otyrys::sessions::store::Details;
use otyrys::subscriptions;
use otyrys::subscriptions::record::{Often, Subscription};
use otyrys::subscriptions::wish::Wish;
use serde_json::{Value, json};

use crate::harness::{Office, Planned, instant, person};
use crate::mail::reading::{Read, kept};
use crate::postponing::{moving, postpone};

/// An announced session, by the act that announces.
pub fn announced(office: &Office, planned: &Planned) -> Id {
    let draft = Planned {
        status: SessionStatus::Draft,
        ..planned.clone()
    };
    let id = Id::parse(&office.session(&draft)).expect("an id");
    announce(office, id);
    id
}

pub fn announce(office: &Office, id: Id) {
    let (app, now) = (std::sync::Arc::clone(&office.app), office.app.now());
    let done = office.app.database.write_here(Lane::All, move |work| {
        let session = sessions::store::by_id(work.connection, id)?.expect("a session");
        let body = bodies::store::by_id(work.connection, session.body_id)?.expect("a body");
        let counting = Counting::in_act(work, &app)?;
        actions::announce(work, now, &counting, &Actor::Office, &body, id)
    });
    done.expect("announced");
}

pub fn stored(office: &Office, id: Id) -> (Session, Details) {
    let read = office.app.database.read_here(|connection| {
        let session = sessions::store::by_id(connection, id)?.expect("a session");
        let details = sessions::store::details_of(connection, &[id])?.remove(&id);
        Ok::<_, Broken>((session, details.expect("details")))
    });
    read.expect("a session")
}

/// Changes an announced session, with the reason that the desk gives, or a usual one.
pub fn revise(office: &Office, id: Id, why: Option<(&str, &str)>, change: impl FnOnce(&mut Order)) {
    let (session, details) = stored(office, id);
    let (kk, ru) = why.unwrap_or(("Түзету", "Уточнение"));
    let mut order = Order::of(&session, &details);
    change(&mut order);
    let edit = Edit {
        id,
        seen: session.updated_at,
        order,
        why: Some(Multilingual::new(kk, ru)),
    };
    let (app, now) = (std::sync::Arc::clone(&office.app), office.app.now());
    let done = office.app.database.write_here(Lane::All, move |work| {
        let counting = Counting::in_act(work, &app)?;
        actions::save(work, now, &counting, &Actor::Office, &edit)
    });
    done.expect("revised");
}

/// Another place.
pub fn to_hall(office: &Office, id: Id, hall: u32) {
    revise(office, id, None, |order| {
        let place = Multilingual::new(format!("{hall}-зал"), format!("Зал {hall}"));
        order.place = Some(place);
    });
}

/// By the act of the desk.
pub fn postponed(office: &Office, id: Id, starts: &str) {
    let local = stored(office, id).0.zone.local(instant(starts));
    let order = Postponement {
        why: Multilingual::new("Баяндамашы сапарда", "Докладчик в командировке"),
        late_reason: Some("Сапар кеш белгілі болды".to_owned()),
        ..moving(office, id.as_str(), &local.format("%FT%T").to_string())
    };
    postpone(office, order).expect("moved");
}

/// By the act of the desk.
pub fn cancelled(office: &Office, id: Id) {
    let order = Cancellation {
        id,
        seen: stored(office, id).0.updated_at,
        why: Multilingual::new("Мәселе жойылды", "Вопрос снят"),
    };
    let now = office.app.now();
    let act = move |work: &mut Work| actions::cancel(work, now, &Actor::Office, &order);
    let done = office.app.database.write_here(Lane::All, act);
    done.expect("called off");
}

/// News by itself, as of a result.
pub fn note(office: &Office, id: Id, kind: Kind) {
    let (now, session) = (office.app.now(), stored(office, id).0);
    let about = (id, session.body_id);
    let done = office.app.database.write_here(Lane::Any, move |work| {
        news::note(work, now, kind, about, session.revision)
    });
    done.expect("noted");
}

/// A confirmed subscription to everything, changed by the test.
pub async fn subscribed(
    office: &Office,
    email: &str,
    change: impl FnOnce(&mut Subscription),
) -> Subscription {
    let key = key_of(&office.app.database).await.expect("a key");
    let (id, now) = (Id::new(), Instant::from(office.app.now()));
    let mut row = Subscription {
        id,
        secret: format!("secret-{id}"),
        email: email.to_owned(),
        email_digest: Trace::with(key).of_address(email),
        language: Language::Kk,
        bodies: Json::from(Vec::new()),
        regions: Json::from(Vec::new()),
        topic: None,
        announcements: true,
        changes: true,
        results: true,
        often: Often::AtOnce,
        created_at: now,
        confirmed_at: Some(now),
        updated_at: now,
        revision: 1,
        known_by: Id::new(),
        heard_before: Json::from(Vec::new()),
    };
    let digest = row.email_digest.clone();
    let known = office
        .app
        .database
        .read_here(|connection| subscriptions::store::of_address(connection, &digest));
    if let Some(other) = known.expect("the others").first() {
        row.known_by = other.known_by;
    }
    change(&mut row);
    let put = row.clone();
    let done = office.app.database.write_here(Lane::Any, move |work| {
        subscriptions::store::insert(work.connection, &put)
    });
    done.expect("a subscription");
    row
}

/// The reader changes what is wanted, by the act of the page.
pub fn rewished(office: &Office, row: &Subscription, change: impl FnOnce(&mut Wish)) {
    let (id, now) = (row.id, office.app.now());
    let read = |connection: &mut _| subscriptions::store::by_id(connection, id);
    let known = office.app.database.read_here(read).expect("a read");
    let known = known.expect("a subscription");
    let mut wish = Wish {
        language: known.language,
        bodies: known.bodies.to_vec(),
        regions: known.regions.to_vec(),
        topic: known.topic.clone(),
        about: known.about(),
        often: known.often,
    };
    change(&mut wish);
    let done = office.app.database.write_here(Lane::Any, move |work| {
        subscriptions::actions::change(work, now, &known.secret, (wish, known.revision))
    });
    done.expect("changed");
}

/// Somebody applies; what the answer says.
pub async fn applied(office: &Office, session: Id, email: &str, language: Language) -> Value {
    let mut applicant = person("Сейітова");
    applicant["email"] = json!(email);
    applicant["language"] = json!(language.code());
    let path = format!("/api/v1/sessions/{session}/applications");
    let (status, answer) = office.post_json(&path, &applicant, None).await;
    assert_eq!(status, 201, "{answer}");
    answer
}

/// The worker does what is due.
pub async fn round(office: &Office) -> usize {
    let done = otyrys::worker::run_once(&office.app).await;
    done.expect("a round")
}

/// The same until letters to many have waited long enough.
pub async fn rounds(office: &Office) {
    round(office).await;
    office.hands.advance(TimeDelta::minutes(5));
    round(office).await;
}

/// Subjects of the letters sent, each with its reader, after the first few.
pub fn subjects(office: &Office, after: usize) -> Vec<String> {
    let letters = kept(office).into_iter().skip(after);
    let named = letters.map(|letter| format!("{}: {}", letter.to, letter.subject));
    named.collect()
}

pub fn letters(office: &Office, after: usize) -> Vec<Read> {
    kept(office).into_iter().skip(after).collect()
}

/// Letters in the outbox about news, with their states, in the order in which they were ordered.
pub fn ordered(office: &Office) -> Vec<(String, String, String)> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .filter(
                    outbox::kind
                        .like("subscriber-%")
                        .or(outbox::kind.like("applicant-%")),
                )
                .order(outbox::id)
                .select((outbox::kind, outbox::lane, outbox::state))
                .load(connection)?,
        )
    });
    read.expect("the outbox")
}

/// Many applications without people behind them, straight into the store.
pub fn crowd(office: &Office, session: Id, first: &Value, many: i32) {
    let number = first["number"].as_str().expect("a number").to_owned();
    let done = office.app.database.write_here(Lane::Any, move |work| {
        use otyrys::applications::record::Application;
        let known: Application = applications::table
            .filter(applications::number.eq(number))
            .select(Application::as_select())
            .get_result(work.connection)
            .expect("an application");
        let all: Vec<Application> = (0..many)
            .map(|one| Application {
                id: Id::new(),
                session_id: session,
                ordinal: known.ordinal + 1 + one,
                number: format!("{}-{one}", known.number),
                secret: format!("{}{one}", known.secret),
                pass: format!("{}{one}", known.pass),
                state: otyrys::law::application_course::ApplicationState::Waiting,
                hall: None,
                seat: None,
                email: Some(format!("many{one}@example.org")),
                request_key: None,
                same_email: None,
                same_phone: None,
                ..known.clone()
            })
            .collect();
        otyrys::applications::store::insert_many(work.connection, &all)
    });
    done.expect("a crowd");
}

/// Orders every letter about news that is due.
pub async fn tell(app: &std::sync::Arc<otyrys::app::App>) -> Result<usize, Broken> {
    let applicants = otyrys::notices::tell_applicants(app).await?;
    let subscribers = otyrys::notices::tell_subscribers(app).await?;
    Ok(applicants + subscribers + otyrys::notices::tell_of_the_day(app).await?)
}
