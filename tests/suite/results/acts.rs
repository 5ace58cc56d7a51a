//! What the acts write, and what they refuse.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::database::{Broken, Lane};
use otyrys::law::results::ResultKind::{Decision, Minutes, Other, Transcript};
use otyrys::law::session_course::SessionStatus;
use otyrys::results::actions::Refusal;
use otyrys::sessions::files;
use otyrys::web::desk::Role;
use otyrys::web::hex::hex;
use sha2::{Digest as _, Sha256};

use super::{AFTER, BEFORE, a_file, all, at, held, order, placed, publish, replace, state_none};
use crate::harness::{Office, Planned, both_engines};
use crate::postponing::{news_of, noted, stored};

both_engines!(
    what_is_published_stands_with_its_stamps_and_digests,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let before = stored(office, &session).0;
        let outcome = publish(office, clerk.id, order(office, &session, Decision)).unwrap();
        assert_eq!(all(office, &session), std::slice::from_ref(&outcome));
        assert_eq!(outcome.published_at, at(AFTER));
        assert_eq!(outcome.published_by, clerk.id);
        assert!(outcome.in_time && outcome.late_reason.is_none());
        let text = outcome.text.unwrap();
        assert_eq!(text, r#"{"kk":"Су үнемделсін.","ru":"Беречь воду."}"#);
        let digest = hex(&Sha256::digest(&text));
        assert_eq!(outcome.text_sha256, Some(digest));
        let after = stored(office, &session).0;
        assert!(after.updated_at > before.updated_at);
        assert_eq!(
            after.revision, before.revision,
            "the announcement is as it was"
        );
        assert_eq!(after.results_complete_at, None, "minutes are still owed");
        let (act, _, said) = noted(office, &session).pop().unwrap();
        assert_eq!(act, "results.published");
        assert!(
            said.contains("decision") && said.contains("05-12/7"),
            "{said}"
        );
        assert!(!said.contains("Нұрланов"), "{said}");
        let kinds: Vec<String> = news_of(office, &session)
            .into_iter()
            .map(|(kind, _)| kind)
            .collect();
        assert_eq!(kinds, ["results"]);
    }
);

both_engines!(
    /// The earlier of the clock of the session and that of the document.
    what_is_late_needs_its_reason,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        // Made on p0: due before 16 December. Made on p4: the session's own clock, p5, is the earlier one.
        let made = |day: &str, reason: Option<&str>| otyrys::results::actions::Order {
            created_on: day.parse().unwrap(),
            late_reason: reason.map(str::to_owned),
            ..order(office, &session, Minutes)
        };
        office.at("2026-12-15T23:59:59+05:00");
        let in_time = publish(office, clerk.id, made("2026-12-10", Some("бос"))).unwrap();
        assert!(in_time.in_time);
        assert_eq!(in_time.due_before, at("2026-12-16T00:00:00+05:00"));
        assert_eq!(in_time.late_reason, None, "what is in time has no reason");
        office.at("2026-12-16T00:00:00+05:00");
        let refused = publish(office, clerk.id, made("2026-12-10", None)).unwrap_err();
        assert!(matches!(refused, Refusal::ReasonDue(_)), "{refused}");
        let late = publish(office, clerk.id, made("2026-12-10", Some("Ауырды"))).unwrap();
        assert_eq!((late.in_time, late.late_reason.as_deref()), (false, Some("Ауырды")));
        // Made on p1, 11 December: due by the end of p4, though the session's own clock runs to the end of p5 (16 December
        // is a day off).
        office.at("2026-12-17T23:59:59+05:00");
        let in_time = publish(office, clerk.id, made("2026-12-11", None)).unwrap();
        assert_eq!(in_time.due_before, at("2026-12-18T00:00:00+05:00"));
        office.at("2026-12-18T00:00:00+05:00");
        let refused = publish(office, clerk.id, made("2026-12-11", None)).unwrap_err();
        assert!(matches!(refused, Refusal::ReasonDue(_)), "{refused}");
        office.at("2026-12-18T23:59:59+05:00");
        let in_time = publish(office, clerk.id, made("2026-12-17", None)).unwrap();
        assert_eq!(in_time.due_before, at("2026-12-19T00:00:00+05:00"));
        office.at("2026-12-19T00:00:00+05:00");
        let refused = publish(office, clerk.id, made("2026-12-18", None)).unwrap_err();
        assert!(matches!(refused, Refusal::ReasonDue(_)), "{refused}");
        let refused = state_none(office, clerk.id, &session, Decision, None).unwrap_err();
        assert!(matches!(refused, Refusal::ReasonDue(_)), "{refused}");
        let late = state_none(office, clerk.id, &session, Decision, Some("Кешіктік")).unwrap();
        assert!(!late.in_time);
        // What replaces another has a clock of its own.
        let former = in_time.id;
        let again = replace(office, clerk.id, former, made("2026-12-18", None)).unwrap();
        assert!(again.in_time);
    }
);

both_engines!(
    what_is_replaced_stays_and_nothing_published_is_changed,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let first = publish(office, clerk.id, order(office, &session, Minutes)).unwrap();
        // The form is one of another kind: the kind is that of what it replaces.
        let second = replace(
            office,
            clerk.id,
            first.id,
            otyrys::results::actions::Order {
                files: vec![a_file()],
                text: None,
                ..order(office, &session, Decision)
            },
        )
        .unwrap();
        assert_eq!(second.kind, Minutes);
        let rows = all(office, &session);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].replaced_by, Some(second.id));
        assert_eq!(rows[0].text, first.text, "the former is as it was");
        let again = replace(office, clerk.id, first.id, order(office, &session, Minutes));
        assert!(matches!(again, Err(Refusal::Replaced)), "{again:?}");
        assert_eq!(all(office, &session).len(), 2, "nothing was written");
        let (act, before, after) = noted(office, &session).pop().unwrap();
        assert_eq!(act, "results.replaced");
        assert!(before.contains("text_sha256") && after.contains(&"ab".repeat(32)));
        for statement in [
            "DELETE FROM results",
            "UPDATE results SET number = 'x'",
            "UPDATE results SET replaced_by = NULL",
        ] {
            let tried: Result<usize, Broken> =
                office.app.database.write_here(Lane::Any, move |work| {
                    Ok(diesel::sql_query(statement).execute(work.connection)?)
                });
            let said = tried.unwrap_err().to_string();
            assert!(said.contains("not changed"), "{statement}: {said}");
        }
    }
);

both_engines!(
    what_is_stated_none_completes_and_gives_way_to_a_document,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let complete = || stored(office, &session).0.results_complete_at;
        for kind in [Decision, Transcript] {
            state_none(office, clerk.id, &session, kind, None).unwrap();
            let again = state_none(office, clerk.id, &session, kind, None);
            assert!(matches!(again, Err(Refusal::CannotBeNone)), "{again:?}");
        }
        let other = state_none(office, clerk.id, &session, Other, None);
        assert!(matches!(other, Err(Refusal::CannotBeNone)), "{other:?}");
        assert_eq!(complete(), None);
        office.hands.advance(TimeDelta::minutes(1));
        state_none(office, clerk.id, &session, Minutes, None).unwrap();
        let since = complete();
        assert_eq!(since, Some(office.app.now().into()));
        office.hands.advance(TimeDelta::minutes(1));
        let found = publish(office, clerk.id, order(office, &session, Minutes)).unwrap();
        let none = all(office, &session)
            .into_iter()
            .find(|one| one.stated_none && one.kind == Minutes)
            .unwrap();
        assert_eq!(none.replaced_by, Some(found.id));
        assert_eq!(complete(), since, "complete since then");
        let stated = state_none(office, clerk.id, &session, Minutes, None);
        assert!(matches!(stated, Err(Refusal::CannotBeNone)), "{stated:?}");
        assert!(!stored(office, &session).0.owes_results());
    }
);

both_engines!(
    what_cannot_be_is_refused_and_writes_nothing,
    BEFORE,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let new = || order(office, &session, Decision);
        let early = publish(office, clerk.id, new()).unwrap_err();
        assert!(matches!(early, Refusal::NotHeld(SessionStatus::Announced)));
        let off = office.session(&Planned {
            status: SessionStatus::Cancelled,
            ..Planned::default()
        });
        office.at(AFTER);
        let refused = publish(office, clerk.id, order(office, &off, Decision)).unwrap_err();
        assert!(matches!(
            refused,
            Refusal::NotHeld(SessionStatus::Cancelled)
        ));
        let with = |change: fn(&mut otyrys::results::actions::Order)| {
            let mut order = new();
            change(&mut order);
            publish(office, clerk.id, order).unwrap_err()
        };
        assert!(matches!(with(|one| one.text = None), Refusal::Empty));
        let tomorrow = with(|one| one.created_on = "2026-12-11".parse().unwrap());
        assert!(matches!(tomorrow, Refusal::NotMadeYet));
        let early = with(|one| one.created_on = "2026-12-09".parse().unwrap());
        assert!(matches!(early, Refusal::MadeTooEarly));
        let stale = with(|one| {
            one.seen = at(BEFORE)
                .utc()
                .checked_sub_signed(TimeDelta::days(1))
                .unwrap()
                .into();
        });
        assert!(matches!(stale, Refusal::Stale));
        assert!(all(office, &session).is_empty());
        assert!(news_of(office, &session).is_empty());
        // What was there before the session may go with it, and has its three days from the session on.
        let slides = publish(
            office,
            clerk.id,
            otyrys::results::actions::Order {
                kind: Other,
                created_on: "2026-12-01".parse().unwrap(),
                ..new()
            },
        );
        assert_eq!(slides.unwrap().due_before, at("2026-12-16T00:00:00+05:00"));
    }
);

both_engines!(
    /// The job that takes away files which no act has named leaves those of results.
    files_of_results_are_somebodys,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        placed(office, &session, clerk.id);
        let new = otyrys::results::actions::Order {
            files: vec![a_file()],
            ..order(office, &session, Decision)
        };
        publish(office, clerk.id, new).unwrap();
        let folder = &office.app.settings.files.folder;
        std::fs::create_dir_all(folder).unwrap();
        let (named, unnamed) = (folder.join("cd".repeat(16)), folder.join("ef".repeat(16)));
        for file in [&named, &unnamed] {
            std::fs::write(file, b"%PDF").unwrap();
        }
        // Files are as old as the machine says, which is another clock than that of the test.
        office.hands.set(otyrys::clock::Clock::system().now() + TimeDelta::days(3650));
        assert_eq!(files::clear_away(&office.app).await.unwrap(), 1);
        assert!(named.exists() && !unnamed.exists());
    }
);
