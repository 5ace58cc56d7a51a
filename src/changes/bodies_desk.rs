//! Bodies.
use crate::web::desk::Ways;
/// The addresses.
pub fn desk_routes(_ways: &mut Ways<'_>) {}
