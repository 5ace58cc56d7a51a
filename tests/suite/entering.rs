//! The acts on sessions and bodies themselves, at instants of the test's choosing.

use otyrys::bodies;
use otyrys::bodies::actions::Done;
use otyrys::database::{Lane, Zone};
use otyrys::journal::Actor;
use otyrys::language::{Language, Multilingual};
use otyrys::law::body::{BodyLevel, BodyType};
use otyrys::law::deadlines::{ClosingTime, SessionKind};
use otyrys::law::session_course::{Access, Format, SessionStatus};
use otyrys::law::working_days::Week;
use otyrys::sessions;
use otyrys::sessions::actions::{Matter, Order, Refusal};
use otyrys::sessions::deadlines::Counting;
use otyrys::sessions::record::{Contact, Session};

use crate::harness::{Office, both_engines, instant};

const MONDAY: &str = "2026-12-07T09:00:00+05:00";

fn ministry(closing_time: &str) -> bodies::actions::Order {
    bodies::actions::Order {
        slug: "ministry".to_owned(),
        parent: None,
        body_type: BodyType::CentralExecutive,
        kind: SessionKind::Collegium,
        level: BodyLevel::Republic,
        region: None,
        name: Multilingual::new("Су министрлігі", "Министерство воды"),
        zone: Zone(chrono_tz::Asia::Almaty),
        closing_time: closing_time.parse::<ClosingTime>().unwrap(),
        week: Week::Five,
        rules_605: true,
        exempt: false,
        exempt_basis: None,
        bin: None,
        site: None,
        applications_letters: None,
        comments: None,
    }
}

fn order(title: &str) -> Order {
    Order {
        kind: SessionKind::Collegium,
        title: Multilingual::new("Алқа", title),
        starts: "2026-12-10T10:00:00".parse().unwrap(),
        ends: None,
        format: Format::Mixed,
        languages: vec![Language::Kk],
        place: Some(Multilingual::new("1-зал", "зал 1")),
        venue_access: None,
        broadcast_url: None,
        agenda: vec![Matter {
            id: None,
            number: "1".to_owned(),
            title: Multilingual::new("Су", "Вода"),
            speaker: None,
            access: Access::Open,
        }],
        contact: Contact {
            name: "А. Қасымова".to_owned(),
            position: Multilingual::new("Хатшы", "Секретарь"),
            phone: "+7 7172 000000".to_owned(),
            email: "a@example.org".to_owned(),
        },
        capacity: 10,
        overflow: None,
        late_reason: None,
        format_reason: None,
    }
}

const DESK: Actor = Actor::Command("test");

fn why() -> Multilingual {
    Multilingual::new("Түзету", "Уточнение")
}

/// Enters a session of a body that closes at this hour; the hour at which papers are last taken for it.
fn enter(office: &Office, at: &str, closing_time: &str, title: &str) -> (Session, Done, String) {
    let (app, at) = (office.app.clone(), instant(at));
    let (body, order) = (ministry(closing_time), order(title));
    let entered = office.app.database.write_here(Lane::All, move |work| {
        let (body, _) = bodies::actions::enter(work, at, &DESK, &body).unwrap();
        sessions::actions::enter(
            work,
            at,
            &Counting::of(&app),
            &DESK,
            &body,
            &order,
            Some(&why()),
        )
    });
    let entered = entered.unwrap();
    let by_hand = entered.details.clocks.apply_by_hand_before.utc();
    let local = entered.session.zone.local(by_hand).to_string();
    (entered.session, entered.done, local)
}

fn announce(office: &Office, at: &str, session: &Session) -> Result<Session, Refusal> {
    let (app, at, session) = (office.app.clone(), instant(at), session.clone());
    office.app.database.write_here(Lane::All, move |work| {
        let body = bodies::store::by_id(work.connection, session.body_id)?.unwrap();
        let counting = Counting::of(&app);
        let announced = sessions::actions::announce(work, at, &counting, &DESK, &body, session.id)?;
        Ok(announced.session)
    })
}

both_engines!(
    in_time_is_before_the_third_working_day_begins,
    MONDAY,
    async |office| {
        let (session, ..) = enter(office, "2026-12-01T09:00:00+05:00", "18:30", "Коллегия");
        let late = announce(office, "2026-12-07T00:00:00+05:00", &session).unwrap();
        assert_eq!(late.announced_in_time, Some(false));
        assert_eq!(late.status, SessionStatus::Announced);
        let twice = announce(office, "2026-12-07T00:00:01+05:00", &session);
        assert!(
            matches!(twice, Err(Refusal::NoSuchMove(_))),
            "announced already"
        );
        let other = Order {
            starts: "2026-12-10T15:00:00".parse().unwrap(),
            ..order("Вторая")
        };
        let (app, body) = (office.app.clone(), ministry("18:30"));
        let entered = office.app.database.write_here(Lane::All, move |work| {
            let at = instant("2026-12-01T09:00:00+05:00");
            let (body, _) = bodies::actions::enter(work, at, &DESK, &body).unwrap();
            sessions::actions::enter(
                work,
                at,
                &Counting::of(&app),
                &DESK,
                &body,
                &other,
                Some(&why()),
            )
        });
        let at = "2026-12-06T23:59:59.999999+05:00";
        let in_time = announce(office, at, &entered.unwrap().session).unwrap();
        assert_eq!(in_time.announced_in_time, Some(true));
        assert_eq!(in_time.announced_at.unwrap().utc(), instant(at));
    }
);

both_engines!(
    a_published_cutoff_never_moves_earlier,
    MONDAY,
    async |office| {
        let begun = "2026-12-01T09:00:00+05:00";
        let (session, _, by_hand) = enter(office, begun, "18:30", "Коллегия");
        assert_eq!(by_hand, "2026-12-08 18:30:00");
        let (_, done, by_hand) = enter(office, begun, "17:00", "Коллегия");
        assert_eq!(
            (done, by_hand.as_str()),
            (Done::Updated, "2026-12-08 17:00:00"),
            "a draft"
        );
        announce(office, begun, &session).unwrap();
        let (_, done, by_hand) = enter(office, begun, "16:00", "Коллегия");
        assert_eq!(
            (done, by_hand.as_str()),
            (Done::Unchanged, "2026-12-08 17:00:00")
        );
        let (_, done, by_hand) = enter(office, begun, "19:00", "Коллегия");
        assert_eq!(
            (done, by_hand.as_str()),
            (Done::Updated, "2026-12-08 19:00:00")
        );
        let passed = "2026-12-08T19:30:00+05:00";
        let (_, done, by_hand) = enter(office, passed, "20:00", "Коллегия");
        assert_eq!(
            (done, by_hand.as_str()),
            (Done::Unchanged, "2026-12-08 19:00:00"),
            "passed"
        );
    }
);

both_engines!(
    what_is_called_off_stays_as_it_was_announced,
    MONDAY,
    async |office| {
        let begun = "2026-12-01T09:00:00+05:00";
        let (session, ..) = enter(office, begun, "18:30", "Коллегия");
        let announced = announce(office, begun, &session).unwrap();
        let id = session.id;
        let cancelled = office.app.database.write_here(Lane::All, move |work| {
            let order = sessions::actions::Cancellation {
                id,
                seen: announced.updated_at,
                why: otyrys::language::Multilingual::new("Кворум жоқ", "Нет кворума"),
            };
            sessions::actions::cancel(work, instant(begun), &DESK, &order)
        });
        let cancelled = cancelled.unwrap();
        assert_eq!(cancelled.status, SessionStatus::Cancelled);
        assert_eq!(cancelled.sequence, announced.sequence + 1);
        let app = office.app.clone();
        let revised = office.app.database.write_here(Lane::All, move |work| {
            let body = bodies::store::by_id(work.connection, cancelled.body_id)?.unwrap();
            let other = Order {
                capacity: 50,
                ..order("Коллегия")
            };
            sessions::actions::enter(
                work,
                instant(begun),
                &Counting::of(&app),
                &DESK,
                &body,
                &other,
                Some(&why()),
            )
        });
        assert!(matches!(revised, Err(Refusal::NoSuchMove(_))));
    }
);
