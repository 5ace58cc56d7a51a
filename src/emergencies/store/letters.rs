//! Which letters tell of an emergency.

use crate::database::Id;
use crate::news::Audience;
use crate::news::letters::{APPLICANT_EMERGENCY, SUBSCRIBER_SWITCHED};
use crate::outbox::record::LetterState;

/// Whom a letter to an audience is for: its once-key is the audience, the news and the person, with colons between.
fn person(letter: &str, audience: Audience) -> String {
    format!("substr({letter}.once_key, length('{audience}') + 39)")
}

/// Chooses the letters about an emergency to an audience, of each person the last that counts: one that was taken back
/// does not where another followed. What is changed while letters to subscribers wait replaces them by letters of the
/// same kind about later news, from the instant when the session was covered until it has its hall again; applicants
/// have one about the emergency itself, which nothing replaces. A lost letter to somebody who withdrew, and whom nobody
/// telephoned before, is left out: there is nothing to be told any more.
pub(super) fn of_each_person(emergency: Id, audience: Audience) -> String {
    let (kind, or_later) = match audience {
        Audience::Subscribers => (
            SUBSCRIBER_SWITCHED,
            "OR (o.created_at > e.covered_at AND (e.restored_at IS NULL OR o.created_at < e.restored_at))",
        ),
        Audience::Applicants | Audience::Systems => (APPLICANT_EMERGENCY, ""),
    };
    let person = person("o", audience);
    let lost = LetterState::LOST
        .map(|state| format!("'{state}'"))
        .join(", ");
    format!(
        "outbox.id IN (SELECT id FROM ( \
             SELECT o.id, o.state, {person} AS person, row_number() OVER ( \
                 PARTITION BY o.session_id, {person} \
                 ORDER BY CASE WHEN o.state = 'called_back' THEN 1 ELSE 0 END, o.created_at DESC, o.id DESC \
             ) AS place \
             FROM outbox o JOIN emergency_sessions e ON e.session_id = o.session_id \
             WHERE e.emergency_id = '{emergency}' AND e.news_id IS NOT NULL \
                 AND o.channel = 'mail' AND o.kind = '{kind}' \
                 AND (o.once_key LIKE '{audience}:' || e.news_id || ':%' {or_later}) \
         ) AS letters WHERE place = 1 AND (state NOT IN ({lost}) \
             OR NOT EXISTS (SELECT 1 FROM applications a WHERE a.id = person AND a.state = 'withdrawn') \
             OR {}))",
        telephoned(emergency, "person"),
    )
}

/// Chooses those of these letters to applicants whose readers nobody has telephoned.
pub(super) fn not_telephoned(emergency: Id) -> String {
    let person = person("outbox", Audience::Applicants);
    format!("NOT {}", telephoned(emergency, &person))
}

fn telephoned(emergency: Id, person: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM emergency_calls c WHERE c.emergency_id = '{emergency}' \
             AND c.application_id = {person} AND c.telephoned_at IS NOT NULL)"
    )
}
