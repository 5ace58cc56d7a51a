//! Applying for a seat, through the API and the page (605-9, 605-10).

use serde_json::json;

use crate::harness::{Planned, both_engines, person};
use otyrys::law::session_course::{Access, Format, SessionStatus};

const NOW: &str = "2026-12-07T09:00:00+05:00";

both_engines!(hall_then_overflow_then_queue, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 1,
        overflow: 1,
        ..Planned::default()
    });
    let mut places = Vec::new();
    for surname in ["Ахметова", "Сериков", "Оспанов", "Жұмабаева"] {
        let (status, answer) = office.apply(&session, surname).await;
        assert_eq!(status, 201, "{answer}");
        places.push((
            answer["state"].as_str().unwrap().to_owned(),
            answer["queue_place"].as_i64(),
        ));
    }
    let expected = [
        ("seated", None),
        ("overflow", None),
        ("waiting", Some(1)),
        ("waiting", Some(2)),
    ];
    assert_eq!(
        places,
        expected.map(|(state, place)| (state.to_owned(), place))
    );
    assert_eq!(office.letters().len(), 4);
});

both_engines!(
    answer_tells_number_and_where_to_manage,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let (_, answer) = office.apply(&session, "Ахметова").await;
        assert!(answer["number"].as_str().unwrap().ends_with("-0001"));
        assert_eq!(answer["received_at"], "2026-12-07T09:00:00+05:00");
        let secret = answer["secret"].as_str().unwrap();
        assert!(
            answer["manage_url"]
                .as_str()
                .unwrap()
                .ends_with(&format!("/applications/{secret}"))
        );
        let (status, again) = office
            .get_json(&format!("/api/v1/applications/{secret}"))
            .await;
        assert_eq!((status, &again), (200, &answer));
        assert!(
            !again.to_string().contains("Ахметова"),
            "no name in the answer"
        );
        office.letters();
    }
);

both_engines!(same_person_applies_once, NOW, async |office| {
    let session = office.session(&Planned::default());
    let mut someone = person("Әбдіқадыр");
    someone["phone"] = json!("8 (701) 000-00-00");
    let path = format!("/api/v1/sessions/{session}/applications");
    assert_eq!(office.post_json(&path, &someone, None).await.0, 201);
    // Written on a Russian keyboard, in capitals, with the patronymic, by telephone alone: still the same person.
    let mut again = json!({"surname": "АБДИКАДЫР", "given_name": "айгул", "patronymic": "Серікқызы",
        "birth_year": 1985, "phone": "+77010000000", "consent": true});
    let (status, refusal) = office.post_json(&path, &again, None).await;
    assert_eq!(
        (status, refusal["code"].as_str()),
        (409, Some("already_applied"))
    );
    assert!(
        refusal.get("number").is_none(),
        "nothing of the first application is shown"
    );
    // Another year of birth is another person: a mother and a daughter share a telephone.
    again["birth_year"] = json!(2004);
    assert_eq!(office.post_json(&path, &again, None).await.0, 201);
    office.letters();
});

both_engines!(same_key_same_answer, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 5,
        ..Planned::default()
    });
    let path = format!("/api/v1/sessions/{session}/applications");
    let (status, first) = office
        .post_json(&path, &person("Ахметова"), Some("k-1"))
        .await;
    assert_eq!(status, 201);
    let (status, second) = office
        .post_json(&path, &person("Ахметова"), Some("k-1"))
        .await;
    assert_eq!((status, &second), (201, &first));
    let (status, refusal) = office
        .post_json(&path, &person("Сериков"), Some("k-1"))
        .await;
    assert_eq!(
        (status, refusal["code"].as_str()),
        (422, Some("key_reused"))
    );
    // The key counts per session.
    let other = office.session(&Planned {
        starts: "2026-12-11T10:00:00",
        ..Planned::default()
    });
    let (status, third) = office
        .post_json(
            &format!("/api/v1/sessions/{other}/applications"),
            &person("Ахметова"),
            Some("k-1"),
        )
        .await;
    assert_eq!(status, 201);
    assert_ne!(third["id"], first["id"]);
    // After the cut-off the same request still gets the same answer.
    office.at("2026-12-09T00:00:00+05:00");
    assert_eq!(
        office
            .post_json(&path, &person("Ахметова"), Some("k-1"))
            .await
            .0,
        201
    );
    assert_eq!(
        office.letters().len(),
        2,
        "a repeated request sends nothing"
    );
});

both_engines!(every_fault_is_named_at_once, NOW, async |office| {
    let session = office.session(&Planned::default());
    let path = format!("/api/v1/sessions/{session}/applications");
    let sent = json!({"surname": "", "given_name": 7, "birth_year": 85, "email": "aigul@", "iin": "850101400000",
        "needs": ["wheelchair"]});
    let (status, problem) = office.post_json(&path, &sent, None).await;
    assert_eq!((status, problem["code"].as_str()), (422, Some("invalid")));
    let faults: Vec<(String, String)> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| {
            (
                fault["field"].as_str().unwrap().to_owned(),
                fault["code"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let expected = [
        ("surname", "required"),
        ("given_name", "type"),
        ("birth_year", "year"),
        ("email", "email"),
        ("needs_consent", "consent"),
        ("consent", "consent"),
        ("iin", "unknown"),
    ];
    assert_eq!(
        faults,
        expected.map(|(field, code)| (field.to_owned(), code.to_owned()))
    );
    for nothing in [json!([]), json!("Ахметова"), json!(null)] {
        assert_eq!(office.post_json(&path, &nothing, None).await.0, 422);
    }
});

both_engines!(contact_is_asked_for, NOW, async |office| {
    let session = office.session(&Planned::default());
    let path = format!("/api/v1/sessions/{session}/applications");
    let mut sent = person("Ахметова");
    sent.as_object_mut().unwrap().remove("email");
    let (status, problem) = office.post_json(&path, &sent, None).await;
    assert_eq!(status, 422);
    assert_eq!(problem["errors"][0]["code"], "contact");
    sent["phone"] = json!("+7 701 000 00 00");
    assert_eq!(office.post_json(&path, &sent, None).await.0, 201);
    assert!(
        office.letters().is_empty(),
        "without an e-mail there is nobody to write to"
    );
});

both_engines!(sessions_that_take_no_applications, NOW, async |office| {
    let cases = [
        (
            Planned {
                format: Format::Online,
                capacity: 0,
                ..Planned::default()
            },
            409,
            "online_only",
        ),
        (
            Planned {
                status: SessionStatus::Cancelled,
                ..Planned::default()
            },
            409,
            "not_open",
        ),
        (
            Planned {
                status: SessionStatus::Draft,
                ..Planned::default()
            },
            404,
            "not_found",
        ),
        (
            Planned {
                access: Access::Closed,
                ..Planned::default()
            },
            409,
            "not_open",
        ),
        (
            Planned {
                starts: "2026-12-04T10:00:00",
                ..Planned::default()
            },
            409,
            "not_open",
        ),
        (
            Planned {
                starts: "2026-12-08T10:00:00",
                ..Planned::default()
            },
            409,
            "cutoff_passed",
        ),
    ];
    for (planned, status, code) in cases {
        let session = office.session(&planned);
        let (got, problem) = office.apply(&session, "Ахметова").await;
        assert_eq!(
            (got, problem["code"].as_str()),
            (status, Some(code)),
            "{planned:?}"
        );
    }
    let (status, problem) = office
        .apply("01890000-0000-7000-8000-000000000000", "Ахметова")
        .await;
    assert_eq!((status, problem["code"].as_str()), (404, Some("not_found")));
});

both_engines!(online_only_names_the_broadcast, NOW, async |office| {
    let session = office.session(&Planned {
        format: Format::Online,
        capacity: 0,
        ..Planned::default()
    });
    let (_, problem) = office.apply(&session, "Ахметова").await;
    assert!(
        problem["detail"]
            .as_str()
            .unwrap()
            .contains("https://example.org/live")
    );
    assert_eq!(problem["paragraph"], "605-5");
    assert_eq!(problem["broadcast_url"], "https://example.org/live");
});

const FIELDS: [(&str, &str); 6] = [
    ("surname", "Қожахметова"),
    ("given_name", "Әсел"),
    ("patronymic", ""),
    ("birth_year", "1990"),
    ("email", "asel@example.org"),
    ("consent", "true"),
];

fn key_in(page: &str) -> String {
    let (_, rest) = page
        .split_once("name=\"form_key\" value=\"")
        .expect("a form key");
    rest.split('"').next().unwrap().to_owned()
}

both_engines!(the_page_from_form_to_receipt, NOW, async |office| {
    let session = office.session(&Planned {
        capacity: 1,
        ..Planned::default()
    });
    let path = format!("/kk/sessions/{session}/apply");
    let (status, page) = office.get(&path).await;
    assert_eq!(status, 200);
    let key = key_in(&page);
    let mut fields = FIELDS.to_vec();
    fields.push(("form_key", &key));
    let (status, first, _) = office.post_form(&path, &fields).await;
    assert_eq!(status, 303);
    // A double click, or the back button and again: the same receipt, one application, one letter.
    let (status, second, _) = office.post_form(&path, &fields).await;
    assert_eq!((status, &second), (303, &first));
    let (status, receipt) = office.get(&first.unwrap()).await;
    assert_eq!(status, 200);
    assert!(
        receipt.contains("Орын дайындалды") && receipt.contains("class=\"qr\""),
        "{receipt}"
    );
    // The same form with another name is another person, and is asked to send again with a new key.
    let mut other = fields.clone();
    other[0] = ("surname", "Төлегенов");
    other[4] = ("email", "tolegenov@example.org");
    let (status, _, page) = office.post_form(&path, &other).await;
    assert_eq!(status, 409);
    assert!(page.contains("Төлегенов"), "nothing typed is lost");
    let new_key = key_in(&page);
    assert_ne!(new_key, key);
    other[6] = ("form_key", &new_key);
    let (status, waiting, _) = office.post_form(&path, &other).await;
    assert_eq!(status, 303);
    let (_, receipt) = office.get(&waiting.unwrap()).await;
    assert!(
        receipt.contains("Кезек нөмірі: 1") && !receipt.contains("class=\"qr\""),
        "{receipt}"
    );
    assert_eq!(office.letters().len(), 2);
});

both_engines!(
    the_page_names_faults_and_keeps_what_was_typed,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let fields = [
            ("surname", "Қожахметова"),
            ("given_name", ""),
            ("birth_year", "12"),
            ("form_key", "k"),
        ];
        for (language, fault) in [
            ("kk", "Өрісті толтырыңыз: Аты."),
            ("ru", "Заполните поле: Имя."),
            ("en", "Fill in the field: First name."),
        ] {
            let (status, _, page) = office
                .post_form(&format!("/{language}/sessions/{session}/apply"), &fields)
                .await;
            assert_eq!(status, 422);
            assert!(
                page.contains(fault)
                    && page.contains("value=\"Қожахметова\"")
                    && page.contains("value=\"k\""),
                "{page}"
            );
        }
    }
);

both_engines!(
    withdrawn_data_is_gone_from_every_column,
    NOW,
    async |office| {
        use diesel::prelude::*;
        use otyrys::database::schema::applications::dsl;
        let session = office.session(&Planned::default());
        let (_, answer) = office.apply(&session, "Ахметова").await;
        let secret = answer["secret"].as_str().unwrap();
        let withdrawn = office
            .http
            .delete(format!("{}/api/v1/applications/{secret}", office.url))
            .send()
            .await
            .unwrap();
        assert_eq!(withdrawn.status(), 200);
        let row: otyrys::applications::record::Application = office
            .app
            .database
            .read_here(|connection| {
                Ok::<_, otyrys::database::Broken>(
                    dsl::applications
                        .select(otyrys::applications::record::Application::as_select())
                        .first(connection)?,
                )
            })
            .unwrap();
        let left = format!("{row:?}");
        assert!(
            !left.contains("Ахметова")
                && !left.contains("Айгүл")
                && !left.contains("1985")
                && !left.contains('@'),
            "{left}"
        );
        office.letters();
    }
);

both_engines!(json_has_types_and_they_count, NOW, async |office| {
    let session = office.session(&Planned::default());
    let path = format!("/api/v1/sessions/{session}/applications");
    for (field, wrong) in [
        ("consent", json!("true")),
        ("consent", json!(1)),
        ("birth_year", json!("1985")),
        ("needs", json!("wheelchair")),
        ("needs_consent", json!("yes")),
        ("surname", json!(["Ахметова"])),
        ("language", json!(1)),
    ] {
        let mut sent = person("Ахметова");
        sent[field] = wrong.clone();
        let (status, problem) = office.post_json(&path, &sent, None).await;
        assert_eq!(status, 422, "{field}: {wrong}");
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
        assert_eq!(problem["errors"][0]["code"], "type", "{problem}");
    }
});
