use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
use proptest::prelude::*;

use super::*;

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn each_act_leads_to_one_state() {
    let table = [
        (
            Draft,
            [Some(Announced), Some(Draft), None, None, None, None],
        ),
        (
            Announced,
            [
                None,
                Some(Announced),
                Some(Postponed),
                Some(Cancelled),
                Some(Live),
                Some(Held),
            ],
        ),
        (
            Postponed,
            [
                None,
                Some(Postponed),
                Some(Postponed),
                Some(Cancelled),
                Some(Live),
                Some(Held),
            ],
        ),
        (Cancelled, [None; 6]),
        (Live, [None, None, None, None, None, Some(Held)]),
        (Held, [None; 6]),
    ];
    for (status, targets) in table {
        for (&act, target) in SessionAct::ALL.iter().zip(targets) {
            let expected = target.ok_or(NoSuchMove { status, act });
            assert_eq!(status.after(act), expected, "{status} {act}");
        }
    }
}

#[test]
fn cancelled_and_held_are_final() {
    let last: Vec<_> = SessionStatus::ALL
        .iter()
        .filter(|one| one.is_final())
        .collect();
    assert_eq!(last, [&Cancelled, &Held]);
}

#[test]
fn over_at_the_end_or_four_hours_after_the_start() {
    let start = utc("2026-12-10T05:00:00Z");
    let end = Some(utc("2026-12-10T06:30:00Z"));
    let table = [
        (Announced, None, "2026-12-10T08:59:59.999Z", Announced),
        (Announced, None, "2026-12-10T09:00:00Z", Held),
        (Announced, end, "2026-12-10T06:29:59.999Z", Announced),
        (Announced, end, "2026-12-10T06:30:00Z", Held),
        (Postponed, end, "2026-12-10T06:29:59Z", Postponed),
        (Postponed, end, "2026-12-10T06:30:00Z", Held),
        (Live, end, "2026-12-10T23:00:00Z", Live),
        (Draft, end, "2026-12-10T23:00:00Z", Draft),
        (Cancelled, end, "2026-12-10T23:00:00Z", Cancelled),
        (Held, end, "2026-12-10T05:10:00Z", Held),
    ];
    for (stored, ends_at, now, expected) in table {
        assert_eq!(
            stored.at(start, ends_at, utc(now)),
            expected,
            "{stored} at {now}"
        );
    }
}

#[test]
fn a_session_begins_and_ends_on_its_day() {
    let start = utc("2026-12-10T05:00:00Z");
    let table = [
        (SessionAct::GoLive, "2026-12-10T03:59:59.999Z", false),
        (SessionAct::GoLive, "2026-12-10T04:00:00Z", true),
        (SessionAct::GoLive, "2026-12-10T08:00:00Z", true),
        (SessionAct::End, "2026-11-10T05:00:00Z", false),
        (SessionAct::End, "2026-12-10T04:59:59.999Z", false),
        (SessionAct::End, "2026-12-10T05:00:00Z", true),
        (SessionAct::Cancel, "2026-11-10T05:00:00Z", true),
        (SessionAct::Revise, "2026-11-10T05:00:00Z", true),
    ];
    for (act, now, possible) in table {
        let answer = act.in_its_time(start, utc(now));
        assert_eq!(answer.is_ok(), possible, "{act} at {now}");
        if let Err(too_soon) = answer {
            assert!(act.in_its_time(start, too_soon.from).is_ok());
        }
    }
}

#[test]
fn formats_say_where_one_can_take_part() {
    let table = [
        (Format::Online, false, true),
        (Format::Offline, true, false),
        (Format::Mixed, true, true),
    ];
    for (format, hall, broadcast) in table {
        assert_eq!(
            (format.has_hall(), format.has_broadcast()),
            (hall, broadcast),
            "{format}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is tried in whatever order: a draft goes out only by being announced, and what
    /// is over stays over.
    #[test]
    fn no_sequence_of_acts_leaves_the_graph(
        acts in prop::collection::vec(prop::sample::select(SessionAct::ALL), 0..30)
    ) {
        let mut status = Draft;
        let mut announced = false;
        for act in acts {
            let Ok(next) = status.after(act) else { continue };
            prop_assert!(!status.is_final());
            prop_assert!(MOVES.contains(&(status, act, next)));
            announced |= act == SessionAct::Announce;
            prop_assert_eq!(next.is_public(), announced);
            status = next;
        }
    }
}

#[test]
fn what_nobody_ended_may_break_off_until_the_day_is_over() {
    let zone = chrono_tz::Asia::Almaty;
    let starts_at = utc("2026-12-10T05:00:00Z");
    let ends_at = Some(utc("2026-12-10T09:00:00Z"));
    let last = utc("2026-12-10T18:59:59Z");
    let next_day = utc("2026-12-10T19:00:00Z");
    for status in [Announced, Postponed] {
        let at = |now| status.for_breaking_off(starts_at, ends_at, zone, now);
        assert_eq!((at(last), at(next_day)), (status, Held));
        let unsaid = |now| status.for_breaking_off(starts_at, None, zone, now);
        assert_eq!((unsaid(last), unsaid(next_day)), (status, Held));
    }
    for status in [Draft, Cancelled, Live, Held] {
        let at = |now| status.for_breaking_off(starts_at, ends_at, zone, now);
        assert_eq!((at(last), at(next_day)), (status, status));
    }
}
