//! `otyrys fill` beside a running office.

use diesel::prelude::*;
use otyrys::database::Broken;
use otyrys::database::schema::{applications, outbox, seating, sessions};

use crate::harness::{Office, both_engines};

/// The machine's own day does not matter: the calendar's last working day is far enough.
const MONDAY: &str = "2026-12-07T09:00:00+05:00";

fn counts(office: &Office) -> (i64, i64, i64) {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>((
            sessions::table.count().get_result(connection)?,
            applications::table.count().get_result(connection)?,
            outbox::table.count().get_result(connection)?,
        ))
    });
    read.unwrap()
}

both_engines!(
    an_office_of_the_size_asked_for_beside_a_running_server,
    MONDAY,
    async |office| {
        let (_, before) = office.get_json("/api/v1/sessions?from=2020-01-01").await;
        assert_eq!(before["items"].as_array().unwrap().len(), 0);
        let size = [
            "--bodies",
            "4",
            "--sessions",
            "130",
            "--applications",
            "300",
        ];
        let arguments: Vec<&str> = ["fill"].into_iter().chain(size).collect();
        let ran = office.program(&arguments).well();
        assert_eq!(
            ran.text(),
            "filled: 4 bodies, 130 sessions, 300 applications\n"
        );
        assert_eq!(counts(office), (130, 300, 0), "and no letter to anybody");
        let (_, after) = office
            .get_json("/api/v1/sessions?from=2020-01-01&limit=200")
            .await;
        let items = after["items"].as_array().unwrap();
        assert_eq!(items.len(), 130, "announced, and shown at once");
        assert!(
            items
                .iter()
                .all(|session| session["announced_in_time"] == true)
        );
        let in_kazakh = |session: &serde_json::Value| {
            session["title"]["kk"].as_str().unwrap().contains("отырыс")
        };
        assert!(items.iter().all(in_kazakh));
        let search = "/api/v1/sessions?from=2020-01-01&limit=200&q=отырыс";
        let (_, found) = office.get_json(search).await;
        assert_eq!(found["items"].as_array().unwrap().len(), 130);
        assert_eq!(
            office.get_json("/api/v1/bodies").await.1["items"]
                .as_array()
                .unwrap()
                .len(),
            4
        );
        office.program(&arguments).well();
        assert_eq!(counts(office), (260, 600, 0), "once more is as many more");
        assert_eq!(
            office.get_json("/api/v1/bodies").await.1["items"]
                .as_array()
                .unwrap()
                .len(),
            4
        );
    }
);

both_engines!(
    a_crowd_fills_hall_overflow_hall_and_queue,
    MONDAY,
    async |office| {
        let size = ["--bodies", "1", "--sessions", "1", "--applications", "50"];
        let arguments: Vec<&str> = ["fill"].into_iter().chain(size).collect();
        office.program(&arguments).well();
        let seats = office.app.database.read_here(|connection| {
            let columns = (
                seating::seated,
                seating::capacity,
                seating::overflow_seated,
                seating::waiting,
                seating::received,
            );
            Ok::<(i32, i32, i32, i32, i32), Broken>(
                seating::table.select(columns).first(connection)?,
            )
        });
        assert_eq!(seats.unwrap(), (30, 30, 10, 10, 50));
    }
);

both_engines!(what_cannot_be_is_wrong_use, MONDAY, async |office| {
    for size in [["0", "1", "0"], ["1", "0", "1"], ["-1", "0", "0"]] {
        let [bodies, sessions, applications] = size;
        let ran = office.program(&[
            "fill",
            "--bodies",
            bodies,
            "--sessions",
            sessions,
            "--applications",
            applications,
        ]);
        assert_eq!(ran.code, Some(2), "{size:?}: {}", ran.said);
    }
    assert_eq!(counts(office), (0, 0, 0));
});
