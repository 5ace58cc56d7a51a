//! All queries on broadcasts.
//!
//! | file | what it asks |
//! |---|---|
//! | `running` | which broadcasts go on, and the times of those that were |
//! | `facts` | what is said of the broadcast as a whole, and captions |
//! | `owed` | sessions whose duty to be broadcast is not done |
//! | `streams` | keys of streams, and who sends |

mod facts;
mod owed;
mod running;
mod streams;

pub use facts::*;
pub use owed::*;
pub use running::*;
pub use streams::*;
