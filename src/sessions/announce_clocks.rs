//! The clocks of announcing a maslikhat session as they were published: that of the Rules (605-8) and its own (Local
//! Government Law art. 10(3)) beside each other, the earlier of which governs.

use super::card::SessionCard;
use crate::database::Instant;
use crate::law::Paragraph;
use crate::law::deadlines::ClockName;

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnnounceClock {
    /// Which.
    pub name: ClockName,
    /// The paragraph that sets it.
    pub paragraph: Paragraph,
    /// Half-open.
    pub before: Instant,
    /// It is the earlier one, by which the session is announced in time or late.
    pub governs: bool,
}

/// Both, that of the Rules first; none where one alone runs.
#[must_use]
pub fn both(card: &SessionCard) -> Vec<AnnounceClock> {
    let clocks = &card.clocks;
    let two = clocks
        .announce_rules_before
        .zip(clocks.announce_maslikhat_before);
    let Some((rules, maslikhat)) = two else {
        return Vec::new();
    };
    let by_rules = rules <= maslikhat;
    vec![
        AnnounceClock {
            name: ClockName::Announce,
            paragraph: paragraph_of_rules(card),
            before: rules,
            governs: by_rules,
        },
        AnnounceClock {
            name: ClockName::MaslikhatNotice,
            paragraph: Paragraph::LocalGovernment10_3,
            before: maslikhat,
            governs: !by_rules,
        },
    ]
}

/// The paragraphs that set the one instant that is known: of a maslikhat session that was announced before the two clocks
/// were kept beside each other it is the earlier of both.
#[must_use]
pub fn paragraphs(card: &SessionCard) -> Vec<Paragraph> {
    let own = card.session.kind.is_of_maslikhat();
    let own = own.then_some(Paragraph::LocalGovernment10_3);
    std::iter::once(paragraph_of_rules(card))
        .chain(own)
        .collect()
}

/// What binds the body to announce in time: the Rules, or the Standard.
fn paragraph_of_rules(card: &SessionCard) -> Paragraph {
    let body = &card.body;
    match body.card().basis() {
        Ok((_, paragraph)) if !body.rules_605 => paragraph,
        _ => Paragraph::Rules8,
    }
}
