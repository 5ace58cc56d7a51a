//! The figures as a table: first how many were to be done, then how many of them were. No share stands without its count.

use maud::{Markup, html};

use super::{as_key, basis, list_address, measure, verdict};
use crate::args;
use crate::bodies::reading::Named;
use crate::language::Speech;
use crate::law::openness::{Measure, Verdict};
use crate::openness::figures::Figures;
use crate::web::desk::{BoxName, table_box};
use crate::web::signs;

/// Whose figures of which year.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// The body; else all of them.
    pub body: Option<&'a Named>,
    /// The year.
    pub year: i32,
}

/// The table, with each number leading to its list.
#[must_use]
pub fn table(speech: Speech<'_>, of: Of<'_>, figures: &Figures) -> Markup {
    show(speech, figures, Some(of))
}

/// The same of figures that are frozen: what stands behind their numbers may have changed.
#[must_use]
pub fn frozen(speech: Speech<'_>, figures: &Figures) -> Markup {
    show(speech, figures, None)
}

fn show(speech: Speech<'_>, figures: &Figures, of: Option<Of<'_>>) -> Markup {
    let table = html! {
        table.cards.openness-table {
            thead { tr {
                th scope="col" { (speech.t("openness-column-measure")) }
                th.number scope="col" { (speech.t("openness-column-judged")) }
                @for one in Verdict::ALL { th.number scope="col" { (verdict(speech, *one)) } }
            } }
            tbody {
                @for one in Measure::ALL { tr {
                    th scope="row" { (measure(speech, *one)) }
                    td.number data-measure=(one) data-verdict="judged" data-label=(speech.t("openness-column-judged")) {
                        (figures.judged(*one))
                    }
                    @for verdict in Verdict::ALL { (cell(speech, of, figures, (*one, *verdict))) }
                } }
            }
        }
    };
    table_box(BoxName::Heading("openness-table"), &table)
}

fn cell(
    speech: Speech<'_>,
    of: Option<Of<'_>>,
    figures: &Figures,
    (measure, one): (Measure, Verdict),
) -> Markup {
    let count = figures.count(measure, one);
    let share = figures
        .share(measure)
        .filter(|_| one == Verdict::InTime)
        .map(|share| speech.tf("openness-share", &args! { "share" => share }));
    html! {
        td.number data-measure=(measure) data-verdict=(one) data-label=(verdict(speech, one)) {
            @if measure.knows(one) {
                @match of {
                    Some(of) => {
                        a href=(list_address(speech, of.body, of.year, (measure, one)))
                            aria-label=(named(speech, (measure, one), count)) { (count) }
                    }
                    None => (count),
                }
                @if let Some(share) = share { " " span.soft { (share) } }
            } @else {
                span.soft aria-hidden="true" { "–" }
                span.visually-hidden { (speech.t("openness-not-known")) }
            }
        }
    }
}

/// A number by itself says nothing to whoever hears the links of a page read out.
fn named(speech: Speech<'_>, (of, one): (Measure, Verdict), count: usize) -> String {
    format!("{count}: {}, {}", measure(speech, of), verdict(speech, one))
}

/// What counts as what.
#[must_use]
pub fn says(speech: Speech<'_>) -> Markup {
    html! {
        section.flow aria-labelledby="openness-says" {
            h2 id="openness-says" { (speech.t("openness-says")) }
            (signs::facts(html! {
                @for one in Measure::ALL {
                    dt { (measure(speech, *one)) }
                    dd {
                        (speech.t(&format!("openness-says-{one}"))) " "
                        span.soft { (basis(speech, one.paragraph())) }
                    }
                }
                dt { (verdict(speech, Verdict::Aside)) }
                @for why in ["cancelled", "closed", "emergency", "hidden"] {
                    dd { (speech.t(&format!("openness-aside-says-{}", as_key(why)))) }
                }
            }))
        }
    }
}
