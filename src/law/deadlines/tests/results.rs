//! The clocks after a session.

use super::{at, calendar, clocks_of, days, session};
use crate::law::Paragraph;
use crate::law::deadlines::{Light, Readings, ResultsReading, Terms, compute, document_clock};
use crate::law::working_days::{NoCalendar, Week};

#[test]
fn paragraph_14_counts_from_the_day_of_the_session() {
    use ResultsReading::{Ordinary, Strict};
    let table = [
        (
            Ordinary,
            "2026-12-10 10:00:00",
            "2026-12-19 00:00:00",
            "2026-12-18 00:00:00",
        ),
        (
            Strict,
            "2026-12-10 10:00:00",
            "2026-12-18 00:00:00",
            "2026-12-16 00:00:00",
        ),
        // Held on a day that is not worked, a Sunday or a holiday: both readings agree.
        (
            Ordinary,
            "2026-12-20 10:00:00",
            "2026-12-26 00:00:00",
            "2026-12-25 00:00:00",
        ),
        (
            Strict,
            "2026-12-20 10:00:00",
            "2026-12-26 00:00:00",
            "2026-12-25 00:00:00",
        ),
        (
            Strict,
            "2026-12-16 10:00:00",
            "2026-12-24 00:00:00",
            "2026-12-23 00:00:00",
        ),
        // Held on a Sunday worked by order, which is then day one.
        (
            Ordinary,
            "2025-01-05 10:00:00",
            "2025-01-14 00:00:00",
            "2025-01-11 00:00:00",
        ),
        (
            Strict,
            "2025-01-05 10:00:00",
            "2025-01-11 00:00:00",
            "2025-01-10 00:00:00",
        ),
    ];
    for (reading, starts, before, target) in table {
        let readings = Readings {
            results: reading,
            ..Readings::default()
        };
        let found = compute(&calendar(), &session(starts), readings, Terms::LAW).unwrap();
        assert_eq!(found.results_before(), at(before), "{reading} {starts}");
        assert_eq!(
            found.results_target_before(),
            at(target),
            "{reading} {starts}"
        );
        assert_eq!(found.results.clock.days.len(), 5);
    }
}

#[test]
fn a_session_of_several_days_counts_back_from_the_first_and_on_from_the_last() {
    let table = [
        (
            "2026-12-10 10:00:00",
            "2026-12-11 13:00:00",
            "2026-12-22 00:00:00",
        ),
        // Over midnight: it lasts into the next day.
        (
            "2026-12-10 22:00:00",
            "2026-12-11 02:00:00",
            "2026-12-22 00:00:00",
        ),
        // Until midnight sharp: it does not.
        (
            "2026-12-10 22:00:00",
            "2026-12-11 00:00:00",
            "2026-12-19 00:00:00",
        ),
        // An end before the start moves nothing.
        (
            "2026-12-10 22:00:00",
            "2026-12-01 00:00:00",
            "2026-12-19 00:00:00",
        ),
    ];
    for (starts, ends, results) in table {
        let mut session = session(starts);
        session.ends = Some(ends.replace(' ', "T").parse().unwrap());
        let found = clocks_of(&session);
        assert_eq!(found.announce_before(), at("2026-12-07 00:00:00"), "{ends}");
        assert_eq!(found.apply_before(), at("2026-12-09 00:00:00"), "{ends}");
        assert_eq!(found.results_before(), at(results), "{ends}");
    }
}

#[test]
fn missing_results_turn_amber_on_p3_orange_after_p4_and_red_after_p5() {
    let clocks = clocks_of(&session("2026-12-10 10:00:00")).results;
    let table = [
        ("2026-12-10 18:00:00", Light::Green),
        ("2026-12-14 23:59:59.999", Light::Green),
        ("2026-12-15 00:00:00", Light::Amber),
        ("2026-12-17 23:59:59.999", Light::Amber),
        ("2026-12-18 00:00:00", Light::Orange),
        ("2026-12-18 23:59:59.999", Light::Orange),
        ("2026-12-19 00:00:00", Light::Red),
    ];
    let much_later = at("2027-06-01 00:00:00");
    for (now, light) in table {
        assert_eq!(clocks.light(None, at(now)), light, "missing at {now}");
        let published = if light == Light::Red {
            Light::Red
        } else {
            Light::Green
        };
        assert_eq!(
            clocks.light(Some(at(now)), much_later),
            published,
            "published at {now}"
        );
    }
}

/// 2023 Standard 8.5: three working days after a document was made, whatever the hour.
#[test]
fn standard_8_5_counts_from_the_day_of_creation() {
    let table = [
        // Minutes signed on p1 of the first example are due on p4, before ¶ 14's p5.
        (
            "2026-12-11 16:00:00",
            "2026-12-18 00:00:00",
            ["2026-12-14", "2026-12-15", "2026-12-17"],
        ),
        (
            "2026-12-11 00:00:00",
            "2026-12-18 00:00:00",
            ["2026-12-14", "2026-12-15", "2026-12-17"],
        ),
        (
            "2026-12-10 23:59:59.999",
            "2026-12-16 00:00:00",
            ["2026-12-11", "2026-12-14", "2026-12-15"],
        ),
        (
            "2026-12-13 12:00:00",
            "2026-12-18 00:00:00",
            ["2026-12-14", "2026-12-15", "2026-12-17"],
        ),
    ];
    let zone = session("2026-12-10 10:00:00").zone;
    for (created, before, counted) in table {
        let clock = document_clock(&calendar(), at(created), zone, Week::Five, Terms::LAW).unwrap();
        assert_eq!(
            (clock.before, clock.paragraph),
            (at(before), Paragraph::Standard8_5)
        );
        assert_eq!(clock.days, days(&counted), "{created}");
    }
    let at_the_end = at("2027-12-30 12:00:00");
    let found = document_clock(&calendar(), at_the_end, zone, Week::Five, Terms::LAW);
    assert_eq!(found, Err(NoCalendar { year: 2028 }));
}

/// Never a guess: a clock that runs into a year without data names it.
#[test]
fn a_year_without_data_is_an_error() {
    let table = [
        ("2027-12-30 10:00:00", 2028),
        ("2027-12-24 10:00:00", 0),
        ("2027-12-27 10:00:00", 2028),
        ("2028-01-05 10:00:00", 2028),
        ("2024-01-05 10:00:00", 2023),
        ("2024-01-08 10:00:00", 0),
        ("2023-06-01 10:00:00", 2023),
        ("2031-06-01 10:00:00", 2031),
    ];
    for (starts, year) in table {
        let found = compute(
            &calendar(),
            &session(starts),
            Readings::default(),
            Terms::LAW,
        );
        let expected = if year == 0 {
            None
        } else {
            Some(NoCalendar { year })
        };
        assert_eq!(found.err(), expected, "{starts}");
    }
}

/// A day of confidence D, or unsettled, between `announce_before` and `results_before`.
#[test]
fn uncertain_when_kurban_ait_may_still_move_the_clocks() {
    let table = [
        ("2027-05-19 10:00:00", true),
        // w3 is the unsettled Monday itself.
        ("2027-05-20 10:00:00", true),
        // w3 is Tuesday the 18th: the Monday lies before.
        ("2027-05-21 10:00:00", false),
        // p5 is the unsettled Monday itself.
        ("2027-05-06 10:00:00", true),
        // p5 is Friday the 14th.
        ("2027-05-05 10:00:00", false),
        // By law only; an order may come, which does not count.
        ("2027-10-20 10:00:00", false),
        ("2026-12-10 10:00:00", false),
    ];
    for (starts, uncertain) in table {
        assert_eq!(clocks_of(&session(starts)).uncertain, uncertain, "{starts}");
    }
    // Six-day week: p5 is Saturday the 15th, and the estimated Sunday begins where the clock ends.
    let mut six = session("2027-05-10 10:00:00");
    six.week = Week::Six;
    assert_eq!(clocks_of(&six).results_before(), at("2027-05-16 00:00:00"));
    assert!(!clocks_of(&six).uncertain);
    let mut maslikhat = session("2027-05-24 10:00:00");
    assert!(!clocks_of(&maslikhat).uncertain);
    maslikhat.kind = crate::law::deadlines::SessionKind::MaslikhatOrdinary;
    assert!(
        clocks_of(&maslikhat).uncertain,
        "the ten days reach back to 14 May"
    );
}
