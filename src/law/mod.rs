//! The law as pure functions: the one place where a lawyer can read what the office does and why.
//!
//! Nothing here knows the database, the web, the settings, the words of a language or the clock.
//! Facts and `now` come in as arguments; verdicts go out and carry the paragraph applied, the days
//! counted and the instants, so that every page and letter can say *why* and *until when*.
//!
//! | file | rule |
//! |---|---|
//! | [`paragraph`] | every paragraph relied on: act, point, dates of validity |
//! | [`working_days`] | the working-day calendar: which days are worked in a week of five or six days |
//! | [`deadlines`] | the clocks: announcement (¶ 8), application (¶ 9), results (¶ 14), documents, maslikhat, closed notice |
//! | [`body`] | who is bound: by 605-НҚ, by the Standard, or exempt (¶¶ 1–3) |
//! | [`announcement`] | the eight items of ¶ 8 in both languages, and the reasons that are due |
//! | [`session_course`] | a session's states and the acts that lead from one to another |
//! | [`sittings`] | a session that breaks off and goes on later, on the same day or another |
//! | [`application_course`] | the same of an application |
//! | [`admission`] | may this application be received now, and which seat does it get (¶¶ 5, 6, 9, 10) |
//! | [`emergency`] | which sessions an emergency sends online, and which may have their hall again (¶ 6) |
//! | [`refusal`] | on what grounds alone an application may be refused |
//! | [`closing`] | on which grounds, by what decision and with what notice a session or an item is closed (¶ 4) |
//! | [`broadcast`] | whether an open session is broadcast, or why not (¶ 12) |
//! | [`comments`] | when comments are taken, which are shown, and what can be done to them (¶ 13) |
//! | [`results`] | what is placed after a session, and when nothing of it is owed any more (¶ 14) |
//! | [`openness`] | what is counted of a body's openness: in time, late, missing (2023 Standard 8.17) |
//! | [`warnings`] | on which mornings the secretariat is warned of its deadlines |
//!
//! Where the orders are silent or can be read in more than one way, the reading is named
//! ([`deadlines::Readings`]); by default a doubt is read for the citizen
//! ([`Paragraph::Administrative12`]).
//!
//! Instants are UTC. A deadline is half-open: an act is in time when `t < before`.

pub mod admission;
pub mod announcement;
pub mod application_course;
pub mod body;
pub mod broadcast;
pub mod closing;
pub mod comments;
pub mod deadlines;
pub mod emergency;
pub mod openness;
pub mod paragraph;
pub mod refusal;
pub mod results;
pub mod session_course;
pub mod sittings;
pub(crate) mod text_enum;
pub mod warnings;
pub mod working_days;

pub use paragraph::Paragraph;
pub use text_enum::UnknownWord;
