//! Whether an application was handed in in time, each way of handing in by its own rule (605-9, Civil Code art. 176).

use chrono::{DateTime, NaiveDate, Utc};

use crate::database::Zone;
use crate::law::Paragraph;
use crate::law::admission::{self, Facts, Verdict};
use crate::law::deadlines::{Channel, Clock, ClockName, post_closes, zone};
use crate::law::session_course::SessionStatus;
use crate::sessions::now as present;
use crate::sessions::record::{Clocks, Session};

/// The clock of one way of handing in, as it was published.
#[must_use]
pub fn clock(session: &Session, clocks: &Clocks, channel: Channel) -> Clock {
    let electronic = clocks.apply_before.utc();
    let (name, counted_by, before) = match channel {
        Channel::Electronic => (ClockName::Apply, Paragraph::Administrative12, electronic),
        Channel::ByEmail => (
            ClockName::ApplyByEmail,
            Paragraph::Administrative12,
            electronic,
        ),
        Channel::ByHand => (
            ClockName::ApplyByHand,
            Paragraph::Civil176_1,
            clocks.apply_by_hand_before.utc(),
        ),
        Channel::ByPost => (
            ClockName::ApplyByPost,
            Paragraph::Civil176_2,
            post_closes(session.zone.0, electronic),
        ),
    };
    Clock {
        name,
        paragraph: Paragraph::Rules9,
        counted_by,
        days: Vec::new(),
        before,
    }
}

/// Judges an application handed in at `moment`, which may be entered long after: what the session was then counts.
#[must_use]
pub fn judge(
    session: &Session,
    clocks: &Clocks,
    channel: Channel,
    moment: DateTime<Utc>,
) -> Verdict {
    let status = match session.status {
        SessionStatus::Live | SessionStatus::Held if moment < session.starts_at.utc() => {
            SessionStatus::Announced
        }
        _ => present::status(session, moment),
    };
    let clock = clock(session, clocks, channel);
    let facts = Facts {
        status,
        access: session.access,
        format: session.format,
        emergency: present::is_in_emergency(session),
        clock: &clock,
    };
    admission::judge(&facts, moment)
}

/// The moment that a postmark stands for. It tells the day alone; what is handed to the post before 24:00 of the last
/// day is in time, so its beginning decides as well as any hour of it.
#[must_use]
pub fn of_postmark(zone_of_body: Zone, day: NaiveDate) -> DateTime<Utc> {
    zone::start_of_day(zone_of_body.0, day)
}
