//! The forms of the page: an interruption, why there is none, one that was, the recording and its captions.

use maud::{Markup, html};

use super::address;
use super::form::{SESSION_SEEN, facts_seen_field, label};
use super::views::Page;
use crate::args;
use crate::language::{Language, Multilingual};
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::desk::{SEEN, seen_field, upload};
use crate::sessions::now as present;
use crate::web::desk::csrf_field;
use crate::web::form::{Choice, Select, TextField, fault_of};
use crate::web::signs::{self, Tone};
use crate::web::text_area::TextArea;

impl Page<'_> {
    fn value(&self, name: &str, stored: &str) -> String {
        if self.typed.has(name) {
            self.typed.raw(name).to_owned()
        } else {
            stored.to_owned()
        }
    }

    fn line(&self, name: &str, kind: &str, stored: &str, hint: Option<&str>) -> Markup {
        TextField {
            name,
            label: label(self.speech(), name),
            hint: hint.map(|key| self.speech().t(key)),
            value: &self.value(name, stored),
            kind,
            autocomplete: "off",
            inputmode: None,
            optional: false,
        }
        .show(self.speech(), self.faults)
    }

    fn in_languages(
        &self,
        name: &str,
        stored: Option<&Multilingual>,
        hint: Option<&str>,
    ) -> Markup {
        let text = |language: Language| {
            let stored = stored.map_or("", |stored| match language {
                Language::Kk => &stored.kk,
                Language::Ru => &stored.ru,
                Language::En => stored.en.as_deref().unwrap_or_default(),
            });
            let name = format!("{name}-{}", language.code());
            TextArea {
                name: &name,
                label: label(self.speech(), &name),
                hint: hint.map(|key| self.speech().t(key)),
                value: &self.value(&name, stored),
                rows: 2,
                language: Some(language),
                optional: language == Language::En,
                focus: false,
            }
            .show(self.speech(), self.faults)
        };
        html! { div.in-languages { @for language in Language::ALL { (text(language)) } } }
    }

    /// What is said of the broadcast as a whole, as the form knew it.
    fn made_of_facts(&self) -> Markup {
        let made_of = if self.typed.has(SEEN) {
            self.typed.raw(SEEN).to_owned()
        } else {
            facts_seen_field(self.known)
        };
        html! {
            (csrf_field(self.desk))
            input type="hidden" name=(SEEN) value=(made_of);
        }
    }
}

/// Nothing comes through, and perhaps why.
pub fn interrupt(page: &Page<'_>, made_of: &Markup) -> Markup {
    let speech = page.speech();
    html! {
        form.stack method="post" action=(address(page.known)) novalidate {
            (made_of)
            p.hint { (speech.t("broadcast-interrupt-says")) }
            details open[page.typed.given("why-kk").or(page.typed.given("why-ru")).is_some()] {
                summary { (label(speech, "why")) }
                (page.in_languages("why", None, None))
            }
            div.actions {
                button.button-quiet type="submit" name="act" value="interrupt" { (speech.t("broadcast-interrupt")) }
            }
        }
    }
}

/// Where a session that sits can be watched; nothing while its announcement is revised as a whole.
pub fn address_of(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let session = &page.known.session;
    let sits = present::status(session, page.desk.visit.now) == SessionStatus::Live;
    let seen = seen_field(session.updated_at);
    let seen = page.value(SESSION_SEEN, &seen);
    let stored = session.broadcast_url.as_deref().unwrap_or_default();
    html! {
        @if sits && session.access == Access::Open {
            section.card aria-labelledby="address-title" {
                h2 id="address-title" { (speech.t("broadcast-address")) }
                p.hint { (speech.t("broadcast-address-says")) }
                form.stack method="post" action=(format!("{}/address", address(page.known))) novalidate {
                    (csrf_field(page.desk))
                    input type="hidden" name=(SESSION_SEEN) value=(seen);
                    (page.line("broadcast_url", "url", stored, None))
                    (page.in_languages("address_why", None, None))
                    div.actions { button.button-quiet { (speech.t("broadcast-address-announce")) } }
                }
            }
        }
    }
}

/// Why there is no broadcast, and what stands instead.
pub fn impossible(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let facts = page.known.facts.as_ref();
    let since = facts.and_then(|facts| facts.impossible_since);
    let said = since.map(|at| speech.date_time(page.known.session.zone.local(at.utc())));
    let why = facts.and_then(|facts| facts.impossible_why.as_deref());
    let instead = facts.and_then(|facts| facts.instead.as_deref());
    let button = if since.is_some() {
        "broadcast-impossible-change"
    } else {
        "broadcast-impossible-state"
    };
    html! {
        section.card aria-labelledby="impossible-title" {
            h2 id="impossible-title" { (speech.t("broadcast-impossible")) }
            @if let Some(said) = said {
                (signs::notice(Tone::Plain, speech.tf("broadcast-impossible-since", &args! { "datetime" => said })))
            }
            p.hint { (speech.t("broadcast-impossible-says")) }
            form.stack method="post" action=(format!("{}/impossible", address(page.known))) novalidate {
                (page.made_of_facts())
                (page.in_languages("impossible_why", why, None))
                (page.in_languages("instead", instead, Some("broadcast-hint-instead")))
                div.actions {
                    button.button-quiet type="submit" name="act" value="state" { (speech.t(button)) }
                    @if since.is_some() {
                        button.button-quiet type="submit" name="act" value="take_back" {
                            (speech.t("broadcast-impossible-take-back"))
                        }
                    }
                }
            }
        }
    }
}

/// One that was and was not noted at the time.
pub fn past(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let day = page.known.session.local_date.to_string();
    html! {
        section.card aria-labelledby="past-title" {
            h2 id="past-title" { (speech.t("broadcast-past")) }
            p.hint { (speech.t("broadcast-past-says")) }
            form.stack method="post" action=(format!("{}/past", address(page.known))) novalidate {
                (csrf_field(page.desk))
                div.side-by-side {
                    (page.line("began_day", "date", &day, None))
                    (page.line("began_time", "time", "", None))
                }
                div.side-by-side {
                    (page.line("ended_day", "date", &day, None))
                    (page.line("ended_time", "time", "", None))
                }
                div.actions { button.button-quiet { (speech.t("broadcast-past-enter")) } }
            }
        }
    }
}

/// Where the recording is, and its captions.
pub fn recording(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let facts = page.known.facts.as_ref();
    let url = facts.and_then(|facts| facts.recording_url.as_deref());
    let sha256 = facts.and_then(|facts| facts.recording_sha256.as_deref());
    html! {
        section.card aria-labelledby="keep-title" {
            h2 id="keep-title" { (speech.t("broadcast-recording")) }
            p.hint { (speech.t("broadcast-recording-says")) }
            form.stack method="post" action=(format!("{}/recording", address(page.known))) novalidate {
                (page.made_of_facts())
                (page.line("recording_url", "url", url.unwrap_or_default(), Some("broadcast-hint-recording-url")))
                (page.line("recording_sha256", "text", sha256.unwrap_or_default(), Some("broadcast-hint-sha256")))
                div.actions { button.button-quiet { (speech.t("broadcast-recording-keep")) } }
            }
            (captions(page))
        }
    }
}

fn captions(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let action = format!("{}/captions", address(page.known));
    let names = Language::ALL.map(|one| (one, speech.t(&format!("language-name-{}", one.code()))));
    let options = names.iter().map(|(one, name)| Choice {
        value: one.code(),
        text: (name, speech.language()),
    });
    let choose = Select {
        name: "language",
        label: label(speech, "language"),
        any: speech.t("editor-choose"),
        options: options.collect(),
        chosen: page.typed.text("language"),
    };
    let fault = fault_of(page.faults, upload::FILE);
    let standing = page.known.live.as_ref().map(|live| &live.captions);
    html! {
        p.hint { (speech.t("broadcast-captions-says")) }
        @for one in standing.into_iter().flatten() {
            @let language = speech.t(&format!("language-name-{}", one.language.code()));
            form method="post" action=(format!("{action}/remove")) {
                (csrf_field(page.desk))
                input type="hidden" name="language" value=(one.language.code());
                p {
                    a href=(format!("/captions/{}.vtt", one.id)) { (one.file_name) } " "
                    button.button-quiet { (speech.tf("broadcast-captions-remove", &args! { "language" => language })) }
                }
            }
        }
        form.stack method="post" action=(action) enctype="multipart/form-data" novalidate {
            (csrf_field(page.desk))
            (choose.show(speech, page.faults))
            div.field.field-wrong[fault.is_some()] {
                label for="field-file" { (label(speech, "file")) }
                @if let Some(fault) = fault { p.fault id="fault-file" { (fault.message) } }
                input id="field-file" name=(upload::FILE) type="file" accept=".vtt,text/vtt"
                    aria-describedby=[fault.map(|_| "fault-file")] aria-invalid=[fault.map(|_| "true")];
            }
            div.actions { button.button-quiet { (speech.t("broadcast-captions-add")) } }
        }
    }
}
