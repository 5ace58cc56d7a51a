//! The acts on applications: facts → law → store → journal and outbox, each in one transaction.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::letters;
use super::record::{Application, Hall, Need, RANKS_APART};
use super::refusal::Refusal;
use super::submission::{KnownBy, Submission};
use super::{places, reading, store, tokens};
use crate::database::{Broken, Id, Json, Topic, Work, Zone};
use crate::journal::{self, Actor, Entry};
use crate::law::admission::{self, Seat, Verdict};
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::law::deadlines::Channel;
use crate::sessions;
use crate::sessions::record::{Clocks, Seating, Session};

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
    let facts = sessions::store::facts_for_applying(work.connection, order.session)?;
    let (session, clocks, seating) = facts.ok_or(Refusal::NotFound)?;
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
    note(
        work,
        now,
        &session,
        &application,
        Actor::Visitor,
        "application.received",
        None,
    );
    let queue_place = place_at_the_end(&application, &taken.seating);
    letters::received(work, now, &session, &application, queue_place)?;
    work.touch(Topic::Session(session.id));
    Ok(Receipt {
        application,
        queue_place,
        zone: session.zone,
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
        secret: tokens::secret(),
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
    })
}

fn needs_of(person: &Submission) -> Option<Json<Vec<Need>>> {
    (!person.needs.is_empty()).then(|| Json::from(person.needs.clone()))
}

/// The place in the queue of one who has just come: everyone who waits, waits before.
fn place_at_the_end(application: &Application, seating: &Seating) -> Option<i64> {
    (application.state == ApplicationState::Waiting).then(|| i64::from(seating.waiting))
}

/// Withdraws an application: the seat is free at once, the personal data is destroyed, and before the cut-off
/// those who come next move up, all in one transaction. A second time it changes nothing.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown secret, [`Refusal::NotAllowed`] when the course of the application
/// does not allow it any more.
pub fn withdraw(work: &mut Work, now: DateTime<Utc>, secret: &str) -> Result<Application, Refusal> {
    let application = store::by_secret(work.connection, secret)?.ok_or(Refusal::NotFound)?;
    if application.state == ApplicationState::Withdrawn {
        return Ok(application);
    }
    make_move(
        Some(application.state),
        ApplicationAct::Withdraw,
        ApplicationState::Withdrawn,
    )
    .map_err(|_| Refusal::NotAllowed)?;
    let facts = sessions::store::facts_for_applying(work.connection, application.session_id)?;
    let (session, clocks, seating) = facts.ok_or(Refusal::NotFound)?;
    letters::withdrawn(work, now, &session, &application)?;
    let before = application.state;
    let withdrawn = application.clone().withdrawn(now);
    store::update(work.connection, &withdrawn)?;
    let seating = places::leave(work.connection, seating, &application)?;
    note(
        work,
        now,
        &session,
        &withdrawn,
        Actor::Visitor,
        "application.withdrawn",
        Some(before),
    );
    move_up(work, now, &session, &clocks, seating)?;
    work.touch(Topic::Session(session.id));
    Ok(withdrawn)
}

/// Gives free seats to those who wait, after a session got more of them (605-10).
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown session.
pub fn give_free_seats(work: &mut Work, now: DateTime<Utc>, session: Id) -> Result<(), Refusal> {
    let facts = sessions::store::facts_for_applying(work.connection, session)?;
    let (session, clocks, seating) = facts.ok_or(Refusal::NotFound)?;
    move_up(work, now, &session, &clocks, seating)
}

/// Fills free seats from behind, in order of receipt, as long as the cut-off has not passed.
fn move_up(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    clocks: &Clocks,
    mut seating: Seating,
) -> Result<(), Refusal> {
    if !admission::promotion_allowed(now, clocks.apply_before.utc()) {
        return Ok(());
    }
    while let Some((next, place)) = next_to_move(work, &seating)? {
        let before = next.state;
        let seat;
        (seat, seating) = places::move_to(work.connection, seating, &next, place)?;
        let state = make_move(Some(before), ApplicationAct::Promote, place.state())
            .map_err(|_| Refusal::NotAllowed)?;
        let hall = if place == Seat::Hall {
            Hall::Main
        } else {
            Hall::Overflow
        };
        let promoted = next.placed(state, hall, seat, now);
        store::update(work.connection, &promoted)?;
        note(
            work,
            now,
            session,
            &promoted,
            Actor::Office,
            "application.promoted",
            Some(before),
        );
        letters::promoted(work, now, session, &promoted)?;
    }
    Ok(())
}

/// Whoever came first of those behind: from the overflow hall into the hall, from the waiting list into either.
fn next_to_move(
    work: &mut Work,
    seating: &Seating,
) -> Result<Option<(Application, Seat)>, Refusal> {
    let place = seating.next_place();
    let candidates: &[ApplicationState] = match place {
        Seat::Hall => &[ApplicationState::Overflow, ApplicationState::Waiting],
        Seat::Overflow => &[ApplicationState::Waiting],
        Seat::Queue => return Ok(None),
    };
    let mut first: Option<Application> = None;
    for &state in candidates {
        let found = store::first_in(work.connection, seating.session_id, state)?;
        first = match (first, found) {
            (Some(one), Some(other)) if other.rank < one.rank => Some(other),
            (None, found) => found,
            (one, _) => one,
        };
    }
    Ok(first.map(|application| (application, place)))
}

fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
    actor: Actor,
    act: &str,
    before: Option<ApplicationState>,
) {
    let entry = Entry {
        actor,
        act,
        object_kind: "application",
        object: application.id,
        body: Some(session.body_id),
        before: before.map(|state| json!({ "state": state })),
        after: Some(
            json!({ "state": application.state, "number": application.number, "session": session.id }),
        ),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}
