//! A session breaks off and goes on: the act, its clocks, what it refuses.

use otyrys::language::Multilingual;
use otyrys::law::session_course::{SessionAct, SessionStatus};
use otyrys::law::sittings::{Continuation, SittingFault};

use super::*;
use crate::harness::{Planned, both_engines};
use crate::postponing::{KAZAKH, at, moving, news_of, noted, postpone};

both_engines!(
    a_break_keeps_what_was_counted_to_the_first_day_and_counts_results_from_the_last,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        office.at(SITS);
        along(office, &session, SessionAct::GoLive).unwrap();
        let (known, before) = stored(office, &session);
        adjourn(office, &session, until_friday()).unwrap();

        let (now, after) = stored(office, &session);
        assert_eq!(now.status, SessionStatus::Live, "it is the same session");
        assert_eq!(
            now.several(),
            [
                sitting("2026-12-10T10:00:00", "2026-12-10T13:00:00"),
                sitting("2026-12-11T15:00:00", "2026-12-11T18:00:00"),
            ]
        );
        assert_eq!(now.starts_at, known.starts_at);
        assert_eq!(now.ends_at, Some(at("2026-12-11T18:00:00+05:00")));
        assert_eq!(now.closes_at, at("2026-12-11T18:00:00+05:00"));
        assert_eq!(
            (now.revision, now.sequence),
            (known.revision + 1, known.sequence + 1)
        );
        assert_eq!(now.announced_in_time, known.announced_in_time);
        let (was, is) = (&before.clocks, &after.clocks);
        assert_eq!(is.announce_before, was.announce_before);
        assert_eq!(is.apply_before, was.apply_before);
        assert_eq!(is.apply_by_hand_before, was.apply_by_hand_before);
        // From the tenth: 11, 14, 15, 17, 18. From the eleventh: 14, 15, 17, 18, 21.
        assert_eq!(was.results_before, at("2026-12-19T00:00:00+05:00"));
        assert_eq!(is.results_before, at("2026-12-22T00:00:00+05:00"));
        assert_eq!(is.results_target_before, at("2026-12-19T00:00:00+05:00"));

        let news = news_of(office, &session);
        assert_eq!(news.last(), Some(&("changed".to_owned(), 3)));
        let (act, _, noted) = noted(office, &session).pop().unwrap();
        assert_eq!(act, "session.adjourn");
        assert!(noted.contains("2026-12-11T15:00:00"), "{noted}");
        let (_, history) = office.get(&format!("/kk/sessions/{session}/history")).await;
        assert!(
            history.contains("отырыс уақыты өзгертілді") && history.contains(KAZAKH),
            "{history}"
        );

        // Nobody said that it ended, and it goes on: over at the end of its last sitting alone.
        office.at("2026-12-11T17:59:00+05:00");
        let (_, json) = office
            .get_json(&format!("/api/v1/sessions/{session}"))
            .await;
        assert_eq!(json["status"], "live");
        assert_eq!(
            along(office, &session, SessionAct::End).unwrap().status,
            SessionStatus::Held
        );
    }
);

both_engines!(
    sittings_announced_beforehand_are_over_after_the_last,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        adjourn(office, &session, until_friday()).unwrap();
        let status = async |at: &str| {
            office.at(at);
            let path = format!("/api/v1/sessions/{session}");
            office.get_json(&path).await.1["status"].clone()
        };
        assert_eq!(status("2026-12-10T14:30:00+05:00").await, "announced");
        assert_eq!(status("2026-12-11T17:59:59+05:00").await, "announced");
        assert_eq!(status("2026-12-11T18:00:00+05:00").await, "held");
    }
);

both_engines!(
    what_nobody_ended_goes_on_until_the_day_is_over,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        // Over by itself since 14:00.
        office.at("2026-12-10T23:59:59+05:00");
        let late = Continuation::Add {
            breaks: time("2026-12-10T13:00:00"),
            next: sitting("2026-12-14T10:00:00", "2026-12-14T12:00:00"),
        };
        let other = office.session(&Planned {
            kazakh_title: "Екінші",
            ..Planned::default()
        });
        let adjourned = adjourn(office, &session, late).unwrap();
        assert_eq!(adjourned.session.status, SessionStatus::Announced);
        office.at("2026-12-11T00:00:00+05:00");
        let refused = adjourn(office, &other, late);
        assert!(
            matches!(&refused, Err(Refusal::NoSuchMove(_))),
            "{refused:?}"
        );
    }
);

both_engines!(
    the_last_sitting_is_moved_dropped_and_not_ended_before_it_began,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        office.at(SITS);
        along(office, &session, SessionAct::GoLive).unwrap();
        adjourn(office, &session, until_friday()).unwrap();
        let monday = sitting("2026-12-14T10:00:00", "2026-12-14T12:00:00");
        adjourn(office, &session, Continuation::Change(monday)).unwrap();
        let (now, details) = stored(office, &session);
        assert_eq!(now.several()[1], monday);
        assert_eq!(
            details.clocks.results_before,
            at("2026-12-23T00:00:00+05:00")
        );

        let ended = along(office, &session, SessionAct::End);
        assert!(
            matches!(&ended, Err(Refusal::Sitting(SittingFault::StillToCome))),
            "{ended:?}"
        );
        adjourn(office, &session, Continuation::Drop).unwrap();
        let (now, details) = stored(office, &session);
        assert!(now.several().is_empty() && now.sittings.is_none());
        assert_eq!(now.ends_at, Some(at("2026-12-10T13:00:00+05:00")));
        assert_eq!(
            details.clocks.results_before,
            at("2026-12-19T00:00:00+05:00")
        );
        along(office, &session, SessionAct::End).unwrap();
    }
);

both_engines!(what_cannot_break_off_stays_as_it_was, NOW, async |office| {
    let session = office.session(&Planned::default());
    let (known, _) = stored(office, &session);
    let order = Adjournment {
        id: known.id,
        seen: known.updated_at,
        change: until_friday(),
        why: why(),
    };
    let stale = Adjournment {
        seen: at("2026-11-01T10:00:00+05:00"),
        ..order.clone()
    };
    assert!(matches!(adjourn_by(office, stale), Err(Refusal::Stale)));
    let unsaid = Adjournment {
        why: Multilingual::new(KAZAKH, " "),
        ..order.clone()
    };
    assert!(matches!(
        adjourn_by(office, unsaid),
        Err(Refusal::ReasonMissing)
    ));
    let too_far = Continuation::Add {
        breaks: time("2026-12-10T13:00:00"),
        next: sitting("2027-01-11T10:00:00", "2027-01-11T12:00:00"),
    };
    let refused = adjourn(office, &session, too_far);
    assert!(matches!(refused, Err(Refusal::EndsTooLate)), "{refused:?}");
    let refused = adjourn(office, &session, Continuation::Drop);
    assert!(matches!(
        refused,
        Err(Refusal::Sitting(SittingFault::Begun))
    ));
    assert_eq!(stored(office, &session).0, known);
    for status in [
        SessionStatus::Draft,
        SessionStatus::Held,
        SessionStatus::Cancelled,
    ] {
        let other = office.session(&Planned {
            status,
            ..Planned::default()
        });
        let refused = adjourn(office, &other, until_friday());
        assert!(matches!(refused, Err(Refusal::NoSuchMove(_))), "{status}");
    }
});

both_engines!(
    a_session_that_is_moved_has_its_breaks_no_more,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        adjourn(office, &session, until_friday()).unwrap();
        postpone(office, moving(office, &session, "2026-12-17T10:00:00")).unwrap();
        let (now, details) = stored(office, &session);
        assert!(now.several().is_empty() && now.ends_at.is_none());
        assert_eq!(
            details.clocks.results_before,
            at("2026-12-25T00:00:00+05:00")
        );
    }
);

both_engines!(
    a_session_that_has_sat_is_neither_moved_nor_called_off,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        adjourn(office, &session, until_friday()).unwrap();
        let clerk = office.clerk(otyrys::web::desk::Role::Secretary, &session);
        let here = format!("/desk/sessions/{session}");
        let ways = async || {
            let overview = office.desk(&clerk, &here).await.body;
            let editor = office.desk(&clerk, &format!("{here}/edit")).await.body;
            [
                overview.contains(&format!("href=\"{here}/postpone\"")),
                overview.contains(&format!("href=\"{here}/cancel\"")),
                editor.contains(&format!("href=\"{here}/postpone\"")),
                overview.contains(&format!("href=\"{here}/sittings\"")),
            ]
        };
        // Nobody says that it begins.
        office.at("2026-12-10T12:59:59+05:00");
        assert_eq!(ways().await, [true; 4]);
        office.at("2026-12-10T13:00:00+05:00");
        assert_eq!(stored(office, &session).0.status, SessionStatus::Announced);
        assert_eq!(ways().await, [false, false, false, true]);
        let known = stored(office, &session).0;
        let moved = postpone(office, moving(office, &session, "2026-12-17T10:00:00"));
        assert!(matches!(moved, Err(Refusal::HasSat)), "{moved:?}");
        let cancelled = crate::postponing::cancel(office, &session);
        assert!(matches!(cancelled, Err(Refusal::HasSat)), "{cancelled:?}");
        for below in ["postpone", "cancel"] {
            let page = office.desk(&clerk, &format!("{here}/{below}")).await;
            assert_eq!(page.status, 409, "{below}: {}", page.body);
            assert!(page.body.contains("Отырыстың бір бөлігі өтіп кетті"));
        }
        assert_eq!(stored(office, &session).0, known);
        adjourn(office, &session, Continuation::Drop).unwrap();
    }
);

both_engines!(
    the_editor_and_the_calendar_leave_breaks_alone,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        adjourn(office, &session, until_friday()).unwrap();
        let (before, clocks) = stored(office, &session);
        let id = Id::parse(&session).unwrap();
        crate::notices::scene::revise(office, id, None, |order| {
            order.ends = None;
            order.place = Some(Multilingual::new("5-зал", "зал 5"));
        });
        let (after, details) = stored(office, &session);
        assert_eq!(after.several(), before.several());
        assert_eq!(after.ends_at, before.ends_at);
        assert_eq!(
            details.clocks.results_before, clocks.clocks.results_before,
            "from the last day, still"
        );
        // Tuesday the fifteenth becomes a day off: from the eleventh on 14, 17, 18, 21, 22; from the tenth the fifth
        // working day would be the twenty-first, as before.
        assert_eq!(
            details.clocks.results_before,
            at("2026-12-22T00:00:00+05:00")
        );
        let admin = office.clerk(otyrys::web::desk::Role::SystemAdmin, &session);
        let order = [
            ("issuer", "Еңбек министрі"),
            ("order-date", "2026-11-30"),
            ("number", "437"),
            ("rows", "1"),
            ("kind-0", "move"),
            ("date-0", "2026-12-26"),
            ("to-0", "2026-12-15"),
        ];
        crate::calendar_versions::entered(office, &admin, &order).await;
        let (recounted, details) = stored(office, &session);
        assert_eq!(recounted.several(), before.several());
        assert_eq!(
            details.clocks.results_before,
            at("2026-12-23T00:00:00+05:00")
        );
    }
);
