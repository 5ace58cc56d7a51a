//! What the media server says over HTTP, as nginx with its RTMP module says it: form fields `name`, `clientid`, and what
//! stood behind the name (`sess-…?k=SECRET`). An answer of 2xx lets a stream in, any other refuses it or cuts it off; so
//! does no answer at all. `MediaMTX` asks the same in JSON before it lets anybody in, and tells of the rest by commands that
//! send the same fields (`config/broadcast/mediamtx.yml`). It is heard from the configured addresses alone, or with the configured secret.

use actix_web::http::header;
use actix_web::web::{self, Bytes, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::actions::{self, Heard, NotHeard};
use crate::database::Lane;
use crate::web::desk::Fields;
use crate::web::{Problem, Visit};

/// Mounts the address.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/broadcast/{event}", web::post().to(hear));
}

const EVENTS: [&str; 4] = ["on_publish", "on_update", "on_publish_done", "auth"];

#[derive(Deserialize)]
struct Carried {
    secret: Option<String>,
}

/// What `MediaMTX` asks: whether somebody may do something with a stream.
#[derive(Deserialize)]
struct Asked {
    action: String,
    path: String,
    /// What stands behind the name.
    query: Option<String>,
    /// The media server's own number of the connection.
    id: Option<String>,
}

impl Asked {
    fn heard(&self) -> Heard {
        let behind = Fields::decode(self.query.as_deref().unwrap_or_default().as_bytes());
        Heard {
            name: last_part(&self.path),
            secret: behind.text("k").to_owned(),
            client: self.id.clone().unwrap_or_default(),
        }
    }

    /// Open sessions are watched by whoever wants to; nothing else is asked of us.
    fn only_looks(&self) -> Result<HttpResponse, Problem> {
        match self.action.as_str() {
            "read" | "playback" => Ok(HttpResponse::NoContent().finish()),
            _ => Err(Problem::Forbidden),
        }
    }
}

/// The name of a stream without that of the application before it.
fn last_part(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// `POST /broadcast/on_publish`, `…/on_update`, `…/on_publish_done`, `…/auth`.
async fn hear(
    request: HttpRequest,
    visit: Visit,
    event: Path<String>,
    carried: Query<Carried>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    if !EVENTS.contains(&event.as_str()) {
        return Err(Problem::NotFound);
    }
    if !may_speak(&request, &visit, carried.secret.as_deref()) {
        // Without the address: anybody can ask.
        tracing::warn!("a callback of a media server from elsewhere was not heard");
        return Err(Problem::Forbidden);
    }
    let asked: Option<Asked> = match event.as_str() {
        "auth" => Some(serde_json::from_slice(&body).map_err(|_| Problem::Forbidden)?),
        _ => None,
    };
    if let Some(asked) = &asked
        && asked.action != "publish"
    {
        return asked.only_looks();
    }
    let leaves = event.as_str() == "on_publish_done";
    let heard = match &asked {
        Some(asked) => asked.heard(),
        None => read(&Fields::decode(&body)),
    };
    let (now, settings) = (visit.now, visit.app.settings.broadcast.clone());
    let done = visit
        .app
        .database
        .write(Lane::Any, move |work| {
            if leaves {
                actions::left(work, now, &heard)
            } else {
                actions::heard(work, now, &settings, &heard)
            }
        })
        .await;
    match done {
        Ok(()) => Ok(HttpResponse::NoContent().finish()),
        // That a sender leaves who was never let in is nothing to complain of.
        Err(NotHeard::Unknown | NotHeard::NotNow) if leaves => {
            Ok(HttpResponse::NoContent().finish())
        }
        Err(NotHeard::Broken(broken)) => Err(broken.into()),
        Err(why) => {
            tracing::info!(%why, "a stream was not taken");
            Err(Problem::Forbidden)
        }
    }
}

/// Whether the sender is the media server: by its own address, not that of a proxy between, or by the secret.
fn may_speak(request: &HttpRequest, visit: &Visit, carried: Option<&str>) -> bool {
    let settings = &visit.app.settings.broadcast;
    if let (Some(ours), Some(theirs)) = (&settings.callback_secret, carried) {
        return actions::same_secret(ours.expose(), theirs);
    }
    let came_through = [
        header::FORWARDED.as_str(),
        "x-forwarded-for",
        "x-real-ip",
        "via",
    ];
    let directly = !came_through
        .iter()
        .any(|name| request.headers().contains_key(*name));
    let here = visit.address;
    directly && settings.callback_from.iter().any(|net| net.contains(here))
}

/// The fields of a callback. Other media servers leave the key behind the name.
fn read(fields: &Fields) -> Heard {
    let given = fields.text("name");
    let (name, behind) = given.split_once('?').unwrap_or((given, ""));
    let behind = Fields::decode(behind.as_bytes());
    let secret = match fields.given("k") {
        Some(secret) => secret,
        None => behind.text("k"),
    };
    Heard {
        name: last_part(name),
        secret: secret.to_owned(),
        client: fields.text("clientid").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_read_from_its_field_or_from_behind_the_name() {
        for body in [
            "app=live&call=publish&name=sess-7F&type=live&k=abc&clientid=12",
            "clientid=12&name=sess-7F%3Fk%3Dabc",
            "name=live/sess-7F&clientid=12&k=abc",
        ] {
            let heard = read(&Fields::decode(body.as_bytes()));
            let all = (&*heard.name, &*heard.secret, &*heard.client);
            assert_eq!(all, ("sess-7F", "abc", "12"), "{body}");
        }
        let heard = read(&Fields::decode(b""));
        assert_eq!((&*heard.name, &*heard.secret), ("", ""));
    }
}
