//! The texts, section by section: each a heading, what it says, and the paragraph where the law is the reason.

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::args;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::web::Visit;
use crate::web::layout::{self, Head};
use crate::web::reach;

/// When it was last tried out whether people with disabilities can use every page.
const TRIED_ON: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 23);

/// A page of these.
pub(super) struct Text {
    name: &'static str,
    /// What each section is called, and its paragraph.
    sections: &'static [(&'static str, Option<Paragraph>)],
}

pub(super) const ATTENDING: Text = Text {
    name: "attending",
    sections: &[
        ("find", Some(Paragraph::Rules8)),
        ("apply", Some(Paragraph::Rules9)),
        ("come", Some(Paragraph::Rules11)),
        ("watch", Some(Paragraph::Rules12)),
        ("comment", Some(Paragraph::Rules13)),
        ("outcome", Some(Paragraph::Rules14)),
        ("emergency", Some(Paragraph::Rules6)),
        ("ask", None),
    ],
};

pub(super) const ACCESS: Text = Text {
    name: "access",
    sections: &[
        ("ways", None),
        ("tried", None),
        ("limits", None),
        ("venue", None),
        ("report", None),
    ],
};

pub(super) const PRIVACY: Text = Text {
    name: "privacy",
    sections: &[
        ("data", Some(Paragraph::Rules9)),
        ("shared", None),
        ("term", None),
        ("letters", None),
        ("comments", None),
        ("cookies", None),
        ("elsewhere", None),
        ("rights", None),
    ],
};

/// Sections that say whom to turn to: there the operator is named too.
const WHOM_TO_ASK: [&str; 2] = ["report", "rights"];

/// The page.
pub(super) fn page(visit: &Visit, text: &Text) -> Markup {
    let speech = visit.speech();
    let name = text.name;
    let title = speech.t(&format!("help-{name}-title"));
    let lead = speech.t(&format!("help-{name}-lead"));
    let content = html! {
        article.text.flow {
            h1 { (title) }
            p.lead { (lead) }
            @for (section, paragraph) in text.sections {
                section {
                    h2 { (speech.t(&format!("help-{name}-{section}"))) }
                    (said(visit, &format!("help-{name}-{section}-says")))
                    @if WHOM_TO_ASK.contains(section) { (operator(visit)) }
                    @if let Some(paragraph) = paragraph {
                        p.hint { (speech.tf("basis", &args! { "paragraph" => speech.t(&paragraph.key()) })) }
                    }
                }
            }
        }
    };
    layout::page(visit, &Head::public(title.clone(), lead), &content)
}

/// What a section says: a sentence or two, or a list with an entry a line.
fn said(visit: &Visit, key: &str) -> Markup {
    let speech = visit.speech();
    let words = speech.tf(
        key,
        &args! {
            "days" => visit.app.settings.applications.retention_days,
            "date" => tried_on(speech),
        },
    );
    let lines: Vec<&str> = words.lines().collect();
    html! {
        @if let [one] = lines.as_slice() { p { (one) } }
        @else { ul { @for line in &lines { li { (line) } } } }
    }
}

fn operator(visit: &Visit) -> Markup {
    let operator = &visit.app.settings.operator;
    html! {
        @if operator.is_named() {
            p { (visit.speech().t("help-operator")) }
            (reach::by(operator.phone.as_deref(), operator.email.as_deref()))
        }
    }
}

fn tried_on(speech: Speech<'_>) -> String {
    TRIED_ON.map(|date| speech.date(date)).unwrap_or_default()
}
