//! Dates, times and terms as people write them in each language (the forms are data: `dates.ftl`).
//!
//! All dates here are local: the wall clock of the body's time zone, 24 hours, weeks from Monday.

#[cfg(test)]
mod tests;

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone,
    Utc, Weekday,
};
use chrono_tz::Tz;
use fluent_bundle::FluentArgs;

use super::Speech;
use crate::args;

/// `10.12.2026`, in all languages.
#[must_use]
pub fn short_date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// `10:00`, in all languages.
#[must_use]
pub fn clock_time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

impl Speech<'_> {
    /// `2026 жылғы 10 желтоқсан` · `10 декабря 2026 года` · `10 December 2026`
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        self.tf("date", &of_date(date))
    }

    /// `2026 жылғы 10 желтоқсан, бейсенбі` · `четверг, 10 декабря 2026 года` ·
    /// `Thursday, 10 December 2026`
    #[must_use]
    pub fn date_with_weekday(self, date: NaiveDate) -> String {
        self.tf("date-with-weekday", &of_date(date))
    }

    /// `10 желтоқсан` · `10 декабря` · `10 December`
    #[must_use]
    pub fn day_and_month(self, date: NaiveDate) -> String {
        self.tf("day-and-month", &of_date(date))
    }

    /// `10 желтоқсан, бейсенбі` · `четверг, 10 декабря` · `Thursday, 10 December`
    #[must_use]
    pub fn day_and_month_with_weekday(self, date: NaiveDate) -> String {
        self.tf("day-and-month-with-weekday", &of_date(date))
    }

    /// `2026 жылғы 10 желтоқсан, 10:00` · `10 декабря 2026 года, 10:00` ·
    /// `10 December 2026, 10:00`
    #[must_use]
    pub fn date_time(self, local: NaiveDateTime) -> String {
        self.tf("date-time", &of_date_time(local))
    }

    /// [`Speech::date_time`] with the day of the week.
    #[must_use]
    pub fn date_time_with_weekday(self, local: NaiveDateTime) -> String {
        self.tf("date-time-with-weekday", &of_date_time(local))
    }

    /// The last moment before a half-open deadline, to stand after a colon. A deadline at
    /// midnight is told by the day that ends: `2026 жылғы 8 желтоқсан, 23:59` ·
    /// `24:00 8 декабря 2026 года` · `24:00 on 8 December 2026`.
    #[must_use]
    pub fn until(self, before: NaiveDateTime) -> String {
        self.tf("until", &self.of_deadline(before))
    }

    /// [`Speech::until`] without the year: `8 желтоқсан, 23:59` · `24:00 8 декабря` ·
    /// `24:00 on 8 December`.
    #[must_use]
    pub fn until_this_year(self, before: NaiveDateTime) -> String {
        self.tf("until-this-year", &self.of_deadline(before))
    }

    fn of_deadline(self, before: NaiveDateTime) -> FluentArgs<'static> {
        let day_that_ends = before.date().checked_sub_days(Days::new(1));
        match day_that_ends.filter(|_| before.time() == NaiveTime::MIN) {
            Some(day) => {
                let mut args = of_date(day);
                args.set("time", self.t("end-of-day"));
                args
            }
            None => of_date_time(before),
        }
    }

    /// The title of a month's page: `2026 жылғы желтоқсан` · `Декабрь 2026 года` ·
    /// `December 2026`
    #[must_use]
    pub fn month_title(self, any_day: NaiveDate) -> String {
        self.tf("month-title", &of_date(any_day))
    }

    /// `дүйсенбі` · `понедельник` · `Monday`
    #[must_use]
    pub fn weekday(self, weekday: Weekday) -> String {
        self.tf("weekday", &of_weekday(weekday))
    }

    /// `Дс` · `Пн` · `Mon`
    #[must_use]
    pub fn weekday_short(self, weekday: Weekday) -> String {
        self.tf("weekday-short", &of_weekday(weekday))
    }

    /// The zone at an instant: `Астана уақыты (UTC+5)` · `время Астаны (UTC+5)` ·
    /// `Astana time (UTC+5)`; a zone that goes otherwise than Astana is called local time.
    #[must_use]
    pub fn zone_label(self, zone: Tz, at: DateTime<Utc>) -> String {
        self.tf("zone-label", &of_zone(zone, at))
    }

    /// The same to stand within brackets: `Астана уақыты, UTC+5`.
    #[must_use]
    pub fn zone_in_brackets(self, zone: Tz, at: DateTime<Utc>) -> String {
        self.tf("zone-in-brackets", &of_zone(zone, at))
    }

    /// How far a day is off: `бүгін`, `ертең`, `3 күннен кейін`; `кеше`, `3 күн бұрын`.
    #[must_use]
    pub fn days_left(self, today: NaiveDate, day: NaiveDate) -> String {
        match (day - today).num_days() {
            days @ ..0 => self.tf("days-ago", &args! { "days" => days.saturating_neg() }),
            days => self.tf("days-left", &args! { "days" => days }),
        }
    }

    /// A remaining time as a bare noun, never promising more than there is: `3 күн` from two days
    /// on, else `47 сағат`, else `12 минут`.
    #[must_use]
    pub fn time_left(self, left: TimeDelta) -> String {
        let (days, hours, minutes) = (left.num_days(), left.num_hours(), left.num_minutes());
        match (days, hours, minutes) {
            (2.., _, _) => self.tf("time-left-days", &args! { "n" => days }),
            (_, 1.., _) => self.tf("time-left-hours", &args! { "n" => hours }),
            (_, _, 1..) => self.tf("time-left-minutes", &args! { "n" => minutes }),
            _ if left > TimeDelta::zero() => self.t("time-left-moments"),
            _ => self.t("time-left-none"),
        }
    }
}

fn of_date(date: NaiveDate) -> FluentArgs<'static> {
    let mut args = of_weekday(date.weekday());
    args.set("day", date.day());
    args.set("month", date.month());
    args.set("year", date.year());
    args
}

fn of_date_time(local: NaiveDateTime) -> FluentArgs<'static> {
    let mut args = of_date(local.date());
    args.set("time", clock_time(local.time()));
    args
}

fn of_weekday(weekday: Weekday) -> FluentArgs<'static> {
    args! { "weekday" => weekday.number_from_monday() }
}

fn of_zone(zone: Tz, at: DateTime<Utc>) -> FluentArgs<'static> {
    let offset = seconds_east(zone, at);
    let place = if offset == seconds_east(Tz::Asia__Almaty, at) {
        "astana"
    } else {
        "local"
    };
    args! { "place" => place, "offset" => utc_offset(offset) }
}

fn seconds_east(zone: Tz, at: DateTime<Utc>) -> i32 {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    offset.fix().local_minus_utc()
}

/// `UTC+5`, `UTC+5:30`, `UTC`.
fn utc_offset(seconds_east: i32) -> String {
    let sign = match seconds_east {
        0 => return "UTC".to_owned(),
        1.. => '+',
        _ => '−',
    };
    let minutes = seconds_east.unsigned_abs() / 60;
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}
