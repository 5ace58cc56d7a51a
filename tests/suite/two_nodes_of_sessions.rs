//! Two nodes of one office write the same session: the second waits for the first and then sees what it wrote.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use otyrys::app::App;
use otyrys::changes;
use otyrys::changes::calendar::{self, Plan};
use otyrys::database::{Broken, Database, Id, Lane, Options, Work};
use otyrys::journal::Actor;
use otyrys::language::Multilingual;
use otyrys::law::session_course::SessionStatus;
use otyrys::law::working_days::Change;
use otyrys::sessions::actions::{
    self, Announcing, Cancellation, Edit, Order, Postponement, Refusal,
};
use otyrys::sessions::deadlines::Counting;
use otyrys::sessions::record::Session;
use otyrys::sessions::store::{self, Details};
use otyrys::working_calendar;

use crate::harness::{Office, Planned, both_engines};

const NOW: &str = "2026-12-01T09:00:00+05:00";

/// Another process: its own connections, its own lanes.
fn another_node(office: &Office) -> Database {
    let settings = &office.app.settings.database;
    let options = Options {
        url: settings.url.expose().to_owned(),
        read_url: None,
        read_connections: 1,
        write_lanes: 1,
        queue_length: 8,
        busy_timeout: settings.busy_timeout,
    };
    Database::open(&options).unwrap()
}

fn planned(office: &Office, status: SessionStatus) -> Id {
    let planned = Planned {
        status,
        ..Planned::default()
    };
    Id::parse(&office.session(&planned)).unwrap()
}

fn stored(office: &Office, id: Id) -> (Session, Details) {
    let read = office.app.database.read_here(|connection| {
        let session = store::by_id(connection, id)?.unwrap();
        let details = store::details_of(connection, &[id])?.remove(&id).unwrap();
        Ok::<_, Broken>((session, details))
    });
    read.unwrap()
}

/// One act on one node, still uncommitted when another one begins on another node.
async fn one_after_another<A, B, E, F>(
    office: &Office,
    first: impl FnOnce(&mut Work, &App) -> Result<A, E> + Send + 'static,
    second: impl FnOnce(&mut Work, &App) -> Result<B, F> + Send + 'static,
) -> (Result<A, E>, Result<B, F>)
where
    A: Send + 'static,
    B: Send + 'static,
    E: From<Broken> + Send + 'static,
    F: From<Broken> + Send + 'static,
{
    let (written, wait) = tokio::sync::oneshot::channel();
    let app = Arc::clone(&office.app);
    let one = office.app.database.write(Lane::Any, move |work| {
        let done = first(work, &app);
        written.send(()).unwrap();
        thread::sleep(Duration::from_millis(400));
        done
    });
    let app = Arc::clone(&office.app);
    let node = another_node(office);
    let other = async {
        wait.await.unwrap();
        node.write(Lane::Any, move |work| second(work, &app)).await
    };
    futures_util::join!(one, other)
}

fn save(work: &mut Work, app: &App, edit: &Edit) -> Result<actions::Entered, Refusal> {
    let counting = Counting::in_act(work, app)?;
    actions::save(work, app.now(), &counting, &Actor::Office, edit)
}

/// The stored session with another Kazakh title.
fn titled(office: &Office, id: Id, title: &str) -> Edit {
    let (session, details) = stored(office, id);
    Edit {
        id,
        seen: session.updated_at,
        order: Order {
            title: Multilingual::new(title, "Заседание"),
            ..Order::of(&session, &details)
        },
        why: Some(why()),
    }
}

both_engines!(the_second_to_save_is_told, NOW, async |office| {
    for status in [SessionStatus::Draft, SessionStatus::Announced] {
        let id = planned(office, status);
        let (one, other) = (titled(office, id, "Бірінші"), titled(office, id, "Екінші"));
        let (first, second) = one_after_another(
            office,
            move |work, app| save(work, app, &one),
            move |work, app| save(work, app, &other),
        )
        .await;
        assert!(first.is_ok(), "{first:?}");
        assert!(matches!(second, Err(Refusal::Stale)), "{second:?}");
        assert_eq!(stored(office, id).0.title.kk, "Бірінші");
    }
});

both_engines!(a_session_is_announced_once, NOW, async |office| {
    let id = planned(office, SessionStatus::Draft);
    let seen = stored(office, id).0.updated_at;
    let announce = move |work: &mut Work, app: &App| {
        let counting = Counting::in_act(work, app)?;
        let announcing = Announcing {
            seen,
            late_reason: None,
            format_reason: None,
        };
        let actor = Actor::Office;
        let of = (id, &announcing);
        actions::announce_at_desk(work, app.now(), &counting, &actor, of)
    };
    let (first, second) = one_after_another(office, announce, announce).await;
    assert!(first.is_ok(), "{first:?}");
    assert!(matches!(second, Err(Refusal::Stale)), "{second:?}");
});

fn why() -> Multilingual {
    Multilingual::new("Кворум жоқ", "Нет кворума")
}

both_engines!(a_session_is_moved_once, NOW, async |office| {
    let id = planned(office, SessionStatus::Announced);
    let seen = stored(office, id).0.updated_at;
    let to = |starts: &str| {
        let order = Postponement {
            id,
            seen,
            starts: starts.parse().unwrap(),
            ends: None,
            place: None,
            why: why(),
            late_reason: None,
        };
        move |work: &mut Work, app: &App| {
            let counting = Counting::in_act(work, app)?;
            changes::course::postpone(work, app.now(), &counting, &Actor::Office, &order)
        }
    };
    let (first, second) =
        one_after_another(office, to("2026-12-17T10:00:00"), to("2026-12-18T10:00:00")).await;
    assert!(first.is_ok(), "{first:?}");
    assert!(matches!(second, Err(Refusal::Stale)), "{second:?}");
    let (session, _) = stored(office, id);
    assert_eq!(session.local_date.to_string(), "2026-12-17");
    assert_eq!((session.revision, session.sequence), (2, 1));
});

both_engines!(a_session_is_called_off_or_moved, NOW, async |office| {
    let id = planned(office, SessionStatus::Announced);
    let seen = stored(office, id).0.updated_at;
    let cancel = move |work: &mut Work, app: &App| {
        let why = why();
        let order = Cancellation { id, seen, why };
        actions::cancel(work, app.now(), &Actor::Office, &order)
    };
    let (first, second) = one_after_another(office, cancel, cancel).await;
    assert!(first.is_ok(), "{first:?}");
    assert!(matches!(second, Err(Refusal::Stale)), "{second:?}");
    let (session, _) = stored(office, id);
    assert_eq!((session.revision, session.sequence), (2, 1));
});

both_engines!(seats_do_not_undo_an_edit, NOW, async |office| {
    let id = planned(office, SessionStatus::Announced);
    let (known, details) = stored(office, id);
    let edit = titled(office, id, "Жаңа атау");
    let (first, second) = one_after_another(
        office,
        move |work, app| save(work, app, &edit),
        move |work, app| {
            let after = otyrys::sessions::record::Seating {
                capacity: 21,
                ..details.seating.clone()
            };
            let of = (&details.seating, &after);
            actions::note_seats(work, app.now(), &Actor::Office, &known, of)
        },
    )
    .await;
    assert!(first.is_ok(), "{first:?}");
    assert!(matches!(second, Err(Broken::Busy)), "{second:?}");
    assert_eq!(stored(office, id).0.title.kk, "Жаңа атау");
});

/// Tuesday 8 December off for Saturday 12 December.
fn enter_order(work: &mut Work, app: &App) -> Result<calendar::Entered, calendar::Refusal> {
    let day = |text: &str| text.parse().unwrap();
    let change = Change::Move {
        from: day("2026-12-12"),
        to: day("2026-12-08"),
    };
    let in_force = app.calendar();
    let plan = Plan {
        made_of: in_force.version().to_owned(),
        order: working_calendar::actions::Order {
            calendar: in_force.ordered("", &[change], "№ 436").unwrap(),
            source: "№ 436".to_owned(),
            author: "suite".to_owned(),
        },
    };
    calendar::enter(work, app, app.now(), &Actor::Office, &plan)
}

both_engines!(clocks_follow_an_edit_made_meanwhile, NOW, async |office| {
    let id = planned(office, SessionStatus::Draft);
    let mut edit = titled(office, id, "Басқа күн");
    edit.order.starts = "2026-12-14T10:00:00".parse().unwrap();
    let (first, second) =
        one_after_another(office, move |work, app| save(work, app, &edit), enter_order).await;
    assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
    let (session, details) = stored(office, id);
    assert_eq!(session.title.kk, "Басқа күн");
    assert_eq!(session.local_date.to_string(), "2026-12-14");
    let wanted = crate::harness::instant("2026-12-10T00:00:00+05:00");
    assert_eq!(
        details.clocks.announce_before.utc(),
        wanted,
        "of the new day"
    );
});

both_engines!(
    an_edit_meets_clocks_counted_meanwhile,
    NOW,
    async |office| {
        let planned = Planned {
            starts: "2026-12-14T10:00:00",
            ..Planned::default()
        };
        let id = Id::parse(&office.session(&planned)).unwrap();
        let edit = titled(office, id, "Кеш");
        let (first, second) =
            one_after_another(office, enter_order, move |work, app| save(work, app, &edit)).await;
        assert!(first.is_ok(), "{first:?}");
        assert!(matches!(second, Err(Refusal::Stale)), "{second:?}");
        let (session, details) = stored(office, id);
        let wanted = crate::harness::instant("2026-12-12T00:00:00+05:00");
        assert_eq!(details.clocks.apply_before.utc(), wanted);
        assert_eq!(session.revision, 2, "a version of its own");
    }
);
