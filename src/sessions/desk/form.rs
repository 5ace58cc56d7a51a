//! The editor's form: the fields of a session, what was typed in them, and the session that it makes.
//!
//! A field has the name that the law's list of missing items has for it, with hyphens: `title-kk`,
//! `agenda-2-title-ru`, `contact-position-kk`.

use chrono::{DateTime, Datelike as _, NaiveDateTime, NaiveTime, Timelike as _};

use crate::database::{Id, Instant};
use crate::language::{Multilingual, Speech};
use crate::law::announcement::Missing;
use crate::sessions::actions::{Matter, Order};
use crate::web::desk::Fields;
use crate::web::form;

/// More matters than any agenda has.
pub const MOST_MATTERS: usize = 200;

/// What a form says that it was made of.
pub const SEEN: &str = "updated";

/// The form of a stored session.
pub fn of_order(order: &Order) -> Fields {
    let mut fields = Fields::default();
    fields.add("kind", order.kind.as_str());
    texts(&mut fields, "title", Some(&order.title));
    moment(&mut fields, "starts", Some(order.starts));
    moment(&mut fields, "ends", order.ends);
    fields.add("format", order.format.as_str());
    for language in &order.languages {
        fields.add("languages", language.code());
    }
    texts(&mut fields, "place", order.place.as_ref());
    texts(&mut fields, "venue-access", order.venue_access.as_ref());
    let address = order.broadcast_url.clone();
    fields.add("broadcast_url", address.unwrap_or_default());
    for (place, matter) in order.agenda.iter().enumerate() {
        add_matter(&mut fields, place, matter);
    }
    let contact = &order.contact;
    fields.add("contact-name", &*contact.name);
    texts(&mut fields, "contact-position", Some(&contact.position));
    fields.add("contact-phone", &*contact.phone);
    fields.add("contact-email", &*contact.email);
    fields.add("capacity", number(order.capacity));
    let overflow = order.overflow.as_ref();
    let seats = overflow.map_or(0, |hall| hall.capacity);
    fields.add("overflow-capacity", number(seats));
    texts(&mut fields, "overflow", overflow.map(|hall| &hall.place));
    let reason = |reason: &Option<String>| reason.clone().unwrap_or_default();
    fields.add("late_reason", reason(&order.late_reason));
    fields.add("format_reason", reason(&order.format_reason));
    fields
}

/// A number that was not said is an empty field.
fn number(number: i32) -> String {
    if number == 0 {
        String::new()
    } else {
        number.to_string()
    }
}

fn texts(fields: &mut Fields, name: &str, text: Option<&Multilingual>) {
    let text = text.cloned().unwrap_or_default();
    fields.add(format!("{name}-kk"), text.kk);
    fields.add(format!("{name}-ru"), text.ru);
    fields.add(format!("{name}-en"), text.en.unwrap_or_default());
}

fn moment(fields: &mut Fields, name: &str, at: Option<NaiveDateTime>) {
    let day = at.map(|at| at.date().to_string());
    let time = at.map(|at| at.format("%H:%M").to_string());
    fields.add(format!("{name}-day"), day.unwrap_or_default());
    fields.add(format!("{name}-time"), time.unwrap_or_default());
}

fn add_matter(fields: &mut Fields, place: usize, matter: &Matter) {
    let id = matter.id.map(|id| id.to_string()).unwrap_or_default();
    fields.add(format!("agenda-{place}-id"), id);
    fields.add(format!("agenda-{place}-number"), &*matter.number);
    texts(
        fields,
        &format!("agenda-{place}-title"),
        Some(&matter.title),
    );
    let speaker = matter.speaker.clone().unwrap_or_default();
    fields.add(format!("agenda-{place}-speaker"), speaker);
}

/// What each matter of the form consists of.
pub const PARTS: [&str; 6] = [
    "id", "number", "title-kk", "title-ru", "title-en", "speaker",
];

/// Whether a name is that of a matter's field.
pub fn is_of_matter(name: &str) -> bool {
    let rest = name
        .strip_prefix("agenda-")
        .and_then(|rest| rest.split_once('-'));
    rest.is_some_and(|(place, part)| place.parse::<u8>().is_ok() && PARTS.contains(&part))
}

/// How many matters stand in a form.
pub fn matters(fields: &Fields) -> usize {
    (0..MOST_MATTERS)
        .take_while(|place| fields.has(&format!("agenda-{place}-title-kk")))
        .count()
}

/// The state that a form says it was made of. One that does not say was made of none that stands: an act finds it
/// stale.
#[must_use]
pub fn seen(fields: &Fields) -> Instant {
    let micros = fields.text(SEEN).parse().unwrap_or_default();
    let at = DateTime::from_timestamp_micros(micros);
    at.unwrap_or_default().into()
}

/// How it says so.
#[must_use]
pub fn seen_field(at: Instant) -> String {
    at.utc().timestamp_micros().to_string()
}

/// The field of the form that a missing item is about.
pub fn field_of(missing: &Missing) -> String {
    let name = missing.field.replace(['.', '['], "-").replace(']', "");
    if name == "agenda" {
        "agenda-add".to_owned()
    } else {
        name
    }
}

/// What a field is called: `Agenda item 2: title (Kazakh)`.
pub fn label(speech: Speech<'_>, name: &str) -> String {
    let matter = name
        .strip_prefix("agenda-")
        .and_then(|rest| rest.split_once('-'));
    if let Some((place, part)) = matter
        && let Ok(place) = place.parse::<usize>()
    {
        let n = place.saturating_add(1);
        let matter = speech.tf("editor-matter", &crate::args! { "n" => n });
        return format!("{matter}: {}", label(speech, &format!("matter-{part}")));
    }
    form::label(speech, name, |base| {
        speech.t(&format!("editor-field-{base}"))
    })
}

/// A time of day without seconds.
pub fn time(text: &str) -> Option<NaiveTime> {
    let time = NaiveTime::parse_from_str(text, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"))
        .ok()?;
    time.with_second(0)
}

/// Whether a form says when the session begins, so that clocks can be counted.
pub fn starts(fields: &Fields) -> Option<NaiveDateTime> {
    let day = crate::sessions::wish::day(fields.text("starts-day"))?;
    let in_reach = (1900..=9998).contains(&day.year());
    let time = time(fields.text("starts-time"))?;
    in_reach.then(|| day.and_time(time))
}

/// Whether a form says that the session begins then, to the minute.
pub fn says(fields: &Fields, start: NaiveDateTime) -> bool {
    let minutes = |at: NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
    starts(fields).map(minutes) == Some(minutes(start))
}

/// The id of a matter, where the form knows one.
pub fn matter_id(fields: &Fields, place: usize) -> Option<Id> {
    Id::parse(fields.text(&format!("agenda-{place}-id")))
}
