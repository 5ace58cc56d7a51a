//! One application, opened at the desk, with all that its page shows.

use crate::applications::actions::{self, Seen};
use crate::applications::record::{Application, EntryRow, RefusalRow};
use crate::applications::refusal::Refusal;
use crate::applications::{reading, store};
use crate::bodies;
use crate::database::{AnyConnection, Broken, Id, Lane, Work};
use crate::language::Multilingual;
use crate::law::refusal::Facts;
use crate::sessions;
use crate::sessions::record::{Seating, Session};
use crate::web::Problem;
use crate::web::desk::{Difference, Fields, Right, Sent, SignedIn};

use super::parts::{Told, state_word};
use super::wish::Wish;

/// An application with its session.
pub(super) struct Opened {
    pub(super) application: Application,
    pub(super) session: Session,
    pub(super) seating: Seating,
    pub(super) body_name: Multilingual,
    pub(super) entry: Option<EntryRow>,
    pub(super) refusal: Option<RefusalRow>,
    pub(super) queue_place: Option<i64>,
    /// What the law asks before a refusal.
    pub(super) facts: Facts,
    /// The query of the list that one came from.
    pub(super) list: String,
}

/// The application of this id, if the person may do this with it.
pub(super) async fn opened(desk: &SignedIn, id: &str, right: Right) -> Result<Opened, Problem> {
    let id = Id::parse(id).ok_or(Problem::NotFound)?;
    let now = desk.visit.now;
    let found = desk
        .visit
        .app
        .database
        .read(move |connection| read(connection, id, now))
        .await?;
    let mut opened = found.ok_or(Problem::NotFound)?;
    desk.person.may(right, opened.session.body_id)?;
    let query = desk.visit.path_and_query.split_once('?');
    let pairs = query.map_or("", |(_, query)| query).as_bytes();
    let list = url::form_urlencoded::parse(pairs).find(|(name, _)| name == "list");
    if let Some((_, list)) = list {
        opened.list = kept_list(&list);
    }
    Ok(opened)
}

/// A list to go back to, of what we understand of it alone.
fn kept_list(query: &str) -> String {
    let wish = Wish::read(query, true);
    wish.query(wish.page)
}

fn read(
    connection: &mut AnyConnection,
    id: Id,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Opened>, Broken> {
    let Some(application) = store::by_id(connection, id)? else {
        return Ok(None);
    };
    let facts = sessions::store::facts_for_applying(connection, application.session_id)?;
    let Some((session, clocks, seating)) = facts else {
        return Ok(None);
    };
    let names = bodies::store::names_of(connection, &[session.body_id])?;
    let body_name = names.on(session.body_id, session.local_date);
    let of_session = (&session, &clocks, &seating);
    let facts = actions::facts_for_refusing(connection, &application, of_session, now)?;
    Ok(Some(Opened {
        entry: store::desk::entry_of(connection, id)?,
        refusal: store::desk::refusal_of(connection, id)?,
        queue_place: reading::queue_place(connection, &application)?,
        application,
        session,
        seating,
        body_name,
        facts,
        list: String::new(),
    }))
}

/// An application opened for an act that was sent.
pub(super) async fn opened_to_act(sent: &Sent, id: &str) -> Result<Opened, Problem> {
    let mut opened = opened(&sent.desk, id, Right::Decide).await?;
    opened.list = kept_list(sent.fields.text("list"));
    Ok(opened)
}

impl Opened {
    /// The page of the application, with the way back to the list.
    pub(super) fn address(&self) -> String {
        let path = format!("/desk/applications/{}", self.application.id);
        with_list(path, &self.list)
    }

    /// A page of an act on it.
    pub(super) fn address_of(&self, act: &str) -> String {
        let path = format!("/desk/applications/{}/{act}", self.application.id);
        with_list(path, &self.list)
    }

    /// The list that one came from.
    pub(super) fn list_address(&self) -> String {
        let path = format!("/desk/sessions/{}/applicants", self.session.id);
        if self.list.is_empty() {
            path
        } else {
            format!("{path}?{}", self.list)
        }
    }
}

fn with_list(path: String, list: &str) -> String {
    if list.is_empty() {
        return path;
    }
    let list: String = url::form_urlencoded::byte_serialize(list.as_bytes()).collect();
    format!("{path}?list={list}")
}

/// Does an act in the lane of the session, on the application as it was seen.
pub(super) async fn act<T: Send + 'static>(
    sent: &Sent,
    opened: &Opened,
    act: impl FnOnce(&mut Work, Seen) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let seen = Seen {
        application: opened.application.id,
        // What no form of ours has sent was made of nothing that stands.
        revision: sent.fields.text("revision").parse().unwrap_or(-1),
        staff: sent.desk.person.id,
    };
    let lane = Lane::Session(opened.session.id);
    let database = &sent.desk.visit.app.database;
    database.write(lane, move |work| act(work, seen)).await
}

/// What a refused act says above its page, and whether somebody was faster; what is no refusal goes to the edge.
pub(super) fn told(
    desk: &SignedIn,
    fields: &Fields,
    refusal: Refusal,
    more: impl FnOnce(&Application) -> Vec<Difference>,
) -> Result<Told, Problem> {
    let speech = desk.visit.speech();
    match refusal {
        Refusal::Stale(now) => {
            let was = fields.text("state").parse();
            let mut differences = vec![Difference {
                label: speech.t("applicant-state"),
                yours: was.map_or_else(|_| String::new(), |state| state_word(speech, state)),
                theirs: state_word(speech, now.state),
            }];
            differences.extend(more(&now));
            // Where nothing of this differs, the state at least is told, the same in both.
            if differences.iter().any(|one| one.yours != one.theirs) {
                differences.retain(|one| one.yours != one.theirs);
            }
            Ok(Told::Stale(differences))
        }
        broken @ (Refusal::Broken(_) | Refusal::NotFound) => Err(broken.said(speech)),
        other => match other.said(speech) {
            Problem::Refused(refused) => Ok(Told::Refused(refused.detail)),
            problem => Err(problem),
        },
    }
}
