//! Changes of a session that concern those who have applied. So far its seats, which follow the number of those who
//! sign up (605-10): a larger hall, an overflow hall, or fewer seats, which nobody loses silently.

pub mod actions;
mod desk;
mod desk_views;

use crate::web::desk::{Right, Ways};

/// The addresses of this slice at the desk.
pub fn desk_routes(ways: &mut Ways<'_>) {
    let path = "/desk/sessions/{session}/seats";
    ways.get(path, Right::SeeApplications, desk::show);
    ways.post(path, Right::Decide, desk::change);
}
