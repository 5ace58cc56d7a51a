//! Seats follow those who sign up: more are given at once, fewer are never silent.

use futures_util::future::join_all;
use otyrys::database::Id;
use otyrys::law::application_course::ApplicationState;
use otyrys::law::session_course::SessionStatus;
use otyrys::web::desk::Role;

use crate::desk_applicants::{all, applicants};
use crate::harness::{Answer, Clerk, Office, Planned, both_engines, value_on};

const NOW: &str = "2026-12-07T09:00:00+05:00";

async fn change(
    office: &Office,
    (clerk, session): (&Clerk, &str),
    (capacity, overflow): (&str, &str),
    more: &[(&str, &str)],
) -> Answer {
    let path = format!("/desk/sessions/{session}/seats");
    let page = office.desk(clerk, &path).await;
    let seen = value_on(&page.body, "seen");
    let mut fields = vec![
        ("seen", seen.as_str()),
        ("capacity", capacity),
        ("overflow_capacity", overflow),
        ("place_kk", "3-зал"),
        ("place_ru", "зал 3"),
    ];
    fields.extend_from_slice(more);
    office.desk_form(clerk, &path, &fields).await
}

async fn seating(office: &Office, session: &str) -> otyrys::sessions::record::Seating {
    let id = Id::parse(session).unwrap();
    let read = office
        .app
        .database
        .read(move |connection| otyrys::sessions::store::seating_of(connection, id))
        .await;
    read.unwrap()
}

fn states(office: &Office, session: &str) -> Vec<&'static str> {
    let people = all(office, session);
    people.iter().map(|one| one.state.as_str()).collect()
}

fn kinds(office: &Office) -> Vec<String> {
    office.letters().into_iter().map(|(kind, _)| kind).collect()
}

const PEOPLE: [&str; 4] = ["Бірінші", "Екінші", "Үшінші", "Төртінші"];

both_engines!(more_seats_go_to_those_who_wait, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 1,
        ..Planned::default()
    });
    applicants(office, &session, &PEOPLE).await;
    let clerk = office.clerk(Role::Secretary, &session);
    let page = office
        .desk(&clerk, &format!("/desk/sessions/{session}/seats"))
        .await;
    assert!(page.body.contains("10-тармақ"));
    let answer = change(office, (&clerk, &session), ("2", "1"), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(
        states(office, &session),
        ["seated", "seated", "overflow", "waiting"]
    );
    assert_eq!(
        kinds(office),
        ["application-promoted", "application-promoted"]
    );
    // Part of the announcement: the public page says so, as a new revision.
    let (_, session_json) = office
        .get_json(&format!("/api/v1/sessions/{session}"))
        .await;
    assert_eq!(session_json["revision"], 2, "{session_json}");
    let answer = change(office, (&clerk, &session), ("10", ""), &[]).await;
    assert_eq!(answer.status, 422, "the overflow hall has somebody in it");
    let answer = change(
        office,
        (&clerk, &session),
        ("10", ""),
        &[("move_the_last", "true")],
    )
    .await;
    assert_eq!(answer.status, 303);
    assert_eq!(states(office, &session), ["seated"; 4]);
    let page = office
        .desk(&clerk, &format!("/desk/sessions/{session}/seats"))
        .await;
    assert!(!page.body.contains("10-тармақ"));
    office.letters();
});

both_engines!(fewer_seats_are_refused_or_told, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 4,
        ..Planned::default()
    });
    applicants(office, &session, &PEOPLE).await;
    let clerk = office.clerk(Role::Secretary, &session);
    let answer = change(office, (&clerk, &session), ("1", "1"), &[]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("залда: 3"), "{}", answer.body);
    assert_eq!(states(office, &session), ["seated"; 4]);
    assert!(office.letters().is_empty());
    let explicit = [("move_the_last", "true")];
    let answer = change(office, (&clerk, &session), ("1", "1"), &explicit).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(
        states(office, &session),
        ["seated", "overflow", "waiting", "waiting"]
    );
    assert_eq!(kinds(office), ["application-reseated"; 3]);
    let count = seating(office, &session).await;
    assert_eq!(
        (
            count.capacity,
            count.seated,
            count.overflow_seated,
            count.waiting
        ),
        (1, 1, 1, 2)
    );
});

both_engines!(a_form_of_yesterday_changes_nothing, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 4,
        ..Planned::default()
    });
    let clerk = office.clerk(Role::Secretary, &session);
    let path = format!("/desk/sessions/{session}/seats");
    let seen = office.desk(&clerk, &path).await;
    let seen = value_on(&seen.body, "seen");
    assert_eq!(
        change(office, (&clerk, &session), ("5", ""), &[])
            .await
            .status,
        303
    );
    // A form that comes back with a fault is still made of what it was made of.
    let wrong = [("seen", seen.as_str()), ("capacity", "many")];
    let answer = office.desk_form(&clerk, &path, &wrong).await;
    assert_eq!(answer.status, 422);
    assert_eq!(value_on(&answer.body, "seen"), seen);
    let fields = [("seen", seen.as_str()), ("capacity", "6")];
    let answer = office.desk_form(&clerk, &path, &fields).await;
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains(">6</td>") && answer.body.contains(">5</td>"));
    assert_eq!(seating(office, &session).await.capacity, 5);
    assert_ne!(value_on(&answer.body, "seen"), seen, "told: made anew");
    let answer = change(
        office,
        (&clerk, &session),
        ("many", "2"),
        &[("place_ru", "")],
    )
    .await;
    assert_eq!(answer.status, 422);
    let held = office.session(&Planned {
        status: SessionStatus::Held,
        kazakh_title: "Өткен отырыс",
        ..Planned::default()
    });
    assert_eq!(
        change(office, (&clerk, &held), ("9", ""), &[]).await.status,
        422
    );
});

both_engines!(
    the_order_stays_when_one_hall_grows_and_the_other_goes,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 2,
            overflow: 2,
            ..Planned::default()
        });
        applicants(office, &session, &PEOPLE).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let explicit = [("move_the_last", "true")];
        let pair = (&clerk, session.as_str());
        let answer = change(office, pair, ("3", ""), &explicit).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(
            states(office, &session),
            ["seated", "seated", "seated", "waiting"]
        );
        let mut told = kinds(office);
        told.sort_unstable();
        assert_eq!(told, ["application-promoted", "application-reseated"]);
        let count = seating(office, &session).await;
        assert_eq!(
            (count.seated, count.overflow_seated, count.waiting),
            (3, 0, 1)
        );
    }
);

both_engines!(
    the_admitted_are_the_last_to_lose_a_seat,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 3,
            ..Planned::default()
        });
        let people = applicants(office, &session, &PEOPLE).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let third = format!("/desk/applications/{}/admit", people[2].id);
        let fields = [("revision", "0"), ("state", "seated")];
        assert_eq!(office.desk_form(&clerk, &third, &fields).await.status, 303);
        office.letters();
        let explicit = [("move_the_last", "true")];
        let pair = (&clerk, session.as_str());
        let answer = change(office, pair, ("1", "1"), &explicit).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(
            states(office, &session),
            ["seated", "waiting", "admitted", "waiting"]
        );
        assert_eq!(kinds(office), ["application-reseated"; 2]);
    }
);

both_engines!(two_places_of_the_overflow_hall, NOW, async |office| {
    let session = office.session(&Planned::default());
    let clerk = office.clerk(Role::Secretary, &session);
    let path = format!("/desk/sessions/{session}/seats");
    let pair = (&clerk, session.as_str());
    assert_eq!(change(office, pair, ("4", "5"), &[]).await.status, 303);
    let page = office.desk(&clerk, &path).await;
    let seen = value_on(&page.body, "seen");
    let order = |place: &'static str| {
        let seen = seen.clone();
        let (clerk, path) = (&clerk, path.as_str());
        async move {
            let fields = [
                ("seen", seen.as_str()),
                ("capacity", "4"),
                ("overflow_capacity", "5"),
                ("place_kk", place),
                ("place_ru", place),
            ];
            office.desk_form(clerk, path, &fields).await
        }
    };
    assert_eq!(order("7-зал").await.status, 303);
    let answer = order("8-зал").await;
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains(">7-зал</td>") && answer.body.contains(">8-зал</td>"));
    let place = seating(office, &session).await.overflow_place.unwrap();
    assert_eq!(place.kk, "7-зал");
});

both_engines!(raising_and_withdrawing_at_once, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 5,
        ..Planned::default()
    });
    let names: Vec<String> = (b'a'..b'u')
        .map(|letter| format!("Адам{}", char::from(letter)))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let people = applicants(office, &session, &names).await;
    let clerk = office.clerk(Role::Secretary, &session);
    let withdrawals = join_all(people.iter().take(5).map(|one| {
        let path = format!("{}/api/v1/applications/{}", office.url, one.secret);
        async move {
            office
                .http
                .delete(path)
                .send()
                .await
                .unwrap()
                .status()
                .as_u16()
        }
    }));
    let pair = (&clerk, session.as_str());
    let raise = change(office, pair, ("10", ""), &[]);
    let (withdrawn, raised) = futures_util::join!(withdrawals, raise);
    assert!(
        withdrawn.iter().all(|status| *status == 200),
        "{withdrawn:?}"
    );
    assert_eq!(raised.status, 303, "{}", raised.body);
    let count = seating(office, &session).await;
    assert_eq!((count.capacity, count.seated, count.waiting), (10, 10, 5));
    let now = all(office, &session);
    let seats: std::collections::BTreeSet<i32> = now.iter().filter_map(|one| one.seat).collect();
    assert_eq!(seats.len(), 10, "each sits on a seat of its own");
    let lost = now
        .iter()
        .filter(|one| one.state == ApplicationState::Waiting)
        .count();
    assert_eq!(lost, 5, "nobody is lost");
    office.letters();
});

both_engines!(
    other_seats_are_a_version_of_the_announcement,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let pair = (&clerk, session.as_str());
        assert_eq!(change(office, pair, ("44", ""), &[]).await.status, 303);
        let id = Id::parse(&session).unwrap();
        let read = move |connection: &mut _| otyrys::sessions::store::versions_of(connection, id);
        let kept = office.app.database.read_here(read).unwrap();
        let kept = kept.last().expect("a version");
        assert_eq!(kept.act, "seats");
        let address = format!("/kk/sessions/{session}/history/{}", kept.revision);
        assert_eq!(office.get(&address).await.0, 200);
    }
);

both_engines!(
    free_seats_after_the_cutoff_are_told_as_such,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let clerk = office.clerk(Role::Secretary, &session);
        for surname in ["Әлиева", "Бекова"] {
            assert_eq!(office.apply(&session, surname).await.0, 201);
        }
        let page = format!("/desk/sessions/{session}/applicants");
        let free = "Залда бос орын бар: 4";
        assert!(!office.desk(&clerk, &page).await.body.contains(free));
        office.at("2026-12-09T09:00:00+05:00");
        let pair = (&clerk, session.as_str());
        assert_eq!(change(office, pair, ("5", ""), &[]).await.status, 303);
        assert!(office.desk(&clerk, &page).await.body.contains(free));
        office.letters();
    }
);
