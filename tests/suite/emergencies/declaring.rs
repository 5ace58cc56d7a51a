//! One declaration and all that it does.

use diesel::prelude::*;
use otyrys::database::Id;
use otyrys::database::schema::{journal, tellings};
use otyrys::emergencies::{self, Declaration, Refusal};
use otyrys::law::application_course::ApplicationState::{
    Admitted, MovedOnline, Waiting, Withdrawn,
};
use otyrys::law::session_course::{Access, Format, SessionStatus};
use otyrys::sessions::store;
use otyrys::web::desk::Role;

use super::{
    NOW, apply, apply_by_telephone, assert_whole, at, calls_of_kind, covered, declare, everywhere,
    left, of_kind, people, places, planned, read, seating, session, try_declare,
};
use crate::harness::{Office, Planned, both_engines};

both_engines!(
    an_open_session_with_a_hall_goes_online_and_stays_open,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        let before = session(office, id);
        let outcome = declare(office, everywhere("one"));
        let after = session(office, id);
        assert_eq!(outcome.switched, 1);
        assert_eq!(after.format, Format::Online);
        assert_eq!(after.access, Access::Open);
        assert_eq!(after.status, SessionStatus::Announced);
        assert_eq!(after.emergency_id, Some(outcome.emergency.emergency.id));
        assert_eq!(after.place, None);
        assert_eq!(after.starts_at, before.starts_at);
        assert_eq!(after.revision, before.revision + 1);
        assert_eq!(after.sequence, before.sequence + 1);
        assert!(after.updated_at > before.updated_at);
        let rows = covered(office, outcome.emergency.emergency.id);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].former_format, Some(Format::Mixed));
        assert_eq!(rows[0].former_place, before.place);
        let versions = read(office, |connection| store::versions_of(connection, id));
        let last = versions.last().expect("a version");
        assert_eq!(
            (last.act.as_str(), last.revision),
            ("emergency", after.revision)
        );
        assert!(
            last.snapshot.contains("Үкімет қаулысы № 12"),
            "{}",
            last.snapshot
        );
        assert!(
            last.snapshot.contains("\"format\":\"online\""),
            "{}",
            last.snapshot
        );
        let noted: Vec<(String, String)> = read(office, |connection| {
            Ok(journal::table
                .filter(journal::act.eq_any(["emergency.declared", "session.online_in_emergency"]))
                .order(journal::act)
                .select((journal::act, journal::object_id))
                .load(connection)?)
        });
        let emergency = outcome.emergency.emergency.id.to_string();
        assert_eq!(
            noted,
            [
                ("emergency.declared".to_owned(), emergency),
                ("session.online_in_emergency".to_owned(), id.to_string()),
            ]
        );
        let (_, page) = office.get(&format!("/en/sessions/{id}")).await;
        assert!(!page.contains("Apply to attend"), "{page}");
        assert_whole(office);
    }
);

both_engines!(
    what_an_emergency_is_not_about_stays_as_it_is,
    NOW,
    async |office| {
        let closed = planned(
            office,
            &Planned {
                access: Access::Closed,
                ..Planned::default()
            },
        );
        let draft = planned(
            office,
            &Planned {
                status: SessionStatus::Draft,
                kazakh_title: "Жоба",
                ..Planned::default()
            },
        );
        let off = planned(
            office,
            &Planned {
                status: SessionStatus::Cancelled,
                kazakh_title: "Өтпейді",
                ..Planned::default()
            },
        );
        let sitting = planned(
            office,
            &Planned {
                starts: "2026-12-01T08:30:00",
                kazakh_title: "Жүріп жатыр",
                ..Planned::default()
            },
        );
        let later = planned(
            office,
            &Planned {
                starts: "2026-12-21T10:00:00",
                kazakh_title: "Кейін",
                ..Planned::default()
            },
        );
        let online = planned(
            office,
            &Planned {
                format: Format::Online,
                kazakh_title: "Онлайн",
                ..Planned::default()
            },
        );
        let all = [closed, draft, off, sitting, later, online];
        let before: Vec<_> = all.iter().map(|id| session(office, *id)).collect();
        let declaration = Declaration {
            until: Some(at("2026-12-20T00:00:00+05:00")),
            ..everywhere("one")
        };
        let preview = read(office, |connection| {
            emergencies::preview(connection, office.app.now(), &declaration)
        });
        let sits: Vec<Id> = preview.sitting.iter().map(|one| one.id).collect();
        assert_eq!(sits, [sitting]);
        assert_eq!(preview.online_already.len(), 1);
        assert!(preview.switched.is_empty());
        let outcome = declare(office, declaration);
        assert_eq!((outcome.switched, outcome.online_already), (0, 1));
        let after: Vec<_> = all.iter().map(|id| session(office, *id)).collect();
        assert_eq!(before, after);
    }
);

both_engines!(
    scope_is_the_region_and_what_lies_below_it,
    NOW,
    async |office| {
        use otyrys::bodies::store as bodies;
        use otyrys::database::{Broken, Lane};
        let above = planned(office, &Planned::default());
        let below = Id::parse(&office.session_of("district", &Planned::default())).unwrap();
        let elsewhere = Id::parse(&office.session_of("elsewhere", &Planned::default())).unwrap();
        let done = office.app.database.write_here(Lane::All, move |work| {
            let mut there = bodies::by_slug(work.connection, "test-ministry")?.unwrap();
            there.region = Some("710000000".to_owned());
            bodies::update(work.connection, &there)?;
            let mut district = bodies::by_slug(work.connection, "district")?.unwrap();
            district.parent_id = Some(there.id);
            bodies::update(work.connection, &district)?;
            let mut other = bodies::by_slug(work.connection, "elsewhere")?.unwrap();
            other.region = Some("750000000".to_owned());
            bodies::update(work.connection, &other)
        });
        done.map_err(|broken: Broken| broken).unwrap();
        let declaration = Declaration {
            country: false,
            regions: vec!["710000000".to_owned()],
            ..everywhere("one")
        };
        let outcome = declare(office, declaration);
        assert_eq!(outcome.switched, 2);
        assert_eq!(session(office, above).format, Format::Online);
        assert_eq!(session(office, below).format, Format::Online);
        assert_eq!(session(office, elsewhere).format, Format::Mixed);
        let of_body = Declaration {
            body: Some(session(office, elsewhere).body_id),
            ..everywhere("two")
        };
        assert_eq!(declare(office, of_body).switched, 1);
        assert_eq!(session(office, elsewhere).format, Format::Online);
    }
);

both_engines!(
    people_go_to_the_broadcast_and_their_places_are_kept,
    NOW,
    async |office| {
        let id = planned(
            office,
            &Planned {
                capacity: 2,
                overflow: 1,
                ..Planned::default()
            },
        );
        apply(office, id, &["Бір", "Екі", "Үш", "Төрт", "Бес"]).await;
        apply_by_telephone(office, id, "Алты").await;
        office.letters();
        let gone = people(office, id)[4].clone();
        let path = format!("/kk/applications/{}/withdraw", gone.secret);
        let (status, ..) = office.post_form(&path, &[]).await;
        assert_eq!(status, 303);
        office.letters();
        let before = people(office, id);
        let declaration = everywhere("one");
        let preview = read(office, |connection| {
            emergencies::preview(connection, office.app.now(), &declaration)
        });
        assert_eq!(preview.switched.len(), 1);
        let touched = &preview.switched[0];
        assert_eq!((touched.people, touched.letters), (5, 4));
        assert_eq!((touched.calls, touched.unreachable), (1, 0));
        let outcome = declare(office, declaration);
        assert_eq!((outcome.people, outcome.letters, outcome.calls), (5, 4, 1));
        let after = people(office, id);
        for (before, after) in before.iter().zip(&after) {
            if before.state == Withdrawn {
                assert_eq!(before, after);
                continue;
            }
            assert_eq!(after.state, MovedOnline);
            assert_eq!((after.hall, after.seat), (None, None));
            assert_eq!(after.revision, before.revision + 1);
            assert_eq!(after.pass, before.pass);
            assert_eq!(after.surname, before.surname);
        }
        assert_whole(office);
        let letters = of_kind(office, "applicant-emergency");
        assert_eq!(letters.len(), 4);
        assert!(
            letters
                .iter()
                .all(|(lane, state)| lane == "urgent" && state == "created")
        );
        assert_eq!(calls_of_kind(office, "applicant-emergency"), 1);
        let told: Vec<(String, bool)> = read(office, |connection| {
            Ok(tellings::table
                .order(tellings::audience)
                .select((tellings::audience, tellings::done_at.is_not_null()))
                .load(connection)?)
        });
        assert_eq!(
            told,
            [
                ("applicants".to_owned(), true),
                ("subscribers".to_owned(), false),
                ("systems".to_owned(), false),
            ]
        );
        office.letters();
    }
);

both_engines!(
    a_pass_is_void_and_the_door_stays_shut,
    "2026-12-10T09:30:00+05:00",
    async |office| {
        let id = planned(office, &Planned::default());
        // The cut-off has passed on this morning: people are put there as they would be.
        let one = put(office, id);
        let staff = office.clerk(Role::Guard, id.as_str()).id;
        let now = office.app.now();
        check_in(office, staff, one, now).expect("let in an hour before the start");
        assert_eq!(seating(office, id).seated, 1);
        declare(office, everywhere("one"));
        assert_eq!(places(office, id), [(MovedOnline, None)]);
        assert_eq!(people(office, id)[0].attended_at, None);
        assert_eq!(people(office, id)[0].attended_from, None);
        assert_whole(office);
        check_in(office, staff, one, now).expect_err("nobody comes in");
        let (_, page) = office
            .get(&format!("/en/passes/{}", people(office, id)[0].pass))
            .await;
        assert!(page.contains("The pass is not valid"), "{page}");
        assert!(page.contains("Because of an emergency"), "{page}");
        let kept: Vec<String> = read(office, |connection| {
            use otyrys::database::schema::emergency_places;
            Ok(emergency_places::table
                .select(emergency_places::state)
                .load(connection)?)
        });
        assert_eq!(kept, ["seated"]);
        office.letters();
    }
);

/// An application with a seat, straight into the store.
fn put(office: &Office, session: Id) -> Id {
    super::killing::put_people(office, session, 1)[0]
}

fn check_in(
    office: &Office,
    staff: Id,
    application: Id,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), String> {
    use otyrys::applications::door::actions::{self as door, Refusal};
    struct Said(String);
    impl From<otyrys::database::Broken> for Said {
        fn from(broken: otyrys::database::Broken) -> Self {
            Self(broken.to_string())
        }
    }
    let act = move |work: &mut otyrys::database::Work| {
        door::check_in(work, now, staff, application)
            .map(drop)
            .map_err(|refusal: Refusal| Said(format!("{refusal:?}")))
    };
    let done = office
        .app
        .database
        .write_here(otyrys::database::Lane::Any, act);
    done.map_err(|Said(said)| said)
}

both_engines!(
    admitted_and_waiting_go_too_and_nobody_applies_any_more,
    NOW,
    async |office| {
        let id = planned(
            office,
            &Planned {
                capacity: 1,
                ..Planned::default()
            },
        );
        apply(office, id, &["Бір", "Екі"]).await;
        let staff = office.clerk(Role::Secretary, id.as_str()).id;
        let first = people(office, id)[0].clone();
        let (now, seen) = (
            office.app.now(),
            otyrys::applications::actions::Seen {
                application: first.id,
                revision: first.revision,
                staff,
            },
        );
        let done = office
            .app
            .database
            .write_here(otyrys::database::Lane::Any, move |work| {
                otyrys::applications::actions::admit(work, now, seen).map(drop)
            });
        done.unwrap_or_else(|refusal: otyrys::applications::refusal::Refusal| {
            panic!("{refusal:?}")
        });
        assert_eq!(places(office, id), [(Admitted, Some(1)), (Waiting, None)]);
        declare(office, everywhere("one"));
        assert_eq!(
            places(office, id),
            [(MovedOnline, None), (MovedOnline, None)]
        );
        let (status, answer) = office.apply(id.as_str(), "Үш").await;
        assert_eq!(
            (status, &answer["code"]),
            (409, &"online_only".into()),
            "{answer}"
        );
        assert_eq!(answer["paragraph"], "605-6", "{answer}");
        let said = answer["detail"].as_str().unwrap_or_default();
        assert!(said.contains("emergency"), "{answer}");
        let (_, page) = office.get(&format!("/ru/sessions/{id}/apply")).await;
        assert!(page.contains("В связи с чрезвычайной ситуацией"), "{page}");
        office.letters();
    }
);

both_engines!(what_makes_no_sense_is_refused, NOW, async |office| {
    planned(office, &Planned::default());
    let none = Declaration {
        country: false,
        ..everywhere("one")
    };
    assert!(matches!(try_declare(office, none), Err(Refusal::NoScope)));
    let backwards = Declaration {
        until: Some(at("2026-11-30T00:00:00+05:00")),
        ..everywhere("one")
    };
    let refused = try_declare(office, backwards);
    assert!(matches!(refused, Err(Refusal::EndsBeforeItBegins)));
    let past = Declaration {
        from: at("2026-11-01T00:00:00+05:00"),
        until: Some(at("2026-11-30T00:00:00+05:00")),
        ..everywhere("one")
    };
    assert!(matches!(try_declare(office, past), Err(Refusal::Over)));
    let mut silent = everywhere("one");
    silent.basis.ru = " ".to_owned();
    assert!(matches!(
        try_declare(office, silent),
        Err(Refusal::BasisMissing)
    ));
    assert_eq!(left(office), (0, 0, 0, 0));
});
