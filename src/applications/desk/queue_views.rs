//! The queue as it is shown: counts, filters, and the applications in the order of their ranks.

use maud::{Markup, html};

use super::parts::{
    channel_word, choice, hall_word, line, more_seats_alert, need_word, state_word,
};
use super::reading::{Line, Queue};
use super::wish::{ROWS, Wish};
use crate::applications::record::{Hall, Need};
use crate::applications::store::reach::Way;
use crate::args;
use crate::language::Speech;
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::law::deadlines::Channel;
use crate::sessions::desk_frame::{self, Part};
use crate::web::desk::{Difference, Right, SignedIn, both_states, csrf_field, done_note};
use crate::web::signs::{self, Tone};

/// The page; `stale` is the number of people that an act for many was made of, where it is another one now.
pub fn page(
    desk: &SignedIn,
    queue: &Queue,
    wish: &Wish,
    with_persons: bool,
    stale: Option<i64>,
) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("applicants-title");
    let may_decide = desk.person.can(Right::Decide, queue.session.body_id);
    let content = html! {
        h1 { (title) }
        (done_note(desk, &["admitted-all", "admitted"]))
        @if let Some(said) = stale {
            (both_states(speech, &[Difference {
                label: speech.t("admit-all-count"),
                yours: said.to_string(),
                theirs: queue.to_admit().to_string(),
            }]))
        }
        (more_seats_alert(desk, &queue.session, (&queue.clocks, &queue.seating), queue.exempt))
        (counts(speech, queue))
        @if may_decide { (acts(desk, queue, wish)) }
        @if !with_persons { (signs::notice(Tone::Plain, speech.t("applicants-masked"))) }
        (filters(speech, queue, wish, with_persons))
        (table(desk, queue, wish, with_persons))
        (pager(speech, queue, wish))
    };
    desk_frame::page(desk, &queue.session, Part::Applicants, &title, &content)
}

fn counts(speech: Speech<'_>, queue: &Queue) -> Markup {
    let (seating, session) = (&queue.seating, queue.session.id);
    let seats = args! { "taken" => seating.seated, "seats" => seating.capacity };
    let overflow = args! {
        "taken" => seating.overflow_seated,
        "seats" => seating.overflow_capacity,
    };
    html! {
        p {
            (speech.tf("applicants-seats", &seats))
            @if seating.overflow_capacity > 0 { " " (speech.tf("applicants-overflow", &overflow)) }
        }
        ul.state-counts {
            @for (state, count) in &queue.counts {
                li {
                    a href=(format!("/desk/sessions/{session}/applicants?state={state}")) {
                        (state_word(speech, *state)) ": " strong { (count) }
                    }
                }
            }
        }
    }
}

fn acts(desk: &SignedIn, queue: &Queue, wish: &Wish) -> Markup {
    let speech = desk.visit.speech();
    let address = format!("/desk/sessions/{}/applicants", queue.session.id);
    let count = queue.to_admit();
    html! {
        div.actions {
            a.button-quiet href=(format!("{address}/new")) { (speech.t("entry-title")) }
            @if count > 0 {
                form method="post" action=(format!("{address}/admit")) {
                    (csrf_field(desk))
                    input type="hidden" name="count" value=(count);
                    input type="hidden" name="people" value=(queue.people_to_admit);
                    input type="hidden" name="list" value=(wish.query(wish.page));
                    button type="submit" { (speech.tf("admit-all", &args! { "n" => count })) }
                }
            }
        }
    }
}

fn filters(speech: Speech<'_>, queue: &Queue, wish: &Wish, with_persons: bool) -> Markup {
    let states: Vec<_> = ApplicationState::ALL
        .iter()
        .map(|one| (one.as_str(), state_word(speech, *one)))
        .collect();
    let channels: Vec<_> = Channel::ALL
        .iter()
        .map(|one| (one.as_str(), channel_word(speech, *one)))
        .collect();
    let halls: Vec<_> = Hall::ALL
        .iter()
        .map(|one| (one.as_str(), hall_word(speech, *one)))
        .collect();
    let mut needs = vec![("any", speech.t("applicants-some-needs"))];
    needs.extend(
        Need::ALL
            .iter()
            .map(|one| (one.as_str(), need_word(speech, *one))),
    );
    let ways: Vec<_> = Way::ALL
        .iter()
        .map(|one| (one.as_str(), speech.t(&format!("applicant-way-{one}"))))
        .collect();
    let label = if with_persons {
        "applicants-search"
    } else {
        "applicants-search-number"
    };
    let select = |names, options: &[(&str, String)]| {
        let (name, _, _) = names;
        choice(speech, names, options, wish.chosen(name), &[])
    };
    html! {
        form.filters method="get" action=(format!("/desk/sessions/{}/applicants", queue.session.id)) role="search" {
            div.search-line {
                (line(speech, ("q", "search", label), &wish.words, &[], None))
                button.button-quiet type="submit" { (speech.t("filter-find")) }
            }
            details open[wish.is_narrow()] {
                summary { (speech.t("filter-more")) }
                div.filter-fields {
                    (select(("state", "applicant-state", "applicants-all"), &states))
                    (select(("channel", "applicant-channel", "applicants-all"), &channels))
                    (select(("hall", "applicant-hall", "applicants-all"), &halls))
                    (select(("way", "applicant-way", "applicants-all"), &ways))
                    @if with_persons { (select(("needs", "field-needs", "applicants-all"), &needs)) }
                    div.actions { button.button-quiet type="submit" { (speech.t("filter-apply")) } }
                }
            }
        }
    }
}

fn table(desk: &SignedIn, queue: &Queue, wish: &Wish, with_persons: bool) -> Markup {
    let speech = desk.visit.speech();
    if queue.lines.is_empty() {
        return signs::empty(speech.t("applicants-none"));
    }
    html! {
        table.cards.queue {
            caption { (speech.tf("applicants-shown", &args! {
                "from" => wish.offset().saturating_add(1),
                "to" => wish.offset().saturating_add(i64::try_from(queue.lines.len()).unwrap_or(0)),
                "total" => queue.total,
            })) }
            thead { tr {
                th scope="col" { (speech.t("letter-number")) }
                @if with_persons {
                    th scope="col" { (speech.t("applicant-name")) }
                    th scope="col" { (speech.t("field-birth-year")) }
                    th scope="col" { (speech.t("applicant-contacts")) }
                }
                th scope="col" { (speech.t("applicant-channel")) }
                th scope="col" { (speech.t("applicant-received")) }
                th scope="col" { (speech.t("applicant-state")) }
                th scope="col" { (speech.t("applicant-place")) }
                @if with_persons { th scope="col" { (speech.t("field-needs")) } }
            } }
            tbody { @for line in &queue.lines { (row(desk, queue, line, wish, with_persons)) } }
        }
    }
}

fn row(desk: &SignedIn, queue: &Queue, line: &Line, wish: &Wish, with_persons: bool) -> Markup {
    let speech = desk.visit.speech();
    let list: String =
        url::form_urlencoded::byte_serialize(wish.query(wish.page).as_bytes()).collect();
    let address = format!("/desk/applications/{}", line.id);
    let way = if list.is_empty() {
        address.clone()
    } else {
        format!("{address}?list={list}")
    };
    let received = queue.session.zone.local(line.received_at.utc());
    let label = |key: &str| speech.t(key);
    html! {
        tr {
            th scope="row" { a href=(way) { (line.number) } }
            @if with_persons {
                @if let Some(person) = &line.person {
                    td data-label=(label("applicant-name")) { (person.name) }
                    td data-label=(label("field-birth-year")) { @if let Some(year) = person.birth_year { (year) } }
                    td data-label=(label("applicant-contacts")) {
                        @for contact in [&person.email, &person.phone].into_iter().flatten() { span.contact { (contact) } " " }
                    }
                } @else {
                    td data-label=(label("applicant-name")) { "–" } td {} td {}
                }
            }
            td data-label=(label("applicant-channel")) { (channel_word(speech, line.channel)) }
            td data-label=(label("applicant-received")) { (speech.date_time(received)) }
            td data-label=(label("applicant-state")) {
                (state_word(speech, line.state))
                @if may_admit_here(desk, queue, line) { (admit_here(desk, line, wish)) }
            }
            td data-label=(label("applicant-place")) { (place(speech, line)) }
            @if with_persons {
                td data-label=(label("field-needs")) {
                    @if let Some(person) = &line.person {
                        (person.needs.iter().map(|need| need_word(speech, *need)).collect::<Vec<_>>().join(", "))
                    }
                }
            }
        }
    }
}

fn may_admit_here(desk: &SignedIn, queue: &Queue, line: &Line) -> bool {
    line.hall.is_some()
        && line.state.allows(ApplicationAct::Admit)
        && desk.person.can(Right::Decide, queue.session.body_id)
}

fn admit_here(desk: &SignedIn, line: &Line, wish: &Wish) -> Markup {
    let speech = desk.visit.speech();
    html! {
        form method="post" action=(format!("/desk/applications/{}/admit", line.id)) {
            (csrf_field(desk))
            input type="hidden" name="revision" value=(line.revision);
            input type="hidden" name="state" value=(line.state);
            input type="hidden" name="list" value=(wish.query(wish.page));
            input type="hidden" name="then" value="list";
            button.button-quiet type="submit" {
                (speech.t("act-admit")) span.visually-hidden { " " (line.number) }
            }
        }
    }
}

fn place(speech: Speech<'_>, line: &Line) -> Markup {
    html! {
        @if let Some(place) = line.queue_place {
            (speech.tf("applicant-in-queue", &args! { "n" => place }))
        } @else if let (Some(hall), Some(seat)) = (line.hall, line.seat) {
            (hall_word(speech, hall)) ", " (speech.tf("applicant-seat", &args! { "n" => seat }))
        } @else { "–" }
    }
}

fn pager(speech: Speech<'_>, queue: &Queue, wish: &Wish) -> Markup {
    let address = format!("/desk/sessions/{}/applicants", queue.session.id);
    let more = wish.offset().saturating_add(ROWS) < queue.total;
    html! {
        @if wish.page > 1 || more {
            nav.pager aria-label=(speech.t("applicants-pages")) {
                @if wish.page > 1 {
                    a.button-quiet rel="prev" href=(format!("{address}?{}", wish.query(wish.page - 1))) { (speech.t("applicants-before")) }
                }
                @if more {
                    a.button-quiet rel="next" href=(format!("{address}?{}", wish.query(wish.page + 1))) { (speech.t("applicants-after")) }
                }
            }
        }
    }
}
