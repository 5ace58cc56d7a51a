//! The cut-off of 605-9, judged by arrival at the server, to the millisecond.

use crate::harness::{Planned, both_engines};

both_engines!(
    last_moment_is_in_time,
    "2026-12-08T23:59:59.999+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let (status, answer) = office.apply(&session, "Ахметова").await;
        assert_eq!(status, 201, "{answer}");
        assert_eq!(answer["received_at"], "2026-12-08T23:59:59.999+05:00");
        office.letters();
    }
);

both_engines!(
    midnight_is_too_late,
    "2026-12-09T00:00:00.000+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let (status, problem) = office.apply(&session, "Ахметова").await;
        assert_eq!(
            (
                status,
                problem["code"].as_str(),
                problem["paragraph"].as_str()
            ),
            (409, Some("cutoff_passed"), Some("605-9"))
        );
        assert_eq!(problem["cutoff"], "2026-12-09T00:00:00+05:00");
        assert!(
            problem["detail"]
                .as_str()
                .unwrap()
                .contains("24:00 on 8 December 2026"),
            "{problem}"
        );
    }
);

both_engines!(
    the_page_closes_at_the_same_moment,
    "2026-12-08T23:59:59.999+05:00",
    async |office| {
        let session = office.session(&Planned::default());
        let path = format!("/ru/sessions/{session}/apply");
        let (_, open) = office.get(&path).await;
        assert!(open.contains("name=\"surname\""));
        office.at("2026-12-09T00:00:00+05:00");
        let (_, closed) = office.get(&path).await;
        assert!(
            !closed.contains("name=\"surname\"")
                && closed.contains("Прием заявок на очное участие завершен")
        );
        let (_, shown) = office.get(&format!("/api/v1/applications/{session}")).await;
        assert!(shown.contains("not_found"));
    }
);
