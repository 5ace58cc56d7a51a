//! The page of letters, gathered: eight queries, however many letters there are.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::store::{self, Lost, Many, Stopped, ToCall, Wanted};
use super::wish::{Part, ROWS, Wish};
use crate::app::App;
use crate::applications::record::Application;
use crate::database::{AnyConnection, Broken, Id};
use crate::web::desk::{Person, Right};

/// Some rows of a part.
#[derive(Debug, Clone)]
pub struct Rows<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Whether there are more.
    pub more: bool,
}

impl<T> Rows<T> {
    fn cut(mut items: Vec<T>) -> Self {
        let most = usize::try_from(ROWS).unwrap_or(usize::MAX);
        let more = items.len() > most;
        items.truncate(most);
        Self { items, more }
    }
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What was asked for.
    pub wish: Wish,
    /// Letters to many that wait.
    pub to_many: Vec<Many>,
    /// Letters that did not arrive.
    pub lost: Rows<Lost>,
    /// People without e-mail.
    pub to_call: Rows<ToCall>,
    /// Addresses that get nothing more.
    pub stopped: Rows<Stopped>,
    people: Vec<Application>,
    names: HashMap<Id, String>,
}

/// Gathers it for a person.
///
/// # Errors
/// [`Broken::Query`].
pub fn gather(
    connection: &mut AnyConnection,
    app: &App,
    person: &Person,
    wish: Wish,
    now: DateTime<Utc>,
) -> Result<Shown, Broken> {
    let kept = TimeDelta::days(i64::from(app.settings.applications.retention_days));
    let wanted = Wanted {
        reach: person.reach(Right::SeeApplications),
        session: wish.session,
        since: now - kept,
    };
    let lost = store::lost(connection, &wanted, wish.offset(Part::Letters))?;
    let to_call = store::to_call(connection, &wanted, wish.offset(Part::Calls))?;
    let stopped = store::stopped(connection, &wanted, wish.offset(Part::Addresses))?;
    let to_many = store::to_many(connection, &wanted)?;
    let (lost, to_call) = (Rows::cut(lost), Rows::cut(to_call));
    let people = people(connection, &lost.items, &to_call.items)?;
    let done = lost.items.iter().map(|one| one.done);
    let done = done.chain(to_call.items.iter().map(|one| one.done));
    let mut staff: Vec<Id> = done.flatten().map(|(who, _)| who).collect();
    staff.sort_unstable();
    staff.dedup();
    Ok(Shown {
        wish,
        to_many,
        lost,
        to_call,
        stopped: Rows::cut(stopped),
        people,
        names: store::names(connection, &staff)?,
    })
}

/// Whom these letters were for, and who is to be telephoned.
fn people(
    connection: &mut AnyConnection,
    lost: &[Lost],
    to_call: &[ToCall],
) -> Result<Vec<Application>, Broken> {
    let mut ids: Vec<Id> = lost
        .iter()
        .flat_map(|one| named_in(&one.once_key))
        .collect();
    ids.extend(to_call.iter().map(|one| one.application));
    let with_address = || lost.iter().filter(|one| !one.recipient.is_empty());
    let about: Vec<Id> = with_address().map(|one| one.about.id).collect();
    let addresses: Vec<String> = with_address().map(|one| one.recipient.clone()).collect();
    store::people(connection, &ids, (&about, &addresses))
}

/// The ids in a once-key.
fn named_in(once_key: &str) -> impl Iterator<Item = Id> {
    once_key.split([' ', ':']).filter_map(Id::parse)
}

impl Shown {
    /// The applicant whom a letter was for, if it was for one.
    #[must_use]
    pub fn applicant_of(&self, letter: &Lost) -> Option<&Application> {
        let of_session = || {
            let people = self.people.iter();
            people.filter(|one| one.session_id == letter.about.id)
        };
        let named = named_in(&letter.once_key).find_map(|id| of_session().find(|one| one.id == id));
        let addressed = || {
            let address = Some(letter.recipient.as_str()).filter(|address| !address.is_empty());
            of_session().find(|one| address.is_some() && one.email.as_deref() == address)
        };
        named.or_else(addressed)
    }

    /// One of those to be telephoned.
    #[must_use]
    pub fn applicant(&self, id: Id) -> Option<&Application> {
        self.people.iter().find(|one| one.id == id)
    }

    /// The name of a person of the desk.
    #[must_use]
    pub fn name(&self, member: Id) -> &str {
        self.names.get(&member).map_or("–", String::as_str)
    }
}
