//! What is declared, what it touches, and what became of it.

use chrono::{DateTime, Utc};

use crate::database::{Broken, Id, Instant};
use crate::language::Multilingual;
use crate::law::emergency::{EmergencyKind, StaysOnline};
use crate::sessions::emergency::Declared;
use crate::sessions::record::Session;

/// An emergency as it is to be declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// For the sessions of this body alone; none: for those of all bodies in scope.
    pub body: Option<Id>,
    /// What has come about.
    pub kind: EmergencyKind,
    /// In the whole country.
    pub country: bool,
    /// Else in these regions, by their KATO codes.
    pub regions: Vec<String>,
    /// The act on which it rests, as the public reads it.
    pub basis: Multilingual,
    /// Where that act is to be read.
    pub basis_url: Option<String>,
    /// Who signed: name and position.
    pub signer: String,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; open where nobody knows it yet.
    pub until: Option<DateTime<Utc>>,
    /// The one-time key of the form: sent twice, it is declared once.
    pub request_key: String,
    /// Who declares it here.
    pub staff: Id,
}

/// A session that would be switched, and its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The session.
    pub session: Session,
    /// The name of its body on its day.
    pub body_name: Multilingual,
    /// Applications that go to the broadcast.
    pub people: i64,
    /// Of them, people who get a letter.
    pub letters: i64,
    /// Of them, people who can be telephoned only.
    pub calls: i64,
    /// Of them, people who left no contact.
    pub unreachable: i64,
}

/// What a declaration would come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Sessions that would be held online, in the order of their starts.
    pub switched: Vec<Touched>,
    /// Sessions that are held online anyway.
    pub online_already: Vec<Session>,
    /// Sessions with a hall that have begun: they are left as they are.
    pub sitting: Vec<Session>,
    /// Of these, those that are to sit there again in its time: urgent work.
    pub in_hall: Vec<InHall>,
    /// Letters to those who subscribed to changes and hear of them at once.
    pub subscribers: usize,
    /// Of those switched and online, the ones without a broadcast address: urgent work.
    pub without_broadcast: Vec<Id>,
}

/// What a declaration came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The emergency.
    pub emergency: Declared,
    /// Sessions that it switched.
    pub switched: i64,
    /// Sessions that it covers and that were held online anyway.
    pub online_already: i64,
    /// Applications that it sent to the broadcast.
    pub people: i64,
    /// Letters that were ordered for them.
    pub letters: i64,
    /// Of them, people who can be telephoned only.
    pub calls: i64,
    /// It was declared before with the same key: nothing was done now.
    pub known: bool,
}

/// An emergency is to be ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Which one.
    pub id: Id,
    /// When it was last changed, as the page that was looked at knew it.
    pub seen: Instant,
    /// Sessions have their hall again where the law allows it.
    pub restore: bool,
    /// Who ends it.
    pub staff: Id,
}

/// What becomes of the sessions of an emergency that ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Afterwards {
    /// They have their hall again.
    pub restored: Vec<Id>,
    /// They stay online, and why.
    pub stays: Vec<(Id, StaysOnline)>,
}

/// Why an act on emergencies is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such emergency, or the session was switched by none.
    #[error("no such emergency")]
    NotFound,
    /// Somebody else changed the emergency since the form was made: as it stands.
    #[error("somebody else changed the emergency")]
    Stale(Box<Declared>),
    /// Somebody else changed the session since the form was made.
    #[error("somebody else changed the session")]
    SessionChanged,
    /// Neither the country nor a region was named.
    #[error("the country or at least one region must be named")]
    NoScope,
    /// It would end before it begins.
    #[error("must end after it begins")]
    EndsBeforeItBegins,
    /// Its end has passed, or it was ended before.
    #[error("the emergency is over")]
    Over,
    /// The act on which it rests is missing in Kazakh or Russian.
    #[error("the basis is missing in Kazakh or Russian")]
    BasisMissing,
    /// The session does not have its hall again.
    #[error("the session stays online: {}", .0.as_str())]
    StaysOnline(StaysOnline),
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

impl From<crate::applications::refusal::Refusal> for Refusal {
    /// Giving places back asks for sessions that are there, as these are.
    fn from(refusal: crate::applications::refusal::Refusal) -> Self {
        use crate::applications::refusal::Refusal as Kept;
        match refusal {
            Kept::Broken(broken) => Self::Broken(broken),
            other => Self::Broken(Broken::Data(format!("places given back: {other:?}"))),
        }
    }
}

/// A session that has begun, with a sitting still to come in the hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InHall {
    /// The session.
    pub session: Session,
    /// When its first sitting in the time of the emergency begins that has not begun.
    pub sits_at: DateTime<Utc>,
}
