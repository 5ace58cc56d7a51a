//! The list: coming sessions, or what a search finds.

use maud::{Markup, html};

use super::{feeds, filters, rows, today};
use crate::bodies::reading::Named;
use crate::database::Id;
use crate::law::results::ResultKind;
use crate::sessions::card::SessionCard;
use crate::sessions::emergency::Declared;
use crate::sessions::emergency_words;
use crate::sessions::store::Hit;
use crate::sessions::wish::Wish;
use crate::web::Visit;
use crate::web::form::{self, fault_summary};
use crate::web::layout::{self, Head, translated};
use crate::web::paging::Page;
use crate::web::problem::FieldFault;
use crate::web::signs;

/// What the page of the list is made of.
pub struct Found {
    /// What was asked for.
    pub wish: Wish,
    /// The sessions, in order.
    pub sessions: Page<SessionCard>,
    /// All bodies, to choose from.
    pub bodies: Vec<Named>,
    /// What was asked for and means nothing.
    pub faults: Vec<FieldFault>,
    /// Emergencies that stand.
    pub emergencies: Vec<Declared>,
    /// Results of these sessions in which the words were found.
    pub hits: Vec<Hit>,
}

/// The page at `/{l}/`.
#[must_use]
pub fn page(visit: &Visit, found: &Found) -> Markup {
    let speech = visit.speech();
    let Found {
        wish,
        sessions,
        bodies,
        faults,
        emergencies,
        hits,
    } = found;
    let title = speech.t(if wish.asks_for_days() {
        "found-title"
    } else {
        "home-title"
    });
    let name_of = |id: Id| {
        let mut bodies = bodies.iter();
        bodies.find(|one| one.body.id == id).map(|one| &one.name)
    };
    let (feed, feed_title) = (feeds::nearest(wish), feeds::title_of_list(speech, wish));
    let content = html! {
        (fault_summary(speech, faults))
        div.page-head {
            div {
                h1 { (title) }
                p.lead { (speech.t("home-says")) }
            }
            (ways_to_see(visit, false))
        }
        (emergency_words::banner(speech, emergencies, visit.now, name_of))
        (filters::form(visit, wish, bodies, faults))
        (rows::by_day(visit, &sessions.items, true))
        (in_results(visit, found, hits))
        @if !sessions.items.is_empty() {
            (pager(visit, found))
        } @else if faults.is_empty() {
            (nothing(visit, wish))
        }
        @if faults.is_empty() { (feeds::subscribe(visit, &feed, &feed_title, &feeds::letters_like(wish))) }
    };
    let here = wish.address(visit.language.code());
    let query = here.split_once('?').map_or("", |(_, query)| query);
    let head = Head::public(form::title(speech, title, faults), speech.t("home-says"))
        .of_query(query)
        .beside(
            feeds::alternates(visit, &feed, &feed_title)
                .into_iter()
                .filter(|_| faults.is_empty()),
        );
    layout::page(visit, &head, &content)
}

/// The switch between list and month.
pub(super) fn ways_to_see(visit: &Visit, month: bool) -> Markup {
    let speech = visit.speech();
    let code = visit.language.code();
    let link = |here: bool, address: String, key: &str| {
        html! {
            @if here { span aria-current="true" { (speech.t(key)) } } @else { a href=(address) { (speech.t(key)) } }
        }
    };
    html! {
        nav.views aria-label=(speech.t("view-choice")) {
            (link(!month, format!("/{code}/"), "view-list"))
            (link(month, format!("/{code}/calendar"), "view-month"))
        }
    }
}

/// The documents in which the words were found, each with its session.
fn in_results(visit: &Visit, found: &Found, hits: &[Hit]) -> Markup {
    let speech = visit.speech();
    let code = visit.language.code();
    let session = |id: Id| {
        let mut cards = found.sessions.items.iter();
        cards
            .find(|card| card.session.id == id)
            .map(|card| &card.session.title)
    };
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("q", found.wish.of("q"))
        .finish();
    html! {
        @if !hits.is_empty() {
            section.flow aria-labelledby="found-in-results" {
                h2 id="found-in-results" { (speech.t("found-in-results")) }
                ul.plain-links {
                    @for hit in hits {
                        @let address = format!("/{code}/sessions/{}/results/{}", hit.session_id, hit.id);
                        @let kind = speech.t(&format!("result-kind-{}", hit.kind));
                        // Only transcripts with times are searched further.
                        @let query = (hit.kind == ResultKind::Transcript).then(|| format!("?{query}"));
                        li {
                            a href=(format!("{address}{}", query.unwrap_or_default())) {
                                (kind)
                                @if let Some(title) = &hit.title { ": " (translated(visit.language, title)) }
                            }
                            @if let Some(title) = session(hit.session_id) {
                                " " span.hint { (translated(visit.language, title)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Nothing to show: why, and what to do.
fn nothing(visit: &Visit, wish: &Wish) -> Markup {
    let speech = visit.speech();
    let (why, what_to_do) = if wish.narrows() {
        ("sessions-not-found", "sessions-not-found-what-to-do")
    } else {
        ("sessions-none", "sessions-none-what-to-do")
    };
    signs::empty(html! {
        h2 { (speech.t(why)) }
        p { (speech.t(what_to_do)) }
        ul.actions {
            @if wish.narrows() {
                li { a.button-quiet href=(format!("/{}/", visit.language.code())) { (speech.t("filter-clear")) } }
            }
            li { a.button-quiet href=(past(visit, wish)) { (speech.t("sessions-past")) } }
            li {
                a.button-quiet href=(format!("/{}/bodies", visit.language.code())) { (speech.t("bodies-title")) }
            }
        }
    })
}

/// Sessions of the last month up to yesterday, of what else is wished.
pub(super) fn past(visit: &Visit, wish: &Wish) -> String {
    let today = today(visit);
    let month_ago = today.checked_sub_months(chrono::Months::new(1));
    let mut wish = wish.with("to", &today.pred_opt().unwrap_or(today).to_string());
    if let Some(month_ago) = month_ago {
        wish = wish.with("from", &month_ago.to_string());
    }
    wish.address(visit.language.code())
}

fn pager(visit: &Visit, found: &Found) -> Markup {
    let speech = visit.speech();
    let code = visit.language.code();
    let next = found.sessions.next.as_ref();
    let later = !found.wish.of("page").is_empty();
    html! {
        nav.pager.actions aria-label=(speech.t("list-ways")) {
            @if let Some(next) = next {
                a.button-quiet rel="next" href=(found.wish.with("page", &next.encode()).address(code)) {
                    (speech.t("sessions-next")) span aria-hidden="true" { "→" }
                }
            }
            @if later {
                a href=(found.wish.with("page", "").address(code)) { (speech.t("sessions-from-start")) }
            } @else if !found.wish.asks_for_days() {
                a href=(past(visit, &found.wish)) { (speech.t("sessions-past")) }
            }
        }
    }
}
