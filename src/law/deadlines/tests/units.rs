//! Closing hours, numbers of the terms, start of a session.

use std::num::NonZeroU8;

use super::{at, calendar, clocks_of, session};
use crate::law::deadlines::{ClosingTime, Readings, SessionKind, TermHistory, Terms, compute};

#[test]
fn closing_times_from_one_past_midnight_to_24_00() {
    let table = [
        ("18:30", Some("2026-12-08T18:30:00")),
        ("00:01", Some("2026-12-08T00:01:00")),
        ("23:59", Some("2026-12-08T23:59:00")),
        ("24:00", Some("2026-12-09T00:00:00")),
        ("00:00", None),
        ("24:01", None),
        ("25:00", None),
        ("99:00", None),
        ("18:60", None),
        ("8:30", None),
        ("+8:30", None),
        ("18-30", None),
        ("18:30:00", None),
        ("", None),
    ];
    let day = "2026-12-08".parse().unwrap();
    for (text, expected) in table {
        let found = text.parse::<ClosingTime>();
        assert_eq!(
            found.as_ref().ok().map(|time| time.on(day)),
            expected.map(|moment| moment.parse().unwrap()),
            "{text}"
        );
        if let Ok(time) = found {
            assert_eq!(time.to_string(), text);
        } else {
            assert!(
                found
                    .unwrap_err()
                    .to_string()
                    .contains("between 00:01 and 24:00")
            );
        }
    }
    assert_eq!(ClosingTime::default().to_string(), "18:30");
}

#[test]
fn numbers_have_dates_of_validity() {
    let seven = Terms {
        announce_working_days: NonZeroU8::new(7).unwrap(),
        ..Terms::LAW
    };
    let five = Terms {
        announce_working_days: NonZeroU8::new(5).unwrap(),
        ..Terms::LAW
    };
    let day = |text: &str| text.parse().unwrap();
    let history = TermHistory::new(Terms::LAW)
        .changed_on(day("2027-07-01"), seven)
        .changed_on(day("2027-01-01"), five);
    let table = [
        ("2024-01-01", Terms::LAW),
        ("2026-12-31", Terms::LAW),
        ("2027-01-01", five),
        ("2027-06-30", five),
        ("2027-07-01", seven),
        ("2030-01-01", seven),
    ];
    for (date, terms) in table {
        assert_eq!(history.on(day(date)), terms, "{date}");
    }
    assert_eq!(TermHistory::default().on(day("2026-12-10")), Terms::LAW);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of all numbers")]
fn every_number_moves_its_own_clock_and_no_other() {
    let one = NonZeroU8::MIN;
    let mut session = session("2026-12-10 10:00:00");
    let law = Terms::LAW;
    let compute =
        |session: &_, terms| compute(&calendar(), session, Readings::default(), terms).unwrap();
    let expected = clocks_of(&session);

    let found = compute(
        &session,
        Terms {
            announce_working_days: one,
            ..law
        },
    );
    assert_eq!(found.announce_before(), at("2026-12-09 00:00:00"));
    assert_eq!(
        (&found.closed_notice, &found.apply),
        (&expected.closed_notice, &expected.apply)
    );

    let found = compute(
        &session,
        Terms {
            closed_notice_working_days: one,
            ..law
        },
    );
    assert_eq!(found.closed_notice.before, at("2026-12-09 00:00:00"));
    assert_eq!(
        (&found.announce, &found.apply),
        (&expected.announce, &expected.apply)
    );

    let found = compute(
        &session,
        Terms {
            apply_working_days: one,
            ..law
        },
    );
    assert_eq!(found.apply_before(), at("2026-12-10 00:00:00"));
    assert_eq!(
        (&found.announce, &found.results),
        (&expected.announce, &expected.results)
    );

    let found = compute(
        &session,
        Terms {
            results_working_days: one,
            ..law
        },
    );
    assert_eq!(found.results_before(), at("2026-12-12 00:00:00"));
    assert_eq!(
        found.results_target_before(),
        at("2026-12-11 00:00:00"),
        "the session's own day"
    );
    assert_eq!(
        (&found.announce, &found.apply),
        (&expected.announce, &expected.apply)
    );

    session.kind = SessionKind::MaslikhatOrdinary;
    let found = compute(
        &session,
        Terms {
            maslikhat_ordinary_days: one,
            ..law
        },
    );
    assert_eq!(
        found.announce.maslikhat.unwrap().before,
        at("2026-12-09 00:00:00")
    );
    session.kind = SessionKind::MaslikhatExtraordinary;
    let found = compute(
        &session,
        Terms {
            maslikhat_extraordinary_days: one,
            ..law
        },
    );
    assert_eq!(
        found.announce.maslikhat.unwrap().before,
        at("2026-12-09 00:00:00")
    );
}
