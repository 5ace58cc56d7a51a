//! All clocks of one session together.

use super::{at, clocks_of, days, session};
use crate::law::Paragraph;
use crate::law::deadlines::SessionKind;
use crate::law::working_days::Week;

/// Local Government Law art. 10(3): ten clear calendar days; the earlier clock governs.
#[test]
fn an_ordinary_maslikhat_session_is_told_ten_days_ahead() {
    let mut session = session("2026-12-10 10:00:00");
    session.kind = SessionKind::MaslikhatOrdinary;
    let found = clocks_of(&session);
    assert_eq!(found.announce_before(), at("2026-11-30 00:00:00"));
    assert_eq!(found.apply_before(), at("2026-12-09 00:00:00"));
    assert_eq!(found.results_before(), at("2026-12-19 00:00:00"));
    let governing = found.announce.governing();
    assert_eq!(governing.paragraph, Paragraph::LocalGovernment10_3);
    assert_eq!(governing.days.len(), 10);
    assert_eq!(governing.days.first(), days(&["2026-11-30"]).first());
    assert_eq!(governing.days.last(), days(&["2026-12-09"]).first());
}

#[test]
fn a_six_day_week_counts_saturdays() {
    let mut session = session("2027-03-25 10:00:00");
    session.week = Week::Six;
    let found = clocks_of(&session);
    assert_eq!(
        found.announce.kept().days,
        days(&["2027-03-18", "2027-03-19", "2027-03-20"])
    );
    assert_eq!(found.announce_before(), at("2027-03-18 00:00:00"));
    assert_eq!(found.apply_before(), at("2027-03-20 00:00:00"));
    assert_eq!(
        found.results.clock.days,
        days(&[
            "2027-03-26",
            "2027-03-27",
            "2027-03-29",
            "2027-03-30",
            "2027-03-31"
        ])
    );
}

/// The example of the contract, number by number.
#[test]
fn the_example_of_the_contract() {
    let found = clocks_of(&session("2026-12-10 10:00:00"));
    assert_eq!(found.starts_at, at("2026-12-10 10:00:00"));
    assert!(!found.uncertain);
    assert_eq!(found.calendar_version, "2026-11-21");
    let zoned =
        |moment: chrono::DateTime<chrono::Utc>| moment.with_timezone(&found.zone).to_rfc3339();
    assert_eq!(zoned(found.starts_at), "2026-12-10T10:00:00+05:00");
    assert_eq!(zoned(found.announce_before()), "2026-12-07T00:00:00+05:00");
    assert_eq!(zoned(found.apply_before()), "2026-12-09T00:00:00+05:00");
    assert_eq!(
        zoned(found.apply_by_hand_before()),
        "2026-12-08T18:30:00+05:00"
    );
    assert_eq!(zoned(found.results_before()), "2026-12-19T00:00:00+05:00");
    assert_eq!(
        zoned(found.results_target_before()),
        "2026-12-18T00:00:00+05:00"
    );
    let first = found.clocks().next().unwrap();
    assert_eq!(
        (first.name.as_str(), first.paragraph.id()),
        ("announce", "605-8")
    );
    assert_eq!(
        first.days,
        days(&["2026-12-07", "2026-12-08", "2026-12-09"])
    );
    let names: Vec<_> = found.clocks().map(|clock| clock.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "announce",
            "closed_notice",
            "apply",
            "apply_by_hand",
            "apply_by_post",
            "apply_by_email",
            "results"
        ]
    );
}
