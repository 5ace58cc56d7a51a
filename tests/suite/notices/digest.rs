//! The letter of the day.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::database::Broken;
use otyrys::database::schema::digests;
use otyrys::news::Kind;

use otyrys::subscriptions::record::Often;

use super::scene::{
    self, announced, cancelled, letters, note, ordered, postponed, round, rounds, subscribed,
    to_hall,
};
use crate::harness::{Office, Planned, both_engines};

const EARLY: &str = "2026-12-01T09:00:00+05:00";

fn days(office: &Office) -> Vec<String> {
    let read = office.app.database.read_here(|connection| {
        let days: Vec<chrono::NaiveDate> = digests::table
            .order(digests::day)
            .select(digests::day)
            .load(connection)?;
        Ok::<_, Broken>(days)
    });
    let days = read.unwrap().into_iter();
    days.map(|day| day.to_string()).collect()
}

async fn daily(office: &Office, email: &str) {
    subscribed(office, email, |row| row.often = Often::Daily).await;
}

both_engines!(
    one_letter_a_day_at_its_hour_and_only_with_news,
    EARLY,
    async |office: &Office| {
        round(office).await;
        daily(office, "reader@example.org").await;
        daily(office, "reader@example.org").await;
        daily(office, "Reader@example.org").await;
        let session = announced(office, &Planned::default());
        rounds(office).await;
        assert!(ordered(office).is_empty(), "not before its hour");
        office.at("2026-12-02T07:59:59+05:00");
        round(office).await;
        assert!(ordered(office).is_empty());
        office.at("2026-12-02T08:00:00+05:00");
        rounds(office).await;
        assert_eq!(letters(office, 0).len(), 1, "one for an address");
        office.at("2026-12-02T12:00:00+05:00");
        to_hall(office, session, 5);
        rounds(office).await;
        assert_eq!(letters(office, 0).len(), 1, "the day has had its letter");
        office.at("2026-12-03T08:00:00+05:00");
        rounds(office).await;
        assert_eq!(letters(office, 0).len(), 2);
        office.at("2026-12-04T08:00:00+05:00");
        rounds(office).await;
        assert_eq!(letters(office, 0).len(), 2, "no news, no letter");
        assert_eq!(days(office).len(), 4);
    }
);

both_engines!(
    /// The worker was away on two mornings; nothing of those days is lost, nor told twice.
    nothing_is_lost_when_no_worker_ran_at_the_hour,
    EARLY,
    async |office: &Office| {
        daily(office, "reader@example.org").await;
        round(office).await;
        announced(office, &Planned::default());
        scene::tell(&office.app).await.unwrap();
        announced(office, &Planned { starts: "2026-12-11T10:00:00", ..Planned::default() });
        office.at("2026-12-03T16:20:00+05:00");
        rounds(office).await;
        let told = letters(office, 0);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].text.matches("Жаңалық: Жарияланды").count(), 2, "{}", told[0].text);
        assert_eq!(days(office), ["2026-12-01", "2026-12-03"]);
        assert_eq!(scene::tell(&office.app).await.unwrap(), 0);
    }
);

both_engines!(
    news_of_one_session_is_one_and_what_is_over_is_none,
    EARLY,
    async |office: &Office| {
        daily(office, "reader@example.org").await;
        let on = |starts: &'static str| Planned {
            starts,
            ..Planned::default()
        };
        let known = announced(office, &on("2026-12-12T10:00:00"));
        let held = announced(office, &on("2026-12-02T07:00:00"));
        office.at("2026-12-02T09:00:00+05:00");
        rounds(office).await;
        let before = letters(office, 0).len();
        // Announced and called off; announced and changed; changed, moved and changed; results.
        let off = announced(office, &on("2026-12-14T10:00:00"));
        cancelled(office, off);
        let new = announced(office, &on("2026-12-15T10:00:00"));
        to_hall(office, new, 5);
        to_hall(office, known, 6);
        postponed(office, known, "2026-12-18T10:00:00+05:00");
        to_hall(office, known, 7);
        note(office, held, Kind::Results);
        office.at("2026-12-03T08:00:00+05:00");
        rounds(office).await;
        let told = letters(office, before);
        assert_eq!(told.len(), 1);
        let text = &told[0].text;
        assert!(!text.contains(off.as_str()), "{text}");
        let happened: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("Жаңалық: "))
            .collect();
        assert_eq!(
            happened,
            ["Қорытындысы жарияланды", "Жарияланды", "Кейінге қалдырылды"],
            "{text}"
        );
        assert!(
            text.contains("Енді: 7-зал") && !text.contains("6-зал"),
            "{text}"
        );
        assert!(
            text.contains(&format!("/kk/sessions/{held}/results")),
            "{text}"
        );
    }
);

both_engines!(
    /// More readers than one transaction serves, by two workers.
    everybody_gets_one,
    EARLY,
    async |office: &Office| {
        for one in 0..230 {
            daily(office, &format!("reader{one}@example.org")).await;
        }
        round(office).await;
        announced(office, &Planned::default());
        office.at("2026-12-02T08:00:00+05:00");
        scene::tell(&office.app).await.unwrap();
        let both = futures_util::join!(scene::tell(&office.app), scene::tell(&office.app));
        assert_eq!((both.0.unwrap(), both.1.unwrap()), (0, 0));
        office.hands.advance(TimeDelta::days(1));
        assert_eq!(scene::tell(&office.app).await.unwrap(), 0);
        let mut told: Vec<String> = office.letters().into_iter().map(|(_, to)| to).collect();
        told.sort();
        told.dedup();
        assert_eq!(told.len(), 230);
    }
);
