//! What falls due, put into words for the secretariat. What was done since the letter was ordered is left out.

use std::collections::HashMap;

use super::secretariat::Told;
use crate::app::App;
use crate::args;
use crate::bodies;
use crate::bodies::store::Names;
use crate::database::{AnyConnection, Id};
use crate::language::Speech;
use crate::law::session_course::SessionStatus;
use crate::law::warnings::Duty;
use crate::outbox::record::Row;
use crate::outbox::{Content, Fact, Part, Said, Unwritable};
use crate::sessions;
use crate::sessions::record::Session;

/// What falls due for one person.
///
/// # Errors
/// [`Unwritable::Never`] when the facts cannot be read, [`Unwritable::Needless`] when all was done meanwhile.
pub fn deadlines_due(
    app: &App,
    connection: &mut AnyConnection,
    row: &Row,
) -> Result<Content, Unwritable> {
    let told: Vec<Told> = serde_json::from_value((*row.payload).clone())
        .map_err(|_| Unwritable::Never("its facts cannot be read".to_owned()))?;
    let ids: Vec<Id> = told
        .iter()
        .filter_map(|one| Id::parse(&one.session))
        .collect();
    let sessions = sessions::store::by_ids(connection, &ids)?;
    let still: Vec<(&Told, &Session)> = told
        .iter()
        .filter_map(|one| Some((one, session_of(&sessions, one)?)))
        .collect();
    if still.is_empty() {
        return Err(Unwritable::Needless(
            "all of it was done meanwhile".to_owned(),
        ));
    }
    let bodies: Vec<Id> = still.iter().map(|(_, session)| session.body_id).collect();
    let names = bodies::store::names_of(connection, &bodies)?;
    let speech = app.speech(row.language);
    let count = args! { "count" => still.len() };
    let mut content = Content::new(
        row.language,
        speech.tf("letter-subject-deadlines", &count),
        speech.t("letter-deadlines"),
    );
    for (one, session) in still {
        add(app, speech, &names, &mut content, (one, session));
    }
    content.act(
        speech.t("desk-today"),
        format!("{}/desk", app.public_origin()),
    );
    Ok(content)
}

/// The session, if what a warning asks for is still to be done.
fn session_of<'a>(sessions: &'a HashMap<Id, Session>, told: &Told) -> Option<&'a Session> {
    let session = sessions.get(&Id::parse(&told.session)?)?;
    let due = match told.duty {
        Duty::Announce => session.status == SessionStatus::Draft,
        Duty::Results => session.owes_results(),
    };
    due.then_some(session)
}

fn add(
    app: &App,
    speech: Speech<'_>,
    names: &Names,
    content: &mut Content,
    (told, session): (&Told, &Session),
) {
    let until = speech.until(session.zone.local(told.before));
    let degree = told.degree.as_str().replace('_', "-");
    let sentence = speech.tf(
        &format!("warning-{}-{degree}", told.duty),
        &args! {
            "datetime" => until,
            "zone" => speech.zone_in_brackets(session.zone.0, told.before),
        },
    );
    let basis = args! { "paragraph" => speech.t(&told.paragraph.key()) };
    content.paragraph(format!("{sentence} {}", speech.tf("basis", &basis)));
    let name = names.on(session.body_id, session.local_date);
    let fact = |label: &str, value: Said| Fact {
        label: speech.t(label),
        value,
    };
    let mut title = Said::of(&session.title, speech.language());
    if title.text.is_empty() {
        title = content.said(speech.t("editor-untitled"));
    }
    let start = speech.date_time_with_weekday(session.zone.local(session.starts_at.utc()));
    content.parts.push(Part::Facts(vec![
        fact("session", title),
        fact("label-body", Said::of(&name, speech.language())),
        fact("label-start", content.said(start)),
    ]));
    let page = match told.duty {
        Duty::Announce => "/announce",
        Duty::Results => "/results",
    };
    let address = format!("{}/desk/sessions/{}{page}", app.public_origin(), session.id);
    content.link(speech.t(&format!("today-task-{}", told.duty)), address);
}
