//! The buttons of the pass list.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::list::{self, Done};
use super::{act, opened, session_of};
use crate::applications::door::actions::{self, LetIn, Refusal};
use crate::applications::door::record::Entrant;
use crate::applications::door::{days, store, views};
use crate::database::Id;
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn};

/// The person behind an id, with the session whose door it is.
async fn entrant(desk: &SignedIn, id: &str) -> Result<(Session, Entrant), Problem> {
    let id = Id::parse(id).ok_or(Problem::NotFound)?;
    let database = &desk.visit.app.database;
    let entrant = database
        .read(move |connection| store::entrant(connection, id))
        .await?
        .ok_or(Problem::NotFound)?;
    let session = session_of(desk, entrant.session_id).await?;
    days::may_see(desk, &session)?;
    Ok((session, entrant))
}

/// Lets a person in.
pub async fn check_in(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let (session, entrant) = entrant(&desk, &path).await?;
    let (now, by, id) = (desk.visit.now, desk.person.id, entrant.id);
    let done = act(&desk, session.id, move |work| {
        actions::check_in(work, now, by, id)
    });
    match done.await {
        Ok(LetIn::Now(_)) => Ok(back(&session, &fields, Done::Came, id)),
        Ok(LetIn::Before(_)) => Ok(back(&session, &fields, Done::Already, id)),
        Err(refusal) => refused(&desk, &session, &fields, refusal, id).await,
    }
}

/// Takes that back.
pub async fn undo(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let (session, entrant) = entrant(&desk, &path).await?;
    let (now, by, id) = (desk.visit.now, desk.person.id, entrant.id);
    let Ok(revision) = fields.text("revision").parse() else {
        return Err(Problem::Invalid(Vec::new()));
    };
    let done = act(&desk, session.id, move |work| {
        actions::undo(work, now, by, id, revision)
    });
    match done.await {
        Ok(_) => Ok(back(&session, &fields, Done::Undone, id)),
        Err(refusal) => refused(&desk, &session, &fields, refusal, id).await,
    }
}

/// Marks absent who has not come.
pub async fn mark_absent(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let session = opened(&desk, &path).await?;
    desk.person.may(Right::Decide, session.body_id)?;
    let (now, by, id) = (desk.visit.now, desk.person.id, session.id);
    let done = act(&desk, id, move |work| {
        actions::mark_absent(work, now, by, id)
    });
    match done.await {
        Ok(marked) => Ok(desk::see(&format!(
            "/desk/sessions/{id}/door?absent={marked}"
        ))),
        Err(refusal) => refused(&desk, &session, &fields, refusal, id).await,
    }
}

/// Back to the list as it was searched, with a word on what was done.
fn back(session: &Session, fields: &Fields, done: Done, whom: Id) -> HttpResponse {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for name in ["q", "skip"] {
        if let Some(value) = fields.given(name) {
            query.append_pair(name, value);
        }
    }
    let query = query
        .append_pair("done", done.word())
        .append_pair("of", whom.as_str())
        .finish();
    desk::see(&format!("/desk/sessions/{}/door?{query}", session.id))
}

/// What stood in the way: the list again where the row has changed, else a page that says what to do.
async fn refused(
    desk: &SignedIn,
    session: &Session,
    fields: &Fields,
    refusal: Refusal,
    whom: Id,
) -> Result<HttpResponse, Problem> {
    match refusal {
        Refusal::Changed(_) => {
            let search = fields.text("q").to_owned();
            let skip = fields.text("skip").parse().unwrap_or(0);
            let done = Some((Done::Changed, whom));
            let shown = list::read(desk, session, search, skip, done).await?;
            Ok(desk::shown_stale(views::list::page(desk, session, &shown)))
        }
        refusal => Err(views::said(desk.visit.speech(), refusal)),
    }
}
