//! What a declaration would come to, shown before it is made.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::wish::{CONFIRM, label};
use super::{LIST, in_hall};
use crate::args;
use crate::bodies;
use crate::bodies::store::Names;
use crate::database::{AnyConnection, Broken, Id};
use crate::emergencies::letter_words::sketch;
use crate::emergencies::{self, Declaration, Preview, Touched};
use crate::language::{Language, Speech};
use crate::sessions::emergency::Declared;
use crate::sessions::emergency_words;
use crate::sessions::record::Session;
use crate::web::desk::{
    self, BoxName, Fields, Section, SignedIn, csrf_field, table_box, table_head,
};
use crate::web::form::{TextField, fault_summary, title};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// What the page shows.
pub(super) struct Foreseen {
    preview: Preview,
    names: Names,
}

impl Foreseen {
    /// Reads it. The number of queries does not depend on how many sessions there are.
    pub(super) fn of(
        connection: &mut AnyConnection,
        now: DateTime<Utc>,
        declaration: &Declaration,
    ) -> Result<Self, Broken> {
        let preview = emergencies::preview(connection, now, declaration)?;
        let others = preview.online_already.iter().chain(&preview.sitting);
        let mut ids: Vec<Id> = others.map(|session| session.body_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let names = bodies::store::names_of(connection, &ids)?;
        Ok(Self { preview, names })
    }

    /// Of all sessions: people, letters, those who can be telephoned only, those without any contact.
    fn totals(&self) -> [i64; 4] {
        let add = |sum: [i64; 4], one: &Touched| {
            let [people, letters, calls, nothing] = sum;
            [
                people.saturating_add(one.people),
                letters.saturating_add(one.letters),
                calls.saturating_add(one.calls),
                nothing.saturating_add(one.unreachable),
            ]
        };
        self.preview.switched.iter().fold([0; 4], add)
    }
}

/// The page. What was typed to confirm comes back with its fault.
pub(super) fn page(
    desk: &SignedIn,
    fields: &Fields,
    declared: &Declared,
    foreseen: &Foreseen,
    (typed, faults): (&str, &[FieldFault]),
) -> Markup {
    let speech = desk.visit.speech();
    let heading = speech.t("emergency-preview-title");
    let content = html! {
        (fault_summary(speech, faults))
        h1 { (heading) }
        p { (speech.t("emergency-preview-says")) }
        (facts(speech, declared))
        (counts(speech, foreseen))
        (switched(desk, foreseen))
        (without_broadcast(speech, foreseen))
        (in_hall::section(desk, &foreseen.preview.in_hall))
        (left_alone(speech, foreseen))
        (told(speech, declared))
        form method="post" action=(format!("{LIST}/new")) novalidate {
            (csrf_field(desk))
            @for (name, value) in fields.iter() { input type="hidden" name=(name) value=(value); }
            (confirmation(speech, typed, faults))
            div.actions {
                button.button-warning type="submit" name="act" value="declare" { (speech.t("emergency-declare")) }
                button.button-quiet type="submit" name="act" value="edit" { (speech.t("emergency-edit")) }
                a.button-quiet href=(LIST) { (speech.t("editor-leave")) }
            }
        }
    };
    desk::page(
        desk,
        Section::Emergencies,
        &title(speech, heading, faults),
        &content,
    )
}

fn confirmation(speech: Speech<'_>, typed: &str, faults: &[FieldFault]) -> Markup {
    let word = speech.t("emergency-confirm-word");
    TextField {
        name: CONFIRM,
        label: label(speech, CONFIRM),
        hint: Some(speech.tf("emergency-hint-confirm", &args! { "word" => word })),
        value: typed,
        kind: "text",
        autocomplete: "off",
        inputmode: None,
        optional: false,
    }
    .show(speech, faults)
}

/// What is declared.
pub(super) fn facts(speech: Speech<'_>, declared: &Declared) -> Markup {
    let emergency = &declared.emergency;
    let texts = [
        (Language::Kk, Some(emergency.basis.kk.as_str())),
        (Language::Ru, Some(emergency.basis.ru.as_str())),
        (Language::En, emergency.basis.en.as_deref()),
    ];
    signs::facts(html! {
        dt { (speech.t("emergency-kind")) } dd { (emergency_words::kind(speech, emergency.kind)) }
        dt { (speech.t("emergency-scope")) } dd { (emergency_words::scope(speech, declared)) }
        dt { (speech.t("emergency-period")) } dd { (emergency_words::period(speech, emergency)) }
        @for (language, text) in texts {
            @if let Some(text) = text {
                dt { (label(speech, &format!("basis-{}", language.code()))) }
                dd lang=(language.code()) { (text) }
            }
        }
        @if let Some(address) = &emergency.basis_url {
            dt { (label(speech, "basis_url")) } dd { a href=(address) rel="noreferrer" { (address) } }
        }
        dt { (label(speech, "signer")) } dd { (emergency.signer) }
    })
}

fn counts(speech: Speech<'_>, foreseen: &Foreseen) -> Markup {
    let [people, letters, calls, nothing] = foreseen.totals();
    html! {
        (signs::counts(html! {
            (signs::count(speech.t("emergency-count-sessions"), foreseen.preview.switched.len(), false))
            (signs::count(speech.t("emergency-count-people"), people, false))
            (signs::count(speech.t("emergency-count-letters"), letters, false))
            (signs::count(speech.t("emergency-count-subscribers"), foreseen.preview.subscribers, false))
            (signs::count(speech.t("emergency-count-calls"), calls, calls > 0))
            (signs::count(speech.t("emergency-count-nothing"), nothing, nothing > 0))
        }))
        p.hint { (speech.t("emergency-subscribers-too")) }
    }
}

fn starts(speech: Speech<'_>, session: &Session) -> String {
    speech.date_time(session.zone.local(session.starts_at.utc()))
}

/// The sessions that go online, those of a body together, each in the order of its date.
fn switched(desk: &SignedIn, foreseen: &Foreseen) -> Markup {
    let speech = desk.visit.speech();
    let mut all: Vec<&Touched> = foreseen.preview.switched.iter().collect();
    let order = |one: &&Touched| {
        let name = one.body_name.in_language(speech.language()).0.to_owned();
        (name, one.session.starts_at, one.session.id)
    };
    all.sort_by_cached_key(order);
    let columns = [
        "emergency-session",
        "emergency-starts",
        "emergency-count-people",
        "emergency-count-letters",
        "emergency-count-calls",
        "emergency-count-nothing",
    ];
    html! {
        section aria-labelledby="switched-title" {
            h2 id="switched-title" { (speech.t("emergency-switched")) }
            @if all.is_empty() {
                (signs::empty(speech.t("emergency-switched-none")))
            } @else {
                (table_box(BoxName::Heading("switched-title"), &html! {
                    table {
                        (table_head(speech, &columns))
                        @for of_body in all.chunk_by(|one, next| one.session.body_id == next.session.body_id) {
                            tbody {
                                @if let Some(first) = of_body.first() {
                                    tr { th scope="rowgroup" colspan="6" { (translated(speech.language(), &first.body_name)) } }
                                }
                                @for one in of_body { (row(speech, one)) }
                            }
                        }
                    }
                }))
            }
        }
    }
}

fn row(speech: Speech<'_>, one: &Touched) -> Markup {
    html! {
        tr {
            th scope="row" { (translated(speech.language(), &one.session.title)) }
            td { (starts(speech, &one.session)) }
            td { (one.people) }
            td { (one.letters) }
            td { (one.calls) }
            td { (one.unreachable) }
        }
    }
}

/// Urgent work: nobody can watch these yet. No link leads to it from here, since it would leave what was typed; the page
/// of the emergency has it.
fn without_broadcast(speech: Speech<'_>, foreseen: &Foreseen) -> Markup {
    let preview = &foreseen.preview;
    let online = preview.online_already.iter();
    let all = preview
        .switched
        .iter()
        .map(|one| &one.session)
        .chain(online);
    let lacking: Vec<&Session> = all
        .filter(|session| preview.without_broadcast.contains(&session.id))
        .collect();
    html! {
        @if !lacking.is_empty() {
            (signs::titled_notice(Tone::Bad, "urgent-title", html! {
                h2 id="urgent-title" { (speech.t("emergency-without-broadcast")) }
                p { (speech.t("emergency-without-broadcast-says")) }
                ul {
                    @for session in lacking {
                        li {
                            (translated(speech.language(), &session.title)) ", " (starts(speech, session))
                        }
                    }
                }
            }))
        }
    }
}

/// Those of which nothing changes.
fn left_alone(speech: Speech<'_>, foreseen: &Foreseen) -> Markup {
    let preview = &foreseen.preview;
    let part = |id: &str, heading: &str, says: &str, sessions: &[Session]| {
        html! {
            @if !sessions.is_empty() {
                section aria-labelledby=(id) {
                    h2 id=(id) { (speech.t(heading)) }
                    p { (speech.t(says)) }
                    ul {
                        @for session in sessions {
                            @let name = foreseen.names.on(session.body_id, session.local_date);
                            li {
                                (translated(speech.language(), &name)) ": "
                                (translated(speech.language(), &session.title)) ", " (starts(speech, session))
                            }
                        }
                    }
                }
            }
        }
    };
    html! {
        (part("sitting-title", "emergency-sitting", "emergency-sitting-says", &preview.sitting))
        (part("online-title", "emergency-online-already", "emergency-online-already-says", &preview.online_already))
    }
}

/// What people will read, in each language.
fn told(speech: Speech<'_>, declared: &Declared) -> Markup {
    html! {
        section aria-labelledby="told-title" {
            h2 id="told-title" { (speech.t("emergency-told")) }
            @for language in Language::ALL {
                @let own = speech.words().speech(language);
                @let name = speech.t(&format!("language-name-{}", language.code()));
                section.card lang=(language.code()) aria-label=(name) {
                    @for (number, line) in sketch(own, &declared.emergency.basis).iter().enumerate() {
                        @if number == 0 { p { strong { (line) } } } @else { p { (line) } }
                    }
                }
            }
        }
    }
}
