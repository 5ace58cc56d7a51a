//! Links to files, each with its type and size, so that nobody fetches what they cannot open or pay for.

use maud::{Markup, html};

use crate::args;
use crate::language::Speech;
use crate::sessions::files::Kind;
use crate::sessions::record::Document;

/// A link for everyone.
pub fn link(speech: Speech<'_>, document: &Document) -> Markup {
    link_to(speech, document, &format!("/files/{}", document.id))
}

/// A link to another address of the file.
pub fn link_to(speech: Speech<'_>, document: &Document, address: &str) -> Markup {
    html! {
        a href=(address) download { (document.name) }
        " " span.hint { "(" (described(speech, &document.media_type, document.bytes)) ")" }
    }
}

/// `PDF, 1,2 MB`.
pub fn described(speech: Speech<'_>, media_type: &str, bytes: i64) -> String {
    let kind = Kind::of_media_type(media_type).map_or("", Kind::label);
    format!("{kind}, {}", size(speech, bytes))
}

/// A size as people say it: one digit after the comma where that tells something.
pub fn size(speech: Speech<'_>, bytes: i64) -> String {
    let kibi = bytes / 1024;
    let (unit, tenths) = if kibi >= 1024 {
        ("size-megabytes", bytes.saturating_mul(10) / (1024 * 1024))
    } else {
        return speech.tf("size-kilobytes", &args! { "n" => kibi.max(1).to_string() });
    };
    let number = format!("{},{}", tenths / 10, tenths % 10);
    let number = if speech.language() == crate::language::Language::En {
        number.replace(',', ".")
    } else {
        number
    };
    speech.tf(unit, &args! { "n" => number })
}
