//! Who works at the desk: who may say so, and what becomes of those of whom it is said.

use otyrys::database::Id;
use otyrys::staff::actions::Roles;
use otyrys::web::desk::Role;

use crate::harness::{Clerk, Office, PASSWORD, Planned, both_engines, value_on};

const MORNING: &str = "2026-12-07T09:00:00+05:00";
const PEOPLE: &str = "/desk/staff";
const NEW: &str = "/desk/staff/new";

fn two_bodies(office: &Office) -> (Id, Id) {
    let own = office.session(&Planned::default());
    let other = office.session_of("other-ministry", &Planned::default());
    (office.body_of(&own), office.body_of(&other))
}

fn of(roles: &[(Id, Role)]) -> Roles {
    Roles {
        office: None,
        bodies: roles.to_vec(),
    }
}

fn person(id: Id) -> String {
    format!("{PEOPLE}/{id}")
}

async fn revision(office: &Office, clerk: &Clerk, id: Id) -> String {
    let page = office.desk(clerk, &person(id)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    value_on(&page.body, "revision")
}

/// An act on a person, on the page as it stands.
async fn act(office: &Office, clerk: &Clerk, id: Id, below: &str) -> u16 {
    let revision = revision(office, clerk, id).await;
    let path = format!("{}/{below}", person(id));
    office
        .desk_form_on(clerk, &person(id), &path, &[("revision", &revision)])
        .await
        .status
}

fn roles_of(office: &Office, id: Id) -> Vec<(Id, Role)> {
    let rows = office
        .app
        .database
        .read_here(|connection| otyrys::staff::store::roles_of(connection, id));
    rows.unwrap()
        .into_iter()
        .map(|row| (row.body_id, row.role))
        .collect()
}

both_engines!(a_person_is_entered_and_comes_in, MORNING, async |office| {
    let (own, _) = two_bodies(office);
    let admin = office.clerk_of(Role::BodyAdmin, own);
    let body = own.to_string();
    let fields = |email: &'static str| {
        [
            ("email", email),
            ("name", "Серік Жаңа"),
            ("language", "kk"),
            ("body-1", &body),
            ("role-1", "secretary"),
        ]
    };
    for (field, wrong) in [
        ("email", "no address"),
        ("name", ""),
        ("language", "fr"),
        ("role-1", "king"),
    ] {
        let mut faulty = fields("new@example.org").to_vec();
        for pair in &mut faulty {
            if pair.0 == field {
                pair.1 = wrong;
            }
        }
        let answer = office.desk_form(&admin, NEW, &faulty).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.body.contains(&format!("fault-{field}")));
    }
    let added = office
        .desk_form(&admin, NEW, &fields("New@Example.org"))
        .await;
    assert_eq!(added.status, 200, "{}", added.body);
    assert_eq!(added.headers["cache-control"], "no-store");
    let link = regex::Regex::new(r"http://[^<]+(/desk/set-up/[0-9a-f]{64})<").unwrap();
    let path = link
        .captures(&added.body)
        .expect("the link")
        .get(1)
        .unwrap()
        .as_str()
        .to_owned();
    assert_eq!(
        office
            .desk_form(&admin, NEW, &fields("new@example.org"))
            .await
            .status,
        422,
        "known"
    );

    let browser = office.browser();
    assert_eq!(browser.set_up(&path).await.to.as_deref(), Some("/desk"));
    assert_eq!(browser.get("/desk/account").await.status, 200);
    assert_eq!(
        browser.get(PEOPLE).await.status,
        403,
        "a secretary does not see staff"
    );
    let list = office.desk(&admin, PEOPLE).await.body;
    assert!(list.contains("new@example.org") && list.contains("Серік Жаңа"));
    let journal = office.journal_of("staff");
    assert!(journal.iter().any(|(act, _)| act == "staff.added"));
    assert!(journal.iter().any(|(act, _)| act == "staff.signed_in"));
    assert!(
        !journal
            .iter()
            .any(|(_, text)| text.contains("example.org") || text.contains("Серік"))
    );
});

both_engines!(
    an_administrator_of_a_body_goes_as_far_as_the_body,
    MORNING,
    async |office| {
        let (own, other) = two_bodies(office);
        let admin = office.clerk_of(Role::BodyAdmin, own);
        let (elsewhere, _) = office.invite("elsewhere@example.org", of(&[(other, Role::Guard)]));
        let (both, _) = office.invite(
            "both@example.org",
            of(&[(own, Role::Guard), (other, Role::Guard)]),
        );
        let (office_admin, _) =
            office.invite("root@example.org", Office::of_office(Role::SystemAdmin));

        let list = office.desk(&admin, PEOPLE).await.body;
        assert!(list.contains("both@") && !list.contains("elsewhere@") && !list.contains("root@"));
        for stranger in [elsewhere, office_admin] {
            assert_eq!(office.desk(&admin, &person(stranger)).await.status, 404);
            let path = format!("{}/disable", person(stranger));
            assert_eq!(
                office.desk_form_on(&admin, PEOPLE, &path, &[]).await.status,
                404
            );
        }
        for beyond in ["disable", "reset"] {
            assert_eq!(act(office, &admin, both, beyond).await, 403, "{beyond}");
        }
        let at = revision(office, &admin, both).await;
        let (own_text, other_text) = (own.to_string(), other.to_string());
        let fields = [
            ("revision", at.as_str()),
            ("body-1", &own_text),
            ("role-1", "secretary"),
        ];
        assert_eq!(
            office
                .desk_form(&admin, &person(both), &fields)
                .await
                .status,
            303
        );
        let mut expected = vec![(own, Role::Secretary), (other, Role::Guard)];
        expected.sort_unstable_by_key(|(body, _)| *body);
        assert_eq!(roles_of(office, both), expected, "elsewhere all stays");

        let at = revision(office, &admin, both).await;
        for (fields, why) in [
            (
                vec![("body-1", other_text.as_str()), ("role-1", "guard")],
                "another body",
            ),
            (vec![("office", "system_admin")], "a role of the office"),
        ] {
            let fields: Vec<_> = fields
                .into_iter()
                .chain([("revision", at.as_str())])
                .collect();
            assert_eq!(
                office
                    .desk_form(&admin, &person(both), &fields)
                    .await
                    .status,
                422,
                "{why}"
            );
        }
        assert_eq!(roles_of(office, both), expected);
    }
);

both_engines!(
    nobody_changes_themselves_and_somebody_remains,
    MORNING,
    async |office| {
        let (own, _) = two_bodies(office);
        let root = office.clerk_of(Role::SystemAdmin, own);
        for below in ["", "/disable", "/reset"] {
            let path = format!("{}{below}", person(root.id));
            let answer = office
                .desk_form_on(&root, &person(root.id), &path, &[("revision", "0")])
                .await;
            assert_eq!(answer.status, 403, "{below}");
        }
        let email = office.email_of(root.id);
        let last = "this is the last system administrator; name another first";
        for arguments in [
            vec!["staff", "disable", &email],
            vec!["staff", "role", &email, "--take", "system_admin"],
        ] {
            let ran = office.program(&arguments);
            assert_eq!((ran.code, ran.lines()), (Some(1), vec![last]));
        }
        let (second, _) = office.invite("second@example.org", Office::of_office(Role::SystemAdmin));
        assert_eq!(act(office, &root, second, "disable").await, 303);
        assert_eq!(act(office, &root, second, "enable").await, 303);
        office.program(&["staff", "disable", &email]).well();
        assert_eq!(
            office.desk(&root, PEOPLE).await.status,
            303,
            "thrown out at once"
        );
    }
);

both_engines!(
    who_is_shut_out_or_begins_anew_is_out_at_once,
    MORNING,
    async |office| {
        let (own, _) = two_bodies(office);
        let admin = office.clerk_of(Role::BodyAdmin, own);
        let (id, link) = office.invite("guard@example.org", of(&[(own, Role::Guard)]));
        let browser = office.browser();
        browser.set_up(&link).await;
        assert_eq!(act(office, &admin, id, "disable").await, 303);
        assert_eq!(browser.get("/desk/account").await.status, 303);
        assert_eq!(
            browser.sign_in("guard@example.org", PASSWORD).await.status,
            422
        );
        assert_eq!(act(office, &admin, id, "enable").await, 303);
        assert_eq!(
            browser.sign_in("guard@example.org", PASSWORD).await.status,
            303
        );
        assert_eq!(act(office, &admin, id, "reset").await, 200);
        assert_eq!(browser.get("/desk/account").await.status, 303);
        assert_eq!(
            browser.sign_in("guard@example.org", PASSWORD).await.status,
            422
        );
    }
);

both_engines!(
    who_becomes_an_administrator_sets_a_second_factor_up,
    MORNING,
    async |office| {
        let (own, _) = two_bodies(office);
        let root = office.clerk_of(Role::SystemAdmin, own);
        let (id, link) = office.invite("guard@example.org", of(&[(own, Role::Guard)]));
        let browser = office.browser();
        browser.set_up(&link).await;
        let (at, body) = (revision(office, &root, id).await, own.to_string());
        let fields = [
            ("revision", at.as_str()),
            ("body-1", &body),
            ("role-1", "body_admin"),
        ];
        assert_eq!(
            office.desk_form(&root, &person(id), &fields).await.status,
            303
        );
        assert_eq!(browser.get("/desk/account").await.status, 303);
        let again = browser.sign_in("guard@example.org", PASSWORD).await;
        assert!(
            again
                .to
                .expect("on")
                .starts_with("/desk/sign-in/second-factor")
        );
    }
);

both_engines!(
    the_second_of_two_administrators_is_told,
    MORNING,
    async |office| {
        let (own, _) = two_bodies(office);
        let (one, two) = (
            office.clerk_of(Role::BodyAdmin, own),
            office.clerk_of(Role::BodyAdmin, own),
        );
        let (id, _) = office.invite("guard@example.org", of(&[(own, Role::Guard)]));
        let (at, body) = (revision(office, &one, id).await, own.to_string());
        let standing = format!("{own}:guard");
        let fields = |role: &'static str| {
            [
                ("revision", at.as_str()),
                ("roles", "1"),
                ("standing", &standing),
                ("body-1", &body),
                ("role-1", role),
            ]
        };
        assert_eq!(
            office
                .desk_form(&one, &person(id), &fields("secretary"))
                .await
                .status,
            303
        );
        let stale = office
            .desk_form(&two, &person(id), &fields("moderator"))
            .await;
        assert_eq!(stale.status, 409);
        assert!(stale.body.contains("stale-title"));
        assert_eq!(roles_of(office, id).len(), 2, "nothing was overwritten");
        assert_ne!(
            value_on(&stale.body, "revision"),
            at,
            "sent again, it counts"
        );
    }
);

both_engines!(
    roles_without_the_right_are_kept_out,
    MORNING,
    async |office| {
        let (own, other) = two_bodies(office);
        let (id, _) = office.invite("guard@example.org", of(&[(own, Role::Guard)]));
        for role in [Role::Secretary, Role::Moderator, Role::Guard] {
            let clerk = office.clerk_of(role, own);
            for path in [PEOPLE, NEW, &person(id)] {
                assert_eq!(office.desk(&clerk, path).await.status, 403, "{role} {path}");
            }
        }
        let supervisor = office.clerk_of(Role::Supervisor, own);
        let page = office.desk(&supervisor, &person(id)).await;
        assert!(
            page.status == 200 && !page.body.contains("/disable"),
            "reads alone"
        );
        assert_eq!(office.desk(&supervisor, NEW).await.status, 403);
        let stranger = office.clerk_of(Role::BodyAdmin, other);
        assert_eq!(office.desk(&stranger, &person(id)).await.status, 404);
        assert_eq!(office.get(PEOPLE).await.0, 303, "signed out");
    }
);

both_engines!(
    a_form_typed_while_the_sign_in_ran_out_comes_back,
    MORNING,
    async |office| {
        let (own, _) = two_bodies(office);
        let (_, link) = office.invite("admin@example.org", of(&[(own, Role::BodyAdmin)]));
        let browser = office.browser();
        browser.set_up(&link).await;
        let (secret, _) = browser.enrol().await;
        let token = value_on(&browser.get(NEW).await.body, "csrf");
        let typed = [
            ("email", "typed@example.org"),
            ("name", "Ұзақ Жазылған"),
            ("password", "not kept"),
            ("csrf", token.as_str()),
        ];
        office.at("2026-12-07T10:30:00+05:00");
        let over = browser.post(NEW, NEW, &typed).await;
        assert_eq!(
            over.to.as_deref(),
            Some("/desk/sign-in?next=%2Fdesk%2Fstaff%2Fnew%3Fagain%3D1")
        );
        browser.sign_in("admin@example.org", PASSWORD).await;
        let code = crate::harness::code_of(&secret, office.app.now());
        let inside = browser
            .post(
                "/desk/sign-in/code",
                "/desk/sign-in/code",
                &[("code", &code), ("next", NEW)],
            )
            .await;
        assert_eq!(inside.to.as_deref(), Some(NEW));
        let page = browser.get(NEW).await.body;
        assert!(
            page.contains("typed@example.org")
                && page.contains("Ұзақ Жазылған")
                && !page.contains("not kept")
        );

        // A page opened before that sign-in ran out, sent under the new one.
        let typed = [
            ("email", "second@example.org"),
            ("name", "Екінші"),
            ("csrf", token.as_str()),
        ];
        let again = browser.post(NEW, NEW, &typed).await;
        assert_eq!(
            (again.status, again.to.as_deref()),
            (303, Some("/desk/staff/new?again=1")),
            "{}",
            again.body
        );
        assert!(browser.get(NEW).await.body.contains("second@example.org"));
    }
);

both_engines!(staff_from_the_command_line, MORNING, async |office| {
    let session = office.session(&Planned::default());
    let add = [
        "staff",
        "add",
        "--email",
        "first@example.org",
        "--name",
        "Бірінші",
    ];
    let with = |more: &[&'static str]| {
        let all: Vec<&str> = add.iter().chain(more).copied().collect();
        office.program(&all)
    };
    for wrong in [
        &["--role", "secretary"][..],
        &["--role", "king"],
        &["--role", "system_admin", "--body", "test-ministry"],
    ] {
        assert_eq!(with(wrong).code, Some(2), "{wrong:?}");
    }
    assert_eq!(
        with(&["--role", "guard", "--body", "nowhere"]).lines(),
        ["there is no body nowhere"]
    );
    let added = with(&["--role", "system_admin", "--json"]).well().json();
    let link = added["link"].as_str().unwrap();
    assert!(
        link.starts_with("http://127.0.0.1:8080/desk/set-up/"),
        "{link}"
    );
    assert_eq!(with(&["--role", "system_admin"]).code, Some(1), "known");
    let path = link.strip_prefix("http://127.0.0.1:8080").unwrap();

    let give = [
        "staff",
        "role",
        "first@example.org",
        "--give",
        "secretary",
        "--body",
        "test-ministry",
    ];
    office.program(&give).well();
    let body = office.body_of(&session);
    let list = office.program(&["staff", "list", "--json"]).well().json();
    assert_eq!(list[0]["roles"][1]["body"], "test-ministry");
    assert_eq!(list[0]["state"], "invited");
    let text = office.program(&["staff", "list"]).well();
    assert!(text.text().contains("secretary:test-ministry"), "{body}");
    let take = [
        "staff",
        "role",
        "first@example.org",
        "--take",
        "secretary",
        "--body",
        "test-ministry",
    ];
    assert!(office.program(&take).well().text().ends_with("taken\n"));
    assert!(office.program(&take).well().text().ends_with("unchanged\n"));
    let reset = office
        .program(&["staff", "reset", "first@example.org"])
        .well();
    assert!(reset.text().contains("/desk/set-up/") && !reset.text().contains(path));
    assert_eq!(
        office
            .program(&["staff", "reset", "nobody@example.org"])
            .code,
        Some(1)
    );
});
