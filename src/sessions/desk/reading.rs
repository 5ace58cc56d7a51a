//! Reading the editor's form: every fault at once, each with its field.

use chrono::{NaiveDate, NaiveDateTime};

use super::form::{self, matters};
use crate::args;
use crate::language::{Language, Multilingual, Speech};
use crate::law::deadlines::SessionKind;
use crate::law::session_course::{Access, Format};
use crate::sessions::actions::{Matter, Order, Overflow};
use crate::sessions::plausible;
use crate::sessions::record::Contact;
use crate::web::desk::Fields;
use crate::web::problem::FieldFault;

/// More seats than any hall of the country has.
const MOST_SEATS: i32 = 100_000;

/// Letters of a title.
pub(super) const LONG: usize = 500;

/// Letters of any other text.
pub(super) const LONGER: usize = 2000;

/// The form as it was read.
pub struct Read {
    /// The session that it makes; without a start it cannot be one.
    pub order: Option<Order>,
    /// What is to be said to the public of a change.
    pub why: Option<Multilingual>,
    /// Everything that is wrong.
    pub faults: Vec<FieldFault>,
}

/// Reads a form. `fixed` is the start of a session that is announced: it is not asked for again.
pub fn read(speech: Speech<'_>, fields: &Fields, fixed: Option<NaiveDateTime>) -> Read {
    let mut reader = Reader::of(speech, fields);
    let starts = fixed.or_else(|| reader.starts());
    let day = starts.map(|starts| starts.date());
    let ends = reader.ends(day);
    let format = reader.word("format").unwrap_or(Format::Mixed);
    let has_hall = format.has_hall();
    let place = reader.texts("place", LONG);
    let venue_access = reader.texts("venue-access", LONGER);
    let capacity = reader.seats("capacity").unwrap_or(0);
    let overflow = reader.overflow();
    let order = Order {
        kind: reader.word("kind").unwrap_or(SessionKind::Other),
        title: reader.texts("title", LONG).unwrap_or_default(),
        starts: starts.unwrap_or_default(),
        ends,
        format,
        languages: reader.languages(),
        place: place.filter(|_| has_hall),
        venue_access: venue_access.filter(|_| has_hall),
        broadcast_url: reader.plausible("broadcast_url", plausible::web_address),
        agenda: reader.agenda(),
        contact: reader.contact(),
        capacity: if has_hall { capacity } else { 0 },
        overflow: overflow.filter(|_| has_hall),
        late_reason: reader.text("late_reason", LONGER),
        format_reason: reader.text("format_reason", LONGER),
    };
    let why = reader.both_or_none("why");
    Read {
        order: starts.map(|_| order),
        why,
        faults: reader.faults,
    }
}

/// Reads field after field and gathers what is wrong.
pub(super) struct Reader<'a> {
    speech: Speech<'a>,
    fields: &'a Fields,
    /// Everything that is wrong so far.
    pub(super) faults: Vec<FieldFault>,
}

impl<'a> Reader<'a> {
    /// Nothing is read yet.
    pub(super) fn of(speech: Speech<'a>, fields: &'a Fields) -> Self {
        Self {
            speech,
            fields,
            faults: Vec::new(),
        }
    }

    pub(super) fn fault(&mut self, field: &str, code: &'static str) {
        let message = self
            .speech
            .t(&format!("editor-fault-{}", code.replace('_', "-")));
        self.fault_saying(field, code, &message);
    }

    fn fault_saying(&mut self, field: &str, code: &'static str, message: &str) {
        let label = form::label(self.speech, field);
        self.faults.push(FieldFault {
            field: field.to_owned(),
            code,
            message: format!("{label}: {message}"),
        });
    }

    pub(super) fn starts(&mut self) -> Option<NaiveDateTime> {
        self.moment("starts")
    }

    /// A day and a time that must both be said.
    pub(super) fn moment(&mut self, name: &str) -> Option<NaiveDateTime> {
        let (day, time) = (format!("{name}-day"), format!("{name}-time"));
        for (name, missing) in [(&day, "day"), (&time, "time")] {
            if self.fields.given(name).is_none() {
                self.fault(name, missing);
            }
        }
        let (day, time) = (self.day(&day), self.time(&time));
        Some(day?.and_time(time?))
    }

    /// An end without a day is on the day of the start.
    pub(super) fn ends(&mut self, first_day: Option<NaiveDate>) -> Option<NaiveDateTime> {
        let time = self.time("ends-time");
        let day = self.day("ends-day");
        if self.fields.given("ends-time").is_none() {
            if self.fields.given("ends-day").is_some() {
                self.fault("ends-time", "time");
            }
            return None;
        }
        let day = if self.fields.given("ends-day").is_some() {
            day
        } else {
            first_day
        };
        Some(day?.and_time(time?))
    }

    pub(super) fn day(&mut self, name: &str) -> Option<NaiveDate> {
        let text = self.fields.given(name)?;
        let day = crate::sessions::wish::day(text);
        let day = day.filter(|day| crate::web::paging::within_reach(*day));
        if day.is_none() {
            self.fault(name, "day");
        }
        day
    }

    fn time(&mut self, name: &str) -> Option<chrono::NaiveTime> {
        let time = form::time(self.fields.given(name)?);
        if time.is_none() {
            self.fault(name, "time");
        }
        time
    }

    /// A word out of a list.
    pub(super) fn word<T: std::str::FromStr>(&mut self, name: &str) -> Option<T> {
        let word = self.fields.text(name).parse().ok();
        if word.is_none() {
            self.fault(name, "choice");
        }
        word
    }

    /// A text on one line; `None` when it is empty.
    pub(super) fn text(&mut self, name: &str, most: usize) -> Option<String> {
        let words: Vec<&str> = self.fields.raw(name).split_whitespace().collect();
        let text = words.join(" ");
        if text.chars().count() > most {
            let message = self
                .speech
                .tf("editor-fault-too-long", &args! { "most" => most });
            self.fault_saying(name, "too_long", &message);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    pub(super) fn texts(&mut self, name: &str, most: usize) -> Option<Multilingual> {
        let [kk, ru, en] =
            Language::ALL.map(|language| self.text(&format!("{name}-{}", language.code()), most));
        if kk.is_none() && ru.is_none() && en.is_none() {
            return None;
        }
        Some(Multilingual {
            kk: kk.unwrap_or_default(),
            ru: ru.unwrap_or_default(),
            en,
        })
    }

    /// What the public reads stands in both languages (2023 Standard 8.4), or not at all.
    pub(super) fn both_or_none(&mut self, name: &str) -> Option<Multilingual> {
        let texts = self.texts(name, LONGER)?;
        for (language, text) in [("kk", &texts.kk), ("ru", &texts.ru)] {
            if text.is_empty() {
                self.fault(&format!("{name}-{language}"), "both_languages");
            }
        }
        Some(texts)
    }

    fn plausible(&mut self, name: &str, read: fn(&str) -> Option<String>) -> Option<String> {
        let text = self.text(name, LONG)?;
        let value = read(&text);
        if value.is_none() {
            self.fault(name, "form");
        }
        value
    }

    /// Kazakh and/or Russian (605-7).
    fn languages(&mut self) -> Vec<Language> {
        let ticked: Vec<&str> = self.fields.all("languages").collect();
        let languages: Vec<Language> = [Language::Kk, Language::Ru]
            .into_iter()
            .filter(|language| ticked.contains(&language.code()))
            .collect();
        if languages.is_empty() {
            self.fault("languages", "languages");
        }
        languages
    }

    /// A matter of which nothing was typed is none.
    fn agenda(&mut self) -> Vec<Matter> {
        let mut agenda = Vec::new();
        for place in 0..matters(self.fields) {
            let name = |part: &str| format!("agenda-{place}-{part}");
            let title = self.texts(&name("title"), LONGER);
            let speaker = self.text(&name("speaker"), LONG);
            let number = self.text(&name("number"), 20);
            if title.is_none() && speaker.is_none() {
                continue;
            }
            let next = agenda.len().saturating_add(1);
            agenda.push(Matter {
                id: form::matter_id(self.fields, place),
                number: number.unwrap_or_else(|| next.to_string()),
                title: title.unwrap_or_default(),
                speaker,
                access: Access::Open,
            });
        }
        agenda
    }

    fn contact(&mut self) -> Contact {
        Contact {
            name: self.text("contact-name", LONG).unwrap_or_default(),
            position: self.texts("contact-position", LONG).unwrap_or_default(),
            phone: self
                .plausible("contact-phone", plausible::phone)
                .unwrap_or_default(),
            email: self
                .plausible("contact-email", plausible::email)
                .unwrap_or_default(),
        }
    }

    pub(super) fn seats(&mut self, name: &str) -> Option<i32> {
        let text = self.fields.given(name)?;
        let seats: Option<i32> = text.parse().ok();
        let seats = seats.filter(|seats| (0..=MOST_SEATS).contains(seats));
        if seats.is_none() {
            let message = self
                .speech
                .tf("editor-fault-number", &args! { "most" => MOST_SEATS });
            self.fault_saying(name, "number", &message);
        }
        seats
    }

    /// A second hall has seats and a place, in both languages.
    fn overflow(&mut self) -> Option<Overflow> {
        let capacity = self.seats("overflow-capacity").filter(|seats| *seats > 0);
        let place = self.both_or_none("overflow");
        match (capacity, place) {
            (None, None) => None,
            (Some(capacity), Some(place)) => Some(Overflow { capacity, place }),
            (None, Some(_)) => {
                if self.fields.given("overflow-capacity").is_none() {
                    self.fault("overflow-capacity", "overflow_seats");
                }
                None
            }
            (Some(_), None) => {
                self.fault("overflow-kk", "both_languages");
                self.fault("overflow-ru", "both_languages");
                None
            }
        }
    }
}
