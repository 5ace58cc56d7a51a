//! The form, what it would come to, and the act.

use otyrys::law::session_course::Format;
use otyrys::web::desk::Role;

use super::*;
use crate::harness::{Planned, both_engines};

both_engines!(
    the_whole_way_from_the_form_to_the_page,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let unseen = office.session(&Planned {
            starts: "2026-12-11T10:00:00",
            kazakh_title: "Трансляциясыз отырыс",
            ..Planned::default()
        });
        without_broadcast(office, &unseen);
        two_people(office, &session).await;
        let admin = office.clerk(Role::SystemAdmin, &session);
        let list = office.desk(&admin, "/desk/emergencies").await;
        assert!(
            list.body.contains(&format!("href=\"{NEW}\"")),
            "{}",
            list.body
        );

        let fields = filled(office, &admin).await;
        let shown = press(office, &admin, &fields, "look", "").await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        for said in [
            "Алқа отырысы: су шаруашылығы",
            "Трансляциясыз отырыс",
            "Шұғыл жұмыс: трансляция мекенжайы жоқ",
            KAZAKH,
            RUSSIAN,
            "ЖАРИЯЛАЙМЫН",
            "Because of an emergency the session is open online only.",
        ] {
            assert!(shown.body.contains(said), "{said}: {}", shown.body);
        }
        let edit = format!("/desk/sessions/{unseen}/edit");
        assert!(!shown.body.contains(&edit), "nothing leads away from here");
        assert_eq!(declared(office), 0, "nothing yet");
        assert_eq!(format_of(office, &session), Format::Mixed);

        let back = press(office, &admin, &fields, "edit", "").await;
        assert_eq!(value_on(&back.body, "signer"), "А. Серік, министр");

        let address = declare(office, &admin, &fields).await;
        assert_eq!(declared(office), 1);
        assert_eq!(format_of(office, &session), Format::Online);
        let page = office.desk(&admin, &address).await;
        assert_eq!(page.status, 200, "{}", page.body);
        for said in [
            "Шұғыл жұмыс",
            "Трансляциясыз отырыс",
            "Онлайн режимге ауысты",
        ] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        let letters = office.letters();
        assert_eq!(letters.len(), 1, "{letters:?}");
        let list = office.desk(&admin, "/desk/emergencies").await.body;
        let caption = "<caption class=\"visually-hidden\">Күшінде</caption>";
        assert!(list.contains(caption), "{list}");

        // The secretary is led to what is to be done.
        let secretary = office.clerk(Role::Secretary, &session);
        let today = office.desk(&secretary, "/desk").await.body;
        let urgent = today
            .split("Төтенше жағдай: шұғыл жұмыс")
            .nth(1)
            .expect("urgent work");
        assert!(urgent.contains(&edit), "{today}");
        assert!(
            urgent.contains("телефон арқылы хабарлау керек адамдар: 1"),
            "{today}"
        );
        let page = office.desk(&secretary, &address).await.body;
        assert!(page.contains(&edit), "{page}");
        assert!(
            page.contains(&format!("/desk/letters?session={session}")),
            "{page}"
        );
        // Until it is over somebody may still want to watch it.
        for (at, urgent) in [
            ("2026-12-11T10:30:00+05:00", true),
            ("2026-12-11T14:00:00+05:00", false),
        ] {
            office.at(at);
            let page = office.desk(&secretary, &address).await.body;
            assert_eq!(page.contains(&edit), urgent, "{at}: {page}");
        }
    }
);

both_engines!(
    what_is_wrong_is_said_and_nothing_typed_is_lost,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let admin = office.clerk(Role::SystemAdmin, &session);
        let fields = filled(office, &admin).await;
        for (name, value, field) in [
            ("kind", "", "field-kind"),
            ("scope", "", "field-scope"),
            ("scope", "regions", "field-regions"),
            ("basis-kk", "", "field-basis-kk"),
            ("basis-ru", " ", "field-basis-ru"),
            ("basis_url", "adilet", "field-basis_url"),
            ("signer", "", "field-signer"),
            ("from-day", "", "field-from-day"),
            ("from-time", "25:00", "field-from-time"),
            ("until-day", "2026-12-01", "field-until-time"),
        ] {
            let wrong = with(&fields, name, value);
            let shown = press(office, &admin, &wrong, "look", "").await;
            assert_eq!(shown.status, 422, "{name}: {}", shown.body);
            assert!(
                shown.body.contains(&format!("href=\"#{field}\"")),
                "{name}: {}",
                shown.body
            );
            if name != "signer" {
                assert_eq!(value_on(&shown.body, "signer"), "А. Серік, министр");
            }
            assert!(name == "basis-kk" || shown.body.contains(KAZAKH), "{name}");
        }
        let early = with(&fields, "until-day", "2026-12-06");
        let early = with(&early, "until-time", "10:00");
        let shown = press(office, &admin, &early, "declare", WORD).await;
        assert_eq!(shown.status, 422, "{}", shown.body);
        assert!(
            shown.body.contains("басталу уақытынан кейін"),
            "{}",
            shown.body
        );
        assert_eq!(declared(office), 0);
    }
);

both_engines!(another_word_confirms_nothing, NOW, async |office| {
    let session = office.session(&Planned::default());
    let admin = office.clerk(Role::SystemAdmin, &session);
    let fields = filled(office, &admin).await;
    for word in ["", "иә", "DECLARE"] {
        let shown = press(office, &admin, &fields, "declare", word).await;
        assert_eq!(shown.status, 422, "{word}: {}", shown.body);
        assert_eq!(value_on(&shown.body, "confirm"), word);
        assert_eq!(
            value_on(&shown.body, "form_key"),
            fields[0].1,
            "the same form"
        );
    }
    assert_eq!(declared(office), 0);
    assert_eq!(format_of(office, &session), Format::Mixed);
});

both_engines!(pressed_twice_it_is_declared_once, NOW, async |office| {
    let session = office.session(&Planned::default());
    two_people(office, &session).await;
    let admin = office.clerk(Role::SystemAdmin, &session);
    let fields = filled(office, &admin).await;
    let first = declare(office, &admin, &fields).await;
    let second = declare(office, &admin, &fields).await;
    assert_eq!(first, second);
    assert_eq!(declared(office), 1);
    assert_eq!(office.letters().len(), 1, "nobody is told twice");
});

both_engines!(
    an_admin_of_a_body_declares_for_that_body_alone,
    NOW,
    async |office| {
        let own = office.session_of("one", &Planned::default());
        let other = office.session_of("two", &Planned::default());
        let admin = office.clerk(Role::BodyAdmin, &own);
        let stranger = office.clerk(Role::BodyAdmin, &other);
        let fields = filled(office, &admin).await;
        assert!(
            fields
                .iter()
                .any(|(name, value)| name == "body" && value == "one")
        );
        let shown = press(office, &admin, &fields, "look", "").await;
        assert_eq!(
            shown.body.matches("Алқа отырысы: су шаруашылығы").count(),
            1
        );

        let foreign = with(&fields, "body", "two");
        let refused = press(office, &admin, &foreign, "declare", WORD).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert_eq!(declared(office), 0);

        let address = declare(office, &admin, &fields).await;
        assert_eq!(format_of(office, &own), Format::Online);
        assert_eq!(format_of(office, &other), Format::Mixed);
        assert_eq!(office.desk(&stranger, &address).await.status, 404);
        let list = office.desk(&stranger, "/desk/emergencies").await.body;
        assert!(!list.contains(&address), "{list}");
        for role in [Role::SystemAdmin, Role::Supervisor] {
            let reader = office.clerk(role, &own);
            assert_eq!(office.desk(&reader, &address).await.status, 200, "{role}");
        }
    }
);

both_engines!(
    what_is_prepared_meanwhile_is_told_of_it,
    NOW,
    async |office| {
        use otyrys::law::session_course::SessionStatus;
        let draft = office.session(&Planned {
            status: SessionStatus::Draft,
            ..Planned::default()
        });
        let secretary = office.clerk(Role::Secretary, &draft);
        let admin = office.clerk(Role::SystemAdmin, &draft);
        let says = "отырыс тек онлайн өткізіледі";
        let edit = format!("/desk/sessions/{draft}/edit");
        assert!(!office.desk(&secretary, &edit).await.body.contains(says));
        let fields = filled(office, &admin).await;
        declare(office, &admin, &fields).await;
        for path in [edit, format!("/desk/sessions/{draft}/announce")] {
            let page = office.desk(&secretary, &path).await;
            assert_eq!(page.status, 200, "{path}: {}", page.body);
            assert!(page.body.contains(says), "{path}: {}", page.body);
        }
    }
);

both_engines!(a_refusal_names_the_paragraph, NOW, async |office| {
    let session = office.session(&Planned::default());
    let secretary = office.clerk(Role::Secretary, &session);
    let admin = office.clerk(Role::SystemAdmin, &session);
    let fields = filled(office, &admin).await;
    declare(office, &admin, &fields).await;
    let paper = [
        ("form_key", "one"),
        ("channel", "by_hand"),
        ("postmark", ""),
        ("arrived_on", "2026-12-07"),
        ("arrived_at", "08:30"),
        ("surname", "Ахметова"),
        ("given_name", "Айгүл"),
        ("birth_year", "1985"),
        ("phone", "+77010000000"),
        ("language", "kk"),
        ("consent_signed", "true"),
        ("record_refused", "true"),
    ];
    let path = format!("/desk/sessions/{session}/applicants/new");
    let done = office.desk_form(&secretary, &path, &paper).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let id = Id::parse(&session).expect("an id");
    let refused = crate::emergencies::people(office, id).remove(0);
    let path = format!("/desk/applications/{}", refused.id);
    let page = office.desk(&secretary, &path).await.body;
    assert!(page.contains("Қағидалардың (№ 605-НҚ) 6-тармағы"), "{page}");
    office.letters();
});
