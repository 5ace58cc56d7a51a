//! What visitors and programs are told.

use otyrys::law::results::ResultKind::{Decision, Minutes, Transcript};
use otyrys::web::desk::Role;
use otyrys::web::hex::hex;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{AFTER, BEFORE, all, held, order, publish, replace, seen_on, send, state_none};
use crate::documents::PDF;
use crate::harness::{Office, Planned, both_engines};

both_engines!(
    what_is_due_and_then_what_there_is,
    BEFORE,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let path = format!("/ru/sessions/{session}/results");
        let announcement = format!("/ru/sessions/{session}");
        let (status, page) = office.get(&path).await;
        assert_eq!(status, 200);
        assert!(
            page.contains("еще не опубликованы") && page.contains("18 декабря"),
            "{page}"
        );
        assert!(!office.get(&announcement).await.1.contains(&path));
        office.at(AFTER);
        assert!(office.get(&announcement).await.1.contains(&path));

        let clerk = office.clerk(Role::Secretary, &session);
        let decision = publish(office, clerk.id, order(office, &session, Decision)).unwrap();
        state_none(office, clerk.id, &session, Transcript, None).unwrap();
        let page = office.get(&path).await.1;
        assert!(
            page.contains("Решение № 5") && page.contains("05-12/7"),
            "{page}"
        );
        assert!(page.contains(&decision.text_sha256.clone().unwrap()));
        assert!(page.contains("Стенограмма заседания не велась."));
        assert!(
            page.contains("Ни стенограмма, ни протокол"),
            "minutes are owed: {page}"
        );
        publish(office, clerk.id, order(office, &session, Minutes)).unwrap();
        let page = office.get(&path).await.1;
        assert!(!page.contains("Срок публикации"), "nothing is owed: {page}");
        assert!(
            office
                .get(&announcement)
                .await
                .1
                .contains("Итоги опубликованы")
        );

        // The text, in the reader's language; in English there is none, so Russian, marked as such.
        let one = format!("/sessions/{session}/results/{}", decision.id);
        assert!(
            office
                .get(&format!("/kk{one}"))
                .await
                .1
                .contains("<p>Су үнемделсін.</p>")
        );
        let english = office.get(&format!("/en{one}")).await.1;
        assert!(
            english.contains("lang=\"ru\"><p>Беречь воду.</p>"),
            "{english}"
        );
        let stored = format!("/results/{}/text.json", decision.id);
        let text = office.get(&stored).await.1;
        let digest = hex(&Sha256::digest(&text));
        assert_eq!(Some(digest), decision.text_sha256);
    }
);

both_engines!(
    what_was_replaced_is_still_to_be_read,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/kk/sessions/{session}/results");
        let desk = format!("/desk/sessions/{session}/results");
        let seen = seen_on(&office.desk(&clerk, &desk).await.body);
        let fields = [
            ("updated", seen.as_str()),
            ("kind", "minutes"),
            ("title-kk", "Хаттама"),
            ("title-ru", "Протокол"),
            ("created_on", "10.12.2026"),
        ];
        let done = send(office, &clerk, &desk, &fields, Some(("хаттама.pdf", PDF))).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let former = all(office, &session).pop().unwrap();
        office.hands.advance(chrono::TimeDelta::minutes(1));
        let new = replace(
            office,
            clerk.id,
            former.id,
            order(office, &session, Minutes),
        )
        .unwrap();
        let page = office.get(&path).await.1;
        let (stands, was) = (
            format!("{path}/{}", new.id),
            format!("{path}/{}", former.id),
        );
        assert!(page.contains(&stands) && page.contains(&was), "{page}");
        assert!(
            !page.contains(&former.file_sha256.clone().unwrap()),
            "what stands is shown"
        );
        let page = office.get(&was).await.1;
        assert!(
            page.contains(&stands) && page.contains("орнына басқасы жарияланған"),
            "{page}"
        );
        let file = format!("/results/{}/file", former.id);
        assert!(page.contains(&file));
        let answer = office
            .http
            .get(format!("{}{file}", office.url))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.headers()["content-type"], "application/pdf");
        assert_eq!(answer.bytes().await.unwrap(), PDF);
        for nothing in [
            format!("{path}/{}", otyrys::database::Id::new()),
            format!("/results/{}/file", new.id),
            "/results/x/text.json".to_owned(),
        ] {
            assert_eq!(office.get(&nothing).await.0, 404, "{nothing}");
        }
    }
);

both_engines!(programs_get_what_stands, BEFORE, async |office: &Office| {
    let session = held(office);
    let clerk = office.clerk(Role::Secretary, &session);
    let path = format!("/api/v1/sessions/{session}");
    assert_eq!(office.get_json(&path).await.1["results"], json!([]));
    let first = publish(office, clerk.id, order(office, &session, Decision)).unwrap();
    let decision = replace(
        office,
        clerk.id,
        first.id,
        order(office, &session, Decision),
    );
    let decision = decision.unwrap();
    state_none(office, clerk.id, &session, Minutes, None).unwrap();
    let page = format!("{}/kk/sessions/{session}/results", office.url);
    let got = office.get_json(&path).await.1["results"].take();
    let mut got = got.as_array().unwrap().clone();
    got.sort_by_key(|one| one["kind"].to_string());
    assert_eq!(
        got,
        [
            json!({"kind": "decision", "none": false,
                    "title": {"kk": "№ 5 шешім", "ru": "Решение № 5"},
                    "item": null, "number": "05-12/7", "created_on": "2026-12-10",
                    "published_at": AFTER, "in_time": true, "withheld": null,
                    "url": format!("{page}/{}", decision.id),
                    "text": {"url": format!("{}/results/{}/text.json", office.url, decision.id),
                        "sha256": decision.text_sha256},
                    "files": []}),
            json!({"kind": "minutes", "none": true, "title": null, "item": null, "number": null,
                    "created_on": null, "published_at": AFTER, "in_time": true, "withheld": null,
                    "url": page, "text": null, "files": []}),
        ]
    );
    let list = office.get_json("/api/v1/sessions?status=held").await.1;
    assert_eq!(
        list["items"][0]["results"].as_array().unwrap().len(),
        2,
        "{list}"
    );
});

both_engines!(
    a_draft_has_no_page_and_what_was_called_off_has_no_results,
    BEFORE,
    async |office: &Office| {
        use otyrys::law::session_course::SessionStatus;
        let draft = office.session(&Planned {
            status: SessionStatus::Draft,
            ..Planned::default()
        });
        assert_eq!(
            office.get(&format!("/kk/sessions/{draft}/results")).await.0,
            404
        );
        let off = office.session(&Planned {
            status: SessionStatus::Cancelled,
            ..Planned::default()
        });
        let (status, page) = office.get(&format!("/kk/sessions/{off}/results")).await;
        assert_eq!(status, 200);
        assert!(
            page.contains("Отырыс өткізілмейді") && !page.contains("соңғы мерзімі"),
            "{page}"
        );
    }
);
