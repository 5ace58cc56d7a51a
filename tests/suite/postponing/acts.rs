//! What the acts write, and what they refuse.

use otyrys::law::session_course::{SessionAct, SessionStatus};
use otyrys::sessions::actions::{self, Refusal};

use super::*;
use crate::harness::{Planned, both_engines};

both_engines!(a_session_gets_another_day, NOW, async |office| {
    let session = office.session(&Planned::default());
    assert_eq!(office.apply(&session, "Ахметова").await.0, 201);
    let (known, before) = stored(office, &session);
    let mut order = moving(office, &session, "2026-12-17T15:00:00");
    order.ends = Some(time("2026-12-17T17:30:00"));
    let moved = postpone(office, order).unwrap();

    let (now, details) = stored(office, &session);
    assert_eq!(now, moved.session, "what is told is what is stored");
    assert_eq!(now.status, SessionStatus::Postponed);
    assert_eq!(
        (now.revision, now.sequence),
        (known.revision + 1, known.sequence + 1)
    );
    assert_eq!(now.starts_at, at("2026-12-17T15:00:00+05:00"));
    assert_eq!(now.ends_at, Some(at("2026-12-17T17:30:00+05:00")));
    assert_eq!(now.closes_at, at("2026-12-17T17:30:00+05:00"));
    assert_eq!(now.local_date.to_string(), "2026-12-17");
    assert_eq!(now.former_starts_at, Some(known.starts_at));
    assert_eq!(now.moved_at, Some(at(NOW)));
    assert_eq!(now.announced_at, known.announced_at, "announced once");
    assert_eq!(now.announced_in_time, Some(true));
    assert_eq!(now.course_reason.as_deref(), Some(&why()));
    assert!(now.updated_at > known.updated_at);

    // Wednesday 16 December is off: three working days before are 11, 14 and 15, the results are due on 24.
    let clocks = &details.clocks;
    assert_eq!(clocks.announce_before, at("2026-12-11T00:00:00+05:00"));
    assert_eq!(clocks.apply_before, at("2026-12-15T00:00:00+05:00"));
    assert_eq!(clocks.apply_by_hand_before, at("2026-12-14T18:30:00+05:00"));
    assert_eq!(clocks.results_before, at("2026-12-25T00:00:00+05:00"));
    assert_eq!(details.seating, before.seating, "seats stay");
    assert_eq!(details.agenda, before.agenda);

    assert_eq!(news_of(office, &session), [("postponed".to_owned(), 2)]);
    let (act, was, is) = noted(office, &session).pop().unwrap();
    assert_eq!(act, "session.postpone");
    assert!(was.contains("2026-12-10T05:00:00Z"), "{was}");
    assert!(
        is.contains("2026-12-17T10:00:00Z") && is.contains(KAZAKH),
        "{is}"
    );

    // Found by words, in the order of its new time.
    let earlier = office.session(&Planned {
        starts: "2026-12-14T10:00:00",
        ..Planned::default()
    });
    let (_, found) = office.get_json("/api/v1/sessions?q=шаруашылығы").await;
    let ids: Vec<&str> = found["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [earlier.as_str(), session.as_str()]);
    office.letters();
});

both_engines!(it_may_be_moved_again, NOW, async |office| {
    let session = office.session(&Planned::default());
    postpone(office, moving(office, &session, "2026-12-17T10:00:00")).unwrap();
    office.at("2026-12-08T10:00:00+05:00");
    let mut order = moving(office, &session, "2026-12-23T11:00:00");
    order.place = Some(Multilingual::new("2-зал", "зал 2"));
    order.why = Multilingual::new("Баяндамашы ауырып қалды", "Докладчик заболел");
    postpone(office, order).unwrap();
    let (now, _) = stored(office, &session);
    assert_eq!((now.revision, now.sequence), (3, 2));
    assert_eq!(now.former_starts_at, Some(at("2026-12-17T10:00:00+05:00")));
    assert_eq!(now.place.as_deref().unwrap().kk, "2-зал");
    let (status, history) = office.get(&format!("/ru/sessions/{session}/history")).await;
    assert_eq!(status, 200);
    for said in [RUSSIAN, "Докладчик заболел", "заседание перенесено"]
    {
        assert!(history.contains(said), "{said}: {history}");
    }
});

both_engines!(
    a_new_date_too_near_is_late_and_says_why,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        office.at("2026-12-09T12:00:00+05:00");
        let near = moving(office, &session, "2026-12-14T10:00:00");
        let refused = postpone(office, near.clone()).unwrap_err();
        assert!(
            matches!(&refused, Refusal::ReasonsDue(due) if due.len() == 1),
            "{refused}"
        );
        assert_eq!(stored(office, &session).0.status, SessionStatus::Announced);
        let reasoned = Postponement {
            late_reason: Some("Су тасқыны".to_owned()),
            ..near
        };
        postpone(office, reasoned).unwrap();
        let (late, _) = stored(office, &session);
        assert_eq!(late.announced_in_time, Some(false));
        assert_eq!(late.late_reason.as_deref(), Some("Су тасқыны"));
        // The reason goes with its date: the next one is in time.
        postpone(office, moving(office, &session, "2026-12-25T10:00:00")).unwrap();
        let (in_time, _) = stored(office, &session);
        assert_eq!(
            (in_time.announced_in_time, in_time.late_reason),
            (Some(true), None)
        );
    }
);

both_engines!(what_cannot_be_moved_stays_as_it_was, NOW, async |office| {
    let session = office.session(&Planned::default());
    let order = |starts| moving(office, &session, starts);
    let refused = |order| postpone(office, order).unwrap_err();
    assert!(matches!(
        refused(order("2026-11-30T10:00:00")),
        Refusal::StartHasPassed
    ));
    assert!(matches!(
        refused(order("2026-12-10T10:00:00")),
        Refusal::SameStart
    ));
    let without = Postponement {
        why: Multilingual::new(KAZAKH, "  "),
        ..order("2026-12-17T10:00:00")
    };
    assert!(matches!(refused(without), Refusal::ReasonMissing));
    let backwards = Postponement {
        ends: Some(time("2026-12-17T09:00:00")),
        ..order("2026-12-17T10:00:00")
    };
    assert!(matches!(refused(backwards), Refusal::EndsTooSoon));
    let stale = Postponement {
        seen: at("2026-11-01T10:00:00+05:00"),
        ..order("2026-12-17T10:00:00")
    };
    assert!(matches!(refused(stale), Refusal::Stale));
    let half = Postponement {
        place: Some(Multilingual::new("2-зал", "")),
        ..order("2026-12-17T10:00:00")
    };
    assert!(matches!(refused(half), Refusal::Incomplete(_)));
    for status in [
        SessionStatus::Draft,
        SessionStatus::Live,
        SessionStatus::Held,
        SessionStatus::Cancelled,
    ] {
        let other = office.session(&Planned {
            status,
            ..Planned::default()
        });
        let refused = postpone(office, moving(office, &other, "2026-12-17T10:00:00"));
        assert!(matches!(refused, Err(Refusal::NoSuchMove(_))), "{status}");
        let refused = cancel(office, &other);
        assert!(matches!(refused, Err(Refusal::NoSuchMove(_))), "{status}");
    }
    assert!(news_of(office, &session).is_empty());
    // What nobody ended is over by itself.
    office.at("2026-12-10T14:00:00+05:00");
    assert!(matches!(
        refused(order("2026-12-17T10:00:00")),
        Refusal::NoSuchMove(_)
    ));
});

both_engines!(
    nothing_but_these_acts_moves_or_cancels,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        for act in [SessionAct::Postpone, SessionAct::Cancel, SessionAct::Revise] {
            let (id, now) = (Id::parse(&session).unwrap(), office.app.now());
            let refused = office.app.database.write_here(Lane::All, move |work| {
                actions::move_along(work, now, &Actor::Office, id, act)
            });
            assert!(matches!(refused, Err(Refusal::NoSuchMove(_))), "{act}");
        }
    }
);

both_engines!(what_is_called_off_stays_to_be_read, NOW, async |office| {
    let session = office.session(&Planned::default());
    assert_eq!(office.apply(&session, "Ахметова").await.0, 201);
    office.letters();
    let (known, before) = stored(office, &session);
    cancel(office, &session).unwrap();
    let (now, after) = stored(office, &session);
    assert_eq!(now.status, SessionStatus::Cancelled);
    assert_eq!(now.cancelled_at, Some(at(NOW)));
    assert_eq!(
        (now.revision, now.sequence),
        (known.revision + 1, known.sequence + 1)
    );
    assert_eq!(now.course_reason.as_deref(), Some(&why()));
    assert_eq!(now.starts_at, known.starts_at);
    assert_eq!(after.clocks, before.clocks, "clocks, seats and agenda stay");
    assert_eq!(
        (after.seating, after.agenda),
        (before.seating, before.agenda)
    );
    assert_eq!(news_of(office, &session), [("cancelled".to_owned(), 2)]);
    let (act, was, is) = noted(office, &session).pop().unwrap();
    assert_eq!(act, "session.cancel");
    assert!(
        was.contains("announced") && is.contains("cancelled") && is.contains(RUSSIAN),
        "{is}"
    );
    let (status, refused) = office.apply(&session, "Сериков").await;
    assert_eq!(
        (status, &refused["code"]),
        (409, &"not_open".into()),
        "{refused}"
    );
    assert!(
        matches!(cancel(office, &session), Err(Refusal::NoSuchMove(_))),
        "once"
    );
});
