//! Every announced version is kept and can be read, with what changed and its digest.

use diesel::prelude::*;
use otyrys::database::{Broken, Id, Lane};
use otyrys::sessions::actions::versions::digest;
use otyrys::sessions::record::Version;
use otyrys::sessions::store;
use otyrys::web::desk::Role;

use crate::calendar_versions;
use crate::editor::{announce, complete, course, edit, saved, secretary, stored, with};
use crate::harness::{Office, Planned, both_engines};

const EARLY: &str = "2026-12-01T09:00:00+05:00";

fn versions(office: &Office, id: &str) -> Vec<Version> {
    let id = Id::parse(id).unwrap();
    let read = office
        .app
        .database
        .read_here(|connection| store::versions_of(connection, id));
    let read: Result<_, Broken> = read;
    read.unwrap()
}

both_engines!(
    every_version_is_shown_with_what_changed,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        assert_eq!(
            office.get(&format!("/kk/sessions/{id}/history")).await.0,
            404,
            "a draft"
        );
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let (_, history) = office.get(&format!("/ru/sessions/{id}/history")).await;
        assert!(history.contains("Версия 1: опубликовано"), "{history}");
        assert!(!history.contains("<del>"));
        let ids: Vec<String> = versions(office, &id)
            .iter()
            .map(|version| serde_json::from_str::<serde_json::Value>(&version.snapshot).unwrap())
            .flat_map(|snapshot| {
                let agenda = snapshot["agenda"].as_array().unwrap().clone();
                agenda
                    .into_iter()
                    .map(|item| item["id"].as_str().unwrap().to_owned())
            })
            .collect();
        let form = with(
            &complete(),
            &[
                ("place-kk", "5-зал"),
                ("place-ru", "Зал 5"),
                ("agenda-0-id", &ids[0]),
                ("agenda-0-speaker", "Г. Омарова"),
                ("agenda-1-id", ""),
                ("agenda-1-title-kk", "Үшінші мәселе"),
                ("agenda-1-title-ru", "Третий вопрос"),
                ("why-kk", "Зал жөнделуде"),
                ("why-ru", "Зал на ремонте"),
            ],
        );
        office.at("2026-12-02T15:30:00+05:00");
        let answer = edit(office, &clerk, &id, &form).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let (_, history) = office.get(&format!("/ru/sessions/{id}/history")).await;
        for shown in [
            "Версия 2: изменено",
            "2 декабря 2026 года",
            "Зал на ремонте",
            "Место проведения (Русский)",
            "<del><span>Зал 4</span></del>",
            "<ins><span>Зал 5</span></ins>",
            "<del><span lang=\"kk\">4-зал</span></del>",
            "Вопрос убран: <del><span>2. Второй вопрос</span></del>",
            "Вопрос добавлен",
            "Г. Омарова",
        ] {
            let shown = shown.replace("Русский", "русский");
            let shown = if shown == "Вопрос добавлен" {
                "Добавлен вопрос: <ins><span>2. Третий вопрос</span></ins>".to_owned()
            } else {
                shown
            };
            assert!(history.contains(&shown), "{shown}\n{history}");
        }
        assert!(
            !history.contains("Водосбережение</span></del>"),
            "what is the same is left out"
        );
        let (_, announcement) = office.get(&format!("/ru/sessions/{id}")).await;
        assert!(announcement.contains(&format!("href=\"/ru/sessions/{id}/history\"")));
    }
);

both_engines!(
    old_versions_stay_readable_and_their_digest_holds,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let changed = with(
            &complete(),
            &[("title-kk", "Жаңа атау"), ("title-ru", "Новое")],
        );
        assert_eq!(edit(office, &clerk, &id, &changed).await.status, 303);
        office.at("2026-12-10T10:00:00+05:00");
        let live = course(office, &clerk, &id, "go_live").await;
        assert_eq!(live.status, 303);
        let kept = versions(office, &id);
        let acts: Vec<&str> = kept.iter().map(|version| version.act.as_str()).collect();
        assert_eq!(acts, ["announce", "revise", "go_live"]);
        let (_, history) = office.get(&format!("/kk/sessions/{id}/history")).await;
        for version in &kept {
            assert_eq!(version.digest, digest(&version.snapshot));
            assert!(history.contains(&version.digest));
            let address = format!("/kk/sessions/{id}/history/{}", version.revision);
            let (status, page) = office.get(&address).await;
            assert_eq!(status, 200);
            let text = page.split("<pre").nth(1).unwrap();
            let text = text
                .split_once('>')
                .unwrap()
                .1
                .split("</pre>")
                .next()
                .unwrap();
            let text = text
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
            assert_eq!(
                digest(&text),
                version.digest,
                "the text is shown as it is kept"
            );
        }
        let (_, first) = office.get(&format!("/kk/sessions/{id}/history/1")).await;
        assert!(first.contains("Су үнемдеу") && first.contains("notice-warn"));
        for nothing in ["9", "0", "x", "-1"] {
            let address = format!("/kk/sessions/{id}/history/{nothing}");
            assert_eq!(office.get(&address).await.0, 404, "{nothing}");
        }
    }
);

both_engines!(a_kept_version_cannot_be_changed, EARLY, async |office| {
    let clerk = secretary(office);
    let id = saved(office, &clerk, &complete()).await;
    assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
    for statement in [
        "UPDATE session_versions SET act = 'x'",
        "DELETE FROM session_versions",
    ] {
        let done = office.app.database.write_here(Lane::All, move |work| {
            diesel::sql_query(statement).execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        let refused = done.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
    assert_eq!(versions(office, &id).len(), 1);
});

both_engines!(what_was_never_kept_is_said, EARLY, async |office| {
    let id = office.session(&Planned::default());
    let (status, history) = office.get(&format!("/ru/sessions/{id}/history")).await;
    assert_eq!(status, 200);
    assert!(history.contains("Версии этого анонса не сохранены"));
});

both_engines!(an_import_keeps_versions_too, EARLY, async |office| {
    let file = |place: &str| {
        serde_json::json!({
            "bodies": [{"slug": "water", "type": "central_executive", "kind": "collegium",
                "level": "republic", "name": {"kk": "Су министрлігі", "ru": "Министерство воды"},
                "zone": "Asia/Almaty", "closing_time": "18:30", "week": 5, "rules_605": true}],
            "sessions": [{"body": "water", "title": {"kk": "Алқа", "ru": "Коллегия"},
                "starts": "2027-03-10T10:00", "format": "mixed",
                "place": {"kk": place, "ru": place}, "capacity": 30,
                "agenda": [{"title": {"kk": "Су", "ru": "Вода"}}],
                "contact": {"name": "А", "position": {"kk": "Хатшы", "ru": "Секретарь"},
                    "phone": "+7 7172 000000", "email": "a@example.org"}}]
        })
        .to_string()
    };
    let import = |place: &str| {
        let arguments = ["import", "-", "--announce"];
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.json");
        std::fs::write(&path, file(place)).unwrap();
        let arguments = arguments.map(|one| {
            if one == "-" {
                path.to_str().unwrap()
            } else {
                one
            }
        });
        office.program(&arguments).well();
    };
    import("1");
    import("2");
    import("2");
    let (_, list) = office.get_json("/api/v1/sessions?body=water").await;
    let id = list["items"][0]["id"].as_str().unwrap().to_owned();
    let acts: Vec<String> = versions(office, &id)
        .into_iter()
        .map(|version| version.act)
        .collect();
    assert_eq!(acts, ["announce", "revise"]);
});

both_engines!(
    deadlines_counted_anew_are_a_version,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let form = with(&complete(), &[("starts-day", "2026-12-14")]);
        let id = saved(office, &clerk, &form).await;
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let [published] = &versions(office, &id)[..] else {
            panic!("one version");
        };
        let seen = stored(office, &id);

        let admin = office.clerk(Role::SystemAdmin, &id);
        calendar_versions::entered(office, &admin, &calendar_versions::ORDER).await;

        let [first, counted] = &versions(office, &id)[..] else {
            panic!("two versions");
        };
        assert_eq!(first.digest, published.digest, "what was published stands");
        assert_eq!((counted.revision, counted.act.as_str()), (2, "clocks"));
        assert_eq!(digest(&counted.snapshot), counted.digest);
        let is = stored(office, &id);
        assert_eq!(is.revision, 2);
        assert!(
            is.updated_at > seen.updated_at,
            "the clock of the test stands still"
        );

        let (_, history) = office.get(&format!("/ru/sessions/{id}/history")).await;
        assert!(history.contains("Версия 2: сроки пересчитаны"), "{history}");
        assert!(
            history.contains("24:00 10 декабря 2026 года</span></del>"),
            "{history}"
        );
        assert!(
            history.contains("24:00 11 декабря 2026 года</span></ins>"),
            "{history}"
        );
    }
);
