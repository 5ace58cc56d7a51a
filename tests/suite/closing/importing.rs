//! Files that close something.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::clock::Clock;
use otyrys::database::schema::journal;
use serde_json::{Value, json};

use super::*;
use crate::harness::{Ran, both_engines};

fn by_the_machine(office: &Office) {
    office.hands.set(Clock::system().now());
}

fn none_applies() -> Value {
    let topics = Topic::ALL
        .iter()
        .map(|topic| (topic.to_string(), json!(false)));
    Value::Object(topics.collect())
}

fn closing() -> Value {
    json!({
        "grounds": ["banking_secret"], "ends_on": "2099-12-31", "number": "9",
        "decided_on": "2026-01-15", "decider": {"kk": "Төраға", "ru": "Председатель"},
        "article_6": none_applies(),
    })
}

/// A session of two items, the second of which is closed.
fn session() -> Value {
    let day = Clock::system().now() + TimeDelta::days(21);
    json!({
        "body": "ministry", "title": {"kk": "Алқа отырысы", "ru": "Заседание коллегии"},
        "starts": day.format("%Y-%m-%dT10:00").to_string(), "format": "mixed",
        "place": {"kk": "1-зал", "ru": "зал 1"}, "capacity": 2,
        "broadcast_url": "https://example.org/live",
        "agenda": [
            {"title": {"kk": "Су үнемдеу", "ru": "Водосбережение"}},
            {"title": {"kk": MARKER_KK, "ru": MARKER_RU}, "speaker": MARKER_RU, "access": "closed"},
        ],
        "contact": {
            "name": "А. Қасымова", "position": {"kk": "Хатшы", "ru": "Секретарь"},
            "phone": "+7 7172 000000", "email": "a@example.org"
        }
    })
}

fn with(mut value: Value, field: &str, to: Value) -> Value {
    value[field] = to;
    value
}

fn import(office: &Office, session: &Value, more: &[&str]) -> Ran {
    let file = json!({
        "bodies": [{
            "slug": "ministry", "type": "central_executive", "kind": "collegium", "level": "republic",
            "region": null, "name": {"kk": "Су министрлігі", "ru": "Министерство воды"},
            "zone": "Asia/Almaty", "closing_time": "18:30", "week": 5, "rules_605": true
        }],
        "sessions": [session],
    });
    let arguments: Vec<&str> = ["import", "-", "--json"]
        .iter()
        .chain(more)
        .copied()
        .collect();
    office.program_reading(&arguments, &file.to_string())
}

/// What the journal keeps of closings that article 6 bars.
fn attempts(office: &Office) -> Vec<String> {
    let read = office.app.database.read_here(|connection| {
        let tried = journal::table.filter(journal::act.eq("session.closing_barred"));
        let noted: Vec<Option<String>> = tried.select(journal::after).load(connection)?;
        Ok::<_, Broken>(noted.into_iter().flatten().collect())
    });
    read.expect("the journal")
}

/// What was said against a file that was refused.
fn told(ran: Ran) -> String {
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    ran.said
}

both_engines!(
    a_file_that_closes_something_brings_its_decision,
    NOW,
    async |office: &Office| {
        by_the_machine(office);
        let refused = told(import(office, &session(), &["--announce"]));
        assert!(
            refused.contains("sessions[0].closing: is missing"),
            "{refused}"
        );
        let nothing = with(
            with(session(), "closing", closing()),
            "agenda",
            json!([
                {"title": {"kk": "Су үнемдеу", "ru": "Водосбережение"}},
            ]),
        );
        let refused = told(import(office, &nothing, &[]));
        assert!(refused.contains("closes nothing"), "{refused}");
        let unknown = with(closing(), "grounds", json!(["because"]));
        let refused = told(import(office, &with(session(), "closing", unknown), &[]));
        assert!(refused.contains("grounds[0]"), "{refused}");
        let lacking = with(closing(), "number", json!(""));
        let refused = told(import(office, &with(session(), "closing", lacking), &[]));
        assert!(refused.contains("number"), "{refused}");
        let mut hit = closing();
        hit["article_6"]["budgets"] = json!(true);
        let barred = with(session(), "closing", hit);
        let refused = told(import(office, &barred, &["--dry-run"]));
        assert!(refused.contains("never restricted"), "{refused}");
        assert_eq!(attempts(office), Vec::<String>::new(), "it was only tried");
        let refused = told(import(office, &barred, &[]));
        assert!(refused.contains("never restricted"), "{refused}");
        // Nothing was entered, and that it was tried stays known (CL-4).
        let [attempt] = &attempts(office)[..] else {
            panic!("one attempt");
        };
        assert!(attempt.contains("budgets"), "{attempt}");
        let (_, none) = office.get_json("/api/v1/sessions").await;
        assert_eq!(none["items"], json!([]));
    }
);

both_engines!(
    an_imported_closed_item_has_no_words_and_stays_closed,
    NOW,
    async |office: &Office| {
        by_the_machine(office);
        let file = with(session(), "closing", closing());
        let ran = import(office, &file, &["--announce"]).well();
        let id = ran.json()["sessions"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/sessions/{id}");
        let read = office.get_json_until(&path, "/revision", json!(1)).await;
        assert_eq!(read["agenda"][1]["access"], "closed");
        assert_eq!(read["closings"][0]["grounds"], json!(["banking_secret"]));
        assert!(!read.to_string().contains(MARKER_KK), "{read}");
        let (_, details) = stored(office, Id::parse(&id).unwrap());
        assert!(!details.agenda[1].title.ru.contains(MARKER_RU));
        assert_eq!(details.agenda[1].speaker, None);
        let same = import(office, &file, &["--announce"]).well();
        assert_eq!(
            same.json()["counts"]["sessions"]["unchanged"],
            1,
            "{}",
            same.json()
        );
        // An older file would bring the words back.
        let mut old = session();
        old["agenda"][1]["access"] = json!("open");
        let refused = told(import(office, &old, &["--announce"]));
        assert!(refused.contains("stand closed by a decision"), "{refused}");
        let (_, after) = office.get_json(&path).await;
        assert_eq!(after, read);
    }
);

both_engines!(
    /// All that is closed on one ground has one title: its numbers tell items apart.
    closed_items_of_a_file_are_known_again_by_their_numbers,
    NOW,
    async |office: &Office| {
        by_the_machine(office);
        let mut file = with(session(), "closing", closing());
        let third = json!({"title": {"kk": "Үшінші", "ru": "Третий"}, "access": "closed"});
        file["agenda"].as_array_mut().unwrap().push(third);
        let ran = import(office, &file, &["--announce"]).well();
        let id = Id::parse(ran.json()["sessions"][0]["id"].as_str().unwrap()).unwrap();
        let before = stored(office, id);
        let same = import(office, &file, &["--announce"]).well();
        assert_eq!(
            same.json()["counts"]["sessions"]["unchanged"],
            1,
            "{}",
            same.json()
        );
        let after = stored(office, id);
        assert_eq!((after.0, after.1.agenda), (before.0, before.1.agenda));
    }
);

both_engines!(
    an_imported_closed_session_is_known_again_by_its_time,
    NOW,
    async |office: &Office| {
        by_the_machine(office);
        let mut decision = closing();
        decision["why_not_part"] = json!({"kk": "Бәрі байланысты", "ru": "Все связано"});
        let file = with(
            with(session(), "closing", decision),
            "access",
            json!("closed"),
        );
        let ran = import(office, &file, &["--announce"]).well();
        let id = ran.json()["sessions"][0]["id"].clone();
        let (_, read) = office
            .get_json(&format!("/api/v1/sessions/{}", id.as_str().unwrap()))
            .await;
        assert_eq!(read["title"]["kk"], "Жабық отырыс. Негізі: банктік құпия");
        let again = import(office, &file, &["--announce"]).well();
        assert_eq!(again.json()["sessions"][0]["id"], id, "not doubled");
        let alone = json!([{"title": {"kk": "Су үнемдеу", "ru": "Водосбережение"}}]);
        let old = told(import(
            office,
            &with(session(), "agenda", alone),
            &["--announce"],
        ));
        assert!(old.contains("stand closed by a decision"), "{old}");
    }
);
