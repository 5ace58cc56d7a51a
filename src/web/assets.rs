//! Style, type and icon: embedded, named by the hash of their content, kept by browsers for a year.
//!
//! The stylesheets are written in one file a layer (`config/assets/style/`; `config/assets/desk/` for what only the
//! desk needs) and handed out as one each.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::Embed;
use sha2::{Digest, Sha256};

use super::gzip::{gzip, takes_gzip};
use super::hex::hex;
use super::problem::Problem;

/// The name of the joined stylesheet.
pub const STYLESHEET: &str = "otyrys.css";
/// The name of the stylesheet that the desk has beside it.
pub const DESK_STYLESHEET: &str = "desk.css";
/// The stylesheet by which rows of tables are cards where a table has no room.
pub const CARDS_STYLESHEET: &str = "cards.css";
/// The stylesheet that the pages of information stands have beside it.
pub const STAND_STYLESHEET: &str = "stand.css";
/// The mark of the office.
pub const ICON: &str = "icon.svg";
/// The type, one file a weight.
pub const FONTS: [&str; 2] = ["fonts/golos-text-400.woff2", "fonts/golos-text-600.woff2"];

/// The script of the page of a broadcast, its player and its comments.
pub const LIVE_SCRIPT: &str = "live.js";
/// The script of the screen of an information stand.
pub const STAND_SCRIPT: &str = "scripts/stand.js";
/// The player of HLS for browsers that know none (hls.js, Apache-2.0; its licence lies beside it), and its helper.
pub const HLS: [&str; 2] = ["vendor/hls.light.min.js", "vendor/hls.worker.js"];

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
    let mut assets: Vec<Asset> = Files::iter()
        .filter(|name| !is_layer(name))
        .filter_map(|name| Asset::of(&name, Files::get(&name)?.data.into_owned()))
        .collect();
    for (name, folder) in JOINED {
        let one = Asset::of(name, joined_layers(folder, &assets).into_bytes());
        assets.extend(one);
    }
    assets
});

/// What is sent as one file, each with the folder of its layers.
const JOINED: [(&str, &str); 5] = [
    (STYLESHEET, "style/"),
    (DESK_STYLESHEET, "desk/"),
    (CARDS_STYLESHEET, "cards/"),
    (STAND_STYLESHEET, "stand/"),
    (LIVE_SCRIPT, "live/"),
];

fn is_layer(name: &str) -> bool {
    JOINED.iter().any(|(_, folder)| name.starts_with(folder))
}

/// The layers in the order of their names, with the addresses under which the type is handed out.
fn joined_layers(folder: &str, assets: &[Asset]) -> String {
    let mut layers: Vec<_> = Files::iter()
        .filter(|name| name.starts_with(folder))
        .collect();
    layers.sort();
    let joined: String = layers
        .iter()
        .filter_map(|name| Files::get(name))
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .collect();
    assets.iter().fold(joined, |joined, asset| {
        joined.replace(
            &format!("url(\"{}\")", asset.name),
            &format!("url(\"{}\")", asset.address),
        )
    })
}

impl Asset {
    fn of(name: &str, body: Vec<u8>) -> Option<Self> {
        let body = web::Bytes::from(body);
        let hash: String = hex(&Sha256::digest(&body)).chars().take(12).collect();
        let (stem, ending) = name.rsplit_once('.')?;
        let media_type = match ending {
            "css" => "text/css; charset=utf-8",
            "svg" => "image/svg+xml",
            "woff2" => "font/woff2",
            "png" => "image/png",
            "js" => "text/javascript; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            _ => return None,
        };
        let gzipped = (!matches!(ending, "woff2" | "png")).then(|| gzip(&body));
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
        Some(gzipped) if takes_gzip(&request) => answer
            .insert_header((header::CONTENT_ENCODING, "gzip"))
            .body(gzipped.clone()),
        _ => answer.body(asset.body.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a public page may weigh, in bytes as sent.
    const STYLE_BUDGET: usize = 10 * 1024;
    const TYPE_BUDGET: usize = 26 * 1024;
    /// What the page of a broadcast may load beside, before anybody wants to see it.
    const SCRIPT_BUDGET: usize = 5 * 1024;

    fn asset(name: &str) -> &'static Asset {
        ASSETS.iter().find(|asset| asset.name == name).unwrap()
    }

    #[test]
    fn what_pages_name_is_there() {
        let others = [STYLESHEET, ICON, "fonts/OFL.txt", LIVE_SCRIPT];
        let pictures = ["pictures/kk.png", "pictures/ru.png", "pictures/en.png"];
        let of_stand = [CARDS_STYLESHEET, STAND_STYLESHEET, STAND_SCRIPT];
        let licence = ["vendor/hls.LICENSE.txt"];
        let all = FONTS
            .into_iter()
            .chain(others)
            .chain(of_stand)
            .chain(pictures);
        for name in all.chain(HLS).chain(licence) {
            assert!(path(name).starts_with("/assets/"), "{name}");
        }
    }

    #[test]
    fn the_stylesheet_holds_every_layer_and_the_addresses_of_the_type() {
        let style = String::from_utf8(asset(STYLESHEET).body.to_vec()).unwrap();
        assert!(style.contains("@layer tokens, base, layout, components, print;"));
        for layer in ["tokens", "base", "layout", "components", "print"] {
            assert!(style.contains(&format!("@layer {layer} {{")), "{layer}");
        }
        for font in FONTS {
            assert!(style.contains(path(font)), "{font}");
            assert!(!style.contains(&format!("\"{font}\"")), "{font}");
        }
    }

    #[test]
    fn the_script_of_a_broadcast_keeps_to_its_budget() {
        let script = asset(LIVE_SCRIPT).gzipped.as_ref().unwrap().len();
        assert!(script <= SCRIPT_BUDGET, "{script} bytes of script");
    }

    #[test]
    fn style_and_type_keep_to_their_budget() {
        let style = asset(STYLESHEET).gzipped.as_ref().unwrap().len();
        assert!(style <= STYLE_BUDGET, "{style} bytes of style");
        let types: usize = FONTS.iter().map(|font| asset(font).body.len()).sum();
        assert!(types <= TYPE_BUDGET, "{types} bytes of type");
    }
}
