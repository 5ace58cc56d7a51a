//! Halls and places given back, or not.

use otyrys::database::Id;
use otyrys::emergencies::{self, Ending, Refusal};
use otyrys::law::application_course::ApplicationState::{MovedOnline, Overflow, Seated, Withdrawn};
use otyrys::law::emergency::StaysOnline;
use otyrys::law::session_course::Format;
use otyrys::sessions::store;

use super::{
    NOW, apply, apply_by_telephone, assert_whole, at, calls_of_kind, declare, end, everywhere,
    go_online, left, of_kind, people, places, planned, read, restore, seating, session, stands,
    try_end,
};
use crate::harness::{Office, Planned, both_engines};
use crate::postponing;

const TWO_AND_ONE: Planned = Planned {
    starts: "2026-12-10T10:00:00",
    capacity: 2,
    overflow: 1,
    format: Format::Offline,
    status: otyrys::law::session_course::SessionStatus::Announced,
    access: otyrys::law::session_course::Access::Open,
    kazakh_title: "Алқа отырысы",
    russian_title: "Заседание коллегии",
};

async fn withdraw(office: &Office, session: Id, number: usize) {
    let secret = people(office, session)[number].secret.clone();
    let path = format!("/kk/applications/{secret}/withdraw");
    assert_eq!(office.post_form(&path, &[]).await.0, 303);
}

both_engines!(
    everybody_has_exactly_the_former_place,
    NOW,
    async |office| {
        let id = planned(office, &TWO_AND_ONE);
        apply(office, id, &["Бір", "Екі", "Үш", "Төрт"]).await;
        apply_by_telephone(office, id, "Бес").await;
        let (before, counted) = (places(office, id), seating(office, id));
        let known = session(office, id);
        office.letters();
        let one = declare(office, everywhere("one")).emergency.emergency.id;
        let preview = read(office, |connection| {
            emergencies::ending_preview(connection, office.app.now(), one)
        });
        assert_eq!(preview.expect("an emergency").restored, [id]);
        let after = end(office, one, true);
        assert_eq!((after.restored, after.stays), (vec![id], vec![]));
        assert_eq!(places(office, id), before);
        let again = seating(office, id);
        assert_eq!((again.seated, again.overflow_seated), (2, 1));
        assert_eq!(
            (again.waiting, again.received),
            (counted.waiting, counted.received)
        );
        let now = session(office, id);
        assert_eq!((now.format, &now.place), (Format::Offline, &known.place));
        assert_eq!(
            (now.revision, now.sequence),
            (known.revision + 2, known.sequence + 2)
        );
        assert_eq!(now.emergency_id, None);
        assert_eq!(left(office).1, 0, "no places are kept any more");
        let versions = read(office, |connection| store::versions_of(connection, id));
        assert_eq!(versions.last().expect("a version").act, "hall_again");
        assert_whole(office);
        // Nobody had read the letters of the emergency: they are called back.
        let emergency = of_kind(office, "applicant-emergency");
        assert!(
            emergency.iter().all(|(_, state)| state == "called_back"),
            "{emergency:?}"
        );
        assert_eq!(of_kind(office, "applicant-hall-again").len(), 4);
        assert_eq!(calls_of_kind(office, "applicant-hall-again"), 1);
        office.letters();
    }
);

both_engines!(
    seats_of_those_who_withdrew_go_to_the_next,
    NOW,
    async |office| {
        let id = planned(office, &TWO_AND_ONE);
        apply(office, id, &["Бір", "Екі", "Үш", "Төрт"]).await;
        let one = declare(office, everywhere("one")).emergency.emergency.id;
        withdraw(office, id, 0).await;
        end(office, one, true);
        assert_eq!(
            places(office, id),
            [
                (Withdrawn, None),
                (Seated, Some(2)),
                (Seated, Some(1)),
                (Overflow, Some(1)),
            ]
        );
        assert_whole(office);
        // Each hears of it by one letter.
        let letters: Vec<String> = office.letters().into_iter().map(|(kind, _)| kind).collect();
        let again = letters
            .iter()
            .filter(|kind| *kind == "applicant-hall-again");
        assert_eq!(again.count(), 3);
        assert!(
            !letters.contains(&"application-promoted".to_owned()),
            "{letters:?}"
        );
    }
);

both_engines!(
    who_went_to_the_broadcast_before_stays_there,
    NOW,
    async |office| {
        let id = planned(office, &TWO_AND_ONE);
        apply(office, id, &["Бір", "Екі"]).await;
        go_online(office, id, 0);
        office.letters();
        let outcome = declare(office, everywhere("one"));
        assert_eq!(outcome.people, 1);
        end(office, outcome.emergency.emergency.id, true);
        assert_eq!(places(office, id), [(MovedOnline, None), (Seated, Some(2))]);
        assert_whole(office);
        assert_eq!(of_kind(office, "applicant-hall-again").len(), 1);
        office.letters();
    }
);

both_engines!(a_passed_cutoff_never_reopens, NOW, async |office| {
    let id = planned(office, &TWO_AND_ONE);
    apply(office, id, &["Бір"]).await;
    let one = declare(office, everywhere("one")).emergency.emergency.id;
    let clocks = read(office, |connection| {
        Ok(store::clocks_of(connection, &[id])?.remove(&id))
    })
    .expect("clocks");
    office.hands.set(clocks.apply_before.utc());
    let after = end(office, one, true);
    assert_eq!(after.stays, [(id, StaysOnline::CutoffPassed)]);
    assert_eq!(after.restored, []);
    let now = session(office, id);
    assert_eq!((now.format, now.emergency_id), (Format::Online, Some(one)));
    assert_eq!(places(office, id), [(MovedOnline, None)]);
    let refused = restore(office, id);
    let why = matches!(
        refused,
        Err(Refusal::StaysOnline(StaysOnline::CutoffPassed))
    );
    assert!(why, "{refused:?}");
    let (status, answer) = office.apply(id.as_str(), "Екі").await;
    assert_eq!(
        (status, &answer["code"]),
        (409, &"online_only".into()),
        "{answer}"
    );
    assert_eq!(clocks.apply_before, {
        let again = read(office, |connection| {
            Ok(store::clocks_of(connection, &[id])?.remove(&id))
        });
        again.expect("clocks").apply_before
    });
    office.letters();
    // A moment before it would have had its hall again.
    office
        .hands
        .set(clocks.apply_before.utc() - chrono::TimeDelta::seconds(1));
    restore(office, id).expect("a moment before the cut-off");
    assert_eq!(places(office, id), [(Seated, Some(1))]);
    assert_whole(office);
    office.letters();
});

// Moved to another day, whose cut-off has not passed: then it may have its hall again.
both_engines!(
    moved_out_of_its_time_a_session_may_have_its_hall,
    NOW,
    async |office| {
        let id = planned(office, &TWO_AND_ONE);
        apply(office, id, &["Бір"]).await;
        let declaration = emergencies::Declaration {
            until: Some(at("2026-12-20T00:00:00+05:00")),
            ..everywhere("one")
        };
        declare(office, declaration);
        let order = postponing::moving(office, id.as_str(), "2026-12-24T10:00:00");
        postponing::postpone(office, order).expect("moved");
        assert_eq!(
            session(office, id).format,
            Format::Online,
            "by a person's act alone"
        );
        restore(office, id).expect("out of the time of the emergency");
        assert_eq!(session(office, id).format, Format::Offline);
        assert_eq!(places(office, id), [(Seated, Some(1))]);
        assert_whole(office);
        office.letters();
    }
);

both_engines!(
    what_is_called_off_or_has_begun_stays_as_it_is,
    NOW,
    async |office| {
        let off = planned(office, &TWO_AND_ONE);
        let soon = planned(
            office,
            &Planned {
                starts: "2026-12-01T12:00:00",
                kazakh_title: "Бүгін",
                ..TWO_AND_ONE
            },
        );
        let one = declare(office, everywhere("one")).emergency.emergency.id;
        postponing::cancel(office, off.as_str()).expect("called off");
        office.at("2026-12-01T12:00:00+05:00");
        let mut after = end(office, one, true).stays;
        after.sort_unstable_by_key(|(id, _)| *id);
        let mut wanted = vec![
            (off, StaysOnline::NotToCome),
            (soon, StaysOnline::NotToCome),
        ];
        wanted.sort_unstable_by_key(|(id, _)| *id);
        assert_eq!(after, wanted);
        assert_eq!(session(office, soon).format, Format::Online);
    }
);

both_engines!(it_is_ended_once, NOW, async |office| {
    planned(office, &Planned::default());
    let one = declare(office, everywhere("one")).emergency.emergency.id;
    let seen = stands(office, one).emergency.updated_at;
    let ending = Ending {
        id: one,
        seen,
        restore: true,
        staff: Id::new(),
    };
    let old = Ending {
        seen: at("2026-11-01T00:00:00Z").into(),
        ..ending
    };
    assert!(matches!(try_end(office, old), Err(Refusal::Stale(_))));
    assert_eq!(try_end(office, ending).expect("ended").restored.len(), 1);
    let rows = left(office);
    assert!(matches!(try_end(office, ending), Err(Refusal::Over)));
    assert_eq!(left(office), rows);
    let unknown = Ending {
        id: Id::new(),
        ..ending
    };
    assert!(matches!(try_end(office, unknown), Err(Refusal::NotFound)));
});

// "Formats may be restored": the end that was named gives nothing back by itself.
both_engines!(
    time_ends_it_and_a_person_gives_halls_back,
    NOW,
    async |office| {
        let id = planned(office, &TWO_AND_ONE);
        apply(office, id, &["Бір"]).await;
        let declaration = emergencies::Declaration {
            until: Some(at("2026-12-10T11:00:00+05:00")),
            ..everywhere("one")
        };
        let one = declare(office, declaration).emergency.emergency.id;
        let refused = restore(office, id);
        let why = matches!(
            refused,
            Err(Refusal::StaysOnline(StaysOnline::OtherEmergency))
        );
        assert!(why, "it still stands: {refused:?}");
        assert_eq!(end(office, one, false).restored, []);
        assert_eq!(session(office, id).format, Format::Online);
        assert_eq!(places(office, id), [(MovedOnline, None)]);
        restore(office, id).expect("given back later");
        assert_eq!(places(office, id), [(Seated, Some(1))]);
        assert_eq!(left(office).1, 0);
        office.letters();
    }
);
