//! The secretariat is warned of what falls due.

use diesel::prelude::*;
use otyrys::database::schema::{bodies, staff};
use otyrys::database::{Broken, Instant, Lane};
use otyrys::law::session_course::{Format, SessionStatus};
use otyrys::web::desk::Role;
use otyrys::worker::run_once;

use super::{becomes, letters, set_up, states, warn};
use crate::harness::{Office, Planned, both_engines, instant};
use crate::mail::reading::kept;

const DUE: &str = "deadlines-due";

fn to(addresses: &[&str]) -> Vec<(String, String)> {
    addresses
        .iter()
        .map(|address| (DUE.to_owned(), (*address).to_owned()))
        .collect()
}

fn draft() -> Planned {
    Planned {
        status: SessionStatus::Draft,
        ..Planned::default()
    }
}

both_engines!(
    /// On the named mornings and no others, once a morning, caught up the same day.
    a_draft_warns_on_its_mornings_until_it_is_announced,
    "2026-12-03T09:00:00+05:00",
    async |office: &Office| {
        let session = office.session(&draft());
        let clerk = office.clerk(Role::Secretary, &session);
        let address = set_up(office, &clerk);
        // To be announced before Monday 7 December begins.
        let mornings = [
            ("2026-12-03T09:00:00+05:00", 0),
            ("2026-12-04T08:59:59+05:00", 0),
            ("2026-12-04T09:00:00+05:00", 1),
            ("2026-12-05T09:00:00+05:00", 0),
            ("2026-12-06T21:00:00+05:00", 1),
            ("2026-12-07T09:00:00+05:00", 1),
            ("2026-12-08T09:00:00+05:00", 0),
        ];
        for (at, expected) in mornings {
            office.at(at);
            assert_eq!(warn(office).await, expected, "{at}");
            assert_eq!(warn(office).await, 0, "{at}, a second time");
            assert_eq!(letters(office), to(&[&address])[..expected], "{at}");
        }
        let announced = office.session(&draft());
        office.at("2026-12-04T09:00:00+05:00");
        becomes(office, &session, SessionStatus::Announced, Format::Mixed);
        becomes(office, &announced, SessionStatus::Announced, Format::Mixed);
        assert_eq!(warn(office).await, 0);
    }
);

both_engines!(
    /// p3, p4, p5 and the morning after: 15, 17, 18 and 19 December.
    results_warn_on_their_mornings,
    "2026-12-09T09:00:00+05:00",
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::BodyAdmin, &session);
        let address = set_up(office, &clerk);
        for (day, expected) in [
            (10, 0),
            (14, 0),
            (15, 1),
            (16, 0),
            (17, 1),
            (18, 1),
            (19, 1),
            (20, 0),
            (21, 0),
        ] {
            office.at(&format!("2026-12-{day}T09:00:00+05:00"));
            assert_eq!(warn(office).await, expected, "{day}");
            assert_eq!(letters(office), to(&[&address])[..expected], "{day}");
        }
    }
);

both_engines!(
    /// Whoever may announce, has set the account up and works here; for bodies with duties.
    only_those_who_can_do_it_are_warned,
    "2026-12-04T09:00:00+05:00",
    async |office: &Office| {
        let session = office.session(&draft());
        let other = office.session_of("another", &draft());
        let warned = office.clerk(Role::Secretary, &session);
        let warned = set_up(office, &warned);
        for role in [Role::Moderator, Role::Guard, Role::Supervisor, Role::SystemAdmin] {
            set_up(office, &office.clerk(role, &session));
        }
        office.clerk(Role::Secretary, &session);
        let left = office.clerk(Role::Secretary, &session);
        set_up(office, &left);
        let exempt = office.body_of(&other);
        set_up(office, &office.clerk(Role::Secretary, &other));
        let now = office.app.now();
        let done = office.app.database.write_here(Lane::Any, move |work| {
            diesel::update(staff::table.find(left.id))
                .set(staff::disabled_at.eq(Some(Instant::from(now))))
                .execute(work.connection)?;
            diesel::update(bodies::table.find(exempt))
                .set((
                    bodies::exempt.eq(true),
                    bodies::exempt_basis.eq(Some("605-3")),
                ))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.expect("people");
        assert_eq!(warn(office).await, 1);
        assert_eq!(letters(office), to(&[&warned]));
    }
);

both_engines!(
    /// One letter for everything that is due to one person; what is done meanwhile is left out, and all of it makes
    /// no letter at all.
    one_letter_tells_all_and_nothing_that_is_done,
    "2026-12-04T09:00:00+05:00",
    async |office: &Office| {
        let first = office.session(&draft());
        let second = office.session(&Planned {
            kazakh_title: "Екінші отырыс",
            starts: "2026-12-10T15:00:00",
            ..draft()
        });
        let clerk = office.clerk(Role::Secretary, &first);
        set_up(office, &clerk);
        assert_eq!(warn(office).await, 1);
        becomes(office, &first, SessionStatus::Announced, Format::Mixed);
        assert_eq!(run_once(&office.app).await, Ok(1));
        let letter = kept(office).pop().expect("a letter");
        assert!(letter.text.contains("Екінші отырыс"), "{}", letter.text);
        assert!(letter.text.contains(&second) && !letter.text.contains(&first));
        assert!(letter.text.contains("8-тарма"), "{}", letter.text);
        office.hands.set(instant("2026-12-06T09:00:00+05:00"));
        assert_eq!(warn(office).await, 1);
        becomes(office, &second, SessionStatus::Announced, Format::Mixed);
        assert_eq!(run_once(&office.app).await, Ok(1));
        assert_eq!(states(office, DUE), ["delivered", "called_back"]);
    }
);
