//! A body that the Rules do not bind owes nothing anywhere, and is seen as such.

use otyrys::law::session_course::{Format, SessionStatus};
use otyrys::web::desk::Role;

use super::*;
use crate::harness::{Clerk, Planned, both_engines};

const ANNOUNCE: &str = "Анонс мына уақытқа дейін жариялануға тиіс";
const RESULTS: &str = "Қорытындыны жариялау";
const BASIS: &str = "Заң, 13-бап";

/// Pages that raise duties, of the desk or public, each with words that stand there as long as the Rules bind the body.
fn pages(sessions: &Sessions) -> Vec<(bool, String, &'static [&'static str])> {
    let Sessions {
        draft,
        announced,
        held,
    } = sessions;
    let desk = |path: String, words: &'static [&'static str]| (true, path, words);
    let open = |path: String, words: &'static [&'static str]| (false, path, words);
    vec![
        desk(
            "/desk".to_owned(),
            &[
                "Анонсты жариялау",
                "Отырыс қорытындысын жариялау",
                "Орын күтіп тұрғандар",
                "Жабық режим туралы хабарламаны орналастыру",
            ],
        ),
        desk(
            "/desk/sessions".to_owned(),
            &["Мерзімінде", "Мерзімінен кеш"],
        ),
        desk(
            "/desk/sessions?state=drafts".to_owned(),
            &["Соңғы мерзім", "Мерзімінде", "Мерзімінен кеш"],
        ),
        desk(
            format!("/desk/sessions/{draft}"),
            &["/announce\"", RESULTS, ANNOUNCE],
        ),
        desk(format!("/desk/sessions/{draft}/edit"), &[ANNOUNCE]),
        desk(
            format!("/desk/sessions/{announced}"),
            &[RESULTS, "id=\"due-title\""],
        ),
        desk(
            format!("/desk/sessions/{announced}/seats"),
            &["id=\"more-seats\""],
        ),
        desk(
            format!("/desk/sessions/{announced}/applicants"),
            &["id=\"more-seats\""],
        ),
        desk(format!("/desk/sessions/{held}/results"), &[RESULTS]),
        open(
            format!("/kk/sessions/{announced}"),
            &[RESULTS, "Анонсты жариялау", "кеш жарияланды"],
        ),
        open(format!("/kk/sessions/{held}"), &[RESULTS, "жарияланады"]),
        open(format!("/kk/sessions/{held}/results"), &["notice\">"]),
    ]
}

/// Everything that raises a duty: pages, programs, warnings.
async fn duties(office: &Office, sessions: &Sessions, clerk: &Clerk) -> Vec<String> {
    let mut found = Vec::new();
    for (at_desk, path, words) in pages(sessions) {
        let page = if at_desk {
            let answer = office.desk(clerk, &path).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            answer.body
        } else {
            office.get(&path).await.1
        };
        let said = words.iter().filter(|words| page.contains(**words));
        found.extend(said.map(|words| format!("{path}: {words}")));
    }
    for id in [&sessions.announced, &sessions.held] {
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        for pointer in [
            "/deadlines/announce_before",
            "/deadlines/results_before",
            "/announced_in_time",
        ] {
            if !json.pointer(pointer).unwrap().is_null() {
                found.push(format!("{id}: {pointer}"));
            }
        }
    }
    let (announce, publish) = warned(office);
    if announce > 0 && publish > 0 {
        found.push("warnings: both".to_owned());
    } else if announce + publish > 0 {
        found.push("warnings: one".to_owned());
    }
    found
}

/// Of how many sessions the secretariat is warned: to announce, and to publish results.
fn warned(office: &Office) -> (usize, usize) {
    let now = office.app.now();
    let days = chrono::TimeDelta::days;
    let window = (now - days(30), now + days(60));
    let read = office.app.database.read_here(|connection| {
        let announce = otyrys::sessions::store::to_announce(connection, window)?;
        let publish = otyrys::sessions::store::to_publish(connection, now, window)?;
        Ok::<_, Broken>((announce.len(), publish.len()))
    });
    read.unwrap()
}

struct Sessions {
    draft: String,
    announced: String,
    held: String,
}

/// One of each: a draft, one that comes and is full and offline and late, one that was held; and one with a closed item,
/// the notice of which is to be placed.
async fn sessions(office: &Office) -> Sessions {
    let draft = office.session(&Planned {
        status: SessionStatus::Draft,
        starts: "2026-12-18T10:00:00",
        ..Planned::default()
    });
    let announced = office.session(&Planned {
        capacity: 0,
        format: Format::Offline,
        ..Planned::default()
    });
    crate::api::change(office, &announced, |session| {
        session.announced_in_time = Some(false);
    })
    .await;
    assert_eq!(office.apply(&announced, "Әлиева").await.0, 201);
    office.letters();
    let held = office.session(&Planned {
        starts: "2026-11-30T10:00:00",
        status: SessionStatus::Held,
        ..Planned::default()
    });
    crate::closing::close_second(office, crate::closing::of_two(office));
    Sessions {
        draft,
        announced,
        held,
    }
}

both_engines!(
    a_body_that_is_not_bound_owes_nothing_anywhere,
    NOW,
    async |office| {
        let sessions = sessions(office).await;
        let clerk = office.clerk(Role::Secretary, &sessions.draft);
        // Bound, each place raises something: otherwise their silence would say nothing.
        let bound = duties(office, &sessions, &clerk).await;
        let silent: Vec<&str> = [
            "/desk:",
            "/desk: Жабық режим туралы хабарламаны",
            "/desk/sessions:",
            "drafts:",
            "/edit:",
            "/seats:",
            "/applicants:",
            "due-title",
            "/results:",
            "announce_before",
            "results_before",
            "announced_in_time",
            "warnings: both",
        ]
        .into_iter()
        .filter(|place| !bound.iter().any(|one| one.contains(place)))
        .collect();
        assert!(silent.is_empty(), "{silent:?} of {bound:?}");
        exempt(office, &sessions.draft);
        let left = duties(office, &sessions, &clerk).await;
        assert!(left.is_empty(), "{left:#?}");
    }
);

both_engines!(it_is_seen_as_exempt_with_its_basis, NOW, async |office| {
    let sessions = sessions(office).await;
    exempt(office, &sessions.draft);
    let (_, body) = office.get("/kk/bodies/test-ministry").await;
    assert!(
        body.contains("Қағидалар қолданылмайды") && body.contains(BASIS),
        "{body}"
    );
    let (_, list) = office.get("/kk/bodies").await;
    assert!(list.contains("Қағидалар қолданылмайды"), "{list}");
    let (_, json) = office.get_json("/api/v1/bodies/test-ministry").await;
    assert_eq!(
        (&json["exempt"], &json["exempt_basis"]),
        (&true.into(), &BASIS.into())
    );
    let (_, json) = office
        .get_json(&format!("/api/v1/sessions/{}", sessions.announced))
        .await;
    assert_eq!(json["body"]["exempt"], true);
    assert_eq!(
        json["status"], "announced",
        "what was announced stays to be read"
    );
    let (_, page) = office
        .get(&format!("/kk/sessions/{}", sessions.announced))
        .await;
    assert!(
        page.contains("Бұл орган үшін мерзімдер есептелмейді.") && page.contains(BASIS),
        "{page}"
    );
    // What was promised to those who come stays: they may apply until the published cut-off.
    assert!(page.contains("8 желтоқсан, 23:59"), "{page}");
    assert_eq!(office.apply(&sessions.announced, "Ким").await.0, 201);
    office.letters();
});

both_engines!(it_announces_nothing, NOW, async |office| {
    let sessions = sessions(office).await;
    exempt(office, &sessions.draft);
    let clerk = office.clerk(Role::Secretary, &sessions.draft);
    let path = format!("/desk/sessions/{}/announce", sessions.draft);
    let looked = office.desk(&clerk, &path).await;
    assert_eq!(looked.status, 409, "{}", looked.body);
    assert!(
        looked
            .body
            .contains("Бұл органның отырыстары ашық өткізілмейді, сондықтан жарияланбайды."),
        "{}",
        looked.body
    );
    let answer = crate::editor::announce(office, &clerk, &sessions.draft, &[]).await;
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert_eq!(
        stored(office, &sessions.draft).0.status,
        SessionStatus::Draft
    );
    let (status, _) = office
        .get(&format!("/kk/sessions/{}", sessions.draft))
        .await;
    assert_eq!(status, 404);
});

both_engines!(its_results_are_never_late, NOW, async |office| {
    let sessions = sessions(office).await;
    exempt(office, &sessions.held);
    let clerk = office.clerk(Role::Secretary, &sessions.held);
    office.at("2027-01-20T09:00:00+05:00");
    let here = format!("/desk/sessions/{}/results", sessions.held);
    let page = office.desk(&clerk, &here).await.body;
    let seen = crate::harness::value_on(&page, "updated");
    let none = [("kind", "decision"), ("updated", seen.as_str())];
    let done = office
        .desk_form_on(&clerk, &here, &format!("{here}/none"), &none)
        .await;
    assert_eq!(done.status, 303, "no reason is asked for: {}", done.body);
    let (_, shown) = office
        .get(&format!("/kk/sessions/{}/results", sessions.held))
        .await;
    assert!(!shown.contains("notice-warn"), "{shown}");
});
