//! Letters that asking causes: ordered in the transaction of the act, put into words when they are sent. None repeats
//! what somebody typed: anybody can have them sent to anybody.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::chosen::{self, Chosen};
use super::record::Subscription;
use super::{foot, once_key, store};
use crate::app::App;
use crate::args;
use crate::database::{AnyConnection, Broken, Id, Work};
use crate::language::Language;
use crate::outbox::record::Row;
use crate::outbox::{self, Content, Fact, Lane, Letter, Part, Said, Unwritable};
use crate::web::layout::CAPITAL_ZONE;

/// Asks whoever reads the address to confirm.
pub const CONFIRM: &str = "subscription-confirm";
/// Just this is there already.
pub const KNOWN: &str = "subscription-known";
/// The address has as many as it may.
pub const FULL: &str = "subscription-full";

/// How long an answer to a question that was put again is of use.
const USEFUL: TimeDelta = TimeDelta::days(1);

#[derive(Serialize, Deserialize)]
struct Facts {
    subscription: Id,
    /// Until when it can be confirmed.
    until: Option<DateTime<Utc>>,
}

/// Orders the question whether the letters are wanted.
///
/// # Errors
/// [`Broken::Data`].
pub fn confirm(
    work: &mut Work,
    now: DateTime<Utc>,
    row: &Subscription,
    term: TimeDelta,
) -> Result<(), Broken> {
    let what = format!("{CONFIRM} {}", row.revision);
    order(work, now, (CONFIRM, &what), row, Some(now + term))
}

/// Orders the word that just this is there already.
///
/// # Errors
/// [`Broken::Data`].
pub fn known(work: &mut Work, now: DateTime<Utc>, row: &Subscription) -> Result<(), Broken> {
    let what = format!("{KNOWN} {}", now.timestamp());
    order(work, now, (KNOWN, &what), row, None)
}

/// Orders the word that the address has as many as it may.
///
/// # Errors
/// [`Broken::Data`].
pub fn full(work: &mut Work, now: DateTime<Utc>, mine: &[Subscription]) -> Result<(), Broken> {
    let what = format!("{FULL} {}", now.timestamp());
    match mine.iter().rfind(|row| row.is_confirmed()) {
        Some(row) => order(work, now, (FULL, &what), row, None),
        None => Ok(()),
    }
}

fn order(
    work: &mut Work,
    now: DateTime<Utc>,
    (kind, what): (&'static str, &str),
    row: &Subscription,
    until: Option<DateTime<Utc>>,
) -> Result<(), Broken> {
    let facts = Facts {
        subscription: row.id,
        until,
    };
    let letter = Letter {
        once_key: once_key(what, row),
        lane: Lane::Ordinary,
        kind,
        recipient: row.email.clone(),
        language: row.language,
        session: None,
        payload: serde_json::to_value(facts).map_err(|error| Broken::Data(error.to_string()))?,
        give_up_at: until.unwrap_or(now + USEFUL),
    };
    outbox::store::put(work, now, letter);
    Ok(())
}

/// What is known when a letter is put into words.
struct Found {
    row: Subscription,
    chosen: Chosen,
    until: Option<DateTime<Utc>>,
}

fn found(app: &App, connection: &mut AnyConnection, letter: &Row) -> Result<Found, Unwritable> {
    let never = |why: &str| Unwritable::Never(why.to_owned());
    let facts: Facts = serde_json::from_value((*letter.payload).clone())
        .map_err(|_| never("its facts cannot be read"))?;
    let row = store::by_id(connection, facts.subscription)?
        .ok_or_else(|| never("its subscription is gone"))?;
    Ok(Found {
        chosen: Chosen::of(connection, &row, app.now())?,
        row,
        until: facts.until,
    })
}

fn begun(app: &App, language: Language, subject: &str) -> Content {
    let subject = app.speech(language).t(subject);
    Content::new(language, subject.clone(), subject)
}

/// The question whether the letters are wanted.
///
/// # Errors
/// [`Unwritable`], as all here: the subscription is gone.
pub fn write_confirm(
    app: &App,
    connection: &mut AnyConnection,
    letter: &Row,
) -> Result<Content, Unwritable> {
    let found = found(app, connection, letter)?;
    let speech = app.speech(letter.language);
    let mut content = begun(app, letter.language, "subscription-letter-confirm");
    content.paragraph(speech.t("subscription-letter-asked"));
    add_chosen(&mut content, app, &found);
    content.paragraph(speech.t("subscription-letter-how"));
    content.act(
        speech.t("subscription-letter-to-confirm"),
        foot::page_of(app, &found.row),
    );
    if let Some(until) = found.until {
        let local = until.with_timezone(&CAPITAL_ZONE).naive_local();
        let until = args! {
            "datetime" => speech.date_time(local),
            "zone" => speech.zone_in_brackets(CAPITAL_ZONE, until),
        };
        content.paragraph(speech.tf("subscription-letter-until", &until));
    }
    content.paragraph(speech.t("subscription-letter-not-me"));
    Ok(content)
}

/// Just this is there already.
///
/// # Errors
/// As [`write_confirm`].
pub fn write_known(
    app: &App,
    connection: &mut AnyConnection,
    letter: &Row,
) -> Result<Content, Unwritable> {
    let found = found(app, connection, letter)?;
    let speech = app.speech(letter.language);
    let mut content = begun(app, letter.language, "subscription-letter-known");
    content.paragraph(speech.t("subscription-letter-known-says"));
    add_chosen(&mut content, app, &found);
    content.parts.extend(foot::ways(app, &found.row));
    content.paragraph(speech.t("subscription-letter-known-not-me"));
    Ok(content)
}

/// The address has as many as it may: the way to each of them.
///
/// # Errors
/// As [`write_confirm`].
pub fn write_full(
    app: &App,
    connection: &mut AnyConnection,
    letter: &Row,
) -> Result<Content, Unwritable> {
    let found = found(app, connection, letter)?;
    let speech = app.speech(letter.language);
    let mut content = begun(app, letter.language, "subscription-letter-full");
    let mine = store::of_address(connection, &found.row.email_digest)?;
    let mine: Vec<Subscription> = mine
        .into_iter()
        .filter(Subscription::is_confirmed)
        .collect();
    content.paragraph(speech.tf(
        "subscription-letter-full-says",
        &args! { "n" => mine.len() },
    ));
    for row in &mine {
        let since = row.created_at.utc().with_timezone(&CAPITAL_ZONE);
        let since = speech.date_time(since.naive_local());
        let label = speech.tf("subscription-letter-one-of", &args! { "datetime" => since });
        content.link(label, foot::page_of(app, row));
    }
    content.paragraph(speech.t("subscription-letter-known-not-me"));
    Ok(content)
}

/// What was chosen, but for the topic, which somebody typed.
fn add_chosen(content: &mut Content, app: &App, found: &Found) {
    let lines = chosen::lines(app.speech(content.language), &found.chosen, &found.row);
    let facts = lines.into_iter().map(|line| {
        let language = line.language(content.language);
        Fact {
            label: line.label,
            value: Said {
                text: line
                    .values
                    .into_iter()
                    .map(|value| value.text)
                    .collect::<Vec<_>>()
                    .join("; "),
                language,
            },
        }
    });
    content.parts.push(Part::Facts(facts.collect()));
}
