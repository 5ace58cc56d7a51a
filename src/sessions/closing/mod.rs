//! Sessions and items held closed (605-4): what is kept of the decision, and how what was closed stays unsaid.
//!
//! No restricted text is kept (CL-10). When an item is closed, its title gives way to one that names the ground alone,
//! its speaker and its files go, in the same act; what the files held, by the job that clears their folder. So whatever
//! reads the item – pages, calendars, the search, letters, neighbouring systems – has nothing to keep back. Only versions
//! announced before still hold the former words, as they are never changed; whoever shows them asks [`Hidden`] what is
//! closed now.
//!
//! | file | what it is for |
//! |---|---|
//! | `record` | rows of decisions, of their notices, and of the times of closed parts |
//! | `words` | grounds, decisions and neutral titles in words |
//! | `hidden` | what of earlier versions is shown no more |

mod hidden;
pub mod record;
pub mod words;

pub use hidden::Hidden;
