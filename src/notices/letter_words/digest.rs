//! The letter of the day: what happened, body by body.

use super::notice::start;
use super::subscribers::{ended, of_reader};
use super::told::changes;
use crate::app::App;
use crate::args;
use crate::bodies::store as bodies;
use crate::database::{AnyConnection, Id};
use crate::language::{Language, Multilingual, Speech, sort_text};
use crate::law::admission::Verdict;
use crate::law::session_course::SessionStatus;
use crate::news::Kind;
use crate::notices::differences;
use crate::notices::digest::{Entry, Facts};
use crate::notices::subscribers::subject_then;
use crate::notices::versions::Versions;
use crate::outbox::record::Row;
use crate::outbox::{Content, Fact, Part, Said, Unwritable};
use crate::sessions::card::{self, SessionCard};
use crate::subscriptions::record::{About, Often, Subscription};
use crate::subscriptions::{self, Subject};

/// What happened that day to the sessions that the reader wants to hear of.
///
/// # Errors
/// [`Unwritable`]: the facts cannot be read; needless when the reader left, or nothing is left to tell.
pub fn digest(app: &App, connection: &mut AnyConnection, row: &Row) -> Result<Content, Unwritable> {
    let facts: Facts = serde_json::from_value((*row.payload).clone())
        .map_err(|_| Unwritable::Never("its facts cannot be read".to_owned()))?;
    let mine = of_reader(connection, facts.known_by.as_str(), Often::Daily)?;
    if mine.is_empty() {
        return Err(ended());
    }
    let speech = app.speech(row.language);
    let mut entries = entries(app, connection, &facts)?;
    let by = retain_wanted(connection, &mut entries, &mine)?;
    if entries.is_empty() {
        let why = "nothing of its news is still so";
        return Err(Unwritable::Needless(why.to_owned()));
    }
    let date = args! { "date" => speech.date(facts.day) };
    let subject = speech.tf("notice-digest-subject", &date);
    let mut content = Content::new(speech.language(), subject, speech.t("notice-digest"));
    let mut body: Option<Id> = None;
    for (entry, card) in &entries {
        if body != Some(card.body.id) {
            let name = Said::of(&card.body_name, speech.language());
            content.parts.push(Part::Heading(name));
            body = Some(card.body.id);
        }
        add_entry(connection, &mut content, app, (entry, card))?;
    }
    let all = format!("{}/{}/", app.public_origin(), speech.language().code());
    if facts.more > 0 {
        content.paragraph(speech.tf("notice-digest-more", &args! { "n" => facts.more }));
    }
    content.link(speech.t("home-title"), all);
    let subscription = by.ok_or_else(ended)?;
    subscriptions::foot(&mut content, app, &subscription);
    content.list = Some(subscriptions::list_of(app, &subscription));
    Ok(content)
}

/// Keeps what the reader still wants to hear of; the subscription by which the first of it comes.
fn retain_wanted(
    connection: &mut AnyConnection,
    entries: &mut Vec<(Entry, SessionCard)>,
    mine: &[Subscription],
) -> Result<Option<Subscription>, Unwritable> {
    let places = bodies::places(connection)?;
    let mut by = None;
    let mut wanted = Vec::new();
    for (entry, card) in entries.drain(..) {
        let now = Subject::of(&card, &places);
        let was = match entry.from {
            Some(from) => {
                let versions = Versions::load(connection, &card)?;
                let was = versions.between(Some(from), entry.to);
                was.map(|then| subject_then(&now, &then, &card)).collect()
            }
            None => Vec::new(),
        };
        let wants = |one: &&Subscription| {
            let about = About::of(entry.kind);
            about.is_some_and(|about| one.about().contains(&about))
                && (one.wants(&now) || was.iter().any(|subject| one.wants(subject)))
        };
        if let Some(one) = mine.iter().find(wants) {
            by = by.or_else(|| Some(one.clone()));
            wanted.push((entry, card));
        }
    }
    *entries = wanted;
    Ok(by)
}

/// What is still so, body by body and in order of time.
fn entries(
    app: &App,
    connection: &mut AnyConnection,
    facts: &Facts,
) -> Result<Vec<(Entry, SessionCard)>, Unwritable> {
    let ids: Vec<Id> = facts
        .entries
        .iter()
        .filter_map(|entry| Id::parse(&entry.session))
        .collect();
    let cards = card::load_many(connection, &ids, app.now())?;
    let found = facts.entries.iter().filter_map(|entry| {
        let of_entry = |card: &&SessionCard| card.session.id.as_str() == entry.session;
        let card = cards.iter().find(of_entry)?;
        let is_off = card.status == SessionStatus::Cancelled;
        let is_so = !is_off || matches!(entry.kind, Kind::Cancelled | Kind::Results);
        is_so.then(|| (entry.clone(), card.clone()))
    });
    let mut found: Vec<(Entry, SessionCard)> = found.collect();
    found.sort_by_cached_key(|(_, card)| {
        let name = card.body_name.in_language(Language::Kk).0;
        let session = &card.session;
        (sort_text(name), card.body.id, session.starts_at, session.id)
    });
    Ok(found)
}

fn add_entry(
    connection: &mut AnyConnection,
    content: &mut Content,
    app: &App,
    (entry, card): (&Entry, &SessionCard),
) -> Result<(), Unwritable> {
    let speech = app.speech(content.language);
    let session = &card.session;
    let mut told = vec![
        fact(speech, "notice-digest-what", speech.t(happened(entry.kind))),
        text(speech, "session", &session.title),
        fact(speech, "label-start", start(speech, card)),
    ];
    if let Some(place) = &session.place {
        told.push(text(speech, "label-place", place));
    }
    let format = speech.t(&format!("format-{}", session.format));
    told.push(fact(speech, "format", format));
    let differs = matches!(
        entry.kind,
        Kind::Changed | Kind::Postponed | Kind::Cancelled | Kind::Switched | Kind::Restored
    );
    let mut differing = None;
    if differs {
        let versions = Versions::load(connection, card)?;
        let label = match entry.kind {
            Kind::Switched => "emergency-basis",
            _ => "notice-reason",
        };
        let notes = versions.notes(entry.from, entry.to);
        told.extend(notes.iter().map(|note| text(speech, label, note)));
        if entry.kind != Kind::Cancelled {
            let before = entry.from.and_then(|from| versions.snapshot(from));
            let sides = before.zip(versions.snapshot(entry.to));
            let all = sides.map(|(before, after)| differences::told(speech, &before, &after));
            differing = all.and_then(|all| changes(speech, all));
        }
    }
    content.parts.push(Part::Facts(told));
    content.parts.extend(differing);
    if let (Verdict::Open(clock), true) = (&card.admission, entry.kind != Kind::Cancelled) {
        let until = speech.until(session.zone.local(clock.before));
        content.paragraph(speech.tf("row-apply-until", &args! { "datetime" => until }));
    }
    let page = format!(
        "{}/{}/sessions/{}",
        app.public_origin(),
        speech.language().code(),
        session.id
    );
    match entry.kind {
        Kind::Results => content.link(speech.t("notice-results-page"), format!("{page}/results")),
        _ => content.link(speech.t("letter-announcement"), page),
    }
    Ok(())
}

/// What happened, in one word.
fn happened(kind: Kind) -> &'static str {
    match kind {
        Kind::Postponed => "status-postponed",
        Kind::Cancelled => "status-cancelled",
        Kind::Results => "status-results-published",
        Kind::Changed => "status-changed",
        Kind::Switched => "status-switched",
        Kind::Restored => "status-restored",
        Kind::Announced | Kind::Recounted | Kind::Began | Kind::Ended => "status-announced",
    }
}

fn fact(speech: Speech<'_>, label: &str, text: String) -> Fact {
    Fact {
        label: speech.t(label),
        value: Said {
            text,
            language: speech.language(),
        },
    }
}

fn text(speech: Speech<'_>, label: &str, text: &Multilingual) -> Fact {
    Fact {
        label: speech.t(label),
        value: Said::of(text, speech.language()),
    }
}
