//! What else the desk does about a closing: its notices on other channels, its vote, the times of closed parts, opening again.

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::NaiveDateTime;

use super::closing_desk::Case;
use super::closing_state::notice_field;
use super::{closing, closing_views};
use crate::database::{Id, Lane};
use crate::law::closing::Channel;
use crate::law::deadlines::zone::{Twice, instant};
use crate::sessions::actions::{self, Placed, Refusal};
use crate::sessions::closing::record::Closing;
use crate::sessions::desk::{
    SEEN, as_faults, as_problem, closing_vote_form, reopening_form, seen_field, since_changed,
};
use crate::sessions::typed_day;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn, Ways};
use crate::web::problem::FieldFault;

/// No proof is longer, in letters.
const LONGEST: usize = 1000;

/// The addresses.
pub(super) fn desk_routes(ways: &mut Ways<'_>) {
    use Right::KeepSessions;
    ways.post(
        "/desk/sessions/{session}/closing/notice",
        KeepSessions,
        notice,
    );
    ways.post("/desk/sessions/{session}/closing/vote", KeepSessions, vote);
    ways.post("/desk/sessions/{session}/closing/part", KeepSessions, part);
    let reopen = "/desk/sessions/{session}/reopen";
    ways.get(reopen, KeepSessions, ask_reopening);
    ways.post(reopen, KeepSessions, send_reopening);
}

/// The notice in mass media or in the premises, with its proof.
async fn notice(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let case = Case::open(desk, &path).await?;
    // The site is noted by itself; a form without a channel is none of ours.
    let channel = fields.text("channel").parse().ok();
    let Some(channel) = channel.filter(|one| *one != Channel::Site) else {
        return Ok(again_with(&case, &fields, &[]));
    };
    let Some(closing) = closing_of(&case, &fields) else {
        return Ok(case.gone(&fields, |_| true));
    };
    let placed = match read_notice(&case, &fields, (closing, channel)) {
        Ok(placed) => placed,
        Err(faults) => return Ok(again_with(&case, &fields, &faults)),
    };
    let (now, actor) = (case.desk.visit.now, case.actor());
    let database = &case.desk.visit.app.database;
    let done = database.write(Lane::Session(case.session.id), move |work| {
        actions::notice_placed(work, now, &actor, &placed)
    });
    match done.await {
        Ok(_) => Ok(desk::see_done(&case.address(), "closing-noticed")),
        Err(refusal) => {
            let mut faults = as_faults(case.desk.visit.speech(), refusal)?;
            for fault in &mut faults {
                fault.field = notice_field(closing, channel, "day");
            }
            Ok(again_with(&case, &fields, &faults))
        }
    }
}

/// The page with both forms: what was typed into this one, and the other as it is stored.
fn again_with(case: &Case, fields: &Fields, faults: &[FieldFault]) -> HttpResponse {
    case.again(&case.merged(fields), faults)
}

/// The decision that a form is about; none where it stands no more.
fn closing_of(case: &Case, fields: &Fields) -> Option<Id> {
    let named = Id::parse(fields.text("closing"))?;
    case.standing
        .iter()
        .any(|one| one.id == named)
        .then_some(named)
}

/// The vote on what a maslikhat gave notice of.
async fn vote(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let case = Case::open(desk, &path).await?;
    let speech = case.desk.visit.speech();
    let Some(closing) = closing_of(&case, &fields) else {
        return Ok(case.gone(&fields, Closing::waits_for_its_vote));
    };
    let voted = match closing_vote_form::read(speech, &fields, (case.session.id, closing)) {
        Ok(voted) => voted,
        Err(faults) => return Ok(again_with(&case, &fields, &faults)),
    };
    let (now, actor) = (case.desk.visit.now, case.actor());
    let database = &case.desk.visit.app.database;
    let done = database.write(Lane::Session(case.session.id), move |work| {
        actions::vote(work, now, &actor, &voted)
    });
    match done.await {
        Ok(_) => Ok(desk::see_done(&case.address(), "closing-voted")),
        Err(Refusal::ClosingIncomplete(missing)) => {
            let faults = closing_vote_form::missing(speech, closing, &missing);
            Ok(again_with(&case, &fields, &faults))
        }
        Err(Refusal::NothingClosed) => {
            let case = Case::open(case.desk, &path).await?;
            Ok(case.gone(&fields, Closing::waits_for_its_vote))
        }
        Err(refusal) => Err(as_problem(speech, refusal)),
    }
}

fn read_notice(
    case: &Case,
    fields: &Fields,
    (closing, channel): (Id, Channel),
) -> Result<Placed, Vec<FieldFault>> {
    let speech = case.desk.visit.speech();
    let mut faults = Vec::new();
    let text = |part: &str| fields.text(&notice_field(closing, channel, part));
    let mut fault = |part: &str, key: &str| {
        faults.push(FieldFault {
            field: notice_field(closing, channel, part),
            code: "missing",
            message: speech.t(key),
        });
    };
    let day = typed_day(text("day"));
    let day = day.filter(|day| crate::web::paging::within_reach(*day));
    let time = text("time");
    let time = chrono::NaiveTime::parse_from_str(time, "%H:%M").ok();
    let proof = text("proof").to_owned();
    if day.is_none() {
        fault("day", "closing-fault-day");
    }
    if time.is_none() {
        fault("time", "closing-fault-time");
    }
    if proof.is_empty() || proof.chars().count() > LONGEST {
        fault("proof", "closing-fault-proof");
    }
    match day.zip(time) {
        Some((day, time)) if faults.is_empty() => {
            let local: NaiveDateTime = day.and_time(time);
            Ok(Placed {
                session: case.session.id,
                closing,
                channel,
                at: instant(case.session.zone.0, local, Twice::First),
                proof,
            })
        }
        _ => Err(faults),
    }
}

/// People are asked out, or back in: now.
async fn part(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let case = Case::open(desk, &path).await?;
    let begins = fields.text("act") == "begin";
    let (id, now, actor) = (case.session.id, case.desk.visit.now, case.actor());
    let database = &case.desk.visit.app.database;
    let done = database.write(Lane::Session(id), move |work| {
        actions::closed_part(work, now, &actor, id, begins)
    });
    done.await
        .map_err(|refusal| as_problem(case.desk.visit.speech(), refusal))?;
    let word = if begins {
        "closing-part-began"
    } else {
        "closing-part-ended"
    };
    Ok(desk::see_done(&case.address(), word))
}

async fn ask_reopening(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let kept = desk.kept_fields().await?;
    let case = Case::open(desk, &path).await?;
    let fields = if let Some(kept) = kept {
        kept
    } else {
        let (session, details) = (case.session.clone(), case.details.clone());
        let database = &case.desk.visit.app.database;
        let former = database
            .read(move |connection| actions::former(connection, &session, &details))
            .await?;
        reopening_form::of_closed(&case.session, &case.details, &former)
    };
    Ok(desk::shown(closing_views::reopening(
        &case.page(&fields, &[]),
    )))
}

async fn send_reopening(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let case = Case::open(desk, &path).await?;
    let speech = case.desk.visit.speech();
    let again = |case: &Case, fields: &Fields, faults: &[FieldFault]| {
        desk::shown_again(closing_views::reopening(&case.page(fields, faults)))
    };
    let of = (&case.session, &case.details);
    let order = match reopening_form::read(speech, &fields, of) {
        Ok(order) => order,
        Err(faults) => return Ok(again(&case, &fields, &faults)),
    };
    let (now, actor) = (case.desk.visit.now, case.actor());
    let database = &case.desk.visit.app.database;
    let done = database.write(Lane::Session(case.session.id), move |work| {
        closing::reopen(work, now, &actor, &order)
    });
    match done.await {
        Ok(_) => {
            let address = format!("/desk/sessions/{}", case.session.id);
            Ok(desk::see_done(&address, "session-reopened"))
        }
        Err(Refusal::Stale) => {
            let case = Case::open(case.desk, &path).await?;
            let stale = vec![since_changed(
                case.desk.visit.speech(),
                &case.session,
                &fields,
            )];
            let mut fields = fields.without(&[SEEN]);
            fields.add(SEEN, seen_field(case.session.updated_at));
            let page = closing_views::Page {
                stale: &stale,
                ..case.page(&fields, &[])
            };
            Ok(desk::shown_stale(closing_views::reopening(&page)))
        }
        Err(refusal) => {
            let faults = reopening_form::refused(speech, refusal, of)?;
            Ok(again(&case, &fields, &faults))
        }
    }
}
