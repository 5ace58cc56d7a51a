//! What came on paper, by post or by e-mail: each way with its own time rule, one order of receipt.

use futures_util::future::join_all;
use otyrys::applications::record::Application;
use otyrys::applications::store;
use otyrys::law::application_course::ApplicationState;
use otyrys::law::refusal::Ground;
use otyrys::web::desk::Role;

use crate::desk_applicants::{all, applicants, now};
use crate::harness::{Answer, Clerk, Office, Planned, both_engines, value_on};

/// The day after the last day for applications.
const NOW: &str = "2026-12-09T12:00:00+05:00";

pub struct Paper<'a> {
    pub channel: &'a str,
    pub postmark: &'a str,
    pub arrived: (&'a str, &'a str),
    pub surname: &'a str,
}

pub async fn enter(
    office: &Office,
    (clerk, session): (&Clerk, &str),
    paper: &Paper<'_>,
    more: &[(&str, &str)],
) -> Answer {
    let key = format!("{}{}{}", paper.surname, paper.channel, paper.arrived.1);
    let email = format!(
        "{}@example.org",
        paper
            .surname
            .chars()
            .map(|c| u32::from(c).to_string())
            .collect::<String>()
    );
    let mut fields = vec![
        ("channel", paper.channel),
        ("postmark", paper.postmark),
        ("arrived_on", paper.arrived.0),
        ("arrived_at", paper.arrived.1),
        ("surname", paper.surname),
        ("language", "kk"),
        ("consent_signed", "true"),
    ];
    for (name, value) in [
        ("form_key", key.as_str()),
        ("given_name", "Айгүл"),
        ("birth_year", "1985"),
        ("email", &email),
    ] {
        if !more.iter().any(|(other, _)| *other == name) {
            fields.push((name, value));
        }
    }
    fields.extend_from_slice(more);
    let path = format!("/desk/sessions/{session}/applicants/new");
    office.desk_form(clerk, &path, &fields).await
}

pub fn found(office: &Office, session: &str, surname: &str) -> Option<Application> {
    let mut people = all(office, session).into_iter();
    people.find(|one| one.surname.as_deref() == Some(surname))
}

both_engines!(each_way_has_its_own_last_moment, NOW, async |office| {
    let session = office.session(&Planned::default());
    let clerk = office.clerk(Role::Secretary, &session);
    let table = [
        // The body closes at 18:30.
        ("by_hand", "", ("2026-12-08", "18:29:59"), true),
        ("by_hand", "", ("2026-12-08", "18:30:00"), false),
        // What is posted before 24:00 is in time, however late it comes.
        ("post", "2026-12-08", ("2026-12-09", "11:59"), true),
        ("post", "2026-12-09", ("2026-12-09", "11:59"), false),
        ("email", "", ("2026-12-08", "23:59:59"), true),
        ("email", "", ("2026-12-09", "00:00:00"), false),
    ];
    for (number, (channel, postmark, arrived, in_time)) in (0u8..).zip(table) {
        let surname = format!("Адам{}", char::from(b'a' + number));
        let paper = Paper {
            channel,
            postmark,
            arrived,
            surname: &surname,
        };
        let answer = enter(office, (&clerk, &session), &paper, &[]).await;
        if in_time {
            assert_eq!(answer.status, 303, "{channel} {arrived:?} {}", answer.body);
            let entered = found(office, &session, &surname).unwrap();
            assert_eq!(entered.state, ApplicationState::Seated);
            assert_eq!(entered.channel.as_str(), channel);
            let leads = format!("/desk/applications/{}?done=entered", entered.id);
            assert_eq!(answer.to, Some(leads));
            let row = office
                .app
                .database
                .read_here(|c| store::desk::entry_of(c, entered.id));
            assert_eq!(row.unwrap().unwrap().entered_by, clerk.id);
            continue;
        }
        // Late: asked about, with nothing lost and nothing written.
        assert_eq!(answer.status, 422, "{channel} {arrived:?}");
        assert!(answer.body.contains("record_refused") && answer.body.contains(&surname));
        assert!(found(office, &session, &surname).is_none());
        let record = [("record_refused", "true")];
        let answer = enter(office, (&clerk, &session), &paper, &record).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let refused = found(office, &session, &surname).unwrap();
        assert_eq!(
            (refused.state, refused.seat),
            (ApplicationState::Refused, None)
        );
        let row = office
            .app
            .database
            .read_here(|c| store::desk::refusal_of(c, refused.id));
        assert_eq!(row.unwrap().unwrap().ground, Ground::Late);
        let receipt = format!("/desk/applications/{}/receipt", refused.id);
        let receipt = office.desk(&clerk, &receipt).await;
        assert!(receipt.body.contains(&refused.number) && receipt.body.contains("шағым"));
    }
    let kinds: Vec<String> = office.letters().into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| *kind == "application-received")
            .count(),
        3
    );
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| *kind == "application-refused")
            .count(),
        3
    );
});

both_engines!(
    nothing_comes_in_the_future_or_without_consent,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let paper = Paper {
            channel: "email",
            postmark: "",
            arrived: ("2026-12-09", "12:01"),
            surname: "Қайратова",
        };
        let answer = enter(office, (&clerk, &session), &paper, &[]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("әлі болмаған") && answer.body.contains("Қайратова"));
        let posted = Paper {
            channel: "post",
            postmark: "2026-12-08",
            arrived: ("2026-12-07", "12:01"),
            ..paper
        };
        assert_eq!(
            enter(office, (&clerk, &session), &posted, &[]).await.status,
            422
        );
        let path = format!("/desk/sessions/{session}/applicants/new");
        let fields = [
            ("channel", "email"),
            ("arrived_on", "2026-12-07"),
            ("arrived_at", "10:00"),
            ("surname", "Қайратова"),
        ];
        let answer = office.desk_form(&clerk, &path, &fields).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("Қол қойылған келісім"));
        assert!(all(office, &session).is_empty());
    }
);

both_engines!(
    the_order_is_that_of_arrival_and_nobody_loses_a_seat,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let clerk = office.clerk(Role::Secretary, &session);
        applicants(office, &session, &["Бірінші"]).await;
        office.at("2026-12-07T10:00:00+05:00");
        applicants(office, &session, &["Екінші"]).await;
        // Handed in between the two, entered after both.
        let paper = Paper {
            channel: "by_hand",
            postmark: "",
            arrived: ("2026-12-07", "09:30"),
            surname: "Үшінші",
        };
        assert_eq!(
            enter(office, (&clerk, &session), &paper, &[]).await.status,
            303
        );
        // Handed in before anybody.
        let paper = Paper {
            channel: "by_hand",
            postmark: "",
            arrived: ("2026-12-07", "08:30"),
            surname: "Төртінші",
        };
        assert_eq!(
            enter(office, (&clerk, &session), &paper, &[]).await.status,
            303
        );
        let order: Vec<_> = all(office, &session)
            .into_iter()
            .map(|one| (one.surname.unwrap(), one.state.as_str()))
            .collect();
        let wanted = [
            ("Төртінші", "waiting"),
            ("Бірінші", "seated"),
            ("Үшінші", "waiting"),
            ("Екінші", "waiting"),
        ];
        assert_eq!(order, wanted.map(|(name, state)| (name.to_owned(), state)));
        // The same form once more is the same application; the same person another time is told.
        assert_eq!(
            enter(office, (&clerk, &session), &paper, &[]).await.status,
            303
        );
        let again = Paper {
            arrived: ("2026-12-07", "08:31"),
            ..paper
        };
        assert_eq!(
            enter(office, (&clerk, &session), &again, &[]).await.status,
            422
        );
        assert_eq!(all(office, &session).len(), 4);
        office.letters();
    }
);

both_engines!(
    a_form_that_was_sent_before_drops_nobody,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let paper = |surname| Paper {
            channel: "by_hand",
            postmark: "",
            arrived: ("2026-12-07", "08:30"),
            surname,
        };
        let key = [("form_key", "the-same")];
        let first = enter(office, (&clerk, &session), &paper("Бірінші"), &key).await;
        assert_eq!(first.status, 303, "{}", first.body);
        let twice = enter(office, (&clerk, &session), &paper("Бірінші"), &key).await;
        assert_eq!(twice.to, first.to, "a double click is one application");
        // Back, the next paper, the same form: asked again, with a new key and all that was typed.
        let next = enter(office, (&clerk, &session), &paper("Екінші"), &key).await;
        assert_eq!(next.status, 422);
        assert!(next.body.contains("басқа өтінім енгізілген") && next.body.contains("Екінші"));
        let new_key = value_on(&next.body, "form_key");
        assert_ne!(new_key, "the-same");
        let key = [("form_key", new_key.as_str())];
        let done = enter(office, (&clerk, &session), &paper("Екінші"), &key).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(found(office, &session, "Екінші").is_some());
        // A form without a key is no form of ours: it gets one.
        let none = enter(
            office,
            (&clerk, &session),
            &paper("Үшінші"),
            &[("form_key", " ")],
        )
        .await;
        assert_eq!(none.status, 422);
        assert!(!value_on(&none.body, "form_key").trim().is_empty());
        // Whoever withdrew left no data: the key alone does not make the next one the same.
        let entered = found(office, &session, "Бірінші").unwrap();
        let path = format!("/api/v1/applications/{}", entered.secret);
        let answer = office
            .http
            .delete(format!("{}{path}", office.url))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        let key = [("form_key", "the-same")];
        let next = enter(office, (&clerk, &session), &paper("Төртінші"), &key).await;
        assert_eq!(next.status, 422);
        office.letters();
    }
);

both_engines!(
    paper_does_not_jump_the_queue_behind_one_who_was_moved,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let session = office.session(&Planned {
            capacity: 0,
            ..Planned::default()
        });
        let clerk = office.clerk(Role::Secretary, &session);
        let people = applicants(office, &session, &["Бірінші", "Екінші", "Үшінші"]).await;
        office.at("2026-12-07T10:00:00+05:00");
        applicants(office, &session, &["Төртінші"]).await;
        let path = format!("/desk/applications/{}/order", people[2].id);
        let fields = [
            ("revision", "0"),
            ("state", "waiting"),
            ("place", "1"),
            ("reason", "Кресло-арба"),
        ];
        assert_eq!(office.desk_form(&clerk, &path, &fields).await.status, 303);
        let paper = Paper {
            channel: "by_hand",
            postmark: "",
            arrived: ("2026-12-07", "09:30"),
            surname: "Бесінші",
        };
        let answer = enter(office, (&clerk, &session), &paper, &[]).await;
        assert_eq!(answer.status, 303);
        let order: Vec<String> = all(office, &session)
            .into_iter()
            .filter_map(|one| one.surname)
            .collect();
        let wanted = ["Үшінші", "Бірінші", "Екінші", "Бесінші", "Төртінші"];
        assert_eq!(order, wanted);
        office.letters();
    }
);

/// Who handed in without the year of birth while somebody waits, and is completed at an instant.
async fn completed_at(office: &Office, at: &str) -> (String, Application, Answer) {
    let session = office.session(&Planned {
        capacity: 0,
        ..Planned::default()
    });
    let clerk = office.clerk(Role::Secretary, &session);
    let paper = Paper {
        channel: "by_hand",
        postmark: "",
        arrived: ("2026-12-07", "08:30"),
        surname: "Қайратова",
    };
    let none = [("birth_year", ""), ("email", "q@example.org")];
    enter(office, (&clerk, &session), &paper, &none).await;
    applicants(office, &session, &["Әбдірова"]).await;
    let incomplete = found(office, &session, "Қайратова").unwrap();
    office.at(at);
    let whole = [
        ("revision", "0"),
        ("given_name", "Айгүл"),
        ("birth_year", "1985"),
        ("email", "q@example.org"),
    ];
    let path = format!("/desk/applications/{}/complete", incomplete.id);
    let answer = office.desk_form(&clerk, &path, &whole).await;
    (session, incomplete, answer)
}

both_engines!(
    whole_before_the_cutoff_keeps_its_place,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let (session, incomplete, answer) = completed_at(office, "2026-12-08T23:00:00+05:00").await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(all(office, &session)[0].id, incomplete.id);
        office.letters();
    }
);

both_engines!(
    whole_after_the_cutoff_stands_behind_the_others,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let (session, incomplete, answer) = completed_at(office, "2026-12-09T09:00:00+05:00").await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let last = all(office, &session).pop().unwrap();
        assert_eq!(
            (last.id, last.state),
            (incomplete.id, ApplicationState::Waiting)
        );
        assert_eq!(last.received_at, incomplete.received_at);
        office.letters();
    }
);

both_engines!(
    whole_after_the_session_is_told_of_the_recording,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let (_, incomplete, answer) = completed_at(office, "2026-12-11T09:00:00+05:00").await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let done = now(office, &incomplete);
        assert_eq!(
            (done.state, done.seat),
            (ApplicationState::MovedOnline, None)
        );
        assert_eq!(done.birth_year, Some(1985));
        let kinds: Vec<String> = office.letters().into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["application-moved-online"]);
    }
);

both_engines!(
    incomplete_is_received_and_completed,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let paper = Paper {
            channel: "by_hand",
            postmark: "",
            arrived: ("2026-12-07", "08:30"),
            surname: "Қайратова",
        };
        let none = [
            ("given_name", ""),
            ("birth_year", ""),
            ("email", "q@example.org"),
        ];
        assert_eq!(
            enter(office, (&clerk, &session), &paper, &none)
                .await
                .status,
            303
        );
        let incomplete = found(office, &session, "Қайратова").unwrap();
        assert_eq!(
            (incomplete.state, incomplete.seat),
            (ApplicationState::Incomplete, None)
        );
        assert_eq!(
            office.letters(),
            [(
                "application-received".to_owned(),
                "q@example.org".to_owned()
            )]
        );
        let page = format!("/desk/applications/{}", incomplete.id);
        let shown = office.desk(&clerk, &page).await;
        assert!(shown.body.contains("Жетіспейтін деректер"));
        // Nobody is refused for missing data while it can be added.
        let refuse = office.desk(&clerk, &format!("{page}/refuse")).await;
        assert!(!refuse.body.contains("field-ground-incomplete"));
        let complete = format!("{page}/complete");
        let part = [
            ("revision", "0"),
            ("given_name", "Айгүл"),
            ("birth_year", ""),
            ("email", "q@example.org"),
        ];
        assert_eq!(office.desk_form(&clerk, &complete, &part).await.status, 422);
        let whole = [
            ("revision", "0"),
            ("given_name", "Айгүл"),
            ("birth_year", "1985"),
            ("email", "q@example.org"),
        ];
        let answer = office.desk_form(&clerk, &complete, &whole).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let completed = now(office, &incomplete);
        assert_eq!(completed.state, ApplicationState::Seated);
        assert_eq!(completed.received_at, incomplete.received_at);
        assert!(completed.same_email.is_some());
        assert_eq!(
            office.desk_form(&clerk, &complete, &whole).await.status,
            409
        );
        office.letters();
    }
);

both_engines!(
    posted_in_time_but_come_after_the_session,
    "2026-12-11T12:00:00+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let paper = Paper {
            channel: "post",
            postmark: "2026-12-08",
            arrived: ("2026-12-11", "10:00"),
            surname: "Қайратова",
        };
        let answer = enter(office, (&clerk, &session), &paper, &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let entered = found(office, &session, "Қайратова").unwrap();
        assert_eq!(
            (entered.state, entered.seat),
            (ApplicationState::MovedOnline, None)
        );
        let kinds: Vec<String> = office.letters().into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["application-moved-online"]);
        let late = Paper {
            postmark: "2026-12-09",
            surname: "Әбдірова",
            ..paper
        };
        assert_eq!(
            enter(office, (&clerk, &session), &late, &[]).await.status,
            422
        );
    }
);

both_engines!(
    entries_and_completions_race_for_one_seat,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let clerk = office.clerk(Role::Secretary, &session);
        let none = [("birth_year", "")];
        let paper = Paper {
            channel: "by_hand",
            postmark: "",
            arrived: ("2026-12-07", "08:30"),
            surname: "Бірінші",
        };
        enter(office, (&clerk, &session), &paper, &none).await;
        let incomplete = found(office, &session, "Бірінші").unwrap();
        let complete = format!("/desk/applications/{}/complete", incomplete.id);
        let whole = [
            ("revision", "0"),
            ("given_name", "Айгүл"),
            ("birth_year", "1985"),
            ("email", "q@example.org"),
        ];
        let names: Vec<String> = (b'a'..b'k')
            .map(|letter| format!("Адам{}", char::from(letter)))
            .collect();
        let entries = join_all(names.iter().map(|surname| {
            let clerk = &clerk;
            let session = session.as_str();
            async move {
                let paper = Paper {
                    channel: "by_hand",
                    postmark: "",
                    arrived: ("2026-12-07", "08:45"),
                    surname,
                };
                enter(office, (clerk, session), &paper, &[]).await.status
            }
        }));
        let sites =
            join_all(["Сайтa", "Сайтb", "Сайтc"].map(|surname| office.apply(&session, surname)));
        let (entered, completed, applied) =
            futures_util::join!(entries, office.desk_form(&clerk, &complete, &whole), sites);
        assert!(entered.iter().all(|status| *status == 303), "{entered:?}");
        assert_eq!(completed.status, 303);
        assert!(applied.iter().all(|(status, _)| *status == 201));
        let people = all(office, &session);
        assert_eq!(people.len(), 14, "nobody is lost");
        let seated = people.iter().filter(|one| one.seat.is_some()).count();
        assert_eq!(seated, 1, "nobody is overbooked");
        let waiting = people
            .iter()
            .filter(|one| one.state == ApplicationState::Waiting)
            .count();
        assert_eq!(waiting, 13);
        office.letters();
    }
);

both_engines!(
    /// In an emergency there is no hall to come to; when there is one again, the refusal is what it was.
    a_refusal_keeps_the_paragraph_that_it_was_made_by,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        use crate::emergencies::{declare, end, everywhere};
        const BY_6: &str = "(№ 605-НҚ) 6-тармағы";
        const BY_5: &str = "(№ 605-НҚ) 5-тармағы";
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let one = declare(office, everywhere("one")).emergency.emergency.id;
        let paper = Paper {
            channel: "by_hand",
            postmark: "",
            arrived: ("2026-12-07", "08:30"),
            surname: "Қайратова",
        };
        let more = [("birth_year", ""), ("record_refused", "true")];
        let entered = enter(office, (&clerk, &session), &paper, &more).await;
        assert_eq!(entered.status, 303, "{}", entered.body);
        let refused = all(office, &session).remove(0);
        assert_eq!(refused.state, ApplicationState::Refused);
        assert_eq!(end(office, one, true).restored.len(), 1);
        let page = format!("/desk/applications/{}", refused.id);
        let page = office.desk(&clerk, &page).await.body;
        assert!(page.contains(BY_6) && !page.contains(BY_5), "{page}");
        let told = otyrys::worker::run_once(&office.app).await;
        told.expect("a round");
        let letter = crate::mail::reading::kept(office).remove(0).text;
        assert!(letter.contains(BY_6) && !letter.contains(BY_5), "{letter}");
    }
);
