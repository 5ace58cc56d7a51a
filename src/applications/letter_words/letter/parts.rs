//! Parts of a letter that tell what comes next, and by which ways.

use super::Letter;
use crate::args;
use crate::law::application_course::ApplicationState;
use crate::outbox::{Calendar, Content, Part, Said};
use crate::sessions::calendar_event;

impl Letter<'_> {
    /// What comes next.
    pub fn add_what_next(&self, content: &mut Content) {
        if self.facts.state == ApplicationState::Incomplete {
            return;
        }
        if self.facts.state == ApplicationState::Waiting {
            content.paragraph(self.speech.tf("letter-next-waiting", &self.until_cutoff()));
            return;
        }
        content.paragraph(self.speech.t("letter-next-seat"));
        self.add_pass_holds(content);
        content.paragraph(self.speech.t("entry-note"));
        self.add_venue_access(content);
        content.paragraph(self.speech.t("filming"));
    }

    /// That one pass is for every sitting, where there are several.
    pub(in super::super) fn add_pass_holds(&self, content: &mut Content) {
        if !self.card.session.several().is_empty() {
            content.paragraph(self.speech.t("notice-pass-holds"));
        }
    }

    /// The access rules of the building, where they are told (605-11).
    pub(in super::super) fn add_venue_access(&self, content: &mut Content) {
        if let Some(access) = &self.card.session.venue_access {
            let said = Said::of(access, self.speech.language());
            content.parts.push(Part::Paragraph(said));
        }
    }

    /// The page of the application.
    pub fn add_own_page(&self, content: &mut Content) {
        let page = self.page(&format!("applications/{}", self.facts.secret));
        content.act(self.speech.t("application-title"), page);
        content.paragraph(self.speech.t("letter-keep-link"));
    }

    /// The broadcast, the announcement, and whom to ask.
    pub fn add_ways(&self, content: &mut Content) {
        let session = &self.card.session;
        if let Some(broadcast) = calendar_event::broadcast(session) {
            content.paragraph(self.speech.t("watch-needs-no-application"));
            content.link(self.speech.t("button-watch"), broadcast.to_owned());
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

    /// Until when applications are received, as long as they are; who waits has read it before.
    pub(in super::super) fn add_cutoff(&self, content: &mut Content) {
        let open = self.app.now() < self.card.clocks.apply_before.utc();
        if open && self.facts.state != ApplicationState::Waiting {
            content.paragraph(self.speech.tf("cutoff-info", &self.until_cutoff()));
        }
    }

    /// What stands in every receipt, the first and one sent again.
    pub(in super::super) fn add_receipt(&self, content: &mut Content) {
        let received = args! { "no" => self.facts.number.as_str(), "datetime" => self.arrival() };
        content.paragraph(self.speech.tf("app-received", &received));
        self.add_place(content);
        self.add_session(content, Vec::new());
        self.add_what_next(content);
        self.add_own_page(content);
        self.add_cutoff(content);
        self.add_ways(content);
        content.calendar = self.to_come();
    }

    /// Strikes the session out of the calendar of one who had a seat.
    pub(in super::super) fn no_more(&self) -> Option<Calendar> {
        self.facts.lost_seat.then(|| self.invitation().no_more())
    }
}
