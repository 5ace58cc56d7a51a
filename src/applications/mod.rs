//! Applications.
pub mod actions;
pub mod consent;
pub mod letters;
pub mod places;
pub mod record;
pub mod refusal;
pub mod store;
pub mod submission;
pub mod tokens;

use actix_web::web;

/// The addresses of this slice.
pub fn routes(_config: &mut web::ServiceConfig) {}
