//! Ending an emergency, and a hall given again.

use otyrys::law::session_course::Format;
use otyrys::web::desk::Role;

use super::*;
use crate::harness::{Planned, both_engines};

async fn send(office: &Office, clerk: &Clerk, path: &str, fields: &[(&str, &str)]) -> Answer {
    office.desk_form(clerk, path, fields).await
}

both_engines!(
    it_is_ended_with_what_follows_shown_before,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let near = office.session(&Planned {
            starts: "2026-12-08T10:00:00",
            kazakh_title: "Жақын отырыс",
            ..Planned::default()
        });
        two_people(office, &session).await;
        let admin = office.clerk(Role::SystemAdmin, &session);
        let fields = filled(office, &admin).await;
        let address = declare(office, &admin, &fields).await;
        office.letters();

        let path = format!("{address}/end");
        let page = office.desk(&admin, &path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let seen = value_on(&page.body, "updated");
        let (again, stays) = page.body.split_once("stays-title").expect("two lists");
        assert!(
            again.contains("Алқа отырысы: су шаруашылығы"),
            "{}",
            page.body
        );
        assert!(stays.contains("Жақын отырыс") && stays.contains("өтінім беру мерзімі өтті"));

        // Whether halls are given again, and that the end is meant, is for the person to say.
        for (sent, field) in [
            (
                vec![("updated", seen.as_str()), ("confirm", "true")],
                "field-restore",
            ),
            (
                vec![("updated", seen.as_str()), ("restore", "yes")],
                "field-confirm",
            ),
        ] {
            let shown = send(office, &admin, &path, &sent).await;
            assert_eq!(shown.status, 422, "{}", shown.body);
            assert!(
                shown.body.contains(&format!("href=\"#{field}\"")),
                "{}",
                shown.body
            );
        }
        let stale = [("updated", "1"), ("restore", "yes"), ("confirm", "true")];
        let shown = send(office, &admin, &path, &stale).await;
        assert_eq!(shown.status, 409, "{}", shown.body);
        assert_eq!(value_on(&shown.body, "updated"), seen, "as it stands now");
        assert!(
            shown.body.contains("value=\"yes\" checked"),
            "what was chosen is kept: {}",
            shown.body
        );
        assert_eq!(
            format_of(office, &session),
            Format::Online,
            "nothing is done"
        );

        let whole = [
            ("updated", seen.as_str()),
            ("restore", "yes"),
            ("confirm", "true"),
        ];
        let done = send(office, &admin, &path, &whole).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(format_of(office, &session), Format::Mixed);
        assert_eq!(format_of(office, &near), Format::Online);
        let page = office.desk(&admin, &done.to.unwrap()).await.body;
        assert!(page.contains("Бұрынғы форматына қайтарылды"), "{page}");

        // Once more, whatever is sent: it is over, and nobody is told again.
        office.letters();
        for sent in [&whole[..], &whole[..1]] {
            let again = send(office, &admin, &path, sent).await;
            assert_eq!(again.status, 303, "{}", again.body);
            let to = again.to.expect("the page of the emergency");
            assert!(to.contains("emergency-over-already"), "{to}");
        }
        assert!(office.letters().is_empty());
    }
);

both_engines!(one_session_has_its_hall_again_later, NOW, async |office| {
    let session = office.session(&Planned::default());
    let near = office.session(&Planned {
        starts: "2026-12-08T10:00:00",
        kazakh_title: "Жақын отырыс",
        ..Planned::default()
    });
    let admin = office.clerk(Role::SystemAdmin, &session);
    let fields = filled(office, &admin).await;
    let address = declare(office, &admin, &fields).await;
    let restore = format!("{address}/sessions/{session}/restore");
    let page = office.desk(&admin, &address).await.body;
    assert!(!page.contains(&restore), "it stands yet: {page}");

    let path = format!("{address}/end");
    let seen = value_on(&office.desk(&admin, &path).await.body, "updated");
    let sent = [
        ("updated", seen.as_str()),
        ("restore", "no"),
        ("confirm", "true"),
    ];
    assert_eq!(send(office, &admin, &path, &sent).await.status, 303);
    assert_eq!(format_of(office, &session), Format::Online);

    let page = office.desk(&admin, &address).await.body;
    assert!(page.contains(&restore), "{page}");
    assert!(
        page.contains("<span class=\"visually-hidden\">: Алқа отырысы: су шаруашылығы</span>"),
        "each button says of which session: {page}"
    );
    let refused = format!("{address}/sessions/{near}/restore");
    assert!(!page.contains(&refused), "its cut-off has passed: {page}");
    assert!(
        page.contains("Отырыс онлайн режимде қалды: өтінім беру мерзімі өтті"),
        "{page}"
    );
    let stale = office
        .desk_form_on(&admin, &address, &restore, &[("updated", "1")])
        .await;
    assert_eq!(stale.status, 409, "{}", stale.body);
    assert_eq!(format_of(office, &session), Format::Online);
    let seen = value_on(&page, "updated");
    let sent = [("updated", seen.as_str())];
    let done = office.desk_form_on(&admin, &address, &restore, &sent).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(format_of(office, &session), Format::Mixed);
});
