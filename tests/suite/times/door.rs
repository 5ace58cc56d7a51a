//! Passes hold for every sitting.

use otyrys::database::schema::applications;
use otyrys::law::session_course::SessionAct;
use otyrys::web::desk::Role;

use super::*;
use crate::harness::{Clerk, Planned, both_engines};

async fn person(office: &Office, session: &str, surname: &str) -> (String, String) {
    let (status, answer) = office.apply(session, surname).await;
    assert_eq!(status, 201, "{answer}");
    office.letters();
    let id = Id::parse(answer["id"].as_str().unwrap()).unwrap();
    let pass = office.app.database.read_here(|connection| {
        let row = applications::table.find(id).select(applications::pass);
        Ok::<String, Broken>(row.get_result(connection)?)
    });
    (id.to_string(), pass.unwrap())
}

async fn let_in(office: &Office, guard: &Clerk, pass: &str) -> u16 {
    let path = format!("/desk/passes/{pass}");
    office.desk_form(guard, &path, &[]).await.status
}

async fn shown(office: &Office, guard: &Clerk, pass: &str) -> String {
    office
        .desk(guard, &format!("/desk/passes/{pass}"))
        .await
        .body
}

both_engines!(a_pass_opens_every_sitting, NOW, async |office| {
    let session = office.session(&Planned::default());
    let (_, early) = person(office, &session, "Ахметова").await;
    let (_, late) = person(office, &session, "Сериков").await;
    let guard = office.clerk(Role::Guard, &session);
    office.at("2026-12-10T09:50:00+05:00");
    along(office, &session, SessionAct::GoLive).unwrap();
    assert_eq!(let_in(office, &guard, &early).await, 303);
    office.at(SITS);
    // Until Monday: Friday is a day of the break.
    let monday = otyrys::law::sittings::Continuation::Add {
        breaks: time("2026-12-10T13:00:00"),
        next: sitting("2026-12-14T10:00:00", "2026-12-14T12:00:00"),
    };
    adjourn(office, &session, monday).unwrap();

    office.at("2026-12-11T10:00:00+05:00");
    let door = office.desk(&guard, "/desk/door").await.body;
    assert!(!door.contains(&session), "it does not sit today: {door}");
    let friday = shown(office, &guard, &late).await;
    assert!(friday.contains("notice-bad"), "{friday}");

    office.at("2026-12-14T09:50:00+05:00");
    let door = office.desk(&guard, "/desk/door").await.body;
    assert!(door.contains(&session), "{door}");
    // Who came on Thursday comes in again, and attended since Thursday.
    let again = shown(office, &guard, &early).await;
    assert!(
        again.contains("notice-good")
            && again.contains("Отырыстың алдыңғы күні келген, кіргізіңіз."),
        "{again}"
    );
    let list = office
        .desk(&guard, &format!("/desk/sessions/{session}/door"))
        .await
        .body;
    assert!(list.contains("Отырыстың алдыңғы күні келген"), "{list}");
    // Who did not come on Thursday comes now, by the same pass.
    assert!(shown(office, &guard, &late).await.contains("notice-good"));
    assert_eq!(let_in(office, &guard, &late).await, 303);
    let inside = shown(office, &guard, &late).await;
    assert!(!inside.contains("алдыңғы күні"), "came today: {inside}");
});

both_engines!(
    who_came_before_a_break_comes_in_again_on_the_same_day,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let (_, early) = person(office, &session, "Ахметова").await;
        let (_, late) = person(office, &session, "Сериков").await;
        let guard = office.clerk(Role::Guard, &session);
        office.at("2026-12-10T10:00:00+05:00");
        assert_eq!(let_in(office, &guard, &early).await, 303);
        let afternoon = otyrys::law::sittings::Continuation::Add {
            breaks: time("2026-12-10T13:00:00"),
            next: sitting("2026-12-10T15:00:00", "2026-12-10T18:00:00"),
        };
        adjourn(office, &session, afternoon).unwrap();
        office.at("2026-12-10T12:59:59+05:00");
        let inside = shown(office, &guard, &early).await;
        assert!(inside.contains("notice-warn"), "in already: {inside}");
        office.at("2026-12-10T14:55:00+05:00");
        let again = shown(office, &guard, &early).await;
        assert!(
            again.contains("notice-good") && again.contains("Үзіліске дейін келген, кіргізіңіз."),
            "{again}"
        );
        assert_eq!(let_in(office, &guard, &late).await, 303);
        office.at("2026-12-10T15:10:00+05:00");
        let inside = shown(office, &guard, &late).await;
        assert!(
            inside.contains("notice-warn"),
            "came after the break: {inside}"
        );
        let list = office
            .desk(&guard, &format!("/desk/sessions/{session}/door"))
            .await
            .body;
        assert_eq!(list.matches("Үзіліске дейін келген").count(), 1, "{list}");
    }
);
