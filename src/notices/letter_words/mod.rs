//! Letters about news put into words, when they are sent.

mod applicants;
mod digest;
mod notice;
mod subscribers;
mod told;

pub use applicants::applicant;
pub use digest::digest;
pub use subscribers::subscriber;
