//! QR codes on pages, drawn as SVG.

use maud::{Markup, PreEscaped, html};
use qrcode::{Color, QrCode};

/// The empty border that a scanner wants, in modules.
const QUIET_ZONE: usize = 4;

/// A QR code as one path, with a name for whoever does not see it; nothing where the address is too long for one,
/// which ours are not.
#[must_use]
pub fn qr(address: &str, name: &str) -> Markup {
    let Ok(code) = QrCode::new(address.as_bytes()) else {
        return html! {};
    };
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (column, row) = (at % width + QUIET_ZONE, at / width + QUIET_ZONE);
            path.extend(["M", &column.to_string(), " ", &row.to_string(), "h1v1h-1z"]);
        }
    }
    let size = width + 2 * QUIET_ZONE;
    html! {
        svg.qr role="img" aria-label=(name) viewBox=(format!("0 0 {size} {size}")) shape-rendering="crispEdges" {
            (PreEscaped(format!("<rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/>")))
        }
    }
}
