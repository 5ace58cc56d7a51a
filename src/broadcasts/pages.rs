//! What the public page of a broadcast is made of, the part of it that changes by itself, and captions. The page itself,
//! with the comments below the player, is served by `comments`.

use actix_web::http::header;
use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use maud::Markup;

use super::record::{Broadcast, Captions, Interruption};
use super::{store, views};
use crate::database::{AnyConnection, Broken, Id, Topic};
use crate::law::session_course::Access;
use crate::sessions;
use crate::sessions::card::{self, SessionCard};
use crate::sessions::files;
use crate::web::headers::Elsewhere;
use crate::web::page_cache::{self, Made};
use crate::web::{Problem, Visit};

/// Mounts the addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route(
            "/{language:kk|ru|en}/sessions/{id}/live/stage",
            web::get().to(stage),
        )
        .route("/captions/{captions}", web::get().to(captions));
}

/// A session and all that is known of its broadcasts.
#[derive(Debug, Clone)]
pub struct Live {
    /// The session.
    pub card: SessionCard,
    /// Its broadcasts, in order.
    pub broadcasts: Vec<Broadcast>,
    /// Their interruptions, in order.
    pub interruptions: Vec<Interruption>,
    /// Captions of the recording.
    pub captions: Vec<Captions>,
}

impl Live {
    /// Of a public session; `None` for a draft and for what there is not. Three queries beside those of its card.
    ///
    /// # Errors
    /// [`Broken::Query`].
    pub fn of(
        connection: &mut AnyConnection,
        id: Id,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, Broken> {
        let Some(card) = card::load(connection, id, now)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            broadcasts: store::of_session(connection, id)?,
            interruptions: store::interruptions_of(connection, id)?,
            captions: store::captions_of(connection, id)?,
            card,
        }))
    }

    /// The next instant at which its page says something else though nobody changed it.
    #[must_use]
    pub fn next_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let shown_from = views::shown_from(&self.card.session);
        let shown_from = (now < shown_from).then_some(shown_from);
        self.card
            .next_change(now)
            .into_iter()
            .chain(shown_from)
            .min()
    }

    /// A page of it, and from where else its player may load.
    #[must_use]
    pub fn made(&self, visit: &Visit, page: Markup) -> (Made, Elsewhere) {
        let made = Made {
            body: page.into_string(),
            fresh_until: self.next_change(visit.now),
        };
        (made, views::elsewhere(self))
    }
}

/// What a page of these sessions is made of.
#[must_use]
pub fn topics(id: Id) -> [Topic; 2] {
    [Topic::Session(id), Topic::Bodies]
}

/// What the page's script asks for again and again: how the broadcast stands, and its player.
async fn stage(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path.1).ok_or(Problem::NotFound)?;
    page_cache::serve_playing(&request, visit, &topics(id), move |connection, visit| {
        let live = Live::of(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
        Ok(live.made(visit, views::stage(visit, &live)))
    })
    .await
}

/// Captions of an open session, as players ask for them.
async fn captions(
    request: HttpRequest,
    visit: Visit,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let id = path.strip_suffix(".vtt").and_then(Id::parse);
    let id = id.ok_or(Problem::NotFound)?;
    let captions = visit
        .app
        .database
        .read(move |connection| {
            let captions = store::captions(connection, id)?.ok_or(Problem::NotFound)?;
            let session = sessions::store::public_by_id(connection, captions.session_id)?;
            session
                .filter(|session| session.access == Access::Open)
                .ok_or(Problem::NotFound)?;
            Ok::<_, Problem>(captions)
        })
        .await?;
    let mut answer = files::serve(&request, &visit, captions.file()).await?;
    answer.headers_mut().remove(header::CONTENT_DISPOSITION);
    Ok(answer)
}
