//! Applicants are reminded on the working day before the session, and whoever gets a seat after that at once. A session
//! that was moved is reminded of anew; nothing is ordered once it has begun.

use std::sync::Arc;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::store::{self, ToCome};
use crate::app::App;
use crate::applications::letters;
use crate::applications::store::reminding;
use crate::database::{Broken, Id, Lane, Work};
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::working_days::NoCalendar;
use crate::sessions;

/// Sessions are looked at so far ahead: longer than any row of days off.
const AHEAD: TimeDelta = TimeDelta::days(21);

/// Applicants reminded in one transaction.
const AT_ONCE: i64 = 500;

/// Orders the reminders that are due; the number of applicants.
///
/// # Errors
/// [`Broken`] of the database.
pub async fn remind(app: Arc<App>) -> Result<usize, Broken> {
    let now = app.now();
    app.database.freshness().look().await;
    let window = (now, now + AHEAD);
    let coming = app
        .database
        .read(move |connection| store::to_come(connection, window))
        .await?;
    let mut reminded = 0;
    for one in coming {
        match due_at(&app, &one) {
            Ok(due) if due <= now => reminded += remind_of(&app, now, &one).await?,
            Ok(_) => {}
            Err(no_calendar) => {
                tracing::error!(session = %one.id, year = no_calendar.year, "no calendar to remind by");
            }
        }
    }
    Ok(reminded)
}

/// The hour of the working day before the session's, by the week of its body and the clock of its zone.
fn due_at(app: &App, one: &ToCome) -> Result<DateTime<Utc>, NoCalendar> {
    let days = app
        .calendar()
        .working_days_before(one.local_date, 1, one.week)?;
    let day = days.first().copied().unwrap_or(one.local_date);
    let hour = app.settings.applications.reminder_hour;
    let hour = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
    Ok(instant(one.zone.0, day.and_time(hour), Twice::First))
}

async fn remind_of(app: &App, now: DateTime<Utc>, one: &ToCome) -> Result<usize, Broken> {
    let (id, start) = (one.id, one.starts_at.utc());
    let mut reminded = 0;
    loop {
        let some = app
            .database
            .read(move |connection| reminding::to_remind(connection, id, start, 1))
            .await?;
        if some.is_empty() {
            return Ok(reminded);
        }
        let act = move |work: &mut Work| remind_some(work, now, id, start);
        let done = app.database.write(Lane::Session(id), act).await?;
        if done == 0 {
            return Ok(reminded);
        }
        reminded += done;
    }
}

fn remind_some(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    start: DateTime<Utc>,
) -> Result<usize, Broken> {
    let session = sessions::store::by_id(work.connection, id)?;
    // Somebody may have moved or cancelled it since it was looked at.
    let session = session.filter(|session| {
        sessions::now::is_to_come(session, now) && session.starts_at.utc() == start
    });
    let Some(session) = session else {
        return Ok(0);
    };
    let mut done = 0;
    for application in reminding::to_remind(work.connection, id, start, AT_ONCE)? {
        if reminding::mark_reminded(work.connection, &application, start)? {
            letters::reminder(work, now, &session, &application)?;
            done += 1;
        }
    }
    Ok(done)
}
