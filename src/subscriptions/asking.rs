//! The way from what was sent to the act, the same for the form and the API.

use actix_web::HttpResponse;
use actix_web::http::header;

use super::actions::{self, Ask};
use super::wish::{Known, Wish};
use crate::app::App;
use crate::bodies::reading::{self, Named};
use crate::bodies::store::{self as bodies, Places};
use crate::database::{AnyConnection, Broken, Lane};
use crate::outbox;
use crate::outbox::trace::Trace;
use crate::web::layout::today_in_the_capital;
use crate::web::problem::FieldFault;
use crate::web::submitted::Sent;
use crate::web::{Problem, Visit};

/// The bodies there are.
pub(super) struct Office {
    pub(super) bodies: Vec<Named>,
    places: Places,
}

impl Office {
    /// Three queries.
    pub(super) async fn read(visit: &Visit) -> Result<Self, Problem> {
        let (today, _) = today_in_the_capital(visit.now);
        let read = move |connection: &mut AnyConnection| {
            Ok::<_, Broken>(Self {
                bodies: reading::all(connection, today)?,
                places: bodies::places(connection)?,
            })
        };
        Ok(visit.app.database.read(read).await?)
    }

    fn known<'a>(&'a self, visit: &'a Visit) -> Known<'a> {
        Known {
            speech: visit.speech(),
            bodies: &self.bodies,
            places: &self.places,
        }
    }

    /// The address and which letters it is to get, or all faults.
    pub(super) fn asked(
        &self,
        visit: &Visit,
        sent: &Sent,
    ) -> Result<(String, Wish), Vec<FieldFault>> {
        let known = self.known(visit);
        match (known.email(sent), known.wish(sent, &[])) {
            (Ok(email), Ok(wish)) => Ok((email, wish)),
            (Ok(_), Err(faults)) => Err(faults),
            (Err(fault), Ok(_)) => Err(vec![fault]),
            (Err(fault), Err(faults)) => Err([vec![fault], faults].concat()),
        }
    }

    /// Which letters, of a form that carries a revision besides.
    pub(super) fn changed(&self, visit: &Visit, sent: &Sent) -> Result<Wish, Vec<FieldFault>> {
        self.known(visit).wish(sent, &["revision"])
    }
}

/// Asks; what becomes of it only whoever reads the address learns.
pub(super) async fn ask(visit: &Visit, email: String, wish: Wish) -> Result<(), Problem> {
    let trace = trace(&visit.app).await?;
    let order = Ask {
        email_digest: trace.of_address(&email),
        reader_digest: trace.of_reader(&email),
        email,
        wish,
        term: visit.app.settings.subscriptions.term(),
    };
    let now = visit.now;
    let act = move |work: &mut crate::database::Work<'_>| actions::ask(work, now, &order);
    visit.app.database.write(Lane::Any, act).await?;
    Ok(())
}

/// What addresses are known by; the same as in the outbox, where it tells whether anybody reads them.
async fn trace(app: &App) -> Result<Trace, Broken> {
    Ok(Trace::with(outbox::store::key_of(&app.database).await?))
}

/// To another page.
pub(super) fn see(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .finish()
}
