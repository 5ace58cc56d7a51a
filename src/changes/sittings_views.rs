//! The pages of a session that breaks off and goes on later: the form, and what follows from it.

use maud::{Markup, html};

use crate::applications::store::reach::Reached;
use crate::args;
use crate::language::{Multilingual, Speech};
use crate::law::Paragraph;
use crate::law::sittings::{self, MASLIKHAT_BREAK_DAYS};
use crate::sessions::actions::Announced;
use crate::sessions::desk::{SEEN, sittings_form};
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::record::Session;
use crate::web::desk::{Difference, Fields, SignedIn, both_states, csrf_field};
use crate::web::form::{fault_summary, title_after};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// Which session, and who looks at it.
pub struct Asked<'a> {
    /// Who.
    pub desk: &'a SignedIn,
    /// As it stands.
    pub session: &'a Session,
}

impl Asked<'_> {
    fn speech(&self) -> Speech<'_> {
        self.desk.visit.speech()
    }

    fn address(&self) -> String {
        format!("/desk/sessions/{}/sittings", self.session.id)
    }

    fn page(&self, title: &str, content: &Markup) -> Markup {
        desk_frame::page(self.desk, self.session, Part::Overview, title, content)
    }
}

/// The form; `stale` is what differs from the session that was looked at.
pub fn form(
    asked: &Asked<'_>,
    fields: &Fields,
    faults: &[FieldFault],
    stale: &[Difference],
) -> Markup {
    let speech = asked.speech();
    let heading = speech.t("sittings-adjourn");
    let now = asked.desk.visit.now;
    let content = html! {
        (fault_summary(speech, faults))
        @if !stale.is_empty() { (both_states(speech, stale)) }
        h1 { (heading) }
        p { (speech.t("sittings-adjourn-says")) }
        (sittings_form::as_announced(speech, asked.session))
        form method="post" action=(asked.address()) novalidate {
            (csrf_field(asked.desk))
            input type="hidden" name=(SEEN) value=(fields.raw(SEEN));
            (sittings_form::view(speech, (asked.session, now), fields, faults))
            p.hint { (speech.t("moving-nothing-yet")) }
            div.actions {
                button type="submit" name="act" value="look" { (speech.t("moving-look")) }
                a.button-quiet href=(format!("/desk/sessions/{}", asked.session.id)) { (speech.t("editor-leave")) }
            }
        }
    };
    let went_wrong = !faults.is_empty() || !stale.is_empty();
    asked.page(&title_after(speech, heading, went_wrong), &content)
}

/// What follows from the act.
pub struct Foreseen<'a> {
    /// The session as it will stand.
    pub adjourned: &'a Announced,
    /// The body has duties by the Rules.
    pub bound: bool,
    /// Why.
    pub why: &'a Multilingual,
    /// Who can be told, and how.
    pub reached: Reached,
}

/// What follows, to be confirmed: exactly this is done.
pub fn preview(asked: &Asked<'_>, fields: &Fields, foreseen: &Foreseen<'_>) -> Markup {
    let speech = asked.speech();
    let heading = speech.t("sittings-confirm-title");
    let session = &foreseen.adjourned.session;
    let content = html! {
        h1 { (heading) }
        (sittings_form::as_announced(speech, session))
        (signs::facts(html! {
            dt { (speech.t("moving-reason")) } dd { (translated(speech.language(), foreseen.why)) }
        }))
        (too_long(speech, session))
        (clocks(speech, foreseen))
        (people(speech, foreseen.reached))
        form method="post" action=(asked.address()) {
            (csrf_field(asked.desk))
            @for (name, value) in fields.iter() { input type="hidden" name=(name) value=(value); }
            div.actions {
                button type="submit" name="act" value="do" { (speech.t("sittings-do")) }
                button.button-quiet type="submit" name="act" value="edit" { (speech.t("moving-edit")) }
                a.button-quiet href=(format!("/desk/sessions/{}", asked.session.id)) { (speech.t("editor-leave")) }
            }
        }
    };
    asked.page(&heading, &content)
}

/// A maslikhat's break that is longer than it may be is pointed out.
fn too_long(speech: Speech<'_>, session: &Session) -> Markup {
    html! {
        @if sittings::too_long(session.kind, session.several()) {
            (signs::notice(Tone::Warn, speech.tf("sittings-break-too-long", &args! { "days" => MASLIKHAT_BREAK_DAYS })))
        }
    }
}

/// What stays as it was published, and what is counted from the new last day.
fn clocks(speech: Speech<'_>, foreseen: &Foreseen<'_>) -> Markup {
    let clocks = &foreseen.adjourned.details.clocks;
    let session = &foreseen.adjourned.session;
    let until = |at: crate::database::Instant| speech.until(session.zone.local(at.utc()));
    let basis = args! { "paragraph" => speech.t(&Paragraph::Rules14.key()) };
    html! {
        section.card.desk-clocks aria-labelledby="clocks-title" {
            h2 id="clocks-title" { (speech.t("label-deadlines")) }
            p { (speech.t("sittings-clocks-stay")) }
            (signs::facts(html! {
                @if session.format.has_hall() {
                    dt { (speech.t("clock-apply-label")) } dd { (until(clocks.apply_before)) }
                }
                @if foreseen.bound {
                    dt { (speech.t("clock-results-label")) } dd { strong { (until(clocks.results_before)) } }
                }
            }))
            @if foreseen.bound { p.hint { (speech.t("sittings-results-follow")) " " (speech.tf("basis", &basis)) } }
            @if clocks.uncertain { p.hint { (speech.t("calendar-uncertain")) } }
        }
    }
}

/// Who is told, and whom somebody has to telephone.
fn people(speech: Speech<'_>, reached: Reached) -> Markup {
    let Reached {
        by_letter,
        by_telephone,
        by_nothing,
    } = reached;
    html! {
        section.card aria-labelledby="people-title" {
            h2 id="people-title" { (speech.t("moving-people")) }
            @if by_letter + by_telephone + by_nothing == 0 {
                p { (speech.t("moving-nobody-applied")) }
            } @else {
                p { (speech.t("notice-pass-holds")) }
                ul {
                    @if by_letter > 0 { li { (speech.tf("moving-by-letter", &args! { "n" => by_letter })) } }
                    @if by_telephone > 0 { li { (speech.tf("moving-by-telephone", &args! { "n" => by_telephone })) } }
                    @if by_nothing > 0 { li { (speech.tf("moving-by-nothing", &args! { "n" => by_nothing })) } }
                }
            }
        }
    }
}
