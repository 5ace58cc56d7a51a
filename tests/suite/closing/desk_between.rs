//! What comes between a page of closing and its form: nothing that was typed is lost.

use diesel::prelude::*;
use otyrys::database::schema::{bodies, sessions};
use otyrys::law::session_course::SessionStatus;
use otyrys::web::desk::Role;

use super::desk::{filled, press, with};
use super::*;
use crate::harness::{both_engines, value_on};

/// What is typed in a field of several lines.
fn typed_in<'a>(page: &'a str, name: &str) -> &'a str {
    let field = page.split(&format!("name=\"{name}\"")).nth(1);
    let field = field.and_then(|rest| rest.split_once('>'));
    let text = field.and_then(|(_, rest)| rest.split_once("</textarea>"));
    text.expect("a field of several lines").0.trim()
}

/// The session is called off, though nothing else of it changed.
fn called_off(office: &Office, id: Id) {
    let done = office.app.database.write_here(Lane::All, move |work| {
        diesel::update(sessions::table.find(id))
            .set(sessions::status.eq(SessionStatus::Cancelled))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("called off");
}

/// The session sits, though nothing else of it changed.
fn sits(office: &Office, id: Id) {
    office.at("2026-12-10T10:30:00+05:00");
    let done = office.app.database.write_here(Lane::All, move |work| {
        diesel::update(sessions::table.find(id))
            .set(sessions::status.eq(SessionStatus::Live))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("sits");
}

both_engines!(
    what_sits_is_closed_by_items_only_and_nothing_typed_is_lost,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let fields = filled(office, &clerk, id).await;
        let mut whole = with(fields.clone(), "scope", "whole");
        for language in ["kk", "ru"] {
            whole.push((format!("why_not_part-{language}"), "Байланысты".to_owned()));
        }
        assert_eq!(press(office, &clerk, id, &whole, "look").await.status, 200);
        sits(office, id);
        for act in ["look", "do"] {
            let again = press(office, &clerk, id, &whole, act).await;
            assert_eq!(again.status, 422, "{}", again.body);
            for said in [
                "href=\"#field-scope\"",
                "17-Ж",
                "Алқа төрағасы",
                "Байланысты",
            ] {
                assert!(again.body.contains(said), "{said}: {}", again.body);
            }
            assert!(!again.body.contains("value=\"whole\""), "{}", again.body);
        }
        assert_eq!(standing(office, id), None);
        let done = press(office, &clerk, id, &fields, "do").await;
        assert_eq!(done.status, 303, "{}", done.body);
    }
);

both_engines!(
    nothing_typed_is_lost_when_the_session_is_over_meanwhile,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let fields = filled(office, &clerk, id).await;
        office.at("2026-12-10T15:00:00+05:00");
        let again = press(office, &clerk, id, &fields, "do").await;
        assert_eq!(again.status, 422, "{}", again.body);
        for said in ["href=\"#field-scope\"", "17-Ж"] {
            assert!(again.body.contains(said), "{said}: {}", again.body);
        }
        let path = format!("/desk/sessions/{id}/closing");
        let page = office.desk(&clerk, &path).await.body;
        assert!(!page.contains("name=\"number\""), "{page}");
    }
);

both_engines!(
    an_exempt_body_reads_why_it_closes_nothing,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let fields = filled(office, &clerk, id).await;
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
        let path = format!("/desk/sessions/{id}/closing");
        let page = office.desk(&clerk, &path).await.body;
        assert!(!page.contains("name=\"number\""), "{page}");
        let why = "ашық өткізілмейді";
        assert!(page.contains(why), "{page}");
        let again = press(office, &clerk, id, &fields, "do").await;
        assert_eq!(again.status, 422, "{}", again.body);
        for said in [why, "href=\"#field-scope\"", "17-Ж"] {
            assert!(again.body.contains(said), "{said}: {}", again.body);
        }
    }
);

both_engines!(
    opening_again_is_offered_only_while_it_can_be_done,
    NOW,
    async |office: &Office| {
        let (whole, second) = (of_two(office), of_two(office));
        close_whole(office, whole);
        close_second(office, second);
        let clerk = office.clerk(Role::Secretary, whole.as_str());
        let offers = async |id: Id| {
            let path = format!("/desk/sessions/{id}");
            let page = office.desk(&clerk, &format!("{path}/closing")).await.body;
            let form = office.desk(&clerk, &format!("{path}/reopen")).await.body;
            let link = page.contains(&format!("href=\"{path}/reopen\""));
            assert_eq!(link, form.contains("name=\"reason-kk\""), "{form}");
            link
        };
        assert!(offers(whole).await && offers(second).await);
        for id in [whole, second] {
            sits(office, id);
        }
        assert!(offers(whole).await && offers(second).await);
        called_off(office, whole);
        assert!(!offers(whole).await && offers(second).await);
        let seen = stored(office, whole).0.updated_at.utc().timestamp_micros();
        let fields = [
            ("updated", &*seen.to_string()),
            ("title-kk", "Ашылған атау"),
            ("title-ru", "Открыто"),
        ];
        let path = format!("/desk/sessions/{whole}/reopen");
        let again = office.desk_form(&clerk, &path, &fields).await;
        assert_eq!(again.status, 422, "{}", again.body);
        assert_eq!(typed_in(&again.body, "title-kk"), "Ашылған атау");
    }
);

both_engines!(
    titles_of_what_is_opened_stay_with_their_items_when_the_agenda_moved,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let items: Vec<Id> = stored(office, id)
            .1
            .agenda
            .iter()
            .map(|one| one.id)
            .collect();
        close(office, decision(id, &items)).unwrap();
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let path = format!("/desk/sessions/{id}/reopen");
        let seen = value_on(&office.desk(&clerk, &path).await.body, "updated");
        revise(office, id, None, |order| order.agenda.swap(0, 1));
        assert_eq!(stored(office, id).1.agenda[0].id, items[1], "moved");
        let mut fields = vec![
            ("updated".to_owned(), seen),
            ("reason-kk".to_owned(), "Шешім жойылды".to_owned()),
            ("reason-ru".to_owned(), "Решение отменено".to_owned()),
        ];
        for (item, title) in items.iter().zip(["Бірінші", "Екінші"]) {
            fields.push(("open".to_owned(), item.to_string()));
            for language in ["kk", "ru"] {
                fields.push((format!("item-{item}-title-{language}"), title.to_owned()));
            }
        }
        let send = async |fields: &[(String, String)]| {
            let fields = fields.iter();
            let all: Vec<(&str, &str)> = fields
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            office.desk_form(&clerk, &path, &all).await
        };
        let stale = send(&fields).await;
        assert_eq!(stale.status, 409, "{}", stale.body);
        for (item, title) in items.iter().zip(["Бірінші", "Екінші"]) {
            let name = format!("item-{item}-title-kk");
            assert_eq!(typed_in(&stale.body, &name), title);
        }
        let fields = with(fields, "updated", &value_on(&stale.body, "updated"));
        let missing = with(fields.clone(), &format!("item-{}-title-ru", items[1]), "");
        let again = send(&missing).await;
        assert_eq!(again.status, 422, "{}", again.body);
        let fault = format!("href=\"#field-item-{}-title-ru\"", items[1]);
        assert!(again.body.contains(&fault), "{}", again.body);
        assert_eq!(send(&fields).await.status, 303);
        let agenda = stored(office, id).1.agenda;
        let titles: Vec<&str> = agenda.iter().map(|item| item.title.kk.as_str()).collect();
        assert_eq!(titles, ["Екінші", "Бірінші"]);
    }
);

both_engines!(
    a_small_form_kept_after_signing_in_leaves_the_large_one_as_it_is_stored,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let page = format!("/desk/sessions/{id}/closing");
        let closing = standing(office, id).unwrap().id;
        office.at("2026-12-02T23:00:00+05:00");
        let body = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("channel", "media")
            .append_pair("closing", closing.as_str())
            .append_pair(&format!("{closing}-media-proof"), "gazet.example.org")
            .append_pair("csrf", &clerk.csrf())
            .finish();
        let answer = office
            .http
            .post(format!("{}{page}/notice", office.url))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", &office.url)
            .header("referer", format!("{}{page}", office.url))
            .header("cookie", format!("__Host-otyrys={}", clerk.secret))
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status().as_u16(), 303);
        let shown = office.desk(&clerk, &page).await.body;
        assert!(shown.contains("value=\"gazet.example.org\""), "{shown}");
        assert!(shown.contains("<details open"), "{shown}");
        assert_eq!(value_on(&shown, "number"), "", "another decision is new");
        let seen = stored(office, id).0.updated_at.utc().timestamp_micros();
        assert_eq!(value_on(&shown, "updated"), seen.to_string());
    }
);

both_engines!(
    a_copy_has_no_title_of_what_is_closed,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_whole(office, id);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let path = format!("/desk/sessions/{id}/copy");
        let page = office.desk(&clerk, &path).await.body;
        for name in ["title-kk", "agenda-0-title-kk", "agenda-1-title-ru"] {
            assert_eq!(typed_in(&page, name), "", "{name}");
        }
        assert!(page.contains("Сәуле Ахметова"), "{page}");
    }
);
