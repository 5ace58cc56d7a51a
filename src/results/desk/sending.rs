//! A form with its file: what is published, or takes the place of what was. What is said of a document is looked at
//! before its file is received, and again in the act.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use actix_web::web::{Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use maud::Markup;

use super::form_views::{self, Form};
use super::{Known, address, form, listing, opened, opened_by, refusals};
use crate::args;
use crate::database::{Id, Lane};
use crate::language::Language;
use crate::results::actions::{self, NewFile, Order, Refusal};
use crate::results::record::Outcome;
use crate::sessions::deadlines::Counting;
use crate::sessions::desk::upload::{self, Begun, Received};
use crate::sessions::desk::{SEEN, seen, since_changed};
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::files::{Wrong, sanitised};
use crate::sessions::views::files::size;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, SignedIn};
use crate::web::form::title_after;
use crate::web::problem::FieldFault;

/// The field in which the form says why it is late.
const REASON: &str = "late_reason";

/// `POST /desk/sessions/{session}/results`.
pub async fn publish(
    request: HttpRequest,
    path: Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let begun = upload::begin(&request, payload, upload::TEXTS).await?;
    let known = opened(&begun.desk, &path, Right::KeepSessions).await?;
    send(begun, known, None).await
}

/// `GET /desk/results/{result}/replace`.
pub async fn ask_replacing(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (known, id) = opened_by(&desk, &path, Right::KeepSessions).await?;
    if let Some(fields) = desk.kept_fields().await? {
        let page = page(&desk, &known, Some(id), &fields, &[], None);
        return Ok(desk::shown(page));
    }
    let former = known.outcome(id).ok_or(Problem::NotFound)?;
    let fields = form::to_replace(&known.session, former)?;
    Ok(desk::shown(page(
        &desk,
        &known,
        Some(id),
        &fields,
        &[],
        None,
    )))
}

/// `POST /desk/results/{result}/replace`.
pub async fn replace(
    request: HttpRequest,
    path: Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let begun = upload::begin(&request, payload, upload::TEXTS).await?;
    let (known, id) = opened_by(&begun.desk, &path, Right::KeepSessions).await?;
    send(begun, known, Some(id)).await
}

/// The page on which the form stands.
fn page(
    desk: &SignedIn,
    known: &Known,
    former: Option<Id>,
    fields: &Fields,
    faults: &[FieldFault],
    above: Option<Markup>,
) -> Markup {
    let Some(former) = former.and_then(|id| known.outcome(id)) else {
        return listing::page(desk, known, fields, faults, above);
    };
    let speech = desk.visit.speech();
    let heading = speech.t("results-replace");
    let title = title_after(speech, heading, above.is_some() || !faults.is_empty());
    let form = Form {
        desk,
        known,
        former: Some(former),
        fields,
        faults,
    };
    let content = form_views::replacing(&form, above.as_ref());
    desk_frame::page(desk, &known.session, Part::Overview, &title, &content)
}

async fn send(begun: Begun, known: Known, former: Option<Id>) -> Result<HttpResponse, Problem> {
    let order = match looked_at(&begun, &known, former) {
        Ok(order) => order,
        Err(refused) => {
            let (desk, fields) = begun.hear_out().await;
            return match refused {
                Looked::Faults(faults) => Ok(again(&desk, &known, former, &fields, &faults)),
                Looked::Stale => stale(&desk, &known, former, fields).await,
                Looked::Problem(problem) => Err(problem),
            };
        }
    };
    let (desk, fields, received) = begun.receive_all().await?;
    let files = match files_of(&desk, received, order.text.is_some()).await {
        Ok(files) => files,
        Err(faults) => return Ok(again(&desk, &known, former, &fields, &faults)),
    };
    let order = Order { files, ..order };
    match written(&desk, order, former).await {
        Ok(_) => {
            let word = match former {
                Some(_) => "result-replaced",
                None => "result-published",
            };
            Ok(desk::see_done(&address(known.session.id), word))
        }
        Err(Refusal::Stale) => stale(&desk, &known, former, fields).await,
        Err(refusal) => {
            let speech = desk.visit.speech();
            let faults = refusals::as_faults(speech, &known.session, REASON, refusal)?;
            Ok(again(&desk, &known, former, &fields, &faults))
        }
    }
}

/// What stands against a form before its file is received.
enum Looked {
    Faults(Vec<FieldFault>),
    Stale,
    Problem(Problem),
}

fn looked_at(begun: &Begun, known: &Known, former: Option<Id>) -> Result<Order, Looked> {
    let (desk, session) = (&begun.desk, &known.session);
    let (speech, now) = (desk.visit.speech(), desk.visit.now);
    actions::may_have_results(session, now).or_else(|refusal| as_looked(desk, known, refusal))?;
    let fixed = former.and_then(|id| known.outcome(id)).map(|one| one.kind);
    let order = form::read(speech, &begun.fields, session, fixed).map_err(Looked::Faults)?;
    if seen(&begun.fields) != session.updated_at {
        return Err(Looked::Stale);
    }
    let counting = Counting::of(&desk.visit.app);
    let facts = (session, &known.clocks, known.bound);
    actions::belongs(&order, &known.agenda).or_else(|refusal| as_looked(desk, known, refusal))?;
    actions::judge(&counting, facts, &order, former.is_some(), now)
        .map(drop)
        .or_else(|refusal| as_looked(desk, known, refusal))?;
    Ok(order)
}

fn as_looked(desk: &SignedIn, known: &Known, refusal: Refusal) -> Result<(), Looked> {
    let speech = desk.visit.speech();
    match refusals::as_faults(speech, &known.session, REASON, refusal) {
        Ok(faults) => Err(Looked::Faults(faults)),
        Err(problem) => Err(Looked::Problem(problem)),
    }
}

/// The files as they came; none was chosen where a part is empty and has no name. Where one is not taken, none of them is
/// kept.
async fn files_of(
    desk: &SignedIn,
    received: Vec<(String, Received)>,
    has_text: bool,
) -> Result<Vec<NewFile>, Vec<FieldFault>> {
    let speech = desk.visit.speech();
    let wrong = |field: &str, message: &str| form::fault(speech, field, "file", message);
    let (mut files, mut faults) = (Vec::<NewFile>::new(), Vec::new());
    for (field, received) in received {
        let language = field.rsplit_once('-').map(|(_, code)| code);
        let language = language.and_then(Language::parse);
        match received.kept {
            Ok(kept) => files.push(NewFile {
                language,
                name: sanitised(&received.name, kept.kind),
                media_type: kept.kind.media_type(),
                bytes: kept.bytes,
                sha256: kept.sha256,
                stored_as: kept.stored_as,
            }),
            Err(Wrong::Empty) if received.name.is_empty() => {}
            Err(why) => {
                let most = desk.visit.app.settings.files.largest_bytes;
                let most = size(speech, i64::try_from(most).unwrap_or(i64::MAX));
                let most = args! { "most" => most };
                let message = speech.tf(&format!("documents-wrong-{}", why.as_str()), &most);
                faults.push(wrong(&field, &message));
            }
        }
    }
    if faults.is_empty() && files.is_empty() && !has_text {
        faults.push(wrong(upload::FILE, &speech.t("results-fault-empty")));
    }
    // One that is in all languages comes first; none beside it can be of no language.
    files.sort_by_key(|file| file.language);
    let mut seen = HashSet::new();
    if !files.iter().all(|file| seen.insert(file.language)) {
        faults.push(wrong(
            upload::FILE,
            &speech.t("results-fault-one-a-language"),
        ));
    }
    if faults.is_empty() {
        return Ok(files);
    }
    for file in files {
        let folder = &desk.visit.app.settings.files.folder;
        upload::forget(folder.join(file.stored_as)).await;
    }
    Err(faults)
}

async fn written(desk: &SignedIn, order: Order, former: Option<Id>) -> Result<Outcome, Refusal> {
    let (app, now, staff) = (Arc::clone(&desk.visit.app), desk.visit.now, desk.person.id);
    let folder = &desk.visit.app.settings.files.folder;
    let lying = order.files.iter().map(|file| folder.join(&file.stored_as));
    let lying: Vec<PathBuf> = lying.collect();
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(order.session), move |work| {
            let counting = Counting::in_act(work, &app)?;
            match former {
                Some(former) => actions::replace(work, now, &counting, staff, (former, &order)),
                None => actions::publish(work, now, &counting, staff, &order),
            }
        })
        .await;
    let refused = done
        .as_ref()
        .is_err_and(|refusal| !matches!(refusal, Refusal::Broken(_)));
    // A fault of the machine leaves it: whether the act came through is not known then, and a job looks after it.
    if refused {
        for file in lying {
            upload::forget(file).await;
        }
    }
    done
}

fn again(
    desk: &SignedIn,
    known: &Known,
    former: Option<Id>,
    fields: &Fields,
    faults: &[FieldFault],
) -> HttpResponse {
    desk::shown_again(page(desk, known, former, fields, faults, None))
}

/// Somebody changed the session since the page was shown: it is shown as it stands, with what was typed.
async fn stale(
    desk: &SignedIn,
    known: &Known,
    former: Option<Id>,
    fields: Fields,
) -> Result<HttpResponse, Problem> {
    let id = known.session.id.to_string();
    if former.is_none() {
        return listing::stale(desk, &id, fields).await;
    }
    let known = opened(desk, &id, Right::KeepSessions).await?;
    let speech = desk.visit.speech();
    let differences = [since_changed(speech, &known.session, &fields)];
    let both = desk::both_states(speech, &differences);
    let typed = fields.without(&[SEEN]);
    let page = page(desk, &known, former, &typed, &[], Some(both));
    Ok(desk::shown_stale(page))
}
