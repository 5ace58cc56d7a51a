//! A maslikhat's two clocks, committees, several days.

use otyrys::web::desk::Role;
use serde_json::json;

use super::*;
use crate::editor::{announce, complete, saved, secretary, stored as session_of, with};
use crate::harness::{Clerk, both_engines};
use crate::postponing::at;

const GOVERNS: &str = "Осы мерзім қолданылады: ол екі мерзімнің ертерегі.";
const EARLY: &str = "2026-11-23T09:00:00+05:00";

/// A draft of this kind on this day at ten, entered at the desk.
async fn draft(office: &Office, clerk: &Clerk, kind: &str, day: &str) -> String {
    let form = with(
        &complete(),
        &[
            ("kind", kind),
            ("starts-day", day),
            ("starts-time", "10:00"),
        ],
    );
    saved(office, clerk, &form).await
}

/// The part of a page from these words on.
fn from<'a>(page: &'a str, words: &str) -> &'a str {
    page.split_once(words).map_or("", |(_, rest)| rest)
}

both_engines!(
    an_ordinary_session_shows_both_and_the_earlier_governs,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        // The example of the law: ten clear calendar days before 10 December, before 30 November.
        let id = draft(office, &clerk, "maslikhat-ordinary", "2026-12-10").await;
        let (_, details) = stored(office, &id);
        let clocks = &details.clocks;
        assert_eq!(clocks.announce_before, at("2026-11-30T00:00:00+05:00"));
        assert_eq!(
            clocks.announce_rules_before,
            Some(at("2026-12-07T00:00:00+05:00"))
        );
        assert_eq!(
            clocks.announce_maslikhat_before,
            Some(at("2026-11-30T00:00:00+05:00"))
        );
        assert_eq!(clocks.apply_before, at("2026-12-09T00:00:00+05:00"));
        assert_eq!(clocks.results_before, at("2026-12-19T00:00:00+05:00"));

        let overview = office
            .desk(&clerk, &format!("/desk/sessions/{id}"))
            .await
            .body;
        let notice = from(&overview, "Халыққа мәслихат сессиясы туралы хабарлау");
        assert!(
            notice.contains("29 қараша, 23:59") && notice.contains(GOVERNS),
            "{overview}"
        );
        assert_eq!(overview.matches(GOVERNS).count(), 1, "one of the two");
        assert!(overview.contains("6 желтоқсан, 23:59"), "{overview}");

        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        assert_eq!(session_of(office, &id).announced_in_time, Some(true));
        let (_, page) = office.get(&format!("/kk/sessions/{id}")).await;
        let announcing = from(&page, "Анонсты жариялау");
        for said in [
            "6 желтоқсан, 23:59",
            "29 қараша, 23:59",
            GOVERNS,
            "8-тармағы",
            "10-бабының 3-тармағы",
        ] {
            assert!(announcing.contains(said), "{said}: {page}");
        }
        let governing = from(announcing, "Халыққа мәслихат сессиясы туралы хабарлау");
        assert!(governing.contains(GOVERNS), "{page}");
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        assert_eq!(
            json["deadlines"]["announce_before"],
            "2026-11-30T00:00:00+05:00"
        );
        assert_eq!(
            json["deadlines"]["announce_clocks"],
            json!([
                {"clock": "announce", "paragraph": "605-8", "before": "2026-12-07T00:00:00+05:00", "governs": false},
                {"clock": "maslikhat_notice", "paragraph": "maslikhat-10(3)", "before": "2026-11-30T00:00:00+05:00", "governs": true},
            ])
        );
    }
);

both_engines!(
    too_late_by_the_calendar_days_is_late,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = draft(office, &clerk, "maslikhat-ordinary", "2026-12-10").await;
        office.at("2026-11-30T00:00:00+05:00");
        assert_eq!(
            announce(office, &clerk, &id, &[]).await.status,
            422,
            "why late?"
        );
        let late = announce(
            office,
            &clerk,
            &id,
            &[("late_reason", "Күн тәртібі кеш бекітілді")],
        )
        .await;
        assert_eq!(late.status, 303, "{}", late.body);
        assert_eq!(session_of(office, &id).announced_in_time, Some(false));
    }
);

both_engines!(
    of_an_extraordinary_session_the_working_days_may_be_earlier,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        // Monday 14 December: three working days before, from the ninth; three calendar days, from the eleventh.
        let id = draft(office, &clerk, "maslikhat-extraordinary", "2026-12-14").await;
        let (_, details) = stored(office, &id);
        let clocks = &details.clocks;
        assert_eq!(clocks.announce_before, at("2026-12-09T00:00:00+05:00"));
        assert_eq!(
            clocks.announce_maslikhat_before,
            Some(at("2026-12-11T00:00:00+05:00"))
        );
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let (_, page) = office.get(&format!("/kk/sessions/{id}")).await;
        let rules = from(&page, "Анонсты жариялау");
        let (of_rules, rest) = rules
            .split_once("Халыққа мәслихат сессиясы туралы хабарлау")
            .expect("both");
        assert!(
            of_rules.contains(GOVERNS) && !rest.contains(GOVERNS),
            "{page}"
        );
    }
);

both_engines!(
    one_announced_before_the_clocks_were_kept_apart_names_both_paragraphs,
    EARLY,
    async |office| {
        let id = office.session(&crate::harness::Planned::default());
        assert_eq!(stored(office, &id).1.clocks.announce_rules_before, None);
        let paragraphs = async || {
            let (_, page) = office.get(&format!("/kk/sessions/{id}")).await;
            let announcing = from(&page, "Анонсты жариялау");
            let announcing = announcing.split("</li>").next().unwrap_or_default();
            ["8-тармағы", "10-бабының 3-тармағы"].map(|one| announcing.contains(one))
        };
        assert_eq!(paragraphs().await, [true, false]);
        crate::api::change(office, &id, |session| {
            session.kind = otyrys::law::deadlines::SessionKind::MaslikhatOrdinary;
        })
        .await;
        assert_eq!(paragraphs().await, [true, true]);
    }
);

both_engines!(
    a_committee_counts_working_days_alone,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = draft(office, &clerk, "committee", "2026-12-10").await;
        let (_, details) = stored(office, &id);
        assert_eq!(
            details.clocks.announce_before,
            at("2026-12-07T00:00:00+05:00")
        );
        assert_eq!(details.clocks.announce_maslikhat_before, None);
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let (_, page) = office.get(&format!("/kk/sessions/{id}")).await;
        assert!(!page.contains(GOVERNS) && !page.contains("мәслихат сессиясы туралы хабарлау"));
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        assert_eq!(json["deadlines"].get("announce_clocks"), None);
    }
);

both_engines!(
    another_kind_of_a_draft_is_another_clock,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = draft(office, &clerk, "maslikhat-ordinary", "2026-12-10").await;
        let form = with(
            &complete(),
            &[
                ("kind", "committee"),
                ("starts-day", "2026-12-10"),
                ("starts-time", "10:00"),
            ],
        );
        assert_eq!(
            crate::editor::edit(office, &clerk, &id, &form).await.status,
            303
        );
        let (_, details) = stored(office, &id);
        assert_eq!(
            details.clocks.announce_before,
            at("2026-12-07T00:00:00+05:00")
        );
        assert_eq!(details.clocks.announce_rules_before, None);
    }
);

both_engines!(
    several_days_count_back_from_the_first_and_on_from_the_last,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let form = with(
            &complete(),
            &[
                ("starts-day", "2026-12-10"),
                ("starts-time", "15:00"),
                ("ends-day", "2026-12-11"),
                ("ends-time", "11:00"),
            ],
        );
        let looked = with(&form, &[("act", "deadlines"), ("body", "test-ministry")]);
        let pairs = crate::editor::as_pairs(&looked);
        let shown = office
            .desk_form(&clerk, "/desk/sessions/new", &pairs)
            .await
            .body;
        for said in [
            "6 желтоқсан, 23:59",
            "8 желтоқсан, 23:59",
            "21 желтоқсан, 23:59",
        ] {
            assert!(shown.contains(said), "{said}: {shown}");
        }
        let id = saved(office, &clerk, &form).await;
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let (_, details) = stored(office, &id);
        assert_eq!(
            details.clocks.announce_before,
            at("2026-12-07T00:00:00+05:00")
        );
        assert_eq!(details.clocks.apply_before, at("2026-12-09T00:00:00+05:00"));
        assert_eq!(
            details.clocks.results_before,
            at("2026-12-22T00:00:00+05:00")
        );

        // The month has it on both days, though it lasts less than a day; the list tells its end.
        let (_, month) = office.get("/kk/calendar/2026-12").await;
        assert_eq!(month.matches(id.as_str()).count(), 2, "{month}");
        assert!(month.contains("жалғасуда"), "{month}");
        let (_, list) = office.get("/kk/").await;
        assert!(list.contains("11 желтоқсан"), "{list}");
        office.at("2026-12-11T10:59:59+05:00");
        let (_, list) = office.get("/kk/").await;
        assert!(list.contains(&id), "it goes on: {list}");
        let guard = office.clerk(Role::Guard, &id);
        assert!(office.desk(&guard, "/desk/door").await.body.contains(&id));
        office.at("2026-12-11T11:00:00+05:00");
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        assert_eq!(json["status"], "held");
    }
);

both_engines!(the_api_counts_from_the_last_day, EARLY, async |office| {
    let path =
        "/api/v1/deadlines?starts=2026-12-10T10:00&ends=2026-12-11T18:00&kind=maslikhat-ordinary";
    let (status, answer) = office.get_json(path).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["results_before"], "2026-12-22T00:00:00+05:00");
    assert_eq!(answer["ends_at"], "2026-12-11T18:00:00+05:00");
    let governing: Vec<&serde_json::Value> = answer["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["governs"] == true)
        .collect();
    assert_eq!(governing.len(), 1);
    assert_eq!(governing[0]["clock"], "maslikhat_notice");
    let wrong = "/api/v1/deadlines?starts=2026-12-10T10:00&ends=2026-12-10T10:00";
    let (status, answer) = office.get_json(wrong).await;
    assert_eq!(
        (status, &answer["errors"][0]["field"]),
        (422, &json!("ends"))
    );
});

#[test]
fn the_command_names_the_clock_that_governs() {
    let folder = tempfile::tempdir().unwrap();
    let run = |more: &[&str]| {
        let mut all = vec!["deadlines", "--starts", "2026-12-10T10:00"];
        all.extend(more);
        crate::process::otyrys(&folder).args(all).output().unwrap()
    };
    let output = run(&[
        "--kind",
        "maslikhat-ordinary",
        "--ends",
        "2026-12-11T18:00",
        "--language",
        "en",
    ]);
    let said = String::from_utf8(output.stdout).unwrap();
    let notice = from(&said, "Telling the population");
    let governs = "This deadline governs: it is the earlier of the two.";
    assert_eq!(said.matches(governs).count(), 1, "{said}");
    let notice = notice.split("\n\n").next().unwrap_or_default();
    assert!(notice.contains(governs), "{said}");
    assert!(said.contains("21 December 2026"), "{said}");
    assert_eq!(run(&["--ends", "2026-12-10T10:00"]).status.code(), Some(2));
    let plain = run(&["--language", "en"]);
    assert!(!String::from_utf8(plain.stdout).unwrap().contains(governs));
}
