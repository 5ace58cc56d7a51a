//! Bodies at the desk: a new one, the card, names through time, and what they do to sessions.

use diesel::prelude::*;
use otyrys::bodies;
use otyrys::bodies::record::Body;
use otyrys::database::schema::{journal, session_clocks};
use otyrys::database::{Broken, Id, Instant};
use otyrys::law::body::BodyType;
use otyrys::law::session_course::SessionStatus;
use otyrys::law::working_days::Week;
use otyrys::web::desk::Role;

use crate::harness::{Clerk, Office, Planned, both_engines, instant};

const NOW: &str = "2026-12-01T09:00:00+05:00";

fn body(office: &Office, slug: &str) -> Body {
    let slug = slug.to_owned();
    let found = office
        .app
        .database
        .read_here(move |connection| bodies::store::by_slug(connection, &slug));
    found.unwrap().unwrap()
}

fn state(body: &Body) -> String {
    bodies::card_form::state(body)
}

fn names(office: &Office, id: Id) -> Vec<(String, String)> {
    let names = office
        .app
        .database
        .read_here(|connection| bodies::store::names_of(connection, &[id]));
    let names = names.unwrap();
    let history = names.history(id).iter();
    history
        .map(|name| (name.valid_from.to_string(), name.name.kk.clone()))
        .collect()
}

fn acts(office: &Office, id: Id) -> Vec<String> {
    let rows = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            journal::table
                .filter(journal::object_id.eq(id))
                .order(journal::id)
                .select(journal::act)
                .load(connection)?,
        )
    });
    rows.unwrap()
}

const NEW_BODY: [(&str, &str); 12] = [
    ("name-kk", "Сумбе ауданының әкімдігі"),
    ("name-ru", "Акимат района Сумбе"),
    ("name-en", ""),
    ("slug", "sumbe"),
    ("type", "local_executive"),
    ("kind", "akimat"),
    ("level", "district"),
    ("region", "710000000"),
    ("zone", "Asia/Almaty"),
    ("week", "5"),
    ("closing-time", "18:00"),
    ("rules-605", "true"),
];

/// The fields of a new body with some in the place of their own; an empty one is not sent.
fn changed<'a>(own: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = NEW_BODY
        .iter()
        .filter(|(name, _)| own.iter().all(|(other, _)| other != name));
    usual
        .chain(own)
        .copied()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

both_engines!(
    the_system_admin_enters_a_body_that_the_law_knows,
    NOW,
    async |office| {
        let known = office.session(&Planned::default());
        let admin = office.clerk(Role::SystemAdmin, &known);
        let new = "/desk/bodies/new";
        for (own, field, told) in [
            (&[("level", "village")][..], "rules-605", "ауданнан төмен"),
            (
                &[("type", "quasi_state")],
                "rules-605",
                "Ашықтық стандарты қолданылады",
            ),
            (
                &[("exempt", "true")],
                "exempt-basis",
                "қай актінің негізінде",
            ),
            (&[("slug", "Sumbe!")], "slug", "латын"),
            (&[("slug", "test-ministry")], "slug", "басқа органдікі"),
            (&[("name-ru", "")], "name-ru", "Орысша атауын"),
            (&[("type", "")], "type", "Органның түрі: тізімнен"),
            (&[("bin", "123")], "bin", "он екі"),
            (&[("site", "gov.kz")], "site", "Толық мекенжайын"),
            (&[("closing-time", "25:00")], "closing-time", "18:30"),
        ] {
            let page = office.desk_form(&admin, new, &changed(own)).await;
            assert_eq!(page.status, 422, "{own:?}");
            assert!(
                page.body.contains(&format!("href=\"#field-{field}\"")),
                "{own:?}: {}",
                page.body
            );
            assert!(page.body.contains(told), "{own:?}: {}", page.body);
        }
        let village = office
            .desk_form(&admin, new, &changed(&[("level", "village")]))
            .await
            .body;
        assert!(
            village.contains("Қағидалардың 1-тармағы") || village.contains("605"),
            "{village}"
        );
        assert!(
            village.contains("Сумбе ауданының әкімдігі"),
            "nothing typed is lost"
        );

        let done = office.desk_form(&admin, new, &changed(&[])).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let made = body(office, "sumbe");
        assert_eq!(made.body_type, BodyType::LocalExecutive);
        assert_eq!(made.closing_time, "18:00");
        assert_eq!(
            done.to,
            Some(format!("/desk/bodies/{}?done=body-entered", made.id))
        );
        assert_eq!(acts(office, made.id), ["body.entered"]);
        let page = office.desk(&admin, &done.to.unwrap()).await.body;
        assert!(
            page.contains("Орган енгізілді") && page.contains("<code>sumbe</code>"),
            "{page}"
        );
        let found = office.desk(&admin, "/desk/bodies?q=СУМБЕ").await.body;
        assert!(found.contains("Сумбе ауданының") && !found.contains("Сынақ министрлігі"));
        let (_, public) = office.get("/kk/bodies").await;
        assert!(public.contains("Сумбе ауданының әкімдігі"));
    }
);

/// The card of a body with some fields in the place of its own.
fn card<'a>(
    body: &'a Body,
    made_of: &'a str,
    own: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let whole = [
        ("act", "card"),
        ("made-of", made_of),
        ("week", body.week.as_str()),
        ("closing-time", body.closing_time.as_str()),
    ];
    let usual = whole
        .into_iter()
        .filter(|(name, _)| own.iter().all(|(other, _)| other != name));
    usual.chain(own.iter().copied()).collect()
}

const LAW: [(&str, &str); 5] = [
    ("type", "central_executive"),
    ("kind", "collegium"),
    ("level", "republic"),
    ("zone", "Asia/Almaty"),
    ("rules-605", "true"),
];

both_engines!(each_admin_keeps_a_part_of_the_card, NOW, async |office| {
    let known = office.session(&Planned::default());
    let other = office.session_of("other-ministry", &Planned::default());
    let before = body(office, "test-ministry");
    let (made_of, page) = (state(&before), format!("/desk/bodies/{}", before.id));
    let own_admin = office.clerk(Role::BodyAdmin, &known);
    let admin = office.clerk(Role::SystemAdmin, &known);
    for (role, sees, keeps) in [
        (Role::SystemAdmin, 200, 422),
        (Role::BodyAdmin, 200, 422),
        (Role::Supervisor, 200, 403),
        (Role::Secretary, 403, 403),
        (Role::Moderator, 403, 403),
        (Role::Guard, 403, 403),
    ] {
        let clerk = office.clerk(role, &known);
        assert_eq!(office.desk(&clerk, &page).await.status, sees, "{role}");
        assert_eq!(
            office.desk(&clerk, "/desk/bodies").await.status,
            sees,
            "{role}"
        );
        let sent = office
            .desk_form(&clerk, &page, &[("act", "card"), ("week", "9")])
            .await;
        assert_eq!(sent.status, keeps, "{role}");
        let new = office.desk(&clerk, "/desk/bodies/new").await.status;
        assert_eq!(new == 200, role == Role::SystemAdmin, "{role}");
    }
    // Another body is not there for this one's admin.
    let stranger = office.clerk(Role::BodyAdmin, &other);
    assert_eq!(office.desk(&stranger, &page).await.status, 404);
    let sent = office
        .desk_form(&stranger, &page, &card(&before, &made_of, &[]))
        .await;
    assert_eq!(sent.status, 404);
    let list = office.desk(&stranger, "/desk/bodies").await.body;
    assert!(!list.contains(before.id.as_str()), "{list}");

    // Its own admin does not say what it is in law.
    let exempt = [("exempt", "true"), ("exempt-basis", "Заң, 13-бап")];
    let sent = office
        .desk_form(&own_admin, &page, &card(&before, &made_of, &exempt))
        .await;
    assert_eq!(sent.status, 403);
    assert_eq!(body(office, "test-ministry"), before);
    let sent = office
        .desk_form(
            &own_admin,
            &page,
            &card(
                &before,
                &made_of,
                &[("site", "https://example.org/"), ("bin", "123456789012")],
            ),
        )
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let now = body(office, "test-ministry");
    assert_eq!(now.site.as_deref(), Some("https://example.org/"));
    assert!(now.rules_605 && !now.exempt && now.body_type == before.body_type);

    // The system admin does, with a basis.
    let made_of = state(&now);
    let mut fields = card(&now, &made_of, &LAW);
    fields.push(("exempt", "true"));
    let sent = office.desk_form(&admin, &page, &fields).await;
    assert_eq!(sent.status, 422);
    assert!(sent.body.contains("#field-exempt-basis"), "{}", sent.body);
    fields.push(("exempt-basis", "Заң, 13-бап"));
    assert_eq!(office.desk_form(&admin, &page, &fields).await.status, 303);
    let exempt = body(office, "test-ministry");
    assert!(exempt.exempt);
    assert_eq!(acts(office, before.id), ["body.updated", "body.updated"]);

    // It belongs to no circle.
    let made_of = state(&exempt);
    let mut fields = card(&exempt, &made_of, &LAW);
    fields.push(("parent", exempt.id.as_str()));
    let sent = office.desk_form(&admin, &page, &fields).await;
    assert_eq!(sent.status, 422);
    assert!(sent.body.contains("#field-parent"), "{}", sent.body);
});

both_engines!(somebody_else_was_faster, NOW, async |office| {
    let known = office.session(&Planned::default());
    let before = body(office, "test-ministry");
    let (made_of, page) = (state(&before), format!("/desk/bodies/{}", before.id));
    let admin = office.clerk(Role::BodyAdmin, &known);
    office.at("2026-12-01T09:01:00+05:00");
    let first = card(&before, &made_of, &[("closing-time", "17:00")]);
    assert_eq!(office.desk_form(&admin, &page, &first).await.status, 303);
    let second = card(&before, &made_of, &[("closing-time", "19:00")]);
    let stale = office.desk_form(&admin, &page, &second).await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.body.contains(">19:00</td>") && stale.body.contains(">17:00</td>"),
        "{}",
        stale.body
    );
    assert_eq!(
        body(office, "test-ministry").closing_time,
        "17:00",
        "nothing was written"
    );
    let made_of = state(&body(office, "test-ministry"));
    assert!(
        stale
            .body
            .contains(&format!("name=\"made-of\" value=\"{made_of}\""))
    );
    let again = card(&before, &made_of, &[("closing-time", "19:00")]);
    assert_eq!(office.desk_form(&admin, &page, &again).await.status, 303);
    let name = [
        ("act", "name"),
        ("made-of", made_of.as_str()),
        ("name-kk", "Жаңа атау"),
        ("name-ru", "Новое имя"),
        ("valid-from", "2026-12-01"),
    ];
    let stale = office.desk_form(&admin, &page, &name).await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.body.contains(r#"value="Жаңа атау""#),
        "what was typed is still there"
    );
    assert_eq!(names(office, before.id).len(), 1);
});

async fn name(office: &Office, clerk: &Clerk, day: &str, kk: &str) -> u16 {
    let now = body(office, "test-ministry");
    let made_of = state(&now);
    let fields = [
        ("act", "name"),
        ("made-of", made_of.as_str()),
        ("name-kk", kk),
        ("name-ru", "Министерство нового времени"),
        ("valid-from", day),
    ];
    let page = format!("/desk/bodies/{}", now.id);
    office.desk_form(clerk, &page, &fields).await.status
}

both_engines!(a_session_prints_the_name_of_its_day, NOW, async |office| {
    let earlier = office.session(&Planned {
        starts: "2026-12-10T10:00:00",
        ..Planned::default()
    });
    let later = office.session(&Planned {
        starts: "2026-12-20T10:00:00",
        ..Planned::default()
    });
    let id = body(office, "test-ministry").id;
    let admin = office.clerk(Role::BodyAdmin, &earlier);
    assert_eq!(
        name(office, &admin, "2026-12-15", "Жаңғыру министрлігі").await,
        303
    );
    let shows = async |session: &str, name: &str| {
        let (_, page) = office.get(&format!("/kk/sessions/{session}")).await;
        page.contains(name)
    };
    assert!(shows(&earlier, "Сынақ министрлігі").await);
    assert!(shows(&later, "Жаңғыру министрлігі").await);
    let finds = async |word: &str| {
        let (_, json) = office.get(&format!("/api/v1/sessions?q={word}")).await;
        (json.contains(&earlier), json.contains(&later))
    };
    assert_eq!(finds("жаңғыру").await, (false, true));
    assert_eq!(finds("сынақ").await, (true, false));

    // Entered for the same day it is corrected; for an earlier one it reaches further back.
    assert_eq!(
        name(office, &admin, "2026-12-15", "Жаңару министрлігі").await,
        303
    );
    assert_eq!(finds("жаңғыру").await, (false, false));
    assert_eq!(finds("жаңару").await, (false, true));
    assert_eq!(
        name(office, &admin, "2026-12-05", "Өтпелі министрлік").await,
        303
    );
    assert_eq!(finds("өтпелі").await, (true, false));
    assert_eq!(
        names(office, id),
        [
            ("1991-12-16".to_owned(), "Сынақ министрлігі".to_owned()),
            ("2026-12-05".to_owned(), "Өтпелі министрлік".to_owned()),
            ("2026-12-15".to_owned(), "Жаңару министрлігі".to_owned()),
        ]
    );
    let page = office
        .desk(&admin, &format!("/desk/bodies/{id}?name=2026-12-05"))
        .await
        .body;
    assert!(
        page.contains("05.12.2026") && page.contains("15.12.2026"),
        "{page}"
    );
    assert!(
        page.contains(r#"value="Өтпелі министрлік""#),
        "it can be corrected"
    );

    // A name entered for a wrong day goes; the first one stays.
    let remove = async |day: &str| {
        let made_of = state(&body(office, "test-ministry"));
        let fields = [("act", "remove-name"), ("made-of", &*made_of), ("day", day)];
        office
            .desk_form(&admin, &format!("/desk/bodies/{id}"), &fields)
            .await
            .status
    };
    assert_eq!(remove("2026-12-05").await, 303);
    assert_eq!(finds("өтпелі").await, (false, false));
    assert_eq!(remove("1991-12-16").await, 422);
    assert_eq!(remove("2026-12-06").await, 404);
    assert_eq!(
        name(office, &admin, "1980-01-01", "Кеңес министрлігі").await,
        422
    );
    assert_eq!(name(office, &admin, "2026-12-05", "").await, 422);
    assert_eq!(
        acts(office, id),
        [
            "body.renamed",
            "body.name_corrected",
            "body.renamed",
            "body.name_removed"
        ]
    );

    // The alphabet follows the name of the day on which it is changed.
    assert_eq!(
        name(office, &admin, "2026-12-01", "Ауыл министрлігі").await,
        303
    );
    let place = otyrys::language::sort_text("Ауыл министрлігі");
    assert_eq!(body(office, "test-ministry").name_order, place);
    let (_, public) = office.get("/kk/bodies").await;
    assert!(public.contains("Ауыл министрлігі"));
});

both_engines!(
    clocks_follow_the_week_and_the_closing_hour,
    NOW,
    async |office| {
        let announced = office.session(&Planned::default());
        let draft = office.session(&Planned {
            status: SessionStatus::Draft,
            ..Planned::default()
        });
        let other = office.session_of("other-ministry", &Planned::default());
        let clocks = |id: &str| {
            let id = Id::parse(id).unwrap();
            let row = office.app.database.read_here(|connection| {
                Ok::<_, Broken>(
                    session_clocks::table
                        .find(id)
                        .select((
                            session_clocks::apply_before,
                            session_clocks::apply_by_hand_before,
                            session_clocks::results_before,
                        ))
                        .get_result::<(Instant, Instant, Instant)>(connection)?,
                )
            });
            row.unwrap()
        };
        let at = |local: &str| Instant::from(instant(&format!("{local}:00+05:00")));
        let untouched = clocks(&other);
        let before = body(office, "test-ministry");
        let admin = office.clerk(Role::BodyAdmin, &announced);
        let page = format!("/desk/bodies/{}", before.id);
        let made_of = state(&before);
        let fields = card(&before, &made_of, &[("closing-time", "17:00")]);
        assert_eq!(office.desk_form(&admin, &page, &fields).await.status, 303);
        // What citizens were told stays; of a draft nobody was told.
        assert_eq!(clocks(&announced).1, at("2026-12-08T18:30"));
        assert_eq!(clocks(&draft).1, at("2026-12-08T17:00"));

        let now = body(office, "test-ministry");
        let made_of = state(&now);
        let fields = card(&now, &made_of, &[("week", "6"), ("closing-time", "19:00")]);
        assert_eq!(office.desk_form(&admin, &page, &fields).await.status, 303);
        assert_eq!(body(office, "test-ministry").week, Week::Six);
        assert_eq!(
            clocks(&announced).1,
            at("2026-12-08T19:00"),
            "later is never against the citizen"
        );
        // Saturday the twelfth counts now: 11, 12, 14, 15, 17.
        assert_eq!(clocks(&announced).2, at("2026-12-18T00:00"));
        assert_eq!(clocks(&other), untouched);
        assert!(
            acts(office, Id::parse(&announced).unwrap())
                .contains(&"session.clocks_recounted".to_owned())
        );
    }
);
