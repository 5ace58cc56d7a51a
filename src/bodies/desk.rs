//! Bodies at the desk: the list, a new one, the card of one. Changing a body concerns its sessions too and stands in
//! `changes`.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::actions::{NotRevised, Refusal, add};
use super::card_form::{self, Reader};
use super::reading::{self, Named};
use super::record::BodyName;
use super::{desk_views, store};
use crate::database::{Broken, Id, Lane};
use crate::journal::Actor;
use crate::language::fold;
use crate::web::Problem;
use crate::web::desk::{self, Right, Sent, SignedIn, Ways};
use crate::web::layout::today_in_the_capital;
use crate::web::problem::FieldFault;

/// The addresses of this slice behind the sign-in.
pub fn desk_routes(ways: &mut Ways<'_>) {
    ways.get("/desk/bodies", Right::SeeBodies, list);
    ways.get("/desk/bodies/new", Right::AddBodies, new);
    ways.post("/desk/bodies/new", Right::AddBodies, enter);
    ways.get("/desk/bodies/{body}", Right::SeeBodies, one);
}

/// A body with everything that its page shows.
pub struct Opened {
    /// The body with its name of today.
    pub named: Named,
    /// All its names, oldest first.
    pub names: Vec<BodyName>,
    /// All bodies: those that it may belong to.
    pub all: Vec<Named>,
}

/// The body of this id, if the person may do this with it. Three queries.
///
/// # Errors
/// [`Problem::NotFound`] for what is not there or not the person's, [`Problem::Forbidden`].
pub async fn opened(desk: &SignedIn, id: &str, right: Right) -> Result<Opened, Problem> {
    let id = Id::parse(id).ok_or(Problem::NotFound)?;
    let (today, _) = today_in_the_capital(desk.visit.now);
    let read = desk.visit.app.database.read(move |connection| {
        let all = reading::all(connection, today)?;
        let names = store::names_of(connection, &[id])?;
        Ok::<_, Broken>((all, names))
    });
    let (all, names) = read.await?;
    let found = all.iter().find(|one| one.body.id == id).cloned();
    let found = found.ok_or(Problem::NotFound)?;
    desk.person.may(right, id)?;
    Ok(Opened {
        names: names.history(id).to_vec(),
        named: found,
        all,
    })
}

async fn all(desk: &SignedIn) -> Result<Vec<Named>, Problem> {
    let (today, _) = today_in_the_capital(desk.visit.now);
    let read = move |connection: &mut _| reading::all(connection, today);
    Ok(desk.visit.app.database.read(read).await?)
}

async fn list(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let reach = desk.person.reach(Right::SeeBodies);
    let query = desk.visit.path_and_query.split_once('?');
    let asked = query.and_then(|(_, query)| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        let (_, words) = pairs.find(|(name, _)| name == "q")?;
        Some(words.into_owned())
    });
    let asked = asked.unwrap_or_default();
    let sought = fold(&asked);
    let found = |one: &Named| {
        let name = &one.name;
        let texts = [
            Some(&name.kk),
            Some(&name.ru),
            name.en.as_ref(),
            Some(&one.body.slug),
        ];
        let mut texts = texts.into_iter().flatten();
        sought.is_empty() || texts.any(|text| fold(text).contains(&sought))
    };
    let mut bodies = all(&desk).await?;
    bodies.retain(|one| reach.holds(one.body.id) && found(one));
    Ok(desk::shown(desk_views::list(&desk, &bodies, &asked)))
}

async fn new(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let kept = desk.kept_fields().await?;
    let fields = kept.unwrap_or_else(card_form::usual_fields);
    let bodies = all(&desk).await?;
    Ok(desk::shown(desk_views::new(&desk, &fields, &bodies, &[])))
}

async fn enter(sent: Sent) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let speech = desk.visit.speech();
    let mut reader = Reader::of(&fields, speech);
    let (slug, name) = (reader.slug(), reader.name());
    let order = super::actions::Order {
        slug,
        name,
        ..reader.card()
    };
    let faults = match reader.finish(order) {
        Err(faults) => faults,
        Ok(order) => {
            let (now, actor) = (desk.visit.now, Actor::Staff(desk.person.id));
            let database = &desk.visit.app.database;
            let done = database.write(Lane::Any, move |work| add(work, now, &actor, &order));
            match done.await {
                Ok(body) => {
                    let card = format!("/desk/bodies/{}", body.id);
                    return Ok(desk::see_done(&card, "body-entered"));
                }
                Err(not) => not_revised(&desk, not)?,
            }
        }
    };
    let bodies = all(&desk).await?;
    let page = desk_views::new(&desk, &fields, &bodies, &faults);
    Ok(desk::shown_again(page))
}

/// Faults of a card that only the act itself finds.
fn not_revised(desk: &SignedIn, not: NotRevised) -> Result<Vec<FieldFault>, Problem> {
    let speech = desk.visit.speech();
    let fault = |field: &str, key: &str| {
        vec![FieldFault {
            field: field.to_owned(),
            code: "refused",
            message: speech.t(key),
        }]
    };
    match not {
        NotRevised::SlugTaken => Ok(fault("slug", "body-fault-slug-taken")),
        NotRevised::Refused(Refusal::Circle) => Ok(fault("parent", "body-fault-circle")),
        NotRevised::Refused(Refusal::Card(faults)) => Ok(faults
            .into_iter()
            .map(|fault| card_form::law_fault(speech, fault))
            .collect()),
        NotRevised::Refused(Refusal::Broken(broken)) => Err(broken.into()),
        NotRevised::NotFound | NotRevised::Stale | NotRevised::FirstName => Err(Problem::NotFound),
    }
}

async fn one(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened(&desk, &path, Right::SeeBodies).await?;
    let kept = desk.kept_fields().await?;
    let shown = desk_views::Shown::of(&desk, opened, kept.as_ref());
    Ok(desk::shown(desk_views::card(&desk, &shown, &[], &[])))
}
