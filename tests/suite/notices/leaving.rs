//! Whoever leaves, or wants something else, while letters about news wait, are under way or did not arrive.

use diesel::prelude::*;
use otyrys::database::schema::{outbox, suppressions};
use otyrys::database::{Broken, Id, Instant, Json, Lane};

use otyrys::outbox::record::Suppression;
use otyrys::outbox::store::{expire, suppress};
use otyrys::subscriptions::jobs;
use otyrys::subscriptions::record::{Often, Subscription};

use super::scene::{
    self, announced, letters, rewished, round, rounds, subjects, subscribed, to_hall,
};
use crate::harness::{Office, Planned, both_engines};

const EARLY: &str = "2026-12-01T09:00:00+05:00";
const READER: &str = "reader@example.org";

fn on(starts: &'static str) -> Planned {
    Planned {
        starts,
        ..Planned::default()
    }
}

async fn leave(office: &Office, row: &Subscription) {
    let path = format!("/kk/subscriptions/{}/leave", row.secret);
    assert_eq!(office.post_form(&path, &[]).await.0, 303);
}

/// Of each letter its key, how it ended and to whom it went.
fn fates(office: &Office) -> Vec<(String, String, String)> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .order(outbox::id)
                .select((outbox::once_key, outbox::state, outbox::recipient))
                .load(connection)?,
        )
    });
    read.expect("the outbox")
}

fn states(office: &Office) -> Vec<(String, String)> {
    let fates = fates(office).into_iter();
    fates.map(|(_, state, to)| (state, to)).collect()
}

/// A relay refuses the last letter for good, because nobody reads its address.
fn refused(office: &Office, reader: &Subscription) {
    let (now, hash) = (office.app.now(), reader.email_digest.clone());
    let address = reader.email.clone();
    let done = office.app.database.write_here(Lane::Any, move |work| {
        let letter: Id = outbox::table
            .order(outbox::id.desc())
            .select(outbox::id)
            .first(work.connection)?;
        diesel::update(outbox::table.find(letter))
            .set((
                outbox::state.eq("permanent_failure"),
                outbox::recipient.eq(&address),
                outbox::finished_at.eq(Some(Instant::from(now))),
                outbox::recipient_hash.eq(Some(&hash)),
            ))
            .execute(work.connection)?;
        let mark = Suppression {
            address_hash: hash,
            address: Some(address),
            reason: "550".to_owned(),
            letter_id: letter,
            since: now.into(),
            forget_at: (now + chrono::TimeDelta::days(30)).into(),
        };
        suppress(work, mark)
    });
    done.expect("noted");
}

/// The addresses on the list of those that nobody reads.
fn listed(office: &Office) -> Vec<Option<String>> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            suppressions::table
                .select(suppressions::address)
                .load(connection)?,
        )
    });
    read.expect("the list")
}

both_engines!(
    /// A letter that was refused, one whose time passed, one that waits, and that of the day.
    nothing_is_left_of_whoever_leaves,
    EARLY,
    async |office: &Office| {
        round(office).await;
        let first = subscribed(office, READER, |_| ()).await;
        let second = subscribed(office, READER, |row| row.topic = Some("су".to_owned())).await;
        let daily = subscribed(office, READER, |row| row.often = Often::Daily).await;
        announced(office, &on("2026-12-10T10:00:00"));
        scene::tell(&office.app).await.unwrap();
        refused(office, &first);
        announced(office, &on("2026-12-11T10:00:00"));
        scene::tell(&office.app).await.unwrap();
        let late = office.app.now() + chrono::TimeDelta::days(30);
        let all = chrono::TimeDelta::days(365);
        let ended = office
            .app
            .database
            .write_here(Lane::Any, move |work| expire(work, late, all));
        assert_eq!(ended.unwrap(), 1);
        office.at("2026-12-02T08:00:00+05:00");
        announced(office, &on("2026-12-14T10:00:00"));
        scene::tell(&office.app).await.unwrap();
        let to_reader = |state: &str| (state.to_owned(), READER.to_owned());
        let before = [
            to_reader("permanent_failure"),
            to_reader("expired"),
            to_reader("created"),
            to_reader("created"),
        ];
        assert_eq!(states(office), before);

        leave(office, &first).await;
        leave(office, &daily).await;
        assert_eq!(states(office), before, "one is left, and its letters with it");
        assert_eq!(listed(office), [Some(READER.to_owned())]);
        leave(office, &second).await;
        let gone = |state: &str| (state.to_owned(), String::new());
        assert_eq!(
            states(office),
            [
                gone("permanent_failure"),
                gone("expired"),
                gone("called_back"),
                gone("called_back"),
            ]
        );
        assert_eq!(listed(office), [None], "that nobody reads it is known still");
        for (key, ..) in fates(office) {
            assert!(!key.contains(&first.email_digest), "{key}");
        }
        // Whoever comes again is somebody new.
        let again = subscribed(office, READER, |_| ()).await;
        assert_ne!(again.known_by, first.known_by);
    }
);

both_engines!(
    a_letter_under_way_is_forgotten_when_it_does_not_arrive,
    EARLY,
    async |office: &Office| {
        let reader = subscribed(office, READER, |_| ()).await;
        let stays = subscribed(office, "stays@example.org", |_| ()).await;
        announced(office, &Planned::default());
        scene::tell(&office.app).await.unwrap();
        leave(office, &reader).await;
        refused(office, &reader);
        announced(office, &on("2026-12-11T10:00:00"));
        scene::tell(&office.app).await.unwrap();
        refused(office, &stays);
        jobs::end_unconfirmed(&office.app, office.app.now())
            .await
            .unwrap();
        let kept: Vec<String> = fates(office).into_iter().map(|one| one.2).collect();
        assert_eq!(
            kept.iter().filter(|to| *to == READER).count(),
            0,
            "{kept:?}"
        );
        assert!(kept.contains(&stays.email), "{kept:?}");
        let mut listed = listed(office);
        listed.sort();
        assert_eq!(listed, [None, Some(stays.email)]);
    }
);

both_engines!(
    /// Of two subscriptions one hears of announcements, the other of changes.
    what_is_left_is_not_told_what_it_does_not_want,
    EARLY,
    async |office: &Office| {
        let hears = subscribed(office, READER, |row| {
            (row.changes, row.results) = (false, false);
        })
        .await;
        let changes = subscribed(office, READER, |row| {
            (row.announcements, row.results) = (false, false);
        })
        .await;
        let session = announced(office, &Planned::default());
        rounds(office).await;
        assert_eq!(subjects(office, 0).len(), 1);
        to_hall(office, session, 5);
        scene::tell(&office.app).await.unwrap();
        leave(office, &changes).await;
        rounds(office).await;
        assert_eq!(subjects(office, 1), Vec::<String>::new());

        // Who chose another body meanwhile hears no more of this one.
        announced(office, &on("2026-12-11T10:00:00"));
        scene::tell(&office.app).await.unwrap();
        let other = office.session_of("other", &Planned::default());
        let other = office.body_of(&other);
        rewished(office, &hears, |wish| wish.bodies = vec![other]);
        rounds(office).await;
        assert_eq!(subjects(office, 1), Vec::<String>::new());
        let last = states(office).pop();
        assert_eq!(last, Some(("called_back".to_owned(), String::new())));
    }
);

both_engines!(
    the_letter_of_the_day_tells_what_is_wanted_when_it_is_sent,
    EARLY,
    async |office: &Office| {
        round(office).await;
        let other = office.session_of("other", &Planned::default());
        let other = office.body_of(&other);
        let stays = subscribed(office, READER, |row| {
            row.often = Often::Daily;
            row.bodies = Json::from(vec![other]);
        })
        .await;
        let leaves = subscribed(office, READER, |row| row.often = Often::Daily).await;
        let gone = announced(office, &on("2026-12-10T10:00:00"));
        office.at("2026-12-02T08:00:00+05:00");
        scene::tell(&office.app).await.unwrap();
        leave(office, &leaves).await;
        rounds(office).await;
        assert_eq!(letters(office, 0).len(), 0, "nothing of it is wanted");
        assert_eq!(states(office), [("called_back".to_owned(), String::new())]);
        rewished(office, &stays, |wish| wish.bodies = Vec::new());
        to_hall(office, gone, 5);
        office.at("2026-12-03T08:00:00+05:00");
        rounds(office).await;
        assert_eq!(letters(office, 0).len(), 1);
    }
);

both_engines!(
    /// From once a day to at once, and back: each news is told once, as was chosen when it happened.
    whoever_changes_how_often_hears_everything_once,
    EARLY,
    async |office: &Office| {
        round(office).await;
        let row = subscribed(office, READER, |row| row.often = Often::Daily).await;
        let told = |after: usize, session: Id| {
            let letters = letters(office, after).into_iter();
            letters.filter(|one| one.text.contains(session.as_str())).count()
        };
        let morning = announced(office, &on("2026-12-10T10:00:00"));
        office.at("2026-12-01T15:00:00+05:00");
        rounds(office).await;
        rewished(office, &row, |wish| wish.often = Often::AtOnce);
        office.at("2026-12-01T16:00:00+05:00");
        let afternoon = announced(office, &on("2026-12-11T10:00:00"));
        rounds(office).await;
        assert_eq!((told(0, morning), told(0, afternoon)), (0, 1));
        // The worker comes to this one when the choice is another already.
        office.at("2026-12-01T17:00:00+05:00");
        let evening = announced(office, &on("2026-12-14T10:00:00"));
        office.at("2026-12-01T17:01:00+05:00");
        rewished(office, &row, |wish| wish.often = Often::Daily);
        rounds(office).await;
        let night = announced(office, &on("2026-12-15T10:00:00"));
        rounds(office).await;
        assert_eq!((told(0, evening), told(0, night)), (1, 0));
        office.at("2026-12-02T08:00:00+05:00");
        rounds(office).await;
        for session in [morning, afternoon, evening, night] {
            assert_eq!(told(0, session), 1, "{session}");
        }
        assert_eq!(letters(office, 0).len(), 3);

        // Gone over to at once for good before the hour: the letter of the day comes once more.
        office.at("2026-12-02T12:00:00+05:00");
        let noon = announced(office, &on("2026-12-16T10:00:00"));
        rounds(office).await;
        rewished(office, &row, |wish| wish.often = Often::AtOnce);
        office.at("2026-12-03T08:00:00+05:00");
        rounds(office).await;
        assert_eq!((told(0, noon), letters(office, 0).len()), (1, 4));
        assert_eq!(mail_of_the_day(office), 2);
    }
);

fn mail_of_the_day(office: &Office) -> usize {
    let keys = fates(office).into_iter().map(|one| one.0);
    keys.filter(|key| key.starts_with("digest:")).count()
}
