//! Two nodes of one office at the same sessions: the second waits for the first and then sees what it wrote.

use std::thread;
use std::time::Duration;

use otyrys::applications;
use otyrys::applications::submission::Submission;
use otyrys::database::{Broken, Database, Id, Lane, Options, Work};
use otyrys::emergencies;
use otyrys::language::Language;
use otyrys::law::application_course::ApplicationState::{MovedOnline, Seated};
use otyrys::law::session_course::Format;

use super::{
    NOW, apply, assert_whole, covered, declare, ending, everywhere, left, of_kind, people, places,
    planned, session,
};
use crate::harness::{Office, Planned, both_engines};

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

/// One act on one node, still uncommitted when another one begins on another node.
async fn one_after_another<A, B, E, F>(
    office: &Office,
    first: impl FnOnce(&mut Work) -> Result<A, E> + Send + 'static,
    second: impl FnOnce(&mut Work) -> Result<B, F> + Send + 'static,
) -> (Result<A, E>, Result<B, F>)
where
    A: Send + 'static,
    B: Send + 'static,
    E: From<Broken> + Send + 'static,
    F: From<Broken> + Send + 'static,
{
    let (written, wait) = tokio::sync::oneshot::channel();
    let one = office.app.database.write(Lane::All, move |work| {
        let done = first(work);
        written.send(()).unwrap();
        thread::sleep(Duration::from_millis(400));
        done
    });
    let node = another_node(office);
    let other = async {
        wait.await.unwrap();
        node.write(Lane::All, second).await
    };
    futures_util::join!(one, other)
}

both_engines!(the_same_form_on_both, NOW, async |office| {
    let id = planned(office, &Planned::default());
    apply(office, id, &["Бір", "Екі"]).await;
    let now = office.app.now();
    let (one, other) = (everywhere("one"), everywhere("one"));
    let (first, second) = one_after_another(
        office,
        move |work| emergencies::declare(work, now, &one),
        move |work| emergencies::declare(work, now, &other),
    )
    .await;
    let (first, second) = (first.unwrap(), second.unwrap());
    assert!(!first.known && second.known);
    assert_eq!(first.emergency, second.emergency);
    assert_eq!((second.switched, second.letters), (1, 2));
    assert_eq!(left(office), (1, 2, 1, 3));
    assert_eq!(of_kind(office, "applicant-emergency").len(), 2);
    assert_eq!(session(office, id).revision, 2);
    assert_whole(office);
    office.letters();
});

both_engines!(two_emergencies_on_both, NOW, async |office| {
    let id = planned(office, &Planned::default());
    apply(office, id, &["Бір", "Екі"]).await;
    let now = office.app.now();
    let (one, other) = (everywhere("one"), everywhere("two"));
    let (first, second) = one_after_another(
        office,
        move |work| emergencies::declare(work, now, &one),
        move |work| emergencies::declare(work, now, &other),
    )
    .await;
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!((first.switched, second.switched), (1, 0));
    assert_eq!((second.online_already, second.people), (1, 0));
    let rows = covered(office, second.emergency.emergency.id);
    assert_eq!(rows[0].former_format, None, "it finds all done");
    assert_eq!(of_kind(office, "applicant-emergency").len(), 2);
    assert_eq!(
        session(office, id).emergency_id,
        Some(first.emergency.emergency.id)
    );
    assert_eq!(session(office, id).revision, 2);
    assert_whole(office);
    office.letters();
});

both_engines!(ended_on_both, NOW, async |office| {
    let id = planned(office, &Planned::default());
    apply(office, id, &["Бір"]).await;
    let emergency = declare(office, everywhere("one")).emergency.emergency.id;
    let (now, ending) = (office.app.now(), ending(office, emergency, true));
    let (first, second) = one_after_another(
        office,
        move |work| emergencies::end(work, now, &ending),
        move |work| emergencies::end(work, now, &ending),
    )
    .await;
    assert_eq!(first.unwrap().restored, [id]);
    assert!(
        matches!(second, Err(emergencies::Refusal::Over)),
        "{second:?}"
    );
    assert_eq!(places(office, id), [(Seated, Some(1))]);
    assert_eq!(session(office, id).revision, 3);
    assert_eq!(of_kind(office, "applicant-hall-again").len(), 1);
    assert_whole(office);
    office.letters();
});

both_engines!(
    one_is_ended_while_another_is_declared,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        apply(office, id, &["Бір"]).await;
        let emergency = declare(office, everywhere("one")).emergency.emergency.id;
        let (now, ending) = (office.app.now(), ending(office, emergency, true));
        let other = everywhere("two");
        let (declared, ended) = one_after_another(
            office,
            move |work| emergencies::declare(work, now, &other),
            move |work| emergencies::end(work, now, &ending),
        )
        .await;
        let second = declared.unwrap().emergency.emergency.id;
        assert_eq!(ended.unwrap().restored, []);
        assert_eq!(session(office, id).format, Format::Online);
        assert_eq!(session(office, id).emergency_id, Some(second));
        assert_whole(office);
        office.letters();
    }
);

both_engines!(
    one_that_is_ended_meanwhile_sweeps_nothing,
    NOW,
    async |office| {
        let emergency = declare(office, everywhere("one")).emergency.emergency.id;
        let id = planned(office, &Planned::default());
        let (now, ending) = (office.app.now(), ending(office, emergency, true));
        let (ended, swept) = one_after_another(
            office,
            move |work| emergencies::end(work, now, &ending),
            move |work| emergencies::actions::sweep(work, now, emergency),
        )
        .await;
        assert_eq!(ended.unwrap().restored, []);
        assert_eq!(swept.unwrap(), 0);
        assert_eq!(session(office, id).format, Format::Mixed);
        assert_whole(office);
    }
);

both_engines!(
    nobody_gets_a_seat_while_it_is_declared,
    NOW,
    async |office| {
        // Nobody has applied before: the count of the seats looks the same before and after.
        let id = planned(office, &Planned::default());
        let now = office.app.now();
        let declaration = everywhere("one");
        let (declared, applied) = one_after_another(
            office,
            move |work| emergencies::declare(work, now, &declaration),
            move |work| applications::actions::apply(work, now, &order(id)),
        )
        .await;
        assert_eq!(declared.unwrap().switched, 1);
        assert!(applied.is_err(), "{applied:?}");
        assert_eq!(people(office, id), []);
        assert_whole(office);
    }
);

both_engines!(
    who_applied_a_moment_before_is_sent_to_the_broadcast,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        let now = office.app.now();
        let declaration = everywhere("one");
        let (applied, declared) = one_after_another(
            office,
            move |work| applications::actions::apply(work, now, &order(id)),
            move |work| emergencies::declare(work, now, &declaration),
        )
        .await;
        assert!(applied.is_ok(), "{applied:?}");
        assert_eq!(declared.unwrap().people, 1);
        assert_eq!(places(office, id), [(MovedOnline, None)]);
        assert_whole(office);
        office.letters();
    }
);

fn order(session: Id) -> applications::actions::Apply {
    let submission = Submission {
        surname: "Сейітова".to_owned(),
        given_name: "Айгүл".to_owned(),
        patronymic: None,
        birth_year: 1985,
        email: Some("one@example.org".to_owned()),
        phone: None,
        language: Language::Kk,
        needs: Vec::new(),
        needs_consent: false,
        consent: true,
    };
    applications::actions::Apply::new(session, submission, "test".to_owned(), None)
}
