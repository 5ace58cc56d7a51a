//! The application clocks by each way of handing in.

use chrono::{DateTime, Utc};

use super::{at, calendar, clocks_of, days, session};
use crate::law::Paragraph;
use crate::law::deadlines::{
    ApplyClocks, ApplyReading, Channel, ClockName, Readings, Terms, compute, post_closes,
};

fn clocks(starts: &str, reading: ApplyReading, closing: &str) -> ApplyClocks {
    let mut session = session(starts);
    session.closing_time = closing.parse().unwrap();
    let readings = Readings {
        apply: reading,
        ..Readings::default()
    };
    compute(&calendar(), &session, readings, Terms::LAW)
        .unwrap()
        .apply
}

/// 605-НҚ ¶ 9 with Civil Code art. 176.
#[test]
fn paragraph_9_by_each_way_of_handing_in() {
    use ApplyReading::{FullDay, Office, Strict};
    let table = [
        (
            FullDay,
            "18:30",
            ["12-09 00:00", "12-08 18:30", "12-09 00:00", "12-09 00:00"],
        ),
        (
            FullDay,
            "24:00",
            ["12-09 00:00", "12-09 00:00", "12-09 00:00", "12-09 00:00"],
        ),
        (
            Office,
            "18:00",
            ["12-08 18:00", "12-08 18:00", "12-09 00:00", "12-08 18:00"],
        ),
        // Two whole working days between: the last day is Monday the 7th.
        (
            Strict,
            "18:30",
            ["12-08 00:00", "12-07 18:30", "12-08 00:00", "12-08 00:00"],
        ),
    ];
    for (reading, closing, expected) in table {
        let clocks = clocks("2026-12-10 10:00:00", reading, closing);
        for (&channel, before) in Channel::ALL.iter().zip(expected) {
            let clock = clocks.of(channel);
            let before = at(&format!("2026-{before}:00"));
            assert_eq!(clock.before, before, "{reading} {closing} {channel}");
            assert_eq!(clock.paragraph, Paragraph::Rules9);
            assert_eq!(clock.days, days(&["2026-12-08", "2026-12-09"]));
        }
    }
}

/// In the strict reading the paper's last day is a working day, though the clock ends on a Sunday.
#[test]
fn paper_is_handed_in_on_a_working_day() {
    let clocks = clocks("2026-12-09 10:00:00", ApplyReading::Strict, "18:30");
    assert_eq!(clocks.electronic.before, at("2026-12-07 00:00:00"));
    assert_eq!(clocks.by_hand.before, at("2026-12-04 18:30:00"));
}

#[test]
fn each_way_names_its_rule() {
    let table = [
        (Channel::Electronic, ClockName::Apply, Paragraph::Civil176_1),
        (
            Channel::ByHand,
            ClockName::ApplyByHand,
            Paragraph::Civil176_1,
        ),
        (
            Channel::ByPost,
            ClockName::ApplyByPost,
            Paragraph::Civil176_2,
        ),
        (
            Channel::ByEmail,
            ClockName::ApplyByEmail,
            Paragraph::Civil176_1,
        ),
    ];
    let clocks = clocks_of(&session("2026-12-10 10:00:00")).apply;
    for (channel, name, rule) in table {
        let clock = clocks.of(channel);
        assert_eq!((clock.name, clock.counted_by), (name, rule), "{channel}");
    }
}

/// The deadline is half-open, to the millisecond.
#[test]
fn in_time_until_the_last_moment() {
    let table: [(Channel, &str, bool); 8] = [
        (Channel::Electronic, "2026-12-08 23:59:59.999", true),
        (Channel::Electronic, "2026-12-09 00:00:00.000", false),
        (Channel::ByHand, "2026-12-08 18:29:59.999", true),
        (Channel::ByHand, "2026-12-08 18:30:00.000", false),
        (Channel::ByPost, "2026-12-08 23:59:59.999", true),
        (Channel::ByPost, "2026-12-09 00:00:00.000", false),
        (Channel::ByEmail, "2026-12-08 23:59:59.999", true),
        (Channel::ByEmail, "2026-12-09 00:00:00.000", false),
    ];
    let clocks = clocks_of(&session("2026-12-10 10:00:00")).apply;
    for (channel, moment, expected) in table {
        let moment: DateTime<Utc> = at(moment);
        assert_eq!(
            clocks.of(channel).in_time(moment),
            expected,
            "{channel} at {moment}"
        );
    }
}

/// Strict announcement and full-day application leave at least two whole working days to apply.
#[test]
fn the_public_has_two_whole_working_days_to_apply() {
    for starts in [
        "2026-12-10 10:00:00",
        "2027-01-06 15:00:00",
        "2024-05-10 09:00:00",
    ] {
        let found = clocks_of(&session(starts));
        let between = &found.announce.kept().days[..2];
        assert!(found.announce_before() <= super::zone::start_of_day(found.zone, between[0]));
        assert_eq!(
            found.apply_before(),
            super::zone::end_of_day(found.zone, between[1])
        );
    }
}

#[test]
fn the_post_closes_at_the_end_of_the_last_day_whatever_the_reading() {
    for reading in [
        ApplyReading::FullDay,
        ApplyReading::Office,
        ApplyReading::Strict,
    ] {
        let clocks = clocks("2026-12-10 10:00:00", reading, "18:00");
        let closes = post_closes(chrono_tz::Asia::Almaty, clocks.electronic.before);
        assert_eq!(closes, clocks.by_post.before, "{reading}");
    }
}
