//! What is refused while an emergency stands, and what comes into its reach later.

use otyrys::bodies;
use otyrys::changes::seats::{self, SeatsOrder};
use otyrys::database::{Broken, Id, Lane};
use otyrys::emergencies::Declaration;
use otyrys::journal::Actor;
use otyrys::law::application_course::ApplicationState::{MovedOnline, Seated};
use otyrys::law::session_course::{Access, Format, SessionStatus};
use otyrys::sessions::actions::{self, Announced, Edit, Order, Refusal};
use otyrys::sessions::deadlines::Counting;
use otyrys::web::desk::Role;

use super::{
    NOW, apply, apply_by_telephone, assert_whole, at, covered, declare, end, everywhere, of_kind,
    people, places, planned, read, restore, seating, session, sweep,
};
use crate::harness::{Office, Planned, both_engines};
use crate::notices::scene::stored;
use crate::postponing;

fn draft(format: Format) -> Planned {
    Planned {
        status: SessionStatus::Draft,
        format,
        ..Planned::default()
    }
}

fn announce(office: &Office, id: Id) -> Result<Announced, Refusal> {
    let (app, now) = (office.app.clone(), office.app.now());
    office.app.database.write_here(Lane::All, move |work| {
        let known = otyrys::sessions::store::by_id(work.connection, id)?.expect("a session");
        let body = bodies::store::by_id(work.connection, known.body_id)?.expect("a body");
        let counting = Counting::in_act(work, &app)?;
        actions::announce(work, now, &counting, &Actor::Office, &body, id)
    })
}

pub(super) fn save(
    office: &Office,
    id: Id,
    change: impl FnOnce(&mut Order),
) -> Result<actions::Entered, Refusal> {
    let (known, details) = stored(office, id);
    let mut order = Order::of(&known, &details);
    change(&mut order);
    let edit = Edit {
        id,
        seen: known.updated_at,
        order,
        why: Some(crate::postponing::why()),
    };
    let (app, now) = (office.app.clone(), office.app.now());
    office.app.database.write_here(Lane::All, move |work| {
        let counting = Counting::in_act(work, &app)?;
        actions::save(work, now, &counting, &Actor::Office, &edit)
    })
}

fn is_emergency<T>(refused: Result<T, Refusal>) -> bool {
    match refused {
        Err(Refusal::Emergency { basis, .. }) => basis.ru == "Постановление Правительства № 12",
        _ => false,
    }
}

both_engines!(
    nothing_is_announced_with_a_hall_and_online_needs_no_reason,
    NOW,
    async |office| {
        let (hall, online) = (
            planned(office, &draft(Format::Mixed)),
            planned(office, &draft(Format::Online)),
        );
        let one = declare(office, everywhere("one")).emergency.emergency.id;
        assert!(is_emergency(announce(office, hall)));
        assert_eq!(session(office, hall).status, SessionStatus::Draft);
        let announced = announce(office, online).expect("announced").session;
        assert_eq!(announced.emergency_id, Some(one));
        assert_eq!(actions::reasons_due(&announced), []);
        end(office, one, true);
        announce(office, hall).expect("announced once the emergency is over");
        let other = planned(
            office,
            &Planned {
                kazakh_title: "Басқа",
                ..draft(Format::Online)
            },
        );
        let due = actions::reasons_due(&announce(office, other).expect("announced").session);
        assert_eq!(due.len(), 1, "the reason of 605-5 is due again");
    }
);

both_engines!(the_desk_says_why, NOW, async |office| {
    let id = planned(office, &draft(Format::Mixed));
    declare(office, everywhere("one"));
    let clerk = office.clerk(Role::Secretary, id.as_str());
    let path = format!("/desk/sessions/{id}/announce");
    let page = office.desk(&clerk, &path).await.body;
    assert!(page.contains("Үкімет қаулысы № 12"), "{page}");
    let seen = crate::harness::value_on(&page, "updated");
    let fields = [("updated", seen.as_str())];
    let answer = office.desk_form(&clerk, &path, &fields).await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(
        answer.body.contains("Төтенше жағдайға байланысты"),
        "{}",
        answer.body
    );
});

both_engines!(an_import_with_a_hall_is_told_why, NOW, async |office| {
    let id = planned(office, &Planned::default());
    declare(office, everywhere("one"));
    let refused = save(office, id, |order| {
        order.format = Format::Mixed;
        order.place = Some(otyrys::language::Multilingual::new("Зал", "Зал"));
    });
    assert!(is_emergency(refused.map(drop)));
    assert_eq!(session(office, id).format, Format::Online);
    let said = Refusal::Emergency {
        basis: Box::new(otyrys::language::Multilingual::new("Қаулы", "Приказ № 1")),
        paragraph: otyrys::law::Paragraph::Rules6,
    };
    assert!(said.to_string().contains("Приказ № 1") && said.to_string().contains("605-6"));
    assert_eq!(said.field(), Some("format"));
});

both_engines!(
    what_was_switched_is_revised_but_keeps_seats_and_hall,
    NOW,
    async |office| {
        let id = planned(
            office,
            &Planned {
                capacity: 5,
                ..Planned::default()
            },
        );
        apply(office, id, &["Бір", "Екі"]).await;
        let one = declare(office, everywhere("one")).emergency.emergency.id;
        save(office, id, |order| {
            order.broadcast_url = Some("https://example.org/other".to_owned());
            order.capacity = 0;
        })
        .expect("revised");
        assert_eq!(seating(office, id).capacity, 5);
        assert_eq!(session(office, id).emergency_id, Some(one));
        let order = SeatsOrder {
            seen: Some(session(office, id).updated_at),
            capacity: 1,
            overflow: None,
            move_the_last: true,
        };
        let now = office.app.now();
        let refused = office.app.database.write_here(Lane::All, move |work| {
            seats::change_seats(work, now, &Actor::Office, id, &order)
        });
        assert!(
            matches!(refused, Err(seats::Refusal::Emergency)),
            "{refused:?}"
        );
        end(office, one, false);
        let refused = save(office, id, |order| {
            order.format = Format::Mixed;
            order.place = Some(otyrys::language::Multilingual::new("Зал", "Зал"));
        });
        assert!(
            matches!(refused, Err(Refusal::HallGivenBack)),
            "{refused:?}"
        );
        restore(office, id).expect("given back");
        assert_eq!(places(office, id), [(Seated, Some(1)), (Seated, Some(2))]);
        assert_whole(office);
        office.letters();
    }
);

both_engines!(moved_into_its_time_it_is_swept, NOW, async |office| {
    let id = planned(office, &Planned::default());
    apply(office, id, &["Бір"]).await;
    let declaration = Declaration {
        from: at("2026-12-20T00:00:00+05:00"),
        ..everywhere("one")
    };
    let one = declare(office, declaration);
    assert_eq!(one.switched, 0);
    assert_eq!(sweep(office), 0);
    let order = postponing::moving(office, id.as_str(), "2026-12-24T10:00:00");
    postponing::postpone(office, order).expect("moved");
    assert_eq!(session(office, id).format, Format::Mixed);
    let known = session(office, id);
    assert_eq!(sweep(office), 1);
    assert_eq!(sweep(office), 0, "a second time there is nothing");
    let now = session(office, id);
    assert_eq!(
        (now.format, now.revision),
        (Format::Online, known.revision + 1)
    );
    assert_eq!(places(office, id), [(MovedOnline, None)]);
    assert_eq!(of_kind(office, "applicant-emergency").len(), 1);
    let rows = covered(office, one.emergency.emergency.id);
    assert_eq!((rows.len(), rows[0].people), (1, 1));
    assert_whole(office);
    office.letters();
});

both_engines!(
    moved_out_of_its_time_and_back_it_is_swept_again,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        apply(office, id, &["Бір", "Екі"]).await;
        let declaration = Declaration {
            until: Some(at("2026-12-20T00:00:00+05:00")),
            ..everywhere("one")
        };
        let one = declare(office, declaration).emergency.emergency.id;
        let moved = |to: &str| {
            let order = postponing::moving(office, id.as_str(), to);
            postponing::postpone(office, order).expect("moved");
        };
        moved("2026-12-24T10:00:00");
        restore(office, id).expect("it lies outside now");
        assert_eq!(sweep(office), 0);
        moved("2026-12-17T10:00:00");
        assert_eq!(session(office, id).format, Format::Mixed);
        assert_eq!(sweep(office), 1);
        assert_eq!(sweep(office), 0);
        assert_eq!(session(office, id).format, Format::Online);
        assert_eq!(
            places(office, id),
            [(MovedOnline, None), (MovedOnline, None)]
        );
        let rows = covered(office, one);
        assert_eq!((rows.len(), rows[0].people), (1, 2));
        assert_eq!(rows[0].restored_at, None);
        assert_whole(office);
        assert_eq!(end(office, one, true).restored, [id]);
        assert_eq!(places(office, id), [(Seated, Some(1)), (Seated, Some(2))]);
        assert_whole(office);
        office.letters();
    }
);

both_engines!(
    a_body_that_moves_into_its_region_is_swept,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        let declaration = Declaration {
            country: false,
            regions: vec!["710000000".to_owned()],
            ..everywhere("one")
        };
        assert_eq!(declare(office, declaration).switched, 0);
        let done = office.app.database.write_here(Lane::All, |work| {
            let mut body = bodies::store::by_slug(work.connection, "test-ministry")?.unwrap();
            body.region = Some("710000000".to_owned());
            bodies::store::update(work.connection, &body)
        });
        done.map_err(|broken: Broken| broken).unwrap();
        assert_eq!(sweep(office), 1);
        assert_eq!(session(office, id).format, Format::Online);
        assert_eq!(sweep(office), 0);
    }
);

both_engines!(
    the_worker_sweeps_and_one_that_is_over_reaches_nothing,
    NOW,
    async |office| {
        use otyrys::emergencies::jobs;
        let declaration = Declaration {
            until: Some(at("2026-12-11T00:00:00+05:00")),
            ..everywhere("one")
        };
        declare(office, declaration);
        let id = planned(office, &Planned::default());
        let swept = jobs::sweep(office.app.clone()).await.expect("swept");
        assert_eq!(swept, 1);
        assert_eq!(session(office, id).format, Format::Online);
        let closed = planned(
            office,
            &Planned {
                access: Access::Closed,
                kazakh_title: "Жабық",
                ..Planned::default()
            },
        );
        assert_eq!(jobs::sweep(office.app.clone()).await.expect("swept"), 0);
        assert_eq!(session(office, closed).format, Format::Mixed);
        office.at("2026-12-11T00:00:00+05:00");
        let late = planned(
            office,
            &Planned {
                starts: "2026-12-24T10:00:00",
                kazakh_title: "Кейін",
                ..Planned::default()
            },
        );
        assert_eq!(jobs::sweep(office.app.clone()).await.expect("swept"), 0);
        assert_eq!(session(office, late).format, Format::Mixed);
    }
);

// Whoever was telephoned of the first covering knows nothing of the second, whether a letter was lost or there is none.
both_engines!(
    covered_anew_its_people_are_to_be_telephoned_anew,
    NOW,
    async |office| {
        use diesel::prelude::*;
        use otyrys::database::schema::emergency_calls as told;
        let id = planned(office, &Planned::default());
        apply(office, id, &["Бір"]).await;
        apply_by_telephone(office, id, "Екі").await;
        let declaration = Declaration {
            until: Some(at("2026-12-20T00:00:00+05:00")),
            ..everywhere("one")
        };
        let one = declare(office, declaration).emergency.emergency.id;
        let telephoned = || -> Vec<bool> {
            read(office, move |connection| {
                Ok(told::table
                    .filter(told::emergency_id.eq(one))
                    .order(told::way)
                    .select(told::telephoned_at.is_not_null())
                    .load(connection)?)
            })
        };
        assert_eq!(telephoned(), [false], "who has no e-mail");
        let by_letter = people(office, id)[0].id;
        let now = otyrys::database::Instant::from(office.app.now());
        let done = office.app.database.write_here(Lane::All, move |work| {
            diesel::update(told::table)
                .set(told::telephoned_at.eq(now))
                .execute(work.connection)?;
            diesel::insert_into(told::table)
                .values((
                    told::emergency_id.eq(one),
                    told::application_id.eq(by_letter),
                    told::session_id.eq(id),
                    told::way.eq(otyrys::applications::store::reach::Way::Letter),
                    told::telephoned_at.eq(now),
                ))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.expect("telephoned");
        let moved = |to: &str| {
            let order = postponing::moving(office, id.as_str(), to);
            postponing::postpone(office, order).expect("moved");
        };
        moved("2026-12-24T10:00:00");
        restore(office, id).expect("it lies outside now");
        assert_eq!(
            telephoned(),
            [true, true],
            "what was told of the first stays"
        );
        moved("2026-12-17T10:00:00");
        assert_eq!(sweep(office), 1);
        assert_eq!(telephoned(), [false]);
        office.letters();
    }
);
