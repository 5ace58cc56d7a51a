//! The parts that letters about news are made of.

use crate::app::App;
use crate::args;
use crate::database::{AnyConnection, Id};
use crate::language::{FluentArgs, Multilingual, Speech};
use crate::law::admission::{Bar, Verdict};
use crate::law::refusal::COMPLAINT;
use crate::law::session_course::{Access, SessionStatus};
use crate::news::Kind;
use crate::notices::orders::{self, Facts};
use crate::notices::subscribers::subject_then;
use crate::notices::versions::Versions;
use crate::outbox::record::Row;
use crate::outbox::{Content, Fact, Part, Said, Unwritable};
use crate::sessions::card::{self, SessionCard};
use crate::sessions::record::AgendaItem;
use crate::sessions::sittings_words;
use crate::subscriptions::Subject;

/// What a letter is made of.
pub(super) struct Notice<'a> {
    pub(super) speech: Speech<'a>,
    pub(super) kind: Kind,
    pub(super) facts: Facts,
    pub(super) card: SessionCard,
    pub(super) versions: Versions,
    origin: String,
}

/// What a letter of this kind tells of.
fn kind_of(letter: &str) -> Option<Kind> {
    match letter {
        orders::SUBSCRIBER_ANNOUNCED => Some(Kind::Announced),
        orders::APPLICANT_CHANGED | orders::SUBSCRIBER_CHANGED => Some(Kind::Changed),
        orders::APPLICANT_POSTPONED | orders::SUBSCRIBER_POSTPONED => Some(Kind::Postponed),
        orders::APPLICANT_CANCELLED | orders::SUBSCRIBER_CANCELLED => Some(Kind::Cancelled),
        orders::APPLICANT_RESULTS | orders::SUBSCRIBER_RESULTS => Some(Kind::Results),
        orders::SUBSCRIBER_SWITCHED => Some(Kind::Switched),
        orders::SUBSCRIBER_RESTORED => Some(Kind::Restored),
        _ => None,
    }
}

impl<'a> Notice<'a> {
    pub(super) fn of(
        app: &'a App,
        connection: &mut AnyConnection,
        row: &Row,
    ) -> Result<Self, Unwritable> {
        let never = |why: &str| Unwritable::Never(why.to_owned());
        let kind = kind_of(&row.kind).ok_or_else(|| never("it is no letter about news"))?;
        let facts: Facts = serde_json::from_value((*row.payload).clone())
            .map_err(|_| never("its facts cannot be read"))?;
        let session = row.session_id.ok_or_else(|| never("it names no session"))?;
        let card = card::load(connection, session, app.now())?
            .ok_or_else(|| never("its session is gone"))?;
        let is_off = card.status == SessionStatus::Cancelled;
        if is_off && !matches!(kind, Kind::Cancelled | Kind::Results) {
            let why = "the session does not take place any more, which is told by another letter";
            return Err(Unwritable::Needless(why.to_owned()));
        }
        let says_open = matches!(kind, Kind::Switched | Kind::Restored);
        if says_open && card.session.access == Access::Closed {
            let why = "the session is held closed, which is told by another letter";
            return Err(Unwritable::Needless(why.to_owned()));
        }
        let notice = Self {
            speech: app.speech(row.language),
            kind,
            versions: Versions::load(connection, &card)?,
            facts,
            card,
            origin: app.public_origin(),
        };
        if notice.says_nothing() {
            let why = "what it tells of a hall is not so any more";
            return Err(Unwritable::Needless(why.to_owned()));
        }
        Ok(notice)
    }

    /// The application or the subscription that it is for.
    pub(super) fn person(&self) -> Result<Id, Unwritable> {
        let id = Id::parse(&self.facts.person);
        id.ok_or_else(|| Unwritable::Never("its facts cannot be read".to_owned()))
    }

    /// What the session is, and what it was in the versions that the letter tells of: a subscription wants it by any.
    pub(super) fn subjects(&self, now: Subject) -> Vec<Subject> {
        let versions = self.versions.between(self.facts.from, self.facts.to);
        let was = versions.map(|then| subject_then(&now, &then, &self.card));
        let was: Vec<Subject> = was.collect();
        [now].into_iter().chain(was).collect()
    }

    pub(super) fn begin(&self) -> Content {
        let (title, _) = self.card.session.title.in_language(self.speech.language());
        let heading = self.speech.t(&format!("notice-{}", self.kind));
        let subject = format!("{heading}: {title}");
        let mut content = Content::new(self.speech.language(), subject, heading);
        content.reply_to = Some(self.card.session.contact.email.clone());
        content
    }

    /// How one complains of a decision (АППК art. 91).
    pub(super) fn add_complaint(&self, content: &mut Content) {
        content.paragraph(self.speech.t("complain-how"));
        let basis = args! { "paragraph" => self.speech.t(&COMPLAINT.key()) };
        content.paragraph(self.speech.tf("basis", &basis));
    }

    pub(super) fn fact(&self, label: &str, text: String) -> Fact {
        Fact {
            label: self.speech.t(label),
            value: Said {
                text,
                language: self.speech.language(),
            },
        }
    }

    pub(super) fn fact_in(&self, label: &str, text: &Multilingual) -> Fact {
        Fact {
            label: self.speech.t(label),
            value: Said::of(text, self.speech.language()),
        }
    }

    /// What, who, when, where, how.
    pub(super) fn add_session(&self, content: &mut Content, mut facts: Vec<Fact>) {
        let session = &self.card.session;
        facts.push(self.fact_in("session", &session.title));
        facts.push(self.fact_in("label-body", &self.card.body_name));
        facts.push(self.fact("label-start", start(self.speech, &self.card)));
        let sittings = sittings_words::lines(self.speech, session);
        facts.extend(sittings.into_iter().map(|one| self.fact("sitting", one)));
        if let Some(place) = &session.place {
            facts.push(self.fact_in("label-place", place));
        }
        let format = self.speech.t(&format!("format-{}", session.format));
        facts.push(self.fact("format", format));
        content.parts.push(Part::Facts(facts));
        if session.access == Access::Closed {
            content.paragraph(self.speech.t("session-closed-says"));
        }
    }

    pub(super) fn add_agenda(&self, content: &mut Content) {
        if self.card.agenda.is_empty() {
            return;
        }
        content.heading(self.speech.t("label-agenda"));
        let matters = self.card.agenda.iter();
        let matters = matters.map(|item| self.matter(item)).collect();
        content.parts.push(Part::List(matters));
    }

    fn matter(&self, item: &AgendaItem) -> Said {
        let said = Said::of(&item.title, self.speech.language());
        Said {
            text: format!("{}. {}", item.number, said.text.trim()),
            ..said
        }
    }

    /// How to apply and until when, or why not.
    pub(super) fn add_applying(&self, content: &mut Content) {
        let (speech, session) = (self.speech, &self.card.session);
        match &self.card.admission {
            Verdict::Open(_) => {
                content.paragraph(speech.tf("cutoff-info", &self.until_cutoff()));
                let apply = self.page(&format!("sessions/{}/apply", session.id));
                content.act(speech.t("button-apply"), apply);
            }
            Verdict::Barred(Bar::CutoffPassed(_)) => {
                let key = if session.format.has_broadcast() {
                    "cutoff-passed"
                } else {
                    "cutoff-passed-no-broadcast"
                };
                content.paragraph(speech.tf(key, &self.until_cutoff()));
            }
            Verdict::Barred(Bar::OnlineOnly { .. } | Bar::NotOpen(_)) => {}
        }
    }

    fn until_cutoff(&self) -> FluentArgs<'static> {
        let (zone, before) = (self.card.session.zone, self.card.clocks.apply_before.utc());
        args! {
            "datetime" => self.speech.until(zone.local(before)),
            "zone" => self.speech.zone_in_brackets(zone.0, before),
        }
    }

    /// Where to watch it; a closed session is for nobody to watch (605-4).
    pub(super) fn add_broadcast(&self, content: &mut Content) {
        let session = &self.card.session;
        let address = session.broadcast_url.as_ref();
        if let Some(address) = address.filter(|_| session.access == Access::Open) {
            content.paragraph(self.speech.t("watch-needs-no-application"));
            content.link(self.speech.t("button-watch"), address.clone());
        }
    }

    pub(super) fn add_announcement(&self, content: &mut Content) {
        let announcement = self.page(&format!("sessions/{}", self.card.session.id));
        content.link(self.speech.t("letter-announcement"), announcement);
    }

    pub(super) fn add_results(&self, content: &mut Content) {
        let results = self.page(&format!("sessions/{}/results", self.card.session.id));
        content.act(self.speech.t("notice-results-page"), results);
    }

    pub(super) fn add_contact(&self, content: &mut Content) {
        let contact = &self.card.session.contact;
        let person = args! {
            "name" => contact.name.as_str(),
            "phone" => contact.phone.as_str(),
            "email" => contact.email.as_str(),
        };
        content.paragraph(self.speech.tf("ask-responsible", &person));
    }

    pub(super) fn page(&self, path: &str) -> String {
        format!("{}/{}/{path}", self.origin, self.speech.language().code())
    }

    pub(super) fn origin(&self) -> &str {
        &self.origin
    }
}

/// `Thursday, 10 December 2026, 10:00 (Astana time, UTC+5)`.
pub(super) fn start(speech: Speech<'_>, card: &SessionCard) -> String {
    let session = &card.session;
    format!(
        "{} ({})",
        speech.date_time_with_weekday(card.starts_locally()),
        speech.zone_in_brackets(session.zone.0, session.starts_at.utc())
    )
}
