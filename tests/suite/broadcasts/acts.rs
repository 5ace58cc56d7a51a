//! What the acts write, and what they refuse; what nobody says; what is owed.

use otyrys::broadcasts::actions::{Refusal, TimesFault};
use otyrys::database::Broken;
use otyrys::language::Multilingual;
use otyrys::law::broadcast::Stamp;
use otyrys::law::session_course::{Access, SessionStatus};
use otyrys::web::desk::{Reach, Role};

use super::*;
use crate::harness::both_engines;

both_engines!(
    a_broadcast_begins_breaks_off_goes_on_and_ends,
    BEGINS,
    async |office| {
        let session = office.session(&Planned::default());
        let (before, _) = crate::postponing::stored(office, &session);
        begin(office, &session).unwrap();
        assert!(on_air(office, &session));
        let (begun, _) = crate::postponing::stored(office, &session);
        assert_eq!(
            begun.status,
            SessionStatus::Live,
            "the session begins with it"
        );
        assert!(begun.revision > before.revision);
        assert!(
            matches!(
                act(office, {
                    let (now, of) = (office.app.now(), id(&session));
                    move |work| actions::begin(work, now, Id::new(), (of, Seen::default()))
                }),
                Err(Refusal::Stale)
            ),
            "two begin it at once"
        );

        office.at("2026-12-10T10:20:00+05:00");
        let why = Multilingual::new("Жарық сөнді", "Отключили свет");
        interrupt(office, &session, Some(why.clone())).unwrap();
        assert!(on_air(office, &session), "an interruption does not end it");
        assert!(matches!(
            interrupt(office, &session, None),
            Err(Refusal::Stale)
        ));
        office.at("2026-12-10T10:25:00+05:00");
        resume(office, &session).unwrap();
        assert!(matches!(resume(office, &session), Err(Refusal::Stale)));
        let all = interruptions(office, &session);
        assert_eq!(all.len(), 1);
        assert_eq!(
            all[0].ended_at,
            Some(instant("2026-12-10T10:25:00+05:00").into())
        );
        assert_eq!(all[0].why.as_deref(), Some(&why));

        office.at("2026-12-10T11:00:00+05:00");
        interrupt(office, &session, None).unwrap();
        office.at("2026-12-10T11:10:00+05:00");
        end(office, &session).unwrap();
        assert!(!on_air(office, &session));
        assert!(matches!(end(office, &session), Err(Refusal::Stale)));
        let all = broadcasts(office, &session);
        assert_eq!(all.len(), 1);
        assert_eq!(
            (all[0].began_by, all[0].ended_by),
            (Stamp::Desk, Some(Stamp::Desk))
        );
        assert_eq!(all[0].address.as_deref(), Some("https://example.org/live"));
        let last = interruptions(office, &session);
        assert_eq!(
            last[1].ended_at, all[0].ended_at,
            "it ends with its broadcast"
        );
        assert_eq!(
            crate::postponing::stored(office, &session).0.status,
            SessionStatus::Live,
            "the session goes on"
        );
        // Another one on the next day, or after a break.
        office.at("2026-12-10T12:00:00+05:00");
        begin(office, &session).unwrap();
        assert_eq!(broadcasts(office, &session).len(), 2);
        let acts: Vec<String> = office
            .journal_of("session")
            .into_iter()
            .map(|(act, _)| act)
            .filter(|act| act.starts_with("broadcast."))
            .collect();
        let expected = [
            "broadcast.began",
            "broadcast.interrupted",
            "broadcast.resumed",
            "broadcast.interrupted",
            "broadcast.ended",
            "broadcast.began",
        ];
        assert_eq!(acts, expected);
    }
);

both_engines!(
    it_begins_with_a_session_that_can_sit,
    "2026-12-10T08:59:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        assert!(matches!(
            begin(office, &session),
            Err(Refusal::TooSoon { .. })
        ));
        let draft = office.session(&Planned {
            status: SessionStatus::Draft,
            ..Planned::default()
        });
        let cancelled = office.session(&Planned {
            status: SessionStatus::Cancelled,
            ..Planned::default()
        });
        let closed = office.session(&Planned {
            access: Access::Closed,
            ..live()
        });
        for (session, expected) in [
            (&draft, SessionStatus::Draft),
            (&cancelled, SessionStatus::Cancelled),
        ] {
            let refused = begin(office, session);
            assert!(
                matches!(refused, Err(Refusal::NotNow(status)) if status == expected),
                "{refused:?}"
            );
        }
        assert!(matches!(begin(office, &closed), Err(Refusal::Closed)));
        office.at("2026-12-10T09:00:00+05:00");
        begin(office, &session).unwrap();
        let over = office.session(&Planned {
            kazakh_title: "Өткен отырыс",
            ..Planned::default()
        });
        office.at(AFTER);
        assert!(matches!(
            begin(office, &over),
            Err(Refusal::NotNow(SessionStatus::Held))
        ));
    }
);

both_engines!(with_its_session_it_ends_at_once, BEGINS, async |office| {
    let session = office.session(&Planned::default());
    begin(office, &session).unwrap();
    office.at("2026-12-10T11:30:00+05:00");
    end_session(office, &session);
    assert!(!on_air(office, &session), "before anybody looked after it");
    assert_eq!(told(office, &session).await["state"], "over");
    office.at("2026-12-10T11:31:00+05:00");
    assert_eq!(tend(office).await, 1);
    assert_eq!(tend(office).await, 0, "once");
    let all = broadcasts(office, &session);
    assert_eq!(all[0].ended_by, Some(Stamp::Session));
    assert_eq!(
        all[0].ended_at,
        Some(instant("2026-12-10T11:30:00+05:00").into())
    );
    // Which sessions have one is asked of many at once.
    let other = office.session(&live());
    begin(office, &other).unwrap();
    let (ended, runs) = (id(&session), id(&other));
    let found = read(office, move |connection| {
        store::on_air_of(connection, &[ended, runs])
    });
    assert_eq!(found.keys().copied().collect::<Vec<_>>(), [runs]);
});

both_engines!(
    what_was_not_noted_is_entered_afterwards,
    BEFORE,
    async |office| {
        let session = office.session(&Planned::default());
        let (began, ended) = ("2026-12-10T10:02:00+05:00", "2026-12-10T12:30:00+05:00");
        assert!(matches!(
            enter_past(office, &session, began, ended),
            Err(Refusal::NotNow(SessionStatus::Announced))
        ));
        office.at(AFTER);
        for (began, ended, fault) in [
            ("2026-12-10T08:59:00+05:00", ended, TimesFault::TooEarly),
            (began, began, TimesFault::EndsTooSoon),
            (began, "2026-12-10T15:00:01+05:00", TimesFault::NotYet),
        ] {
            let refused = enter_past(office, &session, began, ended);
            assert!(
                matches!(refused, Err(Refusal::Times(found)) if found == fault),
                "{refused:?}"
            );
        }
        enter_past(office, &session, began, ended).unwrap();
        let refused = enter_past(
            office,
            &session,
            "2026-12-10T12:00:00+05:00",
            "2026-12-10T13:00:00+05:00",
        );
        assert!(
            matches!(refused, Err(Refusal::Times(TimesFault::Overlaps))),
            "{refused:?}"
        );
        enter_past(office, &session, ended, "2026-12-10T13:00:00+05:00").unwrap();
        let all = broadcasts(office, &session);
        assert_eq!(all.len(), 2);
        assert_eq!(
            (all[0].began_by, all[0].ended_by),
            (Stamp::Entered, Some(Stamp::Entered))
        );
        assert_eq!(all[0].noted_at, instant(AFTER).into());
        assert_eq!(told(office, &session).await["state"], "over");
    }
);

both_engines!(a_session_is_accounted_for_or_owed, BEFORE, async |office| {
    let session = office.session(&Planned::default());
    let clerk = office.clerk(Role::Secretary, &session);
    let owed = || {
        let now = office.app.now();
        let owed = read(office, move |connection| {
            store::owed(connection, &Reach::All, now)
        });
        owed.iter()
            .map(|(session, _)| session.id.to_string())
            .collect::<Vec<_>>()
    };
    let task = "Трансляцияланғанын немесе неге трансляцияланбағанын көрсету";
    assert!(owed().is_empty(), "it has not begun");
    assert!(!office.desk(&clerk, "/desk").await.body.contains(task));
    office.at(AFTER);
    assert_eq!(owed(), [session.as_str()]);
    let page = office.desk(&clerk, "/desk").await.body;
    assert!(
        page.contains(task) && page.contains(&format!("/desk/sessions/{session}/broadcast")),
        "{page}"
    );
    assert!(page.contains("12-тармағы"), "{page}");
    explain(office, &session).unwrap();
    assert!(owed().is_empty());
    assert!(!office.desk(&clerk, "/desk").await.body.contains(task));
    let of = id(&session);
    let accounts = read(office, move |connection| {
        store::accounts_of(connection, &[of])
    });
    assert!(accounts[&of].explained && !accounts[&of].broadcast);

    let sits = office.session(&live());
    assert_eq!(owed(), [sits.as_str()], "while it sits it is owed at once");
    begin(office, &sits).unwrap();
    assert!(owed().is_empty());
    let closed = office.session(&Planned {
        access: Access::Closed,
        ..live()
    });
    drop(closed);
    assert!(owed().is_empty(), "what is closed is not broadcast");
    let other = office.session(&live());
    assert_eq!(owed(), [other.as_str()]);
    let body = office.body_of(&other);
    let exempt = office.app.database.write_here(Lane::All, move |work| {
        diesel::update(otyrys::database::schema::bodies::table.find(body))
            .set((
                otyrys::database::schema::bodies::exempt.eq(true),
                otyrys::database::schema::bodies::exempt_basis.eq(Some("заң")),
            ))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    exempt.unwrap();
    assert!(owed().is_empty(), "the body has no such duty");
});

both_engines!(
    nobody_writes_over_what_is_said_of_it,
    BEFORE,
    async |office| {
        let session = office.session(&Planned::default());
        explain(office, &session).unwrap();
        let (now, of) = (office.app.now(), id(&session));
        let stale = act(office, move |work| {
            actions::explain(work, now, Id::new(), (of, None), &explanation())
        });
        assert!(matches!(stale, Err(Refusal::Stale)), "{stale:?}");
        // The clock stands still: each change has an instant of its own all the same.
        explain(office, &session).unwrap();
        explain(office, &session).unwrap();
        assert!(matches!(
            record(office, &session, Some(("https://example.org/a.mp4", None))),
            Err(Refusal::NotNow(_))
        ));
        office.at(AFTER);
        record(
            office,
            &session,
            Some(("https://example.org/a.mp4", Some(&"ab".repeat(32)))),
        )
        .unwrap();
        let said = told(office, &session).await;
        assert_eq!(said["recording"]["sha256"], "ab".repeat(32));
        assert_eq!(said["impossible"]["why"]["ru"], "Поврежден канал связи");
        record(office, &session, None).unwrap();
        assert!(told(office, &session).await["recording"].is_null());
    }
);
