//! The page of a plan at the desk: its items, and the form of one.

use maud::{Markup, html};

use super::form::{areas, label};
use crate::args;
use crate::bodies::reading::Named;
use crate::language::{Language, Speech};
use crate::law::deadlines::SessionKind;
use crate::openness::plan::Plan;
use crate::openness::record::PlanItem;
use crate::openness::views::{self, plan as shown_plan};
use crate::web::desk::{self, Fields, Right, Section, SignedIn};
use crate::web::form::{Choice, Select, TextField, fault_summary, title_after};
use crate::web::problem::FieldFault;

/// The page with what was typed.
pub struct Page<'a> {
    /// Who looks at it.
    pub desk: &'a SignedIn,
    /// Whose plan.
    pub body: &'a Named,
    /// Of which year.
    pub year: i32,
    /// As it stands.
    pub plan: &'a Plan,
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub faults: &'a [FieldFault],
    /// Somebody else was faster.
    pub stale: bool,
}

/// The form of an item as it stands.
pub fn filled(item: &PlanItem) -> Fields {
    let mut fields = Fields::default();
    fields.add("item", item.item_id.to_string());
    fields.add("revision", item.revision.to_string());
    fields.add("month", item.month.to_string());
    let day = item.day.map(|day| day.to_string());
    fields.add("day", day.unwrap_or_default());
    fields.add("kind", item.kind.as_str());
    fields.add("title-kk", &*item.title.kk);
    fields.add("title-ru", &*item.title.ru);
    if let Some(topic) = &item.topic {
        fields.add("topic-kk", &*topic.kk);
        fields.add("topic-ru", &*topic.ru);
    }
    let session = item.session_id.map(|session| session.to_string());
    fields.add("session", session.unwrap_or_default());
    if item.dropped {
        fields.add("dropped", "yes");
    }
    fields
}

impl Page<'_> {
    fn speech(&self) -> Speech<'_> {
        self.desk.visit.speech()
    }

    /// The page.
    pub fn show(&self) -> Markup {
        let speech = self.speech();
        let (name, _) = self.body.name.in_language(speech.language());
        let words = args! { "body" => name, "year" => self.year.to_string() };
        let heading = speech.tf("openness-plan-of", &words);
        let keeps = self.desk.person.can(Right::KeepSessions, self.body.body.id);
        let here = format!("/desk/openness/{}/plan", self.body.body.id);
        let content = html! {
            (fault_summary(speech, self.faults))
            @if self.stale { (desk::both_states(speech, &[])) }
            h1 { (heading) }
            (desk::done_note(self.desk, &["openness-planned"]))
            nav.parts aria-label=(speech.t("openness-years")) {
                ul { @for year in self.year - 1..=self.year + 1 { li {
                    a href=(format!("{here}?year={year}")) aria-current=[(year == self.year).then_some("page")] { (year) }
                } } }
            }
            p { a href=(views::plan_address(speech, self.body, self.year)) { (speech.t("openness-plan-open")) } }
            (shown_plan::table(speech, self.plan, keeps.then_some(here.as_str())))
            @if keeps { (self.form(&here)) }
        };
        let title = title_after(speech, heading, self.stale || !self.faults.is_empty());
        desk::page(self.desk, Section::Openness, &title, &content)
    }

    fn form(&self, here: &str) -> Markup {
        let (speech, fields) = (self.speech(), self.fields);
        let changes = fields.given("item").is_some();
        let word = if changes {
            "openness-plan-change"
        } else {
            "openness-plan-add"
        };
        html! {
            section id="item" {
                h2 { (speech.t(word)) }
                form method="post" action=(here) {
                    (desk::csrf_field(self.desk))
                    input type="hidden" name="year" value=(self.year);
                    @if changes {
                        input type="hidden" name="item" value=(fields.raw("item"));
                        input type="hidden" name="revision" value=(fields.raw("revision"));
                    }
                    (self.when())
                    (areas(speech, fields, ("title", 2), self.faults))
                    (areas(speech, fields, ("topic", 2), self.faults))
                    @if changes { (self.becomes()) (areas(speech, fields, ("reason", 2), self.faults)) }
                    p.actions { button { (speech.t("openness-plan-save")) } }
                }
                @if changes { p { a href=(format!("{here}?year={}", self.year)) { (speech.t("openness-plan-add")) } } }
            }
        }
    }

    fn when(&self) -> Markup {
        let (speech, fields) = (self.speech(), self.fields);
        let reader = speech.language();
        let months: Vec<(String, String)> = (1..=12)
            .map(|month| {
                (
                    month.to_string(),
                    shown_plan::month(speech, self.year, month),
                )
            })
            .collect();
        let kinds: Vec<(&str, String)> = SessionKind::ALL
            .iter()
            .map(|kind| (kind.as_str(), speech.t(&format!("kind-{kind}"))))
            .collect();
        html! {
            (select(speech, ("month", fields.raw("month")), options(months.iter().map(|(v, t)| (v.as_str(), t.as_str())), reader), self.faults))
            (TextField {
                name: "day",
                label: label(speech, "day"),
                hint: Some(speech.t("openness-day-hint")),
                value: fields.raw("day"),
                kind: "date",
                autocomplete: "off",
                inputmode: None,
                optional: true,
            }.show(speech, self.faults))
            (select(speech, ("kind", fields.raw("kind")), options(kinds.iter().map(|(v, t)| (*v, t.as_str())), reader), self.faults))
        }
    }

    /// The session that it became, or that it is dropped.
    fn becomes(&self) -> Markup {
        let (speech, fields) = (self.speech(), self.fields);
        let reader = speech.language();
        let sessions: Vec<(String, String)> = self
            .plan
            .sessions
            .iter()
            .map(|one| {
                let (title, _) = one.title.in_language(reader);
                (
                    one.id.to_string(),
                    format!("{}: {title}", speech.date(one.local_date)),
                )
            })
            .collect();
        html! {
            (select(speech, ("session", fields.raw("session")), options(sessions.iter().map(|(v, t)| (v.as_str(), t.as_str())), reader), self.faults))
            p {
                label {
                    input type="checkbox" name="dropped" value="yes" checked[fields.given("dropped").is_some()];
                    " " (speech.t("openness-field-dropped"))
                }
            }
        }
    }
}

fn options<'a>(all: impl Iterator<Item = (&'a str, &'a str)>, reader: Language) -> Vec<Choice<'a>> {
    all.map(|(value, text)| Choice {
        value,
        text: (text, reader),
    })
    .collect()
}

fn select(
    speech: Speech<'_>,
    (name, chosen): (&str, &str),
    options: Vec<Choice<'_>>,
    faults: &[FieldFault],
) -> Markup {
    Select {
        name,
        label: label(speech, name),
        any: speech.t("openness-choose"),
        options,
        chosen,
    }
    .show(speech, faults)
}
