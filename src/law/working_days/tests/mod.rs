//! Helpers of the calendar's tests.

mod days;
mod file;
mod orders;
mod walking;

use chrono::NaiveDate;

use super::*;

pub(super) fn calendar() -> Calendar {
    Calendar::embedded().unwrap()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn days(texts: &[&str]) -> Vec<NaiveDate> {
    texts.iter().map(|text| day(text)).collect()
}
