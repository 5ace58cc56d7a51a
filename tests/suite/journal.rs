//! The journal at the desk: who reads what, narrowed, taken out; and its chain, which shows what was changed by going
//! behind the program.

use diesel::prelude::*;
use diesel::sql_types::Text;
use otyrys::database::schema::staff;
use otyrys::database::{Broken, Engine, Id, Lane};
use otyrys::journal::seals::{self, Verified};
use otyrys::journal::store::{self, Filter};
use otyrys::records::acts::ACTS;
use otyrys::web::desk::{Reach, Role};

use crate::harness::{Answer, Clerk, Office, Planned, both_engines};

const MONDAY: &str = "2026-12-07T09:00:00+05:00";
const TUESDAY: &str = "2026-12-08T09:00:00+05:00";
const THURSDAY: &str = "2026-12-10T09:50:00+05:00";

async fn sql(office: &Office, statement: String) -> Result<usize, Broken> {
    let run = move |work: &mut otyrys::database::Work| {
        Ok::<_, Broken>(diesel::sql_query(statement).execute(work.connection)?)
    };
    office.app.database.write(Lane::Any, run).await
}

async fn seal(office: &Office) -> usize {
    let (database, now) = (&office.app.database, office.app.now());
    seals::seal(database, now).await.unwrap()
}

async fn verified(office: &Office) -> Verified {
    office.app.database.read(seals::verify).await.unwrap()
}

/// Lines on a page of the journal.
fn lines(body: &str) -> usize {
    body.matches("id=\"line-").count()
}

async fn read(office: &Office, clerk: &Clerk, query: &str) -> String {
    let answer = office.desk(clerk, &format!("/desk/journal{query}")).await;
    assert_eq!(answer.status, 200, "{query}");
    answer.body
}

/// Two bodies with a session each; somebody applies to the first and is let in, two others apply to the second.
async fn office_with_acts(office: &Office) -> (String, String, String, Clerk) {
    let one = office.session(&Planned::default());
    let two = office.session_of("other-ministry", &Planned::default());
    let (_, answer) = office.apply(&one, "Ахметова").await;
    office.at(TUESDAY);
    office.apply(&two, "Ким").await;
    office.apply(&two, "Омаров").await;
    office.letters();
    office.at(THURSDAY);
    let guard = office.clerk(Role::Guard, &one);
    let id = answer["id"].as_str().unwrap();
    let path = format!("/desk/applications/{id}/check-in");
    assert_eq!(office.desk_form(&guard, &path, &[]).await.status, 303);
    let number = answer["number"].as_str().unwrap().to_owned();
    (one, two, number, guard)
}

/// Takes the table out, as the button of the page does.
async fn export(office: &Office, clerk: &Clerk, filter: &[(&str, &str)]) -> Answer {
    let page = "/desk/journal";
    office
        .desk_form_on(clerk, page, "/desk/journal.csv", filter)
        .await
}

both_engines!(
    who_may_reads_the_own_bodies_or_all,
    MONDAY,
    async |office| {
        let (one, _, number, _) = office_with_acts(office).await;
        for role in [Role::Secretary, Role::Moderator, Role::Guard] {
            let clerk = office.clerk(role, &one);
            for path in ["/desk/journal", "/desk/journal/verify"] {
                assert_eq!(office.desk(&clerk, path).await.status, 403, "{role} {path}");
            }
            assert_eq!(export(office, &clerk, &[]).await.status, 403, "{role}");
        }
        let own = read(office, &office.clerk(Role::BodyAdmin, &one), "").await;
        assert_eq!(lines(&own), 2, "{own}");
        assert!(own.contains("Кіргені белгіленді") && own.contains("Өтінім қабылданды"));
        assert!(own.contains(&number) && own.contains("09:50:00") && own.contains("UTC+5"));
        for role in [Role::SystemAdmin, Role::Supervisor] {
            let all = read(office, &office.clerk(role, &one), "").await;
            assert_eq!(lines(&all), 4, "{role}");
            assert!(
                !all.contains("Ахметова") && !all.contains("example.org"),
                "nobody's data"
            );
        }
    }
);

both_engines!(links_lead_where_the_reader_may_go, MONDAY, async |office| {
    let (one, ..) = office_with_acts(office).await;
    let page = async |role| read(office, &office.clerk(role, &one), "").await;
    assert!(
        page(Role::Supervisor)
            .await
            .contains("href=\"/desk/applications/")
    );
    assert!(
        !page(Role::SystemAdmin)
            .await
            .contains("href=\"/desk/applications/")
    );
});

both_engines!(lines_are_narrowed, MONDAY, async |office| {
    let (one, two, number, guard) = office_with_acts(office).await;
    let reader = office.clerk(Role::Supervisor, &one);
    let id = Id::parse(&two).unwrap();
    let session = office
        .app
        .database
        .read(move |connection| otyrys::sessions::store::by_id(connection, id))
        .await
        .unwrap()
        .unwrap();
    let count = async |query: String| lines(&read(office, &reader, &query).await);
    for (query, expected) in [
        ("?kind=application".to_owned(), 4),
        ("?kind=session".to_owned(), 0),
        ("?act=application.received".to_owned(), 3),
        ("?who=visitor".to_owned(), 3),
        (format!("?who=staff:{}", guard.id), 1),
        ("?who=command".to_owned(), 0),
        (format!("?body={}", session.body_id), 2),
        (format!("?object={}", number.to_lowercase()), 2),
        (format!("?object={}", session.code), 2),
        (format!("?object={two}&act=application.received"), 2),
        ("?object=nothing".to_owned(), 0),
        ("?from=2026-12-08".to_owned(), 3),
        ("?to=2026-12-07".to_owned(), 1),
        ("?from=08.12.2026&to=2026-12-08".to_owned(), 2),
    ] {
        assert_eq!(count(query.clone()).await, expected, "{query}");
    }
    let wrong = office
        .desk(&reader, "/desk/journal?from=2026-12-09&to=2026-12-08")
        .await;
    assert!(wrong.status == 422 && wrong.body.contains("href=\"#field-to\""));
    assert_eq!(export(office, &reader, &[("from", "x")]).await.status, 422);
    // A body admin narrows within the own bodies only.
    let admin = office.clerk(Role::BodyAdmin, &one);
    assert_eq!(
        lines(&read(office, &admin, &format!("?body={}", session.body_id)).await),
        0
    );
});

both_engines!(
    pages_follow_one_another_without_gaps,
    MONDAY,
    async |office| {
        let session = office.session(&Planned {
            capacity: 60,
            ..Planned::default()
        });
        for number in 0..53 {
            let word: String = [number / 26, number % 26]
                .iter()
                .map(|n| char::from(b'a' + n))
                .collect();
            assert_eq!(office.apply(&session, &format!("Адам{word}")).await.0, 201);
        }
        office.letters();
        let reader = office.clerk(Role::Supervisor, &session);
        let first = read(office, &reader, "?kind=application").await;
        assert_eq!(lines(&first), 50);
        let next = regex::Regex::new("href=\"/desk/journal(\\?[^\"]*page=[^\"]*)\"").unwrap();
        let next = next.captures(&first).unwrap()[1].replace("&amp;", "&");
        let second = read(office, &reader, &next).await;
        assert!(
            lines(&second) == 3 && !second.contains("rel=\"next\""),
            "{next}"
        );
    }
);

both_engines!(
    the_export_is_a_table_without_formulas_and_a_line_itself,
    MONDAY,
    async |office| {
        let (one, _, number, guard) = office_with_acts(office).await;
        let named =
            diesel::update(staff::table.find(guard.id)).set(staff::name.eq("=HYPERLINK(1)"));
        let done = office.app.database.write_here(Lane::Any, move |work| {
            named.execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.unwrap();
        assert_eq!(seal(office).await, 1);
        let admin = office.clerk(Role::BodyAdmin, &one);
        let csv = export(office, &admin, &[("kind", "application")]).await;
        assert_eq!(
            (csv.status, csv.headers["cache-control"].to_str().unwrap()),
            (200, "no-store")
        );
        assert_eq!(
            csv.headers["content-disposition"],
            "attachment; filename=\"journal-2026-12-10.csv\""
        );
        let text = csv
            .body
            .strip_prefix('\u{feff}')
            .expect("the mark of UTF-8");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2, "{text}");
        assert_eq!(&rows[0][5], "application.checked_in");
        assert_eq!(&rows[0][4], "'=HYPERLINK(1)");
        assert_eq!(&rows[1][9], number);
        assert_eq!(&rows[1][2], "2026-12-07T04:00:00.000000Z");

        let all = office.clerk(Role::SystemAdmin, &one);
        let noted = read(office, &all, "?kind=journal").await;
        assert_eq!(lines(&noted), 1);
        let digest = verified(office).await.last.unwrap().digest;
        assert!(
            noted.contains("Журнал кестеге шығарылды") && noted.contains(&digest),
            "{noted}"
        );
    }
);

both_engines!(
    nobody_writes_into_the_journal_by_a_link_or_in_words_of_their_own,
    MONDAY,
    async |office| {
        let (one, _, number, guard) = office_with_acts(office).await;
        let admin = office.clerk(Role::BodyAdmin, &one);
        let lines_before = verified(office).await.unsealed;
        let passes = format!("/desk/sessions/{one}/passes");
        for path in [
            "/desk/journal.csv?object=text".to_owned(),
            format!("{passes}.csv"),
            format!("{passes}.xlsx"),
            passes,
        ] {
            office.desk(&admin, &path).await;
            let head = office.http.head(format!("{}{path}", office.url));
            office.ask(&admin, head).await;
        }
        assert_eq!(
            verified(office).await.unsealed,
            lines_before,
            "looking is no act"
        );
        let who = format!("staff:{}", guard.id);
        let typed = [
            ("object", "whatever somebody likes"),
            ("kind", "<script>"),
            ("act", "unheard.of"),
            ("who", who.as_str()),
            ("body", "'; --"),
        ];
        assert_eq!(export(office, &admin, &typed).await.status, 200);
        let known = [("object", number.as_str()), ("from", "07.12.2026")];
        assert_eq!(export(office, &admin, &known).await.status, 200);
        let noted = office.journal_of("journal");
        assert_eq!(noted.len(), 2);
        let (all, found) = (&noted[0].1, &noted[1].1);
        for (_, typed) in typed.iter().filter(|(name, _)| *name != "who") {
            assert!(!all.contains(typed), "{all}");
        }
        assert!(all.contains("unknown") && all.contains(&who), "{all}");
        assert!(
            found.contains("2026-12-07") && !found.contains(&number),
            "{found}"
        );
    }
);

both_engines!(a_long_journal_is_exported_whole, MONDAY, async |office| {
    let session = Id::parse(&office.session(&Planned::default())).unwrap();
    let done = office.app.database.write_here(Lane::Any, move |work| {
        for _ in 0..2500 {
            let entry = otyrys::journal::Entry {
                actor: otyrys::journal::Actor::Office,
                act: "unheard.of",
                object_kind: "session",
                object: session,
                body: None,
                before: None,
                after: None,
                calendar_version: None,
            };
            otyrys::journal::record(work, crate::harness::instant(MONDAY), entry);
        }
        Ok::<_, Broken>(())
    });
    done.unwrap();
    let admin = office.clerk(Role::SystemAdmin, &session.to_string());
    let csv = export(office, &admin, &[("act", "unheard.of")]).await;
    let text = csv.body.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let ids: std::collections::BTreeSet<&str> = rows.iter().map(|row| &row[1]).collect();
    assert_eq!((rows.len(), ids.len()), (2500, 2500));
    assert_eq!(
        &rows[0][6], "unheard.of",
        "what has no words is shown as it is written"
    );
});

both_engines!(
    a_line_changed_behind_the_triggers_breaks_the_chain,
    MONDAY,
    async |office| {
        let (one, ..) = office_with_acts(office).await;
        assert_eq!(seal(office).await, 1);
        assert_eq!(seal(office).await, 0, "nothing new, no seal");
        office.apply(&one, "Сейітқали").await;
        let sound = verified(office).await;
        assert_eq!(
            (sound.sound, sound.unsealed, sound.broken.is_none()),
            (1, 0, true),
            "the cut-off has passed"
        );
        let planned = Planned {
            starts: "2026-12-29T10:00:00",
            ..Planned::default()
        };
        let later = office.session(&planned);
        office.apply(&later, "Сейітқали").await;
        office.letters();
        assert_eq!(verified(office).await.unsealed, 1);
        assert_eq!(seal(office).await, 1);
        let sound = verified(office).await;
        assert_eq!((sound.sound, sound.lines, sound.unsealed), (2, 5, 0));
        let reader = office.clerk(Role::Supervisor, &one);
        let page = office.desk(&reader, "/desk/journal/verify").await.body;
        assert!(page.contains("Журнал бүтін") && page.contains(&sound.last.unwrap().digest));

        behind_the_triggers(
            office,
            "UPDATE journal SET after = '{\"state\":\"seated\"}' WHERE place = 4",
        )
        .await;
        let broken = verified(office).await;
        let seal = broken.broken.expect("the change is seen");
        assert_eq!((broken.sound, seal.seal.ordinal, seal.lines), (0, 1, 4));
        let page = office.desk(&reader, "/desk/journal/verify").await.body;
        assert!(page.contains("Бірінші бұзылған мөр: 1."), "{page}");
    }
);

both_engines!(
    a_line_taken_out_or_slipped_in_breaks_the_chain,
    MONDAY,
    async |office| {
        office_with_acts(office).await;
        seal(office).await;
        behind_the_triggers(office, "DELETE FROM journal WHERE place = 2").await;
        let broken = verified(office).await.broken.expect("the gap is seen");
        assert_eq!((broken.seal.lines, broken.lines), (4, 3));
        let overriding = match office.app.database.engine() {
            Engine::Postgres => "OVERRIDING SYSTEM VALUE ",
            Engine::Sqlite => "",
        };
        let slipped_in = format!(
            "INSERT INTO journal (id, at, actor, act, object_kind, object_id, place) {overriding}\
         SELECT 'slipped-in', at, actor, act, object_kind, object_id, 2 FROM journal WHERE place = 1"
        );
        let slipped_in =
            slipped_in.replace("'slipped-in'", "'0193a000-0000-7000-8000-000000000001'");
        assert_eq!(sql(office, slipped_in).await.unwrap(), 1);
        let broken = verified(office).await.broken.expect("another line is none");
        assert_eq!(broken.lines, 4);
    }
);

async fn behind_the_triggers(office: &Office, statement: &str) {
    let triggers: &[&str] = match office.app.database.engine() {
        Engine::Sqlite => &[
            "DROP TRIGGER journal_is_not_changed",
            "DROP TRIGGER journal_is_not_deleted",
        ],
        Engine::Postgres => &["DROP TRIGGER journal_is_not_changed ON journal"],
    };
    for trigger in triggers {
        sql(office, (*trigger).to_owned()).await.unwrap();
    }
    assert_eq!(sql(office, statement.to_owned()).await.unwrap(), 1);
}

both_engines!(
    neither_lines_nor_seals_are_changed_by_sql,
    MONDAY,
    async |office| {
        office_with_acts(office).await;
        seal(office).await;
        let mut statements = vec![
            "UPDATE journal SET act = 'nothing'",
            "DELETE FROM journal",
            "UPDATE journal_seals SET digest = 'nothing'",
            "DELETE FROM journal_seals",
        ];
        match office.app.database.engine() {
            Engine::Postgres => statements.extend(["TRUNCATE journal", "TRUNCATE journal_seals"]),
            Engine::Sqlite => statements.extend([
                "REPLACE INTO journal SELECT * FROM journal",
                "REPLACE INTO journal_seals SELECT * FROM journal_seals",
            ]),
        }
        for statement in statements {
            let refused = sql(office, statement.to_owned())
                .await
                .unwrap_err()
                .to_string();
            assert!(refused.contains("append-only"), "{statement}: {refused}");
        }
        let sound = verified(office).await;
        assert_eq!((sound.lines, sound.broken), (4, None));
    }
);

both_engines!(sealing_goes_on_beside_a_crowd, MONDAY, async |office| {
    let session = office.session(&Planned {
        capacity: 300,
        ..Planned::default()
    });
    let over = std::sync::atomic::AtomicBool::new(false);
    let crowd = async {
        for wave in [b'a', b'b', b'c', b'd'] {
            let people = (b'a'..=b'z').map(|letter| {
                let surname = format!("Адам{}{}", char::from(wave), char::from(letter));
                let session = &session;
                async move { office.apply(session, &surname).await.0 }
            });
            let statuses = futures_util::future::join_all(people).await;
            assert!(statuses.iter().all(|status| *status == 201));
            seal(office).await;
        }
        over.store(true, std::sync::atomic::Ordering::SeqCst);
    };
    // Two at once, as two processes would.
    let sealing = async {
        while !over.load(std::sync::atomic::Ordering::SeqCst) {
            futures_util::join!(seal(office), seal(office));
        }
    };
    futures_util::join!(crowd, sealing);
    office.letters();
    let sound = verified(office).await;
    assert_eq!((sound.lines, sound.unsealed, sound.broken), (104, 0, None));
    assert!(sound.sound >= 4, "sealed while they came");
});

both_engines!(the_worker_seals, MONDAY, async |office| {
    office_with_acts(office).await;
    otyrys::worker::run_once(&office.app).await.unwrap();
    assert_eq!(verified(office).await.lines, 4);
});

both_engines!(
    lines_of_no_body_are_for_whoever_may_read_all,
    MONDAY,
    async |office| {
        let session = office.session(&Planned::default());
        let admin = office.clerk(Role::SystemAdmin, &session);
        export(office, &admin, &[]).await;
        let count = |reach: Reach| {
            let filter = Filter::of(reach);
            let list = move |connection: &mut _| store::list(connection, &filter, None, 10);
            office.app.database.read_here(list).unwrap().items.len()
        };
        assert_eq!(count(Reach::All), 1);
        assert_eq!(count(Reach::Only(vec![Id::new()])), 0);
        assert_eq!(count(Reach::Only(Vec::new())), 0);
    }
);

/// Whatever the program notes has words in three languages, and can be chosen in the form.
#[test]
fn every_act_in_the_source_has_words() {
    use otyrys::language::{Language, Words};
    fn sources(folder: &std::path::Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            // The names of settings and the fields of an announcement are written the same way.
            if path.ends_with("src/settings") || path.ends_with("src/law") {
                continue;
            }
            if path.is_dir() {
                sources(&path, text);
            } else if !path.ends_with("records/acts.rs") && !path.ends_with("records/words.rs") {
                text.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut text = String::new();
    sources(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut text,
    );
    let act = regex::Regex::new(
        r#""((?:applications?|attendees|session|body|staff|calendar|journal)\.[a-z_]+)""#,
    )
    .unwrap();
    let noted: std::collections::BTreeSet<&str> = act
        .captures_iter(&text)
        .map(|found| found.get(1).unwrap().as_str())
        .collect();
    assert!(noted.len() > 8, "{noted:?}");
    // A name put together when the program runs could not be looked for here.
    let pieced = regex::Regex::new(
        r#""(?:applications?|attendees|session|body|staff|calendar|journal)\.[a-z_]*\{"#,
    )
    .unwrap();
    let found: Vec<&str> = pieced.find_iter(&text).map(|one| one.as_str()).collect();
    assert!(found.is_empty(), "names of acts are written out: {found:?}");
    let words = Words::load(None).unwrap_or_else(|_| panic!("words"));
    for act in noted.iter().chain(ACTS) {
        assert!(ACTS.contains(act), "{act} cannot be chosen");
        let key = format!("journal-act-{}", act.replace(['.', '_'], "-"));
        for language in Language::ALL {
            assert!(
                words.messages(language).contains_key(&key),
                "{key} in {language}"
            );
        }
    }
}

/// The schema says nothing of triggers, so that they are there is asked of the engine.
#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

both_engines!(the_triggers_are_there, MONDAY, async |office| {
    let query = match office.app.database.engine() {
        Engine::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal%'"
        }
        Engine::Postgres => {
            "SELECT tgname::text AS name FROM pg_trigger WHERE tgname LIKE 'journal%'"
        }
    };
    let found: Vec<Named> = office
        .app
        .database
        .read(move |connection| Ok::<_, Broken>(diesel::sql_query(query).load(connection)?))
        .await
        .unwrap();
    let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names.len(), 4, "{names:?}");
});
