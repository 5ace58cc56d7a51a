//! The demonstration as a walk: one page that leads through a session from its announcement to its results, in the part
//! of everybody who has to do with it. In an office there is no such page.
//!
//! | file | what it is for |
//! |---|---|
//! | `pages` | the page |
//! | `store` | which invented sessions it leads to |
//! | `views` | its steps |

mod pages;
mod store;
mod views;

use actix_web::web;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}
