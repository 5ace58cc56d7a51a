//! What everybody sees of bodies: the list of them, and the portrait of one.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::reading::{Named, Portrait};
use super::record::{Body, BodyName, SINCE_EVER};
use super::regions;
use crate::args;
use crate::database::Id;
use crate::language::{Speech, short_date};
use crate::law::body::BodyLevel;
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};
use crate::web::signs::{self, Tone};

/// The page at `/{l}/bodies`: those of the whole republic first, then region by region; what belongs to a body
/// stands under it.
#[must_use]
pub fn list(visit: &Visit, bodies: &[Named]) -> Markup {
    let speech = visit.speech();
    let title = speech.t("bodies-title");
    let content = html! {
        div.page-head { div { h1 { (title) } p.lead { (speech.t("bodies-says")) } } }
        @if bodies.is_empty() { (signs::empty(speech.t("bodies-none"))) }
        div.stack { @for group in groups(speech, bodies) { (one_group(visit, bodies, &group)) } }
    };
    layout::page(
        visit,
        &Head::public(title.clone(), speech.t("bodies-says")),
        &content,
    )
}

struct Group<'a> {
    heading: Markup,
    bodies: Vec<&'a Named>,
}

/// Bodies that belong to another stand under it, not for themselves.
fn groups<'a>(speech: Speech<'_>, bodies: &'a [Named]) -> Vec<Group<'a>> {
    let of = |heading: Markup, belongs: &dyn Fn(&Body) -> bool| Group {
        heading,
        bodies: bodies
            .iter()
            .filter(|one| belongs(&one.body) && !is_part(one, bodies))
            .collect(),
    };
    let republic = |body: &Body| body.level == BodyLevel::Republic;
    let mut groups = vec![of(html! { (speech.t("bodies-of-republic")) }, &republic)];
    groups.extend(regions::all().iter().map(|region| {
        of(translated(speech.language(), &region.name), &|body| {
            !republic(body) && body.region.as_deref() == Some(&region.kato)
        })
    }));
    groups.push(of(html! { (speech.t("bodies-local")) }, &|body| {
        !republic(body) && body.region.is_none()
    }));
    groups.retain(|group| !group.bodies.is_empty());
    groups
}

fn is_part(one: &Named, bodies: &[Named]) -> bool {
    one.body
        .parent_id
        .is_some_and(|parent| bodies.iter().any(|other| other.body.id == parent))
}

fn one_group(visit: &Visit, bodies: &[Named], group: &Group<'_>) -> Markup {
    html! {
        section {
            h2 { (group.heading) }
            ul.body-list {
                @for one in &group.bodies {
                    li { (link(visit, one)) (parts(visit, bodies, one.body.id)) }
                }
            }
        }
    }
}

fn parts(visit: &Visit, bodies: &[Named], whole: Id) -> Markup {
    let parts: Vec<&Named> = bodies
        .iter()
        .filter(|one| one.body.parent_id == Some(whole))
        .collect();
    html! {
        @if !parts.is_empty() { ul.body-list { @for one in parts { li { (link(visit, one)) } } } }
    }
}

fn link(visit: &Visit, one: &Named) -> Markup {
    let speech = visit.speech();
    html! {
        a href=(address(visit, &one.body)) { (translated(visit.language, &one.name)) }
        @if one.body.exempt { " " (signs::badge(Tone::Plain, speech.t("body-exempt"))) }
    }
}

/// Where a body has its page.
#[must_use]
pub fn address(visit: &Visit, body: &Body) -> String {
    format!("/{}/bodies/{}", visit.language.code(), body.slug)
}

/// That the Rules do not bind the body, and by which act; nothing for the others.
#[must_use]
pub fn exemption(visit: &Visit, portrait: &Portrait) -> Markup {
    let speech = visit.speech();
    html! {
        @if portrait.body.exempt {
            (signs::notice(Tone::Plain, html! {
                p { strong { (speech.t("body-exempt")) } }
                p { (speech.t("paragraph-605-3-says")) }
                @if let Some(basis) = &portrait.body.exempt_basis {
                    p.hint { (speech.tf("basis", &args! { "paragraph" => basis.trim_end_matches('.') })) }
                }
            }))
        }
    }
}

/// The facts of a body.
#[must_use]
pub fn facts(visit: &Visit, portrait: &Portrait) -> Markup {
    let speech = visit.speech();
    let body = &portrait.body;
    let region = body.region.as_deref().and_then(regions::by_kato);
    let zone = body.zone.0;
    html! {
        section.card aria-labelledby="facts-title" {
            h2.visually-hidden id="facts-title" { (speech.t("body-facts")) }
            (signs::facts(html! {
                dt { (speech.t("body-kind")) } dd { (speech.t(&format!("kind-{}", body.kind.as_str()))) }
                dt { (speech.t("body-level")) }
                dd { (speech.t(&format!("level-{}", body.level.as_str().replace('_', "-")))) }
                @if let Some(region) = region {
                    dt { (speech.t("filter-region")) } dd { (translated(visit.language, &region.name)) }
                }
                @if let Some(parent) = &portrait.parent {
                    dt { (speech.t("body-parent")) } dd { (link(visit, parent)) }
                }
                @if !portrait.parts.is_empty() {
                    dt { (speech.t("body-parts")) }
                    @for part in &portrait.parts { dd { (link(visit, part)) } }
                }
                dt { (speech.t("body-week")) } dd { (speech.t(&format!("week-{}", body.week.as_str()))) }
                @if !body.exempt {
                    dt { (speech.t("body-closing-time")) }
                    dd { (body.closing_time) }
                }
                dt { (speech.t("body-zone")) } dd { (speech.zone_label(zone, visit.now)) }
                @if let (false, Ok((_, paragraph))) = (body.exempt, body.card().basis()) {
                    dt { (speech.t("body-basis")) } dd { (speech.t(&paragraph.key())) }
                }
                @if let Some(site) = &body.site {
                    dt { (speech.t("body-site")) } dd { a href=(site) rel="noreferrer" { (site) } }
                }
                dt { (speech.t("way-openness")) }
                dd {
                    a href=(format!("/{}/openness/{}", visit.language.code(), body.slug)) {
                        (speech.t("openness-title"))
                    }
                }
                @if portrait.names.len() > 1 { (names(visit, &portrait.names)) }
            }))
        }
    }
}

fn names(visit: &Visit, names: &[BodyName]) -> Markup {
    let speech = visit.speech();
    html! {
        dt { (speech.t("body-names")) }
        @for name in names.iter().rev() {
            dd { (translated(visit.language, &name.name)) " " span.soft { (since(speech, name.valid_from)) } }
        }
    }
}

fn since(speech: Speech<'_>, day: NaiveDate) -> String {
    if day == SINCE_EVER {
        speech.t("body-name-first")
    } else {
        speech.tf("body-name-since", &args! { "date" => short_date(day) })
    }
}
