//! The pages of the journal, in maud.

use maud::{Markup, html};

use super::acts::{ACTS, KINDS};
use super::desk::Shown;
use super::words::{self, Change};
use crate::args;
use crate::database::Id;
use crate::journal::record::{Line, Seal};
use crate::journal::seals::Verified;
use crate::language::{Language, Multilingual, Speech};
use crate::web::desk::{self, Section, SignedIn, table_head};
use crate::web::form::{self, Choice, Select, TextField, fault_summary};
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// The lines, newest first.
pub fn journal(desk: &SignedIn, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("journal-title");
    let wish = &shown.wish;
    let content = html! {
        (fault_summary(speech, &shown.faults))
        h1 { (title) }
        p { (speech.t("journal-says")) }
        (filters(speech, shown))
        form.actions method="post" action="/desk/journal.csv" {
            (desk::csrf_field(desk))
            @for (name, value) in wish.given() { input type="hidden" name=(name) value=(value); }
            button.button-quiet { (speech.t("journal-export")) }
            a.button-quiet href="/desk/journal/verify" { (speech.t("journal-verify")) }
        }
        @if shown.page.items.is_empty() {
            (signs::empty(html! { p { (speech.t("journal-none")) } }))
        } @else {
            ol.journal { @for line in &shown.page.items { (one(desk, shown, line)) } }
        }
        @if let Some(next) = shown.page.next {
            p.pager { a.button-quiet rel="next" href=(wish.address("/desk/journal", Some(next))) { (speech.t("journal-older")) } }
        }
    };
    let title = form::title(speech, title, &shown.faults);
    desk::page(desk, Section::Journal, &title, &content)
}

fn one(desk: &SignedIn, shown: &Shown, line: &Line) -> Markup {
    let speech = desk.visit.speech();
    let at = line.at.utc();
    let object = words::object(speech, line, &shown.names);
    let language = words::other_language(speech, line, &shown.names);
    html! {
        li.card id=(format!("line-{}", line.id)) {
            p { time datetime=(at.to_rfc3339()) { (words::instant(speech, at)) } }
            h2 { (words::act(speech, &line.act)) }
            (signs::facts(html! {
                dt { (speech.t("journal-who")) } dd { (words::actor(speech, line, &shown.names)) }
                dt { (words::kind(speech, &line.object_kind)) }
                dd {
                    @match words::address(&desk.person, line) {
                        Some(address) => a href=(address) {
                            @if object.is_empty() { (words::kind(speech, &line.object_kind)) } @else { span lang=[language] { (object) } }
                        },
                        None => span lang=[language] { (if object.is_empty() { "–" } else { object.as_str() }) },
                    }
                }
                @if let Some(name) = line.body_id.and_then(|body| shown.names.bodies.get(&body)) {
                    dt { (speech.t("label-body")) } dd { (translated(speech.language(), name)) }
                }
                @if let Some(version) = &line.calendar_version {
                    dt { (speech.t("journal-calendar")) } dd { (version) }
                }
            }))
            (changed(speech, &words::changes(speech, line, &shown.names)))
        }
    }
}

fn changed(speech: Speech<'_>, changes: &[Change]) -> Markup {
    let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    html! {
        @if !changes.is_empty() {
            details {
                summary { (speech.t("journal-changes")) }
                table.fits.cards {
                    (table_head(speech, &["journal-field", "journal-before", "journal-after"]))
                    tbody { @for change in changes { tr {
                        th scope="row" { (change.field) }
                        td data-label=(speech.t("journal-before")) { (side(&change.before)) }
                        td data-label=(speech.t("journal-after")) { (side(&change.after)) }
                    } } }
                }
            }
        }
    }
}

fn filters(speech: Speech<'_>, shown: &Shown) -> Markup {
    let wish = &shown.wish;
    let day = |name: &'static str, key: &str| {
        let field = TextField {
            name,
            label: speech.t(key),
            hint: None,
            value: wish.text(name),
            kind: "date",
            autocomplete: "off",
            inputmode: None,
            optional: false,
        };
        field.show(speech, &shown.faults)
    };
    html! {
        form.filter-grid method="get" action="/desk/journal" role="search" {
            (choice(speech, "body", "label-body", wish.text("body"), &bodies(speech, shown)))
            (choice(speech, "kind", "journal-kind", wish.text("kind"), &named(speech, KINDS, words::kind)))
            (choice(speech, "act", "journal-act", wish.text("act"), &named(speech, ACTS, words::act)))
            (choice(speech, "who", "journal-who", wish.text("who"), &who(speech, shown)))
            (TextField {
                name: "object",
                label: speech.t("journal-object"),
                hint: Some(speech.t("journal-object-hint")),
                value: wish.text("object"),
                kind: "text",
                autocomplete: "off",
                inputmode: None,
                optional: false,
            }.show(speech, &shown.faults))
            (day("from", "filter-from"))
            (day("to", "filter-to"))
            p.actions {
                button.button-quiet { (speech.t("filter-apply")) }
                a.button-quiet href="/desk/journal" { (speech.t("filter-clear")) }
            }
        }
    }
}

/// What a choice offers: what is sent, what is read, and the language it is in.
type Offered = (String, String, Language);

fn choice(speech: Speech<'_>, name: &str, key: &str, chosen: &str, options: &[Offered]) -> Markup {
    let options = options.iter().map(|(value, text, language)| Choice {
        value,
        text: (text, *language),
    });
    let select = Select {
        name,
        label: speech.t(key),
        any: speech.t("journal-any"),
        options: options.collect(),
        chosen,
    };
    select.show(speech, &[])
}

/// Stored words with what they are called.
fn named(speech: Speech<'_>, all: &[&str], name: fn(Speech<'_>, &str) -> String) -> Vec<Offered> {
    let line = |one: &&str| ((*one).to_owned(), name(speech, one), speech.language());
    all.iter().map(line).collect()
}

fn bodies(speech: Speech<'_>, shown: &Shown) -> Vec<Offered> {
    let body = |(id, name): &(Id, Multilingual)| {
        let (text, language) = name.in_language(speech.language());
        (id.to_string(), text.to_owned(), language)
    };
    shown.bodies.iter().map(body).collect()
}

fn who(speech: Speech<'_>, shown: &Shown) -> Vec<Offered> {
    let kinds = [
        ("visitor", "journal-who-visitor"),
        ("office", "journal-who-office"),
        ("command", "journal-who-command"),
    ];
    let kinds = kinds.map(|(value, key)| (value.to_owned(), speech.t(key), speech.language()));
    let people = shown.people.iter();
    let people = people.map(|(id, name)| (format!("staff:{id}"), name.clone(), speech.language()));
    kinds.into_iter().chain(people).collect()
}

/// Whether the chain holds.
pub fn verified(desk: &SignedIn, verified: &Verified) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("journal-verify");
    let content = html! {
        h1 { (title) }
        @match &verified.broken {
            Some(broken) => (signs::warned(Tone::Bad, html! {
                p { strong { (speech.tf("journal-broken", &args! { "n" => broken.seal.ordinal })) } }
                p { (speech.t("journal-broken-detail")) }
                (seal(speech, &broken.seal))
                (signs::facts(html! {
                    dt { (speech.t("journal-lines-found")) } dd { (broken.lines) }
                    dt { (speech.t("journal-digest-found")) } dd { code { (broken.digest) } }
                }))
            })),
            None => (signs::told(Tone::Good, html! { strong { (speech.t("journal-sound")) } })),
        }
        (signs::facts(html! {
            dt { (speech.t("journal-seals-sound")) } dd { (verified.sound) }
            dt { (speech.t("journal-lines-sound")) } dd { (verified.lines) }
            dt { (speech.t("journal-lines-unsealed")) } dd { (verified.unsealed) }
        }))
        @if let Some(last) = &verified.last {
            h2 { (speech.t("journal-last-seal")) }
            p { (speech.t("journal-last-seal-says")) }
            (seal(speech, last))
        }
        p { a href="/desk/journal" { (speech.t("journal-back")) } }
    };
    desk::page(desk, Section::Journal, &title, &content)
}

fn seal(speech: Speech<'_>, seal: &Seal) -> Markup {
    signs::facts(html! {
        dt { (speech.t("journal-seal-number")) } dd { (seal.ordinal) }
        dt { (speech.t("journal-sealed-at")) } dd { (words::instant(speech, seal.sealed_at.utc())) }
        dt { (speech.t("journal-seal-lines")) } dd { (seal.lines) }
        dt { (speech.t("journal-seal-digest")) } dd { code { (seal.digest) } }
    })
}
