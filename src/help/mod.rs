//! Pages that explain the rest, the same for every visitor: how to attend, for whom the site works and how that was tried,
//! and what is kept of people.
//!
//! | file | what it is for |
//! |---|---|
//! | `pages` | the addresses |
//! | `views` | the texts, section by section |

mod pages;
mod views;

use actix_web::web;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}
