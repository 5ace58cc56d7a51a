use chrono::{DateTime, Utc};
use proptest::prelude::*;

use super::*;
use crate::law::deadlines::ClockName;

const ARRIVED: &str = "2026-12-07T12:00:00+05:00";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The electronic clock of a session on Thursday 10.12.2026.
fn clock() -> Clock {
    Clock {
        name: ClockName::Apply,
        paragraph: Paragraph::Rules9,
        counted_by: Paragraph::Civil176_1,
        days: vec!["2026-12-08".parse().unwrap(), "2026-12-09".parse().unwrap()],
        before: at("2026-12-09T00:00:00+05:00"),
    }
}

/// An announced open session, hall and broadcast.
fn facts(clock: &Clock) -> Facts<'_> {
    Facts {
        status: SessionStatus::Announced,
        access: Access::Open,
        format: Format::Mixed,
        emergency: false,
        clock,
    }
}

/// 605-НҚ ¶ 9: the cut-off to the millisecond, with its reasons.
#[test]
fn paragraph_9_bars_from_the_cutoff_on() {
    let clock = clock();
    let table = [
        ("2026-11-20T09:00:00+05:00", true),
        ("2026-12-07T23:59:59.999+05:00", true),
        ("2026-12-08T23:59:59.999+05:00", true),
        ("2026-12-09T00:00:00.000+05:00", false),
        ("2026-12-09T00:00:00.001+05:00", false),
        ("2026-12-10T10:00:00+05:00", false),
    ];
    for (moment, open) in table {
        let expected = if open {
            Verdict::Open(clock.clone())
        } else {
            Verdict::Barred(Bar::CutoffPassed(clock.clone()))
        };
        assert_eq!(judge(&facts(&clock), at(moment)), expected, "{moment}");
    }
}

#[test]
fn a_session_that_is_not_open_takes_none() {
    use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
    let clock = clock();
    let table = [
        (
            Draft,
            Access::Open,
            Some((NotOpen::NotAnnounced, Paragraph::Rules8)),
        ),
        (Announced, Access::Open, None),
        (Postponed, Access::Open, None),
        (Live, Access::Open, None),
        (
            Cancelled,
            Access::Open,
            Some((NotOpen::Cancelled, Paragraph::Rules8)),
        ),
        (Held, Access::Open, Some((NotOpen::Held, Paragraph::Rules9))),
        (
            Draft,
            Access::Closed,
            Some((NotOpen::NotAnnounced, Paragraph::Rules8)),
        ),
        (
            Announced,
            Access::Closed,
            Some((NotOpen::Closed, Paragraph::Rules4)),
        ),
        (
            Cancelled,
            Access::Closed,
            Some((NotOpen::Cancelled, Paragraph::Rules8)),
        ),
    ];
    for (status, access, expected) in table {
        let verdict = judge(
            &Facts {
                status,
                access,
                ..facts(&clock)
            },
            at(ARRIVED),
        );
        match expected {
            None => assert_eq!(verdict, Verdict::Open(clock.clone()), "{status} {access}"),
            Some((why, paragraph)) => {
                let bar = Bar::NotOpen(why);
                assert_eq!((bar.code(), bar.paragraph()), ("not_open", paragraph));
                assert_eq!(verdict, Verdict::Barred(bar), "{status} {access}");
            }
        }
    }
}

/// 605-НҚ ¶¶ 5–6: for the broadcast nobody applies, before or after the cut-off.
#[test]
fn paragraphs_5_and_6_send_to_the_broadcast() {
    let clock = clock();
    let table = [
        (Format::Online, false, Some(Paragraph::Rules5)),
        (Format::Online, true, Some(Paragraph::Rules6)),
        (Format::Offline, true, Some(Paragraph::Rules6)),
        (Format::Mixed, true, Some(Paragraph::Rules6)),
        (Format::Offline, false, None),
        (Format::Mixed, false, None),
    ];
    for (format, emergency, paragraph) in table {
        let facts = Facts {
            format,
            emergency,
            ..facts(&clock)
        };
        for moment in [ARRIVED, "2026-12-09T12:00:00+05:00"] {
            let verdict = judge(&facts, at(moment));
            match paragraph {
                Some(paragraph) => {
                    let bar = Bar::OnlineOnly { paragraph };
                    assert_eq!((bar.code(), bar.paragraph()), ("online_only", paragraph));
                    assert_eq!(verdict, Verdict::Barred(bar), "{format} {emergency}");
                }
                None => assert!(!matches!(verdict, Verdict::Barred(Bar::OnlineOnly { .. }))),
            }
        }
    }
}

#[test]
fn a_passed_cutoff_cites_the_paragraph_of_its_clock() {
    let bar = Bar::CutoffPassed(clock());
    assert_eq!(
        (bar.code(), bar.paragraph().id()),
        ("cutoff_passed", "605-9")
    );
}

#[test]
fn the_waiting_are_promoted_before_the_cutoff_only() {
    let cutoff = clock().before;
    let table = [
        ("2026-12-08T23:59:59.999+05:00", true),
        ("2026-12-09T00:00:00.000+05:00", false),
        ("2026-12-10T09:00:00+05:00", false),
    ];
    for (now, allowed) in table {
        assert_eq!(promotion_allowed(at(now), cutoff), allowed, "{now}");
    }
}

/// 605-НҚ ¶ 10: a full hall is never a refusal.
#[test]
fn paragraph_10_seats_in_the_hall_then_overflow_then_queue() {
    let hall = |taken, capacity| Hall { capacity, taken };
    let table = [
        (hall(0, 30), None, Seat::Hall),
        (hall(29, 30), None, Seat::Hall),
        (hall(30, 30), None, Seat::Queue),
        // The capacity was lowered below what is taken.
        (hall(31, 30), None, Seat::Queue),
        (hall(0, 0), None, Seat::Queue),
        (hall(29, 30), Some(hall(0, 10)), Seat::Hall),
        (hall(30, 30), Some(hall(9, 10)), Seat::Overflow),
        (hall(30, 30), Some(hall(10, 10)), Seat::Queue),
        (hall(u32::MAX, u32::MAX), Some(hall(0, 1)), Seat::Overflow),
    ];
    for (hall, overflow, seat) in table {
        assert_eq!(Seat::next(hall, overflow), seat, "{hall:?} {overflow:?}");
    }
    assert_eq!(Seat::Hall.state(), ApplicationState::Seated);
    assert_eq!(Seat::Overflow.state(), ApplicationState::Overflow);
    assert_eq!(Seat::Queue.state(), ApplicationState::Waiting);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Once barred by time, barred for ever; and never open at or after the cut-off.
    #[test]
    fn time_only_closes(
        status in prop::sample::select(SessionStatus::ALL),
        access in prop::sample::select(Access::ALL),
        format in prop::sample::select(Format::ALL),
        emergency: bool,
        early in -10_000_i64..10_000,
        wait in 0_i64..10_000,
    ) {
        let clock = clock();
        let facts = Facts { status, access, format, emergency, clock: &clock };
        let moment = clock.before + chrono::TimeDelta::milliseconds(early);
        let is_open = |moment| matches!(judge(&facts, moment), Verdict::Open(_));
        prop_assert!(!is_open(moment) || moment < clock.before);
        if !is_open(moment) {
            prop_assert!(!is_open(moment + chrono::TimeDelta::milliseconds(wait)));
        }
    }

    /// Seats are never given beyond the capacity, and the queue only when all is full.
    #[test]
    fn seats_follow_the_halls(capacity in 0_u32..20, second in prop::option::of(0_u32..10), people in 0_usize..60) {
        let mut hall = Hall { capacity, taken: 0 };
        let mut overflow = second.map(|capacity| Hall { capacity, taken: 0 });
        let mut queue = 0;
        for _ in 0..people {
            match Seat::next(hall, overflow) {
                Seat::Hall => hall.taken += 1,
                Seat::Overflow => overflow.as_mut().unwrap().taken += 1,
                Seat::Queue => queue += 1,
            }
        }
        let seats = usize::try_from(capacity + second.unwrap_or(0)).unwrap();
        prop_assert!(hall.taken <= hall.capacity);
        prop_assert!(overflow.is_none_or(|hall| hall.taken <= hall.capacity));
        prop_assert_eq!(queue, people.saturating_sub(seats));
    }
}

#[test]
fn seats_follow_those_who_signed_up() {
    let full = Hall {
        capacity: 30,
        taken: 30,
    };
    let roomy = Hall { taken: 29, ..full };
    assert!(more_seats_due(full, 1, false), "31 applications, 30 seats");
    assert!(more_seats_due(full, 0, true));
    assert!(!more_seats_due(full, 0, false), "nobody more can come");
    assert!(!more_seats_due(roomy, 0, true));
    assert!(
        more_seats_due(roomy, 1, false),
        "a seat is free, but not given"
    );
}
