//! New applications, put into words for the responsible person: number, state, time, place in the queue, seats, and the
//! way to the desk. Mail is no safe place: names and contacts stand at the desk alone.

use super::responsible::Told;
use super::store::{self, Arrived};
use crate::app::App;
use crate::applications::letters::DIGEST;
use crate::applications::store::queue::waiting_ranks;
use crate::args;
use crate::database::{AnyConnection, Broken, Id};
use crate::language::Speech;
use crate::law::application_course::ApplicationState;
use crate::outbox::record::Row;
use crate::outbox::{Content, Fact, Part, Said, Unwritable};
use crate::sessions::card::{self, SessionCard};

/// Applications of a session that are named one by one.
const NAMED: i64 = 20;

/// New applications to one session, or to several.
///
/// # Errors
/// [`Unwritable::Never`] when the facts cannot be read, [`Unwritable::Needless`] when the sessions are gone.
pub fn new_applications(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let told: Vec<Told> = serde_json::from_value((*row.payload).clone())
        .map_err(|_| Unwritable::Never("its facts cannot be read".to_owned()))?;
    let speech = app.speech(row.language);
    let mut of_sessions = Vec::new();
    for one in &told {
        let id = Id::parse(&one.session);
        let card = id.map(|id| card::load(connection, id, app.now()));
        if let Some(card) = card.transpose()?.flatten() {
            of_sessions.push((one, card));
        }
    }
    if of_sessions.is_empty() {
        return Err(Unwritable::Needless("its sessions are gone".to_owned()));
    }
    let count: i32 = told.iter().map(|one| one.upto - one.after).sum();
    let count = args! { "count" => count };
    let subject = if row.kind == DIGEST {
        speech.tf("letter-subject-applications-digest", &count)
    } else {
        speech.tf("letter-applications", &count)
    };
    let mut content = Content::new(
        row.language,
        subject,
        speech.tf("letter-applications", &count),
    );
    for (one, card) in of_sessions {
        add_session(connection, (app, speech), &mut content, one, &card)?;
    }
    content.paragraph(speech.t("letter-applications-no-names"));
    content.paragraph(speech.t("letter-applications-how-often"));
    Ok(content)
}

fn add_session(
    connection: &mut AnyConnection,
    (app, speech): (&App, Speech<'_>),
    content: &mut Content,
    told: &Told,
    card: &SessionCard,
) -> Result<(), Broken> {
    let (session, seating) = (&card.session, &card.seating);
    let said = |text: String| Said {
        text,
        language: speech.language(),
    };
    let fact = |label: &str, value: Said| Fact {
        label: speech.t(label),
        value,
    };
    content.parts.push(Part::Facts(vec![
        fact("session", Said::of(&session.title, speech.language())),
        fact("label-body", Said::of(&card.body_name, speech.language())),
        fact(
            "label-start",
            said(speech.date_time_with_weekday(card.starts_locally())),
        ),
    ]));
    let arrived = store::arrived(connection, session.id, (told.after, told.upto), NAMED)?;
    let queue = if arrived
        .iter()
        .any(|one| one.state == ApplicationState::Waiting)
    {
        waiting_ranks(connection, session.id)?
    } else {
        Vec::new()
    };
    let lines = arrived.iter().map(|one| Fact {
        label: one.number.clone(),
        value: said(line(speech, card, one, &queue)),
    });
    content.parts.push(Part::Facts(lines.collect()));
    let others = i64::from(told.upto - told.after) - NAMED;
    if others > 0 {
        content.paragraph(speech.tf("letter-applications-others", &args! { "count" => others }));
    }
    let seats = args! { "taken" => seating.seated, "seats" => seating.capacity };
    let overflow = args! {
        "taken" => seating.overflow_seated,
        "seats" => seating.overflow_capacity,
    };
    let mut sentences = vec![speech.tf("applicants-seats", &seats)];
    if seating.overflow_capacity > 0 {
        sentences.push(speech.tf("applicants-overflow", &overflow));
    }
    if seating.waiting > 0 {
        let waiting = args! { "count" => seating.waiting };
        sentences.push(speech.tf("letter-applications-waiting", &waiting));
    }
    content.paragraph(sentences.join(" "));
    let page = format!(
        "{}/desk/sessions/{}/applicants",
        app.public_origin(),
        session.id
    );
    content.act(speech.t("letter-applications-list"), page);
    Ok(())
}

/// State, instant to the second, place in the queue.
fn line(speech: Speech<'_>, card: &SessionCard, one: &Arrived, queue: &[i64]) -> String {
    let state = one.state.as_str().replace('_', "-");
    let state = speech.t(&format!("application-state-{state}"));
    let zone = card.session.zone;
    let local = zone.local(one.received_at.utc());
    let at = args! {
        "date" => speech.date(local.date()),
        "time" => local.format("%H:%M:%S").to_string(),
        "zone" => speech.zone_in_brackets(zone.0, one.received_at.utc()),
    };
    let at = speech.tf("letter-arrival", &at);
    let place = (one.state == ApplicationState::Waiting)
        .then(|| queue.iter().position(|rank| *rank == one.rank))
        .flatten();
    match place {
        Some(place) => {
            let place = args! { "n" => place.saturating_add(1) };
            let place = speech.tf("applicant-in-queue", &place);
            format!("{state}; {place}; {at}")
        }
        None => format!("{state}; {at}"),
    }
}
