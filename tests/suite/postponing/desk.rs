//! The form, what follows, and the act, as the secretariat clicks through them.

use otyrys::database::schema::outbox;
use otyrys::law::session_course::SessionStatus;
use otyrys::web::desk::Role;
use serde_json::json;

use super::*;
use crate::harness::{Answer, Clerk, Planned, both_engines, value_on};

const DAY: &str = "2026-12-17";

/// The form as the page shows it, with a day and a reason typed in.
async fn filled(office: &Office, clerk: &Clerk, path: &str, day: &str) -> Vec<(String, String)> {
    let page = office.desk(clerk, path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mut fields = vec![
        ("updated".to_owned(), value_on(&page.body, "updated")),
        ("reason-kk".to_owned(), KAZAKH.to_owned()),
        ("reason-ru".to_owned(), RUSSIAN.to_owned()),
    ];
    if path.ends_with("/postpone") {
        fields.push(("starts-day".to_owned(), day.to_owned()));
        fields.push((
            "starts-time".to_owned(),
            value_on(&page.body, "starts-time"),
        ));
        for name in ["ends-day", "ends-time", "reason-en"] {
            fields.push((name.to_owned(), String::new()));
        }
    }
    fields
}

async fn press(
    office: &Office,
    clerk: &Clerk,
    path: &str,
    fields: &[(String, String)],
    act: &str,
) -> Answer {
    let mut all: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    all.push(("act", act));
    office.desk_form(clerk, path, &all).await
}

/// One with an e-mail, one with a telephone alone.
async fn two_people(office: &Office, session: &str) {
    assert_eq!(office.apply(session, "Ахметова").await.0, 201);
    let by_telephone = json!({
        "surname": "Сериков", "given_name": "Ерлан", "birth_year": 1970,
        "phone": "+77010000000", "consent": true,
    });
    let path = format!("/api/v1/sessions/{session}/applications");
    assert_eq!(office.post_json(&path, &by_telephone, None).await.0, 201);
    office.letters();
}

/// The post has given up every letter that waits.
fn lose_the_letters(office: &Office) {
    let now = otyrys::database::Instant::from(office.app.now());
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(outbox::table)
            .set((
                outbox::state.eq("permanent_failure"),
                outbox::finished_at.eq(now),
            ))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.unwrap();
}

both_engines!(
    moving_shows_what_follows_before_it_is_done,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        two_people(office, &session).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let page = office
            .desk(&clerk, &format!("/desk/sessions/{session}"))
            .await;
        let path = format!("/desk/sessions/{session}/postpone");
        assert!(
            page.body.contains(&format!("href=\"{path}\"")),
            "{}",
            page.body
        );

        let fields = filled(office, &clerk, &path, DAY).await;
        let shown = press(office, &clerk, &path, &fields, "look").await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        for said in [
            "2026 жылғы 10 желтоқсан",
            "2026 жылғы 17 желтоқсан",
            KAZAKH,
            RUSSIAN,
            "14 желтоқсан, 23:59",
            "Хат алатындар: 1",
            "Тек телефон арқылы хабарлауға болатындар: 1",
            "Өтінім беру мерзімі жаңа күнге қарай есептелді.",
        ] {
            assert!(shown.body.contains(said), "{said}: {}", shown.body);
        }
        assert_eq!(
            stored(office, &session).0.status,
            SessionStatus::Announced,
            "nothing yet"
        );

        // The people to telephone, and nobody else.
        let list = format!("/desk/sessions/{session}/applicants?way=telephone");
        assert!(
            shown.body.contains(&format!("href=\"{list}\"")),
            "{}",
            shown.body
        );
        let people = office.desk(&clerk, &list).await;
        assert!(people.body.contains("Сериков") && !people.body.contains("Ахметова"));

        let back = press(office, &clerk, &path, &fields, "edit").await;
        assert_eq!(
            value_on(&back.body, "starts-day"),
            DAY,
            "nothing typed is lost"
        );
        assert!(back.body.contains(KAZAKH));

        let done = press(office, &clerk, &path, &fields, "do").await;
        assert_eq!(done.status, 303, "{}", done.body);
        let after = office.desk(&clerk, &done.to.unwrap()).await;
        assert!(
            after.body.contains("жаңа уақыты жарияланды"),
            "{}",
            after.body
        );
        let (now, _) = stored(office, &session);
        assert_eq!(now.status, SessionStatus::Postponed);
        assert_eq!(now.starts_at, at("2026-12-17T10:00:00+05:00"));
        assert_eq!(news_of(office, &session), [("postponed".to_owned(), 2)]);
    }
);

both_engines!(
    what_is_wrong_with_the_form_is_said_beside_it,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/postpone");
        let fields = filled(office, &clerk, &path, "2026-12-10").await;
        let same = press(office, &clerk, &path, &fields, "look").await;
        assert_eq!(same.status, 422);
        assert!(same.body.contains("дәл осы уақытқа"), "{}", same.body);
        let fields = filled(office, &clerk, &path, "2026-11-10").await;
        let past = press(office, &clerk, &path, &fields, "do").await;
        assert_eq!(past.status, 422);
        assert!(past.body.contains("әлі келмеген уақытты"), "{}", past.body);
        let mut fields = filled(office, &clerk, &path, "").await;
        fields.retain(|(name, _)| !name.starts_with("reason"));
        let empty = press(office, &clerk, &path, &fields, "do").await;
        assert_eq!(empty.status, 422);
        for field in ["starts-day", "reason-kk", "reason-ru"] {
            assert!(
                empty.body.contains(&format!("#field-{field}")),
                "{field}: {}",
                empty.body
            );
        }
        assert_eq!(stored(office, &session).0.revision, 1);
    }
);

both_engines!(a_late_date_asks_for_its_reason, NOW, async |office| {
    let session = office.session(&Planned::default());
    let clerk = office.clerk(Role::Secretary, &session);
    office.at("2026-12-09T12:00:00+05:00");
    let path = format!("/desk/sessions/{session}/postpone");
    let mut fields = filled(office, &clerk, &path, "2026-12-14").await;
    let asked = press(office, &clerk, &path, &fields, "look").await;
    assert_eq!(asked.status, 422);
    assert!(
        asked.body.contains("name=\"late_reason\""),
        "{}",
        asked.body
    );
    fields.push(("late_reason".to_owned(), "Су тасқыны".to_owned()));
    let shown = press(office, &clerk, &path, &fields, "look").await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    assert!(shown.body.contains("badge-bad") && shown.body.contains("қайтадан қабылданады"));
    assert_eq!(
        press(office, &clerk, &path, &fields, "do").await.status,
        303
    );
    let (_, public) = office.get(&format!("/kk/sessions/{session}")).await;
    assert!(public.contains("Су тасқыны"), "{public}");
});

both_engines!(
    whoever_looked_at_an_older_session_is_told,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        for word in ["postpone", "cancel"] {
            let path = format!("/desk/sessions/{session}/{word}");
            let fields = filled(office, &clerk, &path, "2026-12-23").await;
            // Somebody else moves it meanwhile, to a time of its own.
            let meanwhile = if word == "postpone" {
                "2026-12-18T10:00:00"
            } else {
                "2026-12-21T10:00:00"
            };
            postpone(office, moving(office, &session, meanwhile)).unwrap();
            for act in ["look", "do"] {
                let stale = press(office, &clerk, &path, &fields, act).await;
                assert_eq!(stale.status, 409, "{word} {act}: {}", stale.body);
                assert!(stale.body.contains(KAZAKH), "what was typed stands");
            }
            let (now, _) = stored(office, &session);
            assert_eq!(now.starts_at, at(&format!("{meanwhile}+05:00")));
            // The page with both states is made of what stands now.
            let stale = press(office, &clerk, &path, &fields, "look").await;
            let mut fresh = fields.clone();
            fresh[0].1 = value_on(&stale.body, "updated");
            let shown = press(office, &clerk, &path, &fresh, "look").await;
            assert_eq!(shown.status, 200, "{}", shown.body);
        }
    }
);

both_engines!(
    calling_off_asks_first_and_is_for_good,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        two_people(office, &session).await;
        assert_eq!(office.apply(&session, "Әлиев").await.0, 201);
        lose_the_letters(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/cancel");
        let fields = filled(office, &clerk, &path, "").await;
        let shown = press(office, &clerk, &path, &fields, "look").await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        for said in [
            KAZAKH,
            RUSSIAN,
            "Хат алатындар: 2",
            "қайтарып алуға болмайды",
        ] {
            assert!(shown.body.contains(said), "{said}: {}", shown.body);
        }
        assert_eq!(stored(office, &session).0.status, SessionStatus::Announced);
        let done = press(office, &clerk, &path, &fields, "do").await;
        assert_eq!(done.status, 303, "{}", done.body);
        let after = office.desk(&clerk, &done.to.unwrap()).await;
        assert!(
            after.body.contains("өткізілмейді деп жарияланды"),
            "{}",
            after.body
        );
        assert!(
            !after.body.contains("/postpone") && !after.body.contains("/cancel"),
            "no way on"
        );
        assert_eq!(office.desk(&clerk, &path).await.status, 409);
        // Whom no letter reaches is to be told all the same.
        let today = office.desk(&clerk, "/desk").await;
        let list = format!("/desk/letters?session={session}\"");
        assert!(today.body.contains(&list), "{}", today.body);
        // Nothing is to be decided, seated or published for it any more.
        office.at("2026-12-10T16:00:00+05:00");
        let today = office.desk(&clerk, "/desk").await;
        assert!(!today.body.contains(&session), "{}", today.body);
    }
);

both_engines!(others_have_no_such_page, NOW, async |office| {
    let session = office.session(&Planned::default());
    let moderator = office.clerk(Role::Moderator, &session);
    let page = office
        .desk(&moderator, &format!("/desk/sessions/{session}"))
        .await;
    assert!(!page.body.contains("/postpone"), "{}", page.body);
    let path = format!("/desk/sessions/{session}/cancel");
    assert_eq!(office.desk(&moderator, &path).await.status, 403);
});
