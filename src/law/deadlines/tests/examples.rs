//! The worked examples of the law, in every reading.

use super::{at, calendar, clocks_of, days, session};
use crate::law::Paragraph;
use crate::law::deadlines::{
    AnnounceReading, ApplyReading, ClockName, Readings, ResultsReading, Terms, compute,
};

/// What is expected of a session: clock times of Kazakhstan.
struct Example {
    starts: &'static str,
    w: [&'static str; 3],
    announce: [&'static str; 3],
    apply: [&'static str; 3],
    p: [&'static str; 5],
    results: &'static str,
    results_strict: &'static str,
}

const EXAMPLES: [Example; 5] = [
    // 16 December is off.
    Example {
        starts: "2026-12-10 10:00:00",
        w: ["2026-12-07", "2026-12-08", "2026-12-09"],
        announce: [
            "2026-12-07 00:00:00",
            "2026-12-07 10:00:00",
            "2026-12-08 00:00:00",
        ],
        apply: [
            "2026-12-08 00:00:00",
            "2026-12-08 18:30:00",
            "2026-12-09 00:00:00",
        ],
        p: [
            "2026-12-11",
            "2026-12-14",
            "2026-12-15",
            "2026-12-17",
            "2026-12-18",
        ],
        results: "2026-12-19 00:00:00",
        results_strict: "2026-12-18 00:00:00",
    },
    // 16 December inside the backward count.
    Example {
        starts: "2026-12-18 10:00:00",
        w: ["2026-12-14", "2026-12-15", "2026-12-17"],
        announce: [
            "2026-12-14 00:00:00",
            "2026-12-14 10:00:00",
            "2026-12-15 00:00:00",
        ],
        apply: [
            "2026-12-15 00:00:00",
            "2026-12-15 18:30:00",
            "2026-12-16 00:00:00",
        ],
        p: [
            "2026-12-21",
            "2026-12-22",
            "2026-12-23",
            "2026-12-24",
            "2026-12-25",
        ],
        results: "2026-12-26 00:00:00",
        results_strict: "2026-12-25 00:00:00",
    },
    // New Year: 2 January is a Saturday, so Monday the 4th is off; 7 January is off.
    Example {
        starts: "2027-01-06 15:00:00",
        w: ["2026-12-30", "2026-12-31", "2027-01-05"],
        announce: [
            "2026-12-30 00:00:00",
            "2026-12-30 15:00:00",
            "2026-12-31 00:00:00",
        ],
        apply: [
            "2026-12-31 00:00:00",
            "2026-12-31 18:30:00",
            "2027-01-01 00:00:00",
        ],
        p: [
            "2027-01-08",
            "2027-01-11",
            "2027-01-12",
            "2027-01-13",
            "2027-01-14",
        ],
        results: "2027-01-15 00:00:00",
        results_strict: "2027-01-14 00:00:00",
    },
    // Nauryz: Sunday 21 to Wednesday 24 March off.
    Example {
        starts: "2027-03-25 10:00:00",
        w: ["2027-03-17", "2027-03-18", "2027-03-19"],
        announce: [
            "2027-03-17 00:00:00",
            "2027-03-17 10:00:00",
            "2027-03-18 00:00:00",
        ],
        apply: [
            "2027-03-18 00:00:00",
            "2027-03-18 18:30:00",
            "2027-03-19 00:00:00",
        ],
        p: [
            "2027-03-26",
            "2027-03-29",
            "2027-03-30",
            "2027-03-31",
            "2027-04-01",
        ],
        results: "2027-04-02 00:00:00",
        results_strict: "2027-04-01 00:00:00",
    },
    // Days moved by order: Saturday 4 May worked, 7 to 9 May off.
    Example {
        starts: "2024-05-10 09:00:00",
        w: ["2024-05-03", "2024-05-04", "2024-05-06"],
        announce: [
            "2024-05-03 00:00:00",
            "2024-05-03 09:00:00",
            "2024-05-04 00:00:00",
        ],
        apply: [
            "2024-05-04 00:00:00",
            "2024-05-04 18:30:00",
            "2024-05-05 00:00:00",
        ],
        p: [
            "2024-05-13",
            "2024-05-14",
            "2024-05-15",
            "2024-05-16",
            "2024-05-17",
        ],
        results: "2024-05-18 00:00:00",
        results_strict: "2024-05-17 00:00:00",
    },
];

#[test]
fn paragraph_8_in_each_reading() {
    for example in &EXAMPLES {
        for (&reading, before) in AnnounceReading::ALL.iter().zip(example.announce) {
            let readings = Readings {
                announce: reading,
                ..Readings::default()
            };
            let session = session(example.starts);
            let found = compute(&calendar(), &session, readings, Terms::LAW).unwrap();
            assert_eq!(
                found.announce_before(),
                at(before),
                "{} {reading}",
                example.starts
            );
            let clock = found.announce.kept();
            assert_eq!(clock.days, days(&example.w), "{}", example.starts);
            assert_eq!(
                (clock.name, clock.paragraph),
                (ClockName::Announce, Paragraph::Rules8)
            );
        }
    }
}

#[test]
fn paragraph_9_in_each_reading() {
    for example in &EXAMPLES {
        for (&reading, before) in ApplyReading::ALL.iter().zip(example.apply) {
            let readings = Readings {
                apply: reading,
                ..Readings::default()
            };
            let session = session(example.starts);
            let found = compute(&calendar(), &session, readings, Terms::LAW).unwrap();
            assert_eq!(
                found.apply_before(),
                at(before),
                "{} {reading}",
                example.starts
            );
            let clock = &found.apply.electronic;
            assert_eq!(clock.days, days(&example.w[1..]), "{}", example.starts);
            assert_eq!(
                (clock.name, clock.paragraph),
                (ClockName::Apply, Paragraph::Rules9)
            );
        }
    }
}

#[test]
fn paragraph_14_in_each_reading() {
    for example in &EXAMPLES {
        let table = [
            (ResultsReading::Ordinary, example.results),
            (ResultsReading::Strict, example.results_strict),
        ];
        for (reading, before) in table {
            let readings = Readings {
                results: reading,
                ..Readings::default()
            };
            let session = session(example.starts);
            let found = compute(&calendar(), &session, readings, Terms::LAW).unwrap();
            assert_eq!(
                found.results_before(),
                at(before),
                "{} {reading}",
                example.starts
            );
        }
        let clock = clocks_of(&session(example.starts)).results.clock;
        assert_eq!(clock.days, days(&example.p), "{}", example.starts);
        assert_eq!(
            (clock.name, clock.paragraph),
            (ClockName::Results, Paragraph::Rules14)
        );
    }
}
