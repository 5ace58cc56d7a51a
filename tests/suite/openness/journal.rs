//! The figures from the journal alone: the same to the microsecond, until somebody goes behind it.

use diesel::prelude::*;
use otyrys::database::schema::{broadcasts, comments, sessions};
use otyrys::database::{Broken, Id, Instant};
use otyrys::openness::differing::{Difference, differences};
use otyrys::openness::known::{Known, Scope, from_tables};
use otyrys::openness::replay::from_journal;

use super::{EARLY, NOW, act, answer, explain, hide, join, place_all};
use crate::comments::{begin, written};
use crate::editor::{announce, complete, saved, secretary, with};
use crate::harness::{Office, both_engines, instant};
use crate::postponing::{cancel, moving, postpone};

const SCOPE: Scope = Scope {
    year: 2026,
    body: None,
};

fn both(office: &Office) -> (Vec<Known>, Vec<Known>) {
    let read = office.app.database.read_here(|connection| {
        let tables = from_tables(connection, SCOPE)?;
        let journal = from_journal(connection, SCOPE)?;
        Ok::<_, Broken>((tables, journal))
    });
    read.unwrap()
}

fn found(office: &Office) -> Vec<Difference> {
    let (tables, journal) = both(office);
    differences(&tables, &journal, office.app.now())
}

/// Sessions whose every act went through the desk or the acts themselves. The first of them.
async fn lived(office: &Office) -> Id {
    let clerk = secretary(office);
    let new = async |day: &str| {
        let form = with(&complete(), &[("starts-day", day)]);
        saved(office, &clerk, &form).await
    };
    let whole = new("2026-12-10").await;
    let moved = new("2026-12-11").await;
    let gone = new("2026-12-14").await;
    new("2026-12-15").await;
    for session in [&whole, &moved, &gone] {
        let answer = announce(office, &clerk, session, &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    postpone(office, moving(office, &moved, "2026-12-16T10:00:00")).unwrap();
    cancel(office, &gone).unwrap();
    office.at("2026-12-07T11:22:33.456789+05:00");
    let late = new("2026-12-08").await;
    let reason = [("late_reason", "Жедел мәселе")];
    let answer_of_desk = announce(office, &clerk, &late, &reason).await;
    assert_eq!(answer_of_desk.status, 303, "{}", answer_of_desk.body);
    office.at("2026-12-08T10:00:00+05:00");
    explain(office, &late);
    office.at("2026-12-10T10:05:00.123456+05:00");
    begin(office, &whole);
    for words in ["Бір", "Екі", "Үш", "Төрт", "Бес", "Алты", "Жеті", "Сегіз"]
    {
        written(office, &whole, words);
    }
    join(office, &whole, 2, 1);
    join(office, &whole, 1, 3);
    answer(office, &whole, 3);
    hide(office, &whole, 4);
    // Answered together, and then found to ask the same as one that waits: what had no answer of its own waits with it.
    join(office, &whole, 7, 6);
    answer(office, &whole, 6);
    join(office, &whole, 6, 8);
    office.at("2026-12-11T10:00:00+05:00");
    place_all(office, &whole, None);
    office.at("2026-12-19T10:00:00+05:00");
    place_all(office, &late, Some("Ауырды"));
    office.at(NOW);
    Id::parse(&whole).unwrap()
}

both_engines!(
    the_journal_alone_says_what_the_tables_say,
    EARLY,
    async |office: &Office| {
        lived(office).await;
        let (tables, journal) = both(office);
        assert_eq!(tables.len(), 4, "the draft is not counted");
        assert_eq!(tables, journal);
        let answered = tables
            .iter()
            .flat_map(|one| &one.comments)
            .filter(|(_, one)| one.answered_at.is_some());
        assert_eq!(
            answered.count(),
            4,
            "those that were joined are answered too"
        );
        assert!(found(office).is_empty());

        let ran = office.program(&["openness", "--year", "2026", "--from-journal"]);
        let text = ran.well();
        assert!(text.text().contains("say the same"), "{}", text.text());
        let plain = office.program(&["openness", "--year", "2026"]).well();
        let line = |text: &str| {
            let line = text.lines().find(|line| line.starts_with("all ")).unwrap();
            line.to_owned()
        };
        assert_eq!(line(plain.text()), line(text.text()));
        let unknown = office.program(&["openness", "--body", "nobody"]);
        assert_eq!(unknown.code, Some(1));
        let wrong = office.program(&["openness", "--year", "26"]);
        assert_eq!(wrong.code, Some(2));
    }
);

both_engines!(
    a_stamp_that_was_changed_behind_the_journal_is_found,
    EARLY,
    async |office: &Office| {
        let whole = lived(office).await;
        let earlier: Instant = instant("2026-11-01T09:00:00+05:00").into();
        act(office, move |work| {
            diesel::update(sessions::table.find(whole))
                .set(sessions::announced_at.eq(earlier))
                .execute(work.connection)
                .unwrap();
        });
        let [one] = &found(office)[..] else {
            panic!("one difference: {:?}", found(office));
        };
        assert_eq!(one.session, whole);
        assert_eq!(one.measure.as_str(), "announcements");
        assert_eq!(one.tables.unwrap().done, Some(earlier.utc()));
        assert_eq!(one.journal.unwrap().done, Some(instant(EARLY)));
        let ran = office.program(&["openness", "--year", "2026", "--from-journal"]);
        assert_eq!(ran.code, Some(1));
        assert!(ran.lines()[0].contains("in 1 places"), "{}", ran.said);
        assert!(ran.said.contains(&whole.to_string()), "{}", ran.said);

        act(office, move |work| {
            diesel::update(broadcasts::table.filter(broadcasts::session_id.eq(whole)))
                .set(broadcasts::began_at.eq(earlier))
                .execute(work.connection)
                .unwrap();
            diesel::update(comments::table.filter(comments::number.eq(1)))
                .set(comments::answered_at.eq(earlier))
                .execute(work.connection)
                .unwrap();
            diesel::update(sessions::table.find(whole))
                .set(sessions::results_complete_at.eq(earlier))
                .execute(work.connection)
                .unwrap();
        });
        let mut measures: Vec<&str> = Vec::new();
        for one in found(office) {
            measures.push(one.measure.as_str());
        }
        measures.dedup();
        assert_eq!(
            measures,
            ["announcements", "broadcasts", "comments", "results"]
        );
    }
);
