//! The page of letters.

use maud::{Markup, html};

use super::call_back::until;
use super::reading::{Rows, Shown};
use super::store::{About, Done, Lost, Stopped, ToCall};
use super::wish::{Part, address};
use crate::applications::record::Application;
use crate::args;
use crate::database::Instant;
use crate::language::Speech;
use crate::outbox;
use crate::outbox::record::LetterState;
use crate::web::desk::{self, Right, Section, SignedIn, table_head};
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// The page; `gone` when what a form was made of is not there any more.
pub(super) fn page(desk: &SignedIn, shown: &Shown, gone: bool) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("letters-title");
    let content = html! {
        @if gone {
            (signs::heard_first(Tone::Bad, None, html! { p { (speech.t("letters-gone")) } }))
        }
        h1 { (title) }
        (desk::done_note(desk, &["telephoned", "telephoned-undone", "address-released"]))
        p { (speech.t("letters-about")) }
        @if shown.wish.session.is_some() {
            p { a href="/desk/letters" { (speech.t("letters-of-all")) } }
        }
        @if !desk.person.may_somewhere(Right::SeePersons) { (signs::notice(Tone::Plain, speech.t("applicants-masked"))) }
        (to_many(desk, shown))
        section aria-labelledby="lost-title" {
            h2 id="lost-title" { (speech.t("letters-lost")) }
            (lost(desk, shown))
            (pager(speech, shown, Part::Letters, &shown.lost, "letters-lost"))
        }
        section aria-labelledby="calls-title" {
            h2 id="calls-title" { (speech.t("letters-calls")) }
            p.hint { (speech.t("letters-calls-about")) }
            (calls(desk, shown))
            (pager(speech, shown, Part::Calls, &shown.to_call, "letters-calls"))
        }
        section aria-labelledby="stopped-title" {
            h2 id="stopped-title" { (speech.t("letters-stopped")) }
            p.hint { (speech.t("letters-stopped-about")) }
            (stopped(desk, shown))
            (pager(speech, shown, Part::Addresses, &shown.stopped, "letters-stopped"))
        }
    };
    desk::page(desk, Section::Letters, &title, &content)
}

fn to_many(desk: &SignedIn, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let delay = desk.visit.app.settings.mail.bulk_delay;
    let may = |about: &About| desk.person.can(Right::KeepSessions, about.body);
    html! {
        @if !shown.to_many.is_empty() {
            (signs::titled_notice(Tone::Warn, "many-title", html! {
                h2 id="many-title" { (speech.t("letters-to-many")) }
                ul {
                    @for one in &shown.to_many {
                        li {
                            (about(speech, &one.about)) ". "
                            (speech.tf("call-back-waiting", &args! { "count" => one.letters })) " "
                            (speech.tf("call-back-until", &args! {
                                "datetime" => until(speech, one.about.zone, one.since.utc(), delay),
                            }))
                            @if may(&one.about) {
                                " " a href=(format!("/desk/sessions/{}/call-back", one.about.id)) {
                                    (speech.t("call-back"))
                                }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn lost(desk: &SignedIn, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let columns = [
        "session",
        "letters-letter",
        "letters-why",
        "letters-when",
        "letters-person",
        "letters-telephoned",
    ];
    html! {
        @if shown.lost.items.is_empty() { (signs::empty(speech.t("letters-lost-none"))) } @else {
            table.cards.letters {
                (table_head(speech, &columns))
                tbody { @for one in &shown.lost.items { (lost_row(desk, shown, one)) } }
            }
        }
    }
}

fn lost_row(desk: &SignedIn, shown: &Shown, one: &Lost) -> Markup {
    let speech = desk.visit.speech();
    let applicant = shown.applicant_of(one);
    let address = Some(one.recipient.as_str()).filter(|address| !address.is_empty());
    html! {
        tr {
            th scope="row" { (about(speech, &one.about)) }
            td data-label=(speech.t("letters-letter")) { (kind(speech, &one.kind)) }
            td data-label=(speech.t("letters-why")) {
                (why(speech, one))
                @if let Some(said) = one.why.as_deref().and_then(outbox::said_elsewhere) { span.hint lang="en" { (said) } }
            }
            td data-label=(speech.t("letters-when")) {
                @if let Some(at) = one.finished_at { (moment(speech, &one.about, at)) }
            }
            td data-label=(speech.t("letters-person")) {
                (person(desk, &one.about, applicant, address))
            }
            td data-label=(speech.t("letters-telephoned")) {
                (tick(desk, shown, (one.id, one.done), &one.about))
            }
        }
    }
}

fn calls(desk: &SignedIn, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let columns = [
        "session",
        "letters-to-tell",
        "letters-since",
        "letters-person",
        "letters-telephoned",
    ];
    html! {
        @if shown.to_call.items.is_empty() { (signs::empty(speech.t("letters-calls-none"))) } @else {
            table.cards.letters {
                (table_head(speech, &columns))
                tbody { @for one in &shown.to_call.items { (call_row(desk, shown, one)) } }
            }
        }
    }
}

fn call_row(desk: &SignedIn, shown: &Shown, one: &ToCall) -> Markup {
    let speech = desk.visit.speech();
    html! {
        tr {
            th scope="row" { (about(speech, &one.about)) }
            td data-label=(speech.t("letters-to-tell")) { (kind(speech, &one.kind)) }
            td data-label=(speech.t("letters-since")) { (moment(speech, &one.about, one.since)) }
            td data-label=(speech.t("letters-person")) {
                (person(desk, &one.about, shown.applicant(one.application), None))
            }
            td data-label=(speech.t("letters-telephoned")) {
                (tick(desk, shown, (one.id, one.done), &one.about))
            }
        }
    }
}

fn stopped(desk: &SignedIn, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let columns = [
        "letters-address",
        "letters-said",
        "letters-since",
        "session",
        "letters-release",
    ];
    html! {
        @if shown.stopped.items.is_empty() { (signs::empty(speech.t("letters-stopped-none"))) } @else {
            table.cards.letters {
                (table_head(speech, &columns))
                tbody { @for one in &shown.stopped.items { (stopped_row(desk, shown, one)) } }
            }
        }
    }
}

fn stopped_row(desk: &SignedIn, shown: &Shown, one: &Stopped) -> Markup {
    let speech = desk.visit.speech();
    let may_see = desk.person.can(Right::SeePersons, one.about.body);
    let address = one.address.as_deref().filter(|_| may_see);
    html! {
        tr {
            th scope="row" {
                @if let Some(address) = address { (address) } @else { (speech.t("letters-address-unknown")) }
            }
            td data-label=(speech.t("letters-said")) { span lang="en" { (one.reason) } }
            td data-label=(speech.t("letters-since")) { (moment(speech, &one.about, one.since)) }
            td data-label=(speech.t("session")) { (about(speech, &one.about)) }
            td data-label=(speech.t("letters-release")) {
                @if desk.person.can(Right::Decide, one.about.body) {
                    form method="post" action="/desk/letters/release" {
                        (desk::csrf_field(desk))
                        input type="hidden" name="list" value=(shown.wish.query());
                        input type="hidden" name="address" value=(one.hash);
                        button.button-quiet type="submit" {
                            (speech.t("letters-release-do"))
                            @if let Some(address) = address { span.visually-hidden { " " (address) } }
                        }
                    }
                }
            }
        }
    }
}

fn about(speech: Speech<'_>, about: &About) -> Markup {
    html! {
        a href=(format!("/desk/sessions/{}", about.id)) { (translated(speech.language(), &about.title)) }
        br; span.soft { (speech.date_time(about.zone.local(about.starts_at.utc()))) }
    }
}

fn moment(speech: Speech<'_>, about: &About, at: Instant) -> Markup {
    html! { time datetime=(about.zone.rfc3339(at.utc())) { (speech.date_time(about.zone.local(at.utc()))) } }
}

/// What a letter is about; one that nobody has put into words here is a letter.
fn kind(speech: Speech<'_>, kind: &str) -> String {
    let key = format!("letter-kind-{kind}");
    let messages = speech.words().messages(speech.language());
    speech.t(if messages.contains_key(&key) {
        &key
    } else {
        "letter-kind-other"
    })
}

fn why(speech: Speech<'_>, one: &Lost) -> String {
    let word = match one.state {
        LetterState::Expired => "expired",
        LetterState::TechnicalFailure => "technical",
        _ if one
            .why
            .as_deref()
            .is_some_and(|why| why.starts_with("nobody reads")) =>
        {
            "stopped"
        }
        _ => "refused",
    };
    speech.t(&format!("letters-why-{word}"))
}

/// Whom it was for: by name and telephone where one may see persons, else by number.
fn person(
    desk: &SignedIn,
    about: &About,
    applicant: Option<&Application>,
    address: Option<&str>,
) -> Markup {
    let speech = desk.visit.speech();
    let may_see = desk.person.can(Right::SeePersons, about.body);
    html! {
        @if let Some(one) = applicant {
            a href=(format!("/desk/applications/{}", one.id)) { (one.number) }
            @if may_see {
                span.contact { (one.full_name()) }
                @match &one.phone {
                    Some(phone) => { span.contact { a href=(format!("tel:{}", dialled(phone))) { (phone) } } }
                    None => { span.contact { (speech.t("letters-no-phone")) } }
                }
            }
        } @else if !may_see || address.is_none() { "–" }
        @if let Some(address) = address.filter(|_| may_see) { span.contact { (address) } }
    }
}

fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|sign| sign.is_ascii_digit() || *sign == '+')
        .collect()
}

/// Whether somebody telephoned; who and when, and a button to note it or take it back.
fn tick(
    desk: &SignedIn,
    shown: &Shown,
    (item, done): (crate::database::Id, Done),
    about: &About,
) -> Markup {
    let speech = desk.visit.speech();
    let word = if done.is_some() {
        "letters-telephoned-undo"
    } else {
        "letters-telephoned-do"
    };
    html! {
        @if let Some((who, at)) = done {
            span.contact { (shown.name(who)) ", " (moment(speech, about, at)) }
        }
        @if desk.person.can(Right::Decide, about.body) {
            form method="post" action="/desk/letters/telephoned" {
                (desk::csrf_field(desk))
                input type="hidden" name="list" value=(shown.wish.query());
                input type="hidden" name="item" value=(item);
                @if done.is_some() { input type="hidden" name="undo" value="true"; }
                button.button-quiet type="submit" { (speech.t(word)) }
            }
        }
    }
}

fn pager<T>(speech: Speech<'_>, shown: &Shown, part: Part, rows: &Rows<T>, name: &str) -> Markup {
    let before = shown.wish.turned(part, -1);
    let after = shown.wish.turned(part, 1).filter(|_| rows.more);
    html! {
        @if before.is_some() || after.is_some() {
            nav.pager aria-label=(speech.t(name)) {
                @if let Some(query) = before {
                    a.button-quiet rel="prev" href=(address(&query)) { (speech.t("applicants-before")) }
                }
                @if let Some(query) = after {
                    a.button-quiet rel="next" href=(address(&query)) { (speech.t("applicants-after")) }
                }
            }
        }
    }
}
