//! One thing that is due.

use chrono::{DateTime, TimeDelta, Utc};

use crate::database::Id;
use crate::law::Paragraph;
use crate::law::announcement::ReasonDue;
use crate::law::broadcast;
use crate::law::comments;
use crate::law::deadlines::zone::end_of_day;
use crate::law::emergency::ONLINE_BY;
use crate::law::text_enum::text_enum;
use crate::sessions::record::Session;
use crate::web::desk::Right;

/// What is to be done about a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Announce it.
    Announce,
    /// Say why it was late, or why it is held in one format alone.
    Reason(ReasonDue),
    /// Find seats for so many who wait.
    Seats(i64),
    /// Ask so many applicants for what is missing.
    Complete(i64),
    /// Decide on so many applications.
    Decide(i64),
    /// Telephone so many people whom a letter did not reach.
    Letters(i64),
    /// Telephone so many people who have no e-mail.
    Calls(i64),
    /// Say where a session is broadcast that an emergency sent online.
    EmergencyBroadcast,
    /// Telephone so many people because of an emergency.
    EmergencyCalls(i64),
    /// Place the notice of what is closed on so many channels.
    Notice(i64),
    /// Enter the vote on what a maslikhat gave notice of.
    Vote,
    /// Open what was closed until a day that has passed.
    Open,
    /// Say that the session was broadcast, or why not.
    Broadcast,
    /// Answer so many comments.
    Comments(i64),
    /// Place the results.
    Results,
}

impl Task {
    /// The paragraph that asks for it.
    #[must_use]
    pub const fn paragraph(self) -> Paragraph {
        match self {
            Self::Announce | Self::Reason(ReasonDue::Late) => Paragraph::Rules8,
            Self::Reason(ReasonDue::Format) => Paragraph::Rules5,
            Self::EmergencyBroadcast | Self::EmergencyCalls(_) => ONLINE_BY,
            Self::Seats(_) => Paragraph::Rules10,
            Self::Complete(_) | Self::Decide(_) | Self::Letters(_) | Self::Calls(_) => {
                Paragraph::Rules9
            }
            Self::Notice(_) => Paragraph::Access13_2,
            Self::Vote => Paragraph::LocalGovernment11_6,
            Self::Open => Paragraph::Access5_2,
            Self::Broadcast => broadcast::PARAGRAPH,
            Self::Comments(_) => comments::PARAGRAPH,
            Self::Results => Paragraph::Rules14,
        }
    }

    /// The page on which it is done; whoever may not open it is led to the session itself.
    #[must_use]
    pub fn address(self, session: Id, may_open: bool) -> String {
        let below = match self {
            _ if !may_open => "",
            Self::Letters(_) | Self::Calls(_) | Self::EmergencyCalls(_) => {
                return format!("/desk/letters?session={session}");
            }
            Self::EmergencyBroadcast => "/edit#field-broadcast_url",
            Self::Announce => "/announce",
            Self::Reason(_) => "/edit",
            Self::Seats(_) => "/seats",
            Self::Complete(_) => "/applicants?state=incomplete",
            Self::Decide(_) => "/applicants",
            Self::Notice(_) | Self::Vote => "/closing",
            Self::Open => "/reopen",
            Self::Broadcast => "/broadcast",
            Self::Comments(_) => "/comments",
            Self::Results => "/results",
        };
        format!("/desk/sessions/{session}{below}")
    }

    /// The right that opens this page; whoever lacks it is led to the session itself.
    #[must_use]
    pub const fn right(self) -> Right {
        match self {
            Self::Announce
            | Self::Reason(_)
            | Self::EmergencyBroadcast
            | Self::Notice(_)
            | Self::Vote
            | Self::Open => Right::KeepSessions,
            Self::Seats(_)
            | Self::Complete(_)
            | Self::Decide(_)
            | Self::Letters(_)
            | Self::Calls(_)
            | Self::EmergencyCalls(_) => Right::SeeApplications,
            Self::Comments(_) => Right::SeeComments,
            Self::Broadcast | Self::Results => Right::SeeSessions,
        }
    }

    /// Whether people who applied or were told wait for it: that stays to be done also where the body has no duties by
    /// the Rules any more.
    #[must_use]
    pub const fn is_owed_to_people(self) -> bool {
        matches!(
            self,
            Self::Complete(_)
                | Self::Decide(_)
                | Self::Letters(_)
                | Self::Calls(_)
                | Self::EmergencyBroadcast
                | Self::EmergencyCalls(_)
        )
    }

    /// The word of its sentence, and how many it is about.
    #[must_use]
    pub const fn word(self) -> (&'static str, i64) {
        match self {
            Self::Announce => ("announce", 1),
            Self::Reason(ReasonDue::Late) => ("reason-late", 1),
            Self::Reason(ReasonDue::Format) => ("reason-format", 1),
            Self::Seats(n) => ("seats", n),
            Self::Complete(n) => ("complete", n),
            Self::Decide(n) => ("decide", n),
            Self::Letters(n) => ("letters", n),
            Self::Calls(n) => ("calls", n),
            Self::EmergencyBroadcast => ("emergency-broadcast", 1),
            Self::EmergencyCalls(n) => ("emergency-calls", n),
            Self::Notice(n) => ("notice", n),
            Self::Vote => ("vote", 1),
            Self::Open => ("open", 1),
            Self::Broadcast => ("broadcast", 1),
            Self::Comments(n) => ("comments", n),
            Self::Results => ("results", 1),
        }
    }
}

impl Task {
    /// Whether it is the work that an emergency leaves, which stands above all else.
    #[must_use]
    pub const fn is_of_emergency(self) -> bool {
        matches!(self, Self::EmergencyBroadcast | Self::EmergencyCalls(_))
    }
}

text_enum! {
    /// How near the end of the term is.
    pub enum Urgency {
        /// It has passed.
        Late = "late",
        /// It passes today.
        Today = "today",
        /// It passes within seven days.
        Soon = "soon",
        /// Later.
        Later = "later",
    }
}

/// One thing that is due.
#[derive(Debug, Clone)]
pub struct Due {
    /// What.
    pub task: Task,
    /// About which session.
    pub session: Session,
    /// Until when; half-open.
    pub before: DateTime<Utc>,
    /// Until when the office itself wants it done, where that is earlier.
    pub aim: Option<DateTime<Utc>>,
}

impl Due {
    /// How near the end of its term is, by the day of the session's zone.
    #[must_use]
    pub fn urgency(&self, now: DateTime<Utc>) -> Urgency {
        let zone = self.session.zone;
        let midnight = end_of_day(zone.0, zone.local(now).date());
        if self.before <= now {
            Urgency::Late
        } else if self.before <= midnight {
            Urgency::Today
        } else if self.before <= midnight + TimeDelta::days(6) {
            Urgency::Soon
        } else {
            Urgency::Later
        }
    }
}
