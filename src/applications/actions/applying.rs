//! Applying through the site or the API.

use chrono::{DateTime, Utc};

use super::{Noted, note};
use crate::applications::record::{Application, Need, RANKS_APART};
use crate::applications::refusal::Refusal;
use crate::applications::submission::{KnownBy, Submission};
use crate::applications::{letters, places, reading, store, tokens};
use crate::database::{Broken, Id, Json, Topic, Work, Zone};
use crate::journal::Actor;
use crate::law::admission::Verdict;
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::law::deadlines::Channel;
use crate::sessions;
use crate::sessions::record::{Clocks, Seating, Session};
use crate::web::tokens::secret;

/// How a request is known again when it comes twice.
#[derive(Debug, Clone)]
pub struct RequestKey {
    /// The one-time key of the form, or the caller's `Idempotency-Key`.
    pub key: String,
    /// What was sent with it.
    pub digest: String,
}

/// A person's application, checked for its shape, with all that can be worked out before its turn comes.
#[derive(Debug, Clone)]
pub struct Apply {
    session: Id,
    submission: Submission,
    known_by: KnownBy,
    consent_version: String,
    request: Option<RequestKey>,
}

impl Apply {
    /// To which session, what the person wrote, the wording consented to, and how the request is known again.
    #[must_use]
    pub fn new(
        session: Id,
        submission: Submission,
        consent_version: String,
        request: Option<RequestKey>,
    ) -> Self {
        Self {
            session,
            known_by: submission.known_by(),
            submission,
            consent_version,
            request,
        }
    }
}

/// What an applicant is told at once.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The application.
    pub application: Application,
    /// Its place in the queue, from 1, if it waits.
    pub queue_place: Option<i64>,
    /// The zone in which its session tells time.
    pub zone: Zone,
}

/// Receives an application (605-9) and gives it a place (605-10).
///
/// # Errors
/// [`Refusal::NotFound`] for a session that is not public, [`Refusal::Barred`] with the paragraph,
/// [`Refusal::AlreadyApplied`], [`Refusal::KeyReused`].
pub fn apply(work: &mut Work, now: DateTime<Utc>, order: &Apply) -> Result<Receipt, Refusal> {
    let (held, known) = match work.found() {
        Some(Behind::Known(facts)) if facts.session.id == order.session => (true, Some(*facts)),
        Some(Behind::Held(session)) => (session == order.session, None),
        _ => (false, None),
    };
    let Facts {
        session,
        clocks,
        seating,
    } = match known {
        Some(facts) => facts,
        None => facts_of(work, order.session)?,
    };
    if let Err(refusal) = open_to_all(&session, &clocks, now) {
        return already_known(work, order, session.zone)?.ok_or(refusal);
    }
    let taken = places::take_next(work.connection, seating)?;
    let application = received(order, &session, taken.place, &taken.seating, now)?;
    if !store::insert(work.connection, &application)? {
        // The table itself knows key and person, so whoever comes for the first time is not searched for. An
        // earlier receipt given again is no refusal that undoes the act: the place is put back by hand.
        places::put_back(work.connection, &taken)?;
        return already_known(work, order, session.zone)?.ok_or(Broken::Busy.into());
    }
    let noted = Noted::new(
        &session,
        &application,
        Actor::Visitor,
        "application.received",
    );
    note(work, now, noted.judged_by(&clocks));
    let queue_place = place_at_the_end(&application, &taken.seating);
    letters::received(work, now, &session, &application, queue_place)?;
    work.touch(Topic::Session(session.id));
    let receipt = Receipt {
        application,
        queue_place,
        zone: session.zone,
    };
    work.leave(if held {
        Behind::Known(Box::new(Facts {
            session,
            clocks,
            seating: taken.seating,
        }))
    } else {
        Behind::Held(session.id)
    });
    Ok(receipt)
}

/// What an application is judged by.
struct Facts {
    session: Session,
    clocks: Clocks,
    seating: Seating,
}

/// What an application leaves to the next one of a crowd. It has counted its place, so its transaction holds the row
/// of the seats, and whoever changes the session or its seats waits for it: what is read from now on stays true. (A walk
/// that counts deadlines anew does not wait; it counts as coming after the crowd.) What the first one of a group read,
/// it read before that.
enum Behind {
    /// This session stands still: its facts are to be read once more.
    Held(Id),
    /// They were read while it stood still.
    Known(Box<Facts>),
}

fn facts_of(work: &mut Work, session: Id) -> Result<Facts, Refusal> {
    let facts = sessions::store::facts_for_applying(work.connection, session)?;
    let (session, clocks, seating) = facts.ok_or(Refusal::NotFound)?;
    Ok(Facts {
        session,
        clocks,
        seating,
    })
}

/// Whether the session takes applications at all, whoever comes.
fn open_to_all(session: &Session, clocks: &Clocks, now: DateTime<Utc>) -> Result<(), Refusal> {
    if !session.status.is_public() {
        return Err(Refusal::NotFound);
    }
    match sessions::now::admission(session, clocks, now) {
        Verdict::Open(_) => Ok(()),
        Verdict::Barred(bar) => Err(Refusal::Barred {
            bar,
            broadcast_url: session.broadcast_url.clone(),
            zone: session.zone,
        }),
    }
}

/// The receipt given before for this key, or a refusal if the key or the person is known otherwise.
fn already_known(work: &mut Work, order: &Apply, zone: Zone) -> Result<Option<Receipt>, Refusal> {
    if let Some(request) = &order.request
        && let Some(application) =
            store::by_request_key(work.connection, order.session, &request.key)?
    {
        // The digest of a withdrawn application is destroyed with its data: the key alone is known.
        let same = application
            .request_digest
            .as_ref()
            .is_none_or(|digest| *digest == request.digest);
        if !same {
            return Err(Refusal::KeyReused);
        }
        return Ok(Some(Receipt {
            queue_place: reading::queue_place(work.connection, &application)?,
            application,
            zone,
        }));
    }
    let known = store::is_known(
        work.connection,
        order.session,
        order.known_by.same_email.as_deref(),
        order.known_by.same_phone.as_deref(),
    )?;
    if known {
        Err(Refusal::AlreadyApplied)
    } else {
        Ok(None)
    }
}

/// The application that an order becomes in its place.
///
/// # Errors
/// [`Refusal::NotAllowed`] for a place that no application begins in.
pub fn received(
    order: &Apply,
    session: &Session,
    place: places::Place,
    seating: &Seating,
    now: DateTime<Utc>,
) -> Result<Application, Refusal> {
    let (person, known_by) = (&order.submission, order.known_by.clone());
    let state =
        make_move(None, ApplicationAct::Receive, place.state()).map_err(|_| Refusal::NotAllowed)?;
    Ok(Application {
        id: Id::new(),
        session_id: session.id,
        ordinal: seating.received,
        rank: i64::from(seating.received) * RANKS_APART,
        number: tokens::number(&session.code, seating.received),
        secret: secret(),
        pass: tokens::pass(),
        channel: Channel::Electronic,
        state,
        hall: place.hall(),
        seat: place.seat(),
        surname: Some(person.surname.clone()),
        given_name: Some(person.given_name.clone()),
        patronymic: person.patronymic.clone(),
        birth_year: Some(person.birth_year),
        email: person.email.clone(),
        phone: person.phone.clone(),
        language: person.language,
        needs: needs_of(person),
        consent_version: order.consent_version.clone(),
        received_at: now.into(),
        request_key: order.request.as_ref().map(|request| request.key.clone()),
        request_digest: order.request.as_ref().map(|request| request.digest.clone()),
        name_search: Some(known_by.name_search),
        same_email: known_by.same_email,
        same_phone: known_by.same_phone,
        revision: 0,
        updated_at: now.into(),
        attended_at: None,
        attended_from: None,
    })
}

fn needs_of(person: &Submission) -> Option<Json<Vec<Need>>> {
    (!person.needs.is_empty()).then(|| Json::from(person.needs.clone()))
}

/// The place in the queue of one who has just come: everyone who waits, waits before.
pub(super) fn place_at_the_end(application: &Application, seating: &Seating) -> Option<i64> {
    (application.state == ApplicationState::Waiting).then(|| i64::from(seating.waiting))
}
