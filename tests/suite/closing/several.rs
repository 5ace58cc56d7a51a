//! Decisions that stand beside each other: each of items of its own, each with its notices; and what becomes of them when
//! some of what they close is closed by another, or opened again.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::database::schema::sessions;
use otyrys::law::application_course::ApplicationState;
use otyrys::law::session_course::Format;
use otyrys::web::desk::Role;

use super::*;
use crate::emergencies::{declare, end, everywhere, people};
use crate::harness::both_engines;

/// An announced session of three items.
pub(super) fn of_three(office: &Office) -> (Id, Vec<Id>) {
    let id = of_two(office);
    revise(office, id, None, |order| {
        order.agenda.push(Matter {
            id: None,
            number: "3".to_owned(),
            title: text("Үшінші", "Третий"),
            speaker: None,
            access: Access::Open,
        });
    });
    let items = stored(office, id).1.agenda;
    (id, items.iter().map(|item| item.id).collect())
}

/// A decision on these items on another ground.
pub(super) fn medical(id: Id, items: &[Id]) -> ClosingOrder {
    ClosingOrder {
        grounds: vec![Ground::MedicalSecret],
        number: "18-Ж".to_owned(),
        ..decision(id, items)
    }
}

/// Opens these items alone, for a reason.
fn only(office: &Office, id: Id, items: &[Id]) -> Reopening {
    let mut order = reopening(office, id);
    order.items.retain(|item, _| items.contains(item));
    order
}

pub(super) fn closed(office: &Office, id: Id) -> Vec<bool> {
    let agenda = stored(office, id).1.agenda;
    agenda
        .iter()
        .map(|one| one.access == Access::Closed)
        .collect()
}

/// The numbers of the decisions that stand, and how many items each names.
fn numbers(office: &Office, id: Id) -> Vec<(String, usize)> {
    let all = all_standing(office, id).into_iter();
    all.map(|one| (one.number.unwrap_or_default(), one.items.len()))
        .collect()
}

both_engines!(
    decisions_on_different_items_stand_beside_each_other,
    NOW,
    async |office: &Office| {
        let (id, items) = of_three(office);
        close(office, decision(id, &items[1..2])).unwrap();
        let first = standing(office, id).unwrap();
        office.hands.advance(TimeDelta::hours(1));
        close(office, medical(id, &items[2..])).unwrap();
        assert_eq!(
            numbers(office, id),
            [("17-Ж".to_owned(), 1), ("18-Ж".to_owned(), 1)]
        );
        // The notice of the first stays judged as it was placed.
        let notices = office
            .app
            .database
            .read_here(|connection| store::notices_of(connection, &[first.id]))
            .unwrap();
        assert_eq!(notices.len(), 1);
        assert_eq!(notices[0].placed_at, first.entered_at);
        let (_, page) = office.get(&format!("/ru/sessions/{id}")).await;
        for said in [
            "рассматриваются вопросы: № 2. Основание: коммерческая тайна. Решение: № 17-Ж",
            "рассматриваются вопросы: № 3. Основание: тайна медицинского работника. Решение: № 18-Ж",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        let read: Vec<_> = json["closings"].as_array().unwrap().iter().collect();
        assert_eq!(read.len(), 2, "{json}");
        assert_eq!(read[1]["items"], serde_json::json!(["3"]));
        assert_eq!(read[1]["grounds"], serde_json::json!(["medical_secret"]));
        // Each is on today's page until its notice stands everywhere.
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let today = office.desk(&clerk, "/desk").await.body;
        let due = format!("href=\"/desk/sessions/{id}/closing\"");
        assert_eq!(today.matches(&due).count(), 2, "{today}");
    }
);

both_engines!(
    an_item_passes_to_the_decision_that_names_it_last,
    NOW,
    async |office: &Office| {
        let (id, items) = of_three(office);
        close(office, decision(id, &items[1..])).unwrap();
        close(office, medical(id, &items[2..])).unwrap();
        assert_eq!(
            numbers(office, id),
            [("17-Ж".to_owned(), 1), ("18-Ж".to_owned(), 1)]
        );
        let title = |at: usize| stored(office, id).1.agenda[at].title.ru.clone();
        assert!(title(1).ends_with("коммерческая тайна"), "{}", title(1));
        assert!(
            title(2).ends_with("тайна медицинского работника"),
            "{}",
            title(2)
        );
        // A decision that closes nothing any more ends.
        close(office, medical(id, &items[1..])).unwrap();
        assert_eq!(numbers(office, id), [("18-Ж".to_owned(), 2)]);
        // One on the whole session takes what is open, and stands beside it.
        let whole = ClosingOrder {
            number: "19-Ж".to_owned(),
            ..decision(id, &[])
        };
        close(office, whole.clone()).unwrap();
        assert_eq!(closed(office, id), [true; 3]);
        assert_eq!(
            numbers(office, id),
            [("18-Ж".to_owned(), 2), ("19-Ж".to_owned(), 1)]
        );
        let (_, page) = office.get(&format!("/ru/sessions/{id}")).await;
        assert!(
            page.contains("№ 19-Ж") && !page.contains("№ 18-Ж"),
            "{page}"
        );
        // Another on the whole session stands in its place.
        let anew = ClosingOrder {
            number: "20-Ж".to_owned(),
            ..whole
        };
        close(office, anew).unwrap();
        assert_eq!(
            numbers(office, id),
            [("18-Ж".to_owned(), 2), ("20-Ж".to_owned(), 1)]
        );
    }
);

both_engines!(
    a_restriction_is_narrowed_to_what_is_left,
    NOW,
    async |office: &Office| {
        let (id, items) = of_three(office);
        close(office, decision(id, &[])).unwrap();
        assert!(matches!(
            reopen(office, only(office, id, &[])),
            Err(Refusal::NothingToOpen)
        ));
        reopen(office, only(office, id, &items[..2])).unwrap();
        let (session, _) = stored(office, id);
        assert_eq!(session.access, Access::Open);
        assert_eq!(closed(office, id), [false, false, true]);
        let left = standing(office, id).unwrap();
        assert!(!left.whole && *left.items == items[2..], "{left:?}");
        let (_, page) = office.get(&format!("/ru/sessions/{id}")).await;
        assert!(page.contains("рассматриваются вопросы: № 3."), "{page}");
        reopen(office, only(office, id, &items[2..])).unwrap();
        assert_eq!(all_standing(office, id), []);
        assert_eq!(closed(office, id), [false; 3]);
    }
);

both_engines!(
    /// A restriction ends after the session as a rule: what it closed is opened then, and nobody is seated any more.
    what_is_closed_is_opened_after_the_session,
    NOW,
    async |office: &Office| {
        let (id, items) = of_three(office);
        assert_eq!(office.apply(id.as_str(), "Ахметова").await.0, 201);
        let until = ClosingOrder {
            ends_on: NaiveDate::from_ymd_opt(2026, 12, 20),
            ..decision(id, &[])
        };
        close(office, until).unwrap();
        office.letters();
        let due = format!("href=\"/desk/sessions/{id}/reopen\"");
        office.at("2026-12-20T23:59:59+05:00");
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(!today.contains(&due), "its last day: {today}");
        office.at("2026-12-21T09:00:00+05:00");
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(today.contains(&due), "{today}");
        reopen(office, only(office, id, &items[1..])).unwrap();
        let (session, details) = stored(office, id);
        assert_eq!(session.access, Access::Open);
        assert_eq!(closed(office, id), [true, false, false]);
        assert_eq!(details.seating.seated, 0);
        assert_eq!(people(office, id)[0].state, ApplicationState::Waiting);
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(today.contains(&due), "an item is closed still: {today}");
        reopen(office, only(office, id, &items[..1])).unwrap();
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(!today.contains(&due), "{today}");
        let (_, page) = office.get(&format!("/ru/sessions/{id}")).await;
        assert!(!page.contains("закрытом режиме"), "{page}");
        office.letters();
    }
);

both_engines!(
    /// Its people have their seats again and go to the broadcast with them, in one act: when the emergency ends they sit.
    a_session_opened_in_an_emergency_goes_online_with_its_people,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        assert_eq!(office.apply(id.as_str(), "Ахметова").await.0, 201);
        close_whole(office, id);
        let former = stored(office, id).0.format;
        let declared = declare(office, everywhere("key")).emergency.emergency;
        assert_eq!(stored(office, id).0.format, former, "nobody is let in");
        office.letters();
        reopen(office, reopening(office, id)).unwrap();
        let (session, details) = stored(office, id);
        assert_eq!(
            (session.access, session.format, session.emergency_id),
            (Access::Open, Format::Online, Some(declared.id))
        );
        assert_eq!(details.seating.seated, 0);
        assert_eq!(people(office, id)[0].state, ApplicationState::MovedOnline);
        office.letters();
        end(office, declared.id, true);
        assert_eq!(stored(office, id).0.format, former);
        assert_eq!(people(office, id)[0].state, ApplicationState::Seated);
        office.letters();
    }
);

both_engines!(
    /// What is known of the hall that an emergency took stays, whatever is closed and opened in between.
    one_closed_and_opened_in_an_emergency_has_its_hall_again_after_it,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        assert_eq!(office.apply(id.as_str(), "Ахметова").await.0, 201);
        let former = stored(office, id).0.format;
        let declared = declare(office, everywhere("key")).emergency.emergency;
        assert_eq!(stored(office, id).0.format, Format::Online);
        close_whole(office, id);
        reopen(office, reopening(office, id)).unwrap();
        assert_eq!(stored(office, id).0.format, Format::Online);
        end(office, declared.id, true);
        assert_eq!(stored(office, id).0.format, former);
        assert_eq!(people(office, id)[0].state, ApplicationState::Seated);
        office.letters();
    }
);

both_engines!(
    /// Also where its announcement lacks something by now that nobody can add any more.
    what_is_over_is_opened_whatever_its_announcement_lacks,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        office.at("2026-12-14T09:00:00+05:00");
        let done = office.app.database.write_here(Lane::All, move |work| {
            diesel::update(sessions::table.find(id))
                .set(sessions::place.eq(None::<String>))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.expect("without a place");
        reopen(office, reopening(office, id)).unwrap();
        assert_eq!(closed(office, id), [false; 2]);
    }
);
