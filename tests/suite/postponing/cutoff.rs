//! What becomes of the time to apply, and of those who applied.

use otyrys::applications::door;
use otyrys::law::application_course::ApplicationState::{Attended, Seated, Waiting, Withdrawn};
use otyrys::web::desk::Role;

use super::*;
use crate::desk_applicants::{all, applicants};
use crate::harness::{Planned, both_engines};

fn apply_before(office: &Office, session: &str) -> Instant {
    stored(office, session).1.clocks.apply_before
}

both_engines!(time_that_was_given_is_not_taken_back, NOW, async |office| {
    // Applications until 24:00 of Tuesday 8 December; of Wednesday 9 it would be Monday.
    let session = office.session(&Planned::default());
    postpone(office, moving(office, &session, "2026-12-09T10:00:00")).unwrap();
    assert_eq!(
        apply_before(office, &session),
        at("2026-12-09T00:00:00+05:00")
    );
    office.at("2026-12-08T23:59:59+05:00");
    assert_eq!(office.apply(&session, "Ахметова").await.0, 201);
    office.at("2026-12-09T00:00:00+05:00");
    assert_eq!(office.apply(&session, "Сериков").await.0, 409);
    office.letters();
});

both_engines!(nobody_applies_on_the_day_itself, NOW, async |office| {
    let session = office.session(&Planned::default());
    let mut order = moving(office, &session, "2026-12-04T10:00:00");
    order.late_reason = Some("Шұғыл мәселе".to_owned());
    postpone(office, order).unwrap();
    assert_eq!(
        apply_before(office, &session),
        at("2026-12-04T00:00:00+05:00")
    );
});

both_engines!(
    a_new_day_opens_applications_again_and_seats_go_to_those_who_waited,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let people = applicants(office, &session, &["Бірінші", "Екінші"]).await;
        office.at("2026-12-09T12:00:00+05:00");
        let secret = people[0].secret.clone();
        let gone = office
            .post_form(&format!("/kk/applications/{secret}/withdraw"), &[])
            .await;
        assert_eq!(gone.0, 303, "withdrawing has no cut-off");
        assert_eq!(
            all(office, &session)[1].state,
            Waiting,
            "the cut-off has passed"
        );
        office.letters();
        assert_eq!(office.apply(&session, "Үшінші").await.0, 409);

        postpone(office, moving(office, &session, "2026-12-17T10:00:00")).unwrap();
        assert_eq!(
            apply_before(office, &session),
            at("2026-12-15T00:00:00+05:00")
        );
        let states: Vec<_> = all(office, &session).iter().map(|one| one.state).collect();
        assert_eq!(states, [Withdrawn, Seated], "before anybody new applies");
        let kinds: Vec<String> = office.letters().into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["application-promoted"]);
        assert_eq!(office.apply(&session, "Үшінші").await.0, 201);
        assert_eq!(all(office, &session)[2].state, Waiting);
        office.letters();
    }
);

both_engines!(
    a_day_whose_own_cutoff_has_passed_opens_nothing,
    "2026-12-10T09:00:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let before = apply_before(office, &session);
        let mut order = moving(office, &session, "2026-12-11T10:00:00");
        order.late_reason = Some("Кворум жиналмады".to_owned());
        postpone(office, order).unwrap();
        assert_eq!(apply_before(office, &session), before);
        assert_eq!(office.apply(&session, "Ахметова").await.0, 409);
    }
);

both_engines!(
    nobody_moves_up_in_what_was_called_off,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let people = applicants(office, &session, &["Бірінші", "Екінші"]).await;
        cancel(office, &session).unwrap();
        office.letters();
        let secret = people[0].secret.clone();
        let gone = office
            .post_form(&format!("/kk/applications/{secret}/withdraw"), &[])
            .await;
        assert_eq!(gone.0, 303, "one may have the data destroyed at once");
        let states: Vec<_> = all(office, &session).iter().map(|one| one.state).collect();
        assert_eq!(states, [Withdrawn, Waiting]);
        let kinds: Vec<String> = office.letters().into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["application-withdrawn"], "nobody was promoted");
    }
);

both_engines!(
    whoever_was_let_in_has_not_come_to_the_new_day,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let people = applicants(office, &session, &["Бірінші"]).await;
        office.letters();
        office.at("2026-12-10T09:40:00+05:00");
        let guard = office.clerk(Role::Guard, &session);
        let (now, id, by) = (office.app.now(), people[0].id, guard.id);
        let inside = office.app.database.write_here(Lane::All, move |work| {
            door::actions::check_in(work, now, by, id)
                .map_err(|one| Broken::Data(format!("{one:?}")))
        });
        inside.unwrap();
        assert_eq!(all(office, &session)[0].state, Attended);
        office.at("2026-12-10T10:20:00+05:00");
        postpone(office, moving(office, &session, "2026-12-17T10:00:00")).unwrap();
        let again = &all(office, &session)[0];
        assert_eq!((again.state, again.attended_at), (Seated, None));
        let undone = office.journal_of("application");
        assert!(
            undone
                .iter()
                .any(|(act, _)| act == "application.check_in_undone")
        );
    }
);
