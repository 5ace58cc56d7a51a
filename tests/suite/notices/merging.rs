//! Letters that wait are replaced by what came after.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::database::schema::{news, tellings};
use otyrys::database::{Broken, Id, Lane};
use otyrys::language::Language;
use otyrys::news::{Audience, Kind};
use otyrys::subscriptions::record::About;

use super::scene::{
    self, announced, applied, cancelled, letters, ordered, postponed, round, rounds, subjects,
    subscribed, to_hall,
};
use crate::closing::with_marker;
use crate::emergencies::{declare, everywhere};
use crate::harness::{Office, Planned, both_engines};

const EARLY: &str = "2026-12-01T09:00:00+05:00";

fn states(office: &Office) -> Vec<(String, String)> {
    let all = ordered(office).into_iter();
    all.map(|(kind, _, state)| (kind, state)).collect()
}

fn are(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    let wanted = wanted.iter();
    wanted
        .map(|(kind, state)| ((*kind).to_owned(), (*state).to_owned()))
        .collect()
}

both_engines!(
    an_announcement_that_changes_while_its_letters_wait_is_told_once,
    EARLY,
    async |office: &Office| {
        subscribed(office, "reader@example.org", |_| ()).await;
        subscribed(office, "changes@example.org", |row| {
            row.announcements = false;
        })
        .await;
        let session = announced(office, &Planned::default());
        round(office).await;
        office.hands.advance(TimeDelta::minutes(2));
        to_hall(office, session, 5);
        round(office).await;
        office.hands.advance(TimeDelta::minutes(5));
        round(office).await;
        let told = letters(office, 0);
        assert_eq!(told.len(), 2);
        let announcement = told
            .iter()
            .find(|one| one.to == "reader@example.org")
            .unwrap();
        assert!(
            announcement.subject.starts_with("Отырыс жарияланды"),
            "{}",
            announcement.subject
        );
        assert!(announcement.text.contains("5-зал"), "{}", announcement.text);
        assert!(
            !announcement.text.contains("4-зал"),
            "{}",
            announcement.text
        );
        let change = told
            .iter()
            .find(|one| one.to == "changes@example.org")
            .unwrap();
        assert!(
            change.text.contains("4-зал") && change.text.contains("5-зал"),
            "{}",
            change.text
        );
        assert_eq!(
            states(office),
            are(&[
                ("subscriber-announced", "called_back"),
                ("subscriber-announced", "delivered"),
                ("subscriber-changed", "delivered"),
            ])
        );
    }
);

both_engines!(
    changes_are_told_from_what_was_known_last,
    EARLY,
    async |office: &Office| {
        subscribed(office, "reader@example.org", |_| ()).await;
        let session = announced(office, &Planned::default());
        rounds(office).await;
        for hall in [5, 6] {
            to_hall(office, session, hall);
            round(office).await;
            office.hands.advance(TimeDelta::minutes(1));
        }
        // Both before anybody was told, and then while the letters wait.
        to_hall(office, session, 7);
        to_hall(office, session, 8);
        rounds(office).await;
        let told = letters(office, 1);
        assert_eq!(told.len(), 1);
        let text = &told[0].text;
        assert!(
            text.contains("Бұрын: Астана қ., Мәңгілік Ел д-лы, 8, 4-зал\nЕнді: 8-зал"),
            "{text}"
        );
        assert!(!text.contains("6-зал") && !text.contains("7-зал"), "{text}");

        // There and back again is no news.
        to_hall(office, session, 9);
        round(office).await;
        to_hall(office, session, 8);
        rounds(office).await;
        assert_eq!(letters(office, 2).len(), 0);
        assert_eq!(states(office).last().unwrap().1, "called_back");
    }
);

both_engines!(
    nobody_hears_of_the_end_of_what_nobody_heard_of,
    EARLY,
    async |office: &Office| {
        subscribed(office, "reader@example.org", |_| ()).await;
        let session = announced(office, &Planned::default());
        round(office).await;
        office.hands.advance(TimeDelta::minutes(1));
        cancelled(office, session);
        rounds(office).await;
        assert_eq!(subjects(office, 0), Vec::<String>::new());
        assert_eq!(
            states(office),
            are(&[("subscriber-announced", "called_back")])
        );
    }
);

both_engines!(
    a_new_date_stays_one_when_more_changes,
    EARLY,
    async |office: &Office| {
        subscribed(office, "reader@example.org", |_| ()).await;
        let session = announced(office, &Planned::default());
        applied(office, session, "aigul@example.org", Language::Ru).await;
        rounds(office).await;
        let before = letters(office, 0).len();
        postponed(office, session, "2026-12-17T10:00:00+05:00");
        // Those who applied are told at once, of each; whoever is told later is told of all.
        round(office).await;
        to_hall(office, session, 5);
        rounds(office).await;
        let told = letters(office, before);
        let of = |reader: &str| -> Vec<String> {
            let mine = told.iter().filter(|one| one.to == reader);
            mine.map(|one| one.text.clone()).collect()
        };
        let (applicant, reader) = (of("aigul@example.org"), of("reader@example.org"));
        assert_eq!(applicant.len(), 2);
        assert!(applicant[0].contains("17 декабря") && !applicant[0].contains("Зал 5"));
        assert!(applicant[1].contains("Стало: Зал 5"), "{}", applicant[1]);
        assert_eq!(reader.len(), 1);
        assert!(
            reader[0].contains("Отырыс басқа уақытқа ауыстырылды"),
            "{}",
            reader[0]
        );
        assert!(
            reader[0].contains("17 желтоқсан") && reader[0].contains("5-зал"),
            "{}",
            reader[0]
        );
    }
);

both_engines!(
    /// The postman has one letter in his hands, so to say: one of two readers has read the announcement.
    each_reader_is_told_from_what_that_reader_knows,
    EARLY,
    async |office: &Office| {
        use otyrys::database::schema::outbox;
        subscribed(office, "first@example.org", |_| ()).await;
        subscribed(office, "second@example.org", |_| ()).await;
        let session = announced(office, &Planned::default());
        scene::tell(&office.app).await.unwrap();
        let done = office.app.database.write_here(Lane::Any, |work| {
            let first = outbox::table.filter(outbox::recipient.eq("first@example.org"));
            let gone = diesel::update(first).set(outbox::state.eq("delivered"));
            Ok::<_, Broken>(gone.execute(work.connection)?)
        });
        assert_eq!(done.unwrap(), 1);
        to_hall(office, session, 5);
        rounds(office).await;
        let mut told = subjects(office, 0);
        told.sort();
        assert_eq!(
            told,
            [
                "first@example.org: Анонс өзгертілді: Алқа отырысы: су шаруашылығы",
                "second@example.org: Отырыс жарияланды: Алқа отырысы: су шаруашылығы",
            ]
        );
    }
);

/// Those who subscribed have been told of the change up to this one; the others are of another lot.
pub fn told_up_to(office: &Office, last: Id) {
    let done = office.app.database.write_here(Lane::Any, move |work| {
        let changed = news::table.filter(news::kind.eq(Kind::Changed));
        let telling = tellings::table
            .filter(tellings::news_id.eq_any(changed.select(news::id)))
            .filter(tellings::audience.eq(Audience::Subscribers))
            .filter(tellings::done_at.is_null());
        let there = tellings::cursor.eq(format!("{} {last}", About::Changes));
        let moved = diesel::update(telling)
            .set(there)
            .execute(work.connection)?;
        Ok::<_, Broken>(moved)
    });
    assert_eq!(done.expect("a cursor"), 1);
}

/// A new item is told in lots; before the second one something happens that goes before all others, and tells of it too.
async fn overtaken(office: &Office, by: impl FnOnce(&Office, Id), letter: &str) {
    let first = subscribed(office, "first@example.org", |_| ()).await;
    subscribed(office, "second@example.org", |_| ()).await;
    let session = announced(office, &Planned::default());
    rounds(office).await;
    office.hands.advance(TimeDelta::seconds(1));
    with_marker(office, session);
    told_up_to(office, first.id);
    office.hands.advance(TimeDelta::seconds(1));
    by(office, session);
    scene::tell(&office.app).await.unwrap();
    let announced = ("subscriber-announced", "delivered");
    let overtook = (letter, "created");
    assert_eq!(
        states(office),
        are(&[announced, announced, overtook, overtook])
    );
    rounds(office).await;
    assert_eq!(letters(office, 2).len(), 2, "each is told once");
}

both_engines!(
    a_new_date_overtakes_a_change_of_many_lots,
    EARLY,
    async |office: &Office| {
        let moved = |office: &Office, id| postponed(office, id, "2026-12-17T10:00:00+05:00");
        overtaken(office, moved, "subscriber-postponed").await;
    }
);

both_engines!(
    an_emergency_overtakes_a_change_of_many_lots,
    EARLY,
    async |office: &Office| {
        let declared = |office: &Office, _| drop(declare(office, everywhere("one")));
        overtaken(office, declared, "subscriber-switched").await;
    }
);
