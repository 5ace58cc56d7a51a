//! Several at once, and the same twice.

use otyrys::database::{Broken, Lane};
use otyrys::emergencies::Declaration;
use otyrys::law::application_course::ApplicationState::{MovedOnline, Seated};
use otyrys::law::emergency::StaysOnline;
use otyrys::law::session_course::Format;

use super::{
    NOW, apply, assert_whole, at, covered, declare, end, everywhere, left, of_kind, places,
    planned, restore, session, sweep,
};
use crate::harness::{Planned, both_engines};

both_engines!(the_same_key_declares_once, NOW, async |office| {
    let id = planned(office, &Planned::default());
    apply(office, id, &["Бір"]).await;
    let first = declare(office, everywhere("one"));
    let (then, rows) = (session(office, id), left(office));
    let again = declare(
        office,
        Declaration {
            signer: "Басқа".to_owned(),
            ..everywhere("one")
        },
    );
    assert!(!first.known && again.known);
    assert_eq!(again.emergency, first.emergency);
    assert_eq!((again.switched, again.people, again.letters), (1, 1, 1));
    assert_eq!(session(office, id), then);
    assert_eq!(left(office), rows);
    assert_eq!(of_kind(office, "applicant-emergency").len(), 1);
    office.letters();
});

both_engines!(
    the_first_switches_and_the_second_only_covers,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        apply(office, id, &["Бір"]).await;
        let first = declare(office, everywhere("one")).emergency.emergency.id;
        let then = session(office, id);
        let second = declare(office, everywhere("two"));
        assert_eq!((second.switched, second.online_already), (0, 1));
        assert_eq!((second.people, second.letters), (0, 0));
        let second = second.emergency.emergency.id;
        assert_eq!(session(office, id), then, "nothing changes by the second");
        assert_eq!(
            of_kind(office, "applicant-emergency").len(),
            1,
            "nobody is told twice"
        );
        assert_eq!(covered(office, second)[0].former_format, None);
        let after = end(office, first, true);
        assert_eq!(after.restored, []);
        assert_eq!(after.stays, [(id, StaysOnline::OtherEmergency)]);
        let held = session(office, id);
        assert_eq!(held.format, Format::Online);
        assert_eq!(held.emergency_id, Some(second));
        assert_eq!(held.revision, then.revision);
        assert_eq!(places(office, id), [(MovedOnline, None)]);
        let after = end(office, second, true);
        assert_eq!((after.restored, after.stays), (vec![id], vec![]));
        assert_eq!(session(office, id).format, Format::Mixed);
        assert_eq!(session(office, id).place, Some(then_place()));
        assert_eq!(places(office, id), [(Seated, Some(1))]);
        assert_whole(office);
        office.letters();
    }
);

fn then_place() -> otyrys::database::Json<otyrys::language::Multilingual> {
    otyrys::database::Json::from(otyrys::language::Multilingual::new(
        "Астана қ., Мәңгілік Ел д-лы, 8, 4-зал",
        "г. Астана, пр. Мангилик Ел, 8, зал 4",
    ))
}

both_engines!(
    ending_the_second_first_leaves_it_to_the_first,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        let first = declare(office, everywhere("one")).emergency.emergency.id;
        let second = declare(office, everywhere("two")).emergency.emergency.id;
        let then = session(office, id);
        let after = end(office, second, true);
        assert_eq!(after.stays, [(id, StaysOnline::OtherEmergency)]);
        assert_eq!(session(office, id), then);
        assert_eq!(end(office, first, true).restored, [id]);
    }
);

// The time of the first one passes while the second stands: the end of the second gives the hall back.
both_engines!(one_that_has_passed_holds_nothing, NOW, async |office| {
    let id = planned(office, &Planned::default());
    let short = Declaration {
        until: Some(at("2026-12-11T00:00:00+05:00")),
        ..everywhere("one")
    };
    let first = declare(office, short).emergency.emergency.id;
    let second = declare(
        office,
        Declaration {
            until: Some(at("2026-12-03T00:00:00+05:00")),
            ..everywhere("two")
        },
    );
    assert_eq!(
        second.online_already, 0,
        "its time is over before the session"
    );
    assert_eq!(end(office, first, false).stays, []);
    assert_eq!(session(office, id).emergency_id, Some(first));
    assert_eq!(session(office, id).format, Format::Online);
    restore(office, id).expect("its cut-off has not passed");
    assert_eq!(session(office, id).format, Format::Mixed);
    assert_eq!(session(office, id).emergency_id, None);
    restore(office, id).expect_err("it has its hall");
});

both_engines!(
    declared_switched_restored_and_switched_again,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        apply(office, id, &["Бір", "Екі"]).await;
        for (turn, key) in ["one", "two", "three"].into_iter().enumerate() {
            let outcome = declare(office, everywhere(key));
            assert_eq!((outcome.switched, outcome.people), (1, 2), "turn {turn}");
            assert_eq!(sweep(office), 0);
            assert_whole(office);
            assert_eq!(
                end(office, outcome.emergency.emergency.id, true).restored,
                [id]
            );
            assert_eq!(places(office, id), [(Seated, Some(1)), (Seated, Some(2))]);
            assert_whole(office);
        }
        let now = session(office, id);
        assert_eq!((now.revision, now.sequence), (7, 6));
        assert_eq!(of_kind(office, "applicant-emergency").len(), 6);
        office.letters();
        // Whoever comes next gets the next seat.
        apply(office, id, &["Үш"]).await;
        assert_eq!(places(office, id)[2], (Seated, Some(3)));
        assert_whole(office);
        office.letters();
    }
);

// It has no hall to go back to; what its page names as the reason must stand all the same.
both_engines!(
    what_was_announced_online_is_handed_over_too,
    NOW,
    async |office| {
        use diesel::prelude::*;
        use otyrys::database::schema::sessions;
        let online = Planned {
            format: Format::Online,
            ..Planned::default()
        };
        let id = planned(office, &online);
        let first = declare(office, everywhere("one")).emergency.emergency.id;
        let because = office.app.database.write_here(Lane::All, move |work| {
            diesel::update(sessions::table.find(id))
                .set(sessions::emergency_id.eq(Some(first)))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        because.expect("noted");
        let second = declare(office, everywhere("two")).emergency.emergency.id;
        end(office, first, true);
        assert_eq!(session(office, id).emergency_id, Some(second));
        end(office, second, true);
        assert_eq!(session(office, id).format, Format::Online);
    }
);

both_engines!(
    what_is_over_keeps_the_reason_that_it_had,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        let first = declare(office, everywhere("one")).emergency.emergency.id;
        declare(office, everywhere("two"));
        let held = session(office, id);
        assert_eq!(held.emergency_id, Some(first));
        office.at("2026-12-12T09:00:00+05:00");
        end(office, first, true);
        assert_eq!(session(office, id), held);
    }
);
