//! Today's page: what is due, in its order, with its paragraph, and for whom.

use otyrys::law::session_course::SessionStatus;
use otyrys::web::desk::Role;

use crate::harness::{Planned, both_engines};

both_engines!(
    what_is_due_stands_in_the_order_of_its_terms,
    "2026-12-05T09:00:00+05:00",
    async |office| {
        let draft = office.session(&Planned {
            status: SessionStatus::Draft,
            starts: "2026-12-10T10:00:00",
            kazakh_title: "Жоба отырысы",
            ..Planned::default()
        });
        let full = office.session(&Planned {
            capacity: 0,
            starts: "2026-12-17T10:00:00",
            kazakh_title: "Толы отырыс",
            ..Planned::default()
        });
        assert_eq!(office.apply(&full, "Әлиева").await.0, 201);
        office.letters();
        let clerk = office.clerk(Role::Secretary, &draft);
        let page = office.desk(&clerk, "/desk").await.body;
        // The announcement of 10 December is due before 7 December 00:00, the seats by the 17th.
        let announce = page.find("Анонсты жариялау").expect("the draft");
        let seats = page.find("Орын күтіп тұрғандар: 1").expect("the seats");
        assert!(announce < seats);
        assert!(page.contains(&format!("/desk/sessions/{draft}/announce")));
        assert!(page.contains(&format!("/desk/sessions/{full}/seats")));
        assert!(page.contains("6 желтоқсан"), "{page}");
        assert!(page.contains("8-тармағы") && page.contains("10-тармағы"));
        assert!(!page.contains("Мерзімі өткен</h2>"));

        office.at("2026-12-07T00:00:00+05:00");
        let page = office.desk(&clerk, "/desk").await.body;
        assert!(page.contains("Мерзімі өткен</h2>"), "{page}");
    }
);

both_engines!(
    nobody_sees_what_another_body_owes,
    "2026-12-05T09:00:00+05:00",
    async |office| {
        let draft = || Planned {
            status: SessionStatus::Draft,
            ..Planned::default()
        };
        let own = office.session_of("one", &draft());
        let other = office.session_of("two", &draft());
        let clerk = office.clerk(Role::Secretary, &own);
        let page = office.desk(&clerk, "/desk").await.body;
        assert!(page.contains(&own) && !page.contains(&other));
        let supervisor = office.clerk(Role::Supervisor, &own);
        let page = office.desk(&supervisor, "/desk").await.body;
        assert!(page.contains(&own) && page.contains(&other));
        let admin = office.clerk(Role::SystemAdmin, &own);
        let page = office.desk(&admin, "/desk").await.body;
        assert!(!page.contains(&own) && !page.contains(&other));
    }
);

both_engines!(
    whoever_is_signed_out_goes_to_sign_in,
    "2026-12-05T09:00:00+05:00",
    async |office| {
        office.session(&Planned::default());
        let answer = office
            .http
            .get(format!("{}/desk", office.url))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status().as_u16(), 303);
        assert_eq!(answer.headers()["location"], "/desk/sign-in?next=%2Fdesk");
        assert_eq!(answer.headers()["cache-control"], "no-store");
    }
);

both_engines!(
    what_sits_on_beyond_its_end_is_there,
    "2026-12-10T20:00:00+05:00",
    async |office| {
        let session = office.session(&Planned {
            status: SessionStatus::Live,
            ..Planned::default()
        });
        let clerk = office.clerk(Role::Secretary, &session);
        let page = office.desk(&clerk, "/desk").await.body;
        let sitting = page.split("Бүгінгі отырыстар").nth(1).expect("what sits");
        assert!(sitting.contains(&session), "{page}");
        // It is not over, so no results are due of it.
        assert!(!page.contains("Отырыс қорытындысын жариялау"));
    }
);

both_engines!(
    results_stay_due_when_their_term_has_passed,
    "2026-12-09T09:00:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let results = "Отырыс қорытындысын жариялау";
        office.at("2026-12-17T23:59:59+05:00");
        let page = office.desk(&clerk, "/desk").await.body;
        assert!(
            page.contains(results) && page.contains("Ішкі мерзім"),
            "{page}"
        );
        office.at("2026-12-19T00:00:00+05:00");
        let page = office.desk(&clerk, "/desk").await.body;
        let late = page.split("Мерзімі өткен</h2>").nth(1);
        assert!(late.expect("what is late").contains(results), "{page}");
    }
);
