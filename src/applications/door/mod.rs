//! At the door (605-11): who may come in, who came, and who did not. For guards with a telephone, and for the
//! secretariat. The guard reads name, birth year, state and seat; what is read here holds no contacts at all.
//!
//! | act | where | law |
//! |---|---|---|
//! | let in, by list, by number, by the code of the pass | `actions::check_in` | `application_course`: `check_in` |
//! | take that back | `actions::undo` | `undo_check_in` |
//! | enter later what was ticked on paper | `paper::enter_from_paper` | `check_in` |
//! | mark the rest absent, once the session is over | `actions::mark_absent` | `mark_absent` |
//!
//! A guard sees the sessions of today alone, by the zone of each; one of several days on each of them. Whoever may
//! see the persons of a body's applications sees its sessions of any day.

pub mod actions;
pub mod days;
mod desk;
pub mod lists;
pub mod paper;
pub mod record;
pub mod store;
pub mod verdict;
mod views;

use crate::web::desk::{Right, Ways};

/// The addresses of the door.
pub fn desk_routes(ways: &mut Ways<'_>) {
    let door = Right::KeepDoor;
    ways.get("/desk/door", door, desk::today::show);
    ways.get("/desk/sessions/{session}/door", door, desk::list::show);
    ways.get("/desk/passes/{pass}", door, desk::pass::show);
    ways.post("/desk/passes/{pass}", door, desk::pass::check_in);
    ways.post(
        "/desk/applications/{application}/check-in",
        door,
        desk::acts::check_in,
    );
    ways.post(
        "/desk/applications/{application}/check-in/undo",
        door,
        desk::acts::undo,
    );
    ways.post(
        "/desk/sessions/{session}/door/absent",
        Right::Decide,
        desk::acts::mark_absent,
    );
    let paper = "/desk/sessions/{session}/door/paper";
    ways.get(paper, door, desk::paper::form);
    ways.post(paper, door, desk::paper::enter);
    ways.get(
        "/desk/sessions/{session}/passes",
        door,
        desk::exports::print,
    );
    ways.post(
        "/desk/sessions/{session}/passes",
        door,
        desk::exports::note_print,
    );
    ways.post(
        "/desk/sessions/{session}/passes.xlsx",
        door,
        desk::exports::xlsx,
    );
    ways.post(
        "/desk/sessions/{session}/passes.csv",
        door,
        desk::exports::csv,
    );
}
