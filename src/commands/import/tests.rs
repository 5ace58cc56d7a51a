//! The reader of import files: what it takes, and what it says of each fault.

use serde_json::{Value, json};

use super::read;
use super::shape::File;

fn example() -> Value {
    json!({
        "bodies": [{
            "slug": "ministry", "type": "central_executive", "kind": "collegium", "level": "republic",
            "region": null, "name": {"kk": "Министрлік", "ru": "Министерство"},
            "zone": "Asia/Almaty", "closing_time": "18:30", "week": 5, "rules_605": true
        }],
        "sessions": [{
            "body": "ministry", "kind": "collegium", "title": {"kk": "Алқа", "ru": "Коллегия"},
            "starts": "2026-12-10T10:00", "format": "mixed",
            "place": {"kk": "1-зал", "ru": "зал 1"}, "capacity": 30,
            "broadcast_url": "https://example.org/live",
            "agenda": [{"title": {"kk": "Бюджет", "ru": "Бюджет"}}],
            "contact": {
                "name": "А. Қасымова", "position": {"kk": "Хатшы", "ru": "Секретарь"},
                "phone": "+7 7172 000000", "email": "a@example.org"
            }
        }]
    })
}

fn faults_of(file: &Value) -> Vec<String> {
    let (_, faults) = read(file.to_string().as_bytes()).unwrap();
    faults.in_order().iter().map(ToString::to_string).collect()
}

fn file_of(file: &Value) -> File {
    assert_eq!(faults_of(file), [""; 0]);
    read(file.to_string().as_bytes()).unwrap().0
}

/// The example with one value changed.
fn with(pointer: &str, value: Value) -> Value {
    let mut file = example();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap();
    match parent {
        Value::Array(items) => items[field.parse::<usize>().unwrap()] = value,
        other => other[field] = value,
    }
    file
}

/// The example without one field.
fn without(pointer: &str) -> Value {
    let mut file = example();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    file.pointer_mut(parent)
        .unwrap()
        .as_object_mut()
        .unwrap()
        .remove(field)
        .unwrap();
    file
}

#[test]
fn the_example_of_the_contract_is_read_whole() {
    let file = file_of(&example());
    let (body, session) = (&file.bodies[0].order, &file.sessions[0].order);
    assert_eq!((body.slug.as_str(), body.rules_605), ("ministry", true));
    assert_eq!(session.capacity, 30);
    assert_eq!(session.agenda[0].number, "1");
    assert_eq!(session.languages.len(), 2);
    assert!(file.sessions[0].notes.is_empty());
}

#[test]
fn what_may_be_left_out_has_its_usual_value() {
    let mut file = example();
    let body = file["bodies"][0].as_object_mut().unwrap();
    for field in ["region", "zone", "closing_time", "week"] {
        body.remove(field);
    }
    file["sessions"][0].as_object_mut().unwrap().remove("kind");
    let file = file_of(&file);
    assert_eq!(file.bodies[0].order.zone.as_str(), "Asia/Almaty");
    assert_eq!(file.bodies[0].order.closing_time.to_string(), "18:30");
    assert_eq!(file.sessions[0].kind, None);
}

/// Each of the eight items of 605-8 in turn, and each in one language.
#[test]
fn an_incomplete_announcement_names_what_it_lacks() {
    let table = [
        (
            "/sessions/0/title/kk",
            "sessions[0].title.kk: is missing (606-8.4)",
        ),
        (
            "/sessions/0/place/ru",
            "sessions[0].place.ru: is missing (606-8.4)",
        ),
        ("/sessions/0/starts", "sessions[0].starts: is missing"),
        ("/sessions/0/format", "sessions[0].format: is missing"),
        (
            "/sessions/0/agenda",
            "sessions[0].agenda: is missing (605-8)",
        ),
        (
            "/sessions/0/agenda/0/title/ru",
            "sessions[0].agenda[0].title.ru: is missing (606-8.4)",
        ),
        (
            "/sessions/0/contact/name",
            "sessions[0].contact.name: is missing (605-8)",
        ),
        (
            "/sessions/0/contact/phone",
            "sessions[0].contact.phone: is missing (605-8)",
        ),
        (
            "/sessions/0/contact/email",
            "sessions[0].contact.email: is missing (605-8)",
        ),
        ("/sessions/0/capacity", "sessions[0].capacity: is missing"),
        ("/sessions/0/body", "sessions[0].body: is missing"),
        ("/bodies/0/slug", "bodies[0].slug: is missing"),
        ("/bodies/0/name/ru", "bodies[0].name.ru: is missing"),
        ("/bodies/0/rules_605", "bodies[0].rules_605: is missing"),
    ];
    for (pointer, expected) in table {
        assert_eq!(faults_of(&without(pointer)), [expected], "{pointer}");
    }
    let no_place = faults_of(&without("/sessions/0/place"));
    assert_eq!(no_place.len(), 2, "{no_place:?}");
    assert_eq!(
        faults_of(&with("/sessions/0/title/ru", json!("  "))),
        ["sessions[0].title.ru: is missing (606-8.4)"],
        "blank is missing"
    );
}

#[test]
fn a_wrong_value_is_named_once() {
    let table = [
        ("/bodies/0/slug", json!("Big")),
        ("/bodies/0/type", json!("ministry")),
        ("/bodies/0/zone", json!("Asia/Astana")),
        ("/bodies/0/region", json!("123")),
        ("/bodies/0/week", json!(7)),
        ("/bodies/0/week", json!("5")),
        ("/bodies/0/closing_time", json!("24:01")),
        ("/bodies/0/rules_605", json!("yes")),
        ("/bodies/0/bin", json!("12")),
        ("/bodies/0/site", json!("ftp://example.org")),
        ("/bodies/0/exempt", json!(true)),
        ("/bodies/0/level", json!("village")),
        ("/bodies/0", json!([])),
        ("/sessions/0/title", json!("Алқа")),
        ("/sessions/0/title/kk", json!(5)),
        ("/sessions/0/title/kk", json!("Ал\u{0}қа")),
        ("/sessions/0/title/kk", json!("қ".repeat(2001))),
        ("/sessions/0/starts", json!("2026-02-30T10:00")),
        ("/sessions/0/starts", json!("2026-12-10T10:00+05:00")),
        ("/sessions/0/ends", json!("2026-12-10T10:00")),
        ("/sessions/0/ends", json!("2027-02-10T10:00")),
        ("/sessions/0/format", json!("hybrid")),
        ("/sessions/0/kind", json!("council")),
        ("/sessions/0/capacity", json!(-1)),
        ("/sessions/0/capacity", json!(2.5)),
        ("/sessions/0/capacity", json!(9_999_999_999_u64)),
        ("/sessions/0/broadcast_url", json!("javascript:alert(1)")),
        ("/sessions/0/agenda", json!({})),
        ("/sessions/0/agenda/0", json!("Бюджет")),
        ("/sessions/0/contact", json!("Қасымова")),
        ("/sessions/0/contact/phone", json!("жоқ")),
        ("/sessions/0/contact/email", json!("a@b")),
        ("/sessions/0/languages", json!(["kk", "en"])),
        ("/sessions/0/overflow", json!({"capacity": 5})),
        (
            "/sessions/0/overflow",
            json!({"capacity": 0, "place": {"kk": "а", "ru": "а"}}),
        ),
        ("/sessions/0/venue_access", json!({"kk": "Пандус бар"})),
    ];
    for (pointer, value) in table {
        let faults = faults_of(&with(pointer, value.clone()));
        assert_eq!(faults.len(), 1, "{pointer} = {value}: {faults:?}");
    }
}

#[test]
fn unknown_fields_are_refused_wherever_they_stand() {
    for pointer in [
        "/is_demo",
        "/bodies/0/logo",
        "/bodies/0/name/de",
        "/sessions/0/status",
        "/sessions/0/closed",
        "/sessions/0/agenda/0/files",
        "/sessions/0/contact/fax",
        "/sessions/0/contact/position/de",
    ] {
        let faults = faults_of(&with(pointer, json!("x")));
        assert_eq!(faults.len(), 1, "{faults:?}");
        let place = pointer
            .trim_start_matches('/')
            .replace("/0", "[0]")
            .replace('/', ".");
        assert!(
            faults[0].starts_with(&format!("{place}: no such field")),
            "{faults:?}"
        );
    }
}

#[test]
fn every_fault_is_named_in_one_run_in_the_order_of_the_file() {
    let mut file = with(
        "/sessions/0/agenda",
        json!([{"title": {"kk": "а", "ru": "а"}}, 3, {"title": {}}]),
    );
    file["sessions"][0]["contact"]["email"] = json!("nobody");
    file["bodies"][0]["week"] = json!(9);
    assert_eq!(
        faults_of(&file),
        [
            "bodies[0].week: must be a whole number from 5 to 6, not 9",
            "sessions[0].agenda[1]: must be an object, not 3",
            "sessions[0].contact.email: must be an e-mail address, not \"nobody\"",
            "sessions[0].agenda[2].title.kk: is missing (605-8)",
            "sessions[0].agenda[2].title.ru: is missing (605-8)",
        ]
    );
}

#[test]
fn nothing_stands_in_a_file_twice() {
    let mut file = example();
    let (body, session) = (file["bodies"][0].clone(), file["sessions"][0].clone());
    file["bodies"].as_array_mut().unwrap().push(body);
    file["sessions"].as_array_mut().unwrap().push(session);
    assert_eq!(
        faults_of(&file),
        [
            "bodies[1].slug: stands in the file twice",
            "sessions[1]: the same body, start and Kazakh title stand in the file twice",
        ]
    );
}

#[test]
fn an_online_session_has_no_hall() {
    let mut file = with("/sessions/0/format", json!("online"));
    let session = &file_of(&file).sessions[0];
    assert_eq!((session.order.capacity, &session.order.place), (0, &None));
    assert_eq!(
        session.notes.len(),
        2,
        "place and capacity are left out, and that is said"
    );
    file["sessions"][0]
        .as_object_mut()
        .unwrap()
        .remove("broadcast_url");
    assert_eq!(
        faults_of(&file),
        ["sessions[0].broadcast_url: is missing (605-8)"]
    );
}

/// What two editors write differently is the same session.
#[test]
fn texts_are_tidied_and_composed() {
    let file = file_of(&with(
        "/sessions/0/title/kk",
        json!(" Алқа\u{a0} отырысы\n\u{0438}\u{0306} "),
    ));
    assert_eq!(file.sessions[0].order.title.kk, "Алқа отырысы й");
}

#[test]
fn what_is_no_object_has_no_parts() {
    assert_eq!(
        faults_of(&json!([])),
        ["the file: must be an object, not a list"]
    );
    assert_eq!(
        faults_of(&json!({"bodies": {}})),
        ["bodies: must be a list, not an object"]
    );
    assert_eq!(faults_of(&json!({})), [""; 0]);
}
