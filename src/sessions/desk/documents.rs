//! Files of matters: added, renamed, moved, taken away, looked at.

use actix_web::web::{Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use maud::Markup;

use super::documents_view::{self, Page};
use super::{form, refusals, upload};
use crate::args;
use crate::database::{Id, Instant, Lane, Work};
use crate::journal::Actor;
use crate::sessions::actions::{self, NewDocument, Refusal};
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::files::{self, Kept, Kind, Lying, Wrong, sanitised};
use crate::sessions::record::{Document, Session};
use crate::sessions::store::{self, Details};
use crate::sessions::views;
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Right, Sent, SignedIn, Ways};
use crate::web::form::title_after;
use crate::web::problem::FieldFault;

/// Mounts the pages and forms.
pub fn routes(ways: &mut Ways<'_>) {
    use Right::{KeepSessions, SeeSessions};
    ways.get("/desk/sessions/{session}/documents", SeeSessions, list);
    ways.post("/desk/sessions/{session}/documents", KeepSessions, add);
    ways.get("/desk/documents/{document}", SeeSessions, one);
    ways.post("/desk/documents/{document}/rename", KeepSessions, rename);
    ways.post("/desk/documents/{document}/move", KeepSessions, move_one);
    ways.post("/desk/documents/{document}/remove", KeepSessions, remove);
}

async fn list(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (session, details) =
        desk_frame::opened_with_details(&desk, &path, Right::SeeSessions).await?;
    let typed = desk.kept_fields().await?.unwrap_or_default();
    Ok(desk::shown(page(
        &desk,
        &session,
        &details,
        &typed,
        &[],
        None,
    )))
}

fn page(
    desk: &SignedIn,
    session: &Session,
    details: &Details,
    typed: &Fields,
    faults: &[FieldFault],
    above: Option<Markup>,
) -> Markup {
    let speech = desk.visit.speech();
    let heading = speech.t("documents-title");
    let went_wrong = above.is_some() || !faults.is_empty();
    let shown = Page {
        desk,
        session,
        details,
        typed,
        faults,
        above,
    };
    let content = documents_view::content(&shown, &heading);
    let title = title_after(speech, heading, went_wrong);
    desk_frame::page(desk, session, Part::Overview, &title, &content)
}

async fn add(
    request: HttpRequest,
    path: Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let begun = upload::begin(&request, payload, upload::FEW).await?;
    let (session, details) =
        desk_frame::opened_with_details(&begun.desk, &path, Right::KeepSessions).await?;
    // Asked before anything is received, and again in the act.
    let item = Id::parse(begun.fields.text("item")).ok_or(Problem::NotFound)?;
    let speech = begun.desk.visit.speech();
    let refused = actions::may_add_document(&session, &details, item, begun.desk.visit.now).err();
    let (desk, fields, wrong) = match refused {
        Some(Refusal::ClosedMatter) => {
            let wrong = speech.t("refusal-closed-matter");
            let (desk, fields) = begun.hear_out().await;
            (desk, fields, wrong)
        }
        Some(refusal) => return Err(refusals::as_problem(speech, refusal)),
        None => {
            let (desk, fields, received) = begun.receive().await?;
            let wrong = match received.kept {
                Ok(kept) => match entered(&desk, &session, &fields, &received.name, kept).await {
                    Ok(_) => return Ok(desk::see_done(&address(session.id), "document-added")),
                    Err(Refusal::ClosedMatter) => desk.visit.speech().t("refusal-closed-matter"),
                    Err(refusal) => return Err(refusals::as_problem(desk.visit.speech(), refusal)),
                },
                Err(wrong) => why(&desk, wrong),
            };
            (desk, fields, wrong)
        }
    };
    let (session, details) =
        desk_frame::opened_with_details(&desk, &path, Right::KeepSessions).await?;
    let fault = FieldFault {
        field: format!("file-{}", fields.text("item")),
        code: "file",
        message: wrong,
    };
    let page = page(&desk, &session, &details, &fields, &[fault], None);
    Ok(desk::shown_again(page))
}

fn why(desk: &SignedIn, wrong: Wrong) -> String {
    let speech = desk.visit.speech();
    let most = i64::try_from(desk.visit.app.settings.files.largest_bytes).unwrap_or(i64::MAX);
    let most = args! { "most" => views::files::size(speech, most) };
    speech.tf(&format!("documents-wrong-{}", wrong.as_str()), &most)
}

async fn entered(
    desk: &SignedIn,
    session: &Session,
    fields: &Fields,
    name: &str,
    kept: Kept,
) -> Result<Document, Refusal> {
    let new = NewDocument {
        session: session.id,
        item: Id::parse(fields.text("item")).ok_or(Refusal::NotFound)?,
        name: sanitised(fields.given("name").unwrap_or(name), kept.kind),
        media_type: kept.kind.media_type(),
        bytes: kept.bytes,
        sha256: kept.sha256,
        stored_as: kept.stored_as,
    };
    let (now, actor) = (desk.visit.now, Actor::Staff(desk.person.id));
    let file = desk.visit.app.settings.files.folder.join(&new.stored_as);
    let added = desk
        .visit
        .app
        .database
        .write(Lane::Session(session.id), move |work| {
            actions::add_document(work, now, &actor, new)
        })
        .await;
    // A fault of the machine leaves it: whether the act came through is not known then, and a job looks after it.
    if added
        .as_ref()
        .is_err_and(|refusal| !matches!(refusal, Refusal::Broken(_)))
    {
        upload::forget(file).await;
    }
    added
}

fn address(session: Id) -> String {
    format!("/desk/sessions/{session}/documents")
}

/// The file of a path, if the person may do this with its session.
async fn opened(desk: &SignedIn, path: &str, right: Right) -> Result<(Document, Session), Problem> {
    let id = Id::parse(path).ok_or(Problem::NotFound)?;
    let database = &desk.visit.app.database;
    let (document, session) = database
        .read(move |connection| {
            let document = files::not_removed(store::document(connection, id)?)?;
            let session = store::by_id(connection, document.session_id)?;
            Ok::<_, Problem>((document, session.ok_or(Problem::NotFound)?))
        })
        .await?;
    desk.person.may(right, session.body_id)?;
    Ok((document, session))
}

async fn one(
    request: HttpRequest,
    desk: SignedIn,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let (document, _) = opened(&desk, &path, Right::SeeSessions).await?;
    files::serve(&request, &desk.visit, Lying::from(&document)).await
}

async fn rename(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (document, session) = opened(&sent.desk, &path, Right::KeepSessions).await?;
    let field = format!("name-{}", document.id);
    let Some(given) = sent.fields.given(&field) else {
        let fault = FieldFault {
            field,
            code: "required",
            message: sent.desk.visit.speech().t("documents-wrong-name"),
        };
        let id = session.id.to_string();
        let (session, details) =
            desk_frame::opened_with_details(&sent.desk, &id, Right::KeepSessions).await?;
        let page = page(&sent.desk, &session, &details, &sent.fields, &[fault], None);
        return Ok(desk::shown_again(page));
    };
    let kind = Kind::of_media_type(&document.media_type).unwrap_or(Kind::Pdf);
    let name = sanitised(given, kind);
    act(
        &sent,
        &document,
        "document-renamed",
        move |work, now, actor, at| actions::rename_document(work, now, actor, at, &name),
    )
    .await
}

async fn move_one(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (document, _) = opened(&sent.desk, &path, Right::KeepSessions).await?;
    let up = sent.fields.text("act") == "up";
    act(
        &sent,
        &document,
        "document-moved",
        move |work, now, actor, at| actions::move_document(work, now, actor, at, up),
    )
    .await
}

async fn remove(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (document, _) = opened(&sent.desk, &path, Right::KeepSessions).await?;
    act(
        &sent,
        &document,
        "document-removed",
        actions::remove_document,
    )
    .await
}

/// Does an act on a file of the state that the page showed.
async fn act<F>(
    sent: &Sent,
    document: &Document,
    word: &str,
    act: F,
) -> Result<HttpResponse, Problem>
where
    F: FnOnce(
            &mut Work,
            chrono::DateTime<chrono::Utc>,
            &Actor,
            (Id, Instant),
        ) -> Result<(), Refusal>
        + Send
        + 'static,
{
    let desk = &sent.desk;
    let seen = form::seen(&sent.fields);
    let (id, session, now) = (document.id, document.session_id, desk.visit.now);
    let actor = Actor::Staff(desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(session), move |work| {
            act(work, now, &actor, (id, seen))
        })
        .await;
    match done {
        Ok(()) => Ok(desk::see_done(&address(session), word)),
        Err(Refusal::Stale) => stale(sent, document).await,
        Err(refusal) => Err(refusals::as_problem(desk.visit.speech(), refusal)),
    }
}

/// Somebody changed the session since the page was shown: it is shown as it stands, with what was typed.
async fn stale(sent: &Sent, document: &Document) -> Result<HttpResponse, Problem> {
    let desk = &sent.desk;
    let id = document.session_id.to_string();
    let (session, details) =
        desk_frame::opened_with_details(desk, &id, Right::KeepSessions).await?;
    let stands = details
        .documents
        .iter()
        .find(|one| one.id == document.id)
        .map(|one| one.name.clone());
    let sent_name = sent.fields.given(&format!("name-{}", document.id));
    let speech = desk.visit.speech();
    let difference = Difference {
        label: speech.t("documents-name"),
        yours: sent_name.unwrap_or(&document.name).to_owned(),
        theirs: stands.unwrap_or_else(|| speech.t("documents-gone")),
    };
    let both = desk::both_states(speech, &[difference]);
    let typed = sent.fields.clone().without(&[form::SEEN]);
    let page = page(desk, &session, &details, &typed, &[], Some(both));
    Ok(desk::shown_stale(page))
}
