//! What is decided after a break is still to be placed, whatever was placed before.

use otyrys::law::results::ResultKind;
use otyrys::law::sittings::Continuation;
use otyrys::web::desk::Role;

use super::*;
use crate::harness::{Clerk, Planned, both_engines};
use crate::postponing::at;
use crate::results::{order, publish};

const DUTY: &str = "Отырыс қорытындысын жариялау";
const AFTER_BREAK: &str = "Отырыс үзілістен кейін жалғасады.";

/// All kinds of results.
fn place_all(office: &Office, clerk: &Clerk, session: &str) {
    for kind in [ResultKind::Decision, ResultKind::Minutes] {
        publish(office, clerk.id, order(office, session, kind)).unwrap();
    }
}

/// The session sits on Thursday, has a break until Friday, and all kinds of results are there on Thursday evening.
fn placed_in_the_break(office: &Office) -> (String, Clerk) {
    let session = office.session(&Planned::default());
    let clerk = office.clerk(Role::Secretary, &session);
    office.at(SITS);
    along(office, &session, SessionAct::GoLive).unwrap();
    adjourn(office, &session, until_friday()).unwrap();
    office.at("2026-12-10T19:00:00+05:00");
    place_all(office, &clerk, &session);
    (session, clerk)
}

both_engines!(
    results_placed_in_a_break_do_not_end_the_duty,
    NOW,
    async |office| {
        let (session, clerk) = placed_in_the_break(office);
        assert_eq!(stored(office, &session).0.results_complete_at, None);
        let here = format!("/desk/sessions/{session}/results");
        let page = office.desk(&clerk, &here).await.body;
        assert!(page.contains(AFTER_BREAK), "{page}");

        office.at("2026-12-11T17:30:00+05:00");
        along(office, &session, SessionAct::End).unwrap();
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(today.contains(DUTY), "{today}");
        publish(
            office,
            clerk.id,
            order(office, &session, ResultKind::Decision),
        )
        .unwrap();
        let (now, _) = stored(office, &session);
        assert_eq!(
            now.results_complete_at,
            Some(at("2026-12-11T17:30:00+05:00"))
        );
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(!today.contains(DUTY), "{today}");
        let page = office.desk(&clerk, &here).await.body;
        assert!(!page.contains(AFTER_BREAK), "{page}");
    }
);

both_engines!(without_the_sitting_after_it_they_do, NOW, async |office| {
    let (session, _) = placed_in_the_break(office);
    office.at("2026-12-10T20:00:00+05:00");
    adjourn(office, &session, Continuation::Drop).unwrap();
    let (now, _) = stored(office, &session);
    assert_eq!(
        now.results_complete_at,
        Some(at("2026-12-10T20:00:00+05:00"))
    );
});

both_engines!(
    a_sitting_that_has_no_results_owes_them_though_another_is_dropped,
    NOW,
    async |office| {
        let (session, _) = placed_in_the_break(office);
        office.at("2026-12-11T16:00:00+05:00");
        let monday = Continuation::Add {
            breaks: time("2026-12-11T17:00:00"),
            next: sitting("2026-12-14T10:00:00", "2026-12-14T12:00:00"),
        };
        adjourn(office, &session, monday).unwrap();
        adjourn(office, &session, Continuation::Drop).unwrap();
        assert_eq!(stored(office, &session).0.results_complete_at, None);
    }
);

both_engines!(
    a_break_opens_the_duty_also_where_it_ends_earlier_than_was_said,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        office.at(SITS);
        along(office, &session, SessionAct::GoLive).unwrap();
        place_all(office, &clerk, &session);
        assert!(stored(office, &session).0.results_complete_at.is_some());
        // It was to be over at two.
        let short = Continuation::Add {
            breaks: time("2026-12-10T12:40:00"),
            next: sitting("2026-12-10T13:00:00", "2026-12-10T13:45:00"),
        };
        adjourn(office, &session, short).unwrap();
        let (now, _) = stored(office, &session);
        assert_eq!(now.results_complete_at, None);
    }
);
