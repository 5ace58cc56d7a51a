use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime, EventLike};
use proptest::prelude::*;

use super::lines::LINE_OCTETS;
use super::*;

fn session() -> CalendarEvent {
    CalendarEvent {
        uid: "0193a5f0-7c1e-7000-8000-000000000001@otyrys.example.org".to_owned(),
        sequence: 2,
        status: EventStatus::Confirmed,
        summary: "Үлгі облысының әкімдігі: бюджет, 2027; жоба".to_owned(),
        description: "2026 жылғы 10 желтоқсан, 10:00\nАстана уақыты (UTC+5)".to_owned(),
        location: "Үлгі қаласы, Мәңгілік Ел көшесі, 1".to_owned(),
        location_language: Some(Language::Kk),
        summary_language: Some(Language::Kk),
        url: Url::parse("https://otyrys.example.org/kk/sessions/1").ok(),
        conference: Some(Broadcast {
            url: Url::parse("https://stream.example.org/1?a=1;b=2,3").unwrap(),
            label: "Онлайн-трансляция".to_owned(),
        }),
        starts: "2026-12-10T05:00:00Z".parse().unwrap(),
        breaks_off: false,
        ends: "2026-12-10T07:30:00Z".parse().ok(),
        stamp: "2026-12-01T04:00:00Z".parse().unwrap(),
        last_modified: "2026-12-01T03:00:00Z".parse().unwrap(),
        organizer: person("Ә. Үлгіұлы"),
        contact: "Ә. Үлгіұлы, бас сарапшы, +7 7172 000000".to_owned(),
        categories: vec!["Әкімдік".to_owned(), "Аралас, ашық".to_owned()],
        language: Language::Kk,
    }
}

fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        email: "a@example.org".to_owned(),
    }
}

/// The lines with their folds undone.
fn unfolded(file: &str) -> Vec<String> {
    let whole = file.replace("\r\n ", "");
    let lines = whole.strip_suffix("\r\n").unwrap().split("\r\n");
    lines.map(ToOwned::to_owned).collect()
}

fn line_of(file: &str, name: &str) -> Option<String> {
    let is_it = |line: &String| line.starts_with(name);
    unfolded(file).into_iter().find(is_it)
}

fn read(file: &str) -> icalendar::Event {
    let calendar: Calendar = file.parse().unwrap();
    let [event] = calendar.components.as_slice() else {
        panic!("one component: {file}");
    };
    event.as_event().unwrap().clone()
}

#[test]
fn another_reader_finds_what_was_written() {
    let session = session();
    let event = read(&publish(&session));
    assert_eq!(event.get_uid(), Some(session.uid.as_str()));
    assert_eq!(event.get_summary(), Some(session.summary.as_str()));
    assert_eq!(event.get_description(), Some(session.description.as_str()));
    assert_eq!(event.get_location(), Some(session.location.as_str()));
    assert_eq!(event.get_url(), session.url.as_ref().map(Url::as_str));
    assert_eq!(event.get_sequence(), Some(2));
    assert_eq!(event.get_status(), Some(icalendar::EventStatus::Confirmed));
    let utc = |instant| DatePerhapsTime::DateTime(CalendarDateTime::Utc(instant));
    assert_eq!(event.get_start(), Some(utc(session.starts)));
    assert_eq!(event.get_end(), session.ends.map(utc));
}

#[test]
fn the_lines_are_those_of_the_standards() {
    let file = publish(&session());
    for expected in [
        "METHOD:PUBLISH",
        "DTSTAMP:20261201T040000Z",
        "DTSTART:20261210T050000Z",
        "CONFERENCE;FEATURE=VIDEO;LABEL=\"Онлайн-трансляция\";LANGUAGE=kk;VALUE=URI:https://stream.example.org/1?a=1;b=2,3",
        "CATEGORIES;LANGUAGE=kk:Әкімдік,Аралас\\, ашық",
        "CONTACT:Ә. Үлгіұлы\\, бас сарапшы\\, +7 7172 000000",
        "ORGANIZER;CN=\"Ә. Үлгіұлы\":mailto:a@example.org",
        "LOCATION;LANGUAGE=kk:Үлгі қаласы\\, Мәңгілік Ел көшесі\\, 1",
    ] {
        assert!(
            unfolded(&file).iter().any(|line| line == expected),
            "{expected}\n{file}"
        );
    }
    assert_eq!(
        line_of(&file, "ATTENDEE"),
        None,
        "nobody's name in a public file"
    );
}

#[test]
fn a_request_and_its_cancellation_name_both_sides() {
    let applicant = person("Айгүл \"Ай\"; Сұлтан\r\nATTENDEE:mailto:x@y.kz");
    let (asked, cancelled) = (
        request(&session(), &applicant),
        cancel(&session(), &applicant),
    );
    for (file, method) in [(&asked, "METHOD:REQUEST"), (&cancelled, "METHOD:CANCEL")] {
        assert!(line_of(file, method).is_some());
        assert!(line_of(file, "ORGANIZER").is_some());
        assert_eq!(
            line_of(file, "ATTENDEE").unwrap(),
            "ATTENDEE;CN=\"Айгүл 'Ай'; СұлтанATTENDEE:mailto:x@y.kz\";PARTSTAT=ACCEPTED;\
             RSVP=FALSE:mailto:a@example.org"
        );
        assert_eq!(read(file).get_uid(), Some(session().uid.as_str()));
    }
    assert_eq!(line_of(&asked, "STATUS").unwrap(), "STATUS:CONFIRMED");
    assert_eq!(line_of(&cancelled, "STATUS").unwrap(), "STATUS:CANCELLED");
}

#[test]
fn an_end_that_is_not_after_the_start_is_left_out() {
    for ends in ["2026-12-10T05:00:00Z", "2026-12-09T05:00:00Z"] {
        let ends = ends.parse().ok();
        let file = publish(&CalendarEvent { ends, ..session() });
        assert_eq!(line_of(&file, "DTEND"), None);
    }
}

fn feed(of: &Feed, events: &[CalendarEvent]) -> String {
    let mut file = feed_opening(of);
    for event in events {
        add_to_feed(&mut file, event);
    }
    file + FEED_END
}

#[test]
fn a_feed_holds_all_events_and_says_when_to_come_back() {
    let all = Feed {
        name: "Ашық отырыстар, бәрі".to_owned(),
        language: Language::Kk,
        source: Url::parse("https://otyrys.example.org/feeds/all.ics?lang=kk").ok(),
        url: Url::parse("https://otyrys.example.org/kk/").ok(),
        refresh: Duration::from_hours(6),
    };
    let cancelled = CalendarEvent {
        status: EventStatus::Cancelled,
        ..session()
    };
    let file = feed(&all, &[session(), cancelled]);
    let calendar: Calendar = file.parse().unwrap();
    assert_eq!(calendar.components.len(), 2);
    for expected in [
        "METHOD:PUBLISH",
        "X-WR-CALNAME;LANGUAGE=kk:Ашық отырыстар\\, бәрі",
        "SOURCE;VALUE=URI:https://otyrys.example.org/feeds/all.ics?lang=kk",
        "URL:https://otyrys.example.org/kk/",
        "REFRESH-INTERVAL;VALUE=DURATION:PT360M",
        "X-PUBLISHED-TTL:PT360M",
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
    ] {
        assert!(
            unfolded(&file).iter().any(|line| line == expected),
            "{expected}\n{file}"
        );
    }
    assert!(file.split("\r\n").all(|line| line.len() <= LINE_OCTETS));
    assert!(feed(&all, &[]).parse::<Calendar>().is_ok());
}

#[test]
fn every_piece_of_a_line_is_full_and_holds_whole_letters() {
    // After `SUMMARY;LANGUAGE=kk:` 55 octets are left, after the space of a fold 74.
    for (letter, letters, octets) in [
        ("a", 55, vec![75]),
        ("a", 56, vec![75, 2]),
        ("a", 55 + 74, vec![75, 75]),
        ("a", 55 + 74 + 74 + 1, vec![75, 75, 75, 2]),
        ("Ә", 27, vec![74]),
        ("Ә", 28, vec![74, 3]),
        ("Ә", 27 + 37 + 37 + 1, vec![74, 75, 75, 3]),
    ] {
        let summary = letter.repeat(letters);
        let file = publish(&CalendarEvent {
            summary,
            ..session()
        });
        let pieces = file
            .split("\r\n")
            .skip_while(|line| !line.starts_with("SUMMARY"))
            .take_while(|line| line.starts_with("SUMMARY") || line.starts_with(' '));
        assert_eq!(pieces.map(str::len).collect::<Vec<_>>(), octets);
    }
}

proptest! {
    #[test]
    fn hostile_text_stays_within_its_line(
        text in "(\\PC|\r|\n|\t|\u{0}|\u{85}|\u{2028}|[,;:\"\\\\]|END:VEVENT|[ӘҚҢӨҰІ]){0,120}"
    ) {
        let hostile = CalendarEvent {
            summary: text.clone(),
            description: text.clone(),
            location: text.clone(),
            uid: text.clone(),
            organizer: Person { name: text.clone(), email: text.clone() },
            contact: text.clone(),
            conference: Some(Broadcast { label: text.clone(), ..session().conference.unwrap() }),
            categories: vec![text.clone(), text.clone()],
            ..session()
        };
        let attendee = Person { name: text.clone(), email: text.clone() };
        let plain = request(&session(), &person("А"));
        let file = request(&hostile, &attendee);
        let blank = 4 * usize::from(text.trim().is_empty());
        prop_assert_eq!(unfolded(&file).len(), unfolded(&plain).len() - blank);
        prop_assert!(file.split("\r\n").all(|line| line.len() <= LINE_OCTETS));
        prop_assert!(file.replace("\r\n", "").chars().all(|letter| !letter.is_control()));
        let event = read(&file);
        prop_assert_eq!(event.get_start(), read(&plain).get_start());
    }

    #[test]
    fn text_is_read_back_whole(text in "[а-яӘәҚқҢңӨөҰұІі ,;:\"\\\\\n0-9]{1,200}[а-я]") {
        let event = CalendarEvent { summary: text.clone(), ..session() };
        let read = read(&publish(&event));
        prop_assert_eq!(read.get_summary(), Some(text.as_str()));
    }
}
