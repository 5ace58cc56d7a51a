//! The verdicts, fact by fact.

use chrono::TimeZone as _;

use super::*;

fn at(day: u32, hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 12, day, hour, 0, 0).unwrap()
}

/// Announced in time for the tenth, results due before the eighteenth.
fn facts() -> SessionFacts {
    SessionFacts {
        exempt: false,
        status: SessionStatus::Announced,
        access: Access::Open,
        starts_at: at(10, 5),
        ends_at: None,
        announced_at: at(3, 5),
        announce_before: at(6, 19),
        announced_in_time: true,
        late_explained: false,
        broadcast_at: None,
        impossible_since: None,
        results_before: at(17, 19),
        results_complete_at: None,
        late_result: None,
    }
}

fn verdicts(facts: SessionFacts, now: DateTime<Utc>) -> [Verdict; 3] {
    facts.judge(now).map(|judged| judged.verdict)
}

#[test]
fn what_is_not_due_runs_and_is_missing_afterwards() {
    use Verdict::{Explained, InTime, Late as WasLate, Missing, Running};
    assert_eq!(verdicts(facts(), at(5, 0)), [InTime, Running, Running]);
    assert_eq!(verdicts(facts(), at(10, 8)), [InTime, Running, Running]);
    assert_eq!(verdicts(facts(), at(10, 9)), [InTime, Missing, Running]);
    assert_eq!(verdicts(facts(), at(17, 19)), [InTime, Missing, Missing]);
    let late = SessionFacts {
        announced_in_time: false,
        broadcast_at: Some(at(10, 5)),
        impossible_since: Some(at(9, 5)),
        results_complete_at: Some(at(20, 5)),
        late_result: Some(Late {
            due: at(15, 19),
            done: at(19, 5),
            explained: false,
        }),
        ..facts()
    };
    assert_eq!(verdicts(late, at(21, 0)), [WasLate, InTime, WasLate]);
    let [_, _, results] = late.judge(at(21, 0));
    assert_eq!(
        (results.due, results.done),
        (Some(at(15, 19)), Some(at(19, 5)))
    );
    let explained = SessionFacts {
        late_explained: true,
        broadcast_at: None,
        late_result: late.late_result.map(|late| Late {
            explained: true,
            ..late
        }),
        ..late
    };
    assert_eq!(verdicts(explained, at(21, 0)), [Explained; 3]);
    let incomplete = SessionFacts {
        results_complete_at: None,
        ..late
    };
    assert_eq!(verdicts(incomplete, at(17, 19)), [WasLate, InTime, Missing]);
}

#[test]
fn what_did_not_take_place_or_was_closed_is_not_judged() {
    let aside = |facts: SessionFacts| facts.judge(at(30, 0)).map(|judged| judged.aside);
    let cancelled = SessionFacts {
        status: SessionStatus::Cancelled,
        ..facts()
    };
    assert_eq!(aside(cancelled), [Some(Aside::Cancelled); 3]);
    let exempt = SessionFacts {
        exempt: true,
        ..cancelled
    };
    assert_eq!(aside(exempt), [Some(Aside::Exempt); 3]);
    let closed = SessionFacts {
        access: Access::Closed,
        ..facts()
    };
    let both = Some(Aside::Closed);
    assert_eq!(aside(closed), [both, both, None]);
    let [_, _, results] = closed.judge(at(30, 0));
    assert_eq!(results.verdict, Verdict::Missing);
}

#[test]
fn a_comment_is_answered_by_the_results_or_late() {
    let comment = |answered_at| CommentFacts {
        hidden: false,
        received_at: at(10, 5),
        answered_at,
    };
    let placed = SessionFacts {
        results_complete_at: Some(at(12, 5)),
        ..facts()
    };
    let placed_late = SessionFacts {
        results_complete_at: Some(at(20, 5)),
        ..facts()
    };
    for (facts, answered, now, expected) in [
        (facts(), Some(at(10, 6)), at(10, 7), Verdict::InTime),
        (facts(), None, at(17, 19), Verdict::Running),
        (facts(), None, at(17, 20), Verdict::Missing),
        (facts(), Some(at(17, 20)), at(18, 0), Verdict::Late),
        (placed, Some(at(12, 5)), at(13, 0), Verdict::InTime),
        (placed, Some(at(12, 6)), at(13, 0), Verdict::Late),
        (placed, None, at(12, 6), Verdict::Missing),
        (placed_late, Some(at(19, 0)), at(21, 0), Verdict::Late),
    ] {
        let judged = facts.judge_comment(comment(answered), now);
        assert_eq!(judged.verdict, expected, "{answered:?} {now}");
    }
    // What comes in after early results could not be answered by them.
    let after_results = |answered_at| CommentFacts {
        received_at: at(12, 6),
        ..comment(answered_at)
    };
    for (answered, now, expected) in [
        (None, at(12, 7), Verdict::Running),
        (None, at(17, 20), Verdict::Missing),
        (Some(at(13, 0)), at(14, 0), Verdict::InTime),
        (Some(at(17, 20)), at(18, 0), Verdict::Late),
    ] {
        let judged = placed.judge_comment(after_results(answered), now);
        assert_eq!(judged.verdict, expected, "{answered:?} {now}");
    }
    let hidden = CommentFacts {
        hidden: true,
        ..comment(None)
    };
    assert_eq!(
        facts().judge_comment(hidden, at(30, 0)).aside,
        Some(Aside::Hidden)
    );
}

#[test]
fn every_measure_judges_what_it_knows() {
    for measure in Measure::ALL {
        assert!(measure.knows(Verdict::InTime) && measure.knows(Verdict::Aside));
    }
    assert!(!Measure::Announcements.knows(Verdict::Missing));
    assert!(!Measure::Broadcasts.knows(Verdict::Late));
    assert!(!Measure::Comments.knows(Verdict::Explained));
    assert!(!Verdict::Running.is_judged() && Verdict::Missing.is_judged());
}

#[test]
fn figures_change_when_a_term_ends() {
    assert_eq!(facts().next_change(at(5, 0)), Some(at(10, 9)));
    assert_eq!(facts().next_change(at(10, 9)), Some(at(17, 19)));
    assert!(
        facts()
            .next_change(at(17, 19))
            .is_some_and(|next| next > at(17, 19))
    );
    assert_eq!(facts().next_change(at(18, 0)), None);
}
