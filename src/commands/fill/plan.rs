//! Which sessions `fill` enters, on which days, and who applies to them. The same numbers make the same office, but
//! for the random parts of its ids, codes and secrets.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::invented::{Invented, order};
use crate::app::App;
use crate::applications::actions::{Apply, received};
use crate::applications::consent::Consent;
use crate::applications::places::Place;
use crate::applications::record::{Application, Hall};
use crate::bodies::record::Body;
use crate::commands::Failure;
use crate::commands::people::{nth, person};
use crate::database::{AnyConnection, Broken, Id};
use crate::language::Multilingual;
use crate::law::admission::Seat;
use crate::law::session_course::SessionStatus;
use crate::law::working_days::Week;
use crate::sessions::actions::{Refusal, count, draft, new_code, published};
use crate::sessions::deadlines::Counting;
use crate::sessions::record::{Clocks, Seating, Session};
use crate::sessions::search::searchable;
use crate::sessions::seats::SeatNumber;
use crate::sessions::store;

/// Days of the past that sessions are spread over too.
const PAST: Days = Days::new(60);

/// Every tenth session is online and has no hall to apply for.
const ONLINE_EVERY: usize = 10;

/// An office to be filled.
pub struct Plan {
    app: Arc<App>,
    bodies: Vec<(Body, Multilingual)>,
    days: Vec<NaiveDate>,
    sessions: usize,
    applications: usize,
    consent_version: String,
    now: DateTime<Utc>,
}

impl Plan {
    /// Spreads so many sessions over the days that the calendar knows.
    ///
    /// # Errors
    /// When there is no such day.
    pub fn new(
        app: &Arc<App>,
        bodies: Vec<(Body, Multilingual)>,
        sessions: usize,
        applications: usize,
    ) -> Result<Self, Failure> {
        let now = app.now();
        let days = bodies
            .first()
            .map_or_else(Vec::new, |(body, _)| days(app, body, now));
        if sessions > 0 && days.is_empty() {
            return Err(Failure::work(
                "the working-day calendar has come to its end",
            ));
        }
        let retention_days = app.settings.applications.retention_days;
        Ok(Self {
            app: Arc::clone(app),
            bodies,
            days,
            sessions,
            applications,
            consent_version: Consent::in_force(&app.words, retention_days).version,
            now,
        })
    }

    /// Where a step ends that begins at `first`: after so many sessions, or so many applications.
    pub fn end_of_step(&self, first: usize, sessions: usize, applications: usize) -> usize {
        let mut people = 0;
        let mut last = first;
        while last < self.sessions && last < first + sessions && people < applications {
            people += self.applicants(last).len();
            last += 1;
        }
        last
    }

    /// The numbers of the people who apply to this session.
    fn applicants(&self, session: usize) -> Range<usize> {
        if is_online(session) {
            return 0..0;
        }
        let halls = self.sessions - self.sessions / ONLINE_EVERY;
        let hall = session - session / ONLINE_EVERY;
        let (each, more) = (self.applications / halls, self.applications % halls);
        let before = |hall: usize| hall * each + hall.min(more);
        before(hall)..before(hall + 1)
    }

    /// Invents the sessions of these numbers, with codes that are free.
    ///
    /// # Errors
    /// [`Broken::Query`] of the question which codes are free.
    pub fn invent(
        &self,
        connection: &mut AnyConnection,
        numbers: Range<usize>,
    ) -> Result<Vec<Invented>, Broken> {
        let codes = free_codes(connection, numbers.len())?;
        numbers
            .zip(codes)
            .map(|(number, code)| self.session(number, code))
            .collect()
    }

    fn session(&self, number: usize, code: String) -> Result<Invented, Broken> {
        let (body, name) = self
            .bodies
            .get(number % self.bodies.len().max(1))
            .ok_or_else(|| Broken::Data("no bodies".to_owned()))?;
        let day = nth(&self.days, number * self.days.len() / self.sessions.max(1));
        let order = order(
            number,
            body.kind,
            day.unwrap_or_default(),
            is_online(number),
        );
        let counting = Counting::of(&self.app);
        let deadlines =
            count(&counting, body, order.kind, order.starts, order.ends).map_err(machine)?;
        let in_time = deadlines.announce_before() - days_before(number);
        let at = in_time.min(self.now - TimeDelta::days(2));
        let (session, mut details) = draft(Id::new(), code, at, body, &order, &deadlines);
        let session = published(session, SessionStatus::Announced, &deadlines, at);
        let applications = self.apply(number, &session, &details.clocks, &mut details.seating)?;
        Ok(Invented {
            words: searchable(&session, name, &details.agenda),
            session,
            details,
            applications,
        })
    }

    /// People apply one a minute, beginning an hour after the announcement.
    fn apply(
        &self,
        number: usize,
        session: &Session,
        clocks: &Clocks,
        seating: &mut Seating,
    ) -> Result<Vec<Application>, Broken> {
        let announced_at = session.announced_at.map_or(self.now, Into::into);
        let latest = self
            .now
            .min(clocks.apply_before.utc() - TimeDelta::seconds(1));
        let mut at = announced_at + TimeDelta::hours(1);
        let apply = |person_number| {
            let version = self.consent_version.clone();
            let order = Apply::new(session.id, person(person_number), version, None);
            let place = take_next(seating);
            let application = received(&order, session, place, seating, at.min(latest));
            at += TimeDelta::minutes(1);
            application.map_err(|refusal| Broken::Data(format!("fill: {refusal:?}")))
        };
        self.applicants(number).map(apply).collect()
    }
}

fn is_online(session: usize) -> bool {
    session % ONLINE_EVERY == ONLINE_EVERY - 1
}

/// One to five days before the last moment.
fn days_before(number: usize) -> TimeDelta {
    TimeDelta::days(1 + i64::try_from(number % 5).unwrap_or(0))
}

/// Working days from a little before now to the end of the calendar, as far as a session's clocks can be counted.
fn days(app: &App, body: &Body, now: DateTime<Utc>) -> Vec<NaiveDate> {
    let counting = Counting::of(app);
    let first = body.zone.local(now).date() - PAST;
    let in_calendar = |day: &NaiveDate| app.calendar().day(*day, Week::Five).is_ok();
    let fits = |day: &NaiveDate| {
        let works = app
            .calendar()
            .day(*day, Week::Five)
            .is_ok_and(|day| day.working);
        let noon = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::hours(12);
        works && count(&counting, body, body.kind, noon, None).is_ok()
    };
    first
        .iter_days()
        .skip_while(|day| !in_calendar(day) && *day < now.date_naive())
        .take_while(in_calendar)
        .filter(fits)
        .collect()
}

/// The place of the next one in a hall from which nobody has withdrawn yet (605-10).
fn take_next(seating: &mut Seating) -> Place {
    let received = seating.clone().one_more_received();
    let (after, place) = match seating.next_place() {
        Seat::Hall => seat(Hall::Main, received.take_seat()),
        Seat::Overflow => seat(Hall::Overflow, received.take_overflow_seat()),
        Seat::Queue => (received.waiting_by(1), Place::Queue),
    };
    *seating = after;
    place
}

fn seat(hall: Hall, (seating, number): (Seating, SeatNumber)) -> (Seating, Place) {
    let seat = match number {
        SeatNumber::New(seat) => seat,
        // No hole is met here: nobody withdrew.
        SeatNumber::Hole => seating.seated,
    };
    (seating, Place::Seat(hall, seat))
}

fn free_codes(connection: &mut AnyConnection, count: usize) -> Result<BTreeSet<String>, Broken> {
    let mut codes = BTreeSet::new();
    while codes.len() < count {
        codes.insert(new_code());
        if codes.len() == count {
            let wanted: Vec<String> = codes.iter().cloned().collect();
            for taken in store::codes_taken(connection, &wanted)? {
                codes.remove(&taken);
            }
        }
    }
    Ok(codes)
}

fn machine(refusal: Refusal) -> Broken {
    match refusal {
        Refusal::Broken(broken) => broken,
        other => Broken::Data(format!("fill: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_who_comes_gets_the_next_place() {
        let mut seating = Seating {
            session_id: Id::new(),
            capacity: 2,
            seated: 0,
            last_seat: 0,
            overflow_capacity: 1,
            overflow_seated: 0,
            last_overflow_seat: 0,
            overflow_place: None,
            waiting: 0,
            received: 0,
        };
        let places: Vec<Place> = (0..4).map(|_| take_next(&mut seating)).collect();
        assert_eq!(
            places,
            [
                Place::Seat(Hall::Main, 1),
                Place::Seat(Hall::Main, 2),
                Place::Seat(Hall::Overflow, 1),
                Place::Queue
            ]
        );
        assert_eq!((seating.seated, seating.overflow_seated), (2, 1));
        assert_eq!((seating.waiting, seating.received), (1, 4));
    }
}
