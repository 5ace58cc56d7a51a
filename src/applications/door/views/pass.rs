//! What the code of a pass opens for a guard: big words on what to do.

use maud::{Markup, html};

use super::{back_in_words, bar_in_words, marks, moment, responsible};
use crate::applications::door::days;
use crate::applications::door::record::Entrant;
use crate::applications::door::verdict::{Bar, Verdict};
use crate::args;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::record::Session;
use crate::web::desk::{self, SignedIn};
use crate::web::signs::{self, Tone};

/// The page.
pub fn page(
    desk: &SignedIn,
    session: &Session,
    entrant: &Entrant,
    pass: &str,
    verdict: Verdict,
) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("pass-title");
    // Of somebody who comes on another day the guard learns no more than that.
    let known = days::may_see(desk, session).is_ok();
    let content = html! {
        h1 { (title) }
        (said(desk, session, verdict))
        @if known {
            div.card {
                h2 { (entrant.full_name()) }
                (marks(speech, entrant))
            }
        }
        @match verdict {
            Verdict::Admit => form method="post" action=(format!("/desk/passes/{pass}")) {
                (desk::csrf_field(desk))
                button.door-button { (speech.t("door-button-came")) }
            },
            Verdict::Inside(_) if known => (undo(desk, entrant)),
            Verdict::Barred(Bar::Over) => p {
                a href=(format!("/desk/sessions/{}/door/paper", session.id)) { (speech.t("door-paper")) }
            },
            Verdict::Barred(_) => (responsible(speech, session)),
            Verdict::Inside(_) | Verdict::Back(_) => "",
        }
        @if known { p { a href=(format!("/desk/sessions/{}/door", session.id)) { (speech.t("door-to-list")) } } }
    };
    desk_frame::page(desk, session, Part::Door, &title, &content)
}

fn said(desk: &SignedIn, session: &Session, verdict: Verdict) -> Markup {
    let speech = desk.visit.speech();
    let just_now = desk.visit.path_and_query.ends_with("done=came");
    let (tone, words) = match verdict {
        Verdict::Admit => (Tone::Good, speech.t("door-pass-admit")),
        Verdict::Inside(at) => {
            let args = args! { "time" => moment(speech, session, at) };
            if just_now {
                (Tone::Good, speech.tf("door-came-at", &args))
            } else {
                (Tone::Warn, speech.tf("door-already-at", &args))
            }
        }
        Verdict::Back(at) => (Tone::Good, back_in_words(desk, session, at)),
        Verdict::Barred(bar) => (Tone::Bad, bar_in_words(speech, bar)),
    };
    signs::told(tone, html! { p.door-verdict { strong { (words) } } })
}

fn undo(desk: &SignedIn, entrant: &Entrant) -> Markup {
    let action = format!("/desk/applications/{}/check-in/undo", entrant.id);
    html! {
        form method="post" action=(action) {
            (desk::csrf_field(desk))
            input type="hidden" name="revision" value=(entrant.revision);
            button.door-button.button-quiet { (desk.visit.speech().t("door-button-undo")) }
        }
    }
}
