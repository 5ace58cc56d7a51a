//! When something can be closed or opened, when its notice was placed, and when people are asked out.

use chrono::{DateTime, Utc};

use super::*;
use crate::law::session_course::SessionStatus;

#[test]
fn what_is_over_stays_as_it_was() {
    use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
    for status in [Draft, Announced, Postponed] {
        assert!(
            may_close(status, true) && may_close(status, false),
            "{status}"
        );
    }
    assert!(
        may_close(Live, false) && !may_close(Live, true),
        "people sit in the hall"
    );
    for status in [Held, Cancelled] {
        assert!(
            !may_close(status, true) && !may_close(status, false),
            "{status}"
        );
    }
}

#[test]
fn the_notice_is_marked_late_from_its_instant_on() {
    let before: DateTime<Utc> = "2026-12-06T19:00:00Z".parse().unwrap();
    let (early, late) = (before - chrono::TimeDelta::seconds(1), before);
    assert_eq!(
        notice_standing(before, Some(early), late),
        NoticeStanding::InTime
    );
    assert_eq!(
        notice_standing(before, Some(late), late),
        NoticeStanding::Late
    );
    assert_eq!(notice_standing(before, None, early), NoticeStanding::Due);
    assert_eq!(notice_standing(before, None, late), NoticeStanding::Overdue);
}

#[test]
fn a_notice_is_placed_between_the_day_of_its_decision_and_now() {
    let at = |day: u32, hour: u32| {
        let day = NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        day.and_hms_opt(hour, 0, 0).unwrap().and_utc()
    };
    let (decided, now) = (at(1, 0), at(3, 9));
    for (placed_at, expected) in [
        (at(1, 0), Ok(())),
        (now, Ok(())),
        (
            at(1, 0) - chrono::TimeDelta::seconds(1),
            Err(NoticeFault::BeforeDecision),
        ),
        (
            now + chrono::TimeDelta::seconds(1),
            Err(NoticeFault::ToCome),
        ),
    ] {
        assert_eq!(
            notice_may_be_placed(Some(decided), placed_at, now),
            expected,
            "{placed_at}"
        );
    }
    let early = decided - chrono::TimeDelta::days(5);
    assert_eq!(notice_may_be_placed(None, early, now), Ok(()), "of a vote");
    let to_come = now + chrono::TimeDelta::seconds(1);
    assert_eq!(
        notice_may_be_placed(None, to_come, now),
        Err(NoticeFault::ToCome)
    );
}

#[test]
fn people_are_asked_out_only_while_it_sits() {
    use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
    for status in [Live, Announced, Postponed] {
        assert!(sits(status, true), "{status}");
    }
    assert!(sits(Live, false), "begun before its time");
    for status in [Announced, Postponed, Draft, Held, Cancelled] {
        assert!(!sits(status, false), "{status}");
    }
    for status in [Draft, Held, Cancelled] {
        assert!(!sits(status, true), "{status}");
    }
}

#[test]
fn what_is_closed_is_opened_whenever_there_is_something_to_open() {
    use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
    for status in [Draft, Announced, Postponed, Live, Held] {
        assert!(may_open(status), "{status}");
    }
    assert!(!may_open(Cancelled));
    let last = day(2026, 12, 10);
    assert!(!is_over(Some(last), last), "it lasts to the end of its day");
    assert!(is_over(Some(last), day(2026, 12, 11)));
    assert!(!is_over(None, day(2036, 12, 11)), "an event ends it");
}
