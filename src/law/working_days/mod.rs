//! The working-day calendar of Kazakhstan.
//!
//! A day is worked as its week pattern says (five days: Monday to Friday; six: Monday to Saturday)
//! unless the table names it: holidays (Law "On holidays", arts. 2–3), days off moved off a holiday
//! (art. 5), the two days off of the Labour Code (art. 84(5)), and days moved by order (art. 85(3)),
//! of which some are worked Saturdays and even Sundays.
//!
//! The table is data, kept in versions: the one in `config/calendar/` is built in, others are made of it by orders and
//! by tables of whole years. A year
//! is known only when the table has rows of it: asked about any other year the calendar answers
//! [`NoCalendar`] and never guesses.

mod calendar;
mod day;
mod fault;
mod order;
mod table;
#[cfg(test)]
mod tests;
mod versions;

pub use calendar::{Calendar, NoCalendar, Totals};
pub use day::{Confidence, Day, DayKind, Holiday, Mark, Row, Week};
pub use fault::{CalendarFault, Fault};
pub use order::{Change, ChangeFault, ChangeKind, Remark, WrongChange};
pub use versions::DayChange;
