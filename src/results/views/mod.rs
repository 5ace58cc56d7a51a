//! What everybody sees of results.
//!
//! | file | what it shows |
//! |---|---|
//! | `list` | what there is of a session's results, what is not kept, and what is still due |
//! | `one` | one of them: its text in the reader's language |
//! | `spoken` | a transcript with times: each leads to its place in the recording, and it can be searched |
//! | `parts` | what both show of it: its dates, who signed it, its file, its digests |

pub mod list;
pub mod one;
pub mod parts;
mod spoken;
