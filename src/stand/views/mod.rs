//! The screen and the sheet. Both say everything in Kazakh and then in Russian, whatever the language of the address.
//!
//! | file | what it shows |
//! |---|---|
//! | `screen` | a body's coming sessions, what was moved or called off, what is closed, new results |
//! | `sheet` | one session on one sheet of paper |
//! | `parts` | what both say of a session |

mod parts;
pub mod screen;
pub mod sheet;
