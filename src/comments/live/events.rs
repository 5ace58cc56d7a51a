//! Events as they go over the line (WHATWG HTML § 9.2).

use actix_web::web::Bytes;

use crate::comments::reading::{Entry, Place};
use crate::comments::views::entry::entry;
use crate::language::Speech;

/// Milliseconds after which the first of those that lost a connection comes again.
const COME_AGAIN: u16 = 2000;

/// Within so many milliseconds more the others do: not all at once.
const JITTER: u16 = 6000;

/// The first words: when to come again, and whether comments are taken now.
pub(super) fn begin(takes: bool) -> Bytes {
    let again = COME_AGAIN + rand::random::<u16>() % JITTER;
    let state = word(takes);
    Bytes::from(format!("retry: {again}\n\nevent: state\ndata: {state}\n\n"))
}

/// Comments, each with the number of its last change and in the words of one language.
pub(super) fn comments(speech: Speech<'_>, place: Place, entries: &[Entry]) -> Bytes {
    let mut text = String::new();
    for one in entries {
        text.push_str("id: ");
        text.push_str(&one.comment.change_number.to_string());
        text.push_str("\nevent: comment\n");
        let markup = entry(speech, place, one).into_string();
        // A line of an event is a line of its data.
        for line in markup.split(['\n', '\r']) {
            text.push_str("data: ");
            text.push_str(line);
            text.push('\n');
        }
        text.push('\n');
    }
    Bytes::from(text)
}

/// Whether comments are taken.
pub(super) fn state(takes: bool) -> Bytes {
    Bytes::from(format!("event: state\ndata: {}\n\n", word(takes)))
}

fn word(takes: bool) -> &'static str {
    if takes { "open" } else { "closed" }
}

/// Nothing, said so that everybody on the way hears it.
pub(super) fn keep_alive() -> Bytes {
    Bytes::from_static(b": \n\n")
}

/// The connection ends; the viewer comes again and goes on where it was.
pub(super) fn come_again() -> Bytes {
    Bytes::from_static(b"event: resync\ndata: again\n\n")
}
