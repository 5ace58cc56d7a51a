//! What visitors, applicants and programs are told.

use super::*;
use crate::desk_applicants::applicants;
use crate::harness::{Planned, both_engines};

async fn page(office: &Office, path: &str) -> String {
    let (status, body) = office.get(path).await;
    assert_eq!(status, 200, "{path}: {body}");
    body
}

both_engines!(
    everybody_reads_from_when_to_when_and_why,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let path = format!("/sessions/{session}");
        let before = page(office, &format!("/ru{path}")).await;
        assert!(!before.contains(RUSSIAN));
        office.at("2026-12-02T15:00:00+05:00");
        postpone(office, moving(office, &session, "2026-12-17T10:00:00")).unwrap();

        let russian = page(office, &format!("/ru{path}")).await;
        for said in [
            "Заседание перенесено.",
            "10 декабря 2026 года",
            "17 декабря 2026 года",
            RUSSIAN,
            "Решение принято: 2 декабря 2026 года, 15:00",
            "О водосбережении",
        ] {
            assert!(russian.contains(said), "{said}: {russian}");
        }
        let kazakh = page(office, &format!("/kk{path}")).await;
        assert!(kazakh.contains(KAZAKH) && kazakh.contains("2026 жылғы 17 желтоқсан"));
        for list in ["/kk/", "/kk/calendar/2026-12", "/kk/bodies/test-ministry"] {
            let shown = page(office, list).await;
            assert!(shown.contains(KAZAKH), "{list}: {shown}");
        }

        let (_, json) = office.get_json(&format!("/api/v1{path}")).await;
        assert_eq!(json["status"], "postponed");
        assert_eq!(json["former_starts_at"], "2026-12-10T10:00:00+05:00");
        assert_eq!(json["reason"]["ru"], RUSSIAN);
        let feed = page(office, "/feeds/all.atom?lang=ru").await;
        assert!(feed.contains("Причина: Нет кворума"), "{feed}");
        let calendar = page(office, &format!("{path}.ics?lang=ru"))
            .await
            .replace("\r\n ", "");
        assert!(
            calendar.contains("STATUS:CONFIRMED") && calendar.contains("SEQUENCE:1"),
            "{calendar}"
        );
        assert!(calendar.contains("Причина: Нет кворума"), "{calendar}");
        assert!(calendar.contains("Было: "), "{calendar}");
    }
);

both_engines!(
    everybody_reads_that_it_does_not_take_place,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        cancel(office, &session).unwrap();
        let path = format!("/sessions/{session}");
        let russian = page(office, &format!("/ru{path}")).await;
        for said in [
            "Заседание не состоится.",
            RUSSIAN,
            "Решение принято: ",
            "О водосбережении",
        ] {
            assert!(russian.contains(said), "{said}: {russian}");
        }
        assert!(!russian.contains(&format!("{path}/apply")), "{russian}");
        for nothing in [
            "example.org/live",
            "Как прийти",
            "Подача электронной заявки",
        ] {
            assert!(!russian.contains(nothing), "{nothing}: {russian}");
        }
        let list = page(office, "/kk/").await;
        assert!(list.contains(KAZAKH), "{list}");
        let (_, json) = office.get_json(&format!("/api/v1{path}")).await;
        assert_eq!(
            (&json["status"], &json["reason"]["kk"]),
            (&"cancelled".into(), &KAZAKH.into())
        );
        assert_eq!(json["former_starts_at"], serde_json::Value::Null);
        assert_eq!(json["applications"]["reason"], "not_open");
        let calendar = page(office, &format!("{path}.ics?lang=ru"))
            .await
            .replace("\r\n ", "");
        assert!(
            calendar.contains("STATUS:CANCELLED") && calendar.contains("Причина: Нет кворума"),
            "{calendar}"
        );
        let history = page(office, &format!("/kk{path}/history")).await;
        assert!(history.contains(KAZAKH), "{history}");
    }
);

both_engines!(applicants_read_it_on_their_own_page, NOW, async |office| {
    let session = office.session(&Planned::default());
    let people = applicants(office, &session, &["Бірінші"]).await;
    office.letters();
    let own = format!("/ru/applications/{}", people[0].secret);
    let pass = format!("/ru/passes/{}", people[0].pass);
    postpone(office, moving(office, &session, "2026-12-17T10:00:00")).unwrap();
    let moved = page(office, &own).await;
    for said in [
        "Заседание перенесено.",
        "17 декабря 2026 года",
        RUSSIAN,
        "остается в силе",
        "/withdraw",
    ] {
        assert!(moved.contains(said), "{said}: {moved}");
    }
    let carried = page(office, &pass).await;
    assert!(carried.contains("Пропуск действителен") && carried.contains("17 декабря 2026 года"));

    cancel(office, &session).unwrap();
    let off = page(office, &own).await;
    assert!(
        off.contains("Заседание не состоится") && off.contains(RUSSIAN),
        "{off}"
    );
    assert!(!off.contains("Для вас подготовлено место"), "{off}");
    assert!(!off.contains("class=\"pass\""), "{off}");
    assert!(off.contains("/withdraw"), "{off}");
    let void = page(office, &pass).await;
    assert!(
        void.contains("Пропуск недействителен: заседание не состоится"),
        "{void}"
    );
    assert!(!void.contains("Пропуск действителен"));
    let asked = page(office, &format!("{own}/withdraw")).await;
    assert!(!asked.contains("место сразу перейдет"), "{asked}");
});
