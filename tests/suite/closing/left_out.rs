//! Days that a decision can have, and what goes with what is closed: reasons that may name it, new items, titles.

use otyrys::law::closing::Item;
use otyrys::sessions::actions::{self, Edit, Order};

use super::*;
use crate::harness::both_engines;
use crate::notices::scene::postponed;

both_engines!(
    a_decision_is_of_a_day_that_has_come_and_lasts_until_the_session,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let item = stored(office, id).1.agenda[1].id;
        let on = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
        let mut order = decision(id, &[item]);
        (order.decided_on, order.ends_on) = (on(12, 2), on(12, 9));
        let Err(Refusal::ClosingIncomplete(missing)) = close(office, order.clone()) else {
            panic!("closed by a decision of tomorrow");
        };
        let items: Vec<Item> = missing.iter().map(|one| one.item).collect();
        assert_eq!(items, [Item::EndsTooSoon, Item::DecidedLater]);
        (order.decided_on, order.ends_on) = (on(12, 1), on(12, 10));
        close(office, order).unwrap();
    }
);

both_engines!(
    what_is_closed_already_keeps_the_title_of_its_own_ground,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        let (_, details) = stored(office, id);
        let mut other = decision(id, &[details.agenda[0].id]);
        other.grounds = vec![Ground::PersonalSecret];
        close(office, other).unwrap();
        let (_, after) = stored(office, id);
        assert_eq!(after.agenda[1].title, details.agenda[1].title);
        let neutral = "Вопрос, рассматриваемый в закрытом режиме. Основание: личная тайна";
        assert_eq!(after.agenda[0].title.ru, neutral);
    }
);

both_engines!(
    /// Why a version was made was written while all was open.
    what_was_said_of_versions_with_open_items_goes_when_one_is_closed,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        postponed(office, id, "2026-12-17T10:00:00+05:00");
        let page = format!("/ru/sessions/{id}");
        let said = "Докладчик в командировке";
        let addresses = [
            page.clone(),
            format!("{page}/history"),
            format!("{page}/history/4"),
            format!("/api/v1/sessions/{id}"),
        ];
        for address in &addresses {
            let (_, body) = office.get(address).await;
            assert!(body.contains(said), "{address}: {body}");
        }
        close_second(office, id);
        for address in &addresses {
            let (status, body) = office.get(address).await;
            assert!(status == 200 && !body.contains(said), "{address}: {body}");
        }
        assert_eq!(stored(office, id).0.course_reason, None);
        let (_, history) = office.get(&format!("{page}/history")).await;
        assert!(history.contains("17-Ж"), "the closing says why: {history}");
    }
);

both_engines!(
    no_item_with_words_enters_a_session_that_is_held_closed,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_whole(office, id);
        let (session, details) = stored(office, id);
        let mut order = Order::of(&session, &details);
        order.agenda.push(Matter {
            id: None,
            number: "3".to_owned(),
            title: text(MARKER_KK, MARKER_RU),
            speaker: None,
            access: Access::Open,
        });
        let edit = Edit {
            id,
            seen: session.updated_at,
            order,
            why: Some(text("Түзету", "Уточнение")),
        };
        let (app, now) = (Arc::clone(&office.app), office.app.now());
        let act = move |work: &mut Work| {
            let counting = Counting::in_act(work, &app)?;
            actions::save(work, now, &counting, &Actor::Office, &edit)
        };
        let refused = office.app.database.write_here(Lane::All, act);
        assert!(
            matches!(refused, Err(Refusal::NewInClosedSession)),
            "{refused:?}"
        );
        assert_eq!(stored(office, id).0, session);
    }
);
