//! Who was told, when and how, and who was not reached.

use chrono::TimeDelta;
use otyrys::database::schema::calls;
use otyrys::web::desk::Role;

use super::*;
use crate::emergencies::{of_kind, people, sweep};
use crate::harness::{Planned, both_engines};
use crate::notices::scene;

const FAILED: &str = "Жеткізілмеген хаттар: қабылданбады немесе жіберілмеді";
const NOT_REACHED: &str = "Әлі хабар жетпегендер";

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

/// The one letter that did not arrive.
fn lost(office: &Office) -> String {
    let lost = office.app.database.read_here(|connection| {
        let lost = outbox::table.filter(outbox::state.eq("permanent_failure"));
        Ok::<_, Broken>(lost.select(outbox::id).get_result::<Id>(connection)?)
    });
    lost.expect("a letter").to_string()
}

async fn telephone(office: &Office, clerk: &Clerk, sent: &[(&str, &str)]) {
    let (list, path) = ("/desk/letters", "/desk/letters/telephoned");
    let done = office.desk_form_on(clerk, list, path, sent).await;
    assert_eq!(done.status, 303, "{}", done.body);
}

/// One with a telephone alone.
async fn by_telephone(office: &Office, session: &str, (surname, phone): (&str, &str)) {
    let person = json!({
        "surname": surname, "given_name": "Ерлан", "birth_year": 1970,
        "phone": phone, "consent": true,
    });
    let path = format!("/api/v1/sessions/{session}/applications");
    assert_eq!(office.post_json(&path, &person, None).await.0, 201);
}

/// An emergency is declared over a session with one applicant, who has a letter to come: the session, its secretary, and
/// where the report is.
async fn one_told(office: &Office) -> (String, Clerk, String) {
    let session = office.session(&Planned::default());
    assert_eq!(office.apply(&session, "Ахметова").await.0, 201);
    office.letters();
    let secretary = office.clerk(Role::Secretary, &session);
    let admin = office.clerk(Role::SystemAdmin, &session);
    let fields = filled(office, &admin).await;
    let path = format!("{}/report", declare(office, &admin, &fields).await);
    (session, secretary, path)
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
            beside(&page, "Әлі хабар жетпегендер"),
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
        assert_eq!(beside(&page, "Әлі хабар жетпегендер"), "0");
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
        assert_eq!(beside(&page, "Әлі хабар жетпегендер"), "1");
    }
);

both_engines!(
    a_lost_letter_is_made_up_for_by_a_call_and_stays_known,
    NOW,
    async |office| {
        let (_, secretary, path) = one_told(office).await;
        post_says(office, "permanent_failure");
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, FAILED), "1");
        assert_eq!(beside(&page, "Әлі хабар жетпегендер"), "1");
        assert!(page.contains("Ахметова"), "{page}");

        let item = lost(office);
        telephone(office, &secretary, &[("item", &item)]).await;
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, NOT_REACHED), "0");
        assert_eq!(beside(&page, "Телефон арқылы хабарланғандар"), "1");
        telephone(office, &secretary, &[("item", &item), ("undo", "1")]).await;
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, NOT_REACHED), "1");
        telephone(office, &secretary, &[("item", &item)]).await;
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, NOT_REACHED), "0");
        assert!(!page.contains("Ахметова"), "{page}");

        // Personal data goes; that somebody was reached, and how, stays.
        office.at("2027-03-01T09:00:00+05:00");
        let forgotten =
            otyrys::applications::jobs::forget_applicants(&office.app, office.app.now());
        assert_eq!(forgotten.expect("forgotten"), 1);
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, "Телефон арқылы хабарланғандар"), "1");
        assert_eq!(beside(&page, "Әлі хабар жетпегендер"), "0");
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
        assert_eq!(beside(&page, "Әлі хабар жетпегендер"), "1");
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

both_engines!(
    whoever_withdrew_is_not_looked_for_when_the_letter_is_lost,
    NOW,
    async |office| {
        let (session, secretary, path) = one_told(office).await;
        post_says(office, "permanent_failure");
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, NOT_REACHED), "1");
        let id = Id::parse(&session).expect("an id");
        let secret = people(office, id).remove(0).secret;
        let withdraw = format!("/kk/applications/{secret}/withdraw");
        assert_eq!(office.post_form(&withdraw, &[]).await.0, 303);
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, NOT_REACHED), "0");
        assert!(!page.contains("Ахметова"), "{page}");
        office.letters();
    }
);

both_engines!(
    what_was_told_stays_told_when_addresses_are_forgotten,
    NOW,
    async |office| {
        let (_, secretary, path) = one_told(office).await;
        post_says(office, "delivered");
        office.at("2027-03-01T09:00:00+05:00");
        let forgotten =
            otyrys::applications::jobs::forget_applicants(&office.app, office.app.now());
        assert_eq!(forgotten.expect("forgotten"), 1);
        // It stands yet, and reaches a session with people of its own.
        let later = office.session(&Planned {
            starts: "2027-03-11T10:00:00",
            ..Planned::default()
        });
        assert_eq!(office.apply(&later, "Болатова").await.0, 201);
        assert_eq!(sweep(office), 1);
        let page = office.desk(&secretary, &path).await.body;
        assert_eq!(beside(&page, "Байланыс деректері жоқ адамдар"), "0");
        assert_eq!(beside(&page, "Жеткізілген хаттар"), "1");
        assert_eq!(beside(&page, NOT_REACHED), "0");
        office.letters();
    }
);

/// One who subscribed is told; where something is changed while that letter waits, by another letter in its place.
async fn one_subscriber(office: &Office, replaced: bool) {
    let id = scene::announced(office, &Planned::default());
    scene::subscribed(office, "reader@example.org", |_| {}).await;
    scene::rounds(office).await;
    let admin = office.clerk(Role::SystemAdmin, id.as_str());
    let fields = filled(office, &admin).await;
    let address = declare(office, &admin, &fields).await;
    let path = format!("{address}/report");
    let page = office.desk(&admin, &path).await.body;
    assert!(!page.contains("subscribers-title"), "{page}");
    if replaced {
        scene::tell(&office.app).await.expect("ordered");
        office.hands.advance(TimeDelta::seconds(1));
        scene::revise(office, id, None, |order| {
            order.broadcast_url = Some("https://example.org/emergency".to_owned());
        });
    }
    scene::rounds(office).await;
    scene::rounds(office).await;
    let page = office.desk(&admin, &path).await.body;
    let (_, told) = page.split_once("subscribers-title").expect("subscribers");
    assert!(told.contains("Жазылушыларға жіберілген хаттар"), "{page}");
    assert_eq!(
        told.matches("<td>1<br>").count(),
        2,
        "one, and in all: {page}"
    );
    assert!(!page.contains("reader@example.org"), "{page}");
    assert_eq!(beside(&page, "Жеткізілген хаттар"), "0", "nobody applied");
    let table = format!("{address}/report.csv");
    let table = office.desk_form_on(&admin, &path, &table, &[]).await.body;
    let lines: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    let column = lines[0]
        .iter()
        .position(|name| *name == "subscribers_delivered");
    assert_eq!(
        lines.last().expect("the sum")[column.expect("a column")],
        "1",
        "{table}"
    );
    let switched = of_kind(office, "subscriber-switched");
    assert_eq!(switched.len(), if replaced { 2 } else { 1 });
}

both_engines!(those_who_subscribed_are_counted, NOW, async |office| {
    one_subscriber(office, false).await;
});

both_engines!(
    a_letter_that_replaced_another_counts_in_its_place,
    NOW,
    async |office| {
        one_subscriber(office, true).await;
    }
);

both_engines!(
    those_to_telephone_stand_in_the_order_of_their_sessions,
    NOW,
    async |office| {
        let late = office.session(&Planned {
            starts: "2026-12-14T10:00:00",
            ..Planned::default()
        });
        let first = office.session(&Planned::default());
        for (session, person) in [
            (&late, ("Әлімов", "+77010000001")),
            (&first, ("Бекова", "+77010000002")),
            (&first, ("Жүсіпов", "+77010000003")),
        ] {
            by_telephone(office, session, person).await;
        }
        let admin = office.clerk(Role::SystemAdmin, &first);
        let secretary = office.clerk(Role::Secretary, &first);
        let fields = filled(office, &admin).await;
        let path = format!("{}/report", declare(office, &admin, &fields).await);
        let page = office.desk(&secretary, &path).await.body;
        let place = |surname: &str| page.find(surname).expect("a person");
        assert!(place("Бекова") < place("Жүсіпов"), "{page}");
        assert!(place("Жүсіпов") < place("Әлімов"), "{page}");
        office.letters();
    }
);
