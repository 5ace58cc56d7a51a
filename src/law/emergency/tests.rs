use chrono::{DateTime, TimeDelta, Utc};

use super::*;

fn at(hours: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
}

fn country() -> Reach<'static> {
    Reach {
        country: true,
        regions: &[],
        from: at(100),
        until: Some(at(200)),
        ended_at: None,
    }
}

#[test]
fn a_session_is_covered_when_any_part_of_it_lies_in_the_time() {
    let table = [
        (90, 100, false),
        (90, 101, true),
        (100, 104, true),
        (199, 203, true),
        (200, 204, false),
        (90, 300, true),
    ];
    for (starts, over, covered) in table {
        assert_eq!(
            country().covers(None, &[(at(starts), at(over))]),
            covered,
            "{starts} to {over}"
        );
    }
    let open = Reach {
        until: None,
        ..country()
    };
    assert!(open.covers(None, &[(at(9_999), at(10_000))]));
    let ended = Reach {
        ended_at: Some(at(150)),
        ..open
    };
    assert!(!ended.covers(None, &[(at(150), at(154))]));
    assert!(ended.covers(None, &[(at(149), at(154))]));
}

#[test]
fn a_break_is_not_covered_and_each_sitting_is() {
    let sits = |times: &[(i64, i64)]| -> Vec<Span> {
        let spans = times.iter().map(|(starts, over)| (at(*starts), at(*over)));
        spans.collect()
    };
    let around = sits(&[(90, 100), (200, 204)]);
    assert!(!country().covers(None, &around), "nobody sits in it");
    assert_eq!(country().next_sitting(&around, at(0)), None);
    let into = sits(&[(90, 94), (150, 154), (160, 164)]);
    assert!(country().covers(None, &into));
    assert_eq!(country().next_sitting(&into, at(0)), Some(at(150)));
    assert_eq!(country().next_sitting(&into, at(149)), Some(at(150)));
    assert_eq!(country().next_sitting(&into, at(150)), Some(at(160)));
    assert_eq!(country().next_sitting(&into, at(160)), None);
}

#[test]
fn users_come_to_open_sessions_with_a_hall() {
    for format in [Format::Mixed, Format::Offline, Format::Online] {
        let has_hall = format != Format::Online;
        assert_eq!(lets_users_in(Access::Open, format), has_hall);
        assert!(!lets_users_in(Access::Closed, format));
    }
}

#[test]
fn regions_are_reached_by_their_codes_and_the_country_everywhere() {
    let regions = ["110000000".to_owned()];
    let there = Reach {
        country: false,
        regions: &regions,
        ..country()
    };
    assert!(there.reaches(Some("110000000")));
    assert!(!there.reaches(Some("710000000")));
    assert!(!there.reaches(None));
    assert!(country().reaches(Some("710000000")) && country().reaches(None));
}

#[test]
fn open_announced_sessions_with_a_hall_that_have_not_begun_are_switched() {
    use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
    for status in [Announced, Postponed, Draft, Cancelled, Live, Held] {
        for format in [Format::Mixed, Format::Offline, Format::Online] {
            for access in [Access::Open, Access::Closed] {
                let wanted = matches!(status, Announced | Postponed)
                    && format != Format::Online
                    && access == Access::Open;
                let switched = is_switched(access, status, format, at(10), at(9));
                assert_eq!(switched, wanted, "{status} {format} {access}");
                assert!(!is_switched(access, status, format, at(10), at(10)));
            }
        }
    }
}

#[test]
fn a_hall_comes_back_before_the_cut_off_alone() {
    let session = Switched {
        status: SessionStatus::Announced,
        access: Access::Open,
        starts_at: at(100),
        apply_before: at(50),
        covered_still: false,
    };
    assert_eq!(may_be_restored(&session, at(49)), Ok(()));
    assert_eq!(
        may_be_restored(&session, at(50)),
        Err(StaysOnline::CutoffPassed)
    );
    let covered = Switched {
        covered_still: true,
        ..session
    };
    assert_eq!(
        may_be_restored(&covered, at(49)),
        Err(StaysOnline::OtherEmergency)
    );
    let closed = Switched {
        access: Access::Closed,
        ..session
    };
    assert_eq!(may_be_restored(&closed, at(49)), Err(StaysOnline::Closed));
    let cancelled = Switched {
        status: SessionStatus::Cancelled,
        ..session
    };
    assert_eq!(
        may_be_restored(&cancelled, at(49)),
        Err(StaysOnline::NotToCome)
    );
    let late = Switched {
        apply_before: at(200),
        ..session
    };
    assert_eq!(may_be_restored(&late, at(100)), Err(StaysOnline::NotToCome));
}
