//! A maslikhat gives notice of what it is going to vote on in the session itself; both stand on one record (CL-3).

use diesel::prelude::*;
use otyrys::database::schema::bodies;
use otyrys::law::body::BodyType;
use otyrys::law::closing::{Channel, Item, Vote};
use otyrys::sessions::actions::{self, Placed, Voted};
use otyrys::web::desk::Role;

use super::desk::{filled, press, with};
use super::*;
use crate::harness::{both_engines, instant, value_on};
use crate::postponing::noted;

/// Like [`of_two`], of a maslikhat.
fn of_maslikhat(office: &Office) -> Id {
    let id = of_two(office);
    let body = stored(office, id).0.body_id;
    let done = office.app.database.write_here(Lane::All, move |work| {
        diesel::update(bodies::table.find(body))
            .set(bodies::body_type.eq(BodyType::LocalRepresentative))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("a maslikhat");
    id
}

/// What is to be put to the vote, on the second item.
fn intended(office: &Office, id: Id) -> ClosingOrder {
    let item = stored(office, id).1.agenda[1].id;
    ClosingOrder {
        number: String::new(),
        decided_on: None,
        decider: text("Мәслихат", "Маслихат"),
        ..decision(id, &[item])
    }
}

fn voted(office: &Office, id: Id, votes_for: i32) -> Voted {
    Voted {
        session: id,
        closing: standing(office, id).unwrap().id,
        number: "5-М".to_owned(),
        decided_on: NaiveDate::from_ymd_opt(2026, 12, 10),
        vote: Some(Vote {
            votes_for,
            present: 20,
        }),
    }
}

fn enter(office: &Office, order: Voted) -> Result<(), Refusal> {
    let now = office.app.now();
    office.app.database.write_here(Lane::All, move |work| {
        actions::vote(work, now, &Actor::Office, &order).map(|_| ())
    })
}

both_engines!(
    notice_stands_before_the_vote_and_the_vote_on_the_same_record,
    NOW,
    async |office: &Office| {
        let id = of_maslikhat(office);
        close(office, intended(office, id)).unwrap();
        let closing = standing(office, id).unwrap();
        assert!(closing.waits_for_its_vote() && closing.number.is_none());
        let placed = Placed {
            session: id,
            closing: closing.id,
            channel: Channel::Media,
            at: instant("2026-12-01T08:00:00+05:00"),
            proof: "Газет, № 114".to_owned(),
        };
        let (now, again) = (office.app.now(), placed.clone());
        office
            .app
            .database
            .write_here(Lane::All, move |work| {
                actions::notice_placed(work, now, &Actor::Office, &placed)
            })
            .unwrap();
        let (_, page) = office.get(&format!("/ru/sessions/{id}")).await;
        for said in [
            "Решение: выносится на голосование на заседании: Маслихат",
            "Если при голосовании решение не будет принято, это рассмотрят открыто.",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        assert!(json["closings"][0]["decision"].is_null(), "{json}");
        let before = stored(office, id).0;
        // The vote is taken on the day of the session, in it.
        office.at("2026-12-10T10:40:00+05:00");
        let short = enter(office, voted(office, id, 10));
        assert!(
            matches!(&short, Err(Refusal::ClosingIncomplete(lacks)) if lacks[0].item == Item::Vote),
            "{short:?}"
        );
        enter(office, voted(office, id, 11)).unwrap();
        let decided = standing(office, id).unwrap();
        assert_eq!(decided.id, closing.id, "one record");
        assert_eq!(decided.number.as_deref(), Some("5-М"));
        assert_eq!((decided.votes_for, decided.present), (Some(11), Some(20)));
        let after = stored(office, id).0;
        assert_eq!(
            after.revision, before.revision,
            "what is closed is as it was"
        );
        assert!(
            after.updated_at > before.updated_at,
            "forms made before are told apart"
        );
        let (_, page) = office.get(&format!("/ru/sessions/{id}")).await;
        assert!(
            page.contains("Решение: № 5-М") && !page.contains("голосованием"),
            "{page}"
        );
        let (act, _, is) = noted(office, id.as_str()).pop().unwrap();
        assert_eq!(act, "session.closing_voted");
        assert!(is.contains("5-М") && is.contains("11"), "{is}");
        // It was given before the day of the decision, as it must be, and can be corrected still.
        let now = office.app.now();
        let corrected = office.app.database.write_here(Lane::All, move |work| {
            actions::notice_placed(work, now, &Actor::Office, &again)
        });
        assert!(corrected.unwrap().in_time);
        // A vote that was mistyped is corrected, also after the session.
        office.at("2026-12-14T10:00:00+05:00");
        enter(office, voted(office, id, 12)).unwrap();
        assert_eq!(standing(office, id).unwrap().votes_for, Some(12));
        let another = Voted {
            closing: Id::new(),
            ..voted(office, id, 13)
        };
        let another = enter(office, another);
        assert!(
            matches!(another, Err(Refusal::NothingClosed)),
            "{another:?}"
        );
    }
);

both_engines!(
    nobody_else_gives_notice_without_a_decision,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let Err(Refusal::ClosingIncomplete(lacks)) = close(office, intended(office, id)) else {
            panic!("closed without a decision");
        };
        let items: Vec<Item> = lacks.iter().map(|one| one.item).collect();
        assert_eq!(items, [Item::Number, Item::DecidedOn]);
    }
);

both_engines!(
    the_desk_enters_the_vote_where_today_asks_for_it,
    NOW,
    async |office: &Office| {
        let id = of_maslikhat(office);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let fields = filled(office, &clerk, id).await;
        let fields = with(with(fields, "number", ""), "decided_on", "");
        let done = press(office, &clerk, id, &fields, "do").await;
        assert_eq!(done.status, 303, "{}", done.body);
        let closing = standing(office, id).unwrap().id;
        office.at("2026-12-10T10:40:00+05:00");
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(
            today.contains("Жабық режим туралы дауыс беру нәтижесін енгізу"),
            "{today}"
        );
        let page = format!("/desk/sessions/{id}/closing");
        let own = |field: &str| format!("{closing}-{field}");
        let (number, day) = (own("number"), own("decided_on"));
        let (votes_for, present) = (own("votes_for"), own("present"));
        let mut sent = [
            ("closing", closing.as_str()),
            (&*number, "5-М"),
            (&*day, "2026-12-10"),
            (&*votes_for, "9"),
            (&*present, "20"),
        ];
        let address = format!("{page}/vote");
        let again = office.desk_form_on(&clerk, &page, &address, &sent).await;
        assert_eq!(again.status, 422, "{}", again.body);
        let fault = format!("href=\"#field-{votes_for}\"");
        assert!(again.body.contains(&fault), "{}", again.body);
        assert_eq!(value_on(&again.body, &number), "5-М");
        sent[3].1 = "15";
        let done = office.desk_form_on(&clerk, &page, &address, &sent).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let shown = office.desk(&clerk, &done.to.unwrap()).await.body;
        for said in ["Дауыс беру нәтижесі енгізілді.", "№ 5-М"] {
            assert!(shown.contains(said), "{said}: {shown}");
        }
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(!today.contains("дауыс беру нәтижесін"), "{today}");
    }
);
