//! The yearly report: frozen once, never changed, and what changed since stands beside it.

use diesel::prelude::*;
use otyrys::database::{Broken, Lane};
use otyrys::web::desk::Role;
use otyrys::web::hex::hex;
use sha2::{Digest as _, Sha256};

use super::{EARLY, answer, every_verdict};
use crate::harness::{Answer, Clerk, Office, both_engines};

fn head(office: &Office, session: &str) -> (Clerk, String) {
    let clerk = office.clerk(Role::BodyAdmin, session);
    let here = format!("/desk/openness/{}/report", office.body_of(session));
    (clerk, here)
}

async fn freeze(office: &Office, clerk: &Clerk, here: &str, more: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("year", "2026")];
    fields.extend(more);
    office.desk_form(clerk, here, &fields).await
}

const EXPLAINED: [(&str, &str); 2] = [
    ("explanation-kk", "Байланыс үзілді"),
    ("explanation-ru", "Связь прерывалась"),
];

both_engines!(
    a_report_is_frozen_after_its_year_and_never_changed,
    EARLY,
    async |office: &Office| {
        let session = every_verdict(office);
        let (clerk, here) = head(office, &session);
        let public = "/ru/openness/test-ministry/reports/2026";
        let early = freeze(office, &clerk, &here, &EXPLAINED).await;
        assert_eq!(early.status, 422, "{}", early.body);
        assert!(early.body.contains("2027"), "{}", early.body);
        assert!(early.body.contains("Связь прерывалась"), "nothing is lost");
        assert_eq!(office.get(public).await.0, 404);

        office.at("2026-12-31T23:59:59+05:00");
        assert_eq!(freeze(office, &clerk, &here, &[]).await.status, 422);
        office.at("2027-01-01T00:00:00+05:00");
        let half = freeze(office, &clerk, &here, &EXPLAINED[..1]).await;
        assert_eq!(half.status, 422, "{}", half.body);
        let done = freeze(office, &clerk, &here, &EXPLAINED).await;
        assert_eq!(done.status, 303, "{}", done.body);

        let (status, page) = office.get(public).await;
        assert_eq!(status, 200);
        assert!(page.contains("Связь прерывалась"), "{page}");
        assert!(page.contains("показатели не изменились"), "{page}");
        let (_, text) = office
            .get("/openness/test-ministry/reports/2026.json")
            .await;
        let digest = hex(&Sha256::digest(&text));
        assert!(page.contains(&digest), "{page}");
        let frozen: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(frozen["measures"][2]["missing"], 2, "{text}");

        // A late answer changes the figures, and not the report.
        answer(office, &session, 3);
        let (_, page) = office.get(public).await;
        let (_, same) = office
            .get("/openness/test-ministry/reports/2026.json")
            .await;
        assert_eq!(same, text);
        let since = page.split("Что изменилось с тех пор").nth(1).unwrap();
        assert!(since.contains("Не выполнено"), "{since}");
        assert!(!since.contains("показатели не изменились"), "{since}");

        let again = freeze(office, &clerk, &here, &[]).await;
        assert_eq!(again.status, 303, "it leads to what is there");
        let (_, same) = office
            .get("/openness/test-ministry/reports/2026.json")
            .await;
        assert_eq!(same, text);
        for change in [
            "UPDATE openness_reports SET report = '{}'",
            "DELETE FROM openness_reports",
        ] {
            let refused = office.app.database.write_here(Lane::Any, move |work| {
                diesel::sql_query(change).execute(work.connection)?;
                Ok::<_, Broken>(())
            });
            assert!(refused.is_err(), "{change}");
        }
        let (_, body) = office.get("/ru/openness/test-ministry?year=2026").await;
        assert!(body.contains("href=\"/ru/openness/test-ministry/reports/2026\""));
    }
);

both_engines!(the_head_alone_freezes, EARLY, async |office: &Office| {
    let session = every_verdict(office);
    let (head, here) = head(office, &session);
    office.at("2027-02-01T09:00:00+05:00");
    let secretary = office.clerk(Role::Secretary, &session);
    let refused = freeze(office, &secretary, &here, &[]).await;
    assert_eq!(refused.status, 403);
    let preview = office.desk(&head, &format!("{here}?year=2026")).await;
    assert_eq!(preview.status, 200);
    let list = office.desk(&head, "/desk/openness").await.body;
    assert!(list.contains(&here), "{list}");
    let list = office.desk(&secretary, "/desk/openness").await.body;
    assert!(!list.contains(&here), "{list}");
});
