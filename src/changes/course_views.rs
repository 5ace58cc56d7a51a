//! The pages of moving a session and calling it off: the form, and what follows from it.

use maud::{Markup, html};

use super::course_desk::Cutoff;
use crate::applications::store::reach::{Reached, Way};
use crate::args;
use crate::language::{Language, Multilingual, Speech};
use crate::law::Paragraph;
use crate::law::deadlines::moved::{KEPT_BY, REOPENED_BY};
use crate::law::session_course::SessionAct;
use crate::sessions::actions::Announced;
use crate::sessions::desk::course_form;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::record::{Clocks, Session};
use crate::web::desk::{Difference, Fields, Right, SignedIn, both_states, csrf_field};
use crate::web::form::{fault_summary, title_after};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// Which act on which session, and who looks at it.
pub struct Asked<'a> {
    /// Who.
    pub desk: &'a SignedIn,
    /// Moving it or calling it off.
    pub act: SessionAct,
    /// As it stands.
    pub session: &'a Session,
}

impl Asked<'_> {
    fn speech(&self) -> Speech<'_> {
        self.desk.visit.speech()
    }

    fn cancels(&self) -> bool {
        self.act == SessionAct::Cancel
    }

    fn heading(&self) -> String {
        self.speech().t(if self.cancels() {
            "moving-cancel"
        } else {
            "moving-postpone"
        })
    }

    fn address(&self) -> String {
        let word = if self.cancels() { "cancel" } else { "postpone" };
        format!("/desk/sessions/{}/{word}", self.session.id)
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
    let heading = asked.heading();
    let content = html! {
        (fault_summary(speech, faults))
        @if !stale.is_empty() { (both_states(speech, stale)) }
        h1 { (heading) }
        p { (speech.t(if asked.cancels() { "moving-cancel-says" } else { "moving-postpone-says" })) }
        (now(asked))
        form method="post" action=(asked.address()) novalidate {
            (csrf_field(asked.desk))
            (made_of(fields))
            @if asked.cancels() {
                (course_form::cancelling(speech, fields, faults))
            } @else {
                (course_form::postponing(speech, asked.session, fields, faults))
            }
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

fn made_of(fields: &Fields) -> Markup {
    use crate::sessions::desk::SEEN;
    html! { input type="hidden" name=(SEEN) value=(fields.raw(SEEN)); }
}

/// When and where it is now.
fn now(asked: &Asked<'_>) -> Markup {
    let speech = asked.speech();
    let session = asked.session;
    let starts = session.zone.local(session.starts_at.utc());
    signs::facts(html! {
        dt { (speech.t("moving-announced-for")) } dd { (speech.date_time_with_weekday(starts)) }
        @if let Some(place) = &session.place {
            dt { (speech.t("label-place")) } dd { (translated(speech.language(), place)) }
        }
    })
}

/// What follows from the act.
pub struct Foreseen<'a> {
    /// What becomes of the time to apply.
    pub cutoff: Cutoff,
    /// The session as it will stand; none where it is called off.
    pub moved: Option<&'a Announced>,
    /// Why.
    pub why: &'a Multilingual,
    /// Who can be told, and how.
    pub reached: Reached,
}

/// What follows, to be confirmed: exactly this is done.
pub fn preview(asked: &Asked<'_>, fields: &Fields, foreseen: &Foreseen<'_>) -> Markup {
    let speech = asked.speech();
    let heading = speech.t(if asked.cancels() {
        "moving-cancel-confirm-title"
    } else {
        "moving-postpone-confirm-title"
    });
    let does = if asked.cancels() {
        "moving-cancel-do"
    } else {
        "moving-postpone-do"
    };
    let content = html! {
        h1 { (heading) }
        (said(asked, foreseen))
        @if let Some(moved) = foreseen.moved { (clocks(asked, moved, foreseen.cutoff)) }
        (people(asked, foreseen))
        @if asked.cancels() { p { (speech.t("moving-cancel-for-good")) } }
        form method="post" action=(asked.address()) {
            (csrf_field(asked.desk))
            @for (name, value) in fields.iter() { input type="hidden" name=(name) value=(value); }
            div.actions {
                button.button-warning[asked.cancels()] type="submit" name="act" value="do" { (speech.t(does)) }
                button.button-quiet type="submit" name="act" value="edit" { (speech.t("moving-edit")) }
                a.button-quiet href=(format!("/desk/sessions/{}", asked.session.id)) { (speech.t("editor-leave")) }
            }
        }
    };
    asked.page(&heading, &content)
}

/// What the public will read.
fn said(asked: &Asked<'_>, foreseen: &Foreseen<'_>) -> Markup {
    let speech = asked.speech();
    let zone = asked.session.zone;
    let moment = |at: crate::database::Instant| speech.date_time_with_weekday(zone.local(at.utc()));
    let moved = foreseen.moved.map(|moved| &moved.session);
    let another_place = moved.filter(|moved| moved.place != asked.session.place);
    signs::facts(html! {
        @if let Some(moved) = moved {
            dt { (speech.t("moving-was")) } dd { del { (moment(asked.session.starts_at)) } }
            dt { (speech.t("moving-now")) } dd { strong { (moment(moved.starts_at)) } }
            @if let Some(ends) = moved.ends_at { dt { (speech.t("label-end")) } dd { (moment(ends)) } }
        } @else {
            dt { (speech.t("moving-announced-for")) } dd { (moment(asked.session.starts_at)) }
        }
        @if let Some(place) = another_place.and_then(|moved| moved.place.as_ref()) {
            dt { (speech.t("label-place")) } dd { (translated(speech.language(), place)) }
        }
        @for (language, text) in texts(foreseen.why) {
            @let name = speech.t(&format!("language-name-{}", language.code()));
            dt { (speech.t("moving-reason")) " (" (name) ")" } dd lang=(language.code()) { (text) }
        }
    })
}

fn texts(text: &Multilingual) -> impl Iterator<Item = (Language, &str)> {
    [
        (Language::Kk, Some(text.kk.as_str())),
        (Language::Ru, Some(text.ru.as_str())),
        (Language::En, text.en.as_deref()),
    ]
    .into_iter()
    .filter_map(|(language, text)| Some((language, text?)))
}

/// The clocks of the new day, as dates.
fn clocks(asked: &Asked<'_>, moved: &Announced, cutoff: Cutoff) -> Markup {
    let speech = asked.speech();
    let Clocks {
        announce_before,
        apply_before,
        apply_by_hand_before,
        results_before,
        uncertain,
        ..
    } = moved.details.clocks;
    let until = |at: crate::database::Instant| speech.until(asked.session.zone.local(at.utc()));
    let late = moved.session.announced_in_time == Some(false);
    html! {
        section.card.desk-clocks aria-labelledby="clocks-title" {
            h2 id="clocks-title" { (speech.t("moving-new-deadlines")) }
            (signs::facts(html! {
                dt { (speech.t("clock-announce-label")) }
                dd {
                    (until(announce_before)) " "
                    (signs::badge(Tone::in_time(!late), speech.t(if late { "timeliness-late" } else { "timeliness-on-time" })))
                }
                @if asked.session.format.has_hall() {
                    dt { (speech.t("clock-apply-label")) } dd { (until(apply_before)) }
                    dt { (speech.t("clock-apply-by-hand-label")) } dd { (until(apply_by_hand_before)) }
                }
                dt { (speech.t("clock-results-label")) } dd { (until(results_before)) }
            }))
            @if asked.session.format.has_hall() { (cutoff_says(speech, cutoff)) }
            @if uncertain { p.hint { (speech.t("calendar-uncertain")) } }
        }
    }
}

fn cutoff_says(speech: Speech<'_>, cutoff: Cutoff) -> Markup {
    let (key, paragraph) = match cutoff {
        Cutoff::Counted => ("moving-cutoff-counted", Paragraph::Rules9),
        Cutoff::Kept => ("moving-cutoff-kept", KEPT_BY),
        Cutoff::Shortened => ("moving-cutoff-shortened", Paragraph::Rules9),
        Cutoff::Reopened => ("moving-cutoff-reopened", REOPENED_BY),
        Cutoff::Passed => ("moving-cutoff-passed", Paragraph::Rules9),
    };
    let basis = args! { "paragraph" => speech.t(&paragraph.key()) };
    html! {
        p { (speech.t(key)) }
        p.hint { (speech.tf("basis", &basis)) }
    }
}

/// Who is told, and whom somebody has to telephone.
fn people(asked: &Asked<'_>, foreseen: &Foreseen<'_>) -> Markup {
    let speech = asked.speech();
    let Reached {
        by_letter,
        by_telephone,
        by_nothing,
    } = foreseen.reached;
    let list = |way: Way, key: &str, count: i64| {
        let says = speech.tf(key, &args! { "n" => count });
        let may_see = asked
            .desk
            .person
            .can(Right::SeeApplications, asked.session.body_id);
        let address = format!("/desk/sessions/{}/applicants?way={way}", asked.session.id);
        html! {
            @if count > 0 {
                li { @if may_see { a href=(address) { (says) } } @else { (says) } }
            }
        }
    };
    let nobody = by_letter + by_telephone + by_nothing == 0;
    html! {
        section.card aria-labelledby="people-title" {
            h2 id="people-title" { (speech.t("moving-people")) }
            @if nobody {
                p { (speech.t("moving-nobody-applied")) }
            } @else {
                p { (speech.t(if asked.cancels() { "moving-applications-on-record" } else { "moving-applications-stay" })) }
                ul {
                    @if by_letter > 0 { li { (speech.tf("moving-by-letter", &args! { "n" => by_letter })) } }
                    (list(Way::Telephone, "moving-by-telephone", by_telephone))
                    (list(Way::Nothing, "moving-by-nothing", by_nothing))
                }
            }
        }
    }
}
