//! Announcement and the notices beside it, moment by moment.

use super::{at, clocks_of, days, session};
use crate::law::Paragraph;
use crate::law::deadlines::{AnnounceReading, Light, SessionKind, Timeliness};

/// 605-НҚ ¶ 8: published then, which reading is met?
#[test]
fn paragraph_8_marks_and_never_blocks() {
    use AnnounceReading::{Exact, Lenient, Strict};
    let clocks = clocks_of(&session("2026-12-10 10:00:00")).announce;
    let table = [
        (
            "2026-11-01 12:00:00",
            Light::Green,
            Some(Strict),
            Timeliness::OnTime,
        ),
        (
            "2026-12-06 23:59:59.999",
            Light::Green,
            Some(Strict),
            Timeliness::OnTime,
        ),
        (
            "2026-12-07 00:00:00",
            Light::Amber,
            Some(Exact),
            Timeliness::AtRisk,
        ),
        (
            "2026-12-07 09:59:59.999",
            Light::Amber,
            Some(Exact),
            Timeliness::AtRisk,
        ),
        (
            "2026-12-07 10:00:00",
            Light::Orange,
            Some(Lenient),
            Timeliness::AtRisk,
        ),
        (
            "2026-12-07 23:59:59.999",
            Light::Orange,
            Some(Lenient),
            Timeliness::AtRisk,
        ),
        ("2026-12-08 00:00:00", Light::Red, None, Timeliness::Late),
        ("2026-12-11 00:00:00", Light::Red, None, Timeliness::Late),
    ];
    for (published, light, reading_met, timeliness) in table {
        let standing = clocks.standing(at(published));
        assert_eq!(
            (standing.light, standing.reading_met),
            (light, reading_met),
            "{published}"
        );
        assert_eq!(standing.light.timeliness(), timeliness, "{published}");
        assert_eq!(standing.in_time(), light == Light::Green, "{published}");
        let missed: Vec<_> = standing
            .missed
            .iter()
            .map(|clock| clock.paragraph)
            .collect();
        let expected: &[Paragraph] = if light == Light::Green {
            &[]
        } else {
            &[Paragraph::Rules8]
        };
        assert_eq!(missed, expected, "{published}");
    }
}

/// In time is what is in time by both clocks.
#[test]
fn a_maslikhat_must_keep_both_clocks() {
    let mut ordinary = session("2026-12-10 10:00:00");
    ordinary.kind = SessionKind::MaslikhatOrdinary;
    let clocks = clocks_of(&ordinary).announce;
    let (rules, local) = (Paragraph::Rules8, Paragraph::LocalGovernment10_3);
    let table = [
        ("2026-11-29 23:59:59.999", Light::Green, vec![]),
        ("2026-11-30 00:00:00", Light::Red, vec![local]),
        ("2026-12-06 23:59:59.999", Light::Red, vec![local]),
        ("2026-12-07 00:00:00", Light::Red, vec![rules, local]),
    ];
    for (published, light, missed) in table {
        let standing = clocks.standing(at(published));
        assert_eq!(
            (standing.light, standing.in_time()),
            (light, missed.is_empty()),
            "{published}"
        );
        let found: Vec<_> = standing
            .missed
            .iter()
            .map(|clock| clock.paragraph)
            .collect();
        assert_eq!(found, missed, "{published}");
    }
}

/// Three calendar days never reach further back than three working days; the latter govern.
#[test]
fn an_extraordinary_session_is_told_three_days_ahead() {
    let table = [
        // Thursday: both clocks say Monday.
        (
            "2026-12-10 10:00:00",
            "2026-12-07 00:00:00",
            "2026-12-07 00:00:00",
        ),
        // Monday: Friday by calendar days, Wednesday by working days.
        (
            "2026-12-14 10:00:00",
            "2026-12-11 00:00:00",
            "2026-12-09 00:00:00",
        ),
    ];
    for (starts, maslikhat, governing) in table {
        let mut session = session(starts);
        session.kind = SessionKind::MaslikhatExtraordinary;
        let clocks = clocks_of(&session).announce;
        assert_eq!(
            clocks.maslikhat.as_ref().unwrap().before,
            at(maslikhat),
            "{starts}"
        );
        assert_eq!(clocks.maslikhat.as_ref().unwrap().days.len(), 3);
        assert_eq!(clocks.governing().before, at(governing), "{starts}");
        assert_eq!(
            clocks.governing_strictly().before,
            at(governing),
            "{starts}"
        );
    }
}

#[test]
fn only_maslikhat_sessions_have_that_clock() {
    for &kind in SessionKind::ALL {
        let mut session = session("2026-12-10 10:00:00");
        session.kind = kind;
        let found = clocks_of(&session);
        let expected = kind.as_str().starts_with("maslikhat");
        assert_eq!(found.announce.maslikhat.is_some(), expected, "{kind}");
        let names: Vec<_> = found.clocks().map(|clock| clock.name.as_str()).collect();
        assert_eq!(names.contains(&"maslikhat_notice"), expected, "{kind}");
    }
}

/// Access Law art. 13(2): the notice of a closed session is clear days whatever the reading of ¶ 8.
#[test]
fn a_closed_session_is_told_three_clear_working_days_ahead() {
    let clock = clocks_of(&session("2027-01-06 15:00:00")).closed_notice;
    assert_eq!(clock.before, at("2026-12-30 00:00:00"));
    assert_eq!(
        clock.days,
        days(&["2026-12-30", "2026-12-31", "2027-01-05"])
    );
    assert_eq!(clock.paragraph, Paragraph::Access13_2);
}

/// The count starts from the first day, working or not, at whatever hour.
#[test]
fn the_session_day_itself_is_not_counted() {
    let table = [
        // A Sunday that is off; a Sunday that is worked by order; a holiday.
        ("2026-12-13 10:00:00", "2026-12-09 00:00:00"),
        ("2025-01-05 10:00:00", "2024-12-27 00:00:00"),
        ("2026-12-16 10:00:00", "2026-12-11 00:00:00"),
        // The first and the last minute of a day.
        ("2026-12-10 00:00:00", "2026-12-07 00:00:00"),
        ("2026-12-10 23:59:00", "2026-12-07 00:00:00"),
    ];
    for (starts, before) in table {
        assert_eq!(
            clocks_of(&session(starts)).announce_before(),
            at(before),
            "{starts}"
        );
    }
}

/// A session at midnight: the exact reading meets the strict one.
#[test]
fn at_midnight_exact_is_strict() {
    let clocks = clocks_of(&session("2026-12-10 00:00:00")).announce;
    assert_eq!(clocks.exact.before, clocks.strict.before);
}
