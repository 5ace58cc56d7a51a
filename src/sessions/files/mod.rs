//! Files of agendas: taken after a look at their content, kept in a folder under names by chance, handed out to be
//! saved and never to be opened in the page.
//!
//! | file | what it does |
//! |---|---|
//! | `kind` | what a file is by its content |
//! | `zipped` | what is inside of a zipped one |
//! | `name` | what it is called when a reader saves it |
//! | `folder` | how it comes into the folder |
//! | `serving` | how it is handed out |
//! | `unnamed` | what is taken away again, as no act has named it |

mod folder;
mod kind;
mod name;
mod serving;
mod unnamed;
mod zipped;

use actix_web::web;

pub use folder::{Incoming, Kept, is_writable};
pub use kind::{Kind, Wrong};
pub use name::{sanitised, with_ending};
pub use serving::{Lying, not_removed, serve};
pub use unnamed::clear_away;

/// Mounts the public address.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/files/{document}", web::get().to(serving::public));
}
