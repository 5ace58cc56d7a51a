//! The figures as a picture: a bar a measure, as long as what is counted of it. Parts differ by their pattern and carry
//! their number, so that nothing is said by colour alone; the table beside it says the same in words.

use maud::{Markup, html};

use super::{as_key, measure, verdict};
use crate::args;
use crate::language::Speech;
use crate::law::openness::{Measure, Verdict};
use crate::openness::figures::Figures;

/// Widths are shares of the whole, in hundredths of a percent, so that bars grow with the screen and words do not.
const WHOLE: usize = 10_000;
/// How wide the picture is on the narrowest screen, in pixels.
const NARROWEST: usize = 280;
/// Of a measure: its name, its bar, and the space below; in pixels where letters have their usual size.
const ROW: usize = 64;
const BAR: usize = 28;

/// What is drawn, in this order. What is not judged has no part in it.
const DRAWN: [Verdict; 5] = [
    Verdict::InTime,
    Verdict::Explained,
    Verdict::Late,
    Verdict::Missing,
    Verdict::Running,
];

/// One part of a bar.
struct Part {
    verdict: Verdict,
    count: usize,
    from: usize,
    wide: usize,
}

/// The parts of a bar, side by side over the whole width; nothing of nothing.
fn parts(figures: &Figures, measure: Measure) -> Vec<Part> {
    let counts = DRAWN.map(|verdict| (verdict, figures.count(measure, verdict)));
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let mut before = 0;
    let mut parts = Vec::new();
    for (verdict, count) in counts {
        let from = (before * WHOLE).checked_div(all).unwrap_or(0);
        before += count;
        let until = (before * WHOLE).checked_div(all).unwrap_or(0);
        if count > 0 {
            parts.push(Part {
                verdict,
                count,
                from,
                wide: until.saturating_sub(from).max(1),
            });
        }
    }
    parts
}

/// The picture with its legend.
#[must_use]
pub fn picture(speech: Speech<'_>, figures: &Figures) -> Markup {
    let height = Measure::ALL.len() * ROW;
    let said: Vec<String> = Measure::ALL
        .iter()
        .map(|one| in_words(speech, figures, *one))
        .collect();
    html! {
        figure.openness-picture {
            svg width="100%" height=(rem(height)) role="img"
                aria-labelledby="openness-picture-title openness-picture-says" {
                title id="openness-picture-title" { (speech.t("openness-picture-title")) }
                desc id="openness-picture-says" { (said.join(" ")) }
                defs { @for one in DRAWN { (pattern(one)) } }
                @for (place, one) in Measure::ALL.iter().enumerate() { (bar(speech, figures, *one, place * ROW)) }
            }
            figcaption {
                ul.openness-legend {
                    @for one in DRAWN { li {
                        svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" {
                            rect class=(class(one)) x="1" y="1" width="14" height="14" fill=(fill(one)) {}
                        }
                        (verdict(speech, one))
                    } }
                }
            }
        }
    }
}

fn class(verdict: Verdict) -> String {
    format!("openness-part openness-{}", as_key(verdict.as_str()))
}

fn fill(verdict: Verdict) -> String {
    format!("url(#openness-pattern-{})", as_key(verdict.as_str()))
}

/// Full, slanting lines, upright lines, dots, and nothing.
fn pattern(verdict: Verdict) -> Markup {
    let id = format!("openness-pattern-{}", as_key(verdict.as_str()));
    let lines = match verdict {
        Verdict::Explained => "M0 8 L8 0",
        Verdict::Late => "M4 0 V8",
        Verdict::Missing => "M0 0 L8 8 M0 8 L8 0",
        Verdict::InTime | Verdict::Running | Verdict::Aside => "",
    };
    html! {
        pattern id=(id) class=(format!("openness-{}", as_key(verdict.as_str())))
            width="8" height="8" patternUnits="userSpaceOnUse" {
            rect.openness-ground width="8" height="8" {}
            @if !lines.is_empty() { path.openness-lines d=(lines) {} }
        }
    }
}

fn bar(speech: Speech<'_>, figures: &Figures, one: Measure, top: usize) -> Markup {
    let parts = parts(figures, one);
    let (words, bar) = (top + 16, top + 24);
    html! {
        text.openness-name x="0" y=(rem(words)) { (measure(speech, one)) }
        @if parts.is_empty() {
            rect.openness-empty x="0" y=(rem(bar)) width="100%" height=(rem(BAR)) {}
        }
        @for part in &parts {
            svg x=(percent(part.from)) y=(rem(bar)) width=(percent(part.wide)) height=(rem(BAR)) {
                rect class=(class(part.verdict)) width="100%" height="100%" fill=(fill(part.verdict)) {}
                // A number that does not fit into its part stands in the table alone.
                @if part.wide * NARROWEST / WHOLE >= room(part.count) {
                    rect.openness-plate x=(rem(4)) y=(rem(4)) width=(rem(room(part.count) - 8)) height=(rem(BAR - 8)) rx="2" {}
                    text.openness-number x=(rem(room(part.count) / 2)) y=(rem(19)) text-anchor="middle" { (part.count) }
                }
            }
        }
    }
}

fn percent(share: usize) -> String {
    format!("{}.{:02}%", share / 100, share % 100)
}

/// A length that grows with the letters.
fn rem(pixels: usize) -> String {
    format!("{}.{:04}rem", pixels / 16, pixels % 16 * 625)
}

/// How wide a part is at least in which a number has room, in pixels.
fn room(count: usize) -> usize {
    16 + 9 * count.to_string().len()
}

fn in_words(speech: Speech<'_>, figures: &Figures, one: Measure) -> String {
    let parts: Vec<String> = parts(figures, one)
        .iter()
        .map(|part| format!("{}: {}", verdict(speech, part.verdict), part.count))
        .collect();
    let said = if parts.is_empty() {
        speech.t("openness-nothing-counted")
    } else {
        parts.join("; ")
    };
    speech.tf(
        "openness-picture-says",
        &args! { "measure" => measure(speech, one), "figures" => said },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_bar_has_no_parts() {
        assert!(parts(&Figures::default(), Measure::Results).is_empty());
        assert!(room(5) < room(500));
        assert_eq!(percent(WHOLE), "100.00%");
        assert_eq!(percent(3_305), "33.05%");
        assert_eq!(rem(28), "1.7500rem");
    }
}
