//! Nothing of what is closed is read anywhere: one word is planted in an item, and looked for wherever it was.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::database::schema::{agenda_items, journal, session_search};
use otyrys::language::{Language, fold};

use super::*;
use crate::harness::both_engines;
use crate::notices::scene::{applied, letters, round, subscribed};

/// Every public address that shows the session.
fn addresses(id: Id) -> Vec<String> {
    let mut all = vec![
        format!("/api/v1/sessions/{id}"),
        "/api/v1/sessions".to_owned(),
        format!("/sessions/{id}.ics?lang=kk"),
        format!("/sessions/{id}.ics?lang=ru"),
    ];
    for language in ["kk", "ru", "en"] {
        all.push(format!("/{language}/"));
        all.push(format!("/{language}/calendar/2026-12"));
        all.push(format!("/{language}/bodies/test-ministry"));
        all.push(format!("/{language}/sessions/{id}"));
        all.push(format!("/{language}/sessions/{id}/history"));
        all.push(format!("/{language}/sessions/{id}/apply"));
        for revision in 2..=5 {
            all.push(format!("/{language}/sessions/{id}/history/{revision}"));
        }
        for form in ["ics", "atom"] {
            all.push(format!("/feeds/all.{form}?lang={language}"));
            all.push(format!(
                "/feeds/bodies/test-ministry.{form}?lang={language}"
            ));
        }
    }
    all
}

/// Where the marker is read, with calendars unfolded.
async fn read_at(office: &Office, id: Id) -> Vec<String> {
    let mut found = Vec::new();
    for address in addresses(id) {
        let (_, body) = office.get(&address).await;
        let body = body.replace("\r\n ", "");
        if body.contains(MARKER_KK) || body.contains(MARKER_RU) {
            found.push(address);
        }
    }
    found
}

fn stored_in(office: &Office) -> Vec<&'static str> {
    let read = office.app.database.read_here(|connection| {
        let titles: Vec<String> = agenda_items::table
            .select(agenda_items::title)
            .load(connection)?;
        let words: Vec<String> = session_search::table
            .select(session_search::words)
            .load(connection)?;
        Ok::<_, Broken>((titles, words))
    });
    let (titles, words) = read.unwrap();
    let folded = fold(MARKER_RU);
    let has = |texts: &[String], marker: &str| texts.iter().any(|text| text.contains(marker));
    [
        ("agenda", has(&titles, MARKER_RU)),
        ("search", has(&words, &folded)),
    ]
    .into_iter()
    .filter_map(|(place, there)| there.then_some(place))
    .collect()
}

fn journal_since(office: &Office, from: i64) -> Vec<String> {
    let read = office.app.database.read_here(|connection| {
        let rows: Vec<(Option<String>, Option<String>)> = journal::table
            .order(journal::id)
            .offset(from)
            .select((journal::before, journal::after))
            .load(connection)?;
        Ok::<_, Broken>(rows)
    });
    let rows = read.unwrap().into_iter();
    rows.flat_map(|(before, after)| [before, after])
        .flatten()
        .collect()
}

fn journal_length(office: &Office) -> i64 {
    let read = office
        .app
        .database
        .read_here(|connection| Ok::<_, Broken>(journal::table.count().get_result(connection)?));
    read.unwrap()
}

both_engines!(
    no_word_of_a_closed_item_is_left_where_it_was_read,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let before = read_at(office, id).await;
        for part in [
            "/api/v1",
            ".ics",
            "/history",
            ".atom",
            "/kk/sessions",
            "/en/sessions",
        ] {
            assert!(
                before.iter().any(|one| one.contains(part)),
                "{part}: {before:?}"
            );
        }
        assert_eq!(stored_in(office), ["agenda", "search"]);
        let (_, found) = office.get_json("/api/v1/sessions?q=тайнослово").await;
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
        let noted = journal_length(office);
        close_second(office, id);
        assert_eq!(read_at(office, id).await, Vec::<String>::new());
        assert_eq!(stored_in(office), Vec::<&str>::new());
        let (_, found) = office.get_json("/api/v1/sessions?q=тайнослово").await;
        assert_eq!(found["items"].as_array().unwrap().len(), 0);
        for text in journal_since(office, noted) {
            assert!(
                !text.contains(MARKER_RU) && !text.contains(MARKER_KK),
                "{text}"
            );
        }
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        assert_eq!(json["agenda"][1]["access"], "closed");
        assert_eq!(json["agenda"][1]["number"], "2");
        assert_eq!(json["closings"][0]["grounds"][0], "commercial_secret");
        assert_eq!(json["closings"][0]["decision"], "17-Ж");
        let (_, old) = office.get(&format!("/ru/sessions/{id}/history/3")).await;
        assert!(old.contains("в этой версии не показаны"), "{old}");
        assert!(
            !old.contains("class=\"snapshot\""),
            "not as text either: {old}"
        );
        let (_, new) = office.get(&format!("/ru/sessions/{id}/history/4")).await;
        assert!(
            new.contains("class=\"snapshot\""),
            "the newer one holds nothing: {new}"
        );
    }
);

both_engines!(
    /// Letters that wait while the item is closed.
    letters_that_wait_say_nothing_of_it_either,
    NOW,
    async |office: &Office| {
        subscribed(office, "reader@example.org", |_| ()).await;
        office.hands.advance(TimeDelta::minutes(10));
        let id = announced(office, &Planned::default());
        applied(office, id, "one@example.org", Language::Kk).await;
        round(office).await;
        let sent = letters(office, 0).len();
        with_marker(office, id);
        close_second(office, id);
        round(office).await;
        office.hands.advance(TimeDelta::minutes(6));
        round(office).await;
        let told = letters(office, sent);
        assert!(told.len() >= 2, "{told:?}");
        for letter in told {
            for text in [&letter.subject, &letter.text, &letter.html] {
                assert!(!text.contains(MARKER_KK) && !text.contains(MARKER_RU), "{text}");
            }
            let calendar = letter.calendar.map(|(_, file)| file).unwrap_or_default();
            assert!(!calendar.contains(MARKER_KK) && !calendar.contains(MARKER_RU));
        }
    }
);

both_engines!(
    a_session_closed_as_a_whole_is_a_closed_session_and_no_more,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_whole(office, id);
        for address in addresses(id) {
            let (_, body) = office.get(&address).await;
            let body = body.replace("\r\n ", "");
            for word in [
                MARKER_KK,
                MARKER_RU,
                "су шаруашылығы",
                "водное хозяйство",
                "Су үнемдеу",
                "О водосбережении",
            ] {
                assert!(!body.contains(word), "{word} at {address}: {body}");
            }
        }
        let (_, page) = office.get(&format!("/ru/sessions/{id}")).await;
        for said in [
            "Закрытое заседание. Основание: коммерческая тайна",
            "10 декабря 2026 года",
            "Министерство испытаний",
            "№ 17-Ж, 30 ноября 2026 года, Председатель коллегии",
            "Последний день ограничения или событие, которым оно заканчивается: 31 декабря 2027 года",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        for gone in ["example.org/live", "/apply"] {
            assert!(!page.contains(gone), "{gone}: {page}");
        }
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        assert_eq!(json["access"], "closed");
        assert_eq!(json["broadcast_url"], serde_json::Value::Null);
        office.at("2026-12-11T10:00:00+05:00");
        let (_, results) = office.get(&format!("/ru/sessions/{id}/results")).await;
        assert!(
            results.contains("ограниченная часть не публикуется"),
            "{results}"
        );
        office.at(NOW);
        let (_, list) = office.get("/ru/").await;
        assert!(list.contains("Основание: коммерческая тайна"), "{list}");
    }
);
