//! Why an act on a subscription is refused.

use super::record::Subscription;
use crate::database::Broken;

/// Expected; never the machine's fault but for the last.
#[derive(Debug)]
pub enum Refusal {
    /// The secret opens nothing: left already, never confirmed in time, or not whole.
    Unknown,
    /// Nobody has confirmed it yet.
    Unconfirmed,
    /// The address has as many as it may.
    Full,
    /// The address has another that is just this.
    Same,
    /// It was changed since the form was made: as it stands now.
    Stale(Box<Subscription>),
    /// The machine.
    Broken(Broken),
}

impl From<Broken> for Refusal {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}
