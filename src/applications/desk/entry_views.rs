//! The form of an entry, with the cut-off of each way of handing in, and the question what is to become of one that
//! the law bars.

use maud::{Markup, html};

use super::entry_form::CHANNELS;
use super::parts::{channel_word, choice, line, need_word};
use crate::applications::record::Need;
use crate::applications::refusal::bar_in_words;
use crate::applications::timeliness;
use crate::args;
use crate::language::{Language, Speech};
use crate::law::admission::Bar;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::record::{Clocks, Session};
use crate::web::desk::{Fields, SignedIn, csrf_field};
use crate::web::form::{Checkbox, fault_summary, title as title_with};
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// The form as it stands.
pub struct Entry<'a> {
    /// What is in its fields.
    pub fields: &'a Fields,
    /// What is wrong with them.
    pub faults: &'a [FieldFault],
    /// What the law says against it, and whether it can be recorded as refused.
    pub barred: Option<(Bar, bool)>,
    /// What else stands against it.
    pub notice: Option<String>,
}

impl<'a> Entry<'a> {
    /// With nothing against it.
    #[must_use]
    pub fn of(fields: &'a Fields) -> Self {
        Self {
            fields,
            faults: &[],
            barred: None,
            notice: None,
        }
    }
}

/// The page.
pub fn page(desk: &SignedIn, session: &Session, clocks: &Clocks, entry: &Entry<'_>) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("entry-title");
    let content = html! {
        (fault_summary(speech, entry.faults))
        @if let Some(notice) = &entry.notice {
            (signs::heard_first(Tone::Bad, None, html! { p { (notice) } }))
        }
        h1 { (title) }
        (cutoffs(speech, session, clocks))
        form method="post" action=(format!("/desk/sessions/{}/applicants/new", session.id)) novalidate {
            (csrf_field(desk))
            input type="hidden" name="form_key" value=(entry.fields.raw("form_key"));
            (barred(speech, session, entry))
            (how(speech, entry))
            (who(speech, entry))
            (needs(speech, entry))
            (Checkbox {
                name: "consent_signed",
                value: "true",
                label: html! { (speech.t("entry-consent")) },
                ticked: entry.fields.has("consent_signed"),
            }.show(entry.faults))
            button type="submit" { (speech.t("entry-send")) }
        }
    };
    let title = title_with(speech, title.clone(), entry.faults);
    desk_frame::page(desk, session, Part::Applicants, &title, &content)
}

fn cutoffs(speech: Speech<'_>, session: &Session, clocks: &Clocks) -> Markup {
    signs::facts(html! {
        @for channel in CHANNELS {
            @let before = timeliness::clock(session, clocks, channel).before;
            dt { (channel_word(speech, channel)) }
            dd { (speech.tf("entry-until", &args! { "datetime" => speech.until(session.zone.local(before)) })) }
        }
    })
}

/// A late one is not dropped: it is recorded, refused on its ground, and gets its number and receipt.
fn barred(speech: Speech<'_>, session: &Session, entry: &Entry<'_>) -> Markup {
    html! {
        @if let Some((bar, recordable)) = &entry.barred {
            (signs::heard_first(Tone::Warn, None, html! {
                p { (bar_in_words(speech, bar, session.broadcast_url.as_deref(), session.zone)) }
                p.hint { (speech.tf("basis", &args! { "paragraph" => speech.t(&bar.paragraph().key()) })) }
                @if *recordable {
                    p { (speech.t("entry-record-refused-means")) }
                    (Checkbox {
                        name: "record_refused",
                        value: "true",
                        label: html! { (speech.t("entry-record-refused")) },
                        ticked: false,
                    }.show(&[]))
                }
            }))
        }
    }
}

fn how(speech: Speech<'_>, entry: &Entry<'_>) -> Markup {
    let channels: Vec<_> = CHANNELS
        .into_iter()
        .map(|one| (one.as_str(), channel_word(speech, one)))
        .collect();
    let names = ("channel", "applicant-channel", "entry-choose");
    let raw = |name| entry.fields.raw(name);
    let hint = |key: &str| Some(speech.t(key));
    html! {
        fieldset.group {
            legend { h2 { (speech.t("entry-how")) } }
            (choice(speech, names, &channels, raw("channel"), entry.faults))
            (line(speech, ("postmark", "date", "entry-postmark"), raw("postmark"), entry.faults, hint("entry-postmark-hint")))
            (line(speech, ("arrived_on", "date", "entry-arrived-on"), raw("arrived_on"), entry.faults, hint("entry-arrived-hint")))
            (line(speech, ("arrived_at", "time", "entry-arrived-at"), raw("arrived_at"), entry.faults, None))
        }
    }
}

fn who(speech: Speech<'_>, entry: &Entry<'_>) -> Markup {
    let languages: Vec<_> = Language::ALL
        .into_iter()
        .map(|one| (one.code(), speech.t(&format!("language-name-{one}"))))
        .collect();
    let names = ("language", "field-language", "entry-choose");
    let field = |name: &str, kind: &str| {
        let label = format!("field-{}", name.replace('_', "-"));
        line(
            speech,
            (name, kind, &label),
            entry.fields.raw(name),
            entry.faults,
            None,
        )
    };
    html! {
        fieldset.group {
            legend { h2 { (speech.t("apply-who")) } }
            p.hint { (speech.t("entry-may-be-incomplete")) }
            (field("surname", "text"))
            (field("given_name", "text"))
            (field("patronymic", "text"))
            (field("birth_year", "text"))
            (field("email", "email"))
            (field("phone", "tel"))
            (choice(speech, names, &languages, entry.fields.text("language"), entry.faults))
        }
    }
}

fn needs(speech: Speech<'_>, entry: &Entry<'_>) -> Markup {
    html! {
        fieldset.group {
            legend { h2 { (speech.t("apply-needs")) " " span.optional { (speech.t("form-optional")) } } }
            @for need in Need::ALL {
                (Checkbox {
                    name: "needs",
                    value: need.as_str(),
                    label: html! { (need_word(speech, *need)) },
                    ticked: entry.fields.all("needs").any(|one| one == need.as_str()),
                }.show(entry.faults))
            }
            (Checkbox {
                name: "needs_consent",
                value: "true",
                label: html! { (speech.t("entry-needs-consent")) },
                ticked: entry.fields.has("needs_consent"),
            }.show(entry.faults))
        }
    }
}
