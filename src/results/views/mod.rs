//! What everybody sees of results.
//!
//! | file | what it shows |
//! |---|---|
//! | `list` | what there is of a session's results, what is not kept, and what is still due |
//! | `one` | one of them: its text in the reader's language |
//! | `parts` | what both show of it: its dates, who signed it, its file, its digests |

pub mod list;
pub mod one;
pub mod parts;
