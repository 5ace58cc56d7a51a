//! The yearly plan: entered, corrected with a reason, held against what took place.

use diesel::prelude::*;
use otyrys::database::schema::sessions;
use otyrys::database::{Broken, Id, Lane, Topic};
use otyrys::law::session_course::Access;
use otyrys::web::desk::Role;

use super::{EARLY, starting};
use crate::harness::{Office, both_engines};

const ITEM: [(&str, &str); 8] = [
    ("year", "2026"),
    ("month", "12"),
    ("kind", "collegium"),
    ("title-kk", "=Су үнемдеу"),
    ("title-ru", "=Водосбережение"),
    ("topic-kk", ""),
    ("topic-ru", ""),
    ("day", ""),
];

const PUBLIC: &str = "/ru/openness/test-ministry/plan/2026";

/// What the link to change the one item of a page says: the item.
fn item_on(page: &str) -> String {
    let after = page.split("&amp;item=").nth(1).expect(page);
    after.split('#').next().unwrap().to_owned()
}

both_engines!(
    an_item_is_entered_corrected_tied_and_compared,
    EARLY,
    async |office: &Office| {
        let session = starting(office, "2026-12-10T10:00:00");
        let clerk = office.clerk(Role::Secretary, &session);
        let here = format!("/desk/openness/{}/plan", office.body_of(&session));
        let empty = office.desk_form(&clerk, &here, &[("year", "2026")]).await;
        assert_eq!(empty.status, 422, "{}", empty.body);
        for field in ["title-kk", "title-ru", "kind", "month"] {
            assert!(empty.body.contains(&format!("#field-{field}\"")), "{field}");
        }
        let done = office.desk_form(&clerk, &here, &ITEM).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let (_, page) = office.get(PUBLIC).await;
        assert!(
            page.contains("=Водосбережение") && page.contains("Запланировано"),
            "{page}"
        );
        assert!(page.contains("Заседания вне плана"), "{page}");

        let desk = office.desk(&clerk, &format!("{here}?year=2026")).await.body;
        let item = item_on(&desk);
        let mut fields: Vec<(&str, &str)> = ITEM.to_vec();
        fields.retain(|(name, _)| *name != "day");
        fields.extend([
            ("day", "2026-12-10"),
            ("item", item.as_str()),
            ("revision", "1"),
            ("session", session.as_str()),
        ]);
        let without = office.desk_form(&clerk, &here, &fields).await;
        assert_eq!(without.status, 422, "a change has its reason");
        fields.extend([
            ("reason-kk", "Күні белгілі"),
            ("reason-ru", "Известен день"),
        ]);
        let done = office.desk_form(&clerk, &here, &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let again = office.desk_form(&clerk, &here, &fields).await;
        assert_eq!(again.status, 409, "somebody was faster");
        assert!(again.body.contains("name=\"revision\" value=\"2\""));

        let (_, page) = office.get(PUBLIC).await;
        assert!(page.contains("Известен день") && page.contains("Прежние версии: 1"));
        assert!(page.contains("Анонсировано"), "{page}");
        assert!(!page.contains("Заседания вне плана"), "{page}");
        office.at("2026-12-10T15:00:00+05:00");
        let (_, page) = office.get(PUBLIC).await;
        assert!(page.contains("Состоялось"), "{page}");
        let (_, table) = office.get(&format!("{PUBLIC}.csv")).await;
        assert!(table.starts_with('\u{feff}'));
        assert!(table.contains("'=Водосбережение"), "{table}");
        assert!(table.contains(",held,"), "{table}");

        let id = Id::parse(&session).unwrap();
        let closed = office.app.database.write_here(Lane::All, move |work| {
            diesel::update(sessions::table.find(id))
                .set(sessions::access.eq(Access::Closed))
                .execute(work.connection)?;
            work.touch(Topic::Sessions);
            Ok::<_, Broken>(())
        });
        closed.unwrap();
        for page in [PUBLIC.to_owned(), format!("{PUBLIC}.csv")] {
            let (_, shown) = office.get(&page).await;
            assert!(
                !shown.contains("Водосбережение"),
                "what is closed is not told by the plan: {shown}"
            );
            assert!(!shown.contains("Известен день"), "{shown}");
        }
    }
);

both_engines!(
    an_item_is_dropped_and_tied_to_own_sessions_alone,
    EARLY,
    async |office: &Office| {
        let session = starting(office, "2026-12-10T10:00:00");
        let clerk = office.clerk(Role::Secretary, &session);
        let here = format!("/desk/openness/{}/plan", office.body_of(&session));
        office.desk_form(&clerk, &here, &ITEM).await;
        let desk = office.desk(&clerk, &format!("{here}?year=2026")).await.body;
        let item = item_on(&desk);
        let other = office.session_of("other-body", &crate::harness::Planned::default());
        let mut fields: Vec<(&str, &str)> = ITEM.to_vec();
        fields.extend([
            ("item", item.as_str()),
            ("revision", "1"),
            ("reason-kk", "Кворум жоқ"),
            ("reason-ru", "Нет кворума"),
        ]);
        let mut foreign = fields.clone();
        foreign.push(("session", other.as_str()));
        let refused = office.desk_form(&clerk, &here, &foreign).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        let mut day = fields.clone();
        day.retain(|(name, _)| *name != "day");
        day.push(("day", "2027-01-10"));
        let refused = office.desk_form(&clerk, &here, &day).await;
        assert_eq!(refused.status, 422, "a day of another year");
        fields.push(("dropped", "yes"));
        let done = office.desk_form(&clerk, &here, &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let (_, page) = office.get(PUBLIC).await;
        assert!(page.contains("Снято с плана"), "{page}");
    }
);
