//! QR codes on pages, drawn as SVG.

use maud::{Markup, PreEscaped, html};
use qrcode::{Color, QrCode};

/// The empty border that a scanner wants, in modules.
const QUIET_ZONE: usize = 4;

/// A QR code as one path, a rectangle for each run of dark modules, with a name for whoever does not see it; nothing where the address is too long for one,
/// which ours are not.
#[must_use]
pub fn qr(address: &str, name: &str) -> Markup {
    let Ok(code) = QrCode::new(address.as_bytes()) else {
        return html! {};
    };
    let width = code.width();
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(width).enumerate() {
        let mut column = QUIET_ZONE;
        for run in modules.chunk_by(|one, next| one == next) {
            let long = run.len();
            if run.first() == Some(&Color::Dark) {
                let (from, long) = (column.to_string(), long.to_string());
                let row = (row + QUIET_ZONE).to_string();
                path.extend(["M", &from, " ", &row, "h", &long, "v1h-", &long, "z"]);
            }
            column += long;
        }
    }
    let size = width + 2 * QUIET_ZONE;
    html! {
        svg.qr role="img" aria-label=(name) viewBox=(format!("0 0 {size} {size}")) shape-rendering="crispEdges" {
            (PreEscaped(format!("<rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/>")))
        }
    }
}
