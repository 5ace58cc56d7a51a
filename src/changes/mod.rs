//! Acts over several slices at once.
//!
//! | file | what it does |
//! |---|---|
//! | `recounting` | counts the clocks of coming sessions anew, or shows what that would come to |
//! | `calendar` | enters a version of the calendar and counts clocks anew |
//! | `calendar_form` | the form of an order, read |
//! | `calendar_desk`, `calendar_views` | entering it at the desk |
//! | `calendar_preview` | what it does to sessions, shown before |
//! | `bodies` | changes a body, with its sessions' clocks and the words they are found by |
//! | `bodies_desk` | the same at the desk |
//! | `closing` | closes a session or items of it, and opens them again, with what that means for those who applied |
//! | `closing_desk`, `closing_views`, `closing_state`, `closing_acts` | the same at the desk, with the notices and the times of closed parts |
//! | `course` | moves a session to another time, with what that means for those who come to it |
//! | `course_desk`, `course_views` | moving it and calling it off at the desk: the form, what follows from it, and then the act |
//! | `sittings_desk`, `sittings_views` | a session that breaks off and goes on later, at the desk |
//! | `seats` | changes the seats of a session: they follow those who sign up (605-10), and nobody loses one silently |
//! | `seats_desk`, `seats_views` | the same at the desk |

pub mod bodies;
mod bodies_desk;
pub mod calendar;
mod calendar_desk;
mod calendar_form;
mod calendar_preview;
mod calendar_views;
pub mod closing;
mod closing_acts;
mod closing_desk;
mod closing_state;
mod closing_views;
pub mod course;
mod course_desk;
mod course_views;
pub mod recounting;
pub mod seats;
mod seats_desk;
mod seats_views;
mod sittings_desk;
mod sittings_views;

use crate::web::desk::{Right, Ways};

/// The addresses of these acts behind the sign-in.
pub fn desk_routes(ways: &mut Ways<'_>) {
    calendar_desk::desk_routes(ways);
    bodies_desk::desk_routes(ways);
    closing_desk::desk_routes(ways);
    course_desk::desk_routes(ways);
    sittings_desk::desk_routes(ways);
    let path = "/desk/sessions/{session}/seats";
    ways.get(path, Right::SeeApplications, seats_desk::show);
    ways.post(path, Right::Decide, seats_desk::change);
}
