//! A decision to close as it is to be entered, and what the law says to it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::Refusal;
use crate::bodies::record::Body;
use crate::database::{Id, Instant, Json};
use crate::language::Multilingual;
use crate::law::announcement::Texts;
use crate::law::closing::{self, Ground, Topic, Vote};
use crate::law::session_course::Access;
use crate::sessions::closing::record::Closing;
use crate::sessions::closing::words::Facts;
use crate::sessions::record::Session;
use crate::sessions::store::Details;

/// A session, or items of it, are to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingOrder {
    /// The session.
    pub session: Id,
    /// When it was last changed, as the page that was looked at knew it; none for a program.
    pub seen: Option<Instant>,
    /// The whole session.
    pub whole: bool,
    /// These items.
    pub items: Vec<Id>,
    /// On what grounds.
    pub grounds: Vec<Ground>,
    /// The law and the article.
    pub named_law: Option<String>,
    /// Why closing a part would not suffice.
    pub why_not_part: Multilingual,
    /// The last day of the restriction.
    pub ends_on: Option<NaiveDate>,
    /// The event that ends it.
    pub ends_with: Multilingual,
    /// The number of the decision.
    pub number: String,
    /// Its date.
    pub decided_on: Option<NaiveDate>,
    /// Who decided.
    pub decider: Multilingual,
    /// The vote of a maslikhat.
    pub vote: Option<Vote>,
    /// Topics of article 6 that do not apply.
    pub cleared: Vec<Topic>,
    /// Topics of article 6 that apply.
    pub hits: Vec<Topic>,
}

fn texts(text: &Multilingual) -> Texts<'_> {
    Texts {
        kk: &text.kk,
        ru: &text.ru,
    }
}

fn given(text: &Multilingual) -> Option<Json<Multilingual>> {
    let is_there = !text.kk.trim().is_empty() || !text.ru.trim().is_empty();
    is_there.then(|| Json::from(text.clone()))
}

impl ClosingOrder {
    /// Whether the law lets it take effect today.
    ///
    /// # Errors
    /// [`Refusal::NeverRestricted`], [`Refusal::ClosingIncomplete`].
    pub fn check(
        &self,
        body: &Body,
        session: &Session,
        (whole, items): (bool, usize),
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        if !self.hits.is_empty() {
            return Err(Refusal::NeverRestricted(self.hits.clone()));
        }
        let missing = closing::Closing {
            grounds: &self.grounds,
            named_law: self.named_law.as_deref().unwrap_or_default(),
            whole,
            items,
            why_not_part: texts(&self.why_not_part),
            ends_on: self.ends_on,
            ends_with: texts(&self.ends_with),
            decision: closing::Decision {
                number: &self.number,
                decided_on: self.decided_on,
                decider: texts(&self.decider),
                by_maslikhat: body.body_type.closes_by_vote(),
                vote: self.vote,
                today: session.zone.local(now).date(),
            },
            cleared: &self.cleared,
            session_day: session.local_date,
        }
        .missing();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Refusal::ClosingIncomplete(missing))
        }
    }

    /// The neutral words for it; of a session that is closed as a whole no item is named.
    #[must_use]
    pub fn facts<'a>(&'a self, items: &'a [String]) -> Facts<'a> {
        Facts {
            grounds: &self.grounds,
            named_law: self.named_law.as_deref(),
            number: &self.number,
            decided_on: self.decided_on,
            decider: &self.decider,
            items,
        }
    }

    /// Whether this very decision stands already, and nothing more is to be closed by it.
    #[must_use]
    pub fn stands(&self, closing: &Closing, session: &Session, details: &Details) -> bool {
        let open = details.agenda.iter().any(|item| {
            item.access == Access::Open && (self.whole || self.items.contains(&item.id))
        });
        let (items, clock) = ((*closing.items).clone(), closing.notice_before.utc());
        let same = self.row(closing.whole, items, clock, closing.entered_at.utc());
        let same = Closing {
            id: closing.id,
            ..same
        };
        // The vote that it waited for is entered at the desk.
        let voted = Closing {
            number: None,
            decided_on: None,
            votes_for: None,
            present: None,
            ..closing.clone()
        };
        let whole = session.access == Access::Closed;
        let is_same = same == *closing || (same.waits_for_its_vote() && same == voted);
        whole >= self.whole && !open && is_same
    }

    /// The row of it.
    pub(super) fn row(
        &self,
        whole: bool,
        items: Vec<Id>,
        clock: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Closing {
        let number = Some(self.number.trim()).filter(|number| !number.is_empty());
        Closing {
            id: Id::new(),
            session_id: self.session,
            whole,
            items: Json::from(items),
            grounds: Json::from(self.grounds.clone()),
            named_law: self.named_law.clone(),
            why_not_part: given(&self.why_not_part).filter(|_| whole),
            ends_on: self.ends_on,
            ends_with: given(&self.ends_with),
            number: number.map(str::to_owned),
            decided_on: self.decided_on,
            decider: Json::from(self.decider.clone()),
            votes_for: self.vote.map(|vote| vote.votes_for),
            present: self.vote.map(|vote| vote.present),
            cleared: Json::from(self.cleared.clone()),
            notice_before: clock.into(),
            entered_at: now.into(),
            ended_at: None,
        }
    }

    /// What the journal says of it: nothing of what is closed.
    pub(super) fn noted(&self, whole: bool, numbers: &[String]) -> Value {
        json!({
            "access": if whole { Access::Closed } else { Access::Open },
            "closed_items": numbers,
            "grounds": self.grounds,
            "named_law": self.named_law,
            "decision": self.number,
            "decided_on": self.decided_on,
            "decider": self.decider,
        })
    }
}
