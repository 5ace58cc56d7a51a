//! Decisions that stand beside each other, at the desk.

use diesel::prelude::*;
use otyrys::database::schema::bodies;
use otyrys::law::closing::Channel;
use otyrys::law::session_course::SessionStatus;
use otyrys::web::desk::Role;

use super::several::{closed, medical, of_three};
use super::*;
use crate::harness::{both_engines, value_on};

both_engines!(
    the_desk_opens_what_is_chosen_and_corrects_a_decision,
    NOW,
    async |office: &Office| {
        let (id, items) = of_three(office);
        close(office, decision(id, &items[1..])).unwrap();
        let closing = standing(office, id).unwrap();
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let page = format!("/desk/sessions/{id}/closing");
        let shown = office.desk(&clerk, &page).await.body;
        let correct = format!("{page}?decision={}", closing.id);
        assert!(shown.contains(&correct), "{shown}");
        assert_eq!(value_on(&shown, "number"), "");
        let form = office.desk(&clerk, &correct).await.body;
        assert_eq!(value_on(&form, "number"), "17-Ж");
        for item in &items[1..] {
            let ticked = format!("value=\"{item}\" checked");
            assert!(form.contains(&ticked), "{ticked}: {form}");
        }
        let path = format!("/desk/sessions/{id}/reopen");
        let form = office.desk(&clerk, &path).await.body;
        let updated = value_on(&form, "updated");
        let mut fields = vec![
            ("updated".to_owned(), updated),
            ("reason-kk".to_owned(), "Жойылды".to_owned()),
            ("reason-ru".to_owned(), "Отменено".to_owned()),
            (format!("item-{}-title-kk", items[2]), "Ашық".to_owned()),
            (format!("item-{}-title-ru", items[2]), "Открыт".to_owned()),
        ];
        let send = async |fields: &[(String, String)]| {
            let all: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (&**a, &**b)).collect();
            office.desk_form(&clerk, &path, &all).await
        };
        let again = send(&fields).await;
        assert_eq!(again.status, 422, "{}", again.body);
        for said in ["href=\"#field-open\"", "Жойылды", "Ашық"] {
            assert!(again.body.contains(said), "{said}: {}", again.body);
        }
        fields.push(("open".to_owned(), items[2].to_string()));
        assert_eq!(send(&fields).await.status, 303);
        assert_eq!(closed(office, id), [false, true, false]);
        assert_eq!(stored(office, id).0.status, SessionStatus::Announced);
        let left = standing(office, id).unwrap();
        assert_eq!((left.id, &left.items[..]), (closing.id, &items[1..2]));
        let placed = office
            .app
            .database
            .read_here(|connection| store::notices_of(connection, &[closing.id]))
            .unwrap();
        assert_eq!(
            placed[0].channel,
            Channel::Site,
            "what was noted of it stays"
        );
    }
);

both_engines!(
    a_body_without_duties_has_none_from_what_it_closed,
    NOW,
    async |office: &Office| {
        let (id, _) = of_three(office);
        let until = ClosingOrder {
            ends_on: NaiveDate::from_ymd_opt(2026, 12, 20),
            ..decision(id, &[])
        };
        close(office, until).unwrap();
        office.at("2026-12-21T09:00:00+05:00");
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let due = format!("href=\"/desk/sessions/{id}/reopen\"");
        assert!(office.desk(&clerk, "/desk").await.body.contains(&due));
        let body = stored(office, id).0.body_id;
        let done = office.app.database.write_here(Lane::All, move |work| {
            diesel::update(bodies::table.find(body))
                .set((
                    bodies::exempt.eq(true),
                    bodies::exempt_basis.eq(Some("Заң, 13-бап")),
                ))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.expect("exempt");
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(!today.contains(&due), "{today}");
    }
);

both_engines!(
    /// It would take the place of the one on the whole session.
    what_closes_items_of_a_closed_session_is_not_corrected,
    NOW,
    async |office: &Office| {
        let (id, items) = of_three(office);
        close(office, decision(id, &items[..1])).unwrap();
        let first = standing(office, id).unwrap().id;
        close(office, medical(id, &[])).unwrap();
        let whole = standing(office, id).unwrap().id;
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let page = format!("/desk/sessions/{id}/closing");
        let shown = office.desk(&clerk, &page).await.body;
        assert!(shown.contains(&format!("?decision={whole}#form")), "{shown}");
        assert!(!shown.contains(&format!("?decision={first}")), "{shown}");
        let form = office.desk(&clerk, &format!("{page}?decision={first}")).await.body;
        assert_eq!(value_on(&form, "number"), "");
    }
);

both_engines!(
    /// Somebody corrected the decision meanwhile: what was typed stands in the form of the one in its place.
    what_was_typed_of_a_decision_that_is_gone_is_not_lost,
    NOW,
    async |office: &Office| {
        let (id, items) = of_three(office);
        close(office, decision(id, &items[1..])).unwrap();
        let gone = standing(office, id).unwrap().id;
        close(office, medical(id, &items[1..])).unwrap();
        let stands = standing(office, id).unwrap().id;
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let page = format!("/desk/sessions/{id}/closing");
        let proof = format!("{gone}-media-proof");
        let fields = [
            ("closing", gone.as_str()),
            ("channel", "media"),
            (&proof, "Газет, № 114"),
        ];
        let address = format!("{page}/notice");
        let stale = office.desk_form_on(&clerk, &page, &address, &fields).await;
        assert_eq!(stale.status, 409, "{}", stale.body);
        let proof = format!("{stands}-media-proof");
        assert_eq!(value_on(&stale.body, &proof), "Газет, № 114");
        for said in ["№ 18-Ж", "<details open"] {
            assert!(stale.body.contains(said), "{said}: {}", stale.body);
        }
        // Where several stand, nobody knows which is meant: it is said again.
        close(office, decision(id, &items[1..2])).unwrap();
        let stale = office.desk_form_on(&clerk, &page, &address, &fields).await;
        assert_eq!(stale.status, 409, "{}", stale.body);
        assert!(stale.body.contains("Газет, № 114"), "{}", stale.body);
    }
);
