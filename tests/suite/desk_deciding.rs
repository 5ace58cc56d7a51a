//! Acts of the desk on applications: each with its letter, none over what somebody else has done.

use diesel::prelude::*;
use futures_util::future::join_all;
use otyrys::applications::record::{Application, Hall};
use otyrys::applications::store;
use otyrys::database::schema::journal as journal_table;
use otyrys::database::{AnyConnection, Broken, Id, Lane};
use otyrys::law::application_course::ApplicationState::{
    self, Admitted, Overflow, Waiting, Withdrawn,
};
use otyrys::law::refusal::Ground;
use otyrys::law::session_course::SessionStatus;
use otyrys::sessions;
use otyrys::web::desk::Role;

use crate::desk_applicants::{all, applicants, journal, now};
use crate::harness::{Answer, Clerk, Office, Planned, both_engines, value_on};

/// Fields of a form.
type Fields<'a> = &'a [(&'a str, &'a str)];

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// A form of an act on an application as it is seen here.
async fn act(
    office: &Office,
    clerk: &Clerk,
    seen: &Application,
    act: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let revision = seen.revision.to_string();
    let mut all = vec![
        ("revision", revision.as_str()),
        ("state", seen.state.as_str()),
    ];
    all.extend_from_slice(fields);
    let path = format!("/desk/applications/{}/{act}", seen.id);
    office.desk_form(clerk, &path, &all).await
}

fn kinds(office: &Office) -> Vec<String> {
    office.letters().into_iter().map(|(kind, _)| kind).collect()
}

both_engines!(
    one_is_admitted_and_the_second_clerk_is_told,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let people = applicants(office, &session, &["Қайратова", "Әбдірова"]).await;
        let (one, two) = (
            office.clerk(Role::Secretary, &session),
            office.clerk(Role::BodyAdmin, &session),
        );
        let answer = act(office, &one, &people[0], "admit", &[]).await;
        assert_eq!(answer.status, 303);
        assert_eq!(now(office, &people[0]).state, ApplicationState::Admitted);
        assert_eq!(kinds(office), ["application-admitted"]);
        // The other page was opened before.
        let fields = [("agreed", "true")];
        let answer = act(office, &two, &people[0], "move-online", &fields).await;
        assert_eq!(answer.status, 409);
        let both = ["Орын дайындалды", "Отырысқа кіруге рұқсат берілді"];
        assert!(
            both.iter().all(|state| answer.body.contains(state)),
            "{}",
            answer.body
        );
        assert_eq!(now(office, &people[0]).state, ApplicationState::Admitted);
        assert!(office.letters().is_empty());
        // The rest together, if they are those of whom the page told: as many are not enough.
        let all_path = format!("/desk/sessions/{session}/applicants/admit");
        let page = office.desk(&one, all_path.trim_end_matches("/admit")).await;
        let people_then = value_on(&page.body, "people");
        let stale = [("count", "1"), ("people", "others")];
        let stale = office.desk_form(&one, &all_path, &stale).await;
        assert_eq!(stale.status, 409);
        assert!(office.letters().is_empty());
        let fields = [("count", "1"), ("people", people_then.as_str())];
        let done = office.desk_form(&one, &all_path, &fields).await;
        assert_eq!(done.status, 303);
        assert_eq!(now(office, &people[1]).state, ApplicationState::Admitted);
        assert_eq!(kinds(office), ["application-admitted"]);
    }
);

both_engines!(
    refusing_has_two_steps_a_ground_and_frees_the_seat,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let people = applicants(office, &session, &["Қайратова", "Әбдірова"]).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let page = format!("/desk/applications/{}/refuse", people[0].id);
        let form = office.desk(&clerk, &page).await;
        assert!(form.body.contains("value=\"access_regime\""));
        for ground in [
            "late",
            "no_seats",
            "closed",
            "duplicate",
            "online_only",
            "incomplete",
        ] {
            assert!(
                !form.body.contains(&format!("value=\"{ground}\"")),
                "{ground}"
            );
            let fields = [("ground", ground), ("words", "x"), ("confirmed", "true")];
            let answer = act(office, &clerk, &people[0], "refuse", &fields).await;
            assert_eq!(answer.status, 422, "{ground}");
        }
        let ground = ("ground", "access_regime");
        let silent = act(office, &clerk, &people[0], "refuse", &[ground]).await;
        assert_eq!(silent.status, 422, "the ground needs words");
        let words = ("words", "Ғимарат жөнделуде");
        let asked = act(office, &clerk, &people[0], "refuse", &[ground, words]).await;
        assert_eq!(asked.status, 200);
        let watched = format!("/sessions/{session}/live");
        assert!(asked.body.contains("шағым") && asked.body.contains(&watched));
        assert_eq!(now(office, &people[0]), people[0], "asking changes nothing");
        let confirmed = [ground, words, ("confirmed", "true")];
        let done = act(office, &clerk, &people[0], "refuse", &confirmed).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let refused = now(office, &people[0]);
        assert_eq!(
            (refused.state, refused.seat),
            (ApplicationState::Refused, None)
        );
        assert_eq!(now(office, &people[1]).state, ApplicationState::Seated);
        assert_eq!(
            kinds(office),
            ["application-refused", "application-promoted"]
        );
        let id = refused.id;
        let row = office
            .app
            .database
            .read_here(|c| store::desk::refusal_of(c, id));
        let row = row.unwrap().unwrap();
        assert_eq!(
            (row.ground, row.words.as_deref()),
            (Ground::AccessRegime, Some(words.1))
        );
        let lines = journal(office, &refused);
        let (act, after) = lines.last().unwrap();
        assert_eq!(act, "application.refused");
        assert!(after.contains("605-11") && !after.contains(words.1) && !after.contains("Қайрат"));
        // Whoever was refused may apply again.
        assert_eq!(office.apply(&session, "Қайратова").await.0, 201);
        office.letters();
    }
);

both_engines!(
    want_of_seats_needs_words_and_one_who_waits,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let people = applicants(office, &session, &["Қайратова", "Әбдірова"]).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let fields = [
            ("ground", "no_seats"),
            ("words", "Үлкен зал жоқ"),
            ("confirmed", "true"),
        ];
        let seated = act(office, &clerk, &people[0], "refuse", &fields).await;
        assert_eq!(seated.status, 422);
        let waits = act(office, &clerk, &people[1], "refuse", &fields).await;
        assert_eq!(waits.status, 303);
        let (_, after) = journal(office, &people[1]).pop().unwrap();
        assert!(
            after.contains("no_seats") && after.contains("605-10"),
            "reported as such"
        );
        office.letters();
    }
);

both_engines!(nobody_is_refused_in_bulk, NOW, async |office| {
    let session = office.session(&Planned::default());
    applicants(office, &session, &["Қайратова"]).await;
    let clerk = office.clerk(Role::BodyAdmin, &session);
    for path in ["refuse", "refuse-all", "reject"] {
        let path = format!("/desk/sessions/{session}/applicants/{path}");
        let answer = office.desk_form(&clerk, &path, &[("ground", "late")]).await;
        assert_eq!(answer.status, 404);
    }
    let page = format!("/desk/sessions/{session}/applicants");
    assert!(!office.desk(&clerk, &page).await.body.contains("/refuse"));
});

both_engines!(
    contacts_are_corrected_and_the_person_stays_known,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let people = applicants(office, &session, &["Қайратова", "Әбдірова"]).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let wrong = [("email", "no address"), ("phone", ""), ("language", "ru")];
        let answer = act(office, &clerk, &people[0], "contacts", &wrong).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains("value=\"no address\""),
            "nothing typed is lost"
        );
        let none = act(
            office,
            &clerk,
            &people[0],
            "contacts",
            &[("email", ""), ("phone", "")],
        )
        .await;
        assert_eq!(none.status, 422);
        let fields = [
            ("email", "new@example.org"),
            ("language", "ru"),
            ("send_again", "true"),
        ];
        let answer = act(office, &clerk, &people[0], "contacts", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let sent = office.letters();
        assert_eq!(
            sent,
            [(
                "application-corrected".to_owned(),
                "new@example.org".to_owned()
            )]
        );
        let corrected = now(office, &people[0]);
        assert_ne!(corrected.same_email, people[0].same_email);
        let (_, after) = journal(office, &corrected).pop().unwrap();
        assert!(after.contains("email") && !after.contains("new@example.org"));
        // Made of the state before: both states, nothing overwritten.
        let stale = act(
            office,
            &clerk,
            &people[0],
            "contacts",
            &[("email", "other@example.org")],
        )
        .await;
        assert_eq!(stale.status, 409);
        assert!(stale.body.contains("new@example.org") && stale.body.contains("other@example.org"));
        assert_eq!(
            now(office, &people[0]).email.as_deref(),
            Some("new@example.org")
        );
        // The same person with these contacts has applied: a clear refusal.
        let mut double = crate::harness::person("Қайратова");
        double["email"] = "twice@example.org".into();
        let path = format!("/api/v1/sessions/{session}/applications");
        assert_eq!(office.post_json(&path, &double, None).await.0, 201);
        let twin = all(office, &session).pop().unwrap();
        let fields = [("email", "new@example.org")];
        let answer = act(office, &clerk, &twin, "contacts", &fields).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("Осы адам бұл отырысқа өтінім берген"));
        assert_eq!(now(office, &twin), twin);
        office.letters();
    }
);

both_engines!(
    a_form_that_comes_back_is_made_of_what_it_was_made_of,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 0,
            ..Planned::default()
        });
        let people = applicants(office, &session, &["Қайратова", "Әбдірова"]).await;
        let clerk = office.clerk(Role::Secretary, &session);
        // Somebody else was faster, after this form was opened.
        let fields = [("email", "new@example.org"), ("language", "kk")];
        let answer = act(office, &clerk, &people[0], "contacts", &fields).await;
        assert_eq!(answer.status, 303);
        let faulty: [(&str, &[(&str, &str)]); 3] = [
            ("contacts", &[("email", "no address")]),
            ("order", &[("place", "none")]),
            ("refuse", &[("ground", "none")]),
        ];
        for (name, fields) in faulty {
            let answer = act(office, &clerk, &people[0], name, fields).await;
            assert_eq!(answer.status, 422, "{name}");
            let carried = value_on(&answer.body, "revision");
            assert_eq!(carried, "0", "{name}: still of then");
        }
        let fields = [("email", "other@example.org"), ("language", "kk")];
        let told = act(office, &clerk, &people[0], "contacts", &fields).await;
        assert_eq!(told.status, 409);
        let carried = value_on(&told.body, "revision");
        assert_eq!(carried, "1", "told: made anew");
        let stands = now(office, &people[0]);
        assert_eq!(stands.email.as_deref(), Some("new@example.org"));
        office.letters();
    }
);

/// Calls a session off, as its acts do.
fn call_off(office: &Office, session: &str) {
    let id = Id::parse(session).unwrap();
    let done = office.app.database.write_here(Lane::All, move |work| {
        let known = sessions::store::by_id(work.connection, id)?.expect("a session");
        let mut session = known.clone();
        let details = sessions::store::details_of(work.connection, &[id])?;
        let details = details.into_values().next().expect("details");
        session.status = SessionStatus::Cancelled;
        assert!(sessions::store::update(
            work.connection,
            &known,
            &session,
            &details
        )?);
        Ok::<_, Broken>(())
    });
    done.unwrap();
}

both_engines!(
    nobody_is_admitted_to_what_was_called_off_or_is_over,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let people = applicants(office, &session, &["Бірінші", "Екінші"]).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let list = format!("/desk/sessions/{session}/applicants");
        let page = office.desk(&clerk, &list).await;
        let those = value_on(&page.body, "people");
        let nothing_works = async |why: &str| {
            let order = [("place", "1"), ("reason", "Кресло-арба")];
            let acts: [(&Application, &str, Fields<'_>); 3] = [
                (&people[0], "admit", &[]),
                (&people[0], "move-online", &[("agreed", "true")]),
                (&people[1], "order", &order),
            ];
            for (one, name, fields) in acts {
                let answer = act(office, &clerk, one, name, fields).await;
                assert_eq!(answer.status, 422, "{name}");
                assert!(answer.body.contains(why), "{name}: {}", answer.body);
            }
            let fields = [("count", "1"), ("people", those.as_str())];
            let answer = office
                .desk_form_on(&clerk, &list, &format!("{list}/admit"), &fields)
                .await;
            assert_eq!(answer.status, 409);
            assert!(office.letters().is_empty());
            assert_eq!(now(office, &people[0]), people[0]);
        };
        office.at("2026-12-11T09:00:00+05:00");
        nothing_works("Отырыс аяқталды").await;
        office.at(NOW);
        call_off(office, &session);
        nothing_works("Отырыс өткізілмейді").await;
        // Whoever does not want to come any more says so all the same.
        let answer = act(office, &clerk, &people[0], "withdraw", &[]).await;
        assert_eq!(answer.status, 303);
        office.letters();
    }
);

both_engines!(the_overflow_hall_is_not_passed_by, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 1,
        overflow: 1,
        ..Planned::default()
    });
    let names = ["Бірінші", "Екінші", "Үшінші", "Төртінші"];
    let people = applicants(office, &session, &names).await;
    let clerk = office.clerk(Role::Secretary, &session);
    let answer = act(office, &clerk, &people[1], "admit", &[]).await;
    assert_eq!(answer.status, 303);
    office.letters();
    // Before the cut-off: admitted in the overflow hall, the second comes before the third.
    let answer = act(office, &clerk, &people[0], "withdraw", &[]).await;
    assert_eq!(answer.status, 303);
    let places = |office: &Office| -> Vec<(ApplicationState, Option<Hall>)> {
        let people = all(office, &session);
        people.iter().map(|one| (one.state, one.hall)).collect()
    };
    assert_eq!(
        places(office),
        [
            (Withdrawn, None),
            (Admitted, Some(Hall::Main)),
            (Overflow, Some(Hall::Overflow)),
            (Waiting, None)
        ]
    );
    office.letters();
    // After it nobody moves up alone; who is admitted then gets the seat of the one who moves.
    office.at("2026-12-09T09:00:00+05:00");
    let second = now(office, &people[1]);
    assert_eq!(
        act(office, &clerk, &second, "withdraw", &[]).await.status,
        303
    );
    assert_eq!(now(office, &people[2]).state, Overflow);
    office.letters();
    let answer = act(office, &clerk, &people[3], "admit", &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(
        places(office)[2..],
        [
            (ApplicationState::Seated, Some(Hall::Main)),
            (Admitted, Some(Hall::Overflow))
        ]
    );
    let mut told = kinds(office);
    told.sort_unstable();
    assert_eq!(told, ["application-admitted", "application-promoted"]);
});

both_engines!(
    what_a_clock_decides_names_its_calendar,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let people = applicants(office, &session, &["Бірінші", "Екінші"]).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let answer = act(office, &clerk, &people[0], "withdraw", &[]).await;
        assert_eq!(answer.status, 303);
        office.letters();
        let read = |connection: &mut AnyConnection| {
            let lines: Vec<(String, Option<String>)> = journal_table::table
                .filter(journal_table::object_kind.eq("application"))
                .order(journal_table::id)
                .select((journal_table::act, journal_table::calendar_version))
                .load(connection)?;
            Ok::<_, Broken>(lines)
        };
        let lines = office.app.database.read_here(read).unwrap();
        let named: Vec<_> = lines
            .iter()
            .map(|(act, calendar)| (act.as_str(), calendar.is_some()))
            .collect();
        assert_eq!(
            named,
            [
                ("application.received", true),
                ("application.received", true),
                ("application.withdrawn", false),
                ("application.promoted", true),
            ]
        );
    }
);

both_engines!(
    moving_online_and_withdrawing_free_the_seat,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let people = applicants(office, &session, &["Бірінші", "Екінші", "Үшінші"]).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let unasked = act(office, &clerk, &people[0], "move-online", &[]).await;
        assert_eq!(unasked.status, 422);
        let moved = act(
            office,
            &clerk,
            &people[0],
            "move-online",
            &[("agreed", "true")],
        )
        .await;
        assert_eq!(moved.status, 303);
        assert_eq!(
            kinds(office),
            ["application-moved-online", "application-promoted"]
        );
        assert_eq!(now(office, &people[0]).state, ApplicationState::MovedOnline);
        let second = now(office, &people[1]);
        assert_eq!(second.state, ApplicationState::Seated);
        let question = format!("/desk/applications/{}/withdraw", second.id);
        assert_eq!(office.desk(&clerk, &question).await.status, 200);
        assert_eq!(now(office, &second), second, "asking changes nothing");
        let withdrawn = act(office, &clerk, &second, "withdraw", &[]).await;
        assert_eq!(withdrawn.status, 303);
        assert_eq!(
            kinds(office),
            ["application-withdrawn", "application-promoted"]
        );
        let gone = now(office, &second);
        assert!(gone.is_forgotten() && gone.email.is_none());
        assert_eq!(now(office, &people[2]).state, ApplicationState::Seated);
        let page = format!("/desk/sessions/{session}/applicants");
        assert!(!office.desk(&clerk, &page).await.body.contains("Екінші"));
    }
);

both_engines!(
    the_order_changes_with_a_reason_that_names_nobody,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 0,
            ..Planned::default()
        });
        let people = applicants(office, &session, &["Бірінші", "Екінші", "Үшінші"]).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let named = [("place", "1"), ("reason", "Үшінші алыстан келеді")];
        let answer = act(office, &clerk, &people[2], "order", &named).await;
        assert_eq!(answer.status, 422, "the reason stands in the journal");
        assert_eq!(
            act(office, &clerk, &people[2], "order", &[("place", "1")])
                .await
                .status,
            422
        );
        // As often as there is no room left between two ranks, and on.
        for round in 0..20 {
            let last = all(office, &session).pop().unwrap();
            let fields = [("place", "2"), ("reason", "Кресло-арба")];
            let answer = act(office, &clerk, &last, "order", &fields).await;
            assert_eq!(answer.status, 303, "{round}: {}", answer.body);
            assert_eq!(all(office, &session)[1].id, last.id, "{round}");
        }
        let first = all(office, &session).remove(0);
        assert_eq!(first.id, people[0].id);
        let back = [("place", "9"), ("reason", "Кресло-арба")];
        assert_eq!(
            act(office, &clerk, &first, "order", &back).await.status,
            303
        );
        assert_eq!(all(office, &session)[2].id, first.id);
        let (act_name, after) = journal(office, &first).pop().unwrap();
        assert_eq!(act_name, "application.reordered");
        assert!(after.contains("Кресло-арба"));
        // Whoever comes next comes last.
        let people = applicants(office, &session, &["Төртінші"]).await;
        assert_eq!(people[3].surname.as_deref(), Some("Төртінші"));
    }
);

both_engines!(two_clerks_and_one_free_seat, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 1,
        ..Planned::default()
    });
    let people = applicants(office, &session, &["Бірінші", "Екінші", "Үшінші"]).await;
    let clerks = [
        office.clerk(Role::Secretary, &session),
        office.clerk(Role::Secretary, &session),
    ];
    // After the cut-off nobody moves up by itself: the seat is free while two wait.
    office.at("2026-12-09T09:00:00+05:00");
    let left = act(office, &clerks[0], &people[0], "withdraw", &[]).await;
    assert_eq!(left.status, 303);
    assert_eq!(now(office, &people[1]).state, ApplicationState::Waiting);
    office.letters();
    let tries = [
        (&clerks[0], &people[1]),
        (&clerks[1], &people[2]),
        (&clerks[1], &people[1]),
    ];
    let answers = join_all(tries.map(|(clerk, one)| act(office, clerk, one, "admit", &[]))).await;
    let done = answers.iter().filter(|answer| answer.status == 303).count();
    assert_eq!(done, 1, "{answers:?}");
    assert_eq!(now(office, &people[1]).state, ApplicationState::Admitted);
    assert_eq!(now(office, &people[2]).state, ApplicationState::Waiting);
    assert_eq!(kinds(office), ["application-admitted"]);
});
