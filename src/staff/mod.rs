//! People of the secretariats: who they are, what they may (`web::desk::rights`), how they sign in.

pub mod record;
pub mod sign_ins;
pub mod store;
pub mod tokens;

use crate::web::desk::Ways;

/// The addresses of this slice behind the sign-in.
pub fn desk_routes(_ways: &mut Ways<'_>) {}
