//! Letters to subscribers and applicants; what is due to the secretariat.

use chrono::TimeDelta;
use otyrys::language::Language;
use otyrys::law::results::ResultKind::{Decision, Minutes, Other};
use otyrys::web::desk::Role;

use super::{AFTER, BEFORE, held, order, publish, state_none};
use crate::harness::{Office, Planned, both_engines};
use crate::notices::scene::{announced, applied, letters, rounds, subjects, subscribed};
use crate::postponing::news_of;
use crate::reminders::{set_up, warn};

fn results_of(office: &Office, session: &str) -> usize {
    let news = news_of(office, session);
    news.iter().filter(|(kind, _)| kind == "results").count()
}

both_engines!(
    subscribers_and_applicants_get_one_letter_with_the_way_there,
    "2026-12-01T09:00:00+05:00",
    async |office: &Office| {
        let session = announced(office, &Planned::default());
        subscribed(office, "reader@example.org", |_| ()).await;
        applied(office, session, "aigul@example.org", Language::Ru).await;
        rounds(office).await;
        office.at(AFTER);
        rounds(office).await;
        let before = letters(office, 0).len();
        let session = session.to_string();
        let clerk = office.clerk(Role::Secretary, &session);
        publish(office, clerk.id, order(office, &session, Decision)).unwrap();
        office.hands.advance(TimeDelta::minutes(2));
        publish(office, clerk.id, order(office, &session, Minutes)).unwrap();
        assert_eq!(results_of(office, &session), 1, "both are told together");
        rounds(office).await;
        let mut told = subjects(office, before);
        told.sort();
        assert_eq!(
            told,
            [
                "aigul@example.org: Опубликованы итоги заседания: Заседание коллегии: водное хозяйство",
                "reader@example.org: Отырыс қорытындысы жарияланды: Алқа отырысы: су шаруашылығы",
            ]
        );
        for letter in letters(office, before) {
            let language = if letter.to.starts_with("aigul") {
                "ru"
            } else {
                "kk"
            };
            let page = format!("/{language}/sessions/{session}/results");
            assert!(letter.text.contains(&page), "{}", letter.text);
            let (status, page) = office.get(&page).await;
            assert_eq!(status, 200);
            assert!(page.contains("05-12/7"));
        }
        // What comes later is news of its own.
        office.hands.advance(TimeDelta::minutes(11));
        publish(office, clerk.id, order(office, &session, Other)).unwrap();
        assert_eq!(results_of(office, &session), 2);
    }
);

both_engines!(
    todays_duty_ends_when_all_is_there,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let duty = "Отырыс қорытындысын жариялау";
        let page = office.desk(&clerk, "/desk").await.body;
        assert!(page.contains(duty), "{page}");
        assert!(page.contains(&format!("/desk/sessions/{session}/results")));
        publish(office, clerk.id, order(office, &session, Decision)).unwrap();
        assert!(office.desk(&clerk, "/desk").await.body.contains(duty));
        publish(office, clerk.id, order(office, &session, Minutes)).unwrap();
        assert!(!office.desk(&clerk, "/desk").await.body.contains(duty));
    }
);

both_engines!(warnings_end_with_it, BEFORE, async |office: &Office| {
    let session = held(office);
    let clerk = office.clerk(Role::Secretary, &session);
    set_up(office, &clerk);
    office.at("2026-12-15T09:00:00+05:00");
    assert_eq!(warn(office).await, 1);
    state_none(office, clerk.id, &session, Decision, None).unwrap();
    publish(office, clerk.id, order(office, &session, Minutes)).unwrap();
    // What was ordered this morning is not sent any more, and no other follows.
    otyrys::worker::run_once(&office.app).await.unwrap();
    let states = crate::reminders::states(office, "deadlines-due");
    assert_eq!(states, ["called_back"]);
    office.at("2026-12-17T09:00:00+05:00");
    assert_eq!(warn(office).await, 0);
});
