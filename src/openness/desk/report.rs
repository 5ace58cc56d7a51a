//! The head of a body looks at the figures of a year, says what is to be said of them, and freezes them.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::{Markup, html};

use super::{asked, form, opened, year_there};
use crate::args;
use crate::bodies::reading::Named;
use crate::database::{Broken, Lane};
use crate::law::openness::{Measure, Verdict};
use crate::openness::actions::{Freezing, Refusal, can_freeze_from, freeze as frozen};
use crate::openness::asked::year_of;
use crate::openness::figures::Figures;
use crate::openness::known::{Scope, from_tables};
use crate::openness::record::ReportRow;
use crate::openness::store;
use crate::openness::views::{self, table};
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Section, Sent, SignedIn};
use crate::web::form::{fault_summary, title_after};
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// Everything that the page shows.
struct Known {
    body: Named,
    year: i32,
    figures: Figures,
    report: Option<ReportRow>,
}

async fn known(desk: &SignedIn, id: &str, year: Option<&str>) -> Result<Known, Problem> {
    let body = opened(desk, id, Right::FreezeReports).await?;
    let year = year
        .and_then(year_of)
        .unwrap_or_else(|| year_there(desk, &body) - 1);
    let scope = Scope {
        year,
        body: Some(body.body.id),
    };
    let now = desk.visit.now;
    let read = desk.visit.app.database.read(move |connection| {
        let figures = Figures::of(&from_tables(connection, scope)?, now);
        let report = match scope.body {
            Some(body) => store::report_of(connection, body, year)?,
            None => None,
        };
        Ok::<_, Broken>((figures, report))
    });
    let (figures, report) = read.await?;
    Ok(Known {
        body,
        year,
        figures,
        report,
    })
}

/// `GET /desk/openness/{body}/report?year=`.
pub async fn preview(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let known = known(&desk, &path, asked(&desk, "year").as_deref()).await?;
    let fields = desk.kept_fields().await?.unwrap_or_default();
    Ok(desk::shown(page(&desk, &known, &fields, &[])))
}

/// `POST /desk/openness/{body}/report`.
pub async fn freeze(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = known(&desk, &path, fields.given("year")).await?;
    let speech = desk.visit.speech();
    let mut faults = Vec::new();
    let explanation = form::both(speech, &fields, ("explanation", false), &mut faults);
    if !faults.is_empty() {
        return Ok(desk::shown_again(page(&desk, &known, &fields, &faults)));
    }
    let order = Freezing {
        body: known.body.body.id,
        year: known.year,
        explanation,
    };
    let (now, staff) = (desk.visit.now, desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Any, move |work| frozen(work, now, staff, &order))
        .await;
    let here = format!(
        "/desk/openness/{}/report?year={}",
        known.body.body.id, known.year
    );
    match done {
        Ok(_) => Ok(desk::see_done(&here, "openness-frozen")),
        Err(Refusal::TooEarly { from }) => {
            let from = args! { "date" => speech.date(from) };
            let message = speech.tf("openness-too-early", &from);
            // It is about no field; the summary leads to the form.
            faults.push(FieldFault {
                field: "explanation-kk".to_owned(),
                code: "too_early",
                message,
            });
            Ok(desk::shown_again(page(&desk, &known, &fields, &faults)))
        }
        // Whoever was faster has frozen what is shown there now.
        Err(Refusal::Already) => Ok(desk::see(&here)),
        Err(Refusal::Broken(broken)) => Err(broken.into()),
        Err(_) => Err(Problem::NotFound),
    }
}

fn page(desk: &SignedIn, known: &Known, fields: &Fields, faults: &[FieldFault]) -> Markup {
    let speech = desk.visit.speech();
    let (name, _) = known.body.name.in_language(speech.language());
    let heading = speech.tf(
        "openness-report-of",
        &args! { "body" => name, "year" => known.year.to_string() },
    );
    let content = html! {
        (fault_summary(speech, faults))
        h1 { (heading) }
        (desk::done_note(desk, &["openness-frozen"]))
        (years(desk, known))
        section aria-labelledby="openness-table" {
            h2 id="openness-table" { (speech.tf("openness-figures", &args! { "year" => known.year.to_string() })) }
            p { (speech.tf("openness-sessions", &args! { "count" => known.figures.sessions })) }
            (table::table(speech, table::Of { body: Some(&known.body), year: known.year }, &known.figures))
        }
        @match &known.report {
            Some(row) => (already(desk, known, row)),
            None => (to_freeze(desk, known, fields, faults)),
        }
    };
    let title = title_after(speech, heading, !faults.is_empty());
    desk::page(desk, Section::Openness, &title, &content)
}

fn years(desk: &SignedIn, known: &Known) -> Markup {
    let speech = desk.visit.speech();
    let last = year_there(desk, &known.body);
    html! {
        nav.parts aria-label=(speech.t("openness-years")) {
            ul { @for year in (last - 4..=last).rev() { li {
                a href=(format!("/desk/openness/{}/report?year={year}", known.body.body.id))
                    aria-current=[(year == known.year).then_some("page")] { (year) }
            } } }
        }
    }
}

fn already(desk: &SignedIn, known: &Known, row: &ReportRow) -> Markup {
    let speech = desk.visit.speech();
    let at = known.body.body.zone.local(row.frozen_at.utc());
    let here = views::report_address(speech, &known.body, known.year);
    html! {
        (signs::notice(Tone::Plain, speech.tf("openness-frozen-at", &args! { "datetime" => speech.date_time(at) })))
        p { a href=(here) { (speech.t("openness-report-open")) } }
    }
}

fn to_freeze(desk: &SignedIn, known: &Known, fields: &Fields, faults: &[FieldFault]) -> Markup {
    let speech = desk.visit.speech();
    let today = known.body.body.zone.local(desk.visit.now).date();
    let from = can_freeze_from(known.year).filter(|from| today < *from);
    let running: usize = Measure::ALL
        .iter()
        .map(|one| known.figures.count(*one, Verdict::Running))
        .sum();
    html! {
        @if let Some(from) = from {
            (signs::notice(Tone::Plain, speech.tf("openness-too-early", &args! { "date" => speech.date(from) })))
        } @else if running > 0 {
            (signs::notice(Tone::Warn, speech.tf("openness-still-running", &args! { "count" => running })))
        }
        p { (speech.t("openness-freeze-says")) }
        form method="post" action=(format!("/desk/openness/{}/report", known.body.body.id)) {
            (desk::csrf_field(desk))
            input type="hidden" name="year" value=(known.year);
            (form::areas(speech, fields, ("explanation", 5), faults))
            p.hint { (speech.t("openness-explanation-hint")) }
            p.actions { button { (speech.t("openness-freeze")) } }
        }
    }
}
