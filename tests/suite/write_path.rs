//! The write path: acts share a commit, each in its own savepoint; a full queue says so at once.

use std::sync::mpsc;

use diesel::prelude::*;
use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, join_all};
use otyrys::applications::actions::{self, Apply};
use otyrys::applications::submission::Submission;
use otyrys::database::schema::{office_facts, sessions};
use otyrys::database::{Broken, Database, Id, Lane, Work};
use otyrys::journal::{self, Actor, Entry};
use otyrys::language::Language;
use otyrys::law::session_course::SessionStatus;

use crate::harness::{Planned, both_engines, instant};

const NOW: &str = "2026-12-07T09:00:00+05:00";

#[derive(Debug, PartialEq, Eq)]
enum No {
    Refused,
    Broken(String),
}

impl From<Broken> for No {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken.to_string())
    }
}

impl From<diesel::result::Error> for No {
    fn from(error: diesel::result::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// Writes a fact, notes that in the journal, and then ends as told.
async fn write_fact(
    database: &Database,
    name: &'static str,
    end: Result<(), No>,
) -> Result<(), No> {
    database
        .write(Lane::All, move |work| {
            diesel::insert_into(office_facts::table)
                .values((office_facts::name.eq(name), office_facts::value.eq("1")))
                .execute(work.connection)?;
            journal::record(work, instant(NOW), noted(name));
            end
        })
        .await
}

fn noted(act: &str) -> Entry<'_> {
    Entry {
        actor: Actor::Office,
        act,
        object_kind: "fact",
        object: Id::new(),
        body: None,
        before: None,
        after: None,
        calendar_version: None,
    }
}

async fn journal_lines(database: &Database) -> Vec<String> {
    database
        .read(|connection| {
            use otyrys::database::schema::journal;
            Ok::<_, Broken>(
                journal::table
                    .filter(journal::object_kind.eq("fact"))
                    .order(journal::act)
                    .select(journal::act)
                    .load(connection)?,
            )
        })
        .await
        .unwrap()
}

async fn facts(database: &Database) -> Vec<String> {
    database
        .read(|connection| {
            Ok::<_, Broken>(
                office_facts::table
                    .filter(office_facts::value.eq("1"))
                    .order(office_facts::name)
                    .select(office_facts::name)
                    .load(connection)?,
            )
        })
        .await
        .unwrap()
}

both_engines!(a_refused_act_undoes_itself_alone, NOW, async |office| {
    let database = &office.app.database;
    // Held back together by an act that waits for us, they are committed together.
    let (go, wait) = mpsc::channel::<()>();
    let blocker = database.write(Lane::All, move |_| {
        wait.recv().ok();
        Ok::<_, No>(())
    });
    let first = write_fact(database, "first", Ok(()));
    let refused = write_fact(database, "refused", Err(No::Refused));
    let broken = write_fact(database, "first", Ok(()));
    let last = write_fact(database, "last", Ok(()));
    let release = async move {
        actix_web::rt::time::sleep(std::time::Duration::from_millis(50)).await;
        go.send(()).ok();
    };
    let (_, first, refused, broken, last, ()) =
        futures_util::join!(blocker, first, refused, broken, last, release);
    assert_eq!((first, refused, last), (Ok(()), Err(No::Refused), Ok(())));
    assert!(
        matches!(broken, Err(No::Broken(_))),
        "the same key twice: {broken:?}"
    );
    assert_eq!(facts(database).await, ["first", "last"]);
    assert_eq!(journal_lines(database).await, ["first", "last"]);
});

both_engines!(an_act_that_panics_takes_nobody_along, NOW, async |office| {
    let database = &office.app.database;
    let panics = database.write(Lane::All, |work| -> Result<(), No> {
        diesel::insert_into(office_facts::table)
            .values((office_facts::name.eq("half"), office_facts::value.eq("1")))
            .execute(work.connection)?;
        panic!("in the middle of an act");
    });
    assert!(matches!(panics.await, Err(No::Broken(_))));
    assert_eq!(write_fact(database, "after", Ok(())).await, Ok(()));
    assert_eq!(facts(database).await, ["after"]);
});

both_engines!(a_full_queue_answers_at_once, NOW, async |office| {
    use crate::harness::{Planned, person};
    let session = office.session(&Planned::default());
    let id = otyrys::database::Id::parse(&session).unwrap();
    let (go, wait) = mpsc::channel::<()>();
    let mut waiting = Vec::new();
    let database = office.app.database.clone();
    waiting.push(actix_web::rt::spawn(async move {
        database
            .write(Lane::Session(id), move |_| {
                wait.recv().ok();
                Ok::<_, No>(())
            })
            .await
    }));
    // Until the queue is full, which one of those who come in vain tells.
    let full = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    while !full.load(std::sync::atomic::Ordering::SeqCst) {
        for _ in 0..100 {
            let (database, full) = (office.app.database.clone(), full.clone());
            waiting.push(actix_web::rt::spawn(async move {
                let ended = database.write(Lane::Session(id), |_| Ok::<_, No>(())).await;
                if ended.is_err() {
                    full.store(true, std::sync::atomic::Ordering::SeqCst);
                }
                ended
            }));
        }
        actix_web::rt::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let path = format!("{}/api/v1/sessions/{session}/applications", office.url);
    let answer = office
        .http
        .post(path)
        .header("content-type", "application/json")
        .body(person("Ахметова").to_string())
        .timeout(std::time::Duration::from_secs(20))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 503);
    assert!(answer.headers().contains_key("retry-after"));
    assert!(answer.text().await.unwrap().contains("\"unavailable\""));
    go.send(()).ok();
    for one in waiting {
        drop(one.await);
    }
    // Nothing was written, and the next one is served.
    assert_eq!(office.apply(&session, "Ахметова").await.0, 201);
    office.letters();
});

fn application(session: Id, surname: &str) -> Apply {
    let person = Submission {
        surname: surname.to_owned(),
        given_name: "Айгүл".to_owned(),
        patronymic: None,
        birth_year: 1990,
        email: Some(format!("{}@example.org", surname.chars().count())),
        phone: None,
        language: Language::Kk,
        needs: Vec::new(),
        needs_consent: false,
        consent: true,
    };
    Apply::new(session, person, "tried".to_owned(), None)
}

both_engines!(
    /// Applications of a crowd hand what they know to the next one; an act between them is seen all the same.
    an_act_between_applications_of_a_crowd_is_seen,
    NOW,
    async |office| {
        let one = Id::parse(&office.session(&Planned::default())).unwrap();
        let other = Id::parse(&office.session(&Planned::default())).unwrap();
        let database = &office.app.database;
        let lane = Lane::Session(one);
        let apply = async |session: Id, surname: &str| {
            let order = application(session, surname);
            let act = move |work: &mut Work| actions::apply(work, instant(NOW), &order);
            match database.write(lane, act).await {
                Ok(receipt) => receipt.application.number,
                Err(refusal) => format!("{refusal:?}")
                    .chars()
                    .take_while(char::is_ascii_alphabetic)
                    .collect(),
            }
        };
        let put = async |status: SessionStatus| {
            let act = move |work: &mut Work| {
                diesel::update(sessions::table.find(one))
                    .set(sessions::status.eq(status))
                    .execute(work.connection)?;
                Ok::<_, No>(())
            };
            database.write(lane, act).await.unwrap();
            String::new()
        };
        let (go, wait) = mpsc::channel::<()>();
        let blocker = async {
            let waits = move |_: &mut Work| {
                wait.recv().ok();
                Ok::<_, No>(())
            };
            database.write(lane, waits).await.unwrap();
            String::new()
        };
        let release = async move {
            actix_web::rt::time::sleep(std::time::Duration::from_millis(50)).await;
            go.send(()).ok();
            String::new()
        };
        let steps: [LocalBoxFuture<'_, String>; 15] = [
            blocker.boxed_local(),
            apply(one, "А").boxed_local(),
            apply(one, "Әб").boxed_local(),
            apply(one, "Аба").boxed_local(),
            put(SessionStatus::Cancelled).boxed_local(),
            apply(one, "Абай").boxed_local(),
            put(SessionStatus::Announced).boxed_local(),
            apply(one, "Ахмет").boxed_local(),
            apply(one, "Ахмету").boxed_local(),
            apply(one, "Асылбек").boxed_local(),
            apply(other, "Ахметов").boxed_local(),
            apply(one, "Аба").boxed_local(),
            apply(one, "Ахметжан").boxed_local(),
            apply(one, "Ахметовна").boxed_local(),
            release.boxed_local(),
        ];
        let answers = join_all(steps).await;
        let ends: Vec<&str> = answers
            .iter()
            .map(|answer| answer.rsplit('-').next().unwrap())
            .collect();
        let wanted = [
            "", "0001", "0002", "0003", "", "Barred", "", "0004", "0005", "0006", "0001", "AlreadyApplied", "0007",
            "0008", ""];
        assert_eq!(ends, wanted);
        assert_eq!(office.letters().len(), 9);
    }
);
