//! `/desk/passes/{pass}`: what the code of a pass opens for a guard. Looking changes nothing; letting in is a form.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{act, session_of};
use crate::applications::door::actions::{self, LetIn, Refusal};
use crate::applications::door::record::Entrant;
use crate::applications::door::verdict::{Bar, Verdict, verdict};
use crate::applications::door::{store, views};
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{self, Right, Sent, SignedIn};

/// The person of a pass and the session, if the guard keeps the door of its body. That it is on another day is told,
/// but then not who it is.
async fn passed(desk: &SignedIn, pass: &str) -> Result<(Session, Entrant), Problem> {
    let pass = pass.to_owned();
    let database = &desk.visit.app.database;
    let entrant = database
        .read(move |connection| store::by_pass(connection, &pass))
        .await?
        .ok_or(Problem::NotFound)?;
    let session = session_of(desk, entrant.session_id).await?;
    desk.person.may(Right::KeepDoor, session.body_id)?;
    Ok((session, entrant))
}

/// The page.
pub async fn show(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (session, entrant) = passed(&desk, &path).await?;
    let verdict = verdict(&session, &entrant, desk.visit.now);
    let page = views::pass::page(&desk, &session, &entrant, &path, verdict);
    Ok(desk::shown(page))
}

/// Lets the person in.
pub async fn check_in(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let desk = sent.desk;
    let (session, entrant) = passed(&desk, &path).await?;
    let (now, by, id) = (desk.visit.now, desk.person.id, entrant.id);
    let done = act(&desk, session.id, move |work| {
        actions::check_in(work, now, by, id)
    });
    match done.await {
        Ok(LetIn::Now(_)) => Ok(desk::see(&format!("/desk/passes/{path}?done=came"))),
        Ok(LetIn::Before(_)) => Ok(desk::see(&format!("/desk/passes/{path}?done=already"))),
        Err(Refusal::Barred(bar)) => Ok(barred(&desk, &session, &entrant, &path, bar)),
        Err(refusal) => Err(views::said(desk.visit.speech(), refusal)),
    }
}

fn barred(
    desk: &SignedIn,
    session: &Session,
    entrant: &Entrant,
    pass: &str,
    bar: Bar,
) -> HttpResponse {
    let verdict = Verdict::Barred(bar);
    desk::shown_stale(views::pass::page(desk, session, entrant, pass, verdict))
}
