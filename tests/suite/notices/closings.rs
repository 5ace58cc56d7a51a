//! What is closed is told at once, also to those who chose one letter a day (CL-9), and told once.

use chrono::TimeDelta;
use otyrys::database::{Broken, Id, Lane};
use otyrys::notices::tell_subscribers;
use otyrys::subscriptions::record::Often;

use super::merging::told_up_to;
use super::scene::{
    announced, cancelled, letters, ordered, postponed, round, rounds, subscribed, tell, to_hall,
};
use crate::closing::{NOW, close_second, close_whole, of_two};
use crate::harness::{Office, Planned, both_engines};

const READER: &str = "daily@example.org";

/// What a letter says of the item that is closed now.
const CLOSED: &str = "Енді: Жабық отырыс";

async fn daily(office: &Office) {
    subscribed(office, READER, |row| row.often = Often::Daily).await;
}

/// The letter of the next morning, after the first few; none where there is nothing to tell.
async fn morning(office: &Office, at: &str, after: usize) -> Vec<String> {
    office.at(at);
    rounds(office).await;
    let all = letters(office, after).into_iter();
    all.map(|letter| letter.text).collect()
}

both_engines!(
    whoever_reads_once_a_day_hears_of_a_closing_at_once_and_once,
    NOW,
    async |office: &Office| {
        daily(office).await;
        let id = of_two(office);
        let told = morning(office, "2026-12-02T08:00:00+05:00", 0).await;
        assert_eq!(told.len(), 1, "the announcement");
        office.at("2026-12-02T11:00:00+05:00");
        to_hall(office, id, 5);
        rounds(office).await;
        assert_eq!(letters(office, 1).len(), 0, "a change of the place waits");
        office.at("2026-12-02T12:00:00+05:00");
        close_second(office, id);
        round(office).await;
        let told = letters(office, 1);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].to, READER);
        assert!(told[0].text.contains(CLOSED), "{}", told[0].text);
        assert!(!told[0].text.contains("Енді: 5-зал"), "{}", told[0].text);
        let told = morning(office, "2026-12-03T08:00:00+05:00", 2).await;
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("Енді: 5-зал"), "{}", told[0]);
        assert!(!told[0].contains(CLOSED), "{}", told[0]);
        // A change after it, too.
        to_hall(office, id, 6);
        let told = morning(office, "2026-12-04T08:00:00+05:00", 3).await;
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("Енді: 6-зал"), "{}", told[0]);
        assert!(!told[0].contains(CLOSED), "{}", told[0]);
        assert_eq!(
            morning(office, "2026-12-05T08:00:00+05:00", 4).await.len(),
            0
        );
    }
);

both_engines!(
    the_letter_of_the_day_does_not_come_for_a_closing_alone,
    NOW,
    async |office: &Office| {
        daily(office).await;
        let id = of_two(office);
        assert_eq!(
            morning(office, "2026-12-02T08:00:00+05:00", 0).await.len(),
            1
        );
        close_whole(office, id);
        round(office).await;
        assert_eq!(letters(office, 1).len(), 1);
        round(office).await;
        assert_eq!(
            morning(office, "2026-12-03T08:00:00+05:00", 2).await.len(),
            0
        );
    }
);

both_engines!(
    /// The letter about the closing waits yet when more is changed: it is called back, and one tells of both.
    what_is_called_back_is_told_at_once_again,
    NOW,
    async |office: &Office| {
        daily(office).await;
        let id = of_two(office);
        assert_eq!(morning(office, "2026-12-02T08:00:00+05:00", 0).await.len(), 1);
        close_second(office, id);
        assert_eq!(tell_subscribers(&office.app).await.unwrap(), 1);
        to_hall(office, id, 5);
        assert_eq!(tell_subscribers(&office.app).await.unwrap(), 1);
        let states: Vec<String> = ordered(office).into_iter().map(|one| one.2).collect();
        assert_eq!(states, ["delivered", "called_back", "created"]);
        rounds(office).await;
        let told = letters(office, 1);
        assert_eq!(told.len(), 1);
        for said in [CLOSED, "Енді: 5-зал"] {
            assert!(told[0].text.contains(said), "{said}: {}", told[0].text);
        }
        assert_eq!(morning(office, "2026-12-03T08:00:00+05:00", 2).await.len(), 0);
    }
);

both_engines!(
    /// Closed and changed before any worker looked.
    a_closing_that_is_followed_by_more_is_told_with_it,
    NOW,
    async |office: &Office| {
        daily(office).await;
        let id = of_two(office);
        assert_eq!(morning(office, "2026-12-02T08:00:00+05:00", 0).await.len(), 1);
        close_second(office, id);
        to_hall(office, id, 5);
        rounds(office).await;
        let told = letters(office, 1);
        assert_eq!(told.len(), 1);
        assert!(told[0].text.contains(CLOSED), "{}", told[0].text);
        assert_eq!(morning(office, "2026-12-03T08:00:00+05:00", 2).await.len(), 0);
    }
);

both_engines!(
    /// Whoever has not read the announcement reads it as it stands, in the letter of the day; of two subscriptions of an
    /// address one letter comes.
    nobody_is_told_of_what_the_letter_of_the_day_will_say_nor_twice,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        rounds(office).await;
        subscribed(office, "both@example.org", |row| row.often = Often::Daily).await;
        subscribed(office, "both@example.org", |_| ()).await;
        close_second(office, id);
        rounds(office).await;
        assert_eq!(letters(office, 0).len(), 1);
        daily(office).await;
        let new = announced(office, &Planned { starts: "2026-12-11T10:00:00", ..Planned::default() });
        close_whole(office, new);
        office.at("2026-12-01T12:00:00+05:00");
        rounds(office).await;
        let told = letters(office, 1);
        assert!(told.iter().all(|letter| letter.to == "both@example.org"));
        let before = 1 + told.len();
        office.at("2026-12-02T08:00:00+05:00");
        rounds(office).await;
        let told = letters(office, before);
        let own: Vec<_> = told.iter().filter(|letter| letter.to == READER).collect();
        assert_eq!(own.len(), 1);
        let text = &own[0].text;
        assert_eq!(text.matches("Жаңалық: Жарияланды").count(), 1, "{text}");
        assert!(told.iter().all(|letter| !letter.text.contains(id.as_str())));
    }
);

/// A closing is told in lots; before the second one something happens that goes before all others, and tells of it too.
async fn overtaken(office: &Office, by: impl FnOnce(&Office, Id), letter: &str) {
    let first = subscribed(office, READER, |row| row.often = Often::Daily).await;
    subscribed(office, "another@example.org", |row| {
        row.often = Often::Daily;
    })
    .await;
    let id = of_two(office);
    assert_eq!(
        morning(office, "2026-12-02T08:00:00+05:00", 0).await.len(),
        2
    );
    office.hands.advance(TimeDelta::seconds(1));
    close_second(office, id);
    told_up_to(office, first.id);
    waits_for_the_digest(office, id);
    office.hands.advance(TimeDelta::seconds(1));
    by(office, id);
    tell(&office.app).await.unwrap();
    let all = ordered(office).into_iter().skip(2);
    let kinds: Vec<(String, String)> = all.map(|(kind, _, state)| (kind, state)).collect();
    let told = || (letter.to_owned(), "created".to_owned());
    assert_eq!(kinds, [told(), told()], "each is told once");
    rounds(office).await;
    assert_eq!(letters(office, 2).len(), 2);
}

/// As the first lot leaves the last news of a session: the letter of the day is still to tell of it.
fn waits_for_the_digest(office: &Office, session: Id) {
    use diesel::prelude::*;
    use otyrys::database::schema::{digest_news, news};
    let done = office.app.database.write_here(Lane::Any, move |work| {
        let last: Id = news::table
            .filter(news::session_id.eq(session))
            .order(news::id.desc())
            .select(news::id)
            .first(work.connection)?;
        diesel::insert_into(digest_news::table)
            .values(digest_news::news_id.eq(last))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("it waits");
}

both_engines!(
    a_new_date_overtakes_a_closing_of_many_lots,
    NOW,
    async |office: &Office| {
        let moved = |office: &Office, id| postponed(office, id, "2026-12-17T10:00:00+05:00");
        overtaken(office, moved, "subscriber-postponed").await;
    }
);

both_engines!(
    calling_it_off_overtakes_a_closing_of_many_lots,
    NOW,
    async |office: &Office| overtaken(office, cancelled, "subscriber-cancelled").await
);
