//! An announcement is complete when it has the eight items of 605-НҚ ¶ 8, in Kazakh and Russian.

use chrono::{NaiveDate, NaiveTime};

use crate::law::Paragraph;
use crate::law::session_course::Format;
use crate::law::text_enum::text_enum;

#[cfg(test)]
mod tests;

/// A text in the two languages that an announcement needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Texts<'a> {
    /// Kazakh.
    pub kk: &'a str,
    /// Russian.
    pub ru: &'a str,
}

/// The person responsible for the preparation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Contact<'a> {
    /// Name.
    pub name: &'a str,
    /// Position.
    pub position: Texts<'a>,
    /// Work telephone.
    pub phone: &'a str,
    /// E-mail address.
    pub email: &'a str,
}

/// An announcement as it stands before it goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Announcement<'a> {
    /// What the session is about.
    pub title: Texts<'a>,
    /// The hall.
    pub place: Texts<'a>,
    /// Where the broadcast is to be seen; the place of an online session.
    pub broadcast_url: &'a str,
    /// The day.
    pub day: Option<NaiveDate>,
    /// The time.
    pub time: Option<NaiveTime>,
    /// Online, offline or both.
    pub format: Option<Format>,
    /// The matters planned for consideration.
    pub agenda: &'a [Texts<'a>],
    /// The responsible person.
    pub contact: Contact<'a>,
}

text_enum! {
    /// What an announcement must have.
    pub enum Item {
        /// The title; not one of the eight, but the announcement's name in both languages.
        Title = "title",
        /// 1. Place.
        Place = "place",
        /// 2. Day.
        Day = "day",
        /// 3. Time.
        Time = "time",
        /// 4. Format.
        Format = "format",
        /// 5. Matters.
        Matters = "matters",
        /// 6. Responsible person, by name and position.
        ResponsiblePerson = "responsible_person",
        /// 7. Work telephone.
        Phone = "phone",
        /// 8. E-mail address.
        Email = "email",
    }
}

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Missing {
    /// What.
    pub item: Item,
    /// Where, such as `place.ru` or `agenda[2].title.kk`; matters count from 0.
    pub field: String,
    /// ¶ 8 when the item is missing altogether, the Standard's point on languages when it is there
    /// in one of them.
    pub paragraph: Paragraph,
}

impl Announcement<'_> {
    /// Everything that is missing, in the order of the form; nothing when it may go out.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let mut list = Checklist::default();
        list.texts(Item::Title, "title", self.title);
        if self.format == Some(Format::Online) {
            list.present(Item::Place, "broadcast_url", is_filled(self.broadcast_url));
        } else {
            list.texts(Item::Place, "place", self.place);
        }
        list.present(Item::Day, "starts.day", self.day.is_some());
        list.present(Item::Time, "starts.time", self.time.is_some());
        list.present(Item::Format, "format", self.format.is_some());
        list.present(Item::Matters, "agenda", !self.agenda.is_empty());
        for (number, &title) in self.agenda.iter().enumerate() {
            list.texts(Item::Matters, &format!("agenda[{number}].title"), title);
        }
        list.present(
            Item::ResponsiblePerson,
            "contact.name",
            is_filled(self.contact.name),
        );
        list.texts(
            Item::ResponsiblePerson,
            "contact.position",
            self.contact.position,
        );
        list.present(Item::Phone, "contact.phone", is_filled(self.contact.phone));
        list.present(Item::Email, "contact.email", is_filled(self.contact.email));
        list.missing
    }
}

fn is_filled(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Gathers what is missing.
#[derive(Default)]
struct Checklist {
    missing: Vec<Missing>,
}

impl Checklist {
    fn present(&mut self, item: Item, field: &str, is_there: bool) {
        if !is_there {
            self.add(item, field.to_owned(), Paragraph::Rules8);
        }
    }

    fn texts(&mut self, item: Item, field: &str, texts: Texts<'_>) {
        let (kk, ru) = (is_filled(texts.kk), is_filled(texts.ru));
        let paragraph = if kk || ru {
            Paragraph::Standard8_4
        } else {
            Paragraph::Rules8
        };
        for (language, is_there) in [("kk", kk), ("ru", ru)] {
            if !is_there {
                self.add(item, format!("{field}.{language}"), paragraph);
            }
        }
    }

    fn add(&mut self, item: Item, field: String, paragraph: Paragraph) {
        self.missing.push(Missing {
            item,
            field,
            paragraph,
        });
    }
}

text_enum! {
    /// A reason that the desk owes. It never stops an announcement: what lacks it is marked.
    pub enum ReasonDue {
        /// ¶ 5 guarantees both formats; why is it only one?
        Format = "format_reason",
        /// The announcement is late; why?
        Late = "late_reason",
    }
}

impl ReasonDue {
    /// The paragraph behind it.
    #[must_use]
    pub const fn paragraph(self) -> Paragraph {
        match self {
            Self::Format => Paragraph::Rules5,
            Self::Late => Paragraph::Rules8,
        }
    }
}

/// What decides which reasons are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reasons<'a> {
    /// Online, offline or both.
    pub format: Format,
    /// Whether an emergency in force covers the session; it justifies online only.
    pub emergency: bool,
    /// The reason given for a single format.
    pub format_reason: Option<&'a str>,
    /// Whether it was announced in time.
    pub announced_in_time: bool,
    /// The reason given for being late.
    pub late_reason: Option<&'a str>,
}

impl Reasons<'_> {
    /// The reasons that are due and not given.
    #[must_use]
    pub fn due(&self) -> Vec<ReasonDue> {
        let needs_format_reason = match self.format {
            Format::Mixed => false,
            Format::Online => !self.emergency,
            Format::Offline => true,
        };
        let is_missing = |reason: Option<&str>| !reason.is_some_and(is_filled);
        [
            (
                needs_format_reason && is_missing(self.format_reason),
                ReasonDue::Format,
            ),
            (
                !self.announced_in_time && is_missing(self.late_reason),
                ReasonDue::Late,
            ),
        ]
        .into_iter()
        .filter_map(|(due, reason)| due.then_some(reason))
        .collect()
    }
}
