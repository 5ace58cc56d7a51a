//! The desk and the media server together: neither undoes what only the other can know.

use otyrys::app::Mode;
use otyrys::law::broadcast::Stamp;

use super::callback::says;
use super::*;
use crate::harness::{Engine, both_engines};

both_engines!(
    what_the_desk_noted_is_not_over_because_the_stream_goes_on,
    BEGINS,
    async |office| {
        let session = office.session(&Planned::default());
        let key = key(office, &session);
        assert_eq!(says(office, "on_publish", &key, "1").await, 204);
        office.at("2026-12-10T10:10:00+05:00");
        interrupt(office, &session, None).unwrap();
        office.at("2026-12-10T10:10:05+05:00");
        assert_eq!(says(office, "on_update", &key, "1").await, 204);
        assert_eq!(told(office, &session).await["state"], "interrupted");
        assert_eq!(interruptions(office, &session)[0].noted_by, Stamp::Desk);
        // An encoder that was started anew is another matter.
        assert_eq!(says(office, "on_publish_done", &key, "1").await, 204);
        office.at("2026-12-10T10:12:00+05:00");
        assert_eq!(says(office, "on_publish", &key, "2").await, 204);
        assert_eq!(told(office, &session).await["state"], "on_air");
    }
);

both_engines!(
    nothing_begins_while_something_is_considered_in_closed_mode,
    crate::closing::NOW,
    async |office| {
        let session = with_closed_item(office);
        office.at(BEGINS);
        begin(office, &session).unwrap();
        closed_part(office, &session, true);
        end(office, &session).unwrap();
        assert!(matches!(begin(office, &session), Err(Refusal::Paused)));
        let clerk = office.clerk(Role::Secretary, &session);
        let page = format!("/desk/sessions/{session}/broadcast");
        let shown = office.desk(&clerk, &page).await.body;
        assert!(!shown.contains("value=\"begin\""), "{shown}");
        closed_part(office, &session, false);
        let shown = office.desk(&clerk, &page).await.body;
        assert!(shown.contains("value=\"begin\""), "{shown}");
        begin(office, &session).unwrap();
    }
);

both_engines!(
    the_time_to_come_back_begins_after_what_is_closed,
    crate::closing::NOW,
    async |office| {
        let session = with_closed_item(office);
        let key = key(office, &session);
        office.at(BEGINS);
        assert_eq!(says(office, "on_publish", &key, "1").await, 204);
        office.at("2026-12-10T10:25:00+05:00");
        assert_eq!(says(office, "on_publish_done", &key, "1").await, 204);
        office.at("2026-12-10T10:30:00+05:00");
        closed_part(office, &session, true);
        office.at("2026-12-10T11:30:00+05:00");
        closed_part(office, &session, false);
        office.at("2026-12-10T11:30:05+05:00");
        assert_eq!(tend(office).await, 0, "its stream was refused meanwhile");
        assert!(on_air(office, &session));
        assert_eq!(says(office, "on_publish", &key, "2").await, 204);
        assert_eq!(broadcasts(office, &session).len(), 1);
    }
);

both_engines!(
    a_sender_of_a_session_that_is_over_is_forgotten,
    BEGINS,
    async |office| {
        let session = office.session(&Planned::default());
        let key = key(office, &session);
        assert_eq!(says(office, "on_publish", &key, "1").await, 204);
        end_session(office, &session);
        // Nobody says that the sender left: the media server was switched off.
        tend(office).await;
        office.at("2026-12-10T10:10:00+05:00");
        tend(office).await;
        let of = id(&session);
        let stream = read(office, move |connection| store::stream_of(connection, of));
        assert_eq!(stream.unwrap().client, None);
        assert_eq!(tend(office).await, 0, "there is nothing left to look after");
    }
);

#[actix_web::test]
async fn what_the_desk_began_is_watched_where_its_stream_is() {
    let own = [(
        "OTYRYS__BROADCAST__PLAYLIST",
        "https://live.example.kz/{name}.m3u8",
    )];
    let office = Office::open_as(Engine::Sqlite, BEGINS, Mode::Office, &own).unwrap();
    let session = office.session(&Planned::default());
    announced_without_address(&office, &session);
    let key = key(&office, &session);
    begin(&office, &session).unwrap();
    let (page, _) = super::pages::page(&office, "kk", &session).await;
    assert!(!page.contains(".m3u8"), "{page}");
    assert_eq!(says(&office, "on_publish", &key, "1").await, 204);
    let address = format!("https://live.example.kz/{}.m3u8", key.0);
    assert_eq!(
        broadcasts(&office, &session)[0].address.as_deref(),
        Some(&*address)
    );
    let (page, policy) = super::pages::page(&office, "kk", &session).await;
    assert!(page.contains(&address), "{page}");
    assert!(policy.contains("https://live.example.kz"), "{policy}");
    office.close().await;
}
