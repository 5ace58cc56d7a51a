//! What becomes of those who applied, and what everybody is told.

use diesel::prelude::*;
use otyrys::applications::actions;
use otyrys::applications::record::Application;
use otyrys::database::schema::{applications, outbox};
use otyrys::language::Language;
use otyrys::law::application_course::ApplicationState::{
    self, Admitted, Overflow, Seated, Waiting, Withdrawn,
};
use otyrys::outbox::record::Lane as LetterLane;

use super::*;
use crate::harness::both_engines;
use crate::notices::scene::{applied, letters, ordered, round, rounds, subscribed};
use crate::notices::words;

fn people(office: &Office, id: Id) -> Vec<Application> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            applications::table
                .filter(applications::session_id.eq(id))
                .order(applications::ordinal)
                .select(Application::as_select())
                .load(connection)?,
        )
    });
    read.expect("people")
}

fn lanes(office: &Office, kind: &str) -> Vec<LetterLane> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            outbox::table
                .filter(outbox::kind.eq(kind))
                .select(outbox::lane)
                .load(connection)?,
        )
    });
    read.expect("letters")
}

both_engines!(
    a_session_that_is_closed_frees_its_seats_and_refuses_nobody,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        for name in ["one@example.org", "two@example.org"] {
            applied(office, id, name, Language::Ru).await;
        }
        round(office).await;
        let pass = people(office, id)[0].pass.clone();
        close_whole(office, id);
        let all = people(office, id);
        assert!(
            all.iter()
                .all(|one| one.state == ApplicationState::Waiting && one.hall.is_none())
        );
        let seating = stored(office, id).1.seating;
        assert_eq!((seating.seated, seating.waiting), (0, 2));
        let (status, answer) = office.apply(id.as_str(), "Кеш").await;
        assert_eq!((status, answer["code"].as_str()), (409, Some("not_open")));
        let own = format!("/ru/applications/{}", all[0].secret);
        let (_, page) = office.get(&own).await;
        assert!(page.contains("Вам не отказано"), "{page}");
        assert!(!page.contains("листе ожидания. Номер очереди"), "{page}");
        assert!(!page.contains(&pass), "no pass is shown: {page}");
        // The cut-off has passed meanwhile: those who had a seat have it again.
        office.at("2026-12-09T12:00:00+05:00");
        reopen(office, reopening(office, id)).unwrap();
        let all = people(office, id);
        assert!(
            all.iter().all(|one| one.state == ApplicationState::Seated),
            "{all:?}"
        );
        assert_eq!(stored(office, id).1.seating.seated, 2);
        office.letters();
    }
);

/// States and seats, in the order of receipt.
fn places(office: &Office, id: Id) -> Vec<(ApplicationState, Option<i32>)> {
    let all = people(office, id).into_iter();
    all.map(|one| (one.state, one.seat)).collect()
}

/// Five who applied for three seats, the first admitted; then the session is closed, and the second withdraws.
async fn three_of_five(office: &Office) -> Id {
    let id = announced(
        office,
        &Planned {
            capacity: 2,
            overflow: 1,
            ..Planned::default()
        },
    );
    for name in ["one", "two", "three", "four", "five"] {
        applied(office, id, &format!("{name}@example.org"), Language::Ru).await;
    }
    let (now, all) = (office.app.now(), people(office, id));
    let seen = actions::Seen {
        application: all[0].id,
        revision: all[0].revision,
        staff: Id::new(),
    };
    let admit = move |work: &mut Work| actions::admit(work, now, seen);
    office.app.database.write_here(Lane::All, admit).unwrap();
    let before = places(office, id);
    let is = [Admitted, Seated, Overflow, Waiting, Waiting];
    assert_eq!(before.iter().map(|one| one.0).collect::<Vec<_>>(), is);
    close_whole(office, id);
    assert!(places(office, id).iter().all(|one| *one == (Waiting, None)));
    let secret = all[1].secret.clone();
    let withdraw = move |work: &mut Work| actions::withdraw(work, now, &secret);
    office.app.database.write_here(Lane::All, withdraw).unwrap();
    let seating = stored(office, id).1.seating;
    assert_eq!(
        (seating.seated, seating.overflow_seated, seating.waiting),
        (0, 0, 4)
    );
    id
}

both_engines!(
    /// After the cut-off a seat that somebody left stays free: nobody moves up who never had one.
    whoever_had_a_seat_has_that_very_one_again,
    NOW,
    async |office: &Office| {
        let id = three_of_five(office).await;
        office.at("2026-12-09T12:00:00+05:00");
        reopen(office, reopening(office, id)).unwrap();
        let is = [
            (Admitted, Some(1)),
            (Withdrawn, None),
            (Overflow, Some(1)),
            (Waiting, None),
            (Waiting, None),
        ];
        assert_eq!(places(office, id), is);
        let seating = stored(office, id).1.seating;
        assert_eq!((seating.seated, seating.overflow_seated, seating.waiting), (1, 1, 2));
        office.letters();
    }
);

both_engines!(
    before_the_cut_off_those_who_wait_have_what_is_left,
    NOW,
    async |office: &Office| {
        let id = three_of_five(office).await;
        reopen(office, reopening(office, id)).unwrap();
        let is = [
            (Admitted, Some(1)),
            (Withdrawn, None),
            (Seated, Some(2)),
            (Overflow, Some(1)),
            (Waiting, None),
        ];
        assert_eq!(places(office, id), is);
        let seating = stored(office, id).1.seating;
        assert_eq!(
            (seating.seated, seating.overflow_seated, seating.waiting),
            (2, 1, 1)
        );
        office.letters();
    }
);

both_engines!(
    closing_the_session_is_told_at_once_and_once,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        subscribed(office, "reader@example.org", |_| ()).await;
        // The announcement has been read.
        rounds(office).await;
        office.hands.advance(chrono::TimeDelta::minutes(10));
        applied(office, id, "one@example.org", Language::Ru).await;
        round(office).await;
        let before = letters(office, 0).len();
        close_whole(office, id);
        round(office).await;
        let told = letters(office, before);
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(lanes(office, "applicant-changed"), [LetterLane::Urgent]);
        assert_eq!(lanes(office, "subscriber-changed"), [LetterLane::Urgent]);
        round(office).await;
        assert_eq!(letters(office, before).len(), 2, "once");
        let mine = told.iter().find(|one| one.to == "one@example.org").unwrap();
        for said in [
            "коммерческая тайна",
            "№ 17-Ж",
            "в зал не допускаются",
            "Вам не отказано",
            "жалобу",
            "10 декабря 2026 года",
        ] {
            assert!(mine.text.contains(said), "{said}: {}", mine.text);
        }
        assert!(!mine.text.contains("example.org/live"), "{}", mine.text);
        let (method, file) = mine.calendar.clone().expect("a calendar part");
        assert_eq!(method, "CANCEL");
        assert!(file.contains("METHOD:CANCEL"), "{file}");
        let other = told
            .iter()
            .find(|one| one.to == "reader@example.org")
            .unwrap();
        assert!(other.text.contains("коммерциялық құпия"), "{}", other.text);
        for letter in &told {
            for marker in [MARKER_KK, MARKER_RU, "су шаруашылығы", "водное хозяйство"]
            {
                assert!(!letter.text.contains(marker), "{marker}: {}", letter.text);
                assert!(!letter.html.contains(marker) && !letter.subject.contains(marker));
            }
        }
    }
);

both_engines!(
    a_session_with_a_closed_item_stays_open_and_broadcast,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        office.hands.advance(chrono::TimeDelta::minutes(10));
        applied(office, id, "one@example.org", Language::Ru).await;
        round(office).await;
        let before = letters(office, 0).len();
        close_second(office, id);
        assert_eq!(people(office, id)[0].state, ApplicationState::Seated);
        round(office).await;
        let told = letters(office, before);
        assert_eq!(told.len(), 1);
        assert_eq!(lanes(office, "applicant-changed"), [LetterLane::Urgent]);
        let text = &told[0].text;
        for said in [
            "рассматриваются вопросы: № 2",
            "коммерческая тайна",
            "Остальные вопросы остаются открытыми",
            "example.org/live",
            "жалобу",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(
            !text.contains(MARKER_RU) && !text.contains("не допускаются"),
            "{text}"
        );
        let (method, _) = told[0].calendar.clone().expect("a calendar part");
        assert_eq!(method, "REQUEST");
        let (_, page) = office.get(&format!("/ru/sessions/{id}")).await;
        for said in [
            "О водосбережении",
            "вопросы: № 2",
            "коммерческая тайна",
            "Остальные вопросы рассматриваются открыто",
            "example.org/live",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert_eq!(
            office.apply(id.as_str(), "Тағы").await.0,
            201,
            "one still applies"
        );
        office.letters();
    }
);

#[actix_web::test]
async fn what_applicants_read_in_three_languages() {
    for language in Language::ALL {
        let office = words::office();
        let id = of_two(&office);
        office.hands.advance(chrono::TimeDelta::minutes(10));
        let answer = applied(&office, id, "aigul@example.org", language).await;
        rounds(&office).await;
        close_second(&office, id);
        round(&office).await;
        close_whole(&office, id);
        round(&office).await;
        let mut order = reopening(&office, id);
        order.why = text("Сот шешімді жойды", "Решение отменено судом");
        reopen(&office, order).unwrap();
        round(&office).await;
        let session = id.to_string();
        let of = |field| words::text(&answer, field);
        let (secret, number, own) = (of("secret"), of("number"), of("id"));
        let masks = [
            (session.as_str(), "SESSION"),
            (&secret, "SECRET"),
            (&number, "NUMBER"),
            (&own, "APPLICATION"),
        ];
        let told = letters(&office, 1).into_iter();
        let told: Vec<_> = told.map(|letter| words::masked(letter, &masks)).collect();
        let names = ["items", "whole", "reopened"];
        assert_eq!(told.len(), names.len());
        for (letter, name) in told.iter().zip(names) {
            insta::assert_snapshot!(format!("applicant_{name}_{language}"), words::shown(letter));
        }
        office.close().await;
    }
}

both_engines!(
    /// Its vote did not carry: whoever waits has the seat again, and must hear of it at once.
    whoever_has_a_seat_again_while_the_session_sits_is_told,
    NOW,
    async |office: &Office| {
        let id = announced(office, &Planned::default());
        applied(office, id, "aigul@example.org", Language::Ru).await;
        rounds(office).await;
        close_whole(office, id);
        rounds(office).await;
        let told = || {
            let all = ordered(office).into_iter();
            all.filter(|(kind, _, _)| kind.starts_with("applicant-")).count()
        };
        let before = told();
        office.at("2026-12-10T10:40:00+05:00");
        reopen(office, reopening(office, id)).unwrap();
        rounds(office).await;
        assert_eq!(told(), before + 1);
        assert_eq!(people(office, id)[0].state, Seated);
        // Afterwards nobody is sent to a hall that is empty.
        let other = announced(
            office,
            &Planned {
                kazakh_title: "Екінші",
                ..Planned::default()
            },
        );
        close_whole(office, other);
        office.at("2026-12-11T10:40:00+05:00");
        reopen(office, reopening(office, other)).unwrap();
        rounds(office).await;
        assert_eq!(told(), before + 1);
    }
);
