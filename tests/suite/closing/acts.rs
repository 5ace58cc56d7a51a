//! What the acts write, and what they refuse.

use diesel::prelude::*;
use otyrys::database::Work;
use otyrys::database::schema::sessions;
use otyrys::law::closing::Item;
use otyrys::law::session_course::SessionStatus;
use otyrys::sessions::actions::{self, Edit, Order};
use otyrys::{bodies, sessions as slice};

use super::files::{taken_away, with_file};
use super::*;
use crate::harness::both_engines;
use crate::notices::scene::{announce, cancelled};
use crate::postponing::{news_of, noted};

both_engines!(
    an_item_closed_after_announcing_loses_its_words_in_a_new_version,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let (before, details) = stored(office, id);
        with_file(office, id, details.agenda[1].id);
        close_second(office, id);
        let (session, details) = stored(office, id);
        assert_eq!(session.access, Access::Open, "the rest stays open");
        assert_eq!(session.revision, before.revision + 1);
        assert_eq!(session.sequence, before.sequence + 1);
        let [first, second] = &details.agenda[..] else {
            panic!("{details:?}");
        };
        assert_eq!(
            (first.access, second.access),
            (Access::Open, Access::Closed)
        );
        assert_eq!(first.title.ru, "О водосбережении");
        let neutral = "Вопрос, рассматриваемый в закрытом режиме. Основание: коммерческая тайна";
        assert_eq!(second.title.ru, neutral);
        assert_eq!(second.speaker, None);
        assert!(details.documents.is_empty(), "its file was taken away");
        let files = taken_away(office);
        assert_eq!(files.len(), 1, "that it was there stays known");
        assert_eq!(
            news_of(office, id.as_str()).last(),
            Some(&("changed".to_owned(), session.revision))
        );
        let closing = standing(office, id).expect("a decision");
        assert!(!closing.whole && closing.number.as_deref() == Some("17-Ж"));
        let (act, was, is) = noted(office, id.as_str()).pop().unwrap();
        assert_eq!(act, "session.closed");
        assert!(
            is.contains("commercial_secret") && is.contains("17-Ж"),
            "{is}"
        );
        for said in [&was, &is] {
            assert!(
                !said.contains(MARKER_KK) && !said.contains(MARKER_RU),
                "{said}"
            );
        }
    }
);

both_engines!(
    what_the_decision_lacks_is_named_and_nothing_is_closed,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let before = stored(office, id).0;
        let item = stored(office, id).1.agenda[1].id;
        let mut order = decision(id, &[item]);
        order.number = String::new();
        order.cleared.pop();
        let Err(Refusal::ClosingIncomplete(missing)) = close(office, order) else {
            panic!("closed without a number");
        };
        let items: Vec<Item> = missing.iter().map(|one| one.item).collect();
        assert_eq!(items, [Item::Number, Item::Article6]);
        let mut hit = decision(id, &[item]);
        hit.hits = vec![Topic::Budgets];
        assert!(matches!(
            close(office, hit),
            Err(Refusal::NeverRestricted(hits)) if hits == [Topic::Budgets]
        ));
        assert!(matches!(
            close(office, decision(id, &[Id::new()])),
            Err(Refusal::ClosingIncomplete(missing)) if missing[0].item == Item::Items
        ));
        assert_eq!(stored(office, id).0, before);
        assert_eq!(standing(office, id), None);
    }
);

both_engines!(
    what_is_closed_is_announced_with_its_decision_only,
    NOW,
    async |office: &Office| {
        let draft = Planned {
            status: SessionStatus::Draft,
            access: Access::Closed,
            ..Planned::default()
        };
        let id = Id::parse(&office.session(&draft)).unwrap();
        let (app, now) = (Arc::clone(&office.app), office.app.now());
        let refused = office.app.database.write_here(Lane::All, move |work| {
            let session = slice::store::by_id(work.connection, id)?.unwrap();
            let body = bodies::store::by_id(work.connection, session.body_id)?.unwrap();
            let counting = Counting::in_act(work, &app)?;
            actions::announce(work, now, &counting, &Actor::Office, &body, id)
        });
        let Err(Refusal::ClosingIncomplete(missing)) = refused else {
            panic!("announced: {refused:?}");
        };
        let fields: Vec<&str> = missing.iter().map(|one| one.field.as_str()).collect();
        for field in [
            "grounds",
            "why_not_part.ru",
            "ends_on",
            "number",
            "article_6.budgets",
        ] {
            assert!(fields.contains(&field), "{fields:?}");
        }
        close_whole(office, id);
        announce(office, id);
        let (session, _) = stored(office, id);
        assert_eq!(
            (session.status, session.revision),
            (SessionStatus::Announced, 2),
            "the draft of the suite has a revision already"
        );
    }
);

both_engines!(
    the_editor_neither_words_a_closed_item_nor_takes_it_away,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        let neutral = stored(office, id).1.agenda[1].title.clone();
        revise(office, id, None, |order| {
            order.agenda[1].title = text(MARKER_KK, MARKER_RU);
            order.agenda[1].speaker = Some(MARKER_RU.to_owned());
            order.agenda[0].title.ru = "О воде".to_owned();
        });
        let (session, details) = stored(office, id);
        assert_eq!(details.agenda[1].title, neutral);
        assert_eq!(details.agenda[1].speaker, None);
        assert_eq!(details.agenda[0].title.ru, "О воде");
        let mut order = Order::of(&session, &details);
        order.agenda.pop();
        let edit = Edit {
            id,
            seen: session.updated_at,
            order,
            why: None,
        };
        let (app, now) = (Arc::clone(&office.app), office.app.now());
        let refused = office
            .app
            .database
            .write_here(Lane::All, move |work: &mut Work| {
                let counting = Counting::in_act(work, &app)?;
                actions::save(work, now, &counting, &Actor::Office, &edit)
            });
        assert!(
            matches!(refused, Err(Refusal::ClosedItemGone)),
            "{refused:?}"
        );
    }
);

both_engines!(
    what_is_opened_again_may_be_called_as_before,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        let (session, details) = stored(office, id);
        let former = office
            .app
            .database
            .read_here(|connection| actions::former(connection, &session, &details))
            .unwrap();
        assert_eq!(
            former.items[&details.agenda[1].id],
            text(MARKER_KK, MARKER_RU)
        );
        let mut order = reopening(office, id);
        order.why = Multilingual::default();
        assert!(matches!(reopen(office, order), Err(Refusal::ReasonMissing)));
        let mut order = reopening(office, id);
        order.items.clear();
        assert!(matches!(reopen(office, order), Err(Refusal::NothingToOpen)));
        let mut order = reopening(office, id);
        for title in order.items.values_mut() {
            *title = Multilingual::default();
        }
        assert!(matches!(reopen(office, order), Err(Refusal::Incomplete(_))));
        let mut order = reopening(office, id);
        order.items = former.items;
        reopen(office, order).unwrap();
        let (opened, details) = stored(office, id);
        assert_eq!(details.agenda[1].access, Access::Open);
        assert_eq!(details.agenda[1].title.kk, MARKER_KK);
        assert_eq!(opened.revision, session.revision + 1);
        assert_eq!(standing(office, id), None);
        let (_, page) = office.get(&format!("/ru/sessions/{id}")).await;
        assert!(page.contains(MARKER_RU), "open again for all to read");
    }
);

both_engines!(
    what_is_over_or_exempt_is_closed_no_more,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        cancelled(office, id);
        assert!(matches!(
            close(office, decision(id, &[])),
            Err(Refusal::NoSuchMove(_))
        ));
        let other = of_two(office);
        let seen = stored(office, other).0.updated_at;
        let mut stale = decision(other, &[]);
        stale.seen = Some((seen.utc() - chrono::TimeDelta::seconds(1)).into());
        assert!(matches!(close(office, stale), Err(Refusal::Stale)));
        office
            .app
            .database
            .write_here(Lane::All, move |work| {
                diesel::update(sessions::table.find(other))
                    .set(sessions::status.eq(SessionStatus::Live))
                    .execute(work.connection)?;
                Ok::<_, Broken>(())
            })
            .unwrap();
        office.at("2026-12-10T10:30:00+05:00");
        assert!(matches!(
            close(office, decision(other, &[])),
            Err(Refusal::NoSuchMove(_))
        ));
        close_second(office, other);
    }
);
