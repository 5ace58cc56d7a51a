//! Letters that nobody's act orders but the hour: each is ordered by a job of the worker, once, however often and in
//! however many processes the job runs; a worker that was away catches up the same day.
//!
//! | to whom | when | file |
//! |---|---|---|
//! | applicants: where, when, how to come in, the pass; or the broadcast | at `applications.reminder_hour` of the working day before the session | `applicants` |
//! | the person responsible for a session (605-8): new applications | at once, then at most one letter in ten minutes; or every morning; as the body wishes | `responsible` |
//! | whoever may announce for a body: what falls due (605-8, 605-14) | on the mornings that `law::warnings` names | `secretariat` |
//!
//! Receiving an application orders no letter to the responsible person: a job compares how many were received with how
//! many were told of. So an application costs no statement more, and a crowd makes no crowd of letters.

pub mod applicants;
pub mod responsible;
mod responsible_words;
pub mod secretariat;
mod secretariat_words;
mod store;

pub use responsible_words::new_applications;
pub use secretariat_words::deadlines_due;
