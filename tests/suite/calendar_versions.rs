//! The working calendar: orders entered at the desk and tables from files, what they do to the clocks of sessions.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use otyrys::changes::calendar;
use otyrys::database::schema::{calendar_versions, journal, session_clocks, sessions};
use otyrys::database::{Broken, Id, Instant};
use otyrys::law::session_course::SessionStatus;
use otyrys::law::working_days::{Calendar, Change};
use otyrys::sessions::record::Clocks;
use otyrys::web::desk::Role;

use crate::harness::{Clerk, Office, Planned, both_engines, instant};

const NOW: &str = "2026-12-01T09:00:00+05:00";
const NEW: &str = "/desk/calendar/new";

/// Tuesday 8 December is off, Saturday 12 December is worked: before the tenth a working day fewer, before the
/// fourteenth one more.
pub const ORDER: [(&str, &str); 7] = [
    ("issuer", "Еңбек министрі"),
    ("order-date", "2026-11-30"),
    ("number", "436"),
    ("rows", "1"),
    ("kind-0", "move"),
    ("date-0", "2026-12-12"),
    ("to-0", "2026-12-08"),
];

/// A version of the calendar is made of the first one by an order.
pub async fn entered(office: &Office, admin: &Clerk, order: &[(&str, &str)]) {
    let mut fields = order.to_vec();
    fields.extend([("made-of", "2026-11-21"), ("act", "enter")]);
    let done = office.desk_form(admin, NEW, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
}

fn session(office: &Office, starts: &'static str, status: SessionStatus) -> String {
    office.session(&Planned {
        starts,
        status,
        ..Planned::default()
    })
}

fn clocks(office: &Office, id: &str) -> Clocks {
    let id = Id::parse(id).unwrap();
    let row = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            session_clocks::table
                .find(id)
                .select(Clocks::as_select())
                .get_result(connection)?,
        )
    });
    row.unwrap()
}

fn at(local: &str) -> Instant {
    instant(&format!("{local}:00+05:00")).into()
}

fn acts(office: &Office, act: &str) -> Vec<(String, Option<String>, String)> {
    let act = act.to_owned();
    let rows = office.app.database.read_here(move |connection| {
        Ok::<_, Broken>(
            journal::table
                .filter(journal::act.eq(act))
                .order(journal::id)
                .select((
                    journal::object_id,
                    journal::calendar_version,
                    journal::actor,
                ))
                .load::<(Id, Option<String>, String)>(connection)?,
        )
    });
    let rows = rows.unwrap().into_iter();
    rows.map(|(id, version, actor)| (id.to_string(), version, actor))
        .collect()
}

fn versions(office: &Office) -> Vec<String> {
    let rows = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            calendar_versions::table
                .order(calendar_versions::ordinal)
                .select(calendar_versions::version)
                .load(connection)?,
        )
    });
    rows.unwrap()
}

async fn send(office: &Office, clerk: &Clerk, more: &[(&str, &str)]) -> crate::harness::Answer {
    let fields: Vec<(&str, &str)> = ORDER.iter().chain(more).copied().collect();
    office.desk_form(clerk, NEW, &fields).await
}

/// What the same order would come to.
fn foreseen(office: &Office, now: DateTime<Utc>) -> Vec<Clocks> {
    let in_force = office.app.calendar();
    let day = |text: &str| text.parse().unwrap();
    let change = Change::Move {
        from: day("2026-12-12"),
        to: day("2026-12-08"),
    };
    let made = in_force
        .ordered("", &[change], "№ 436, 30.11.2026")
        .unwrap();
    let app = &office.app;
    let foreseen = app
        .database
        .read_here(|connection| calendar::foresee(connection, app, now, &in_force, &made));
    let told = foreseen.unwrap().effects.told.into_iter();
    told.map(|told| told.recounted.after).collect()
}

both_engines!(an_order_moves_clocks_by_the_rule, NOW, async |office| {
    use SessionStatus::{Announced, Cancelled, Draft};
    let past = session(office, "2026-12-02T10:00:00", Announced);
    let fewer = session(office, "2026-12-10T10:00:00", Announced);
    let more = session(office, "2026-12-14T10:00:00", Announced);
    let draft_fewer = session(office, "2026-12-10T11:00:00", Draft);
    let draft_more = session(office, "2026-12-14T11:00:00", Draft);
    let far = session(office, "2027-02-10T10:00:00", Announced);
    let cancelled = session(office, "2026-12-14T12:00:00", Cancelled);
    let untouched = clocks(office, &cancelled);
    let before = clocks(office, &past);
    let admin = office.clerk(Role::SystemAdmin, &fewer);

    let preview = send(office, &admin, &[("act", "preview")]).await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    assert!(preview.body.contains("Жарияланған мерзім сақталады"));
    assert!(preview.body.contains("анонсты бұрынырақ жариялау керек"));
    assert!(
        preview
            .body
            .contains("Мерзімі әлі өтпеген отырыстар: 6. Мерзімі жылжитындары: 5.")
    );
    assert!(
        preview
            .body
            .contains(r#"name="made-of" value="2026-11-21""#)
    );
    assert!(versions(office).is_empty(), "nothing is written yet");
    let foretold = foreseen(office, office.app.now());

    let done = send(
        office,
        &admin,
        &[("made-of", "2026-11-21"), ("act", "enter")],
    )
    .await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(
        done.to.as_deref(),
        Some("/desk/calendar?done=calendar-entered")
    );
    assert_eq!(versions(office), ["2026-12-01.1"]);
    assert_eq!(office.app.calendar().version(), "2026-12-01.1");

    // What was published stays where it would move earlier; drafts and results follow the calendar.
    let is = clocks(office, &fewer);
    assert_eq!(is.apply_before, at("2026-12-09T00:00"));
    assert_eq!(is.apply_by_hand_before, at("2026-12-08T18:30"));
    assert_eq!(is.announce_before, at("2026-12-07T00:00"));
    assert_eq!(is.results_before, at("2026-12-18T00:00"));
    let is = clocks(office, &more);
    assert_eq!(is.apply_before, at("2026-12-12T00:00"));
    assert_eq!(is.apply_by_hand_before, at("2026-12-11T18:30"));
    assert_eq!(
        is.announce_before,
        at("2026-12-09T00:00"),
        "announced is judged by its own"
    );
    let is = clocks(office, &draft_fewer);
    assert_eq!(is.announce_before, at("2026-12-04T00:00"));
    assert_eq!(is.apply_before, at("2026-12-08T00:00"));
    let is = clocks(office, &draft_more);
    assert_eq!(is.announce_before, at("2026-12-10T00:00"));
    // A cut-off that has passed stays, results still to come do not.
    let is = clocks(office, &past);
    assert_eq!(is.apply_before, before.apply_before);
    assert_eq!(before.results_before, at("2026-12-10T00:00"));
    assert_eq!(is.results_before, at("2026-12-11T00:00"));
    assert_eq!(clocks(office, &cancelled), untouched);
    let is = clocks(office, &far);
    assert_eq!(is.calendar_version, "2026-12-01.1");

    // What was shown is what was written.
    for mut one in foretold {
        one.calendar_version = "2026-12-01.1".to_owned();
        assert_eq!(clocks(office, &one.session_id.to_string()), one);
    }
    let [(_, version, actor)] = &acts(office, "calendar.version_entered")[..] else {
        panic!("one act");
    };
    assert_eq!(version.as_deref(), Some("2026-12-01.1"));
    assert_eq!(*actor, format!("staff:{}", admin.id));
    let mut noted: Vec<String> = acts(office, "session.clocks_recounted")
        .into_iter()
        .map(|(id, ..)| id)
        .collect();
    let mut moved = vec![past, fewer.clone(), more, draft_fewer, draft_more];
    noted.sort();
    moved.sort();
    assert_eq!(noted, moved);

    let page = office.desk(&admin, "/desk/calendar?year=2026").await.body;
    assert!(page.contains("Еңбек министрі, 30.11.2026, № 436"), "{page}");
    assert!(page.contains("№ 436, 30.11.2026"));
    assert!(page.contains("бұйрықпен ауыстырылған демалыс күні"));
    let (_, page) = office.get(&format!("/kk/sessions/{fewer}")).await;
    assert!(
        page.contains("17 желтоқсан"),
        "the public page shows the new deadline of the results"
    );
});

both_engines!(
    a_draft_is_not_late_because_the_calendar_changed,
    NOW,
    async |office| {
        let draft = session(office, "2026-12-10T10:00:00", SessionStatus::Draft);
        let admin = office.clerk(Role::SystemAdmin, &draft);
        office.at("2026-12-05T12:00:00+05:00");
        let preview = send(office, &admin, &[("act", "preview")]).await.body;
        assert!(preview.contains("Күнтізбе өзгерді"), "{preview}");
        send(
            office,
            &admin,
            &[("made-of", "2026-11-21"), ("act", "enter")],
        )
        .await;
        // The deadline would have been the fourth; the old one stays.
        assert_eq!(
            clocks(office, &draft).announce_before,
            at("2026-12-07T00:00")
        );
        let clerk = office.clerk(Role::Secretary, &draft);
        let here = format!("/desk/sessions/{draft}");
        for path in [
            here.as_str(),
            &format!("{here}/announce"),
            &format!("{here}/edit"),
            "/desk/sessions?state=drafts",
        ] {
            let page = office.desk(&clerk, path).await.body;
            assert!(
                page.contains(r#"<span class="badge badge-good">Күнтізбе өзгерді</span>"#),
                "{path}: {page}"
            );
            assert!(!page.contains("кеш жарияланды деп белгіленеді"), "{path}");
        }
        office.at("2026-12-06T23:00:00+05:00");
        assert_eq!(
            announce(office, &draft),
            (Some(true), at("2026-12-07T00:00"))
        );

        let late = session(office, "2026-12-10T12:00:00", SessionStatus::Draft);
        office.at("2026-12-07T00:00:00+05:00");
        let page = office
            .desk(&clerk, &format!("/desk/sessions/{late}/announce"))
            .await
            .body;
        assert!(
            page.contains("кеш жарияланды деп белгіленеді") && !page.contains("Күнтізбе өзгерді"),
            "{page}"
        );
        assert_eq!(
            announce(office, &late).0,
            Some(false),
            "nobody relied on an old deadline"
        );
    }
);

fn announce(office: &Office, id: &str) -> (Option<bool>, Instant) {
    use otyrys::database::Lane;
    use otyrys::journal::Actor;
    use otyrys::sessions::{actions, deadlines::Counting};
    use std::sync::Arc;
    let id = Id::parse(id).unwrap();
    let app = Arc::clone(&office.app);
    let now = office.app.now();
    let announced = office
        .app
        .database
        .write_here(Lane::Session(id), move |work| {
            let counting = Counting::in_act(work, &app)?;
            let session = otyrys::sessions::store::by_id(work.connection, id)?.unwrap();
            let body = otyrys::bodies::store::by_id(work.connection, session.body_id)?.unwrap();
            actions::announce(work, now, &counting, &Actor::Office, &body, id)
        });
    let announced = announced.unwrap();
    (
        announced.session.announced_in_time,
        announced.details.clocks.announce_before,
    )
}

const TABLE: &str = "date,weekday,kind,holiday,note,working_5day,working_6day,confidence\n\
    2026-12-08,Tue,moved_day_off_by_order,,rest day of 2026-12-12,0,1,A\n\
    2026-12-12,Sat,working_by_order,,rest day moved to 2026-12-08,1,1,A\n\
    2026-12-16,Wed,holiday,independence_day,,0,0,A\n\
    2028-01-01,Sat,holiday,new_year,,0,0,B\n";

both_engines!(
    what_another_process_enters_is_seen_at_once,
    NOW,
    async |office| {
        let known = session(office, "2026-12-14T10:00:00", SessionStatus::Announced);
        let question = "/api/v1/deadlines?starts=2026-12-14T10:00";
        let (_, json) = office.get(question).await;
        assert!(
            json.contains(r#""calendar_version":"2026-11-21""#),
            "{json}"
        );
        let page = "/kk/calendar/2026-12";
        office.get(page).await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("2028 жыл.csv");
        std::fs::write(&file, TABLE).unwrap();
        let file = file.to_str().unwrap();

        let tried = office
            .program(&["calendar", "import", file, "--dry-run"])
            .well();
        assert!(
            tried
                .text()
                .contains("would be entered on top of 2026-11-21"),
            "{}",
            tried.text()
        );
        assert!(tried.text().contains(&known), "{}", tried.text());
        assert!(versions(office).is_empty());
        assert_eq!(clocks(office, &known).calendar_version, "2026-11-21");

        let done = office.program(&["calendar", "import", file]).well();
        assert!(
            done.text().contains(" entered on top of 2026-11-21"),
            "{}",
            done.text()
        );
        assert!(
            done.text()
                .contains("apply: 2026-12-11T00:00:00+05:00 -> 2026-12-12T00:00:00+05:00 (later)"),
            "{}",
            done.text()
        );
        let [version] = &versions(office)[..] else {
            panic!("one version");
        };
        // This process serves and counts by it too.
        let wanted = format!(r#""calendar_version":"{version}""#);
        let json = office
            .get_until(question, |json| json.contains(&wanted))
            .await;
        assert!(
            json.contains(r#""apply_before":"2026-12-12T00:00:00+05:00""#),
            "{json}"
        );
        let is_off = |page: &str| {
            let (before, _) = page.split_once(r#"datetime="2026-12-08""#).unwrap();
            let (_, class) = before.rsplit_once("<li class=").unwrap();
            class.contains("day-off")
        };
        office.get_until(page, is_off).await;
        assert_eq!(office.app.calendar().version(), version);
        let admin = office.clerk(Role::Secretary, &known);
        let shown = office.desk(&admin, "/desk/calendar?year=2028").await.body;
        assert!(
            shown.contains("2028 жыл") && shown.contains(version),
            "{shown}"
        );
        // The table replaced the year 2026 whole and left the others alone.
        let calendar = office.app.calendar();
        assert_eq!(
            calendar.years().collect::<Vec<_>>(),
            [2024, 2025, 2026, 2027, 2028]
        );
        assert_eq!(calendar.rows(2026).unwrap().len(), 3);
        assert_eq!(
            calendar.rows(2027).unwrap(),
            Calendar::embedded().unwrap().rows(2027).unwrap()
        );
        assert_eq!(clocks(office, &known).apply_before, at("2026-12-12T00:00"));
        let [(.., actor)] = &acts(office, "calendar.version_entered")[..] else {
            panic!("one act");
        };
        assert_eq!(actor, "command:calendar");

        // Commands go by it; entered again it changes nothing.
        let listed = office
            .program(&["calendar", "list", "2028", "--json"])
            .well()
            .json();
        assert_eq!(listed["calendar_version"], version.as_str());
        let counted = office
            .program(&["deadlines", "--starts", "2026-12-14T10:00", "--json"])
            .well()
            .json();
        assert_eq!(counted["apply_before"], "2026-12-12T00:00:00+05:00");
        assert!(
            office
                .program(&["calendar", "check"])
                .well()
                .text()
                .contains("2028")
        );
        let again = office.program(&["calendar", "import", file]).well();
        assert!(again.text().contains("nothing differs"), "{}", again.text());
        assert_eq!(versions(office).len(), 1);

        let csv = office
            .desk(&admin, &format!("/desk/calendar/{version}.csv"))
            .await;
        assert!(
            csv.headers["content-disposition"]
                .to_str()
                .unwrap()
                .contains("attachment")
        );
        assert_eq!(Calendar::parse(version, &csv.body).unwrap(), *calendar);
        let built_in = office.desk(&admin, "/desk/calendar/2026-11-21.csv").await;
        assert_eq!(
            built_in.body,
            include_str!("../../config/calendar/2026-11-21.csv")
        );
        assert_eq!(
            office
                .desk(&admin, "/desk/calendar/2026-12-01.9.csv")
                .await
                .status,
            404
        );
    }
);

both_engines!(
    a_file_with_faults_is_refused_line_by_line,
    NOW,
    async |office| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("wrong.csv");
        let wrong = TABLE
            .replace("2026-12-12,Sat", "2026-12-12,Sun")
            .replace("independence_day", "some_day");
        std::fs::write(&file, &wrong).unwrap();
        let ran = office.program(&["calendar", "import", file.to_str().unwrap()]);
        assert_eq!(ran.code, Some(1));
        let [weekday, holiday] = ran.lines()[..] else {
            panic!("two lines: {}", ran.said);
        };
        assert!(weekday.starts_with("line 3: weekday"), "{weekday}");
        assert!(holiday.starts_with("line 4: holiday"), "{holiday}");

        let known = session(office, "2026-12-10T10:00:00", SessionStatus::Announced);
        let admin = office.clerk(Role::SystemAdmin, &known);
        let fields = [
            ("issuer", "ҚР Үкіметі"),
            ("order-date", "2026-11-30"),
            ("csv", wrong.as_str()),
            ("act", "preview"),
        ];
        let page = office.desk_form(&admin, NEW, &fields).await;
        assert_eq!(page.status, 422);
        assert!(
            page.body.contains("3-жол: weekday: апта күні сәйкес емес"),
            "{}",
            page.body
        );
        assert!(page.body.contains("4-жол: holiday: белгісіз сөз"));
        assert!(
            page.body.contains("some_day"),
            "what was typed is still there"
        );
        assert!(versions(office).is_empty());
    }
);

both_engines!(
    a_preview_of_another_version_is_made_anew,
    NOW,
    async |office| {
        let known = session(office, "2026-12-10T10:00:00", SessionStatus::Announced);
        let admin = office.clerk(Role::SystemAdmin, &known);
        let holiday = [
            ("issuer", "ҚМДБ"),
            ("order-date", "2026-11-30"),
            ("kind-0", "holiday"),
            ("date-0", "2027-05-17"),
            ("holiday-0", "kurban_ait"),
            ("made-of", "2026-11-21"),
            ("act", "enter"),
        ];
        assert_eq!(office.desk_form(&admin, NEW, &holiday).await.status, 303);
        let rows: Vec<String> = office
            .app
            .calendar()
            .rows(2027)
            .unwrap()
            .iter()
            .filter(|row| row.date.to_string().starts_with("2027-05-1"))
            .map(|row| format!("{} {} {}", row.date, row.mark.kind, row.mark.confidence))
            .collect();
        assert_eq!(
            rows,
            [
                "2027-05-10 transferred_holiday B",
                "2027-05-17 day_off_labour_code_84_5 A"
            ],
            "what was an estimate is settled"
        );
        let stale = send(
            office,
            &admin,
            &[("made-of", "2026-11-21"), ("act", "enter")],
        )
        .await;
        assert_eq!(stale.status, 409);
        assert!(
            stale.body.contains("басқа нұсқасы енгізілді"),
            "{}",
            stale.body
        );
        assert!(
            stale
                .body
                .contains(r#"name="made-of" value="2026-12-01.1""#)
        );
        assert!(
            stale.body.contains("2026-12-12"),
            "what was typed is still there"
        );
        assert_eq!(versions(office), ["2026-12-01.1"], "nothing was written");
        let done = send(
            office,
            &admin,
            &[("made-of", "2026-12-01.1"), ("act", "enter")],
        )
        .await;
        assert_eq!(done.status, 303);
        assert_eq!(versions(office), ["2026-12-01.1", "2026-12-01.2"]);
    }
);

both_engines!(
    rows_come_and_go_and_faults_stand_at_their_fields,
    NOW,
    async |office| {
        let known = session(office, "2026-12-10T10:00:00", SessionStatus::Announced);
        let admin = office.clerk(Role::SystemAdmin, &known);
        let page = send(office, &admin, &[("act", "add")]).await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains(r#"name="kind-1""#) && page.body.contains(r#"value="2026-12-12""#)
        );
        let two = [
            ("rows", "2"),
            ("kind-0", "off"),
            ("date-0", "2026-12-12"),
            ("kind-1", "off"),
            ("date-1", "2026-12-09"),
            ("act", "remove-0"),
        ];
        let page = office.desk_form(&admin, NEW, &two).await;
        assert!(
            page.body
                .contains(r#"name="date-0" type="date" value="2026-12-09""#),
            "{}",
            page.body
        );
        assert!(!page.body.contains("2026-12-12"));

        for (fields, field, told) in [
            (
                vec![("kind-0", "off"), ("date-0", "2026-12-06")],
                "date-0",
                "онсыз да демалыс",
            ),
            (
                vec![("kind-0", "working"), ("date-0", "2026-12-07")],
                "date-0",
                "онсыз да жұмыс күні",
            ),
            (
                vec![
                    ("kind-0", "move"),
                    ("date-0", "2026-12-16"),
                    ("to-0", "2026-12-17"),
                ],
                "date-0",
                "ол ауыстырылмайды",
            ),
            (
                vec![
                    ("kind-0", "move"),
                    ("date-0", "2026-12-12"),
                    ("to-0", "2026-12-13"),
                ],
                "to-0",
                "онсыз да демалыс",
            ),
            (
                vec![
                    ("kind-0", "move"),
                    ("date-0", "2026-12-12"),
                    ("to-0", "2026-12-12"),
                ],
                "date-0",
                "екі рет",
            ),
            (
                vec![("kind-0", "off"), ("date-0", "2031-12-12")],
                "date-0",
                "деректері жоқ",
            ),
            (
                vec![("kind-0", "move"), ("date-0", "2026-12-12")],
                "to-0",
                "Күнді көрсетіңіз",
            ),
            (vec![], "kind-0", "Кемінде бір өзгеріс"),
        ] {
            let mut all = vec![
                ("issuer", "Министр"),
                ("order-date", "2026-11-30"),
                ("act", "preview"),
            ];
            all.extend(fields.clone());
            let page = office.desk_form(&admin, NEW, &all).await;
            assert_eq!(page.status, 422, "{fields:?}");
            assert!(
                page.body.contains(&format!("href=\"#field-{field}\"")),
                "{fields:?}: {}",
                page.body
            );
            assert!(page.body.contains(told), "{fields:?}: {}", page.body);
        }
        let page = office.desk_form(&admin, NEW, &[("act", "preview")]).await;
        assert!(page.body.contains("#field-issuer") && page.body.contains("#field-order-date"));
    }
);

both_engines!(
    everybody_sees_the_calendar_and_the_system_admin_enters_orders,
    NOW,
    async |office| {
        let known = session(office, "2026-12-10T10:00:00", SessionStatus::Announced);
        for (role, sees, keeps) in [
            (Role::SystemAdmin, 200, 200),
            (Role::BodyAdmin, 200, 403),
            (Role::Secretary, 200, 403),
            (Role::Moderator, 200, 403),
            (Role::Supervisor, 200, 403),
            (Role::Guard, 403, 403),
        ] {
            let clerk = office.clerk(role, &known);
            assert_eq!(
                office.desk(&clerk, "/desk/calendar").await.status,
                sees,
                "{role}"
            );
            assert_eq!(
                office
                    .desk(&clerk, "/desk/calendar/2026-11-21.csv")
                    .await
                    .status,
                sees,
                "{role}"
            );
            assert_eq!(office.desk(&clerk, NEW).await.status, keeps, "{role}");
            let sent = send(
                office,
                &clerk,
                &[("made-of", "2026-11-21"), ("act", "enter")],
            )
            .await;
            assert_eq!(sent.status, if keeps == 200 { 303 } else { 403 }, "{role}");
        }
        assert_eq!(versions(office).len(), 1);
        let clerk = office.clerk(Role::Secretary, &known);
        let page = office.desk(&clerk, "/desk/calendar?year=2030").await.body;
        assert!(
            page.contains("Бұл жылға күнтізбе деректері жоқ: 2030"),
            "{page}"
        );
        let page = office.desk(&clerk, "/desk/calendar?year=2027").await.body;
        assert!(page.contains("болжам: әлі өзгеруі мүмкін"));
        assert!(page.contains("Құрбан айттың бірінші күні осы күнге келсе, демалыс болады"));
    }
);

both_engines!(
    an_act_counts_by_the_newest_calendar_even_before_it_is_heard_of,
    NOW,
    async |office| {
        // Another process enters a version and this one has not looked since.
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("order.csv");
        std::fs::write(&file, TABLE).unwrap();
        office
            .program(&["calendar", "import", file.to_str().unwrap()])
            .well();
        let draft = session(office, "2026-12-14T10:00:00", SessionStatus::Draft);
        announce(office, &draft);
        assert_eq!(clocks(office, &draft).apply_before, at("2026-12-12T00:00"));
        let changed = office.app.database.read_here(|connection| {
            Ok::<_, Broken>(
                sessions::table
                    .filter(sessions::id.eq(Id::parse(&draft).unwrap()))
                    .select(sessions::announced_at)
                    .get_result::<Option<Instant>>(connection)?,
            )
        });
        assert!(changed.unwrap().is_some());
    }
);
