//! Reading the form of an entry: how it came and when, who, and the consent that is signed on it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::parts::fault;
use crate::applications::submission::{self, Partial};
use crate::applications::timeliness;
use crate::database::Zone;
use crate::language::Speech;
use crate::law::deadlines::Channel;
use crate::law::deadlines::zone::{Twice, instant};
use crate::web::desk::Fields;
use crate::web::paging::within_reach;
use crate::web::problem::FieldFault;

/// The ways of handing in that are entered at the desk.
pub(super) const CHANNELS: [Channel; 3] = [Channel::ByHand, Channel::ByPost, Channel::ByEmail];

/// What was typed, with nothing wrong in it.
#[derive(Debug)]
pub(super) struct Entered {
    pub(super) channel: Channel,
    pub(super) handed_in_at: DateTime<Utc>,
    pub(super) arrived_at: DateTime<Utc>,
    pub(super) person: Partial,
    pub(super) key: String,
}

/// Reads the form; nothing has come in the future, and nothing was posted after it came.
pub(super) fn read(
    speech: Speech<'_>,
    fields: &Fields,
    zone: Zone,
    now: DateTime<Utc>,
) -> Result<Entered, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let channel = fields.text("channel").parse::<Channel>().ok();
    let channel = channel.filter(|one| CHANNELS.contains(one));
    if channel.is_none() {
        faults.push(fault(speech, "channel", "entry-channel-missing"));
    }
    let arrived_at = arrival(speech, fields, zone, now, &mut faults);
    let postmark = if channel == Some(Channel::ByPost) {
        let arrived = arrived_at.map(|arrived| zone.local(arrived).date());
        postmark(speech, fields, arrived, &mut faults)
    } else {
        None
    };
    let sent = submission::sent_of(fields.iter());
    let person = submission::partial(&sent, speech.language(), now);
    let person = person.map_err(|wrong| faults.extend(submission::in_words(speech, &wrong)));
    if !fields.has("consent_signed") {
        faults.push(fault(speech, "consent_signed", "entry-consent-missing"));
    }
    match (channel, arrived_at, person) {
        (Some(channel), Some(arrived_at), Ok(person)) if faults.is_empty() => Ok(Entered {
            channel,
            handed_in_at: postmark.map_or(arrived_at, |day| timeliness::of_postmark(zone, day)),
            arrived_at,
            person,
            key: fields.text("form_key").chars().take(100).collect(),
        }),
        _ => Err(faults),
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day| within_reach(*day))
}

fn arrival(
    speech: Speech<'_>,
    fields: &Fields,
    zone: Zone,
    now: DateTime<Utc>,
    faults: &mut Vec<FieldFault>,
) -> Option<DateTime<Utc>> {
    let day = date(fields.text("arrived_on"));
    if day.is_none() {
        faults.push(fault(speech, "arrived_on", "entry-date-missing"));
    }
    let typed = fields.text("arrived_at");
    let time = ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(typed, form).ok());
    if time.is_none() {
        faults.push(fault(speech, "arrived_at", "entry-time-missing"));
    }
    let local: NaiveDateTime = day?.and_time(time?);
    let arrived = instant(zone.0, local, Twice::First);
    if arrived > now {
        faults.push(fault(speech, "arrived_on", "entry-in-the-future"));
        return None;
    }
    Some(arrived)
}

fn postmark(
    speech: Speech<'_>,
    fields: &Fields,
    arrived: Option<NaiveDate>,
    faults: &mut Vec<FieldFault>,
) -> Option<NaiveDate> {
    let day = date(fields.text("postmark"));
    match (day, arrived) {
        (None, _) => faults.push(fault(speech, "postmark", "entry-postmark-missing")),
        (Some(day), Some(arrived)) if day > arrived => {
            faults.push(fault(speech, "postmark", "entry-postmark-too-late"));
        }
        _ => {}
    }
    day
}
