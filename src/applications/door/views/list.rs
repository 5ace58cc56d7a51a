//! The pass list on a telephone: search first, one big button a person.

use maud::{Markup, html};

use super::{back_in_words, bar_in_words, counts, is_over, marks, moment, responsible, state_word};
use crate::applications::door::desk::list::{AT_ONCE, Done, Shown};
use crate::applications::door::record::Entrant;
use crate::applications::door::verdict::{Bar, Verdict, bar_of_time, verdict};
use crate::args;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::record::Session;
use crate::web::desk::{self, Right, SignedIn};
use crate::web::form::TextField;
use crate::web::signs::{self, Tone};

/// The page.
pub fn page(desk: &SignedIn, session: &Session, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("desk-session-door");
    let here = format!("/desk/sessions/{}", session.id);
    let content = html! {
        h1 { (title) }
        (told(desk, session, shown))
        p.door-counts { strong { (counts(speech, shown.tally)) } }
        @if let Some(bar) = bar_of_time(session, desk.visit.now) {
            (signs::notice(Tone::Warn, bar_in_words(speech, bar)))
        }
        (search(desk, &here, &shown.search))
        (people(desk, session, shown))
        (pager(desk, &here, shown))
        (afterwards(desk, session, &here, shown))
    };
    desk_frame::page(desk, session, Part::Door, &title, &content)
}

/// What the last act has done.
fn told(desk: &SignedIn, session: &Session, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let state = |entrant: &Entrant| match entrant.attended_at {
        Some(at) => speech.tf(
            "door-came-at",
            &args! { "time" => moment(speech, session, at) },
        ),
        None => state_word(speech, entrant.state),
    };
    html! {
        @if let Some((done, entrant)) = &shown.done {
            @let (key, tone) = match done {
                Done::Came => ("door-done-came", Tone::Good),
                Done::Already => ("door-done-already", Tone::Warn),
                Done::Undone => ("door-done-undone", Tone::Plain),
                Done::Changed => ("door-changed", Tone::Bad),
            };
            (signs::told(tone, html! {
                p { strong { (speech.t(key)) } }
                p { (entrant.full_name()) ": " (state(entrant)) }
            }))
        }
        @if let Some(absent) = shown.marked_absent {
            (signs::told(Tone::Good, speech.tf("door-done-absent", &args! { "n" => absent })))
        }
    }
}

fn search(desk: &SignedIn, here: &str, typed: &str) -> Markup {
    let speech = desk.visit.speech();
    html! {
        form.filters.search-line method="get" action=(format!("{here}/door")) role="search" {
            (TextField {
                name: "q",
                label: speech.t("door-search"),
                hint: None,
                value: typed,
                kind: "search",
                autocomplete: "off",
                inputmode: None,
                optional: false,
            }.show(speech, &[]))
            button.button-quiet { (speech.t("door-find")) }
            @if !typed.is_empty() { a.button-quiet href=(format!("{here}/door")) { (speech.t("door-all")) } }
        }
    }
}

fn people(desk: &SignedIn, session: &Session, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    html! {
        @if shown.people.is_empty() {
            (signs::empty(html! {
                @if shown.search.is_empty() {
                    p { (speech.t("door-nobody")) }
                } @else {
                    p { (speech.t("door-not-found")) }
                    (responsible(speech, session))
                }
            }))
        } @else {
            ul.door-list { @for one in &shown.people { (person(desk, session, shown, one)) } }
        }
    }
}

fn person(desk: &SignedIn, session: &Session, shown: &Shown, entrant: &Entrant) -> Markup {
    let speech = desk.visit.speech();
    let verdict = verdict(session, entrant, desk.visit.now);
    html! {
        li {
            div {
                h2 { (entrant.full_name()) }
                (marks(speech, entrant))
                @match verdict {
                    Verdict::Inside(at) => p.door-in {
                        (speech.tf("door-already-at", &args! { "time" => moment(speech, session, at) }))
                    },
                    Verdict::Back(at) => p.door-in { (back_in_words(desk, session, at)) },
                    _ => p { (state_word(speech, entrant.state)) },
                }
                @if verdict == Verdict::Barred(Bar::Waiting) {
                    p { (bar_in_words(speech, Bar::Waiting)) }
                    (responsible(speech, session))
                }
            }
            @match verdict {
                Verdict::Admit => (button(desk, shown, entrant, "", "door-button-came")),
                Verdict::Inside(_) => (button(desk, shown, entrant, "/undo", "door-button-undo")),
                Verdict::Barred(_) | Verdict::Back(_) => "",
            }
        }
    }
}

fn button(desk: &SignedIn, shown: &Shown, entrant: &Entrant, below: &str, word: &str) -> Markup {
    let speech = desk.visit.speech();
    let action = format!("/desk/applications/{}/check-in{below}", entrant.id);
    html! {
        form method="post" action=(action) {
            (desk::csrf_field(desk))
            input type="hidden" name="q" value=(shown.search);
            input type="hidden" name="skip" value=(shown.skip);
            input type="hidden" name="revision" value=(entrant.revision);
            button.door-button.button-quiet[!below.is_empty()] {
                (speech.t(word)) span.visually-hidden { ": " (entrant.full_name()) }
            }
        }
    }
}

fn pager(desk: &SignedIn, here: &str, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let at = |skip: i64| {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("q", &shown.search)
            .append_pair("skip", &skip.max(0).to_string())
            .finish();
        format!("{here}/door?{query}")
    };
    html! {
        @if shown.more || shown.skip > 0 {
            nav.pager.actions aria-label=(speech.t("door-pages")) {
                @if shown.skip > 0 {
                    a.button-quiet rel="prev" href=(at(shown.skip.saturating_sub(AT_ONCE))) { (speech.t("door-before")) }
                }
                @if shown.more {
                    a.button-quiet rel="next" href=(at(shown.skip.saturating_add(AT_ONCE))) { (speech.t("door-next")) }
                }
            }
        }
    }
}

/// On paper, into files, and what is done once the session is over.
fn afterwards(desk: &SignedIn, session: &Session, here: &str, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let rest = shown.tally.expected - shown.tally.came - shown.tally.absent;
    let may_mark = desk.person.can(Right::Decide, session.body_id) && is_over(desk, session);
    html! {
        section.door-more aria-labelledby="door-more" {
            h2 id="door-more" { (speech.t("door-more")) }
            ul {
                @for (form, word) in [("", "door-print"), (".xlsx", "door-xlsx"), (".csv", "door-csv")] {
                    li {
                        form method="post" action=(format!("{here}/passes{form}")) {
                            (desk::csrf_field(desk))
                            button.button-quiet { (speech.t(word)) }
                        }
                    }
                }
                li { a href=(format!("{here}/door/paper")) { (speech.t("door-paper")) } }
            }
            @if may_mark && rest > 0 {
                form method="post" action=(format!("{here}/door/absent")) {
                    (desk::csrf_field(desk))
                    p { (speech.tf("door-absent-says", &args! { "n" => rest })) }
                    button.button-warning { (speech.t("door-button-absent")) }
                }
            }
        }
    }
}
