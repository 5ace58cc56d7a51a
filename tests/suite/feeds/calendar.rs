//! What a calendar says.

use icalendar::{Calendar, CalendarComponent, Component as _, Event, EventLike as _};
use otyrys::language::Multilingual;
use otyrys::law::session_course::SessionStatus;

use super::{NOW, ask, python};
use crate::api::change;
use crate::harness::{Planned, both_engines};

fn events(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().unwrap();
    let events = calendar
        .components
        .into_iter()
        .map(|component| match component {
            CalendarComponent::Event(event) => event,
            other => panic!("no event: {other:?}"),
        });
    events.collect()
}

const HOSTILE: &str = "Бюджет\r\nSTATUS:CANCELLED\r\nEND:VEVENT, \"жоба\"; \\n \u{7}«ӘҚҢӨҰҮҺІ»";

both_engines!(two_readers_find_what_was_written, NOW, async |office| {
    let id = office.session(&Planned::default());
    let long = "Өте ұзақ атау ".repeat(200);
    let title = Multilingual::new(format!("{HOSTILE} {long}"), "Бюджет");
    change(office, &id, move |session| {
        session.title = title.clone().into();
    })
    .await;
    let other = office.session(&Planned {
        starts: "2026-12-11T10:00:00",
        ..Planned::default()
    });
    let (status, headers, text) = ask(office, "/feeds/all.ics", &[]).await;
    assert_eq!(status, 200);
    assert_eq!(headers["content-type"], "text/calendar; charset=utf-8");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "folded");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n', '\u{7}']));

    let first = events(&text);
    assert_eq!(first.len(), 2);
    let summary = first[0].get_summary().unwrap();
    assert!(
        summary.contains("Бюджет\nSTATUS:CANCELLED\nEND:VEVENT, \"жоба\"; \\n «ӘҚҢӨҰҮҺІ»"),
        "{summary}"
    );
    assert!(summary.ends_with(&long), "nothing is cut");

    let Some(second) = python::read("calendar", &text) else {
        return;
    };
    assert_eq!(second["faults"], serde_json::json!([]));
    assert_eq!(second["method"], "PUBLISH");
    assert_eq!(second["name"], "Ашық отырыстар");
    assert_eq!(second["refresh_seconds"], 3600.0);
    let read = second["events"].as_array().unwrap();
    assert_eq!(read.len(), 2);
    for (event, read) in first.iter().zip(read) {
        assert_eq!(read["uid"], event.get_uid().unwrap());
        assert_eq!(read["summary"], event.get_summary().unwrap());
        assert_eq!(read["description"], event.get_description().unwrap());
        assert_eq!(read["status"], "CONFIRMED");
        assert_eq!(read["conference"], "https://example.org/live");
        assert_eq!(read["conference_feature"], "VIDEO");
        assert_eq!(read["conference_label"], "Онлайн-трансляция");
        assert_eq!(read["organizer"], "mailto:saule@example.org");
        assert_eq!(
            read["contact"],
            "Сәуле Ахметова, Бас сарапшы, +7 7172 000000, saule@example.org"
        );
        assert_eq!(
            read["categories"],
            serde_json::json!(["Министрлік алқасы", "Аралас (оффлайн және онлайн)"])
        );
        let description = read["description"].as_str().unwrap();
        assert!(description.contains("https://example.org/live") && description.contains("UTC+5"));
    }
    assert_eq!(read[1]["uid"], format!("{other}@otyrys"));
    assert_eq!(read[1]["start"], "2026-12-11T05:00:00+00:00");
});

both_engines!(
    it_speaks_three_languages_and_kazakh_unasked,
    NOW,
    async |office| {
        office.session(&Planned::default());
        for (asked, name, language) in [
            ("", "Ашық отырыстар", "kk"),
            ("?lang=ru", "Открытые заседания", "ru"),
            ("?lang=en", "Open sessions", "en"),
        ] {
            let path = format!("/feeds/all.ics{asked}");
            let (_, headers, text) = ask(office, &path, &[("accept-language", "ru")]).await;
            assert_eq!(headers["vary"], "Accept-Encoding");
            let calendar: Calendar = text.parse().unwrap();
            assert_eq!(calendar.get_name(), Some(name));
            assert!(text.contains(&format!("DESCRIPTION;LANGUAGE={language}:")));
            assert!(
                text.replace("\r\n ", "")
                    .contains(&format!("/feeds/all.ics?lang={language}\r\n"))
            );
        }
        assert_eq!(office.get("/feeds/all.ics?lang=kz").await.0, 422);
        assert_eq!(office.get("/feeds/all.ics?cursor=1").await.0, 422);
    }
);

both_engines!(
    a_change_raises_the_sequence_and_cancelled_stays,
    NOW,
    async |office| {
        use otyrys::journal::Actor;
        use otyrys::language::Multilingual;
        use otyrys::sessions::actions::{self, Cancellation};
        use otyrys::sessions::store;

        let id = office.session(&Planned::default());
        let read = async |office: &crate::harness::Office| {
            let (_, _, text) = ask(office, "/feeds/all.ics", &[]).await;
            let [event] = events(&text).try_into().unwrap();
            event
        };
        let before: Event = read(office).await;
        assert_eq!(before.get_sequence(), Some(0));
        change(office, &id, |session| {
            session.status = SessionStatus::Postponed;
        })
        .await;
        let put_off: Event = read(office).await;
        assert_eq!(
            put_off.property_value("STATUS"),
            Some("CONFIRMED"),
            "it has a new date"
        );

        office.at("2026-12-07T09:30:00+05:00");
        let session = otyrys::database::Id::parse(&id).unwrap();
        let now = office.app.now();
        let done =
            office
                .app
                .database
                .write(otyrys::database::Lane::Session(session), move |work| {
                    let seen = store::by_id(work.connection, session)?.unwrap().updated_at;
                    let order = Cancellation {
                        id: session,
                        seen,
                        why: Multilingual::new("Кворум жоқ", "Нет кворума"),
                    };
                    actions::cancel(work, now, &Actor::Command("test"), &order)
                });
        done.await.unwrap();
        let after: Event = read(office).await;
        assert_eq!(after.get_uid(), before.get_uid());
        assert_eq!(after.property_value("STATUS"), Some("CANCELLED"));
        assert_eq!(after.get_sequence(), Some(1));
        let said = after.get_description().unwrap();
        assert!(said.contains("Себебі: Кворум жоқ"), "{said}");
        assert_eq!(
            after.property_value("LAST-MODIFIED"),
            Some("20261207T043000Z")
        );
        assert_eq!(after.property_value("DTSTAMP"), Some("20261207T043000Z"));
        // Still there, and as cancelled, when its time is over.
        office.at("2027-01-15T09:00:00+05:00");
        let later: Event = read(office).await;
        assert_eq!(later.property_value("STATUS"), Some("CANCELLED"));
        office.letters();
    }
);

both_engines!(
    an_online_session_carries_its_broadcast_and_a_closed_one_does_not,
    NOW,
    async |office| {
        let online = office.session(&Planned {
            format: otyrys::law::session_course::Format::Online,
            ..Planned::default()
        });
        change(office, &online, |session| session.place = None).await;
        let (_, _, text) = ask(office, "/feeds/all.ics", &[]).await;
        let [event] = <[Event; 1]>::try_from(events(&text)).unwrap();
        assert_eq!(event.get_location(), Some("https://example.org/live"));
        assert_eq!(
            event.property_value("CONFERENCE"),
            Some("https://example.org/live")
        );
        change(office, &online, |session| {
            session.access = otyrys::law::session_course::Access::Closed;
        })
        .await;
        let (_, _, text) = ask(office, "/feeds/all.ics", &[]).await;
        assert!(!text.contains("example.org/live"), "{text}");
    }
);
