//! Style, type and icon: embedded, named by the hash of their content, kept by browsers for a year.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::Embed;
use sha2::{Digest, Sha256};

use super::hex::hex;
use super::page_cache::gzip;
use super::problem::Problem;

#[derive(Embed)]
#[folder = "config/assets/"]
struct Files;

struct Asset {
    name: String,
    address: String,
    media_type: &'static str,
    body: web::Bytes,
    gzipped: Option<web::Bytes>,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    Files::iter()
        .filter_map(|name| Asset::load(&name))
        .collect()
});

impl Asset {
    fn load(name: &str) -> Option<Self> {
        let body = web::Bytes::from(Files::get(name)?.data.into_owned());
        let hash: String = hex(&Sha256::digest(&body)).chars().take(12).collect();
        let (stem, ending) = name.rsplit_once('.')?;
        let media_type = match ending {
            "css" => "text/css; charset=utf-8",
            "svg" => "image/svg+xml",
            "woff2" => "font/woff2",
            "txt" => "text/plain; charset=utf-8",
            _ => return None,
        };
        let gzipped = (ending != "woff2").then(|| gzip(&body));
        Some(Self {
            name: name.to_owned(),
            address: format!("/assets/{stem}.{hash}.{ending}"),
            media_type,
            body,
            gzipped,
        })
    }
}

/// Where an asset is found; its name alone when there is none, which a test forbids.
#[must_use]
pub fn path(name: &str) -> &str {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map_or(name, |asset| asset.address.as_str())
}

/// `GET /assets/{file}`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/assets/{file:.*}", web::get().to(serve));
}

async fn serve(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let asset = ASSETS
        .iter()
        .find(|asset| asset.address == request.path())
        .ok_or(Problem::NotFound)?;
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(asset.media_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "Accept-Encoding"));
    Ok(match &asset.gzipped {
        Some(gzipped) if super::page_cache::takes_gzip(&request) => answer
            .insert_header((header::CONTENT_ENCODING, "gzip"))
            .body(gzipped.clone()),
        _ => answer.body(asset.body.clone()),
    })
}
