//! Who is to hear of a session.

use otyrys::bodies;
use otyrys::database::{Broken, Id, Lane};
use otyrys::news::Kind;
use otyrys::sessions::card;
use otyrys::subscriptions::record::{About, Often, Subscription};
use otyrys::subscriptions::{Subject, store};
use serde_json::json;

use super::{NOW, ask, confirmed};
use crate::harness::{Office, Planned, both_engines};

fn to_tell(
    office: &Office,
    about: About,
    often: Often,
    after: Option<Id>,
    limit: i64,
) -> Vec<Subscription> {
    let rows = office
        .app
        .database
        .read_here(|connection| store::confirmed(connection, about, often, after, limit));
    rows.unwrap()
}

both_engines!(only_confirmed_ones_are_told_in_order, NOW, async |office| {
    let mut ids = Vec::new();
    for number in 0..5 {
        let wish = json!({ "email": format!("a{number}@example.org"), "about": ["announcements", "results"] });
        ids.push(confirmed(office, &wish).await.id);
    }
    confirmed(
        office,
        &json!({ "email": "daily@example.org", "often": "daily" }),
    )
    .await;
    ask(office, &json!({ "email": "waiting@example.org" })).await;
    office.letters();
    let found = |after, limit| -> Vec<Id> {
        let rows = to_tell(office, About::Announcements, Often::AtOnce, after, limit);
        rows.into_iter().map(|row| row.id).collect()
    };
    assert_eq!(found(None, 100), ids);
    assert_eq!(found(None, 2), ids[..2]);
    assert_eq!(found(Some(ids[1]), 100), ids[2..]);
    assert!(to_tell(office, About::Changes, Often::AtOnce, None, 100).is_empty());
    assert_eq!(
        to_tell(office, About::Changes, Often::Daily, None, 100).len(),
        1
    );
});

fn subject(office: &Office, session: &str) -> Subject {
    let (id, now) = (Id::parse(session).unwrap(), office.app.now());
    let loaded = office.app.database.read_here(|connection| {
        let card = card::load(connection, id, now)?.expect("a session");
        Subject::load(connection, &card)
    });
    loaded.unwrap()
}

both_engines!(a_region_covers_the_bodies_below, NOW, async |office| {
    let above = office.session_of("akimat", &Planned::default());
    let below = office.session_of("committee", &Planned::default());
    let elsewhere = office.session_of("ministry", &Planned::default());
    let (whole, part) = (office.body_of(&above), office.body_of(&below));
    let done = office.app.database.write_here(Lane::Any, move |work| {
        let mut body = bodies::store::by_id(work.connection, whole)?.expect("a body");
        body.region = Some("710000000".to_owned());
        bodies::store::update(work.connection, &body)?;
        let mut body = bodies::store::by_id(work.connection, part)?.expect("a body");
        body.parent_id = Some(whole);
        bodies::store::update(work.connection, &body)
    });
    done.map_err(|broken: Broken| broken.to_string()).unwrap();
    let capital = confirmed(
        office,
        &json!({ "email": "a@example.org", "regions": ["710000000"] }),
    )
    .await;
    let one = json!({ "email": "a@example.org", "bodies": ["committee"], "regions": ["710000000"], "topic": "үнемде" });
    let one = confirmed(office, &one).await;
    let wants = |row: &Subscription, session: &str| row.wants(&subject(office, session));
    assert!(wants(&capital, &above) && wants(&capital, &below));
    assert!(!wants(&capital, &elsewhere));
    // By a word of the agenda, from a Russian keyboard too; the body itself and not the one above it.
    assert!(wants(&one, &below) && !wants(&one, &above));
    assert_eq!(subject(office, &below).region.as_deref(), Some("710000000"));
});

#[test]
fn news_are_for_those_who_asked_for_their_kind() {
    let about: Vec<Option<About>> = Kind::ALL.iter().map(|kind| About::of(*kind)).collect();
    let changes = Some(About::Changes);
    assert_eq!(
        about,
        [
            Some(About::Announcements),
            changes,
            None,
            changes,
            changes,
            None,
            None,
            Some(About::Results),
            changes,
            changes,
        ]
    );
}
