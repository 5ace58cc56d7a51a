//! Public pages: the broadcast with its comments, comments by themselves, the form, the stream of what comes in.

use actix_web::http::{StatusCode, header};
use actix_web::web::{self, Bytes, Data, Path, PayloadConfig};
use actix_web::{HttpRequest, HttpResponse};
use maud::Markup;

use super::actions::{self, Order, Refusal};
use super::live::{self, Live};
use super::reading::{self, Asked, Section};
use super::typed::{self, Fault, Typed, field};
use super::views::form::{Form, Notice, in_words};
use super::{store, views};
use crate::broadcasts;
use crate::broadcasts::pages::Live as Watched;
use crate::database::{Broken, Id, Lane, Topic};
use crate::law::session_course::Access;
use crate::sessions::card::{self, SessionCard};
use crate::web::headers::private_form;
use crate::web::limits::{Limits, shared_address};
use crate::web::page_cache::{self, HTML, Made};
use crate::web::submitted::{self, Sent, Value};
use crate::web::{Problem, Visit, tokens};

/// Bytes of a form: a text five times as long as is taken comes back to whoever typed it.
const FORM_BYTES: usize = 256 * 1024;

/// Mounts the addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route(
            "/{language:kk|ru|en}/sessions/{id}/live",
            web::get().to(live),
        )
        .service(
            web::resource("/{language:kk|ru|en}/sessions/{id}/comments")
                .app_data(PayloadConfig::new(FORM_BYTES))
                .route(web::get().to(all))
                .route(web::post().to(send)),
        )
        .route(
            "/{language:kk|ru|en}/sessions/{id}/comments/stream",
            web::get().to(stream),
        )
        .route(
            "/{language:kk|ru|en}/sessions/{id}/comments/{number}",
            web::get().to(one),
        );
}

fn session_id(text: &str) -> Result<Id, Problem> {
    Id::parse(text).ok_or(Problem::NotFound)
}

/// The topics of a page with comments.
fn topics(id: Id) -> [Topic; 3] {
    let [session, bodies] = broadcasts::pages::topics(id);
    [session, bodies, Topic::Comments(id)]
}

/// The page of a broadcast: the player, and the comments below it.
async fn live(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = session_id(&path.1)?;
    page_cache::serve_playing(&request, visit, &topics(id), move |connection, visit| {
        let live = Watched::of(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
        let asked = Asked::of(&visit.path_and_query);
        let section = reading::section(connection, &live.card, asked)?;
        let form = Form::empty(tokens::secret());
        // Of a closed session nothing is written; what was, before it was closed, stays.
        let none = live.card.session.access == Access::Closed && section.counts.all() == 0;
        let comments = if none {
            Markup::default()
        } else {
            views::section(visit, &live.card, &section, &form)
        };
        Ok(live.made(visit, broadcasts::views::page(visit, &live, &comments)))
    })
    .await
}

async fn all(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = session_id(&path.1)?;
    page_cache::serve(
        &request,
        visit,
        HTML,
        &topics(id),
        move |connection, visit| {
            let card = card::load(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
            let asked = Asked::of(&visit.path_and_query);
            let section = reading::section(connection, &card, asked)?;
            let form = Form::empty(tokens::secret());
            Ok(Made {
                body: views::page::all(visit, &card, &section, &form).into_string(),
                fresh_until: card.next_change(visit.now),
            })
        },
    )
    .await
}

async fn one(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = session_id(&path.1)?;
    let number: i32 = path.2.parse().map_err(|_| Problem::NotFound)?;
    page_cache::serve(
        &request,
        visit,
        HTML,
        &topics(id),
        move |connection, visit| {
            let card = card::load(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
            let comment = store::by_number(connection, id, number)?.ok_or(Problem::NotFound)?;
            let entry = reading::complete(connection, &card.agenda, vec![comment])?.pop();
            let entry = entry.ok_or(Problem::NotFound)?;
            Ok(Made {
                body: views::page::one(visit, &card, &entry).into_string(),
                fresh_until: card.next_change(visit.now),
            })
        },
    )
    .await
}

async fn stream(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
    live: Data<Live>,
) -> Result<HttpResponse, Problem> {
    live::stream(&live, &request, &visit, session_id(&path.1)?).await
}

async fn send(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
    limits: Data<Limits>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    private_form(&request);
    let id = session_id(&path.1)?;
    let sent = submitted::of_form(&body, &[]);
    let typed = typed::read(&sent);
    if let Err(Problem::RateLimited(seconds)) = limits.pass(&visit) {
        let notice = Some(Notice::Slowly(seconds));
        return again(visit, id, sent, (Vec::new(), notice)).await;
    }
    let typed = match typed {
        Ok(typed) => typed,
        Err(faults) => return again(visit, id, sent, (faults, None)).await,
    };
    let Ok(order) = order(&visit, id, &sent, typed) else {
        return again(visit, id, sent, (vec![NO_SUCH_MATTER], None)).await;
    };
    let now = visit.now;
    let done = visit
        .app
        .database
        .write(Lane::Session(id), move |work| {
            actions::receive(work, now, &order)
        })
        .await;
    match done {
        Ok(comment) => {
            let language = visit.language.code();
            let number = comment.number;
            let watched = format!("/{language}/sessions/{id}/live?sent={number}#comments");
            Ok(HttpResponse::SeeOther()
                .insert_header((header::LOCATION, watched))
                .finish())
        }
        Err(Refusal::NotOnAir(_)) => {
            again(visit, id, sent, (Vec::new(), Some(Notice::NotOnAir))).await
        }
        Err(Refusal::TooMany) => again(visit, id, sent, (Vec::new(), Some(Notice::TooMany))).await,
        Err(Refusal::NoSuchMatter) => again(visit, id, sent, (vec![NO_SUCH_MATTER], None)).await,
        // The machine is busy, as it is when a crowd writes: nothing typed is lost.
        Err(Refusal::Broken(Broken::Busy)) => {
            again(visit, id, sent, (Vec::new(), Some(Notice::Busy))).await
        }
        Err(Refusal::NotFound) => Err(Problem::NotFound),
        Err(Refusal::Broken(broken)) => Err(broken.into()),
        Err(other) => Err(Broken::Data(other.to_string()).into()),
    }
}

const NO_SUCH_MATTER: Fault = Fault {
    field: field::MATTER,
    code: "choice",
};

/// A matter was sent that has no id.
struct NoMatter;

fn order(visit: &Visit, session: Id, sent: &Sent, typed: Typed) -> Result<Order, NoMatter> {
    let matter = match &typed.matter {
        Some(matter) => Some(Id::parse(matter).ok_or(NoMatter)?),
        None => None,
    };
    // Pages are kept, so several visitors may have the same form: where they come from and what they type tells them apart.
    let from = shared_address(visit.address).to_string();
    let name = typed.name.as_deref().unwrap_or_default();
    let about = typed.matter.as_deref().unwrap_or_default();
    let key = key_of(sent).unwrap_or_else(tokens::secret);
    let parts = [session.as_str(), &key, &from, name, about, &typed.words];
    Ok(Order {
        session,
        key: tokens::digest(parts),
        name: typed.name,
        words: typed.words,
        matter,
        most_in_a_minute: visit.app.settings.comments.per_minute,
    })
}

fn key_of(sent: &Sent) -> Option<String> {
    match sent.get(field::KEY) {
        Some(Value::Typed(key)) if (1..=100).contains(&key.len()) => Some(key.clone()),
        _ => None,
    }
}

/// The page with what was typed, and what stands against it.
async fn again(
    visit: Visit,
    id: Id,
    sent: Sent,
    (faults, notice): (Vec<Fault>, Option<Notice>),
) -> Result<HttpResponse, Problem> {
    let now = visit.now;
    let read = visit
        .app
        .database
        .read(move |connection| {
            let card = card::load(connection, id, now)?.ok_or(Problem::NotFound)?;
            let section = reading::section(connection, &card, Asked::default())?;
            Ok::<(SessionCard, Section), Problem>((card, section))
        })
        .await?;
    let (card, section) = read;
    let form = Form {
        key: key_of(&sent).unwrap_or_else(tokens::secret),
        faults: in_words(visit.speech(), &faults),
        sent,
        notice,
    };
    let status = match notice {
        None => StatusCode::UNPROCESSABLE_ENTITY,
        Some(Notice::NotOnAir) => StatusCode::CONFLICT,
        Some(Notice::TooMany | Notice::Slowly(_)) => StatusCode::TOO_MANY_REQUESTS,
        Some(Notice::Busy) => StatusCode::SERVICE_UNAVAILABLE,
    };
    let page = views::page::all(&visit, &card, &section, &form);
    let mut answer = HttpResponse::build(status);
    if let Some(Notice::Slowly(seconds)) = notice {
        answer.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    Ok(answer
        .content_type("text/html; charset=utf-8")
        .body(page.into_string()))
}
