//! What is asked repeatedly (OS-16): groups of like questions of a quarter, and the standing answers to them.

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::{Datelike as _, NaiveDate};
use maud::{Markup, html};

use super::{asked, form, opened, year_there};
use crate::args;
use crate::bodies::reading::Named;
use crate::database::{Broken, Id, Lane};
use crate::law::openness::{LIKE_QUESTIONS, REPEATED};
use crate::openness::actions::{NewAnswer, Refusal, publish_answer, withdraw_answer};
use crate::openness::asked::year_of;
use crate::openness::record::StandingAnswer;
use crate::openness::store::{self, Asked};
use crate::openness::views;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Section, Sent, SignedIn};
use crate::web::form::{fault_summary, title_after};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// Like questions, counted.
struct Group {
    asked: Asked,
    count: usize,
    answered: bool,
}

struct Known {
    body: Named,
    year: i32,
    quarter: u32,
    groups: Vec<Group>,
    answers: Vec<StandingAnswer>,
}

/// The first and the last day of a quarter, from 1 to 4.
fn days_of(year: i32, quarter: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, quarter.checked_mul(3)?.checked_sub(2)?, 1)?;
    let next = first.checked_add_months(chrono::Months::new(3))?;
    Some((first, next.pred_opt()?))
}

async fn known(desk: &SignedIn, id: &str, right: Right, of: &Fields) -> Result<Known, Problem> {
    let body = opened(desk, id, right).await?;
    let param = |name: &str| {
        of.given(name)
            .map(str::to_owned)
            .or_else(|| asked(desk, name))
    };
    let today = body.body.zone.local(desk.visit.now).date();
    let year = param("year").as_deref().and_then(year_of);
    let year = year.unwrap_or_else(|| year_there(desk, &body));
    let quarter = param("quarter")
        .and_then(|text| text.parse().ok())
        .filter(|quarter| (1..=4).contains(quarter))
        .unwrap_or_else(|| today.month0() / 3 + 1);
    let days = days_of(year, quarter).ok_or(Problem::NotFound)?;
    let of = body.body.id;
    let read = desk.visit.app.database.read(move |connection| {
        let joined = store::joined_of(connection, of, days)?;
        let ids: Vec<Id> = joined.iter().filter_map(|(main, _)| *main).collect();
        let answers = store::answers_of(connection, of)?;
        let mut groups = Vec::new();
        for asked in store::asked(connection, of, &ids)? {
            let like = joined.iter().find(|(main, _)| *main == Some(asked.id));
            // The one that stands for the others was asked too.
            let count = like.map_or(0, |(_, count)| usize::try_from(*count).unwrap_or(0)) + 1;
            let answered = answers.iter().any(|one| one.comment_id == asked.id);
            groups.push(Group {
                asked,
                count,
                answered,
            });
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        Ok::<_, Broken>((groups, answers))
    });
    let (groups, answers) = read.await?;
    Ok(Known {
        body,
        year,
        quarter,
        groups,
        answers,
    })
}

/// `GET /desk/openness/{body}/questions?year=&quarter=`.
pub async fn show(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let fields = desk.kept_fields().await?.unwrap_or_default();
    let known = known(&desk, &path, Right::SeeComments, &fields).await?;
    Ok(desk::shown(page(&desk, &known, &fields, &[])))
}

/// `POST /desk/openness/{body}/questions`: publish an answer, or take one back.
pub async fn change(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = known(&desk, &path, Right::KeepComments, &fields).await?;
    let speech = desk.visit.speech();
    let (body, now, staff) = (known.body.body.id, desk.visit.now, desk.person.id);
    let here = format!(
        "/desk/openness/{body}/questions?year={}&quarter={}",
        known.year, known.quarter
    );
    let database = &desk.visit.app.database;
    if let Some(answer) = fields.given("withdraw").and_then(Id::parse) {
        let done = database
            .write(Lane::Any, move |work| {
                withdraw_answer(work, now, staff, (body, answer))
            })
            .await;
        return match done {
            Ok(()) | Err(Refusal::NotFound) => {
                Ok(desk::see_done(&here, "openness-answer-withdrawn"))
            }
            Err(Refusal::Broken(broken)) => Err(broken.into()),
            Err(_) => Err(Problem::NotFound),
        };
    }
    let mut faults = Vec::new();
    let question = form::both(speech, &fields, ("question", true), &mut faults);
    let answer = form::both(speech, &fields, ("answer", true), &mut faults);
    let comment = fields.given("comment").and_then(Id::parse);
    let (Some(question), Some(answer), Some(comment), true) =
        (question, answer, comment, faults.is_empty())
    else {
        return Ok(desk::shown_again(page(&desk, &known, &fields, &faults)));
    };
    let order = NewAnswer {
        body,
        comment,
        question,
        answer,
    };
    let done = database
        .write(Lane::Any, move |work| {
            publish_answer(work, now, staff, &order)
        })
        .await;
    match done {
        Ok(_) => Ok(desk::see_done(&here, "openness-answer-published")),
        Err(Refusal::Already) => {
            let message = speech.t("openness-answered-already");
            faults.push(form::fault(speech, "question-kk", &message));
            Ok(desk::shown_again(page(&desk, &known, &fields, &faults)))
        }
        Err(Refusal::Broken(broken)) => Err(broken.into()),
        Err(_) => Err(Problem::NotFound),
    }
}

fn page(desk: &SignedIn, known: &Known, fields: &Fields, faults: &[FieldFault]) -> Markup {
    let speech = desk.visit.speech();
    let (name, _) = known.body.name.in_language(speech.language());
    let heading = speech.tf("openness-questions-of", &args! { "body" => name });
    let keeps = desk.person.can(Right::KeepComments, known.body.body.id);
    // Without a script a question is chosen by its link, and its form stands on the page then.
    let chosen = fields
        .given("comment")
        .map(str::to_owned)
        .or_else(|| asked(desk, "comment"));
    let chosen = chosen.and_then(|id| {
        known
            .groups
            .iter()
            .find(|one| one.asked.id.to_string() == id)
    });
    let done = ["openness-answer-published", "openness-answer-withdrawn"];
    let content = html! {
        (fault_summary(speech, faults))
        h1 { (heading) }
        (desk::done_note(desk, &done))
        p { (speech.tf("openness-questions-says", &args! { "count" => LIKE_QUESTIONS })) " "
            span.soft { (views::basis(speech, REPEATED)) } }
        (quarters(desk, known))
        (groups(desk, known, keeps))
        @if let (true, Some(group)) = (keeps, chosen) { (answering(desk, known, group, fields, faults)) }
        section {
            h2 { (speech.t("openness-answers")) }
            p { a href=(views::questions_address(speech, &known.body)) { (speech.t("openness-answers-open")) } }
            @if known.answers.is_empty() { (signs::empty(speech.t("openness-answers-none"))) }
            @for one in &known.answers { (standing(desk, known, one, keeps)) }
        }
    };
    let title = title_after(speech, heading, !faults.is_empty());
    desk::page(desk, Section::Openness, &title, &content)
}

fn address(known: &Known, quarter: u32) -> String {
    let body = known.body.body.id;
    format!(
        "/desk/openness/{body}/questions?year={}&quarter={quarter}",
        known.year
    )
}

fn quarters(desk: &SignedIn, known: &Known) -> Markup {
    let speech = desk.visit.speech();
    html! {
        nav.parts aria-label=(speech.t("openness-quarters")) {
            ul { @for quarter in 1..=4 { li {
                a href=(address(known, quarter)) aria-current=[(quarter == known.quarter).then_some("page")] {
                    (speech.tf("openness-quarter", &args! { "quarter" => quarter, "year" => known.year.to_string() }))
                }
            } } }
        }
    }
}

fn groups(desk: &SignedIn, known: &Known, keeps: bool) -> Markup {
    let speech = desk.visit.speech();
    html! {
        @if known.groups.is_empty() { (signs::empty(speech.t("openness-questions-none"))) }
        @for group in &known.groups {
            section.card {
                h2 { (speech.tf("openness-asked", &args! { "count" => group.count })) }
                p { (group.asked.words) }
                p.soft {
                    a href=(format!("/desk/comments/{}", group.asked.id)) {
                        (speech.tf("openness-comment", &args! { "number" => group.asked.number }))
                    }
                    " · " (translated(speech.language(), &group.asked.title)) ", " (speech.date(group.asked.day))
                }
                @if group.answered {
                    p { (speech.t("openness-has-answer")) }
                } @else if keeps {
                    @if group.count >= LIKE_QUESTIONS { (signs::notice(Tone::Plain, speech.t("openness-suggest"))) }
                    p { a href=(format!("{}&comment={}#answering", address(known, known.quarter), group.asked.id)) {
                        (speech.t("openness-answer-write"))
                    } }
                }
            }
        }
    }
}

fn answering(
    desk: &SignedIn,
    known: &Known,
    group: &Group,
    fields: &Fields,
    faults: &[FieldFault],
) -> Markup {
    let speech = desk.visit.speech();
    html! {
        section id="answering" {
            h2 { (speech.t("openness-answer-new")) }
            p { (speech.t("openness-answer-says")) }
            form method="post" action=(format!("/desk/openness/{}/questions", known.body.body.id)) {
                (desk::csrf_field(desk))
                input type="hidden" name="comment" value=(group.asked.id);
                input type="hidden" name="year" value=(known.year);
                input type="hidden" name="quarter" value=(known.quarter);
                (form::areas(speech, fields, ("question", 2), faults))
                (form::areas(speech, fields, ("answer", 6), faults))
                p.actions { button { (speech.t("openness-answer-publish")) } }
            }
        }
    }
}

fn standing(desk: &SignedIn, known: &Known, one: &StandingAnswer, keeps: bool) -> Markup {
    let speech = desk.visit.speech();
    html! {
        section.card {
            h3 { (translated(speech.language(), &one.question)) }
            p { (translated(speech.language(), &one.answer)) }
            @if keeps {
                form method="post" action=(format!("/desk/openness/{}/questions", known.body.body.id)) {
                    (desk::csrf_field(desk))
                    input type="hidden" name="withdraw" value=(one.id);
                    input type="hidden" name="year" value=(known.year);
                    input type="hidden" name="quarter" value=(known.quarter);
                    button.button-quiet { (speech.t("openness-answer-withdraw")) }
                }
            }
        }
    }
}
