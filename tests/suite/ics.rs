//! A session as a calendar file, read by somebody else's reader.

use icalendar::{Calendar, CalendarComponent, Component as _, Event, EventLike as _};
use otyrys::law::session_course::{Format, SessionStatus};

use crate::api::change;
use crate::harness::{Office, Planned, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";

async fn event(office: &Office, path: &str) -> Event {
    let answer = office
        .http
        .get(format!("{}{path}", office.url))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    assert_eq!(
        answer.headers()["content-type"],
        "text/calendar; charset=utf-8"
    );
    let text = answer.text().await.unwrap();
    assert!(text.lines().all(|line| line.len() <= 75), "folded");
    let calendar: Calendar = text.parse().unwrap();
    assert_eq!(calendar.property_value("METHOD"), Some("PUBLISH"));
    let [CalendarComponent::Event(event)] = calendar.components.as_slice() else {
        panic!("one event: {text}");
    };
    event.clone()
}

both_engines!(a_session_goes_into_a_calendar, NOW, async |office| {
    let id = office.session(&Planned::default());
    let event = event(office, &format!("/sessions/{id}.ics?lang=en")).await;
    let value = |name| event.property_value(name).unwrap_or_default();
    assert_eq!(event.get_uid().unwrap(), format!("{id}@otyrys"));
    assert_eq!(value("DTSTART"), "20261210T050000Z");
    assert_eq!(value("STATUS"), "CONFIRMED");
    assert_eq!(value("SEQUENCE"), "0");
    assert_eq!(value("URL"), format!("{}/en/sessions/{id}", office.url));
    assert_eq!(value("CONFERENCE"), "https://example.org/live");
    assert_eq!(
        event.get_location(),
        Some("г. Астана, пр. Мангилик Ел, 8, зал 4")
    );
    let description = event.get_description().unwrap();
    for part in [
        "Thursday, 10 December 2026, 10:00 (Astana time, UTC+5)",
        "1. О водосбережении",
        "24:00 on 8 December 2026",
        "saule@example.org",
    ] {
        assert!(description.contains(part), "{part} in {description}");
    }
});

both_engines!(the_event_is_one_in_every_language, NOW, async |office| {
    let id = office.session(&Planned::default());
    let kazakh = event(office, &format!("/sessions/{id}.ics?lang=kk")).await;
    let russian = event(office, &format!("/sessions/{id}.ics?lang=ru")).await;
    let unsaid = event(office, &format!("/sessions/{id}.ics")).await;
    assert_eq!(
        kazakh.get_summary(),
        Some("Сынақ министрлігі: Алқа отырысы: су шаруашылығы")
    );
    assert_eq!(
        russian.get_summary(),
        Some("Министерство испытаний: Заседание коллегии: водное хозяйство")
    );
    assert_eq!(unsaid.get_summary(), kazakh.get_summary());
    assert_eq!(kazakh.get_uid(), russian.get_uid());
    let answer = office
        .http
        .get(format!("{}/sessions/{id}.ics", office.url))
        .header("accept-language", "ru")
        .send()
        .await
        .unwrap();
    assert!(answer.text().await.unwrap().contains("LANGUAGE=ru"));
});

both_engines!(
    a_session_called_off_stays_as_cancelled,
    NOW,
    async |office| {
        let id = office.session(&Planned::default());
        let path = format!("/sessions/{id}.ics?lang=kk");
        let url = format!("{}{path}", office.url);
        let before = event(office, &path).await;
        let tag = office.http.get(&url).send().await.unwrap().headers()["etag"].clone();
        let again = office.http.get(&url).header("if-none-match", &tag);
        assert_eq!(again.send().await.unwrap().status(), 304);

        change(office, &id, |session| {
            session.status = SessionStatus::Cancelled;
            session.sequence += 1;
            session.updated_at = crate::harness::instant("2026-12-07T09:30:00+05:00").into();
        })
        .await;
        let after = event(office, &path).await;
        assert_eq!(after.get_uid(), before.get_uid());
        assert_eq!(after.property_value("STATUS"), Some("CANCELLED"));
        assert_eq!(after.property_value("SEQUENCE"), Some("1"));
        assert_eq!(
            after.property_value("LAST-MODIFIED"),
            Some("20261207T043000Z")
        );
        assert!(after.get_description().unwrap().contains("Өткізілмейді"));
        let again = office.http.get(&url).header("if-none-match", &tag);
        assert_eq!(again.send().await.unwrap().status(), 200);
    }
);

both_engines!(
    a_session_held_online_is_where_it_is_broadcast,
    NOW,
    async |office| {
        let id = office.session(&Planned {
            format: Format::Online,
            ..Planned::default()
        });
        change(office, &id, |session| session.place = None).await;
        let event = event(office, &format!("/sessions/{id}.ics")).await;
        assert_eq!(event.get_location(), Some("https://example.org/live"));
    }
);

both_engines!(what_is_not_public_is_not_found, NOW, async |office| {
    let draft = office.session(&Planned {
        status: SessionStatus::Draft,
        ..Planned::default()
    });
    let id = office.session(&Planned::default());
    let table = [
        (format!("/sessions/{draft}.ics"), 404),
        ("/sessions/nothing.ics".to_owned(), 404),
        (
            "/sessions/01900000-0000-7000-8000-000000000000.ics".to_owned(),
            404,
        ),
        (format!("/sessions/{id}.ics?lang=kz"), 422),
        (format!("/sessions/{id}.ics?language=kk"), 422),
    ];
    for (path, status) in table {
        assert_eq!(office.get(&path).await.0, status, "{path}");
    }
});
