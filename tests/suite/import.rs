//! `otyrys import` beside a running office.

use chrono::TimeDelta;
use otyrys::bodies;
use otyrys::clock::Clock;
use otyrys::database::Broken;
use serde_json::{Value, json};

use crate::harness::{Office, Ran, both_engines};

const MONDAY: &str = "2026-12-07T09:00:00+05:00";

/// The program beside an office goes by the machine's clock: so does the office then.
fn by_the_machine(office: &Office) {
    office.hands.set(Clock::system().now());
}

/// Three weeks from now, at ten.
fn soon() -> String {
    let day = Clock::system().now() + TimeDelta::days(21);
    day.format("%Y-%m-%dT10:00").to_string()
}

fn body() -> Value {
    json!({
        "slug": "ministry", "type": "central_executive", "kind": "collegium", "level": "republic",
        "region": null, "name": {"kk": "Су министрлігі", "ru": "Министерство воды"},
        "zone": "Asia/Almaty", "closing_time": "18:30", "week": 5, "rules_605": true
    })
}

fn session() -> Value {
    json!({
        "body": "ministry", "title": {"kk": "Алқа отырысы", "ru": "Заседание коллегии"},
        "starts": soon(), "format": "mixed",
        "place": {"kk": "1-зал", "ru": "зал 1"}, "capacity": 2,
        "broadcast_url": "https://example.org/live",
        "agenda": [{"title": {"kk": "Су үнемдеу", "ru": "Водосбережение"}}],
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

fn import(office: &Office, file: &Value, more: &[&str]) -> Ran {
    let arguments: Vec<&str> = ["import", "-", "--json"]
        .iter()
        .chain(more)
        .copied()
        .collect();
    office.program_reading(&arguments, &file.to_string())
}

fn file(session: Value) -> Value {
    let mut file = json!({ "bodies": [body()] });
    file["sessions"] = Value::Array(vec![session]);
    file
}

fn session_id(ran: &Ran) -> String {
    ran.json()["sessions"][0]["id"].as_str().unwrap().to_owned()
}

both_engines!(
    what_is_imported_beside_a_running_server_is_shown_at_once,
    MONDAY,
    async |office| {
        by_the_machine(office);
        let (_, before) = office.get_json("/api/v1/sessions").await;
        assert_eq!(before["items"], json!([]));
        let (_, page) = office.get("/kk/").await;
        assert!(!page.contains("Алқа отырысы"));
        let drafted = import(office, &file(session()), &[]).well();
        assert_eq!(drafted.json()["counts"]["bodies"]["entered"], 1);
        let (_, drafts) = office.get_json("/api/v1/sessions").await;
        assert_eq!(drafts["items"], json!([]), "a draft is never public");
        let id = session_id(&drafted);
        assert_eq!(office.get(&format!("/kk/sessions/{id}")).await.0, 404);
        let announced = import(office, &file(session()), &["--announce"]).well();
        assert_eq!(announced.json()["counts"]["announced"], 1);
        assert_eq!(session_id(&announced), id, "known again, not doubled");
        let after = office
            .get_json_until("/api/v1/sessions", "/items/0/id", json!(id))
            .await;
        assert_eq!(after["items"][0]["revision"], 1);
        assert_eq!(after["items"][0]["kind"], "collegium", "that of its body");
        office
            .get_until("/kk/", |page| page.contains("Алқа отырысы"))
            .await;
        let (_, found) = office.get_json("/api/v1/sessions?q=министрл").await;
        assert_eq!(
            found["items"][0]["id"],
            id.as_str(),
            "found by the body's name"
        );
    }
);

both_engines!(
    a_session_imported_again_is_revised_only_if_something_changed,
    MONDAY,
    async |office| {
        by_the_machine(office);
        let first = import(office, &file(session()), &["--announce"]).well();
        let path = format!("/api/v1/sessions/{}", session_id(&first));
        let (_, announced) = office.get_json(&path).await;
        let same = import(office, &file(session()), &["--announce"]).well();
        assert_eq!(same.json()["counts"]["sessions"]["unchanged"], 1);
        assert_eq!(office.get_json(&path).await.1, announced);
        let moved = with(session(), "place", json!({"kk": "2-зал", "ru": "зал 2"}));
        import(office, &file(moved.clone()), &[]).well();
        let revised = office.get_json_until(&path, "/revision", json!(2)).await;
        assert_eq!(revised["place"]["kk"], "2-зал");
        assert_eq!(revised["announced_at"], announced["announced_at"]);
        let calendar = format!("/sessions/{}.ics", session_id(&first));
        office
            .get_until(&calendar, |file| file.contains("SEQUENCE:1"))
            .await;
        let longer = with(
            moved,
            "venue_access",
            json!({"kk": "Пандус", "ru": "Пандус"}),
        );
        import(office, &file(longer), &[]).well();
        office.get_json_until(&path, "/revision", json!(3)).await;
        assert!(
            office.get(&calendar).await.1.contains("SEQUENCE:1"),
            "neither time nor place nor format changed"
        );
        let (_, all) = office.get_json("/api/v1/sessions").await;
        assert_eq!(all["items"].as_array().unwrap().len(), 1);
    }
);

both_engines!(
    a_wrong_file_is_refused_whole_with_the_place_of_every_fault,
    MONDAY,
    async |office| {
        by_the_machine(office);
        let other = with(body(), "slug", json!("other"));
        let sessions = [
            with(session(), "starts", json!("2031-12-10T10:00")),
            with(session(), "body", json!("nobody")),
            with(
                with(session(), "body", json!("other")),
                "format",
                json!("hybrid"),
            ),
            session(),
        ];
        let file = json!({
            "bodies": [body(), other, with(body(), "slug", json!("third")).as_object().map(|body| {
                let mut body = body.clone();
                body.insert("parent".to_owned(), json!("third"));
                body
            })],
            "sessions": sessions,
            "colour": "blue",
        });
        let ran = import(office, &file, &["--announce"]);
        assert_eq!(ran.code, Some(1));
        assert_eq!(ran.text(), "");
        assert_eq!(
            ran.lines(),
            [
                "colour: no such field; known are: bodies, sessions",
                "bodies[2].parent: belongs to itself in a circle",
                "sessions[0].starts: the working-day calendar has no data for the year 2031",
                "sessions[1].body: no body has the slug \"nobody\", neither in this file nor in the office",
                "sessions[2].format: `hybrid` is not one of: online, offline, mixed",
            ]
        );
        let (_, bodies) = office.get_json("/api/v1/bodies").await;
        assert_eq!(bodies["items"], json!([]), "nothing was entered");
    }
);

both_engines!(
    a_trial_says_everything_and_writes_nothing,
    MONDAY,
    async |office| {
        by_the_machine(office);
        let ran = import(office, &file(session()), &["--announce", "--dry-run"]).well();
        assert_eq!(ran.json()["dry_run"], true);
        assert_eq!(ran.json()["counts"]["announced"], 1);
        let (_, bodies) = office.get_json("/api/v1/bodies").await;
        assert_eq!(bodies["items"], json!([]));
    }
);

both_engines!(
    a_file_that_is_no_json_is_told_by_line_and_column,
    MONDAY,
    async |office| {
        by_the_machine(office);
        let ran = office.program_reading(&["import", "-"], "{\n \"bodies\": [,]\n}");
        assert_eq!(ran.code, Some(1));
        assert_eq!(ran.lines(), ["-: line 2, column 13: expected value"]);
        let missing = office.program(&["import", "/no/such/file.json"]);
        assert_eq!(missing.code, Some(1));
        assert!(
            missing.said.starts_with("/no/such/file.json: "),
            "{}",
            missing.said
        );
        assert_eq!(office.program(&["import"]).code, Some(2));
    }
);

both_engines!(
    seats_are_never_fewer_than_the_seated_and_more_of_them_go_to_those_who_wait,
    MONDAY,
    async |office| {
        by_the_machine(office);
        let first = import(office, &file(session()), &["--announce"]).well();
        let id = session_id(&first);
        for surname in ["Ахметов", "Ким", "Өтегенов"] {
            assert_eq!(office.apply(&id, surname).await.0, 201);
        }
        office.letters();
        let path = format!("/api/v1/sessions/{id}");
        assert_eq!(office.get_json(&path).await.1["seats"]["waiting"], 1);
        let fewer = import(office, &file(with(session(), "capacity", json!(1))), &[]);
        assert_eq!(fewer.code, Some(1));
        assert_eq!(
            fewer.lines(),
            ["sessions[0].capacity: 2 seats are taken already"]
        );
        import(office, &file(with(session(), "capacity", json!(3))), &[]).well();
        let after = office.get_json_until(&path, "/seats/taken", json!(3)).await;
        assert_eq!(after["seats"]["waiting"], 0);
        let kinds: Vec<String> = office.letters().into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["application-promoted"]);
    }
);

both_engines!(
    a_body_changes_its_name_and_keeps_the_old_one,
    MONDAY,
    async |office| {
        by_the_machine(office);
        import(office, &file(session()), &["--announce"]).well();
        let renamed = json!({"kk": "Ирригация министрлігі", "ru": "Министерство ирригации"});
        let file = json!({ "bodies": [with(body(), "name", renamed)] });
        let ran = import(office, &file, &[]).well();
        assert_eq!(ran.json()["counts"]["bodies"]["updated"], 1);
        let names = office.app.database.read_here(|connection| {
            let body = bodies::store::by_slug(connection, "ministry")?.unwrap();
            Ok::<_, Broken>(
                bodies::store::names_of(connection, &[body.id])?
                    .history(body.id)
                    .to_vec(),
            )
        });
        let names: Vec<String> = names
            .unwrap()
            .iter()
            .map(|name| name.name.kk.clone())
            .collect();
        assert_eq!(names, ["Су министрлігі", "Ирригация министрлігі"]);
        let is_new = |page: &str| page.contains("Ирригация министрлігі");
        office.get_until("/kk/bodies", is_new).await;
        let again = import(office, &file, &[]).well();
        assert_eq!(again.json()["counts"]["bodies"]["unchanged"], 1);
    }
);

both_engines!(
    sessions_of_an_exempt_body_are_entered_but_not_announced,
    MONDAY,
    async |office| {
        by_the_machine(office);
        let mut exempt = with(
            with(body(), "exempt", json!(true)),
            "rules_605",
            json!(false),
        );
        exempt["exempt_basis"] = json!("Access Law, art. 13(1)");
        let file = json!({ "bodies": [exempt], "sessions": [session()] });
        let ran = import(office, &file, &["--announce"]);
        assert_eq!(
            ran.lines(),
            ["sessions[0].body: the body is exempt: its sessions are not announced (605-3)"]
        );
        import(office, &file, &[]).well();
    }
);

both_engines!(
    a_missing_reason_never_stops_an_announcement,
    MONDAY,
    async |office| {
        by_the_machine(office);
        let mut offline = with(session(), "format", json!("offline"));
        offline["starts"] = json!("2024-05-10T10:00");
        let ran = import(office, &file(offline.clone()), &["--announce"]).well();
        assert_eq!(ran.json()["sessions"][0]["announced_in_time"], false);
        assert_eq!(
            ran.json()["sessions"][0]["due"],
            json!(["format_reason", "late_reason"])
        );
        offline["late_reason"] = json!("Шұғыл мәселе");
        let ran = import(office, &file(offline.clone()), &[]).well();
        assert_eq!(
            ran.json()["sessions"][0]["due"],
            json!(["format_reason"]),
            "given later"
        );
        offline["capacity"] = json!(5);
        let ran = import(office, &file(offline), &[]);
        assert_eq!(
            ran.lines(),
            ["sessions[0]: a session in state held has no act revise"]
        );
    }
);

both_engines!(
    an_import_that_changes_a_bodys_hours_counts_its_clocks_anew,
    MONDAY,
    async |office| {
        by_the_machine(office);
        let id = session_id(&import(office, &file(session()), &[]).well());
        let by_hand = || {
            let id = otyrys::database::Id::parse(&id).unwrap();
            let clocks = office
                .app
                .database
                .read_here(|connection| otyrys::sessions::store::clocks_of(connection, &[id]));
            clocks.unwrap()[&id].apply_by_hand_before.utc()
        };
        let before = by_hand();
        let later = json!({ "bodies": [with(body(), "closing_time", json!("19:30"))] });
        import(office, &later, &["--dry-run"]);
        assert_eq!(by_hand(), before, "a trial writes nothing");
        import(office, &later, &[]).well();
        assert_eq!(by_hand(), before + TimeDelta::hours(1));
    }
);
