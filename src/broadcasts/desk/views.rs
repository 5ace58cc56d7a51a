//! The page of a session's broadcast at the desk: how it stands, what can be done now, the stream, and what is said of it.

use maud::{Markup, html};

use super::form::{BROADCAST, INTERRUPTION};
use super::{Known, address, form_views, refusals};
use crate::args;
use crate::broadcasts::actions::{key_of, stream_name};
use crate::broadcasts::views::times;
use crate::language::Speech;
use crate::law::broadcast::{BroadcastState, Duty, PARAGRAPH, begins_by_itself};
use crate::law::session_course::{SessionAct, SessionStatus};
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::now as present;
use crate::web::desk::{self, Difference, Fields, Right, SignedIn};
use crate::web::form::{fault_summary, title_after};
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

const DONE: [&str; 12] = [
    "broadcast-address",
    "broadcast-began",
    "broadcast-ended",
    "broadcast-interrupted",
    "broadcast-resumed",
    "broadcast-explained",
    "broadcast-possible",
    "broadcast-entered",
    "broadcast-recording",
    "broadcast-captions",
    "broadcast-captions-removed",
    "broadcast-key",
];

/// What the page shows.
pub struct Page<'a> {
    /// Who looks at it.
    pub desk: &'a SignedIn,
    /// Of which session.
    pub known: &'a Known,
    /// What was typed.
    pub typed: &'a Fields,
    /// What is wrong with it.
    pub faults: &'a [FieldFault],
}

impl<'a> Page<'a> {
    /// Words of the reader's language.
    pub fn speech(&self) -> Speech<'a> {
        self.desk.visit.speech()
    }

    /// Of a session that is public.
    pub fn state(&self) -> BroadcastState {
        let live = self.known.live.as_ref();
        live.map_or(BroadcastState::Before, |live| live.card.broadcast_state())
    }
}

/// The page.
pub fn page(
    desk: &SignedIn,
    known: &Known,
    typed: &Fields,
    faults: &[FieldFault],
    stale: &[Difference],
) -> Markup {
    let speech = desk.visit.speech();
    let went_wrong = !faults.is_empty() || !stale.is_empty();
    let title = title_after(speech, speech.t("broadcast-title"), went_wrong);
    let shown = Page {
        desk,
        known,
        typed,
        faults,
    };
    let may_write = desk.person.can(Right::KeepSessions, known.session.body_id);
    let begun = present::has_begun(&known.session, desk.visit.now);
    let draft = known.live.is_none();
    let basis = args! { "paragraph" => speech.t(&PARAGRAPH.key()) };
    let content = html! {
        (fault_summary(speech, faults))
        h1 { (speech.t("broadcast-title")) }
        @if !stale.is_empty() || went_wrong && faults.is_empty() { (desk::both_states(speech, stale)) }
        (desk::done_note(desk, &DONE))
        p { (speech.t("broadcast-says")) }
        p.hint { (speech.tf("basis", &basis)) }
        (standing(&shown))
        @if may_write {
            @if !draft { (now(&shown)) }
            (form_views::address_of(&shown))
            (stream(&shown))
            @if !draft { (form_views::impossible(&shown)) }
            @if begun {
                (form_views::past(&shown))
                (form_views::recording(&shown))
            }
        }
        @if let Some(live) = &known.live { (times(&desk.visit, live)) }
    };
    desk_frame::page(desk, &known.session, Part::Overview, &title, &content)
}

/// How it stands, what is owed, and where it is announced to be watched.
fn standing(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let session = &page.known.session;
    let duty = page
        .known
        .live
        .as_ref()
        .map(|live| live.card.broadcast_duty());
    let sits = present::status(session, page.desk.visit.now) == SessionStatus::Live;
    let edit = format!("/desk/sessions/{}/edit", session.id);
    let form = if sits { String::new() } else { edit };
    let edit = format!("{form}#field-broadcast_url");
    let public = format!("/{}/sessions/{}/live", speech.language().code(), session.id);
    html! {
        (signs::facts(html! {
            dt { (speech.t("broadcast-now")) }
            dd { (refusals::state(speech, page.state())) }
            dt { (speech.t("editor-field-broadcast-url")) }
            dd {
                @if let Some(url) = &session.broadcast_url { (url) } @else {
                    (speech.t("broadcast-no-address")) " "
                    a href=(edit) { (speech.t("broadcast-enter-address")) }
                }
            }
        }))
        @if duty == Some(Duty::Owed) {
            (signs::notice(Tone::Warn, html! {
                p { strong { (speech.t("broadcast-owed")) } }
                p { (speech.t("broadcast-owed-says")) }
            }))
        }
        @if page.known.live.is_some() { p { a href=(public) { (speech.t("live-open")) } } }
    }
}

/// What a form knew of what goes on.
fn made_of(page: &Page<'_>) -> Markup {
    let seen = page.known.seen;
    let id = |id: Option<crate::database::Id>| id.map_or_else(String::new, |id| id.to_string());
    html! {
        (desk::csrf_field(page.desk))
        input type="hidden" name=(BROADCAST) value=(id(seen.broadcast));
        input type="hidden" name=(INTERRUPTION) value=(id(seen.interruption));
    }
}

/// What can be done at this moment.
fn now(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let button = |act: &str, word: &str, says: &str| {
        html! {
            form.stack method="post" action=(address(page.known)) {
                (made_of(page))
                p.hint { (speech.t(says)) }
                div.actions { button type="submit" name="act" value=(act) { (speech.t(word)) } }
            }
        }
    };
    let seen = page.known.seen;
    let state = page.state();
    html! {
        section.card aria-labelledby="now-title" {
            h2 id="now-title" { (speech.t("broadcast-now")) }
            @if state == BroadcastState::Paused {
                (signs::notice(Tone::Warn, speech.t("broadcast-closed-part")))
            }
            @match (seen.broadcast, seen.interruption) {
                (None, _) if state == BroadcastState::Paused => {}
                (None, _) => (begin(page, &button("begin", "broadcast-begin", "broadcast-begin-says"))),
                (Some(_), None) => {
                    (form_views::interrupt(page, &made_of(page)))
                    (button("end", "broadcast-end", "broadcast-end-says"))
                }
                (Some(_), Some(_)) => {
                    (button("resume", "broadcast-resume", "live-interrupted"))
                    (button("end", "broadcast-end", "broadcast-end-says"))
                }
            }
        }
    }
}

/// The button to begin, or why it cannot be pressed.
fn begin(page: &Page<'_>, button: &Markup) -> Markup {
    let speech = page.speech();
    let (session, now) = (&page.known.session, page.desk.visit.now);
    let status = present::status(session, now);
    let possible = present::is_not_over(session, now);
    let too_soon = SessionAct::GoLive.in_its_time(session.starts_at.utc(), now);
    let too_soon = too_soon.err().filter(|_| status != SessionStatus::Live);
    let closed = page.state() == BroadcastState::Closed;
    html! {
        @if closed {
            p { (speech.t("session-closed-says")) }
        } @else if !possible {
            @let status = args! { "status" => speech.t(&format!("status-{status}")) };
            p { (speech.tf("broadcast-cannot-begin", &status)) }
        } @else if let Some(too_soon) = too_soon {
            @let from = speech.date_time(session.zone.local(too_soon.from));
            p { (speech.tf("broadcast-can-begin-from", &args! { "datetime" => from })) }
        } @else {
            (button)
        }
    }
}

/// The stream by which the media server knows the session; nothing where the office has no media server.
fn stream(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let known = page.known;
    let settings = &page.desk.visit.app.settings.broadcast;
    let Some(ingest) = &settings.ingest else {
        return html! {};
    };
    let playlist = settings.playlist_of(&stream_name(&known.session));
    html! {
        section.card aria-labelledby="stream-title" {
            h2 id="stream-title" { (speech.t("broadcast-stream")) }
            @if let Some(stream) = &known.stream {
                p { (speech.t("broadcast-stream-says")) }
                (signs::facts(html! {
                    dt { (speech.t("broadcast-stream-ingest")) } dd { code { (ingest) } }
                    dt { (speech.t("broadcast-stream-key")) } dd { code.digest { (key_of(&known.session, stream)) } }
                    @if let Some(playlist) = playlist {
                        dt { (speech.t("broadcast-stream-playlist")) } dd { code.digest { (playlist) } }
                    }
                }))
                p { (coming(page)) }
            } @else {
                p { (speech.t("broadcast-stream-none")) }
            }
            form.stack method="post" action=(format!("{}/key", address(known))) {
                (desk::csrf_field(page.desk))
                @if known.stream.is_some() { p.hint { (speech.t("broadcast-stream-renew-says")) } }
                div.actions {
                    button.button-quiet {
                        (speech.t(if known.stream.is_some() { "broadcast-stream-renew" } else { "broadcast-stream-make" }))
                    }
                }
            }
        }
    }
}

/// Whether the stream comes in, and from when on it is a broadcast.
fn coming(page: &Page<'_>) -> String {
    let speech = page.speech();
    let (known, now) = (page.known, page.desk.visit.now);
    let comes = known
        .stream
        .as_ref()
        .is_some_and(|one| one.client.is_some());
    if !comes {
        return speech.t("broadcast-stream-away");
    }
    let settings = &page.desk.visit.app.settings.broadcast;
    let begins = begins_by_itself(&known.session.spans(), settings.early, now);
    match begins {
        Err(from) if known.seen.broadcast.is_none() => {
            let from = speech.date_time(known.session.zone.local(from));
            speech.tf("broadcast-stream-trial", &args! { "datetime" => from })
        }
        _ => speech.t("broadcast-stream-comes"),
    }
}
