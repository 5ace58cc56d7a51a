//! People of the secretariats: who they are, what they may (`web::desk::rights`), how they sign in.
//!
//! A person is entered by an administrator and gets a one-time link, by which a password is chosen; administrators
//! then set a second factor up, the others may. A sign-in is a row here and a secret in the browser's cookie; only
//! digests of secrets are stored. Attempts are counted (`throttle`), answers never tell whether an account is there.
//!
//! | file | what it is for |
//! |---|---|
//! | `passwords` | argon2id, and which new passwords are taken |
//! | `second_factor` | codes of the app, codes on paper |
//! | `tokens` | secrets of cookies and links, and their digests |
//! | `browser` | what a browser is called in the list of sign-ins |
//! | `throttle` | how long to wait after failures |
//! | `sign_ins` | what the extractors of the desk ask |
//! | `demo` | the people of the demonstration |
//! | `keeping` | the periodic job that takes old rows away |
//! | `actions` | the acts |
//! | `desk` | the pages |

pub mod actions;
mod browser;
pub mod demo;
mod desk;
pub mod keeping;
pub mod passwords;
pub mod record;
pub mod second_factor;
pub mod sign_ins;
pub mod store;
pub mod throttle;
pub mod tokens;

use unicode_normalization::UnicodeNormalization as _;

pub use desk::routes as desk_routes;

/// An e-mail address as it is stored and compared.
#[must_use]
pub fn normal_email(text: &str) -> String {
    text.trim().nfc().collect::<String>().to_lowercase()
}
