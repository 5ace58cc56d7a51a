//! What holds for every session.

use std::sync::LazyLock;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(calendar);

/// Sessions whose every clock stays within the years known.
fn any_session() -> impl Strategy<Value = SessionTimes> {
    let zones = [
        Tz::Asia__Almaty,
        Tz::Asia__Oral,
        Tz::Asia__Qostanay,
        Tz::Asia__Qyzylorda,
    ];
    (
        (0_u64..1400, 0_u32..1440, prop::option::of(0_u64..4)),
        prop::sample::select(zones.to_vec()),
        prop::sample::select(SessionKind::ALL),
        prop::sample::select(Week::ALL),
        1_u16..=1440,
    )
        .prop_map(|((day, minute, lasts), zone, kind, week, closing)| {
            let day = NaiveDate::from_ymd_opt(2024, 1, 20).unwrap() + Days::new(day);
            let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap();
            let starts = day.and_time(time);
            let closing_time = format!("{:02}:{:02}", closing / 60, closing % 60)
                .parse()
                .unwrap();
            let ends = lasts.map(|days| starts + Days::new(days));
            SessionTimes {
                starts,
                ends,
                zone,
                kind,
                week,
                closing_time,
            }
        })
}

fn any_readings() -> impl Strategy<Value = Readings> {
    (
        prop::sample::select(AnnounceReading::ALL),
        prop::sample::select(ApplyReading::ALL),
        prop::sample::select(ResultsReading::ALL),
    )
        .prop_map(|(announce, apply, results)| Readings {
            announce,
            apply,
            results,
        })
}

fn clocks(session: &SessionTimes, readings: Readings) -> Deadlines {
    compute(&CALENDAR, session, readings, Terms::LAW).unwrap()
}

fn before_of(deadlines: &Deadlines) -> Vec<DateTime<Utc>> {
    deadlines.clocks().map(|clock| clock.before).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Announcement and application end before the session starts, results after it.
    #[test]
    fn cutoffs_lie_before_the_start(session in any_session(), readings in any_readings()) {
        let found = clocks(&session, readings);
        prop_assert!(found.announce_before() <= found.starts_at);
        prop_assert!(found.closed_notice.before <= found.starts_at);
        for &channel in Channel::ALL {
            prop_assert!(found.apply.of(channel).before <= found.starts_at, "{channel}");
        }
        prop_assert!(found.results_before() > found.starts_at);
    }

    /// By hand is never later than by post, and no way is later than 24:00 of w2.
    #[test]
    fn the_ways_of_handing_in_keep_their_order(session in any_session(), readings in any_readings()) {
        let apply = clocks(&session, readings).apply;
        prop_assert!(apply.by_hand.before <= apply.by_post.before);
        prop_assert_eq!(apply.by_email.before, apply.electronic.before);
        prop_assert!(apply.electronic.before <= apply.by_post.before);
    }

    /// The stricter a reading, the earlier its clock.
    #[test]
    fn readings_keep_their_order(session in any_session()) {
        let announce = clocks(&session, Readings::default()).announce;
        prop_assert!(announce.strict.before <= announce.exact.before);
        prop_assert!(announce.exact.before < announce.lenient.before);
        let apply = |apply| clocks(&session, Readings { apply, ..Readings::default() }).apply_before();
        prop_assert!(apply(ApplyReading::Strict) < apply(ApplyReading::Office));
        prop_assert!(apply(ApplyReading::Office) <= apply(ApplyReading::FullDay));
        let results = |results| {
            clocks(&session, Readings { results, ..Readings::default() }).results_before()
        };
        prop_assert!(results(ResultsReading::Strict) <= results(ResultsReading::Ordinary));
    }

    /// A later session never has an earlier clock. (In the exact reading of ¶ 8 the hour of the
    /// start moves the clock too, so that two sessions around a weekend may change places.)
    #[test]
    fn a_later_session_never_has_an_earlier_cutoff(
        session in any_session(), readings in any_readings(), minutes in 0_i64..20_000
    ) {
        prop_assume!(readings.announce != AnnounceReading::Exact);
        let later = SessionTimes {
            starts: session.starts + TimeDelta::minutes(minutes),
            ends: session.ends.map(|ends| ends + TimeDelta::minutes(minutes)),
            ..session
        };
        let (first, second) = (clocks(&session, readings), clocks(&later, readings));
        for (one, other) in before_of(&first).into_iter().zip(before_of(&second)) {
            prop_assert!(one <= other);
        }
    }

    /// Exactly so many days are counted, each worked; a maslikhat's days are calendar days.
    #[test]
    fn counted_days_are_working_days(session in any_session(), readings in any_readings()) {
        for clock in clocks(&session, readings).clocks() {
            let count = match clock.name {
                ClockName::Apply
                | ClockName::ApplyByHand
                | ClockName::ApplyByPost
                | ClockName::ApplyByEmail => 2,
                ClockName::Results => 5,
                ClockName::MaslikhatNotice if session.kind == SessionKind::MaslikhatOrdinary => 10,
                _ => 3,
            };
            prop_assert_eq!(clock.days.len(), count);
            prop_assert!(clock.days.is_sorted());
            if clock.name != ClockName::MaslikhatNotice {
                for &day in &clock.days {
                    prop_assert!(CALENDAR.day(day, session.week).unwrap().working, "{}", day);
                }
            }
        }
    }

    /// "Announced in time" is one thing with the clock that governs strictly.
    #[test]
    fn in_time_agrees_with_the_governing_clock(
        session in any_session(), readings in any_readings(), minutes in -30_000_i64..2_000
    ) {
        let found = clocks(&session, readings);
        let published = found.starts_at + TimeDelta::minutes(minutes);
        let standing = found.announce.standing(published);
        prop_assert_eq!(standing.in_time(), found.announce.governing_strictly().in_time(published));
        prop_assert_eq!(standing.in_time(), standing.light == Light::Green);
    }

    /// A citizen who relied on a published cut-off is never worse off.
    #[test]
    fn a_relied_cutoff_never_moves_earlier(published in 0_i64..1000, new in 0_i64..1000, now in 0_i64..1000) {
        let at = |minute: i64| DateTime::<Utc>::UNIX_EPOCH + TimeDelta::minutes(minute);
        let kept = relied_cutoff(at(published), at(new), at(now));
        prop_assert!(kept >= at(published));
        prop_assert_eq!(kept > at(published), now < published && new > published);
    }
}
