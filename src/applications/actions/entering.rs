//! Entering what came on paper, by post or by e-mail. Each way has its own moment that decides whether it is in time;
//! the order of receipt goes by the moment of arrival at the body (605-9), not by the moment of entering: whoever
//! handed in earlier waits in front of whoever applied on the site later. A seat once given stays given.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::refusing::{self, Refuse};
use super::{Case, Noted, Receipt, Seen, note, ordering};
use crate::applications::places::{self, Taken};
use crate::applications::record::{Application, EntryRow, Need, RANKS_APART};
use crate::applications::refusal::Refusal;
use crate::applications::submission::{KnownBy, Named};
use crate::applications::{letters, reading, store, timeliness, tokens};
use crate::database::{Id, Json, Topic, Work};
use crate::journal::Actor;
use crate::language::Language;
use crate::law::admission::{Bar, NotOpen, Verdict};
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::law::deadlines::Channel;
use crate::law::refusal::Ground;
use crate::sessions;
use crate::sessions::record::{Clocks, Session};
use crate::web::tokens::{digest, secret};

/// An application as it came, checked for its shape; what 605-9.2 asks for may be missing, but for the surname.
#[derive(Debug, Clone)]
pub struct Enter {
    /// To which session.
    pub session: Id,
    /// How it came.
    pub channel: Channel,
    /// The moment that decides whether it is in time.
    pub handed_in_at: DateTime<Utc>,
    /// When it came to the body.
    pub arrived_at: DateTime<Utc>,
    /// Surname.
    pub surname: String,
    /// First name.
    pub given_name: Option<String>,
    /// Patronymic, if the person has one.
    pub patronymic: Option<String>,
    /// Year of birth.
    pub birth_year: Option<i16>,
    /// E-mail for a reply.
    pub email: Option<String>,
    /// Telephone for a reply.
    pub phone: Option<String>,
    /// The language to answer in.
    pub language: Language,
    /// What the person needs.
    pub needs: Vec<Need>,
    /// The wording of the consent that is signed on the paper.
    pub consent_version: String,
    /// The one-time key of the form.
    pub key: String,
    /// Record it as refused if the law bars it, instead of asking.
    pub record_refused: bool,
    /// Who enters it.
    pub staff: Id,
}

/// Enters an application. One that came in time when the session has begun already is told of the broadcast and the
/// results; one that the law bars is recorded as refused, if that is wished.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Barred`], [`Refusal::AlreadyApplied`], [`Refusal::KeyReused`] when the form has
/// entered something else before.
pub fn enter(work: &mut Work, now: DateTime<Utc>, order: &Enter) -> Result<Receipt, Refusal> {
    let facts = sessions::store::facts_for_deciding(work.connection, order.session)?;
    let (session, clocks, seating) = facts.ok_or(Refusal::NotFound)?;
    if let Some(known) = store::by_request_key(work.connection, session.id, &order.request_key())? {
        // Data of another person, or of one whose application was withdrawn since: the key says nothing of this one.
        if known.request_digest != Some(order.digest()) {
            return Err(Refusal::KeyReused);
        }
        let queue_place = reading::queue_place(work.connection, &known)?;
        return Ok(Receipt {
            application: known,
            queue_place,
            zone: session.zone,
        });
    }
    let verdict = timeliness::judge(&session, &clocks, order.channel, order.handed_in_at);
    let ground = match verdict {
        Verdict::Open(_) => None,
        Verdict::Barred(bar) => Some(refused_for(bar, order, &session)?),
    };
    let begun = now >= session.starts_at.utc();
    let taken = if ground.is_some() || begun || !order.is_whole() {
        places::receive_only(work.connection, seating)?
    } else {
        places::take_behind(work.connection, seating)?
    };
    let application = write(work, now, order, (&session, &clocks), &taken)?;
    let case = Case {
        application,
        seating: taken.seating,
        session,
        clocks,
    };
    let application = match ground {
        Some(ground) => refuse(work, now, &case, order, ground)?,
        None if begun => tell_of_the_broadcast(work, now, &case, order)?,
        None => receive(work, now, &case)?,
    };
    work.touch(Topic::Session(case.session.id));
    Ok(Receipt {
        queue_place: reading::queue_place(work.connection, &application)?,
        application,
        zone: case.session.zone,
    })
}

impl Enter {
    fn is_whole(&self) -> bool {
        let contact = self.email.is_some() || self.phone.is_some();
        self.given_name.is_some() && self.birth_year.is_some() && contact
    }

    fn request_key(&self) -> String {
        format!("desk:{}", self.key)
    }

    /// What the application says, to be known again.
    fn digest(&self) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let parts = [
            self.channel.to_string(),
            self.handed_in_at.to_rfc3339(),
            self.arrived_at.to_rfc3339(),
            self.surname.clone(),
            text(&self.given_name),
            text(&self.patronymic),
            self.birth_year
                .map_or_else(String::new, |year| year.to_string()),
            text(&self.email),
            text(&self.phone),
            self.language.to_string(),
            self.needs.iter().map(|need| need.as_str()).collect(),
        ];
        digest(parts.iter().map(String::as_str))
    }
}

/// The ground that a bar becomes when it is to be recorded; a session that is not announced or called off takes none.
fn refused_for(bar: Bar, order: &Enter, session: &Session) -> Result<Ground, Refusal> {
    let ground = match &bar {
        Bar::CutoffPassed(_) | Bar::NotOpen(NotOpen::Held) => Some(Ground::Late),
        Bar::OnlineOnly { .. } => Some(Ground::OnlineOnly),
        Bar::NotOpen(NotOpen::Closed) => Some(Ground::Closed),
        Bar::NotOpen(NotOpen::NotAnnounced | NotOpen::Cancelled) => None,
    };
    ground
        .filter(|_| order.record_refused)
        .ok_or_else(|| Refusal::Barred {
            bar,
            broadcast_url: session.broadcast_url.clone(),
            zone: session.zone,
        })
}

/// Writes the row and how it came in.
fn write(
    work: &mut Work,
    now: DateTime<Utc>,
    order: &Enter,
    (session, clocks): (&Session, &Clocks),
    taken: &Taken,
) -> Result<Application, Refusal> {
    let mut application = row(order, session, taken, now)?;
    application.rank = ordering::by_arrival(work.connection, &application)?;
    if !store::insert(work.connection, &application)? {
        return Err(Refusal::AlreadyApplied);
    }
    let entry = EntryRow {
        application_id: application.id,
        handed_in_at: order.handed_in_at.into(),
        arrived_at: order.arrived_at.into(),
        entered_at: now.into(),
        entered_by: order.staff,
    };
    store::desk::keep_entry(work.connection, &entry)?;
    let actor = Actor::Staff(order.staff);
    let noted = Noted::new(session, &application, actor, "application.entered").with(json!({
        "channel": order.channel,
        "handed_in_at": order.handed_in_at,
        "arrived_at": order.arrived_at,
    }));
    note(work, now, noted.judged_by(clocks));
    Ok(application)
}

fn row(
    order: &Enter,
    session: &Session,
    taken: &Taken,
    now: DateTime<Utc>,
) -> Result<Application, Refusal> {
    let ordinal = taken.seating.received;
    let state = if order.is_whole() {
        taken.place.state()
    } else {
        ApplicationState::Incomplete
    };
    let state = make_move(None, ApplicationAct::Receive, state).map_err(|_| Refusal::NotAllowed)?;
    let known_by = KnownBy::of(&Named {
        surname: &order.surname,
        given_name: order.given_name.as_deref(),
        patronymic: order.patronymic.as_deref(),
        birth_year: order.birth_year,
        email: order.email.as_deref(),
        phone: order.phone.as_deref(),
    });
    Ok(Application {
        id: Id::new(),
        session_id: session.id,
        ordinal,
        rank: i64::from(ordinal) * RANKS_APART,
        number: tokens::number(&session.code, ordinal),
        secret: secret(),
        pass: tokens::pass(),
        channel: order.channel,
        state,
        hall: taken.place.hall(),
        seat: taken.place.seat(),
        surname: Some(order.surname.clone()),
        given_name: order.given_name.clone(),
        patronymic: order.patronymic.clone(),
        birth_year: order.birth_year,
        email: order.email.clone(),
        phone: order.phone.clone(),
        language: order.language,
        needs: (!order.needs.is_empty()).then(|| Json::from(order.needs.clone())),
        consent_version: order.consent_version.clone(),
        received_at: order.arrived_at.into(),
        request_key: Some(order.request_key()),
        request_digest: Some(order.digest()),
        name_search: Some(known_by.name_search),
        same_email: known_by.same_email,
        same_phone: known_by.same_phone,
        revision: 0,
        updated_at: now.into(),
        attended_at: None,
        attended_from: None,
    })
}

fn receive(work: &mut Work, now: DateTime<Utc>, case: &Case) -> Result<Application, Refusal> {
    let application = case.application.clone();
    let queue_place = reading::queue_place(work.connection, &application)?;
    letters::received(work, now, &case.session, &application, queue_place)?;
    Ok(application)
}

fn refuse(
    work: &mut Work,
    now: DateTime<Utc>,
    case: &Case,
    order: &Enter,
    ground: Ground,
) -> Result<Application, Refusal> {
    case.may(ApplicationAct::Refuse, ApplicationState::Refused)?;
    let seen = Seen {
        application: case.application.id,
        revision: case.application.revision,
        staff: order.staff,
    };
    let words = None;
    let refusal = Refuse {
        seen,
        ground,
        words,
    };
    refusing::write(work, now, case, &refusal)
}

/// In time by its postmark, but there is no seat to give any more: recording and results remain.
fn tell_of_the_broadcast(
    work: &mut Work,
    now: DateTime<Utc>,
    case: &Case,
    order: &Enter,
) -> Result<Application, Refusal> {
    case.may(ApplicationAct::MoveOnline, ApplicationState::MovedOnline)?;
    let before = &case.application;
    let moved = before.clone().unplaced(ApplicationState::MovedOnline, now);
    store::update(work.connection, &moved)?;
    let actor = Actor::Staff(order.staff);
    let noted = Noted::new(&case.session, &moved, actor, "application.moved_online");
    note(work, now, noted.judged_by(&case.clocks).from(before.state));
    letters::moved_online(work, now, &case.session, (before, &moved))?;
    Ok(moved)
}
