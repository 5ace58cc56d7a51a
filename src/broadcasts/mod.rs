//! Broadcasts of open sessions (605-12): when each began and ended, when nothing came through, why there is none, and
//! where the recording is.

pub mod record;
pub mod store;
