//! Sessions that break off and go on later: an emergency is about their sittings, not about their breaks.

use otyrys::emergencies::{self, Declaration};
use otyrys::law::session_course::{Access, Format, SessionAct};
use otyrys::law::sittings::Continuation;
use otyrys::sessions::actions::Refusal;
use otyrys::web::desk::Role;

use super::standing::save;
use super::{NOW, covered, declare, everywhere, planned, read, session, sweep};
use crate::harness::{Office, Planned, both_engines, instant, value_on};
use crate::postponing::{KAZAKH, RUSSIAN};
use crate::times::{SITS, adjourn, along, sitting, time};

/// From the twelfth on, before which the session of [`Planned::default`] sat.
fn from_the_twelfth(key: &str, until: Option<&str>) -> Declaration {
    Declaration {
        from: instant("2026-12-12T00:00:00+05:00"),
        until: until.map(instant),
        ..everywhere(key)
    }
}

/// After the sitting of the tenth, one at ten of this day.
fn on(day: &str) -> otyrys::law::sittings::Sitting {
    sitting(&format!("{day}T10:00:00"), &format!("{day}T12:00:00"))
}

fn until_day(day: &str) -> Continuation {
    Continuation::Add {
        breaks: time("2026-12-10T13:00:00"),
        next: on(day),
    }
}

/// What a declaration would find: those it switches, and those that sit in the hall again.
fn foreseen(office: &Office, declaration: &Declaration) -> (usize, usize) {
    let now = office.app.now();
    let preview = read(office, |connection| {
        emergencies::preview(connection, now, declaration)
    });
    (preview.switched.len(), preview.in_hall.len())
}

both_engines!(
    an_emergency_between_two_sittings_is_not_about_the_session,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        adjourn(office, id.as_str(), until_day("2026-12-21")).expect("a break");
        let between = from_the_twelfth("one", Some("2026-12-18T00:00:00+05:00"));
        assert_eq!(foreseen(office, &between), (0, 0));
        assert_eq!(declare(office, between).switched, 0);
        assert_eq!(session(office, id).format, Format::Mixed);
        let now = office.app.now();
        let waiting = read(office, |connection| {
            emergencies::actions::waits(connection, now)
        });
        assert_eq!(waiting, [], "nothing waits for the worker either");
        // One that lasts until after the second sitting is.
        let longer = from_the_twelfth("two", Some("2026-12-21T10:30:00+05:00"));
        assert_eq!(foreseen(office, &longer), (1, 0));
        assert_eq!(declare(office, longer).switched, 1);
        assert_eq!(session(office, id).format, Format::Online);
    }
);

both_engines!(
    a_sitting_moved_into_it_later_is_refused_for_the_hall,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        let online = planned(
            office,
            &Planned {
                format: Format::Online,
                kazakh_title: "Онлайн",
                ..Planned::default()
            },
        );
        let closed = planned(
            office,
            &Planned {
                access: Access::Closed,
                kazakh_title: "Жабық",
                ..Planned::default()
            },
        );
        declare(
            office,
            from_the_twelfth("one", Some("2026-12-18T00:00:00+05:00")),
        );
        office.at(SITS);
        along(office, id.as_str(), SessionAct::GoLive).expect("sits");
        let refused = adjourn(office, id.as_str(), until_day("2026-12-14"));
        let Err(Refusal::SittingInEmergency { basis }) = &refused else {
            panic!("{refused:?}");
        };
        assert_eq!(basis.ru, "Постановление Правительства № 12");
        for other in [online, closed] {
            adjourn(office, other.as_str(), until_day("2026-12-14")).expect("without users there");
        }
        adjourn(office, id.as_str(), until_day("2026-12-21")).expect("after its end");
        let change = |day: &str| adjourn(office, id.as_str(), Continuation::Change(on(day)));
        let into = change("2026-12-17");
        assert!(
            matches!(into, Err(Refusal::SittingInEmergency { .. })),
            "{into:?}"
        );
        change("2026-12-22").expect("after its end");
        assert_eq!(session(office, id).several()[1], on("2026-12-22"));
        adjourn(office, id.as_str(), Continuation::Drop).expect("dropped");
    }
);

both_engines!(the_desk_says_why_and_keeps_the_form, NOW, async |office| {
    let id = planned(office, &Planned::default());
    declare(office, from_the_twelfth("one", None));
    let clerk = office.clerk(Role::Secretary, id.as_str());
    office.at(SITS);
    let path = format!("/desk/sessions/{id}/sittings");
    let updated = value_on(&office.desk(&clerk, &path).await.body, "updated");
    for act in ["look", "do"] {
        let fields = [
            ("updated", updated.as_str()),
            ("what", "add"),
            ("breaks-day", "2026-12-10"),
            ("breaks-time", "13:00"),
            ("starts-day", "2026-12-14"),
            ("starts-time", "10:00"),
            ("ends-time", "12:00"),
            ("reason-kk", KAZAKH),
            ("reason-ru", RUSSIAN),
            ("act", act),
        ];
        let refused = office.desk_form(&clerk, &path, &fields).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        for said in [
            "href=\"#field-starts-day\"",
            "жалғасын залда өткізуге болмайды",
            "Үкімет қаулысы № 12",
            KAZAKH,
        ] {
            assert!(refused.body.contains(said), "{said}: {}", refused.body);
        }
        assert_eq!(value_on(&refused.body, "starts-day"), "2026-12-14");
    }
    assert!(session(office, id).several().is_empty());
});

both_engines!(
    a_session_that_has_sat_and_sits_in_it_again_is_urgent_work,
    NOW,
    async |office| {
        const URGENT: &str = "Шұғыл жұмыс: отырыстың жалғасы залда өткізілмек";
        let id = planned(office, &Planned::default());
        adjourn(office, id.as_str(), until_day("2026-12-14")).expect("a break");
        office.at("2026-12-11T09:00:00+05:00");
        let declaration = from_the_twelfth("one", None);
        assert_eq!(foreseen(office, &declaration), (0, 1));
        let outcome = declare(office, declaration);
        assert_eq!(outcome.switched, 0);
        assert_eq!(session(office, id).format, Format::Mixed, "left as it is");
        assert_eq!(sweep(office), 0);
        assert!(covered(office, outcome.emergency.emergency.id).is_empty());

        let here = format!("/desk/emergencies/{}", outcome.emergency.emergency.id);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let page = office.desk(&clerk, &here).await.body;
        let urgent = page.split(URGENT).nth(1).expect("urgent work");
        let urgent = urgent.split("</section>").next().unwrap_or_default();
        for said in [
            "Алқа отырысы: су шаруашылығы",
            "14 желтоқсан",
            &format!("href=\"/desk/sessions/{id}/sittings\""),
        ] {
            assert!(urgent.contains(said), "{said}: {urgent}");
        }
        adjourn(office, id.as_str(), Continuation::Drop).expect("dropped");
        let page = office.desk(&clerk, &here).await.body;
        assert!(!page.contains(URGENT), "{page}");
    }
);

both_engines!(
    one_that_begins_before_its_time_does_not_sit_again_at_it,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        office.at("2026-12-10T09:40:00+05:00");
        along(office, id.as_str(), SessionAct::GoLive).expect("begun");
        let declaration = everywhere("one");
        assert_eq!(foreseen(office, &declaration), (0, 0));
    }
);

both_engines!(
    /// It was online on its first day; what is to come of it is not announced into a hall in the time of an emergency.
    one_that_has_begun_online_is_not_revised_into_the_hall,
    NOW,
    async |office| {
        let online = Planned {
            format: Format::Online,
            ..Planned::default()
        };
        let id = planned(office, &online);
        adjourn(office, id.as_str(), until_day("2026-12-14")).expect("a break");
        let other = planned(
            office,
            &Planned {
                kazakh_title: "Екінші",
                ..online
            },
        );
        adjourn(office, other.as_str(), until_day("2026-12-14")).expect("a break");
        office.at("2026-12-10T10:30:00+05:00");
        let into_the_hall = |id| {
            save(office, id, |order| {
                order.format = Format::Mixed;
                order.place = Some(otyrys::language::Multilingual::new("Зал", "Зал"));
                order.capacity = 5;
            })
        };
        into_the_hall(other).expect("no emergency yet");
        declare(office, from_the_twelfth("one", None));
        let refused = into_the_hall(id);
        assert!(
            matches!(refused, Err(Refusal::Emergency { .. })),
            "{refused:?}"
        );
        assert_eq!(session(office, id).format, Format::Online);
    }
);
