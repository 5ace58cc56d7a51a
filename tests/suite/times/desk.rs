//! The secretariat announces a break: the form, what follows, the act.

use otyrys::law::session_course::SessionAct;
use otyrys::web::desk::Role;

use super::*;
use crate::harness::{Answer, Clerk, Planned, both_engines, value_on};
use crate::postponing::{KAZAKH, RUSSIAN};

async fn press(
    office: &Office,
    clerk: &Clerk,
    session: &str,
    more: &[(&str, &str)],
    act: &str,
) -> Answer {
    let path = format!("/desk/sessions/{session}/sittings");
    let seen = office.desk(clerk, &path).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    let updated = value_on(&seen.body, "updated");
    let mut fields = vec![
        ("updated", updated.as_str()),
        ("what", "add"),
        ("breaks-day", "2026-12-10"),
        ("breaks-time", "13:00"),
        ("starts-day", "2026-12-11"),
        ("starts-time", "15:00"),
        ("ends-day", ""),
        ("ends-time", "18:00"),
        ("reason-kk", KAZAKH),
        ("reason-ru", RUSSIAN),
        ("act", act),
    ];
    for (name, value) in more {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    office.desk_form(clerk, &path, &fields).await
}

both_engines!(
    a_break_is_looked_at_and_then_announced,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        office.at(SITS);
        along(office, &session, SessionAct::GoLive).unwrap();
        let here = format!("/desk/sessions/{session}");
        let overview = office.desk(&clerk, &here).await.body;
        assert!(
            overview.contains(&format!("href=\"{here}/sittings\"")),
            "{overview}"
        );
        let form = office.desk(&clerk, &format!("{here}/sittings")).await.body;
        assert_eq!(value_on(&form, "breaks-time"), "12:30", "now");

        let looked = press(office, &clerk, &session, &[], "look").await;
        assert_eq!(looked.status, 200, "{}", looked.body);
        for said in [
            "10:00–13:00",
            "15:00–18:00",
            " 21 желтоқсан, 23:59",
            " 8 желтоқсан, 23:59",
            KAZAKH,
        ] {
            assert!(looked.body.contains(said), "{said}: {}", looked.body);
        }
        assert!(
            stored(office, &session).0.several().is_empty(),
            "only looked at"
        );

        let done = press(office, &clerk, &session, &[], "do").await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(done.to.unwrap().contains("done=session-adjourned"));
        assert_eq!(
            stored(office, &session).0.several(),
            [
                sitting("2026-12-10T10:00:00", "2026-12-10T13:00:00"),
                sitting("2026-12-11T15:00:00", "2026-12-11T18:00:00"),
            ]
        );

        // The sitting that is still to come stands in the form, to be moved.
        let form = office.desk(&clerk, &format!("{here}/sittings")).await.body;
        assert_eq!(value_on(&form, "starts-day"), "2026-12-11");
        let monday = [
            ("what", "change"),
            ("breaks-day", ""),
            ("breaks-time", ""),
            ("starts-day", "2026-12-14"),
        ];
        assert_eq!(
            press(office, &clerk, &session, &monday, "do").await.status,
            303
        );
        let last = *stored(office, &session).0.several().last().unwrap();
        assert_eq!(last, sitting("2026-12-14T15:00:00", "2026-12-14T18:00:00"));
        let ended = crate::editor::course(office, &clerk, &session, "end").await;
        assert_eq!(ended.status, 422, "a sitting is to come: {}", ended.body);
    }
);

both_engines!(faults_keep_what_was_typed, NOW, async |office| {
    let session = office.session(&Planned::default());
    let clerk = office.clerk(Role::Secretary, &session);
    let faults: [(&[(&str, &str)], &str); 6] = [
        (&[("breaks-time", "")], "breaks-time"),
        (&[("breaks-time", "09:00")], "breaks-time"),
        (
            &[("starts-day", "2026-12-10"), ("starts-time", "13:00")],
            "starts-day",
        ),
        (&[("ends-time", "14:00")], "ends-time"),
        (&[("ends-time", "")], "ends-time"),
        (&[("reason-ru", "")], "reason-ru"),
    ];
    for (typed, field) in faults {
        let answer = press(office, &clerk, &session, typed, "look").await;
        assert_eq!(answer.status, 422, "{typed:?}");
        assert!(
            answer.body.contains(&format!("href=\"#field-{field}\"")),
            "{typed:?}: {}",
            answer.body
        );
        assert!(answer.body.contains(KAZAKH), "what was typed is kept");
    }
    let stale = press(office, &clerk, &session, &[("updated", "1")], "do").await;
    assert_eq!(stale.status, 409);
    for (name, typed) in [
        ("what", "add"),
        ("breaks-day", "2026-12-10"),
        ("breaks-time", "13:00"),
        ("starts-day", "2026-12-11"),
        ("starts-time", "15:00"),
        ("ends-time", "18:00"),
    ] {
        assert_eq!(value_on(&stale.body, name), typed, "{name}");
    }
    for why in [KAZAKH, RUSSIAN] {
        assert!(stale.body.contains(why), "{why}: {}", stale.body);
    }
    assert!(stored(office, &session).0.several().is_empty());
});

both_engines!(
    another_time_and_none_are_looked_at_before,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        adjourn(office, &session, until_friday()).unwrap();
        let announced = stored(office, &session).0;
        let monday = [("what", "change"), ("starts-day", "2026-12-14")];
        let looked = press(office, &clerk, &session, &monday, "look").await;
        assert_eq!(looked.status, 200, "{}", looked.body);
        assert_eq!(value_on(&looked.body, "what"), "change");
        // The deadline for results from Monday: 15, 17, 18, 21, 22.
        for said in [
            "14 желтоқсан",
            "10:00–13:00",
            "15:00–18:00",
            " 22 желтоқсан, 23:59",
        ] {
            assert!(looked.body.contains(said), "{said}: {}", looked.body);
        }
        assert!(!looked.body.contains("11 желтоқсан"), "{}", looked.body);
        let none = [("what", "drop"), ("starts-day", ""), ("ends-time", "")];
        let looked = press(office, &clerk, &session, &none, "look").await;
        assert_eq!(looked.status, 200, "{}", looked.body);
        assert_eq!(value_on(&looked.body, "what"), "drop");
        assert!(
            looked.body.contains(" 18 желтоқсан, 23:59"),
            "{}",
            looked.body
        );
        for gone in ["15:00–18:00", "11 желтоқсан", "14 желтоқсан"] {
            assert!(!looked.body.contains(gone), "{gone}: {}", looked.body);
        }
        assert_eq!(stored(office, &session).0, announced, "only looked at");
        let done = press(office, &clerk, &session, &none, "do").await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(stored(office, &session).0.several().is_empty());
    }
);

both_engines!(
    what_was_chosen_stays_chosen_when_its_time_has_passed,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        adjourn(office, &session, until_friday()).unwrap();
        let chosen = |page: &str, what: &str| {
            let input = page
                .split("<input ")
                .find(|input| input.starts_with(&format!("id=\"field-what-{what}\"")));
            input.is_some_and(|input| {
                input
                    .split('>')
                    .next()
                    .unwrap_or_default()
                    .contains("checked")
            })
        };
        let here = format!("/desk/sessions/{session}/sittings");
        let form = office.desk(&clerk, &here).await.body;
        assert!(chosen(&form, "change") && !chosen(&form, "add"), "{form}");
        assert!(!form.contains("href=\"#field-what\""));
        // The last sitting begins before the form is sent.
        office.at("2026-12-11T15:00:00+05:00");
        let change = [("what", "change"), ("starts-day", "2026-12-14")];
        for (what, typed) in [("change", &change[..]), ("drop", &[("what", "drop")])] {
            let late = press(office, &clerk, &session, typed, "look").await;
            assert_eq!(late.status, 422, "{}", late.body);
            assert!(late.body.contains("href=\"#field-what\""), "{}", late.body);
            assert!(late.body.contains("id=\"field-what\" tabindex=\"-1\""));
            assert!(late.body.contains("id=\"fault-what\""), "{}", late.body);
            assert!(chosen(&late.body, what), "{what}: {}", late.body);
        }
        // A form without the choice is not taken for another one.
        let nothing = press(office, &clerk, &session, &[("what", "")], "look").await;
        assert_eq!(nothing.status, 422, "{}", nothing.body);
        assert!(
            nothing.body.contains("href=\"#field-what\"")
                && nothing.body.contains("id=\"field-what\"")
        );
        // What is possible needs no choice.
        let form = office.desk(&clerk, &here).await.body;
        assert!(!form.contains("type=\"radio\""), "{form}");
    }
);

both_engines!(
    a_long_break_of_a_maslikhat_is_pointed_out,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        crate::api::change(office, &session, |session| {
            session.kind = otyrys::law::deadlines::SessionKind::MaslikhatOrdinary;
        })
        .await;
        let clerk = office.clerk(Role::Secretary, &session);
        let until = |day: &'static str| {
            [
                ("starts-day", day),
                ("starts-time", "10:00"),
                ("ends-time", "12:00"),
            ]
        };
        let long = press(office, &clerk, &session, &until("2026-12-26"), "look").await;
        assert!(long.body.contains("Үзіліс тым ұзақ"), "{}", long.body);
        let short = press(office, &clerk, &session, &until("2026-12-25"), "look").await;
        assert!(!short.body.contains("Үзіліс тым ұзақ"), "{}", short.body);
    }
);
