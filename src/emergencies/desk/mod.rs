//! Emergencies at the desk: declaring one, what became of its sessions, ending it, and who was told.
//!
//! | file | what it is for |
//! |---|---|
//! | `list` | those that stand, those that are over |
//! | `new`, `wish`, `form` | declaring one: the form, read and shown |
//! | `preview` | what it would come to, shown before |
//! | `one`, `one_views` | one with its sessions and what is still to be done |
//! | `in_hall` | sessions that sit in the hall again while it stands |
//! | `ending`, `ending_views` | ending it; a hall given again to one session |
//! | `report`, `report_views`, `tables` | who was told, when and how; the same as tables |

mod ending;
mod ending_views;
mod form;
mod in_hall;
mod list;
mod new;
mod one;
mod one_views;
mod preview;
mod report;
mod report_views;
mod tables;
mod wish;

use maud::Markup;

use crate::database::{Id, Instant};
use crate::language::Speech;
use crate::sessions::emergency::Declared;
use crate::sessions::emergency_words;
use crate::sessions::store;
use crate::web::Problem;
use crate::web::desk::{Reach, Right, SignedIn, Ways};
use crate::web::layout::CAPITAL_ZONE;
use crate::web::signs::{self, Tone};

/// Where the list stands.
const LIST: &str = "/desk/emergencies";

/// The addresses.
pub(super) fn routes(ways: &mut Ways<'_>) {
    use Right::{DeclareEmergencies, SeeEmergencies, SeePersons};
    ways.get(LIST, SeeEmergencies, list::list);
    let new = "/desk/emergencies/new";
    ways.get(new, DeclareEmergencies, new::page);
    ways.post(new, DeclareEmergencies, new::send);
    let one = "/desk/emergencies/{emergency}";
    ways.get(one, SeeEmergencies, one::page);
    let end = "/desk/emergencies/{emergency}/end";
    ways.get(end, DeclareEmergencies, ending::ask);
    ways.post(end, DeclareEmergencies, ending::end);
    let restore = "/desk/emergencies/{emergency}/sessions/{session}/restore";
    ways.post(restore, DeclareEmergencies, ending::restore);
    let report = "/desk/emergencies/{emergency}/report";
    ways.get(report, SeeEmergencies, report::page);
    let sessions = "/desk/emergencies/{emergency}/report.csv";
    ways.post(sessions, SeeEmergencies, report::sessions_csv);
    let people = "/desk/emergencies/{emergency}/people.csv";
    ways.post(people, SeePersons, report::people_csv);
}

/// Where one stands.
fn address_of(id: Id) -> String {
    format!("{LIST}/{id}")
}

/// Whether the person may do this with an emergency of this body. One of the office is read by whoever reads of any;
/// it is declared and ended by whoever may for all bodies.
fn may(desk: &SignedIn, right: Right, body: Option<Id>) -> Result<(), Problem> {
    match body {
        Some(body) => desk.person.may(right, body),
        None if right != Right::DeclareEmergencies => Ok(()),
        None if desk.person.reach(right) == Reach::All => Ok(()),
        None => Err(Problem::Forbidden),
    }
}

/// The emergency of an address, if the person may do this with it.
async fn opened(desk: &SignedIn, id: &str, right: Right) -> Result<Declared, Problem> {
    let id = Id::parse(id).ok_or(Problem::NotFound)?;
    let read = move |connection: &mut _| store::emergency(connection, id);
    let found = desk.visit.app.database.read(read).await?;
    let declared = found.ok_or(Problem::NotFound)?;
    may(desk, right, declared.emergency.body_id)?;
    Ok(declared)
}

/// An instant by the clock of the capital.
fn moment(speech: Speech<'_>, at: Instant) -> String {
    speech.date_time(at.utc().with_timezone(&CAPITAL_ZONE).naive_local())
}

/// What it is called on pages: its kind.
fn title_of(speech: Speech<'_>, declared: &Declared) -> String {
    emergency_words::kind(speech, declared.emergency.kind)
}

/// Whether it stands, is still to begin, or is over.
fn badge(desk: &SignedIn, declared: &Declared) -> Markup {
    let speech = desk.visit.speech();
    let (tone, key) = if !declared.stands(desk.visit.now) {
        (Tone::Plain, "emergency-state-over")
    } else if !declared.emergency.has_begun(desk.visit.now) {
        (Tone::Warn, "emergency-state-to-come")
    } else {
        (Tone::Bad, "emergency-state-stands")
    };
    signs::badge(tone, speech.t(key))
}
