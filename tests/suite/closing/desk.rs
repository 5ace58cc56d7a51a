//! The pages, as the secretariat clicks through them.

use diesel::prelude::*;
use otyrys::database::schema::journal;
use otyrys::web::desk::Role;

use super::*;
use crate::harness::{Answer, Clerk, both_engines, value_on};
use crate::postponing::noted;

/// The form of closing the second item, complete.
pub(super) async fn filled(office: &Office, clerk: &Clerk, id: Id) -> Vec<(String, String)> {
    let path = format!("/desk/sessions/{id}/closing");
    let page = office.desk(clerk, &path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let item = stored(office, id).1.agenda[1].id.to_string();
    let mut fields: Vec<(String, String)> = [
        ("updated", value_on(&page.body, "updated").as_str()),
        ("scope", "items"),
        ("items", &item),
        ("grounds", "commercial_secret"),
        ("ends_on", "2027-12-31"),
        ("number", "17-Ж"),
        ("decided_on", "2026-11-30"),
        ("decider-kk", "Алқа төрағасы"),
        ("decider-ru", "Председатель коллегии"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect();
    fields.extend(
        Topic::ALL
            .iter()
            .map(|topic| (format!("topic-{topic}"), "none".to_owned())),
    );
    fields
}

pub(super) fn with(
    mut fields: Vec<(String, String)>,
    name: &str,
    value: &str,
) -> Vec<(String, String)> {
    for field in fields.iter_mut().filter(|(known, _)| known == name) {
        value.clone_into(&mut field.1);
    }
    fields
}

pub(super) async fn press(
    office: &Office,
    clerk: &Clerk,
    id: Id,
    fields: &[(String, String)],
    act: &str,
) -> Answer {
    let mut all: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    all.push(("act", act));
    office
        .desk_form(clerk, &format!("/desk/sessions/{id}/closing"), &all)
        .await
}

/// The fields of the closed second item's title, in Kazakh and in Russian.
fn title_names(office: &Office, id: Id) -> [String; 2] {
    let item = stored(office, id).1.agenda[1].id;
    ["kk", "ru"].map(|language| format!("item-{item}-title-{language}"))
}

fn acts(office: &Office, act: &str) -> i64 {
    let of = journal::table.filter(journal::act.eq(act.to_owned()));
    let read = office
        .app
        .database
        .read_here(|connection| Ok::<_, Broken>(of.count().get_result(connection)?));
    read.expect("the journal")
}

both_engines!(
    an_item_is_closed_after_what_follows_was_shown,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        assert_eq!(office.apply(id.as_str(), "Ахметова").await.0, 201);
        office.letters();
        let overview = office.desk(&clerk, &format!("/desk/sessions/{id}")).await;
        let link = format!("href=\"/desk/sessions/{id}/closing\"");
        assert!(overview.body.contains(&link), "{}", overview.body);
        let fields = filled(office, &clerk, id).await;
        let shown = press(office, &clerk, id, &fields, "look").await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        assert!(
            shown
                .body
                .contains("Мына мәселелер жабық режимде қаралады: № 2"),
            "{}",
            shown.body
        );
        assert_eq!(standing(office, id), None, "nothing is done yet");
        let done = press(office, &clerk, id, &fields, "do").await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(stored(office, id).1.agenda[1].access, Access::Closed);
        let page = office.desk(&clerk, &done.to.unwrap()).await;
        for said in [
            "Жабылды.",
            "№ 17-Ж",
            "коммерциялық құпия",
            "Мерзімінде орналастырылды",
        ] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        assert!(!page.body.contains(MARKER_KK), "{}", page.body);
        // The form that was sent was made of a session that has changed since.
        let other = with(fields, "number", "99-Ж");
        let stale = press(office, &clerk, id, &other, "do").await;
        assert_eq!(stale.status, 409);
        assert!(stale.body.contains("99-Ж"), "what was typed stays");
        office.letters();
    }
);

both_engines!(
    what_is_missing_is_named_and_nothing_typed_is_lost,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let fields = filled(office, &clerk, id).await;
        let missing = with(with(fields, "number", ""), "topic-health", "");
        let again = press(office, &clerk, id, &missing, "do").await;
        assert_eq!(again.status, 422);
        for said in [
            "href=\"#field-number\"",
            "href=\"#field-topic-health\"",
            "Алқа төрағасы",
            "2027-12-31",
        ] {
            assert!(again.body.contains(said), "{said}: {}", again.body);
        }
        assert_eq!(standing(office, id), None);
    }
);

both_engines!(
    what_article_6_names_is_closed_by_nobody_and_trying_is_on_record,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        for role in [Role::Secretary, Role::BodyAdmin] {
            let clerk = office.clerk(role, id.as_str());
            let fields = filled(office, &clerk, id).await;
            let hit = with(fields, "topic-budgets", "applies");
            let barred = press(office, &clerk, id, &hit, "do").await;
            assert_eq!(barred.status, 422, "{}", barred.body);
            assert!(
                barred.body.contains("ешқашан шектелмейді"),
                "{}",
                barred.body
            );
        }
        assert_eq!(standing(office, id), None);
        assert_eq!(acts(office, "session.closing_barred"), 2);
        assert_eq!(acts(office, "session.closed"), 0);
    }
);

both_engines!(
    notices_and_closed_parts_are_noted_on_the_page,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let page = format!("/desk/sessions/{id}/closing");
        let address = format!("{page}/notice");
        let closing = standing(office, id).unwrap().id;
        let own = |channel: &str, part: &str| format!("{closing}-{channel}-{part}");
        let (day, time, proof) = (
            own("media", "day"),
            own("media", "time"),
            own("media", "proof"),
        );
        let without_proof = [
            ("closing", closing.as_str()),
            ("channel", "media"),
            (&day, "2026-12-01"),
            (&time, "08:30"),
            (&proof, ""),
        ];
        let again = office
            .desk_form_on(&clerk, &page, &address, &without_proof)
            .await;
        assert_eq!(again.status, 422, "{}", again.body);
        assert!(
            again.body.contains(&format!("href=\"#field-{proof}\"")),
            "{}",
            again.body
        );
        assert!(
            again.body.contains("value=\"08:30\""),
            "what was typed stays"
        );
        let mut complete = without_proof;
        complete[4].1 = "https://gazet.example.org/114";
        let done = office
            .desk_form_on(&clerk, &page, &address, &complete)
            .await;
        assert_eq!(done.status, 303, "{}", done.body);
        let shown = office.desk(&clerk, &page).await.body;
        assert!(shown.contains("https://gazet.example.org/114"), "{shown}");
        let noted = noted(office, id.as_str()).pop().unwrap();
        assert_eq!(noted.0, "session.closing_notice");
        assert!(
            !noted.2.contains("gazet"),
            "a proof may name people: {}",
            noted.2
        );
        let site_day = own("site", "day");
        let site = [
            ("closing", closing.as_str()),
            ("channel", "site"),
            (&site_day, "2026-12-01"),
        ];
        let refused = office.desk_form_on(&clerk, &page, &address, &site).await;
        assert_eq!(refused.status, 422, "the site is noted by itself");
        office.at("2026-12-10T10:20:00+05:00");
        let part = format!("{page}/part");
        for (act, word) in [
            ("begin", "адамдар залдан шықты"),
            ("end", "адамдар қайта шақырылды"),
        ] {
            let done = office
                .desk_form_on(&clerk, &page, &part, &[("act", act)])
                .await;
            assert_eq!(done.status, 303, "{}", done.body);
            let shown = office.desk(&clerk, &done.to.unwrap()).await.body;
            assert!(shown.contains(word), "{word}: {shown}");
        }
    }
);

both_engines!(
    it_is_opened_again_with_the_words_that_were_public,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let path = format!("/desk/sessions/{id}/reopen");
        let page = office.desk(&clerk, &path).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains(MARKER_RU), "filled in: {}", page.body);
        let updated = value_on(&page.body, "updated");
        let names = title_names(office, id);
        let item = stored(office, id).1.agenda[1].id;
        let mut fields = vec![
            ("updated", updated.as_str()),
            ("open", item.as_str()),
            (names[0].as_str(), MARKER_KK),
            (names[1].as_str(), MARKER_RU),
        ];
        let without_why = office.desk_form(&clerk, &path, &fields).await;
        assert_eq!(without_why.status, 422, "{}", without_why.body);
        fields.extend([
            ("reason-kk", "Шешім жойылды"),
            ("reason-ru", "Решение отменено"),
        ]);
        let done = office.desk_form(&clerk, &path, &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(stored(office, id).1.agenda[1].title.kk, MARKER_KK);
        let (_, history) = office.get(&format!("/ru/sessions/{id}/history")).await;
        assert!(history.contains("Решение отменено") && history.contains("снова открыто"));
    }
);
