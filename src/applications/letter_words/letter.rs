//! The parts that letters to applicants are made of.

mod parts;

use super::invitation::Invitation;
use crate::app::App;
use crate::applications::letters::Facts;
use crate::applications::record::{Application, Hall};
use crate::applications::{reading, store};
use crate::args;
use crate::database::{AnyConnection, Id};
use crate::language::{FluentArgs, Multilingual, Speech, clock_time};
use crate::law::application_course::ApplicationState;
use crate::law::session_course::{Access, SessionStatus};
use crate::outbox::record::Row;
use crate::outbox::{Calendar, Content, Fact, Part, Said, Unwritable};
use crate::sessions::card::{self, SessionCard};
use crate::sessions::sittings_words;

/// What a letter is made of.
pub struct Letter<'a> {
    pub(super) app: &'a App,
    row: &'a Row,
    /// In the reader's language.
    pub speech: Speech<'a>,
    origin: String,
    /// What is true of the application.
    pub facts: Facts,
    /// The session as it stands.
    pub card: SessionCard,
}

impl<'a> Letter<'a> {
    pub(super) fn of(
        app: &'a App,
        connection: &mut AnyConnection,
        row: &'a Row,
    ) -> Result<Self, Unwritable> {
        let facts: Facts = serde_json::from_value((*row.payload).clone())
            .map_err(|_| Unwritable::Never("its facts cannot be read".to_owned()))?;
        Self::with(app, connection, row, |_| facts)
    }

    /// A letter about an application as it stands when the letter is sent, whatever was true when it was ordered.
    ///
    /// # Errors
    /// [`Unwritable`]: the session is gone.
    pub fn as_it_stands(
        app: &'a App,
        connection: &mut AnyConnection,
        row: &'a Row,
        application: &Application,
    ) -> Result<Self, Unwritable> {
        let queue_place = reading::queue_place(connection, application)?;
        Self::with(app, connection, row, |card| Facts {
            queue_place,
            ..Facts::of(&card.session, application)
        })
    }

    fn with(
        app: &'a App,
        connection: &mut AnyConnection,
        row: &'a Row,
        facts: impl FnOnce(&SessionCard) -> Facts,
    ) -> Result<Self, Unwritable> {
        let never = |why: &str| Unwritable::Never(why.to_owned());
        let session = row.session_id.ok_or_else(|| never("it names no session"))?;
        let card = card::load(connection, session, app.now())?
            .ok_or_else(|| never("its session is gone"))?;
        Ok(Self {
            app,
            row,
            speech: app.speech(row.language),
            origin: app.public_origin(),
            facts: facts(&card),
            card,
        })
    }

    /// The same of a letter that gives a place: it is not sent any more when the session was called off, or the place
    /// is gone. Other letters, perhaps quicker ones, tell of that.
    pub(super) fn of_place(
        app: &'a App,
        connection: &mut AnyConnection,
        row: &'a Row,
    ) -> Result<Self, Unwritable> {
        let letter = Self::of(app, connection, row)?;
        let needless = |why: &str| Unwritable::Needless(why.to_owned());
        if letter.card.session.status == SessionStatus::Cancelled {
            return Err(needless("the session was called off"));
        }
        if letter.card.session.access == Access::Closed {
            return Err(needless("the session is held closed"));
        }
        let id = Id::parse(&letter.facts.application);
        let application = id.map(|id| store::by_id(connection, id)).transpose()?;
        let stands = application.flatten().is_none_or(|one| {
            let gone = matches!(
                one.state,
                ApplicationState::Withdrawn | ApplicationState::Refused
            );
            !gone && (letter.facts.hall.is_none() || one.hall.is_some())
        });
        if stands {
            Ok(letter)
        } else {
            Err(needless("the place is gone"))
        }
    }

    pub(super) fn begin(&self, subject: &str) -> Content {
        let number = args! { "no" => self.facts.number.as_str() };
        self.begin_with(self.speech.tf(subject, &number))
    }

    /// The same under a subject in words.
    #[must_use]
    pub fn begin_with(&self, subject: String) -> Content {
        let mut content = Content::new(
            self.speech.language(),
            subject,
            self.state_word(self.facts.state),
        );
        content.reply_to = Some(self.card.session.contact.email.clone());
        content
    }

    pub(super) fn state_word(&self, state: ApplicationState) -> String {
        let state = state.as_str().replace('_', "-");
        self.speech.t(&format!("application-state-{state}"))
    }

    /// Whether the application had a seat when the letter was ordered: who waits is invited to nothing.
    pub(super) fn had_seat(&self) -> bool {
        matches!(
            self.facts.state,
            ApplicationState::Seated | ApplicationState::Overflow | ApplicationState::Admitted
        )
    }

    /// To note the session in the calendar of one who has a seat.
    #[must_use]
    pub fn to_come(&self) -> Option<Calendar> {
        self.had_seat().then(|| self.invitation().to_come())?
    }

    /// To note where to watch it, for one whom an emergency sent to the broadcast.
    #[must_use]
    pub fn to_watch(&self) -> Option<Calendar> {
        self.invitation().to_come()
    }

    /// Strikes it out of the calendar of one who has no seat any more.
    #[must_use]
    pub fn strike_out(&self) -> Calendar {
        self.invitation().no_more()
    }

    pub(super) fn invitation(&self) -> Invitation<'_> {
        Invitation {
            card: &self.card,
            application: &self.facts.application,
            number: &self.facts.number,
            sequence: self
                .facts
                .session_sequence
                .saturating_add(self.facts.revision),
            attendee: &self.row.recipient,
            speech: self.speech,
            origin: &self.origin,
            other_hall: self.other_hall().map(|hall| self.in_words(hall)),
            ordered_at: self.row.created_at.utc(),
        }
    }

    /// The overflow hall, for one whose seat is there; it may have no place of its own.
    fn other_hall(&self) -> Option<&Multilingual> {
        let overflow = self.facts.state == ApplicationState::Overflow
            || self.facts.hall == Some(Hall::Overflow);
        let place = self.card.seating.overflow_place.as_deref();
        place.filter(|_| overflow)
    }

    fn in_words<'t>(&self, text: &'t Multilingual) -> &'t str {
        text.in_language(self.speech.language()).0
    }

    /// The instant of arrival to the second: it alone decides timeliness (605-9).
    pub(super) fn arrival(&self) -> String {
        let zone = self.card.session.zone;
        let local = zone.local(self.facts.received_at);
        let arrival = args! {
            "date" => self.speech.date(local.date()),
            "time" => local.format("%H:%M:%S").to_string(),
            "zone" => self.speech.zone_in_brackets(zone.0, self.facts.received_at),
        };
        self.speech.tf("letter-arrival", &arrival)
    }

    /// Its registration number.
    #[must_use]
    pub fn number(&self) -> Fact {
        self.fact("letter-number", self.facts.number.clone())
    }

    /// Something to look up.
    #[must_use]
    pub fn fact(&self, label: &str, text: String) -> Fact {
        Fact {
            label: self.speech.t(label),
            value: Said {
                text,
                language: self.speech.language(),
            },
        }
    }

    /// The same in the language that there is.
    #[must_use]
    pub fn fact_in(&self, label: &str, text: &Multilingual) -> Fact {
        Fact {
            label: self.speech.t(label),
            value: Said::of(text, self.speech.language()),
        }
    }

    /// The place in a sentence; waiting never reads like being seated.
    pub fn add_place(&self, content: &mut Content) {
        let place = self.other_hall().or(self.card.session.place.as_deref());
        let place = place.map(|place| self.in_words(place)).unwrap_or_default();
        let sentence = match self.facts.state {
            ApplicationState::Incomplete => {
                let fields: Vec<String> = self
                    .facts
                    .missing
                    .iter()
                    .map(|key| self.speech.t(key))
                    .collect();
                let fields = args! { "fields" => self.speech.list(&fields) };
                self.speech.tf("app-incomplete", &fields)
            }
            ApplicationState::Waiting => {
                let queue = args! { "n" => self.facts.queue_place.unwrap_or(1) };
                self.speech.tf("app-waiting", &queue)
            }
            _ if self.facts.hall == Some(Hall::Overflow)
                || self.facts.state == ApplicationState::Overflow =>
            {
                self.speech.tf("app-overflow", &args! { "place" => place })
            }
            _ => {
                let time = clock_time(self.card.starts_locally().time());
                let seat = args! { "place" => place, "time" => time };
                self.speech.tf("app-seat", &seat)
            }
        };
        content.paragraph(sentence);
    }

    /// What, who, when, where.
    pub fn add_session(&self, content: &mut Content, mut facts: Vec<Fact>) {
        let session = &self.card.session;
        let start = format!(
            "{} ({})",
            self.speech
                .date_time_with_weekday(self.card.starts_locally()),
            self.speech
                .zone_in_brackets(session.zone.0, session.starts_at.utc())
        );
        facts.push(self.fact_in("session", &session.title));
        facts.push(self.fact_in("label-body", &self.card.body_name));
        facts.push(self.fact("label-start", start));
        let sittings = sittings_words::lines(self.speech, session);
        facts.extend(sittings.into_iter().map(|one| self.fact("sitting", one)));
        if let Some(place) = &session.place {
            facts.push(self.fact_in("label-place", place));
        }
        if let Some(hall) = self.other_hall() {
            facts.push(self.fact_in("letter-your-hall", hall));
        }
        content.parts.push(Part::Facts(facts));
    }

    fn until_cutoff(&self) -> FluentArgs<'static> {
        let (zone, before) = (self.card.session.zone, self.card.clocks.apply_before.utc());
        args! {
            "datetime" => self.speech.until(zone.local(before)),
            "zone" => self.speech.zone_in_brackets(zone.0, before),
        }
    }

    /// The address of a page in the reader's language.
    #[must_use]
    pub fn page(&self, path: &str) -> String {
        format!("{}/{}/{path}", self.origin, self.speech.language().code())
    }
}
