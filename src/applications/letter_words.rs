//! Letters to applicants put into words, when they are sent. What was true of the application stands in the
//! letter's facts; what concerns the session is read now, so that a letter that waited tells no old time or
//! place.

use super::invitation::Invitation;
use super::letters::Facts;
use super::reading::{self, Occasion};
use crate::app::App;
use crate::args;
use crate::database::AnyConnection;
use crate::language::{Multilingual, Speech, clock_time};
use crate::law::application_course::ApplicationState;
use crate::outbox::record::Row;
use crate::outbox::{Calendar, Content, Fact, Part, Said, Unwritable};

/// The receipt, with the place that the application got.
///
/// # Errors
/// [`Unwritable`], as all here: the session is gone, or the facts cannot be read.
pub fn received(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of(app, connection, row)?;
    let subject = match letter.facts.state {
        ApplicationState::Overflow => "letter-subject-overflow",
        ApplicationState::Waiting => "letter-subject-waiting",
        _ => "letter-subject-seated",
    };
    let mut content = letter.begin(subject);
    let received = args! { "no" => letter.facts.number.as_str(), "datetime" => letter.arrival() };
    content.paragraph(letter.speech.tf("app-received", &received));
    letter.add_place(&mut content);
    letter.add_session(&mut content, Vec::new());
    letter.add_what_next(&mut content);
    letter.add_own_page(&mut content);
    letter.add_cutoff(&mut content);
    letter.add_ways(&mut content);
    content.calendar = letter.to_come();
    Ok(content)
}

/// A seat became free, in the hall or in the overflow hall.
///
/// # Errors
/// As [`received`].
pub fn promoted(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of(app, connection, row)?;
    let overflow = letter.facts.state == ApplicationState::Overflow;
    let mut content = letter.begin(if overflow {
        "letter-subject-promoted-overflow"
    } else {
        "letter-subject-promoted"
    });
    content.paragraph(letter.speech.t("letter-seat-free"));
    letter.add_place(&mut content);
    letter.add_session(&mut content, vec![letter.number()]);
    letter.add_what_next(&mut content);
    letter.add_own_page(&mut content);
    letter.add_ways(&mut content);
    content.calendar = letter.to_come();
    Ok(content)
}

/// The application was withdrawn.
///
/// # Errors
/// As [`received`].
pub fn withdrawn(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let letter = Letter::of(app, connection, row)?;
    let mut content = letter.begin("letter-subject-withdrawn");
    content.heading = letter.state_word(ApplicationState::Withdrawn);
    content.paragraph(letter.speech.t("app-withdrawn"));
    letter.add_session(&mut content, vec![letter.number()]);
    letter.add_cutoff(&mut content);
    letter.add_ways(&mut content);
    content.calendar = letter.had_seat().then(|| letter.invitation().no_more());
    Ok(content)
}

/// What a letter is made of.
struct Letter<'a> {
    app: &'a App,
    row: &'a Row,
    speech: Speech<'a>,
    facts: Facts,
    occasion: Occasion,
    place: String,
}

impl<'a> Letter<'a> {
    fn of(app: &'a App, connection: &mut AnyConnection, row: &'a Row) -> Result<Self, Unwritable> {
        let never = |why: &str| Unwritable::Never(why.to_owned());
        let facts: Facts = serde_json::from_value((*row.payload).clone())
            .map_err(|_| never("its facts cannot be read"))?;
        let session = row.session_id.ok_or_else(|| never("it names no session"))?;
        let occasion =
            reading::occasion(connection, session)?.ok_or_else(|| never("its session is gone"))?;
        let speech = app.speech(row.language);
        let place = place_of(&facts, &occasion, speech);
        Ok(Self {
            app,
            row,
            speech,
            facts,
            occasion,
            place,
        })
    }

    fn begin(&self, subject: &str) -> Content {
        let number = args! { "no" => self.facts.number.as_str() };
        let subject = self.speech.tf(subject, &number);
        let mut content = Content::new(
            self.speech.language(),
            subject,
            self.state_word(self.facts.state),
        );
        content.reply_to = Some(self.occasion.session.contact.email.clone());
        content
    }

    fn state_word(&self, state: ApplicationState) -> String {
        let state = state.as_str().replace('_', "-");
        self.speech.t(&format!("application-state-{state}"))
    }

    /// Whether the application had a seat when the letter was ordered: who waits is invited to nothing.
    fn had_seat(&self) -> bool {
        matches!(
            self.facts.state,
            ApplicationState::Seated | ApplicationState::Overflow | ApplicationState::Admitted
        )
    }

    fn to_come(&self) -> Option<Calendar> {
        self.had_seat().then(|| self.invitation().to_come())?
    }

    fn invitation(&self) -> Invitation<'_> {
        Invitation {
            app: self.app,
            occasion: &self.occasion,
            facts: &self.facts,
            attendee: &self.row.recipient,
            language: self.speech.language(),
            place: &self.place,
            ordered_at: self.row.created_at.utc(),
        }
    }

    /// The instant of arrival to the second: it alone decides timeliness (605-9).
    fn arrival(&self) -> String {
        let zone = self.occasion.session.zone;
        let local = zone.local(self.facts.received_at);
        let arrival = args! {
            "date" => self.speech.date(local.date()),
            "time" => local.format("%H:%M:%S").to_string(),
            "zone" => self.speech.zone_in_brackets(zone.0, self.facts.received_at),
        };
        self.speech.tf("letter-arrival", &arrival)
    }

    fn number(&self) -> Fact {
        self.fact("letter-number", self.facts.number.clone())
    }

    fn fact(&self, label: &str, text: String) -> Fact {
        Fact {
            label: self.speech.t(label),
            value: Said {
                text,
                language: self.speech.language(),
            },
        }
    }

    fn fact_in(&self, label: &str, text: &Multilingual) -> Fact {
        Fact {
            label: self.speech.t(label),
            value: Said::of(text, self.speech.language()),
        }
    }

    /// The place in a sentence; waiting never reads like being seated.
    fn add_place(&self, content: &mut Content) {
        let session = &self.occasion.session;
        let sentence = match self.facts.state {
            ApplicationState::Waiting => {
                let place = args! { "n" => self.facts.queue_place.unwrap_or(1) };
                self.speech.tf("app-waiting", &place)
            }
            ApplicationState::Overflow => {
                let hall = args! { "place" => self.place.as_str() };
                self.speech.tf("app-overflow", &hall)
            }
            _ => {
                let start = session.zone.local(session.starts_at.utc());
                let seat =
                    args! { "place" => self.place.as_str(), "time" => clock_time(start.time()) };
                self.speech.tf("app-seat", &seat)
            }
        };
        content.paragraph(sentence);
    }

    /// What, who, when, where.
    fn add_session(&self, content: &mut Content, mut facts: Vec<Fact>) {
        let session = &self.occasion.session;
        let start = session.starts_at.utc();
        let when = format!(
            "{} ({})",
            self.speech
                .date_time_with_weekday(session.zone.local(start)),
            self.speech.zone_in_brackets(session.zone.0, start)
        );
        facts.push(self.fact_in("fact-session", &session.title));
        facts.push(self.fact_in("fact-body", &self.occasion.body_name));
        facts.push(self.fact("fact-start", when));
        if let Some(place) = &session.place {
            facts.push(self.fact_in("fact-place", place));
        }
        content.parts.push(Part::Facts(facts));
    }

    fn add_what_next(&self, content: &mut Content) {
        if self.facts.state == ApplicationState::Waiting {
            let until = args! { "datetime" => self.apply_before() };
            content.paragraph(self.speech.tf("letter-next-waiting", &until));
            return;
        }
        content.paragraph(self.speech.t("letter-next-seat"));
        content.paragraph(self.speech.t("entry-note"));
        if let Some(access) = &self.occasion.session.venue_access {
            let said = Said::of(access, self.speech.language());
            content.parts.push(Part::Paragraph(said));
        }
        content.paragraph(self.speech.t("filming"));
    }

    fn add_own_page(&self, content: &mut Content) {
        let page = self.page(&format!("applications/{}", self.facts.secret));
        content.link(self.speech.t("application-title"), page);
        content.paragraph(self.speech.t("letter-keep-link"));
    }

    /// The broadcast, the announcement, and whom to ask.
    fn add_ways(&self, content: &mut Content) {
        let session = &self.occasion.session;
        if let Some(broadcast) = &session.broadcast_url {
            content.paragraph(self.speech.t("watch-needs-no-application"));
            content.link(self.speech.t("button-watch"), broadcast.clone());
        }
        let announcement = self.page(&format!("sessions/{}", session.id));
        content.link(self.speech.t("letter-announcement"), announcement);
        let contact = &session.contact;
        let person = args! {
            "name" => contact.name.as_str(),
            "phone" => contact.phone.as_str(),
            "email" => contact.email.as_str(),
        };
        content.paragraph(self.speech.tf("ask-responsible", &person));
    }

    fn apply_before(&self) -> String {
        let before = self.occasion.clocks.apply_before.utc();
        self.speech.until(self.occasion.session.zone.local(before))
    }

    /// Until when applications are received, as long as they are.
    fn add_cutoff(&self, content: &mut Content) {
        let before = self.occasion.clocks.apply_before.utc();
        if self.app.now() < before {
            let until = args! {
                "datetime" => self.apply_before(),
                "zone" => self.speech.zone_in_brackets(self.occasion.session.zone.0, before),
            };
            content.paragraph(self.speech.tf("cutoff-info", &until));
        }
    }

    fn page(&self, path: &str) -> String {
        let language = self.speech.language().code();
        format!("{}/{language}/{path}", self.app.public_origin())
    }
}

/// Where the person's seat is: the overflow hall may have a place of its own.
fn place_of(facts: &Facts, occasion: &Occasion, speech: Speech<'_>) -> String {
    let overflow = (facts.state == ApplicationState::Overflow)
        .then_some(occasion.seating.overflow_place.as_deref())
        .flatten();
    overflow
        .or(occasion.session.place.as_deref())
        .map(|place| place.in_language(speech.language()).0.to_owned())
        .unwrap_or_default()
}
