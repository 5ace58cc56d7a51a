//! A session of an import file.

use super::closing_shape::{ClosingRead, closing, unsaid};
use super::faults::{Faults, Part};
use super::fields::Object;
use super::plausible;
use crate::language::{Language, Multilingual};
use crate::law::deadlines::SessionKind;
use crate::law::session_course::{Access, Format};
use crate::sessions::actions::{Matter, Order, Overflow};
use crate::sessions::deadlines::local_time;
use crate::sessions::record::Contact;

/// More seats than any hall of the country has.
const MOST_SEATS: i32 = 100_000;

/// A session of the file.
#[derive(Debug)]
pub struct SessionRead {
    /// Its number.
    pub part: Part,
    /// The slug of its body.
    pub body: Option<String>,
    /// Its kind, if it is not that of its body.
    pub kind: Option<SessionKind>,
    /// Whether its start could be read.
    pub has_start: bool,
    /// The session, with the kind of its body still to be filled in.
    pub order: Order,
    /// Why an announced session is changed, for the public.
    pub why: Option<Multilingual>,
    /// The decision that closes it, or matters of it.
    pub closing: Option<ClosingRead>,
    /// What was left out of it, and why.
    pub notes: Vec<String>,
}

/// Reads a session as far as it can be read.
pub fn session(part: Part, session: Object<'_>, faults: &Faults) -> SessionRead {
    let body = session.parsed("body", "the slug of a body", plausible::slug);
    let body = session.needed("body", body);
    let time = |field| session.parsed(field, "a local time as 2026-12-10T10:00", local_time);
    let starts = session.needed("starts", time("starts"));
    let format = session.needed("format", session.word::<Format>("format"));
    let capacity = session.whole("capacity", &(0..=MOST_SEATS));
    let mut read = SessionRead {
        part,
        body,
        kind: session.word("kind"),
        has_start: starts.is_some(),
        order: Order {
            kind: SessionKind::Other,
            title: session.texts("title").unwrap_or_default(),
            starts: starts.unwrap_or_default(),
            ends: time("ends"),
            format: format.unwrap_or(Format::Mixed),
            languages: languages(&session),
            place: session.texts("place"),
            venue_access: session.both_texts("venue_access"),
            broadcast_url: session.parsed("broadcast_url", "a web address", plausible::web_address),
            agenda: agenda(&session),
            contact: contact(&session),
            capacity: capacity.unwrap_or(0),
            overflow: overflow(&session),
            late_reason: session.text("late_reason"),
            format_reason: session.text("format_reason"),
        },
        why: session.both_texts("reason"),
        closing: None,
        notes: Vec::new(),
    };
    close(&session, &mut read);
    match format {
        Some(Format::Online) => without_hall(&mut read),
        Some(_) => drop(session.needed("capacity", capacity)),
        None => {}
    }
    session.finish();
    for missing in read.order.missing() {
        let place = format!("{part}.{}", missing.field);
        if !faults.known_at(part, &place) {
            faults.put(part, place, format!("is missing ({})", missing.paragraph));
        }
    }
    if let Some(starts) = starts
        && let Err(refusal) = Order::check_length(starts, read.order.ends)
    {
        faults.add(part, "ends", refusal.to_string());
    }
    read
}

/// The words of what is closed are not kept (605-4), whatever the file says.
fn close(session: &Object<'_>, read: &mut SessionRead) {
    let access = session.word("access").unwrap_or(Access::Open);
    read.closing = closing(session, access, &read.order.agenda);
    let part = read.part;
    let left_out = unsaid(&mut read.order, access == Access::Closed);
    let notes = left_out.into_iter();
    let notes = notes.map(|field| {
        format!("{part}.{field}: left out: the title of what is closed is not kept (605-4)")
    });
    read.notes.extend(notes);
}

/// A session held online has no hall: what the file says of one is left out, and that is said.
fn without_hall(read: &mut SessionRead) {
    let order = &mut read.order;
    let place = order.place.take().map(|_| "place");
    let overflow = order.overflow.take().map(|_| "overflow");
    let capacity = (order.capacity > 0).then_some("capacity");
    order.capacity = 0;
    for field in [place, capacity, overflow].into_iter().flatten() {
        let part = read.part;
        read.notes.push(format!(
            "{part}.{field}: left out: an online session has no hall"
        ));
    }
}

/// Kazakh and/or Russian (605-7); both unless said otherwise.
fn languages(session: &Object<'_>) -> Vec<Language> {
    let items = session.list("languages");
    let mut languages: Vec<Language> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        match item.as_str().and_then(Language::parse) {
            Some(language @ (Language::Kk | Language::Ru)) => languages.push(language),
            _ => session.fault(
                &format!("languages[{number}]"),
                "must be \"kk\" or \"ru\" (605-7)",
            ),
        }
    }
    languages.sort_unstable();
    languages.dedup();
    if languages.is_empty() {
        languages = vec![Language::Kk, Language::Ru];
    }
    languages
}

/// A matter that cannot be read leaves its place empty, so that those after it keep their numbers.
fn agenda(session: &Object<'_>) -> Vec<Matter> {
    let matters = session.objects("agenda").into_iter().zip(1..);
    matters
        .map(|(item, place): (Option<Object<'_>>, usize)| {
            let read = item.as_ref();
            let matter = Matter {
                id: None,
                number: read
                    .and_then(|item| item.text("number"))
                    .unwrap_or_else(|| place.to_string()),
                title: read
                    .and_then(|item| item.texts("title"))
                    .unwrap_or_default(),
                speaker: read.and_then(|item| item.text("speaker")),
                access: read
                    .and_then(|item| item.word("access"))
                    .unwrap_or(Access::Open),
            };
            if let Some(item) = item {
                item.finish();
            }
            matter
        })
        .collect()
}

fn contact(session: &Object<'_>) -> Contact {
    let Some(person) = session.object("contact") else {
        return Contact {
            name: String::new(),
            position: Multilingual::default(),
            phone: String::new(),
            email: String::new(),
        };
    };
    let contact = Contact {
        name: person.text("name").unwrap_or_default(),
        position: person.texts("position").unwrap_or_default(),
        phone: person
            .parsed("phone", "a telephone number", plausible::phone)
            .unwrap_or_default(),
        email: person
            .parsed("email", "an e-mail address", plausible::email)
            .unwrap_or_default(),
    };
    person.finish();
    contact
}

fn overflow(session: &Object<'_>) -> Option<Overflow> {
    let hall = session.object("overflow")?;
    let capacity = hall.needed("capacity", hall.whole("capacity", &(1..=MOST_SEATS)));
    let place = hall.needed("place", hall.both_texts("place"));
    hall.finish();
    Some(Overflow {
        capacity: capacity?,
        place: place?,
    })
}
