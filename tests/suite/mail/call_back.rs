//! A letter to many can be taken back in its first minutes.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::database::schema::outbox as rows;
use otyrys::database::{Broken, Id, Lane as WriteLane};
use otyrys::outbox::{self, CalledBack, Lane};
use otyrys::worker::run_once;

use super::reading::kept;
use super::{put_at, receipt};
use crate::harness::{Office, Planned, both_engines};

async fn call_back(office: &Office, session: &str, group: &'static str) -> CalledBack {
    let (now, session) = (office.app.now(), Id::parse(session).expect("an id"));
    let act = move |work: &mut otyrys::database::Work| outbox::call_back(work, now, session, group);
    let done = office.app.database.write(WriteLane::Any, act).await;
    done.expect("an answer")
}

both_engines!(
    /// The group, the whole group and nothing but the group; what is sent is sent.
    letters_to_many_can_be_called_back_until_they_are_sent,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let now = office.app.now();
        let until = now + TimeDelta::days(1);
        let letter = |name: &str, lane| receipt(&session, name, lane, "aigul@example.org", until);
        let all = vec![
            letter("news_1:a", Lane::Bulk),
            letter("news_1:b", Lane::Bulk),
            letter("news_1:own", Lane::Ordinary),
            letter("newsx1:a", Lane::Bulk),
            letter("әнеки:a", Lane::Bulk),
        ];
        put_at(office, now, all).await;
        assert_eq!(run_once(&office.app).await, Ok(1), "the ordinary one alone");
        office.hands.advance(TimeDelta::seconds(299));
        assert_eq!(run_once(&office.app).await, Ok(0));
        let done = call_back(office, &session, "news_1:").await;
        assert_eq!((done.letters, done.too_late), (2, 1), "the ordinary one is sent");
        let other = office.session(&Planned::default());
        assert_eq!(call_back(office, &other, "newsx1:").await.letters, 0);
        assert_eq!(call_back(office, &session, "әнеки:").await.letters, 1);
        office.hands.advance(TimeDelta::seconds(1));
        assert_eq!(run_once(&office.app).await, Ok(1), "that of the other group");
        assert_eq!(kept(office).len(), 2);
        let done = call_back(office, &session, "newsx1:").await;
        assert_eq!((done.letters, done.too_late), (0, 1));

        // The same order makes no new letter, and what was called back shows nobody's data.
        put_at(office, now, vec![letter("news_1:a", Lane::Bulk)]).await;
        assert_eq!(run_once(&office.app).await, Ok(0));
        let called_back: Vec<(String, String)> = office
            .app
            .database
            .read_here(|connection| {
                Ok::<_, Broken>(
                    rows::table
                        .filter(rows::state.eq("called_back"))
                        .select((
                            rows::recipient,
                            rows::payload,
                        ))
                        .load(connection)?,
                )
            })
            .expect("letters");
        assert_eq!(called_back, vec![(String::new(), "{}".to_owned()); 3]);
    }
);
