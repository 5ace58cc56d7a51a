//! Applicants without e-mail, to whom somebody has to say by telephone what a letter would have said. Each stands in
//! the list once, with the last thing there is to tell: telephoning, one tells how the application stands. Something
//! new puts the person there anew, whether or not somebody has telephoned before.

use chrono::{DateTime, Utc};

use super::letters;
use super::record::Application;
use super::store::calling::Call;
use crate::database::{Id, Work};
use crate::law::deadlines::Channel;

/// Puts an applicant without e-mail into the list, for the letter of a kind; as with letters, when the act is durable.
/// Not for what the person knows: the receipt shown on the page, one's own withdrawal and correction.
pub fn order(work: &mut Work, now: DateTime<Utc>, application: &Application, kind: &str) {
    let shown = kind == letters::RECEIVED && application.channel == Channel::Electronic;
    let known = matches!(kind, letters::WITHDRAWN | letters::CORRECTED);
    if shown || known || application.email.is_some() || application.phone.is_none() {
        return;
    }
    work.later(Call {
        application_id: application.id,
        id: Id::new(),
        session_id: application.session_id,
        kind: kind.to_owned(),
        since: now.into(),
    });
}
