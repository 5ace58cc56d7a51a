//! Who was told, when and how, and who was not reached.

use otyrys::database::schema::calls;
use otyrys::web::desk::Role;

use super::*;
use crate::harness::{Planned, both_engines};

/// The number beside a label on the page.
fn beside(page: &str, label: &str) -> String {
    let rest = page.split(&format!("<dt>{label}</dt>")).nth(1);
    let rest = rest.unwrap_or_else(|| panic!("{label}: {page}"));
    let value = rest.split("<dd>").nth(1).unwrap_or_default();
    value
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect()
}

fn call_of(office: &Office, session: &str) -> String {
    let id = Id::parse(session).expect("an id");
    let read = move |connection: &mut _| {
        let of_session = calls::table.filter(calls::session_id.eq(id));
        Ok::<_, Broken>(of_session.select(calls::id).get_result::<Id>(connection)?)
    };
    office
        .app
        .database
        .read_here(read)
        .expect("a call")
        .to_string()
}

both_engines!(
    the_report_says_what_became_of_letters_and_calls,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        two_people(office, &session).await;
        assert_eq!(office.apply(&session, "Болатова").await.0, 201);
        office.letters();
        let admin = office.clerk(Role::SystemAdmin, &session);
        let secretary = office.clerk(Role::Secretary, &session);
        let fields = filled(office, &admin).await;
        let address = declare(office, &admin, &fields).await;
        let path = format!("{address}/report");

        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, "Өтінімдер"), "3");
        assert_eq!(beside(&page, "Жіберілуін күтіп тұрған хаттар"), "2");
        assert_eq!(
            beside(&page, "Хабар жетпегендер"),
            "1",
            "who has a telephone alone"
        );
        assert!(
            page.contains("Сериков") && !page.contains("Ахметова"),
            "{page}"
        );

        office.at("2026-12-07T09:05:00+05:00");
        post_says(office, "delivered");
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, "Жеткізілген хаттар"), "2");
        assert!(page.contains("09:05"), "{page}");

        let call = call_of(office, &session);
        let sent = [("item", call.as_str())];
        let done = office
            .desk_form_on(
                &secretary,
                "/desk/letters",
                "/desk/letters/telephoned",
                &sent,
            )
            .await;
        assert_eq!(done.status, 303, "{}", done.body);
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, "Телефон арқылы хабарланғандар"), "1");
        assert_eq!(beside(&page, "Хабар жетпегендер"), "0");
        let undone = [("item", call.as_str()), ("undo", "1")];
        office
            .desk_form_on(
                &secretary,
                "/desk/letters",
                "/desk/letters/telephoned",
                &undone,
            )
            .await;
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, "Хабар жетпегендер"), "1");
    }
);

both_engines!(
    a_lost_letter_is_made_up_for_by_a_call_and_stays_known,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        assert_eq!(office.apply(&session, "Ахметова").await.0, 201);
        office.letters();
        let secretary = office.clerk(Role::Secretary, &session);
        let admin = office.clerk(Role::SystemAdmin, &session);
        let fields = filled(office, &admin).await;
        let address = declare(office, &admin, &fields).await;
        post_says(office, "permanent_failure");
        let path = format!("{address}/report");
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, "Жеткізілмеген хаттар: қабылданбады"), "1");
        assert_eq!(beside(&page, "Хабар жетпегендер"), "1");
        assert!(page.contains("Ахметова"), "{page}");

        let lost = office.app.database.read_here(|connection| {
            let lost = outbox::table.filter(outbox::state.eq("permanent_failure"));
            Ok::<_, Broken>(lost.select(outbox::id).get_result::<Id>(connection)?)
        });
        let lost = lost.expect("a letter").to_string();
        let sent = [("item", lost.as_str())];
        let done = office
            .desk_form_on(
                &secretary,
                "/desk/letters",
                "/desk/letters/telephoned",
                &sent,
            )
            .await;
        assert_eq!(done.status, 303, "{}", done.body);
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, "Хабар жетпегендер"), "0");
        assert!(!page.contains("Ахметова"), "{page}");

        // Personal data goes; that somebody was reached, and how, stays.
        office.at("2027-03-01T09:00:00+05:00");
        let forgotten =
            otyrys::applications::jobs::forget_applicants(&office.app, office.app.now());
        assert_eq!(forgotten.expect("forgotten"), 1);
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, "Телефон арқылы хабарланғандар"), "1");
        assert_eq!(beside(&page, "Хабар жетпегендер"), "0");
    }
);

both_engines!(names_are_for_those_who_may_see_them, NOW, async |office| {
    let session = office.session_of("one", &Planned::default());
    let other = office.session_of("two", &Planned::default());
    two_people(office, &session).await;
    let admin = office.clerk(Role::SystemAdmin, &session);
    let supervisor = office.clerk(Role::Supervisor, &session);
    let secretary = office.clerk(Role::Secretary, &session);
    let stranger = office.clerk(Role::Secretary, &other);
    let fields = filled(office, &admin).await;
    let address = declare(office, &admin, &fields).await;
    let path = format!("{address}/report");
    for reader in [&admin, &supervisor] {
        let page = office.desk(reader, &path).await.body;
        assert_eq!(beside(&page, "Хабар жетпегендер"), "1");
        assert!(!page.contains("Сериков"), "{page}");
        let people = office
            .desk_form_on(reader, &path, &format!("{address}/people.csv"), &[])
            .await;
        assert_eq!(people.status, 403, "{}", people.body);
    }
    let page = office.desk(&stranger, &path).await.body;
    assert_eq!(beside(&page, "Өтінімдер"), "0", "nothing of another body");
    assert!(!page.contains("Сериков"), "{page}");

    let table = office
        .desk_form_on(&supervisor, &path, &format!("{address}/report.csv"), &[])
        .await;
    assert_eq!(table.status, 200, "{}", table.body);
    let lines: Vec<&str> = table.body.lines().collect();
    assert_eq!(
        lines.len(),
        4,
        "a head, two sessions, their sum: {}",
        table.body
    );
    assert!(
        lines[0].contains("letters_waiting") && lines[3].contains(",2,"),
        "{}",
        table.body
    );
    let people = office
        .desk_form_on(&secretary, &path, &format!("{address}/people.csv"), &[])
        .await;
    assert_eq!(people.status, 200, "{}", people.body);
    assert!(
        people.body.contains("Сериков") && people.body.contains("Ахметова"),
        "{}",
        people.body
    );
    let acts = office.journal_of("emergency");
    let exported = acts
        .iter()
        .filter(|(act, _)| act == "emergency.report_exported");
    assert_eq!(exported.count(), 2, "{acts:?}");
    assert!(acts.iter().all(|(_, after)| !after.contains("Сериков")));
    office.letters();
});
