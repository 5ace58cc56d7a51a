//! What all slices share behind the sign-in: who may what, the extractors that make sure of it, forms that lose
//! nothing, and the frame of the desk's pages.
//!
//! | file | what it is for |
//! |---|---|
//! | `rights` | roles and what each of them may: the one table |
//! | `person` | who is signed in, for which bodies |
//! | `sign_ins` | what the slice `staff` answers for: whose secret a cookie holds, forms kept |
//! | `answers` | what an act answers: what was done, or that somebody else was faster |
//! | `cookie` | the cookie's name, and where signing in is safe at all |
//! | `signed_in` | the extractor of every page of the desk |
//! | `sent` | the extractor of every form of the desk |
//! | `fields` | what a form sent, by name |
//! | `ways` | every address of the desk with the right that it needs |
//! | `frame` | the frame of every page of the desk |
//! | `components` | the page of all components |
//! | `tables` | heads of tables, and boxes for those wider than the screen |

mod answers;
pub mod components;
mod cookie;
mod fields;
mod frame;
mod person;
mod rights;
mod sent;
mod sign_ins;
mod signed_in;
mod tables;
mod ways;

pub use answers::{
    Difference, both_states, done_note, see, see_done, shown, shown_again, shown_stale,
};
pub use cookie::{Signing, read_secret, removed, signing, signing_under, with_secret};
pub use fields::Fields;
pub use frame::{Section, csrf_field, page, plain_page, sign_in_address};
pub use person::{Person, Reach, Standing};
pub use rights::{Right, Role};
pub use sent::{FORM_BYTES, Sent, sent_from_elsewhere, verify, worth_reading};
pub use sign_ins::{Found, SignIns};
pub use signed_in::SignedIn;
pub use tables::{BoxName, table_box, table_head};
pub use ways::{Way, Ways};

/// Where one signs in.
pub const SIGN_IN: &str = "/desk/sign-in";

/// Where a person of the desk begins.
pub const TODAY: &str = "/desk";
