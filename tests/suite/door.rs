//! At the door: who sees what, letting in by list and by pass, two guards at once, absent, paper, the list taken out.

use std::io::Cursor;

use calamine::{Data, Reader as _};
use diesel::prelude::*;
use futures_util::future::join_all;
use otyrys::database::schema::{applications, journal, sessions};
use otyrys::database::{Broken, Id, Instant, Lane};
use otyrys::law::application_course::ApplicationState::{self, Absent, Attended};
use otyrys::web::desk::Role;
use serde_json::Value;

use crate::harness::{Answer, Clerk, Office, Planned, both_engines};

/// Three days before the session of [`Planned::default`], while applications are open.
const MONDAY: &str = "2026-12-07T09:00:00+05:00";
/// Its day, before the start at ten.
const AT_THE_DOOR: &str = "2026-12-10T09:40:00+05:00";
const LATER: &str = "2026-12-10T10:02:00+05:00";
/// It has no end: it is over after four hours.
const OVER: &str = "2026-12-10T14:30:00+05:00";
const NEXT_DAY: &str = "2026-12-11T09:00:00+05:00";

/// A session with people; its id and theirs.
async fn session_with(office: &Office, planned: &Planned, people: &[&str]) -> (String, Vec<Id>) {
    let session = office.session(planned);
    let mut ids = Vec::new();
    for surname in people {
        let (status, answer) = office.apply(&session, surname).await;
        assert_eq!(status, 201);
        ids.push(Id::parse(answer["id"].as_str().unwrap()).unwrap());
    }
    office.letters();
    (session, ids)
}

fn row(office: &Office, id: Id) -> (ApplicationState, Option<Instant>, i32, String) {
    let read = |connection: &mut _| {
        Ok::<_, Broken>(
            applications::table
                .find(id)
                .select((
                    applications::state,
                    applications::attended_at,
                    applications::revision,
                    applications::pass,
                ))
                .get_result(connection)?,
        )
    };
    office.app.database.read_here(read).unwrap()
}

fn state(office: &Office, id: Id) -> ApplicationState {
    row(office, id).0
}

/// The acts noted on an object, in order, with what stood afterwards.
fn noted(office: &Office, object: Id) -> Vec<(String, String)> {
    let read = |connection: &mut _| {
        Ok::<_, Broken>(
            journal::table
                .filter(journal::object_id.eq(object))
                .order(journal::place)
                .select((journal::act, journal::after.assume_not_null()))
                .load(connection)?,
        )
    };
    office.app.database.read_here(read).unwrap()
}

fn rename(office: &Office, id: Id, surname: &'static str) {
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(applications::table.find(id))
            .set(applications::surname.eq(surname))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.unwrap();
}

/// The name under which a browser saves the answer.
fn file_name(answer: &Answer) -> &str {
    let disposition = answer.headers["content-disposition"].to_str().unwrap();
    let name = disposition.strip_prefix("attachment; filename=\"").unwrap();
    name.strip_suffix('"').unwrap()
}

async fn let_in(office: &Office, guard: &Clerk, session: &str, id: Id) -> (u16, String) {
    let answer = office
        .desk_form_on(
            guard,
            &format!("/desk/sessions/{session}/door"),
            &format!("/desk/applications/{id}/check-in"),
            &[("q", "")],
        )
        .await;
    (answer.status, answer.to.unwrap_or_default())
}

both_engines!(
    a_guard_sees_today_alone_and_no_contacts,
    MONDAY,
    async |office| {
        let (session, people) =
            session_with(office, &Planned::default(), &["Ахметова", "Ким"]).await;
        let guard = office.clerk(Role::Guard, &session);
        let secretary = office.clerk(Role::Secretary, &session);
        let door = format!("/desk/sessions/{session}/door");
        for path in [
            &door,
            &format!("/desk/sessions/{session}/passes"),
            &format!("{door}/paper"),
        ] {
            assert_eq!(office.desk(&guard, path).await.status, 404, "{path}");
            assert_eq!(office.desk(&secretary, path).await.status, 200, "{path}");
        }
        let today = office.desk(&guard, "/desk/door").await;
        assert!(today.status == 200 && !today.body.contains(&session));
        assert_eq!(let_in(office, &guard, &session, people[0]).await.0, 404);

        office.at(AT_THE_DOOR);
        let today = office.desk(&guard, "/desk/door").await;
        assert!(
            today.body.contains(&door) && today.body.contains("Келгендер: 0. Күтілетіндер: 2."),
            "{}",
            today.body
        );
        let list = office.desk(&guard, &door).await;
        assert_eq!(list.status, 200);
        assert!(list.body.contains("Ахметова Айгүл") && list.body.contains("1985"));
        assert!(
            !list.body.contains("example.org\"") && !list.body.contains('@'),
            "no contacts: {}",
            list.body
        );
        assert_eq!(list.headers["cache-control"], "no-store");

        office.at(NEXT_DAY);
        assert_eq!(office.desk(&guard, &door).await.status, 404);
    }
);

both_engines!(
    other_bodies_are_not_there_and_other_roles_may_not,
    MONDAY,
    async |office| {
        let (session, people) = session_with(office, &Planned::default(), &["Ахметова"]).await;
        let elsewhere = office.session_of("other-ministry", &Planned::default());
        office.at(AT_THE_DOOR);
        let pass = row(office, people[0]).3;
        let stranger = office.clerk(Role::Guard, &elsewhere);
        let pages = [
            format!("/desk/sessions/{session}/door"),
            format!("/desk/sessions/{session}/door/paper"),
            format!("/desk/sessions/{session}/passes"),
            format!("/desk/passes/{pass}"),
        ];
        for page in &pages {
            assert_eq!(office.desk(&stranger, page).await.status, 404, "{page}");
            for role in [Role::Moderator, Role::Supervisor, Role::SystemAdmin] {
                let clerk = office.clerk(role, &session);
                assert_eq!(office.desk(&clerk, page).await.status, 403, "{role} {page}");
            }
        }
        let forms = [
            format!("/desk/applications/{}/check-in", people[0]),
            format!("/desk/applications/{}/check-in/undo", people[0]),
            format!("/desk/passes/{pass}"),
            format!("/desk/sessions/{session}/door/paper"),
            format!("/desk/sessions/{session}/passes"),
            format!("/desk/sessions/{session}/passes.xlsx"),
            format!("/desk/sessions/{session}/passes.csv"),
        ];
        let moderator = office.clerk(Role::Moderator, &session);
        for form in &forms {
            let fields = [("revision", "0")];
            assert_eq!(
                office.desk_form(&stranger, form, &fields).await.status,
                404,
                "{form}"
            );
            assert_eq!(
                office.desk_form(&moderator, form, &fields).await.status,
                403,
                "{form}"
            );
        }
        let guard = office.clerk(Role::Guard, &session);
        let absent = format!("/desk/sessions/{session}/door/absent");
        assert_eq!(office.desk_form(&guard, &absent, &[]).await.status, 403);
        assert_eq!(state(office, people[0]), ApplicationState::Seated);
        assert!(
            !office
                .desk(&stranger, "/desk/door")
                .await
                .body
                .contains(&session)
        );
    }
);

both_engines!(
    people_are_found_by_folded_name_and_by_number,
    MONDAY,
    async |office| {
        let (session, _) = session_with(office, &Planned::default(), &["Қожахметұлы", "Ким"]).await;
        office.at(AT_THE_DOOR);
        let guard = office.clerk(Role::Guard, &session);
        let find = async |words: &str| {
            let query: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
            let path = format!("/desk/sessions/{session}/door?q={query}");
            let body = office.desk(&guard, &path).await.body;
            (body.contains("Қожахметұлы"), body.contains("Ким Айгүл"))
        };
        assert_eq!(find("кожахметулы").await, (true, false));
        assert_eq!(find("  АЙГУЛ ким").await, (false, true));
        assert_eq!(find("2").await, (false, true));
        assert_eq!(find("T1-0001").await, (true, false));
        assert_eq!(find("Ешкім").await, (false, false));
        assert_eq!(find("%").await, (true, true), "no words narrow nothing");
    }
);

both_engines!(
    two_guards_at_once_let_one_person_in_once,
    MONDAY,
    async |office| {
        let (session, people) = session_with(office, &Planned::default(), &["Ахметова"]).await;
        office.at(LATER);
        let guards: Vec<Clerk> = (0..6)
            .map(|_| office.clerk(Role::Guard, &session))
            .collect();
        let answers = join_all(
            guards
                .iter()
                .map(|guard| let_in(office, guard, &session, people[0])),
        )
        .await;
        let told = |word: &str| {
            answers
                .iter()
                .filter(|(status, to)| *status == 303 && to.contains(word))
                .count()
        };
        assert_eq!(
            (told("done=came"), told("done=already")),
            (1, 5),
            "{answers:?}"
        );
        let (now, at, revision, _) = row(office, people[0]);
        assert_eq!((now, revision), (ApplicationState::Attended, 1));
        assert_eq!(at.unwrap().utc(), crate::harness::instant(LATER));
        let second = answers
            .iter()
            .find(|(_, to)| to.contains("already"))
            .unwrap();
        let page = office.desk(&guards[0], &second.1).await.body;
        assert!(page.contains("Бұрын кіргізілген. Уақыты: 10:02"), "{page}");
        assert!(
            page.contains("бұрын кіргізілген. Ештеңе өзгерген жоқ"),
            "{page}"
        );
        let acts = noted(office, people[0]);
        let came: Vec<_> = acts
            .iter()
            .filter(|(act, _)| act == "application.checked_in")
            .collect();
        assert_eq!(came.len(), 1, "{acts:?}");
        assert!(
            !acts
                .iter()
                .any(|(_, after)| after.contains("Ахметова") || after.contains("example"))
        );
    }
);

both_engines!(
    letting_in_is_undone_and_an_old_page_undoes_nothing,
    MONDAY,
    async |office| {
        let (session, people) = session_with(office, &Planned::default(), &["Ахметова"]).await;
        office.at(LATER);
        let guard = office.clerk(Role::Guard, &session);
        let undo = format!("/desk/applications/{}/check-in/undo", people[0]);
        assert_eq!(let_in(office, &guard, &session, people[0]).await.0, 303);
        let stale = office.desk_form(&guard, &undo, &[("revision", "0")]).await;
        assert_eq!(stale.status, 409);
        assert!(
            stale.body.contains("Ештеңе сақталған жоқ")
                && stale.body.contains("Кірген уақыты: 10:02")
        );
        assert_eq!(state(office, people[0]), ApplicationState::Attended);
        let done = office.desk_form(&guard, &undo, &[("revision", "1")]).await;
        assert_eq!(done.status, 303);
        let (now, at, revision, _) = row(office, people[0]);
        // As before: that the door let somebody in was no decision on the application.
        assert_eq!((now, at, revision), (ApplicationState::Seated, None, 2));
        assert_eq!(
            noted(office, people[0]).last().unwrap().0,
            "application.check_in_undone"
        );
        assert_eq!(
            office
                .desk_form(&guard, &undo, &[("revision", "2")])
                .await
                .status,
            409
        );
        assert_eq!(
            office
                .desk_form(&guard, &undo, &[("revision", "x")])
                .await
                .status,
            422
        );
    }
);

both_engines!(
    the_waiting_stay_outside_and_the_guard_is_told_whom_to_ask,
    MONDAY,
    async |office| {
        let planned = Planned {
            capacity: 1,
            ..Planned::default()
        };
        let (session, people) = session_with(office, &planned, &["Ахметова", "Ким"]).await;
        office.at(AT_THE_DOOR);
        let guard = office.clerk(Role::Guard, &session);
        let list = office
            .desk(&guard, &format!("/desk/sessions/{session}/door"))
            .await
            .body;
        assert!(!list.contains("Ким Айгүл"), "only those listed");
        let found = office
            .desk(
                &guard,
                &format!("/desk/sessions/{session}/door?q=%D0%BA%D0%B8%D0%BC"),
            )
            .await
            .body;
        assert!(
            found.contains("бос орын болса ғана") && found.contains("tel:+77172000000"),
            "{found}"
        );
        let (status, _) = let_in(office, &guard, &session, people[1]).await;
        assert_eq!(status, 409);
        let pass = format!("/desk/passes/{}", row(office, people[1]).3);
        assert!(
            office
                .desk(&guard, &pass)
                .await
                .body
                .contains("бос орын болса ғана")
        );
        assert_eq!(office.desk_form(&guard, &pass, &[]).await.status, 409);
        assert_eq!(state(office, people[1]), ApplicationState::Waiting);
    }
);

both_engines!(
    the_code_of_a_pass_opens_for_guards_alone,
    MONDAY,
    async |office| {
        let (session, people) = session_with(office, &Planned::default(), &["Ахметова"]).await;
        let elsewhere = office.session_of("other-ministry", &Planned::default());
        let pass = row(office, people[0]).3;
        let (public, own) = (format!("/kk/passes/{pass}"), format!("/desk/passes/{pass}"));
        let guard = office.clerk(Role::Guard, &session);
        // On another day the guard learns that, and not who it is.
        let early = office.desk(&guard, &own).await;
        assert!(
            early.body.contains("бүгінге арналмаған") && !early.body.contains("Ахметова Айгүл")
        );
        assert_eq!(office.desk_form(&guard, &own, &[]).await.status, 409);
        office.at(AT_THE_DOOR);
        // Signed out: what everybody sees, and the way to sign in and back.
        let (status, body) = office.get(&public).await;
        assert!(status == 200 && body.contains(&own) && !body.contains("Ахметова"));
        let out = office
            .http
            .get(format!("{}{own}", office.url))
            .send()
            .await
            .unwrap();
        assert_eq!(out.status(), 303);
        let to = out.headers()["location"].to_str().unwrap().to_owned();
        assert_eq!(to, format!("/desk/sign-in?next=%2Fdesk%2Fpasses%2F{pass}"));
        // Signed in: straight on; for another body's guard and for a moderator as for everybody.
        assert_eq!(
            office.desk(&guard, &public).await.to.as_deref(),
            Some(own.as_str())
        );
        for clerk in [
            office.clerk(Role::Guard, &elsewhere),
            office.clerk(Role::Moderator, &session),
        ] {
            let seen = office.desk(&clerk, &public).await;
            assert!(seen.status == 200 && !seen.body.contains("Ахметова"));
        }
        // Looking changes nothing.
        let page = office.desk(&guard, &own).await;
        assert!(
            page.status == 200
                && page.body.contains("Ахметова Айгүл")
                && page.body.contains("Кіргізуге болады")
        );
        assert_eq!(state(office, people[0]), ApplicationState::Seated);
        let done = office.desk_form(&guard, &own, &[]).await;
        assert_eq!(done.to, Some(format!("{own}?done=came")));
        let page = office.desk(&guard, &done.to.unwrap()).await.body;
        assert!(page.contains("Кірген уақыты: 09:40"), "{page}");
        office.at(LATER);
        let again = office.desk_form(&guard, &own, &[]).await;
        let page = office.desk(&guard, &again.to.unwrap()).await.body;
        assert!(page.contains("Бұрын кіргізілген. Уақыты: 09:40"), "{page}");
        assert_eq!(
            office.desk(&guard, "/desk/passes/unknown").await.status,
            404
        );
    }
);

both_engines!(
    absent_are_the_rest_once_the_session_is_over,
    MONDAY,
    async |office| {
        let (session, people) =
            session_with(office, &Planned::default(), &["Ахметова", "Ким", "Омаров"]).await;
        let secretary = office.clerk(Role::Secretary, &session);
        let door = format!("/desk/sessions/{session}/door");
        let absent = format!("{door}/absent");
        office.at(LATER);
        assert_eq!(let_in(office, &secretary, &session, people[0]).await.0, 303);
        assert_eq!(
            office
                .desk_form_on(&secretary, &door, &absent, &[])
                .await
                .status,
            409
        );
        assert!(!office.desk(&secretary, &door).await.body.contains(&absent));
        office.at(OVER);
        assert!(office.desk(&secretary, &door).await.body.contains(&absent));
        let done = office.desk_form_on(&secretary, &door, &absent, &[]).await;
        assert_eq!(done.to, Some(format!("{door}?absent=2")));
        let states: Vec<_> = people.iter().map(|id| state(office, *id)).collect();
        assert_eq!(states, [Attended, Absent, Absent]);
        assert_eq!(
            noted(office, people[1]).last().unwrap().0,
            "application.marked_absent"
        );
        // After the end nobody is let in as if it were now; paper puts the absent right.
        assert_eq!(let_in(office, &secretary, &session, people[1]).await.0, 409);
        let paper = format!("{door}/paper");
        let fields = [("day", "2026-12-10"), ("time", "10:20"), ("came", "2:1")];
        let entered = office.desk_form(&secretary, &paper, &fields).await;
        assert_eq!(entered.status, 303, "{}", entered.body);
        let (now, at, ..) = row(office, people[1]);
        assert_eq!(now, Attended);
        assert_eq!(
            at.unwrap().utc(),
            crate::harness::instant("2026-12-10T10:20:00+05:00")
        );
        assert_eq!(
            office
                .desk_form_on(&secretary, &door, &absent, &[])
                .await
                .to,
            Some(format!("{door}?absent=0"))
        );
    }
);

both_engines!(
    a_list_on_paper_is_entered_later_and_overwrites_nothing,
    MONDAY,
    async |office| {
        let (session, people) =
            session_with(office, &Planned::default(), &["Ахметова", "Ким", "Омаров"]).await;
        let guard = office.clerk(Role::Guard, &session);
        let paper = format!("/desk/sessions/{session}/door/paper");
        let ticks = |time: &'static str| {
            [
                ("day", "2026-12-10"),
                ("time", time),
                ("came", "1:0"),
                ("came", "2:0"),
                ("time-2", "09:45"),
                ("came", "99:0"),
            ]
        };
        office.at(AT_THE_DOOR);
        assert!(
            office
                .desk(&guard, &paper)
                .await
                .body
                .contains("басталғаннан кейін")
        );
        assert_eq!(
            office
                .desk_form(&guard, &paper, &ticks("09:50"))
                .await
                .status,
            409,
            "not before the start"
        );
        office.at(LATER);
        for (time, day, word) in [
            ("11:00", "2026-12-10", "Бұл уақыт әлі келген жоқ"),
            ("soon", "2026-12-10", "Уақытты былай жазыңыз"),
            ("09:50", "2026-12-09", "Отырыс өтетін күндердің"),
        ] {
            let fields = [("day", day), ("time", time), ("came", "1:0")];
            let again = office.desk_form(&guard, &paper, &fields).await;
            assert!(
                again.status == 422 && again.body.contains(word),
                "{time} {day}: {}",
                again.body
            );
            assert!(
                again.body.contains("value=\"1:0\" checked"),
                "what was ticked is kept"
            );
        }
        assert_eq!(
            office
                .desk_form(&guard, &paper, &[("day", "2026-12-10"), ("time", "09:50")])
                .await
                .status,
            422
        );
        // Another guard is faster with the second one.
        assert_eq!(let_in(office, &guard, &session, people[1]).await.0, 303);
        let answer = office.desk_form(&guard, &paper, &ticks("09:50")).await;
        assert_eq!(answer.status, 409);
        assert!(
            answer.body.contains("Енгізілгендер: 1.") && answer.body.contains(">09:45</td>"),
            "{}",
            answer.body
        );
        let local = |id: Id| {
            row(office, id)
                .1
                .map(|at| at.utc().format("%H:%M").to_string())
        };
        assert_eq!(local(people[0]).as_deref(), Some("04:50"));
        assert_eq!(
            local(people[1]).as_deref(),
            Some("05:02"),
            "not overwritten"
        );
        assert_eq!(state(office, people[2]), ApplicationState::Seated);
        assert!(
            noted(office, people[0])
                .last()
                .unwrap()
                .1
                .contains("\"from_paper\":true")
        );
    }
);

/// Takes the list out in one of its forms, as the buttons of the door do.
async fn taken_out(office: &Office, clerk: &Clerk, session: &str, form: &str) -> Answer {
    let door = format!("/desk/sessions/{session}/door");
    let path = format!("/desk/sessions/{session}/passes{form}");
    office.desk_form_on(clerk, &door, &path, &[]).await
}

both_engines!(
    the_list_is_taken_out_safely_and_on_record,
    MONDAY,
    async |office| {
        let surnames = ["Аа", "Бб", "Вв", "Гг", "Дд", "Ее"];
        let (session, people) = session_with(office, &Planned::default(), &surnames).await;
        let wild = ["=1+1", "+7", "-2", "@SUM(A1)", "\tx"];
        for (id, surname) in people.iter().zip(wild) {
            rename(office, *id, surname);
        }
        let secretary = office.clerk(Role::Secretary, &session);
        let base = format!("/desk/sessions/{session}/passes");

        let csv = taken_out(office, &secretary, &session, ".csv").await;
        assert_eq!(csv.headers["cache-control"], "no-store");
        let name = file_name(&csv);
        assert!(
            name.starts_with('T') && name.ends_with("-2026-12-10.csv"),
            "{name}"
        );
        let text = csv
            .body
            .strip_prefix('\u{feff}')
            .expect("the mark of UTF-8");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap().len(), 6);
        let cells: Vec<String> = reader
            .records()
            .map(|record| record.unwrap()[1].to_owned())
            .collect();
        assert_eq!(cells.len(), 6);
        for surname in wild {
            assert!(
                cells.contains(&format!("'{surname}")),
                "{surname:?}: {cells:?}"
            );
        }

        let xlsx = taken_out(office, &secretary, &session, ".xlsx").await;
        let mut workbook = calamine::Xlsx::new(Cursor::new(xlsx.bytes)).unwrap();
        let sheet = workbook.sheet_names()[0].clone();
        let formulas = workbook.worksheet_formula(&sheet).unwrap();
        assert!(
            formulas.used_cells().next().is_none(),
            "no formula anywhere"
        );
        let range = workbook.worksheet_range(&sheet).unwrap();
        let names: Vec<&Data> = range.rows().skip(1).map(|row| &row[1]).collect();
        for surname in wild {
            assert!(
                names.contains(&&Data::String(surname.to_owned())),
                "{surname:?}: {names:?}"
            );
        }
        assert!(
            range
                .rows()
                .skip(1)
                .all(|row| row[4] == Data::Float(1985.0) && row.len() == 6)
        );

        let noted_first = taken_out(office, &secretary, &session, "").await;
        assert_eq!(noted_first.to.as_deref(), Some(base.as_str()));
        let print = office.desk(&secretary, &base).await;
        assert!(
            print.body.contains("<thead>") && print.body.contains("жазып алынады"),
            "{}",
            print.body
        );
        let acts = noted(office, Id::parse(&session).unwrap());
        let lists: Vec<Value> = acts
            .iter()
            .filter(|(act, _)| act == "attendees.listed")
            .map(|(_, after)| serde_json::from_str(after).unwrap())
            .collect();
        let forms: Vec<&str> = lists
            .iter()
            .map(|list| list["form"].as_str().unwrap())
            .collect();
        assert_eq!(forms, ["csv", "xlsx", "print"]);
        assert!(
            lists
                .iter()
                .all(|list| list["people"] == 6 && list["sha256"] == lists[0]["sha256"])
        );
        let version = lists[0]["sha256"].as_str().unwrap().get(..12).unwrap();
        assert!(
            print.body.contains(version),
            "the sheet carries its version"
        );
    }
);

both_engines!(
    a_session_of_several_days_is_at_the_door_on_each_of_them,
    MONDAY,
    async |office| {
        let (session, people) = session_with(office, &Planned::default(), &["Ахметова"]).await;
        let id = Id::parse(&session).unwrap();
        // It ends at midnight: the twelfth is its last day.
        let ends = Instant::from(crate::harness::instant("2026-12-13T00:00:00+05:00"));
        let done = office.app.database.write_here(Lane::Any, move |work| {
            diesel::update(sessions::table.find(id))
                .set((
                    sessions::ends_at.eq(Some(ends)),
                    sessions::closes_at.eq(ends),
                ))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.unwrap();
        let guard = office.clerk(Role::Guard, &session);
        let door = format!("/desk/sessions/{session}/door");
        for (day, seen) in [(9, false), (10, true), (11, true), (12, true), (13, false)] {
            office.at(&format!("2026-12-{day:02}T09:00:00+05:00"));
            let status = office.desk(&guard, &door).await.status;
            let today = office.desk(&guard, "/desk/door").await.body;
            assert_eq!(status, if seen { 200 } else { 404 }, "{day}");
            assert_eq!(today.contains(&door), seen, "{day}");
        }
        office.at("2026-12-11T12:00:00+05:00");
        let paper = format!("{door}/paper");
        let body = office.desk(&guard, &paper).await.body;
        assert!(body.contains("type=\"date\"") && body.contains("value=\"2026-12-11\""));
        let fields = [("day", "2026-12-10"), ("time", "10:05"), ("came", "1:0")];
        assert_eq!(office.desk_form(&guard, &paper, &fields).await.status, 303);
        let at = row(office, people[0]).1.unwrap().utc();
        assert_eq!(at, crate::harness::instant("2026-12-10T10:05:00+05:00"));
    }
);

both_engines!(
    what_was_ticked_comes_back_after_a_sign_in_that_ran_out,
    MONDAY,
    async |office| {
        let (session, people) = session_with(office, &Planned::default(), &["Ахметова"]).await;
        office.at(LATER);
        let guard = office.clerk(Role::Guard, &session);
        let paper = format!("/desk/sessions/{session}/door/paper");
        let fields = [("day", "2026-12-10"), ("time", "09:51"), ("came", "1:0")];
        // Sent by hand, so that nobody notes that the guard was seen meanwhile.
        office.at("2026-12-10T14:02:00+05:00");
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .append_pair("csrf", &guard.csrf())
            .finish();
        let sent = office
            .http
            .post(format!("{}{paper}", office.url))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", &office.url)
            .header("referer", format!("{}{paper}", office.url))
            .header("cookie", format!("__Host-otyrys={}", guard.secret))
            .body(body)
            .send()
            .await
            .unwrap();
        let to = sent.headers()["location"].to_str().unwrap().to_owned();
        assert!(
            sent.status() == 303 && to.starts_with("/desk/sign-in?next="),
            "{to}"
        );
        assert_eq!(state(office, people[0]), ApplicationState::Seated);
        let again = office.desk(&guard, &paper).await.body;
        assert!(
            again.contains("value=\"09:51\"") && again.contains("value=\"1:0\" checked"),
            "{again}"
        );
    }
);
