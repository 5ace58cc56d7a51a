//! Rows of applications.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::database::schema::{application_entries, application_refusals, applications};
use crate::database::{Id, Instant, Json, text_column};
use crate::language::Language;
use crate::law::Paragraph;
use crate::law::application_course::ApplicationState;
use crate::law::deadlines::Channel;
use crate::law::refusal::Ground;
use crate::law::text_enum::text_enum;

text_enum! {
    /// Where a seat is.
    pub enum Hall {
        /// Where the body sits.
        Main = "main",
        /// Where its broadcast is shown.
        Overflow = "overflow",
    }
}

text_enum! {
    /// What a person needs to take part; health-related, so asked for with a consent of its own.
    pub enum Need {
        /// A place for a wheelchair.
        Wheelchair = "wheelchair",
        /// Sign-language interpretation.
        SignLanguage = "sign_language",
        /// Papers in large print.
        LargePrint = "large_print",
    }
}

text_column!(Hall, Ground, Paragraph);

/// An application to attend one session.
#[derive(
    Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable, AsChangeset,
)]
#[diesel(table_name = applications, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Application {
    /// Ours.
    pub id: Id,
    /// For which session.
    pub session_id: Id,
    /// Place in the order of receipt, from 1.
    pub ordinal: i32,
    /// What decides who comes first: by the order of receipt, unless the desk has changed it with a reason.
    pub rank: i64,
    /// Registration number as people say it.
    pub number: String,
    /// Opens the applicant's own page.
    pub secret: String,
    /// Stands in the QR code of the pass: shows that the pass is valid, and changes nothing.
    pub pass: String,
    /// How it was handed in.
    pub channel: Channel,
    /// How far it has come.
    pub state: ApplicationState,
    /// Where the seat is, if there is one.
    pub hall: Option<Hall>,
    /// The seat, unique within the hall.
    pub seat: Option<i32>,
    /// 605-9.2; destroyed when the application is withdrawn, as all below.
    pub surname: Option<String>,
    /// 605-9.2.
    pub given_name: Option<String>,
    /// 605-9.2, if the person has one.
    pub patronymic: Option<String>,
    /// 605-9.2: the year, never the date.
    pub birth_year: Option<i16>,
    /// Contact for a reply.
    pub email: Option<String>,
    /// Contact for a reply.
    pub phone: Option<String>,
    /// The language to answer in.
    pub language: Language,
    /// What the person needs.
    pub needs: Option<Json<Vec<Need>>>,
    /// The wording consented to.
    pub consent_version: String,
    /// The instant of arrival, which alone decides timeliness.
    pub received_at: Instant,
    /// The one-time key of the form, or the caller's `Idempotency-Key`.
    pub request_key: Option<String>,
    /// What was sent with that key.
    pub request_digest: Option<String>,
    /// Folded name, to be found by at the desk.
    pub name_search: Option<String>,
    /// Folded name, year and e-mail: the same person does not apply twice.
    pub same_email: Option<String>,
    /// Folded name, year and telephone.
    pub same_phone: Option<String>,
    /// Grows with each change.
    pub revision: i32,
    /// When it was last changed.
    pub updated_at: Instant,
    /// When the applicant came in, of one who did.
    pub attended_at: Option<Instant>,
    /// The state before that.
    pub attended_from: Option<ApplicationState>,
}

/// Between the ranks of two who come one after the other: room to put others between them.
pub const RANKS_APART: i64 = 65_536;

impl Application {
    /// Surname, first name and patronymic as one line; empty once destroyed.
    #[must_use]
    pub fn full_name(&self) -> String {
        [&self.surname, &self.given_name, &self.patronymic]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The same application after its withdrawal: the seat is free and no personal data is left.
    #[must_use]
    pub fn withdrawn(self, now: DateTime<Utc>) -> Self {
        Self {
            state: ApplicationState::Withdrawn,
            hall: None,
            seat: None,
            surname: None,
            given_name: None,
            patronymic: None,
            birth_year: None,
            email: None,
            phone: None,
            needs: None,
            request_digest: None,
            name_search: None,
            same_email: None,
            same_phone: None,
            revision: self.revision.saturating_add(1),
            updated_at: now.into(),
            ..self
        }
    }

    /// The same application in a place, with the next revision.
    #[must_use]
    pub fn placed(
        self,
        state: ApplicationState,
        hall: Hall,
        seat: i32,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            state,
            hall: Some(hall),
            seat: Some(seat),
            revision: self.revision.saturating_add(1),
            updated_at: now.into(),
            ..self
        }
    }

    /// The same application without a place, in another state, with the next revision.
    #[must_use]
    pub fn unplaced(self, state: ApplicationState, now: DateTime<Utc>) -> Self {
        Self {
            state,
            hall: None,
            seat: None,
            revision: self.revision.saturating_add(1),
            updated_at: now.into(),
            ..self
        }
    }

    /// What 605-9.2 asks for and is not there, by the words of its fields.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let contact = self.email.is_some() || self.phone.is_some();
        [
            ("field-given-name", self.given_name.is_some()),
            ("field-birth-year", self.birth_year.is_some()),
            ("apply-contact", contact),
        ]
        .into_iter()
        .filter_map(|(field, there)| (!there).then_some(field))
        .collect()
    }

    /// Whether its personal data has been destroyed.
    #[must_use]
    pub fn is_forgotten(&self) -> bool {
        self.surname.is_none()
    }
}

/// How an application on paper, by post or by e-mail came in.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = application_entries)]
pub struct EntryRow {
    /// Which one.
    pub application_id: Id,
    /// The moment that decides whether it is in time: taken by hand, the day of the postmark, arrival of the e-mail.
    pub handed_in_at: Instant,
    /// When it came to the body: its place in the order of receipt.
    pub arrived_at: Instant,
    /// When it was entered.
    pub entered_at: Instant,
    /// By whom.
    pub entered_by: Id,
}

/// Why an application was refused.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = application_refusals, treat_none_as_default_value = false)]
pub struct RefusalRow {
    /// Which one.
    pub application_id: Id,
    /// On what ground.
    pub ground: Ground,
    /// In which words; destroyed with the personal data.
    pub words: Option<String>,
    /// When.
    pub refused_at: Instant,
    /// By whom.
    pub refused_by: Id,
    /// The paragraph behind the ground then.
    pub paragraph: Paragraph,
}
