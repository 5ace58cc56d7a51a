//! What is shown and told of a break: pages, programs, calendars, letters.

use icalendar::{Calendar, CalendarComponent, Component as _, Event};
use otyrys::language::Language;
use otyrys::law::session_course::SessionAct;
use otyrys::law::sittings::Continuation;
use otyrys::subscriptions::record::Often;

use super::*;
use crate::harness::{Planned, both_engines};
use crate::notices::scene;
use crate::postponing::KAZAKH;

async fn event(office: &Office, path: &str) -> Event {
    let (status, text) = office.get(path).await;
    assert_eq!(status, 200, "{text}");
    let calendar: Calendar = text.parse().unwrap();
    let mut events = calendar.components.into_iter().filter_map(|one| match one {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    let found = events.next().expect("an event");
    assert!(events.next().is_none(), "one entry, not two: {text}");
    found
}

both_engines!(pages_and_programs_show_each_sitting, NOW, async |office| {
    let session = office.session(&Planned::default());
    let page = format!("/kk/sessions/{session}");
    assert!(!office.get(&page).await.1.contains("Отырыс уақыттары"));
    office.at(SITS);
    along(office, &session, SessionAct::GoLive).unwrap();
    adjourn(office, &session, until_friday()).unwrap();
    let (_, shown) = office.get(&page).await;
    for said in [
        "Отырыс уақыттары",
        "10:00–13:00",
        "11 желтоқсан",
        "15:00–18:00",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let pause = "Үзіліс жарияланды. Отырыс жалғасатын уақыт:";
    assert!(!shown.contains(pause), "it sits until one");
    office.at("2026-12-10T13:00:00+05:00");
    let (_, shown) = office.get(&page).await;
    assert!(shown.contains(pause), "{shown}");
    assert!(!shown.contains("Отырыс өтіп жатыр"), "{shown}");
    office.at("2026-12-11T15:00:00+05:00");
    assert!(!office.get(&page).await.1.contains(pause));

    let (_, json) = office
        .get_json(&format!("/api/v1/sessions/{session}"))
        .await;
    assert_eq!(
        json["sittings"],
        serde_json::json!([
            {"starts_at": "2026-12-10T10:00:00+05:00", "ends_at": "2026-12-10T13:00:00+05:00"},
            {"starts_at": "2026-12-11T15:00:00+05:00", "ends_at": "2026-12-11T18:00:00+05:00"},
        ])
    );
    let (_, month) = office.get("/kk/calendar/2026-12").await;
    let day = |n: &str| {
        let of_day = month
            .split(&format!("<time datetime=\"2026-12-{n}\""))
            .nth(1);
        let of_day = of_day
            .expect("a day")
            .split("</li><li class=\"month-day")
            .next();
        of_day.expect("its entries").contains(&session)
    };
    assert!(day("10") && day("11"), "{month}");
    assert!(!day("09") && !day("12"), "{month}");
});

both_engines!(
    a_day_of_a_break_is_no_day_of_the_session,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let far = Continuation::Add {
            breaks: time("2026-12-10T13:00:00"),
            next: sitting("2026-12-21T10:00:00", "2026-12-21T12:00:00"),
        };
        adjourn(office, &session, far).unwrap();
        let (_, month) = office.get("/kk/calendar/2026-12").await;
        assert_eq!(month.matches(&session).count(), 2, "on two days: {month}");
        assert!(month.contains("datetime=\"2026-12-21T10:00\""), "{month}");
    }
);

both_engines!(one_entry_of_a_calendar_is_replaced, NOW, async |office| {
    let session = office.session(&Planned::default());
    let single = format!("/sessions/{session}.ics?lang=kk");
    let before = event(office, &single).await;
    adjourn(office, &session, until_friday()).unwrap();
    for path in [single.as_str(), "/feeds/all.ics?lang=kk"] {
        let after = event(office, path).await;
        assert_eq!(after.get_uid(), before.get_uid(), "{path}");
        assert_eq!(
            after.get_sequence(),
            Some(before.get_sequence().unwrap() + 1),
            "{path}"
        );
        let value = |name| after.property_value(name).unwrap_or_default();
        assert_eq!(value("DTSTART"), "20261210T050000Z", "{path}");
        assert_eq!(value("DTEND"), "20261211T130000Z", "{path}");
        assert_eq!(value("TRANSP"), "TRANSPARENT", "nobody is busy all night");
        let said = after.get_description().unwrap();
        for line in ["Отырыс уақыттары:", "10:00–13:00", "15:00–18:00"] {
            assert!(said.contains(line), "{path}: {said}");
        }
    }
    adjourn(office, &session, Continuation::Drop).unwrap();
    let dropped = event(office, &single).await;
    assert_eq!(dropped.get_uid(), before.get_uid());
    assert_eq!(dropped.property_value("DTEND"), Some("20261210T080000Z"));
    assert_eq!(dropped.get_sequence(), Some(2));
});

both_engines!(
    who_was_told_is_told_of_the_break,
    NOW,
    async |office: &Office| {
        let session = scene::announced(office, &Planned::default());
        scene::subscribed(office, "reader@example.org", |_| {}).await;
        scene::applied(office, session, "comes@example.org", Language::Kk).await;
        scene::rounds(office).await;
        let before = scene::letters(office, 0).len();
        office.hands.advance(chrono::TimeDelta::seconds(1));
        adjourn(office, session.as_str(), until_friday()).unwrap();
        scene::rounds(office).await;
        let letters = scene::letters(office, before);
        let to = |whom: &str| {
            let mut mine = letters.iter().filter(|one| one.to == whom);
            let letter = mine.next().expect("a letter");
            assert!(mine.next().is_none(), "told once");
            letter
        };
        for letter in [to("comes@example.org"), to("reader@example.org")] {
            for said in [KAZAKH, "Отырыс уақыттары", "15:00–18:00"] {
                assert!(letter.text.contains(said), "{said}: {}", letter.text);
            }
        }
        let applicant = to("comes@example.org");
        assert!(
            applicant
                .text
                .contains("Рұқсаттама отырыстың барлық күніне жарамды."),
            "{}",
            applicant.text
        );
        let (method, file) = applicant.calendar.as_ref().expect("an appointment");
        assert_eq!(method, "REQUEST");
        let file = file.replace("\r\n ", "");
        assert!(file.contains("DTEND:20261211T130000Z"), "{file}");
    }
);

both_engines!(
    what_follows_is_told_while_it_sits_and_in_the_break,
    NOW,
    async |office: &Office| {
        let session = scene::announced(office, &Planned::default());
        scene::subscribed(office, "reader@example.org", |_| {}).await;
        scene::subscribed(office, "daily@example.org", |one| one.often = Often::Daily).await;
        scene::applied(office, session, "comes@example.org", Language::Kk).await;
        scene::rounds(office).await;
        office.at(SITS);
        along(office, session.as_str(), SessionAct::GoLive).unwrap();
        scene::rounds(office).await;
        let before = scene::letters(office, 0).len();
        adjourn(office, session.as_str(), until_friday()).unwrap();
        scene::rounds(office).await;
        office.at("2026-12-11T09:00:00+05:00");
        scene::rounds(office).await;
        let told = scene::letters(office, before);
        let readers: Vec<&str> = told.iter().map(|one| &*one.to).collect();
        assert_eq!(readers.len(), 3, "{readers:?}");
        for whom in [
            "comes@example.org",
            "reader@example.org",
            "daily@example.org",
        ] {
            let letter = told.iter().find(|one| one.to == whom).expect(whom);
            for said in [KAZAKH, "11 желтоқсан", "15:00–18:00"] {
                assert!(letter.text.contains(said), "{said}: {}", letter.text);
            }
        }
        // It does not go on after all: whoever would come is told in time.
        let before = before + told.len();
        office.at("2026-12-11T10:00:00+05:00");
        adjourn(office, session.as_str(), Continuation::Drop).unwrap();
        scene::rounds(office).await;
        let told = scene::letters(office, before);
        assert_eq!(told.len(), 2, "{told:?}");
        for letter in told {
            assert!(letter.text.contains("15:00–18:00"), "{}", letter.text);
            assert!(
                !letter.text.contains("Өтініміңіз күшінде"),
                "{}",
                letter.text
            );
        }
    }
);

both_engines!(
    whoever_applies_reads_of_each_sitting,
    NOW,
    async |office: &Office| {
        let session = scene::announced(office, &Planned::default());
        adjourn(office, session.as_str(), until_friday()).unwrap();
        let answer = scene::applied(office, session, "comes@example.org", Language::Kk).await;
        scene::rounds(office).await;
        let receipt = scene::letters(office, 0).remove(0).text;
        let secret = answer["secret"].as_str().expect("a secret");
        let own = office.get(&format!("/kk/applications/{secret}")).await.1;
        let pass = &crate::emergencies::people(office, session)[0].pass;
        let pass = office.get(&format!("/kk/passes/{pass}")).await.1;
        office.at("2026-12-09T12:00:00+05:00");
        scene::rounds(office).await;
        let reminder = scene::letters(office, 1).remove(0).text;
        for shown in [receipt, own, pass, reminder] {
            for said in [
                "10:00–13:00",
                "15:00–18:00",
                "Рұқсаттама отырыстың барлық күніне жарамды.",
            ] {
                assert!(shown.contains(said), "{said}: {shown}");
            }
        }
    }
);

/// It sits, and is to go on tomorrow; one subscribed and one applied, who have read all of that. How many letters there
/// were.
async fn goes_on_tomorrow(office: &Office, session: Id) -> usize {
    scene::subscribed(office, "reader@example.org", |_| {}).await;
    scene::applied(office, session, "comes@example.org", Language::Kk).await;
    office.at(SITS);
    along(office, session.as_str(), SessionAct::GoLive).unwrap();
    adjourn(office, session.as_str(), until_friday()).unwrap();
    scene::rounds(office).await;
    scene::letters(office, 0).len()
}

both_engines!(
    a_dropped_sitting_is_told_with_what_follows_at_once,
    NOW,
    async |office: &Office| {
        let session = crate::closing::of_two(office);
        let before = goes_on_tomorrow(office, session).await;
        adjourn(office, session.as_str(), Continuation::Drop).unwrap();
        crate::closing::close_second(office, session);
        scene::rounds(office).await;
        let told = scene::letters(office, before);
        assert_eq!(told.len(), 2, "{told:?}");
        for letter in told {
            assert!(letter.text.contains("15:00–18:00"), "{}", letter.text);
        }
    }
);

both_engines!(
    /// Its time is not over yet, but the desk has ended it.
    nobody_is_asked_to_give_up_a_seat_in_what_was_ended,
    NOW,
    async |office: &Office| {
        let session = scene::announced(office, &Planned::default());
        let before = goes_on_tomorrow(office, session).await;
        adjourn(office, session.as_str(), Continuation::Drop).unwrap();
        scene::tell(&office.app).await.unwrap();
        along(office, session.as_str(), SessionAct::End).unwrap();
        scene::rounds(office).await;
        let told = scene::letters(office, before).into_iter();
        let mut mine = told.filter(|one| one.to == "comes@example.org");
        let letter = mine.next().expect("a letter");
        assert!(letter.text.contains("15:00–18:00"), "{}", letter.text);
        assert!(
            !letter.text.contains("Өтініміңіз күшінде"),
            "{}",
            letter.text
        );
    }
);
