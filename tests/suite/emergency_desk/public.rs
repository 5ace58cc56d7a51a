//! What everybody reads of an emergency.

use otyrys::emergencies::Declaration;
use otyrys::law::emergency::EmergencyKind;
use otyrys::web::desk::Role;

use super::*;
use crate::emergencies::everywhere;
use crate::harness::{Planned, both_engines, instant};

const ALL: &str = "Төтенше жағдайға байланысты отырыстарға тек онлайн";
const ONE: &str = "Төтенше жағдайға байланысты отырысқа тек онлайн";
const MARK: &str = "Төтенше жағдай: тек онлайн";

both_engines!(
    the_banner_names_its_basis_and_goes_with_the_emergency,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let admin = office.clerk(Role::SystemAdmin, &session);
        let pages = ["/kk/".to_owned(), "/kk/bodies/test-ministry".to_owned()];
        let own = format!("/kk/sessions/{session}");
        for page in pages.iter().chain([&own]) {
            let (_, body) = office.get(page).await;
            assert!(!body.contains(ALL) && !body.contains(ONE), "{page}: {body}");
        }
        let fields = filled(office, &admin).await;
        let address = declare(office, &admin, &fields).await;
        for page in &pages {
            let (_, body) = office.get(page).await;
            for said in [
                ALL,
                KAZAKH,
                "https://adilet.example/15",
                "Бүкіл ел",
                "Төтенше жағдай: тек онлайн",
            ] {
                assert!(body.contains(said), "{said} on {page}: {body}");
            }
        }
        let (_, body) = office.get(&own).await;
        for said in [
            ONE,
            KAZAKH,
            "https://example.org/live",
            "Бұрын жарияланған формат",
        ] {
            assert!(body.contains(said), "{said}: {body}");
        }
        let (_, answer) = office
            .get_json(&format!("/api/v1/sessions/{session}"))
            .await;
        assert_eq!(answer["emergency"]["kind"], "natural", "{answer}");
        assert_eq!(answer["emergency"]["basis"]["ru"], RUSSIAN);
        assert_eq!(answer["emergency"]["from"], "2026-12-07T09:00:00+05:00");
        assert!(answer["emergency"]["until"].is_null());
        let (_, file) = office
            .get(&format!("/sessions/{session}.ics?lang=en"))
            .await;
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains("Because of an emergency"), "{file}");
        let (_, feed) = office.get("/feeds/all.atom?lang=ru").await;
        assert!(feed.contains(RUSSIAN), "{feed}");

        let path = format!("{address}/end");
        let seen = value_on(&office.desk(&admin, &path).await.body, "updated");
        let sent = [
            ("updated", seen.as_str()),
            ("restore", "yes"),
            ("confirm", "true"),
        ];
        assert_eq!(office.desk_form(&admin, &path, &sent).await.status, 303);
        for page in pages.iter().chain([&own]) {
            let (_, body) = office.get(page).await;
            assert!(!body.contains(ALL) && !body.contains(ONE), "{page}: {body}");
        }
        let (_, answer) = office
            .get_json(&format!("/api/v1/sessions/{session}"))
            .await;
        assert!(answer["emergency"].is_null(), "{answer}");
    }
);

both_engines!(the_banner_goes_by_time_alone, NOW, async |office| {
    let session = office.session(&Planned::default());
    let admin = office.clerk(Role::SystemAdmin, &session);
    let fields = filled(office, &admin).await;
    let fields = with(&fields, "until-day", "2026-12-07");
    let fields = with(&fields, "until-time", "18:00");
    declare(office, &admin, &fields).await;
    let (_, body) = office.get("/kk/").await;
    assert!(body.contains(ALL) && body.contains("18:00"), "{body}");
    office.at("2026-12-07T18:00:00+05:00");
    let (_, body) = office.get("/kk/").await;
    assert!(!body.contains(ALL), "{body}");
});

both_engines!(pages_of_other_regions_have_no_banner, NOW, async |office| {
    let session = office.session(&Planned::default());
    let admin = office.clerk(Role::SystemAdmin, &session);
    let fields = filled(office, &admin).await;
    let fields = with(&fields, "scope", "regions");
    let fields = with(&fields, "regions", "710000000");
    declare(office, &admin, &fields).await;
    // The body of the test is nowhere in particular: the country alone would reach it.
    let (_, body) = office.get("/kk/bodies/test-ministry").await;
    assert!(!body.contains(ALL), "{body}");
    let (_, body) = office.get("/kk/").await;
    assert!(body.contains(ALL) && body.contains("Астана"), "{body}");
    let (_, body) = office.get(&format!("/kk/sessions/{session}")).await;
    assert!(!body.contains(ONE), "{body}");
});

both_engines!(
    one_of_a_single_body_is_not_taken_for_a_national_one,
    NOW,
    async |office| {
        let session = office.session_of("one", &Planned::default());
        office.session_of("two", &Planned::default());
        let admin = office.clerk(Role::BodyAdmin, &session);
        let fields = filled(office, &admin).await;
        declare(office, &admin, &fields).await;
        let whose = "<dt>Қай органдардың отырыстары үшін</dt><dd>Сынақ министрлігі</dd>";
        for page in ["/kk/", "/kk/bodies/one"] {
            let (_, body) = office.get(page).await;
            assert!(body.contains(ALL) && body.contains(whose), "{page}: {body}");
        }
        let (_, body) = office.get("/kk/bodies/two").await;
        assert!(!body.contains(ALL), "{body}");
    }
);

both_engines!(
    the_banner_stands_from_the_beginning_on,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let admin = office.clerk(Role::SystemAdmin, &session);
        let fields = filled(office, &admin).await;
        let fields = with(&fields, "from-day", "2026-12-08");
        let fields = with(&fields, "from-time", "12:00");
        declare(office, &admin, &fields).await;
        let pages = ["/kk/", "/kk/bodies/test-ministry"];
        for page in pages {
            let (_, body) = office.get(page).await;
            assert!(!body.contains(ALL), "{page}: {body}");
        }
        let (_, body) = office.get("/kk/").await;
        assert!(body.contains(MARK), "the session goes online: {body}");
        office.at("2026-12-08T12:00:00+05:00");
        for page in pages {
            let (_, body) = office.get(page).await;
            assert!(body.contains(ALL), "{page}: {body}");
            assert!(
                !body.contains("Қай органдардың отырыстары үшін"),
                "{page}: {body}"
            );
        }
    }
);

both_engines!(
    the_month_marks_it_until_the_session_is_over,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let admin = office.clerk(Role::SystemAdmin, &session);
        let own = format!("/kk/sessions/{session}");
        let (_, month) = office.get("/kk/calendar/2026-12").await;
        assert!(!month.contains(MARK), "{month}");
        let fields = filled(office, &admin).await;
        declare(office, &admin, &fields).await;
        for (at, told) in [
            ("2026-12-07T09:00:00+05:00", true),
            ("2026-12-10T13:59:59+05:00", true),
            // Nobody said that it is over: it is after four hours.
            ("2026-12-10T14:00:00+05:00", false),
        ] {
            office.at(at);
            let (_, month) = office.get("/kk/calendar/2026-12").await;
            assert_eq!(month.contains(MARK), told, "{at}: {month}");
            let (_, page) = office.get(&own).await;
            assert_eq!(page.contains(ONE), told, "{at}: {page}");
        }
    }
);

both_engines!(
    the_page_names_the_emergency_that_stands,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let own = format!("/kk/sessions/{session}");
        let first = Declaration {
            until: Some(instant("2026-12-10T11:00:00+05:00")),
            ..everywhere("one")
        };
        crate::emergencies::declare(office, first);
        let second = Declaration {
            kind: EmergencyKind::TerroristThreat,
            ..everywhere("two")
        };
        crate::emergencies::declare(office, second);
        let (natural, threat) = ("Табиғи сипаттағы", "Террористік шабуыл қатері");
        let for_programs = [
            format!("/sessions/{session}.ics?lang=kk"),
            "/feeds/all.ics".to_owned(),
            "/feeds/all.atom".to_owned(),
        ];
        let one = format!("/api/v1/sessions/{session}");
        office.at("2026-12-10T10:30:00+05:00");
        let (_, page) = office.get(&own).await;
        assert!(page.contains(natural) && !page.contains(threat), "{page}");
        for path in &for_programs {
            let text = office.get(path).await.1.replace("\r\n ", "");
            assert!(text.contains(natural) && !text.contains(threat), "{text}");
        }
        for path in [&one, "/api/v1/sessions"] {
            let answer = office.get_json(path).await.1.to_string();
            assert!(answer.contains("\"natural\""), "{answer}");
        }
        office.at("2026-12-10T11:00:00+05:00");
        let (_, page) = office.get(&own).await;
        assert!(page.contains(threat) && !page.contains(natural), "{page}");
        for path in &for_programs {
            let text = office.get(path).await.1.replace("\r\n ", "");
            assert!(text.contains(threat) && !text.contains(natural), "{text}");
            // Programs learn of it by the date, too.
            assert!(
                text.contains("20261210T060000Z") || text.contains("2026-12-10T06:00:00Z"),
                "{text}"
            );
        }
        for path in [&one, "/api/v1/sessions"] {
            let answer = office.get_json(path).await.1.to_string();
            assert!(answer.contains("\"terrorist_threat\""), "{answer}");
            assert!(!answer.contains("\"natural\""), "{answer}");
        }
    }
);
