//! The inbox: one comment under another, also on a telephone.

use maud::{Markup, html};

use super::form::hidden;
use super::inbox::Wish;
use super::{DONE, inbox_of, place_of};
use crate::args;
use crate::comments::reading::{Entry, Place};
use crate::comments::store::Counts;
use crate::comments::typed::look_alikes;
use crate::comments::views::{self, entry};
use crate::language::Speech;
use crate::law::comments::CommentState;
use crate::sessions::record::Session;
use crate::web::assets;
use crate::web::desk::{self, Right, SignedIn};
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// The script that shows new comments without loading the page anew.
const SCRIPT: &str = "scripts/comments-desk.js";

/// What the page shows.
pub struct Page<'a> {
    /// Who looks at it.
    pub desk: &'a SignedIn,
    /// Of which session.
    pub session: &'a Session,
    /// Which comments.
    pub wish: Wish,
    /// The number of the last change that it shows.
    pub last_change: i64,
    /// How many there are in each state.
    pub counts: Counts,
    /// The comments.
    pub entries: &'a [Entry],
    /// Where the list goes on, if it does.
    pub next: Option<i32>,
}

/// The content of the page.
pub fn content(page: &Page<'_>) -> Markup {
    let speech = page.desk.visit.speech();
    let stream = format!(
        "{}/stream?after={}",
        views::address(speech.language(), page.session.id),
        page.last_change
    );
    // One that is a draft has no public page, and nobody can write.
    let follows = page.wish.from.is_none() && page.session.status.is_public();
    html! {
        h1 { (speech.t("comments-desk-title")) }
        (desk::done_note(page.desk, &DONE))
        p.visually-hidden id="inbox-news" role="status" {}
        div id="inbox" data-events=[follows.then_some(stream)] data-news=(speech.t("comments-news")) {
            (states(page))
            @if page.entries.is_empty() { (signs::empty(speech.t("comments-desk-none"))) }
            @for one in page.entries { (item(page, one)) }
            @if let Some(next) = page.next {
                p { a href=(address(page.session, page.wish.state, Some(next))) { (speech.t("comments-desk-more")) } }
            }
        }
        @if page.session.status.is_public() {
            p {
                a href=(views::address(speech.language(), page.session.id)) { (speech.t("editor-public-page")) }
            }
        }
        script src=(assets::path(SCRIPT)) defer {}
    }
}

fn address(session: &Session, state: Option<CommentState>, from: Option<i32>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if let Some(state) = state {
        query.append_pair("state", state.as_str());
    }
    if let Some(from) = from {
        query.append_pair("from", &from.to_string());
    }
    format!("{}?{}", inbox_of(session.id), query.finish())
}

/// The states with their counts, each a link to its list.
fn states(page: &Page<'_>) -> Markup {
    let speech = page.desk.visit.speech();
    let waiting = page.counts.held + page.counts.shown;
    let one = |state: Option<CommentState>, word: String, count: i64| {
        html! {
            li {
                a href=(address(page.session, state, None)) aria-current=[(page.wish.state == state).then_some("page")] {
                    (word) " (" (count) ")"
                }
            }
        }
    };
    html! {
        nav.parts aria-label=(speech.t("comments-desk-states")) {
            ul {
                (one(None, speech.t("comments-desk-waiting"), waiting))
                @for state in CommentState::ALL {
                    (one(Some(*state), entry::state(speech, *state), page.counts.of(*state)))
                }
            }
        }
    }
}

fn item(page: &Page<'_>, shown: &Entry) -> Markup {
    let speech = page.desk.visit.speech();
    let (comment, place) = (&shown.comment, place_of(page.session));
    let own = format!("/desk/comments/{}", comment.id);
    let may_write = page
        .desk
        .person
        .can(Right::KeepComments, page.session.body_id);
    html! {
        section.card.comment id=(format!("comment-{}", comment.number)) aria-labelledby=(format!("title-{}", comment.number)) {
            (head(speech, place, shown))
            div.comment-words { (entry::lines(&comment.words)) }
            div.actions {
                @if may_write && comment.state == CommentState::Held {
                    form method="post" action=(format!("{own}/show")) {
                        (hidden(page.desk, comment))
                        button { (speech.t("comment-act-show")) }
                    }
                }
                a.button-quiet href=(own) {
                    (speech.t(if may_write { "comment-open" } else { "comment-look" }))
                    span.visually-hidden { ": " (entry::number(speech, comment.number)) }
                }
            }
        }
    }
}

/// Number, name, moment, state and matter as the desk sees them, whatever the state is; with a mark where a word mixes
/// letters of two scripts.
pub fn head(speech: Speech<'_>, place: Place, shown: &Entry) -> Markup {
    let comment = &shown.comment;
    let at = place.zone.local(comment.received_at.utc());
    let name = comment.name.as_deref().unwrap_or_default();
    let mixed = look_alikes([name, &comment.words]);
    html! {
        h2.comment-head id=(format!("title-{}", comment.number)) {
            (entry::number(speech, comment.number)) " " bdi { (entry::name(speech, comment)) } " "
            (signs::badge(Tone::Plain, entry::state(speech, comment.state)))
        }
        p.hint {
            (speech.date_time(at)) ", "
            (speech.tf("comment-moment", &args! { "moment" => entry::moment(comment.moment_seconds) }))
        }
        @if let Some(matter) = &shown.matter {
            p.hint {
                (speech.tf("comment-matter", &args! { "number" => matter.number.as_str() })) " "
                (translated(speech.language(), &matter.title))
            }
        }
        @if !mixed.is_empty() {
            (signs::notice(Tone::Warn, speech.tf("comment-mixed", &args! { "words" => mixed.join(", ") })))
        }
        @if comment.state == CommentState::Hidden { p { (entry::hidden(speech, comment)) } }
        @if let Some(main) = shown.main {
            p.hint { (speech.t("comment-answered-with")) " " (entry::number(speech, main)) }
        }
        @if !shown.joined.is_empty() {
            @let numbers: Vec<String> = shown.joined.iter().map(|one| entry::number(speech, *one)).collect();
            p.hint { (speech.t("comment-joined")) " " (numbers.join(", ")) }
        }
    }
}
